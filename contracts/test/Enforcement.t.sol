// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ILots, Split} from "../src/interfaces/ILots.sol";
import {EnforcePledge, IPledges, Pledge, PledgeLot, ReleasePledge} from "../src/interfaces/IPledges.sol";
import {IProposals} from "../src/interfaces/IProposals.sol";
import {ObligationId} from "../src/libraries/ObligationId.sol";
import {SecurityActs} from "./SecurityActs.sol";

/// @notice What a pledgee gets: by enforcement and out of payments. ACME pledged 10.00 of CORE's debt, due in 90 days, to BANK for 30 days.
contract EnforcementTest is SecurityActs {
    uint48 private constant FACE = 1000;
    uint8 private constant IN_FORCE = 2;
    uint32 private constant DEBT_DUE = DAY0 + 30;
    uint32 private constant DUE = DAY0 + 90;

    ObligationId private id;

    function setUp() public override {
        super.setUp();
        id = issued(ACME, FACE);
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

    function test_RevertWhen_ProceedsAreNotSettlements() public {
        pledged(pledgeOf(id, 0, FACE));
        address[3] memory callers = [keyOf[BANK], address(receivables), address(this)];
        for (uint256 i; i < callers.length; ++i) {
            refused(abi.encodeWithSelector(IPledges.NotModule.selector, callers[i]));
            vm.prank(callers[i]);
            pledges.proceeds(id, 0, 1);
        }
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

    function refusedOverdue(uint32 last, uint32 day) private {
        refused(abi.encodeWithSelector(IPledges.NotOverdue.selector, bytes32("C09.notice-days"), last, day));
    }
}
