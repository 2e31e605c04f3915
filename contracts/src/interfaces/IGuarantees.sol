// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Auth} from "./Auth.sol";
import {IProposals} from "./IProposals.sol";
import {ObligationId} from "../libraries/ObligationId.sol";

/// @notice The holder asks a guarantor to answer for the obligor on units of a lot.
struct AskGuarantee {
    uint32 company;
    ObligationId obligation;
    uint48 lot;
    /// The units that are to be guaranteed, in part or whole of the lot: [start, end).
    uint48 start;
    uint48 end;
    uint32 guarantor;
    /// Last local day for the answer; zero: the longest that the rules allow.
    uint32 until;
    /// Digest of the guarantee's text and price; zero for none.
    bytes32 terms;
}

/// @notice The guarantor answers for these units from now on, whoever holds them. `proposal` is the struct hash of the `AskGuarantee`.
struct GiveGuarantee {
    /// The guarantor.
    uint32 company;
    ObligationId obligation;
    uint48 lot;
    bytes32 proposal;
}

/// @title Guarantees of lots (保兑)
/// @notice A guarantee is by units: to guarantee a part is to guarantee that part's units. It is a record on the lot's list, so that it
/// travels with the lot and into its children (R-C03), and it is called through `IRecourse`. Lot kind: 17.
interface IGuarantees is IProposals {
    /// @notice Who owes, holds or answers already cannot guarantee (guarantor ∉ debtors).
    error IsDebtor(uint32 company);

    /// @notice The units are locked until the guarantor answers.
    event GuaranteeAsked(ObligationId indexed obligation, bytes32 indexed proposal, AskGuarantee terms);
    /// @notice `guarantor` answers for units [lot, end).
    event Guaranteed(
        ObligationId indexed obligation, uint48 indexed lot, uint32 indexed guarantor, uint48 end, bytes32 proposal
    );

    function askGuarantee(AskGuarantee calldata act, Auth calldata auth) external;
    function giveGuarantee(GiveGuarantee calldata act, Auth calldata auth) external;
}
