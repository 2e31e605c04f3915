// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Auth} from "./Auth.sol";
import {IProposals} from "./IProposals.sol";
import {ObligationId} from "../libraries/ObligationId.sol";

/// @notice The holder offers units as security for a debt of its own.
struct PledgeLot {
    uint32 company;
    ObligationId obligation;
    uint48 lot;
    uint48 start;
    uint48 end;
    uint32 pledgee;
    /// The secured sum in units of 0.01: 1 to the units' number.
    uint48 secured;
    /// Local day on which the secured debt falls due, not before the pledge; enforcement begins after it.
    uint32 debtDue;
    /// Last local day for the answer; zero: the longest that the rules allow.
    uint32 until;
    /// Digest of the pledge agreement; zero for none.
    bytes32 terms;
}

/// @notice The pledgee takes it; the pledge exists from here, as it does in law from its registration (R-C09).
struct AcceptPledge {
    /// The pledgee.
    uint32 company;
    ObligationId obligation;
    uint48 lot;
    /// The struct hash of the `PledgeLot`, which names the pledge from now on.
    bytes32 pledge;
    /// Number of the registration in the movable-asset registry.
    string registration;
}

/// @notice The pledgee lets the units of a lot go; so may the holder once nothing is secured any more.
struct ReleasePledge {
    /// The pledgee, or the holder.
    uint32 company;
    ObligationId obligation;
    uint48 lot;
    /// Where the lot ends: a merge that came first must not let go more than was meant.
    uint48 end;
    bytes32 pledge;
}

/// @notice The secured debt is overdue: the pledgee takes units worth what is still secured, the rest goes free. From the
/// obligation's due day on lots are not cut: one worth more than what is still secured pays the pledgee out of its credits instead.
struct EnforcePledge {
    /// The pledgee.
    uint32 company;
    ObligationId obligation;
    uint48 lot;
    bytes32 pledge;
    /// Digest of the notice sent to the pledgor; not zero.
    bytes32 notice;
}

/// @notice A pledge, whatever lots its units are in now.
///
///   – ── pledge (holder) ──▶ PROPOSED ── accept (pledgee) ──▶ IN FORCE
///
/// A proposal that was declined, withdrawn or lapsed stays PROPOSED: the kernel says what is open. Lots leave a pledge in force one by one, by
/// release, by enforcement, or by the payment that makes `received` reach `secured`.
struct Pledge {
    uint32 pledgor;
    uint32 pledgee;
    uint48 secured;
    /// What the pledgee has got out of payments and by enforcement.
    uint48 received;
    uint32 debtDue;
    /// 1 proposed, 2 in force.
    uint8 state;
}

/// @title Pledges of lots
/// @notice A pledged lot stays its holder's; it can be split, but nothing else, without the pledgee. Lot kind: 16.
interface IPledges is IProposals {
    /// @notice A field is out of range: its name in ASCII.
    error BadField(bytes32 field);
    /// @notice Rule `rule`: a pledge needs its registration number.
    error RegistrationNeeded(bytes32 rule);
    /// @notice The lot is not under this pledge.
    error NotPledged(bytes32 pledge);
    /// @notice Rule `rule`: enforcement begins after day `last`.
    error NotOverdue(bytes32 rule, uint32 last, uint32 today);
    /// @notice From the due day on a lot moves whole: this one is worth more than the `left` that is still secured.
    error AboveSecured(uint48 left);
    /// @notice Only `Settlements` says what was paid.
    error NotModule(address caller);

    /// @notice The units are locked until the pledgee answers.
    event PledgeProposed(ObligationId indexed obligation, bytes32 indexed pledge, PledgeLot terms);
    /// @notice The units of the lot secure `secured` from now on.
    event Pledged(
        ObligationId indexed obligation,
        uint48 indexed lot,
        bytes32 indexed pledge,
        uint32 pledgor,
        uint32 pledgee,
        uint48 secured,
        string registration
    );
    /// @notice The lot is under the pledge no more, and its holder's.
    event Unpledged(ObligationId indexed obligation, uint48 indexed lot, bytes32 indexed pledge);
    /// @notice Units [lot, end) went to the pledgee, for as much of the secured sum.
    event Enforced(
        ObligationId indexed obligation, uint48 indexed lot, bytes32 indexed pledge, uint48 end, bytes32 notice
    );
    /// @notice The pledgee got `amount`, in a payment or in units, `received` in all.
    event Received(bytes32 indexed pledge, uint48 amount, uint48 received);

    function pledgeLot(PledgeLot calldata act, Auth calldata auth) external;
    function acceptPledge(AcceptPledge calldata act, Auth calldata auth) external;
    function releasePledge(ReleasePledge calldata act, Auth calldata auth) external;
    function enforcePledge(EnforcePledge calldata act, Auth calldata auth) external;
    /// @notice For `Settlements`: a payment of `amount` on a lot; `part` of it is the pledgee's, zero where none is pledged. The payment
    /// that makes up the secured sum frees the lot.
    function proceeds(ObligationId obligation, uint48 lot, uint48 amount) external returns (uint32 pledgee, uint48 part);

    function pledgeOf(bytes32 pledge) external view returns (Pledge memory);
    /// @notice The pledge that a lot is under; zero if none.
    function pledgeOn(ObligationId obligation, uint48 lot) external view returns (bytes32);
}
