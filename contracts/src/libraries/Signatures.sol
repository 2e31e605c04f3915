// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {IERC1271} from "@openzeppelin/contracts/interfaces/IERC1271.sol";

/// @title Whether a key signed a digest
/// @notice A key is an ordinary one or a contract (ERC-1271). A contract is given limited gas and 32 bytes to answer in, so
/// that a hostile one costs its own act and not its neighbours'.
library Signatures {
    /// What a contract key may spend on its answer: enough for a 3-of-5 of cold storage.
    uint256 internal constant CONTRACT_KEY_GAS = 100_000;

    /// @notice True if `signature` is `key`'s over `digest`. Never reverts on a bad signature.
    function isValid(address key, bytes32 digest, bytes memory signature) internal view returns (bool) {
        (address signer, ECDSA.RecoverError failure,) = ECDSA.tryRecover(digest, signature);
        if (failure == ECDSA.RecoverError.NoError && signer == key) return true;
        return key.code.length != 0 && _contractSays(key, digest, signature);
    }

    /// @dev Assembly for one reason: a high-level call copies however much the callee returns.
    function _contractSays(address key, bytes32 digest, bytes memory signature) private view returns (bool) {
        bytes memory question = abi.encodeCall(IERC1271.isValidSignature, (digest, signature));
        bool success;
        uint256 size;
        bytes32 answer;
        assembly ("memory-safe") {
            success := staticcall(CONTRACT_KEY_GAS, key, add(question, 0x20), mload(question), 0x00, 0x20)
            size := returndatasize()
            answer := mload(0x00)
        }
        return success && size >= 32 && answer == bytes32(IERC1271.isValidSignature.selector);
    }
}
