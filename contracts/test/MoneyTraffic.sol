// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {RedeemCash, TransferCash} from "../src/interfaces/ICash.sol";
import {Quote, TakeQuote, WithdrawQuote} from "../src/interfaces/IDiscounts.sol";
import {Lot, Obligation, Record, Transfer} from "../src/interfaces/ILots.sol";
import {
    AcknowledgeRecourse,
    Claim,
    ClaimRecourse,
    RefuseRecourse,
    SettleRecourse
} from "../src/interfaces/IRecourse.sol";
import {ObligationId} from "../src/libraries/ObligationId.sol";
import {Records} from "../src/libraries/Records.sol";
import {RunTraffic} from "./RunTraffic.sol";

/// @title  Lots against money: deposits, quotes of all three kinds, recourse
abstract contract MoneyTraffic is RunTraffic {
    uint256 internal constant MONEY_KINDS = 12;

    function _ofMoney(uint256 kind, uint256 seed) internal {
        if (kind == 0) deposit(_bank(seed), _company(seed >> 8), _sum(seed));
        else if (kind == 1) _transferCash(seed);
        else if (kind == 2) _redeemCash(seed);
        else if (kind == 3) _discount(seed);
        else if (kind == 4) _payEarly(seed);
        else if (kind == 5) _buyBack(seed);
        else if (kind == 6) perform(WithdrawQuote(BANK, bytes32(seed)));
        else if (kind == 7) _claim(seed);
        else if (kind == 8) _settleRecourse(seed);
        else if (kind == 9) _refuseRecourse(seed);
        else if (kind == 10) _claimWrongly(seed);
        else _acknowledge(seed);
    }

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

    /*////////////////////////////////// QUOTES //////////////////////////////*/

    function _quote(ObligationId id, uint48 start, Lot memory lot, uint32 buyer, uint256 seed)
        private
        returns (Quote memory q)
    {
        q = quoteOf(id, start, lot.end);
        (q.company, q.cashBank, q.holder) = (buyer, OTHER_BANK, lot.holder);
        (q.rate, q.opinion) = (uint32(seed % 200_000), "opinion");
        (q.start, q.end) = _part(seed >> 40, start, lot.end);
        deposit(OTHER_BANK, buyer, LARGEST);
    }

    function _discount(uint256 seed) private {
        (ObligationId id, uint48 start, Lot memory lot) = _freeLot(seed);
        Quote memory q = _quote(id, start, lot, lot.holder == OTHER_BANK ? BANK : OTHER_BANK, seed);
        q.recourse = seed >> 7 & 1 == 0;
        perform(q, TakeQuote(lot.holder, 0, 1));
        _moved(id, q.start, q.end, q.company, q.recourse);
        if (_given(id, q.start) > q.end - q.start) overFinanced = true;
    }

    /// @dev What the bank gave for the lot.
    function _given(ObligationId id, uint48 lot) private view returns (uint48) {
        (, Record memory entry) = Records.newest(lots, id, lot, 2);
        return entry.amount;
    }

    function _payEarly(uint256 seed) private {
        (ObligationId id, uint48 start, Lot memory lot) = _freeLot(seed);
        Quote memory q = _quote(id, start, lot, lots.obligationOf(id).obligor, seed);
        perform(q, TakeQuote(lot.holder, 0, 1));
        _moved(id, q.start, q.end, q.company, false);
        _over(id, q.start, q.end, REDEEMED);
    }

    /// ACME hands a debt on with recourse, takes some of it back, and may sell that on, with recourse or without.
    function _buyBack(uint256 seed) private {
        ObligationId id = _issueAtOnce(seed);
        uint48 face = lots.obligationOf(id).face;
        if (!perform(Transfer(ACME, id, 0, 0, face, BOLT, true, 0, 0))) return;
        _moved(id, 0, face, BOLT, true);
        Quote memory q = _quote(id, 0, lots.lotOf(id, 0), ACME, seed);
        perform(q, TakeQuote(BOLT, 0, 1));
        _moved(id, q.start, q.end, ACME, false);
        if (seed >> 3 & 1 == 0) return;
        if (!perform(Transfer(ACME, id, q.start, q.start, q.end, BOLT, seed >> 4 & 1 == 0, 0, 0))) return;
        _moved(id, q.start, q.end, BOLT, seed >> 4 & 1 == 0);
    }

    /*///////////////////////////////// RECOURSE /////////////////////////////*/

    /// @dev A claim on a lot for which somebody answers.
    function _claim(uint256 seed) private returns (ObligationId id, uint48 start, bytes32 claim) {
        for (uint256 i; i < _defaulted.length; ++i) {
            id = _defaulted[(seed % _defaulted.length + i) % _defaulted.length];
            Obligation memory o = lots.obligationOf(id);
            uint48[] memory path = walk(id);
            for (uint256 j; o.paid != o.face - o.out && j < path.length; ++j) {
                start = path[j];
                uint32[] memory answering = recourse.liable(id, start);
                Lot memory lot = lots.lotOf(id, start);
                if (answering.length == 0 || lot.state != HELD || lot.marks & HOLDS != 0) continue;
                perform(ClaimRecourse(lot.holder, id, start, answering[seed % answering.length], 0));
                return (id, start, lastHash);
            }
        }
        id = _default(seed | 1 << 3);
        return _claimFirst(id, seed);
    }

    /// @dev Of a debt just in default, of which some lot is guaranteed or was handed on with recourse.
    function _claimFirst(ObligationId id, uint256 seed) private returns (ObligationId, uint48, bytes32) {
        uint48[] memory path = walk(id);
        for (uint256 i; i < path.length; ++i) {
            uint32[] memory answering = recourse.liable(id, path[i]);
            if (answering.length == 0) continue;
            perform(ClaimRecourse(lots.lotOf(id, path[i]).holder, id, path[i], answering[seed % answering.length], 0));
            return (id, path[i], lastHash);
        }
        revert("nobody answers");
    }

    /// @dev The holder of a lot in default turns to companies that do not answer to it by what this traffic knows.
    function _claimWrongly(uint256 seed) private {
        (ObligationId id,,) = _claim(seed);
        for (uint256 i; i < _probes.length; ++i) {
            Probe memory p = _probes[i];
            if (ObligationId.unwrap(p.id) != ObligationId.unwrap(id)) continue;
            (uint48 start, Lot memory lot) = lotWith(id, p.unit);
            uint32 against = _company(seed >> 8);
            if (lots.lotOf(id, start).end == 0 || lot.state != HELD || _isAmong(answering(i), against)) continue;
            try this.turnTo(ClaimRecourse(p.holder, id, start, against, 0)) {
                claimedWrongly = true;
            } catch {}
        }
    }

    function turnTo(ClaimRecourse calldata act) external {
        perform(act);
    }

    function _settleRecourse(uint256 seed) private {
        (ObligationId id, uint48 start, bytes32 claim) = _claim(seed);
        Claim memory c = recourse.claimOf(claim);
        (uint48 principal, uint48 interest) = recourse.dueOn(claim, today());
        deposit(BANK, c.against, uint96(principal) + interest);
        perform(SettleRecourse(c.against, claim, BANK, principal + interest));
        _moved(id, start, lots.lotOf(id, start).end, c.against, false);
    }

    function _refuseRecourse(uint256 seed) private {
        (,, bytes32 claim) = _claim(seed);
        perform(RefuseRecourse(recourse.claimOf(claim).against, claim, "no"));
    }

    function _acknowledge(uint256 seed) private {
        (ObligationId id, uint48 start, bytes32 claim) = _claim(seed);
        Claim memory c = recourse.claimOf(claim);
        perform(AcknowledgeRecourse(c.holder, claim, "wire 4"));
        _moved(id, start, lots.lotOf(id, start).end, c.against, false);
    }
}
