// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Auth} from "./Auth.sol";
import {ObligationId} from "../libraries/ObligationId.sol";

/// @notice The authority stops units by order: nobody acts on them, credits wait.
struct FreezeLot {
    /// The authority.
    uint32 company;
    ObligationId obligation;
    uint48 lot;
    uint48 start;
    uint48 end;
    /// Number of the order, 1 to 64 bytes.
    string order;
    /// Digest of the order; not zero.
    bytes32 digest;
    /// Last local day of the freeze; zero: until it is lifted. A forfeiture has none.
    uint32 until;
    /// A court's forfeiture: records the judgment and locks; nothing moves.
    bool forfeiture;
}

/// @notice The authority lifts its order. `freeze` is the struct hash of the `FreezeLot`.
struct UnfreezeLot {
    uint32 company;
    ObligationId obligation;
    uint48 lot;
    bytes32 freeze;
    /// Number of the order that lifts it, 1 to 64 bytes.
    string order;
}

/// @notice The obligor or the holder disputes units, before the due day; the rest stays payable (R-V16).
struct DisputeLot {
    uint32 company;
    ObligationId obligation;
    uint48 lot;
    uint48 start;
    uint48 end;
    /// 1 to 256 bytes.
    string reason;
    /// Digest of the evidence; zero for none.
    bytes32 digest;
}

/// @notice Who disputed takes it back, or the authority decides. `dispute` is the struct hash of the `DisputeLot`.
struct ResolveDispute {
    uint32 company;
    ObligationId obligation;
    uint48 lot;
    bytes32 dispute;
    /// 1 to 256 bytes.
    string resolution;
}

/// @title Holds: freezes by order, disputes
/// @notice An obligor's dispute blocks only what was never transferred, financed or pledged, a holder's only what it has not pledged; of
/// anything else it is a note. A hold that nothing keeps up any more is taken off a lot by anyone (`thaw`). Units that are under
/// dispute when payment begins stay outside of it for good: what is owed on them is paid apart.
interface IHolds {
    /// @notice The company is not the side whose act this is; `party` is.
    error NotParty(uint32 party);
    /// @notice A field is out of range: its name in ASCII.
    error BadField(bytes32 field);
    /// @notice Disputes are for before the due day.
    error AlreadyDue(uint32 due, uint32 today);
    /// @notice There is no such open order or dispute on this lot.
    error NotOpen(bytes32 hold);
    /// @notice An open order or dispute keeps the lot on hold, or it was under dispute when payment began.
    error StillHeld();
    /// @notice No order or dispute holds the lot.
    error NotHeld();
    /// @notice The company has disputed units of this obligation `most` times.
    error TooManyDisputes(uint256 most);

    /// @notice The units, the lot at `lot` from now on, are frozen.
    event Frozen(ObligationId indexed obligation, uint48 indexed lot, bytes32 indexed freeze, FreezeLot terms);
    /// @notice The order is lifted. A lot of it that no other hold keeps is `Thawed`, here or by anyone.
    event Unfrozen(ObligationId indexed obligation, uint48 indexed lot, bytes32 indexed freeze, string order);
    /// @notice `blocking`: the units are on hold; else it is a note.
    event Disputed(
        ObligationId indexed obligation, uint48 indexed lot, bytes32 indexed dispute, bool blocking, DisputeLot terms
    );
    /// @notice The dispute is over, by the word of `by`.
    event Resolved(
        ObligationId indexed obligation, uint48 indexed lot, bytes32 indexed dispute, uint32 by, string resolution
    );
    /// @notice Orders or disputes that are over hold the lot no more.
    event Thawed(ObligationId indexed obligation, uint48 indexed lot);

    function freezeLot(FreezeLot calldata act, Auth calldata auth) external;
    function unfreezeLot(UnfreezeLot calldata act, Auth calldata auth) external;
    function disputeLot(DisputeLot calldata act, Auth calldata auth) external;
    function resolveDispute(ResolveDispute calldata act, Auth calldata auth) external;
    /// @notice Anyone takes holds off a lot whose orders are lifted or over and whose disputes are resolved.
    function thaw(ObligationId obligation, uint48 lot) external;

    /// @notice Whether the order or dispute is open today.
    function isOpen(bytes32 hold) external view returns (bool);
}
