// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Module} from "../src/Lots.sol";
import {AcceptTransfer, ILots, Merge, Obligation, Record, RejectProposal, Split} from "../src/interfaces/ILots.sol";
import {ObligationId, toObligationId} from "../src/libraries/ObligationId.sol";
import {Network} from "./Network.sol";

/// @notice The kernel's verbs, in a deployment with three more modules: `bills`, which may do all in its own number and set all
/// marks; `court`, which may freeze and unfreeze and no more; `guest`, which has a number and no verb.
contract VerbsTest is Network {
    uint8 private constant ALL_VERBS = 127;
    uint8 private constant FROZEN = 1;
    uint8 private constant DISPUTED = 2;
    uint8 private constant PLEDGED = 4;
    uint8 private constant FINANCED = 8;
    uint8 private constant CANCELLED = 3;
    uint8 private constant EXPORTED = 4;
    uint8 private constant ACCEPTED = 1;
    uint8 private constant REJECTED = 2;
    uint8 private constant KIND = 16;
    bytes32 private constant OFFER = "offer";

    uint48 private constant FACE = 1000;

    address private bills;
    address private court;
    address private guest;
    /// A receivable of 10.00, held by ACME.
    ObligationId private id;
    /// A bill of 10.00, held by ACME; its holders act through its module.
    ObligationId private bill;

    function setUp() public override {
        super.setUp();
        id = issued(ACME, FACE);
        bill = toObligationId(2, CORE, 1);
        vm.prank(bills);
        lots.create(bill, ACME, _terms(0));
    }

    function rights(address receivablesAt, address discountsAt) internal override returns (Module[] memory modules) {
        Module[] memory usual = super.rights(receivablesAt, discountsAt);
        modules = new Module[](5);
        (modules[0], modules[1]) = (usual[0], usual[1]);
        (bills, court, guest) = (makeAddress("bills"), makeAddress("court"), makeAddress("guest"));
        modules[2] = Module(bills, ALL_VERBS, 2, FROZEN | DISPUTED | PLEDGED | FINANCED);
        modules[3] = Module(court, 1 << 3, 0, FROZEN);
        modules[4] = Module(guest, 0, 3, 0);
    }

    /*//////////////////////////////// RIGHTS ////////////////////////////////*/

    function test_Rights_AreThoseListed() public view {
        (uint8 verbs, uint8 number, uint8 marks) = lots.rightsOf(address(receivables));
        assertEq(verbs, 1 << 0 | 1 << 5, "receivables: create, pay");
        assertEq(number, 1, "number");
        assertEq(marks, 0, "marks");
        (verbs, number, marks) = lots.rightsOf(address(discounts));
        assertEq(verbs, 1 << 1 | 1 << 3 | 1 << 4, "discounts: hand, mark, record");
        assertEq(marks, FINANCED, "marks");
        (verbs,,) = lots.rightsOf(address(this));
        assertEq(verbs, 0, "a stranger");
    }

    function test_RevertWhen_AModuleLacksTheVerb() public {
        address[2] memory callers = [guest, address(this)];
        for (uint256 i; i < callers.length; ++i) {
            vm.startPrank(callers[i]);
            ObligationId own = toObligationId(3, CORE, 1);
            Obligation memory terms = _terms(0);
            _refusesVerb(callers[i], 0);
            lots.create(own, ACME, terms);
            _refusesVerb(callers[i], 1);
            lots.hand(id, 0, 0, FACE, ACME, BOLT);
            _refusesVerb(callers[i], 2);
            lots.lock(id, 0, 0, FACE, BOLT, DAY0, KIND, OFFER);
            _refusesVerb(callers[i], 2);
            lots.unlock(id, 0, OFFER, REJECTED, 0);
            _refusesVerb(callers[i], 3);
            lots.mark(id, 0, FROZEN, 0);
            _refusesVerb(callers[i], 4);
            lots.record(id, 0, 1, ACME, BOLT, 0);
            _refusesVerb(callers[i], 5);
            lots.pay(id, 1);
            _refusesVerb(callers[i], 5);
            lots.credit(id, 0);
            _refusesVerb(callers[i], 6);
            lots.end(id, 0, CANCELLED);
            vm.stopPrank();
        }
    }

    /// All verbs, and still no say over obligations of another number.
    function test_RevertWhen_TheObligationIsOfAnotherModule() public {
        vm.startPrank(bills);
        _refusesVerb(bills, 0);
        lots.create(toObligationId(1, CORE, 7), ACME, _terms(1));
        _refusesVerb(bills, 5);
        lots.pay(id, 1);
        _refusesVerb(bills, 5);
        lots.credit(id, 0);
        _refusesVerb(bills, 6);
        lots.end(id, 0, CANCELLED);
    }

    function test_RevertWhen_AModuleSetsOrClearsAMarkOfAnothers() public {
        vm.startPrank(court);
        uint8[3] memory others = [DISPUTED, PLEDGED, FINANCED];
        for (uint256 i; i < others.length; ++i) {
            _refusesVerb(court, 3);
            lots.mark(id, 0, others[i], 0);
            _refusesVerb(court, 3);
            lots.mark(id, 0, FROZEN, others[i]);
        }
        vm.stopPrank();
        vm.prank(address(discounts));
        _refusesVerb(address(discounts), 3);
        lots.mark(id, 0, 0, FROZEN);
    }

    /*//////////////////////////////// CREATE ////////////////////////////////*/

    function test_Create_OneLotOfAllUnits() public {
        ObligationId other = toObligationId(2, CORE, 2);
        vm.expectEmit(address(lots));
        emit ILots.Created(other, CORE, BOLT, FACE, DAY0 + 90, DAY0 + 89, CNY, 1);
        vm.prank(bills);
        lots.create(other, BOLT, _terms(0));
        assertLot(other, 0, FACE, BOLT, HELD);
        assertEq(keccak256(abi.encode(lots.obligationOf(other))), keccak256(abi.encode(_terms(0))), "terms");
    }

    function test_RevertWhen_TheObligationExists() public {
        refused(abi.encodeWithSelector(ILots.Exists.selector, bill));
        vm.prank(bills);
        lots.create(bill, BOLT, _terms(0));
    }

    function test_RevertWhen_AnObligationIsBornEmptyOrPaid() public {
        bytes memory reason = abi.encodeWithSelector(ILots.BadAmount.selector, uint256(NO_LIMIT));
        Obligation memory terms = _terms(0);
        vm.startPrank(bills);
        terms.face = 0;
        refused(reason);
        lots.create(toObligationId(2, CORE, 2), ACME, terms);
        (terms.face, terms.paid) = (FACE, 1);
        refused(reason);
        lots.create(toObligationId(2, CORE, 2), ACME, terms);
    }

    /*////////////////////////////// HAND, LOCK //////////////////////////////*/

    function test_Hand_MovesUnits() public {
        vm.expectEmit(address(lots));
        emit ILots.Transferred(bill, ACME, BOLT, 0, 100, 200);
        vm.prank(bills);
        lots.hand(bill, 0, 100, 200, ACME, BOLT);
        assertLot(bill, 0, 100, ACME, HELD);
        assertLot(bill, 100, 200, BOLT, HELD);
        assertLot(bill, 200, FACE, ACME, HELD);
    }

    function test_RevertWhen_HandIsNotFromTheHolder() public {
        refused(abi.encodeWithSelector(ILots.NotHolder.selector, ACME));
        vm.prank(bills);
        lots.hand(bill, 0, 0, FACE, BOLT, CIRRUS);
    }

    function test_Lock_AndUnlock_Accepted() public {
        vm.expectEmit(address(lots));
        emit ILots.Proposed(bill, ACME, BOLT, 0, 600, FACE, KIND, DAY0 + 3, OFFER);
        vm.startPrank(bills);
        lots.lock(bill, 0, 600, FACE, BOLT, DAY0 + 3, KIND, OFFER);
        assertLot(bill, 600, FACE, ACME, LOCKED);
        vm.expectEmit(address(lots));
        emit ILots.Answered(bill, 600, OFFER, ACCEPTED);
        vm.expectEmit(address(lots));
        emit ILots.Transferred(bill, ACME, CIRRUS, 600, 600, FACE);
        lots.unlock(bill, 600, OFFER, ACCEPTED, CIRRUS);
        assertLot(bill, 600, FACE, CIRRUS, HELD);
        assertLot(bill, 0, 600, ACME, HELD);
    }

    function test_Lock_AndUnlock_Rejected() public {
        vm.startPrank(bills);
        lots.lock(bill, 0, 0, FACE, BOLT, DAY0 + 3, KIND, OFFER);
        lots.unlock(bill, 0, OFFER, REJECTED, CIRRUS);
        assertLot(bill, 0, FACE, ACME, HELD);
        assertEq(lots.proposalOf(bill, 0), 0, "no proposal");
    }

    /// A module's proposals are answered through it, the kernel's own by holders: neither can end the other's.
    function test_RevertWhen_AProposalIsAnsweredAtTheWrongDoor() public {
        vm.prank(bills);
        lots.lock(id, 0, 0, 500, BOLT, DAY0, KIND, OFFER);
        bytes memory reason = abi.encodeWithSelector(ILots.ThroughModule.selector);
        refused(reason);
        perform(AcceptTransfer(BOLT, id, 0, OFFER));
        refused(reason);
        perform(RejectProposal(BOLT, id, 0, OFFER));
        onDay(DAY0 + 1);
        refused(reason);
        lots.lapse(id, 0);

        perform(whole(ACME, id, 500, FACE, BOLT));
        vm.startPrank(bills);
        _refusesVerb(bills, 2);
        lots.unlock(id, 500, lastHash, ACCEPTED, CIRRUS);
        _refusesVerb(bills, 2);
        lots.lock(bill, 0, 0, FACE, BOLT, DAY0, 2, OFFER);
    }

    function test_RevertWhen_UnlockNamesAnotherProposal() public {
        vm.startPrank(bills);
        lots.lock(bill, 0, 0, FACE, BOLT, DAY0, KIND, OFFER);
        refused(abi.encodeWithSelector(ILots.OtherProposal.selector, OFFER));
        lots.unlock(bill, 0, "another", ACCEPTED, BOLT);
        lots.unlock(bill, 0, OFFER, REJECTED, 0);
        refused(abi.encodeWithSelector(ILots.NotFree.selector, HELD));
        lots.unlock(bill, 0, OFFER, REJECTED, 0);
    }

    /// Holders do not act at the kernel on what lives in a module: a bill that its module does not divide stays whole.
    function test_RevertWhen_HoldersActOnABillAtTheKernel() public {
        bytes memory reason = abi.encodeWithSelector(ILots.ThroughModule.selector);
        refused(reason);
        perform(whole(ACME, bill, 0, FACE, BOLT));
        refused(reason);
        perform(Split(ACME, bill, 0, 1));
    }

    /*//////////////////////////////// MARKS /////////////////////////////////*/

    function test_Mark_SetsAndClears() public {
        vm.startPrank(bills);
        vm.expectEmit(address(lots));
        emit ILots.Marked(id, 0, PLEDGED | FINANCED);
        lots.mark(id, 0, PLEDGED | FINANCED, 0);
        vm.expectEmit(address(lots));
        emit ILots.Marked(id, 0, FINANCED);
        lots.mark(id, 0, 0, PLEDGED);
        assertEq(lots.lotOf(id, 0).marks, FINANCED, "marks");
    }

    /// Each blocking mark stops every act of the holder and every verb that would move or end the lot.
    function test_RevertWhen_ALotIsOnHold() public {
        uint8[3] memory blocking = [FROZEN, DISPUTED, PLEDGED];
        perform(Split(ACME, id, 0, 500));
        for (uint256 i; i < blocking.length; ++i) {
            uint256 start = vm.snapshotState();
            bytes memory reason = abi.encodeWithSelector(ILots.OnHold.selector, blocking[i]);
            vm.prank(bills);
            lots.mark(id, 0, blocking[i], 0);
            refused(reason);
            perform(whole(ACME, id, 0, 500, BOLT));
            refused(reason);
            perform(Split(ACME, id, 0, 1));
            refused(reason);
            perform(Merge(ACME, id, 0, 500));
            vm.startPrank(bills);
            refused(reason);
            lots.hand(id, 0, 0, 500, ACME, BOLT);
            refused(reason);
            lots.lock(id, 0, 0, 500, BOLT, DAY0, KIND, OFFER);
            lots.mark(bill, 0, blocking[i], 0);
            refused(reason);
            lots.end(bill, 0, CANCELLED);
            vm.stopPrank();
            vm.revertToState(start);
        }
    }

    /// A hold that comes while a proposal is open stops its acceptance and not its return.
    function test_RevertWhen_AnAcceptedProposalIsOnHold() public {
        perform(tail(ACME, id, 0, FACE, 500, BOLT));
        bytes32 proposal = lastHash;
        vm.prank(court);
        lots.mark(id, 500, FROZEN, 0);
        bytes memory reason = abi.encodeWithSelector(ILots.OnHold.selector, FROZEN);
        refused(reason);
        perform(AcceptTransfer(BOLT, id, 500, proposal));
        perform(RejectProposal(BOLT, id, 500, proposal));
        assertEq(lots.lotOf(id, 500).marks, FROZEN, "still frozen");

        vm.startPrank(bills);
        lots.lock(bill, 0, 0, FACE, BOLT, DAY0, KIND, OFFER);
        lots.mark(bill, 0, FROZEN, 0);
        refused(reason);
        lots.unlock(bill, 0, OFFER, ACCEPTED, BOLT);
        lots.unlock(bill, 0, OFFER, REJECTED, 0);
        assertLot(bill, 0, FACE, ACME, HELD);
    }

    function test_Mark_IsCopiedToBothHalvesAndNeededAlikeToMerge() public {
        vm.prank(bills);
        lots.mark(id, 0, FINANCED, 0);
        perform(Split(ACME, id, 0, 500));
        assertEq(lots.lotOf(id, 0).marks, FINANCED, "left");
        assertEq(lots.lotOf(id, 500).marks, FINANCED, "right");
        vm.prank(bills);
        lots.mark(id, 500, 0, FINANCED);
        refused(abi.encodeWithSelector(ILots.NotMergeable.selector));
        perform(Merge(ACME, id, 0, 500));
    }

    function test_Record_IsTheNewHead() public {
        vm.startPrank(bills);
        lots.record(bill, 0, 7, ACME, BOLT, 12);
        vm.expectEmit(address(lots));
        emit ILots.Recorded(bill, 0, 2, Record(1, 8, BOLT, CIRRUS, DAY0, 0));
        lots.record(bill, 0, 8, BOLT, CIRRUS, 0);
        assertEq(lots.lotOf(bill, 0).head, 2, "head");
        assertEq(lots.recordOf(1).amount, 12, "the first stays as it was");
    }

    /*////////////////////////////// PAY, END ////////////////////////////////*/

    function test_Pay_AndCredit() public {
        vm.startPrank(bills);
        lots.hand(bill, 0, 0, 333, ACME, BOLT);
        vm.expectEmit(address(lots));
        emit ILots.Paid(bill, 100, 100);
        lots.pay(bill, 100);
        assertEq(lots.owing(bill, 0), 33, "333 of 1,000 units get 33 of 100");
        vm.expectEmit(address(lots));
        emit ILots.Credited(bill, 0, BOLT, 33, 33);
        (uint32 holder, uint48 amount) = lots.credit(bill, 0);
        assertEq(holder, BOLT, "holder");
        assertEq(amount, 33, "amount");
        (, amount) = lots.credit(bill, 0);
        assertEq(amount, 0, "once");
        lots.pay(bill, 900);
        (, amount) = lots.credit(bill, 0);
        assertEq(amount, 300, "the rest");
        (, amount) = lots.credit(bill, 333);
        assertEq(amount, 667, "all is credited when all is paid");
    }

    /// Once payment began whole lots move, and only after what is owed on them was credited to whom it is owed.
    function test_Hand_AfterPaymentMovesWholeCreditedLots() public {
        vm.startPrank(bills);
        lots.pay(bill, 100);
        bytes memory reason = abi.encodeWithSelector(ILots.PaymentBegun.selector, uint48(100));
        refused(reason);
        lots.hand(bill, 0, 0, FACE, ACME, BOLT);
        lots.credit(bill, 0);
        refused(reason);
        lots.hand(bill, 0, 0, 1, ACME, BOLT);
        lots.hand(bill, 0, 0, FACE, ACME, BOLT);
        assertLot(bill, 0, FACE, BOLT, HELD);
        assertEq(lots.owing(bill, 0), 0, "the new holder is owed nothing yet");
    }

    function test_RevertWhen_ALockedLotIsAcceptedBeforeItsCredit() public {
        vm.startPrank(bills);
        lots.lock(bill, 0, 0, FACE, BOLT, DAY0, KIND, OFFER);
        lots.pay(bill, 10);
        refused(abi.encodeWithSelector(ILots.PaymentBegun.selector, uint48(10)));
        lots.unlock(bill, 0, OFFER, ACCEPTED, BOLT);
        lots.credit(bill, 0);
        lots.unlock(bill, 0, OFFER, ACCEPTED, BOLT);
        assertLot(bill, 0, FACE, BOLT, HELD);
    }

    function test_RevertWhen_PaidTooMuchOrNothing() public {
        vm.startPrank(bills);
        lots.pay(bill, 900);
        uint48[3] memory amounts = [uint48(0), 101, NO_LIMIT];
        for (uint256 i; i < amounts.length; ++i) {
            refused(abi.encodeWithSelector(ILots.BadAmount.selector, uint256(100)));
            lots.pay(bill, amounts[i]);
        }
    }

    /// I7: no act and no verb gets a lot out of an end, and its units stay counted.
    function test_End_IsForGood() public {
        uint8[2] memory states = [CANCELLED, EXPORTED];
        for (uint256 i; i < states.length; ++i) {
            uint256 start = vm.snapshotState();
            vm.startPrank(bills);
            vm.expectEmit(address(lots));
            emit ILots.Ended(bill, 0, states[i]);
            lots.end(bill, 0, states[i]);
            bytes memory reason = abi.encodeWithSelector(ILots.NotFree.selector, states[i]);
            refused(reason);
            lots.hand(bill, 0, 0, FACE, ACME, BOLT);
            refused(reason);
            lots.lock(bill, 0, 0, FACE, BOLT, DAY0, KIND, OFFER);
            refused(reason);
            lots.unlock(bill, 0, 0, ACCEPTED, BOLT);
            refused(reason);
            lots.mark(bill, 0, FROZEN, 0);
            refused(reason);
            lots.record(bill, 0, 1, ACME, BOLT, 0);
            refused(reason);
            lots.end(bill, 0, CANCELLED);
            lots.pay(bill, 10);
            (, uint48 amount) = lots.credit(bill, 0);
            assertEq(amount, 0, "no credit");
            vm.stopPrank();
            assertLot(bill, 0, FACE, ACME, states[i]);
            vm.revertToState(start);
        }
    }

    function test_RevertWhen_EndIsNotAnEndOrNotPossible() public {
        vm.startPrank(bills);
        uint8[3] memory states = [0, HELD, 5];
        for (uint256 i; i < states.length; ++i) {
            refused(abi.encodeWithSelector(ILots.NotFree.selector, HELD));
            lots.end(bill, 0, states[i]);
        }
        lots.pay(bill, 1);
        refused(abi.encodeWithSelector(ILots.PaymentBegun.selector, uint48(1)));
        lots.end(bill, 0, CANCELLED);
    }

    /*//////////////////////////////// SETTING ///////////////////////////////*/

    function _terms(uint8 flags) private pure returns (Obligation memory) {
        return Obligation(FACE, 0, CORE, DAY0 + 90, DAY0 + 89, CNY, 1, 30, flags);
    }

    function _refusesVerb(address caller, uint8 verb) private {
        refused(abi.encodeWithSelector(ILots.NotAllowed.selector, caller, verb));
    }
}
