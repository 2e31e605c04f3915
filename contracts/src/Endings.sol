// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Auth} from "./interfaces/Auth.sol";
import {ICompanies} from "./interfaces/ICompanies.sol";
import {AgreeCancel, AgreeRetirement, CancelReceivable, IEndings, RetireLot} from "./interfaces/IEndings.sol";
import {ILines} from "./interfaces/ILines.sol";
import {ILots, Lot, Obligation} from "./interfaces/ILots.sol";
import {IReceivables} from "./interfaces/IReceivables.sol";
import {EndingActs} from "./libraries/EndingActs.sol";
import {ObligationId} from "./libraries/ObligationId.sol";
import {Records} from "./libraries/Records.sol";
import {ClockParams} from "./Clock.sol";
import {Proposals} from "./Proposals.sol";

/// @title Endings
/// @notice See `IEndings`.
///
///            ┌── cancel (holder of all), obligor agrees ──▶ CANCELLED   nobody owes; line, invoices and reference are free
///   a lot ───┼── retire (holder), obligor agrees ─────────▶ EXPORTED    owed elsewhere: line and invoices stay in use
///            └── bought back by the obligor ──────────────▶ REDEEMED    paid early: the line is free
contract Endings is IEndings, Proposals {
    using EndingActs for *;

    /// Kinds of this module's proposals.
    uint8 internal constant CANCEL = 18;
    uint8 internal constant RETIRE = 19;

    /// The kernel's states of lots that ended, its mark of financed ones, and its kinds of records.
    uint8 internal constant CANCELLED = 3;
    uint8 internal constant EXPORTED = 4;
    uint8 internal constant REDEEMED = 5;
    uint8 internal constant FINANCING = 2;
    uint8 internal constant PLEDGE = 4;

    ILines private immutable _lines;
    IReceivables private immutable _receivables;
    address private immutable _discounts;

    constructor(
        ICompanies companies,
        ILots lots,
        ILines lines,
        IReceivables receivables,
        address discounts,
        ClockParams memory clock_
    ) Proposals(companies, lots, clock_) {
        _lines = lines;
        _receivables = receivables;
        _discounts = discounts;
    }

    /* ACTS */

    /// @inheritdoc IEndings
    function cancelReceivable(CancelReceivable calldata act, Auth calldata auth) external {
        if (bytes(act.reason).length == 0 || bytes(act.reason).length > 256) revert BadField("reason");
        Obligation memory o = _requireWhole(act.receivable);
        bytes32 hash = act.hash(auth);
        _propose(Offer(act.company, act.receivable, 0, 0, o.face, o.obligor, act.until), CANCEL, hash, auth);
        emit CancelProposed(act.receivable, hash, act);
    }

    /// @inheritdoc IEndings
    function agreeCancel(AgreeCancel calldata act, Auth calldata auth) external {
        Lot memory lot = _answerable(act.company, act.receivable, 0, CANCEL, act.proposal);
        Obligation memory o = _requireWhole(act.receivable);
        _accept(act.company, act.receivable, 0, lot, act.proposal, act.hash(auth), auth);
        _lots.end(act.receivable, 0, CANCELLED);
        _lines.free(o.obligor, o.currency, o.face);
        _receivables.close(act.receivable);
        emit Cancelled(act.receivable, act.proposal);
    }

    /// @inheritdoc IEndings
    function retireLot(RetireLot calldata act, Auth calldata auth) external {
        if (bytes(act.system).length == 0 || bytes(act.system).length > 64) revert BadField("system");
        if (act.bundle == 0) revert BadField("bundle");
        bytes32 hash = act.hash(auth);
        uint32 obligor = _lots.obligationOf(act.obligation).obligor;
        _propose(
            Offer(act.company, act.obligation, act.lot, act.start, act.end, obligor, act.until), RETIRE, hash, auth
        );
        emit RetirementProposed(act.obligation, hash, act);
    }

    /// @inheritdoc IEndings
    function agreeRetirement(AgreeRetirement calldata act, Auth calldata auth) external {
        Lot memory lot = _answerable(act.company, act.obligation, act.lot, RETIRE, act.proposal);
        _accept(act.company, act.obligation, act.lot, lot, act.proposal, act.hash(auth), auth);
        _lots.end(act.obligation, act.lot, EXPORTED);
        emit Retired(act.obligation, act.lot, act.proposal);
    }

    /* FOR THE MODULES */

    /// @inheritdoc IEndings
    function redeem(ObligationId obligation, uint48 lot) external {
        if (msg.sender != _discounts) revert NotModule(msg.sender);
        Obligation memory o = _lots.obligationOf(obligation);
        Lot memory l = _lots.lotOf(obligation, lot);
        if (l.holder != o.obligor) revert NotParty(l.holder);
        _lots.end(obligation, lot, REDEEMED);
        uint48 amount = l.end - lot;
        _lines.free(o.obligor, o.currency, amount);
        emit RedeemedEarly(obligation, lot, amount);
    }

    /* INTERNAL */

    /// @dev All of the receivable is one lot, and nobody but its parties ever gave anything for it: no financing, no pledge, no
    /// payment, released or not.
    function _requireWhole(ObligationId receivable) private view returns (Obligation memory o) {
        o = _lots.obligationOf(receivable);
        Lot memory lot = _lots.lotOf(receivable, 0);
        if (lot.end == 0) revert ILots.NoLot(receivable, 0);
        bool touched = lot.end != o.face || o.paid != 0 || _has(receivable, FINANCING) || _has(receivable, PLEDGE);
        if (touched) revert NotWhole();
    }

    function _has(ObligationId receivable, uint8 kind) private view returns (bool) {
        (uint40 id,) = Records.newest(_lots, receivable, 0, kind);
        return id != 0;
    }
}
