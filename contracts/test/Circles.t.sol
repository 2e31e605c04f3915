// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Auth} from "../src/interfaces/Auth.sol";
import {ICircles, InviteMember, JoinCircle, LeaveCircle, Membership} from "../src/interfaces/ICircles.sol";
import {ICompanies} from "../src/interfaces/ICompanies.sol";
import {LifeActs} from "./LifeActs.sol";

/// @notice Business circles: CORE invites ACME by a code, ACME invites BOLT, and so on. A code is a key that signs once.
contract CirclesTest is LifeActs {
    address private code;
    address private other;

    function setUp() public override {
        super.setUp();
        (code, other) = (newKey("code"), newKey("other code"));
    }

    /*////////////////////////////////// IN ///////////////////////////////////*/

    function test_InviteMember_ByTheObligor() public eitherWay {
        vm.expectEmit(address(circles));
        emit ICircles.Invited(CORE, CORE, code, DAY0 + 7);
        perform(InviteMember(CORE, CORE, code, DAY0 + 7));
        assertEq(circles.membershipOf(CORE, ACME).tier, 0, "nobody is in yet");
    }

    function test_JoinCircle_ByTheCode() public eitherWay {
        _invited(CORE, code);
        onDay(DAY0 + 7); // the invitation's last day
        vm.expectEmit(address(circles));
        emit ICircles.Joined(CORE, CORE, ACME, 1, code);
        perform(JoinCircle(ACME, CORE, code));
        Membership memory m = circles.membershipOf(CORE, ACME);
        assertEq(m.inviter, CORE, "inviter");
        assertEq(m.tier, 1, "tier");
        assertEq(m.since, DAY0 + 7, "since");
    }

    /// Suppliers invite theirs: each a tier further from the obligor. Tiers of one circle say nothing about another.
    function test_JoinCircle_TierByTier() public eitherWay {
        _joined(CORE, ACME, code);
        _joined(ACME, BOLT, other);
        _joined(BOLT, CIRRUS, newKey("third"));
        assertEq(circles.membershipOf(CORE, BOLT).tier, 2, "BOLT");
        assertEq(circles.membershipOf(CORE, CIRRUS).tier, 3, "CIRRUS");
        assertEq(circles.membershipOf(CORE, CIRRUS).inviter, BOLT, "inviter");
        assertEq(circles.membershipOf(ACME, BOLT).tier, 0, "another circle");
    }

    /// The same code may stand for two circles: each is its own.
    function test_JoinCircle_OneCodeInTwoCircles() public {
        _invited(CORE, code);
        perform(InviteMember(BANK, BANK, code, DAY0));
        perform(JoinCircle(ACME, CORE, code));
        perform(JoinCircle(ACME, BANK, code));
        assertEq(circles.membershipOf(BANK, ACME).tier, 1, "tier");
    }

    /*////////////////////////////////// OUT //////////////////////////////////*/

    function test_LeaveCircle_ByTheMember() public eitherWay {
        _joined(CORE, ACME, code);
        vm.expectEmit(address(circles));
        emit ICircles.Left(CORE, ACME);
        perform(LeaveCircle(ACME, CORE, ACME));
        assertEq(circles.membershipOf(CORE, ACME).tier, 0, "out");
        _joined(CORE, ACME, other);
    }

    function test_LeaveCircle_ByObligorOrInviter() public eitherWay {
        _joined(CORE, ACME, code);
        _joined(ACME, BOLT, other);
        perform(LeaveCircle(CORE, CORE, BOLT));
        _joined(ACME, BOLT, newKey("third"));
        perform(LeaveCircle(ACME, CORE, BOLT));
        assertEq(circles.membershipOf(CORE, BOLT).tier, 0, "out");
    }

    /// Whom a company invited stays when it leaves; whom it has yet to see join cannot any more.
    function test_LeaveCircle_EndsTheInvitationsNotTheMembers() public {
        _joined(CORE, ACME, code);
        _joined(ACME, BOLT, other);
        address third = newKey("third");
        _invited(ACME, third);
        perform(LeaveCircle(ACME, CORE, ACME));
        assertEq(circles.membershipOf(CORE, BOLT).tier, 2, "BOLT stays");
        refused(abi.encodeWithSelector(ICircles.NotMember.selector, ACME, CORE));
        perform(JoinCircle(CIRRUS, CORE, third));
        refused(abi.encodeWithSelector(ICircles.NotMember.selector, ACME, CORE));
        perform(LeaveCircle(ACME, CORE, BOLT)); // nor does it remove anyone
    }

    /// Nobody is held in: a suspended member leaves, and a suspended obligor removes.
    function test_LeaveCircle_ThoughSuspended() public eitherWay {
        _joined(CORE, ACME, code);
        _joined(CORE, BOLT, other);
        suspend(ACME);
        suspend(CORE);
        perform(LeaveCircle(ACME, CORE, ACME));
        perform(LeaveCircle(CORE, CORE, BOLT));
        assertEq(circles.membershipOf(CORE, BOLT).tier, 0, "out");
    }

    /*//////////////////////////////// REFUSALS ///////////////////////////////*/

    function test_RevertWhen_AStrangerInvites() public {
        refused(abi.encodeWithSelector(ICircles.NotMember.selector, ACME, CORE));
        perform(InviteMember(ACME, CORE, code, DAY0));
        refused(abi.encodeWithSelector(ICompanies.NotOperator.selector, keyOf[ACME], CORE));
        performAs(keyOf[ACME], InviteMember(CORE, CORE, code, DAY0));
        address viewer = hire(CORE, "viewer", 8);
        refused(abi.encodeWithSelector(ICompanies.LacksRole.selector, viewer, MAKER));
        performAs(viewer, InviteMember(CORE, CORE, code, DAY0));
    }

    function test_RevertWhen_AnInvitationsFieldIsOutOfRange() public {
        refused(abi.encodeWithSelector(ICircles.BadField.selector, bytes32("code")));
        perform(InviteMember(CORE, CORE, address(0), DAY0));
        refused(abi.encodeWithSelector(ICircles.BadField.selector, bytes32("until")));
        perform(InviteMember(CORE, CORE, code, DAY0 - 1));
        perform(InviteMember(CORE, CORE, code, DAY0));
        refused(abi.encodeWithSelector(ICircles.BadCode.selector, code));
        perform(InviteMember(CORE, CORE, code, DAY0));
    }

    /// Unknown, of another circle, over, used, or not proved.
    function test_RevertWhen_TheCodeIsBad() public {
        bytes memory bad = abi.encodeWithSelector(ICircles.BadCode.selector, code);
        refused(bad);
        perform(JoinCircle(ACME, CORE, code));
        perform(InviteMember(BANK, BANK, code, DAY0));
        refused(bad);
        perform(JoinCircle(ACME, CORE, code));
        _invited(CORE, code);
        onDay(DAY0 + 8);
        refused(bad);
        perform(JoinCircle(ACME, CORE, code));
        onDay(DAY0);
        perform(JoinCircle(ACME, CORE, code));
        refused(bad);
        perform(JoinCircle(BOLT, CORE, code));
        refused(bad); // a used code is not given out again
        perform(InviteMember(CORE, CORE, code, DAY0 + 7));
        address silent = makeAddress("silent");
        _invited(CORE, silent);
        refused(abi.encodeWithSelector(ICircles.BadCode.selector, silent));
        perform(JoinCircle(BOLT, CORE, silent));
    }

    function test_RevertWhen_ItIsAMemberAlready() public {
        _joined(CORE, ACME, code);
        _invited(CORE, other);
        refused(abi.encodeWithSelector(ICircles.IsMember.selector, ACME, CORE));
        perform(JoinCircle(ACME, CORE, other));
        refused(abi.encodeWithSelector(ICircles.IsMember.selector, CORE, CORE)); // the circle is its own
        perform(JoinCircle(CORE, CORE, other));
    }

    function test_RevertWhen_SomebodyElseRemoves() public {
        _joined(CORE, ACME, code);
        _joined(CORE, BOLT, other);
        refused(abi.encodeWithSelector(ICircles.NotInviter.selector, BOLT, ACME));
        perform(LeaveCircle(BOLT, CORE, ACME));
        refused(abi.encodeWithSelector(ICircles.NotMember.selector, CIRRUS, CORE));
        perform(LeaveCircle(CIRRUS, CORE, ACME));
        refused(abi.encodeWithSelector(ICircles.NotMember.selector, OPERATOR, CORE));
        perform(LeaveCircle(OPERATOR, CORE, ACME));
        refused(abi.encodeWithSelector(ICircles.NotMember.selector, CIRRUS, CORE));
        perform(LeaveCircle(CORE, CORE, CIRRUS));
        refused(abi.encodeWithSelector(ICompanies.NotOperator.selector, keyOf[BOLT], CORE));
        performAs(keyOf[BOLT], LeaveCircle(CORE, CORE, ACME));
    }

    /// Asked again on the day of joining: who invited, and who joins, must be active.
    function test_RevertWhen_ASuspendedPartyJoins() public {
        _joined(CORE, ACME, code);
        _invited(ACME, other);
        suspend(BOLT);
        refused(abi.encodeWithSelector(ICompanies.CompanySuspended.selector, BOLT));
        perform(JoinCircle(BOLT, CORE, other));
        suspend(ACME);
        refused(abi.encodeWithSelector(ICompanies.CompanySuspended.selector, ACME));
        perform(JoinCircle(CIRRUS, CORE, other));
        refused(abi.encodeWithSelector(ICompanies.CompanySuspended.selector, ACME));
        perform(InviteMember(ACME, CORE, newKey("third"), DAY0));
    }

    /*///////////////////////////////// ATTACKS ///////////////////////////////*/

    /// Who sees ACME's joining on its way takes the code's signature and joins itself.
    function test_Attack_TheCodesSignatureServesAnother() public {
        _invited(CORE, code);
        JoinCircle memory act = JoinCircle(ACME, CORE, code);
        bytes memory proof = signatureOf(code, hashOf(act, under(900, deadline)));
        act.company = BOLT;
        refused(abi.encodeWithSelector(ICircles.BadCode.selector, code));
        vm.prank(keyOf[BOLT]);
        circles.joinCircle(act, under(900, deadline), proof);
        act.company = ACME;
        vm.prank(keyOf[ACME]);
        circles.joinCircle(act, under(900, deadline), proof);
    }

    /// The proof is of this message; what ACME signed once joins once, also after it left and was invited anew.
    function test_Attack_AJoiningIsSentAgain() public {
        _invited(CORE, code);
        JoinCircle memory act = JoinCircle(ACME, CORE, code);
        bytes32 hash = hashOf(act, under(900, deadline));
        (Auth memory auth, bytes memory proof) = (signed(keyOf[ACME], hash, 900, deadline), signatureOf(code, hash));
        circles.joinCircle(act, auth, proof);
        perform(LeaveCircle(ACME, CORE, ACME));
        refused(abi.encodeWithSelector(ICircles.BadCode.selector, code));
        circles.joinCircle(act, auth, proof);
    }

    /// A stranger occupies the code in its own circle before CORE's invitation lands: CORE's stands beside it.
    function test_Attack_ACodeIsOccupied() public {
        perform(InviteMember(BOLT, BOLT, code, DAY0));
        _joined(CORE, ACME, code);
        assertEq(circles.membershipOf(CORE, ACME).inviter, CORE, "inviter");
        refused(abi.encodeWithSelector(ICircles.NotMember.selector, BOLT, CORE));
        perform(InviteMember(BOLT, CORE, other, DAY0));
    }

    /// A key of the network's own: a code may sign nothing but joinings, since it acts for no company.
    function test_Attack_ACodeActs() public {
        _invited(CORE, code);
        refused(abi.encodeWithSelector(ICompanies.NotOperator.selector, code, CORE));
        performAs(code, InviteMember(CORE, CORE, other, DAY0));
    }

    /*///////////////////////////////// SETTING ///////////////////////////////*/

    function _invited(uint32 inviter, address code_) private {
        perform(InviteMember(inviter, CORE, code_, DAY0 + 7));
    }

    function _joined(uint32 inviter, uint32 member, address code_) private {
        _invited(inviter, code_);
        perform(JoinCircle(member, CORE, code_));
    }
}
