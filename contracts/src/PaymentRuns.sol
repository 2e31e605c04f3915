// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Auth} from "./interfaces/Auth.sol";
import {ICompanies} from "./interfaces/ICompanies.sol";
import {Commitment, ILots} from "./interfaces/ILots.sol";
import {IPaymentRuns, PayRun} from "./interfaces/IPaymentRuns.sol";
import {Leaves} from "./libraries/Leaves.sol";
import {ObligationId} from "./libraries/ObligationId.sol";
import {PaymentActs} from "./libraries/PaymentActs.sol";

/// @title PaymentRuns
/// @notice See `IPaymentRuns`. What this contract says of the leaves the kernel need not believe: units go by the tree's own sums.
contract PaymentRuns is IPaymentRuns {
    uint8 internal constant MAKER = 1;

    ICompanies private immutable _companies;
    ILots private immutable _lots;

    mapping(uint96 => ObligationId) private _obligations;

    constructor(ICompanies companies, ILots lots) {
        _companies = companies;
        _lots = lots;
    }

    /// @inheritdoc IPaymentRuns
    function payRun(PayRun calldata act, Auth calldata auth) external {
        bytes memory leaves = act.leaves;
        uint256 count = leaves.length / Leaves.SIZE;
        if (
            count == 0 || count != act.count || leaves.length != count * Leaves.SIZE
                || (act.atOnce && count > Leaves.MOST_IN_BLOCK)
        ) revert BadCount(count);
        uint96 run = uint96(act.company) << 64 | act.serial;
        if (ObligationId.unwrap(_obligations[run]) != 0) revert RunExists(run);
        bytes32 hash = PaymentActs.hash(act, leaves, auth);
        if (act.end <= act.start) revert TotalDiffers(0);
        _companies.authorize(act.company, MAKER, act.end - act.start, hash, msg.sender, auth);
        _obligations[run] = act.obligation;
        Commitment memory c = Commitment({
            obligation: act.obligation,
            lot: act.lot,
            start: act.start,
            end: act.end,
            run: run,
            count: act.count,
            until: act.until,
            recourse: act.recourse,
            root: act.atOnce ? bytes32(0) : _root(act, leaves),
            act: hash
        });
        emit RunPaid(run, act.obligation, act.company, act.terms, leaves);
        // Lots that are written at once the kernel adds up itself.
        _lots.commit(c, act.atOnce ? leaves : bytes(""));
    }

    /// @inheritdoc IPaymentRuns
    function obligationOf(uint96 run) external view returns (ObligationId) {
        return _obligations[run];
    }

    /* INTERNAL */

    /// @dev Under which the leaves of the act wait; they add up to what is handed over.
    function _root(PayRun calldata act, bytes memory leaves) private pure returns (bytes32 root) {
        uint256 units;
        (root, units) = Leaves.root(leaves, act.company);
        if (act.start + units != act.end) revert TotalDiffers(units);
    }
}
