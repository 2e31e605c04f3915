// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Auth} from "./interfaces/Auth.sol";
import {ICompanies} from "./interfaces/ICompanies.sol";
import {IEvidence, Invoice} from "./interfaces/IEvidence.sol";
import {ILines} from "./interfaces/ILines.sol";
import {ILots} from "./interfaces/ILots.sol";
import {
    ConfirmReceivable,
    IReceivables,
    IssueInstalments,
    IssueReceivable,
    Receivable,
    RejectReceivable,
    RequestReceivable,
    TakeReceivable,
    WithdrawReceivable
} from "./interfaces/IReceivables.sol";
import {BirthRules, IRules} from "./interfaces/IRules.sol";
import {Births} from "./libraries/Births.sol";
import {ObligationId, toObligationId} from "./libraries/ObligationId.sol";
import {Plans} from "./libraries/Plans.sol";
import {ReceivableActs} from "./libraries/ReceivableActs.sol";
import {Clock, ClockParams} from "./Clock.sol";

/// @title Receivables
/// @notice See `IReceivables`.
///
///   – ── request (supplier) ──▶ REQUESTED ── confirm (obligor) ──┐
///   – ── issue (obligor) ─────▶ ISSUED ───── take (supplier) ────┼──▶ ACTIVE ── everyone signs it away ──▶ CANCELLED
///             └── the supplier's standing acceptance ────────────┘
///   REQUESTED, ISSUED ── reject, withdraw, lapse ──▶ VOID
///
/// Due, paid and in default are no states here: the first is the clock's to say, the second the kernel's, the third `ISettlements`'.
contract Receivables is IReceivables, Clock {
    using Births for Receivable;
    using ReceivableActs for *;

    /// The number of this module in the ids of its obligations.
    uint8 internal constant NUMBER = 1;

    uint8 internal constant REQUESTED = 1;
    uint8 internal constant ISSUED = 2;
    uint8 internal constant ACTIVE = 3;
    uint8 internal constant VOID = 4;
    uint8 internal constant CANCELLED = 5;

    uint8 internal constant REJECTED = 2;
    uint8 internal constant WITHDRAWN = 3;
    uint8 internal constant LAPSED = 4;

    uint8 internal constant MAKER = 1;
    uint8 internal constant EVEN_SUSPENDED = 128;
    /// The capacity of a small or medium enterprise.
    uint16 internal constant SME = 32;

    ICompanies private immutable _companies;
    ILots private immutable _lots;
    ILines private immutable _lines;
    IEvidence private immutable _evidence;
    IRules private immutable _rules;
    address private immutable _endings;

    mapping(ObligationId => Receivable) private _receivables;
    mapping(ObligationId => bytes32) private _proposals;
    mapping(bytes32 => ObligationId) private _references;

    constructor(
        ICompanies companies,
        ILots lots,
        ILines lines,
        IEvidence evidence,
        IRules rules,
        address endings,
        ClockParams memory clock_
    ) Clock(clock_) {
        _companies = companies;
        _lots = lots;
        _lines = lines;
        _evidence = evidence;
        _rules = rules;
        _endings = endings;
    }

    /* ACTS */

    /// @inheritdoc IReceivables
    function requestReceivable(RequestReceivable calldata act, Auth calldata auth) external returns (ObligationId id) {
        bytes32 hash = act.hash(auth);
        id = toObligationId(NUMBER, act.company, act.serial);
        Receivable memory r =
            Receivable(act.obligor, act.company, act.face, act.due, act.until, act.currency, act.rules, REQUESTED);
        Births.Particulars memory p =
            Births.Particulars(act.delivered, act.contractDigest, act.invoices, act.justification);
        BirthRules memory b = _rules.birthRules(act.rules, today());
        r.requireAllowed(p, b, today());
        _companies.requireActive(act.obligor);
        // To ask commits nobody to an amount.
        _companies.authorize(act.company, MAKER, 0, hash, msg.sender, auth);
        _propose(id, r, hash, act.company, act.ref, p.invoices);
        emit Requested(id, act.obligor, act.company, hash, act);
        _flag(id, r, p, b);
    }

    /// @inheritdoc IReceivables
    function issueReceivable(IssueReceivable calldata act, Auth calldata auth)
        external
        returns (ObligationId id, bool active)
    {
        bytes32 hash = act.hash(auth);
        BirthRules memory b = _rules.birthRules(act.rules, today());
        IssueReceivable memory t = act;
        _requireAllowed(t, b);
        _companies.authorize(act.company, MAKER, act.face, hash, msg.sender, auth);
        return _issue(t, b, hash);
    }

    /// @inheritdoc IReceivables
    function issueInstalments(IssueInstalments calldata act, Auth calldata auth) external returns (ObligationId first) {
        bytes32 hash = act.hash(auth);
        BirthRules memory b = _rules.birthRules(act.rules, today());
        (IssueReceivable[] memory issues, uint256 total) = Plans.toIssues(act);
        for (uint256 i; i < issues.length; ++i) {
            _requireAllowed(issues[i], b);
        }
        _companies.authorize(act.company, MAKER, total, hash, msg.sender, auth);
        first = toObligationId(NUMBER, act.company, act.serial);
        emit PlanIssued(first, hash, act);
        for (uint256 i; i < issues.length; ++i) {
            _issue(issues[i], b, hash);
        }
    }

    /// @inheritdoc IReceivables
    function confirmReceivable(ConfirmReceivable calldata act, Auth calldata auth) external {
        Receivable memory r = _answer(act.receivable, REQUESTED, act.proposal);
        if (r.obligor != act.company) revert NotParty(r.obligor);
        BirthRules memory b = _checkAgain(r);
        _companies.requireActive(r.supplier);
        _companies.authorize(act.company, MAKER, r.face, act.hash(auth), msg.sender, auth);
        _lines.use(r.obligor, r.currency, r.face, b.line != 0, b.default_ != 0);
        _activate(act.receivable, r, b);
    }

    /// @inheritdoc IReceivables
    function takeReceivable(TakeReceivable calldata act, Auth calldata auth) external {
        Receivable memory r = _answer(act.receivable, ISSUED, act.proposal);
        if (r.supplier != act.company) revert NotParty(r.supplier);
        BirthRules memory b = _checkAgain(r);
        _companies.requireActive(r.obligor);
        // The line is in use since the promise; a default since then stops what is not yet a debt.
        (uint32 open, bool barred) = _lines.standingOf(r.obligor);
        if (b.default_ != 0 && barred) revert ILines.InDefault("V07.default", r.obligor, open);
        _companies.authorize(act.company, MAKER, r.face, act.hash(auth), msg.sender, auth);
        _activate(act.receivable, r, b);
    }

    /// @inheritdoc IReceivables
    function rejectReceivable(RejectReceivable calldata act, Auth calldata auth) external {
        Receivable memory r = _open(act.receivable, act.proposal);
        uint32 asked = r.state == REQUESTED ? r.obligor : r.supplier;
        if (asked != act.company) revert NotParty(asked);
        _companies.authorize(act.company, MAKER | EVEN_SUSPENDED, 0, act.hash(auth), msg.sender, auth);
        _void(act.receivable, r, REJECTED);
    }

    /// @inheritdoc IReceivables
    function withdrawReceivable(WithdrawReceivable calldata act, Auth calldata auth) external {
        Receivable memory r = _open(act.receivable, act.proposal);
        uint32 asking = act.receivable.creator();
        if (asking != act.company) revert NotParty(asking);
        _companies.authorize(act.company, MAKER | EVEN_SUSPENDED, 0, act.hash(auth), msg.sender, auth);
        _void(act.receivable, r, WITHDRAWN);
    }

    /// @inheritdoc IReceivables
    function lapse(ObligationId id) external {
        Receivable memory r = _open(id, _proposals[id]);
        // From its due day on a proposal cannot be answered any more, whatever its own last day.
        if (today() < r.due && (r.until == 0 || today() <= r.until)) {
            revert NotLapsed(r.until == 0 ? r.due - 1 : r.until);
        }
        _void(id, r, LAPSED);
    }

    /// @inheritdoc IReceivables
    function close(ObligationId id) external {
        if (msg.sender != _endings) revert NotModule(msg.sender);
        uint8 state = _receivables[id].state;
        if (state != ACTIVE) revert WrongState(state);
        _receivables[id].state = CANCELLED;
        _evidence.release(id);
        emit Closed(id);
    }

    /* VIEWS */

    /// @inheritdoc IReceivables
    function receivableOf(ObligationId id) external view returns (Receivable memory) {
        return _receivables[id];
    }

    /// @inheritdoc IReceivables
    function proposalOf(ObligationId id) external view returns (bytes32) {
        return _proposals[id];
    }

    /// @inheritdoc IReceivables
    function byReference(uint32 creator, string calldata ref) external view returns (ObligationId id) {
        id = _references[_referenceKey(creator, ref)];
        if (!_isLive(id)) id = ObligationId.wrap(0);
    }

    /* CHECKS */

    function _requireAllowed(IssueReceivable memory t, BirthRules memory b) private view {
        _promised(t).requireAllowed(_particulars(t), b, today());
    }

    /// @dev The rules as they are today, which an answer has to keep as well.
    function _checkAgain(Receivable memory r) private view returns (BirthRules memory b) {
        b = _rules.birthRules(r.rules, today());
        Births.requireTenor(r.due, b, today());
    }

    /// @dev A proposal in time to be answered.
    function _answer(ObligationId id, uint8 state, bytes32 proposal) private view returns (Receivable memory r) {
        r = _open(id, proposal);
        if (r.state != state) revert WrongState(r.state);
        if (r.until != 0 && today() > r.until) revert Lapsed(r.until);
    }

    function _open(ObligationId id, bytes32 proposal) private view returns (Receivable memory r) {
        r = _receivables[id];
        if (r.state != REQUESTED && r.state != ISSUED) revert WrongState(r.state);
        bytes32 open = _proposals[id];
        if (open != proposal) revert OtherProposal(open);
    }

    function _isLive(ObligationId id) private view returns (bool) {
        uint8 state = _receivables[id].state;
        return state == REQUESTED || state == ISSUED || state == ACTIVE;
    }

    /* EFFECTS */

    function _issue(IssueReceivable memory t, BirthRules memory b, bytes32 hash)
        private
        returns (ObligationId id, bool active)
    {
        id = toObligationId(NUMBER, t.company, t.serial);
        Receivable memory r = _promised(t);
        active = _companies.receives(t.supplier, t.company, t.company, t.face);
        _propose(id, r, hash, t.company, t.ref, t.invoices);
        _lines.use(t.company, t.currency, t.face, b.line != 0, b.default_ != 0);
        emit Issued(id, t.company, t.supplier, hash, t);
        _flag(id, r, _particulars(t), b);
        if (active) _activate(id, r, b);
    }

    function _propose(
        ObligationId id,
        Receivable memory r,
        bytes32 hash,
        uint32 creator,
        string memory ref,
        Invoice[] memory invoices
    ) private {
        if (_receivables[id].state != 0) revert Exists(id);
        if (bytes(ref).length != 0) {
            if (bytes(ref).length > 128) revert BadField("ref");
            bytes32 key = _referenceKey(creator, ref);
            if (_isLive(_references[key])) revert ReferenceUsed(_references[key]);
            _references[key] = id;
        }
        _receivables[id] = r;
        _proposals[id] = hash;
        if (invoices.length != 0) _evidence.draw(id, invoices);
    }

    /// @dev A small or medium supplier waits long for its money, and nobody says why.
    function _flag(ObligationId id, Receivable memory r, Births.Particulars memory p, BirthRules memory b) private {
        uint256 wait = r.longWait(p, b);
        if (wait == 0 || _companies.companyOf(r.supplier).capacities & SME == 0) return;
        emit Flagged(id, "V14.sme-days", wait);
    }

    /// @dev Both have signed: from here on the units are the kernel's.
    function _activate(ObligationId id, Receivable memory r, BirthRules memory b) private {
        _receivables[id].state = ACTIVE;
        _lots.create(id, r.supplier, r.toObligation(b), Births.toLimits(b));
        emit Activated(id, r.obligor, r.supplier);
    }

    function _void(ObligationId id, Receivable memory r, uint8 outcome) private {
        _receivables[id].state = VOID;
        if (r.state == ISSUED) _lines.free(r.obligor, r.currency, r.face);
        _evidence.release(id);
        emit Voided(id, outcome);
    }

    /* PURE */

    function _promised(IssueReceivable memory t) private pure returns (Receivable memory) {
        return Receivable(t.company, t.supplier, t.face, t.due, t.until, t.currency, t.rules, ISSUED);
    }

    function _particulars(IssueReceivable memory t) private pure returns (Births.Particulars memory) {
        return Births.Particulars(t.delivered, t.contractDigest, t.invoices, t.justification);
    }

    function _referenceKey(uint32 creator, string memory ref) private pure returns (bytes32) {
        return keccak256(abi.encode(creator, ref));
    }
}
