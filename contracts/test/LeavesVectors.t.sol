// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ILots} from "../src/interfaces/ILots.sol";
import {Leaves} from "../src/libraries/Leaves.sol";
import {Test} from "./Test.sol";

/// @notice The tree as the contracts walk it, and nothing else.
contract BareLeaves {
    function root(bytes memory leaves, uint32 payer) external pure returns (bytes32 hash, uint256 units) {
        return Leaves.root(leaves, payer);
    }

    /// @notice From a block of leaves to the root, as the kernel opens it.
    function open(bytes memory leaves, uint32 payer, uint256 first, uint256 count, bytes calldata proof)
        external
        pure
        returns (bytes32 hash, uint256 units, uint256 before)
    {
        (hash, units) = Leaves.top(leaves, 0, payer);
        return Leaves.climb(hash, units, first, Leaves.heightOf(leaves.length / Leaves.SIZE), count, proof);
    }
}

/// @title Golden vectors of payment runs
/// @notice Trees and proofs that the Go bindings made: the library makes the same of the same leaves.
/// @custom:compiled as src: the library's code is in BareLeaves
contract LeavesVectorsTest is Test {
    uint256 private constant TREES = 8;

    BareLeaves private bare;
    string private json;
    uint32 private payer;

    function setUp() public {
        bare = new BareLeaves();
        json = vm.readFile("./test/vectors/leaves.json");
        payer = uint32(vm.parseJsonUint(json, ".payer"));
    }

    function test_Root_IsTheBindings() public view {
        for (uint256 i; i < TREES; ++i) {
            bytes memory leaves = vm.parseJsonBytes(json, treeAt(i, "leaves"));
            assertEq(leaves.length, vm.parseJsonUint(json, treeAt(i, "count")) * Leaves.SIZE, "count");
            (bytes32 hash, uint256 units) = bare.root(leaves, payer);
            assertEq(hash, vm.parseJsonBytes32(json, treeAt(i, "root")), "root");
            assertEq(units, vm.parseJsonUint(json, treeAt(i, "units")), "units");
        }
        assertEq(vm.keyExistsJson(json, treeAt(TREES, "root")), false, "every tree");
    }

    function test_Open_EveryBlockLeadsToTheRootAndToItsUnits() public view {
        for (uint256 i; i < TREES; ++i) {
            uint256 blocks;
            while (vm.keyExistsJson(json, blockAt(i, blocks, "first"))) {
                (bytes32 hash, uint256 units, uint256 before) =
                    opened(i, blocks, vm.parseJsonBytes(json, blockAt(i, blocks, "proof")));
                assertEq(hash, vm.parseJsonBytes32(json, treeAt(i, "root")), "root");
                assertEq(units, vm.parseJsonUint(json, treeAt(i, "units")), "units");
                assertEq(before, vm.parseJsonUint(json, blockAt(i, blocks, "before")), "before");
                ++blocks;
            }
            assertTrue(blocks != 0, "no block");
        }
    }

    function test_RevertWhen_AProofIsLongerThanTheTree() public {
        for (uint256 i; i < TREES; ++i) {
            bytes memory leaves = vm.parseJsonBytes(json, blockAt(i, 0, "leaves"));
            bytes memory proof = bytes.concat(vm.parseJsonBytes(json, blockAt(i, 0, "proof")), new bytes(38));
            uint256 first = vm.parseJsonUint(json, blockAt(i, 0, "first"));
            uint256 count = vm.parseJsonUint(json, treeAt(i, "count"));
            vm.expectRevert(ILots.BadProof.selector);
            bare.open(leaves, payer, first, count, proof);
        }
    }

    /* INTERNAL */

    function opened(uint256 i, uint256 n, bytes memory proof) private view returns (bytes32, uint256, uint256) {
        return bare.open(
            vm.parseJsonBytes(json, blockAt(i, n, "leaves")),
            payer,
            vm.parseJsonUint(json, blockAt(i, n, "first")),
            vm.parseJsonUint(json, treeAt(i, "count")),
            proof
        );
    }

    function treeAt(uint256 i, string memory field) private pure returns (string memory) {
        return string.concat(".trees[", vm.toString(i), "].", field);
    }

    function blockAt(uint256 i, uint256 n, string memory field) private pure returns (string memory) {
        return string.concat(treeAt(i, "blocks["), vm.toString(n), "].", field);
    }
}
