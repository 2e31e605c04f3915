// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AcceptTransfer, ILots, Lot, Merge, Record, RejectProposal, Split, Transfer} from "../src/interfaces/ILots.sol";
import {ObligationId} from "../src/libraries/ObligationId.sol";
import {Records} from "../src/libraries/Records.sol";
import {Kernel} from "./Kernel.sol";

/// @notice Marks and records at the kernel.
contract VerbsMarksTest is Kernel {
    uint48 private constant FACE = 1000;

    /// A debt of 10.00, held by ACME.
    ObligationId private id;

    function setUp() public override {
        super.setUp();
        id = debt(ACME, FACE);
    }

    /*///////////////////////////////// WHOLE ////////////////////////////////*/

    function test_Mark_SetsAndClears() public {
        vm.startPrank(debts);
        vm.expectEmit(address(lots));
        emit ILots.Marked(id, 0, 0, FACE, PLEDGED | FINANCED);
        lots.mark(id, 0, 0, FACE, PLEDGED | FINANCED, 0);
        vm.expectEmit(address(lots));
        emit ILots.Marked(id, 0, 0, FACE, FINANCED);
        lots.mark(id, 0, 0, FACE, 0, PLEDGED);
        assertEq(lots.lotOf(id, 0).marks, FINANCED, "marks");
        assertLot(id, 0, FACE, ACME, HELD);
    }

    /// A proposal keeps nobody from freezing the lot, and stays open.
    function test_Mark_OfALockedLot() public {
        perform(whole(ACME, id, 0, FACE, BOLT));
        mark(id, 0, FROZEN, 0);
        assertLot(id, 0, FACE, ACME, LOCKED);
        assertEq(lots.proposalOf(id, 0), lastHash, "still open");
    }

    /// Nor does a payment: a lot can be frozen after the due day, before its holder has got its share.
    function test_Mark_OfAWholeLotAfterPaymentBegan() public {
        perform(Split(ACME, id, 0, 500));
        pay(id, 100);
        onDay(DUE + 1);
        mark(id, 500, FROZEN, 0);
        assertEq(lots.lotOf(id, 500).marks, FROZEN, "frozen");
        assertEq(lots.lotOf(id, 500).paid, 0, "nothing was credited");
    }

    function test_RevertWhen_AModuleSetsOrClearsAMarkOfAnothers() public {
        vm.startPrank(court);
        bytes memory reason = abi.encodeWithSelector(ILots.NotAllowed.selector, court, uint8(3));
        uint8[4] memory others = [DISPUTED, PLEDGED, FINANCED, 16];
        for (uint256 i; i < others.length; ++i) {
            refused(reason);
            lots.mark(id, 0, 0, FACE, others[i], 0);
            refused(reason);
            lots.mark(id, 0, 0, FACE, FROZEN, others[i]);
        }
    }

    /// Each module's marks are its own: to set one leaves the others', on a part and on the whole.
    function test_Mark_LeavesOthersMarks() public {
        mark(id, 0, PLEDGED | FINANCED, 0);
        vm.startPrank(court);
        lots.mark(id, 0, 0, 400, FROZEN, 0);
        assertEq(lots.lotOf(id, 0).marks, FROZEN | PLEDGED | FINANCED, "frozen as well");
        assertEq(lots.lotOf(id, 400).marks, PLEDGED | FINANCED, "the rest");
        lots.mark(id, 0, 0, 400, 0, FROZEN);
        assertEq(lots.lotOf(id, 0).marks, PLEDGED | FINANCED, "as before");
    }

    /*////////////////////////////////// PART ////////////////////////////////*/

    function test_Mark_OfAPartMakesItALot() public {
        vm.expectEmit(address(lots));
        emit ILots.Marked(id, 0, 300, 400, FROZEN);
        vm.prank(court);
        lots.mark(id, 0, 300, 400, FROZEN, 0);
        assertLot(id, 0, 300, ACME, HELD);
        assertLot(id, 300, 400, ACME, HELD);
        assertLot(id, 400, FACE, ACME, HELD);
        assertEq(lots.lotOf(id, 0).marks + lots.lotOf(id, 400).marks, 0, "the rest is free");
        assertEq(lots.lotOf(id, 300).marks, FROZEN, "the part is not");
    }

    /// Holds do not keep part of a lot from being marked otherwise: a pledged lot is frozen in part, part of a frozen one is freed.
    function test_Mark_OfAPartWhateverItsHolds() public {
        uint8[3] memory holds = [FROZEN, DISPUTED, PLEDGED];
        for (uint256 i; i < holds.length; ++i) {
            uint256 start = vm.snapshotState();
            mark(id, 0, holds[i], 0);
            mark(id, 0, 600, FACE, 0, holds[i]);
            assertEq(lots.lotOf(id, 0).marks, holds[i], "the part that stays held");
            assertEq(lots.lotOf(id, 600).marks, 0, "the part that is free");
            perform(whole(ACME, id, 600, FACE, BOLT));
            vm.revertToState(start);
        }
    }

    function test_RevertWhen_APartCannotBeMarked() public {
        vm.startPrank(debts);
        uint48[2][4] memory ranges = [[uint48(0), FACE + 1], [uint48(5), 5], [uint48(6), 5], [FACE, FACE + 1]];
        for (uint256 i; i < ranges.length; ++i) {
            refused(abi.encodeWithSelector(ILots.NotInLot.selector, uint48(0), FACE));
            lots.mark(id, 0, ranges[i][0], ranges[i][1], FROZEN, 0);
        }
        refused(noLot(id, 1));
        lots.mark(id, 1, 1, 2, FROZEN, 0);
        lots.lock(id, 0, 0, 500, BOLT, DAY0, KIND, OFFER);
        refused(notFree(LOCKED));
        lots.mark(id, 0, 0, 1, FROZEN, 0);
        lots.pay(id, 1);
        refused(paymentBegun(1));
        lots.mark(id, 500, 500, 501, FROZEN, 0);
    }

    /*////////////////////////////////// HOLDS ///////////////////////////////*/

    /// Each blocking mark stops every act that would move or end the lot; a pledge alone lets it be divided and joined.
    function test_RevertWhen_ALotIsOnHold() public {
        uint8[3] memory blocking = [FROZEN, DISPUTED, PLEDGED];
        perform(Split(ACME, id, 0, 500));
        for (uint256 i; i < blocking.length; ++i) {
            uint256 start = vm.snapshotState();
            bytes memory reason = onHold(blocking[i]);
            mark(id, 0, blocking[i], 0);
            refused(reason);
            perform(whole(ACME, id, 0, 500, BOLT));
            refused(reason);
            perform(Transfer(ACME, id, 0, 0, 1, BOLT, false, 0, 0));
            if (blocking[i] != PLEDGED) {
                refused(reason);
                perform(Split(ACME, id, 0, 1));
                refused(reason);
                perform(Merge(ACME, id, 0, 500));
            }
            vm.startPrank(debts);
            refused(reason);
            lots.hand(id, 0, 0, 500, ACME, BOLT);
            refused(reason);
            lots.lock(id, 0, 0, 500, BOLT, DAY0, KIND, OFFER);
            refused(reason);
            lots.end(id, 0, CANCELLED);
            vm.stopPrank();
            vm.revertToState(start);
        }
    }

    /// A hold that comes while a proposal is open stops its acceptance, of whatever kind, and not its return.
    function test_RevertWhen_AnAcceptedProposalIsOnHold() public {
        perform(tail(ACME, id, 0, FACE, 500, BOLT));
        bytes32 proposal = lastHash;
        vm.prank(debts);
        lots.lock(id, 0, 0, 500, BOLT, DAY0, KIND, OFFER);
        uint8[3] memory blocking = [FROZEN, DISPUTED, PLEDGED];
        for (uint256 i; i < blocking.length; ++i) {
            uint256 start = vm.snapshotState();
            bytes memory reason = onHold(blocking[i]);
            mark(id, 500, blocking[i], 0);
            mark(id, 0, blocking[i], 0);
            refused(reason);
            perform(AcceptTransfer(BOLT, id, 500, proposal));
            vm.startPrank(debts);
            refused(reason);
            lots.unlock(id, 0, OFFER, ACCEPTED, BOLT);
            refused(reason);
            lots.unlock(id, 0, OFFER, ACCEPTED, ACME);
            lots.unlock(id, 0, OFFER, REJECTED, 0);
            vm.stopPrank();
            perform(RejectProposal(BOLT, id, 500, proposal));
            assertLot(id, 0, 500, ACME, HELD);
            assertLot(id, 500, FACE, ACME, HELD);
            assertEq(lots.lotOf(id, 500).marks, blocking[i], "still on hold");
            vm.revertToState(start);
        }
    }

    /// R-C09: both parts of a pledged lot are pledged, at any depth of cutting, and they join again.
    function test_R_C09_PledgeStaysOnEachChild() public eitherWay {
        mark(id, 0, PLEDGED, 0);
        vm.prank(debts);
        uint40 pledge = lots.record(id, 0, 4, ACME, BANK, 700);
        perform(Split(ACME, id, 0, 500));
        perform(Split(ACME, id, 500, 600));
        uint48[3] memory starts = [uint48(0), 500, 600];
        for (uint256 i; i < starts.length; ++i) {
            Lot memory lot = lots.lotOf(id, starts[i]);
            assertEq(lot.marks, PLEDGED, "pledged");
            assertEq(lot.head, pledge, "for the same debt");
        }
        refused(onHold(PLEDGED));
        perform(whole(ACME, id, 500, 600, BOLT));
        perform(Merge(ACME, id, 500, 600));
        perform(Merge(ACME, id, 0, 500));
        assertEq(lots.lotOf(id, 0).marks, PLEDGED, "joined, and pledged");
    }

    function test_RevertWhen_APledgedLotIsJoinedToAFreeOne() public {
        perform(Split(ACME, id, 0, 500));
        mark(id, 0, PLEDGED, 0);
        refused(abi.encodeWithSelector(ILots.NotMergeable.selector));
        perform(Merge(ACME, id, 0, 500));
    }

    function test_Mark_IsCopiedToBothHalvesAndNeededAlikeToMerge() public {
        mark(id, 0, FINANCED, 0);
        perform(Split(ACME, id, 0, 500));
        assertEq(lots.lotOf(id, 0).marks, FINANCED, "left");
        assertEq(lots.lotOf(id, 500).marks, FINANCED, "right");
        mark(id, 500, 0, FINANCED);
        refused(abi.encodeWithSelector(ILots.NotMergeable.selector));
        perform(Merge(ACME, id, 0, 500));
    }

    /*///////////////////////////////// DISPUTE //////////////////////////////*/

    /// The units under dispute are out of payment, the rest stays payable, and ends the dispute before payment, all is as before.
    function test_Dispute_TakesUnitsOutOfPayment() public {
        mark(id, 0, 600, FACE, DISPUTED, 0);
        assertEq(lots.obligationOf(id).out, 400, "out");
        mark(id, 600, DISPUTED, 0);
        assertEq(lots.obligationOf(id).out, 400, "once");
        mark(id, 600, FINANCED, 0);
        assertEq(lots.obligationOf(id).out, 400, "other marks change nothing");
        mark(id, 600, 600, 700, 0, DISPUTED);
        assertEq(lots.obligationOf(id).out, 300, "ended in part");
        mark(id, 700, 0, DISPUTED);
        assertEq(lots.obligationOf(id).out, 0, "ended");
        pay(id, FACE);
        assertEq(lots.owing(id, 600), 100, "payable");
        assertEq(lots.owing(id, 700), 300, "payable");
    }

    function test_Dispute_LeavesTheRestPayable() public {
        mark(id, 0, 600, FACE, DISPUTED, 0);
        vm.startPrank(debts);
        refused(abi.encodeWithSelector(ILots.BadAmount.selector, uint256(600)));
        lots.pay(id, 601);
        lots.pay(id, 600);
        (uint32 holder, uint48 amount, uint8 marks) = lots.credit(id, 0);
        assertEq(amount, 600, "all of the rest");
        (holder, amount, marks) = lots.credit(id, 600);
        assertEq(holder, ACME, "holder");
        assertEq(amount, 0, "nothing of what is disputed");
        assertEq(marks, DISPUTED, "and why");
    }

    function test_RevertWhen_ADisputeBeginsOrEndsAfterPayment() public {
        mark(id, 0, 600, FACE, DISPUTED, 0);
        pay(id, 1);
        vm.startPrank(debts);
        refused(paymentBegun(1));
        lots.mark(id, 600, 600, FACE, 0, DISPUTED);
        refused(paymentBegun(1));
        lots.mark(id, 0, 0, 600, DISPUTED, 0);
        lots.mark(id, 600, 600, FACE, DISPUTED | FROZEN, 0);
        assertEq(lots.lotOf(id, 600).marks, DISPUTED | FROZEN, "what does not change may be named");
    }

    function test_Dispute_OfALockedLot() public {
        perform(whole(ACME, id, 0, FACE, BOLT));
        mark(id, 0, DISPUTED, 0);
        assertEq(lots.obligationOf(id).out, FACE, "out");
        perform(RejectProposal(BOLT, id, 0, lastHash));
        mark(id, 0, 0, DISPUTED);
        assertEq(lots.obligationOf(id).out, 0, "back");
    }

    /// `out` is the sum of ended and disputed units after any marks, ends and cuts.
    function testFuzz_Dispute_OutIsWhatEndedOrIsDisputed(uint256[16] calldata seeds) public {
        for (uint256 i; i < seeds.length; ++i) {
            uint48[] memory starts = walk(id);
            uint48 start = starts[seeds[i] % starts.length];
            Lot memory lot = lots.lotOf(id, start);
            uint48 from = uint48(bound(seeds[i] >> 64, start, lot.end - 1));
            uint48 to = uint48(bound(seeds[i] >> 128, from + 1, lot.end));
            uint256 kind = seeds[i] >> 200;
            if (lot.state != HELD) continue;
            if (kind % 4 == 0 && lot.marks == 0) {
                vm.prank(debts);
                lots.end(id, start, uint8(3 + kind % 3));
            } else {
                mark(id, start, from, to, kind % 3 == 0 ? 0 : DISPUTED, kind % 3 == 0 ? DISPUTED : 0);
            }
        }
        uint48[] memory all = walk(id);
        uint256 out;
        for (uint256 i; i < all.length; ++i) {
            Lot memory lot = lots.lotOf(id, all[i]);
            if (lot.state > LOCKED || lot.marks & DISPUTED != 0) out += lot.end - all[i];
        }
        assertEq(lots.obligationOf(id).out, out, "out");
    }

    /*////////////////////////////////// FROZEN //////////////////////////////*/

    /// What is paid on a frozen lot waits for it: nobody else gets it, and it comes once the lot is free.
    function test_Credit_OfAFrozenLotWaits() public {
        perform(Split(ACME, id, 0, 500));
        mark(id, 500, FROZEN | FINANCED, 0);
        pay(id, 600);
        vm.startPrank(debts);
        (uint32 holder, uint48 amount, uint8 marks) = lots.credit(id, 500);
        assertEq(holder, ACME, "holder");
        assertEq(amount, 0, "nothing while frozen");
        assertEq(marks, FROZEN | FINANCED, "and why");
        assertEq(lots.owing(id, 500), 0, "nothing owing while frozen");
        (, amount,) = lots.credit(id, 0);
        assertEq(amount, 300, "its own share, no more");
        lots.mark(id, 500, 500, FACE, 0, FROZEN);
        (, amount, marks) = lots.credit(id, 500);
        assertEq(amount, 300, "unfrozen");
        assertEq(marks, FINANCED, "marks");
    }

    function test_Credit_OfAPledgedOrLockedLotIsGivenWithItsMarks() public {
        perform(tail(ACME, id, 0, FACE, 500, BOLT));
        mark(id, 0, PLEDGED, 0);
        pay(id, 600);
        vm.startPrank(debts);
        (, uint48 amount, uint8 marks) = lots.credit(id, 0);
        assertEq(amount, 300, "pledged");
        assertEq(marks, PLEDGED, "for the module to see to");
        (uint32 holder, uint48 rest,) = lots.credit(id, 500);
        assertEq(holder, ACME, "who proposes still holds");
        assertEq(rest, 300, "locked");
    }

    /*///////////////////////////////// RECORDS //////////////////////////////*/

    function test_Record_IsTheNewHead() public {
        vm.startPrank(debts);
        uint40 first = lots.record(id, 0, 7, ACME, BOLT, 12);
        vm.expectEmit(address(lots));
        emit ILots.Recorded(id, 0, first + 1, Record(first, 8, BOLT, CIRRUS, DAY0, 0, 0));
        uint40 second = lots.record(id, 0, 8, BOLT, CIRRUS, 0);
        assertEq(second, first + 1, "id");
        assertEq(lots.lotOf(id, 0).head, second, "head");
        assertEq(lots.recordOf(first).amount, 12, "the first stays as it was");
    }

    function test_Newest_IsTheNewestOfItsKind() public {
        vm.startPrank(debts);
        lots.record(id, 0, 4, ACME, BANK, 1);
        uint40 second = lots.record(id, 0, 4, ACME, BANK, 2);
        uint40 third = lots.record(id, 0, 2, BANK, ACME, 3);
        (uint40 found, Record memory entry) = Records.newest(lots, id, 0, 4);
        assertEq(found, second, "the newer pledge");
        assertEq(entry.amount, 2, "its entry");
        (found, entry) = Records.newest(lots, id, 0, 2);
        assertEq(found, third, "the head");
        (found, entry) = Records.newest(lots, id, 0, 6);
        assertEq(found, 0, "no order");
        assertEq(keccak256(abi.encode(entry)), keccak256(abi.encode(Record(0, 0, 0, 0, 0, 0, 0))), "and no entry");
        (found,) = Records.newest(lots, id, 5, 4);
        assertEq(found, 0, "no lot");
    }

    /// Children share what was recorded before the cut, and nothing after.
    function test_RecordsOf_NewestFirst() public {
        vm.startPrank(debts);
        uint40 first = lots.record(id, 0, 2, BANK, ACME, 1);
        vm.stopPrank();
        perform(Split(ACME, id, 0, 500));
        vm.startPrank(debts);
        uint40 second = lots.record(id, 500, 3, BANK, ACME, 2);
        uint40 third = lots.record(id, 500, 1, ACME, BOLT, 3);
        vm.stopPrank();
        (uint40[] memory ids, Record[] memory entries) = lots.recordsOf(id, 500, type(uint256).max);
        assertEq(ids.length, 3, "all");
        assertEq(entries.length, 3, "as many");
        uint40[3] memory want = [third, second, first];
        for (uint256 i; i < 3; ++i) {
            assertEq(ids[i], want[i], "id");
            assertEq(entries[i].amount, 3 - i, "entry");
        }
        (ids, entries) = lots.recordsOf(id, 500, 2);
        assertEq(ids.length, 2, "at most two");
        assertEq(ids[1], second, "the newest two");
        (ids,) = lots.recordsOf(id, 0, 10);
        assertEq(ids.length, 1, "the left part has the first alone");
        (ids,) = lots.recordsOf(id, 0, 0);
        assertEq(ids.length, 0, "none wanted");
        (ids,) = lots.recordsOf(id, 7, 10);
        assertEq(ids.length, 0, "no lot");
    }

    function test_RevertWhen_ARecordIsOfNoLot() public {
        refused(noLot(id, 3));
        vm.prank(debts);
        lots.record(id, 3, 1, ACME, BOLT, 0);
    }
}
