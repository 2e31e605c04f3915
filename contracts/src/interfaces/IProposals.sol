// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title A holder's proposals to another company about its own lot
/// @notice What the modules that make them refuse alike. Declined, withdrawn and lapsed proposals end at the kernel.
interface IProposals {
    /// @notice The company is not the side whose act this is; `party` is.
    error NotParty(uint32 party);
    /// @notice The open proposal is of another kind; zero: none is open.
    error OtherKind(uint8 kind);
    /// @notice The proposal lapsed after day `until`.
    error Lapsed(uint32 until);
    /// @notice The last day for an answer must be from today to `latest`.
    error BadUntil(uint32 latest);
}
