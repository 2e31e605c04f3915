// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ICompanies, AcceptFrom, SetThreshold} from "../src/interfaces/ICompanies.sol";
import {
    AcceptTransfer,
    Commitment,
    ILots,
    Limits,
    Lot,
    Merge,
    Record,
    RejectProposal,
    Split,
    Transfer,
    Waiting,
    WithdrawProposal
} from "../src/interfaces/ILots.sol";
import {IPaymentRuns, PayRun} from "../src/interfaces/IPaymentRuns.sol";
import {ObligationId} from "../src/libraries/ObligationId.sol";
import {Module} from "../src/Lots.sol";
import {Deployment} from "./Deployment.sol";
import {Kernel} from "./Kernel.sol";
import {RunActs} from "./RunActs.sol";
import {Vm} from "./Vm.sol";

/// @notice Payment runs. ACME holds 1,000.00 of CORE's debt and pays with it; BOLT takes what comes from it, CIRRUS answers each time.
contract RunsTest is RunActs, Kernel {
    uint48 private constant FACE = 100_000;
    /// Where the three leaves of `three` begin.
    uint48 private constant FIRST = 99_400;
    uint48 private constant SECOND = 99_500;
    uint48 private constant THIRD = 99_700;

    ObligationId private id;

    function rights(Places memory where) internal override(Deployment, Kernel) returns (Module[] memory modules) {
        return super.rights(where);
    }

    function setUp() public override {
        super.setUp();
        id = debt(ACME, FACE);
        accepting(BOLT, ACME, CORE);
    }

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

    /*///////////////////////////////// SETTING //////////////////////////////*/

    function three() private returns (PayRun memory) {
        return three2(FACE);
    }

    function three2(uint48 end) private returns (PayRun memory) {
        return runOf(ACME, id, 0, end, list3(), sums3());
    }

    function list3() private pure returns (uint32[] memory to) {
        to = new uint32[](3);
        (to[0], to[1], to[2]) = (BOLT, CIRRUS, BOLT);
    }

    function sums3() private pure returns (uint48[] memory) {
        return sums(100, 200, 300);
    }

    function sums(uint48 a, uint48 b, uint48 c) private pure returns (uint48[] memory all) {
        all = new uint48[](3);
        (all[0], all[1], all[2]) = (a, b, c);
    }

    function sums(uint48 a, uint48 b) private pure returns (uint48[] memory all) {
        all = new uint48[](2);
        (all[0], all[1]) = (a, b);
    }

    function one(uint32 a) private pure returns (uint32[] memory all) {
        all = new uint32[](1);
        all[0] = a;
    }

    function one48(uint48 a) private pure returns (uint48[] memory all) {
        all = new uint48[](1);
        all[0] = a;
    }

    function list(uint32 a, uint32 b) private pure returns (uint32[] memory all) {
        all = new uint32[](2);
        (all[0], all[1]) = (a, b);
    }

    function atOnce(PayRun memory a) private pure returns (PayRun memory) {
        a.atOnce = true;
        return a;
    }

    function paid(PayRun memory a) private returns (Run memory) {
        return paid(a, list3(), sums3());
    }

    function paid(PayRun memory a, uint32[] memory to, uint48[] memory amounts) private returns (Run memory) {
        perform(a);
        return made(a, to, amounts);
    }

    function limitsOf(uint16 depth, uint32 most, uint32 hops) private pure returns (Limits memory) {
        return Limits(depth, most, hops, false);
    }

    function handed(uint32 from, uint32 to) private view returns (Transfer memory t) {
        t = whole(from, id, 0, FACE, to);
        t.recourse = true;
    }

    /// @dev The struct hash of the act as it will be done next.
    function nextHash(PayRun memory a) private view returns (bytes32) {
        return hashOf(a, under(nonces + 1, deadline));
    }

    function openOne(Run memory r, uint256 index) external {
        open(r, index);
    }

    function openBlock(Run memory r, uint256 first, uint256 height) external {
        open(r, first, height);
    }

    function merge(uint48 left, uint48 right) external {
        perform(Merge(ACME, id, left, right));
    }

    function commitment(PayRun memory a, bytes32 root) private view returns (Commitment memory) {
        return Commitment(a.obligation, a.lot, a.start, a.end, nameOf(a), a.count, 0, false, root, "act");
    }
}
