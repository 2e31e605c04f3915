// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Auth} from "./interfaces/Auth.sol";
import {ICircles, InviteMember, JoinCircle, LeaveCircle, Membership} from "./interfaces/ICircles.sol";
import {ICompanies} from "./interfaces/ICompanies.sol";
import {Signatures} from "./libraries/Signatures.sol";
import {Clock, ClockParams} from "./Clock.sol";

/// @title Circles
/// @notice See `ICircles`. An obligor and those whom it, or one of them, invited; nothing else asks this contract anything.
///
///   A code:    – ── invite (obligor, member) ──▶ OPEN ── join ──▶ USED, for good; or its last day is over
///   A company: – ── join ──▶ member ── leave (itself, the obligor, who invited it) ──▶ –
contract Circles is ICircles, Clock {
    uint8 private constant MAKER = 1;
    uint8 private constant EVEN_SUSPENDED = 128;

    bytes32 private constant INVITE_TYPE =
        keccak256("InviteMember(uint32 company,uint32 circle,address code,uint32 until,uint64 nonce,uint40 deadline)");
    bytes32 private constant JOIN_TYPE =
        keccak256("JoinCircle(uint32 company,uint32 circle,address code,uint64 nonce,uint40 deadline)");
    bytes32 private constant LEAVE_TYPE =
        keccak256("LeaveCircle(uint32 company,uint32 circle,uint32 member,uint64 nonce,uint40 deadline)");

    struct Invitation {
        /// Who gave the code; it stays when the code is used, so that no code serves twice.
        uint32 inviter;
        uint32 until;
        bool used;
    }

    ICompanies private immutable _companies;
    bytes32 private immutable _domainSeparator;
    /// By circle and code: whoever sees a code on its way cannot occupy it from another circle.
    mapping(uint32 => mapping(address => Invitation)) private _invitations;
    /// By circle and company.
    mapping(uint32 => mapping(uint32 => Membership)) private _members;

    constructor(ICompanies companies, ClockParams memory clock_) Clock(clock_) {
        _companies = companies;
        _domainSeparator = companies.domainSeparator();
    }

    /// @inheritdoc ICircles
    function inviteMember(InviteMember calldata act, Auth calldata auth) external {
        bytes32 hash =
            keccak256(abi.encode(INVITE_TYPE, act.company, act.circle, act.code, act.until, auth.nonce, auth.deadline));
        _requireWithin(act.circle, act.company);
        if (act.code == address(0)) revert BadField("code");
        if (act.until < today()) revert BadField("until");
        if (_invitations[act.circle][act.code].inviter != 0) revert BadCode(act.code);
        _companies.authorize(act.company, MAKER, 0, hash, msg.sender, auth);
        _invitations[act.circle][act.code] = Invitation(act.company, act.until, false);
        emit Invited(act.circle, act.company, act.code, act.until);
    }

    /// @inheritdoc ICircles
    function joinCircle(JoinCircle calldata act, Auth calldata auth, bytes calldata proof) external {
        bytes32 hash = keccak256(abi.encode(JOIN_TYPE, act.company, act.circle, act.code, auth.nonce, auth.deadline));
        if (act.company == act.circle || _members[act.circle][act.company].tier != 0) {
            revert IsMember(act.company, act.circle);
        }
        Invitation memory i = _invitations[act.circle][act.code];
        if (i.inviter == 0 || i.used || today() > i.until) revert BadCode(act.code);
        // Asked again as of today: the inviter may have left since, or be suspended.
        _requireWithin(act.circle, i.inviter);
        _companies.requireActive(i.inviter);
        bytes32 digest = keccak256(abi.encodePacked(hex"1901", _domainSeparator, hash));
        if (!Signatures.isValid(act.code, digest, proof)) revert BadCode(act.code);
        _companies.authorize(act.company, MAKER, 0, hash, msg.sender, auth);
        _invitations[act.circle][act.code].used = true;
        uint16 tier = _members[act.circle][i.inviter].tier + 1;
        _members[act.circle][act.company] = Membership(i.inviter, tier, today());
        emit Joined(act.circle, i.inviter, act.company, tier, act.code);
    }

    /// @inheritdoc ICircles
    function leaveCircle(LeaveCircle calldata act, Auth calldata auth) external {
        bytes32 hash = keccak256(abi.encode(LEAVE_TYPE, act.company, act.circle, act.member, auth.nonce, auth.deadline));
        Membership memory m = _members[act.circle][act.member];
        if (m.tier == 0) revert NotMember(act.member, act.circle);
        if (act.company != act.member) {
            _requireWithin(act.circle, act.company);
            if (act.company != act.circle && act.company != m.inviter) revert NotInviter(act.company, act.member);
        }
        _companies.authorize(act.company, MAKER | EVEN_SUSPENDED, 0, hash, msg.sender, auth);
        delete _members[act.circle][act.member];
        emit Left(act.circle, act.member);
    }

    /// @inheritdoc ICircles
    function membershipOf(uint32 circle, uint32 company) external view returns (Membership memory) {
        return _members[circle][company];
    }

    /// @dev The obligor itself, or a member.
    function _requireWithin(uint32 circle, uint32 company) private view {
        if (company != circle && _members[circle][company].tier == 0) revert NotMember(company, circle);
    }
}
