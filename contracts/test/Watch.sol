// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Lot, Obligation} from "../src/interfaces/ILots.sol";
import {IssueReceivable} from "../src/interfaces/IReceivables.sol";
import {Invoice} from "../src/interfaces/IEvidence.sol";
import {ObligationId} from "../src/libraries/ObligationId.sol";
import {BirthActs} from "./BirthActs.sol";
import {ClosingActs} from "./ClosingActs.sol";
import {LifeActs} from "./LifeActs.sol";
import {MoneyActs} from "./MoneyActs.sol";
import {RunActs} from "./RunActs.sol";
import {SecurityActs} from "./SecurityActs.sol";

/// @title  Watch: what traffic knows of the ledger by its own means
/// @notice Who holds which units, who answers for them and how they ended, by the acts that were done; and choices among all that there is.
abstract contract Watch is BirthActs, ClosingActs, LifeActs, MoneyActs, RunActs, SecurityActs {
    /// A unit of an obligation that is watched.
    struct Probe {
        ObligationId id;
        uint48 unit;
        uint32 holder;
        /// How it ended, if it did.
        uint8 ended;
        /// Who handed it on with recourse, each once, the oldest first. One who gets it back takes his word off, and all that lie on it.
        uint32[] words;
        /// Who guaranteed it.
        uint32[] guarantors;
    }

    uint256 private constant PROBES = 5;
    uint48 internal constant LARGEST = 1e9;
    uint8 internal constant CANCELLED = 3;
    uint8 internal constant EXPORTED = 4;
    uint8 internal constant REDEEMED = 5;
    uint8 internal constant HOLDS = 7;

    /// All receivables that were ever asked for or promised; those that became debts; those that never will.
    ObligationId[] internal _made;
    ObligationId[] internal _active;
    ObligationId[] internal _void;
    Probe[] internal _probes;
    /// What an obligation was born with.
    mapping(ObligationId => bytes32) public termsOf;
    /// The most that was ever paid of an obligation.
    mapping(ObligationId => uint48) public mostPaid;
    /// Where lots of an obligation ever began.
    mapping(ObligationId => uint48[]) internal _starts;
    /// Leaves of payment runs that nobody has opened, as the lots that they would be were they the payer's, by where they begin.
    mapping(ObligationId => mapping(uint48 => Lot)) internal _unopened;
    /// Invoices that were ever drawn on, and pledges that were ever in force with the units that they began with.
    bytes32[] internal _invoices;
    bytes32[] internal _pledges;
    mapping(bytes32 => uint48) public pledgedUnits;

    /// A company that answers for a lot no more, or never did, was turned to.
    bool public claimedWrongly;
    /// A bank gave more for units, or took more of them as security, than they are worth.
    bool public overFinanced;

    /*//////////////////////////////// CHOICES ///////////////////////////////*/

    function _company(uint256 seed) internal pure returns (uint32) {
        uint32[6] memory all = [CORE, ACME, BOLT, CIRRUS, BANK, OTHER_BANK];
        return all[seed % 6];
    }

    function _supplier(uint256 seed) internal pure returns (uint32) {
        uint32[3] memory all = [ACME, BOLT, CIRRUS];
        return all[seed % 3];
    }

    function _bank(uint256 seed) internal pure returns (uint32) {
        return seed % 2 == 0 ? BANK : OTHER_BANK;
    }

    function _sum(uint256 seed) internal pure returns (uint96) {
        return uint96(seed % 1e12 + 1);
    }

    /// @dev From a few units, where every rounding shows, to ten million.
    function _face(uint256 seed) internal pure returns (uint48) {
        return uint48(seed % 4 == 0 ? 3 + seed % 20 : 3 + seed % (LARGEST - 3));
    }

    /// @dev Some under the strict rules, with an invoice, which it uses up or shares with others.
    function _issue(uint32 supplier, uint256 seed) internal returns (IssueReceivable memory act) {
        act = issueOf(supplier, _face(seed));
        act.due = today() + 20 + uint32(seed % 60);
        if (seed >> 33 & 3 != 0) return act;
        act.rules = CN_2026_STRICT;
        bool shared = seed >> 35 & 1 == 0;
        bytes32 fingerprint = shared ? bytes32("shared") : keccak256(abi.encode("invoice", act.serial));
        act.invoices = new Invoice[](1);
        act.invoices[0] = Invoice(fingerprint, shared ? 1e13 : act.face, act.face);
        _invoices.push(fingerprint);
    }

    function _issueAtOnce(uint256 seed) internal returns (ObligationId id) {
        bool active;
        (id, active) = perform(_issue(ACME, seed));
        require(active, "taken at once");
        _made.push(id);
        _born(id, ACME);
    }

    function _some(uint256 seed) internal returns (ObligationId) {
        if (_active.length == 0) return _issueAtOnce(seed);
        return _active[seed % _active.length];
    }

    /// @dev Not yet paid in full; its due day is today or over.
    function _overdue(uint256 seed) internal returns (ObligationId id, Obligation memory o) {
        id = _some(seed);
        o = lots.obligationOf(id);
        if (o.paid == o.face - o.out) {
            id = _issueAtOnce(seed);
            o = lots.obligationOf(id);
        }
        if (today() < o.due) onDay(o.due);
    }

    /// @dev A lot of two units or more that its holder may hand on today.
    function _freeLot(uint256 seed) internal returns (ObligationId id, uint48 start, Lot memory lot) {
        id = _some(seed);
        Obligation memory o = lots.obligationOf(id);
        if (o.paid == 0 && today() <= o.cutoff) {
            uint48[] memory path = walk(id);
            for (uint256 i; i < path.length; ++i) {
                start = path[(seed % path.length + i) % path.length];
                lot = lots.lotOf(id, start);
                if (lot.state == HELD && lot.marks & HOLDS == 0 && lot.end - start > 1) return (id, start, lot);
            }
        }
        id = _issueAtOnce(seed);
        return (id, 0, lots.lotOf(id, 0));
    }

    /// @dev A part of a lot, or all of it.
    function _part(uint256 seed, uint48 start, uint48 end) internal pure returns (uint48, uint48) {
        if (seed & 1 == 0) return (start, end);
        uint48 from = uint48(bound(seed >> 1, start, end - 1));
        return (from, uint48(bound(seed >> 60, from + 1, end)));
    }

    /*//////////////////////////////// WATCHING //////////////////////////////*/

    function _born(ObligationId id, uint32 holder) internal {
        _active.push(id);
        Obligation memory o = lots.obligationOf(id);
        termsOf[id] = keccak256(abi.encode(o));
        for (uint256 i; i < PROBES; ++i) {
            uint48 unit = uint48(uint256(o.face - 1) * i / (PROBES - 1));
            _probes.push(Probe(id, unit, holder, 0, new uint32[](0), new uint32[](0)));
        }
    }

    /// @dev Units [start, end) went to `to`; `answered`: who gave them answers for them.
    function _moved(ObligationId id, uint48 start, uint48 end, uint32 to, bool answered) internal {
        for (uint256 i; i < _probes.length; ++i) {
            if (!_within(_probes[i], id, start, end)) continue;
            if (!_takeOff(_probes[i].words, to) && answered) _probes[i].words.push(_probes[i].holder);
            _probes[i].holder = to;
        }
        _cut(id, start, end);
    }

    /// @dev Whether the company's word was there; it and all later ones are no more.
    function _takeOff(uint32[] storage words, uint32 company) private returns (bool) {
        uint256 at;
        while (at < words.length && words[at] != company) {
            ++at;
        }
        bool there = at < words.length;
        while (words.length > at) {
            words.pop();
        }
        return there;
    }

    function _guaranteed(ObligationId id, uint48 start, uint48 end, uint32 guarantor) internal {
        for (uint256 i; i < _probes.length; ++i) {
            if (_within(_probes[i], id, start, end)) _probes[i].guarantors.push(guarantor);
        }
        _cut(id, start, end);
    }

    function _over(ObligationId id, uint48 start, uint48 end, uint8 how) internal {
        for (uint256 i; i < _probes.length; ++i) {
            if (_within(_probes[i], id, start, end)) _probes[i].ended = how;
        }
        _cut(id, start, end);
    }

    /// @dev A lot may begin at either end.
    function _cut(ObligationId id, uint48 start, uint48 end) internal {
        _starts[id].push(start);
        _starts[id].push(end);
    }

    function _within(Probe storage p, ObligationId id, uint48 start, uint48 end) private view returns (bool) {
        return ObligationId.unwrap(p.id) == ObligationId.unwrap(id) && p.unit >= start && p.unit < end;
    }

    /*////////////////////////////// FOR INVARIANTS //////////////////////////*/

    function made() external view returns (ObligationId[] memory) {
        return _made;
    }

    function actives() external view returns (ObligationId[] memory) {
        return _active;
    }

    function voids() external view returns (ObligationId[] memory) {
        return _void;
    }

    /// @notice Who answers for a watched unit to its holder: its guarantors, and whose words stand. To a guarantor that holds it, and to the
    /// obligor, nobody.
    function answering(uint256 probe) public view returns (uint32[] memory list) {
        Probe memory p = _probes[probe];
        uint32 obligor = lots.obligationOf(p.id).obligor;
        if (p.holder == obligor || _isAmong(p.guarantors, p.holder)) return list;
        list = new uint32[](p.words.length + p.guarantors.length);
        uint256 count;
        for (uint256 i; i < list.length; ++i) {
            uint32 company = i < p.words.length ? p.words[i] : p.guarantors[i - p.words.length];
            if (company != obligor && !_isAmong(list, company)) list[count++] = company;
        }
        assembly ("memory-safe") {
            mstore(list, count)
        }
    }

    function _isAmong(uint32[] memory list, uint32 company) internal pure returns (bool) {
        for (uint256 i; i < list.length; ++i) {
            if (list[i] == company) return true;
        }
        return false;
    }

    /// @notice The lot that has a unit, or the unopened leaf, and where it begins.
    function lotWith(ObligationId id, uint48 unit) public view returns (uint48 start, Lot memory lot) {
        for (lot = lotAt(id, 0); lot.end <= unit; lot = lotAt(id, start)) {
            start = lot.end;
        }
    }

    function probes() external view returns (Probe[] memory) {
        return _probes;
    }

    function invoices() external view returns (bytes32[] memory) {
        return _invoices;
    }

    function pledgesMade() external view returns (bytes32[] memory) {
        return _pledges;
    }

    function startsOf(ObligationId id) external view returns (uint48[] memory) {
        return _starts[id];
    }

    /// @notice The lot at `start`, or the unopened leaf there; empty if there is neither. Reverts if there are both.
    function lotAt(ObligationId id, uint48 start) public view returns (Lot memory lot) {
        lot = lots.lotOf(id, start);
        Lot memory leaf = _unopened[id][start];
        require(lot.end == 0 || leaf.end == 0, "a lot where a leaf waits");
        if (lot.end == 0) return leaf;
    }

    /// @notice The first units of an obligation's lots and unopened leaves, from 0 by each one's end up to the face. Reverts if they do
    /// not get there.
    function walk(ObligationId id) public view returns (uint48[] memory path) {
        uint48 face = lots.obligationOf(id).face;
        uint256 count;
        for (uint48 start; start != face; ++count) {
            uint48 end = lotAt(id, start).end;
            require(end > start && end <= face, "lots do not cover the units");
            start = end;
        }
        path = new uint48[](count);
        for (uint256 i = 1; i < count; ++i) {
            path[i] = lotAt(id, path[i - 1]).end;
        }
    }
}
