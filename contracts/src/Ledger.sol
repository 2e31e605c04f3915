// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ILots, Lot, Obligation, Record} from "./interfaces/ILots.sol";
import {ObligationId} from "./libraries/ObligationId.sol";

/// @title The range ledger
/// @notice All that ever writes a lot, and nothing else: read this file to see that the lots of an obligation always are
/// disjoint and cover its units (I1, I2), that each has one holder (I3) and that what has ended stays ended (I7).
///
/// A lot is the run [start, end) under the key (obligation, start). Three writes change where lots begin and end:
///   `_birth`  one lot [0, face), once an obligation;
///   `_cut`    [a, d) becomes [a, b), [b, c), [c, d), of which the outer two may be empty;
///   `_join`   [a, b) and [b, c) become [a, c).
/// Each replaces lots by lots over the same units. All other writes change a lot's other fields only.
///
///            lock                        accept
///   HELD ───────────────▶ LOCKED ─────────────────────▶ HELD (new holder)
///    │ ◀──────────────────────┘ reject, withdraw, lapse (same holder)
///    └── end ──▶ CANCELLED | EXPORTED  (no way out)
abstract contract Ledger {
    /// Lot states. Zero is no lot.
    uint8 internal constant HELD = 1;
    uint8 internal constant LOCKED = 2;
    uint8 internal constant CANCELLED = 3;
    uint8 internal constant EXPORTED = 4;

    /// Marks. All but FINANCED keep the holder from acting on the lot.
    uint8 internal constant FROZEN = 1;
    uint8 internal constant DISPUTED = 2;
    uint8 internal constant PLEDGED = 4;
    uint8 internal constant FINANCED = 8;
    uint8 internal constant BLOCKING = FROZEN | DISPUTED | PLEDGED;

    /// Record kinds of the kernel. `by` answers to `to` and to all after it if the obligor fails.
    uint8 internal constant RECOURSE = 1;

    mapping(ObligationId => Obligation) internal _obligations;
    mapping(uint256 => Lot) private _lots;
    mapping(uint40 => Record) private _records;
    uint40 private _recordCount;

    /// @dev The obligation's one and first lot: all its units, held by `holder`.
    function _birth(ObligationId id, uint32 holder, Obligation calldata terms) internal {
        if (_obligations[id].face != 0) revert ILots.Exists(id);
        _obligations[id] = terms;
        Lot storage lot = _lots[id.lotKey(0)];
        lot.holder = holder;
        lot.end = terms.face;
        lot.state = HELD;
    }

    /// @dev Makes [start, end) of the free lot at `from`, of the obligation whose terms are `o`, a lot of its own, and gives it as it now stands. The caller
    /// stores it with `_put`, changed or not.
    /// Once payment has begun only whole lots move, and only after they got what they are owed.
    function _cut(ObligationId id, Obligation storage o, uint48 from, uint48 start, uint48 end)
        internal
        returns (Lot memory lot)
    {
        lot = _lots[id.lotKey(from)];
        _requireFree(id, from, lot);
        if (start < from || start >= end || end > lot.end) revert ILots.NotInLot(from, lot.end);
        bool whole = start == from && end == lot.end;
        uint48 paid = o.paid;
        if (paid != 0 && (!whole || _owing(o, from, lot) != 0)) revert ILots.PaymentBegun(paid);
        if (whole) return lot;
        if (end < lot.end) _store(id.lotKey(end), lot);
        if (start > from) _lots[id.lotKey(from)].end = start;
        lot.end = end;
    }

    /// @dev Joins two free lots that touch and are alike in all but their ends.
    function _join(ObligationId id, uint48 left, uint48 right) internal returns (uint32 holder) {
        Lot memory a = _read(id, left);
        _requireUnpaid(id);
        Lot memory b = _lots[id.lotKey(right)];
        _requireFree(id, left, a);
        _requireFree(id, right, b);
        if (a.end != right || a.holder != b.holder || a.marks != b.marks || a.head != b.head) {
            revert ILots.NotMergeable();
        }
        _lots[id.lotKey(left)].end = b.end;
        delete _lots[id.lotKey(right)];
        return a.holder;
    }

    /// @dev Stores what `_cut` gave or `_read` read, with other fields than its bounds changed.
    function _put(ObligationId id, uint48 start, Lot memory lot) internal {
        _store(id.lotKey(start), lot);
    }

    /// @dev One write for one slot: Solidity would write a struct from memory field by field, which doubles the price.
    function _store(uint256 key, Lot memory lot) private {
        uint256 word = uint256(lot.holder) | uint256(lot.end) << 32 | uint256(lot.paid) << 80 | uint256(lot.head) << 128
            | uint256(lot.other) << 168 | uint256(lot.until) << 200 | uint256(lot.state) << 232 | uint256(lot.marks)
            << 240 | uint256(lot.kind) << 248;
        Lot storage slot = _lots[key];
        assembly ("memory-safe") {
            sstore(slot.slot, word)
        }
    }

    /// @dev A lot that exists, whatever its state, of an obligation that exists: the key has no room for the id's highest bits, so
    /// that without this an id that differs there alone would find the same lot, and no payment.
    function _read(ObligationId id, uint48 start) internal view returns (Lot memory lot) {
        lot = _lots[id.lotKey(start)];
        if (lot.end == 0 || _obligations[id].face == 0) revert ILots.NoLot(id, start);
    }

    /// @dev The lot exists and has no open proposal, hold or end.
    function _requireFree(ObligationId id, uint48 start, Lot memory lot) private pure {
        if (lot.end == 0) revert ILots.NoLot(id, start);
        if (lot.state != HELD) revert ILots.NotFree(lot.state);
        if (lot.marks & BLOCKING != 0) revert ILots.OnHold(lot.marks);
    }

    /// @dev Nothing was paid on the obligation yet.
    function _requireUnpaid(ObligationId id) internal view {
        uint48 paid = _obligations[id].paid;
        if (paid != 0) revert ILots.PaymentBegun(paid);
    }

    /// @dev The lot's holder has got what was paid for it, so that a new holder cannot get it instead.
    function _requireCredited(ObligationId id, uint48 start, Lot memory lot) internal view {
        Obligation storage o = _obligations[id];
        if (_owing(o, start, lot) != 0) revert ILots.PaymentBegun(o.paid);
    }

    /// @dev Puts a record at the head of a lot in memory; the caller stores the lot.
    function _push(ObligationId id, uint48 start, Lot memory lot, Record memory entry) internal {
        uint40 number = ++_recordCount;
        entry.next = lot.head;
        _records[number] = entry;
        lot.head = number;
        emit ILots.Recorded(id, start, number, entry);
    }

    /// @dev What a lot has not yet got of the obligation's payments: ⌊paid · length / face⌋ less what it got.
    function _owing(Obligation storage o, uint48 start, Lot memory lot) internal view returns (uint48) {
        return uint48(uint256(o.paid) * (lot.end - start) / o.face) - lot.paid;
    }

    function _recordAt(uint40 id) internal view returns (Record memory) {
        return _records[id];
    }

    function _peek(ObligationId id, uint48 start) internal view returns (Lot memory) {
        return _lots[id.lotKey(start)];
    }
}
