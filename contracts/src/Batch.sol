// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Call, IBatch} from "./interfaces/IBatch.sol";

/// @title Batch
/// @notice See `IBatch`.
contract Batch is IBatch {
    /// What the batch itself needs after a call, to report its refusal and go on.
    uint256 private constant RESERVE = 30_000;
    /// Revert data beyond this is not copied: a hostile callee would have its neighbours pay for the memory.
    uint256 private constant REASON_SIZE = 1024;

    /// @inheritdoc IBatch
    function run(Call[] calldata calls) external returns (uint256 done) {
        for (uint256 i; i < calls.length; ++i) {
            Call calldata c = calls[i];
            // Copied before gas is counted: what long data costs must not come out of what the call may use.
            bytes memory data = c.data;
            // A caller keeps a 64th of the gas that it passes on (EIP-150): with less, the call would get less.
            if (gasleft() < uint256(c.gas) * 64 / 63 + RESERVE) revert GasShort(i);
            (bool ok, bytes memory reason) = _call(c.target, c.gas, data);
            if (ok) ++done;
            else emit Refused(i, keccak256(data), reason);
        }
    }

    /// @dev A call with its own gas and a bound on what it returns. A target without code is a refusal, not a success.
    function _call(address target, uint256 gasLimit, bytes memory data) private returns (bool ok, bytes memory reason) {
        if (target.code.length == 0) return (false, "");
        uint256 size;
        assembly ("memory-safe") {
            ok := call(gasLimit, target, 0, add(data, 0x20), mload(data), 0, 0)
            size := returndatasize()
        }
        if (ok) return (true, "");
        if (size > REASON_SIZE) size = REASON_SIZE;
        reason = new bytes(size);
        assembly ("memory-safe") {
            returndatacopy(add(reason, 0x20), 0, size)
        }
    }
}
