// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {InvariantTargets} from "./InvariantTargets.sol";
import {Vm} from "./Vm.sol";

/// @title  Test: what every test contract stands on
/// @notice Cheatcodes as `vm`, assertions that name what they compare, keys made from names, and the choice of what an invariant
///         run may call. A failed assertion reads "what: got != want".
abstract contract Test is InvariantTargets {
    /// @notice forge's own address: the last 20 bytes of keccak256("hevm cheat code").
    Vm internal constant vm = Vm(0x7109709ECfa91a80626fF3989D68f67F5b1DD12D);

    /// @dev The order of secp256k1: a private key is below it and not zero.
    uint256 private constant CURVE_ORDER = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141;

    /*///////////////////////////////// KEYS /////////////////////////////////*/

    /// @notice A key made from its owner's name, the same in every run, labelled with it in traces.
    function makeKey(string memory name) internal returns (address account, uint256 privateKey) {
        privateKey = uint256(keccak256(bytes(name))) % CURVE_ORDER;
        account = vm.addr(privateKey);
        vm.label(account, name);
    }

    /// @notice An account made from its owner's name, for whom nothing is signed.
    function makeAddress(string memory name) internal returns (address account) {
        (account,) = makeKey(name);
    }

    /// @notice The 65 bytes `r ‖ s ‖ v` of a key's signature over a digest.
    function signDigest(uint256 privateKey, bytes32 digest) internal pure returns (bytes memory signature) {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(privateKey, digest);
        signature = abi.encodePacked(r, s, v);
    }

    /*///////////////////////////////// FUZZ /////////////////////////////////*/

    /// @notice Brings any input into [low, high], both included: an input in range stays as it is, and the two ends of the
    ///         input's own range map to the two ends, so that a fuzzer's favourite values stay its favourites.
    function bound(uint256 input, uint256 low, uint256 high) internal pure returns (uint256 output) {
        require(low <= high, "bound: low is above high");
        if (input >= low && input <= high) return input;

        uint256 span;
        unchecked {
            span = high - low + 1; // 0 stands for 2²⁵⁶, but then every input is in range
        }
        if (input >= type(uint256).max - 3 && span > type(uint256).max - input) {
            return high - (type(uint256).max - input);
        }
        return low + input % span;
    }

    /*////////////////////////////// ASSERTIONS //////////////////////////////*/

    function assertTrue(bool condition, string memory what) internal pure {
        vm.assertTrue(condition, what);
    }

    function assertFalse(bool condition, string memory what) internal pure {
        vm.assertFalse(condition, what);
    }

    function assertEq(bool got, bool want, string memory what) internal pure {
        vm.assertEq(got, want, what);
    }

    function assertEq(uint256 got, uint256 want, string memory what) internal pure {
        vm.assertEq(got, want, what);
    }

    function assertEq(int256 got, int256 want, string memory what) internal pure {
        vm.assertEq(got, want, what);
    }

    function assertEq(address got, address want, string memory what) internal pure {
        vm.assertEq(got, want, what);
    }

    function assertEq(bytes32 got, bytes32 want, string memory what) internal pure {
        vm.assertEq(got, want, what);
    }

    function assertEq(string memory got, string memory want, string memory what) internal pure {
        vm.assertEq(got, want, what);
    }

    function assertEq(bytes memory got, bytes memory want, string memory what) internal pure {
        vm.assertEq(got, want, what);
    }

    function assertEq(uint256[] memory got, uint256[] memory want, string memory what) internal pure {
        vm.assertEq(got, want, what);
    }

    function assertEq(address[] memory got, address[] memory want, string memory what) internal pure {
        vm.assertEq(got, want, what);
    }

    function assertEq(bytes32[] memory got, bytes32[] memory want, string memory what) internal pure {
        vm.assertEq(got, want, what);
    }

    function assertNotEq(uint256 got, uint256 not, string memory what) internal pure {
        vm.assertNotEq(got, not, what);
    }

    function assertNotEq(address got, address not, string memory what) internal pure {
        vm.assertNotEq(got, not, what);
    }

    function assertNotEq(bytes32 got, bytes32 not, string memory what) internal pure {
        vm.assertNotEq(got, not, what);
    }

    function assertLt(uint256 got, uint256 limit, string memory what) internal pure {
        vm.assertLt(got, limit, what);
    }

    function assertLe(uint256 got, uint256 limit, string memory what) internal pure {
        vm.assertLe(got, limit, what);
    }

    function assertGt(uint256 got, uint256 limit, string memory what) internal pure {
        vm.assertGt(got, limit, what);
    }

    function assertGe(uint256 got, uint256 limit, string memory what) internal pure {
        vm.assertGe(got, limit, what);
    }
}
