// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {
    AcceptTransfer,
    ILots,
    Limits,
    Merge,
    RejectProposal,
    Split,
    Transfer,
    WithdrawProposal
} from "../src/interfaces/ILots.sol";
import {ObligationId} from "../src/libraries/ObligationId.sol";
import {Kernel} from "./Kernel.sol";

/// @notice Limits of circulation (V08): depth, lots, changes of holder in a day; and depth itself. Everyone takes from everyone.
contract LotsLimitsTest is Kernel {
    uint48 private constant FACE = 1000;
    bytes32 private constant DEPTH = "V08.max-depth";
    bytes32 private constant LOTS = "V08.max-lots";
    bytes32 private constant HOPS = "V08.max-hops";

    function setUp() public override {
        super.setUp();
        uint32[3] memory all = [ACME, BOLT, CIRRUS];
        for (uint256 i; i < 3; ++i) {
            accepting(all[i], all[(i + 1) % 3], 0);
            accepting(all[i], all[(i + 2) % 3], 0);
        }
    }

    /*///////////////////////////////// DEPTH ////////////////////////////////*/

    /// Units keep count of their own: a part that stays does not grow deeper, one joined to a deeper one does.
    function test_Depth_CountsChangesOfHolder() public {
        ObligationId id = debt(ACME, FACE);
        perform(tail(ACME, id, 0, FACE, 400, BOLT));
        perform(whole(BOLT, id, 600, FACE, ACME));
        _assertDepth(id, 0, 0);
        _assertDepth(id, 600, 2);
        perform(Split(ACME, id, 600, 800));
        _assertDepth(id, 800, 2);
        perform(Merge(ACME, id, 0, 600));
        _assertDepth(id, 0, 2);
        perform(Merge(ACME, id, 0, 800));
        _assertDepth(id, 0, 2);
        vm.prank(debts);
        lots.hand(id, 0, 0, FACE, ACME, CIRRUS);
        _assertDepth(id, 0, 3);
    }

    function test_Depth_OfAMergeIsTheGreater() public {
        ObligationId id = debt(ACME, FACE);
        perform(Transfer(ACME, id, 0, 0, 400, BOLT, false, 0, 0));
        perform(whole(BOLT, id, 0, 400, ACME));
        perform(Merge(ACME, id, 0, 400));
        _assertDepth(id, 0, 2);
    }

    /// A hundred tiers, and each has its part, its holder and its depth.
    function test_Depth_AHundred() public {
        ObligationId id = debt(ACME, FACE);
        uint32[3] memory all = [ACME, BOLT, CIRRUS];
        for (uint48 i; i < 100; ++i) {
            perform(tail(all[i % 3], id, i, FACE, FACE - i - 1, all[(i + 1) % 3]));
        }
        uint48[] memory starts = walk(id);
        assertEq(starts.length, 101, "lots");
        for (uint48 i; i <= 100; ++i) {
            assertEq(lots.lotOf(id, i).holder, all[i % 3], "holder");
            _assertDepth(id, i, i);
        }
    }

    /// The count stays at its largest; nothing is ever refused for it where there is no limit.
    function test_Depth_StaysAtItsLargest() public {
        ObligationId id = debt(ACME, FACE);
        bytes32 slot = _slotOf(id, 0);
        uint256 word = uint256(vm.load(address(lots), slot));
        vm.store(address(lots), slot, bytes32(word | uint256(type(uint16).max - 1) << 240));
        _assertDepth(id, 0, type(uint16).max - 1);
        perform(whole(ACME, id, 0, FACE, BOLT));
        _assertDepth(id, 0, type(uint16).max);
        perform(whole(BOLT, id, 0, FACE, CIRRUS));
        _assertDepth(id, 0, type(uint16).max);
        assertLot(id, 0, FACE, CIRRUS, HELD);
    }

    function test_R_V08_RevertWhen_TooDeep() public {
        ObligationId id = debt(ACME, terms(FACE, DIRECT), Limits(2, 0, 0, false));
        perform(whole(ACME, id, 0, FACE, BOLT));
        perform(tail(BOLT, id, 0, FACE, 400, CIRRUS));
        bytes memory reason = _reached(DEPTH, 2);
        refused(reason);
        perform(whole(CIRRUS, id, 600, FACE, ACME));
        refused(reason);
        vm.prank(debts);
        lots.hand(id, 600, 600, FACE, CIRRUS, ACME);
        perform(whole(BOLT, id, 0, 600, ACME));
        _assertDepth(id, 0, 2);
    }

    /// It could never be accepted, so it is not proposed.
    function test_R_V08_RevertWhen_TooDeepIsProposed() public {
        ObligationId id = debt(BANK, terms(FACE, DIRECT), Limits(1, 0, 0, false));
        perform(whole(BANK, id, 0, FACE, BOLT));
        perform(AcceptTransfer(BOLT, id, 0, lastHash));
        refused(_reached(DEPTH, 1));
        perform(whole(BOLT, id, 0, FACE, BANK));
    }

    /*////////////////////////////////// LOTS ////////////////////////////////*/

    function test_R_V08_RevertWhen_TooManyLots() public {
        ObligationId id = debt(ACME, terms(FACE, DIRECT), Limits(0, 3, 0, false));
        _assertCounted(id, 1, 0);
        perform(Split(ACME, id, 0, 500));
        _assertCounted(id, 2, 0);
        bytes memory reason = _reached(LOTS, 3);
        refused(reason); // two more
        perform(Transfer(ACME, id, 0, 1, 2, BOLT, false, 0, 0));
        perform(tail(ACME, id, 0, 500, 1, BOLT));
        _assertCounted(id, 3, 0);
        refused(reason);
        perform(Split(ACME, id, 500, 501));
        vm.startPrank(debts);
        refused(reason);
        lots.hand(id, 500, 500, 501, ACME, BOLT);
        refused(reason);
        lots.lock(id, 500, 500, 501, BOLT, DAY0, KIND, OFFER);
        vm.stopPrank();
        perform(whole(BOLT, id, 499, 500, ACME));
        _assertCounted(id, 3, 0);
    }

    /// An order to freeze part of a lot is carried out however many lots there are; its lot counts.
    function test_R_V08_AnOrderIsNotBounded() public {
        ObligationId id = debt(ACME, terms(FACE, DIRECT), Limits(0, 1, 0, false));
        vm.prank(court);
        lots.mark(id, 0, 500, 600, FROZEN, 0);
        assertLot(id, 500, 600, ACME, HELD);
        _assertCounted(id, 3, 0);
        refused(_reached(LOTS, 1));
        perform(Split(ACME, id, 0, 1));
    }

    function test_R_V08_AMergeMakesRoom() public {
        ObligationId id = debt(ACME, terms(FACE, DIRECT), Limits(0, 2, 0, false));
        perform(Split(ACME, id, 0, 500));
        perform(Merge(ACME, id, 0, 500));
        _assertCounted(id, 1, 0);
        perform(Split(ACME, id, 0, 100));
        _assertCounted(id, 2, 0);
    }

    /*////////////////////////////////// HOPS ////////////////////////////////*/

    function test_R_V08_RevertWhen_TooManyHopsADay() public {
        ObligationId id = debt(ACME, terms(FACE, DIRECT), Limits(0, 0, 2, false));
        perform(whole(ACME, id, 0, FACE, BOLT));
        perform(tail(BOLT, id, 0, FACE, 10, CIRRUS));
        _assertCounted(id, 0, 2);
        bytes memory reason = _reached(HOPS, 2);
        refused(reason);
        perform(whole(CIRRUS, id, 990, FACE, ACME));
        refused(reason);
        vm.prank(debts);
        lots.hand(id, 0, 0, 990, BOLT, ACME);
        onDay(DAY0 + 1);
        _assertCounted(id, 0, 0);
        perform(whole(CIRRUS, id, 990, FACE, ACME));
        _assertCounted(id, 0, 1);
    }

    /// From the due day on units change hands by recourse and enforcement alone: at any depth, any number in a day.
    function test_R_V08_BoundsCirculationUpToTheDueDay() public {
        ObligationId id = debt(ACME, terms(FACE, DIRECT), Limits(1, 0, 1, false));
        perform(whole(ACME, id, 0, FACE, BOLT));
        onDay(DUE - 1);
        vm.startPrank(debts);
        refused(_reached(DEPTH, 1));
        lots.hand(id, 0, 0, FACE, BOLT, CIRRUS);
        onDay(DUE);
        lots.hand(id, 0, 0, FACE, BOLT, CIRRUS);
        lots.hand(id, 0, 0, FACE, CIRRUS, ACME);
        vm.stopPrank();
        _assertDepth(id, 0, 3);
        _assertCounted(id, 0, 0);
    }

    /// Acceptance is the change of holder: it is looked at again on the day. To return the units is none, and always possible.
    function test_R_V08_AProposalIsLookedAtAgainWhenAccepted() public {
        ObligationId id = debt(BANK, terms(FACE, DIRECT), Limits(0, 0, 1, false));
        perform(tail(BANK, id, 0, FACE, 500, BOLT));
        bytes32 first = lastHash;
        perform(tail(BANK, id, 0, 500, 100, CIRRUS));
        bytes32 second = lastHash;
        perform(tail(BANK, id, 0, 400, 100, CIRRUS));
        bytes32 third = lastHash;
        _assertCounted(id, 0, 0);
        perform(AcceptTransfer(BOLT, id, 500, first));
        refused(_reached(HOPS, 1));
        perform(AcceptTransfer(CIRRUS, id, 400, second));
        perform(RejectProposal(CIRRUS, id, 400, second));
        perform(WithdrawProposal(BANK, id, 300, third));
        perform(tail(BANK, id, 0, 300, 100, CIRRUS));
        uint32 until = lots.lotOf(id, 200).until;
        onDay(until);
        perform(AcceptTransfer(CIRRUS, id, 200, lastHash));
        _assertCounted(id, 0, 1);
        perform(tail(BANK, id, 0, 200, 100, CIRRUS));
        onDay(CUTOFF + 1);
        lots.lapse(id, 100);
        assertLot(id, 100, 200, BANK, HELD);
    }

    function test_R_V08_AnUnlockOfAModuleIsAHop() public {
        ObligationId id = debt(ACME, terms(FACE, DIRECT), Limits(0, 0, 1, false));
        perform(tail(ACME, id, 0, FACE, 500, BOLT));
        vm.startPrank(debts);
        lots.lock(id, 0, 0, 500, BOLT, DAY0, KIND, OFFER);
        refused(_reached(HOPS, 1));
        lots.unlock(id, 0, OFFER, ACCEPTED, BOLT);
        lots.unlock(id, 0, OFFER, REJECTED, BOLT);
        assertLot(id, 0, 500, ACME, HELD);
    }

    /*///////////////////////////////// ALERT ////////////////////////////////*/

    /// A set that announces lets everything through and says what went beyond, each time.
    function test_R_V08_AlertsAndGoesOn() public {
        ObligationId id = debt(ACME, terms(FACE, DIRECT), Limits(1, 2, 1, true));
        perform(tail(ACME, id, 0, FACE, 500, BOLT));
        vm.expectEmit(address(lots));
        emit ILots.Alerted(id, LOTS, 4);
        vm.expectEmit(address(lots));
        emit ILots.Transferred(id, BOLT, CIRRUS, 500, 600, 700);
        vm.expectEmit(address(lots));
        emit ILots.Alerted(id, DEPTH, 2);
        vm.expectEmit(address(lots));
        emit ILots.Alerted(id, HOPS, 2);
        perform(Transfer(BOLT, id, 500, 600, 700, CIRRUS, false, 0, 0));
        assertLot(id, 600, 700, CIRRUS, HELD);
        _assertCounted(id, 4, 2);
        vm.expectEmit(address(lots));
        emit ILots.Alerted(id, LOTS, 5);
        perform(Split(ACME, id, 0, 1));
        vm.recordLogs();
        perform(Merge(ACME, id, 0, 1));
        assertEq(vm.getRecordedLogs().length, bySignature ? 2 : 1, "a merge is never announced");
        _assertCounted(id, 4, 2);
    }

    /*//////////////////////////////// SETTING ///////////////////////////////*/

    function test_LimitsOf_SaysWhatWasGiven() public {
        Limits memory given = Limits(20, 1000, 500, true);
        ObligationId id = debt(ACME, terms(FACE, DIRECT), given);
        (Limits memory limits, uint32 count, uint32 hops) = lots.limitsOf(id);
        assertEq(keccak256(abi.encode(limits)), keccak256(abi.encode(given)), "limits");
        assertEq(count, 1, "one lot");
        assertEq(hops, 0, "no hop");
        (limits, count, hops) = lots.limitsOf(debt(ACME, FACE));
        assertEq(keccak256(abi.encode(limits)), keccak256(abi.encode(unlimited())), "none given");
        assertEq(count + hops, 0, "none counted");
    }

    function _reached(bytes32 rule, uint256 most) private pure returns (bytes memory) {
        return abi.encodeWithSelector(ILots.LimitReached.selector, rule, most);
    }

    function test_RevertWhen_ALimitIsReached() public {
        ObligationId id = debt(ACME, terms(FACE, DIRECT), Limits(0, 1, 0, false));
        refused(abi.encodeWithSelector(ILots.LimitReached.selector, LOTS, uint256(1)));
        perform(Split(ACME, id, 0, 500));
    }

    function _assertDepth(ObligationId id, uint48 start, uint256 depth) private view {
        assertEq(lots.lotOf(id, start).depth, depth, "depth");
    }

    function _assertCounted(ObligationId id, uint32 count, uint32 hops) private view {
        (, uint32 counted, uint32 today_) = lots.limitsOf(id);
        assertEq(counted, count, "lots counted");
        assertEq(today_, hops, "hops counted");
    }

    /// @dev Found by its content, wherever the compiler put the ledger's mapping.
    function _slotOf(ObligationId id, uint48 start) private view returns (bytes32 slot) {
        uint256 want =
            uint256(lots.lotOf(id, start).holder) | uint256(lots.lotOf(id, start).end) << 32 | uint256(1) << 216;
        for (uint256 base; base < 16; ++base) {
            slot = keccak256(abi.encode(id.lotKey(start), base));
            if (uint256(vm.load(address(lots), slot)) == want) return slot;
        }
        revert("the lot's slot");
    }
}
