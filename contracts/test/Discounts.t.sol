// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ICash} from "../src/interfaces/ICash.sol";
import {ICompanies} from "../src/interfaces/ICompanies.sol";
import {IDiscounts, Price, Quote, TakeQuote, WithdrawQuote} from "../src/interfaces/IDiscounts.sol";
import {ILots, Record, WithdrawProposal} from "../src/interfaces/ILots.sol";
import {GrantLine} from "../src/interfaces/ILines.sol";
import {IssueReceivable} from "../src/interfaces/IReceivables.sol";
import {Calendar} from "../src/libraries/Calendar.sol";
import {DayCount} from "../src/libraries/DayCount.sol";
import {ObligationId} from "../src/libraries/ObligationId.sol";
import {Records} from "../src/libraries/Records.sol";
import {MoneyActs} from "./MoneyActs.sol";

/// @notice ACME holds 1,000,000.00 of CORE's debt, due in 90 days; BANK has cash.
contract DiscountsTest is MoneyActs {
    uint48 private constant FACE = 100_000_000;

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
        emit ILots.Recorded(id, 0, 1, Record(0, 2, BANK, ACME, DAY0, price.proceeds, 0));
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

    /*////////////////////////////// REDISCOUNT //////////////////////////////*/

    /// Bank to bank, with recourse: the first bank's financing stays on record, the second's comes on top, and the lot is marked once.
    function test_TakeQuote_FromBankToBank() public eitherWay {
        financed(id, 0, FACE, ACME, BANK, false);
        deposit(OTHER_BANK, OTHER_BANK, FACE);
        Quote memory q = _quoteBy(OTHER_BANK, BANK);
        q.recourse = true;
        perform(q, TakeQuote(BANK, 0, 1));
        assertLot(id, 0, FACE, OTHER_BANK, HELD);
        assertEq(lots.lotOf(id, 0).marks, FINANCED, "financed");
        (, Record memory newest) = Records.newest(lots, id, 0, 2);
        assertEq(newest.by, OTHER_BANK, "the second financing");
        assertEq(recourse.liable(id, 0)[0], BANK, "the first bank answers");
    }

    /// A bank that buys again what it sold finances again: what ACME got for the lot stays a financing, and is registered.
    function test_TakeQuote_OfABankThatSoldTheLotIsAFinancing() public {
        financed(id, 0, FACE, ACME, BANK, false);
        deposit(OTHER_BANK, OTHER_BANK, FACE);
        Quote memory q = _quoteBy(OTHER_BANK, BANK);
        q.recourse = true;
        perform(q, TakeQuote(BANK, 0, 1));
        q = _quoteBy(BANK, OTHER_BANK);
        (q.registration, q.cashBank) = ("", BANK);
        refused(abi.encodeWithSelector(IDiscounts.RegistrationNeeded.selector, bytes32("V06.registration")));
        perform(q, TakeQuote(OTHER_BANK, 0, 1));
        q.registration = "ZDW-2";
        perform(q, TakeQuote(OTHER_BANK, 0, 1));
        assertEq(lots.lotOf(id, 0).marks, FINANCED, "financed");
    }

    /*///////////////////////////// EARLY PAYMENT ////////////////////////////*/

    function test_V15_TakeQuote_OfTheObligorPaysEarly() public eitherWay {
        deposit(BANK, CORE, FACE);
        Quote memory q = _quoteBy(CORE, ACME);
        (q.start, q.end) = (100, 40_000_000);
        Price memory price = discounts.priceOn(q, DAY0);
        vm.expectEmit(address(lots));
        emit ILots.Transferred(id, ACME, CORE, 0, 100, 40_000_000);
        vm.expectEmit(address(lots));
        emit ILots.Ended(id, 100, 5);
        vm.expectEmit(address(discounts));
        emit IDiscounts.PaidEarly(id, CORE, ACME, price, q, hashOf(q, under(nonces + 1, deadline)));
        perform(q, TakeQuote(ACME, 0, price.proceeds));
        assertLot(id, 100, 40_000_000, CORE, 5);
        assertLot(id, 0, 100, ACME, HELD);
        assertEq(lots.obligationOf(id).out, 40_000_000 - 100, "out of payment");
        assertEq(_used(), FACE - 40_000_000 + 100, "the line is free again");
        assertEq(free(BANK, ACME), price.proceeds, "cash");
        assertEq(lots.lotOf(id, 100).head, 0, "no financing");
    }

    /// At a rate of zero it pays the face; needs no registration, no opinion, and the last day is the one before the due day.
    function test_TakeQuote_OfTheObligorOnTheLastDay() public {
        deposit(BANK, CORE, FACE);
        Quote memory q = _quoteBy(CORE, ACME);
        (q.rate, q.until) = (0, DAY0 + 200);
        onDay(DAY0 + 90);
        refused(abi.encodeWithSelector(IDiscounts.AlreadyDue.selector, DAY0 + 90, DAY0 + 90));
        perform(q, TakeQuote(ACME, 0, 1));
        onDay(DAY0 + 89);
        perform(q, TakeQuote(ACME, 0, FACE));
        assertEq(free(BANK, ACME), FACE, "all of it");
        assertEq(_used(), 0, "the line is free again");
    }

    /// What a bank has financed may be paid early, too.
    function test_TakeQuote_OfTheObligorFromABank() public {
        financed(id, 0, FACE, ACME, BANK, true);
        deposit(BANK, CORE, FACE);
        perform(_quoteBy(CORE, BANK), TakeQuote(BANK, 0, 1));
        assertLot(id, 0, FACE, CORE, 5);
    }

    /// An obligor that is a bank pays early: it cannot finance its own debt.
    function test_TakeQuote_OfAnObligorThatIsABankPaysEarly() public {
        perform(GrantLine(BANK, OTHER_BANK, CNY, 1000));
        IssueReceivable memory act = issueOf(ACME, 1000);
        act.company = OTHER_BANK;
        accepting(ACME, OTHER_BANK, OTHER_BANK);
        (id,) = perform(act);
        deposit(OTHER_BANK, OTHER_BANK, 1000);
        Quote memory q = _quoteBy(OTHER_BANK, ACME);
        (q.end, q.registration) = (1000, "");
        perform(q, TakeQuote(ACME, 0, 1));
        assertLot(id, 0, 1000, OTHER_BANK, 5);
    }

    /*//////////////////////////////// BUY-BACK //////////////////////////////*/

    function test_TakeQuote_OfOneWhoAnswersBuysBack() public eitherWay {
        financed(id, 0, FACE, ACME, BANK, true);
        deposit(BANK, ACME, FACE);
        Quote memory q = _quoteBy(ACME, BANK);
        (q.start, q.end) = (0, FACE / 2);
        Price memory price = discounts.priceOn(q, DAY0);
        vm.expectEmit(address(discounts));
        emit IDiscounts.BoughtBack(id, ACME, BANK, price, q, hashOf(q, under(nonces + 1, deadline)));
        perform(q, TakeQuote(BANK, 0, price.proceeds));
        assertLot(id, 0, FACE / 2, ACME, HELD);
        assertEq(lots.lotOf(id, 0).marks, 0, "financed no more");
        assertEq(lots.lotOf(id, FACE / 2).marks, FINANCED, "the rest is");
        assertEq(recourse.liable(id, 0).length, 0, "nobody answers to it");
        assertEq(_used(), FACE, "CORE owes it all the same");
    }

    /// Not only the last seller; and what was bought back may be sold again.
    function test_TakeQuote_OfAnEarlierTransferorBuysBack() public {
        handed(id, 0, FACE, ACME, BOLT, true);
        financed(id, 0, FACE, BOLT, BANK, false);
        deposit(BANK, ACME, FACE);
        perform(_quoteBy(ACME, BANK), TakeQuote(BANK, 0, 1));
        assertLot(id, 0, FACE, ACME, HELD);
        financed(id, 0, FACE, ACME, OTHER_BANK, true);
        assertLot(id, 0, FACE, OTHER_BANK, HELD);
    }

    /// Who sold without recourse, or guaranteed, or is a stranger, buys nothing back.
    function test_RevertWhen_TheBuyerIsNone() public {
        guaranteed(id, 0, FACE, OTHER_BANK);
        financed(id, 0, FACE, ACME, BANK, false);
        uint32[3] memory others = [ACME, BOLT, OPERATOR];
        for (uint256 i; i < others.length; ++i) {
            refused(abi.encodeWithSelector(IDiscounts.NotBuyer.selector, others[i]));
            perform(_quoteBy(others[i], BANK), TakeQuote(BANK, 0, 1));
        }
        suspend(OTHER_BANK);
        Quote memory q = _quoteBy(OTHER_BANK, BANK);
        q.registration = "ZDW-2";
        refused(abi.encodeWithSelector(ICompanies.CompanySuspended.selector, OTHER_BANK));
        perform(q, TakeQuote(BANK, 0, 1));
        suspend(CORE);
        refused(abi.encodeWithSelector(ICompanies.CompanySuspended.selector, CORE));
        perform(_quoteBy(CORE, BANK), TakeQuote(BANK, 0, 1));
    }

    /// The holder cannot answer to the obligor, nor to one who answers to it.
    function test_RevertWhen_EarlyPaymentOrBuyBackIsWithRecourse() public {
        Quote memory q = _quoteBy(CORE, ACME);
        q.recourse = true;
        refused(abi.encodeWithSelector(IDiscounts.BadField.selector, bytes32("recourse")));
        perform(q, TakeQuote(ACME, 0, 1));
        financed(id, 0, FACE, ACME, BANK, true);
        q = _quoteBy(ACME, BANK);
        q.recourse = true;
        refused(abi.encodeWithSelector(IDiscounts.BadField.selector, bytes32("recourse")));
        perform(q, TakeQuote(BANK, 0, 1));
    }

    /*///////////////////////////////// RULES ////////////////////////////////*/

    /// R-V01: a bank gives its opinion on a tenor above six months, counted from the day on which it pays.
    function test_R_V01_RevertWhen_ALongTenorHasNoOpinion() public {
        uint32 due = uint32(Calendar.addMonths(DAY0, 6)) + 1;
        IssueReceivable memory act = issueOf(ACME, 1000);
        (act.due, act.justification) = (due, "season");
        (id,) = perform(act);
        Quote memory q = quoteOf(id, 0, 1000);
        refused(abi.encodeWithSelector(IDiscounts.OpinionNeeded.selector, bytes32("V01.justify-months")));
        perform(q, TakeQuote(ACME, 0, 1));
        uint256 snapshot = vm.snapshotState();
        q.opinion = "examined";
        perform(q, TakeQuote(ACME, 0, 1));
        vm.revertToState(snapshot);
        onDay(DAY0 + 1);
        q.opinion = 0;
        perform(q, TakeQuote(ACME, 0, 1)); // six months are left, and no more
        assertLot(id, 0, 1000, BANK, HELD);
    }

    /// The obligor needs no opinion on its own debt.
    function test_TakeQuote_OfTheObligorNeedsNoOpinion() public {
        IssueReceivable memory act = issueOf(ACME, 1000);
        (act.due, act.justification) = (uint32(Calendar.addMonths(DAY0, 12)), "season");
        (id,) = perform(act);
        deposit(BANK, CORE, 1000);
        Quote memory q = _quoteBy(CORE, ACME);
        q.end = 1000;
        perform(q, TakeQuote(ACME, 0, 1));
        assertLot(id, 0, 1000, CORE, 5);
    }

    /// R-V10: any bank may quote, and the holder takes which it likes.
    function test_R_V10_TheHolderChoosesAmongBanks() public {
        Quote memory dear = quoteOf(id, 0, FACE);
        dear.rate = 60_000;
        Quote memory cheap = quoteOf(id, 0, FACE);
        (cheap.company, cheap.cashBank) = (OTHER_BANK, OTHER_BANK);
        deposit(OTHER_BANK, OTHER_BANK, FACE);
        refused(abi.encodeWithSelector(IDiscounts.ProceedsBelow.selector, FACE - 1_500_000));
        perform(dear, TakeQuote(ACME, 0, FACE - 1_050_000));
        perform(cheap, TakeQuote(ACME, 0, FACE - 1_050_000));
        assertLot(id, 0, FACE, OTHER_BANK, HELD);
    }

    /// A quote that was open when a hold came is no way around it.
    function test_RevertWhen_TheLotCameOnHold() public {
        Quote memory q = quoteOf(id, 0, 100);
        bytes32 freeze = frozen(id, 0, 0, 100);
        _refusesHold(q, FROZEN);
        unfrozen(id, 0, freeze);
        bytes32 dispute = disputed(id, CORE, 0, 0, 100);
        _refusesHold(q, DISPUTED);
        resolved(id, CORE, 0, dispute);
        pledged(id, 0, 100, BOLT, 50);
        _refusesHold(q, PLEDGED);
        suspend(ACME);
        refused(abi.encodeWithSelector(ICompanies.CompanySuspended.selector, ACME));
        perform(q, TakeQuote(ACME, 0, 1));
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
        refused(abi.encodeWithSelector(IDiscounts.NotBuyer.selector, BOLT));
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

    /// `buyer` wants `holder`'s whole lot at 4.20 %, without registration, for deposits at BANK; of a bank, at itself.
    function _quoteBy(uint32 buyer, uint32 holder) private returns (Quote memory q) {
        q = quoteOf(id, 0, FACE);
        (q.company, q.holder, q.registration) = (buyer, holder, "");
        if (buyer == OTHER_BANK) (q.cashBank, q.registration) = (OTHER_BANK, "ZDW-2");
    }

    function _used() private view returns (uint64 used) {
        (, used) = lines.lineOf(CORE, CNY);
    }

    function _refusesHold(Quote memory q, uint8 marks) private {
        refused(abi.encodeWithSelector(ILots.OnHold.selector, marks));
        perform(q, TakeQuote(ACME, 0, 1));
    }

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
