// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Auth} from "./interfaces/Auth.sol";
import {ICompanies} from "./interfaces/ICompanies.sol";
import {AskGuarantee, GiveGuarantee, IGuarantees} from "./interfaces/IGuarantees.sol";
import {ILots, Lot, Record} from "./interfaces/ILots.sol";
import {GuaranteeActs} from "./libraries/GuaranteeActs.sol";
import {ObligationId} from "./libraries/ObligationId.sol";
import {Records} from "./libraries/Records.sol";
import {ClockParams} from "./Clock.sol";
import {Proposals} from "./Proposals.sol";

/// @title Guarantees
/// @notice See `IGuarantees`. Keeps nothing: a guarantee is a record on the lot's list, and ends with the debt.
///
///   – ── ask (holder) ──▶ LOCKED ── give (guarantor) ──▶ HELD, with a GUARANTEE record
///                           └── reject, withdraw, lapse (kernel) ──▶ HELD
contract Guarantees is IGuarantees, Proposals {
    using GuaranteeActs for *;

    /// The kernel's name of a proposal of this module.
    uint8 internal constant KIND = 17;
    /// Kernel record kinds.
    uint8 internal constant RECOURSE = 1;
    uint8 internal constant GUARANTEE = 3;

    /// Capacities: who has one of these may guarantee.
    uint16 internal constant BANK = 2;
    uint16 internal constant GUARANTOR = 4;

    constructor(ICompanies companies, ILots lots, ClockParams memory clock_) Proposals(companies, lots, clock_) {}

    /* ACTS */

    /// @inheritdoc IGuarantees
    function askGuarantee(AskGuarantee calldata act, Auth calldata auth) external {
        bytes32 hash = act.hash(auth);
        _companies.requireCapacity(act.guarantor, BANK | GUARANTOR);
        _requireNoDebtor(act.obligation, act.lot, act.company, act.guarantor);
        _propose(
            Offer(act.company, act.obligation, act.lot, act.start, act.end, act.guarantor, act.until), KIND, hash, auth
        );
        emit GuaranteeAsked(act.obligation, hash, act);
    }

    /// @inheritdoc IGuarantees
    function giveGuarantee(GiveGuarantee calldata act, Auth calldata auth) external {
        Lot memory lot = _answerable(act.company, act.obligation, act.lot, KIND, act.proposal);
        _companies.requireCapacity(act.company, BANK | GUARANTOR);
        _requireNoDebtor(act.obligation, act.lot, lot.holder, act.company);
        _accept(act.company, act.obligation, act.lot, lot, act.proposal, act.hash(auth), auth);
        _lots.record(act.obligation, act.lot, GUARANTEE, act.company, lot.holder, lot.end - act.lot);
        emit Guaranteed(act.obligation, act.lot, act.company, lot.end, act.proposal);
    }

    /* INTERNAL */

    /// @dev The guarantor is outside of the debtors: it does not owe the obligation, does not hold the lot, and answers for it neither by
    /// recourse nor by a guarantee.
    function _requireNoDebtor(ObligationId obligation, uint48 lot, uint32 holder, uint32 guarantor) private view {
        if (guarantor == holder || guarantor == _lots.obligationOf(obligation).obligor) revert IsDebtor(guarantor);
        Record[] memory entries = Records.standing(_lots, obligation, lot);
        for (uint256 i; i < entries.length; ++i) {
            bool answers = entries[i].kind == RECOURSE || entries[i].kind == GUARANTEE;
            if (answers && entries[i].by == guarantor) revert IsDebtor(guarantor);
        }
    }
}
