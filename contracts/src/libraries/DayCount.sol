// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Calendar} from "./Calendar.sol";

/// @title Interest days and discount interest
library DayCount {
    uint8 internal constant ACT_360 = 1;
    uint8 internal constant ACT_365 = 2;
    uint8 internal constant THIRTY_360 = 3;

    /// @notice The convention is none of the three.
    error UnknownDayCount(uint8 dayCount);

    /// @notice Days of interest from one day to a later one, and the days of the year that the rate is for.
    /// 30/360 is the bond basis: a 31st counts as a 30th where the span begins, and where it ends if it began on one.
    function span(uint256 from, uint256 to, uint8 dayCount)
        internal
        pure
        returns (uint256 interestDays, uint256 basis)
    {
        if (dayCount == ACT_360) return (to - from, 360);
        if (dayCount == ACT_365) return (to - from, 365);
        if (dayCount != THIRTY_360) revert UnknownDayCount(dayCount);
        (uint256 y1, uint256 m1, uint256 d1) = Calendar.toDate(from);
        (uint256 y2, uint256 m2, uint256 d2) = Calendar.toDate(to);
        if (d1 == 31) d1 = 30;
        if (d2 == 31 && d1 == 30) d2 = 30;
        return (360 * y2 + 30 * m2 + d2 - 360 * y1 - 30 * m1 - d1, 360);
    }

    /// @notice Interest on `face` (units of 0.01) at `rate` (millionths a year), rounded half up to 0.01.
    function interest(uint256 face, uint256 rate, uint256 interestDays, uint256 basis) internal pure returns (uint256) {
        uint256 whole = basis * 1_000_000;
        return (2 * face * rate * interestDays + whole) / (2 * whole);
    }
}
