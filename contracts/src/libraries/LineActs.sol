// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Auth} from "../interfaces/Auth.sol";
import {GrantLine, LiftDefault} from "../interfaces/ILines.sol";

/// @title EIP-712 struct hashes of the acts about lines
library LineActs {
    bytes32 private constant GRANT_TYPE = keccak256(
        "GrantLine(uint32 company,uint32 obligor,uint16 currency,uint64 amount,uint64 nonce,uint40 deadline)"
    );
    bytes32 private constant LIFT_TYPE =
        keccak256("LiftDefault(uint32 company,uint32 obligor,string order,uint64 nonce,uint40 deadline)");

    function hash(GrantLine calldata act, Auth calldata auth) internal pure returns (bytes32) {
        return keccak256(
            abi.encode(GRANT_TYPE, act.company, act.obligor, act.currency, act.amount, auth.nonce, auth.deadline)
        );
    }

    function hash(LiftDefault calldata act, Auth calldata auth) internal pure returns (bytes32) {
        return keccak256(
            abi.encode(LIFT_TYPE, act.company, act.obligor, keccak256(bytes(act.order)), auth.nonce, auth.deadline)
        );
    }
}
