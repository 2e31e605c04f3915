// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Cash} from "../src/Cash.sol";
import {Lots, Module} from "../src/Lots.sol";
import {Receivables} from "../src/Receivables.sol";
import {AcceptFrom} from "../src/interfaces/ICompanies.sol";
import {RedeemCash, TransferCash} from "../src/interfaces/ICash.sol";
import {Quote, TakeQuote, WithdrawQuote} from "../src/interfaces/IDiscounts.sol";
import {
    AcceptTransfer,
    Lot,
    Merge,
    Obligation,
    RejectProposal,
    Split,
    Transfer,
    WithdrawProposal
} from "../src/interfaces/ILots.sol";
import {
    ConfirmReceivable,
    GrantLine,
    IssueReceivable,
    RejectReceivable,
    RequestReceivable,
    SettleReceivable,
    TakeReceivable,
    WithdrawReceivable
} from "../src/interfaces/IReceivables.sol";
import {ObligationId} from "../src/libraries/ObligationId.sol";
import {Network} from "./Network.sol";

/// @title  Traffic: what companies do all day, at random
/// @notice `step` does one act, called or signed, with what it needs brought about first, and now and then a wrong one. It keeps
///         by its own means who holds what, which the invariants then ask the contracts.
contract Traffic is Network {
    /// A unit of an obligation that is watched: who holds it by the acts that were done, and how it ended if it did.
    struct Probe {
        ObligationId id;
        uint48 unit;
        uint32 holder;
        uint8 ended;
    }

    /// The kinds of act, in the order of `_act`.
    uint256 public constant KINDS = 30;
    uint256 private constant PROBES = 5;
    uint48 private constant LARGEST = 1e9;
    uint8 private constant CANCELLED = 3;
    uint8 private constant EXPORTED = 4;

    /// Acts done and refused, by kind.
    mapping(uint256 => uint256) public done;
    mapping(uint256 => uint256) public refusals;

    /// An act was done that should have been refused.
    bool public wrongDone;

    ObligationId[] private _active;
    ObligationId[] private _void;
    Probe[] private _probes;
    /// What an obligation was born with.
    mapping(ObligationId => bytes32) public termsOf;
    /// Where lots of an obligation ever began.
    mapping(ObligationId => uint48[]) private _starts;
    address private _registrar;

    constructor() {
        setUp();
        uint32[4] memory suppliers = [ACME, BOLT, CIRRUS, BANK];
        for (uint256 i; i < 4; ++i) {
            for (uint256 j; j < 3; ++j) {
                // Half of the pairs take unasked: transfers come as both.
                if ((i + j) % 2 == 0 && i != j) _takesAlways(suppliers[j], suppliers[i]);
            }
        }
        _takesAlways(ACME, CORE);
        perform(GrantLine(BANK, CORE, CNY, 1e16));
    }

    function _takesAlways(uint32 company, uint32 sender) private {
        perform(AcceptFrom(company, sender, CORE, 1, 1e14, 0, type(uint32).max));
    }

    /// @dev A module of the receivables' number that cancels and exports lots, which none does yet.
    function rights(address receivablesAt, address discountsAt) internal override returns (Module[] memory modules) {
        Module[] memory usual = super.rights(receivablesAt, discountsAt);
        _registrar = makeAddress("registrar");
        modules = new Module[](3);
        (modules[0], modules[1], modules[2]) = (usual[0], usual[1], Module(_registrar, 1 << 6, 1, 0));
    }

    /*////////////////////////////////// STEP ////////////////////////////////*/

    /// @notice One act of a kind, all or nothing of it. Never reverts: what is refused is counted.
    function step(uint256 kind, uint256 seed) external {
        kind = bound(kind, 0, KINDS - 1);
        try this.attempt(kind, seed) {
            ++done[kind];
        } catch {
            ++refusals[kind];
        }
    }

    function attempt(uint256 kind, uint256 seed) external {
        require(msg.sender == address(this), "only step");
        seed = uint256(keccak256(abi.encode(seed, kind)));
        bySignature = seed & 1 == 0;
        _act(kind, seed >> 1);
    }

    function _act(uint256 kind, uint256 seed) private {
        if (kind < 9) _ofReceivables(kind, seed);
        else if (kind < 18) _ofLots(kind, seed);
        else if (kind < 24) _ofMoney(kind, seed);
        else _ofOthers(kind, seed);
    }

    function _ofReceivables(uint256 kind, uint256 seed) private {
        if (kind == 0) _issueAtOnce(seed);
        else if (kind == 1) _request(seed);
        else if (kind == 2) _confirm(seed);
        else if (kind == 3) _take(seed);
        else if (kind == 4) _rejectReceivable(seed);
        else if (kind == 5) _withdrawReceivable(seed);
        else if (kind == 6) _lapseReceivable(seed);
        else if (kind == 7) _settle(seed);
        else _push(seed);
    }

    function _ofLots(uint256 kind, uint256 seed) private {
        if (kind == 9) _transfer(seed, true, false);
        else if (kind == 10) _transfer(seed, false, false);
        else if (kind == 11) _transfer(seed, true, true);
        else if (kind == 12) _accept(seed);
        else if (kind == 13) _rejectProposal(seed);
        else if (kind == 14) _withdrawProposal(seed);
        else if (kind == 15) _lapseTransfer(seed);
        else if (kind == 16) _split(seed);
        else _merge(seed);
    }

    function _ofMoney(uint256 kind, uint256 seed) private {
        if (kind == 18) deposit(_bank(seed), _company(seed >> 8), _sum(seed));
        else if (kind == 19) _transferCash(seed);
        else if (kind == 20) _redeemCash(seed);
        else if (kind == 21) _takeQuote(seed);
        else if (kind == 22) perform(WithdrawQuote(BANK, bytes32(seed)));
        else perform(GrantLine(OTHER_BANK, CORE, CNY, uint64(seed % 1e12)));
    }

    function _ofOthers(uint256 kind, uint256 seed) private {
        if (kind == 24) onDay(today() + uint32(seed % 7));
        else if (kind == 25) _end(seed);
        else if (kind == 26) _strangersTransfer(seed);
        else if (kind == 27) _overspend(seed);
        else if (kind == 28) _transferOfTheEnded(seed);
        else _answerToTheVoid(seed);
    }

    /*////////////////////////////// RECEIVABLES /////////////////////////////*/

    function _issueAtOnce(uint256 seed) private {
        (ObligationId id, bool active) = perform(_issue(ACME, seed));
        require(active, "taken at once");
        _born(id, ACME);
    }

    function _request(uint256 seed) private returns (ObligationId id) {
        RequestReceivable memory act = requestOf(_supplier(seed), _face(seed));
        act.due = today() + 20 + uint32(seed % 60);
        act.until = seed % 2 == 0 ? 0 : today() + 3;
        return perform(act);
    }

    function _confirm(uint256 seed) private {
        ObligationId id = _request(seed);
        perform(ConfirmReceivable(CORE, id, lastHash));
        _born(id, receivables.receivableOf(id).supplier);
    }

    function _take(uint256 seed) private {
        ObligationId id = _offer(seed);
        perform(TakeReceivable(BOLT, id, lastHash));
        _born(id, BOLT);
    }

    function _rejectReceivable(uint256 seed) private {
        ObligationId id = seed % 2 == 0 ? _request(seed) : _offer(seed);
        perform(RejectReceivable(seed % 2 == 0 ? CORE : BOLT, id, lastHash));
        _void.push(id);
    }

    function _withdrawReceivable(uint256 seed) private {
        ObligationId id = seed % 2 == 0 ? _request(seed) : _offer(seed);
        perform(WithdrawReceivable(id.creator(), id, lastHash));
        _void.push(id);
    }

    function _lapseReceivable(uint256 seed) private {
        ObligationId id = _request(seed | 1);
        onDay(today() + 4);
        receivables.lapse(id);
        _void.push(id);
    }

    /// In part or in full; the due day comes first.
    function _settle(uint256 seed) private {
        ObligationId id = _unpaid(seed);
        Obligation memory o = lots.obligationOf(id);
        if (today() < o.due) onDay(o.due);
        uint48 left = o.face - o.paid;
        uint48 amount = seed % 3 == 0 ? left : uint48(bound(seed, 1, left));
        uint32 bank = o.paid == 0 ? _bank(seed >> 9) : cash.earmarkOf(id).bank;
        deposit(bank, CORE, amount);
        perform(SettleReceivable(CORE, id, amount, bank, o.paid));
    }

    /// Some or all of its lots, some of them twice.
    function _push(uint256 seed) private {
        ObligationId id = _some(seed);
        if (lots.obligationOf(id).paid == 0) {
            _settle(seed);
            id = _some(seed);
        }
        uint48[] memory starts = walk(id);
        for (uint256 i; i < starts.length; ++i) {
            if (seed >> (i % 64) & 3 == 0) starts[i] = starts[0];
        }
        receivables.push(id, starts);
    }

    /*////////////////////////////////// LOTS ////////////////////////////////*/

    function _transfer(uint256 seed, bool part, bool recourse) private {
        (ObligationId id, uint48 start, Lot memory lot) = _freeLot(seed);
        Transfer memory t = whole(lot.holder, id, start, lot.end, _supplier(seed >> 30));
        if (t.to == t.company) t.to = t.company == ACME ? BOLT : ACME;
        if (part) {
            t.start = uint48(bound(seed >> 40, start, lot.end - 1));
            t.end = uint48(bound(seed >> 90, t.start + 1, lot.end));
        }
        t.recourse = recourse;
        if (perform(t)) _moved(id, t.start, t.end, t.to);
        _starts[id].push(t.start);
        _starts[id].push(t.end);
    }

    /// @dev An open proposal, to a company that takes nothing unasked.
    function _proposal(uint256 seed) private returns (ObligationId id, uint48 start, Lot memory lot) {
        (id, start, lot) = _freeLot(seed);
        perform(whole(lot.holder, id, start, lot.end, lot.holder == OTHER_BANK ? CORE : OTHER_BANK));
        lot = lots.lotOf(id, start);
        require(lot.state == LOCKED, "a proposal");
    }

    function _accept(uint256 seed) private {
        (ObligationId id, uint48 start, Lot memory lot) = _proposal(seed);
        perform(AcceptTransfer(lot.other, id, start, lastHash));
        _moved(id, start, lot.end, lot.other);
    }

    function _rejectProposal(uint256 seed) private {
        (ObligationId id, uint48 start, Lot memory lot) = _proposal(seed);
        perform(RejectProposal(lot.other, id, start, lastHash));
    }

    function _withdrawProposal(uint256 seed) private {
        (ObligationId id, uint48 start, Lot memory lot) = _proposal(seed);
        perform(WithdrawProposal(lot.holder, id, start, lastHash));
    }

    function _lapseTransfer(uint256 seed) private {
        (ObligationId id, uint48 start, Lot memory lot) = _proposal(seed);
        onDay(lot.until + 1);
        lots.lapse(id, start);
    }

    function _split(uint256 seed) private {
        (ObligationId id, uint48 start, Lot memory lot) = _freeLot(seed);
        uint48 middle = uint48(bound(seed >> 40, start + 1, lot.end - 1));
        perform(Split(lot.holder, id, start, middle));
        _starts[id].push(middle);
    }

    function _merge(uint256 seed) private {
        (ObligationId id, uint48 start, Lot memory lot) = _freeLot(seed);
        uint48 middle = uint48(bound(seed >> 40, start + 1, lot.end - 1));
        perform(Split(lot.holder, id, start, middle));
        _starts[id].push(middle);
        perform(Merge(lot.holder, id, start, middle));
    }

    function _end(uint256 seed) private {
        (ObligationId id, uint48 start, Lot memory lot) = _freeLot(seed);
        uint8 state = seed % 2 == 0 ? CANCELLED : EXPORTED;
        vm.prank(_registrar);
        lots.end(id, start, state);
        for (uint256 i; i < _probes.length; ++i) {
            if (_within(_probes[i], id, start, lot.end)) _probes[i].ended = state;
        }
    }

    /*///////////////////////////////// MONEY ////////////////////////////////*/

    function _transferCash(uint256 seed) private {
        uint32 from = _company(seed >> 8);
        deposit(BANK, from, _sum(seed));
        perform(TransferCash(from, BANK, CNY, _company(seed >> 16), _sum(seed), "test"));
    }

    function _redeemCash(uint256 seed) private {
        uint32 from = _company(seed >> 8);
        deposit(OTHER_BANK, from, _sum(seed));
        perform(RedeemCash(from, OTHER_BANK, CNY, _sum(seed), "test"));
    }

    function _takeQuote(uint256 seed) private {
        (ObligationId id, uint48 start, Lot memory lot) = _freeLot(seed);
        Quote memory q = quoteOf(id, start, lot.end);
        (q.company, q.cashBank, q.holder) = (OTHER_BANK, OTHER_BANK, lot.holder);
        (q.rate, q.recourse) = (uint32(seed % 200_000), seed >> 7 & 1 == 0);
        if (lot.end - start > 1) q.start = uint48(bound(seed >> 40, start, lot.end - 1));
        deposit(OTHER_BANK, OTHER_BANK, LARGEST);
        perform(q, TakeQuote(lot.holder, 0, 1));
        _moved(id, q.start, q.end, OTHER_BANK);
        _starts[id].push(q.start);
    }

    /*///////////////////////////////// WRONG ////////////////////////////////*/

    function _strangersTransfer(uint256 seed) private {
        (ObligationId id, uint48 start, Lot memory lot) = _freeLot(seed);
        address stranger = keyOf[seed % 2 == 0 ? OPERATOR : AUTHORITY];
        _wrong(stranger, whole(lot.holder, id, start, lot.end, lot.holder == CORE ? ACME : CORE));
    }

    function _overspend(uint256 seed) private {
        (ObligationId id, uint48 start, Lot memory lot) = _freeLot(seed);
        _wrong(keyOf[lot.holder], whole(lot.holder, id, start, lot.end + 1, CORE));
    }

    function _transferOfTheEnded(uint256 seed) private {
        _end(seed);
        for (uint256 i; i < _probes.length; ++i) {
            Probe memory p = _probes[i];
            if (p.ended != 0) _wrong(keyOf[p.holder], whole(p.holder, p.id, p.unit, p.unit + 1, CORE));
        }
    }

    function _answerToTheVoid(uint256 seed) private {
        _rejectReceivable(seed);
        try this.confirms(_void[seed % _void.length]) {
            wrongDone = true;
        } catch {}
    }

    /// @dev This transfer must be refused; `wrongDone` tells if it was not.
    function _wrong(address key, Transfer memory t) private {
        try this.transfers(key, t) {
            wrongDone = true;
        } catch {}
    }

    function transfers(address key, Transfer calldata t) external {
        require(msg.sender == address(this), "only step");
        performAs(key, t);
    }

    function confirms(ObligationId id) external {
        require(msg.sender == address(this), "only step");
        perform(ConfirmReceivable(CORE, id, receivables.proposalOf(id)));
    }

    /*//////////////////////////////// CHOICES ///////////////////////////////*/

    function _company(uint256 seed) private pure returns (uint32) {
        uint32[6] memory all = [CORE, ACME, BOLT, CIRRUS, BANK, OTHER_BANK];
        return all[seed % 6];
    }

    function _supplier(uint256 seed) private pure returns (uint32) {
        uint32[3] memory all = [ACME, BOLT, CIRRUS];
        return all[seed % 3];
    }

    function _bank(uint256 seed) private pure returns (uint32) {
        return seed % 2 == 0 ? BANK : OTHER_BANK;
    }

    function _sum(uint256 seed) private pure returns (uint96) {
        return uint96(seed % 1e12 + 1);
    }

    /// @dev From a few units, where every rounding shows, to ten million.
    function _face(uint256 seed) private pure returns (uint48) {
        return uint48(seed % 4 == 0 ? 3 + seed % 20 : 3 + seed % (LARGEST - 3));
    }

    function _issue(uint32 supplier, uint256 seed) private returns (IssueReceivable memory act) {
        act = issueOf(supplier, _face(seed));
        act.due = today() + 20 + uint32(seed % 60);
    }

    function _offer(uint256 seed) private returns (ObligationId id) {
        (id,) = perform(_issue(BOLT, seed));
    }

    function _some(uint256 seed) private returns (ObligationId) {
        if (_active.length == 0) _issueAtOnce(seed);
        return _active[seed % _active.length];
    }

    /// @dev Not yet paid in full.
    function _unpaid(uint256 seed) private returns (ObligationId id) {
        id = _some(seed);
        Obligation memory o = lots.obligationOf(id);
        if (o.paid < o.face) return id;
        _issueAtOnce(seed);
        return _active[_active.length - 1];
    }

    /// @dev A lot of two units or more that its holder may act on today.
    function _freeLot(uint256 seed) private returns (ObligationId id, uint48 start, Lot memory lot) {
        id = _some(seed);
        Obligation memory o = lots.obligationOf(id);
        if (o.paid == 0 && today() <= o.cutoff) {
            uint48[] memory starts = walk(id);
            for (uint256 i; i < starts.length; ++i) {
                start = starts[(seed % starts.length + i) % starts.length];
                lot = lots.lotOf(id, start);
                if (lot.state == HELD && lot.end - start > 1) return (id, start, lot);
            }
        }
        _issueAtOnce(seed);
        id = _active[_active.length - 1];
        return (id, 0, lots.lotOf(id, 0));
    }

    /*//////////////////////////////// WATCHING //////////////////////////////*/

    function _born(ObligationId id, uint32 holder) private {
        _active.push(id);
        Obligation memory o = lots.obligationOf(id);
        termsOf[id] = keccak256(abi.encode(o));
        for (uint256 i; i < PROBES; ++i) {
            uint48 unit = uint48(uint256(o.face - 1) * i / (PROBES - 1));
            _probes.push(Probe(id, unit, holder, 0));
        }
    }

    function _moved(ObligationId id, uint48 start, uint48 end, uint32 to) private {
        for (uint256 i; i < _probes.length; ++i) {
            if (_within(_probes[i], id, start, end)) _probes[i].holder = to;
        }
    }

    function _within(Probe storage p, ObligationId id, uint48 start, uint48 end) private view returns (bool) {
        return ObligationId.unwrap(p.id) == ObligationId.unwrap(id) && p.unit >= start && p.unit < end;
    }

    function contracts() external view returns (Lots, Receivables, Cash) {
        return (lots, receivables, cash);
    }

    function actives() external view returns (ObligationId[] memory) {
        return _active;
    }

    function voids() external view returns (ObligationId[] memory) {
        return _void;
    }

    function probes() external view returns (Probe[] memory) {
        return _probes;
    }

    function startsOf(ObligationId id) external view returns (uint48[] memory) {
        return _starts[id];
    }

    /// @notice The first units of an obligation's lots, from 0 by each lot's end up to the face. Reverts if they do not get there.
    function walk(ObligationId id) public view returns (uint48[] memory starts) {
        uint48 face = lots.obligationOf(id).face;
        uint256 count;
        for (uint48 start; start != face; ++count) {
            uint48 end = lots.lotOf(id, start).end;
            require(end > start && end <= face, "lots do not cover the units");
            start = end;
        }
        starts = new uint48[](count);
        for (uint256 i = 1; i < count; ++i) {
            starts[i] = lots.lotOf(id, starts[i - 1]).end;
        }
    }
}
