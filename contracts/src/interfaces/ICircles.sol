// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Auth} from "./Auth.sol";

/// @notice Invite a company into an obligor's business circle by a one-time code.
struct InviteMember {
    /// The obligor, or a member of its circle.
    uint32 company;
    /// The obligor whose circle it is.
    uint32 circle;
    /// Address of the code: the code is a key that signs once, so that who sees the joining cannot use it.
    address code;
    /// Last local day of the invitation.
    uint32 until;
}

/// @notice Join a circle by a code. The code's key signs the same message.
struct JoinCircle {
    uint32 company;
    uint32 circle;
    address code;
}

/// @notice A member leaves, or the obligor or who invited it removes it.
struct LeaveCircle {
    uint32 company;
    uint32 circle;
    uint32 member;
}

/// @notice A company's place in a circle.
struct Membership {
    /// Who invited it.
    uint32 inviter;
    /// Steps from the obligor: 1 for its own suppliers.
    uint16 tier;
    uint32 since;
}

/// @title Business circles
/// @notice An obligor invites its suppliers, suppliers invite theirs. Membership gives no right over anything.
interface ICircles {
    /// @notice The company is not in the circle.
    error NotMember(uint32 company, uint32 circle);
    error IsMember(uint32 company, uint32 circle);
    /// @notice Neither the member itself, nor the obligor, nor who invited it.
    error NotInviter(uint32 company, uint32 member);
    /// @notice The code is unknown, used, of another circle, or over.
    error BadCode(address code);
    error BadField(bytes32 field);

    event Invited(uint32 indexed circle, uint32 indexed inviter, address indexed code, uint32 until);
    event Joined(uint32 indexed circle, uint32 indexed inviter, uint32 indexed member, uint16 tier, address code);
    event Left(uint32 indexed circle, uint32 indexed member);

    function inviteMember(InviteMember calldata act, Auth calldata auth) external;
    /// @param proof Signature of the code's key over the message that the company signs.
    function joinCircle(JoinCircle calldata act, Auth calldata auth, bytes calldata proof) external;
    function leaveCircle(LeaveCircle calldata act, Auth calldata auth) external;

    function membershipOf(uint32 circle, uint32 company) external view returns (Membership memory);
}
