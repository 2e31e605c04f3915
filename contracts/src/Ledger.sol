// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Commitment, ILots, Limits, Lot, Obligation, Record, Waiting} from "./interfaces/ILots.sol";
import {Leaves} from "./libraries/Leaves.sol";
import {ObligationId} from "./libraries/ObligationId.sol";
import {Runs} from "./libraries/Runs.sol";
import {Terms} from "./libraries/Terms.sol";
import {Circulation} from "./Circulation.sol";

/// @title The range ledger
/// @notice All that ever writes a lot, and nothing else: read this file to see that the lots of an obligation always are
/// disjoint and cover its units (I1, I2), that each has one holder (I3) and that what has ended stays ended (I7).
///
/// A lot is the run [start, end) under the key (obligation, start). Five writes change where lots begin and end:
///   `_birth`   one lot [0, face), once an obligation;
///   `_cut`     [a, d) becomes [a, b), [b, c), [c, d), of which the outer two may be empty;
///   `_join`    [a, b) and [b, c) become [a, c);
///   `_commit`  a lot [b, c) that was cut becomes a payment run: units that the leaves of a tree share by their sums;
///   `_reveal`  a leaf [b, c) of a run becomes a lot, once.
/// Each replaces lots and unopened leaves by such over the same units, and none but the last, which moves no bound, is done from the
/// due day on or once payment has begun. All other writes change a lot's other fields only. proofs/ has proofs that units and payments
/// are conserved by what is done here.
///
///            lock                        accept
///   HELD ───────────────▶ LOCKED ─────────────────────▶ HELD (new holder, or the same)
///    │ ◀──────────────────────┘ reject, withdraw, lapse (same holder)
///    └── end ──▶ CANCELLED | EXPORTED | REDEEMED  (no way out)
abstract contract Ledger is Circulation {
    /// Lot states. Zero is no lot.
    uint8 internal constant HELD = 1;
    uint8 internal constant LOCKED = 2;
    uint8 internal constant CANCELLED = 3;
    uint8 internal constant EXPORTED = 4;
    /// Bought back by the obligor before the due day.
    uint8 internal constant REDEEMED = 5;

    /// Marks. All but FINANCED keep the holder from handing the lot on.
    uint8 internal constant FROZEN = 1;
    uint8 internal constant DISPUTED = 2;
    uint8 internal constant PLEDGED = 4;
    uint8 internal constant FINANCED = 8;
    uint8 internal constant BLOCKING = FROZEN | DISPUTED | PLEDGED;

    /// The record kinds that the kernel itself makes; `Record` has them all.
    uint8 internal constant RECOURSE = 1;
    uint8 internal constant RETURNED = 7;
    /// Words of recourse that a lot's list can have: a claim walks them all, and must fit into a block.
    uint16 private constant MOST_WORDS = 128;

    mapping(ObligationId => Obligation) private _obligations;
    mapping(uint256 => Lot) private _lots;
    mapping(uint40 => Record) private _records;
    uint40 private _recordCount;

    struct Run {
        Waiting waiting;
        /// Struct hash of the act that pays.
        bytes32 act;
        /// Bits of the open leaves, 256 to a word.
        mapping(uint256 => uint256) opened;
    }

    mapping(ObligationId => mapping(uint96 => Run)) private _runs;

    /// @dev The obligation's one and first lot: all its units, held by `holder`.
    function _birth(ObligationId id, uint32 holder, Obligation calldata terms, Limits calldata limits) internal {
        if (_obligations[id].face != 0) revert ILots.Exists(id);
        Obligation memory o = terms;
        o.flags = _limit(id, limits) ? o.flags | LIMITED : o.flags & ~LIMITED;
        _obligations[id] = o;
        Lot storage lot = _lots[id.lotKey(0)];
        lot.holder = holder;
        lot.end = o.face;
        lot.state = HELD;
    }

    /// @dev Makes [start, end) of the free lot at `from`, of the existing obligation whose terms are `o`, a lot of its own, and gives
    /// it as it now stands. The caller stores it with `_put`, changed or not. None of the marks `holds` may be on it.
    /// From the due day on only whole lots are given. So they are once payment has begun, and only after they got what they are owed.
    function _cut(ObligationId id, Terms o, uint48 from, uint48 start, uint48 end, uint8 holds, uint32 day)
        internal
        returns (Lot memory lot)
    {
        lot = _lots[id.lotKey(from)];
        _requireFree(id, from, lot, holds);
        if (start == from && end == lot.end) {
            if (o.paid() != 0) _requireCredited(o, from, lot);
            return lot;
        }
        if (!Runs.within(start, end, from, lot.end)) revert ILots.NotInLot(from, lot.end);
        if (o.paid() != 0) revert ILots.PaymentBegun(o.paid());
        if (day >= o.due()) revert ILots.WholeOnly();
        // Who cuts whatever the lot's holds are does it by order or for a dispute, which no limit may stop.
        if (o.flags() & LIMITED != 0) _countLots(id, start != from && end != lot.end ? 2 : 1, holds != 0);
        if (end != lot.end) _store(id.lotKey(end), lot);
        if (start != from) _lots[id.lotKey(from)].end = start;
        lot.end = end;
    }

    /// @dev Joins two free lots that touch and are alike in all but their ends and how often they changed hands.
    function _join(ObligationId id, uint48 left, uint48 right, uint8 holds) internal returns (uint32 holder) {
        Terms o = _existing(id, left);
        Lot memory a = _lots[id.lotKey(left)];
        Lot memory b = _lots[id.lotKey(right)];
        if (a.end == 0) revert ILots.NoLot(id, left);
        _requireDivisible(o);
        _requireFree(id, left, a, holds);
        _requireFree(id, right, b, holds);
        if (a.end != right || a.holder != b.holder || a.marks != b.marks || a.head != b.head) {
            revert ILots.NotMergeable();
        }
        a.end = b.end;
        if (a.depth < b.depth) a.depth = b.depth;
        _store(id.lotKey(left), a);
        delete _lots[id.lotKey(right)];
        if (o.flags() & LIMITED != 0) _uncountLot(id);
        return a.holder;
    }

    /// @dev Takes the units of a run out of the free lot at `c.lot`; gives the lot that they would have been.
    function _commit(Commitment calldata c, Terms o, uint32 day) internal returns (Lot memory lot) {
        lot = _cut(c.obligation, o, c.lot, c.start, c.end, BLOCKING, day);
        // What begins where the lot does `_cut` leaves to its caller to write.
        if (c.start == c.lot) delete _lots[c.obligation.lotKey(c.start)];
        // One leaf is the one lot that `_cut` counted, if it cut any: to pay one company by a run is bounded as a transfer is.
        if (o.flags() & LIMITED != 0 && c.count > 1) _countLots(c.obligation, c.count - 1, true);
    }

    /// @dev Keeps a run's name for the act that pays. There is no second run of this name.
    function _name(Commitment calldata c) internal {
        if (_runs[c.obligation][c.run].act != 0) revert ILots.Exists(c.obligation);
        _runs[c.obligation][c.run].act = c.act;
    }

    /// @dev The leaves of a run wait over the units that `_commit` took. Nobody need believe whoever made the root: what it opens to are
    /// disjoint parts of these units.
    function _wait(Commitment calldata c, Terms o, Lot memory lot, uint16 until) internal {
        if (c.count > type(uint24).max) revert ILots.BadAmount(type(uint24).max);
        _runs[c.obligation][c.run].waiting = Waiting({
            root: c.root,
            start: c.start,
            end: c.end,
            head: lot.head,
            marks: lot.marks,
            depth: lot.depth,
            count: uint24(c.count),
            until: until,
            obligor: o.obligor(),
            limited: o.flags() & LIMITED != 0,
            recourse: c.recourse
        });
    }

    /// @dev Leaves from number `first` on are the run's, by proof. Gives the run, the unit that they begin at, and a bit for each that was not
    /// open: it is now, and the caller stores its lot with `_put`, whose bounds follow from the leaves before it.
    function _reveal(ObligationId id, uint96 run, uint256 first, bytes memory leaves, bytes calldata proof)
        internal
        returns (Waiting memory w, uint48 start, uint256 fresh)
    {
        Run storage r = _runs[id][run];
        w = r.waiting;
        uint256 length = leaves.length / Leaves.SIZE;
        if (w.root == 0) revert ILots.NoRun(id, run);
        uint256 height = Leaves.heightOf(length);
        uint256 size = 1 << height;
        if (
            length == 0 || length > Leaves.MOST_IN_BLOCK || leaves.length != length * Leaves.SIZE
                || first & (size - 1) != 0 || first + length > w.count || (length != size && first + length != w.count)
        ) revert ILots.NoBlock();

        (bytes32 hash, uint256 units) = Leaves.top(leaves, 0, uint32(run >> 64));
        uint256 before;
        (hash, units, before) = Leaves.climb(hash, units, first, height, w.count, proof);
        if (hash != w.root || units != w.end - w.start) revert ILots.BadProof();
        // Fits: what lies left of the leaves is less than all of the run's units.
        start = w.start + uint48(before);

        uint256 bits = r.opened[first >> 8];
        fresh = ~bits >> (first & 255) & (type(uint256).max >> (256 - length));
        if (fresh == 0) revert ILots.AllOpen();
        r.opened[first >> 8] = bits | fresh << (first & 255);
    }

    function _waitingOf(ObligationId id, uint96 run) internal view returns (Waiting memory, bytes32 act) {
        return (_runs[id][run].waiting, _runs[id][run].act);
    }

    function _openedOf(ObligationId id, uint96 run, uint256 word) internal view returns (uint256) {
        return _runs[id][run].opened[word];
    }

    /// @dev Stores what `_cut` or `_commit` gave, or a read gave, with other fields than its bounds changed.
    function _put(ObligationId id, uint48 start, Lot memory lot) internal {
        _store(id.lotKey(start), lot);
    }

    /// @dev One write for one slot: Solidity would write a struct from memory field by field, which doubles the price. In memory each field
    /// has a word of its own, with nothing beside it.
    function _store(uint256 key, Lot memory lot) private {
        Lot storage slot = _lots[key];
        assembly ("memory-safe") {
            let word := or(mload(lot), shl(32, mload(add(lot, 0x20))))
            word := or(word, or(shl(80, mload(add(lot, 0x40))), shl(128, mload(add(lot, 0x60)))))
            word := or(word, or(shl(168, mload(add(lot, 0x80))), shl(200, mload(add(lot, 0xa0)))))
            word := or(word, or(shl(216, mload(add(lot, 0xc0))), shl(224, mload(add(lot, 0xe0)))))
            sstore(slot.slot, or(word, or(shl(232, mload(add(lot, 0x100))), shl(240, mload(add(lot, 0x120))))))
        }
    }

    /// @dev The obligation as it stands; empty if there is none.
    function _terms(ObligationId id) internal view returns (Terms o) {
        Obligation storage slot = _obligations[id];
        assembly ("memory-safe") {
            o := sload(slot.slot)
        }
    }

    /// @dev The terms of an obligation that exists: a lot's key has no room for the id's highest bits, so that without this an id
    /// that differs there alone would find the same lot, and no payment.
    function _existing(ObligationId id, uint48 start) internal view returns (Terms o) {
        o = _terms(id);
        if (o.face() == 0) revert ILots.NoLot(id, start);
    }

    /// @dev A lot, empty if there is none, of an obligation that exists.
    function _peek(ObligationId id, uint48 start) internal view returns (Lot memory lot) {
        if (_terms(id).face() != 0) lot = _lots[id.lotKey(start)];
    }

    /// @dev A lot that exists, whatever its state.
    function _read(ObligationId id, uint48 start) internal view returns (Lot memory lot) {
        lot = _peek(id, start);
        if (lot.end == 0) revert ILots.NoLot(id, start);
    }

    /// @dev A lot that has not ended.
    function _live(ObligationId id, uint48 start) internal view returns (Lot memory lot) {
        lot = _read(id, start);
        if (lot.state > LOCKED) revert ILots.NotFree(lot.state);
    }

    /// @dev The lot exists and has no open proposal, end, or any of the marks `holds`.
    function _requireFree(ObligationId id, uint48 start, Lot memory lot, uint8 holds) private pure {
        if (lot.state != HELD) {
            if (lot.end == 0) revert ILots.NoLot(id, start);
            revert ILots.NotFree(lot.state);
        }
        if (lot.marks & holds != 0) revert ILots.OnHold(lot.marks);
    }

    /// @dev Lots are divided and joined up to the day before the due day, if payment does not begin earlier.
    function _requireDivisible(Terms o) internal view {
        if (o.paid() != 0) revert ILots.PaymentBegun(o.paid());
        uint32 day = today();
        if (day >= o.due()) revert ILots.AfterCutoff(o.due() == 0 ? 0 : o.due() - 1, day);
    }

    /// @dev The lot's holder has got what was paid for it, so that a new holder cannot get it instead.
    function _requireCredited(Terms o, uint48 start, Lot memory lot) internal pure {
        if (_owing(o, start, lot) != 0) revert ILots.PaymentBegun(o.paid());
    }

    /// @dev What a lot has not yet got of the obligation's payments: ⌊paid · length / (face - out)⌋ less what it got. Of a lot that is
    /// itself out of payment this says nothing.
    function _owing(Terms o, uint48 start, Lot memory lot) internal pure returns (uint48) {
        if (o.paid() == 0) return 0;
        // A share is at most the length (proofs/Shares.sol), so that it fits.
        return uint48(Runs.share(o.paid(), lot.end - start, o.face() - o.out())) - lot.paid;
    }

    /// @dev Counts `amount` more as paid. Returns all that is.
    function _addPaid(ObligationId id, uint48 amount) internal returns (uint48 paid) {
        Terms o = _terms(id);
        uint48 left = o.face() - o.out() - o.paid();
        if (amount == 0 || amount > left) revert ILots.BadAmount(left);
        paid = o.paid() + amount;
        _obligations[id].paid = paid;
    }

    /// @dev Takes units out of payment, or back into it, before it begins: then, shares would shrink or grow under what was credited.
    function _setOut(ObligationId id, uint48 out) internal {
        uint48 paid = _terms(id).paid();
        if (paid != 0) revert ILots.PaymentBegun(paid);
        _obligations[id].out = out;
    }

    /// @dev Puts a record at the head of a lot in memory; the caller stores the lot.
    function _push(ObligationId id, uint48 start, Lot memory lot, Record memory entry)
        internal
        returns (uint40 number)
    {
        number = ++_recordCount;
        entry.next = lot.head;
        entry.words = _records[lot.head].words;
        if (entry.kind == RECOURSE && ++entry.words > MOST_WORDS) revert ILots.RecourseFull(MOST_WORDS);
        _records[number] = entry;
        lot.head = number;
        emit ILots.Recorded(id, start, number, entry);
    }

    /// @dev Whether a word of recourse that stands on the list is `company`'s; see `Record` for which do not. It has one at the most, since
    /// whoever gives another must first have got the lot back. No word is older than a record that counts none.
    function _answers(uint40 number, uint32 company) internal view returns (bool stands) {
        uint32 back;
        while (true) {
            Record storage r = _records[number];
            if (r.words == 0) return false;
            if (r.kind == RECOURSE) {
                if (back == 0 && r.by == company) return true;
                if (back == r.by) back = 0;
            } else if (r.kind == RETURNED && back == 0) {
                back = r.to;
            }
            number = r.next;
        }
    }

    /// @dev One word of recourse more fits on the list.
    function _requireRoom(uint40 head) internal view {
        if (_records[head].words == MOST_WORDS) revert ILots.RecourseFull(MOST_WORDS);
    }

    function _obligation(ObligationId id) internal view returns (Obligation memory) {
        return _obligations[id];
    }

    function _recordAt(uint40 number) internal view returns (Record memory) {
        return _records[number];
    }
}
