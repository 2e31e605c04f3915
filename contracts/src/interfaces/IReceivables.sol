// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Auth} from "./Auth.sol";
import {Invoice} from "./IEvidence.sol";
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
    /// What is drawn on which invoices: nothing, or the face in all. Needed where the rule set wants evidence.
    Invoice[] invoices;
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
    Invoice[] invoices;
    bytes32 justification;
}

/// @notice One part of a plan of instalments.
struct Instalment {
    /// Units of 0.01.
    uint48 face;
    /// Local day on which it falls due.
    uint32 due;
}

/// @notice An obligor promises a plan: one receivable for each instalment, with the serials `serial`, `serial + 1`, …
/// Each is answered, transferred and settled by itself. The invoices cover the instalments in their order.
struct IssueInstalments {
    /// The obligor.
    uint32 company;
    /// The first receivable's.
    uint64 serial;
    uint32 supplier;
    uint16 currency;
    uint32 delivered;
    uint16 rules;
    uint32 until;
    /// The first receivable's.
    string ref;
    bytes32 contractDigest;
    bytes32 invoicesDigest;
    Invoice[] invoices;
    bytes32 justification;
    /// 2 to 60, due days rising.
    Instalment[] instalments;
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

/// @title Receivables: how a confirmed payable comes to be
/// @notice Request and confirmation, issue and taking; from then on its units are the kernel's, its payment `ISettlements`'.
/// Any active company may be an obligor whose line (`ILines`) has room.
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
    /// @notice Rule `rule`: due later than `latest`. Confirming and taking look again.
    error TenorAboveCap(bytes32 rule, uint32 due, uint32 latest);
    /// @notice Rule `rule`: a tenor beyond `latest` needs a justification.
    error JustificationNeeded(bytes32 rule, uint32 due, uint32 latest);
    /// @notice Rule `rule`: nothing new is born under this set on this day.
    error SetClosed(bytes32 rule, uint16 set);
    /// @notice Rule `rule`: a contract's digest and invoices are needed.
    error EvidenceNeeded(bytes32 rule);
    /// @notice The invoices are drawn on for `drawn`; the face is another.
    error DrawnDiffers(uint256 drawn, uint256 face);
    /// @notice Only `Endings` closes.
    error NotModule(address caller);

    /// @notice A supplier asks; `proposal` is the struct hash of `terms`.
    event Requested(
        ObligationId indexed receivable,
        uint32 indexed obligor,
        uint32 indexed supplier,
        bytes32 proposal,
        RequestReceivable terms
    );
    /// @notice An obligor promises; `proposal` is the struct hash of `terms`, or of the plan that it is an instalment of.
    event Issued(
        ObligationId indexed receivable,
        uint32 indexed obligor,
        uint32 indexed supplier,
        bytes32 proposal,
        IssueReceivable terms
    );
    /// @notice Before the `Issued` of each instalment: the plan as it was signed; `first` is its first receivable.
    event PlanIssued(ObligationId indexed first, bytes32 indexed proposal, IssueInstalments terms);
    /// @notice Both sides have signed; the kernel holds it as one lot of the supplier's.
    event Activated(ObligationId indexed receivable, uint32 indexed obligor, uint32 indexed supplier);
    /// @notice It ended unanswered or declined. `outcome`: 2 rejected, 3 withdrawn, 4 lapsed.
    event Voided(ObligationId indexed receivable, uint8 outcome);
    /// @notice It ended by everyone's signature; its reference is free again.
    event Closed(ObligationId indexed receivable);
    /// @notice Nothing is refused, but rule `rule` wants a look: a small or medium supplier waits `value` days from delivery.
    event Flagged(ObligationId indexed receivable, bytes32 indexed rule, uint256 value);

    /// @return receivable Its id.
    function requestReceivable(RequestReceivable calldata act, Auth calldata auth)
        external
        returns (ObligationId receivable);
    /// @return receivable Its id.
    /// @return active Whether the supplier's standing acceptance took it at once.
    function issueReceivable(IssueReceivable calldata act, Auth calldata auth)
        external
        returns (ObligationId receivable, bool active);
    /// @return first The first instalment's id.
    function issueInstalments(IssueInstalments calldata act, Auth calldata auth) external returns (ObligationId first);
    /// @notice Line, default and tenor are looked at as of today.
    function confirmReceivable(ConfirmReceivable calldata act, Auth calldata auth) external;
    /// @notice Default and tenor are looked at as of today; the line has been in use since the issue.
    function takeReceivable(TakeReceivable calldata act, Auth calldata auth) external;
    function rejectReceivable(RejectReceivable calldata act, Auth calldata auth) external;
    function withdrawReceivable(WithdrawReceivable calldata act, Auth calldata auth) external;
    /// @notice Anyone closes what was not answered in time.
    function lapse(ObligationId receivable) external;
    /// @notice For `Endings`: everyone has signed the receivable away.
    function close(ObligationId receivable) external;

    function receivableOf(ObligationId receivable) external view returns (Receivable memory);
    /// @notice The struct hash of the request, issue or plan that made it.
    function proposalOf(ObligationId receivable) external view returns (bytes32);
    /// @notice The live receivable that `creator` made under this reference; zero if none.
    function byReference(uint32 creator, string calldata ref) external view returns (ObligationId);
}
