// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Auth} from "./interfaces/Auth.sol";
import {ICash} from "./interfaces/ICash.sol";
import {ICompanies} from "./interfaces/ICompanies.sol";
import {ILots, Limits, Obligation} from "./interfaces/ILots.sol";
import {
    ConfirmReceivable,
    GrantLine,
    IReceivables,
    IssueReceivable,
    Receivable,
    RejectReceivable,
    RequestReceivable,
    SettleReceivable,
    TakeReceivable,
    WithdrawReceivable
} from "./interfaces/IReceivables.sol";
import {IRules} from "./interfaces/IRules.sol";
import {Calendar} from "./libraries/Calendar.sol";
import {ObligationId, toObligationId} from "./libraries/ObligationId.sol";
import {Clock, ClockParams} from "./Clock.sol";
import {Lines} from "./Lines.sol";
import {ReceivableActs} from "./libraries/ReceivableActs.sol";

/// @title Receivables
/// @notice See `IReceivables`.
///
///   – ── request (supplier) ──▶ REQUESTED ── confirm (obligor) ──┐
///   – ── issue (obligor) ─────▶ ISSUED ───── take (supplier) ────┼──▶ ACTIVE ── settle, from the due day on, until all is paid
///             └── the supplier's standing acceptance ────────────┘
///   REQUESTED, ISSUED ── reject, withdraw, lapse ──▶ VOID
///
/// Due and paid are no states: the first is the clock's to say, the second the kernel's.
contract Receivables is IReceivables, Clock, Lines {
    using ReceivableActs for *;

    /// The number of this module in the ids of its obligations.
    uint8 internal constant NUMBER = 1;

    uint8 internal constant REQUESTED = 1;
    uint8 internal constant ISSUED = 2;
    uint8 internal constant ACTIVE = 3;
    uint8 internal constant VOID = 4;

    uint8 internal constant REJECTED = 2;
    uint8 internal constant WITHDRAWN = 3;
    uint8 internal constant LAPSED = 4;

    uint8 internal constant DIRECT = 1;
    uint48 internal constant LARGEST_FACE = 1e14;

    ILots private immutable _lots;
    ICash private immutable _cash;
    IRules private immutable _rules;

    mapping(ObligationId => Receivable) private _receivables;
    mapping(ObligationId => bytes32) private _proposals;
    mapping(bytes32 => ObligationId) private _references;

    constructor(ICompanies companies, ILots lots, ICash cash, IRules rules, ClockParams memory clock_)
        Clock(clock_)
        Lines(companies)
    {
        _lots = lots;
        _cash = cash;
        _rules = rules;
    }

    /* ACTS */

    /// @inheritdoc IReceivables
    function requestReceivable(RequestReceivable calldata act, Auth calldata auth) external returns (ObligationId id) {
        bytes32 hash = act.hash(auth);
        id = toObligationId(NUMBER, act.company, act.serial);
        Receivable memory r =
            Receivable(act.obligor, act.company, act.face, act.due, act.until, act.currency, act.rules, REQUESTED);
        _check(r, act.delivered, act.justification);
        _companies.requireActive(act.obligor);
        // To ask commits nobody to an amount.
        _companies.authorize(act.company, MAKER, 0, hash, msg.sender, auth);
        _propose(id, r, hash, act.company, act.ref);
        emit Requested(id, act.obligor, act.company, hash, act);
    }

    /// @inheritdoc IReceivables
    function issueReceivable(IssueReceivable calldata act, Auth calldata auth)
        external
        returns (ObligationId id, bool active)
    {
        bytes32 hash = act.hash(auth);
        id = toObligationId(NUMBER, act.company, act.serial);
        Receivable memory r =
            Receivable(act.company, act.supplier, act.face, act.due, act.until, act.currency, act.rules, ISSUED);
        _check(r, act.delivered, act.justification);
        _companies.requireCapacity(act.company, OBLIGOR);
        _companies.authorize(act.company, MAKER, act.face, hash, msg.sender, auth);
        active = _companies.receives(act.supplier, act.company, act.company, act.face);
        _propose(id, r, hash, act.company, act.ref);
        _use(act.company, act.currency, act.face, _lineRule(r));
        emit Issued(id, act.company, act.supplier, hash, act);
        if (active) _activate(id, r);
    }

    /// @inheritdoc IReceivables
    function confirmReceivable(ConfirmReceivable calldata act, Auth calldata auth) external {
        Receivable memory r = _answer(act.receivable, REQUESTED, act.proposal);
        if (r.obligor != act.company) revert NotParty(r.obligor);
        _requireAhead(r.due, today());
        _companies.requireCapacity(act.company, OBLIGOR);
        _companies.requireActive(r.supplier);
        _companies.authorize(act.company, MAKER, r.face, act.hash(auth), msg.sender, auth);
        _use(r.obligor, r.currency, r.face, _lineRule(r));
        _activate(act.receivable, r);
    }

    /// @inheritdoc IReceivables
    function takeReceivable(TakeReceivable calldata act, Auth calldata auth) external {
        Receivable memory r = _answer(act.receivable, ISSUED, act.proposal);
        if (r.supplier != act.company) revert NotParty(r.supplier);
        _requireAhead(r.due, today());
        _companies.requireCapacity(r.obligor, OBLIGOR);
        _companies.authorize(act.company, MAKER, r.face, act.hash(auth), msg.sender, auth);
        _activate(act.receivable, r);
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
    function settleReceivable(SettleReceivable calldata act, Auth calldata auth) external {
        Receivable memory r = _receivables[act.receivable];
        if (r.state != ACTIVE) revert WrongState(r.state);
        if (r.obligor != act.company) revert NotParty(r.obligor);
        uint32 day = today();
        if (day < r.due) revert NotDue(r.due, day);
        uint48 paid = _lots.obligationOf(act.receivable).paid;
        if (paid != act.paid) revert PaidDiffers(paid);
        // A debtor that was suspended still has to pay.
        _companies.authorize(act.company, MAKER | EVEN_SUSPENDED, act.amount, act.hash(auth), msg.sender, auth);

        _lots.pay(act.receivable, act.amount);
        _free(r.obligor, r.currency, act.amount);
        _cash.earmark(act.receivable, act.bank, r.currency, r.obligor, act.amount);
        emit Settled(act.receivable, act.bank, act.amount, paid + act.amount);
    }

    /// @inheritdoc IReceivables
    function push(ObligationId id, uint48[] calldata lots) external {
        if (_receivables[id].state != ACTIVE) revert WrongState(_receivables[id].state);
        for (uint256 i; i < lots.length; ++i) {
            (uint32 holder, uint48 amount,) = _lots.credit(id, lots[i]);
            if (amount != 0) _cash.release(id, holder, amount);
        }
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
        if (_receivables[id].state == VOID) id = ObligationId.wrap(0);
    }

    /* INTERNAL */

    /// @dev The terms make sense and the rules allow them today.
    function _check(Receivable memory r, uint32 delivered, bytes32 justification) private view {
        if (r.face == 0 || r.face > LARGEST_FACE) revert BadField("face");
        if (r.currency == 0) revert BadField("currency");
        if (r.obligor == r.supplier) revert BadField("obligor");
        uint32 day = today();
        if (delivered > day) revert BadField("delivered");
        _requireAhead(r.due, day);
        if (r.due > type(uint16).max) revert BadField("due");
        if (r.until != 0 && (r.until < day || r.until >= r.due)) revert BadField("until");

        (uint256 tenorMonths, uint256 justifyMonths,,) = _rules.birthRules(r.rules, day);
        uint256 latest = Calendar.addMonths(day, tenorMonths);
        if (r.due > latest) revert TenorAboveCap("V01.tenor-months", r.due, uint32(latest));
        latest = Calendar.addMonths(day, justifyMonths);
        if (r.due > latest && justification == 0) {
            revert JustificationNeeded("V01.justify-months", r.due, uint32(latest));
        }
    }

    /// @dev All of the terms that waiting for an answer can spoil: the tenor only gets shorter.
    function _requireAhead(uint32 due, uint32 day) private pure {
        if (due <= day) revert DueInPast(due, day);
    }

    function _propose(ObligationId id, Receivable memory r, bytes32 hash, uint32 creator, string calldata ref) private {
        if (_receivables[id].state != 0) revert Exists(id);
        if (bytes(ref).length != 0) {
            if (bytes(ref).length > 128) revert BadField("ref");
            bytes32 key = _referenceKey(creator, ref);
            ObligationId other = _references[key];
            uint8 state = _receivables[other].state;
            if (state != 0 && state != VOID) revert ReferenceUsed(other);
            _references[key] = id;
        }
        _receivables[id] = r;
        _proposals[id] = hash;
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

    /// @dev Both have signed: from here on the units are the kernel's.
    function _activate(ObligationId id, Receivable memory r) private {
        _receivables[id].state = ACTIVE;
        uint32 day = today();
        (,, uint256 answerDays, uint256 cutoffDays) = _rules.birthRules(r.rules, day);
        uint256 last = uint256(r.due) - 1;
        Obligation memory o = Obligation({
            face: r.face,
            paid: 0,
            out: 0,
            obligor: r.obligor,
            due: uint16(r.due),
            cutoff: uint16(cutoffDays < last ? last - cutoffDays : 0),
            currency: r.currency,
            rules: r.rules,
            answerDays: uint8(answerDays),
            flags: DIRECT
        });
        _lots.create(id, r.supplier, o, Limits(0, 0, 0, false));
        emit Activated(id, r.obligor, r.supplier);
    }

    function _void(ObligationId id, Receivable memory r, uint8 outcome) private {
        _receivables[id].state = VOID;
        if (r.state == ISSUED) _free(r.obligor, r.currency, r.face);
        emit Voided(id, outcome);
    }

    /// @dev Whether the rule set wants a line.
    function _lineRule(Receivable memory r) private view returns (bool) {
        return _rules.valueOn(r.rules, "V07.line", today()) != 0;
    }

    function _referenceKey(uint32 creator, string calldata ref) private pure returns (bytes32) {
        return keccak256(abi.encode(creator, ref));
    }
}
