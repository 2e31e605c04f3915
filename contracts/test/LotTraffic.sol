// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AgreeCancel, AgreeRetirement, CancelReceivable, RetireLot} from "../src/interfaces/IEndings.sol";
import {AskGuarantee, GiveGuarantee} from "../src/interfaces/IGuarantees.sol";
import {DisputeLot, FreezeLot, ResolveDispute, UnfreezeLot} from "../src/interfaces/IHolds.sol";
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
import {AcceptPledge, EnforcePledge, PledgeLot, ReleasePledge} from "../src/interfaces/IPledges.sol";
import {ObligationId} from "../src/libraries/ObligationId.sol";
import {DebtTraffic} from "./DebtTraffic.sol";

/// @title  What holders, pledgees, guarantors and the authority do with lots
abstract contract LotTraffic is DebtTraffic {
    uint256 internal constant LOT_KINDS = 20;

    function _ofLots(uint256 kind, uint256 seed) internal {
        if (kind == 0) _transfer(seed, false);
        else if (kind == 1) _transfer(seed, true);
        else if (kind == 2) _accept(seed);
        else if (kind == 3) _reject(seed);
        else if (kind == 4) _withdraw(seed);
        else if (kind == 5) _lapse(seed);
        else if (kind == 6) _split(seed);
        else if (kind == 7) _merge(seed);
        else _underSecurity(kind, seed);
    }

    function _underSecurity(uint256 kind, uint256 seed) private {
        if (kind == 8) _pledge(seed);
        else if (kind == 9) _release(seed);
        else if (kind == 10) _enforce(seed);
        else if (kind == 11) _pledgeUnanswered(seed);
        else if (kind == 12) _guarantee(seed);
        else if (kind == 13) _freeze(seed);
        else if (kind == 14) _unfreeze(seed);
        else if (kind == 15) _freezeForAWhile(seed);
        else if (kind == 16) _dispute(seed);
        else if (kind == 17) _resolve(seed);
        else if (kind == 18) _cancel(seed);
        else _retire(seed);
    }

    /*////////////////////////////// CIRCULATION /////////////////////////////*/

    function _transfer(uint256 seed, bool recourse) private {
        (ObligationId id, uint48 start, Lot memory lot) = _freeLot(seed);
        Transfer memory t = whole(lot.holder, id, start, lot.end, _supplier(seed >> 30));
        if (t.to == t.company) t.to = t.company == ACME ? BOLT : ACME;
        (t.start, t.end) = _part(seed >> 40, start, lot.end);
        t.recourse = recourse;
        if (perform(t)) _moved(id, t.start, t.end, t.to, recourse);
        _cut(id, t.start, t.end);
    }

    /// @dev An open proposal, to a company that takes nothing unasked.
    function _proposal(uint256 seed) internal returns (ObligationId id, uint48 start, Lot memory lot) {
        (id, start, lot) = _freeLot(seed);
        perform(whole(lot.holder, id, start, lot.end, lot.holder == OTHER_BANK ? CORE : OTHER_BANK));
        lot = lots.lotOf(id, start);
        require(lot.state == LOCKED, "a proposal");
    }

    function _accept(uint256 seed) private {
        (ObligationId id, uint48 start, Lot memory lot) = _proposal(seed);
        perform(AcceptTransfer(lot.other, id, start, lastHash));
        _moved(id, start, lot.end, lot.other, false);
    }

    function _reject(uint256 seed) private {
        (ObligationId id, uint48 start, Lot memory lot) = _proposal(seed);
        perform(RejectProposal(lot.other, id, start, lastHash));
    }

    function _withdraw(uint256 seed) private {
        (ObligationId id, uint48 start, Lot memory lot) = _proposal(seed);
        perform(WithdrawProposal(lot.holder, id, start, lastHash));
    }

    function _lapse(uint256 seed) private {
        (ObligationId id, uint48 start, Lot memory lot) = _proposal(seed);
        onDay(lot.until + 1);
        lots.lapse(id, start);
    }

    function _split(uint256 seed) private returns (ObligationId id, uint48 start, uint48 middle, uint32 holder) {
        Lot memory lot;
        (id, start, lot) = _freeLot(seed);
        middle = uint48(bound(seed >> 40, start + 1, lot.end - 1));
        holder = lot.holder;
        perform(Split(holder, id, start, middle));
        _cut(id, start, middle);
    }

    function _merge(uint256 seed) private {
        (ObligationId id, uint48 start, uint48 middle, uint32 holder) = _split(seed);
        perform(Merge(holder, id, start, middle));
    }

    /*////////////////////////////////// PLEDGES /////////////////////////////*/

    /// @dev Offers a part of a lot; the bank has not answered yet.
    function _offerPledge(uint256 seed) private returns (PledgeLot memory p) {
        (ObligationId id, uint48 start, Lot memory lot) = _freeLot(seed);
        (uint48 from, uint48 to) = _part(seed >> 9, start, lot.end);
        uint48 secured = uint48(bound(seed >> 50, 1, to - from));
        uint32 pledgee = lot.holder == BANK ? OTHER_BANK : BANK;
        p = PledgeLot(lot.holder, id, start, from, to, pledgee, secured, today() + uint32(seed % 5), 0, 0);
        perform(p);
        _cut(id, from, to);
    }

    function _pledge(uint256 seed) internal returns (PledgeLot memory p, bytes32 pledge) {
        p = _offerPledge(seed);
        pledge = lastHash;
        perform(AcceptPledge(p.pledgee, p.obligation, p.start, pledge, "ZDW-9"));
        _pledges.push(pledge);
        pledgedUnits[pledge] = p.end - p.start;
        if (p.secured > p.end - p.start) overFinanced = true;
    }

    function _pledgeUnanswered(uint256 seed) private {
        PledgeLot memory p = _offerPledge(seed);
        if (seed & 2 == 0) perform(RejectProposal(p.pledgee, p.obligation, p.start, lastHash));
        else perform(WithdrawProposal(p.company, p.obligation, p.start, lastHash));
    }

    function _release(uint256 seed) private {
        (PledgeLot memory p, bytes32 pledge) = _pledge(seed);
        perform(ReleasePledge(p.pledgee, p.obligation, p.start, p.end, pledge));
    }

    /// Before the due day or after it, when the lot may have got part of its payment.
    function _enforce(uint256 seed) private {
        (PledgeLot memory p, bytes32 pledge) = _pledge(seed);
        onDay(p.debtDue + 4 + uint32(seed % 90));
        uint48 end = lots.lotOf(p.obligation, p.start).end;
        perform(EnforcePledge(p.pledgee, p.obligation, p.start, pledge, "notice"));
        uint48 taken = lots.lotOf(p.obligation, p.start).end;
        require(taken <= end, "took more than the lot");
        _moved(p.obligation, p.start, taken, p.pledgee, false);
    }

    function _guarantee(uint256 seed) private {
        (ObligationId id, uint48 start, Lot memory lot) = _freeLot(seed);
        (uint48 from, uint48 to) = _part(seed >> 9, start, lot.end);
        perform(AskGuarantee(lot.holder, id, start, from, to, _bank(seed >> 3), 0, 0));
        perform(GiveGuarantee(_bank(seed >> 3), id, from, lastHash));
        _guaranteed(id, from, to, _bank(seed >> 3));
    }

    /*/////////////////////////////////// HOLDS //////////////////////////////*/

    function _freeze(uint256 seed) private returns (ObligationId id, uint48 from, bytes32 freeze) {
        uint48 start;
        uint48 to;
        Lot memory lot;
        (id, start, lot) = _freeLot(seed);
        (from, to) = _part(seed >> 9, start, lot.end);
        perform(FreezeLot(AUTHORITY, id, start, from, to, "F-1", "order", 0, seed & 4 == 0));
        freeze = lastHash;
        _cut(id, from, to);
    }

    function _unfreeze(uint256 seed) private {
        (ObligationId id, uint48 from, bytes32 freeze) = _freeze(seed);
        perform(UnfreezeLot(AUTHORITY, id, from, freeze, "U-1"));
    }

    function _freezeForAWhile(uint256 seed) private {
        (ObligationId id, uint48 start, Lot memory lot) = _freeLot(seed);
        perform(FreezeLot(AUTHORITY, id, start, start, lot.end, "F-2", "order", today() + 1, false));
        onDay(today() + 2);
        holds.thaw(id, start);
    }

    function _dispute(uint256 seed) private returns (ObligationId id, uint48 from, uint32 filer, bytes32 dispute) {
        uint48 start;
        uint48 to;
        Lot memory lot;
        (id, start, lot) = _freeLot(seed);
        (from, to) = _part(seed >> 9, start, lot.end);
        filer = seed & 4 == 0 ? lot.holder : lots.obligationOf(id).obligor;
        perform(DisputeLot(filer, id, start, from, to, "short delivery", 0));
        dispute = lastHash;
        _cut(id, from, to);
        // A note cuts nothing: it is on the lot as it was.
        if (lots.lotOf(id, from).marks & 2 == 0) from = start;
    }

    function _resolve(uint256 seed) private {
        (ObligationId id, uint48 from, uint32 filer, bytes32 dispute) = _dispute(seed);
        perform(ResolveDispute(seed & 8 == 0 ? filer : AUTHORITY, id, from, dispute, "agreed"));
    }

    /*////////////////////////////////// ENDINGS /////////////////////////////*/

    function _cancel(uint256 seed) private {
        ObligationId id = _issueAtOnce(seed);
        perform(CancelReceivable(ACME, id, 0, "returned"));
        perform(AgreeCancel(CORE, id, lastHash));
        _over(id, 0, lots.obligationOf(id).face, CANCELLED);
    }

    function _retire(uint256 seed) internal returns (ObligationId id, uint48 from) {
        uint48 start;
        uint48 to;
        Lot memory lot;
        (id, start, lot) = _freeLot(seed);
        (from, to) = _part(seed >> 9, start, lot.end);
        Obligation memory o = lots.obligationOf(id);
        perform(RetireLot(lot.holder, id, start, from, to, 0, "paper", "bundle"));
        perform(AgreeRetirement(o.obligor, id, from, lastHash));
        _over(id, from, to, EXPORTED);
    }
}
