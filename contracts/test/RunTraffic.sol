// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Lot, Waiting} from "../src/interfaces/ILots.sol";
import {PayRun} from "../src/interfaces/IPaymentRuns.sol";
import {ObligationId} from "../src/libraries/ObligationId.sol";
import {LotTraffic} from "./LotTraffic.sol";

/// @title  Payment runs, and what happens to their leaves
/// @notice Runs of up to nine leaves, from the head or the tail of a lot or over all of it; leaves are opened by anyone at any time, in the
///         right way and in wrong ones.
abstract contract RunTraffic is LotTraffic {
    uint256 internal constant RUN_KINDS = 5;

    /// Runs with leaves to be opened.
    Run[] private _runs;

    /// A leaf was opened that was open, or that is not of its run.
    bool public openedWrongly;

    function _ofRuns(uint256 kind, uint256 seed) internal {
        if (kind == 0) _payAtOnce(seed);
        else if (kind == 1) _payRun(seed);
        else if (kind == 2) _openSome(seed);
        else if (kind == 3) _payAndOpenAll(seed);
        else _openForged(seed);
    }

    /// @dev A run out of a free lot, which may take all of it.
    function _aRun(uint256 seed) private returns (PayRun memory a, Run memory r, Lot memory lot) {
        ObligationId id;
        uint48 start;
        (id, start, lot) = _freeLot(seed);
        uint48 total = seed >> 20 & 3 == 0 ? lot.end - start : uint48(bound(seed >> 22, 1, lot.end - start));
        uint256 count = bound(seed >> 70, 1, total < 9 ? total : 9);
        (r.payees, r.amounts) = (new uint32[](count), new uint48[](count));
        for (uint256 i; i < count; ++i) {
            r.payees[i] = _company(uint256(keccak256(abi.encode(seed, i))));
            if (r.payees[i] == lot.holder) r.payees[i] = lot.holder == ACME ? BOLT : ACME;
            r.amounts[i] = total / uint48(count) + (i == 0 ? total % uint48(count) : 0);
        }
        a = runOf(lot.holder, id, start, seed >> 90 & 1 == 0 ? lot.end : start + total, r.payees, r.amounts);
        a.recourse = seed >> 91 & 1 == 0;
        (r.obligation, r.name, r.start) = (id, nameOf(a), a.start);
    }

    function _payAtOnce(uint256 seed) private {
        (PayRun memory a, Run memory r,) = _aRun(seed);
        a.atOnce = true;
        perform(a);
        _cut(a.obligation, a.start, a.end);
        uint48 start = a.start;
        for (uint256 i; i < r.payees.length; ++i) {
            _became(r.obligation, start, start + r.amounts[i], r.payees[i], a.recourse);
            start += r.amounts[i];
        }
    }

    function _payRun(uint256 seed) private returns (Run memory r) {
        PayRun memory a;
        Lot memory lot;
        (a, r, lot) = _aRun(seed);
        perform(a);
        r.act = lastHash;
        _runs.push(r);
        _cut(a.obligation, a.start, a.end);
        uint48 start = a.start;
        for (uint256 i; i < r.payees.length; ++i) {
            lot.end = start + r.amounts[i];
            _unopened[r.obligation][start] = lot;
            _cut(r.obligation, start, lot.end);
            start = lot.end;
        }
    }

    /// @dev Some block of some run, of which a part may be open.
    function _openSome(uint256 seed) private {
        if (_runs.length == 0) _payRun(seed);
        Run memory r = _runs[seed % _runs.length];
        uint256 height = seed >> 32 & 3;
        _openBlock(r, (seed >> 34) % r.payees.length >> height << height, height);
    }

    function _payAndOpenAll(uint256 seed) private {
        Run memory r = _payRun(seed);
        if (seed >> 100 & 1 == 0) onDay(today() + 31);
        _openBlock(r, 0, 4);
    }

    function _openBlock(Run memory r, uint256 first, uint256 height) private {
        uint256 was = lots.openedOf(r.obligation, r.name, 0);
        open(r, first, height);
        (Waiting memory w,) = lots.waiting(r.obligation, r.name);
        for (uint256 i = first; i < first + (1 << height) && i < r.payees.length; ++i) {
            uint48 start = startOf(r, i);
            if (was >> i & 1 == 1) continue;
            delete _unopened[r.obligation][start];
            _became(r.obligation, start, start + r.amounts[i], r.payees[i], w.recourse);
        }
        if (lots.openedOf(r.obligation, r.name, 0) & was != was) openedWrongly = true;
    }

    /// @dev A leaf became a lot: its payee's, or still the payer's.
    function _became(ObligationId id, uint48 start, uint48 end, uint32 payee, bool recourse) private {
        Lot memory lot = lots.lotOf(id, start);
        require(lot.end == end, "the leaf's lot");
        if (lot.holder == payee) _moved(id, start, end, payee, recourse);
        else _cut(id, start, end);
    }

    /// @dev Opens what is no leaf of the run: another amount, payee, number or run, or one that is open.
    function _openForged(uint256 seed) private {
        Run memory r = _payRun(seed);
        uint256 i = (seed >> 110) % r.payees.length;
        bytes memory proof = proofOf(r, i, 0);
        uint256 how = seed >> 100 & 3;
        if (how == 0) ++r.amounts[i];
        else if (how == 1) r.payees[i] = NOBODY;
        else if (how == 2) r.name = uint96(r.payees[i]) << 64 | uint64(r.name);
        else _openBlock(r, i, 0);
        try lots.open(r.obligation, r.name, uint32(i), blockOf(r, i, 0), proof) {
            openedWrongly = true;
        } catch {}
    }
}
