// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Auth} from "../src/interfaces/Auth.sol";
import {AttachDocument, Invoice} from "../src/interfaces/IEvidence.sol";
import {LiftDefault} from "../src/interfaces/ILines.sol";
import {Instalment, IssueInstalments} from "../src/interfaces/IReceivables.sol";
import {ObligationId} from "../src/libraries/ObligationId.sol";
import {Network} from "./Network.sol";

/// @title  BirthActs: plans of instalments, documents, and the end of a default, as `Acts` does the others
abstract contract BirthActs is Network {
    /*//////////////////////////////// HASHES ////////////////////////////////*/

    function hashOf(IssueInstalments memory a, Auth memory auth) internal pure returns (bytes32) {
        bytes memory start = abi.encode(
            keccak256(
                "IssueInstalments(uint32 company,uint64 serial,uint32 supplier,uint16 currency,uint32 delivered,uint16 rules,uint32 until,string ref,bytes32 contractDigest,bytes32 invoicesDigest,Invoice[] invoices,bytes32 justification,Instalment[] instalments,uint64 nonce,uint40 deadline)Instalment(uint48 face,uint32 due)Invoice(bytes32 fingerprint,uint48 total,uint48 drawn)"
            ),
            a.company,
            a.serial,
            a.supplier,
            a.currency,
            a.delivered
        );
        bytes memory middle = abi.encode(a.rules, a.until, keccak256(bytes(a.ref)), a.contractDigest, a.invoicesDigest);
        bytes memory end =
            abi.encode(hashOf(a.invoices), a.justification, hashOf(a.instalments), auth.nonce, auth.deadline);
        return keccak256(bytes.concat(start, middle, end));
    }

    function hashOf(Instalment[] memory instalments) internal pure returns (bytes32) {
        bytes memory hashes;
        for (uint256 i; i < instalments.length; ++i) {
            bytes memory fields = abi.encode(instalments[i]);
            hashes = bytes.concat(hashes, vm.eip712HashStruct("Instalment(uint48 face,uint32 due)", fields));
        }
        return keccak256(hashes);
    }

    function hashOf(AttachDocument memory a, Auth memory auth) internal pure returns (bytes32) {
        bytes memory start = abi.encode(
            keccak256(
                "AttachDocument(uint32 company,uint256 obligation,uint48 lot,string kind,bytes32 digest,uint64 nonce,uint40 deadline)"
            ),
            a.company,
            a.obligation,
            a.lot
        );
        return keccak256(bytes.concat(start, abi.encode(keccak256(bytes(a.kind)), a.digest, auth.nonce, auth.deadline)));
    }

    function hashOf(LiftDefault memory a, Auth memory auth) internal pure returns (bytes32) {
        return keccak256(
            abi.encode(
                keccak256("LiftDefault(uint32 company,uint32 obligor,string order,uint64 nonce,uint40 deadline)"),
                a.company,
                a.obligor,
                keccak256(bytes(a.order)),
                auth.nonce,
                auth.deadline
            )
        );
    }

    /*///////////////////////////////// ACTS /////////////////////////////////*/

    function perform(IssueInstalments memory a) internal returns (ObligationId) {
        return performAs(keyOf[a.company], a);
    }

    function performAs(address key, IssueInstalments memory a) internal returns (ObligationId) {
        Auth memory auth = fresh(key);
        authorizeBy(key, hashOf(a, auth), auth);
        return receivables.issueInstalments(a, auth);
    }

    function perform(AttachDocument memory a) internal {
        performAs(keyOf[a.company], a);
    }

    function performAs(address key, AttachDocument memory a) internal {
        Auth memory auth = fresh(key);
        authorizeBy(key, hashOf(a, auth), auth);
        evidence.attachDocument(a, auth);
    }

    function perform(LiftDefault memory a) internal {
        performAs(keyOf[a.company], a);
    }

    function performAs(address key, LiftDefault memory a) internal {
        Auth memory auth = fresh(key);
        authorizeBy(key, hashOf(a, auth), auth);
        lines.liftDefault(a, auth);
    }

    /*/////////////////////////////// SETTING ////////////////////////////////*/

    /// One invoice of `total`, on which `drawn` is drawn.
    function invoice(bytes32 fingerprint, uint48 total, uint48 drawn) internal pure returns (Invoice[] memory list) {
        list = new Invoice[](1);
        list[0] = Invoice(fingerprint, total, drawn);
    }

    function used(uint32 obligor) internal view returns (uint64 used_) {
        (, used_) = lines.lineOf(obligor, CNY);
    }

    function drawnOn(bytes32 fingerprint) internal view returns (uint48 drawn) {
        (, drawn) = evidence.invoiceOf(fingerprint);
    }

    /// A receivable of the obligor's defaults, as `Settlements` reports it.
    function defaults(uint32 obligor) internal {
        vm.prank(address(settlements));
        lines.bar(obligor);
    }

    /// One that had defaulted is paid.
    function clears(uint32 obligor) internal {
        vm.prank(address(settlements));
        lines.cleared(obligor);
    }
}
