// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Auth} from "./interfaces/Auth.sol";
import {ICompanies} from "./interfaces/ICompanies.sol";
import {DisputeLot, FreezeLot, IHolds, ResolveDispute, UnfreezeLot} from "./interfaces/IHolds.sol";
import {ILots, Lot, Obligation, Record} from "./interfaces/ILots.sol";
import {HoldActs} from "./libraries/HoldActs.sol";
import {ObligationId} from "./libraries/ObligationId.sol";
import {Clock, ClockParams} from "./Clock.sol";

/// @title Holds
/// @notice See `IHolds`.
///
/// An order:   – ── freeze (authority) ──▶ OPEN ── unfreeze (authority), or its last day is over ──▶ closed
/// A dispute:  – ── dispute (obligor, holder) ──▶ OPEN ── resolve (who filed it, authority) ──▶ closed
///
/// Each is named by the struct hash of the act that made it, and is a record on the lot's list; what is cut from a lot has the list
/// too. The kernel's mark holds a lot while a blocking hold on its list is open, and until somebody thaws it.
contract Holds is IHolds, Clock {
    using HoldActs for *;

    /// Kernel marks and record kinds.
    uint8 internal constant FROZEN = 1;
    uint8 internal constant DISPUTED = 2;
    uint8 internal constant PLEDGED = 4;
    uint8 internal constant FINANCED = 8;
    uint8 internal constant DISPUTE = 5;
    uint8 internal constant ORDER = 6;

    uint8 internal constant MAKER = 1;
    uint8 internal constant EVEN_SUSPENDED = 128;
    uint16 internal constant AUTHORITY = 8;

    /// How often one company may dispute units of one obligation: neither may it break up a lot into dust, nor may a lot's records
    /// become too many to walk.
    uint256 internal constant MOST_DISPUTES = 32;

    /// An order or a dispute, in one slot.
    struct Hold {
        /// ORDER or DISPUTE; zero: there is none.
        uint8 kind;
        bool open;
        /// Whether it holds the lot, or is a note.
        bool blocking;
        /// Whose act it is.
        uint32 by;
        /// Last local day; zero: until it is closed.
        uint32 until;
    }

    ICompanies private immutable _companies;
    ILots private immutable _lots;

    mapping(bytes32 => Hold) private _holds;
    /// The hold that a record of the kernel's is about.
    mapping(uint40 => bytes32) private _byRecord;
    /// Disputes that a company has filed about an obligation.
    mapping(ObligationId => mapping(uint32 => uint256)) private _filed;

    constructor(ICompanies companies, ILots lots, ClockParams memory clock_) Clock(clock_) {
        _companies = companies;
        _lots = lots;
    }

    /* ACTS */

    /// @inheritdoc IHolds
    function freezeLot(FreezeLot calldata act, Auth calldata auth) external {
        bytes32 hash = act.hash(auth);
        _requireLength(act.order, 64, "order");
        if (act.digest == 0) revert BadField("digest");
        if (act.until != 0 && (act.forfeiture || act.until < today())) revert BadField("until");
        _companies.requireCapacity(act.company, AUTHORITY);
        _companies.authorize(act.company, MAKER, 0, hash, msg.sender, auth);

        _lots.mark(act.obligation, act.lot, act.start, act.end, FROZEN, 0);
        _put(act.obligation, act.start, hash, Hold(ORDER, true, true, act.company, act.until), act.end - act.start);
        emit Frozen(act.obligation, act.start, hash, act);
    }

    /// @inheritdoc IHolds
    function unfreezeLot(UnfreezeLot calldata act, Auth calldata auth) external {
        _requireLength(act.order, 64, "order");
        _requireOpen(act.obligation, act.lot, act.freeze, ORDER);
        _companies.requireCapacity(act.company, AUTHORITY);
        _companies.authorize(act.company, MAKER, 0, act.hash(auth), msg.sender, auth);

        _holds[act.freeze].open = false;
        emit Unfrozen(act.obligation, act.lot, act.freeze, act.order);
        _lift(act.obligation, act.lot);
    }

    /// @inheritdoc IHolds
    function disputeLot(DisputeLot calldata act, Auth calldata auth) external {
        bytes32 hash = act.hash(auth);
        _requireLength(act.reason, 256, "reason");
        bool blocking = _blocks(act);
        _count(act.obligation, act.company);
        uint48 units = act.end - act.start;
        _companies.authorize(act.company, MAKER, units, hash, msg.sender, auth);

        if (blocking) _lots.mark(act.obligation, act.lot, act.start, act.end, DISPUTED, 0);
        // A note cuts nothing: no debtor may break up what others hold.
        uint48 lot = blocking ? act.start : act.lot;
        _put(act.obligation, lot, hash, Hold(DISPUTE, true, blocking, act.company, 0), units);
        emit Disputed(act.obligation, lot, hash, blocking, act);
    }

    /// @inheritdoc IHolds
    function resolveDispute(ResolveDispute calldata act, Auth calldata auth) external {
        _requireLength(act.resolution, 256, "resolution");
        uint32 filer = _requireOpen(act.obligation, act.lot, act.dispute, DISPUTE);
        if (act.company != filer && _companies.companyOf(act.company).capacities & AUTHORITY == 0) {
            revert NotParty(filer);
        }
        _companies.authorize(act.company, MAKER | EVEN_SUSPENDED, 0, act.hash(auth), msg.sender, auth);

        _holds[act.dispute].open = false;
        emit Resolved(act.obligation, act.lot, act.dispute, act.company, act.resolution);
        _lift(act.obligation, act.lot);
    }

    /// @inheritdoc IHolds
    function thaw(ObligationId obligation, uint48 lot) external {
        if (_lots.lotOf(obligation, lot).marks & (FROZEN | DISPUTED) == 0) revert NotHeld();
        if (_lift(obligation, lot) == 0) revert StillHeld();
    }

    /* VIEWS */

    /// @inheritdoc IHolds
    function isOpen(bytes32 hold) public view returns (bool) {
        Hold memory h = _holds[hold];
        return h.open && (h.until == 0 || today() <= h.until);
    }

    /* INTERNAL */

    /// @dev The company may dispute these units today; whether that holds them.
    function _blocks(DisputeLot calldata act) private view returns (bool) {
        Lot memory lot = _lots.lotOf(act.obligation, act.lot);
        if (lot.end == 0) revert ILots.NoLot(act.obligation, act.lot);
        Obligation memory o = _lots.obligationOf(act.obligation);
        if (act.company != o.obligor && act.company != lot.holder) revert NotParty(o.obligor);
        uint32 day = today();
        if (day >= o.due) revert AlreadyDue(o.due, day);
        if (act.start < act.lot || act.start >= act.end || act.end > lot.end) revert ILots.NotInLot(act.lot, lot.end);
        // The pledgee took the units on the word of both.
        if (lot.marks & PLEDGED != 0) return false;
        return act.company == lot.holder || (lot.depth == 0 && lot.marks & FINANCED == 0);
    }

    function _count(ObligationId obligation, uint32 company) private {
        uint256 filed = _filed[obligation][company];
        if (filed == MOST_DISPUTES) revert TooManyDisputes(MOST_DISPUTES);
        _filed[obligation][company] = filed + 1;
    }

    /// @dev Keeps the hold under its name, and puts the record that leads to it on the lot's list.
    function _put(ObligationId obligation, uint48 lot, bytes32 hash, Hold memory hold, uint48 units) private {
        // A message of a direct call can come again; it must not open a hold that was closed.
        if (_holds[hash].kind != 0) revert BadField("nonce");
        _holds[hash] = hold;
        uint32 holder = _lots.lotOf(obligation, lot).holder;
        _byRecord[_lots.record(obligation, lot, hold.kind, hold.by, holder, units)] = hash;
    }

    /// @dev The hold is of this kind, open, and on the lot's list. Says whose it is.
    function _requireOpen(ObligationId obligation, uint48 lot, bytes32 hash, uint8 kind)
        private
        view
        returns (uint32 by)
    {
        Hold memory hold = _holds[hash];
        if (hold.kind != kind || !isOpen(hash)) revert NotOpen(hash);
        (uint40[] memory ids,) = _lots.recordsOf(obligation, lot, type(uint256).max);
        for (uint256 i; i < ids.length; ++i) {
            if (_byRecord[ids[i]] == hash) return hold.by;
        }
        revert NotOpen(hash);
    }

    /// @dev Takes off the lot what no open order or blocking dispute on its list keeps up; says which marks these were.
    function _lift(ObligationId obligation, uint48 start) private returns (uint8 marks) {
        Lot memory lot = _lots.lotOf(obligation, start);
        marks = lot.marks & (FROZEN | DISPUTED);
        (uint40[] memory ids,) = _lots.recordsOf(obligation, start, type(uint256).max);
        for (uint256 i; i < ids.length && marks != 0; ++i) {
            bytes32 hash = _byRecord[ids[i]];
            Hold memory hold = _holds[hash];
            if (hold.blocking && isOpen(hash)) marks &= hold.kind == ORDER ? ~FROZEN : ~DISPUTED;
        }
        // What was under dispute when payment began is no part of it, and the shares that others got cannot shrink.
        if (_lots.obligationOf(obligation).paid != 0) marks &= ~DISPUTED;
        if (marks == 0) return 0;
        _lots.mark(obligation, start, start, lot.end, 0, marks);
        emit Thawed(obligation, start);
    }

    function _requireLength(string calldata text, uint256 most, bytes32 field) private pure {
        uint256 length = bytes(text).length;
        if (length == 0 || length > most) revert BadField(field);
    }
}
