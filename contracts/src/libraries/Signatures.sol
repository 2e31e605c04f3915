// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {IERC1271} from "@openzeppelin/contracts/interfaces/IERC1271.sol";
import {MerkleProof} from "@openzeppelin/contracts/utils/cryptography/MerkleProof.sol";

/// @title Whether a key signed a digest
/// @notice A key is an ordinary one or a contract (ERC-1271). A contract is given limited gas and 32 bytes to answer in, so
/// that a hostile one costs its own act and not its neighbours'.
library Signatures {
    /// What a contract key may spend on its answer: enough for a 3-of-5 of cold storage.
    uint256 internal constant CONTRACT_KEY_GAS = 100_000;

    bytes32 private constant LIST_TYPE = keccak256("ActList(bytes32 root,uint32 count)");
    /// Where the path begins in a signature over a list.
    uint256 private constant LIST_PATH = 69;

    /// @notice True if `signature` is `key`'s over `digest`. Never reverts on a bad signature.
    function isValid(address key, bytes32 digest, bytes memory signature) internal view returns (bool) {
        (address signer, ECDSA.RecoverError failure,) = ECDSA.tryRecover(digest, signature);
        if (failure == ECDSA.RecoverError.NoError && signer == key) return true;
        return key.code.length != 0 && _contractSays(key, digest, signature);
    }

    /// @notice Many acts under one signature: 65 bytes over the message `ActList(root, count)`, then the count (4 bytes) and the path (32
    /// bytes a step, siblings in the order of OpenZeppelin's MerkleProof) from the act's own digest to the root.
    /// @return list The struct hash of that message, zero if `signature` is none such. What else is in the list does not matter: each act
    /// of it has its own nonce, limits and checks.
    function listOf(bytes32 digest, bytes memory signature) internal pure returns (bytes32 list, bytes memory own) {
        if (signature.length < LIST_PATH || (signature.length - LIST_PATH) % 32 != 0) return (0, "");
        bytes32[] memory path = new bytes32[]((signature.length - LIST_PATH) / 32);
        uint256 count;
        own = new bytes(65);
        assembly ("memory-safe") {
            let from := add(signature, 0x20)
            mstore(add(own, 0x20), mload(from))
            mstore(add(own, 0x40), mload(add(from, 0x20)))
            mstore8(add(own, 0x60), byte(0, mload(add(from, 0x40))))
            count := shr(224, mload(add(from, 65)))
            for { let i := 0 } lt(i, mload(path)) { i := add(i, 1) } {
                mstore(add(path, shl(5, add(i, 1))), mload(add(from, add(69, shl(5, i)))))
            }
        }
        list = keccak256(abi.encode(LIST_TYPE, MerkleProof.processProof(path, digest), count));
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
