// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ICompanies} from "../src/interfaces/ICompanies.sol";
import {
    AcceptTransfer,
    ILots,
    Lot,
    Merge,
    Obligation,
    Record,
    RejectProposal,
    Split,
    Transfer,
    WithdrawProposal
} from "../src/interfaces/ILots.sol";
import {ObligationId} from "../src/libraries/ObligationId.sol";
import {Kernel} from "./Kernel.sol";

/// @notice Holders' acts at the kernel. ACME holds 10,000,000.00 of CORE's debt.
contract LotsTest is Kernel {
    uint48 private constant FACE = 1_000_000_000;
    uint48 private constant HALF = 500_000_000;

    ObligationId private id;

    function setUp() public override {
        super.setUp();
        id = debt(ACME, FACE);
    }

    /*/////////////////////////////// TRANSFER ///////////////////////////////*/

    function test_Transfer_TailUnderStandingAcceptance() public eitherWay {
        accepting(BOLT, ACME, CORE);
        vm.expectEmit(address(lots));
        emit ILots.Transferred(id, ACME, BOLT, 0, HALF, FACE);
        assertTrue(perform(tail(ACME, id, 0, FACE, HALF, BOLT)), "immediate");
        assertLot(id, 0, HALF, ACME, HELD);
        assertLot(id, HALF, FACE, BOLT, HELD);
        assertEq(lots.proposalOf(id, HALF), 0, "no proposal");
    }

    function test_Transfer_MiddleLeavesBothSides() public eitherWay {
        accepting(BOLT, ACME, CORE);
        perform(Transfer(ACME, id, 0, 300_000_000, 800_000_000, BOLT, false, 0, 0));
        assertLot(id, 0, 300_000_000, ACME, HELD);
        assertLot(id, 300_000_000, 800_000_000, BOLT, HELD);
        assertLot(id, 800_000_000, FACE, ACME, HELD);
    }

    function test_Transfer_HeadAndWhole() public {
        accepting(BOLT, ACME, CORE);
        perform(whole(ACME, id, 0, FACE, BOLT));
        assertLot(id, 0, FACE, BOLT, HELD);
        accepting(CIRRUS, BOLT, CORE);
        perform(Transfer(BOLT, id, 0, 0, 1, CIRRUS, false, 0, 0));
        assertLot(id, 0, 1, CIRRUS, HELD);
        assertLot(id, 1, FACE, BOLT, HELD);
    }

    function test_Transfer_WithoutAcceptanceIsAProposal() public eitherWay {
        Transfer memory t = tail(ACME, id, 0, FACE, HALF, BOLT);
        bytes32 proposal = hashOf(t, under(nonces + 1, deadline));
        vm.expectEmit(address(lots));
        emit ILots.Proposed(id, ACME, BOLT, 0, HALF, FACE, 1, DAY0 + 30, proposal);
        assertFalse(perform(t), "immediate");
        assertLot(id, HALF, FACE, ACME, LOCKED);
        Lot memory lot = lots.lotOf(id, HALF);
        assertEq(lot.other, BOLT, "other");
        assertEq(lot.until, DAY0 + 30, "until");
        assertEq(lots.proposalOf(id, HALF), proposal, "proposal");
    }

    function test_Transfer_UntilIsThePartiesOwnOrTheCutoff() public {
        Transfer memory t = tail(ACME, id, 0, FACE, 10, BOLT);
        t.until = DAY0;
        perform(t);
        assertEq(lots.lotOf(id, FACE - 10).until, DAY0, "today is allowed");
        onDay(CUTOFF - 3);
        perform(tail(ACME, id, 0, FACE - 10, 10, BOLT));
        assertEq(lots.lotOf(id, FACE - 20).until, CUTOFF, "not beyond the cutoff");
    }

    function test_Transfer_WithRecourseLeavesARecord() public eitherWay {
        accepting(BOLT, ACME, CORE);
        Transfer memory t = tail(ACME, id, 0, FACE, HALF, BOLT);
        t.recourse = true;
        vm.expectEmit(address(lots));
        emit ILots.Transferred(id, ACME, BOLT, 0, HALF, FACE);
        vm.expectEmit(address(lots));
        emit ILots.Recorded(id, HALF, 1, Record(0, 1, ACME, BOLT, DAY0, 0, 1));
        perform(t);
        assertEq(lots.lotOf(id, HALF).head, 1, "the part handed over");
        assertEq(lots.lotOf(id, 0).head, 0, "the part kept");
    }

    function test_Transfer_BothHalvesOfASplitShareTheRecords() public {
        _withRecourse(ACME, BOLT, 0, FACE);
        accepting(CIRRUS, BOLT, CORE);
        perform(tail(BOLT, id, 0, FACE, HALF, CIRRUS));
        assertEq(lots.lotOf(id, 0).head, 1, "left");
        assertEq(lots.lotOf(id, HALF).head, 1, "right");
        _withRecourse(CIRRUS, ACME, HALF, FACE);
        assertEq(lots.lotOf(id, HALF).head, 2, "right has a newer");
        assertEq(lots.recordOf(2).next, 1, "which leads to the shared one");
        assertEq(lots.lotOf(id, 0).head, 1, "left as before");
    }

    /*//////////////////////////////// ANSWER ////////////////////////////////*/

    function test_AcceptTransfer_HandsOver() public eitherWay {
        bytes32 proposal = _proposed();
        vm.expectEmit(address(lots));
        emit ILots.Answered(id, HALF, proposal, 1);
        vm.expectEmit(address(lots));
        emit ILots.Transferred(id, ACME, BOLT, HALF, HALF, FACE);
        perform(AcceptTransfer(BOLT, id, HALF, proposal));
        assertLot(id, HALF, FACE, BOLT, HELD);
        assertEq(lots.proposalOf(id, HALF), 0, "no proposal");
    }

    function test_AcceptTransfer_WithRecourseLeavesARecord() public {
        Transfer memory t = tail(ACME, id, 0, FACE, HALF, BOLT);
        t.recourse = true;
        perform(t);
        perform(AcceptTransfer(BOLT, id, HALF, lastHash));
        Record memory r = lots.recordOf(lots.lotOf(id, HALF).head);
        assertEq(r.by, ACME, "answers");
        assertEq(r.to, BOLT, "to whom");
    }

    function test_AcceptTransfer_OnTheLastDay() public {
        bytes32 proposal = _proposed();
        onDay(DAY0 + 30);
        perform(AcceptTransfer(BOLT, id, HALF, proposal));
        assertLot(id, HALF, FACE, BOLT, HELD);
    }

    function test_RejectProposal_Restores() public eitherWay {
        bytes32 proposal = _proposed();
        vm.expectEmit(address(lots));
        emit ILots.Answered(id, HALF, proposal, 2);
        perform(RejectProposal(BOLT, id, HALF, proposal));
        _assertRestored();
    }

    function test_WithdrawProposal_Restores() public eitherWay {
        bytes32 proposal = _proposed();
        vm.expectEmit(address(lots));
        emit ILots.Answered(id, HALF, proposal, 3);
        perform(WithdrawProposal(ACME, id, HALF, proposal));
        _assertRestored();
    }

    function test_Lapse_RestoresForAnyoneAfterTheLastDay() public {
        bytes32 proposal = _proposed();
        onDay(DAY0 + 31);
        vm.expectEmit(address(lots));
        emit ILots.Answered(id, HALF, proposal, 4);
        lots.lapse(id, HALF);
        _assertRestored();
    }

    /// Nothing may trap a lot: not a suspension of either side, not the cutoff, not the due day.
    function test_RejectAndWithdraw_WhateverHappened() public {
        bytes32 first = _proposed();
        perform(tail(ACME, id, 0, HALF, 10, BOLT));
        bytes32 second = lastHash;
        suspend(ACME);
        suspend(BOLT);
        onDay(DUE + 1);
        perform(RejectProposal(BOLT, id, HALF, first));
        perform(WithdrawProposal(ACME, id, HALF - 10, second));
        assertLot(id, HALF, FACE, ACME, HELD);
        assertLot(id, HALF - 10, HALF, ACME, HELD);
    }

    /// The same units, offered again: the old answer is about the old offer.
    function test_RevertWhen_AnOldAcceptanceMeetsANewProposal() public {
        bytes32 old = _proposed();
        perform(WithdrawProposal(ACME, id, HALF, old));
        perform(whole(ACME, id, HALF, FACE, BOLT));
        bytes32 open = lastHash;
        assertNotEq(open, old, "proposals differ by their nonce");
        refused(abi.encodeWithSelector(ILots.OtherProposal.selector, open));
        perform(AcceptTransfer(BOLT, id, HALF, old));
        refused(abi.encodeWithSelector(ILots.OtherProposal.selector, open));
        perform(RejectProposal(BOLT, id, HALF, old));
    }

    /*//////////////////////////// SPLIT AND MERGE ///////////////////////////*/

    function test_Split_CutsInTwo() public eitherWay {
        vm.expectEmit(address(lots));
        emit ILots.Divided(id, 0, HALF);
        perform(Split(ACME, id, 0, HALF));
        assertLot(id, 0, HALF, ACME, HELD);
        assertLot(id, HALF, FACE, ACME, HELD);
    }

    function test_Merge_UndoesASplit() public eitherWay {
        perform(Split(ACME, id, 0, HALF));
        vm.expectEmit(address(lots));
        emit ILots.Merged(id, 0, HALF);
        perform(Merge(ACME, id, 0, HALF));
        assertLot(id, 0, FACE, ACME, HELD);
        assertNoLot(id, HALF);
    }

    /// Up to the day before the due day lots are divided and joined, whatever the last day for transfers is.
    function test_SplitAndMerge_AfterTheCutoffAndBeforeTheDueDay() public {
        Obligation memory o = terms(FACE, DIRECT);
        o.cutoff = uint16(DAY0);
        id = debt(ACME, o, unlimited());
        onDay(DUE - 1);
        perform(Split(ACME, id, 0, HALF));
        perform(Split(ACME, id, HALF, FACE - 1));
        perform(Merge(ACME, id, 0, HALF));
        assertLot(id, 0, FACE - 1, ACME, HELD);
        refused(afterCutoff(DAY0, DUE - 1));
        perform(whole(ACME, id, 0, FACE - 1, BOLT));
    }

    /*//////////////////////////////// VECTORS ///////////////////////////////*/

    /// V-RANGE-3: of the units 1-10000 (as people count), 50.00 moves and 50.00 stays.
    function test_Vector_RANGE_3() public {
        accepting(BOLT, ACME, CORE);
        ObligationId small = debt(ACME, 10_000);
        perform(tail(ACME, small, 0, 10_000, 5000, BOLT));
        assertLot(small, 0, 5000, ACME, HELD);
        assertLot(small, 5000, 10_000, BOLT, HELD);
    }

    /// V-SPLIT-1 and V-SPLIT-2: 10,000,000.00 into 3 + 5 + 2 million, the middle part into 1.2 + 3.8 million. V-RANGE-1: the range
    /// 1-120000000 is 1,200,000.00.
    function test_Vector_SPLIT_1_and_2() public {
        perform(Split(ACME, id, 0, 300_000_000));
        perform(Split(ACME, id, 300_000_000, 800_000_000));
        assertLot(id, 0, 300_000_000, ACME, HELD);
        assertLot(id, 300_000_000, 800_000_000, ACME, HELD);
        assertLot(id, 800_000_000, 1_000_000_000, ACME, HELD);
        perform(Split(ACME, id, 300_000_000, 420_000_000));
        assertLot(id, 300_000_000, 420_000_000, ACME, HELD);
        assertLot(id, 420_000_000, 800_000_000, ACME, HELD);
        assertEq(lots.lotOf(id, 300_000_000).end - 300_000_000, 120_000_000, "V-RANGE-1");
    }

    /*/////////////////////////////// REFUSALS ///////////////////////////////*/

    function test_RevertWhen_ThereIsNoLot() public {
        refused(abi.encodeWithSelector(ILots.NoLot.selector, id, uint48(7)));
        perform(Transfer(ACME, id, 7, 7, 8, BOLT, false, 0, 0));
        ObligationId other = ObligationId.wrap(5);
        refused(abi.encodeWithSelector(ILots.NoLot.selector, other, uint48(0)));
        perform(whole(ACME, other, 0, 1, BOLT));
        refused(abi.encodeWithSelector(ILots.NoLot.selector, id, uint48(7)));
        perform(Split(ACME, id, 7, 8));
        refused(abi.encodeWithSelector(ILots.NoLot.selector, id, FACE));
        perform(Merge(ACME, id, 0, FACE));
        refused(abi.encodeWithSelector(ILots.NoLot.selector, id, uint48(7)));
        lots.owing(id, 7);
    }

    function test_RevertWhen_UnitsAreNotInTheLot() public {
        perform(Split(ACME, id, 0, HALF));
        uint48[2][5] memory ranges =
            [[uint48(0), HALF + 1], [HALF, FACE], [uint48(10), 10], [uint48(10), 9], [uint48(0), 0]];
        for (uint256 i; i < ranges.length; ++i) {
            refused(abi.encodeWithSelector(ILots.NotInLot.selector, uint48(0), HALF));
            perform(Transfer(ACME, id, 0, ranges[i][0], ranges[i][1], BOLT, false, 0, 0));
        }
        refused(abi.encodeWithSelector(ILots.NotInLot.selector, HALF, FACE));
        perform(Transfer(ACME, id, HALF, 0, HALF, BOLT, false, 0, 0));
        uint48[3] memory middles = [uint48(0), HALF, HALF + 1];
        for (uint256 i; i < middles.length; ++i) {
            refused(abi.encodeWithSelector(ILots.NotInLot.selector, uint48(0), HALF));
            perform(Split(ACME, id, 0, middles[i]));
        }
    }

    function test_RevertWhen_AnotherHoldsTheLot() public {
        perform(Split(ACME, id, 0, HALF));
        bytes32 proposal = _proposed(HALF - 10, HALF);
        bytes memory reason = abi.encodeWithSelector(ILots.NotHolder.selector, ACME);
        refused(reason);
        perform(whole(BOLT, id, HALF, FACE, CIRRUS));
        refused(reason);
        perform(Split(BOLT, id, HALF, FACE - 1));
        refused(reason);
        perform(WithdrawProposal(BOLT, id, HALF - 10, proposal));
        perform(WithdrawProposal(ACME, id, HALF - 10, proposal));
        refused(reason);
        perform(Merge(BOLT, id, HALF - 10, HALF));
    }

    function test_RevertWhen_TheLotIsNotFree() public {
        bytes32 proposal = _proposed();
        bytes memory locked = abi.encodeWithSelector(ILots.NotFree.selector, LOCKED);
        refused(locked);
        perform(whole(ACME, id, HALF, FACE, CIRRUS));
        refused(locked);
        perform(Split(ACME, id, HALF, HALF + 1));
        refused(locked);
        perform(Merge(ACME, id, 0, HALF));
        bytes memory held = abi.encodeWithSelector(ILots.NotFree.selector, HELD);
        refused(held);
        perform(AcceptTransfer(BOLT, id, 0, proposal));
        refused(held);
        lots.lapse(id, 0);
    }

    function test_RevertWhen_TheCutoffIsPast() public {
        bytes32 proposal = _proposed();
        onDay(CUTOFF);
        perform(tail(ACME, id, 0, HALF, 10, BOLT));
        bytes32 lastDay = lastHash;
        onDay(DUE);
        bytes memory reason = abi.encodeWithSelector(ILots.AfterCutoff.selector, CUTOFF, DUE);
        refused(reason);
        perform(tail(ACME, id, 0, HALF - 10, 10, BOLT));
        refused(reason);
        perform(AcceptTransfer(BOLT, id, HALF - 10, lastDay));
        refused(reason);
        perform(AcceptTransfer(BOLT, id, HALF, proposal));
    }

    /// A debt in default is neither divided nor joined: from the due day on a lot is named by its first unit for good.
    function test_RevertWhen_DividedOrJoinedFromTheDueDayOn() public {
        perform(Split(ACME, id, 0, HALF));
        for (uint32 day = DUE; day < DUE + 3; ++day) {
            onDay(day);
            refused(afterCutoff(DUE - 1, day));
            perform(Split(ACME, id, 0, 1));
            refused(afterCutoff(DUE - 1, day));
            perform(Merge(ACME, id, 0, HALF));
        }
    }

    function test_RevertWhen_PaymentHasBegun() public {
        perform(Split(ACME, id, 0, HALF));
        bytes32 proposal = _proposed(HALF - 10, HALF);
        pay(id, 100);
        bytes memory reason = abi.encodeWithSelector(ILots.PaymentBegun.selector, uint48(100));
        refused(reason);
        perform(whole(ACME, id, HALF, FACE, BOLT));
        refused(reason);
        perform(AcceptTransfer(BOLT, id, HALF - 10, proposal));
        refused(reason);
        perform(Split(ACME, id, HALF, HALF + 1));
        refused(reason);
        perform(Merge(ACME, id, 0, HALF));
    }

    function test_RevertWhen_ToSelf() public {
        refused(abi.encodeWithSelector(ILots.ToSelf.selector));
        perform(whole(ACME, id, 0, FACE, ACME));
    }

    function test_RevertWhen_TheAnswerDayIsOutOfRange() public {
        Transfer memory t = whole(ACME, id, 0, FACE, BOLT);
        t.until = DAY0 - 1;
        refused(abi.encodeWithSelector(ILots.BadUntil.selector, DAY0 + 30));
        perform(t);
        t.until = DAY0 + 31;
        refused(abi.encodeWithSelector(ILots.BadUntil.selector, DAY0 + 30));
        perform(t);
    }

    function test_RevertWhen_AnotherIsToAnswer() public {
        bytes32 proposal = _proposed();
        bytes memory reason = abi.encodeWithSelector(ILots.NotAddressee.selector, BOLT);
        refused(reason);
        perform(AcceptTransfer(CIRRUS, id, HALF, proposal));
        refused(reason);
        perform(RejectProposal(ACME, id, HALF, proposal));
    }

    function test_RevertWhen_TheProposalHasLapsed() public {
        bytes32 proposal = _proposed();
        onDay(DAY0 + 31);
        refused(abi.encodeWithSelector(ILots.Lapsed.selector, DAY0 + 30));
        perform(AcceptTransfer(BOLT, id, HALF, proposal));
    }

    function test_RevertWhen_TheProposalHasNotLapsed() public {
        _proposed();
        onDay(DAY0 + 30);
        refused(abi.encodeWithSelector(ILots.NotLapsed.selector, DAY0 + 30));
        lots.lapse(id, HALF);
    }

    function test_RevertWhen_LotsDoNotMerge() public {
        bytes memory reason = abi.encodeWithSelector(ILots.NotMergeable.selector);
        accepting(BOLT, ACME, CORE);
        perform(Split(ACME, id, 0, 100));
        perform(Split(ACME, id, 100, 200));
        perform(whole(ACME, id, 200, FACE, BOLT));
        refused(reason); // do not touch
        perform(Merge(ACME, id, 0, 200));
        refused(reason); // the wrong way round
        perform(Merge(ACME, id, 100, 0));
        refused(reason); // itself
        perform(Merge(ACME, id, 0, 0));
        refused(reason); // another holder
        perform(Merge(ACME, id, 100, 200));
        _withRecourse(ACME, BOLT, 100, 200);
        refused(reason); // other records
        perform(Merge(BOLT, id, 100, 200));
    }

    function test_RevertWhen_ACompanyInvolvedIsNotActive() public {
        refused(abi.encodeWithSelector(ICompanies.UnknownCompany.selector, NOBODY));
        perform(whole(ACME, id, 0, FACE, NOBODY));
        bytes32 proposal = _proposed();
        suspend(ACME);
        bytes memory reason = abi.encodeWithSelector(ICompanies.CompanySuspended.selector, ACME);
        refused(reason); // the giver, since its offer
        perform(AcceptTransfer(BOLT, id, HALF, proposal));
        refused(reason);
        perform(whole(ACME, id, 0, HALF, BOLT));
        refused(reason);
        perform(Split(ACME, id, 0, 1));
    }

    /*//////////////////////////////// FUZZ //////////////////////////////////*/

    /// Whatever is cut off, handed over and merged again, lots cover the units and nothing is made or lost.
    function testFuzz_SplitsTransfersAndMergesConserve(uint256[24] calldata seeds) public {
        accepting(BOLT, ACME, CORE);
        accepting(ACME, BOLT, CORE);
        for (uint256 i; i < seeds.length; ++i) {
            uint48 start = _lotHolding(uint48(bound(seeds[i], 0, FACE - 1)));
            Lot memory lot = lots.lotOf(id, start);
            uint48 right = lot.end;
            if (seeds[i] % 3 == 0 && right < FACE && lots.lotOf(id, right).holder == lot.holder) {
                perform(Merge(lot.holder, id, start, right));
            } else if (seeds[i] % 3 == 1 && lot.end - start > 1) {
                perform(Split(lot.holder, id, start, uint48(bound(seeds[i] >> 64, start + 1, lot.end - 1))));
            } else {
                uint48 from = uint48(bound(seeds[i] >> 64, start, lot.end - 1));
                uint48 to = uint48(bound(seeds[i] >> 128, from + 1, lot.end));
                perform(Transfer(lot.holder, id, start, from, to, lot.holder == ACME ? BOLT : ACME, false, 0, 0));
                assertLot(id, from, to, lot.holder == ACME ? BOLT : ACME, HELD);
            }
        }
        assertEq(_lotHolding(FACE), FACE, "lots cover the units");
    }

    /*//////////////////////////////// SETTING ///////////////////////////////*/

    /// @dev The first unit of the lot that `unit` is in; FACE if lots end exactly there.
    function _lotHolding(uint48 unit) private view returns (uint48 start) {
        while (start < FACE) {
            uint48 end = lots.lotOf(id, start).end;
            assertGt(end, start, "a lot here");
            if (unit < end) return start;
            start = end;
        }
    }

    function _proposed() private returns (bytes32) {
        return _proposed(HALF, FACE);
    }

    /// @dev ACME offers [start, end) of its lot from 0 to BOLT.
    function _proposed(uint48 start, uint48 end) private returns (bytes32) {
        perform(Transfer(ACME, id, 0, start, end, BOLT, false, 0, 0));
        return lastHash;
    }

    function _withRecourse(uint32 from, uint32 to, uint48 start, uint48 end) private {
        accepting(to, from, CORE);
        Transfer memory t = whole(from, id, start, end, to);
        t.recourse = true;
        perform(t);
    }

    function _assertRestored() private view {
        Lot memory lot = lots.lotOf(id, HALF);
        assertLot(id, HALF, FACE, ACME, HELD);
        assertEq(lot.other + lot.until + lot.kind + lot.head + lot.marks, 0, "as it was");
        assertEq(lots.proposalOf(id, HALF), 0, "no proposal");
    }
}
