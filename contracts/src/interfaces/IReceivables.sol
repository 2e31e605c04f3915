// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Auth} from "./Auth.sol";
import {ObligationId} from "../libraries/ObligationId.sol";

/// @notice A receivable from its first signature on, in one slot.
struct Receivable {
    uint32 obligor;
    uint32 supplier;
    /// Units of 0.01.
    uint48 face;
    /// Local day on which it falls due.
    uint32 due;
    /// Last local day for the answer; zero: it stays open.
    uint32 until;
    uint16 currency;
    uint16 rules;
    /// See `Receivables`' states.
    uint8 state;
}

/// @notice A supplier asks the obligor to confirm what it owes.
struct RequestReceivable {
    /// The supplier.
    uint32 company;
    uint64 serial;
    uint32 obligor;
    uint48 face;
    uint16 currency;
    /// Local day on which the goods or services were delivered; zero: not stated.
    uint32 delivered;
    uint32 due;
    uint16 rules;
    /// Last local day for the answer; zero: the request stays open.
    uint32 until;
    /// The creator's own reference, unique among its live receivables; may be empty.
    string ref;
    bytes32 contractDigest;
    bytes32 invoicesDigest;
    /// Digest of the reasons for a long tenor; needed above the rule set's months.
    bytes32 justification;
}

/// @notice An obligor promises payment on the due day to its supplier, or to whoever holds the parts by then.
struct IssueReceivable {
    /// The obligor.
    uint32 company;
    uint64 serial;
    uint32 supplier;
    uint48 face;
    uint16 currency;
    uint32 delivered;
    uint32 due;
    uint16 rules;
    uint32 until;
    string ref;
    bytes32 contractDigest;
    bytes32 invoicesDigest;
    bytes32 justification;
}

/// @notice The obligor confirms a request: it owes this. `proposal` is the request's struct hash.
struct ConfirmReceivable {
    uint32 company;
    ObligationId receivable;
    bytes32 proposal;
}

/// @notice The supplier takes what the obligor issued. `proposal` is the issue's struct hash.
struct TakeReceivable {
    uint32 company;
    ObligationId receivable;
    bytes32 proposal;
}

/// @notice The side that was asked declines.
struct RejectReceivable {
    uint32 company;
    ObligationId receivable;
    bytes32 proposal;
}

/// @notice The side that asked takes it back, before the answer.
struct WithdrawReceivable {
    uint32 company;
    ObligationId receivable;
    bytes32 proposal;
}

/// @notice The obligor pays, on the due day or later, in `bank`'s tokenised deposits.
struct SettleReceivable {
    uint32 company;
    ObligationId receivable;
    /// Units of 0.01, at most what is unpaid.
    uint48 amount;
    uint32 bank;
    /// Units paid before this act: a second signature of the same payment must not pay twice.
    uint48 paid;
}

/// @notice A bank says up to how much an obligor may owe on the strength of it. Replaces its former line.
struct GrantLine {
    /// The bank.
    uint32 company;
    uint32 obligor;
    uint16 currency;
    /// Units of 0.01; zero ends the line for new debts.
    uint64 amount;
}

/// @title Receivables: request, issue, confirm, settle
/// @notice The life of a confirmed payable around its lots, which are the kernel's.
interface IReceivables {
    error Exists(ObligationId receivable);
    /// @notice This creator has a live receivable under the same reference.
    error ReferenceUsed(ObligationId receivable);
    /// @notice The receivable is not in the state that this act needs.
    error WrongState(uint8 state);
    /// @notice The answer names another proposal than the one that is open.
    error OtherProposal(bytes32 open);
    /// @notice The company is not the side whose act this is.
    error NotParty(uint32 party);
    error Lapsed(uint32 until);
    error NotLapsed(uint32 until);
    /// @notice A field is out of range: its name in ASCII.
    error BadField(bytes32 field);
    /// @notice The due day must lie after today.
    error DueInPast(uint32 due, uint32 today);
    /// @notice Rule `rule`: due later than `latest`.
    error TenorAboveCap(bytes32 rule, uint32 due, uint32 latest);
    /// @notice Rule `rule`: a tenor beyond `latest` needs a justification.
    error JustificationNeeded(bytes32 rule, uint32 due, uint32 latest);
    /// @notice Rule `rule`: the obligor's line has only `headroom` left.
    error AboveLine(bytes32 rule, uint32 obligor, uint256 headroom);
    /// @notice The due day is `due`; settlement begins then.
    error NotDue(uint32 due, uint32 today);
    /// @notice `paid` has been paid by now, not what the act says.
    error PaidDiffers(uint48 paid);
    /// @notice An earlier payment was in another bank's deposits; so must this be.
    error OtherBank(uint32 bank);

    /// @notice A supplier asks; `proposal` is the struct hash of `terms`.
    event Requested(
        ObligationId indexed receivable,
        uint32 indexed obligor,
        uint32 indexed supplier,
        bytes32 proposal,
        RequestReceivable terms
    );
    /// @notice An obligor promises; `proposal` is the struct hash of `terms`.
    event Issued(
        ObligationId indexed receivable,
        uint32 indexed obligor,
        uint32 indexed supplier,
        bytes32 proposal,
        IssueReceivable terms
    );
    /// @notice Both sides have signed; the kernel holds it as one lot of the supplier's.
    event Activated(ObligationId indexed receivable, uint32 indexed obligor, uint32 indexed supplier);
    /// @notice It ended unanswered or declined. `outcome`: 2 rejected, 3 withdrawn, 4 lapsed.
    event Voided(ObligationId indexed receivable, uint8 outcome);
    /// @notice The obligor paid `amount`, earmarked in its own balance at `bank` for the holders.
    event Settled(ObligationId indexed receivable, uint32 indexed bank, uint48 amount, uint48 paid);
    event LineGranted(uint32 indexed bank, uint32 indexed obligor, uint16 currency, uint64 amount);

    /// @return receivable Its id.
    function requestReceivable(RequestReceivable calldata act, Auth calldata auth)
        external
        returns (ObligationId receivable);
    /// @return receivable Its id.
    /// @return active Whether the supplier's standing acceptance took it at once.
    function issueReceivable(IssueReceivable calldata act, Auth calldata auth)
        external
        returns (ObligationId receivable, bool active);
    function confirmReceivable(ConfirmReceivable calldata act, Auth calldata auth) external;
    function takeReceivable(TakeReceivable calldata act, Auth calldata auth) external;
    function rejectReceivable(RejectReceivable calldata act, Auth calldata auth) external;
    function withdrawReceivable(WithdrawReceivable calldata act, Auth calldata auth) external;
    /// @notice Anyone closes what was not answered in time.
    function lapse(ObligationId receivable) external;
    function settleReceivable(SettleReceivable calldata act, Auth calldata auth) external;
    /// @notice Anyone pushes the shares of these lots (by first unit) out of the earmark to their holders.
    /// A lot that has nothing to get is passed over.
    function push(ObligationId receivable, uint48[] calldata lots) external;
    function grantLine(GrantLine calldata act, Auth calldata auth) external;

    function receivableOf(ObligationId receivable) external view returns (Receivable memory);
    /// @notice The struct hash of the request or issue that made it.
    function proposalOf(ObligationId receivable) external view returns (bytes32);
    /// @notice The live receivable that `creator` made under this reference; zero if none.
    function byReference(uint32 creator, string calldata ref) external view returns (ObligationId);
    /// @notice What the obligor may owe in all, and what it owes or has proposed to owe, in units of 0.01.
    function lineOf(uint32 obligor, uint16 currency) external view returns (uint64 limit, uint64 used);
    /// @notice What one bank granted of it.
    function grantOf(uint32 bank, uint32 obligor, uint16 currency) external view returns (uint64);
}
