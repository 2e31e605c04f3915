// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Auth} from "./interfaces/Auth.sol";
import {ICash} from "./interfaces/ICash.sol";
import {ICompanies} from "./interfaces/ICompanies.sol";
import {ILots, Lot, Obligation, Record} from "./interfaces/ILots.sol";
import {
    AcknowledgeRecourse,
    Claim,
    ClaimRecourse,
    IRecourse,
    RefuseRecourse,
    SettleRecourse
} from "./interfaces/IRecourse.sol";
import {ISettlements} from "./interfaces/ISettlements.sol";
import {ObligationId} from "./libraries/ObligationId.sol";
import {Records} from "./libraries/Records.sol";
import {RecourseActs} from "./libraries/RecourseActs.sol";
import {Clock, ClockParams} from "./Clock.sol";

/// @title Recourse
/// @notice See `IRecourse`.
///
/// A claim:  – ── claim (holder) ──▶ NOTIFIED ── refuse (target) ──▶ REFUSED
///                                      └── settle (target), acknowledge (holder) ──┴──▶ CLEARED: the lot is the target's
/// A claim is closed, too, once its holder has the lot no more: another target paid, or a pledge was enforced.
contract Recourse is IRecourse, Clock {
    using RecourseActs for *;

    uint8 internal constant NOTIFIED = 1;
    uint8 internal constant REFUSED = 2;
    uint8 internal constant CLEARED = 3;

    uint8 internal constant MAKER = 1;
    uint8 internal constant EVEN_SUSPENDED = 128;

    /// The kernel's state, marks and record kinds.
    uint8 internal constant HELD = 1;
    uint8 internal constant DISPUTED = 2;
    uint8 internal constant FINANCED = 8;
    uint8 internal constant RECOURSE = 1;
    uint8 internal constant GUARANTEE = 3;

    ICompanies private immutable _companies;
    ILots private immutable _lots;
    ICash private immutable _cash;
    ISettlements private immutable _settlements;

    /// By the struct hash of the act that made it.
    mapping(bytes32 => Claim) private _claims;

    constructor(ICompanies companies, ILots lots, ICash cash, ISettlements settlements, ClockParams memory clock_)
        Clock(clock_)
    {
        _companies = companies;
        _lots = lots;
        _cash = cash;
        _settlements = settlements;
    }

    /* ACTS */

    /// @inheritdoc IRecourse
    function claimRecourse(ClaimRecourse calldata act, Auth calldata auth) external {
        bytes32 hash = act.hash(auth);
        _requireDefault(act.obligation);
        Lot memory l = _lots.lotOf(act.obligation, act.lot);
        if (l.holder != act.company) revert NotParty(l.holder);
        if (l.state != HELD) revert ILots.NotFree(l.state);
        // Disputed units are outside of payment, and so of default.
        if (l.marks & DISPUTED != 0) revert ILots.OnHold(l.marks);
        if (!_answers(act.against, act.obligation, act.lot, act.company)) revert NotLiable(act.against);
        // A direct call with the nonce of an earlier one has the same hash.
        if (_claims[hash].state != 0) revert ClaimExists(hash);
        _companies.authorize(act.company, MAKER, 0, hash, msg.sender, auth);

        _claims[hash] = Claim(act.obligation, act.lot, act.company, act.against, NOTIFIED);
        emit RecourseClaimed(act.obligation, act.company, act.against, hash, act.lot, act.notice);
    }

    /// @inheritdoc IRecourse
    function settleRecourse(SettleRecourse calldata act, Auth calldata auth) external {
        (Claim memory c, Lot memory l) = _open(act.claim);
        if (c.against != act.company) revert NotParty(c.against);
        (uint48 principal, uint48 interest) = _due(c, l, today());
        uint48 amount = principal + interest;
        if (amount > act.most) revert AmountAbove(amount);
        // Neither side of it is let off, or kept waiting, by its suspension.
        _companies.authorize(act.company, MAKER | EVEN_SUSPENDED, amount, act.hash(auth), msg.sender, auth);

        uint16 currency = _lots.obligationOf(c.obligation).currency;
        _clear(act.claim, c, l);
        _cash.move(act.bank, currency, c.against, c.holder, amount, "");
        emit RecourseCleared(act.claim, c.obligation, c.against, amount, interest, "");
    }

    /// @inheritdoc IRecourse
    function refuseRecourse(RefuseRecourse calldata act, Auth calldata auth) external {
        (Claim memory c,) = _open(act.claim);
        if (c.against != act.company) revert NotParty(c.against);
        if (c.state != NOTIFIED) revert ClaimClosed(act.claim);
        if (bytes(act.reason).length == 0 || bytes(act.reason).length > 256) revert BadField("reason");
        _companies.authorize(act.company, MAKER | EVEN_SUSPENDED, 0, act.hash(auth), msg.sender, auth);

        _claims[act.claim].state = REFUSED;
        emit RecourseRefused(act.claim, act.company, act.reason);
    }

    /// @inheritdoc IRecourse
    function acknowledgeRecourse(AcknowledgeRecourse calldata act, Auth calldata auth) external {
        (Claim memory c, Lot memory l) = _open(act.claim);
        if (c.holder != act.company) revert NotParty(c.holder);
        if (bytes(act.ref).length == 0 || bytes(act.ref).length > 128) revert BadField("ref");
        (uint48 principal, uint48 interest) = _due(c, l, today());
        // What it gives away for the money is the unpaid part of the lot.
        _companies.authorize(act.company, MAKER | EVEN_SUSPENDED, principal, act.hash(auth), msg.sender, auth);

        _clear(act.claim, c, l);
        emit RecourseCleared(act.claim, c.obligation, c.against, principal + interest, interest, act.ref);
    }

    /* VIEWS */

    /// @inheritdoc IRecourse
    function claimOf(bytes32 claim) external view returns (Claim memory) {
        return _claims[claim];
    }

    /// @inheritdoc IRecourse
    function dueOn(bytes32 claim, uint32 day) external view returns (uint48 principal, uint48 interest) {
        (Claim memory c, Lot memory l) = _open(claim);
        return _due(c, l, day);
    }

    /// @inheritdoc IRecourse
    function liable(ObligationId obligation, uint48 lot) external view returns (uint32[] memory companies) {
        return _liable(obligation, lot, _lots.lotOf(obligation, lot).holder);
    }

    /* INTERNAL */

    /// @dev A claim that its holder still has the lot for.
    function _open(bytes32 claim) private view returns (Claim memory c, Lot memory l) {
        c = _claims[claim];
        if (c.state != NOTIFIED && c.state != REFUSED) revert ClaimClosed(claim);
        l = _lots.lotOf(c.obligation, c.lot);
        if (l.holder != c.holder) revert ClaimClosed(claim);
        _requireDefault(c.obligation);
    }

    /// @dev Default was declared, and not cleared by payment since.
    function _requireDefault(ObligationId id) private view {
        Obligation memory o = _lots.obligationOf(id);
        if (_settlements.settlementOf(id).defaulted == 0 || o.paid == o.face - o.out) revert NotInDefault(id);
    }

    /// @dev What is unpaid of the lot, after what is earmarked for it, and late interest on that.
    function _due(Claim memory c, Lot memory l, uint32 day) private view returns (uint48 principal, uint48 interest) {
        principal = l.end - c.lot - l.paid - _lots.owing(c.obligation, c.lot);
        interest = _settlements.lateInterest(c.obligation, principal, day);
    }

    /// @dev The lot goes to who paid for it, after its holder got what the obligor has paid: what comes later is the new holder's.
    function _clear(bytes32 claim, Claim memory c, Lot memory l) private {
        _claims[claim].state = CLEARED;
        uint48[] memory lots = new uint48[](1);
        lots[0] = c.lot;
        _settlements.push(c.obligation, lots);
        _lots.hand(c.obligation, c.lot, c.lot, l.end, c.holder, c.against);
        if (l.marks & FINANCED != 0) _lots.mark(c.obligation, c.lot, c.lot, l.end, 0, FINANCED);
    }

    function _answers(uint32 company, ObligationId id, uint48 lot, uint32 holder) private view returns (bool) {
        uint32[] memory companies = _liable(id, lot, holder);
        for (uint256 i; i < companies.length; ++i) {
            if (companies[i] == company) return true;
        }
        return false;
    }

    /// @dev Who answers for the lot to `holder`. Of those who transferred it, whoever's word stands: a holder's own, and those given since, were
    /// over when he got the lot back (no circle; see `Records`). A guarantor stands beside the obligor, whenever he signed: he answers to
    /// whoever holds the lot, and has nobody but the obligor himself. The obligor is not among them, for it pays by settlement, to all alike;
    /// and holding its own debt it has nobody.
    function _liable(ObligationId id, uint48 lot, uint32 holder) private view returns (uint32[] memory companies) {
        uint32 obligor = _lots.obligationOf(id).obligor;
        if (holder == obligor) return companies;
        Record[] memory list = Records.standing(_lots, id, lot);
        for (uint256 i; i < list.length; ++i) {
            if (list[i].by == holder && list[i].kind == GUARANTEE) return companies;
        }
        companies = new uint32[](list.length);
        uint256 count;
        for (uint256 i; i < list.length; ++i) {
            (uint8 kind, uint32 by) = (list[i].kind, list[i].by);
            if (kind != GUARANTEE && kind != RECOURSE) continue;
            if (by != obligor && !_isAmong(companies, count, by)) companies[count++] = by;
        }
        assembly ("memory-safe") {
            mstore(companies, count)
        }
    }

    function _isAmong(uint32[] memory companies, uint256 count, uint32 company) private pure returns (bool) {
        for (uint256 i; i < count; ++i) {
            if (companies[i] == company) return true;
        }
        return false;
    }
}
