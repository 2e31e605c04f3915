// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Auth} from "./Auth.sol";
import {ObligationId} from "../libraries/ObligationId.sol";

/// @notice What a receivable draws on an invoice.
struct Invoice {
    /// keccak256 of the invoice's canonical form: kind, number and seller's tax id, formatting ignored (bindings/invoice).
    bytes32 fingerprint;
    /// The invoice's amount in units of 0.01; who draws on it first fixes it, for as long as anything is drawn.
    uint48 total;
    /// What this receivable draws on it: 1 to what is left.
    uint48 drawn;
}

/// @notice A party adds a document's digest to a receivable's file: delivery note, acceptance certificate, opinion.
struct AttachDocument {
    /// The creator, the obligor, or the holder of the lot at `lot`.
    uint32 company;
    /// Requested or issued by now.
    ObligationId obligation;
    uint48 lot;
    /// What it is, 1 to 64 bytes: "delivery note".
    string kind;
    bytes32 digest;
}

/// @title What stands behind a receivable
/// @notice How much of each invoice is used up (I9), and digests of documents.
interface IEvidence {
    /// @notice Rule `rule`: only `left` of the invoice can still be drawn.
    error InvoiceUsedUp(bytes32 rule, bytes32 fingerprint, uint48 left);
    /// @notice The invoice was drawn on before, as one of `total`.
    error TotalDiffers(bytes32 fingerprint, uint48 total);
    /// @notice A field is out of range: its name in ASCII.
    error BadField(bytes32 field);
    /// @notice The company is none of the parties.
    error NotParty(uint32 company);
    error NotModule(address caller);

    event Drawn(ObligationId indexed obligation, bytes32 indexed fingerprint, uint48 total, uint48 drawn);
    /// @notice What the obligation had drawn on the invoice is free again.
    event Freed(ObligationId indexed obligation, bytes32 indexed fingerprint, uint48 drawn);
    event Attached(ObligationId indexed obligation, uint32 indexed company, uint48 lot, string kind, bytes32 digest);

    function attachDocument(AttachDocument calldata act, Auth calldata auth) external;

    /// @notice For `Receivables`: counts draws, once an obligation; at most 32. The same invoice may come more than once.
    function draw(ObligationId obligation, Invoice[] calldata invoices) external;
    /// @notice For `Receivables`: gives back all that the obligation had drawn.
    function release(ObligationId obligation) external;

    /// @notice The invoice's amount and what is drawn on it, in units of 0.01; zeros if unknown.
    function invoiceOf(bytes32 fingerprint) external view returns (uint48 total, uint48 drawn);
    /// @notice What an obligation draws; empty after `release`.
    function drawnBy(ObligationId obligation) external view returns (Invoice[] memory);
}
