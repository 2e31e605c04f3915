// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AttachDocument} from "../src/interfaces/IEvidence.sol";
import {GrantLine, LiftDefault} from "../src/interfaces/ILines.sol";
import {AskGuarantee, GiveGuarantee} from "../src/interfaces/IGuarantees.sol";
import {AcceptTransfer, Lot, Obligation, Transfer} from "../src/interfaces/ILots.sol";
import {
    ConfirmReceivable,
    Instalment,
    IssueInstalments,
    IssueReceivable,
    RejectReceivable,
    RequestReceivable,
    TakeReceivable,
    WithdrawReceivable
} from "../src/interfaces/IReceivables.sol";
import {AttestWire, SettleReceivable, Settlement} from "../src/interfaces/ISettlements.sol";
import {ObligationId, toObligationId} from "../src/libraries/ObligationId.sol";
import {Watch} from "./Watch.sol";

/// @title  How debts come to be, and are paid or not
abstract contract DebtTraffic is Watch {
    uint256 internal constant DEBT_KINDS = 14;

    /// Receivables of CIRRUS that are in default.
    ObligationId[] internal _defaulted;

    function _ofDebts(uint256 kind, uint256 seed) internal {
        if (kind == 0) _issueAtOnce(seed);
        else if (kind == 1) _request(seed);
        else if (kind == 2) _confirm(seed);
        else if (kind == 3) _take(seed);
        else if (kind == 4) _rejectReceivable(seed);
        else if (kind == 5) _withdrawReceivable(seed);
        else if (kind == 6) _lapseReceivable(seed);
        else if (kind == 7) _instalments(seed);
        else if (kind == 8) _settle(seed);
        else if (kind == 9) _push(seed);
        else if (kind == 10) _default(seed);
        else if (kind == 11) _payAndLift(seed);
        else if (kind == 12) _attach(seed);
        else perform(GrantLine(OTHER_BANK, CORE, CNY, uint64(seed % 1e12)));
    }

    function _request(uint256 seed) internal returns (ObligationId id) {
        RequestReceivable memory act = requestOf(_supplier(seed), _face(seed));
        act.due = today() + 20 + uint32(seed % 60);
        act.until = seed % 2 == 0 ? 0 : today() + 3;
        id = perform(act);
        _made.push(id);
    }

    function _offer(uint256 seed) internal returns (ObligationId id) {
        (id,) = perform(_issue(BOLT, seed));
        _made.push(id);
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

    function _rejectReceivable(uint256 seed) internal {
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

    function _instalments(uint256 seed) private {
        Instalment[] memory parts = new Instalment[](2 + seed % 3);
        for (uint256 i; i < parts.length; ++i) {
            parts[i] = Instalment(_face(seed >> i), today() + 20 + uint32(30 * i));
        }
        uint64 first = serial + 1;
        serial += uint64(parts.length);
        perform(
            IssueInstalments(
                CORE, first, ACME, CNY, 0, 1, 0, "", bytes32("contract"), "invoices", noInvoices(), 0, parts
            )
        );
        for (uint256 i; i < parts.length; ++i) {
            ObligationId id = toObligationId(1, CORE, first + uint64(i));
            _made.push(id);
            _born(id, ACME);
        }
    }

    /// In part or in full; the due day comes first, and now and then a few more.
    function _settle(uint256 seed) internal {
        (ObligationId id, Obligation memory o) = _overdue(seed);
        if (seed >> 7 & 3 == 0) onDay(today() + uint32(seed % 9));
        uint48 left = o.face - o.out - o.paid;
        _pay(id, o, seed % 3 == 0 ? left : uint48(bound(seed, 1, left)), seed >> 9);
    }

    /// @dev In deposits or by wire, as it was begun.
    function _pay(ObligationId id, Obligation memory o, uint48 amount, uint256 seed) private {
        Settlement memory s = settlements.settlementOf(id);
        uint32 bank = s.means == 0 ? _bank(seed) : s.bank;
        uint48 interest = settlements.lateInterest(id, amount, today());
        if (s.means == 0 ? seed & 2 == 0 : s.means == 2) {
            perform(AttestWire(bank, id, amount, o.paid, interest, vm.toString(uint256(++serial))));
        } else {
            deposit(bank, o.obligor, uint96(amount) + interest);
            perform(SettleReceivable(o.obligor, id, amount, bank, o.paid, interest));
        }
        mostPaid[id] = o.paid + amount;
    }

    /// Some or all of its lots, some of them twice.
    function _push(uint256 seed) private {
        ObligationId id = _some(seed);
        if (lots.obligationOf(id).paid == 0) {
            _settle(seed);
            id = _some(seed);
        }
        uint48[] memory path = walk(id);
        uint256 count;
        for (uint256 i; i < path.length; ++i) {
            // An unopened leaf gets nothing until it is a lot.
            if (lots.lotOf(id, path[i]).end == 0) continue;
            path[count] = seed >> (i % 64) & 3 == 0 && count != 0 ? path[0] : path[i];
            ++count;
        }
        assembly ("memory-safe") {
            mstore(path, count)
        }
        settlements.push(id, path);
    }

    /// CIRRUS owes, and does not pay. Until then its debt goes through hands that answer for it.
    function _default(uint256 seed) internal returns (ObligationId id) {
        (, bool barred) = lines.standingOf(CIRRUS);
        if (barred) _payAndLift(seed);
        IssueReceivable memory act = _issue(ACME, seed);
        act.company = CIRRUS;
        (id,) = perform(act);
        _made.push(id);
        _born(id, ACME);
        _handOn(id, seed);
        onDay(act.due + 4 + uint32(seed % 9));
        settlements.declareDefault(id);
        _defaulted.push(id);
    }

    /// @dev With recourse from ACME to BOLT, or guaranteed; in parts or whole. Some of it ACME takes back and sells again, with recourse or without.
    function _handOn(ObligationId id, uint256 seed) private {
        uint48 face = lots.obligationOf(id).face;
        (uint48 start, uint48 end) = _part(seed, 0, face);
        if (seed >> 3 & 1 == 0) {
            perform(AskGuarantee(ACME, id, 0, start, end, BANK, 0, 0));
            perform(GiveGuarantee(BANK, id, start, lastHash));
            _guaranteed(id, start, end, BANK);
        }
        uint48 from = lots.lotOf(id, start).end == 0 ? 0 : start;
        bool recourse = seed >> 4 & 3 != 0;
        if (!perform(Transfer(ACME, id, from, from, lots.lotOf(id, from).end, BOLT, recourse, 0, 0))) return;
        end = lots.lotOf(id, from).end;
        _moved(id, from, end, BOLT, recourse);
        if (seed >> 6 & 1 == 0) return;
        perform(Transfer(BOLT, id, from, from, end, ACME, seed >> 7 & 1 == 0, 0, 0));
        perform(AcceptTransfer(ACME, id, from, lastHash));
        _moved(id, from, end, ACME, seed >> 7 & 1 == 0);
        if (!perform(Transfer(ACME, id, from, from, end, BOLT, seed >> 8 & 1 == 0, 0, 0))) return;
        _moved(id, from, end, BOLT, seed >> 8 & 1 == 0);
    }

    /// All that is in default is paid, and the authority says so.
    function _payAndLift(uint256 seed) private {
        if (_defaulted.length == 0) _default(seed);
        for (uint256 i; i < _defaulted.length; ++i) {
            Obligation memory o = lots.obligationOf(_defaulted[i]);
            if (o.paid != o.face - o.out) _pay(_defaulted[i], o, o.face - o.out - o.paid, seed);
        }
        delete _defaulted;
        perform(LiftDefault(AUTHORITY, CIRRUS, "order 7"));
    }

    function _attach(uint256 seed) private {
        ObligationId id = _some(seed);
        Lot memory lot = lots.lotOf(id, 0);
        perform(AttachDocument(lot.holder, id, 0, "delivery note", bytes32(seed | 1)));
    }
}
