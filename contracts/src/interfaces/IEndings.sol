// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Auth} from "./Auth.sol";
import {IProposals} from "./IProposals.sol";
import {ObligationId} from "../libraries/ObligationId.sol";

/// @notice The holder of all of a receivable proposes to undo it. Needs the obligor's word (V23).
struct CancelReceivable {
    /// The holder.
    uint32 company;
    ObligationId receivable;
    /// Last local day for the answer; zero: the longest that the rules allow.
    uint32 until;
    /// 1 to 256 bytes.
    string reason;
}

/// @notice The obligor agrees: the debt is gone. `proposal` is the struct hash of the `CancelReceivable`.
struct AgreeCancel {
    uint32 company;
    ObligationId receivable;
    bytes32 proposal;
}

/// @notice The holder proposes to take units off the ledger, onto paper or into another system (V24).
struct RetireLot {
    uint32 company;
    ObligationId obligation;
    uint48 lot;
    uint48 start;
    uint48 end;
    uint32 until;
    /// Where to: "paper", or the other system's name, 1 to 64 bytes.
    string system;
    /// Digest of the proof bundle that goes with it.
    bytes32 bundle;
}

/// @notice The obligor agrees: from now on it owes these units there. `proposal` is the struct hash of the `RetireLot`.
struct AgreeRetirement {
    uint32 company;
    ObligationId obligation;
    uint48 lot;
    bytes32 proposal;
}

/// @title How lots end otherwise than by payment
/// @notice Cancelled by everyone's signature; exported to paper or elsewhere; redeemed early. Declined, withdrawn and lapsed proposals
/// end at the kernel. Lot kinds: 18 cancel, 19 retire.
interface IEndings is IProposals {
    /// @notice The receivable was financed, pledged or paid on, or is not one lot.
    error NotWhole();
    /// @notice A field is out of range: its name in ASCII.
    error BadField(bytes32 field);
    error NotModule(address caller);

    event CancelProposed(ObligationId indexed receivable, bytes32 indexed proposal, CancelReceivable terms);
    event Cancelled(ObligationId indexed receivable, bytes32 indexed proposal);
    event RetirementProposed(ObligationId indexed obligation, bytes32 indexed proposal, RetireLot terms);
    event Retired(ObligationId indexed obligation, uint48 indexed lot, bytes32 indexed proposal);
    event RedeemedEarly(ObligationId indexed obligation, uint48 indexed lot, uint48 amount);

    function cancelReceivable(CancelReceivable calldata act, Auth calldata auth) external;
    function agreeCancel(AgreeCancel calldata act, Auth calldata auth) external;
    function retireLot(RetireLot calldata act, Auth calldata auth) external;
    function agreeRetirement(AgreeRetirement calldata act, Auth calldata auth) external;
    /// @notice For `Discounts`: the obligor has bought this lot, and holds it; it ends and the line is free again.
    function redeem(ObligationId obligation, uint48 lot) external;
}
