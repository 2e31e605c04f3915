// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title Civil dates from day numbers
/// @notice Proleptic Gregorian calendar; days are counted from 1970-01-01, which is 0.
library Calendar {
    /// @notice Year, month (1-12) and day of month (1-31) of a day number.
    /// @dev Counts in 400-year eras of 146,097 days that begin on 1 March, so that a leap day comes last.
    function toDate(uint256 day) internal pure returns (uint256 year, uint256 month, uint256 dayOfMonth) {
        uint256 z = day + 719_468;
        uint256 era = z / 146_097;
        uint256 ofEra = z - era * 146_097;
        uint256 yearOfEra = (ofEra - ofEra / 1460 + ofEra / 36_524 - ofEra / 146_096) / 365;
        uint256 ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        uint256 shifted = (5 * ofYear + 2) / 153;
        dayOfMonth = ofYear - (153 * shifted + 2) / 5 + 1;
        month = shifted < 10 ? shifted + 3 : shifted - 9;
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
    }

    /// @notice The day number of a civil date from 1970 on.
    function toDay(uint256 year, uint256 month, uint256 dayOfMonth) internal pure returns (uint256) {
        uint256 y = month <= 2 ? year - 1 : year;
        uint256 era = y / 400;
        uint256 yearOfEra = y - era * 400;
        uint256 ofYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + dayOfMonth - 1;
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + ofYear - 719_468;
    }

    /// @notice The same day of the month `months` later, or that month's last day where it is shorter.
    function addMonths(uint256 day, uint256 months) internal pure returns (uint256) {
        (uint256 year, uint256 month, uint256 dayOfMonth) = toDate(day);
        uint256 m = month - 1 + months;
        year += m / 12;
        month = m % 12 + 1;
        uint256 last = daysIn(year, month);
        return toDay(year, month, dayOfMonth < last ? dayOfMonth : last);
    }

    /// @notice The number of days in a month.
    function daysIn(uint256 year, uint256 month) internal pure returns (uint256) {
        if (month == 2) return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
        return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
    }
}
