// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Auth} from "../interfaces/Auth.sol";
import {AcknowledgeRecourse, ClaimRecourse, RefuseRecourse, SettleRecourse} from "../interfaces/IRecourse.sol";

/// @title EIP-712 struct hashes of the acts of recourse
library RecourseActs {
    bytes32 private constant CLAIM_TYPE = keccak256(
        "ClaimRecourse(uint32 company,uint256 obligation,uint48 lot,uint32 against,bytes32 notice,uint64 nonce,uint40 deadline)"
    );
    bytes32 private constant SETTLE_TYPE =
        keccak256("SettleRecourse(uint32 company,bytes32 claim,uint32 bank,uint48 most,uint64 nonce,uint40 deadline)");
    bytes32 private constant REFUSE_TYPE =
        keccak256("RefuseRecourse(uint32 company,bytes32 claim,string reason,uint64 nonce,uint40 deadline)");
    bytes32 private constant ACKNOWLEDGE_TYPE =
        keccak256("AcknowledgeRecourse(uint32 company,bytes32 claim,string ref,uint64 nonce,uint40 deadline)");

    function hash(ClaimRecourse calldata act, Auth calldata auth) internal pure returns (bytes32) {
        return keccak256(
            abi.encode(
                CLAIM_TYPE, act.company, act.obligation, act.lot, act.against, act.notice, auth.nonce, auth.deadline
            )
        );
    }

    function hash(SettleRecourse calldata act, Auth calldata auth) internal pure returns (bytes32) {
        return keccak256(abi.encode(SETTLE_TYPE, act.company, act.claim, act.bank, act.most, auth.nonce, auth.deadline));
    }

    function hash(RefuseRecourse calldata act, Auth calldata auth) internal pure returns (bytes32) {
        return _worded(REFUSE_TYPE, act.company, act.claim, act.reason, auth);
    }

    function hash(AcknowledgeRecourse calldata act, Auth calldata auth) internal pure returns (bytes32) {
        return _worded(ACKNOWLEDGE_TYPE, act.company, act.claim, act.ref, auth);
    }

    function _worded(bytes32 typeHash, uint32 company, bytes32 claim, string calldata words, Auth calldata auth)
        private
        pure
        returns (bytes32)
    {
        return keccak256(abi.encode(typeHash, company, claim, keccak256(bytes(words)), auth.nonce, auth.deadline));
    }
}
