// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ICash} from "../src/interfaces/ICash.sol";
import {ICompanies} from "../src/interfaces/ICompanies.sol";
import {IDiscounts, Price, Quote, TakeQuote, WithdrawQuote} from "../src/interfaces/IDiscounts.sol";
import {ILots, Record, WithdrawProposal} from "../src/interfaces/ILots.sol";
import {IssueReceivable} from "../src/interfaces/IReceivables.sol";
import {Calendar} from "../src/libraries/Calendar.sol";
import {DayCount} from "../src/libraries/DayCount.sol";
import {ObligationId} from "../src/libraries/ObligationId.sol";
import {Network} from "./Network.sol";

/// @notice ACME holds 1,000,000.00 of CORE's debt, due in 90 days; BANK has cash.
contract DiscountsTest is Network {
    uint48 private constant FACE = 100_000_000;
    uint8 private constant FINANCED = 8;

    ObligationId private id;

    function setUp() public override {
        super.setUp();
        id = issued(ACME, FACE);
        deposit(BANK, BANK, 1e12);
    }

    /*///////////////////////////////// TAKE /////////////////////////////////*/

    function test_TakeQuote_SwapsALotForCash() public eitherWay {
        Quote memory q = quoteOf(id, 0, FACE);
        // 1,000,000.00 × 4.20 % × 90 / 360 = 10,500.00
        Price memory price = Price(FACE - 1_050_000, 1_050_000, 90);
        vm.expectEmit(address(lots));
        emit ILots.Transferred(id, ACME, BANK, 0, 0, FACE);
        vm.expectEmit(address(lots));
        emit ILots.Recorded(id, 0, 1, Record(0, 2, BANK, ACME, DAY0, price.proceeds));
        vm.expectEmit(address(cash));
        emit ICash.Moved(BANK, BANK, ACME, CNY, price.proceeds, "ZDW-1");
        vm.expectEmit(address(discounts));
        emit IDiscounts.Discounted(id, BANK, ACME, price, q, hashOf(q, under(nonces + 1, deadline)));
        perform(q, TakeQuote(ACME, 0, price.proceeds));
        assertLot(id, 0, FACE, BANK, HELD);
        assertEq(lots.lotOf(id, 0).marks, FINANCED, "marked as financed, and free to go on");
        assertEq(free(BANK, ACME), price.proceeds, "cash");
    }

    function test_TakeQuote_OfAPartLeavesTheRest() public eitherWay {
        Quote memory q = quoteOf(id, 0, FACE);
        (q.start, q.end) = (300, FACE - 300);
        perform(q, TakeQuote(ACME, 0, 1));
        assertLot(id, 0, 300, ACME, HELD);
        assertLot(id, 300, FACE - 300, BANK, HELD);
        assertLot(id, FACE - 300, FACE, ACME, HELD);
        assertEq(lots.lotOf(id, 0).marks, 0, "not financed");
    }

    function test_TakeQuote_WithRecourseLeavesBothRecords() public {
        Quote memory q = quoteOf(id, 0, FACE);
        q.recourse = true;
        perform(q, TakeQuote(ACME, 0, 1));
        Record memory financing = lots.recordOf(lots.lotOf(id, 0).head);
        assertEq(financing.kind, 2, "financing");
        Record memory recourse = lots.recordOf(financing.next);
        assertEq(recourse.kind, 1, "recourse");
        assertEq(recourse.by, ACME, "the seller answers");
        assertEq(recourse.to, BANK, "to the bank");
    }

    /// The bank sends both: the holder signed its answer, the bank calls.
    function test_TakeQuote_SentByTheBank() public {
        Quote memory q = quoteOf(id, 0, FACE);
        bytes32 quote = hashOf(q, under(7, 0));
        TakeQuote memory a = TakeQuote(ACME, quote, 1);
        vm.prank(keyOf[BANK]);
        discounts.takeQuote(q, under(7, 0), a, signed(keyOf[ACME], hashOf(a, under(8, deadline)), 8, deadline));
        assertLot(id, 0, FACE, BANK, HELD);
    }

    function test_TakeQuote_OnTheLastDay() public {
        Quote memory q = quoteOf(id, 0, FACE);
        onDay(q.until);
        perform(q, TakeQuote(ACME, 0, 1));
        assertEq(discounts.priceOn(q, q.until).interestDays, 80, "fewer days");
    }

    function test_WithdrawQuote_ClosesIt() public eitherWay {
        Quote memory q = quoteOf(id, 0, FACE);
        bytes32 quote = hashOf(q, under(nonces + 2, deadline));
        vm.expectEmit(address(discounts));
        emit IDiscounts.QuoteWithdrawn(BANK, quote);
        perform(WithdrawQuote(BANK, quote));
        assertTrue(discounts.isClosed(BANK, quote), "closed");
        refused(abi.encodeWithSelector(IDiscounts.QuoteClosed.selector, quote));
        perform(q, TakeQuote(ACME, 0, 1));
        perform(WithdrawQuote(BANK, "another"));
    }

    /// Only the bank's own company closes its quotes.
    function test_WithdrawQuote_OfAnothersDoesNothingToIt() public {
        Quote memory q = quoteOf(id, 0, FACE);
        bytes32 quote = hashOf(q, under(nonces + 2, deadline));
        perform(WithdrawQuote(OTHER_BANK, quote));
        perform(q, TakeQuote(ACME, 0, 1));
        assertLot(id, 0, FACE, BANK, HELD);
    }

    function test_WithdrawQuote_EvenSuspended() public {
        suspend(BANK);
        perform(WithdrawQuote(BANK, "quote"));
        assertTrue(discounts.isClosed(BANK, "quote"), "closed");
    }

    /*//////////////////////////////// VECTORS ///////////////////////////////*/

    function test_Vector_DISC_1() public pure {
        _assertPrice(45_542_100, 36_500, [2010, 8, 16], [2011, 2, 13], 1, 835_761, 44_706_339);
    }

    function test_Vector_DISC_2() public pure {
        _assertPrice(150_550_000, 18_000, [2014, 4, 9], [2014, 5, 1], 1, 165_605, 150_384_395);
    }

    function test_Vector_DISC_4() public pure {
        _assertPrice(100_000_000, 120_000, [2026, 1, 1], [2026, 1, 31], 3, 1_000_000, 99_000_000);
    }

    function test_Vector_SPLIT_3() public pure {
        _assertPrice(120_000_000, 42_000, [2026, 3, 16], [2026, 6, 30], 1, 1_484_000, 118_516_000);
    }

    /// V-ROUND-1: 1,000,000.00 as a whole costs 12,366.67; as three parts 3 × 4,122.22.
    function test_Vector_ROUND_1() public pure {
        _assertPrice(100_000_000, 42_000, [2026, 3, 16], [2026, 6, 30], 1, 1_236_667, 98_763_333);
        _assertPrice(33_333_333, 42_000, [2026, 3, 16], [2026, 6, 30], 1, 412_222, 32_921_111);
        _assertPrice(33_333_334, 42_000, [2026, 3, 16], [2026, 6, 30], 1, 412_222, 32_921_112);
    }

    /*/////////////////////////////// REFUSALS ///////////////////////////////*/

    function test_RevertWhen_TheQuoteHasExpired() public {
        Quote memory q = quoteOf(id, 0, FACE);
        onDay(q.until + 1);
        refused(abi.encodeWithSelector(IDiscounts.QuoteExpired.selector, q.until, q.until + 1));
        perform(q, TakeQuote(ACME, 0, 1));
    }

    function test_RevertWhen_TheQuoteWasTaken() public {
        Quote memory q = quoteOf(id, 0, FACE);
        bytes32 quote = hashOf(q, under(500, deadline));
        TakeQuote memory a = TakeQuote(ACME, quote, 1);
        vm.startPrank(keyOf[ACME]);
        discounts.takeQuote(q, signed(keyOf[BANK], quote, 500, deadline), a, direct());
        refused(abi.encodeWithSelector(IDiscounts.QuoteClosed.selector, quote));
        discounts.takeQuote(q, signed(keyOf[BANK], quote, 500, deadline), a, direct());
        vm.stopPrank();
        refused(abi.encodeWithSelector(IDiscounts.QuoteClosed.selector, quote));
        perform(WithdrawQuote(BANK, quote));
    }

    function test_RevertWhen_TheAnswerIsToAnotherQuote() public {
        Quote memory q = quoteOf(id, 0, FACE);
        bytes32 quote = hashOf(q, under(nonces + 1, deadline));
        refused(abi.encodeWithSelector(IDiscounts.OtherQuote.selector, quote));
        perform(q, TakeQuote(ACME, "another", 1));
    }

    function test_RevertWhen_TheQuoteIsForAnother() public {
        Quote memory q = quoteOf(id, 0, FACE);
        refused(abi.encodeWithSelector(IDiscounts.NotAddressee.selector, ACME));
        perform(q, TakeQuote(BOLT, 0, 1));
    }

    function test_RevertWhen_TheProceedsAreTooLow() public {
        Quote memory q = quoteOf(id, 0, FACE);
        refused(abi.encodeWithSelector(IDiscounts.ProceedsBelow.selector, FACE - 1_050_000));
        perform(q, TakeQuote(ACME, 0, FACE - 1_050_000 + 1));
    }

    function test_RevertWhen_TheRegistrationIsMissing() public {
        Quote memory q = quoteOf(id, 0, FACE);
        q.registration = "";
        refused(abi.encodeWithSelector(IDiscounts.RegistrationNeeded.selector, bytes32("V06.registration")));
        perform(q, TakeQuote(ACME, 0, 1));
    }

    function test_RevertWhen_TheDebtIsDue() public {
        Quote memory q = quoteOf(id, 0, FACE);
        q.until = DAY0 + 200;
        onDay(DAY0 + 90);
        bytes memory reason = abi.encodeWithSelector(IDiscounts.AlreadyDue.selector, DAY0 + 90, DAY0 + 90);
        refused(reason);
        perform(q, TakeQuote(ACME, 0, 1));
        refused(reason);
        discounts.priceOn(q, DAY0 + 90);
    }

    function test_RevertWhen_AFieldIsOutOfRange() public {
        Quote memory q = quoteOf(id, 0, FACE);
        q.rate = 1_000_001;
        _refusesField(q, "rate");
        q.rate = 42_000;
        q.end = 0;
        _refusesField(q, "end");
        q = quoteOf(id, 0, FACE);
        q.registration = string(new bytes(65));
        _refusesField(q, "registration");
        q = quoteOf(id, 0, FACE);
        q.holder = BANK;
        refused(abi.encodeWithSelector(IDiscounts.BadField.selector, bytes32("holder")));
        discounts.priceOn(q, DAY0);
        q = quoteOf(id, 0, 1);
        (q.rate, q.dayCount) = (1_000_000, 2);
        assertEq(discounts.priceOn(q, DAY0).proceeds, 1, "0.01 a quarter of a year at 100 %");
        q.dayCount = 4;
        refused(abi.encodeWithSelector(DayCount.UnknownDayCount.selector, uint8(4)));
        perform(q, TakeQuote(ACME, 0, 1));
    }

    /// A price of nothing is none: the longest tenor at the highest rate would cost all of a unit.
    function test_RevertWhen_TheInterestEatsTheFace() public {
        accepting(ACME, CORE, CORE);
        IssueReceivable memory act = issueOf(ACME, 1);
        (act.due, act.justification) = (uint32(Calendar.addMonths(DAY0, 12)), "long");
        (ObligationId small,) = perform(act);
        Quote memory q = quoteOf(small, 0, 1);
        q.rate = 1_000_000;
        _refusesField(q, "rate");
    }

    function test_RevertWhen_TheBankIsNoneOrTheCashShort() public {
        Quote memory q = quoteOf(id, 0, FACE);
        q.company = BOLT;
        refused(abi.encodeWithSelector(ICompanies.LacksCapacity.selector, BOLT, uint16(2)));
        perform(q, TakeQuote(ACME, 0, 1));
        q = quoteOf(id, 0, FACE);
        q.cashBank = OTHER_BANK;
        refused(abi.encodeWithSelector(ICash.CashShort.selector, BANK, OTHER_BANK, CNY, 0, uint256(FACE - 1_050_000)));
        perform(q, TakeQuote(ACME, 0, 1));
        assertLot(id, 0, FACE, ACME, HELD);
    }

    function test_RevertWhen_TheLotIsLockedOrSold() public {
        Quote memory q = quoteOf(id, 0, FACE);
        perform(whole(ACME, id, 0, FACE, BOLT));
        bytes32 proposal = lastHash;
        refused(abi.encodeWithSelector(ILots.NotFree.selector, LOCKED));
        perform(q, TakeQuote(ACME, 0, 1));
        perform(WithdrawProposal(ACME, id, 0, proposal));
        accepting(BOLT, ACME, CORE);
        perform(whole(ACME, id, 0, FACE, BOLT));
        refused(abi.encodeWithSelector(ILots.NotHolder.selector, BOLT));
        perform(q, TakeQuote(ACME, 0, 1));
    }

    /*//////////////////////////////// SETTING ///////////////////////////////*/

    function _refusesField(Quote memory q, bytes32 field) private {
        refused(abi.encodeWithSelector(IDiscounts.BadField.selector, field));
        perform(q, TakeQuote(ACME, 0, 1));
    }

    /// @dev By the library that the contract prices with: the dates of the vectors are before the network's first day.
    function _assertPrice(
        uint256 face,
        uint256 rate,
        uint16[3] memory from,
        uint16[3] memory to,
        uint8 dayCount,
        uint256 interest,
        uint256 net
    ) private pure {
        (uint256 span, uint256 basis) = DayCount.span(
            Calendar.toDay(from[0], from[1], from[2]), Calendar.toDay(to[0], to[1], to[2]), dayCount
        );
        uint256 got = DayCount.interest(face, rate, span, basis);
        assertEq(got, interest, "interest");
        assertEq(face - got, net, "net");
    }
}
