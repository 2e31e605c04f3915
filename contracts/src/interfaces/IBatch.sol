// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice One act in a batch.
struct Call {
    address target;
    /// What the call may use. The batch as a whole fails rather than give a call less.
    uint32 gas;
    bytes data;
}

/// @title Many signed acts in one transaction
/// @notice Has no right of its own. A refused act does not touch its neighbours, nor spend their gas.
interface IBatch {
    /// @notice The transaction has too little gas left to give call `index` what it may use.
    error GasShort(uint256 index);

    /// @notice Call `index` of this batch failed. `call` is keccak256 of its data; `reason` its revert data, cut at 1,024 bytes.
    event Refused(uint256 indexed index, bytes32 indexed call, bytes reason);

    /// @return done How many of the calls did not fail.
    function run(Call[] calldata calls) external returns (uint256 done);
}
