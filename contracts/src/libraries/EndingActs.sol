// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Auth} from "../interfaces/Auth.sol";
import {AgreeCancel, AgreeRetirement, CancelReceivable, RetireLot} from "../interfaces/IEndings.sol";

/// @title EIP-712 struct hashes of the acts that end lots
library EndingActs {
    bytes32 private constant CANCEL_TYPE = keccak256(
        "CancelReceivable(uint32 company,uint256 receivable,uint32 until,string reason,uint64 nonce,uint40 deadline)"
    );
    bytes32 private constant AGREE_CANCEL_TYPE =
        keccak256("AgreeCancel(uint32 company,uint256 receivable,bytes32 proposal,uint64 nonce,uint40 deadline)");
    bytes32 private constant RETIRE_TYPE = keccak256(
        "RetireLot(uint32 company,uint256 obligation,uint48 lot,uint48 start,uint48 end,uint32 until,string system,bytes32 bundle,uint64 nonce,uint40 deadline)"
    );
    bytes32 private constant AGREE_RETIREMENT_TYPE = keccak256(
        "AgreeRetirement(uint32 company,uint256 obligation,uint48 lot,bytes32 proposal,uint64 nonce,uint40 deadline)"
    );

    function hash(CancelReceivable calldata act, Auth calldata auth) internal pure returns (bytes32) {
        return keccak256(
            abi.encode(
                CANCEL_TYPE,
                act.company,
                act.receivable,
                act.until,
                keccak256(bytes(act.reason)),
                auth.nonce,
                auth.deadline
            )
        );
    }

    function hash(AgreeCancel calldata act, Auth calldata auth) internal pure returns (bytes32) {
        return
            keccak256(
                abi.encode(AGREE_CANCEL_TYPE, act.company, act.receivable, act.proposal, auth.nonce, auth.deadline)
            );
    }

    function hash(RetireLot calldata act, Auth calldata auth) internal pure returns (bytes32) {
        return keccak256(
            abi.encode(
                RETIRE_TYPE,
                act.company,
                act.obligation,
                act.lot,
                act.start,
                act.end,
                act.until,
                keccak256(bytes(act.system)),
                act.bundle,
                auth.nonce,
                auth.deadline
            )
        );
    }

    function hash(AgreeRetirement calldata act, Auth calldata auth) internal pure returns (bytes32) {
        return keccak256(
            abi.encode(
                AGREE_RETIREMENT_TYPE, act.company, act.obligation, act.lot, act.proposal, auth.nonce, auth.deadline
            )
        );
    }
}
