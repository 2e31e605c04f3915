// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ICompanies, SetThreshold, SuspendCompany} from "../src/interfaces/ICompanies.sol";
import {ILots, Obligation} from "../src/interfaces/ILots.sol";
import {
    ConfirmReceivable,
    IReceivables,
    IssueReceivable,
    Receivable,
    RejectReceivable,
    RequestReceivable,
    TakeReceivable,
    WithdrawReceivable
} from "../src/interfaces/IReceivables.sol";
import {ObligationId, toObligationId} from "../src/libraries/ObligationId.sol";
import {BirthActs} from "./BirthActs.sol";

contract ReceivablesTest is BirthActs {
    uint48 private constant FACE = 1_000_000_000;
    uint48 private constant LARGEST_FACE = 1e14;

    uint8 private constant REQUESTED = 1;
    uint8 private constant ISSUED = 2;
    uint8 private constant ACTIVE = 3;
    uint8 private constant VOID = 4;
    uint8 private constant CANCELLED = 5;

    /*/////////////////////////// REQUEST, CONFIRM ///////////////////////////*/

    function test_V3b_Request_WaitsForTheObligor() public eitherWay {
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
        assertEq(used(CORE), 0, "a request uses no line");
        assertNoLot(id, 0);
    }

    function test_V4_Confirm_MakesALot() public eitherWay {
        ObligationId id = perform(requestOf(ACME, FACE));
        vm.expectEmit(address(lots));
        emit ILots.Created(id, CORE, ACME, FACE, DAY0 + 90, DAY0 + 89, CNY, 1);
        vm.expectEmit(address(receivables));
        emit IReceivables.Activated(id, CORE, ACME);
        perform(ConfirmReceivable(CORE, id, lastHash));
        assertEq(receivables.receivableOf(id).state, ACTIVE, "state");
        assertLot(id, 0, FACE, ACME, HELD);
        assertEq(used(CORE), FACE, "line");
        Obligation memory o = lots.obligationOf(id);
        assertEq(o.answerDays, 30, "the rule set's days to answer");
        assertEq(o.flags, 1, "holders act at the kernel");
        assertEq(o.rules, 1, "rule set");
    }

    /*////////////////////////////// ISSUE, TAKE /////////////////////////////*/

    function test_V3a_Issue_TakenAtOnceUnderAStandingAcceptance() public eitherWay {
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
        assertEq(used(CORE), FACE, "line");
    }

    function test_V4_Take_TakesWhatWasIssued() public eitherWay {
        (ObligationId id, bool active) = perform(issueOf(ACME, FACE));
        assertFalse(active, "active");
        assertEq(receivables.receivableOf(id).state, ISSUED, "state");
        assertEq(used(CORE), FACE, "the line is in use from the promise on");
        vm.expectEmit(address(receivables));
        emit IReceivables.Activated(id, CORE, ACME);
        perform(TakeReceivable(ACME, id, lastHash));
        assertLot(id, 0, FACE, ACME, HELD);
        assertEq(used(CORE), FACE, "counted once");
    }

    /// The last day for the answer is still in time; so is the day before the due day where none was named.
    function test_V4_Answer_OnTheLastDay() public {
        RequestReceivable memory request = requestOf(ACME, FACE);
        request.until = DAY0 + 5;
        ObligationId bounded = perform(request);
        bytes32 proposal = lastHash;
        (ObligationId open,) = perform(issueOf(ACME, FACE));
        bytes32 issue = lastHash;
        onDay(DAY0 + 5);
        perform(ConfirmReceivable(CORE, bounded, proposal));
        onDay(DAY0 + 89);
        perform(TakeReceivable(ACME, open, issue));
        assertEq(lots.obligationOf(open).cutoff, DAY0 + 89, "and may be handed on today");
        assertEq(used(CORE), 2 * FACE, "line");
    }

    function testFuzz_V4_AnyFaceAndDayBecomesOneLot(uint48 face, uint32 tenor, bool ask) public {
        face = uint48(bound(face, 1, LARGEST_FACE));
        tenor = uint32(bound(tenor, 1, 365));
        ObligationId id;
        if (ask) {
            RequestReceivable memory request = requestOf(ACME, face);
            (request.due, request.justification) = (DAY0 + tenor, "custom");
            id = perform(request);
            perform(ConfirmReceivable(CORE, id, lastHash));
        } else {
            IssueReceivable memory issue = issueOf(ACME, face);
            (issue.due, issue.justification) = (DAY0 + tenor, "custom");
            (id,) = perform(issue);
            perform(TakeReceivable(ACME, id, lastHash));
        }
        assertLot(id, 0, face, ACME, HELD);
        Obligation memory o = lots.obligationOf(id);
        assertEq(o.face, face, "face");
        assertEq(o.due, DAY0 + tenor, "due");
        assertEq(o.cutoff, DAY0 + tenor - 1, "cutoff");
        assertEq(used(CORE), face, "line");
    }

    /*////////////////////////////// NO ANSWER ///////////////////////////////*/

    function test_V4_Reject_VoidsIt() public eitherWay {
        ObligationId asked = perform(requestOf(ACME, FACE));
        vm.expectEmit(address(receivables));
        emit IReceivables.Voided(asked, 2);
        perform(RejectReceivable(CORE, asked, lastHash));
        (ObligationId offered,) = perform(issueOf(ACME, FACE));
        perform(RejectReceivable(ACME, offered, lastHash));
        assertEq(receivables.receivableOf(asked).state, VOID, "asked");
        assertEq(receivables.receivableOf(offered).state, VOID, "offered");
        assertEq(used(CORE), 0, "the line is free again");
    }

    function test_V4_Withdraw_VoidsIt() public eitherWay {
        (ObligationId offered,) = perform(issueOf(ACME, FACE));
        perform(WithdrawReceivable(CORE, offered, lastHash));
        ObligationId asked = perform(requestOf(ACME, FACE));
        vm.expectEmit(address(receivables));
        emit IReceivables.Voided(asked, 3);
        perform(WithdrawReceivable(ACME, asked, lastHash));
        assertEq(receivables.receivableOf(asked).state, VOID, "asked");
        assertEq(receivables.receivableOf(offered).state, VOID, "offered");
        assertEq(used(CORE), 0, "the line is free again");
    }

    function test_V4_RejectAndWithdraw_EvenSuspended() public {
        ObligationId asked = perform(requestOf(ACME, FACE));
        bytes32 request = lastHash;
        (ObligationId offered,) = perform(issueOf(ACME, FACE));
        bytes32 issue = lastHash;
        suspend(CORE);
        perform(RejectReceivable(CORE, asked, request));
        perform(WithdrawReceivable(CORE, offered, issue));
    }

    function test_V4_Lapse_ForAnyoneAfterTheLastDayOrFromTheDueDay() public {
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
        assertEq(used(CORE), 0, "the line is free again");
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

    /*//////////////////////////////// CLOSING ///////////////////////////////*/

    /// `Endings` has everyone's word; what is undone leaves its reference and its invoices free.
    function test_Close_FreesReferenceAndInvoices() public {
        accepting(ACME, CORE, CORE);
        IssueReceivable memory act = issueOf(ACME, FACE);
        (act.ref, act.invoices) = ("PO-7", invoice("inv", FACE, FACE));
        (ObligationId id,) = perform(act);
        vm.expectEmit(address(receivables));
        emit IReceivables.Closed(id);
        vm.prank(address(endings));
        receivables.close(id);
        assertEq(receivables.receivableOf(id).state, CANCELLED, "state");
        assertEq(ObligationId.unwrap(receivables.byReference(CORE, "PO-7")), 0, "reference");
        assertEq(drawnOn("inv"), 0, "invoice");
        act.serial = ++serial;
        (ObligationId again,) = perform(act);
        assertEq(ObligationId.unwrap(receivables.byReference(CORE, "PO-7")), ObligationId.unwrap(again), "used again");
    }

    function test_RevertWhen_AnotherThanEndingsCloses() public {
        ObligationId id = issued(ACME, FACE);
        refused(abi.encodeWithSelector(IReceivables.NotModule.selector, address(this)));
        receivables.close(id);
        (ObligationId open,) = perform(issueOf(BOLT, FACE));
        vm.prank(address(endings));
        _refusesState(ISSUED);
        receivables.close(open);
        vm.startPrank(address(endings));
        receivables.close(id);
        _refusesState(CANCELLED);
        receivables.close(id);
        vm.stopPrank();
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
        act = issueOf(ACME, FACE);
        act.due = uint32(type(uint16).max) + 1;
        _refusesField(act, "due");
        act = issueOf(ACME, LARGEST_FACE + 1);
        _refusesField(act, "face");
        RequestReceivable memory request = requestOf(ACME, LARGEST_FACE + 1);
        refused(abi.encodeWithSelector(IReceivables.BadField.selector, bytes32("face")));
        perform(request);
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

    function test_RevertWhen_APartyIsSuspended() public {
        ObligationId asked = perform(requestOf(ACME, FACE));
        bytes32 request = lastHash;
        (ObligationId offered,) = perform(issueOf(ACME, FACE));
        bytes32 issue = lastHash;
        suspend(ACME);
        refused(abi.encodeWithSelector(ICompanies.CompanySuspended.selector, ACME));
        perform(ConfirmReceivable(CORE, asked, request));
        IssueReceivable memory act = issueOf(ACME, FACE);
        refused(abi.encodeWithSelector(ICompanies.CompanySuspended.selector, ACME));
        perform(act);
        perform(SuspendCompany(OPERATOR, ACME, false, ""));
        suspend(CORE);
        bytes memory reason = abi.encodeWithSelector(ICompanies.CompanySuspended.selector, CORE);
        refused(reason);
        perform(TakeReceivable(ACME, offered, issue));
        refused(reason);
        perform(ConfirmReceivable(CORE, asked, request));
        refused(reason);
        perform(act);
        RequestReceivable memory again = requestOf(ACME, FACE);
        refused(reason);
        perform(again);
        again.obligor = NOBODY;
        refused(abi.encodeWithSelector(ICompanies.UnknownCompany.selector, NOBODY));
        perform(again);
    }

    /// Nobody can act for a side but its own operators.
    function test_RevertWhen_AStrangerSigns() public eitherWay {
        address stranger = keyOf[BOLT];
        IssueReceivable memory issue = issueOf(ACME, FACE);
        refused(abi.encodeWithSelector(ICompanies.NotOperator.selector, stranger, CORE));
        performAs(stranger, issue);
        RequestReceivable memory request = requestOf(ACME, FACE);
        refused(abi.encodeWithSelector(ICompanies.NotOperator.selector, stranger, ACME));
        performAs(stranger, request);
        ObligationId asked = perform(request);
        bytes32 proposal = lastHash;
        refused(abi.encodeWithSelector(ICompanies.NotOperator.selector, stranger, CORE));
        performAs(stranger, ConfirmReceivable(CORE, asked, proposal));
        refused(abi.encodeWithSelector(ICompanies.NotOperator.selector, stranger, CORE));
        performAs(stranger, RejectReceivable(CORE, asked, proposal));
        refused(abi.encodeWithSelector(ICompanies.NotOperator.selector, stranger, ACME));
        performAs(stranger, WithdrawReceivable(ACME, asked, proposal));
        perform(ConfirmReceivable(CORE, asked, proposal));
    }

    /// An id that differs in bits which ids do not have is nothing, though its parts read the same.
    function test_RevertWhen_TheIdIsAnAlias() public {
        (ObligationId id,) = perform(issueOf(ACME, FACE));
        bytes32 issue = lastHash;
        ObligationId alias_ = ObligationId.wrap(ObligationId.unwrap(id) | 1 << 200);
        assertEq(receivables.receivableOf(alias_).state, 0, "nothing");
        _refusesState(0);
        perform(TakeReceivable(ACME, alias_, issue));
        _refusesState(0);
        perform(WithdrawReceivable(CORE, alias_, issue));
    }

    /// Above the obligor's threshold two operators promise, and two confirm.
    function test_V2_TwoOperatorsAboveTheThreshold() public eitherWay {
        address second = hire(CORE, "Northern Steel's checker", CHECKER);
        perform(SetThreshold(CORE, FACE - 1));
        IssueReceivable memory issue = issueOf(ACME, FACE);
        ObligationId asked = perform(requestOf(ACME, FACE));
        bytes32 request = lastHash;
        bytes memory reason = abi.encodeWithSelector(ICompanies.SecondNeeded.selector, CORE, FACE - 1);
        refused(reason);
        perform(issue);
        refused(reason);
        perform(ConfirmReceivable(CORE, asked, request));
        checker = second;
        perform(issue);
        perform(ConfirmReceivable(CORE, asked, request));
        checker = address(0);
        assertEq(used(CORE), 2 * FACE, "line");
        assertTrue(isSpent(lastKey, lastNonce), "a message of two is used once, direct or not");
    }

    /*//////////////////////////////// SETTING ///////////////////////////////*/

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
