// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ICompanies} from "./interfaces/ICompanies.sol";
import {Commitment, ILots, Lot, Waiting} from "./interfaces/ILots.sol";
import {Leaves} from "./libraries/Leaves.sol";
import {ObligationId} from "./libraries/ObligationId.sol";
import {Terms} from "./libraries/Terms.sol";
import {Module, Verbs} from "./Verbs.sol";

/// @title Units that are handed to many at once
/// @notice A payment run takes a run of units out of a lot. Its leaves become lots at once, or wait until somebody opens them: the unopened
/// ones cost no slot each, and their units are in no lot. Which units are whose is fixed from the start, by the leaves' order.
///
///   unopened ── open ──▶ HELD by the payee       its standing acceptance takes it
///                   ├──▶ LOCKED for the payee    it has time to answer: as every transfer that is proposed
///                   └──▶ HELD by the payer       the time for an answer is over
abstract contract Commitments is Verbs {
    /// The obligation flag of those whose holders act here.
    uint8 internal constant DIRECT = 1;

    /// Kinds of proposals of the kernel's own.
    uint8 internal constant TRANSFER = 1;
    uint8 internal constant TRANSFER_WITH_RECOURSE = 2;

    ICompanies internal immutable _companies;

    /// @dev Leaves that become lots.
    struct Deal {
        ObligationId obligation;
        /// Of an obligation that has limits its terms, else nothing.
        Terms terms;
        uint32 obligor;
        uint96 run;
        /// Number of the first of `leaves`, and the unit that they begin at.
        uint32 first;
        uint48 start;
        /// A bit for each of `leaves`: whether it becomes a lot now.
        uint256 fresh;
        /// The last day for an answer.
        uint16 until;
        bool recourse;
        bytes leaves;
    }

    constructor(ICompanies companies, Module[] memory modules) Verbs(modules) {
        _companies = companies;
    }

    /// @inheritdoc ILots
    function commit(Commitment calldata c, bytes calldata leaves) external only(COMMIT) {
        (Terms o, uint32 day) = _circulating(c.obligation, c.lot);
        Lot memory lot = _commit(c, o, day);
        // So that a leaf which returns is its payer's.
        if (lot.holder != uint32(c.run >> 64)) revert NotHolder(lot.holder);
        if (o.flags() & LIMITED != 0) _checkDepth(c.obligation, lot.depth);
        if (c.recourse) _requireRoom(lot.head);
        uint16 until = _answerBy(o, day, c.until);
        emit Committed(c.obligation, c.run, lot.holder, c.lot, c.start, c.end, c.count, until, c.recourse, c.act);
        _name(c);
        if (c.root != 0) return _wait(c, o, lot, until);
        uint48 end_ = _deal(
            Deal({
                obligation: c.obligation,
                terms: o,
                obligor: o.obligor(),
                run: c.run,
                first: 0,
                start: c.start,
                fresh: type(uint256).max >> (256 - leaves.length / Leaves.SIZE),
                until: until,
                recourse: c.recourse,
                leaves: leaves
            }),
            lot,
            day
        );
        if (end_ != c.end) revert BadAmount(c.end - c.start);
    }

    /// @inheritdoc ILots
    function open(ObligationId obligation, uint96 run, uint32 first, bytes calldata leaves, bytes calldata proof)
        external
    {
        Deal memory d;
        Lot memory lot;
        Waiting memory w;
        (d.obligation, d.run, d.first, d.leaves) = (obligation, run, first, leaves);
        (w, d.start, d.fresh) = _reveal(obligation, run, first, d.leaves, proof);
        if (w.limited) d.terms = _terms(obligation);
        (d.obligor, d.until, d.recourse) = (w.obligor, w.until, w.recourse);
        (lot.holder, lot.state) = (uint32(run >> 64), HELD);
        (lot.head, lot.marks, lot.depth) = (w.head, w.marks, w.depth);
        _deal(d, lot, today());
    }

    /// @inheritdoc ILots
    function waiting(ObligationId obligation, uint96 run) external view returns (Waiting memory, bytes32 act) {
        return _waitingOf(obligation, run);
    }

    /// @inheritdoc ILots
    function openedOf(ObligationId obligation, uint96 run, uint256 word) external view returns (uint256 bits) {
        return _openedOf(obligation, run, word);
    }

    /* INTERNAL */

    /// @dev Makes lots of the leaves that are fresh, each like `lot` but for its bounds and whose it is. Gives where they end.
    function _deal(Deal memory d, Lot memory lot, uint32 day) private returns (uint48 end_) {
        uint32 payer = lot.holder;
        (uint40 head, uint16 depth) = (lot.head, lot.depth);
        uint256 count = d.leaves.length / Leaves.SIZE;
        uint256 accepted = _companies.takes(payer, d.obligor, d.leaves, d.fresh);
        emit Opened(d.obligation, d.run, d.first, d.fresh, accepted);

        end_ = d.start;
        // At most 256 leaves of less than 2^48 units: `_reveal` proved that they fit, or `commit` looks where they end.
        unchecked {
            for (uint256 i; i < count; ++i) {
                (uint32 to, uint48 amount) = Leaves.leafAt(d.leaves, i);
                if (amount == 0 || to == 0 || to == payer) revert BadLeaf(i);
                uint48 start = end_;
                end_ += amount;
                if (end_ < start) revert BadLeaf(i);
                if (d.fresh >> i & 1 == 0) continue;
                (lot.holder, lot.end, lot.head, lot.depth) = (payer, end_, head, depth);
                (lot.state, lot.other, lot.until, lot.kind) = (HELD, 0, 0, 0);
                if (accepted >> i & 1 != 0) _give(d.obligation, d.terms, start, lot, to, d.recourse);
                else if (day > d.until) _put(d.obligation, start, lot);
                else _offer(d, start, lot, to, d.first + i);
            }
        }
    }

    /// @dev The leaf's lot waits for its payee's answer, as every transfer that is proposed.
    function _offer(Deal memory d, uint48 start, Lot memory lot, uint32 to, uint256 index) private {
        uint8 kind = d.recourse ? TRANSFER_WITH_RECOURSE : TRANSFER;
        (, bytes32 act) = _waitingOf(d.obligation, d.run);
        _lock(d.obligation, start, start, lot, to, d.until, kind, keccak256(abi.encode(act, index)));
    }

    /// @dev The terms of an obligation whose lots' holders may hand them on here, today.
    function _circulating(ObligationId id, uint48 lot) internal view returns (Terms o, uint32 day) {
        o = _terms(id);
        if (o.flags() & DIRECT == 0) {
            if (o.face() == 0) revert NoLot(id, lot);
            revert ThroughModule();
        }
        if (o.paid() != 0) revert PaymentBegun(o.paid());
        day = today();
        if (day > o.cutoff()) revert AfterCutoff(o.cutoff(), day);
    }

    /// @dev The last day for an answer: the one that is asked for, or the longest that the rules allow.
    function _answerBy(Terms o, uint32 day, uint32 asked) internal pure returns (uint16) {
        uint32 latest = day + o.answerDays();
        if (latest > o.cutoff()) latest = o.cutoff();
        uint32 until = asked == 0 ? latest : asked;
        if (until < day || until > latest) revert BadUntil(latest);
        return uint16(until);
    }
}
