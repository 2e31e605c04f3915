// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AcceptFrom} from "../src/interfaces/ICompanies.sol";
import {
    AcceptTransfer,
    ILots,
    Lot,
    Merge,
    Record,
    RejectProposal,
    Split,
    Waiting,
    WithdrawProposal
} from "../src/interfaces/ILots.sol";
import {IPaymentRuns, PayRun} from "../src/interfaces/IPaymentRuns.sol";
import {ObligationId} from "../src/libraries/ObligationId.sol";
import {RunsSetting} from "./RunsSetting.sol";

/// @notice Payment runs: lots at once, leaves that wait, and how they are opened.
contract RunsTest is RunsSetting {
    /*//////////////////////////////// AT ONCE ///////////////////////////////*/

    function test_PayRun_AtOnceWritesTheLots() public eitherWay {
        PayRun memory a = atOnce(three());
        vm.expectEmit(address(paymentRuns));
        emit IPaymentRuns.RunPaid(nameOf(a), id, ACME, 0, a.leaves);
        perform(a);
        bytes32 proposal = keccak256(abi.encode(lastHash, 1));
        assertLot(id, 0, FIRST, ACME, HELD);
        assertLot(id, FIRST, SECOND, BOLT, HELD);
        assertLot(id, SECOND, THIRD, ACME, LOCKED);
        assertLot(id, THIRD, FACE, BOLT, HELD);
        assertEq(lots.lotOf(id, SECOND).other, CIRRUS, "CIRRUS is to answer");
        assertEq(lots.lotOf(id, SECOND).until, today() + 30, "by when");
        assertEq(lots.proposalOf(id, SECOND), proposal, "to what");
        perform(AcceptTransfer(CIRRUS, id, SECOND, proposal));
        assertLot(id, SECOND, THIRD, CIRRUS, HELD);
        assertEq(ObligationId.unwrap(paymentRuns.obligationOf(nameOf(a))), ObligationId.unwrap(id), "its obligation");
    }

    function test_PayRun_AtOnceTellsWhatIsAccepted() public {
        PayRun memory a = atOnce(three());
        vm.expectEmit(address(lots));
        emit ILots.Committed(id, nameOf(a), ACME, 0, FIRST, FACE, 3, today() + 30, false, nextHash(a));
        vm.expectEmit(address(lots));
        emit ILots.Opened(id, nameOf(a), 0, 7, 5);
        perform(a);
    }

    function test_PayRun_AtOnceWithAllOfALotAndWithItsHead() public {
        PayRun memory a = atOnce(runOf(ACME, id, 0, 500, list(BOLT, CIRRUS), sums(200, 300)));
        perform(a);
        assertLot(id, 0, 200, BOLT, HELD);
        assertLot(id, 200, 500, ACME, LOCKED);
        assertLot(id, 500, FACE, ACME, HELD);
        perform(atOnce(runOf(ACME, id, 500, FACE, list(BOLT, CIRRUS), sums(1, FACE - 501))));
        assertLot(id, 500, 501, BOLT, HELD);
        assertLot(id, 501, FACE, ACME, LOCKED);
    }

    function test_PayRun_AtOnceUpTo256() public {
        (uint32[] memory to, uint48[] memory amounts) = many(1000, 256, 2);
        perform(atOnce(runOf(ACME, id, 0, FACE, to, amounts)));
        assertLot(id, FACE - 2, FACE, ACME, LOCKED);
        (to, amounts) = many(1000, 257, 2);
        PayRun memory a = atOnce(runOf(ACME, id, 0, FACE - 512, to, amounts));
        refused(abi.encodeWithSelector(IPaymentRuns.BadCount.selector, 257));
        perform(a);
    }

    /*//////////////////////////////// WAITING ///////////////////////////////*/

    function test_PayRun_WaitsToBeOpened() public eitherWay {
        PayRun memory a = three();
        a.recourse = true;
        perform(a);
        assertLot(id, 0, FIRST, ACME, HELD);
        assertNoLot(id, FIRST);
        assertNoLot(id, SECOND);
        (Waiting memory w, bytes32 act) = lots.waiting(id, nameOf(a));
        assertEq(act, lastHash, "the act");
        assertEq(w.root, rootOf(list3(), sums3()).hash, "the root");
        assertEq(w.start, FIRST, "start");
        assertEq(w.end, FACE, "end");
        assertEq(w.count, 3, "count");
        assertEq(w.until, today() + 30, "the longest that the rules allow");
        assertEq(w.obligor, CORE, "obligor");
        assertTrue(w.recourse && !w.limited, "flags");
        assertEq(lots.openedOf(id, nameOf(a), 0), 0, "none is open");
    }

    function test_Open_GivesItToWhoTakesIt() public eitherWay {
        Run memory r = paid(three());
        vm.expectEmit(address(lots));
        emit ILots.Opened(id, r.name, 2, 1, 1);
        open(r, 2);
        assertLot(id, THIRD, FACE, BOLT, HELD);
        assertEq(lots.lotOf(id, THIRD).depth, 1, "changed hands once");
        assertEq(lots.openedOf(id, r.name, 0), 4, "the third is open");
        assertNoLot(id, FIRST);
        open(r, 0);
        assertLot(id, FIRST, SECOND, BOLT, HELD);
    }

    /// Every answer to a leaf is the answer to a transfer.
    function test_Open_IsAProposalToWhoAnswers() public eitherWay {
        Run memory r = paid(three());
        uint256 before = vm.snapshotState();
        open(r, 1);
        assertLot(id, SECOND, THIRD, ACME, LOCKED);
        perform(AcceptTransfer(CIRRUS, id, SECOND, proposalOf(r, 1)));
        assertLot(id, SECOND, THIRD, CIRRUS, HELD);

        vm.revertToState(before);
        open(r, 1);
        perform(RejectProposal(CIRRUS, id, SECOND, proposalOf(r, 1)));
        assertLot(id, SECOND, THIRD, ACME, HELD);

        vm.revertToState(before);
        open(r, 1);
        perform(WithdrawProposal(ACME, id, SECOND, proposalOf(r, 1)));
        assertLot(id, SECOND, THIRD, ACME, HELD);

        vm.revertToState(before);
        open(r, 1);
        onDay(today() + 31);
        lots.lapse(id, SECOND);
        assertLot(id, SECOND, THIRD, ACME, HELD);
        onDay(DAY0);
    }

    /// What waited too long for a company that answers is the payer's; what a company takes unasked stays its own.
    function test_Open_AfterTheLastDay() public {
        Run memory r = paid(three());
        onDay(today() + 30);
        uint256 before = vm.snapshotState();
        open(r, 1);
        assertLot(id, SECOND, THIRD, ACME, LOCKED);
        vm.revertToState(before);
        onDay(today() + 1);
        open(r, 1);
        assertLot(id, SECOND, THIRD, ACME, HELD);
        open(r, 0);
        assertLot(id, FIRST, SECOND, BOLT, HELD);
    }

    function test_Open_ForASuspendedOrUnknownCompany() public {
        Run memory r =
            paid(runOf(ACME, id, 0, FACE, list(BOLT, NOBODY), sums(100, 200)), list(BOLT, NOBODY), sums(100, 200));
        suspend(BOLT);
        open(r, 0, 1);
        assertLot(id, FACE - 300, FACE - 200, ACME, LOCKED);
        assertLot(id, FACE - 200, FACE, ACME, LOCKED);
        perform(WithdrawProposal(ACME, id, FACE - 200, proposalOf(r, 1)));
        assertLot(id, FACE - 200, FACE, ACME, HELD);
    }

    function test_Open_CountsADaysAcceptances() public {
        perform(AcceptFrom(BOLT, ACME, CORE, 1, 1e14, 1, today() + 1000));
        Run memory r = paid(three());
        open(r, 0, 2);
        assertLot(id, FIRST, SECOND, BOLT, HELD);
        assertLot(id, THIRD, FACE, ACME, LOCKED);
    }

    /// Blocks pass over what is open already.
    function test_Open_ABlock() public {
        (uint32[] memory to, uint48[] memory amounts) = many(1000, 7, 10);
        Run memory r = paid(runOf(ACME, id, 0, FACE, to, amounts), to, amounts);
        open(r, 5);
        vm.expectEmit(address(lots));
        emit ILots.Opened(id, r.name, 4, 5, 0);
        open(r, 4, 2);
        open(r, 0, 2);
        assertEq(lots.openedOf(id, r.name, 0), 127, "all are open");
        assertLot(id, FACE - 10, FACE, ACME, LOCKED);
    }

    function test_Open_KeepsWhatTheLotHad() public {
        perform(tail(ACME, id, 0, FACE, 50_000, BOLT));
        accepting(CIRRUS, BOLT, CORE);
        mark(id, 50_000, FINANCED, 0);
        vm.prank(debts);
        uint40 record = lots.record(id, 50_000, 3, BANK, BOLT, 7);
        PayRun memory a = runOf(BOLT, id, 50_000, FACE, list(CIRRUS, ACME), sums(100, 200));
        a.recourse = true;
        Run memory r = paid(a, list(CIRRUS, ACME), sums(100, 200));
        open(r, 0, 1);
        Lot memory lot = lots.lotOf(id, FACE - 300);
        assertEq(lot.marks, FINANCED, "marks");
        assertEq(lot.depth, 2, "depth");
        Record memory word = lots.recordOf(lot.head);
        assertEq(
            keccak256(abi.encode(word)),
            keccak256(abi.encode(Record(record, 1, BOLT, CIRRUS, today(), 0, 1))),
            "its word"
        );
        assertEq(lots.lotOf(id, FACE - 200).head, record, "no word yet where it is only proposed");
        perform(AcceptTransfer(ACME, id, FACE - 200, proposalOf(r, 1)));
        assertEq(lots.recordOf(lots.lotOf(id, FACE - 200).head).to, ACME, "now there is");
    }

    /// The first unit of a run names no lot for good: what BOLT got of it, it pays on, from the same unit.
    function test_PayRun_TwoRunsFromTheSameUnit() public {
        Run memory r = paid(three());
        open(r, 0);
        accepting(CIRRUS, BOLT, CORE);
        Run memory s = paid(
            runOf(BOLT, id, FIRST, SECOND, list(CIRRUS, CIRRUS), sums(40, 60)), list(CIRRUS, CIRRUS), sums(40, 60)
        );
        assertNoLot(id, FIRST);
        refused(abi.encodeWithSelector(ILots.AllOpen.selector));
        open(r, 0);
        open(s, 0);
        open(s, 1);
        assertLot(id, FIRST, FIRST + 40, CIRRUS, HELD);
        assertLot(id, FIRST + 40, SECOND, CIRRUS, HELD);
        perform(Merge(CIRRUS, id, FIRST, FIRST + 40));
        assertLot(id, FIRST, SECOND, CIRRUS, HELD);
        refused(abi.encodeWithSelector(ILots.AllOpen.selector));
        open(s, 1);
    }

    /// Lots beside a run are cut and joined as ever, but never into it.
    function test_MergeAndSplitAroundARun() public {
        Run memory r = paid(runOf(ACME, id, 0, 600, list(BOLT, BOLT), sums(100, 200)), list(BOLT, BOLT), sums(100, 200));
        assertLot(id, 0, 300, ACME, HELD);
        assertLot(id, 600, FACE, ACME, HELD);
        refused(abi.encodeWithSelector(ILots.NoLot.selector, id, uint48(300)));
        perform(Merge(ACME, id, 300, 600));
        refused(abi.encodeWithSelector(ILots.NoLot.selector, id, uint48(300)));
        this.merge(0, 300);
        perform(Split(ACME, id, 0, 10));
        perform(Merge(ACME, id, 0, 10));
        open(r, 0, 1);
        perform(Merge(BOLT, id, 300, 400));
        assertLot(id, 300, 600, BOLT, HELD);
    }

    /// A leaf shares in payments from its units, whenever it is opened.
    function test_Open_AfterPaymentBegan() public {
        Run memory r = paid(three());
        onDay(DUE);
        pay(id, FACE / 2);
        open(r, 0, 2);
        assertLot(id, SECOND, THIRD, ACME, HELD);
        vm.startPrank(debts);
        (uint32 holder, uint48 amount,) = lots.credit(id, FIRST);
        assertEq(holder, BOLT, "who took it");
        assertEq(amount, 50, "half of it");
        (holder,,) = lots.credit(id, SECOND);
        assertEq(holder, ACME, "who was not answered");
        vm.stopPrank();
    }

    /*////////////////////////////////// FUZZ ////////////////////////////////*/

    /// Whatever the leaves and the order of opening: each gets its amount once, at its place, and together they are the run's units.
    /// forge-config: default.fuzz.runs = 48
    function testFuzz_EveryLeafOpensOnceAtItsPlace(uint256 seed, uint256 count) public {
        count = bound(count, 1, 40);
        (uint32[] memory to, uint48[] memory amounts) = many(1000, count, 0);
        for (uint256 i; i < count; ++i) {
            amounts[i] = uint48(1 + uint256(keccak256(abi.encode(seed, i))) % 900);
        }
        Run memory r = paid(runOf(ACME, id, 0, FACE, to, amounts), to, amounts);
        for (uint256 n; n < 2 * count; ++n) {
            uint256 dice = uint256(keccak256(abi.encode(seed, "open", n)));
            uint256 height = dice >> 64 & 3;
            uint256 first = (dice % count) >> height << height;
            try this.openBlock(r, first, height) {}
            catch (bytes memory reason) {
                assertEq(bytes4(reason), ILots.AllOpen.selector, "nothing else is refused");
            }
        }
        for (uint256 i; i < count; ++i) {
            if (lots.openedOf(id, r.name, 0) >> i & 1 == 0) open(r, i);
        }
        uint48 start = r.start;
        for (uint256 i; i < count; ++i) {
            assertLot(id, start, start + amounts[i], ACME, LOCKED);
            assertEq(lots.lotOf(id, start).other, to[i], "payee");
            start += amounts[i];
        }
        assertEq(start, FACE, "all units");
        assertLot(id, 0, r.start, ACME, HELD);
    }
}
