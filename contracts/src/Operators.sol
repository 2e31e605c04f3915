// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Auth} from "./interfaces/Auth.sol";
import {
    CancelNonce,
    CancelSignature,
    Company,
    ICompanies,
    Operator,
    RevokeOperator,
    RotateOperator,
    SetOperator,
    SetThreshold,
    SuspendKey
} from "./interfaces/ICompanies.sol";
import {CompanyActs} from "./libraries/CompanyActs.sol";
import {Keys} from "./Keys.sol";

/// @title The keys that act for companies
/// @notice Who adds, limits, rotates, revokes and stops them. A key acts for one company only.
///
/// A company:  – ── admit (desk) ──▶ ACTIVE ⇄ SUSPENDED (by the desk)
///             ACTIVE, SUSPENDED ── suspend (authority) ──▶ STOPPED ── lift (authority) ──▶ ACTIVE
/// A key:      – ── set, recover ──▶ operator ── revoke, rotate ──▶ revoked (may be set again, with its consent)
///             operator ⇄ stopped (by the authority's order, which outlives revoking)
abstract contract Operators is Keys {
    /// A stopped key's roles stand this far up, where no act looks for them: other keys pay nothing for the question.
    uint8 private constant STOPPED_ROLES = 4;

    /// Keys that the authority stopped, operators or not.
    mapping(address => bool) private _stopped;

    /* ACTS */

    /// @inheritdoc ICompanies
    function setOperator(SetOperator calldata act, Auth calldata auth, bytes calldata consent) external {
        bytes32 hash = CompanyActs.hash(act, auth);
        _authorizeAdmin(act.company, hash, auth);
        if (act.roles == 0 || act.roles > ALL_ROLES) revert BadField("roles");
        // An admin key has no end: the company must not lose its last one by the calendar.
        if (act.until != 0 && (act.until < today() || act.roles & ADMIN != 0)) revert BadField("until");
        Operator storage o = _operators[act.key];
        uint8 epoch = _companies[act.company].epoch;
        bool wasAdmin;
        if (o.roles != 0) {
            if (o.company != act.company) revert KeyTaken(act.key, o.company);
            wasAdmin = _isAdmin(o, epoch);
        } else {
            _requireConsent(act.key, hash, consent, auth);
            o.company = act.company;
        }
        (o.roles, o.limit, o.daily, o.until, o.epoch) =
        (_heldBack(act.key, act.roles), act.limit, act.daily, act.until, epoch);
        _countAdmins(act.company, wasAdmin, act.roles & ADMIN != 0);
        emit OperatorSet(act.company, act.key, act.roles, act.limit, act.daily, act.until);
    }

    /// @inheritdoc ICompanies
    function revokeOperator(RevokeOperator calldata act, Auth calldata auth) external {
        _authorizeAdmin(act.company, CompanyActs.hash(act, auth), auth);
        Operator storage o = _operatorFor(act.key, act.company);
        _countAdmins(act.company, _isAdmin(o, _companies[act.company].epoch), false);
        o.roles = 0;
        emit OperatorRevoked(act.company, act.key);
    }

    /// @inheritdoc ICompanies
    function rotateOperator(RotateOperator calldata act, Auth calldata auth, bytes calldata consent) external {
        bytes32 hash = CompanyActs.hash(act, auth);
        Operator memory o = _operatorFor(act.key, act.company);
        if ((auth.key == address(0) ? msg.sender : auth.key) == act.key) {
            _authorize(act.company, ALL_ROLES | EVEN_SUSPENDED, 0, hash, msg.sender, auth);
        } else {
            _authorizeAdmin(act.company, hash, auth);
        }
        _requireConsent(act.replacement, hash, consent, auth);
        // An order stops a key, not its successor, whom another admin names as it could name anybody.
        uint8 roles = o.roles > ALL_ROLES ? o.roles >> STOPPED_ROLES : o.roles;
        o.roles = _heldBack(act.replacement, roles);
        _operators[act.replacement] = o;
        _operators[act.key].roles = 0;
        // A former admin's successor is no admin either, whatever its slot says beside its epoch.
        if (o.epoch != _companies[act.company].epoch) roles &= ~ADMIN;
        emit OperatorRevoked(act.company, act.key);
        emit OperatorSet(act.company, act.replacement, roles, o.limit, o.daily, o.until);
    }

    /// @inheritdoc ICompanies
    function setThreshold(SetThreshold calldata act, Auth calldata auth) external {
        _authorizeAdmin(act.company, CompanyActs.hash(act, auth), auth);
        _companies[act.company].dualAbove = act.dualAbove;
        emit ThresholdSet(act.company, act.dualAbove);
    }

    /// @inheritdoc ICompanies
    function cancelNonce(CancelNonce calldata act, Auth calldata auth) external {
        bytes32 hash = CompanyActs.hash(act, auth);
        address key = _authorize(act.company, ALL_ROLES | EVEN_SUSPENDED, 0, hash, msg.sender, auth);
        _spend(key, act.cancelled);
        emit NonceCancelled(key, act.cancelled);
    }

    /// @inheritdoc ICompanies
    function cancelSignature(CancelSignature calldata act, Auth calldata auth) external {
        bytes32 hash = CompanyActs.hash(act, auth);
        address key = _authorize(act.company, ALL_ROLES | EVEN_SUSPENDED, 0, hash, msg.sender, auth);
        _void[act.digest][key] = true;
        emit SignatureCancelled(key, act.digest);
    }

    /// @inheritdoc ICompanies
    function suspendKey(SuspendKey calldata act, Auth calldata auth) external {
        requireCapacity(act.company, AUTHORITY);
        _authorize(act.company, MAKER, 0, CompanyActs.hash(act, auth), msg.sender, auth);
        if (bytes(act.order).length == 0 || bytes(act.order).length > 64) revert BadField("order");
        if (_stopped[act.key] == act.suspended) revert BadField("suspended");
        Operator storage o = _operators[act.key];
        if (act.suspended) {
            if (o.roles == 0) revert NotOperator(act.key, o.company);
            // Nor may a desk be shut out key by key.
            if (_companies[o.company].capacities & (DESK | AUTHORITY) != 0) revert BadField("key");
            o.roles <<= STOPPED_ROLES;
        } else {
            o.roles >>= STOPPED_ROLES;
        }
        _stopped[act.key] = act.suspended;
        emit KeySuspension(act.key, o.company, act.suspended, act.order);
    }

    /* INTERNAL */

    /// @dev The new company with its first key, which may do all but nothing that needs two.
    function _open(uint32 id, uint16 capacities, uint48 dualAbove, address key) internal {
        if (id == 0 || _companies[id].status != 0) revert CompanyExists(id);
        if (_operators[key].roles != 0) revert KeyTaken(key, _operators[key].company);
        uint8 roles = MAKER | CHECKER | ADMIN;
        _companies[id] = Company(ACTIVE, capacities, dualAbove, 1, today(), 0);
        _operators[key] = Operator(id, _heldBack(key, roles), NO_LIMIT, NO_LIMIT, 0, 0, 0, 0);
        emit OperatorSet(id, key, roles, NO_LIMIT, NO_LIMIT, 0);
    }

    /// @dev The key becomes the company's one admin, and nothing else. Makers and checkers stay, within their limits.
    function _replaceAdmins(uint32 company, address key) internal returns (uint8 epoch) {
        if (_operators[key].roles != 0) revert KeyTaken(key, _operators[key].company);
        Company storage c = _companies[company];
        epoch = c.epoch + 1;
        (c.epoch, c.admins) = (epoch, 1);
        _operators[key] = Operator(company, _heldBack(key, ADMIN), NO_LIMIT, NO_LIMIT, 0, 0, 0, epoch);
        emit OperatorSet(company, key, ADMIN, NO_LIMIT, NO_LIMIT, 0);
    }

    /// @dev Of the company's present epoch; a stopped one is an admin still.
    function _isAdmin(Operator storage o, uint8 epoch) private view returns (bool) {
        return o.epoch == epoch && o.roles & (ADMIN | ADMIN << STOPPED_ROLES) != 0;
    }

    /// @dev The roles as they are stored: out of reach while an order stops the key.
    function _heldBack(address key, uint8 roles) private view returns (uint8) {
        return _stopped[key] ? roles << STOPPED_ROLES : roles;
    }

    function _countAdmins(uint32 company, bool was, bool is_) private {
        if (was == is_) return;
        Company storage c = _companies[company];
        if (was && c.admins == 1) revert LastAdmin(company);
        c.admins = was ? c.admins - 1 : c.admins + 1;
    }
}
