// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Auth} from "../src/interfaces/Auth.sol";
import {PayRun} from "../src/interfaces/IPaymentRuns.sol";
import {ObligationId} from "../src/libraries/ObligationId.sol";
import {Network} from "./Network.sol";

/// @title  RunActs: payment runs, done by a key's own call or under its signature, and the opening of their leaves
/// @notice The tree here is built level by level, from what `Leaves` says of it and not from its code.
abstract contract RunActs is Network {
    /// What a run of a test was made of.
    struct Run {
        ObligationId obligation;
        uint96 name;
        bytes32 act;
        uint48 start;
        uint32[] payees;
        uint48[] amounts;
    }

    /// A node of the tree.
    struct Node {
        bytes32 hash;
        uint48 units;
    }

    function hashOf(PayRun memory a, Auth memory auth) internal pure returns (bytes32) {
        bytes memory begin = abi.encode(
            keccak256(
                "PayRun(uint32 company,uint256 obligation,uint48 lot,uint48 start,uint48 end,uint64 serial,bool atOnce,bool recourse,uint32 until,bytes32 terms,uint32 count,bytes leaves,uint64 nonce,uint40 deadline)"
            ),
            a.company,
            a.obligation,
            a.lot,
            a.start,
            a.end
        );
        bytes memory middle = abi.encode(a.serial, a.atOnce, a.recourse, a.until, a.terms);
        return
            keccak256(bytes.concat(begin, middle, abi.encode(a.count, keccak256(a.leaves), auth.nonce, auth.deadline)));
    }

    function perform(PayRun memory a) internal {
        performAs(keyOf[a.company], a);
    }

    function performAs(address key, PayRun memory a) internal {
        Auth memory auth = fresh(key);
        bytes32 hash = hashOf(a, auth);
        authorizeBy(key, hash, auth);
        paymentRuns.payRun(a, auth);
    }

    /// @notice A run that pays from the end of the lot [lot, end).
    function runOf(uint32 company, ObligationId id, uint48 lot, uint48 end, uint32[] memory to, uint48[] memory amounts)
        internal
        returns (PayRun memory)
    {
        return PayRun({
            company: company,
            obligation: id,
            lot: lot,
            start: end - sum(amounts),
            end: end,
            serial: ++serial,
            atOnce: false,
            recourse: false,
            until: 0,
            terms: 0,
            count: uint32(to.length),
            leaves: pack(to, amounts)
        });
    }

    function nameOf(PayRun memory a) internal pure returns (uint96) {
        return uint96(a.company) << 64 | a.serial;
    }

    /// @notice What was paid by the last act, to be opened.
    function made(PayRun memory a, uint32[] memory to, uint48[] memory amounts) internal view returns (Run memory) {
        return Run(a.obligation, nameOf(a), lastHash, a.start, to, amounts);
    }

    /// @notice Anyone opens one leaf.
    function open(Run memory r, uint256 index) internal {
        open(r, index, 0);
    }

    /// @notice Anyone opens the block of up to 2^height leaves from `first` on.
    function open(Run memory r, uint256 first, uint256 height) internal {
        bytes memory leaves = blockOf(r, first, height);
        lots.open(r.obligation, r.name, uint32(first), leaves, proofOf(r, first, height));
    }

    /// @notice The unit that a leaf begins at.
    function startOf(Run memory r, uint256 index) internal pure returns (uint48 start) {
        start = r.start;
        for (uint256 i; i < index; ++i) {
            start += r.amounts[i];
        }
    }

    /// @notice What an answer to the leaf, once it is open, has to name.
    function proposalOf(Run memory r, uint256 index) internal pure returns (bytes32) {
        return keccak256(abi.encode(r.act, index));
    }

    function blockOf(Run memory r, uint256 first, uint256 height) internal pure returns (bytes memory leaves) {
        for (uint256 i = first; i < first + (1 << height) && i < r.payees.length; ++i) {
            leaves = bytes.concat(leaves, abi.encodePacked(r.payees[i], r.amounts[i]));
        }
    }

    /// @notice The siblings from the node over the block up to the root.
    function proofOf(Run memory r, uint256 first, uint256 height) internal pure returns (bytes memory proof) {
        Node[] memory level = levelOf(r.payees, r.amounts);
        uint256 index = first;
        for (uint256 h; level.length > 1; ++h) {
            if (h >= height && index ^ 1 < level.length) {
                Node memory sibling = level[index ^ 1];
                proof = abi.encodePacked(proof, sibling.hash, sibling.units);
            }
            level = above(level);
            index >>= 1;
        }
    }

    function rootOf(uint32[] memory to, uint48[] memory amounts) internal pure returns (Node memory) {
        Node[] memory level = levelOf(to, amounts);
        while (level.length > 1) {
            level = above(level);
        }
        return level[0];
    }

    function levelOf(uint32[] memory to, uint48[] memory amounts) private pure returns (Node[] memory level) {
        level = new Node[](to.length);
        for (uint256 i; i < level.length; ++i) {
            level[i] = Node(bytes32(uint256(to[i]) << 48 | amounts[i]), amounts[i]);
        }
    }

    function above(Node[] memory level) private pure returns (Node[] memory next) {
        next = new Node[]((level.length + 1) / 2);
        for (uint256 i; i < next.length; ++i) {
            next[i] = level[2 * i];
            if (2 * i + 1 < level.length) {
                Node memory right = level[2 * i + 1];
                next[i] = Node(
                    keccak256(abi.encode(next[i].hash, next[i].units, right.hash, right.units)),
                    next[i].units + right.units
                );
            }
        }
    }

    function pack(uint32[] memory to, uint48[] memory amounts) internal pure returns (bytes memory leaves) {
        leaves = new bytes(10 * to.length);
        for (uint256 i; i < to.length; ++i) {
            uint256 leaf = (uint256(to[i]) << 48 | amounts[i]) << 176;
            assembly ("memory-safe") {
                let place := add(add(leaves, 0x20), mul(i, 10))
                // The last leaf's word reaches beyond the bytes, into their padding.
                let rest := and(mload(place), sub(shl(176, 1), 1))
                mstore(place, or(leaf, rest))
            }
        }
    }

    function sum(uint48[] memory amounts) internal pure returns (uint48 total) {
        for (uint256 i; i < amounts.length; ++i) {
            total += amounts[i];
        }
    }

    /// @notice `count` companies from number `first` on, and each one's amount.
    function many(uint32 first, uint256 count, uint48 amount)
        internal
        pure
        returns (uint32[] memory to, uint48[] memory amounts)
    {
        (to, amounts) = (new uint32[](count), new uint48[](count));
        for (uint256 i; i < count; ++i) {
            (to[i], amounts[i]) = (first + uint32(i), amount);
        }
    }
}
