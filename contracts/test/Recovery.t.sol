// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Auth} from "../src/interfaces/Auth.sol";
import {
    AgreeRecovery,
    Company,
    ICompanies,
    ObjectRecovery,
    Operator,
    ProposeRecovery,
    Recovery,
    RevokeOperator,
    RotateOperator,
    SetOperator,
    SetThreshold,
    SuspendCompany,
    SuspendKey
} from "../src/interfaces/ICompanies.sol";
import {Split} from "../src/interfaces/ILots.sol";
import {ObligationId} from "../src/libraries/ObligationId.sol";
import {LifeActs} from "./LifeActs.sol";

/// @notice The one named exception to "only a company decides who acts for it": one that lost every admin key gets a new one from
///         operator's desk and authority together, in public, after thirty days in which any admin of it may object.
contract RecoveryTest is LifeActs {
    uint48 private constant FACE = 1_000_000;
    /// K01.recovery-days of the first set.
    uint32 private constant NOTICE = 30;
    bytes32 private constant RULE = "K01.recovery-days";

    ObligationId private id;
    /// ACME's only admin, who may do all there.
    address private lost;
    address private found;

    function setUp() public override {
        super.setUp();
        id = issued(ACME, FACE);
        lost = keyOf[ACME];
        found = newKey("found");
    }

    /*/////////////////////////////// IN ITS COURSE //////////////////////////////*/

    function test_TheOneNamedException_DeskAndAuthorityNameAnAdminAfterTheNotice() public eitherWay {
        bytes32 proposal = _proposed();
        Recovery memory r = companies.recoveryOf(ACME);
        assertEq(r.proposal, proposal, "proposed");
        assertEq(r.key, found, "the new key");
        assertEq(r.notice, 0, "no notice before the authority agrees");

        vm.expectEmit(address(companies));
        emit ICompanies.RecoveryAgreed(ACME, proposal, DAY0 + NOTICE);
        perform(AgreeRecovery(AUTHORITY, ACME, proposal));
        assertEq(companies.recoveryOf(ACME).notice, DAY0 + NOTICE, "the notice's last day");

        onDay(DAY0 + NOTICE + 1);
        vm.expectEmit(address(companies));
        emit ICompanies.OperatorSet(ACME, found, ADMIN, NO_LIMIT, NO_LIMIT, 0);
        vm.expectEmit(address(companies));
        emit ICompanies.Recovered(ACME, found, 1);
        companies.recover(ACME);

        Company memory c = companies.companyOf(ACME);
        assertEq(c.epoch, 1, "epoch");
        assertEq(c.admins, 1, "one admin");
        assertEq(companies.operatorOf(found).roles, ADMIN, "an admin and no more");
        assertEq(companies.recoveryOf(ACME).proposal, 0, "over");
        performAs(found, SetOperator(ACME, newKey("clerk"), MAKER, 5, 5, 0));
    }

    function test_TheOneNamedException_ProposedInPublic() public eitherWay {
        bytes32 proposal = hashOf(_proposal(), under(nonces + 1, deadline));
        vm.expectEmit(address(companies));
        emit ICompanies.RecoveryProposed(ACME, found, proposal, "documents");
        perform(_proposal());
    }

    /// It names an admin: what the company holds, who makes and checks for it, and up to what, is as it was.
    function test_TheOneNamedException_MovesNoLotAndNoMoney() public {
        deposit(BANK, ACME, 77);
        address clerk = hire(ACME, "clerk", MAKER, 500, 800);
        accepting(BOLT, ACME, CORE);
        onDay(DAY0 + NOTICE + 1); // so that the day's limit below is of the day of recovery
        _agreed();
        onDay(DAY0 + 2 * NOTICE + 2);
        performAs(clerk, tail(ACME, id, 0, FACE, 500, BOLT));
        companies.recover(ACME);
        assertLot(id, 0, FACE - 500, ACME, HELD);
        assertEq(free(BANK, ACME), 77, "money");
        refused(abi.encodeWithSelector(ICompanies.AboveLimit.selector, clerk, uint48(500)));
        performAs(clerk, tail(ACME, id, 0, FACE - 500, 501, BOLT));
        refused(abi.encodeWithSelector(ICompanies.AboveDailyLimit.selector, clerk, uint48(300)));
        performAs(clerk, tail(ACME, id, 0, FACE - 500, 301, BOLT));
        performAs(clerk, tail(ACME, id, 0, FACE - 500, 300, BOLT));
        refused(abi.encodeWithSelector(ICompanies.LacksRole.selector, found, MAKER));
        performAs(found, tail(ACME, id, 0, FACE - 800, 1, BOLT));
    }

    /// Every former admin is one no more, whichever way it comes; what else its key may do, it may until the new admin ends that.
    function test_TheOneNamedException_FormerAdminsAreNone() public {
        address second = hire(ACME, "second admin", ADMIN);
        _recovered();
        bytes memory reason = abi.encodeWithSelector(ICompanies.LacksRole.selector, lost, ADMIN);
        address key = newKey("new");
        refused(reason);
        perform(SetOperator(ACME, key, MAKER, 1, 1, 0));
        refused(reason);
        perform(RevokeOperator(ACME, found));
        refused(reason);
        perform(RotateOperator(ACME, found, key));
        refused(reason);
        perform(SetThreshold(ACME, 1));
        refused(abi.encodeWithSelector(ICompanies.LacksRole.selector, second, ADMIN));
        performAs(second, SetThreshold(ACME, 1));
        // Under a new key it is the former admin still, and whoever reads the event is told so.
        vm.expectEmit(address(companies));
        emit ICompanies.OperatorSet(ACME, key, MAKER | CHECKER, NO_LIMIT, NO_LIMIT, 0);
        perform(RotateOperator(ACME, lost, key));
        refused(abi.encodeWithSelector(ICompanies.LacksRole.selector, key, ADMIN));
        performAs(key, SetThreshold(ACME, 1));
        performAs(key, Split(ACME, id, 0, 10));
        // Revoking former admins takes nothing from the number of present ones.
        performAs(found, RevokeOperator(ACME, key));
        performAs(found, RevokeOperator(ACME, second));
        assertEq(companies.companyOf(ACME).admins, 1, "admins");
        refused(abi.encodeWithSelector(ICompanies.LastAdmin.selector, ACME));
        performAs(found, RevokeOperator(ACME, found));
    }

    /// The new admin may name a former one again, which is then an admin of today.
    function test_TheOneNamedException_AFormerAdminIsNamedAgain() public {
        _recovered();
        performAs(found, SetOperator(ACME, lost, ADMIN, 0, 0, 0));
        assertEq(companies.companyOf(ACME).admins, 2, "admins");
        performAs(found, RevokeOperator(ACME, found));
        perform(SetThreshold(ACME, 1));
        refused(abi.encodeWithSelector(ICompanies.LastAdmin.selector, ACME));
        perform(SetOperator(ACME, lost, MAKER, 0, 0, 0));
    }

    /// Neither a suspended company nor a desk is beyond help.
    function test_TheOneNamedException_ForASuspendedCompanyAndForADesk() public {
        suspend(ACME);
        _recovered();
        assertEq(companies.operatorOf(found).company, ACME, "recovered");
        address key = newKey("new authority");
        bytes32 proposal = perform(ProposeRecovery(OPERATOR, AUTHORITY, key, "documents"));
        perform(AgreeRecovery(AUTHORITY, AUTHORITY, proposal));
        _wait(NOTICE + 1);
        companies.recover(AUTHORITY);
        assertEq(companies.operatorOf(key).roles, ADMIN, "the authority's new admin");
    }

    /*//////////////////////////////// OBJECTION /////////////////////////////////*/

    function test_ObjectRecovery_EndsIt() public eitherWay {
        bytes32 proposal = _proposed();
        vm.expectEmit(address(companies));
        emit ICompanies.RecoveryObjected(ACME, proposal, lost);
        perform(ObjectRecovery(ACME, proposal));
        assertEq(companies.recoveryOf(ACME).proposal, 0, "off");
        refused(abi.encodeWithSelector(ICompanies.NoRecovery.selector, ACME));
        perform(AgreeRecovery(AUTHORITY, ACME, proposal));
        _proposed();
    }

    /// From the proposal to the moment of recovery, also past the notice's last day if nobody has recovered yet.
    function test_ObjectRecovery_OnEveryDay() public {
        bytes32 proposal = _agreed();
        uint32[4] memory objections = [DAY0, DAY0 + NOTICE - 1, DAY0 + NOTICE, DAY0 + NOTICE + 1];
        for (uint256 i; i < objections.length; ++i) {
            uint256 before = vm.snapshotState();
            onDay(objections[i]);
            perform(ObjectRecovery(ACME, proposal));
            onDay(DAY0 + NOTICE + 1);
            refused(abi.encodeWithSelector(ICompanies.NoRecovery.selector, ACME));
            companies.recover(ACME);
            vm.revertToState(before);
        }
    }

    /// One admin is enough, of a suspended company, and of one where two decide together.
    function test_ObjectRecovery_ByOneOfTwoAdmins() public {
        address second = hire(ACME, "second admin", ADMIN);
        perform(SetThreshold(ACME, 1));
        suspend(ACME);
        bytes32 proposal = _agreed();
        performAs(second, ObjectRecovery(ACME, proposal));
        assertEq(companies.recoveryOf(ACME).notice, 0, "off");
    }

    function test_RevertWhen_NotAnAdminObjects() public {
        address clerk = hire(ACME, "clerk", MAKER | CHECKER);
        bytes32 proposal = _agreed();
        refused(abi.encodeWithSelector(ICompanies.LacksRole.selector, clerk, ADMIN));
        performAs(clerk, ObjectRecovery(ACME, proposal));
        refused(abi.encodeWithSelector(ICompanies.NotOperator.selector, keyOf[BOLT], ACME));
        performAs(keyOf[BOLT], ObjectRecovery(ACME, proposal));
        refused(abi.encodeWithSelector(ICompanies.NotOperator.selector, found, ACME));
        performAs(found, ObjectRecovery(ACME, proposal));
        refused(abi.encodeWithSelector(ICompanies.NoRecovery.selector, BOLT));
        perform(ObjectRecovery(BOLT, proposal));
    }

    /*//////////////////////////////// REFUSALS //////////////////////////////////*/

    function test_RevertWhen_TheNoticeRuns() public {
        _agreed();
        uint32[3] memory early = [DAY0, DAY0 + NOTICE - 1, DAY0 + NOTICE];
        for (uint256 i; i < early.length; ++i) {
            onDay(early[i]);
            refused(abi.encodeWithSelector(ICompanies.NoticeRuns.selector, RULE, DAY0 + NOTICE, early[i]));
            companies.recover(ACME);
        }
        onDay(DAY0 + NOTICE + 1);
        companies.recover(ACME);
    }

    function testFuzz_TheOneNamedException_OnlyAfterTheNotice(uint32 later) public {
        later = uint32(bound(later, 0, 3 * NOTICE));
        _agreed();
        onDay(DAY0 + later);
        if (later <= NOTICE) {
            refused(abi.encodeWithSelector(ICompanies.NoticeRuns.selector, RULE, DAY0 + NOTICE, DAY0 + later));
        }
        companies.recover(ACME);
        assertEq(companies.operatorOf(found).roles, later > NOTICE ? ADMIN : 0, "roles");
    }

    function test_RevertWhen_NoSuchRecoveryIsOpen() public {
        bytes memory none = abi.encodeWithSelector(ICompanies.NoRecovery.selector, ACME);
        refused(none);
        companies.recover(ACME);
        refused(none);
        perform(AgreeRecovery(AUTHORITY, ACME, 0));
        refused(none);
        perform(ObjectRecovery(ACME, 0));
        bytes32 proposal = _proposed();
        refused(none); // the authority has not agreed
        companies.recover(ACME);
        refused(none);
        perform(AgreeRecovery(AUTHORITY, ACME, "another"));
        refused(none);
        perform(ObjectRecovery(ACME, "another"));
        refused(abi.encodeWithSelector(ICompanies.NoRecovery.selector, BOLT));
        perform(AgreeRecovery(AUTHORITY, BOLT, proposal));
        perform(AgreeRecovery(AUTHORITY, ACME, proposal));
        refused(none); // agreeing again would not move the notice
        perform(AgreeRecovery(AUTHORITY, ACME, proposal));
        onDay(DAY0 + NOTICE + 1);
        companies.recover(ACME);
        refused(none);
        companies.recover(ACME);
    }

    function test_RevertWhen_OneDeskAloneWouldRecover() public {
        refused(abi.encodeWithSelector(ICompanies.LacksCapacity.selector, AUTHORITY, uint16(16)));
        perform(ProposeRecovery(AUTHORITY, ACME, found, "documents"));
        refused(abi.encodeWithSelector(ICompanies.LacksCapacity.selector, BANK, uint16(16)));
        perform(ProposeRecovery(BANK, ACME, found, "documents"));
        bytes32 proposal = _proposed();
        refused(abi.encodeWithSelector(ICompanies.LacksCapacity.selector, OPERATOR, uint16(8)));
        perform(AgreeRecovery(OPERATOR, ACME, proposal));
        refused(abi.encodeWithSelector(ICompanies.NotOperator.selector, keyOf[OPERATOR], AUTHORITY));
        performAs(keyOf[OPERATOR], AgreeRecovery(AUTHORITY, ACME, proposal));
        address viewer = hire(AUTHORITY, "viewer", 8);
        refused(abi.encodeWithSelector(ICompanies.LacksRole.selector, viewer, MAKER));
        performAs(viewer, AgreeRecovery(AUTHORITY, ACME, proposal));
    }

    function test_RevertWhen_AProposalsFieldIsOutOfRange() public {
        refused(abi.encodeWithSelector(ICompanies.BadField.selector, bytes32("documents")));
        perform(ProposeRecovery(OPERATOR, ACME, found, 0));
        refused(abi.encodeWithSelector(ICompanies.UnknownCompany.selector, NOBODY));
        perform(ProposeRecovery(OPERATOR, NOBODY, found, "documents"));
        address silent = makeAddress("silent");
        refused(abi.encodeWithSelector(ICompanies.BadSignature.selector, silent));
        perform(ProposeRecovery(OPERATOR, ACME, silent, "documents"));
        refused(abi.encodeWithSelector(ICompanies.KeyTaken.selector, lost, ACME));
        perform(ProposeRecovery(OPERATOR, ACME, lost, "documents"));
        refused(abi.encodeWithSelector(ICompanies.KeyTaken.selector, keyOf[BOLT], BOLT));
        perform(ProposeRecovery(OPERATOR, ACME, keyOf[BOLT], "documents"));
        refused(abi.encodeWithSelector(ICompanies.KeyTaken.selector, address(lots), uint32(0)));
        perform(ProposeRecovery(OPERATOR, ACME, address(lots), "documents"));
    }

    /*///////////////////////////////// ATTACKS //////////////////////////////////*/

    /// Desk and authority want a company's key while its admins live. They get thirty days in public, and one objection ends it, each time.
    function test_Attack_TheDesksAgreeAgainstTheCompany() public {
        for (uint256 i; i < 3; ++i) {
            bytes32 proposal = _agreed();
            _wait(NOTICE);
            perform(ObjectRecovery(ACME, proposal));
            _wait(1);
            refused(abi.encodeWithSelector(ICompanies.NoRecovery.selector, ACME));
            companies.recover(ACME);
            found = newKey(vm.toString(i));
        }
        assertEq(companies.companyOf(ACME).epoch, 0, "never");
        perform(SetThreshold(ACME, 5)); // an admin as ever
    }

    /// The company's objection to a first proposal is no objection to the next, and its notice is a whole one.
    function test_Attack_TheDeskPutsAnotherKeyInDuringTheNotice() public {
        bytes32 first = _agreed();
        onDay(DAY0 + NOTICE);
        address other = newKey("other");
        bytes32 second = perform(ProposeRecovery(OPERATOR, ACME, other, "documents"));
        onDay(DAY0 + NOTICE + 1);
        bytes memory none = abi.encodeWithSelector(ICompanies.NoRecovery.selector, ACME);
        refused(none); // the authority agreed to the first
        companies.recover(ACME);
        refused(none);
        perform(AgreeRecovery(AUTHORITY, ACME, first));
        refused(none);
        perform(ObjectRecovery(ACME, first));
        perform(AgreeRecovery(AUTHORITY, ACME, second));
        assertEq(companies.recoveryOf(ACME).notice, DAY0 + 2 * NOTICE + 1, "a whole notice");
        perform(ObjectRecovery(ACME, second));
    }

    /// Who is stopped by order cannot object; once the order is lifted, it can.
    function test_Attack_AStoppedKeyObjects() public {
        bytes32 proposal = _agreed();
        perform(SuspendKey(AUTHORITY, lost, true, "2024-17"));
        refused(abi.encodeWithSelector(ICompanies.KeySuspended.selector, lost));
        perform(ObjectRecovery(ACME, proposal));
        bySignature = true;
        refused(abi.encodeWithSelector(ICompanies.KeySuspended.selector, lost));
        perform(ObjectRecovery(ACME, proposal));
        perform(SuspendKey(AUTHORITY, lost, false, "2024-18"));
        perform(ObjectRecovery(ACME, proposal));
    }

    /// An admin of before the last recovery hears of the next one: it is no business of its any more.
    function test_Attack_AFormerAdminObjects() public {
        _recovered();
        found = newKey("found again");
        bytes32 proposal = _agreed();
        refused(abi.encodeWithSelector(ICompanies.LacksRole.selector, lost, ADMIN));
        perform(ObjectRecovery(ACME, proposal));
    }

    /// A former admin signs beside the new one: it counts as second no more than as first, drafts included.
    function test_Attack_AFormerAdminIsTheSecond() public {
        perform(SetThreshold(ACME, 1));
        _recovered();
        performAs(found, SetOperator(ACME, newKey("co-admin"), ADMIN, 0, 0, 0));
        bytes memory reason = abi.encodeWithSelector(ICompanies.LacksRole.selector, lost, ADMIN);
        checker = lost;
        refused(reason);
        performAs(found, SetThreshold(ACME, NO_LIMIT));
        uint64 draft = 1 << 63;
        SetThreshold memory act = SetThreshold(ACME, NO_LIMIT);
        bytes32 hash = hashOf(act, under(draft, deadline));
        Auth memory auth = signed(found, hash, draft, deadline);
        auth.second = abi.encodePacked(lost, signatureOf(lost, hash));
        refused(reason);
        companies.setThreshold(act, auth);
        checker = newKey("co-admin");
        performAs(found, SetThreshold(ACME, NO_LIMIT));
    }

    /// The new key joins another company before the notice is over: nobody is recovered with another company's key.
    function test_Attack_TheNewKeyIsAnOperatorElsewhereByThen() public {
        _agreed();
        perform(SetOperator(BOLT, found, MAKER, 1, 1, 0));
        onDay(DAY0 + NOTICE + 1);
        refused(abi.encodeWithSelector(ICompanies.KeyTaken.selector, found, BOLT));
        companies.recover(ACME);
        assertEq(companies.companyOf(ACME).epoch, 0, "not recovered");
        found = newKey("another");
        _agreed();
        _wait(NOTICE + 1);
        companies.recover(ACME);
        assertEq(companies.operatorOf(found).company, ACME, "recovered with another key");
    }

    /// Whoever calls first, the outcome is the same, and the key's consent is worth nothing else.
    function test_Attack_RecoveryIsRunAheadOf() public {
        uint64 nonce = nonces + 1;
        bytes32 proposal = _proposed();
        bytes memory consent = signatureOf(found, proposal);
        perform(AgreeRecovery(AUTHORITY, ACME, proposal));
        onDay(DAY0 + NOTICE + 1);
        vm.prank(makeAddress("anyone"));
        companies.recover(ACME);
        assertEq(companies.operatorOf(found).company, ACME, "recovered");
        assertTrue(isSpent(found, nonce), "consent used up");
        refused(abi.encodeWithSelector(ICompanies.NonceSpent.selector, found, nonce));
        companies.setThreshold(SetThreshold(ACME, 1), Auth(found, nonce, deadline, consent, ""));
    }

    /// Recovered twice, the first one's admin is none; a hundred and more times, and the first of all is not an admin again.
    function test_Attack_EpochsComeRound() public {
        for (uint256 i; i < 255; ++i) {
            found = newKey(string.concat("found ", vm.toString(i)));
            _agreed();
            _wait(NOTICE + 1);
            companies.recover(ACME);
        }
        assertEq(companies.companyOf(ACME).epoch, 255, "epoch");
        performAs(found, SetThreshold(ACME, 1));
        address before = newKey("found 253");
        refused(abi.encodeWithSelector(ICompanies.LacksRole.selector, before, ADMIN));
        performAs(before, SetThreshold(ACME, 2));
        found = newKey("one more");
        refused(abi.encodeWithSelector(ICompanies.BadField.selector, bytes32("lost")));
        perform(_proposal());
    }

    /// A key that an order stopped is proposed as the new admin: it is stopped as an admin, too.
    function test_Attack_AStoppedKeyComesBackByRecovery() public {
        address thief = hire(BOLT, "thief", MAKER);
        perform(SuspendKey(AUTHORITY, thief, true, "2024-17"));
        perform(RevokeOperator(BOLT, thief));
        found = thief;
        _recovered();
        refused(abi.encodeWithSelector(ICompanies.KeySuspended.selector, thief));
        performAs(thief, SetThreshold(ACME, 1));
    }

    /// The desks' own keys cannot be taken out of the way of an objection.
    function test_Attack_ADeskIsRecoveredAgainstItsWill() public {
        address key = newKey("coup");
        bytes32 proposal = perform(ProposeRecovery(OPERATOR, AUTHORITY, key, "documents"));
        refused(abi.encodeWithSelector(ICompanies.BadField.selector, bytes32("key")));
        perform(SuspendKey(AUTHORITY, keyOf[AUTHORITY], true, "2024-17"));
        perform(ObjectRecovery(AUTHORITY, proposal));
        assertEq(companies.recoveryOf(AUTHORITY).proposal, 0, "off");
    }

    /// A stranger sends what the desk signed again, after the company objected.
    function test_Attack_AProposalIsSentAgain() public {
        ProposeRecovery memory act = _proposal();
        uint64 nonce = ++nonces;
        bytes32 hash = hashOf(act, under(nonce, deadline));
        Auth memory auth = signed(keyOf[OPERATOR], hash, nonce, deadline);
        bytes memory consent = signatureOf(found, hash);
        companies.proposeRecovery(act, auth, consent);
        perform(ObjectRecovery(ACME, hash));
        refused(abi.encodeWithSelector(ICompanies.NonceSpent.selector, keyOf[OPERATOR], nonce));
        companies.proposeRecovery(act, auth, consent);
        vm.prank(keyOf[OPERATOR]); // nor by the desk's own call, on the same consent
        refused(abi.encodeWithSelector(ICompanies.NonceSpent.selector, keyOf[OPERATOR], nonce));
        companies.proposeRecovery(act, under(nonce, deadline), consent);
    }

    /*///////////////////////////////// SETTING //////////////////////////////////*/

    function _proposal() private view returns (ProposeRecovery memory) {
        return ProposeRecovery(OPERATOR, ACME, found, "documents");
    }

    function _proposed() private returns (bytes32 proposal) {
        return perform(_proposal());
    }

    /// @dev Proposed and agreed to today.
    function _agreed() private returns (bytes32 proposal) {
        proposal = _proposed();
        perform(AgreeRecovery(AUTHORITY, ACME, proposal));
        assertEq(companies.recoveryOf(ACME).notice, companies.today() + NOTICE, "notice");
    }

    function _recovered() private {
        _agreed();
        _wait(NOTICE + 1);
        companies.recover(ACME);
    }

    /// @dev Asks the contract for the day: the compiler takes the block's time for the same all through a function.
    function _wait(uint32 days_) private {
        onDay(companies.today() + days_);
    }
}
