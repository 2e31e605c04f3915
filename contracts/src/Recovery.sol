// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Auth} from "./interfaces/Auth.sol";
import {AgreeRecovery, ICompanies, ObjectRecovery, ProposeRecovery, Recovery} from "./interfaces/ICompanies.sol";
import {IRules} from "./interfaces/IRules.sol";
import {CompanyActs} from "./libraries/CompanyActs.sol";
import {Operators} from "./Operators.sol";

/// @title The one way back for a company that lost every admin key
/// @notice Operator's desk and authority together, in public, after a notice: the one named exception to "only a company decides who acts
/// for it". It names an admin and no more: makers, checkers, limits, lots and money stay as they are.
///
///   – ── propose (desk) ──▶ PROPOSED ── agree (authority) ──▶ NOTICE ── recover (anyone, after its last day) ──▶ –
///                              ▲   │                            │ │
///                              └───┼──────── propose anew ──────┘ │
///                                  └──── object (an admin) ───────┴──▶ –
abstract contract Recoveries is Operators {
    /// The set that the network began with, which nobody can write to, says how long the notice is.
    uint16 private constant FIRST_SET = 1;
    bytes32 private constant NOTICE_DAYS = "K01.recovery-days";

    IRules private immutable _rules;
    mapping(uint32 => Recovery) private _recoveries;

    constructor(IRules rules) {
        _rules = rules;
    }

    /// @inheritdoc ICompanies
    function proposeRecovery(ProposeRecovery calldata act, Auth calldata auth, bytes calldata consent) external {
        bytes32 hash = CompanyActs.hash(act, auth);
        requireCapacity(act.company, DESK);
        _authorize(act.company, MAKER, 0, hash, msg.sender, auth);
        if (act.documents == 0) revert BadField("documents");
        // Epochs do not come round again: a key of the first would be an admin once more.
        if (_company(act.lost).epoch == type(uint8).max) revert BadField("lost");
        _requireConsent(act.key, hash, consent, auth);
        // Takes the place of an earlier one, whose key may be lost too by now. The authority must agree again.
        _recoveries[act.lost] = Recovery(hash, act.key, 0);
        emit RecoveryProposed(act.lost, act.key, hash, act.documents);
    }

    /// @inheritdoc ICompanies
    function agreeRecovery(AgreeRecovery calldata act, Auth calldata auth) external {
        requireCapacity(act.company, AUTHORITY);
        _authorize(act.company, MAKER, 0, CompanyActs.hash(act, auth), msg.sender, auth);
        Recovery storage r = _pending(act.lost, act.proposal);
        if (r.notice != 0) revert NoRecovery(act.lost);
        uint256 last = today() + _rules.valueOn(FIRST_SET, NOTICE_DAYS, today());
        r.notice = last > type(uint32).max ? type(uint32).max : uint32(last);
        emit RecoveryAgreed(act.lost, act.proposal, r.notice);
    }

    /// @inheritdoc ICompanies
    function objectRecovery(ObjectRecovery calldata act, Auth calldata auth) external {
        address key = _authorizeAnAdmin(act.company, CompanyActs.hash(act, auth), auth);
        _pending(act.company, act.proposal);
        delete _recoveries[act.company];
        emit RecoveryObjected(act.company, act.proposal, key);
    }

    /// @inheritdoc ICompanies
    function recover(uint32 lost) external {
        Recovery memory r = _recoveries[lost];
        if (r.notice == 0) revert NoRecovery(lost);
        if (today() <= r.notice) revert NoticeRuns(NOTICE_DAYS, r.notice, today());
        delete _recoveries[lost];
        emit Recovered(lost, r.key, _replaceAdmins(lost, r.key));
    }

    /// @inheritdoc ICompanies
    function recoveryOf(uint32 company) external view returns (Recovery memory) {
        return _recoveries[company];
    }

    /// @dev The open recovery, if it is this one.
    function _pending(uint32 lost, bytes32 proposal) private view returns (Recovery storage r) {
        r = _recoveries[lost];
        if (proposal == 0 || r.proposal != proposal) revert NoRecovery(lost);
    }
}
