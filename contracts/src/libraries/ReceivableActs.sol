// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Auth} from "../interfaces/Auth.sol";
import {
    ConfirmReceivable,
    Instalment,
    IssueInstalments,
    IssueReceivable,
    RejectReceivable,
    RequestReceivable,
    TakeReceivable,
    WithdrawReceivable
} from "../interfaces/IReceivables.sol";
import {EvidenceActs} from "./EvidenceActs.sol";
import {ObligationId} from "./ObligationId.sol";

/// @title EIP-712 struct hashes of the receivables' acts
library ReceivableActs {
    bytes32 private constant REQUEST_TYPE = keccak256(
        "RequestReceivable(uint32 company,uint64 serial,uint32 obligor,uint48 face,uint16 currency,uint32 delivered,uint32 due,uint16 rules,uint32 until,string ref,bytes32 contractDigest,bytes32 invoicesDigest,Invoice[] invoices,bytes32 justification,uint64 nonce,uint40 deadline)Invoice(bytes32 fingerprint,uint48 total,uint48 drawn)"
    );
    bytes32 private constant ISSUE_TYPE = keccak256(
        "IssueReceivable(uint32 company,uint64 serial,uint32 supplier,uint48 face,uint16 currency,uint32 delivered,uint32 due,uint16 rules,uint32 until,string ref,bytes32 contractDigest,bytes32 invoicesDigest,Invoice[] invoices,bytes32 justification,uint64 nonce,uint40 deadline)Invoice(bytes32 fingerprint,uint48 total,uint48 drawn)"
    );
    bytes32 private constant PLAN_TYPE = keccak256(
        "IssueInstalments(uint32 company,uint64 serial,uint32 supplier,uint16 currency,uint32 delivered,uint16 rules,uint32 until,string ref,bytes32 contractDigest,bytes32 invoicesDigest,Invoice[] invoices,bytes32 justification,Instalment[] instalments,uint64 nonce,uint40 deadline)Instalment(uint48 face,uint32 due)Invoice(bytes32 fingerprint,uint48 total,uint48 drawn)"
    );
    bytes32 private constant INSTALMENT_TYPE = keccak256("Instalment(uint48 face,uint32 due)");
    bytes32 private constant CONFIRM_TYPE =
        keccak256("ConfirmReceivable(uint32 company,uint256 receivable,bytes32 proposal,uint64 nonce,uint40 deadline)");
    bytes32 private constant TAKE_TYPE =
        keccak256("TakeReceivable(uint32 company,uint256 receivable,bytes32 proposal,uint64 nonce,uint40 deadline)");
    bytes32 private constant REJECT_TYPE =
        keccak256("RejectReceivable(uint32 company,uint256 receivable,bytes32 proposal,uint64 nonce,uint40 deadline)");
    bytes32 private constant WITHDRAW_TYPE = keccak256(
        "WithdrawReceivable(uint32 company,uint256 receivable,bytes32 proposal,uint64 nonce,uint40 deadline)"
    );

    function hash(RequestReceivable calldata act, Auth calldata auth) internal pure returns (bytes32) {
        return keccak256(
            abi.encode(
                REQUEST_TYPE,
                act.company,
                act.serial,
                act.obligor,
                act.face,
                act.currency,
                act.delivered,
                act.due,
                act.rules,
                act.until,
                keccak256(bytes(act.ref)),
                act.contractDigest,
                act.invoicesDigest,
                EvidenceActs.hash(act.invoices),
                act.justification,
                auth.nonce,
                auth.deadline
            )
        );
    }

    function hash(IssueReceivable calldata act, Auth calldata auth) internal pure returns (bytes32) {
        return keccak256(
            abi.encode(
                ISSUE_TYPE,
                act.company,
                act.serial,
                act.supplier,
                act.face,
                act.currency,
                act.delivered,
                act.due,
                act.rules,
                act.until,
                keccak256(bytes(act.ref)),
                act.contractDigest,
                act.invoicesDigest,
                EvidenceActs.hash(act.invoices),
                act.justification,
                auth.nonce,
                auth.deadline
            )
        );
    }

    function hash(IssueInstalments calldata act, Auth calldata auth) internal pure returns (bytes32) {
        return keccak256(
            abi.encode(
                PLAN_TYPE,
                act.company,
                act.serial,
                act.supplier,
                act.currency,
                act.delivered,
                act.rules,
                act.until,
                keccak256(bytes(act.ref)),
                act.contractDigest,
                act.invoicesDigest,
                EvidenceActs.hash(act.invoices),
                act.justification,
                _hash(act.instalments),
                auth.nonce,
                auth.deadline
            )
        );
    }

    function hash(ConfirmReceivable calldata act, Auth calldata auth) internal pure returns (bytes32) {
        return _answer(CONFIRM_TYPE, act.company, act.receivable, act.proposal, auth);
    }

    function hash(TakeReceivable calldata act, Auth calldata auth) internal pure returns (bytes32) {
        return _answer(TAKE_TYPE, act.company, act.receivable, act.proposal, auth);
    }

    function hash(RejectReceivable calldata act, Auth calldata auth) internal pure returns (bytes32) {
        return _answer(REJECT_TYPE, act.company, act.receivable, act.proposal, auth);
    }

    function hash(WithdrawReceivable calldata act, Auth calldata auth) internal pure returns (bytes32) {
        return _answer(WITHDRAW_TYPE, act.company, act.receivable, act.proposal, auth);
    }

    function _hash(Instalment[] calldata instalments) private pure returns (bytes32) {
        bytes32[] memory hashes = new bytes32[](instalments.length);
        for (uint256 i; i < instalments.length; ++i) {
            hashes[i] = keccak256(abi.encode(INSTALMENT_TYPE, instalments[i].face, instalments[i].due));
        }
        return keccak256(abi.encodePacked(hashes));
    }

    function _answer(bytes32 typeHash, uint32 company, ObligationId id, bytes32 proposal, Auth calldata auth)
        private
        pure
        returns (bytes32)
    {
        return keccak256(abi.encode(typeHash, company, id, proposal, auth.nonce, auth.deadline));
    }
}
