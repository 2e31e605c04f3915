// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Auth} from "../src/interfaces/Auth.sol";
import {ICompanies, SetThreshold} from "../src/interfaces/ICompanies.sol";
import {Quote, TakeQuote} from "../src/interfaces/IDiscounts.sol";
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
        emit ILots.Recorded(id, 300, 1, Record(0, 4, ACME, BANK, DAY0, 400, 0));
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
        // However many days there are for an answer, none is on the due day.
        uint32[2] memory days_ = [DUE - 30, DUE - 1];
        for (uint256 i; i < days_.length; ++i) {
            onDay(days_[i]);
            a = pledgeOf(id, 0, FACE);
            a.until = DUE;
            refused(abi.encodeWithSelector(IProposals.BadUntil.selector, DUE - 1));
            perform(a);
        }
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
        // No pledge is not a pledge that nobody would have to ask for.
        refused(abi.encodeWithSelector(IPledges.NotPledged.selector, bytes32(0)));
        perform(ReleasePledge(0, other, 0, FACE, 0));
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

    function refusedField(bytes32 field) private {
        refused(abi.encodeWithSelector(IPledges.BadField.selector, field));
    }
}
