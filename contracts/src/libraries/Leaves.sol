// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ILots} from "../interfaces/ILots.sol";

/// @title The leaves of a payment run, and the tree over them
/// @notice A leaf is 10 bytes: the payee (4) and its amount in units of 0.01 (6), big-endian. A node of the tree is a hash and the sum of the
/// units below it:
///
///   leaf    the 10 bytes as a number, payee << 48 | amount; its amount
///   inner   keccak256(left hash, left units, right hash, right units); left units + right units
///
/// Nodes of a level are paired from the left; an odd one out goes up as it is. How deep a leaf lies follows from its number and the number of
/// leaves, so that no inner node passes for a leaf.
///
/// Units belong to leaves by position: a path to the root adds up what lies left of it. Hence two leaves never share a unit, whoever
/// built the tree. Where their paths part, one is in the left subtree and the other in the right, and the node there has exactly the units
/// of both, which its hash binds (proofs/Leaves.sol).
library Leaves {
    uint256 internal constant SIZE = 10;
    /// Blocks that are opened together are 1, 2, 4 … or 256 leaves: the bits of one storage word. So many are hashed at a time, too,
    /// so that memory does not grow with the run.
    uint256 internal constant MOST_IN_BLOCK = 256;

    /// @notice The payee and the amount of a leaf.
    function leafAt(bytes memory leaves, uint256 index) internal pure returns (uint32 payee, uint48 amount) {
        uint256 leaf;
        assembly ("memory-safe") {
            leaf := shr(176, mload(add(add(leaves, 0x20), mul(index, SIZE))))
        }
        return (uint32(leaf >> 48), uint48(leaf));
    }

    /// @notice The root of the tree over all leaves, and their sum. Each has a payee, which is not `payer`, and an amount.
    function root(bytes memory leaves, uint32 payer) internal pure returns (bytes32 hash, uint256 units) {
        uint256 count = leaves.length / SIZE;
        uint256[] memory tops = new uint256[](2 * (count / MOST_IN_BLOCK + 1));
        uint256 used;
        for (uint256 first; first < count; first += MOST_IN_BLOCK) {
            (hash, units) = top(leaves, first, payer);
            (tops[used], tops[used + 1]) = (uint256(hash), units);
            used += 2;
        }
        uint256 place;
        assembly ("memory-safe") {
            place := add(tops, 0x20)
        }
        return _reduce(place, used / 2);
    }

    /// @notice The node over the leaves from number `first` on, at most 256 of them.
    function top(bytes memory leaves, uint256 first, uint32 payer) internal pure returns (bytes32 hash, uint256 units) {
        uint256 length = leaves.length / SIZE - first;
        if (length > MOST_IN_BLOCK) length = MOST_IN_BLOCK;
        uint256 place;
        // Free memory is where the nodes are until they are one; nobody needs it after.
        assembly ("memory-safe") {
            place := mload(0x40)
        }
        uint256 good = _read(leaves, first, length, payer, place);
        if (good != length) revert ILots.BadLeaf(first + good);
        return _reduce(place, length);
    }

    /// @notice From the node over leaves [first, first + 2^height) of `count` up to the root: the root, its units, and how many of
    /// them lie left of the node.
    /// @param proof The siblings, from below: hash (32 bytes) and units (6) of each.
    function climb(bytes32 hash, uint256 units, uint256 first, uint256 height, uint256 count, bytes calldata proof)
        internal
        pure
        returns (bytes32, uint256, uint256 before)
    {
        uint256 index = first >> height;
        uint256 width = (count + (1 << height) - 1) >> height;
        uint256 used;
        assembly ("memory-safe") {
            let place := mload(0x40)
            for {} gt(width, 1) {} {
                // The odd one out has no sibling.
                if lt(xor(index, 1), width) {
                    let from := add(proof.offset, used)
                    used := add(used, 38)
                    let more := shr(208, calldataload(add(from, 0x20)))
                    let right := shl(6, and(index, 1))
                    mstore(add(place, right), hash)
                    mstore(add(place, add(right, 0x20)), units)
                    mstore(add(place, xor(right, 0x40)), calldataload(from))
                    mstore(add(place, xor(right, 0x60)), more)
                    hash := keccak256(place, 0x80)
                    units := add(units, more)
                    if right { before := add(before, more) }
                }
                index := shr(1, index)
                width := shr(1, add(width, 1))
            }
        }
        if (used != proof.length) revert ILots.BadProof();
        return (hash, units, before);
    }

    /// @notice The height of the smallest subtree over `length` leaves.
    function heightOf(uint256 length) internal pure returns (uint256 height) {
        // Below 256, for so is what any length needs.
        unchecked {
            while (1 << height < length) {
                ++height;
            }
        }
    }

    /// @dev Writes `length` leaves from number `first` on as nodes at memory `place`, and says how many of them are good. In assembly, as is
    /// `_reduce`: there are ten thousand leaves, and what Solidity checks would cost as much again.
    function _read(bytes memory leaves, uint256 first, uint256 length, uint32 payer, uint256 place)
        private
        pure
        returns (uint256 good)
    {
        assembly ("memory-safe") {
            let from := add(add(leaves, 0x20), mul(first, 10))
            let node := place
            for { let end := add(place, shl(6, length)) } lt(node, end) { node := add(node, 0x40) } {
                let leaf := shr(176, mload(from))
                let units := and(leaf, 0xffffffffffff)
                mstore(node, leaf)
                mstore(add(node, 0x20), units)
                let payee := shr(48, leaf)
                if or(iszero(mul(payee, units)), eq(payee, payer)) { break }
                from := add(from, 10)
            }
            good := shr(6, sub(node, place))
        }
    }

    /// @dev The node above `count` nodes at memory `place`, level by level. Units do not overflow: there are far fewer than 2^208 leaves.
    function _reduce(uint256 place, uint256 count) private pure returns (bytes32 hash, uint256 units) {
        assembly ("memory-safe") {
            for {} gt(count, 1) { count := shr(1, add(count, 1)) } {
                let from := place
                let to := place
                for { let end := add(place, shl(6, shr(1, count))) } lt(to, end) { to := add(to, 0x40) } {
                    let sum := add(mload(add(from, 0x20)), mload(add(from, 0x60)))
                    mstore(to, keccak256(from, 0x80))
                    mstore(add(to, 0x20), sum)
                    from := add(from, 0x80)
                }
                if and(count, 1) {
                    mstore(to, mload(from))
                    mstore(add(to, 0x20), mload(add(from, 0x20)))
                }
            }
            hash := mload(place)
            units := mload(add(place, 0x20))
        }
    }
}
