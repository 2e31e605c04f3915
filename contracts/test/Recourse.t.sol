// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ICash} from "../src/interfaces/ICash.sol";
import {ICompanies} from "../src/interfaces/ICompanies.sol";
import {Quote, TakeQuote} from "../src/interfaces/IDiscounts.sol";
import {Invoice} from "../src/interfaces/IEvidence.sol";
import {ILots, Split} from "../src/interfaces/ILots.sol";
import {EnforcePledge} from "../src/interfaces/IPledges.sol";
import {IssueReceivable} from "../src/interfaces/IReceivables.sol";
import {
    AcknowledgeRecourse,
    Claim,
    ClaimRecourse,
    IRecourse,
    RefuseRecourse,
    SettleRecourse
} from "../src/interfaces/IRecourse.sol";
import {ObligationId} from "../src/libraries/ObligationId.sol";
import {MoneyActs} from "./MoneyActs.sol";

/// @notice CORE's debt to ACME went on, with recourse or without, and was not paid.
contract RecourseTest is MoneyActs {
    uint48 private constant FACE = 1_000_000;
    uint32 private constant DUE = DAY0 + 90;

    uint8 private constant NOTIFIED = 1;
    uint8 private constant REFUSED = 2;
    uint8 private constant CLEARED = 3;

    ObligationId private id;

    function setUp() public override {
        super.setUp();
        id = issued(ACME, FACE);
    }

    /*///////////////////////////////// CLAIM ////////////////////////////////*/

    function test_V19_ClaimRecourse_NotifiesWhoAnswers() public eitherWay {
        handed(id, 0, FACE, ACME, BOLT, true);
        defaulted(id);
        ClaimRecourse memory act = ClaimRecourse(BOLT, id, 0, ACME, "notice");
        bytes32 hash = hashOf(act, under(nonces + 1, deadline));
        vm.expectEmit(address(recourse));
        emit IRecourse.RecourseClaimed(id, BOLT, ACME, hash, 0, "notice");
        perform(act);
        Claim memory c = recourse.claimOf(hash);
        assertEq(ObligationId.unwrap(c.obligation), ObligationId.unwrap(id), "obligation");
        assertEq(c.holder, BOLT, "holder");
        assertEq(c.against, ACME, "against");
        assertEq(c.state, NOTIFIED, "state");
        (uint48 principal, uint48 interest) = recourse.dueOn(hash, DUE + 10);
        assertEq(principal, FACE, "principal");
        assertEq(interest, 5000, "ten days at 0.05 %");
        assertLot(id, 0, FACE, BOLT, HELD);
    }

    /// Only who signed for it answers: of ACME ⇒ BOLT → CIRRUS ⇒ BANK these are CIRRUS and ACME, the newest first.
    function test_R_V18_OnlyWhoSignedForItAnswers() public {
        handed(id, 0, FACE, ACME, BOLT, true);
        handed(id, 0, FACE, BOLT, CIRRUS, false);
        handed(id, 0, FACE, CIRRUS, BANK, true);
        _assertLiable(CIRRUS, ACME);
        defaulted(id);
        uint32[4] memory others = [BOLT, CORE, BANK, OTHER_BANK];
        for (uint256 i; i < others.length; ++i) {
            refused(abi.encodeWithSelector(IRecourse.NotLiable.selector, others[i]));
            perform(ClaimRecourse(BANK, id, 0, others[i], 0));
        }
        perform(ClaimRecourse(BANK, id, 0, ACME, 0));
    }

    /// R-C07: a bank that bought without recourse has the debtor alone.
    function test_R_C07_WithoutRecourseTheSellerIsFree() public {
        financed(id, 0, FACE, ACME, BANK, false);
        _assertLiable();
        defaulted(id);
        refused(abi.encodeWithSelector(IRecourse.NotLiable.selector, ACME));
        perform(ClaimRecourse(BANK, id, 0, ACME, 0));
    }

    /// Both halves of a split have the same history, and each its own claim.
    function test_ClaimRecourse_OfTheChildrenOfASplit() public {
        handed(id, 0, FACE, ACME, BOLT, true);
        perform(Split(BOLT, id, 0, 400_000));
        handed(id, 400_000, FACE, BOLT, CIRRUS, false);
        defaulted(id);
        bytes32 first = _claim(BOLT, 0, ACME);
        bytes32 second = _claim(CIRRUS, 400_000, ACME);
        _pay(ACME, second);
        assertLot(id, 400_000, FACE, ACME, HELD);
        assertLot(id, 0, 400_000, BOLT, HELD);
        _pay(ACME, first);
        assertLot(id, 0, 400_000, ACME, HELD);
    }

    /*//////////////////////////////// SETTLE ////////////////////////////////*/

    function test_V20_SettleRecourse_GivesTheLotToWhoPaid() public eitherWay {
        handed(id, 0, FACE, ACME, BOLT, true);
        defaulted(id);
        bytes32 claim = _claim(BOLT, 0, ACME);
        deposit(BANK, ACME, FACE + 2000);
        vm.expectEmit(address(lots));
        emit ILots.Transferred(id, BOLT, ACME, 0, 0, FACE);
        vm.expectEmit(address(cash));
        emit ICash.Moved(BANK, ACME, BOLT, CNY, FACE + 2000, "");
        vm.expectEmit(address(recourse));
        emit IRecourse.RecourseCleared(claim, id, ACME, FACE + 2000, 2000, "");
        perform(SettleRecourse(ACME, claim, BANK, FACE + 2000));
        assertLot(id, 0, FACE, ACME, HELD);
        assertEq(free(BANK, BOLT), FACE + 2000, "what is unpaid, and four days' interest");
        assertEq(recourse.claimOf(claim).state, CLEARED, "state");
    }

    /// R-C06: the bank gets its money from the seller, or from the debtor, never from both; what the debtor pays later is the seller's.
    function test_R_C06_NeverFromBoth() public {
        financed(id, 0, FACE, ACME, BANK, true);
        assertEq(lots.lotOf(id, 0).marks, FINANCED, "financed");
        uint256 sold = free(BANK, ACME);
        defaulted(id);
        bytes32 claim = _claim(BANK, 0, ACME);
        uint256 before = free(BANK, BANK);
        _pay(ACME, claim);
        assertEq(free(BANK, BANK) - before, FACE + 2000, "the bank is paid");
        assertEq(lots.lotOf(id, 0).marks, 0, "and finances no more");
        pays(id, FACE);
        push(id, 0);
        assertEq(free(BANK, BANK) - before, FACE + 2000, "once");
        assertEq(free(BANK, ACME), sold + FACE + 2000, "the debtor's money is the seller's");
        refused(abi.encodeWithSelector(IRecourse.ClaimClosed.selector, claim));
        perform(SettleRecourse(ACME, claim, BANK, 2 * FACE));
    }

    /// R-C06 from the other side: once the debtor has paid, the seller is free.
    function test_R_C06_OncePaidNobodyAnswers() public {
        financed(id, 0, FACE, ACME, BANK, true);
        defaulted(id);
        bytes32 claim = _claim(BANK, 0, ACME);
        pays(id, FACE);
        bytes memory reason = abi.encodeWithSelector(IRecourse.NotInDefault.selector, id);
        refused(reason);
        perform(SettleRecourse(ACME, claim, BANK, 2 * FACE));
        refused(reason);
        perform(AcknowledgeRecourse(BANK, claim, "wire"));
        refused(reason);
        perform(ClaimRecourse(BANK, id, 0, ACME, 0));
        refused(reason);
        recourse.dueOn(claim, DUE + 4);
    }

    /// The holder may turn to whom it likes; who pays may turn to those before it.
    function test_SettleRecourse_InTheOrderThatTheHolderChooses() public {
        handed(id, 0, FACE, ACME, BOLT, true);
        handed(id, 0, FACE, BOLT, CIRRUS, true);
        handed(id, 0, FACE, CIRRUS, BANK, true);
        defaulted(id);
        uint256 snapshot = vm.snapshotState();
        _pay(ACME, _claim(BANK, 0, ACME));
        _assertLiable();
        assertLot(id, 0, FACE, ACME, HELD);
        vm.revertToState(snapshot);
        _pay(CIRRUS, _claim(BANK, 0, CIRRUS));
        _assertLiable(BOLT, ACME);
        refused(abi.encodeWithSelector(IRecourse.NotLiable.selector, BANK));
        perform(ClaimRecourse(CIRRUS, id, 0, BANK, 0));
        _pay(BOLT, _claim(CIRRUS, 0, BOLT));
        _assertLiable(ACME);
        _pay(ACME, _claim(BOLT, 0, ACME));
        _assertLiable();
        pays(id, FACE);
        push(id, 0);
        assertEq(free(BANK, BANK), FACE + 2000, "the last holder");
        assertEq(free(BANK, CIRRUS), FACE + 2000, "what it paid it got back");
        assertEq(free(BANK, BOLT), FACE + 2000, "so did BOLT");
        assertEq(free(BANK, ACME), FACE + 2000, "and ACME, from CORE");
    }

    /// ACME ⇒ BOLT ⇒ ACME ⇒ CIRRUS: ACME, once it has paid, cannot turn to BOLT, which could have turned to ACME. Nor can CIRRUS.
    function test_SettleRecourse_RunsInNoCircle() public {
        handed(id, 0, FACE, ACME, BOLT, true);
        handed(id, 0, FACE, BOLT, ACME, true);
        handed(id, 0, FACE, ACME, CIRRUS, true);
        _assertLiable(ACME);
        defaulted(id);
        bytes memory reason = abi.encodeWithSelector(IRecourse.NotLiable.selector, BOLT);
        refused(reason);
        perform(ClaimRecourse(CIRRUS, id, 0, BOLT, 0));
        _pay(ACME, _claim(CIRRUS, 0, ACME));
        _assertLiable();
        refused(reason);
        perform(ClaimRecourse(ACME, id, 0, BOLT, 0));
    }

    /// A guarantor answers to whoever holds the lot, and has the obligor alone.
    function test_R_C03_AGuarantorAnswersAndHasTheObligorAlone() public {
        handed(id, 0, FACE, ACME, BOLT, true);
        guaranteed(id, 0, FACE, OTHER_BANK);
        handed(id, 0, FACE, BOLT, CIRRUS, false);
        _assertLiable(OTHER_BANK, ACME);
        defaulted(id);
        _pay(OTHER_BANK, _claim(CIRRUS, 0, OTHER_BANK));
        _assertLiable();
        refused(abi.encodeWithSelector(IRecourse.NotLiable.selector, ACME));
        perform(ClaimRecourse(OTHER_BANK, id, 0, ACME, 0));
        pays(id, FACE);
        push(id, 0);
        assertEq(free(BANK, OTHER_BANK), FACE + 2000, "the obligor's money is the guarantor's");
    }

    /// Who transferred the lot, and paid for it, has the guarantor, whether that one signed before the transfer or after it.
    function test_R_C03_AGuarantorAnswersToWhoeverHoldsTheLot() public {
        uint256 snapshot = vm.snapshotState();
        guaranteed(id, 0, FACE, OTHER_BANK);
        handed(id, 0, FACE, ACME, BOLT, true);
        _assertLiable(ACME, OTHER_BANK);
        _assertTransferorHasGuarantor();
        vm.revertToState(snapshot);
        handed(id, 0, FACE, ACME, BOLT, true);
        guaranteed(id, 0, FACE, OTHER_BANK);
        _assertLiable(OTHER_BANK, ACME);
        _assertTransferorHasGuarantor();
    }

    /// Two guarantors, of whom the first that pays has the obligor, not the other.
    function test_Liable_OfTwoGuarantors() public {
        guaranteed(id, 0, FACE, BANK);
        guaranteed(id, 0, FACE, OTHER_BANK);
        _assertLiable(OTHER_BANK, BANK);
        defaulted(id);
        bytes32 other = _claim(ACME, 0, OTHER_BANK);
        _pay(BANK, _claim(ACME, 0, BANK));
        _assertLiable();
        refused(abi.encodeWithSelector(IRecourse.ClaimClosed.selector, other));
        perform(SettleRecourse(OTHER_BANK, other, BANK, 2 * FACE));
    }

    /// One that guaranteed the lot and holds it now would turn to one that could turn to it.
    function test_Liable_ToAGuarantorThatBoughtTheLotIsNobody() public {
        guaranteed(id, 0, FACE, OTHER_BANK);
        handed(id, 0, FACE, ACME, OTHER_BANK, true);
        _assertLiable();
    }

    /// The obligor pays by settlement, to all alike; holding its own debt it has a claim on nobody.
    function test_Liable_LeavesTheObligorOut() public {
        handed(id, 0, FACE, ACME, CORE, true);
        _assertLiable();
        handed(id, 0, FACE, CORE, BOLT, true);
        _assertLiable(ACME);
        defaulted(id);
        refused(abi.encodeWithSelector(IRecourse.NotLiable.selector, CORE));
        perform(ClaimRecourse(BOLT, id, 0, CORE, 0));
    }

    function test_Liable_NamesEachOnce() public {
        handed(id, 0, FACE, ACME, BOLT, true);
        handed(id, 0, FACE, BOLT, ACME, false);
        handed(id, 0, FACE, ACME, CIRRUS, true);
        _assertLiable(ACME);
    }

    /// Part was paid: that is the holder's, though it was not pushed; the rest, with interest, is what the claim comes to.
    function test_SettleRecourse_AfterPartWasPaid() public {
        handed(id, 0, 600_000, ACME, BOLT, true);
        settled(id, 500_000);
        push(id, 600_000);
        onDay(DUE + 2);
        pays(id, 100_000);
        defaulted(id);
        bytes32 claim = _claim(BOLT, 0, ACME);
        (uint48 principal, uint48 interest) = recourse.dueOn(claim, DUE + 4);
        assertEq(principal, 240_000, "two fifths of it are unpaid");
        assertEq(interest, 480, "four days at 0.05 %");
        uint256 acme = free(BANK, ACME);
        _pay(ACME, claim);
        assertEq(free(BANK, BOLT), 360_000 + 60 + 240_000 + 480, "what the debtor paid, and what ACME paid");
        assertEq(free(BANK, ACME), acme, "ACME got nothing of that");
        pays(id, 400_000);
        settlements.push(id, starts(0, 600_000));
        assertEq(free(BANK, BOLT), 360_000 + 60 + 240_000 + 480, "no more");
        uint256 own = 40_000 + 40 + 160_000 + 320;
        assertEq(free(BANK, ACME) - acme, 240_000 + 480 + own, "the rest is whose the lot is now");
        assertEq(cash.earmarkOf(id).amount, 0, "nothing is left");
    }

    /// Two were turned to at once: the first to pay ends the other claim.
    function test_SettleRecourse_ClosesTheOtherClaims() public {
        handed(id, 0, FACE, ACME, BOLT, true);
        handed(id, 0, FACE, BOLT, CIRRUS, true);
        defaulted(id);
        bytes32 acme = _claim(CIRRUS, 0, ACME);
        bytes32 bolt = _claim(CIRRUS, 0, BOLT);
        _pay(BOLT, bolt);
        bytes memory reason = abi.encodeWithSelector(IRecourse.ClaimClosed.selector, acme);
        deposit(BANK, ACME, 2 * FACE);
        refused(reason);
        perform(SettleRecourse(ACME, acme, BANK, 2 * FACE));
        refused(reason);
        perform(RefuseRecourse(ACME, acme, "paid"));
        refused(reason);
        perform(AcknowledgeRecourse(CIRRUS, acme, "wire"));
        refused(reason);
        recourse.dueOn(acme, DUE + 4);
        refused(abi.encodeWithSelector(IRecourse.NotParty.selector, BOLT));
        perform(ClaimRecourse(CIRRUS, id, 0, ACME, 0));
        _pay(ACME, _claim(BOLT, 0, ACME));
    }

    /// Suspension lets nobody off and keeps nobody waiting.
    function test_SettleRecourse_EvenSuspended() public {
        handed(id, 0, FACE, ACME, BOLT, true);
        defaulted(id);
        bytes32 claim = _claim(BOLT, 0, ACME);
        deposit(BANK, ACME, 2 * FACE);
        suspend(ACME);
        suspend(BOLT);
        perform(RefuseRecourse(ACME, claim, "later"));
        perform(SettleRecourse(ACME, claim, BANK, FACE + 2000));
        assertEq(free(BANK, BOLT), FACE + 2000, "a suspended holder gets its money");
    }

    /// R-V08 is about circulation: what a default sets in motion is none.
    function test_SettleRecourse_IsNotBoundByTheLimitsOfCirculation() public {
        IssueReceivable memory act = issueOf(ACME, FACE);
        act.rules = CN_2026_STRICT;
        act.invoices = new Invoice[](1);
        act.invoices[0] = Invoice("invoice 1", FACE, FACE);
        (id,) = perform(act);
        accepting(BOLT, ACME, CORE);
        accepting(ACME, BOLT, CORE);
        for (uint256 i; i < 10; ++i) {
            handed(id, 0, FACE, ACME, BOLT, i == 0);
            if (i < 9) handed(id, 0, FACE, BOLT, ACME, false);
        }
        handed(id, 0, FACE, BOLT, CIRRUS, true);
        assertEq(lots.lotOf(id, 0).depth, 20, "as deep as it may go");
        defaulted(id);
        _pay(BOLT, _claim(CIRRUS, 0, BOLT));
        assertLot(id, 0, FACE, BOLT, HELD);
    }

    /*/////////////////////////////// NO DEPOSITS ////////////////////////////*/

    function test_V20_AcknowledgeRecourse_HandsTheLotOver() public eitherWay {
        financed(id, 0, FACE, ACME, BANK, true);
        defaulted(id);
        bytes32 claim = _claim(BANK, 0, ACME);
        vm.expectEmit(address(recourse));
        emit IRecourse.RecourseCleared(claim, id, ACME, FACE + 2000, 2000, "wire 7");
        perform(AcknowledgeRecourse(BANK, claim, "wire 7"));
        assertLot(id, 0, FACE, ACME, HELD);
        assertEq(lots.lotOf(id, 0).marks, 0, "financed no more");
        assertEq(recourse.claimOf(claim).state, CLEARED, "state");
    }

    function test_RevertWhen_ItIsAcknowledgedTwice() public {
        financed(id, 0, FACE, ACME, BANK, true);
        defaulted(id);
        bytes32 claim = _claim(BANK, 0, ACME);
        perform(AcknowledgeRecourse(BANK, claim, "wire 7"));
        refused(abi.encodeWithSelector(IRecourse.ClaimClosed.selector, claim));
        perform(AcknowledgeRecourse(BANK, claim, "wire 7"));
    }

    function test_AcknowledgeRecourse_EvenSuspended() public {
        handed(id, 0, FACE, ACME, BOLT, true);
        defaulted(id);
        bytes32 claim = _claim(BOLT, 0, ACME);
        suspend(ACME);
        suspend(BOLT);
        perform(AcknowledgeRecourse(BOLT, claim, "wire"));
        assertLot(id, 0, FACE, ACME, HELD);
    }

    function test_RefuseRecourse_IsARecordAndNoEnd() public eitherWay {
        handed(id, 0, FACE, ACME, BOLT, true);
        defaulted(id);
        bytes32 claim = _claim(BOLT, 0, ACME);
        vm.expectEmit(address(recourse));
        emit IRecourse.RecourseRefused(claim, ACME, "I signed no such thing");
        perform(RefuseRecourse(ACME, claim, "I signed no such thing"));
        assertEq(recourse.claimOf(claim).state, REFUSED, "state");
        uint256 snapshot = vm.snapshotState();
        refused(abi.encodeWithSelector(IRecourse.ClaimClosed.selector, claim));
        perform(RefuseRecourse(ACME, claim, "again"));
        vm.revertToState(snapshot);
        deposit(BANK, ACME, 2 * FACE);
        perform(SettleRecourse(ACME, claim, BANK, 2 * FACE));
        assertLot(id, 0, FACE, ACME, HELD);
    }

    /*////////////////////////////////// HOLDS ///////////////////////////////*/

    /// A frozen lot can be claimed for; it moves, and its money with it, when it is free again.
    function test_RevertWhen_TheLotIsFrozen() public {
        handed(id, 0, FACE, ACME, BOLT, true);
        settled(id, 100_000);
        bytes32 freeze = frozen(id, 0, 0, FACE);
        defaulted(id);
        bytes32 claim = _claim(BOLT, 0, ACME);
        deposit(BANK, ACME, 2 * FACE);
        bytes memory reason = abi.encodeWithSelector(ILots.OnHold.selector, FROZEN);
        refused(reason);
        perform(SettleRecourse(ACME, claim, BANK, 2 * FACE));
        refused(reason);
        perform(AcknowledgeRecourse(BOLT, claim, "wire"));
        unfrozen(id, 0, freeze);
        perform(SettleRecourse(ACME, claim, BANK, 900_000 + 1800));
        assertEq(free(BANK, BOLT), FACE + 1800, "what was kept for it, and the rest");
    }

    function test_RevertWhen_TheLotIsDisputed() public {
        handed(id, 0, FACE, ACME, BOLT, true);
        disputed(id, BOLT, 0, 0, 400_000);
        defaulted(id);
        refused(abi.encodeWithSelector(ILots.OnHold.selector, DISPUTED));
        perform(ClaimRecourse(BOLT, id, 0, ACME, 0));
        _pay(ACME, _claim(BOLT, 400_000, ACME));
        assertLot(id, 400_000, FACE, ACME, HELD);
    }

    /// A pledged lot stays where it is; its pledgee, once it holds it, may turn to those before its pledgor.
    function test_RevertWhen_TheLotIsPledged() public {
        handed(id, 0, FACE, ACME, BOLT, true);
        pledged(id, 0, FACE, CIRRUS, FACE);
        defaulted(id);
        bytes32 claim = _claim(BOLT, 0, ACME);
        deposit(BANK, ACME, 2 * FACE);
        refused(abi.encodeWithSelector(ILots.OnHold.selector, PLEDGED));
        perform(SettleRecourse(ACME, claim, BANK, 2 * FACE));
        EnforcePledge memory act = EnforcePledge(CIRRUS, id, 0, pledges.pledgeOn(id, 0), "notice");
        vm.prank(keyOf[CIRRUS]);
        pledges.enforcePledge(act, under(++nonces, 0));
        refused(abi.encodeWithSelector(IRecourse.ClaimClosed.selector, claim));
        perform(SettleRecourse(ACME, claim, BANK, 2 * FACE));
        _assertLiable(ACME);
        _pay(ACME, _claim(CIRRUS, 0, ACME));
    }

    /// A proposal that was open on the due day has lapsed; anyone clears it away.
    function test_RevertWhen_TheLotIsLockedOrEnded() public {
        handed(id, 0, FACE, ACME, BOLT, true);
        Quote memory q = quoteOf(id, 0, 100);
        (q.company, q.holder) = (CORE, BOLT);
        deposit(BANK, CORE, 100);
        perform(q, TakeQuote(BOLT, 0, 1));
        perform(whole(BOLT, id, 100, FACE, CIRRUS));
        defaulted(id);
        refused(abi.encodeWithSelector(ILots.NotFree.selector, LOCKED));
        perform(ClaimRecourse(BOLT, id, 100, ACME, 0));
        lots.lapse(id, 100);
        perform(ClaimRecourse(BOLT, id, 100, ACME, 0));
        refused(abi.encodeWithSelector(ILots.NotFree.selector, uint8(5)));
        perform(ClaimRecourse(CORE, id, 0, ACME, 0));
    }

    /*/////////////////////////////// REFUSALS ///////////////////////////////*/

    function test_RevertWhen_ItIsNotInDefault() public {
        handed(id, 0, FACE, ACME, BOLT, true);
        bytes memory reason = abi.encodeWithSelector(IRecourse.NotInDefault.selector, id);
        refused(reason);
        perform(ClaimRecourse(BOLT, id, 0, ACME, 0));
        onDay(DUE + 400);
        refused(reason); // nobody has declared it
        perform(ClaimRecourse(BOLT, id, 0, ACME, 0));
        ObligationId none = ObligationId.wrap(7);
        refused(abi.encodeWithSelector(IRecourse.NotInDefault.selector, none));
        perform(ClaimRecourse(BOLT, none, 0, ACME, 0));
        settlements.declareDefault(id);
        perform(ClaimRecourse(BOLT, id, 0, ACME, 0));
    }

    function test_RevertWhen_ItIsNotTheirsToDo() public {
        handed(id, 0, FACE, ACME, BOLT, true);
        defaulted(id);
        refused(abi.encodeWithSelector(IRecourse.NotParty.selector, BOLT));
        perform(ClaimRecourse(CIRRUS, id, 0, ACME, 0));
        refused(abi.encodeWithSelector(IRecourse.NotParty.selector, 0)); // no such lot
        perform(ClaimRecourse(CIRRUS, id, 5, ACME, 0));
        bytes32 claim = _claim(BOLT, 0, ACME);
        bytes memory reason = abi.encodeWithSelector(IRecourse.NotParty.selector, ACME);
        refused(reason);
        perform(SettleRecourse(CIRRUS, claim, BANK, 2 * FACE));
        refused(reason);
        perform(RefuseRecourse(BOLT, claim, "no"));
        refused(abi.encodeWithSelector(IRecourse.NotParty.selector, BOLT));
        perform(AcknowledgeRecourse(ACME, claim, "wire"));
        refused(abi.encodeWithSelector(ICompanies.NotOperator.selector, keyOf[CIRRUS], ACME));
        performAs(keyOf[CIRRUS], SettleRecourse(ACME, claim, BANK, 2 * FACE));
        refused(abi.encodeWithSelector(ICompanies.NotOperator.selector, keyOf[OPERATOR], BOLT));
        performAs(keyOf[OPERATOR], AcknowledgeRecourse(BOLT, claim, "wire"));
        suspend(BOLT);
        refused(abi.encodeWithSelector(ICompanies.CompanySuspended.selector, BOLT));
        perform(ClaimRecourse(BOLT, id, 0, ACME, 0));
    }

    function test_RevertWhen_TheClaimIsUnknownOrMadeBefore() public {
        bytes memory reason = abi.encodeWithSelector(IRecourse.ClaimClosed.selector, bytes32("none"));
        refused(reason);
        perform(SettleRecourse(ACME, "none", BANK, FACE));
        refused(reason);
        perform(RefuseRecourse(ACME, "none", "no"));
        refused(reason);
        perform(AcknowledgeRecourse(BOLT, "none", "wire"));
        handed(id, 0, FACE, ACME, BOLT, true);
        defaulted(id);
        ClaimRecourse memory act = ClaimRecourse(BOLT, id, 0, ACME, 0);
        bytes32 hash = hashOf(act, under(5000, 0));
        vm.startPrank(keyOf[BOLT]);
        recourse.claimRecourse(act, under(5000, 0));
        refused(abi.encodeWithSelector(IRecourse.ClaimExists.selector, hash));
        recourse.claimRecourse(act, under(5000, 0));
        recourse.claimRecourse(act, under(5001, 0));
        vm.stopPrank();
    }

    function test_RevertWhen_ItComesToMoreThanWasSignedFor() public {
        handed(id, 0, FACE, ACME, BOLT, true);
        defaulted(id);
        bytes32 claim = _claim(BOLT, 0, ACME);
        refused(abi.encodeWithSelector(IRecourse.AmountAbove.selector, FACE + 2000));
        perform(SettleRecourse(ACME, claim, BANK, FACE + 1999));
        onDay(DUE + 5);
        refused(abi.encodeWithSelector(IRecourse.AmountAbove.selector, FACE + 2500));
        perform(SettleRecourse(ACME, claim, BANK, FACE + 2000));
        refused(abi.encodeWithSelector(ICash.CashShort.selector, ACME, BANK, CNY, 0, FACE + 2500));
        perform(SettleRecourse(ACME, claim, BANK, FACE + 2500));
        assertLot(id, 0, FACE, BOLT, HELD);
        address clerk = hire(ACME, "clerk", MAKER, FACE, NO_LIMIT);
        refused(abi.encodeWithSelector(ICompanies.AboveLimit.selector, clerk, FACE));
        performAs(clerk, SettleRecourse(ACME, claim, BANK, FACE + 2500));
    }

    function test_RevertWhen_AFieldIsOutOfRange() public {
        handed(id, 0, FACE, ACME, BOLT, true);
        defaulted(id);
        bytes32 claim = _claim(BOLT, 0, ACME);
        bytes memory reason = abi.encodeWithSelector(IRecourse.BadField.selector, bytes32("reason"));
        refused(reason);
        perform(RefuseRecourse(ACME, claim, ""));
        refused(reason);
        perform(RefuseRecourse(ACME, claim, string(new bytes(257))));
        perform(RefuseRecourse(ACME, claim, string(new bytes(256))));
        reason = abi.encodeWithSelector(IRecourse.BadField.selector, bytes32("ref"));
        refused(reason);
        perform(AcknowledgeRecourse(BOLT, claim, ""));
        refused(reason);
        perform(AcknowledgeRecourse(BOLT, claim, string(new bytes(129))));
        perform(AcknowledgeRecourse(BOLT, claim, string(new bytes(128))));
    }

    /*////////////////////////////////// FUZZ ////////////////////////////////*/

    /// Whoever pays in between, the debtor's money arrives whole, and nobody gets for a unit what another got.
    function testFuzz_RecourseMovesMoneyAndMakesNone(uint48 cut, uint48 early, uint48 late, uint16 wait) public {
        cut = uint48(bound(cut, 1, FACE - 1));
        handed(id, 0, cut, ACME, BOLT, true);
        handed(id, cut, FACE, ACME, CIRRUS, false);
        early = uint48(bound(early, 0, FACE - 2));
        if (early != 0) settled(id, early);
        onDay(DUE + 4 + uint32(bound(wait, 0, 500)));
        settlements.declareDefault(id);
        late = uint48(bound(late, 1, FACE - early - 1));
        pays(id, late);
        bytes32 claim = _claim(BOLT, 0, ACME);
        (uint48 principal, uint48 interest) = recourse.dueOn(claim, recourse.today());
        deposit(BANK, ACME, principal + interest);
        perform(SettleRecourse(ACME, claim, BANK, principal + interest));
        assertEq(free(BANK, ACME), 0, "ACME has paid all that it had");
        uint256 bolt = free(BANK, BOLT);
        assertEq(bolt, uint256(cut) + interest + settlements.interestOf(id, 0), "the lot, and interest twice never");
        onDay(recourse.today() + 10);
        pays(id, FACE - early - late);
        settlements.push(id, starts(0, cut));
        assertEq(free(BANK, BOLT), bolt, "BOLT gets no more");
        assertEq(cash.earmarkOf(id).amount, 0, "nothing is left");
        uint256 paid = FACE + settlements.settlementOf(id).interest + principal + interest;
        assertEq(free(BANK, ACME) + bolt + free(BANK, CIRRUS), paid, "all that came in");
    }

    /*//////////////////////////////// SETTING ///////////////////////////////*/

    function _claim(uint32 holder, uint48 lot, uint32 against) private returns (bytes32) {
        perform(ClaimRecourse(holder, id, lot, against, 0));
        return lastHash;
    }

    /// The company has the money, and pays what the claim comes to today.
    function _pay(uint32 company, bytes32 claim) private {
        (uint48 principal, uint48 interest) = recourse.dueOn(claim, recourse.today());
        deposit(BANK, company, principal + interest);
        perform(SettleRecourse(company, claim, BANK, principal + interest));
    }

    /// BOLT turns to ACME, ACME to the guarantor, and that one to nobody.
    function _assertTransferorHasGuarantor() private {
        defaulted(id);
        _pay(ACME, _claim(BOLT, 0, ACME));
        _assertLiable(OTHER_BANK);
        _pay(OTHER_BANK, _claim(ACME, 0, OTHER_BANK));
        _assertLiable();
        refused(abi.encodeWithSelector(IRecourse.NotLiable.selector, ACME));
        perform(ClaimRecourse(OTHER_BANK, id, 0, ACME, 0));
    }

    function _assertLiable() private view {
        assertEq(recourse.liable(id, 0).length, 0, "nobody answers");
    }

    function _assertLiable(uint32 only) private view {
        uint32[] memory got = recourse.liable(id, 0);
        assertEq(got.length, 1, "one answers");
        assertEq(got[0], only, "who");
    }

    function _assertLiable(uint32 newest, uint32 older) private view {
        uint32[] memory got = recourse.liable(id, 0);
        assertEq(got.length, 2, "two answer");
        assertEq(got[0], newest, "newest");
        assertEq(got[1], older, "older");
    }
}
