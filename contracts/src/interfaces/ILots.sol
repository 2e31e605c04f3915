// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Auth} from "./Auth.sol";
import {ObligationId} from "../libraries/ObligationId.sol";

/// @notice What an obligation fixes at birth and what a transfer must check, in one slot. Days fit to the year 2149.
struct Obligation {
    /// Its size in units of 0.01: units 0 … face - 1. 1 to 1e14.
    uint48 face;
    /// Units paid so far, at most `face - out`.
    uint48 paid;
    /// Units outside of payment: cancelled, exported, redeemed early or under dispute. Fixed once payment has begun.
    uint48 out;
    /// The company that owes.
    uint32 obligor;
    /// The local calendar day on which it falls due. From then on its lots are neither cut nor joined.
    uint16 due;
    /// The last local day on which holders may transfer.
    uint16 cutoff;
    /// ISO 4217 numeric code (156 is CNY).
    uint16 currency;
    /// The rule set it was born under.
    uint16 rules;
    /// Days that a counterparty has to answer a proposal.
    uint8 answerDays;
    /// Bit 0: holders act on lots here at the kernel. Bit 1: it has `Limits`; the kernel's to set.
    uint8 flags;
}

/// @notice Bounds on how far an obligation's units are handed on before its due day, given at birth. Zero is no bound.
struct Limits {
    /// Most transfers that a unit may see [V08.max-depth].
    uint16 depth;
    /// Most lots at a time [V08.max-lots]. Those cut off by a mark count, and are not bounded.
    uint32 lots;
    /// Most changes of holder in a local day, over all lots [V08.max-hops].
    uint32 hops;
    /// Whether a breach is announced (`Alerted`) and goes through, instead of being refused.
    bool alert;
}

/// @notice A run of consecutive units of one obligation, held by one company, in one slot under (obligation, start).
struct Lot {
    /// The company that holds it.
    uint32 holder;
    /// One past its last unit.
    uint48 end;
    /// Units' worth of money already credited to its holders.
    uint48 paid;
    /// Newest entry of its record list; zero for none.
    uint40 head;
    /// The company that is to answer the open proposal; zero for none.
    uint32 other;
    /// The last local day on which the open proposal can be accepted.
    uint16 until;
    /// 1 held, 2 locked by a proposal, 3 cancelled, 4 exported to paper, 5 redeemed by the obligor before the due day. See `Ledger`.
    uint8 state;
    /// Bits: 1 frozen, 2 disputed, 4 pledged, 8 financed. Copied to both halves of a split.
    uint8 marks;
    /// What kind of proposal is open: 1 transfer, 2 transfer with recourse, 16 and more a module's own.
    uint8 kind;
    /// How often its units changed hands since birth; of a merged lot, the more of its two parts. Stays at 65,535.
    uint16 depth;
}

/// @notice An immutable fact about a lot. Both halves of a split share the list. By kind:
///
///   1 RECOURSE   `by` handed the lot to `to` and answers to it, and to all after it, if the obligor fails; until the lot returns
///   2 FINANCING  the bank `by` bought or lent on the lot from `to`, and gave `amount` for it
///   3 GUARANTEE  the guarantor `by` pays `to` and all after it up to `amount` if the obligor fails
///   4 PLEDGE     the holder `by` pledged the lot to `to` for a debt of `amount`
///   5 DISPUTE    `by` disputes the lot towards its holder `to`, `amount` in all
///   6 ORDER      the authority `by` acted on the lot of `to`; `amount` as its order says (a freeze, a forfeiture)
///   7 RETURNED   `by` handed the lot to `to`, which had answered for it: the newest word of `to`'s, and all since then, are over;
///                see `Records`
struct Record {
    /// The next older record; zero ends the list.
    uint40 next;
    /// See above.
    uint8 kind;
    /// The company whose act it is.
    uint32 by;
    /// The other company, if any.
    uint32 to;
    /// The local day.
    uint32 day;
    /// An amount in units of 0.01, where the kind has one.
    uint48 amount;
    /// How many of kind 1 the list has up to this one, those that are over too; at most 128, so that whoever walks it comes to its end. It
    /// has no more of kind 7, since each of these ends one.
    uint16 words;
}

/// @notice Units [start, end) of the lot at `lot`, handed to many companies at once in one payment run.
struct Commitment {
    ObligationId obligation;
    uint48 lot;
    uint48 start;
    uint48 end;
    /// The holder, who pays, and its name for the run: company << 64 | serial.
    uint96 run;
    /// How many leaves there are.
    uint32 count;
    /// Last local day for those who have to answer; 0 takes the longest that the rules allow.
    uint32 until;
    bool recourse;
    /// The root of the tree over the leaves; zero where the lots are written at once.
    bytes32 root;
    /// Struct hash of the act that pays. With a leaf's number it names the proposal that the leaf is: keccak256(act, number).
    bytes32 act;
}

/// @notice A run's leaves that wait, or waited, to be opened.
struct Waiting {
    bytes32 root;
    /// The units that its leaves share, by position: [start, end).
    uint48 start;
    uint48 end;
    /// What the lot had that they were taken from: records, marks, changes of holder.
    uint40 head;
    uint8 marks;
    uint16 depth;
    uint24 count;
    uint16 until;
    /// The obligation's obligor, and whether it has limits: what opening a leaf needs to know of it.
    uint32 obligor;
    bool limited;
    bool recourse;
}

/// @notice Hand units of a lot to another company. Without a standing acceptance of the recipient it is a proposal.
struct Transfer {
    /// The holder, for whom the operator acts.
    uint32 company;
    ObligationId obligation;
    /// First unit of the lot that the units are taken from (0-based).
    uint48 lot;
    /// The units handed over: [start, end), within the lot.
    uint48 start;
    uint48 end;
    /// The recipient.
    uint32 to;
    /// Whether the sender answers for payment if the obligor fails. To a recipient that answers for the lot itself it does not.
    bool recourse;
    /// Last local day for the answer; 0 takes the longest that the rules allow.
    uint32 until;
    /// Digest of whatever the parties agreed beside this (contract, price); zero for none.
    bytes32 terms;
}

/// @notice Take what a `Transfer` offers. `proposal` is that transfer's EIP-712 struct hash.
struct AcceptTransfer {
    uint32 company;
    ObligationId obligation;
    uint48 lot;
    bytes32 proposal;
}

/// @notice Decline what a proposal offers, be it a `Transfer` or a module's; the range returns as it was.
struct RejectProposal {
    uint32 company;
    ObligationId obligation;
    uint48 lot;
    bytes32 proposal;
}

/// @notice Take back one's own unanswered proposal, be it a `Transfer` or a module's.
struct WithdrawProposal {
    uint32 company;
    ObligationId obligation;
    uint48 lot;
    bytes32 proposal;
}

/// @notice Cut a lot in two: [lot, middle) and [middle, end).
struct Split {
    uint32 company;
    ObligationId obligation;
    uint48 lot;
    uint48 middle;
}

/// @notice Join two adjacent lots: `right` starts where `lot` ends.
struct Merge {
    uint32 company;
    ObligationId obligation;
    uint48 lot;
    uint48 right;
}

/// @title The kernel: obligations as numbered units and who holds them
/// @notice Holders' acts come signed or direct; modules' verbs only from the modules that were listed for them at deployment.
/// The kernel knows nothing of receivables or bills. It enforces, whatever a module asks: every unit of an obligation is in
/// exactly one lot (I1, I2), with one holder (I3), under terms fixed at birth (I5), and what has ended stays ended (I7).
interface ILots {
    /// @notice There is no lot of `obligation` that starts at `lot`.
    error NoLot(ObligationId obligation, uint48 lot);
    /// @notice The units asked for are not within the lot, which is [lot, end).
    error NotInLot(uint48 lot, uint48 end);
    /// @notice The lot is held by `holder`, not by the company that acts.
    error NotHolder(uint32 holder);
    /// @notice The lot has an open proposal, or has ended.
    error NotFree(uint8 state);
    /// @notice A hold (`marks`) forbids this.
    error OnHold(uint8 marks);
    /// @notice Holders transfer this kind of obligation through its own module.
    error ThroughModule();
    /// @notice The last day for transfers was `cutoff`.
    error AfterCutoff(uint32 cutoff, uint32 today);
    /// @notice Payment of the obligation has begun: its lots stay as they are.
    error PaymentBegun(uint48 paid);
    /// @notice A company cannot transfer to itself.
    error ToSelf();
    /// @notice Part of a lot can no longer be taken: from the due day on lots stay as they are, and only whole ones move.
    error WholeOnly();
    /// @notice The obligation's limit of this name (`V08.max-depth`, `V08.max-lots`, `V08.max-hops`) is `most`.
    error LimitReached(bytes32 rule, uint256 most);
    /// @notice The last day for an answer must be from today to `latest`.
    error BadUntil(uint32 latest);
    /// @notice The open proposal is another one than the answer names.
    error OtherProposal(bytes32 open);
    /// @notice Another company is to answer.
    error NotAddressee(uint32 addressee);
    /// @notice The proposal lapsed after day `until`.
    error Lapsed(uint32 until);
    /// @notice The proposal can still be answered, up to and including day `until`.
    error NotLapsed(uint32 until);
    /// @notice The two lots differ in holder, state, marks, records, or do not touch.
    error NotMergeable();
    /// @notice The caller may not use this verb.
    error NotAllowed(address caller, uint8 verb);
    /// @notice An obligation of this id exists.
    error Exists(ObligationId obligation);
    /// @notice The amount is zero, or above what is left.
    error BadAmount(uint256 most);
    /// @notice The lot has as many words of recourse on its list as it can have: `most`.
    error RecourseFull(uint256 most);
    /// @notice Leaf `index` has no payee, or the payer as its payee, or no amount.
    error BadLeaf(uint256 index);
    /// @notice There is no run of this name over units of the obligation, or the run was done at once.
    error NoRun(ObligationId obligation, uint96 run);
    /// @notice The leaves are not a block of the run's: 1, 2, 4 … or 256 of them (or all to the run's end) from a multiple of that.
    error NoBlock();
    /// @notice The proof does not lead from these leaves to the run's root.
    error BadProof();
    /// @notice All these leaves are open.
    error AllOpen();

    event Created(
        ObligationId indexed obligation,
        uint32 indexed obligor,
        uint32 indexed holder,
        uint48 face,
        uint32 due,
        uint32 cutoff,
        uint16 currency,
        uint16 rules
    );
    /// @notice Units [start, end) of the lot at `lot` have a new holder. A lot of their own from now on.
    event Transferred(
        ObligationId indexed obligation, uint32 indexed from, uint32 indexed to, uint48 lot, uint48 start, uint48 end
    );
    /// @notice Units [start, end) of the lot at `lot` are a lot of their own, locked until `other` answers.
    event Proposed(
        ObligationId indexed obligation,
        uint32 indexed by,
        uint32 indexed other,
        uint48 lot,
        uint48 start,
        uint48 end,
        uint8 kind,
        uint32 until,
        bytes32 proposal
    );
    /// @notice A proposal ended. `outcome`: 1 accepted, 2 rejected, 3 withdrawn, 4 lapsed.
    event Answered(ObligationId indexed obligation, uint48 indexed lot, bytes32 indexed proposal, uint8 outcome);
    event Divided(ObligationId indexed obligation, uint48 indexed lot, uint48 middle);
    event Merged(ObligationId indexed obligation, uint48 indexed lot, uint48 right);
    /// @notice Units [start, end) of the lot at `lot` have these marks now. A lot of their own from now on.
    event Marked(ObligationId indexed obligation, uint48 indexed lot, uint48 start, uint48 end, uint8 marks);
    event Recorded(ObligationId indexed obligation, uint48 indexed lot, uint40 indexed record, Record entry);
    /// @notice `amount` more of the obligation is paid, `paid` in all.
    event Paid(ObligationId indexed obligation, uint48 amount, uint48 paid);
    /// @notice A lot's holder was credited with `amount`, `paid` in all.
    event Credited(
        ObligationId indexed obligation, uint48 indexed lot, uint32 indexed holder, uint48 amount, uint48 paid
    );
    /// @notice A lot ended otherwise than by payment; `state` says how.
    event Ended(ObligationId indexed obligation, uint48 indexed lot, uint8 state);
    /// @notice Units [start, end) of the lot at `lot` are in no lot until the leaves of a payment run are opened. The holder `by` paid with them.
    event Committed(
        ObligationId indexed obligation,
        uint96 indexed run,
        uint32 indexed by,
        uint48 lot,
        uint48 start,
        uint48 end,
        uint32 count,
        uint32 until,
        bool recourse,
        bytes32 act
    );
    /// @notice Leaves of a run are lots of their own: of leaf `first + i` bit i tells in `opened` whether it is so by this, in `accepted`
    /// whether its payee holds it. One that is not accepted is the payer's; where its payee still has time to answer, `Proposed` follows.
    event Opened(ObligationId indexed obligation, uint96 run, uint32 first, uint256 opened, uint256 accepted);
    /// @notice An act went beyond the limit of this name, to `value`; the obligation's limits announce, they do not refuse.
    event Alerted(ObligationId indexed obligation, bytes32 indexed rule, uint256 value);

    /* HOLDERS' ACTS */

    /// @notice Hands units [start, end) over, at once under the recipient's standing acceptance, else as a proposal.
    /// @return immediate Whether the recipient holds them now.
    function transfer(Transfer calldata act, Auth calldata auth) external returns (bool immediate);
    /// @notice Accepts a transfer; everything is checked again as of today.
    function acceptTransfer(AcceptTransfer calldata act, Auth calldata auth) external;
    /// @notice Declines a proposal of whatever kind. Nothing that could trap the lot is checked.
    function rejectProposal(RejectProposal calldata act, Auth calldata auth) external;
    /// @notice Takes back an unanswered proposal of whatever kind. Nothing that could trap the lot is checked.
    function withdrawProposal(WithdrawProposal calldata act, Auth calldata auth) external;
    /// @notice Anyone returns the range of a proposal that was not answered in time.
    function lapse(ObligationId obligation, uint48 lot) external;
    /// @notice Cuts a lot in two, before the due day. Both parts of a pledged lot stay pledged.
    function split(Split calldata act, Auth calldata auth) external;
    /// @notice Joins two adjacent lots that are alike, before the due day.
    function merge(Merge calldata act, Auth calldata auth) external;
    /// @notice Anyone makes lots of a run's leaves, whenever: it does what a transfer would do today. The payee holds the lot where its standing
    /// acceptance takes it; else it is a proposal, as long as there is time for an answer; else it is the payer's again.
    /// @param run company << 64 | serial.
    /// @param first Number of the first leaf, a multiple of the block's size: 1, 2, 4 … 256.
    /// @param leaves The block's leaves, 10 bytes each; those that are open already are passed over.
    /// @param proof The siblings from the block's node up to the root: hash (32 bytes) and units (6) of each; see `Leaves`.
    function open(ObligationId obligation, uint96 run, uint32 first, bytes calldata leaves, bytes calldata proof)
        external;

    /* MODULES' VERBS (number in brackets). From the due day on they take whole lots only, so that no lot's start changes then. */

    /// @notice [0] A new obligation under the calling module's own number, as one lot held by `holder`.
    function create(ObligationId obligation, uint32 holder, Obligation calldata terms, Limits calldata limits) external;
    /// @notice [1] Units [start, end) of a free lot of `from` go to `to`, which the caller answers both have signed for.
    function hand(ObligationId obligation, uint48 lot, uint48 start, uint48 end, uint32 from, uint32 to) external;
    /// @notice [2] Opens a proposal of the module's own `kind` (16 or more) over units [start, end) of a free lot. Where holders
    /// act at the kernel, they also reject, withdraw and lapse it there: the module may keep nothing that would need to know.
    function lock(
        ObligationId obligation,
        uint48 lot,
        uint48 start,
        uint48 end,
        uint32 other,
        uint32 until,
        uint8 kind,
        bytes32 proposal
    ) external;
    /// @notice [2] Ends a proposal of a module's kind; the lot is free again and, when accepted, held by `holder`, which may be
    /// whom it was held by.
    function unlock(ObligationId obligation, uint48 lot, bytes32 proposal, uint8 outcome, uint32 holder) external;
    /// @notice [3] Sets and clears marks, those listed for the calling module only, on a whole lot, held or locked, or on units
    /// [start, end) of a held one, which become a lot of their own whatever its holds. Units under dispute are out of payment;
    /// a dispute neither begins nor ends once payment has begun.
    function mark(ObligationId obligation, uint48 lot, uint48 start, uint48 end, uint8 set, uint8 clear) external;
    /// @notice [4] Puts a record at the head of a lot's list.
    function record(ObligationId obligation, uint48 lot, uint8 kind, uint32 by, uint32 to, uint48 amount)
        external
        returns (uint40 id);
    /// @notice [5] Counts `amount` as paid on the obligation, at most `face - out` in all.
    function pay(ObligationId obligation, uint48 amount) external;
    /// @notice [5] Brings a lot's credit up to its share ⌊paid · length / (face - out)⌋ and says whom to credit with how much, and
    /// under which marks. A frozen lot gets its share when it is unfrozen; a disputed or ended one has none.
    function credit(ObligationId obligation, uint48 lot) external returns (uint32 holder, uint48 amount, uint8 marks);
    /// @notice [6] Ends a held lot otherwise than by payment, for good, before payment has begun: 3 cancelled, 4 exported, 5 redeemed.
    /// Its units stay counted, and are out of payment.
    function end(ObligationId obligation, uint48 lot, uint8 state) external;
    /// @notice [7] Takes units of a free lot for a payment run, on the same conditions as a transfer. Where it has a root its leaves wait to be
    /// opened; else `leaves` are lots at once. The caller answers that the holder signed.
    function commit(Commitment calldata c, bytes calldata leaves) external;

    /* VIEWS */

    function obligationOf(ObligationId obligation) external view returns (Obligation memory);
    /// @notice The obligation's limits, its lots and its changes of holder today; each counted only where it has a limit.
    function limitsOf(ObligationId obligation) external view returns (Limits memory limits, uint32 lots, uint32 hops);
    /// @notice The lot that starts at `lot`; empty if none does.
    function lotOf(ObligationId obligation, uint48 lot) external view returns (Lot memory);
    /// @notice The struct hash that an answer to the lot's open proposal must name; zero if none is open.
    function proposalOf(ObligationId obligation, uint48 lot) external view returns (bytes32);
    function recordOf(uint40 id) external view returns (Record memory);
    /// @notice The lot's records, newest first, at most `most` of them.
    function recordsOf(ObligationId obligation, uint48 lot, uint256 most)
        external
        view
        returns (uint40[] memory ids, Record[] memory entries);
    /// @notice What `credit` would give now.
    function owing(ObligationId obligation, uint48 lot) external view returns (uint48);
    /// @notice What a run's leaves are opened by, empty if there is no such run or it was done at once; and the struct hash of its act.
    function waiting(ObligationId obligation, uint96 run) external view returns (Waiting memory, bytes32 act);
    /// @notice A bit for each of the leaves 256 · word … 256 · word + 255: whether it is open.
    function openedOf(ObligationId obligation, uint96 run, uint256 word) external view returns (uint256 bits);
    /// @notice Verbs of a module (a bit each), its module number, and the marks that it may set and clear.
    function rightsOf(address module) external view returns (uint8 verbs, uint8 number, uint8 marks);
}
