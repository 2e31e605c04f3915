// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Auth} from "../src/interfaces/Auth.sol";
import {ICompanies, RevokeOperator, SetThreshold} from "../src/interfaces/ICompanies.sol";
import {TakeQuote, Quote} from "../src/interfaces/IDiscounts.sol";
import {ILots, Merge, Record, RejectProposal, Split, WithdrawProposal} from "../src/interfaces/ILots.sol";
import {AcceptPledge, EnforcePledge, IPledges, Pledge, PledgeLot, ReleasePledge} from "../src/interfaces/IPledges.sol";
import {IProposals} from "../src/interfaces/IProposals.sol";
import {ObligationId} from "../src/libraries/ObligationId.sol";
import {SecurityActs} from "./SecurityActs.sol";

/// @notice ACME holds 10.00 of CORE's debt, due in 90 days, and borrows from BANK against it for 30 days.
contract PledgesTest is SecurityActs {
    uint48 private constant FACE = 1000;
    uint8 private constant KIND = 16;
    uint8 private constant PROPOSED = 1;
    uint8 private constant IN_FORCE = 2;
    uint32 private constant DEBT_DUE = DAY0 + 30;
    uint32 private constant DUE = DAY0 + 90;

    ObligationId private id;

    function setUp() public override {
        super.setUp();
        id = issued(ACME, FACE);
    }

    /*//////////////////////////////// PLEDGE ////////////////////////////////*/

    function test_V12_PledgeLot_LocksTheUnitsForThePledgee() public eitherWay {
        PledgeLot memory a = pledgeOf(id, 0, FACE);
        (a.start, a.end, a.secured) = (300, 800, 400);
        bytes32 pledge = hashOf(a, under(nonces + 1, deadline));
        vm.expectEmit(address(lots));
        emit ILots.Proposed(id, ACME, BANK, 0, 300, 800, KIND, DAY0 + 30, pledge);
        vm.expectEmit(address(pledges));
        emit IPledges.PledgeProposed(id, pledge, a);
        perform(a);
        assertLot(id, 0, 300, ACME, HELD);
        assertLot(id, 300, 800, ACME, LOCKED);
        assertLot(id, 800, FACE, ACME, HELD);
        assertPledge(pledge, 400, 0, PROPOSED);
        assertEq(pledges.pledgeOn(id, 300), 0, "nothing is pledged yet");
    }

    function test_V12_AcceptPledge_PutsTheUnitsUnderIt() public eitherWay {
        PledgeLot memory a = pledgeOf(id, 0, FACE);
        (a.start, a.end, a.secured) = (300, 800, 400);
        perform(a);
        bytes32 pledge = lastHash;
        vm.expectEmit(address(lots));
        emit ILots.Marked(id, 300, 300, 800, PLEDGED);
        vm.expectEmit(address(lots));
        emit ILots.Recorded(id, 300, 1, Record(0, 4, ACME, BANK, DAY0, 400));
        vm.expectEmit(address(pledges));
        emit IPledges.Pledged(id, 300, pledge, ACME, BANK, 400, "ZDW-9");
        perform(AcceptPledge(BANK, id, 300, pledge, "ZDW-9"));
        assertLot(id, 300, 800, ACME, HELD);
        assertEq(marksOf(id, 300), PLEDGED, "pledged");
        assertEq(marksOf(id, 0) | marksOf(id, 800), 0, "the rest is free");
        assertPledge(pledge, 400, 0, IN_FORCE);
        assertEq(pledges.pledgeOn(id, 300), pledge, "found by its lot");
        assertEq(pledges.pledgeOn(id, 0), 0, "and by no other");
    }

    function test_AcceptPledge_OnTheLastDay() public {
        PledgeLot memory a = pledgeOf(id, 0, FACE);
        (a.until, a.debtDue) = (DAY0 + 5, DAY0 + 5);
        perform(a);
        onDay(a.until);
        perform(AcceptPledge(BANK, id, 0, lastHash, "ZDW-9"));
        assertEq(marksOf(id, 0), PLEDGED, "pledged");
    }

    /// 0.01, and 1,000,000,000,000.00.
    function test_PledgeLot_OfTheLeastAndTheMost() public {
        uint48[2] memory faces = [uint48(1), 1e14];
        for (uint256 i; i < faces.length; ++i) {
            ObligationId debt = issued(ACME, faces[i]);
            bytes32 pledge = pledged(pledgeOf(debt, 0, faces[i]));
            assertPledge(pledge, faces[i], 0, IN_FORCE);
            onDay(DEBT_DUE + 1 + uint32(i) * 31);
            perform(EnforcePledge(BANK, debt, 0, pledge, "notice"));
            assertLot(debt, 0, faces[i], BANK, HELD);
        }
    }

    /// Declined, withdrawn and lapsed, a proposal leaves the units as they were, to be offered again.
    function test_PledgeLot_EndsAtTheKernelWhenNotAccepted() public eitherWay {
        perform(pledgeOf(id, 0, FACE));
        bytes32 pledge = lastHash;
        perform(RejectProposal(BANK, id, 0, pledge));
        assertLot(id, 0, FACE, ACME, HELD);
        perform(pledgeOf(id, 0, FACE));
        perform(WithdrawProposal(ACME, id, 0, lastHash));
        perform(pledgeOf(id, 0, FACE));
        onDay(DAY0 + 31);
        lots.lapse(id, 0);
        assertLot(id, 0, FACE, ACME, HELD);
        assertPledge(pledge, FACE, 0, PROPOSED);
        perform(pledgeOf(id, 0, FACE));
    }

    /// A direct call may repeat its message while it was not accepted: it says the same again.
    function test_PledgeLot_RepeatedAfterItWasWithdrawn() public {
        PledgeLot memory a = pledgeOf(id, 0, FACE);
        Auth memory auth = under(7, 0);
        for (uint256 i; i < 2; ++i) {
            vm.prank(keyOf[ACME]);
            pledges.pledgeLot(a, auth);
            perform(WithdrawProposal(ACME, id, 0, hashOf(a, auth)));
        }
    }

    function test_RevertWhen_APledgeInForceIsPledgedAgain() public {
        PledgeLot memory a = pledgeOf(id, 0, FACE);
        Auth memory auth = under(7, 0);
        vm.prank(keyOf[ACME]);
        pledges.pledgeLot(a, auth);
        bytes32 pledge = hashOf(a, auth);
        perform(AcceptPledge(BANK, id, 0, pledge, "ZDW-9"));
        perform(ReleasePledge(BANK, id, 0, FACE, pledge));
        refusedField("nonce");
        vm.prank(keyOf[ACME]);
        pledges.pledgeLot(a, auth);
    }

    /*///////////////////////////// R-C09, CHILDREN //////////////////////////*/

    function test_R_C09_APledgedLotIsSplitAndEachChildIsUnderThePledge() public {
        bytes32 pledge = pledged(pledgeOf(id, 0, FACE));
        perform(Split(ACME, id, 0, 400));
        perform(Split(ACME, id, 400, 700));
        assertEq(pledges.pledgeOn(id, 0), pledge, "first");
        assertEq(pledges.pledgeOn(id, 400), pledge, "second");
        assertEq(pledges.pledgeOn(id, 700), pledge, "third");
    }

    function test_R_C09_APledgedLotIsNotTransferredFinancedOrPledgedAgain() public {
        pledged(pledgeOf(id, 0, FACE));
        deposit(BANK, BANK, 1e12);
        refusedOnHold(PLEDGED);
        perform(whole(ACME, id, 0, FACE, BOLT));
        refusedOnHold(PLEDGED);
        perform(pledgeOf(id, 0, FACE));
        Quote memory q = quoteOf(id, 0, FACE);
        refusedOnHold(PLEDGED);
        perform(q, TakeQuote(ACME, 0, 1));
    }

    function test_R_C09_OneChildIsReleasedAndTheOthersStay() public eitherWay {
        bytes32 pledge = pledged(pledgeOf(id, 0, FACE));
        perform(Split(ACME, id, 0, 400));
        vm.expectEmit(address(pledges));
        emit IPledges.Unpledged(id, 0, pledge);
        perform(ReleasePledge(BANK, id, 0, 400, pledge));
        assertEq(marksOf(id, 0), 0, "free");
        assertEq(pledges.pledgeOn(id, 0), 0, "under no pledge");
        assertEq(pledges.pledgeOn(id, 400), pledge, "still under it");
        accepting(BOLT, ACME, CORE);
        perform(whole(ACME, id, 0, 400, BOLT));
        assertLot(id, 0, 400, BOLT, HELD);
    }

    /// The children of a pledge are joined again while all of them are under it.
    function test_R_C09_ChildrenMergeUnderThePledge() public {
        bytes32 pledge = pledged(pledgeOf(id, 0, FACE));
        perform(Split(ACME, id, 0, 400));
        perform(Merge(ACME, id, 0, 400));
        assertEq(pledges.pledgeOn(id, 0), pledge, "under it");
        perform(Split(ACME, id, 0, 400));
        perform(ReleasePledge(BANK, id, 0, 400, pledge));
        refused(abi.encodeWithSelector(ILots.NotMergeable.selector));
        perform(Merge(ACME, id, 0, 400));
    }

    /// The pledgee signs for 400 units; a merge that comes first must not let go of all.
    function test_RevertWhen_AMergeWouldWidenARelease() public {
        bytes32 pledge = pledged(pledgeOf(id, 0, FACE));
        perform(Split(ACME, id, 0, 400));
        perform(Merge(ACME, id, 0, 400));
        refused(abi.encodeWithSelector(ILots.NotInLot.selector, uint48(0), FACE));
        perform(ReleasePledge(BANK, id, 0, 400, pledge));
    }

    /// What one pledge let go another takes, and each is found by its own lots.
    function test_PledgeLot_OfAReleasedChildToAnother() public {
        bytes32 first = pledged(pledgeOf(id, 0, FACE));
        perform(Split(ACME, id, 0, 400));
        perform(ReleasePledge(BANK, id, 0, 400, first));
        PledgeLot memory a = pledgeOf(id, 0, 400);
        a.pledgee = OTHER_BANK;
        bytes32 second = pledged(a);
        assertEq(pledges.pledgeOn(id, 0), second, "the second");
        assertEq(pledges.pledgeOn(id, 400), first, "the first");
        onDay(DEBT_DUE + 1);
        refused(abi.encodeWithSelector(IPledges.NotPledged.selector, first));
        perform(EnforcePledge(BANK, id, 0, first, "notice"));
        perform(EnforcePledge(OTHER_BANK, id, 0, second, "notice"));
        assertLot(id, 0, 400, OTHER_BANK, HELD);
    }

    function test_ReleasePledge_EvenSuspendedAndFrozenAndDue() public {
        bytes32 pledge = pledged(pledgeOf(id, 0, FACE));
        frozen(id, 0, FACE);
        suspend(BANK);
        onDay(DUE + 1);
        perform(ReleasePledge(BANK, id, 0, FACE, pledge));
        assertEq(marksOf(id, 0), FROZEN, "the order stays");
    }

    /// A bank that bought the lot pledges it on, and it stays marked as financed.
    function test_PledgeLot_OfAFinancedLot() public {
        deposit(BANK, BANK, 1e12);
        Quote memory q = quoteOf(id, 0, FACE);
        perform(q, TakeQuote(ACME, 0, 1));
        PledgeLot memory a = pledgeOf(id, 0, FACE);
        (a.company, a.pledgee) = (BANK, OTHER_BANK);
        bytes32 pledge = pledged(a);
        assertEq(marksOf(id, 0), PLEDGED | FINANCED, "both");
        onDay(DEBT_DUE + 1);
        perform(EnforcePledge(OTHER_BANK, id, 0, pledge, "notice"));
        assertLot(id, 0, FACE, OTHER_BANK, HELD);
        assertEq(marksOf(id, 0), FINANCED, "financed");
    }

    /*/////////////////////////////// ENFORCE ////////////////////////////////*/

    function test_V13_EnforcePledge_TakesWhatIsSecuredAndFreesTheRest() public eitherWay {
        PledgeLot memory a = pledgeOf(id, 0, FACE);
        a.secured = 600;
        bytes32 pledge = pledged(a);
        onDay(DEBT_DUE + 1);
        vm.expectEmit(address(pledges));
        emit IPledges.Received(pledge, 600, 600);
        vm.expectEmit(address(lots));
        emit ILots.Transferred(id, ACME, BANK, 0, 0, 600);
        vm.expectEmit(address(pledges));
        emit IPledges.Enforced(id, 0, pledge, 600, "notice");
        perform(EnforcePledge(BANK, id, 0, pledge, "notice"));
        assertLot(id, 0, 600, BANK, HELD);
        assertLot(id, 600, FACE, ACME, HELD);
        assertEq(marksOf(id, 0) | marksOf(id, 600), 0, "no mark is left");
        assertPledge(pledge, 600, 600, IN_FORCE);
        accepting(BOLT, ACME, CORE);
        perform(whole(ACME, id, 600, FACE, BOLT));
    }

    /// Before the day, on it, and on the first day after it.
    function test_V13_EnforcePledge_BeginsTheDayAfterTheDebtFellDue() public {
        bytes32 pledge = pledged(pledgeOf(id, 0, FACE));
        uint32[3] memory days_ = [DAY0, DEBT_DUE - 1, DEBT_DUE];
        for (uint256 i; i < days_.length; ++i) {
            onDay(days_[i]);
            refusedOverdue(DEBT_DUE, days_[i]);
            perform(EnforcePledge(BANK, id, 0, pledge, "notice"));
        }
        onDay(DEBT_DUE + 1);
        perform(EnforcePledge(BANK, id, 0, pledge, "notice"));
        assertLot(id, 0, FACE, BANK, HELD);
    }

    /// What is received counts over all lots of the pledge.
    function test_V13_EnforcePledge_CountsWhatOtherLotsGave() public {
        PledgeLot memory a = pledgeOf(id, 0, FACE);
        a.secured = 600;
        bytes32 pledge = pledged(a);
        perform(Split(ACME, id, 0, 400));
        onDay(DEBT_DUE + 1);
        perform(EnforcePledge(BANK, id, 0, pledge, "notice"));
        assertLot(id, 0, 400, BANK, HELD);
        perform(EnforcePledge(BANK, id, 400, pledge, "notice"));
        assertLot(id, 400, 600, BANK, HELD);
        assertLot(id, 600, FACE, ACME, HELD);
        assertPledge(pledge, 600, 600, IN_FORCE);
    }

    /// However the holder splits, the pledgee gets what is secured and never more, and no unit stays behind under the pledge of a
    /// lot that was enforced.
    function testFuzz_EnforcePledge_TakesWhatIsSecured(uint48 secured, uint48 first, uint48 second) public {
        PledgeLot memory a = pledgeOf(id, 0, FACE);
        a.secured = uint48(bound(secured, 1, FACE));
        first = uint48(bound(first, 1, FACE - 2));
        second = uint48(bound(second, first + 1, FACE - 1));
        bytes32 pledge = pledged(a);
        perform(Split(ACME, id, 0, first));
        perform(Split(ACME, id, first, second));
        onDay(DEBT_DUE + 1);
        uint48[3] memory starts = [uint48(0), first, second];
        for (uint256 i; i < starts.length && pledges.pledgeOf(pledge).received < a.secured; ++i) {
            perform(EnforcePledge(BANK, id, starts[i], pledge, "notice"));
            assertEq(marksOf(id, starts[i]), 0, "free");
        }
        assertPledge(pledge, a.secured, a.secured, IN_FORCE);
        assertEq(heldBy(BANK), a.secured, "the pledgee's");
        assertEq(heldBy(ACME), FACE - a.secured, "the pledgor's");
    }

    /// Nothing is secured any more: the pledgee has no more to take, and the holder frees the rest itself.
    function test_ReleasePledge_ByTheHolderOnceNothingIsSecured() public eitherWay {
        PledgeLot memory a = pledgeOf(id, 0, FACE);
        a.secured = 300;
        bytes32 pledge = pledged(a);
        perform(Split(ACME, id, 0, 400));
        onDay(DEBT_DUE + 1);
        bytes memory notParty = abi.encodeWithSelector(IProposals.NotParty.selector, BANK);
        refused(notParty);
        perform(ReleasePledge(ACME, id, 400, FACE, pledge));
        perform(EnforcePledge(BANK, id, 0, pledge, "notice"));
        refused(abi.encodeWithSelector(IPledges.AboveSecured.selector, uint48(0)));
        perform(EnforcePledge(BANK, id, 400, pledge, "notice"));
        refused(notParty);
        perform(ReleasePledge(CORE, id, 400, FACE, pledge));
        perform(ReleasePledge(ACME, id, 400, FACE, pledge));
        assertEq(marksOf(id, 400), 0, "free");
    }

    /// From the due day on the pledgee gets a lot whole, if it is worth no more than what is still secured.
    function test_V13_EnforcePledge_FromTheDueDayOnWholeLots() public {
        PledgeLot memory a = pledgeOf(id, 0, FACE);
        a.secured = 600;
        bytes32 pledge = pledged(a);
        perform(Split(ACME, id, 0, 600));
        onDay(DUE);
        perform(EnforcePledge(BANK, id, 0, pledge, "notice"));
        assertLot(id, 0, 600, BANK, HELD);
        assertPledge(pledge, 600, 600, IN_FORCE);
    }

    function test_RevertWhen_ALotWorthMoreIsEnforcedFromTheDueDayOn() public {
        PledgeLot memory a = pledgeOf(id, 0, FACE);
        a.secured = FACE - 1;
        bytes32 pledge = pledged(a);
        onDay(DUE - 1);
        uint256 before = vm.snapshotState();
        perform(EnforcePledge(BANK, id, 0, pledge, "notice"));
        assertLot(id, 0, FACE - 1, BANK, HELD);
        vm.revertToState(before);
        onDay(DUE);
        refused(abi.encodeWithSelector(IPledges.AboveSecured.selector, FACE - 1));
        perform(EnforcePledge(BANK, id, 0, pledge, "notice"));
    }

    function test_RevertWhen_AFrozenPledgeIsEnforced() public {
        bytes32 pledge = pledged(pledgeOf(id, 0, FACE));
        frozen(id, 0, FACE);
        onDay(DEBT_DUE + 1);
        refusedOnHold(FROZEN);
        perform(EnforcePledge(BANK, id, 0, pledge, "notice"));
        assertEq(pledges.pledgeOn(id, 0), pledge, "nothing changed");
        assertPledge(pledge, FACE, 0, IN_FORCE);
    }

    /// A suspended holder signed for enforcement when it pledged.
    function test_EnforcePledge_AgainstASuspendedHolder() public {
        bytes32 pledge = pledged(pledgeOf(id, 0, FACE));
        suspend(ACME);
        onDay(DEBT_DUE + 1);
        perform(EnforcePledge(BANK, id, 0, pledge, "notice"));
        assertLot(id, 0, FACE, BANK, HELD);
    }

    /*/////////////////////////////// PROCEEDS ///////////////////////////////*/

    function test_Proceeds_GoToThePledgeeUpToTheSecuredSum() public {
        PledgeLot memory a = pledgeOf(id, 0, FACE);
        a.secured = 600;
        bytes32 pledge = pledged(a);
        perform(Split(ACME, id, 0, 400));
        onDay(DUE);
        vm.expectEmit(address(pledges));
        emit IPledges.Received(pledge, 400, 400);
        assertProceeds(0, 400, BANK, 400);
        assertEq(pledges.pledgeOn(id, 0), pledge, "still secures");
        vm.expectEmit(address(pledges));
        emit IPledges.Unpledged(id, 400, pledge);
        assertProceeds(400, 600, BANK, 200);
        assertEq(marksOf(id, 400), 0, "the debt is covered");
        // A second call about the same payment, its interest, finds no pledge.
        assertProceeds(400, 5, 0, 0);
        // The other lot has nothing more to give, and is free with its next payment, however small.
        assertProceeds(0, 1, BANK, 0);
        assertEq(marksOf(id, 0), 0, "free");
        assertPledge(pledge, 600, 600, IN_FORCE);
    }

    function test_Proceeds_OfNothingPledged() public {
        assertProceeds(0, 10, 0, 0);
        assertProceeds(77, 10, 0, 0);
    }

    /// In however many payments, the pledgee's parts add up to what is secured and to no more than was paid.
    function testFuzz_Proceeds_AddUp(uint48 secured, uint48[8] memory payments) public {
        PledgeLot memory a = pledgeOf(id, 0, FACE);
        a.secured = uint48(bound(secured, 1, FACE));
        pledged(a);
        onDay(DUE);
        uint256 parts;
        uint256 all;
        for (uint256 i; i < payments.length; ++i) {
            uint48 payment = uint48(bound(payments[i], 0, FACE / 8));
            vm.prank(address(settlements));
            (, uint48 part) = pledges.proceeds(id, 0, payment);
            assertLe(part, payment, "part");
            (parts, all) = (parts + part, all + payment);
        }
        assertEq(parts, all < a.secured ? all : a.secured, "the pledgee first, up to the secured sum");
        assertEq(marksOf(id, 0), all < a.secured ? PLEDGED : 0, "pledged as long as something is secured");
    }

    /// Paid by settlement: the pledgee first, then the holder.
    function test_R_C09_ASettledPledgedLotPaysThePledgeeThenTheHolder() public {
        PledgeLot memory a = pledgeOf(id, 0, FACE);
        a.secured = 600;
        bytes32 pledge = pledged(a);
        settled(id, 500);
        push(0);
        assertEq(free(BANK, BANK), 500, "all of the first payment");
        assertEq(free(BANK, ACME), 0, "nothing for the holder yet");
        assertPledge(pledge, 600, 500, IN_FORCE);
        settled(id, 500);
        push(0);
        assertEq(free(BANK, BANK), 600, "up to the secured sum");
        assertEq(free(BANK, ACME), 400, "the rest");
        assertPledge(pledge, 600, 600, IN_FORCE);
        assertEq(marksOf(id, 0), 0, "free");
    }

    /// Half is paid, and the pledgee takes the lot for the unpaid half: what it got and what it takes are all that was secured.
    function test_V13_EnforcePledge_WithPartAlreadyReceived() public {
        bytes32 pledge = pledged(pledgeOf(id, 0, FACE));
        settled(id, 500);
        refused(abi.encodeWithSelector(ILots.PaymentBegun.selector, uint48(500)));
        perform(EnforcePledge(BANK, id, 0, pledge, "notice"));
        push(0);
        assertPledge(pledge, FACE, 500, IN_FORCE);
        vm.expectEmit(address(pledges));
        emit IPledges.Received(pledge, 500, FACE);
        perform(EnforcePledge(BANK, id, 0, pledge, "notice"));
        assertLot(id, 0, FACE, BANK, HELD);
        settled(id, 500);
        push(0);
        assertEq(free(BANK, BANK), FACE, "all went to the pledgee, as holder in the end");
    }

    /// A pledgee that was suspended still gets what is its own.
    function test_Proceeds_ToASuspendedPledgee() public {
        PledgeLot memory a = pledgeOf(id, 0, FACE);
        (a.pledgee, a.secured) = (OTHER_BANK, 600);
        pledged(a);
        suspend(OTHER_BANK);
        settled(id, FACE);
        push(0);
        assertEq(free(BANK, OTHER_BANK), 600, "the pledgee's");
        assertEq(free(BANK, ACME), 400, "the holder's");
    }

    /*/////////////////////////////// REFUSALS ///////////////////////////////*/

    function test_RevertWhen_R_C09_ThePledgeHasNoRegistration() public {
        perform(pledgeOf(id, 0, FACE));
        refused(abi.encodeWithSelector(IPledges.RegistrationNeeded.selector, bytes32("C09.registration")));
        perform(AcceptPledge(BANK, id, 0, lastHash, ""));
        assertEq(marksOf(id, 0), 0, "no pledge without registration");
    }

    function test_RevertWhen_APledgesFieldsAreOutOfRange() public {
        PledgeLot memory a = pledgeOf(id, 0, FACE);
        a.pledgee = ACME;
        refusedField("pledgee");
        perform(a);
        a = pledgeOf(id, 0, FACE);
        uint48[3] memory secured = [uint48(0), FACE + 1, NO_LIMIT];
        for (uint256 i; i < secured.length; ++i) {
            a.secured = secured[i];
            refusedField("secured");
            perform(a);
        }
        a = pledgeOf(id, 0, FACE);
        uint32[4] memory debtDue = [0, DAY0 - 1, 65_536, type(uint32).max];
        for (uint256 i; i < debtDue.length; ++i) {
            a.debtDue = debtDue[i];
            refusedField("debtDue");
            perform(a);
        }
    }

    function test_RevertWhen_TheRegistrationIsTooLong() public {
        perform(pledgeOf(id, 0, FACE));
        bytes32 pledge = lastHash;
        bytes memory text = new bytes(65);
        refusedField("registration");
        perform(AcceptPledge(BANK, id, 0, pledge, string(text)));
        perform(AcceptPledge(BANK, id, 0, pledge, string(new bytes(64))));
    }

    /// The debt fell due while the offer waited: to take it now would be to take the units.
    function test_RevertWhen_TheDebtIsOverdueBeforeThePledge() public {
        PledgeLot memory a = pledgeOf(id, 0, FACE);
        a.debtDue = DAY0 + 5;
        perform(a);
        onDay(DAY0 + 6);
        refusedField("debtDue");
        perform(AcceptPledge(BANK, id, 0, lastHash, "ZDW-9"));
    }

    function test_RevertWhen_NoNoticeWasSent() public {
        bytes32 pledge = pledged(pledgeOf(id, 0, FACE));
        onDay(DEBT_DUE + 1);
        refusedField("notice");
        perform(EnforcePledge(BANK, id, 0, pledge, 0));
    }

    /// A rule set may give days after the debt's: CN-2026-STRICT gives three.
    function test_RevertWhen_TheDaysOfNoticeRun() public {
        ObligationId strict = strictly(FACE);
        bytes32 pledge = pledged(pledgeOf(strict, 0, FACE));
        uint32[2] memory days_ = [DEBT_DUE + 1, DEBT_DUE + 3];
        for (uint256 i; i < days_.length; ++i) {
            onDay(days_[i]);
            refusedOverdue(DEBT_DUE + 3, days_[i]);
            perform(EnforcePledge(BANK, strict, 0, pledge, "notice"));
        }
        onDay(DEBT_DUE + 4);
        perform(EnforcePledge(BANK, strict, 0, pledge, "notice"));
        assertLot(strict, 0, FACE, BANK, HELD);
    }

    function test_RevertWhen_TheUnitsAreNotTheHoldersToPledge() public {
        PledgeLot memory a = pledgeOf(id, 0, FACE);
        a.company = BOLT;
        refusedNotParty(ACME);
        perform(a);
        a = pledgeOf(id, 0, FACE + 1);
        refused(abi.encodeWithSelector(ILots.NotInLot.selector, uint48(0), FACE));
        perform(a);
        perform(Split(ACME, id, 0, 500));
        a = pledgeOf(id, 500, FACE);
        (a.start, a.secured) = (499, 1);
        refused(abi.encodeWithSelector(ILots.NotInLot.selector, uint48(500), FACE));
        perform(a);
        a = pledgeOf(id, 3, FACE);
        refused(abi.encodeWithSelector(ILots.NoLot.selector, id, uint48(3)));
        perform(a);
        a = pledgeOf(aliasOf(id), 0, 500);
        refused(abi.encodeWithSelector(ILots.NoLot.selector, aliasOf(id), uint48(0)));
        perform(a);
    }

    /// Where the kernel would not take a refusal, nothing is proposed: the lot would be trapped.
    function test_RevertWhen_TheLotIsNotTheKernelsToAnswerFor() public {
        ObligationId bill = indirect(FACE);
        refused(abi.encodeWithSelector(ILots.ThroughModule.selector));
        perform(pledgeOf(bill, 0, FACE));
    }

    function test_RevertWhen_TheLastDayIsOutOfRange() public {
        PledgeLot memory a = pledgeOf(id, 0, FACE);
        uint32[2] memory untils = [DAY0 - 1, DAY0 + 31];
        for (uint256 i; i < untils.length; ++i) {
            a.until = untils[i];
            refused(abi.encodeWithSelector(IProposals.BadUntil.selector, DAY0 + 30));
            perform(a);
        }
        onDay(DUE - 1);
        a = pledgeOf(id, 0, FACE);
        a.until = DUE;
        refused(abi.encodeWithSelector(IProposals.BadUntil.selector, DUE - 1));
        perform(a);
        onDay(DUE);
        a = pledgeOf(id, 0, FACE);
        refused(abi.encodeWithSelector(IProposals.BadUntil.selector, DUE - 1));
        perform(a);
    }

    /// An offer that waits is not answered on the due day: the lots stay as they are from there on.
    function test_RevertWhen_TheOfferHasLapsed() public {
        onDay(DUE - 1);
        perform(pledgeOf(id, 0, FACE));
        bytes32 pledge = lastHash;
        onDay(DUE);
        refused(abi.encodeWithSelector(IProposals.Lapsed.selector, DUE - 1));
        perform(AcceptPledge(BANK, id, 0, pledge, "ZDW-9"));
        lots.lapse(id, 0);
        assertLot(id, 0, FACE, ACME, HELD);
    }

    function test_RevertWhen_TheAnswerIsNotToThisOffer() public {
        refused(abi.encodeWithSelector(IProposals.OtherKind.selector, uint8(0)));
        perform(AcceptPledge(BANK, id, 0, "pledge", "ZDW-9"));
        perform(pledgeOf(id, 0, FACE));
        bytes32 pledge = lastHash;
        refused(abi.encodeWithSelector(ILots.OtherProposal.selector, pledge));
        perform(AcceptPledge(BANK, id, 0, "pledge", "ZDW-9"));
        refusedNotParty(BANK);
        perform(AcceptPledge(OTHER_BANK, id, 0, pledge, "ZDW-9"));
        perform(AcceptPledge(BANK, id, 0, pledge, "ZDW-9"));
        refused(abi.encodeWithSelector(IProposals.OtherKind.selector, uint8(0)));
        perform(AcceptPledge(BANK, id, 0, pledge, "ZDW-9"));
        ObligationId other = issued(ACME, FACE);
        perform(whole(ACME, other, 0, FACE, BOLT));
        pledge = lastHash;
        refused(abi.encodeWithSelector(IProposals.OtherKind.selector, uint8(1)));
        perform(AcceptPledge(BOLT, other, 0, pledge, "ZDW-9"));
    }

    function test_RevertWhen_SomebodyElseReleasesOrEnforces() public {
        bytes32 pledge = pledged(pledgeOf(id, 0, FACE));
        onDay(DEBT_DUE + 1);
        uint32[4] memory others = [ACME, CORE, OPERATOR, AUTHORITY];
        for (uint256 i; i < others.length; ++i) {
            refusedNotParty(BANK);
            perform(ReleasePledge(others[i], id, 0, FACE, pledge));
            refusedNotParty(BANK);
            perform(EnforcePledge(others[i], id, 0, pledge, "notice"));
        }
    }

    function test_RevertWhen_TheLotIsNotUnderThePledge() public {
        bytes32 pledge = pledged(pledgeOf(id, 0, FACE));
        ObligationId other = issued(ACME, FACE);
        bytes32[3] memory names = [bytes32(0), "pledge", pledge];
        ObligationId[3] memory debts = [id, id, other];
        for (uint256 i; i < names.length; ++i) {
            refused(abi.encodeWithSelector(IPledges.NotPledged.selector, names[i]));
            perform(ReleasePledge(BANK, debts[i], 0, FACE, names[i]));
            refused(abi.encodeWithSelector(IPledges.NotPledged.selector, names[i]));
            perform(EnforcePledge(BANK, debts[i], 0, names[i], "notice"));
        }
        refused(abi.encodeWithSelector(IPledges.NotPledged.selector, pledge));
        perform(ReleasePledge(BANK, aliasOf(id), 0, FACE, pledge));
    }

    function test_RevertWhen_ProceedsAreNotSettlements() public {
        pledged(pledgeOf(id, 0, FACE));
        address[3] memory callers = [keyOf[BANK], address(receivables), address(this)];
        for (uint256 i; i < callers.length; ++i) {
            refused(abi.encodeWithSelector(IPledges.NotModule.selector, callers[i]));
            vm.prank(callers[i]);
            pledges.proceeds(id, 0, 1);
        }
    }

    function test_RevertWhen_ASideIsSuspended() public {
        perform(pledgeOf(id, 0, FACE));
        bytes32 pledge = lastHash;
        uint256 start = vm.snapshotState();
        suspend(BANK);
        refusedSuspended(BANK);
        perform(AcceptPledge(BANK, id, 0, pledge, "ZDW-9"));
        perform(RejectProposal(BANK, id, 0, pledge));
        refusedSuspended(BANK);
        perform(pledgeOf(id, 0, FACE));
        vm.revertToState(start);
        suspend(ACME);
        refusedSuspended(ACME);
        perform(AcceptPledge(BANK, id, 0, pledge, "ZDW-9"));
        perform(WithdrawProposal(ACME, id, 0, pledge));
        refusedSuspended(ACME);
        perform(pledgeOf(id, 0, FACE));
        vm.revertToState(start);
        perform(AcceptPledge(BANK, id, 0, pledge, "ZDW-9"));
        suspend(BANK);
        onDay(DEBT_DUE + 1);
        refusedSuspended(BANK);
        perform(EnforcePledge(BANK, id, 0, pledge, "notice"));
    }

    /// A freeze or a dispute that comes while the offer waits stops its acceptance, not its return.
    function test_RevertWhen_AHoldCameInBetween() public {
        perform(pledgeOf(id, 0, FACE));
        bytes32 pledge = lastHash;
        uint256 start = vm.snapshotState();
        frozen(id, 0, FACE);
        refusedOnHold(FROZEN);
        perform(AcceptPledge(BANK, id, 0, pledge, "ZDW-9"));
        perform(WithdrawProposal(ACME, id, 0, pledge));
        vm.revertToState(start);
        disputed(id, 0, FACE);
        refusedOnHold(DISPUTED);
        perform(AcceptPledge(BANK, id, 0, pledge, "ZDW-9"));
        perform(RejectProposal(BANK, id, 0, pledge));
        assertEq(marksOf(id, 0), DISPUTED, "the dispute stays");
    }

    function test_RevertWhen_AStrangerSigns() public {
        address stranger = newKey("stranger");
        bytes memory reason;
        bySignature = true;
        PledgeLot memory a = pledgeOf(id, 0, FACE);
        reason = abi.encodeWithSelector(ICompanies.NotOperator.selector, stranger, ACME);
        refused(reason);
        performAs(stranger, a);
        reason = abi.encodeWithSelector(ICompanies.NotOperator.selector, stranger, BANK);
        perform(a);
        bytes32 pledge = lastHash;
        refused(reason);
        performAs(stranger, AcceptPledge(BANK, id, 0, pledge, "ZDW-9"));
        perform(AcceptPledge(BANK, id, 0, pledge, "ZDW-9"));
        refused(reason);
        performAs(stranger, ReleasePledge(BANK, id, 0, FACE, pledge));
        onDay(DEBT_DUE + 1);
        refused(reason);
        performAs(stranger, EnforcePledge(BANK, id, 0, pledge, "notice"));
    }

    /// What was signed once is done once: neither the offer nor the release comes again.
    function test_RevertWhen_ASignedActComesAgain() public {
        PledgeLot memory a = pledgeOf(id, 0, FACE);
        Auth memory offer = signed(keyOf[ACME], hashOf(a, under(71, deadline)), 71, deadline);
        pledges.pledgeLot(a, offer);
        perform(WithdrawProposal(ACME, id, 0, hashOf(a, offer)));
        refused(abi.encodeWithSelector(ICompanies.NonceSpent.selector, keyOf[ACME], uint64(71)));
        pledges.pledgeLot(a, offer);

        bytes32 pledge = pledged(a);
        perform(Split(ACME, id, 0, 400));
        ReleasePledge memory r = ReleasePledge(BANK, id, 0, 400, pledge);
        Auth memory release = signed(keyOf[BANK], hashOf(r, under(72, deadline)), 72, deadline);
        pledges.releasePledge(r, release);
        pledged(pledgeOf(id, 0, 400));
        refused(abi.encodeWithSelector(IPledges.NotPledged.selector, pledge));
        pledges.releasePledge(r, release);
    }

    /// Units count against the operator's limits, on both sides.
    function test_RevertWhen_AnOperatorsLimitIsBelowTheUnits() public {
        address clerk = hire(ACME, "clerk", MAKER, FACE - 1, NO_LIMIT);
        refused(abi.encodeWithSelector(ICompanies.AboveLimit.selector, clerk, FACE - 1));
        performAs(clerk, pledgeOf(id, 0, FACE));
        address teller = hire(BANK, "teller", MAKER, 599, NO_LIMIT);
        PledgeLot memory a = pledgeOf(id, 0, FACE);
        a.secured = 600;
        perform(a);
        bytes32 pledge = lastHash;
        bytes memory reason = abi.encodeWithSelector(ICompanies.AboveLimit.selector, teller, uint48(599));
        refused(reason);
        performAs(teller, AcceptPledge(BANK, id, 0, pledge, "ZDW-9"));
        perform(AcceptPledge(BANK, id, 0, pledge, "ZDW-9"));
        onDay(DEBT_DUE + 1);
        refused(reason);
        performAs(teller, EnforcePledge(BANK, id, 0, pledge, "notice"));
        performAs(teller, ReleasePledge(BANK, id, 0, FACE, pledge));
    }

    function test_RevertWhen_ASecondOperatorIsNeeded() public {
        perform(SetThreshold(ACME, FACE - 1));
        refused(abi.encodeWithSelector(ICompanies.SecondNeeded.selector, ACME, FACE - 1));
        perform(pledgeOf(id, 0, FACE));
        checker = hire(ACME, "checker", CHECKER);
        perform(pledgeOf(id, 0, FACE));
        assertLot(id, 0, FACE, ACME, LOCKED);
    }

    /*//////////////////////////////// SETTING ///////////////////////////////*/

    function assertPledge(bytes32 pledge, uint48 secured, uint48 received, uint8 state) private view {
        Pledge memory p = pledges.pledgeOf(pledge);
        assertEq(p.secured, secured, "secured");
        assertEq(p.received, received, "received");
        assertEq(p.state, state, "state");
    }

    function assertProceeds(uint48 lot, uint48 amount, uint32 pledgee, uint48 part) private {
        vm.prank(address(settlements));
        (uint32 to, uint48 got) = pledges.proceeds(id, lot, amount);
        assertEq(to, pledgee, "pledgee");
        assertEq(got, part, "part");
    }

    function push(uint48 lot) private {
        uint48[] memory list = new uint48[](1);
        list[0] = lot;
        settlements.push(id, list);
    }

    /// Units of the obligation that the company holds.
    function heldBy(uint32 company) private view returns (uint256 units) {
        for (uint48 start; start < FACE;) {
            uint48 end = lots.lotOf(id, start).end;
            if (lots.lotOf(id, start).holder == company) units += end - start;
            start = end;
        }
    }

    function refusedField(bytes32 field) private {
        refused(abi.encodeWithSelector(IPledges.BadField.selector, field));
    }

    function refusedNotParty(uint32 party) private {
        refused(abi.encodeWithSelector(IProposals.NotParty.selector, party));
    }

    function refusedOnHold(uint8 marks) private {
        refused(abi.encodeWithSelector(ILots.OnHold.selector, marks));
    }

    function refusedSuspended(uint32 company) private {
        refused(abi.encodeWithSelector(ICompanies.CompanySuspended.selector, company));
    }

    function refusedOverdue(uint32 last, uint32 day) private {
        refused(abi.encodeWithSelector(IPledges.NotOverdue.selector, bytes32("C09.notice-days"), last, day));
    }
}
