// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {
    AcceptTransfer,
    ILots,
    Limits,
    Lot,
    Obligation,
    RejectProposal,
    Split,
    WithdrawProposal
} from "../src/interfaces/ILots.sol";
import {ObligationId, toObligationId} from "../src/libraries/ObligationId.sol";
import {Records} from "../src/libraries/Records.sol";
import {Kernel} from "./Kernel.sol";

/// @notice The kernel's verbs but for marks and records (`VerbsMarks.t.sol`).
contract VerbsTest is Kernel {
    uint48 private constant FACE = 1000;

    /// A debt of 10.00, held by ACME.
    ObligationId private id;
    /// A bill of 10.00, held by ACME; its holders act through its module.
    ObligationId private bill;

    function setUp() public override {
        super.setUp();
        id = debt(ACME, FACE);
        bill = debt(ACME, terms(FACE, 0), unlimited());
    }

    /*//////////////////////////////// RIGHTS ////////////////////////////////*/

    function test_Rights_AreThoseListed() public view {
        (uint8 verbs, uint8 number, uint8 marks) = lots.rightsOf(debts);
        assertEq(verbs, ALL_VERBS, "debts: verbs");
        assertEq(number, 2, "debts: number");
        assertEq(marks, FROZEN | DISPUTED | PLEDGED | FINANCED, "debts: marks");
        (verbs, number, marks) = lots.rightsOf(court);
        assertEq(verbs, 1 << 3, "court: mark");
        assertEq(number, 0, "court: no number");
        assertEq(marks, FROZEN, "court: marks");
        (verbs,,) = lots.rightsOf(address(this));
        assertEq(verbs, 0, "a stranger");
    }

    function test_RevertWhen_AModuleLacksTheVerb() public {
        address[3] memory callers = [guest, address(this), keyOf[AUTHORITY]];
        for (uint256 i; i < callers.length; ++i) {
            vm.startPrank(callers[i]);
            _refusesVerb(callers[i], 0);
            lots.create(toObligationId(3, CORE, 1), ACME, terms(FACE, 0), unlimited());
            _refusesVerb(callers[i], 1);
            lots.hand(id, 0, 0, FACE, ACME, BOLT);
            _refusesVerb(callers[i], 2);
            lots.lock(id, 0, 0, FACE, BOLT, DAY0, KIND, OFFER);
            _refusesVerb(callers[i], 2);
            lots.unlock(id, 0, OFFER, REJECTED, 0);
            _refusesVerb(callers[i], 3);
            lots.mark(id, 0, 0, FACE, FROZEN, 0);
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
        ObligationId other = toObligationId(1, CORE, 7);
        vm.startPrank(debts);
        _refusesVerb(debts, 0);
        lots.create(other, ACME, terms(FACE, DIRECT), unlimited());
        _refusesVerb(debts, 5);
        lots.pay(other, 1);
        _refusesVerb(debts, 5);
        lots.credit(other, 0);
        _refusesVerb(debts, 6);
        lots.end(other, 0, CANCELLED);
    }

    /// Two modules of one number share what lives under it, each by its own verbs.
    function test_Rights_AreSharedUnderOneNumber() public {
        ObligationId other = toObligationId(2, CORE, 77);
        vm.startPrank(registry);
        lots.create(other, ACME, terms(FACE, DIRECT), unlimited());
        lots.pay(id, 5);
        lots.end(other, 0, CANCELLED);
        _refusesVerb(registry, 1);
        lots.hand(id, 0, 0, FACE, ACME, BOLT);
        vm.stopPrank();
        pay(id, 5);
        assertEq(lots.obligationOf(id).paid, 10, "paid by both");
    }

    /*//////////////////////////////// CREATE ////////////////////////////////*/

    function test_Create_OneLotOfAllUnits() public {
        ObligationId other = toObligationId(2, CORE, 77);
        vm.expectEmit(address(lots));
        emit ILots.Created(other, CORE, BOLT, FACE, DUE, CUTOFF, CNY, 1);
        vm.prank(debts);
        lots.create(other, BOLT, terms(FACE, 0), unlimited());
        assertLot(other, 0, FACE, BOLT, HELD);
        assertEq(lots.lotOf(other, 0).depth, 0, "never handed on");
        assertEq(keccak256(abi.encode(lots.obligationOf(other))), keccak256(abi.encode(terms(FACE, 0))), "terms");
    }

    /// Every field of the slot keeps its largest value.
    function test_Create_KeepsTheLargestTerms() public {
        Obligation memory o = Obligation(
            NO_LIMIT,
            0,
            0,
            type(uint32).max,
            type(uint16).max,
            type(uint16).max,
            type(uint16).max,
            type(uint16).max,
            type(uint8).max,
            DIRECT
        );
        ObligationId other = debt(ACME, o, unlimited());
        assertEq(keccak256(abi.encode(lots.obligationOf(other))), keccak256(abi.encode(o)), "terms");
        assertLot(other, 0, NO_LIMIT, ACME, HELD);
    }

    /// Whether an obligation has limits is the kernel's to say.
    function test_Create_FlagsLimitsItself() public {
        ObligationId other = debt(ACME, terms(FACE, DIRECT | LIMITED), unlimited());
        assertEq(lots.obligationOf(other).flags, DIRECT, "claimed and not given");
        other = debt(ACME, terms(FACE, DIRECT), Limits(0, 0, 0, true));
        assertEq(lots.obligationOf(other).flags, DIRECT, "nothing to announce");
        other = debt(ACME, terms(FACE, DIRECT), Limits(0, 0, 1, false));
        assertEq(lots.obligationOf(other).flags, DIRECT | LIMITED, "given and not claimed");
    }

    function test_RevertWhen_TheObligationExists() public {
        refused(abi.encodeWithSelector(ILots.Exists.selector, bill));
        vm.prank(debts);
        lots.create(bill, BOLT, terms(FACE, 0), unlimited());
    }

    function test_RevertWhen_AnObligationIsBornEmptyOrPaid() public {
        bytes memory reason = abi.encodeWithSelector(ILots.BadAmount.selector, uint256(NO_LIMIT));
        Obligation[3] memory wrong = [terms(0, 0), terms(FACE, 0), terms(FACE, 0)];
        (wrong[1].paid, wrong[2].out) = (1, 1);
        vm.startPrank(debts);
        for (uint256 i; i < wrong.length; ++i) {
            refused(reason);
            lots.create(toObligationId(2, CORE, 77), ACME, wrong[i], unlimited());
        }
    }

    /*////////////////////////////////// HAND ////////////////////////////////*/

    function test_Hand_MovesUnits() public {
        vm.expectEmit(address(lots));
        emit ILots.Transferred(bill, ACME, BOLT, 0, 100, 200);
        vm.prank(debts);
        lots.hand(bill, 0, 100, 200, ACME, BOLT);
        assertLot(bill, 0, 100, ACME, HELD);
        assertLot(bill, 100, 200, BOLT, HELD);
        assertLot(bill, 200, FACE, ACME, HELD);
    }

    function test_RevertWhen_HandIsNotFromTheHolder() public {
        refused(abi.encodeWithSelector(ILots.NotHolder.selector, ACME));
        vm.prank(debts);
        lots.hand(bill, 0, 0, FACE, BOLT, CIRRUS);
    }

    function test_RevertWhen_ThereIsNoLotToHandOrLock() public {
        ObligationId none = toObligationId(2, CORE, 77);
        vm.startPrank(debts);
        refused(noLot(bill, 5));
        lots.hand(bill, 5, 5, 6, ACME, BOLT);
        refused(noLot(none, 0));
        lots.hand(none, 0, 0, FACE, ACME, BOLT);
        refused(noLot(none, 0));
        lots.lock(none, 0, 0, FACE, BOLT, DAY0, KIND, OFFER);
    }

    /// Once payment began whole lots move, and only after what is owed on them was credited to whom it is owed.
    function test_Hand_AfterPaymentMovesWholeCreditedLots() public {
        vm.startPrank(debts);
        lots.pay(bill, 100);
        refused(paymentBegun(100));
        lots.hand(bill, 0, 0, FACE, ACME, BOLT);
        lots.credit(bill, 0);
        refused(paymentBegun(100));
        lots.hand(bill, 0, 0, 1, ACME, BOLT);
        lots.hand(bill, 0, 0, FACE, ACME, BOLT);
        assertLot(bill, 0, FACE, BOLT, HELD);
        assertEq(lots.owing(bill, 0), 0, "the new holder is owed nothing yet");
    }

    /// From the due day on no lot begins or ends elsewhere than before.
    function test_RevertWhen_PartOfALotIsTakenFromTheDueDayOn() public {
        onDay(CUTOFF);
        vm.startPrank(debts);
        lots.hand(id, 0, 900, FACE, ACME, BOLT);
        lots.lock(id, 0, 800, 900, BOLT, DUE, KIND, OFFER);
        lots.mark(id, 0, 700, 800, FINANCED, 0);
        vm.stopPrank();
        for (uint32 day = DUE; day < DUE + 2; ++day) {
            onDay(day);
            uint256 start = vm.snapshotState();
            bytes memory reason = abi.encodeWithSelector(ILots.WholeOnly.selector);
            vm.startPrank(debts);
            refused(reason);
            lots.hand(id, 0, 1, 700, ACME, BOLT);
            refused(reason);
            lots.lock(id, 0, 0, 699, BOLT, day, KIND, OFFER);
            refused(reason);
            lots.mark(id, 0, 1, 2, FROZEN, 0);
            lots.hand(id, 0, 0, 700, ACME, BOLT);
            lots.lock(id, 700, 700, 800, BOLT, day, KIND, OFFER);
            lots.mark(id, 800, 800, 900, FROZEN, 0);
            vm.stopPrank();
            assertEq(walk(id).length, 4, "as many lots as before");
            vm.revertToState(start);
        }
    }

    /*////////////////////////////////// LOCK ////////////////////////////////*/

    function test_Lock_AndUnlock_Accepted() public {
        vm.expectEmit(address(lots));
        emit ILots.Proposed(bill, ACME, BOLT, 0, 600, FACE, KIND, DAY0 + 3, OFFER);
        vm.startPrank(debts);
        lots.lock(bill, 0, 600, FACE, BOLT, DAY0 + 3, KIND, OFFER);
        assertLot(bill, 600, FACE, ACME, LOCKED);
        assertEq(lots.proposalOf(bill, 600), OFFER, "proposal");
        vm.expectEmit(address(lots));
        emit ILots.Answered(bill, 600, OFFER, ACCEPTED);
        vm.expectEmit(address(lots));
        emit ILots.Transferred(bill, ACME, CIRRUS, 600, 600, FACE);
        lots.unlock(bill, 600, OFFER, ACCEPTED, CIRRUS);
        assertLot(bill, 600, FACE, CIRRUS, HELD);
        assertLot(bill, 0, 600, ACME, HELD);
        assertEq(lots.lotOf(bill, 600).depth, 1, "handed on once");
        assertEq(lots.proposalOf(bill, 600), 0, "no proposal");
    }

    function test_Lock_AndUnlock_Rejected() public {
        vm.startPrank(debts);
        lots.lock(bill, 0, 0, FACE, BOLT, DAY0 + 3, KIND, OFFER);
        lots.unlock(bill, 0, OFFER, REJECTED, CIRRUS);
        assertLot(bill, 0, FACE, ACME, HELD);
        assertEq(lots.proposalOf(bill, 0), 0, "no proposal");
    }

    /// A pledge or a guarantee is accepted and moves nothing: no transfer is announced and none is counted.
    function test_Unlock_AcceptedForTheSameHolderMovesNothing() public {
        id = debt(ACME, terms(FACE, DIRECT), Limits(1, 0, 1, false));
        vm.prank(debts);
        lots.hand(id, 0, 0, FACE, ACME, BOLT);
        vm.startPrank(debts);
        lots.lock(id, 0, 0, FACE, BANK, DAY0 + 3, KIND, OFFER);
        vm.recordLogs();
        lots.unlock(id, 0, OFFER, ACCEPTED, BOLT);
        vm.stopPrank();
        assertEq(vm.getRecordedLogs().length, 1, "Answered alone");
        assertLot(id, 0, FACE, BOLT, HELD);
        assertEq(lots.lotOf(id, 0).depth, 1, "depth");
        (,, uint32 hops) = lots.limitsOf(id);
        assertEq(hops, 1, "hops");
    }

    /// The same even after payment began: nobody's share goes to another.
    function test_Unlock_AcceptedForTheSameHolderAfterPayment() public {
        vm.startPrank(debts);
        lots.lock(id, 0, 0, FACE, BANK, DAY0 + 3, KIND, OFFER);
        lots.pay(id, 10);
        lots.unlock(id, 0, OFFER, ACCEPTED, ACME);
        assertEq(lots.owing(id, 0), 10, "still ACME's");
    }

    /// Where holders act at the kernel, they end a module's proposal there; only its acceptance is the module's.
    function test_Lock_OfAnyKindIsRejectedWithdrawnAndLapsedByHolders() public eitherWay {
        vm.startPrank(debts);
        lots.lock(id, 0, 0, 100, BOLT, DAY0 + 3, KIND, OFFER);
        lots.lock(id, 100, 100, 200, BOLT, DAY0 + 3, 255, "pledge");
        lots.lock(id, 200, 200, FACE, BOLT, DAY0 + 3, 17, "guarantee");
        vm.stopPrank();
        vm.expectEmit(address(lots));
        emit ILots.Answered(id, 0, OFFER, 2);
        perform(RejectProposal(BOLT, id, 0, OFFER));
        vm.expectEmit(address(lots));
        emit ILots.Answered(id, 100, "pledge", 3);
        perform(WithdrawProposal(ACME, id, 100, "pledge"));
        onDay(DAY0 + 4);
        vm.expectEmit(address(lots));
        emit ILots.Answered(id, 200, "guarantee", 4);
        lots.lapse(id, 200);
        onDay(DAY0);
        uint48[] memory starts = walk(id);
        for (uint256 i; i < starts.length; ++i) {
            Lot memory lot = lots.lotOf(id, starts[i]);
            assertEq(lot.state, HELD, "free");
            assertEq(lot.holder, ACME, "its holder's");
            assertEq(lot.other + lot.until + lot.kind + lot.depth, 0, "nothing left of it");
            assertEq(lots.proposalOf(id, starts[i]), 0, "no proposal");
        }
        refused(notFree(HELD));
        vm.prank(debts);
        lots.unlock(id, 0, OFFER, ACCEPTED, ACME);
    }

    function test_RevertWhen_AModulesProposalIsAcceptedAtTheKernel() public {
        vm.prank(debts);
        lots.lock(id, 0, 0, 500, BOLT, DAY0, KIND, OFFER);
        refused(abi.encodeWithSelector(ILots.ThroughModule.selector));
        perform(AcceptTransfer(BOLT, id, 0, OFFER));
    }

    /// Of obligations whose holders act through their module, all answers go there.
    function test_RevertWhen_ABillsProposalIsAnsweredAtTheKernel() public {
        vm.prank(debts);
        lots.lock(bill, 0, 0, 500, BOLT, DAY0, KIND, OFFER);
        bytes memory reason = abi.encodeWithSelector(ILots.ThroughModule.selector);
        refused(reason);
        perform(AcceptTransfer(BOLT, bill, 0, OFFER));
        refused(reason);
        perform(RejectProposal(BOLT, bill, 0, OFFER));
        refused(reason);
        perform(WithdrawProposal(ACME, bill, 0, OFFER));
        onDay(DAY0 + 1);
        refused(reason);
        lots.lapse(bill, 0);
    }

    /// The kernel's own proposals are answered by holders: no module ends them, or makes one.
    function test_RevertWhen_AModuleMeddlesWithATransfer() public {
        perform(whole(ACME, id, 0, FACE, BOLT));
        vm.startPrank(debts);
        _refusesVerb(debts, 2);
        lots.unlock(id, 0, lastHash, ACCEPTED, CIRRUS);
        _refusesVerb(debts, 2);
        lots.unlock(id, 0, lastHash, REJECTED, CIRRUS);
        _refusesVerb(debts, 2);
        lots.lock(bill, 0, 0, FACE, BOLT, DAY0, 2, OFFER);
        _refusesVerb(debts, 2);
        lots.lock(bill, 0, 0, FACE, BOLT, DAY0, KIND - 1, OFFER);
    }

    function test_RevertWhen_UnlockNamesAnotherProposal() public {
        vm.startPrank(debts);
        lots.lock(bill, 0, 0, FACE, BOLT, DAY0, KIND, OFFER);
        refused(abi.encodeWithSelector(ILots.OtherProposal.selector, OFFER));
        lots.unlock(bill, 0, "another", ACCEPTED, BOLT);
        lots.unlock(bill, 0, OFFER, REJECTED, 0);
        refused(notFree(HELD));
        lots.unlock(bill, 0, OFFER, REJECTED, 0);
    }

    function test_RevertWhen_ALockOutlivesTheSlot() public {
        vm.startPrank(debts);
        refused(abi.encodeWithSelector(ILots.BadUntil.selector, uint32(65_535)));
        lots.lock(bill, 0, 0, FACE, BOLT, 65_536, KIND, OFFER);
        lots.lock(bill, 0, 0, FACE, BOLT, 65_535, KIND, OFFER);
        assertEq(lots.lotOf(bill, 0).until, 65_535, "the year 2149");
    }

    function test_RevertWhen_ALockedLotIsAcceptedBeforeItsCredit() public {
        vm.startPrank(debts);
        lots.lock(bill, 0, 0, FACE, BOLT, DAY0, KIND, OFFER);
        lots.pay(bill, 10);
        refused(paymentBegun(10));
        lots.unlock(bill, 0, OFFER, ACCEPTED, BOLT);
        lots.credit(bill, 0);
        lots.unlock(bill, 0, OFFER, ACCEPTED, BOLT);
        assertLot(bill, 0, FACE, BOLT, HELD);
    }

    /// Holders do not act at the kernel on what lives in a module: a bill that its module does not divide stays whole.
    function test_RevertWhen_HoldersActOnABillAtTheKernel() public {
        bytes memory reason = abi.encodeWithSelector(ILots.ThroughModule.selector);
        refused(reason);
        perform(whole(ACME, bill, 0, FACE, BOLT));
        refused(reason);
        perform(Split(ACME, bill, 0, 1));
    }

    /*/////////////////////////////////// PAY ////////////////////////////////*/

    function test_Pay_AndCredit() public {
        vm.startPrank(debts);
        lots.hand(bill, 0, 0, 333, ACME, BOLT);
        vm.expectEmit(address(lots));
        emit ILots.Paid(bill, 100, 100);
        lots.pay(bill, 100);
        assertEq(lots.owing(bill, 0), 33, "333 of 1,000 units get 33 of 100");
        vm.expectEmit(address(lots));
        emit ILots.Credited(bill, 0, BOLT, 33, 33);
        (uint32 holder, uint48 amount, uint8 marks) = lots.credit(bill, 0);
        assertEq(holder, BOLT, "holder");
        assertEq(amount, 33, "amount");
        assertEq(marks, 0, "marks");
        (, amount,) = lots.credit(bill, 0);
        assertEq(amount, 0, "once");
        lots.pay(bill, 900);
        (, amount,) = lots.credit(bill, 0);
        assertEq(amount, 300, "the rest");
        (, amount,) = lots.credit(bill, 333);
        assertEq(amount, 667, "all is credited when all is paid");
    }

    /// The largest sums meet in one multiplication.
    function test_Pay_OfTheLargestFace() public {
        ObligationId large = debt(ACME, NO_LIMIT);
        perform(Split(ACME, large, 0, 1));
        pay(large, NO_LIMIT - 1);
        assertEq(lots.owing(large, 0), 0, "one unit, until the last is paid");
        assertEq(lots.owing(large, 1), NO_LIMIT - 2, "the rest, but what is rounded off");
        pay(large, 1);
        assertEq(lots.owing(large, 0), 1, "all");
        assertEq(lots.owing(large, 1), NO_LIMIT - 1, "all");
    }

    function test_RevertWhen_PaidTooMuchOrNothing() public {
        vm.startPrank(debts);
        lots.pay(bill, 900);
        uint48[3] memory amounts = [uint48(0), 101, NO_LIMIT];
        for (uint256 i; i < amounts.length; ++i) {
            refused(abi.encodeWithSelector(ILots.BadAmount.selector, uint256(100)));
            lots.pay(bill, amounts[i]);
        }
    }

    /// What is out of payment is not paid: 400 of 1,000 units were cancelled.
    function test_Pay_IsForTheUnitsThatAreLeft() public {
        vm.startPrank(debts);
        lots.hand(id, 0, 0, 300, ACME, BOLT);
        lots.hand(id, 300, 300, 600, ACME, CIRRUS);
        lots.end(id, 600, CANCELLED);
        refused(abi.encodeWithSelector(ILots.BadAmount.selector, uint256(600)));
        lots.pay(id, 601);
        lots.pay(id, 300);
        assertEq(lots.owing(id, 0), 150, "half");
        assertEq(lots.owing(id, 600), 0, "not of what was cancelled");
        lots.pay(id, 300);
        assertEq(lots.owing(id, 0), 300, "all of BOLT's");
        assertEq(lots.owing(id, 300), 300, "all of CIRRUS's");
        refused(abi.encodeWithSelector(ILots.BadAmount.selector, uint256(0)));
        lots.pay(id, 1);
    }

    function test_Pay_IsForNothingWhenAllIsOut() public {
        vm.startPrank(debts);
        lots.end(id, 0, REDEEMED);
        refused(abi.encodeWithSelector(ILots.BadAmount.selector, uint256(0)));
        lots.pay(id, 1);
        (, uint48 amount,) = lots.credit(id, 0);
        assertEq(amount, 0, "nothing");
        assertEq(lots.owing(id, 0), 0, "nothing owing");
    }

    /// However a debt is cut, cancelled and paid: shares never sum to more than was paid, never shrink, and are all of it at the end.
    function testFuzz_Pay_SharesAreOfWhatIsLeft(uint256 seed, uint48[6] calldata payments) public {
        uint48 face = uint48(bound(seed, 20, 1e14));
        id = debt(ACME, face);
        for (uint256 i; i < 8; ++i) {
            uint48[] memory all = walk(id);
            uint48 start = all[(seed >> (8 * i)) % all.length];
            uint48 end = lots.lotOf(id, start).end;
            if (end - start > 1) {
                perform(Split(ACME, id, start, uint48(bound(seed >> (9 * i + 30), start + 1, end - 1))));
            }
        }
        uint48[] memory starts = walk(id);
        vm.startPrank(debts);
        for (uint256 i = 1; i < starts.length; ++i) {
            if (seed >> i & 3 == 0) lots.end(id, starts[i], uint8(3 + i % 3));
        }
        uint48 base = face - lots.obligationOf(id).out;
        uint48[] memory got = new uint48[](starts.length);
        for (uint256 i; i <= payments.length; ++i) {
            uint48 left = base - lots.obligationOf(id).paid;
            if (left == 0) break;
            lots.pay(id, i == payments.length ? left : uint48(bound(payments[i], 1, left)));
            uint256 sum;
            for (uint256 j; j < starts.length; ++j) {
                if (seed >> (i + j) & 1 == 0 || i == payments.length) lots.credit(id, starts[j]);
                uint48 now_ = lots.lotOf(id, starts[j]).paid;
                assertGe(now_, got[j], "never less");
                got[j] = now_;
                sum += now_ + lots.owing(id, starts[j]);
            }
            uint48 paid = lots.obligationOf(id).paid;
            assertLe(sum, paid, "never more than was paid");
            if (paid == base) assertEq(sum, base, "all of it");
        }
        vm.stopPrank();
        assertEq(lots.obligationOf(id).paid, base, "paid in full");
    }

    /*/////////////////////////////////// END ////////////////////////////////*/

    /// I7: no act and no verb gets a lot out of an end, and its units stay counted.
    function test_End_IsForGood() public {
        uint8[3] memory states = [CANCELLED, EXPORTED, REDEEMED];
        vm.prank(debts);
        lots.hand(bill, 0, 900, FACE, ACME, BOLT);
        for (uint256 i; i < states.length; ++i) {
            uint256 start = vm.snapshotState();
            vm.startPrank(debts);
            vm.expectEmit(address(lots));
            emit ILots.Ended(bill, 0, states[i]);
            lots.end(bill, 0, states[i]);
            assertEq(lots.obligationOf(bill).out, 900, "out of payment");
            bytes memory reason = notFree(states[i]);
            refused(reason);
            lots.hand(bill, 0, 0, 900, ACME, BOLT);
            refused(reason);
            lots.lock(bill, 0, 0, 900, BOLT, DAY0, KIND, OFFER);
            refused(reason);
            lots.unlock(bill, 0, 0, ACCEPTED, BOLT);
            refused(reason);
            lots.mark(bill, 0, 0, 900, FROZEN, 0);
            refused(reason);
            lots.mark(bill, 0, 0, 1, DISPUTED, 0);
            refused(reason);
            lots.record(bill, 0, 1, ACME, BOLT, 0);
            refused(reason);
            lots.end(bill, 0, CANCELLED);
            lots.pay(bill, 100);
            (uint32 holder, uint48 amount,) = lots.credit(bill, 0);
            assertEq(amount, 0, "no credit");
            assertEq(holder, ACME, "the last holder");
            vm.stopPrank();
            assertLot(bill, 0, 900, ACME, states[i]);
            vm.revertToState(start);
        }
    }

    function test_RevertWhen_HoldersActOnWhatEnded() public {
        perform(Split(ACME, id, 0, 500));
        vm.prank(debts);
        lots.end(id, 0, EXPORTED);
        refused(notFree(EXPORTED));
        perform(whole(ACME, id, 0, 500, BOLT));
        refused(notFree(EXPORTED));
        perform(Split(ACME, id, 0, 1));
    }

    function test_RevertWhen_EndIsNotAnEndOrNotPossible() public {
        vm.startPrank(debts);
        uint8[5] memory states = [0, HELD, LOCKED, 6, 255];
        for (uint256 i; i < states.length; ++i) {
            refused(notFree(HELD));
            lots.end(bill, 0, states[i]);
        }
        lots.lock(bill, 0, 0, 500, BOLT, DAY0, KIND, OFFER);
        refused(notFree(LOCKED));
        lots.end(bill, 0, CANCELLED);
        refused(noLot(bill, 7));
        lots.end(bill, 7, CANCELLED);
        lots.pay(bill, 1);
        refused(paymentBegun(1));
        lots.end(bill, 500, CANCELLED);
    }

    /*////////////////////////////////// ALIAS ///////////////////////////////*/

    /// A lot's key has no room for an id's highest bits: an id that differs there alone is another obligation, which does not exist.
    function test_RevertWhen_AnIdIsAnAlias() public {
        perform(whole(ACME, id, 0, FACE, BOLT));
        uint256[3] memory bits = [uint256(104), 208, 255];
        for (uint256 i; i < bits.length; ++i) {
            ObligationId other = ObligationId.wrap(ObligationId.unwrap(id) | 1 << bits[i]);
            assertNoLot(other, 0);
            assertEq(lots.proposalOf(other, 0), 0, "no proposal");
            (uint40 record,) = Records.newest(lots, other, 0, 1);
            assertEq(record, 0, "no record");
            bytes memory reason = noLot(other, 0);
            refused(reason);
            perform(RejectProposal(BOLT, other, 0, lastHash));
            refused(reason);
            perform(whole(ACME, other, 0, FACE, BOLT));
            refused(reason);
            perform(Split(ACME, other, 0, 1));
            refused(reason);
            lots.lapse(other, 0);
            refused(reason);
            lots.owing(other, 0);
            vm.startPrank(debts);
            refused(reason);
            lots.hand(other, 0, 0, FACE, ACME, BOLT);
            refused(reason);
            lots.mark(other, 0, 0, FACE, FROZEN, 0);
            refused(reason);
            lots.mark(other, 0, 0, 1, FROZEN, 0);
            refused(reason);
            lots.record(other, 0, 1, ACME, BOLT, 0);
            vm.stopPrank();
        }
    }

    function _refusesVerb(address caller, uint8 verb) private {
        refused(abi.encodeWithSelector(ILots.NotAllowed.selector, caller, verb));
    }
}
