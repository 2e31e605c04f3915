// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ICompanies, SetOperator, SetThreshold} from "../src/interfaces/ICompanies.sol";
import {AgreeCancel, AgreeRetirement, CancelReceivable, IEndings, RetireLot} from "../src/interfaces/IEndings.sol";
import {ILots, RejectProposal, Split, Transfer, WithdrawProposal} from "../src/interfaces/ILots.sol";
import {IProposals} from "../src/interfaces/IProposals.sol";
import {IReceivables, IssueReceivable} from "../src/interfaces/IReceivables.sol";
import {ObligationId} from "../src/libraries/ObligationId.sol";
import {BirthActs} from "./BirthActs.sol";
import {ClosingActs} from "./ClosingActs.sol";

contract EndingsTest is BirthActs, ClosingActs {
    uint48 private constant FACE = 1_000_000_000;

    uint8 private constant CANCELLED = 3;
    uint8 private constant EXPORTED = 4;
    uint8 private constant REDEEMED = 5;
    uint8 private constant CANCEL = 18;
    uint8 private constant RETIRE = 19;

    uint8 private constant FROZEN = 1;
    uint8 private constant DISPUTED = 2;
    uint8 private constant PLEDGED = 4;
    uint8 private constant FINANCED = 8;

    /// A receivable of CORE's held by ACME, with reference and invoice, due in 90 days.
    ObligationId private id;

    function setUp() public override {
        super.setUp();
        accepting(ACME, CORE, CORE);
        accepting(BOLT, ACME, CORE);
        IssueReceivable memory act = issueOf(ACME, FACE);
        (act.ref, act.invoices) = ("PO-7", invoice("inv", FACE, FACE));
        (id,) = perform(act);
    }

    /*////////////////////////////// CANCEL (V23) ////////////////////////////*/

    function test_V23_Cancel_LocksAllForTheObligorsWord() public eitherWay {
        CancelReceivable memory act = _cancel();
        bytes32 proposal = hashOf(act, under(nonces + 1, deadline));
        vm.expectEmit(address(lots));
        emit ILots.Proposed(id, ACME, CORE, 0, 0, FACE, CANCEL, DAY0 + 30, proposal);
        vm.expectEmit(address(endings));
        emit IEndings.CancelProposed(id, proposal, act);
        perform(act);
        assertLot(id, 0, FACE, ACME, LOCKED);
        assertEq(lots.proposalOf(id, 0), proposal, "proposal");
        assertEq(used(CORE), FACE, "nothing is undone yet");
    }

    function test_V23_AgreeCancel_UndoesTheDebt() public eitherWay {
        perform(_cancel());
        bytes32 proposal = lastHash;
        vm.expectEmit(address(lots));
        emit ILots.Answered(id, 0, proposal, 1);
        vm.expectEmit(address(lots));
        emit ILots.Ended(id, 0, CANCELLED);
        vm.expectEmit(address(receivables));
        emit IReceivables.Closed(id);
        vm.expectEmit(address(endings));
        emit IEndings.Cancelled(id, proposal);
        perform(AgreeCancel(CORE, id, proposal));
        assertLot(id, 0, FACE, ACME, CANCELLED);
        assertEq(lots.obligationOf(id).out, FACE, "nothing is to be paid");
        assertEq(used(CORE), 0, "the line is free");
        assertEq(drawnOn("inv"), 0, "so is the invoice");
        assertEq(ObligationId.unwrap(receivables.byReference(CORE, "PO-7")), 0, "and the reference");
        assertEq(receivables.receivableOf(id).state, 5, "state");
    }

    /// Whoever holds all of it by now, not who was first to.
    function test_V23_TheCurrentHolderCancels() public {
        perform(whole(ACME, id, 0, FACE, BOLT));
        _refusesParty(BOLT);
        perform(_cancel());
        CancelReceivable memory act = _cancel();
        act.company = BOLT;
        perform(act);
        perform(AgreeCancel(CORE, id, lastHash));
        assertLot(id, 0, FACE, BOLT, CANCELLED);
    }

    /// An obligor that came to hold its own debt says both words.
    function test_V23_TheObligorHoldsItItself() public {
        accepting(CORE, ACME, CORE);
        perform(whole(ACME, id, 0, FACE, CORE));
        CancelReceivable memory act = _cancel();
        act.company = CORE;
        perform(act);
        perform(AgreeCancel(CORE, id, lastHash));
        assertEq(used(CORE), 0, "the line is free");
    }

    /// Split and joined again it is whole again.
    function test_V23_MergedAgain() public {
        perform(tail(ACME, id, 0, FACE, 300, BOLT));
        _refusesWhole();
        perform(_cancel());
        perform(whole(ACME, id, 0, FACE - 300, BOLT));
        _refusesWhole();
        perform(_cancel());
    }

    function test_V23_DeclinedWithdrawnLapsed() public eitherWay {
        perform(_cancel());
        perform(RejectProposal(CORE, id, 0, lastHash));
        assertLot(id, 0, FACE, ACME, HELD);
        perform(_cancel());
        perform(WithdrawProposal(ACME, id, 0, lastHash));
        assertLot(id, 0, FACE, ACME, HELD);
        perform(_cancel());
        bytes32 proposal = lastHash;
        onDay(DAY0 + 31);
        refused(abi.encodeWithSelector(IProposals.Lapsed.selector, DAY0 + 30));
        perform(AgreeCancel(CORE, id, proposal));
        lots.lapse(id, 0);
        assertLot(id, 0, FACE, ACME, HELD);
        assertEq(used(CORE), FACE, "still owed");
        perform(whole(ACME, id, 0, FACE, BOLT));
    }

    /// The last day: by the rules' days for an answer, by the act's own, by the due day.
    function test_V23_OnTheLastDay() public {
        CancelReceivable memory act = _cancel();
        act.until = DAY0 + 31;
        _refusesUntil(DAY0 + 30);
        perform(act);
        act.until = DAY0 - 1;
        _refusesUntil(DAY0 + 30);
        perform(act);
        onDay(DAY0 + 80);
        act.until = DAY0 + 90;
        _refusesUntil(DAY0 + 89);
        perform(act);
        act.until = 0;
        perform(act);
        bytes32 proposal = lastHash;
        onDay(DAY0 + 90);
        refused(abi.encodeWithSelector(IProposals.Lapsed.selector, DAY0 + 89));
        perform(AgreeCancel(CORE, id, proposal));
        onDay(DAY0 + 89);
        perform(AgreeCancel(CORE, id, proposal));
        assertLot(id, 0, FACE, ACME, CANCELLED);
    }

    function test_V23_NotFromTheDueDayOn() public {
        CancelReceivable memory act = _cancel();
        onDay(DAY0 + 90);
        _refusesUntil(DAY0 + 89);
        perform(act);
        act.until = DAY0 + 90;
        _refusesUntil(DAY0 + 89);
        perform(act);
    }

    /// What a bank paid for, or a pledgee relied on, is not undone behind their backs: not even after they are out again.
    function test_RevertWhen_ItWasFinancedPledgedPaidOrDivided() public {
        uint256 start = vm.snapshotState();
        _record(2);
        _refusesWhole();
        perform(_cancel());
        vm.revertToState(start);
        _record(4);
        _refusesWhole();
        perform(_cancel());
        vm.revertToState(start);
        perform(Split(ACME, id, 0, 1));
        _refusesWhole();
        perform(_cancel());
        vm.revertToState(start);
        onDay(DAY0 + 90);
        vm.prank(address(settlements));
        lots.pay(id, 1);
        _refusesWhole();
        perform(_cancel());
    }

    /// A record that came while the proposal was open counts as well.
    function test_RevertWhen_ItIsFinancedMeanwhile() public {
        perform(_cancel());
        bytes32 proposal = lastHash;
        _record(2);
        _refusesWhole();
        perform(AgreeCancel(CORE, id, proposal));
    }

    /// A cancelled receivable is over: nothing brings it back (I7).
    function test_I7_ACancelledOneHasNoExit() public {
        perform(_cancel());
        AgreeCancel memory agreed = AgreeCancel(CORE, id, lastHash);
        perform(agreed);
        _refusesKind(0);
        perform(agreed);
        bytes memory reason = abi.encodeWithSelector(ILots.NotFree.selector, CANCELLED);
        refused(reason);
        perform(_cancel());
        RetireLot memory retire = _retire(0, FACE);
        refused(reason);
        perform(retire);
        Transfer memory t = whole(ACME, id, 0, FACE, BOLT);
        refused(reason);
        perform(t);
        vm.prank(address(discounts));
        refused(abi.encodeWithSelector(IProposals.NotParty.selector, ACME));
        endings.redeem(id, 0);
    }

    /*////////////////////////////// RETIRE (V24) ////////////////////////////*/

    function test_V24_Retire_LocksTheUnits() public eitherWay {
        RetireLot memory act = _retire(100, 300);
        bytes32 proposal = hashOf(act, under(nonces + 1, deadline));
        vm.expectEmit(address(lots));
        emit ILots.Proposed(id, ACME, CORE, 0, 100, 300, RETIRE, DAY0 + 30, proposal);
        vm.expectEmit(address(endings));
        emit IEndings.RetirementProposed(id, proposal, act);
        perform(act);
        assertLot(id, 0, 100, ACME, HELD);
        assertLot(id, 100, 300, ACME, LOCKED);
        assertLot(id, 300, FACE, ACME, HELD);
    }

    /// On paper the obligor still owes: line and invoices stay in use. What is left here is paid by itself.
    function test_V24_AgreeRetirement_ExportsTheUnits() public eitherWay {
        perform(_retire(100, 300));
        bytes32 proposal = lastHash;
        vm.expectEmit(address(lots));
        emit ILots.Ended(id, 100, EXPORTED);
        vm.expectEmit(address(endings));
        emit IEndings.Retired(id, 100, proposal);
        perform(AgreeRetirement(CORE, id, 100, proposal));
        assertLot(id, 100, 300, ACME, EXPORTED);
        assertEq(lots.obligationOf(id).out, 200, "paid elsewhere");
        assertEq(used(CORE), FACE, "line");
        assertEq(drawnOn("inv"), FACE, "invoice");
        Transfer memory t = whole(ACME, id, 100, 300, BOLT);
        refused(abi.encodeWithSelector(ILots.NotFree.selector, EXPORTED));
        perform(t);
        perform(whole(ACME, id, 0, 100, BOLT));
    }

    function test_V24_DeclinedWithdrawnLapsed() public eitherWay {
        perform(_retire(0, FACE));
        perform(RejectProposal(CORE, id, 0, lastHash));
        perform(_retire(0, FACE));
        perform(WithdrawProposal(ACME, id, 0, lastHash));
        RetireLot memory act = _retire(0, FACE);
        act.until = DAY0;
        perform(act);
        bytes32 proposal = lastHash;
        onDay(DAY0 + 1);
        refused(abi.encodeWithSelector(IProposals.Lapsed.selector, DAY0));
        perform(AgreeRetirement(CORE, id, 0, proposal));
        lots.lapse(id, 0);
        assertLot(id, 0, FACE, ACME, HELD);
        perform(_retire(0, FACE));
        perform(AgreeRetirement(CORE, id, 0, lastHash));
        assertLot(id, 0, FACE, ACME, EXPORTED);
    }

    /// A bank that bought a lot may take it to paper; who pledged one may not.
    function test_V24_FinancedButNotHeldBack() public {
        vm.prank(address(discounts));
        lots.mark(id, 0, 0, FACE, FINANCED, 0);
        perform(_retire(0, 100));
        perform(AgreeRetirement(CORE, id, 0, lastHash));
        vm.prank(address(pledges));
        lots.mark(id, 100, 100, FACE, PLEDGED, 0);
        RetireLot memory act = _retire(100, 300);
        act.lot = 100;
        refused(abi.encodeWithSelector(ILots.OnHold.selector, PLEDGED | FINANCED));
        perform(act);
    }

    function test_V24_NotFromTheDueDayOn() public {
        onDay(DAY0 + 89);
        perform(_retire(0, 100));
        bytes32 proposal = lastHash;
        onDay(DAY0 + 90);
        RetireLot memory act = _retire(100, 200);
        act.lot = 100;
        _refusesUntil(DAY0 + 89);
        perform(act);
        refused(abi.encodeWithSelector(IProposals.Lapsed.selector, DAY0 + 89));
        perform(AgreeRetirement(CORE, id, 0, proposal));
    }

    /// Wherever the units are cut out: they alone leave, and the rest stays whose it is.
    function testFuzz_V24_UnitsAreNeitherLostNorMade(uint48 start, uint48 end) public {
        start = uint48(bound(start, 0, FACE - 1));
        end = uint48(bound(end, start + 1, FACE));
        perform(_retire(start, end));
        perform(AgreeRetirement(CORE, id, start, lastHash));
        assertLot(id, start, end, ACME, EXPORTED);
        if (start != 0) assertLot(id, 0, start, ACME, HELD);
        if (end != FACE) assertLot(id, end, FACE, ACME, HELD);
        assertEq(lots.obligationOf(id).out, end - start, "out of payment");
        assertEq(used(CORE), FACE, "line");
        assertEq(lots.obligationOf(id).face, FACE, "face");
    }

    /*////////////////////////////// REDEEM (V15) ////////////////////////////*/

    function test_V15_Redeem_EndsWhatTheObligorBoughtBack() public {
        accepting(CORE, ACME, CORE);
        perform(tail(ACME, id, 0, FACE, 300, CORE));
        vm.expectEmit(address(lots));
        emit ILots.Ended(id, FACE - 300, REDEEMED);
        vm.expectEmit(address(endings));
        emit IEndings.RedeemedEarly(id, FACE - 300, 300);
        vm.prank(address(discounts));
        endings.redeem(id, FACE - 300);
        assertLot(id, FACE - 300, FACE, CORE, REDEEMED);
        assertEq(used(CORE), FACE - 300, "the line is free by as much");
        assertEq(drawnOn("inv"), FACE, "an invoice that was paid is used");
    }

    function test_RevertWhen_RedeemIsNotDiscountsOrNotOfTheObligors() public {
        address[3] memory keys = [keyOf[OPERATOR], keyOf[AUTHORITY], keyOf[CORE]];
        for (uint256 i; i < keys.length; ++i) {
            vm.prank(keys[i]);
            refused(abi.encodeWithSelector(IEndings.NotModule.selector, keys[i]));
            endings.redeem(id, 0);
        }
        vm.startPrank(address(discounts));
        _refusesParty(ACME);
        endings.redeem(id, 0);
        _refusesParty(0);
        endings.redeem(id, 1);
        vm.stopPrank();
    }

    /*////////////////////////////// CROSSINGS ///////////////////////////////*/

    /// A freeze that comes in between stops the answer and traps nothing: the proposal can still be taken back.
    function test_RevertWhen_AHoldComesInBetween() public {
        uint8[2] memory marks = [FROZEN, DISPUTED];
        for (uint256 i; i < marks.length; ++i) {
            perform(_cancel());
            bytes32 proposal = lastHash;
            _hold(0, FACE, marks[i], 0);
            refused(abi.encodeWithSelector(ILots.OnHold.selector, marks[i]));
            perform(AgreeCancel(CORE, id, proposal));
            perform(WithdrawProposal(ACME, id, 0, proposal));
            _hold(0, FACE, 0, marks[i]);
            perform(_retire(0, FACE));
            proposal = lastHash;
            _hold(0, FACE, marks[i], 0);
            refused(abi.encodeWithSelector(ILots.OnHold.selector, marks[i]));
            perform(AgreeRetirement(CORE, id, 0, proposal));
            perform(RejectProposal(CORE, id, 0, proposal));
            refused(abi.encodeWithSelector(ILots.OnHold.selector, marks[i]));
            perform(_cancel());
            _hold(0, FACE, 0, marks[i]);
        }
    }

    function test_RevertWhen_APartyIsSuspendedMeanwhile() public {
        perform(_cancel());
        bytes32 proposal = lastHash;
        uint256 start = vm.snapshotState();
        suspend(ACME);
        refused(abi.encodeWithSelector(ICompanies.CompanySuspended.selector, ACME));
        perform(AgreeCancel(CORE, id, proposal));
        perform(WithdrawProposal(ACME, id, 0, proposal)); // nothing traps the lot
        RetireLot memory act = _retire(0, FACE);
        refused(abi.encodeWithSelector(ICompanies.CompanySuspended.selector, ACME));
        perform(act);
        vm.revertToState(start);
        suspend(CORE);
        refused(abi.encodeWithSelector(ICompanies.CompanySuspended.selector, CORE));
        perform(AgreeCancel(CORE, id, proposal));
        perform(RejectProposal(CORE, id, 0, proposal));
        refused(abi.encodeWithSelector(ICompanies.CompanySuspended.selector, CORE));
        perform(act);
    }

    /*/////////////////////////////// REFUSALS ///////////////////////////////*/

    function test_RevertWhen_AnEndingsFieldIsOutOfRange() public {
        CancelReceivable memory cancel = _cancel();
        cancel.reason = "";
        _refusesField("reason");
        perform(cancel);
        cancel.reason = string(new bytes(257));
        _refusesField("reason");
        perform(cancel);
        RetireLot memory retire = _retire(0, FACE);
        retire.system = "";
        _refusesField("system");
        perform(retire);
        retire.system = string(new bytes(65));
        _refusesField("system");
        perform(retire);
        retire.system = string(new bytes(64));
        retire.bundle = 0;
        _refusesField("bundle");
        perform(retire);
        retire.bundle = "bundle";
        perform(retire);
    }

    function test_RevertWhen_ThereIsNoSuchLot() public {
        RetireLot memory retire = _retire(5, 10);
        retire.lot = 5;
        refused(abi.encodeWithSelector(ILots.NoLot.selector, id, uint48(5)));
        perform(retire);
        (retire.lot, retire.end) = (0, FACE + 1);
        refused(abi.encodeWithSelector(ILots.NotInLot.selector, uint48(0), FACE));
        perform(retire);
        (retire.start, retire.end) = (7, 7);
        refused(abi.encodeWithSelector(ILots.NotInLot.selector, uint48(0), FACE));
        perform(retire);
        CancelReceivable memory cancel = _cancel();
        cancel.receivable = ObligationId.wrap(ObligationId.unwrap(id) | 1 << 220);
        refused(abi.encodeWithSelector(ILots.NoLot.selector, cancel.receivable, uint48(0)));
        perform(cancel);
    }

    /// Each answer takes its own kind of proposal, by its own name, from its own addressee.
    function test_RevertWhen_TheAnswerIsAnothers() public {
        _refusesKind(0);
        perform(AgreeCancel(CORE, id, "none"));
        perform(_cancel());
        bytes32 cancel = lastHash;
        _refusesKind(CANCEL);
        perform(AgreeRetirement(CORE, id, 0, cancel));
        refused(abi.encodeWithSelector(ILots.OtherProposal.selector, cancel));
        perform(AgreeCancel(CORE, id, "another"));
        _refusesParty(CORE);
        perform(AgreeCancel(ACME, id, cancel));
        perform(WithdrawProposal(ACME, id, 0, cancel));
        perform(_retire(0, FACE));
        bytes32 retire = lastHash;
        _refusesKind(RETIRE);
        perform(AgreeCancel(CORE, id, retire));
        refused(abi.encodeWithSelector(ILots.OtherProposal.selector, retire));
        perform(AgreeRetirement(CORE, id, 0, cancel));
        _refusesParty(CORE);
        perform(AgreeRetirement(BOLT, id, 0, retire));
        perform(WithdrawProposal(ACME, id, 0, retire));
        perform(whole(ACME, id, 0, FACE, CIRRUS));
        bytes32 transfer = lastHash;
        _refusesKind(1);
        perform(AgreeCancel(CIRRUS, id, transfer));
    }

    function test_RevertWhen_AStrangerSigns() public eitherWay {
        address stranger = keyOf[BOLT];
        CancelReceivable memory cancel = _cancel();
        _refusesKey(stranger, ACME);
        performAs(stranger, cancel);
        RetireLot memory retire = _retire(0, FACE);
        _refusesKey(stranger, ACME);
        performAs(stranger, retire);
        perform(cancel);
        bytes32 proposal = lastHash;
        _refusesKey(keyOf[ACME], CORE);
        performAs(keyOf[ACME], AgreeCancel(CORE, id, proposal));
        perform(AgreeCancel(CORE, id, proposal));
    }

    /// The units count against limits and thresholds on both sides: a claim is given up, a debt acknowledged elsewhere.
    function test_RevertWhen_AboveALimitOrWithoutASecond() public {
        address clerk = hire(ACME, "clerk", MAKER, FACE - 1, NO_LIMIT);
        CancelReceivable memory cancel = _cancel();
        refused(abi.encodeWithSelector(ICompanies.AboveLimit.selector, clerk, FACE - 1));
        performAs(clerk, cancel);
        perform(SetOperator(ACME, clerk, MAKER, FACE, NO_LIMIT, 0));
        performAs(clerk, cancel);
        bytes32 proposal = lastHash;
        address second = hire(CORE, "checker", CHECKER);
        perform(SetThreshold(CORE, FACE - 1));
        refused(abi.encodeWithSelector(ICompanies.SecondNeeded.selector, CORE, FACE - 1));
        perform(AgreeCancel(CORE, id, proposal));
        checker = second;
        perform(AgreeCancel(CORE, id, proposal));
        assertLot(id, 0, FACE, ACME, CANCELLED);
    }

    /*//////////////////////////////// SETTING ///////////////////////////////*/

    function _cancel() private view returns (CancelReceivable memory) {
        return CancelReceivable(ACME, id, 0, "invoice was withdrawn");
    }

    function _retire(uint48 start, uint48 end) private view returns (RetireLot memory) {
        return RetireLot(ACME, id, 0, start, end, 0, "paper", "bundle");
    }

    /// A fact on the lot, as its module puts it there.
    function _record(uint8 kind) private {
        vm.prank(kind == 2 ? address(discounts) : address(pledges));
        lots.record(id, 0, kind, BANK, ACME, 1);
    }

    function _hold(uint48 start, uint48 end, uint8 set, uint8 clear) private {
        vm.prank(address(holds));
        lots.mark(id, start, start, end, set, clear);
    }

    function _refusesWhole() private {
        refused(abi.encodeWithSelector(IEndings.NotWhole.selector));
    }

    function _refusesField(bytes32 field) private {
        refused(abi.encodeWithSelector(IEndings.BadField.selector, field));
    }

    function _refusesParty(uint32 party) private {
        refused(abi.encodeWithSelector(IProposals.NotParty.selector, party));
    }

    function _refusesKind(uint8 kind) private {
        refused(abi.encodeWithSelector(IProposals.OtherKind.selector, kind));
    }

    function _refusesUntil(uint32 latest) private {
        refused(abi.encodeWithSelector(IProposals.BadUntil.selector, latest));
    }

    function _refusesKey(address key, uint32 company) private {
        refused(abi.encodeWithSelector(ICompanies.NotOperator.selector, key, company));
    }
}
