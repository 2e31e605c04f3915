// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Auth} from "../interfaces/Auth.sol";
import {AttachDocument, Invoice} from "../interfaces/IEvidence.sol";

/// @title EIP-712 hashes of invoices and of the act of `Evidence`
library EvidenceActs {
    bytes32 private constant INVOICE_TYPE = keccak256("Invoice(bytes32 fingerprint,uint48 total,uint48 drawn)");
    bytes32 private constant ATTACH_TYPE = keccak256(
        "AttachDocument(uint32 company,uint256 obligation,uint48 lot,string kind,bytes32 digest,uint64 nonce,uint40 deadline)"
    );

    /// @notice Of an array: the hash of its members' struct hashes in a row.
    function hash(Invoice[] calldata invoices) internal pure returns (bytes32) {
        bytes32[] memory hashes = new bytes32[](invoices.length);
        for (uint256 i; i < invoices.length; ++i) {
            Invoice calldata v = invoices[i];
            hashes[i] = keccak256(abi.encode(INVOICE_TYPE, v.fingerprint, v.total, v.drawn));
        }
        return keccak256(abi.encodePacked(hashes));
    }

    function hash(AttachDocument calldata act, Auth calldata auth) internal pure returns (bytes32) {
        return keccak256(
            abi.encode(
                ATTACH_TYPE,
                act.company,
                act.obligation,
                act.lot,
                keccak256(bytes(act.kind)),
                act.digest,
                auth.nonce,
                auth.deadline
            )
        );
    }
}
