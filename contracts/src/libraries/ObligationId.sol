// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice Names an obligation without any counter of the chain: the module it lives in, the company that created it and
/// the serial which that company chose: `module << 96 | company << 64 | serial`. People see R31-17 (module 1, a receivable)
/// or B31-4 (module 2, a bill).
type ObligationId is uint256;

using {creator, module, lotKey} for ObligationId global;

/// @notice The module number in an id; a module can create obligations under its own number only.
function module(ObligationId id) pure returns (uint256) {
    return ObligationId.unwrap(id) >> 96;
}

/// @notice The company that created the obligation and chose its serial.
function creator(ObligationId id) pure returns (uint32) {
    return uint32(ObligationId.unwrap(id) >> 64);
}

/// @notice The storage key of the lot of this obligation which starts at `start`.
function lotKey(ObligationId id, uint48 start) pure returns (uint256) {
    return ObligationId.unwrap(id) << 48 | start;
}

/// @notice The id of the obligation that `company` numbered `serial` in module number `kind`.
function toObligationId(uint8 kind, uint32 company, uint64 serial) pure returns (ObligationId) {
    return ObligationId.wrap(uint256(kind) << 96 | uint256(company) << 64 | serial);
}
