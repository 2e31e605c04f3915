// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Auth} from "../interfaces/Auth.sol";
import {AttestWire, SettleReceivable} from "../interfaces/ISettlements.sol";

/// @title EIP-712 struct hashes of the settlements' acts
library SettlementActs {
    bytes32 private constant SETTLE_TYPE = keccak256(
        "SettleReceivable(uint32 company,uint256 receivable,uint48 amount,uint32 bank,uint48 paid,uint48 interest,uint64 nonce,uint40 deadline)"
    );
    bytes32 private constant WIRE_TYPE = keccak256(
        "AttestWire(uint32 company,uint256 receivable,uint48 amount,uint48 paid,uint48 interest,string ref,uint64 nonce,uint40 deadline)"
    );

    function hash(SettleReceivable calldata act, Auth calldata auth) internal pure returns (bytes32) {
        return keccak256(
            abi.encode(
                SETTLE_TYPE,
                act.company,
                act.receivable,
                act.amount,
                act.bank,
                act.paid,
                act.interest,
                auth.nonce,
                auth.deadline
            )
        );
    }

    function hash(AttestWire calldata act, Auth calldata auth) internal pure returns (bytes32) {
        return keccak256(
            abi.encode(
                WIRE_TYPE,
                act.company,
                act.receivable,
                act.amount,
                act.paid,
                act.interest,
                keccak256(bytes(act.ref)),
                auth.nonce,
                auth.deadline
            )
        );
    }
}
