// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Calendar} from "../src/libraries/Calendar.sol";
import {DayCount} from "../src/libraries/DayCount.sol";
import {Test} from "./Test.sol";

/// @notice Civil dates, interest days and interest, against references that are slow and plain.
/// @custom:compiled as src: the libraries' code is in this contract
contract DatesTest is Test {
    /// The last day that the fuzzers try: in the year 2517, over two centuries without a leap day and one with.
    uint256 private constant LAST = 200_000;

    /*//////////////////////////////// CALENDAR //////////////////////////////*/

    function test_ToDay_KnownDays() public pure {
        assertEq(Calendar.toDay(1970, 1, 1), 0, "the first");
        assertEq(Calendar.toDay(2000, 2, 29), 11_016, "a leap day of a leap century");
        assertEq(Calendar.toDay(2024, 10, 4), 20_000, "the tests' first day");
        assertEq(Calendar.toDay(2026, 11, 21), 20_778, "a Saturday");
        assertEq(Calendar.toDay(2100, 3, 1), Calendar.toDay(2100, 2, 28) + 1, "2100 has no leap day");
        assertEq(Calendar.toDay(2149, 6, 6), type(uint16).max, "the kernel's last day");
    }

    function testFuzz_ToDate_IsTheSlowWay(uint256 day) public pure {
        day = bound(day, 0, LAST);
        (uint256 year, uint256 month, uint256 dayOfMonth) = Calendar.toDate(day);
        uint256 left = day;
        uint256 y = 1970;
        while (left >= _daysOf(y)) {
            left -= _daysOf(y);
            ++y;
        }
        uint256 m = 1;
        while (left >= _lengths(y)[m - 1]) {
            left -= _lengths(y)[m - 1];
            ++m;
        }
        assertEq(year, y, "year");
        assertEq(month, m, "month");
        assertEq(dayOfMonth, left + 1, "day");
    }

    function testFuzz_ToDay_UndoesToDate(uint256 day) public pure {
        day = bound(day, 0, type(uint32).max);
        (uint256 year, uint256 month, uint256 dayOfMonth) = Calendar.toDate(day);
        assertEq(Calendar.toDay(year, month, dayOfMonth), day, "round trip");
        assertEq(Calendar.daysIn(year, month), _lengths(year)[month - 1], "days in the month");
    }

    function test_AddMonths_ToTheMonthsLastDay() public pure {
        uint16[7][6] memory cases = [
            // from, months, to
            [uint16(2026), 8, 31, 6, 2027, 2, 28],
            [uint16(2027), 8, 31, 6, 2028, 2, 29],
            [uint16(2026), 1, 31, 1, 2026, 2, 28],
            [uint16(2026), 2, 28, 12, 2027, 2, 28],
            [uint16(2028), 2, 29, 12, 2029, 2, 28],
            [uint16(2026), 12, 15, 0, 2026, 12, 15]
        ];
        for (uint256 i; i < cases.length; ++i) {
            uint16[7] memory c = cases[i];
            uint256 got = Calendar.addMonths(Calendar.toDay(c[0], c[1], c[2]), c[3]);
            assertEq(got, Calendar.toDay(c[4], c[5], c[6]), "months later");
        }
    }

    function testFuzz_AddMonths_KeepsTheDayWhereTheMonthHasIt(uint256 day, uint256 months) public pure {
        day = bound(day, 0, LAST);
        months = bound(months, 0, 600);
        (uint256 year, uint256 month, uint256 dayOfMonth) = Calendar.toDate(day);
        (uint256 y, uint256 m, uint256 d) = Calendar.toDate(Calendar.addMonths(day, months));
        assertEq(y * 12 + m, year * 12 + month + months, "the month");
        uint256 last = _lengths(y)[m - 1];
        assertEq(d, dayOfMonth > last ? last : dayOfMonth, "the day");
    }

    /*//////////////////////////////// INTEREST //////////////////////////////*/

    function test_Span_OfTheBondBasis() public pure {
        uint16[7][8] memory cases = [
            // from, to, days
            [uint16(2026), 1, 31, 2026, 3, 31, 60],
            [uint16(2026), 1, 30, 2026, 3, 31, 60],
            [uint16(2026), 2, 28, 2026, 3, 31, 33],
            [uint16(2026), 1, 31, 2026, 2, 28, 28],
            [uint16(2026), 1, 1, 2026, 1, 31, 30], // V-DISC-4
            [uint16(2026), 1, 1, 2027, 1, 1, 360],
            [uint16(2026), 12, 31, 2027, 1, 1, 1],
            [uint16(2026), 5, 30, 2026, 5, 31, 0]
        ];
        for (uint256 i; i < cases.length; ++i) {
            uint16[7] memory c = cases[i];
            (uint256 span, uint256 basis) =
                DayCount.span(Calendar.toDay(c[0], c[1], c[2]), Calendar.toDay(c[3], c[4], c[5]), 3);
            assertEq(span, c[6], "days");
            assertEq(basis, 360, "basis");
        }
    }

    function testFuzz_Span_OfActualDays(uint256 from, uint256 length) public pure {
        from = bound(from, 0, LAST);
        length = bound(length, 0, 4000);
        (uint256 span, uint256 basis) = DayCount.span(from, from + length, 1);
        assertEq(span, length, "actual/360");
        assertEq(basis, 360, "basis");
        (span, basis) = DayCount.span(from, from + length, 2);
        assertEq(span, length, "actual/365");
        assertEq(basis, 365, "basis");
    }

    /// 30/360, day by day: a month's 30th and 31st are one day, and its last day stands for all that lack to 30; but a span that
    /// ends on a 31st and did not begin at a month's end counts that day.
    function testFuzz_Span_OfTheBondBasisIsTheSlowWay(uint256 from, uint256 length) public pure {
        from = bound(from, 0, LAST);
        length = bound(length, 0, 800);
        uint256 count;
        for (uint256 day = from; day < from + length; ++day) {
            (uint256 y, uint256 m, uint256 d) = Calendar.toDate(day);
            uint256 last = _lengths(y)[m - 1];
            if (d == last) count += d == 31 ? 1 : 31 - d;
            else if (d != 30) ++count;
        }
        (,, uint256 first) = Calendar.toDate(from);
        (,, uint256 last_) = Calendar.toDate(from + length);
        if (last_ == 31 && first < 30) ++count;
        (uint256 span,) = DayCount.span(from, from + length, 3);
        assertEq(span, count, "days");
    }

    function testFuzz_Interest_IsRoundedHalfUp(uint256 face, uint256 rate, uint256 span, bool actual365) public pure {
        face = bound(face, 1, 1e14);
        rate = bound(rate, 0, 1e6);
        span = bound(span, 0, 4000);
        uint256 basis = actual365 ? 365 : 360;
        uint256 parts = face * rate * span;
        uint256 whole = basis * 1e6;
        uint256 want = parts / whole + (parts % whole * 2 >= whole ? 1 : 0);
        assertEq(DayCount.interest(face, rate, span, basis), want, "interest");
    }

    /*//////////////////////////////// REFERENCE /////////////////////////////*/

    function _daysOf(uint256 year) private pure returns (uint256) {
        return _isLeap(year) ? 366 : 365;
    }

    function _isLeap(uint256 year) private pure returns (bool) {
        return year % 400 == 0 || (year % 4 == 0 && year % 100 != 0);
    }

    function _lengths(uint256 year) private pure returns (uint8[12] memory) {
        return [31, _isLeap(year) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    }
}
