// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Commitment, Limits, Merge, Transfer} from "../src/interfaces/ILots.sol";
import {PayRun} from "../src/interfaces/IPaymentRuns.sol";
import {ObligationId} from "../src/libraries/ObligationId.sol";
import {Module} from "../src/Lots.sol";
import {Deployment} from "./Deployment.sol";
import {Kernel} from "./Kernel.sol";
import {RunActs} from "./RunActs.sol";

/// @title  What tests of payment runs begin with
/// @notice ACME holds 1,000.00 of CORE's debt and pays with it; BOLT takes what comes from it, CIRRUS answers each time.
abstract contract RunsSetting is RunActs, Kernel {
    uint48 internal constant FACE = 100_000;
    /// Where the three leaves of `three` begin.
    uint48 internal constant FIRST = 99_400;
    uint48 internal constant SECOND = 99_500;
    uint48 internal constant THIRD = 99_700;

    ObligationId internal id;

    function rights(Places memory where) internal override(Deployment, Kernel) returns (Module[] memory modules) {
        return super.rights(where);
    }

    function setUp() public override {
        super.setUp();
        id = debt(ACME, FACE);
        accepting(BOLT, ACME, CORE);
    }

    function three() internal returns (PayRun memory) {
        return three2(FACE);
    }

    function three2(uint48 end) internal returns (PayRun memory) {
        return runOf(ACME, id, 0, end, list3(), sums3());
    }

    function list3() internal pure returns (uint32[] memory to) {
        to = new uint32[](3);
        (to[0], to[1], to[2]) = (BOLT, CIRRUS, BOLT);
    }

    function sums3() internal pure returns (uint48[] memory) {
        return sums(100, 200, 300);
    }

    function sums(uint48 a, uint48 b, uint48 c) internal pure returns (uint48[] memory all) {
        all = new uint48[](3);
        (all[0], all[1], all[2]) = (a, b, c);
    }

    function sums(uint48 a, uint48 b) internal pure returns (uint48[] memory all) {
        all = new uint48[](2);
        (all[0], all[1]) = (a, b);
    }

    function one(uint32 a) internal pure returns (uint32[] memory all) {
        all = new uint32[](1);
        all[0] = a;
    }

    function one48(uint48 a) internal pure returns (uint48[] memory all) {
        all = new uint48[](1);
        all[0] = a;
    }

    function list(uint32 a, uint32 b) internal pure returns (uint32[] memory all) {
        all = new uint32[](2);
        (all[0], all[1]) = (a, b);
    }

    function atOnce(PayRun memory a) internal pure returns (PayRun memory) {
        a.atOnce = true;
        return a;
    }

    function paid(PayRun memory a) internal returns (Run memory) {
        return paid(a, list3(), sums3());
    }

    function paid(PayRun memory a, uint32[] memory to, uint48[] memory amounts) internal returns (Run memory) {
        perform(a);
        return made(a, to, amounts);
    }

    function limitsOf(uint16 depth, uint32 most, uint32 hops) internal pure returns (Limits memory) {
        return Limits(depth, most, hops, false);
    }

    function handed(uint32 from, uint32 to) internal view returns (Transfer memory t) {
        t = whole(from, id, 0, FACE, to);
        t.recourse = true;
    }

    /// @dev The struct hash of the act as it will be done next.
    function nextHash(PayRun memory a) internal view returns (bytes32) {
        return hashOf(a, under(nonces + 1, deadline));
    }

    function openOne(Run memory r, uint256 index) external {
        open(r, index);
    }

    function openBlock(Run memory r, uint256 first, uint256 height) external {
        open(r, first, height);
    }

    function merge(uint48 left, uint48 right) external {
        perform(Merge(ACME, id, left, right));
    }

    function commitment(PayRun memory a, bytes32 root) internal view returns (Commitment memory) {
        return Commitment(a.obligation, a.lot, a.start, a.end, nameOf(a), a.count, 0, false, root, "act");
    }
}
