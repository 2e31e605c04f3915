// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Auth} from "./interfaces/Auth.sol";
import {ICompanies} from "./interfaces/ICompanies.sol";
import {
    AcceptTransfer,
    ILots,
    Lot,
    Merge,
    Obligation,
    Record,
    RejectTransfer,
    Split,
    Transfer,
    WithdrawTransfer
} from "./interfaces/ILots.sol";
import {ObligationId} from "./libraries/ObligationId.sol";
import {Clock, ClockParams} from "./Clock.sol";
import {Ledger} from "./Ledger.sol";

/// @notice A contract that may use some of the kernel's verbs.
struct Module {
    address addr;
    /// A bit for each verb, by its number in `ILots`.
    uint8 verbs;
    /// The number in the ids of the obligations that it may create and pay; zero for none.
    uint8 number;
    /// The marks that it may set and clear.
    uint8 marks;
}

/// @title Lots
/// @notice See `ILots`; `Ledger` holds what writes a lot.
contract Lots is ILots, Ledger, Clock {
    /// Obligation flags.
    uint8 internal constant DIRECT = 1;

    /// Kinds of proposals of the kernel's own; modules use 16 and more.
    uint8 internal constant TRANSFER = 1;
    uint8 internal constant TRANSFER_WITH_RECOURSE = 2;
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

    uint8 internal constant MAKER = 1;
    uint8 internal constant EVEN_SUSPENDED = 128;

    bytes32 private constant TRANSFER_TYPE = keccak256(
        "Transfer(uint32 company,uint256 obligation,uint48 lot,uint48 start,uint48 end,uint32 to,bool recourse,uint32 until,bytes32 terms,uint64 nonce,uint40 deadline)"
    );
    bytes32 private constant ACCEPT_TYPE = keccak256(
        "AcceptTransfer(uint32 company,uint256 obligation,uint48 lot,bytes32 proposal,uint64 nonce,uint40 deadline)"
    );
    bytes32 private constant REJECT_TYPE = keccak256(
        "RejectTransfer(uint32 company,uint256 obligation,uint48 lot,bytes32 proposal,uint64 nonce,uint40 deadline)"
    );
    bytes32 private constant WITHDRAW_TYPE = keccak256(
        "WithdrawTransfer(uint32 company,uint256 obligation,uint48 lot,bytes32 proposal,uint64 nonce,uint40 deadline)"
    );
    bytes32 private constant SPLIT_TYPE =
        keccak256("Split(uint32 company,uint256 obligation,uint48 lot,uint48 middle,uint64 nonce,uint40 deadline)");
    bytes32 private constant MERGE_TYPE =
        keccak256("Merge(uint32 company,uint256 obligation,uint48 lot,uint48 right,uint64 nonce,uint40 deadline)");

    ICompanies private immutable _companies;
    mapping(address => Module) private _modules;
    /// The struct hash that an answer must name, by lot key.
    mapping(uint256 => bytes32) private _proposals;

    constructor(ICompanies companies, Module[] memory modules, ClockParams memory clock_) Clock(clock_) {
        _companies = companies;
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

    /* HOLDERS' ACTS */

    /// @inheritdoc ILots
    function transfer(Transfer calldata act, Auth calldata auth) external returns (bool immediate) {
        Transfer memory t = act;
        Obligation storage o = _obligations[t.obligation];
        uint32 day = _circulates(o, t.obligation, t.lot);
        if (t.to == t.company) revert ToSelf();
        Lot memory lot = _cut(t.obligation, o, t.lot, t.start, t.end);
        if (lot.holder != t.company) revert NotHolder(lot.holder);

        // A direct act that is done at once needs no name: the hash is made where somebody signs it or answers it.
        bytes32 hash = auth.key == address(0) && auth.second.length == 0 ? bytes32(0) : _hash(t, auth);
        immediate = _companies.authorizeTransfer(t.company, t.to, o.obligor, t.end - t.start, hash, msg.sender, auth);
        if (immediate) {
            _take(t.obligation, t.lot, t.start, lot, t.to, t.recourse, day);
        } else {
            uint32 latest = day + o.answerDays;
            if (latest > o.cutoff) latest = o.cutoff;
            uint32 until = t.until == 0 ? latest : t.until;
            if (until < day || until > latest) revert BadUntil(latest);
            uint8 kind = t.recourse ? TRANSFER_WITH_RECOURSE : TRANSFER;
            _lock(t.obligation, t.lot, t.start, lot, t.to, until, kind, _hash(t, auth));
        }
    }

    /// @inheritdoc ILots
    function acceptTransfer(AcceptTransfer calldata act, Auth calldata auth) external {
        Lot memory lot = _open(act.obligation, act.lot, act.proposal);
        if (lot.kind >= FIRST_MODULE_KIND) revert ThroughModule();
        if (lot.other != act.company) revert NotAddressee(lot.other);
        uint32 day = _circulates(_obligations[act.obligation], act.obligation, act.lot);
        if (day > lot.until) revert Lapsed(lot.until);
        if (lot.marks & BLOCKING != 0) revert OnHold(lot.marks);

        bytes32 hash = _answerHash(ACCEPT_TYPE, act.company, act.obligation, act.lot, act.proposal, auth);
        _companies.authorize(act.company, MAKER, lot.end - act.lot, hash, msg.sender, auth);
        _companies.requireActive(lot.holder);

        bool recourse = lot.kind == TRANSFER_WITH_RECOURSE;
        _clear(act.obligation, act.lot, lot, act.proposal, ACCEPTED);
        _take(act.obligation, act.lot, act.lot, lot, act.company, recourse, day);
    }

    /// @inheritdoc ILots
    function rejectTransfer(RejectTransfer calldata act, Auth calldata auth) external {
        bytes32 hash = _answerHash(REJECT_TYPE, act.company, act.obligation, act.lot, act.proposal, auth);
        Lot memory lot = _ownProposal(act.obligation, act.lot, act.proposal);
        if (lot.other != act.company) revert NotAddressee(lot.other);
        _companies.authorize(act.company, MAKER | EVEN_SUSPENDED, 0, hash, msg.sender, auth);
        _restore(act.obligation, act.lot, lot, act.proposal, REJECTED);
    }

    /// @inheritdoc ILots
    function withdrawTransfer(WithdrawTransfer calldata act, Auth calldata auth) external {
        bytes32 hash = _answerHash(WITHDRAW_TYPE, act.company, act.obligation, act.lot, act.proposal, auth);
        Lot memory lot = _ownProposal(act.obligation, act.lot, act.proposal);
        if (lot.holder != act.company) revert NotHolder(lot.holder);
        _companies.authorize(act.company, MAKER | EVEN_SUSPENDED, 0, hash, msg.sender, auth);
        _restore(act.obligation, act.lot, lot, act.proposal, WITHDRAWN);
    }

    /// @inheritdoc ILots
    function lapse(ObligationId obligation, uint48 lot) external {
        bytes32 proposal = _proposals[obligation.lotKey(lot)];
        Lot memory l = _ownProposal(obligation, lot, proposal);
        if (today() <= l.until) revert NotLapsed(l.until);
        _restore(obligation, lot, l, proposal, LAPSED);
    }

    /// @inheritdoc ILots
    function split(Split calldata act, Auth calldata auth) external {
        bytes32 hash = keccak256(
            abi.encode(SPLIT_TYPE, act.company, act.obligation, act.lot, act.middle, auth.nonce, auth.deadline)
        );
        Lot memory lot = _read(act.obligation, act.lot);
        if (lot.holder != act.company) revert NotHolder(lot.holder);
        // A bill that its module calls indivisible stays so.
        if (_obligations[act.obligation].flags & DIRECT == 0) revert ThroughModule();
        if (act.middle <= act.lot || act.middle >= lot.end) revert NotInLot(act.lot, lot.end);
        _companies.authorize(act.company, MAKER, 0, hash, msg.sender, auth);
        _put(
            act.obligation, act.middle, _cut(act.obligation, _obligations[act.obligation], act.lot, act.middle, lot.end)
        );
        emit Divided(act.obligation, act.lot, act.middle);
    }

    /// @inheritdoc ILots
    function merge(Merge calldata act, Auth calldata auth) external {
        bytes32 hash = keccak256(
            abi.encode(MERGE_TYPE, act.company, act.obligation, act.lot, act.right, auth.nonce, auth.deadline)
        );
        uint32 holder = _join(act.obligation, act.lot, act.right);
        if (holder != act.company) revert NotHolder(holder);
        _companies.authorize(act.company, MAKER, 0, hash, msg.sender, auth);
        emit Merged(act.obligation, act.lot, act.right);
    }

    /* MODULES' VERBS */

    /// @inheritdoc ILots
    function create(ObligationId obligation, uint32 holder, Obligation calldata terms)
        external
        owning(obligation, CREATE)
    {
        if (terms.face == 0 || terms.paid != 0) revert BadAmount(type(uint48).max);
        _birth(obligation, holder, terms);
        emit Created(
            obligation, terms.obligor, holder, terms.face, terms.due, terms.cutoff, terms.currency, terms.rules
        );
    }

    /// @inheritdoc ILots
    function hand(ObligationId obligation, uint48 lot, uint48 start, uint48 end_, uint32 from, uint32 to)
        external
        only(HAND)
    {
        _read(obligation, lot);
        Lot memory l = _cut(obligation, _obligations[obligation], lot, start, end_);
        if (l.holder != from) revert NotHolder(l.holder);
        _take(obligation, lot, start, l, to, false, 0);
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
        _read(obligation, lot);
        Lot memory l = _cut(obligation, _obligations[obligation], lot, start, end_);
        _lock(obligation, lot, start, l, other, until, kind, proposal);
    }

    /// @inheritdoc ILots
    function unlock(ObligationId obligation, uint48 lot, bytes32 proposal, uint8 outcome, uint32 holder)
        external
        only(LOCK)
    {
        Lot memory l = _open(obligation, lot, proposal);
        if (l.kind < FIRST_MODULE_KIND) revert NotAllowed(msg.sender, LOCK);
        if (outcome == ACCEPTED) {
            if (l.marks & BLOCKING != 0) revert OnHold(l.marks);
            _requireCredited(obligation, lot, l);
            _clear(obligation, lot, l, proposal, ACCEPTED);
            _take(obligation, lot, lot, l, holder, false, 0);
        } else {
            _restore(obligation, lot, l, proposal, outcome);
        }
    }

    /// @inheritdoc ILots
    function mark(ObligationId obligation, uint48 lot, uint8 set, uint8 clear) external only(MARK) {
        if ((set | clear) & ~_modules[msg.sender].marks != 0) revert NotAllowed(msg.sender, MARK);
        Lot memory l = _read(obligation, lot);
        if (l.state > LOCKED) revert NotFree(l.state);
        l.marks = (l.marks | set) & ~clear;
        _put(obligation, lot, l);
        emit Marked(obligation, lot, l.marks);
    }

    /// @inheritdoc ILots
    function record(ObligationId obligation, uint48 lot, uint8 kind, uint32 by, uint32 to, uint48 amount)
        external
        only(RECORD)
    {
        Lot memory l = _read(obligation, lot);
        if (l.state > LOCKED) revert NotFree(l.state);
        _push(obligation, lot, l, Record(0, kind, by, to, today(), amount));
        _put(obligation, lot, l);
    }

    /// @inheritdoc ILots
    function pay(ObligationId obligation, uint48 amount) external owning(obligation, PAY) {
        Obligation storage o = _obligations[obligation];
        uint48 left = o.face - o.paid;
        if (amount == 0 || amount > left) revert BadAmount(left);
        uint48 paid = o.paid + amount;
        o.paid = paid;
        emit Paid(obligation, amount, paid);
    }

    /// @inheritdoc ILots
    function credit(ObligationId obligation, uint48 lot)
        external
        owning(obligation, PAY)
        returns (uint32 holder, uint48 amount)
    {
        Lot memory l = _read(obligation, lot);
        if (l.state > LOCKED) return (l.holder, 0);
        amount = _owing(_obligations[obligation], lot, l);
        holder = l.holder;
        if (amount == 0) return (holder, 0);
        l.paid += amount;
        _put(obligation, lot, l);
        emit Credited(obligation, lot, holder, amount, l.paid);
    }

    /// @inheritdoc ILots
    function end(ObligationId obligation, uint48 lot, uint8 state) external owning(obligation, END) {
        Lot memory l = _read(obligation, lot);
        if (l.state != HELD || (state != CANCELLED && state != EXPORTED)) revert NotFree(l.state);
        if (l.marks & BLOCKING != 0) revert OnHold(l.marks);
        _requireUnpaid(obligation);
        l.state = state;
        _put(obligation, lot, l);
        emit Ended(obligation, lot, state);
    }

    /* VIEWS */

    /// @inheritdoc ILots
    function obligationOf(ObligationId obligation) external view returns (Obligation memory) {
        return _obligations[obligation];
    }

    /// @inheritdoc ILots
    function lotOf(ObligationId obligation, uint48 lot) external view returns (Lot memory) {
        return _peek(obligation, lot);
    }

    /// @inheritdoc ILots
    function proposalOf(ObligationId obligation, uint48 lot) external view returns (bytes32) {
        return _proposals[obligation.lotKey(lot)];
    }

    /// @inheritdoc ILots
    function recordOf(uint40 id) external view returns (Record memory) {
        return _recordAt(id);
    }

    /// @inheritdoc ILots
    function owing(ObligationId obligation, uint48 lot) external view returns (uint48) {
        return _owing(_obligations[obligation], lot, _read(obligation, lot));
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

    /// @dev Holders may act on the obligation's lots here, today.
    function _circulates(Obligation storage o, ObligationId id, uint48 lot) private view returns (uint32 day) {
        (uint48 paid, uint32 cutoff, uint8 flags) = (o.paid, o.cutoff, o.flags);
        if (flags & DIRECT == 0) {
            if (o.face == 0) revert NoLot(id, lot);
            revert ThroughModule();
        }
        if (paid != 0) revert PaymentBegun(paid);
        day = today();
        if (day > cutoff) revert AfterCutoff(cutoff, day);
    }

    /// @dev The cut lot gets a new holder, and a record of who answers for it.
    function _take(ObligationId id, uint48 from, uint48 start, Lot memory lot, uint32 to, bool recourse, uint32 day)
        private
    {
        uint32 giver = lot.holder;
        lot.holder = to;
        emit Transferred(id, giver, to, from, start, lot.end);
        if (recourse) _push(id, start, lot, Record(0, RECOURSE, giver, to, day, 0));
        _put(id, start, lot);
    }

    function _lock(
        ObligationId id,
        uint48 from,
        uint48 start,
        Lot memory lot,
        uint32 other,
        uint32 until,
        uint8 kind,
        bytes32 proposal
    ) private {
        lot.state = LOCKED;
        lot.other = other;
        lot.until = until;
        lot.kind = kind;
        _put(id, start, lot);
        _proposals[id.lotKey(start)] = proposal;
        emit Proposed(id, lot.holder, other, from, start, lot.end, kind, until, proposal);
    }

    /// @dev The lot whose open proposal is `proposal`.
    function _open(ObligationId id, uint48 start, bytes32 proposal) private view returns (Lot memory lot) {
        lot = _read(id, start);
        if (lot.state != LOCKED) revert NotFree(lot.state);
        bytes32 open = _proposals[id.lotKey(start)];
        if (open != proposal) revert OtherProposal(open);
    }

    /// @dev The same, of a proposal that holders themselves answer.
    function _ownProposal(ObligationId id, uint48 start, bytes32 proposal) private view returns (Lot memory lot) {
        lot = _open(id, start, proposal);
        if (lot.kind >= FIRST_MODULE_KIND) revert ThroughModule();
    }

    /// @dev Ends the proposal of a lot in memory; the caller stores the lot.
    function _clear(ObligationId id, uint48 start, Lot memory lot, bytes32 proposal, uint8 outcome) private {
        lot.state = HELD;
        lot.other = 0;
        lot.until = 0;
        lot.kind = 0;
        delete _proposals[id.lotKey(start)];
        emit Answered(id, start, proposal, outcome);
    }

    function _restore(ObligationId id, uint48 start, Lot memory lot, bytes32 proposal, uint8 outcome) private {
        _clear(id, start, lot, proposal, outcome);
        _put(id, start, lot);
    }

    function _hash(Transfer memory act, Auth calldata auth) private pure returns (bytes32) {
        return keccak256(
            abi.encode(
                TRANSFER_TYPE,
                act.company,
                act.obligation,
                act.lot,
                act.start,
                act.end,
                act.to,
                act.recourse,
                act.until,
                act.terms,
                auth.nonce,
                auth.deadline
            )
        );
    }

    function _answerHash(
        bytes32 typeHash,
        uint32 company,
        ObligationId obligation,
        uint48 lot,
        bytes32 proposal,
        Auth calldata auth
    ) private pure returns (bytes32) {
        return keccak256(abi.encode(typeHash, company, obligation, lot, proposal, auth.nonce, auth.deadline));
    }
}
