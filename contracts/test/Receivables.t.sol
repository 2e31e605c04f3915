// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ICash} from "../src/interfaces/ICash.sol";
import {ICompanies, SuspendCompany} from "../src/interfaces/ICompanies.sol";
import {ILots, Obligation} from "../src/interfaces/ILots.sol";
import {
    ConfirmReceivable,
    GrantLine,
    IReceivables,
    IssueReceivable,
    Receivable,
    RejectReceivable,
    RequestReceivable,
    SettleReceivable,
    TakeReceivable,
    WithdrawReceivable
} from "../src/interfaces/IReceivables.sol";
import {IRules} from "../src/interfaces/IRules.sol";
import {Calendar} from "../src/libraries/Calendar.sol";
import {ObligationId, toObligationId} from "../src/libraries/ObligationId.sol";
import {Network} from "./Network.sol";

contract ReceivablesTest is Network {
    uint48 private constant FACE = 1_000_000_000;
    uint48 private constant LARGEST_FACE = 1e14;
    uint64 private constant LINE = 1e15;

    uint8 private constant REQUESTED = 1;
    uint8 private constant ISSUED = 2;
    uint8 private constant ACTIVE = 3;
    uint8 private constant VOID = 4;

    /*/////////////////////////// REQUEST, CONFIRM ///////////////////////////*/

    function test_RequestReceivable_WaitsForTheObligor() public eitherWay {
        RequestReceivable memory act = requestOf(ACME, FACE);
        act.ref = "PO-7";
        ObligationId id = toObligationId(1, ACME, act.serial);
        bytes32 proposal = hashOf(act, under(nonces + 1, deadline));
        vm.expectEmit(address(receivables));
        emit IReceivables.Requested(id, CORE, ACME, proposal, act);
        assertEq(ObligationId.unwrap(perform(act)), ObligationId.unwrap(id), "id");
        Receivable memory r = receivables.receivableOf(id);
        assertEq(r.state, REQUESTED, "state");
        assertEq(r.obligor, CORE, "obligor");
        assertEq(r.supplier, ACME, "supplier");
        assertEq(receivables.proposalOf(id), proposal, "proposal");
        assertEq(ObligationId.unwrap(receivables.byReference(ACME, "PO-7")), ObligationId.unwrap(id), "reference");
        assertEq(_used(), 0, "a request uses no line");
        assertNoLot(id, 0);
    }

    function test_ConfirmReceivable_MakesLots() public eitherWay {
        ObligationId id = perform(requestOf(ACME, FACE));
        vm.expectEmit(address(lots));
        emit ILots.Created(id, CORE, ACME, FACE, DAY0 + 90, DAY0 + 89, CNY, 1);
        vm.expectEmit(address(receivables));
        emit IReceivables.Activated(id, CORE, ACME);
        perform(ConfirmReceivable(CORE, id, lastHash));
        assertEq(receivables.receivableOf(id).state, ACTIVE, "state");
        assertLot(id, 0, FACE, ACME, HELD);
        assertEq(_used(), FACE, "line");
        Obligation memory o = lots.obligationOf(id);
        assertEq(o.answerDays, 30, "the rule set's days to answer");
        assertEq(o.flags, 1, "holders act at the kernel");
        assertEq(o.rules, 1, "rule set");
    }

    /*////////////////////////////// ISSUE, TAKE /////////////////////////////*/

    function test_IssueReceivable_TakenAtOnceUnderAStandingAcceptance() public eitherWay {
        accepting(ACME, CORE, CORE);
        IssueReceivable memory act = issueOf(ACME, FACE);
        ObligationId id = toObligationId(1, CORE, act.serial);
        vm.expectEmit(address(receivables));
        emit IReceivables.Issued(id, CORE, ACME, hashOf(act, under(nonces + 1, deadline)), act);
        vm.expectEmit(address(receivables));
        emit IReceivables.Activated(id, CORE, ACME);
        (, bool active) = perform(act);
        assertTrue(active, "active");
        assertLot(id, 0, FACE, ACME, HELD);
        assertEq(_used(), FACE, "line");
    }

    function test_TakeReceivable_TakesWhatWasIssued() public eitherWay {
        (ObligationId id, bool active) = perform(issueOf(ACME, FACE));
        assertFalse(active, "active");
        assertEq(receivables.receivableOf(id).state, ISSUED, "state");
        assertEq(_used(), FACE, "the line is in use from the promise on");
        vm.expectEmit(address(receivables));
        emit IReceivables.Activated(id, CORE, ACME);
        perform(TakeReceivable(ACME, id, lastHash));
        assertLot(id, 0, FACE, ACME, HELD);
        assertEq(_used(), FACE, "counted once");
    }

    /*////////////////////////////// NO ANSWER ///////////////////////////////*/

    function test_RejectReceivable_VoidsIt() public eitherWay {
        ObligationId asked = perform(requestOf(ACME, FACE));
        vm.expectEmit(address(receivables));
        emit IReceivables.Voided(asked, 2);
        perform(RejectReceivable(CORE, asked, lastHash));
        (ObligationId offered,) = perform(issueOf(ACME, FACE));
        perform(RejectReceivable(ACME, offered, lastHash));
        assertEq(receivables.receivableOf(asked).state, VOID, "asked");
        assertEq(receivables.receivableOf(offered).state, VOID, "offered");
        assertEq(_used(), 0, "the line is free again");
    }

    function test_WithdrawReceivable_VoidsIt() public eitherWay {
        (ObligationId offered,) = perform(issueOf(ACME, FACE));
        perform(WithdrawReceivable(CORE, offered, lastHash));
        ObligationId asked = perform(requestOf(ACME, FACE));
        vm.expectEmit(address(receivables));
        emit IReceivables.Voided(asked, 3);
        perform(WithdrawReceivable(ACME, asked, lastHash));
        assertEq(receivables.receivableOf(asked).state, VOID, "asked");
        assertEq(receivables.receivableOf(offered).state, VOID, "offered");
        assertEq(_used(), 0, "the line is free again");
    }

    function test_RejectAndWithdraw_EvenSuspended() public {
        ObligationId asked = perform(requestOf(ACME, FACE));
        bytes32 request = lastHash;
        (ObligationId offered,) = perform(issueOf(ACME, FACE));
        bytes32 issue = lastHash;
        suspend(CORE);
        perform(RejectReceivable(CORE, asked, request));
        perform(WithdrawReceivable(CORE, offered, issue));
    }

    function test_Lapse_ForAnyoneAfterTheLastDayOrFromTheDueDay() public {
        RequestReceivable memory act = requestOf(ACME, FACE);
        act.until = DAY0 + 5;
        ObligationId bounded = perform(act);
        (ObligationId open,) = perform(issueOf(ACME, FACE));
        onDay(DAY0 + 6);
        vm.expectEmit(address(receivables));
        emit IReceivables.Voided(bounded, 4);
        receivables.lapse(bounded);
        onDay(DAY0 + 90);
        receivables.lapse(open);
        assertEq(receivables.receivableOf(open).state, VOID, "state");
        assertEq(_used(), 0, "the line is free again");
    }

    /// A reference whose receivable ended may be used again, and is then found there.
    function test_Reference_IsFreeAgainWhenVoid() public {
        RequestReceivable memory act = requestOf(ACME, FACE);
        act.ref = "PO-7";
        ObligationId first = perform(act);
        perform(WithdrawReceivable(ACME, first, lastHash));
        assertEq(ObligationId.unwrap(receivables.byReference(ACME, "PO-7")), 0, "none");
        act.serial = ++serial;
        ObligationId second = perform(act);
        assertEq(ObligationId.unwrap(receivables.byReference(ACME, "PO-7")), ObligationId.unwrap(second), "second");
    }

    /*//////////////////////////// SETTLE, PUSH //////////////////////////////*/

    function test_SettleReceivable_EarmarksForTheHolders() public eitherWay {
        ObligationId id = issued(ACME, FACE);
        deposit(BANK, CORE, FACE);
        onDay(DAY0 + 90);
        vm.expectEmit(address(lots));
        emit ILots.Paid(id, FACE, FACE);
        vm.expectEmit(address(cash));
        emit ICash.Earmarked(id, BANK, CORE, CNY, FACE);
        vm.expectEmit(address(receivables));
        emit IReceivables.Settled(id, BANK, FACE, FACE);
        perform(SettleReceivable(CORE, id, FACE, BANK, 0));
        assertEq(cash.earmarkOf(id).amount, FACE, "earmark");
        assertEq(free(BANK, CORE), 0, "free");
        assertEq(_used(), 0, "the line is free again");
    }

    function test_SettleReceivable_EvenSuspended() public {
        ObligationId id = issued(ACME, FACE);
        deposit(BANK, CORE, FACE);
        suspend(CORE);
        suspend(ACME);
        onDay(DAY0 + 90);
        perform(SettleReceivable(CORE, id, FACE, BANK, 0));
        receivables.push(id, new uint48[](1));
        assertEq(free(BANK, ACME), FACE, "a suspended holder gets its money too");
    }

    /// Parts that do not divide: each payment gives each lot its floor, and nothing is left when all is paid.
    function test_Push_GivesEachLotItsShare() public {
        accepting(BOLT, ACME, CORE);
        ObligationId id = issued(ACME, 1000);
        perform(tail(ACME, id, 0, 1000, 667, BOLT));
        uint48[] memory starts = new uint48[](2);
        starts[1] = 333;
        settled(id, 100);
        vm.expectEmit(address(lots));
        emit ILots.Credited(id, 0, ACME, 33, 33);
        vm.expectEmit(address(cash));
        emit ICash.Released(id, BANK, ACME, CNY, 33);
        receivables.push(id, starts);
        assertEq(free(BANK, ACME), 33, "333 of 1,000 units of 100");
        assertEq(free(BANK, BOLT), 66, "667 of 1,000 units of 100");
        assertEq(cash.earmarkOf(id).amount, 1, "the remainder stays");
        receivables.push(id, starts);
        assertEq(free(BANK, ACME), 33, "a second push gives nothing");
        settled(id, 900);
        receivables.push(id, starts);
        assertEq(free(BANK, ACME), 333, "all");
        assertEq(free(BANK, BOLT), 667, "all");
        assertEq(cash.earmarkOf(id).amount, 0, "nothing is left");
    }

    function test_Push_PaysTheHolderOfALockedLot() public {
        ObligationId id = issued(ACME, 1000);
        perform(whole(ACME, id, 0, 1000, BOLT));
        settled(id, 1000);
        receivables.push(id, new uint48[](1));
        assertEq(free(BANK, ACME), 1000, "who offered it holds it");
    }

    function testFuzz_PaymentsReachHoldersWhole(uint48 cut, uint48[4] calldata payments) public {
        accepting(BOLT, ACME, CORE);
        ObligationId id = issued(ACME, 1e9 + 7);
        cut = uint48(bound(cut, 1, 1e9 + 6));
        perform(tail(ACME, id, 0, 1e9 + 7, 1e9 + 7 - cut, BOLT));
        uint48[] memory starts = new uint48[](2);
        starts[1] = cut;
        uint48 left = 1e9 + 7;
        for (uint256 i; i < payments.length && left != 0; ++i) {
            uint48 amount = i == 3 ? left : uint48(bound(payments[i], 1, left));
            left -= amount;
            settled(id, amount);
            receivables.push(id, starts);
            uint256 shares = free(BANK, ACME) + free(BANK, BOLT);
            uint256 paid = 1e9 + 7 - left;
            assertEq(free(BANK, ACME), paid * cut / (1e9 + 7), "share");
            assertEq(cash.earmarkOf(id).amount, paid - shares, "earmark");
            assertLe(paid - shares, 1, "less than a unit for each lot but one");
        }
        assertEq(cash.earmarkOf(id).amount, 0, "nothing is left");
    }

    /*///////////////////////////////// LINE /////////////////////////////////*/

    function test_GrantLine_ReplacesTheBanksOwn() public eitherWay {
        vm.expectEmit(address(receivables));
        emit IReceivables.LineGranted(OTHER_BANK, CORE, CNY, 500);
        perform(GrantLine(OTHER_BANK, CORE, CNY, 500));
        (uint64 limit,) = receivables.lineOf(CORE, CNY);
        assertEq(limit, LINE + 500, "the sum of the banks'");
        perform(GrantLine(BANK, CORE, CNY, 0));
        (limit,) = receivables.lineOf(CORE, CNY);
        assertEq(limit, 500, "the other's stays");
        assertEq(receivables.grantOf(OTHER_BANK, CORE, CNY), 500, "grant");
    }

    function test_RevertWhen_TheLineIsUsedUp() public {
        perform(GrantLine(BANK, CORE, CNY, 1000));
        (ObligationId id,) = perform(issueOf(ACME, 600));
        bytes32 issue = lastHash;
        bytes memory reason =
            abi.encodeWithSelector(IReceivables.AboveLine.selector, bytes32("V07.line"), CORE, uint256(400));
        IssueReceivable memory more = issueOf(ACME, 401);
        refused(reason);
        perform(more);
        ObligationId asked = perform(requestOf(ACME, 401));
        bytes32 request = lastHash;
        refused(reason);
        perform(ConfirmReceivable(CORE, asked, request));
        perform(WithdrawReceivable(CORE, id, issue));
        perform(ConfirmReceivable(CORE, asked, request));
        perform(GrantLine(BANK, CORE, CNY, 100));
        more.face = 1;
        refused(abi.encodeWithSelector(IReceivables.AboveLine.selector, bytes32("V07.line"), CORE, uint256(0)));
        perform(more);
    }

    /*///////////////////////////////// RULES ////////////////////////////////*/

    /// V-TENOR-1: issued 2026-08-31 with a cap of 6 months, due 2027-02-28 is accepted, 2027-03-01 refused. The same due day is within
    /// the other rule set's 12 months.
    function test_Vector_TENOR_1() public {
        uint32 day = uint32(Calendar.toDay(2026, 8, 31));
        uint32 last = uint32(Calendar.toDay(2027, 2, 28));
        onDay(day);
        IssueReceivable memory act = issueOf(ACME, FACE);
        (act.rules, act.due) = (2, last);
        perform(act);
        (act.serial, act.due) = (++serial, last + 1);
        refused(
            abi.encodeWithSelector(IReceivables.TenorAboveCap.selector, bytes32("V01.tenor-months"), last + 1, last)
        );
        perform(act);
        (act.rules, act.justification) = (1, "industry custom");
        perform(act);
    }

    function test_RevertWhen_ALongTenorIsNotJustified() public {
        IssueReceivable memory act = issueOf(ACME, FACE);
        uint32 latest = uint32(Calendar.addMonths(DAY0, 6));
        act.due = latest + 1;
        bytes memory reason = abi.encodeWithSelector(
            IReceivables.JustificationNeeded.selector, bytes32("V01.justify-months"), latest + 1, latest
        );
        refused(reason);
        perform(act);
        RequestReceivable memory request = requestOf(ACME, FACE);
        request.due = latest + 1;
        refused(reason);
        perform(request);
        act.justification = "seasonal";
        perform(act);
    }

    /// V-RANGE-4: 1,000,000,000.00 has a last ordinal of 12 digits; the largest face here is a thousand times that.
    function test_Vector_RANGE_4() public {
        accepting(ACME, CORE, CORE);
        IssueReceivable memory act = issueOf(ACME, 100_000_000_000);
        perform(act);
        assertEq(lots.lotOf(toObligationId(1, CORE, act.serial), 0).end, 100_000_000_000, "last ordinal");
        act = issueOf(ACME, LARGEST_FACE);
        perform(act);
        (act.serial, act.face) = (++serial, LARGEST_FACE + 1);
        refused(abi.encodeWithSelector(IReceivables.BadField.selector, bytes32("face")));
        perform(act);
    }

    function test_RevertWhen_TheRuleSetIsUnknown() public {
        IssueReceivable memory act = issueOf(ACME, FACE);
        act.rules = 3;
        refused(abi.encodeWithSelector(IRules.NoRule.selector, uint16(3), bytes32("V01.tenor-months"), DAY0));
        perform(act);
    }

    /*/////////////////////////////// REFUSALS ///////////////////////////////*/

    function test_RevertWhen_AFieldIsOutOfRange() public {
        IssueReceivable memory act = issueOf(ACME, 0);
        _refusesField(act, "face");
        act = issueOf(ACME, FACE);
        act.currency = 0;
        _refusesField(act, "currency");
        _refusesField(issueOf(CORE, FACE), "obligor");
        act = issueOf(ACME, FACE);
        act.delivered = DAY0 + 1;
        _refusesField(act, "delivered");
        act = issueOf(ACME, FACE);
        act.until = DAY0 - 1;
        _refusesField(act, "until");
        act.until = act.due;
        _refusesField(act, "until");
        act = issueOf(ACME, FACE);
        act.ref = string(new bytes(129));
        _refusesField(act, "ref");
        bytes memory reason = abi.encodeWithSelector(IReceivables.BadField.selector, bytes32("currency"));
        refused(reason);
        perform(GrantLine(BANK, CORE, 0, 1));
        refused(abi.encodeWithSelector(IReceivables.BadField.selector, bytes32("obligor")));
        perform(GrantLine(BANK, BANK, CNY, 1));
        refused(abi.encodeWithSelector(IReceivables.BadField.selector, bytes32("amount")));
        perform(GrantLine(BANK, CORE, CNY, 1e16 + 1));
    }

    function test_RevertWhen_TheDueDayIsNotAhead() public {
        IssueReceivable memory act = issueOf(ACME, FACE);
        act.due = DAY0;
        refused(abi.encodeWithSelector(IReceivables.DueInPast.selector, DAY0, DAY0));
        perform(act);
        ObligationId asked = perform(requestOf(ACME, FACE));
        bytes32 request = lastHash;
        (ObligationId offered,) = perform(issueOf(ACME, FACE));
        bytes32 issue = lastHash;
        onDay(DAY0 + 90);
        bytes memory reason = abi.encodeWithSelector(IReceivables.DueInPast.selector, DAY0 + 90, DAY0 + 90);
        refused(reason);
        perform(ConfirmReceivable(CORE, asked, request));
        refused(reason);
        perform(TakeReceivable(ACME, offered, issue));
    }

    function test_RevertWhen_TheSerialIsTaken() public {
        IssueReceivable memory act = issueOf(ACME, FACE);
        (ObligationId id,) = perform(act);
        bytes memory reason = abi.encodeWithSelector(IReceivables.Exists.selector, id);
        refused(reason);
        perform(act);
        perform(WithdrawReceivable(CORE, id, receivables.proposalOf(id)));
        refused(reason); // a void one's number too: it would bring dead signatures to life
        perform(act);
    }

    function test_RevertWhen_TheReferenceIsLive() public {
        IssueReceivable memory act = issueOf(ACME, FACE);
        act.ref = "INV-1";
        (ObligationId id,) = perform(act);
        act.serial = ++serial;
        refused(abi.encodeWithSelector(IReceivables.ReferenceUsed.selector, id));
        perform(act);
    }

    function test_RevertWhen_TheStateIsAnother() public {
        ObligationId asked = perform(requestOf(ACME, FACE));
        bytes32 request = lastHash;
        _refusesState(REQUESTED);
        perform(TakeReceivable(ACME, asked, request));
        _refusesState(REQUESTED);
        perform(SettleReceivable(CORE, asked, 1, BANK, 0));
        _refusesState(REQUESTED);
        receivables.push(asked, new uint48[](1));
        perform(ConfirmReceivable(CORE, asked, request));
        _refusesState(ACTIVE);
        perform(ConfirmReceivable(CORE, asked, request));
        _refusesState(ACTIVE);
        perform(RejectReceivable(CORE, asked, request));
        _refusesState(ACTIVE);
        perform(WithdrawReceivable(ACME, asked, request));
        _refusesState(ACTIVE);
        receivables.lapse(asked);
        _refusesState(0);
        receivables.lapse(ObligationId.wrap(1));
        (ObligationId offered,) = perform(issueOf(ACME, FACE));
        bytes32 issue = lastHash;
        _refusesState(ISSUED);
        perform(ConfirmReceivable(CORE, offered, issue));
        perform(WithdrawReceivable(CORE, offered, issue));
        _refusesState(VOID);
        perform(TakeReceivable(ACME, offered, issue));
    }

    function test_RevertWhen_TheAnswerNamesAnotherProposal() public {
        ObligationId asked = perform(requestOf(ACME, FACE));
        bytes memory reason = abi.encodeWithSelector(IReceivables.OtherProposal.selector, lastHash);
        refused(reason);
        perform(ConfirmReceivable(CORE, asked, "another"));
        refused(reason);
        perform(RejectReceivable(CORE, asked, "another"));
        refused(reason);
        perform(WithdrawReceivable(ACME, asked, "another"));
    }

    function test_RevertWhen_ItIsNotTheirsToAnswer() public {
        ObligationId asked = perform(requestOf(ACME, FACE));
        bytes32 request = lastHash;
        (ObligationId offered,) = perform(issueOf(ACME, FACE));
        bytes32 issue = lastHash;
        _refusesParty(CORE);
        perform(ConfirmReceivable(ACME, asked, request));
        _refusesParty(CORE);
        perform(RejectReceivable(ACME, asked, request));
        _refusesParty(ACME);
        perform(WithdrawReceivable(CORE, asked, request));
        _refusesParty(ACME);
        perform(TakeReceivable(CORE, offered, issue));
        _refusesParty(ACME);
        perform(RejectReceivable(BOLT, offered, issue));
        _refusesParty(CORE);
        perform(WithdrawReceivable(ACME, offered, issue));
        perform(TakeReceivable(ACME, offered, issue));
        _refusesParty(CORE);
        perform(SettleReceivable(ACME, offered, 1, BANK, 0));
    }

    function test_RevertWhen_TheAnswerIsLateOrTheLapseEarly() public {
        RequestReceivable memory act = requestOf(ACME, FACE);
        act.until = DAY0 + 5;
        ObligationId bounded = perform(act);
        bytes32 request = lastHash;
        (ObligationId open,) = perform(issueOf(ACME, FACE));
        onDay(DAY0 + 5);
        refused(abi.encodeWithSelector(IReceivables.NotLapsed.selector, DAY0 + 5));
        receivables.lapse(bounded);
        onDay(DAY0 + 6);
        refused(abi.encodeWithSelector(IReceivables.Lapsed.selector, DAY0 + 5));
        perform(ConfirmReceivable(CORE, bounded, request));
        onDay(DAY0 + 89);
        refused(abi.encodeWithSelector(IReceivables.NotLapsed.selector, DAY0 + 89));
        receivables.lapse(open);
    }

    function test_RevertWhen_APartyIsSuspendedOrLacksTheCapacity() public {
        IssueReceivable memory act = issueOf(ACME, FACE);
        (act.company, act.supplier) = (BOLT, ACME);
        refused(abi.encodeWithSelector(ICompanies.LacksCapacity.selector, BOLT, uint16(1)));
        perform(act);
        refused(abi.encodeWithSelector(ICompanies.LacksCapacity.selector, ACME, uint16(2)));
        perform(GrantLine(ACME, CORE, CNY, 1));
        refused(abi.encodeWithSelector(ICompanies.LacksCapacity.selector, ACME, uint16(1)));
        perform(GrantLine(BANK, ACME, CNY, 1));
        ObligationId asked = perform(requestOf(ACME, FACE));
        bytes32 request = lastHash;
        (ObligationId offered,) = perform(issueOf(ACME, FACE));
        bytes32 issue = lastHash;
        suspend(ACME);
        refused(abi.encodeWithSelector(ICompanies.CompanySuspended.selector, ACME));
        perform(ConfirmReceivable(CORE, asked, request));
        perform(SuspendCompany(OPERATOR, ACME, false, ""));
        suspend(CORE);
        bytes memory reason = abi.encodeWithSelector(ICompanies.CompanySuspended.selector, CORE);
        refused(reason);
        perform(TakeReceivable(ACME, offered, issue));
        act = issueOf(ACME, FACE);
        refused(reason);
        perform(act);
        RequestReceivable memory again = requestOf(ACME, FACE);
        refused(reason);
        perform(again);
    }

    function test_RevertWhen_SettlementIsEarlyRepeatedOrTooMuch() public {
        ObligationId id = issued(ACME, FACE);
        deposit(BANK, CORE, 2 * FACE);
        onDay(DAY0 + 89);
        refused(abi.encodeWithSelector(IReceivables.NotDue.selector, DAY0 + 90, DAY0 + 89));
        perform(SettleReceivable(CORE, id, 1, BANK, 0));
        onDay(DAY0 + 90);
        perform(SettleReceivable(CORE, id, 100, BANK, 0));
        refused(abi.encodeWithSelector(IReceivables.PaidDiffers.selector, uint48(100)));
        perform(SettleReceivable(CORE, id, 100, BANK, 0));
        refused(abi.encodeWithSelector(ILots.BadAmount.selector, uint256(FACE - 100)));
        perform(SettleReceivable(CORE, id, FACE, BANK, 100));
        refused(abi.encodeWithSelector(ILots.BadAmount.selector, uint256(FACE - 100)));
        perform(SettleReceivable(CORE, id, 0, BANK, 100));
    }

    function test_RevertWhen_SettlementIsShortOrAtAnotherBank() public {
        ObligationId id = issued(ACME, FACE);
        settled(id, 100);
        deposit(OTHER_BANK, CORE, FACE);
        refused(abi.encodeWithSelector(IReceivables.OtherBank.selector, BANK));
        perform(SettleReceivable(CORE, id, 1, OTHER_BANK, 100));
        refused(abi.encodeWithSelector(ICash.CashShort.selector, CORE, BANK, CNY, 0, 1));
        perform(SettleReceivable(CORE, id, 1, BANK, 100));
        assertEq(lots.obligationOf(id).paid, 100, "nothing happened");
        assertEq(_used(), FACE - 100, "nothing happened");
    }

    /*//////////////////////////////// SETTING ///////////////////////////////*/

    function _used() private view returns (uint64 used) {
        (, used) = receivables.lineOf(CORE, CNY);
    }

    function _refusesField(IssueReceivable memory act, bytes32 field) private {
        refused(abi.encodeWithSelector(IReceivables.BadField.selector, field));
        perform(act);
    }

    function _refusesState(uint8 state) private {
        refused(abi.encodeWithSelector(IReceivables.WrongState.selector, state));
    }

    function _refusesParty(uint32 party) private {
        refused(abi.encodeWithSelector(IReceivables.NotParty.selector, party));
    }
}
