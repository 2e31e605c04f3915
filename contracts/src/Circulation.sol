// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ILots, Limits} from "./interfaces/ILots.sol";
import {ObligationId} from "./libraries/ObligationId.sol";
import {Clock} from "./Clock.sol";

/// @title Limits of circulation
/// @notice Counts lots and changes of holder of the obligations that were born with `Limits`, one slot each, and refuses or
/// announces what goes beyond. Where an obligation has none, none of this is called.
abstract contract Circulation is Clock {
    /// The obligation flag of those that have limits.
    uint8 internal constant LIMITED = 2;

    bytes32 private constant DEPTH = "V08.max-depth";
    bytes32 private constant LOTS = "V08.max-lots";
    bytes32 private constant HOPS = "V08.max-hops";

    /// Limits, and what is counted against them.
    struct Meter {
        uint16 depth;
        uint32 lots;
        uint32 hops;
        bool alert;
        /// Lots at present.
        uint32 count;
        /// Changes of holder on `day`.
        uint32 today;
        uint16 day;
    }

    mapping(ObligationId => Meter) private _meters;

    /// @dev Sets the limits of an obligation of one lot; says whether it has any.
    function _limit(ObligationId id, Limits calldata limits) internal returns (bool) {
        if (limits.depth == 0 && limits.lots == 0 && limits.hops == 0) return false;
        _meters[id] = Meter(limits.depth, limits.lots, limits.hops, limits.alert, 1, 0, 0);
        return true;
    }

    /// @dev `more` lots come from a cut, which the limit holds for or not.
    function _countLots(ObligationId id, uint32 more, bool bounded) internal {
        Meter storage m = _meters[id];
        (uint32 most, uint32 count) = (m.lots, m.count + more);
        if (most == 0) return;
        m.count = count;
        if (bounded && count > most) _breach(id, m, LOTS, most, count);
    }

    /// @dev Two lots became one.
    function _uncountLot(ObligationId id) internal {
        Meter storage m = _meters[id];
        if (m.lots != 0) --m.count;
    }

    /// @dev A lot that has changed hands `depth` times changes hands.
    function _countHop(ObligationId id, uint16 due, uint16 depth) internal {
        uint16 day = uint16(today());
        // From the due day on nothing circulates: a lot changes hands by recourse or a pledge's enforcement, which no limit may stop.
        if (day >= due) return;
        _checkDepth(id, depth);
        Meter storage m = _meters[id];
        uint32 most = m.hops;
        if (most == 0) return;
        uint32 hops = m.day == day ? m.today + 1 : 1;
        (m.today, m.day) = (hops, day);
        if (hops > most) _breach(id, m, HOPS, most, hops);
    }

    /// @dev May a lot that has changed hands `depth` times do so once more?
    function _checkDepth(ObligationId id, uint16 depth) internal {
        Meter storage m = _meters[id];
        uint16 most = m.depth;
        if (most != 0 && depth >= most) _breach(id, m, DEPTH, most, uint256(depth) + 1);
    }

    function _breach(ObligationId id, Meter storage m, bytes32 rule, uint256 most, uint256 value) private {
        if (!m.alert) revert ILots.LimitReached(rule, most);
        emit ILots.Alerted(id, rule, value);
    }

    function _limitsOf(ObligationId id) internal view returns (Limits memory limits, uint32 lots, uint32 hops) {
        Meter memory m = _meters[id];
        limits = Limits(m.depth, m.lots, m.hops, m.alert);
        return (limits, m.lots == 0 ? 0 : m.count, m.day == today() ? m.today : 0);
    }
}
