// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Auth} from "../src/interfaces/Auth.sol";
import {AgreeCancel, AgreeRetirement, CancelReceivable, RetireLot} from "../src/interfaces/IEndings.sol";
import {Network} from "./Network.sol";

/// @title  ClosingActs: cancellation and retirement, as `Acts` does the others
abstract contract ClosingActs is Network {
    /*//////////////////////////////// HASHES ////////////////////////////////*/

    function hashOf(CancelReceivable memory a, Auth memory auth) internal pure returns (bytes32) {
        return keccak256(
            abi.encode(
                keccak256(
                    "CancelReceivable(uint32 company,uint256 receivable,uint32 until,string reason,uint64 nonce,uint40 deadline)"
                ),
                a.company,
                a.receivable,
                a.until,
                keccak256(bytes(a.reason)),
                auth.nonce,
                auth.deadline
            )
        );
    }

    function hashOf(AgreeCancel memory a, Auth memory auth) internal pure returns (bytes32) {
        return vm.eip712HashStruct(
            "AgreeCancel(uint32 company,uint256 receivable,bytes32 proposal,uint64 nonce,uint40 deadline)",
            abi.encode(a, auth.nonce, auth.deadline)
        );
    }

    function hashOf(RetireLot memory a, Auth memory auth) internal pure returns (bytes32) {
        bytes memory start = abi.encode(
            keccak256(
                "RetireLot(uint32 company,uint256 obligation,uint48 lot,uint48 start,uint48 end,uint32 until,string system,bytes32 bundle,uint64 nonce,uint40 deadline)"
            ),
            a.company,
            a.obligation,
            a.lot,
            a.start,
            a.end
        );
        return keccak256(
            bytes.concat(start, abi.encode(a.until, keccak256(bytes(a.system)), a.bundle, auth.nonce, auth.deadline))
        );
    }

    function hashOf(AgreeRetirement memory a, Auth memory auth) internal pure returns (bytes32) {
        return vm.eip712HashStruct(
            "AgreeRetirement(uint32 company,uint256 obligation,uint48 lot,bytes32 proposal,uint64 nonce,uint40 deadline)",
            abi.encode(a, auth.nonce, auth.deadline)
        );
    }

    /*///////////////////////////////// ACTS /////////////////////////////////*/

    function perform(CancelReceivable memory a) internal {
        performAs(keyOf[a.company], a);
    }

    function performAs(address key, CancelReceivable memory a) internal {
        Auth memory auth = fresh(key);
        authorizeBy(key, hashOf(a, auth), auth);
        endings.cancelReceivable(a, auth);
    }

    function perform(AgreeCancel memory a) internal {
        performAs(keyOf[a.company], a);
    }

    function performAs(address key, AgreeCancel memory a) internal {
        Auth memory auth = fresh(key);
        authorizeBy(key, hashOf(a, auth), auth);
        endings.agreeCancel(a, auth);
    }

    function perform(RetireLot memory a) internal {
        performAs(keyOf[a.company], a);
    }

    function performAs(address key, RetireLot memory a) internal {
        Auth memory auth = fresh(key);
        authorizeBy(key, hashOf(a, auth), auth);
        endings.retireLot(a, auth);
    }

    function perform(AgreeRetirement memory a) internal {
        performAs(keyOf[a.company], a);
    }

    function performAs(address key, AgreeRetirement memory a) internal {
        Auth memory auth = fresh(key);
        authorizeBy(key, hashOf(a, auth), auth);
        endings.agreeRetirement(a, auth);
    }
}
