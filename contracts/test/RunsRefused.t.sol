// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ICompanies, SetThreshold} from "../src/interfaces/ICompanies.sol";
import {ILots, Limits, Waiting} from "../src/interfaces/ILots.sol";
import {IPaymentRuns, PayRun} from "../src/interfaces/IPaymentRuns.sol";
import {Vm} from "./Vm.sol";
import {RunsSetting} from "./RunsSetting.sol";

/// @notice What payment runs are refused for, and how far limits go with them.
contract RunsRefusedTest is RunsSetting {
    /*//////////////////////////////// REFUSALS //////////////////////////////*/

    function test_RevertWhen_TheLeavesAreNotAsMany() public eitherWay {
        PayRun memory a = three();
        a.count = 2;
        refused(abi.encodeWithSelector(IPaymentRuns.BadCount.selector, 3));
        perform(a);
        a.count = 3;
        a.leaves = bytes.concat(a.leaves, hex"00");
        refused(abi.encodeWithSelector(IPaymentRuns.BadCount.selector, 3));
        perform(a);
        (a.count, a.leaves) = (0, "");
        refused(abi.encodeWithSelector(IPaymentRuns.BadCount.selector, 0));
        perform(a);
        perform(three());
    }

    function test_RevertWhen_TheLeavesDoNotAddUp() public {
        PayRun memory a = three();
        ++a.start;
        refused(abi.encodeWithSelector(IPaymentRuns.TotalDiffers.selector, 600));
        perform(a);
        a.atOnce = true;
        refused(abi.encodeWithSelector(ILots.BadAmount.selector, 599));
        perform(a);
        a.start = a.end;
        refused(abi.encodeWithSelector(IPaymentRuns.TotalDiffers.selector, 0));
        perform(a);
    }

    function test_RevertWhen_ALeafIsBad() public {
        bytes memory bad = abi.encodeWithSelector(ILots.BadLeaf.selector, 1);
        uint32[2] memory payees = [uint32(0), ACME];
        for (uint256 i; i < 2; ++i) {
            PayRun memory a = runOf(ACME, id, 0, FACE, list(BOLT, payees[i]), sums(100, 200));
            refused(bad);
            perform(a);
            refused(bad);
            perform(atOnce(a));
        }
        PayRun memory none = runOf(ACME, id, 0, FACE, list(BOLT, CIRRUS), sums(100, 0));
        refused(bad);
        perform(none);
        refused(bad);
        perform(atOnce(none));
        // Amounts that go round the end of 48 bits to the same sum.
        none = runOf(ACME, id, 0, FACE, list(BOLT, CIRRUS), sums(100, 1));
        none.leaves = pack(list(BOLT, CIRRUS), sums(type(uint48).max, 102));
        refused(abi.encodeWithSelector(IPaymentRuns.TotalDiffers.selector, uint256(type(uint48).max) + 102));
        perform(none);
        refused(abi.encodeWithSelector(ILots.BadLeaf.selector, 0));
        perform(atOnce(none));
    }

    /// A serial serves once, whatever the units, the obligation or the mode.
    function test_RevertWhen_TheSerialIsUsed() public eitherWay {
        PayRun memory a = three();
        perform(a);
        bytes memory reason = abi.encodeWithSelector(IPaymentRuns.RunExists.selector, nameOf(a));
        PayRun memory b = runOf(ACME, debt(ACME, FACE), 0, FACE, list3(), sums3());
        b.serial = a.serial;
        refused(reason);
        perform(b);
        refused(reason);
        perform(atOnce(b));
        b.serial = ++serial;
        perform(b);
    }

    function test_RevertWhen_TheLotIsNotThePayersOrNotFree() public {
        PayRun memory a = runOf(BOLT, id, 0, FACE, list(ACME, CIRRUS), sums(1, 2));
        refused(abi.encodeWithSelector(ILots.NotHolder.selector, ACME));
        perform(a);
        a = three();
        a.lot = 5;
        refused(abi.encodeWithSelector(ILots.NoLot.selector, id, uint48(5)));
        perform(a);
        a = runOf(ACME, id, 0, FACE + 1, list3(), sums3());
        refused(abi.encodeWithSelector(ILots.NotInLot.selector, uint48(0), FACE));
        perform(a);
        mark(id, 0, FROZEN, 0);
        refused(onHold(FROZEN));
        perform(three());
        mark(id, 0, 0, FROZEN);
        onDay(CUTOFF + 1);
        refused(afterCutoff(CUTOFF, CUTOFF + 1));
        perform(three());
    }

    function test_RevertWhen_PaymentHasBegun() public {
        onDay(DUE);
        pay(id, 1);
        refused(paymentBegun(1));
        perform(three());
    }

    function test_RevertWhen_TheLastDayIsTooFar() public {
        PayRun memory a = three();
        a.until = today() + 31;
        refused(abi.encodeWithSelector(ILots.BadUntil.selector, today() + 30));
        perform(a);
        a.until = today() + 7;
        perform(a);
        (Waiting memory w,) = lots.waiting(id, nameOf(a));
        assertEq(w.until, today() + 7, "as asked");
    }

    /// The whole of a run counts against the thresholds, not each payment.
    function test_RevertWhen_TheRunIsAboveTheThreshold() public {
        perform(SetThreshold(ACME, 599));
        refused(abi.encodeWithSelector(ICompanies.SecondNeeded.selector, ACME, uint48(599)));
        perform(three());
        checker = hire(ACME, "checker", CHECKER);
        perform(three());
        assertNoLot(id, FIRST);
    }

    function test_RevertWhen_AnotherKeyPays() public {
        refused(abi.encodeWithSelector(ICompanies.NotOperator.selector, keyOf[BOLT], ACME));
        performAs(keyOf[BOLT], three());
    }

    function test_RevertWhen_ThereIsNoSuchRun() public {
        Run memory r = paid(three());
        r.obligation = debt(ACME, FACE);
        refused(abi.encodeWithSelector(ILots.NoRun.selector, r.obligation, r.name));
        this.openOne(r, 0);
        (r.obligation, r.name) = (id, r.name + 1);
        refused(abi.encodeWithSelector(ILots.NoRun.selector, id, r.name));
        this.openOne(r, 0);
        // One that was done at once waits for nobody.
        PayRun memory a = atOnce(three2(FIRST));
        perform(a);
        r.name = nameOf(a);
        refused(abi.encodeWithSelector(ILots.NoRun.selector, id, r.name));
        this.openOne(r, 0);
    }

    function test_RevertWhen_TheLeavesAreNoBlock() public {
        (uint32[] memory to, uint48[] memory amounts) = many(1000, 7, 10);
        Run memory r = paid(runOf(ACME, id, 0, FACE, to, amounts), to, amounts);
        bytes memory reason = abi.encodeWithSelector(ILots.NoBlock.selector);
        // None, not a multiple, beyond the end, three in the middle, not of ten bytes.
        uint256[2][5] memory asked =
            [[uint256(0), 0], [uint256(1), 2], [uint256(6), 2], [uint256(0), 3], [uint256(8), 1]];
        for (uint256 i; i < 5; ++i) {
            refused(reason);
            lots.open(id, r.name, uint32(asked[i][0]), new bytes(10 * asked[i][1]), "");
        }
        refused(reason);
        lots.open(id, r.name, 0, new bytes(11), "");
        refused(reason);
        lots.open(id, r.name, 0, new bytes(5120), "");
    }

    /// No leaf but the run's own, at its own place, by its own path.
    function test_RevertWhen_TheProofIsAnothers() public {
        (uint32[] memory to, uint48[] memory amounts) = many(1000, 7, 10);
        Run memory r = paid(runOf(ACME, id, 0, FACE, to, amounts), to, amounts);
        bytes memory reason = abi.encodeWithSelector(ILots.BadProof.selector);
        bytes memory leaf = blockOf(r, 2, 0);
        bytes memory proof = proofOf(r, 2, 0);
        refused(reason); // another number
        lots.open(id, r.name, 3, leaf, proof);
        refused(reason); // the odd one out's path is shorter
        lots.open(id, r.name, 6, leaf, proof);
        refused(reason); // too short
        lots.open(id, r.name, 2, leaf, "");
        refused(reason); // too long
        lots.open(id, r.name, 2, leaf, bytes.concat(proof, new bytes(38)));
        refused(reason); // another payee
        lots.open(id, r.name, 2, abi.encodePacked(BOLT, uint48(10)), proof);
        refused(reason); // another amount
        lots.open(id, r.name, 2, abi.encodePacked(to[2], uint48(11)), proof);
        refused(abi.encodeWithSelector(ILots.BadLeaf.selector, 0));
        lots.open(id, r.name, 2, abi.encodePacked(ACME, uint48(10)), proof);
        // Units that move from one sibling to the other leave the sum as it is, and not the hash.
        uint48[] memory moved = new uint48[](7);
        for (uint256 i; i < 7; ++i) {
            moved[i] = 10;
        }
        (moved[2], moved[3]) = (15, 5);
        r.amounts = moved;
        bytes memory forged = blockOf(r, 2, 0);
        bytes memory path = proofOf(r, 2, 0);
        refused(reason);
        lots.open(id, r.name, 2, forged, path);
        // An inner node is no leaf: what it hashes has other lengths, and leaves lie where their number says.
        refused(reason);
        lots.open(id, r.name, 4, abi.encodePacked(to[4], uint48(30)), "");
        lots.open(id, r.name, 2, leaf, proof);
        assertLot(id, FACE - 50, FACE - 40, ACME, LOCKED);
    }

    function test_RevertWhen_AllIsOpen() public {
        Run memory r = paid(three());
        open(r, 0, 2);
        for (uint256 i; i < 3; ++i) {
            refused(abi.encodeWithSelector(ILots.AllOpen.selector));
            this.openOne(r, i);
        }
    }

    /// The kernel believes no module: not the sum, not the holder, not that the name is new.
    function test_RevertWhen_AModuleErrs() public {
        vm.startPrank(guest);
        refused(abi.encodeWithSelector(ILots.NotAllowed.selector, guest, 7));
        lots.commit(commitment(three(), bytes32(0)), three().leaves);
        vm.stopPrank();
        vm.startPrank(debts);
        lots.commit(commitment(three(), "root"), "");
        PayRun memory again = three2(FIRST);
        again.serial = serial - 1;
        refused(abi.encodeWithSelector(ILots.Exists.selector, id));
        lots.commit(commitment(again, "root"), "");
        PayRun memory foreign = runOf(BOLT, id, 0, FIRST, list3(), sums3());
        refused(abi.encodeWithSelector(ILots.NotHolder.selector, ACME));
        lots.commit(commitment(foreign, "root"), "");
        PayRun memory short = three2(FIRST);
        short.leaves = pack(list(BOLT, CIRRUS), sums(100, 200));
        refused(abi.encodeWithSelector(ILots.BadAmount.selector, 600));
        lots.commit(commitment(short, bytes32(0)), short.leaves);
        vm.stopPrank();
    }

    /// A root over other units than the run has opens nothing.
    function test_RevertWhen_TheRootIsOverOtherUnits() public {
        PayRun memory a = three();
        Run memory r = Run(id, nameOf(a), 0, a.start, list3(), sums(100, 200, 301));
        vm.prank(debts);
        lots.commit(commitment(a, rootOf(list3(), sums(100, 200, 301)).hash), "");
        refused(abi.encodeWithSelector(ILots.BadProof.selector));
        this.openOne(r, 0);
    }

    function test_RevertWhen_TheListIsFullOfWords() public {
        accepting(ACME, BOLT, CORE);
        // As long as a list of words and returns can be: each return ends a word.
        for (uint256 i; i < 128; ++i) {
            perform(handed(ACME, BOLT));
            perform(handed(BOLT, ACME));
        }
        (uint40[] memory records,) = lots.recordsOf(id, 0, type(uint256).max);
        assertEq(records.length, 256, "words and returns");
        refused(abi.encodeWithSelector(ILots.RecourseFull.selector, 128));
        perform(handed(ACME, BOLT));
        PayRun memory a = three();
        a.recourse = true;
        refused(abi.encodeWithSelector(ILots.RecourseFull.selector, 128));
        perform(a);
        a.recourse = false;
        perform(a);
        assertNoLot(id, FIRST);
    }

    /*///////////////////////////////// LIMITS ///////////////////////////////*/

    /// Leaves are lots as far as the limit of lots goes, open or not; hands they change when they are opened.
    function test_R_V08_CountsLeaves() public {
        id = debt(ACME, terms(FACE, DIRECT), limitsOf(2, 4, 2));
        perform(three());
        (, uint32 count,) = lots.limitsOf(id);
        assertEq(count, 4, "three leaves and the rest");
        PayRun memory a = three2(FIRST);
        refused(abi.encodeWithSelector(ILots.LimitReached.selector, bytes32("V08.max-lots"), uint256(4)));
        perform(a);
        id = debt(ACME, terms(FACE, DIRECT), limitsOf(1, 0, 1));
        Run memory r = paid(three());
        open(r, 0);
        refused(abi.encodeWithSelector(ILots.LimitReached.selector, bytes32("V08.max-hops"), uint256(1)));
        this.openOne(r, 2);
        onDay(today() + 1);
        open(r, 2);
        PayRun memory deep = runOf(BOLT, id, THIRD, FACE, list(ACME, CIRRUS), sums(1, 2));
        refused(abi.encodeWithSelector(ILots.LimitReached.selector, bytes32("V08.max-depth"), uint256(1)));
        perform(deep);
    }

    /// To pay one company all of a lot makes no lot more, however many there are already. Part of it does, as a transfer of it would.
    function test_R_V08_ARunOfOneLeafIsBoundedAsATransferIs() public {
        id = debt(ACME, terms(FACE, DIRECT), limitsOf(0, 2, 0));
        mark(id, 0, 100, 200, FROZEN, 0);
        mark(id, 100, 0, FROZEN);
        (, uint32 count,) = lots.limitsOf(id);
        assertEq(count, 3, "an order's cut is not bounded");
        uint256 snapshot = vm.snapshotState();
        bytes memory reason = abi.encodeWithSelector(ILots.LimitReached.selector, bytes32("V08.max-lots"), uint256(2));
        refused(reason);
        perform(tail(ACME, id, 200, FACE, 50, BOLT));
        PayRun memory part = runOf(ACME, id, 200, FACE, one(BOLT), one48(50));
        for (uint256 i; i < 2; ++i) {
            part.atOnce = i == 0;
            refused(reason);
            perform(part);
        }
        PayRun memory two = runOf(ACME, id, 200, FACE, list(BOLT, CIRRUS), sums(50, FACE - 250));
        refused(reason);
        perform(two);

        perform(whole(ACME, id, 200, FACE, BOLT));
        vm.revertToState(snapshot);
        PayRun memory all = runOf(ACME, id, 200, FACE, one(BOLT), one48(FACE - 200));
        open(paid(all, one(BOLT), one48(FACE - 200)), 0);
        assertLot(id, 200, FACE, BOLT, HELD);
        vm.revertToState(snapshot);
        all.atOnce = true;
        perform(all);
        assertLot(id, 200, FACE, BOLT, HELD);
        (, count,) = lots.limitsOf(id);
        assertEq(count, 3, "no more than there were");
    }

    /// Where limits announce, one lot too many is announced once.
    function test_R_V08_ARunOfOneLeafIsAnnouncedOnce() public {
        id = debt(ACME, terms(FACE, DIRECT), Limits(0, 1, 0, true));
        vm.recordLogs();
        perform(runOf(ACME, id, 0, FACE, one(BOLT), one48(50)));
        Vm.Log[] memory logs = vm.getRecordedLogs();
        uint256 alerts;
        for (uint256 i; i < logs.length; ++i) {
            if (logs[i].topics[0] == ILots.Alerted.selector) ++alerts;
        }
        assertEq(alerts, 1, "alerts");
    }
}
