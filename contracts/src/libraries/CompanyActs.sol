// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Auth} from "../interfaces/Auth.sol";
import {
    AcceptFrom,
    AdmitCompany,
    AgreeRecovery,
    CancelNonce,
    CancelSignature,
    NameVendor,
    ObjectRecovery,
    ProposeRecovery,
    RevokeOperator,
    RotateOperator,
    SetOperator,
    SetThreshold,
    SuspendCompany,
    SuspendKey
} from "../interfaces/ICompanies.sol";

/// @title EIP-712 struct hashes of the acts that companies, their keys and their recovery consist of
library CompanyActs {
    bytes32 private constant ADMIT_TYPE = keccak256(
        "AdmitCompany(uint32 company,uint32 id,string name,string registration,uint16 capacities,address key,uint48 dualAbove,bytes32 documents,uint64 nonce,uint40 deadline)"
    );
    bytes32 private constant SUSPEND_TYPE =
        keccak256("SuspendCompany(uint32 company,uint32 id,bool suspended,string reason,uint64 nonce,uint40 deadline)");
    bytes32 private constant ACCEPT_FROM_TYPE = keccak256(
        "AcceptFrom(uint32 company,uint32 sender,uint32 obligor,uint48 min,uint48 max,uint16 perDay,uint32 until,uint64 nonce,uint40 deadline)"
    );
    bytes32 private constant VENDOR_TYPE =
        keccak256("NameVendor(uint32 company,uint32 supplier,string number,uint64 nonce,uint40 deadline)");
    bytes32 private constant SET_TYPE = keccak256(
        "SetOperator(uint32 company,address key,uint8 roles,uint48 limit,uint48 daily,uint32 until,uint64 nonce,uint40 deadline)"
    );
    bytes32 private constant REVOKE_TYPE =
        keccak256("RevokeOperator(uint32 company,address key,uint64 nonce,uint40 deadline)");
    bytes32 private constant ROTATE_TYPE =
        keccak256("RotateOperator(uint32 company,address key,address replacement,uint64 nonce,uint40 deadline)");
    bytes32 private constant THRESHOLD_TYPE =
        keccak256("SetThreshold(uint32 company,uint48 dualAbove,uint64 nonce,uint40 deadline)");
    bytes32 private constant CANCEL_NONCE_TYPE =
        keccak256("CancelNonce(uint32 company,uint64 cancelled,uint64 nonce,uint40 deadline)");
    bytes32 private constant CANCEL_SIGNATURE_TYPE =
        keccak256("CancelSignature(uint32 company,bytes32 digest,uint64 nonce,uint40 deadline)");
    bytes32 private constant SUSPEND_KEY_TYPE =
        keccak256("SuspendKey(uint32 company,address key,bool suspended,string order,uint64 nonce,uint40 deadline)");
    bytes32 private constant PROPOSE_TYPE = keccak256(
        "ProposeRecovery(uint32 company,uint32 lost,address key,bytes32 documents,uint64 nonce,uint40 deadline)"
    );
    bytes32 private constant AGREE_TYPE =
        keccak256("AgreeRecovery(uint32 company,uint32 lost,bytes32 proposal,uint64 nonce,uint40 deadline)");
    bytes32 private constant OBJECT_TYPE =
        keccak256("ObjectRecovery(uint32 company,bytes32 proposal,uint64 nonce,uint40 deadline)");

    function hash(AdmitCompany calldata act, Auth calldata auth) internal pure returns (bytes32) {
        return keccak256(
            abi.encode(
                ADMIT_TYPE,
                act.company,
                act.id,
                keccak256(bytes(act.name)),
                keccak256(bytes(act.registration)),
                act.capacities,
                act.key,
                act.dualAbove,
                act.documents,
                auth.nonce,
                auth.deadline
            )
        );
    }

    function hash(SuspendCompany calldata act, Auth calldata auth) internal pure returns (bytes32) {
        bytes32 reason = keccak256(bytes(act.reason));
        return
            keccak256(abi.encode(SUSPEND_TYPE, act.company, act.id, act.suspended, reason, auth.nonce, auth.deadline));
    }

    function hash(AcceptFrom calldata act, Auth calldata auth) internal pure returns (bytes32) {
        return keccak256(
            abi.encode(
                ACCEPT_FROM_TYPE,
                act.company,
                act.sender,
                act.obligor,
                act.min,
                act.max,
                act.perDay,
                act.until,
                auth.nonce,
                auth.deadline
            )
        );
    }

    function hash(NameVendor calldata act, Auth calldata auth) internal pure returns (bytes32) {
        bytes32 number = keccak256(bytes(act.number));
        return keccak256(abi.encode(VENDOR_TYPE, act.company, act.supplier, number, auth.nonce, auth.deadline));
    }

    function hash(SetOperator calldata act, Auth calldata auth) internal pure returns (bytes32) {
        return keccak256(
            abi.encode(
                SET_TYPE, act.company, act.key, act.roles, act.limit, act.daily, act.until, auth.nonce, auth.deadline
            )
        );
    }

    function hash(RevokeOperator calldata act, Auth calldata auth) internal pure returns (bytes32) {
        return keccak256(abi.encode(REVOKE_TYPE, act.company, act.key, auth.nonce, auth.deadline));
    }

    function hash(RotateOperator calldata act, Auth calldata auth) internal pure returns (bytes32) {
        return keccak256(abi.encode(ROTATE_TYPE, act.company, act.key, act.replacement, auth.nonce, auth.deadline));
    }

    function hash(SetThreshold calldata act, Auth calldata auth) internal pure returns (bytes32) {
        return keccak256(abi.encode(THRESHOLD_TYPE, act.company, act.dualAbove, auth.nonce, auth.deadline));
    }

    function hash(CancelNonce calldata act, Auth calldata auth) internal pure returns (bytes32) {
        return keccak256(abi.encode(CANCEL_NONCE_TYPE, act.company, act.cancelled, auth.nonce, auth.deadline));
    }

    function hash(CancelSignature calldata act, Auth calldata auth) internal pure returns (bytes32) {
        return keccak256(abi.encode(CANCEL_SIGNATURE_TYPE, act.company, act.digest, auth.nonce, auth.deadline));
    }

    function hash(SuspendKey calldata act, Auth calldata auth) internal pure returns (bytes32) {
        bytes32 order = keccak256(bytes(act.order));
        return
            keccak256(
                abi.encode(SUSPEND_KEY_TYPE, act.company, act.key, act.suspended, order, auth.nonce, auth.deadline)
            );
    }

    function hash(ProposeRecovery calldata act, Auth calldata auth) internal pure returns (bytes32) {
        return
            keccak256(
                abi.encode(PROPOSE_TYPE, act.company, act.lost, act.key, act.documents, auth.nonce, auth.deadline)
            );
    }

    function hash(AgreeRecovery calldata act, Auth calldata auth) internal pure returns (bytes32) {
        return keccak256(abi.encode(AGREE_TYPE, act.company, act.lost, act.proposal, auth.nonce, auth.deadline));
    }

    function hash(ObjectRecovery calldata act, Auth calldata auth) internal pure returns (bytes32) {
        return keccak256(abi.encode(OBJECT_TYPE, act.company, act.proposal, auth.nonce, auth.deadline));
    }
}
