// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ILots, Limits, Lot, Obligation, Record} from "./interfaces/ILots.sol";
import {ObligationId} from "./libraries/ObligationId.sol";
import {Terms} from "./libraries/Terms.sol";
import {Ledger} from "./Ledger.sol";

/// @notice A contract that may use some of the kernel's verbs.
struct Module {
    address addr;
    /// A bit for each verb, by its number in `ILots`.
    uint8 verbs;
    /// The number in the ids of the obligations that it may create, pay and end; zero for none. Two modules may share one.
    uint8 number;
    /// The marks that it may set and clear.
    uint8 marks;
}

/// @title Modules' verbs, and what they share with the holders' acts
/// @notice Which module may do what was listed at deployment, for good.
abstract contract Verbs is ILots, Ledger {
    /// Kinds of proposals of the kernel's own end below this; modules' begin here.
    uint8 internal constant FIRST_MODULE_KIND = 16;

    /// How a proposal ended.
    uint8 internal constant ACCEPTED = 1;
    uint8 internal constant REJECTED = 2;
    uint8 internal constant WITHDRAWN = 3;
    uint8 internal constant LAPSED = 4;

    /// Verbs of modules.
    uint8 internal constant CREATE = 0;
    uint8 internal constant HAND = 1;
    uint8 internal constant LOCK = 2;
    uint8 internal constant MARK = 3;
    uint8 internal constant RECORD = 4;
    uint8 internal constant PAY = 5;
    uint8 internal constant END = 6;
    uint8 internal constant COMMIT = 7;

    mapping(address => Module) private _modules;
    /// The struct hash that an answer must name, by lot key.
    mapping(uint256 => bytes32) private _proposals;

    constructor(Module[] memory modules) {
        for (uint256 i; i < modules.length; ++i) {
            _modules[modules[i].addr] = modules[i];
        }
    }

    /// @dev The caller may use `verb`.
    modifier only(uint8 verb) {
        _requireRight(verb);
        _;
    }

    /// @dev The caller may use `verb`, and the obligation is of its own kind.
    modifier owning(ObligationId obligation, uint8 verb) {
        if (_requireRight(verb) != obligation.module()) revert NotAllowed(msg.sender, verb);
        _;
    }

    /* VERBS */

    /// @inheritdoc ILots
    function create(ObligationId obligation, uint32 holder, Obligation calldata terms, Limits calldata limits)
        external
        owning(obligation, CREATE)
    {
        if (terms.face == 0 || terms.paid != 0 || terms.out != 0) revert BadAmount(type(uint48).max);
        _birth(obligation, holder, terms, limits);
        emit Created(
            obligation, terms.obligor, holder, terms.face, terms.due, terms.cutoff, terms.currency, terms.rules
        );
    }

    /// @inheritdoc ILots
    function hand(ObligationId obligation, uint48 lot, uint48 start, uint48 end_, uint32 from, uint32 to)
        external
        only(HAND)
    {
        Terms o = _existing(obligation, lot);
        Lot memory l = _cut(obligation, o, lot, start, end_, BLOCKING, today());
        if (l.holder != from) revert NotHolder(l.holder);
        _take(obligation, o, lot, start, l, to, false);
    }

    /// @inheritdoc ILots
    function lock(
        ObligationId obligation,
        uint48 lot,
        uint48 start,
        uint48 end_,
        uint32 other,
        uint32 until,
        uint8 kind,
        bytes32 proposal
    ) external only(LOCK) {
        if (kind < FIRST_MODULE_KIND) revert NotAllowed(msg.sender, LOCK);
        if (until > type(uint16).max) revert BadUntil(type(uint16).max);
        Lot memory l = _cut(obligation, _existing(obligation, lot), lot, start, end_, BLOCKING, today());
        _lock(obligation, lot, start, l, other, uint16(until), kind, proposal);
    }

    /// @inheritdoc ILots
    function unlock(ObligationId obligation, uint48 lot, bytes32 proposal, uint8 outcome, uint32 holder)
        external
        only(LOCK)
    {
        Lot memory l = _open(obligation, lot, proposal);
        if (l.kind < FIRST_MODULE_KIND) revert NotAllowed(msg.sender, LOCK);
        if (outcome != ACCEPTED) return _restore(obligation, lot, l, proposal, outcome);
        if (l.marks & BLOCKING != 0) revert OnHold(l.marks);
        if (holder == l.holder) return _restore(obligation, lot, l, proposal, ACCEPTED);
        Terms o = _terms(obligation);
        _requireCredited(o, lot, l);
        _clear(obligation, lot, l, proposal, ACCEPTED);
        _take(obligation, o, lot, lot, l, holder, false);
    }

    /// @inheritdoc ILots
    function mark(ObligationId obligation, uint48 lot, uint48 start, uint48 end_, uint8 set, uint8 clear)
        external
        only(MARK)
    {
        if ((set | clear) & ~_modules[msg.sender].marks != 0) revert NotAllowed(msg.sender, MARK);
        Terms o = _terms(obligation);
        Lot memory l = _live(obligation, lot);
        // A whole lot is marked as it is: neither a proposal nor a payment keeps an authority from freezing it.
        if (start != lot || end_ != l.end) l = _cut(obligation, o, lot, start, end_, 0, today());
        uint8 marks = (l.marks | set) & ~clear;
        if ((l.marks ^ marks) & DISPUTED != 0) {
            uint48 length = end_ - start;
            _setOut(obligation, marks & DISPUTED != 0 ? o.out() + length : o.out() - length);
        }
        l.marks = marks;
        _put(obligation, start, l);
        emit Marked(obligation, lot, start, end_, marks);
    }

    /// @inheritdoc ILots
    function record(ObligationId obligation, uint48 lot, uint8 kind, uint32 by, uint32 to, uint48 amount)
        external
        only(RECORD)
        returns (uint40 id)
    {
        Lot memory l = _live(obligation, lot);
        id = _push(obligation, lot, l, Record(0, kind, by, to, today(), amount, 0));
        _put(obligation, lot, l);
    }

    /// @inheritdoc ILots
    function pay(ObligationId obligation, uint48 amount) external owning(obligation, PAY) {
        emit Paid(obligation, amount, _addPaid(obligation, amount));
    }

    /// @inheritdoc ILots
    function credit(ObligationId obligation, uint48 lot)
        external
        owning(obligation, PAY)
        returns (uint32 holder, uint48 amount, uint8 marks)
    {
        Lot memory l = _read(obligation, lot);
        (holder, amount, marks) = (l.holder, _creditable(obligation, lot, l), l.marks);
        if (amount == 0) return (holder, 0, marks);
        l.paid += amount;
        _put(obligation, lot, l);
        emit Credited(obligation, lot, holder, amount, l.paid);
    }

    /// @inheritdoc ILots
    function end(ObligationId obligation, uint48 lot, uint8 state) external owning(obligation, END) {
        Lot memory l = _read(obligation, lot);
        if (l.state != HELD || state < CANCELLED || state > REDEEMED) revert NotFree(l.state);
        if (l.marks & BLOCKING != 0) revert OnHold(l.marks);
        _setOut(obligation, _terms(obligation).out() + l.end - lot);
        l.state = state;
        _put(obligation, lot, l);
        emit Ended(obligation, lot, state);
    }

    /* VIEWS */

    /// @inheritdoc ILots
    function proposalOf(ObligationId obligation, uint48 lot) external view returns (bytes32) {
        return _peek(obligation, lot).state == LOCKED ? _proposals[obligation.lotKey(lot)] : bytes32(0);
    }

    /// @inheritdoc ILots
    function owing(ObligationId obligation, uint48 lot) external view returns (uint48) {
        return _creditable(obligation, lot, _read(obligation, lot));
    }

    /// @inheritdoc ILots
    function rightsOf(address module) external view returns (uint8 verbs, uint8 number, uint8 marks) {
        Module memory m = _modules[module];
        return (m.verbs, m.number, m.marks);
    }

    /* INTERNAL */

    function _requireRight(uint8 verb) private view returns (uint8 number) {
        Module memory m = _modules[msg.sender];
        if (m.verbs & (1 << verb) == 0) revert NotAllowed(msg.sender, verb);
        return m.number;
    }

    /// @dev What a lot is to be credited with now.
    function _creditable(ObligationId id, uint48 start, Lot memory lot) private view returns (uint48) {
        if (lot.state > LOCKED || lot.marks & (FROZEN | DISPUTED) != 0) return 0;
        return _owing(_terms(id), start, lot);
    }

    /// @dev The cut lot gets a new holder, and a record of who answers for it.
    function _take(ObligationId id, Terms o, uint48 from, uint48 start, Lot memory lot, uint32 to, bool recourse)
        internal
    {
        emit Transferred(id, lot.holder, to, from, start, lot.end);
        _give(id, o, start, lot, to, recourse);
    }

    /// @dev The same, which another event tells. The one place where a lot's holder becomes another.
    function _give(ObligationId id, Terms o, uint48 start, Lot memory lot, uint32 to, bool recourse) internal {
        uint32 giver = lot.holder;
        lot.holder = to;
        if (o.flags() & LIMITED != 0) _countHop(id, o.due(), lot.depth);
        // Below the largest there is one more.
        unchecked {
            if (lot.depth != type(uint16).max) ++lot.depth;
        }
        if (recourse || lot.head != 0) _word(id, start, lot, giver, to, recourse);
        _put(id, start, lot);
    }

    /// @dev Records that a lot returns to one who answers for it, or else the giver's word. A word given to one whose own stands would come back
    /// to its giver, and be over at once.
    function _word(ObligationId id, uint48 start, Lot memory lot, uint32 giver, uint32 to, bool recourse) private {
        uint8 kind = _answers(lot.head, to) ? RETURNED : RECOURSE;
        if (recourse || kind == RETURNED) _push(id, start, lot, Record(0, kind, giver, to, today(), 0, 0));
    }

    function _lock(
        ObligationId id,
        uint48 from,
        uint48 start,
        Lot memory lot,
        uint32 other,
        uint16 until,
        uint8 kind,
        bytes32 proposal
    ) internal {
        lot.state = LOCKED;
        lot.other = other;
        lot.until = until;
        lot.kind = kind;
        _put(id, start, lot);
        _proposals[id.lotKey(start)] = proposal;
        emit Proposed(id, lot.holder, other, from, start, lot.end, kind, until, proposal);
    }

    /// @dev The lot whose open proposal is `proposal`.
    function _open(ObligationId id, uint48 start, bytes32 proposal) internal view returns (Lot memory lot) {
        lot = _read(id, start);
        if (lot.state != LOCKED) revert NotFree(lot.state);
        bytes32 open = _proposals[id.lotKey(start)];
        if (open != proposal) revert OtherProposal(open);
    }

    /// @dev The same, whatever its proposal.
    function _openOf(ObligationId id, uint48 start) internal view returns (Lot memory lot, bytes32 proposal) {
        proposal = _proposals[id.lotKey(start)];
        lot = _open(id, start, proposal);
    }

    /// @dev Ends the proposal of a lot in memory; the caller stores the lot.
    function _clear(ObligationId id, uint48 start, Lot memory lot, bytes32 proposal, uint8 outcome) internal {
        lot.state = HELD;
        lot.other = 0;
        lot.until = 0;
        lot.kind = 0;
        delete _proposals[id.lotKey(start)];
        emit Answered(id, start, proposal, outcome);
    }

    function _restore(ObligationId id, uint48 start, Lot memory lot, bytes32 proposal, uint8 outcome) internal {
        _clear(id, start, lot, proposal, outcome);
        _put(id, start, lot);
    }
}
