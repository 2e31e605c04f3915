// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Auth} from "../src/interfaces/Auth.sol";
import {ICompanies} from "../src/interfaces/ICompanies.sol";
import {Quote, TakeQuote} from "../src/interfaces/IDiscounts.sol";
import {DisputeLot, IHolds, ResolveDispute, UnfreezeLot} from "../src/interfaces/IHolds.sol";
import {AcceptTransfer, ILots, Record, RejectProposal, Split, WithdrawProposal} from "../src/interfaces/ILots.sol";
import {EnforcePledge} from "../src/interfaces/IPledges.sol";
import {SettleReceivable} from "../src/interfaces/ISettlements.sol";
import {ObligationId} from "../src/libraries/ObligationId.sol";
import {Records} from "../src/libraries/Records.sol";
import {SecurityActs} from "./SecurityActs.sol";

/// @notice Disputes by obligor and holder. ACME holds 10.00 of CORE's debt, due in 90 days, never transferred.
contract DisputesTest is SecurityActs {
    uint48 private constant FACE = 1000;
    uint8 private constant DISPUTE = 5;
    uint32 private constant DUE = DAY0 + 90;
    uint256 private constant MOST = 32;

    ObligationId private id;

    function setUp() public override {
        super.setUp();
        id = issued(ACME, FACE);
    }

    /*/////////////////////////////// DISPUTE ////////////////////////////////*/

    function test_V21_DisputeLot_BlocksWhatWasNeverTransferred() public eitherWay {
        DisputeLot memory a = disputeOf(CORE, id, 0, 300, 800);
        bytes32 dispute = hashOf(a, under(nonces + 1, deadline));
        vm.expectEmit(address(lots));
        emit ILots.Marked(id, 0, 300, 800, DISPUTED);
        vm.expectEmit(address(lots));
        emit ILots.Recorded(id, 300, 1, Record(0, DISPUTE, CORE, ACME, DAY0, 500, 0));
        vm.expectEmit(address(holds));
        emit IHolds.Disputed(id, 300, dispute, true, a);
        perform(a);
        assertTrue(holds.isOpen(dispute), "open");
        assertEq(marksOf(id, 0), 0, "before it");
        assertEq(marksOf(id, 300), DISPUTED, "the disputed units");
        assertEq(marksOf(id, 800), 0, "after it");
        assertEq(lots.obligationOf(id).out, 500, "out of payment");
    }

    /// R-V16: the rest goes on, and is paid in full without the disputed units.
    function test_R_V16_TheUndisputedPartStaysPayable() public {
        perform(disputeOf(CORE, id, 0, 0, 400));
        refusedOnHold(DISPUTED);
        perform(whole(ACME, id, 0, 400, BOLT));
        accepting(BOLT, ACME, CORE);
        perform(whole(ACME, id, 400, FACE, BOLT));
        settled(id, 600);
        push(0);
        push(400);
        assertEq(free(BANK, BOLT), 600, "the undisputed part is paid in full");
        assertEq(free(BANK, ACME), 0, "the disputed part waits");
        refused(abi.encodeWithSelector(ILots.BadAmount.selector, uint256(0)));
        perform(SettleReceivable(CORE, id, 1, BANK, 600, 0));
    }

    function test_V21_DisputeLot_ByTheHolderOfItsOwnLot() public eitherWay {
        perform(disputeOf(ACME, id, 0, 0, 400));
        assertEq(marksOf(id, 0), DISPUTED, "held");
        assertEq(marksOf(id, 400), 0, "the rest is free");
    }

    /// A holder may stop its own lot however it came by it.
    function test_DisputeLot_ByALaterHolder() public {
        handed(ACME, BOLT);
        perform(disputeOf(BOLT, id, 0, 0, FACE));
        assertEq(marksOf(id, 0), DISPUTED, "held");
    }

    /// After a transfer the obligor's dispute is a note: nothing is held, cut or taken out of payment.
    function test_V21_DisputeLot_OfATransferredLotIsANote() public eitherWay {
        handed(ACME, BOLT);
        DisputeLot memory a = disputeOf(CORE, id, 0, 300, 800);
        bytes32 dispute = hashOf(a, under(nonces + 1, deadline));
        vm.expectEmit(address(holds));
        emit IHolds.Disputed(id, 0, dispute, false, a);
        perform(a);
        assertTrue(holds.isOpen(dispute), "open");
        assertLot(id, 0, FACE, BOLT, HELD);
        assertEq(marksOf(id, 0), 0, "free");
        assertEq(lots.obligationOf(id).out, 0, "all in payment");
        (uint40 number, Record memory entry) = Records.newest(lots, id, 0, DISPUTE);
        assertGt(number, 0, "on the list");
        assertEq(entry.amount, 500, "of these units");
        perform(whole(BOLT, id, 0, FACE, CIRRUS));
    }

    /// It came back to where it started, and still it was transferred.
    function test_DisputeLot_OfALotThatCameBackIsANote() public {
        handed(ACME, BOLT);
        handed(BOLT, ACME);
        disputed(id, 0, FACE);
        assertEq(marksOf(id, 0), 0, "free");
    }

    function test_V21_DisputeLot_OfAFinancedLotIsANote() public {
        deposit(BANK, BANK, 1e12);
        Quote memory q = quoteOf(id, 0, FACE);
        perform(q, TakeQuote(ACME, 0, 1));
        disputed(id, 0, FACE);
        assertEq(marksOf(id, 0), FINANCED, "not held");
    }

    /// R-C05: who pledged and who confirmed cannot take the security away by disputing it.
    function test_R_C05_ADisputeOfAPledgedLotIsANote() public {
        bytes32 pledge = pledged(pledgeOf(id, 0, FACE));
        uint32[2] memory companies_ = [CORE, ACME];
        for (uint256 i; i < companies_.length; ++i) {
            perform(disputeOf(companies_[i], id, 0, 0, FACE));
            assertEq(marksOf(id, 0), PLEDGED, "not held");
        }
        onDay(DAY0 + 31);
        perform(EnforcePledge(BANK, id, 0, pledge, "notice"));
        assertLot(id, 0, FACE, BANK, HELD);
    }

    /// A transfer that waits for an answer is not yet one: the dispute stops its acceptance, not its return.
    function test_V21_DisputeLot_OfALockedLotStopsItsAcceptance() public {
        perform(whole(ACME, id, 0, FACE, BOLT));
        bytes32 proposal = lastHash;
        bytes32 dispute = disputed(id, 0, FACE);
        refusedOnHold(DISPUTED);
        perform(AcceptTransfer(BOLT, id, 0, proposal));
        uint256 start = vm.snapshotState();
        perform(RejectProposal(BOLT, id, 0, proposal));
        assertEq(marksOf(id, 0), DISPUTED, "still disputed");
        vm.revertToState(start);
        perform(WithdrawProposal(ACME, id, 0, proposal));
        vm.revertToState(start);
        perform(ResolveDispute(CORE, id, 0, dispute, "delivered"));
        perform(AcceptTransfer(BOLT, id, 0, proposal));
        assertLot(id, 0, FACE, BOLT, HELD);
    }

    function test_DisputeLot_OnTheDayBeforeTheDueDay() public {
        onDay(DUE - 1);
        disputed(id, 0, FACE);
        assertEq(marksOf(id, 0), DISPUTED, "held");
    }

    /// 0.01, and 1,000,000,000,000.00.
    function test_DisputeLot_OfTheLeastAndTheMost() public {
        uint48[2] memory faces = [uint48(1), 1e14];
        for (uint256 i; i < faces.length; ++i) {
            ObligationId debt = issued(ACME, faces[i]);
            bytes32 dispute = disputed(debt, 0, faces[i]);
            assertEq(lots.obligationOf(debt).out, faces[i], "out of payment");
            perform(ResolveDispute(CORE, debt, 0, dispute, "delivered"));
            assertEq(lots.obligationOf(debt).out, 0, "in payment");
        }
    }

    /// All of it is under dispute: nothing is payable, and nothing is lost when it is resolved.
    function test_DisputeLot_OfAllLeavesNothingToPay() public {
        bytes32 dispute = disputed(id, 0, FACE);
        onDay(DUE);
        deposit(BANK, CORE, FACE);
        refused(abi.encodeWithSelector(ILots.BadAmount.selector, uint256(0)));
        perform(SettleReceivable(CORE, id, 1, BANK, 0, 0));
        perform(ResolveDispute(CORE, id, 0, dispute, "delivered"));
        settled(id, FACE);
        push(0);
        assertEq(free(BANK, ACME), FACE, "paid");
    }

    /*/////////////////////////////// RESOLVE ////////////////////////////////*/

    function test_V21_ResolveDispute_ByWhoFiledIt() public eitherWay {
        bytes32 dispute = disputed(id, 0, FACE);
        vm.expectEmit(address(holds));
        emit IHolds.Resolved(id, 0, dispute, CORE, "delivered");
        vm.expectEmit(address(holds));
        emit IHolds.Thawed(id, 0);
        perform(ResolveDispute(CORE, id, 0, dispute, "delivered"));
        assertFalse(holds.isOpen(dispute), "closed");
        assertEq(marksOf(id, 0), 0, "free");
        assertEq(lots.obligationOf(id).out, 0, "in payment");
    }

    function test_V21_ResolveDispute_ByTheAuthority() public eitherWay {
        bytes32 dispute = disputed(id, 0, FACE);
        vm.expectEmit(address(holds));
        emit IHolds.Resolved(id, 0, dispute, AUTHORITY, "award 12");
        perform(ResolveDispute(AUTHORITY, id, 0, dispute, "award 12"));
        assertEq(marksOf(id, 0), 0, "free");
    }

    function test_ResolveDispute_EvenSuspended() public {
        bytes32 dispute = disputed(id, 0, FACE);
        suspend(CORE);
        perform(ResolveDispute(CORE, id, 0, dispute, "delivered"));
        assertEq(marksOf(id, 0), 0, "free");
    }

    /// A note is resolved on whatever lot has it, and touches none.
    function test_ResolveDispute_OfANoteThroughAChild() public {
        handed(ACME, BOLT);
        bytes32 dispute = disputed(id, 0, FACE);
        perform(Split(BOLT, id, 0, 400));
        perform(ResolveDispute(CORE, id, 400, dispute, "delivered"));
        assertFalse(holds.isOpen(dispute), "closed");
    }

    /// Two disputes of the same units count once, and both must be resolved.
    function test_ResolveDispute_OneOfTwo() public {
        bytes32 first = disputed(id, 0, FACE);
        perform(disputeOf(ACME, id, 0, 0, 400));
        bytes32 second = lastHash;
        assertEq(lots.obligationOf(id).out, FACE, "each unit once");
        perform(ResolveDispute(CORE, id, 400, first, "delivered"));
        assertEq(lots.obligationOf(id).out, 400, "what the second holds");
        refused(abi.encodeWithSelector(IHolds.StillHeld.selector));
        holds.thaw(id, 0);
        perform(ResolveDispute(ACME, id, 0, second, "agreed"));
        assertEq(lots.obligationOf(id).out, 0, "all in payment");
        assertEq(marksOf(id, 0), 0, "free");
    }

    /// A note on the list keeps nothing on hold.
    function test_Thaw_DoesNotWaitForANote() public {
        handed(ACME, BOLT);
        disputed(id, 0, FACE);
        perform(disputeOf(BOLT, id, 0, 0, FACE));
        bytes32 blocking = lastHash;
        perform(ResolveDispute(BOLT, id, 0, blocking, "agreed"));
        assertEq(marksOf(id, 0), 0, "free, though the note is open");
    }

    /// Order and dispute each hold for themselves.
    function test_Thaw_LeavesTheOtherHold() public {
        bytes32 dispute = disputed(id, 0, FACE);
        bytes32 freeze = frozen(id, 0, FACE);
        perform(ResolveDispute(CORE, id, 0, dispute, "delivered"));
        assertEq(marksOf(id, 0), FROZEN, "the order");
        perform(disputeOf(CORE, id, 0, 0, FACE));
        perform(UnfreezeLot(AUTHORITY, id, 0, freeze, "2024-78"));
        assertEq(marksOf(id, 0), DISPUTED, "the dispute");
    }

    /// Resolved on the due day, before anything is paid, the units are paid with the rest.
    function test_ResolveDispute_OnTheDueDayPutsTheUnitsBack() public {
        perform(disputeOf(CORE, id, 0, 0, 400));
        bytes32 dispute = lastHash;
        onDay(DUE);
        perform(ResolveDispute(CORE, id, 0, dispute, "delivered"));
        settled(id, FACE);
        push(0);
        push(400);
        assertEq(free(BANK, ACME), FACE, "paid");
    }

    /// Once payment has begun the others' shares stand: what was disputed then is paid apart, and the word on it is kept.
    function test_ResolveDispute_AfterPaymentBeganLeavesTheUnitsOutside() public {
        perform(disputeOf(CORE, id, 0, 0, 400));
        bytes32 dispute = lastHash;
        bytes32 freeze = frozen(id, 0, 400);
        settled(id, 300);
        perform(ResolveDispute(CORE, id, 0, dispute, "delivered"));
        assertFalse(holds.isOpen(dispute), "closed");
        assertEq(marksOf(id, 0), FROZEN | DISPUTED, "outside of the payment");
        perform(UnfreezeLot(AUTHORITY, id, 0, freeze, "2024-78"));
        assertEq(marksOf(id, 0), DISPUTED, "the order is off");
        refused(abi.encodeWithSelector(IHolds.StillHeld.selector));
        holds.thaw(id, 0);
        settled(id, 300);
        push(400);
        assertEq(free(BANK, ACME), 600, "the rest is paid in full");
    }

    /*////////////////////////////// REFUSALS ////////////////////////////////*/

    function test_RevertWhen_V21_TheDueDayHasCome() public {
        uint32[2] memory days_ = [DUE, DUE + 1];
        for (uint256 i; i < days_.length; ++i) {
            onDay(days_[i]);
            bytes memory reason = abi.encodeWithSelector(IHolds.AlreadyDue.selector, DUE, days_[i]);
            refused(reason);
            perform(disputeOf(CORE, id, 0, 0, FACE));
            refused(reason);
            perform(disputeOf(ACME, id, 0, 0, FACE));
        }
    }

    function test_RevertWhen_SomebodyElseDisputes() public {
        handed(ACME, BOLT);
        uint32[4] memory others = [ACME, BANK, OPERATOR, AUTHORITY];
        for (uint256 i; i < others.length; ++i) {
            refused(abi.encodeWithSelector(IHolds.NotParty.selector, CORE));
            perform(disputeOf(others[i], id, 0, 0, FACE));
        }
    }

    /// The holder cannot wave the obligor's dispute away, nor the operator, nor can the obligor the holder's.
    function test_RevertWhen_SomebodyElseResolves() public {
        bytes32 dispute = disputed(id, 0, FACE);
        uint32[4] memory others = [ACME, BANK, OPERATOR, NOBODY];
        for (uint256 i; i < others.length; ++i) {
            refused(abi.encodeWithSelector(IHolds.NotParty.selector, CORE));
            perform(ResolveDispute(others[i], id, 0, dispute, "delivered"));
        }
        ObligationId other = issued(ACME, FACE);
        perform(disputeOf(ACME, other, 0, 0, FACE));
        dispute = lastHash;
        refused(abi.encodeWithSelector(IHolds.NotParty.selector, ACME));
        perform(ResolveDispute(CORE, other, 0, dispute, "delivered"));
    }

    function test_RevertWhen_ADisputesFieldsAreOutOfRange() public {
        DisputeLot memory a = disputeOf(CORE, id, 0, 0, FACE);
        string[2] memory texts = ["", string(new bytes(257))];
        for (uint256 i; i < texts.length; ++i) {
            a.reason = texts[i];
            refusedField("reason");
            perform(a);
        }
        a.reason = string(new bytes(256));
        perform(a);
        bytes32 dispute = lastHash;
        for (uint256 i; i < texts.length; ++i) {
            refusedField("resolution");
            perform(ResolveDispute(CORE, id, 0, dispute, texts[i]));
        }
        perform(ResolveDispute(CORE, id, 0, dispute, string(new bytes(256))));
    }

    function test_RevertWhen_TheUnitsAreNotInTheLot() public {
        uint48[2][3] memory ranges = [[uint48(0), FACE + 1], [uint48(7), 7], [uint48(7), 6]];
        for (uint256 i; i < ranges.length; ++i) {
            refused(abi.encodeWithSelector(ILots.NotInLot.selector, uint48(0), FACE));
            perform(disputeOf(CORE, id, 0, ranges[i][0], ranges[i][1]));
        }
        refused(abi.encodeWithSelector(ILots.NoLot.selector, id, uint48(1)));
        perform(disputeOf(CORE, id, 1, 1, FACE));
        refused(abi.encodeWithSelector(ILots.NoLot.selector, aliasOf(id), uint48(0)));
        perform(disputeOf(CORE, aliasOf(id), 0, 0, FACE));
        perform(whole(ACME, id, 0, FACE, BOLT));
        refused(abi.encodeWithSelector(ILots.NotFree.selector, LOCKED));
        perform(disputeOf(CORE, id, 0, 0, 500));
    }

    function test_RevertWhen_TheDisputeIsNotOpenOnTheLot() public {
        bytes32 dispute = disputed(id, 0, FACE);
        ObligationId other = issued(ACME, FACE);
        disputed(other, 0, FACE);
        refusedNotOpen(dispute);
        perform(ResolveDispute(CORE, other, 0, dispute, "delivered"));
        refusedNotOpen("dispute");
        perform(ResolveDispute(CORE, id, 0, "dispute", "delivered"));
        perform(ResolveDispute(CORE, id, 0, dispute, "delivered"));
        refusedNotOpen(dispute);
        perform(ResolveDispute(CORE, id, 0, dispute, "delivered"));
        bytes32 freeze = frozen(id, 0, FACE);
        refusedNotOpen(freeze);
        perform(ResolveDispute(AUTHORITY, id, 0, freeze, "delivered"));
    }

    /// The obligor cannot break a lot up into dust, nor make its records too many to walk; the holder may still dispute.
    function test_RevertWhen_ACompanyDisputesTooOften() public {
        for (uint48 i; i < MOST; ++i) {
            perform(disputeOf(CORE, id, i, i, i + 1));
        }
        refused(abi.encodeWithSelector(IHolds.TooManyDisputes.selector, MOST));
        perform(disputeOf(CORE, id, uint48(MOST), uint48(MOST), FACE));
        perform(disputeOf(ACME, id, uint48(MOST), uint48(MOST), FACE));
        ObligationId other = issued(ACME, FACE);
        disputed(other, 0, FACE);
    }

    function test_RevertWhen_ASuspendedCompanyDisputes() public {
        suspend(CORE);
        refusedSuspended(CORE);
        perform(disputeOf(CORE, id, 0, 0, FACE));
    }

    function test_RevertWhen_AStrangerSigns() public {
        bySignature = true;
        address stranger = newKey("stranger");
        bytes memory reason = abi.encodeWithSelector(ICompanies.NotOperator.selector, stranger, CORE);
        refused(reason);
        performAs(stranger, disputeOf(CORE, id, 0, 0, FACE));
        bytes32 dispute = disputed(id, 0, FACE);
        refused(reason);
        performAs(stranger, ResolveDispute(CORE, id, 0, dispute, "delivered"));
    }

    function test_RevertWhen_ADisputeComesAgain() public {
        DisputeLot memory a = disputeOf(CORE, id, 0, 0, FACE);
        Auth memory auth = under(7, 0);
        vm.prank(keyOf[CORE]);
        holds.disputeLot(a, auth);
        perform(ResolveDispute(CORE, id, 0, hashOf(a, auth), "delivered"));
        refusedField("nonce");
        vm.prank(keyOf[CORE]);
        holds.disputeLot(a, auth);

        auth = signed(keyOf[CORE], hashOf(a, under(71, deadline)), 71, deadline);
        holds.disputeLot(a, auth);
        refused(abi.encodeWithSelector(ICompanies.NonceSpent.selector, keyOf[CORE], uint64(71)));
        holds.disputeLot(a, auth);
    }

    function test_RevertWhen_AnOperatorsLimitIsBelowTheUnits() public {
        address clerk = hire(CORE, "clerk", MAKER, FACE - 1, NO_LIMIT);
        refused(abi.encodeWithSelector(ICompanies.AboveLimit.selector, clerk, FACE - 1));
        performAs(clerk, disputeOf(CORE, id, 0, 0, FACE));
        performAs(clerk, disputeOf(CORE, id, 0, 1, FACE));
    }

    /*//////////////////////////////// SETTING ///////////////////////////////*/

    /// All of the lot goes on, and the recipient takes it.
    function handed(uint32 from, uint32 to) private {
        accepting(to, from, CORE);
        perform(whole(from, id, 0, FACE, to));
    }

    function push(uint48 lot) private {
        uint48[] memory list = new uint48[](1);
        list[0] = lot;
        settlements.push(id, list);
    }

    function refusedField(bytes32 field) private {
        refused(abi.encodeWithSelector(IHolds.BadField.selector, field));
    }

    function refusedNotOpen(bytes32 hold) private {
        refused(abi.encodeWithSelector(IHolds.NotOpen.selector, hold));
    }
}
