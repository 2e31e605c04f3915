// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Auth} from "../src/interfaces/Auth.sol";
import {
    AcceptFrom,
    AdmitCompany,
    CancelNonce,
    NameVendor,
    RevokeOperator,
    RotateOperator,
    SetOperator,
    SetThreshold,
    SuspendCompany
} from "../src/interfaces/ICompanies.sol";
import {MintCash, RedeemCash, TransferCash} from "../src/interfaces/ICash.sol";
import {Quote, TakeQuote, WithdrawQuote} from "../src/interfaces/IDiscounts.sol";
import {AcceptTransfer, Merge, RejectProposal, Split, Transfer, WithdrawProposal} from "../src/interfaces/ILots.sol";
import {
    ConfirmReceivable,
    IssueReceivable,
    RejectReceivable,
    RequestReceivable,
    TakeReceivable,
    WithdrawReceivable
} from "../src/interfaces/IReceivables.sol";
import {Invoice} from "../src/interfaces/IEvidence.sol";
import {GrantLine} from "../src/interfaces/ILines.sol";
import {SettleReceivable} from "../src/interfaces/ISettlements.sol";
import {Deployment} from "./Deployment.sol";

/// @title  Hashes: the struct hash of every act
/// @notice With the type strings as published, and forge's EIP-712 where an act has no text in it.
abstract contract Hashes is Deployment {
    function hashOf(AdmitCompany memory a, Auth memory auth) internal pure returns (bytes32) {
        bytes memory start = abi.encode(
            keccak256(
                "AdmitCompany(uint32 company,uint32 id,string name,string registration,uint16 capacities,address key,uint48 dualAbove,bytes32 documents,uint64 nonce,uint40 deadline)"
            ),
            a.company,
            a.id,
            keccak256(bytes(a.name)),
            keccak256(bytes(a.registration))
        );
        return keccak256(
            bytes.concat(start, abi.encode(a.capacities, a.key, a.dualAbove, a.documents, auth.nonce, auth.deadline))
        );
    }

    function hashOf(SuspendCompany memory a, Auth memory auth) internal pure returns (bytes32) {
        bytes memory start = abi.encode(
            keccak256(
                "SuspendCompany(uint32 company,uint32 id,bool suspended,string reason,uint64 nonce,uint40 deadline)"
            ),
            a.company,
            a.id
        );
        return
            keccak256(
                bytes.concat(start, abi.encode(a.suspended, keccak256(bytes(a.reason)), auth.nonce, auth.deadline))
            );
    }

    function hashOf(SetOperator memory a, Auth memory auth) internal pure returns (bytes32) {
        return vm.eip712HashStruct(
            "SetOperator(uint32 company,address key,uint8 roles,uint48 limit,uint48 daily,uint32 until,uint64 nonce,uint40 deadline)",
            abi.encode(a, auth.nonce, auth.deadline)
        );
    }

    function hashOf(RevokeOperator memory a, Auth memory auth) internal pure returns (bytes32) {
        return vm.eip712HashStruct(
            "RevokeOperator(uint32 company,address key,uint64 nonce,uint40 deadline)",
            abi.encode(a, auth.nonce, auth.deadline)
        );
    }

    function hashOf(RotateOperator memory a, Auth memory auth) internal pure returns (bytes32) {
        return vm.eip712HashStruct(
            "RotateOperator(uint32 company,address key,address replacement,uint64 nonce,uint40 deadline)",
            abi.encode(a, auth.nonce, auth.deadline)
        );
    }

    function hashOf(SetThreshold memory a, Auth memory auth) internal pure returns (bytes32) {
        return vm.eip712HashStruct(
            "SetThreshold(uint32 company,uint48 dualAbove,uint64 nonce,uint40 deadline)",
            abi.encode(a, auth.nonce, auth.deadline)
        );
    }

    function hashOf(AcceptFrom memory a, Auth memory auth) internal pure returns (bytes32) {
        return vm.eip712HashStruct(
            "AcceptFrom(uint32 company,uint32 sender,uint32 obligor,uint48 min,uint48 max,uint16 perDay,uint32 until,uint64 nonce,uint40 deadline)",
            abi.encode(a, auth.nonce, auth.deadline)
        );
    }

    function hashOf(NameVendor memory a, Auth memory auth) internal pure returns (bytes32) {
        bytes memory start = abi.encode(
            keccak256("NameVendor(uint32 company,uint32 supplier,string number,uint64 nonce,uint40 deadline)"),
            a.company
        );
        return
            keccak256(
                bytes.concat(start, abi.encode(a.supplier, keccak256(bytes(a.number)), auth.nonce, auth.deadline))
            );
    }

    function hashOf(CancelNonce memory a, Auth memory auth) internal pure returns (bytes32) {
        return vm.eip712HashStruct(
            "CancelNonce(uint32 company,uint64 cancelled,uint64 nonce,uint40 deadline)",
            abi.encode(a, auth.nonce, auth.deadline)
        );
    }

    function hashOf(Transfer memory a, Auth memory auth) internal pure returns (bytes32) {
        return vm.eip712HashStruct(
            "Transfer(uint32 company,uint256 obligation,uint48 lot,uint48 start,uint48 end,uint32 to,bool recourse,uint32 until,bytes32 terms,uint64 nonce,uint40 deadline)",
            abi.encode(a, auth.nonce, auth.deadline)
        );
    }

    function hashOf(AcceptTransfer memory a, Auth memory auth) internal pure returns (bytes32) {
        return vm.eip712HashStruct(
            "AcceptTransfer(uint32 company,uint256 obligation,uint48 lot,bytes32 proposal,uint64 nonce,uint40 deadline)",
            abi.encode(a, auth.nonce, auth.deadline)
        );
    }

    function hashOf(RejectProposal memory a, Auth memory auth) internal pure returns (bytes32) {
        return vm.eip712HashStruct(
            "RejectProposal(uint32 company,uint256 obligation,uint48 lot,bytes32 proposal,uint64 nonce,uint40 deadline)",
            abi.encode(a, auth.nonce, auth.deadline)
        );
    }

    function hashOf(WithdrawProposal memory a, Auth memory auth) internal pure returns (bytes32) {
        return vm.eip712HashStruct(
            "WithdrawProposal(uint32 company,uint256 obligation,uint48 lot,bytes32 proposal,uint64 nonce,uint40 deadline)",
            abi.encode(a, auth.nonce, auth.deadline)
        );
    }

    function hashOf(Split memory a, Auth memory auth) internal pure returns (bytes32) {
        return vm.eip712HashStruct(
            "Split(uint32 company,uint256 obligation,uint48 lot,uint48 middle,uint64 nonce,uint40 deadline)",
            abi.encode(a, auth.nonce, auth.deadline)
        );
    }

    function hashOf(Merge memory a, Auth memory auth) internal pure returns (bytes32) {
        return vm.eip712HashStruct(
            "Merge(uint32 company,uint256 obligation,uint48 lot,uint48 right,uint64 nonce,uint40 deadline)",
            abi.encode(a, auth.nonce, auth.deadline)
        );
    }

    function hashOf(RequestReceivable memory a, Auth memory auth) internal pure returns (bytes32) {
        bytes memory start = abi.encode(
            keccak256(
                "RequestReceivable(uint32 company,uint64 serial,uint32 obligor,uint48 face,uint16 currency,uint32 delivered,uint32 due,uint16 rules,uint32 until,string ref,bytes32 contractDigest,bytes32 invoicesDigest,Invoice[] invoices,bytes32 justification,uint64 nonce,uint40 deadline)Invoice(bytes32 fingerprint,uint48 total,uint48 drawn)"
            ),
            a.company,
            a.serial,
            a.obligor,
            a.face,
            a.currency,
            a.delivered
        );
        return keccak256(
            bytes.concat(
                start,
                abi.encode(
                    a.due,
                    a.rules,
                    a.until,
                    keccak256(bytes(a.ref)),
                    a.contractDigest,
                    a.invoicesDigest,
                    hashOf(a.invoices),
                    a.justification,
                    auth.nonce,
                    auth.deadline
                )
            )
        );
    }

    function hashOf(IssueReceivable memory a, Auth memory auth) internal pure returns (bytes32) {
        bytes memory start = abi.encode(
            keccak256(
                "IssueReceivable(uint32 company,uint64 serial,uint32 supplier,uint48 face,uint16 currency,uint32 delivered,uint32 due,uint16 rules,uint32 until,string ref,bytes32 contractDigest,bytes32 invoicesDigest,Invoice[] invoices,bytes32 justification,uint64 nonce,uint40 deadline)Invoice(bytes32 fingerprint,uint48 total,uint48 drawn)"
            ),
            a.company,
            a.serial,
            a.supplier,
            a.face,
            a.currency,
            a.delivered
        );
        return keccak256(
            bytes.concat(
                start,
                abi.encode(
                    a.due,
                    a.rules,
                    a.until,
                    keccak256(bytes(a.ref)),
                    a.contractDigest,
                    a.invoicesDigest,
                    hashOf(a.invoices),
                    a.justification,
                    auth.nonce,
                    auth.deadline
                )
            )
        );
    }

    /// @dev An array of structs: the hash of its elements' struct hashes, one after the other.
    function hashOf(Invoice[] memory invoices) internal pure returns (bytes32) {
        bytes memory hashes;
        for (uint256 i; i < invoices.length; ++i) {
            bytes memory fields = abi.encode(invoices[i]);
            bytes32 invoice = vm.eip712HashStruct("Invoice(bytes32 fingerprint,uint48 total,uint48 drawn)", fields);
            hashes = bytes.concat(hashes, invoice);
        }
        return keccak256(hashes);
    }

    function hashOf(ConfirmReceivable memory a, Auth memory auth) internal pure returns (bytes32) {
        return vm.eip712HashStruct(
            "ConfirmReceivable(uint32 company,uint256 receivable,bytes32 proposal,uint64 nonce,uint40 deadline)",
            abi.encode(a, auth.nonce, auth.deadline)
        );
    }

    function hashOf(TakeReceivable memory a, Auth memory auth) internal pure returns (bytes32) {
        return vm.eip712HashStruct(
            "TakeReceivable(uint32 company,uint256 receivable,bytes32 proposal,uint64 nonce,uint40 deadline)",
            abi.encode(a, auth.nonce, auth.deadline)
        );
    }

    function hashOf(RejectReceivable memory a, Auth memory auth) internal pure returns (bytes32) {
        return vm.eip712HashStruct(
            "RejectReceivable(uint32 company,uint256 receivable,bytes32 proposal,uint64 nonce,uint40 deadline)",
            abi.encode(a, auth.nonce, auth.deadline)
        );
    }

    function hashOf(WithdrawReceivable memory a, Auth memory auth) internal pure returns (bytes32) {
        return vm.eip712HashStruct(
            "WithdrawReceivable(uint32 company,uint256 receivable,bytes32 proposal,uint64 nonce,uint40 deadline)",
            abi.encode(a, auth.nonce, auth.deadline)
        );
    }

    function hashOf(SettleReceivable memory a, Auth memory auth) internal pure returns (bytes32) {
        return vm.eip712HashStruct(
            "SettleReceivable(uint32 company,uint256 receivable,uint48 amount,uint32 bank,uint48 paid,uint48 interest,uint64 nonce,uint40 deadline)",
            abi.encode(a, auth.nonce, auth.deadline)
        );
    }

    function hashOf(GrantLine memory a, Auth memory auth) internal pure returns (bytes32) {
        return vm.eip712HashStruct(
            "GrantLine(uint32 company,uint32 obligor,uint16 currency,uint64 amount,uint64 nonce,uint40 deadline)",
            abi.encode(a, auth.nonce, auth.deadline)
        );
    }

    function hashOf(MintCash memory a, Auth memory auth) internal pure returns (bytes32) {
        bytes memory start = abi.encode(
            keccak256(
                "MintCash(uint32 company,uint32 to,uint16 currency,uint96 amount,string ref,uint64 nonce,uint40 deadline)"
            ),
            a.company,
            a.to
        );
        return keccak256(
            bytes.concat(start, abi.encode(a.currency, a.amount, keccak256(bytes(a.ref)), auth.nonce, auth.deadline))
        );
    }

    function hashOf(RedeemCash memory a, Auth memory auth) internal pure returns (bytes32) {
        bytes memory start = abi.encode(
            keccak256(
                "RedeemCash(uint32 company,uint32 bank,uint16 currency,uint96 amount,string ref,uint64 nonce,uint40 deadline)"
            ),
            a.company,
            a.bank
        );
        return keccak256(
            bytes.concat(start, abi.encode(a.currency, a.amount, keccak256(bytes(a.ref)), auth.nonce, auth.deadline))
        );
    }

    function hashOf(TransferCash memory a, Auth memory auth) internal pure returns (bytes32) {
        bytes memory start = abi.encode(
            keccak256(
                "TransferCash(uint32 company,uint32 bank,uint16 currency,uint32 to,uint96 amount,string ref,uint64 nonce,uint40 deadline)"
            ),
            a.company,
            a.bank,
            a.currency
        );
        return
            keccak256(
                bytes.concat(start, abi.encode(a.to, a.amount, keccak256(bytes(a.ref)), auth.nonce, auth.deadline))
            );
    }

    function hashOf(Quote memory a, Auth memory auth) internal pure returns (bytes32) {
        bytes memory start = abi.encode(
            keccak256(
                "Quote(uint32 company,uint256 obligation,uint48 lot,uint48 start,uint48 end,uint32 holder,uint32 rate,uint8 dayCount,bool recourse,uint32 cashBank,uint32 until,string registration,bytes32 opinion,uint64 serial,uint64 nonce,uint40 deadline)"
            ),
            a.company,
            a.obligation,
            a.lot,
            a.start,
            a.end,
            a.holder
        );
        return keccak256(
            bytes.concat(
                start,
                abi.encode(
                    a.rate,
                    a.dayCount,
                    a.recourse,
                    a.cashBank,
                    a.until,
                    keccak256(bytes(a.registration)),
                    a.opinion,
                    a.serial,
                    auth.nonce,
                    auth.deadline
                )
            )
        );
    }

    function hashOf(TakeQuote memory a, Auth memory auth) internal pure returns (bytes32) {
        return vm.eip712HashStruct(
            "TakeQuote(uint32 company,bytes32 quote,uint48 least,uint64 nonce,uint40 deadline)",
            abi.encode(a, auth.nonce, auth.deadline)
        );
    }

    function hashOf(WithdrawQuote memory a, Auth memory auth) internal pure returns (bytes32) {
        return vm.eip712HashStruct(
            "WithdrawQuote(uint32 company,bytes32 quote,uint64 nonce,uint40 deadline)",
            abi.encode(a, auth.nonce, auth.deadline)
        );
    }
}
