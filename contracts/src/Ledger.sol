// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ILots, Limits, Lot, Obligation, Record} from "./interfaces/ILots.sol";
import {ObligationId} from "./libraries/ObligationId.sol";
import {Runs} from "./libraries/Runs.sol";
import {Terms} from "./libraries/Terms.sol";
import {Circulation} from "./Circulation.sol";

/// @title The range ledger
/// @notice All that ever writes a lot, and nothing else: read this file to see that the lots of an obligation always are
/// disjoint and cover its units (I1, I2), that each has one holder (I3) and that what has ended stays ended (I7).
///
/// A lot is the run [start, end) under the key (obligation, start). Three writes change where lots begin and end:
///   `_birth`  one lot [0, face), once an obligation;
///   `_cut`    [a, d) becomes [a, b), [b, c), [c, d), of which the outer two may be empty;
///   `_join`   [a, b) and [b, c) become [a, c).
/// Each replaces lots by lots over the same units, and none is done from the due day on or once payment has begun. All other writes
/// change a lot's other fields only. proofs/ has proofs that units and payments are conserved by what is done here.
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

    /// The record kind that the kernel itself makes; `Record` has them all.
    uint8 internal constant RECOURSE = 1;

    mapping(ObligationId => Obligation) private _obligations;
    mapping(uint256 => Lot) private _lots;
    mapping(uint40 => Record) private _records;
    uint40 private _recordCount;

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

    /// @dev Stores what `_cut` gave or a read gave, with other fields than its bounds changed.
    function _put(ObligationId id, uint48 start, Lot memory lot) internal {
        _store(id.lotKey(start), lot);
    }

    /// @dev One write for one slot: Solidity would write a struct from memory field by field, which doubles the price.
    function _store(uint256 key, Lot memory lot) private {
        uint256 word = uint256(lot.holder) | uint256(lot.end) << 32 | uint256(lot.paid) << 80 | uint256(lot.head) << 128
            | uint256(lot.other) << 168 | uint256(lot.until) << 200 | uint256(lot.state) << 216 | uint256(lot.marks)
            << 224 | uint256(lot.kind) << 232 | uint256(lot.depth) << 240;
        Lot storage slot = _lots[key];
        assembly ("memory-safe") {
            sstore(slot.slot, word)
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
        _records[number] = entry;
        lot.head = number;
        emit ILots.Recorded(id, start, number, entry);
    }

    function _obligation(ObligationId id) internal view returns (Obligation memory) {
        return _obligations[id];
    }

    function _recordAt(uint40 number) internal view returns (Record memory) {
        return _records[number];
    }
}
