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
import {Signatures} from "./libraries/Signatures.sol";
import {Clock, ClockParams} from "./Clock.sol";

/// @title The keys that act for companies
/// @notice Roles, limits, thresholds, signatures and nonces. A key acts for one company only.
///
/// A company:  – ── admit ──▶ ACTIVE ⇄ SUSPENDED (by the desk) ── suspend (authority) ──▶ STOPPED ── lift (authority) ──▶ ACTIVE
/// A key:      – ── set, recover ──▶ operator ── revoke, rotate ──▶ revoked (may be set again, with its consent)
///             operator ⇄ stopped (by the authority's order, which outlives revoking)
abstract contract Operators is ICompanies, Clock {
    /// Company status.
    uint8 internal constant ACTIVE = 1;
    /// By the operator's desk; by the authority.
    uint8 internal constant SUSPENDED = 2;
    uint8 internal constant STOPPED = 3;

    /// Capacities of the two desks.
    uint16 internal constant AUTHORITY = 8;
    uint16 internal constant DESK = 16;

    /// Roles.
    uint8 internal constant MAKER = 1;
    uint8 internal constant CHECKER = 2;
    uint8 internal constant ADMIN = 4;
    uint8 internal constant ALL_ROLES = 15;
    /// A stopped key's roles stand this far up, where no act looks for them: other keys pay nothing for the question.
    uint8 private constant STOPPED_ROLES = 4;
    /// With the roles that an act needs: a suspended company may do it too.
    uint8 internal constant EVEN_SUSPENDED = 128;

    uint48 internal constant NO_LIMIT = type(uint48).max;

    /// The first nonce of drafts: an act signed under one from here on is done only with a second operator's signature,
    /// whatever its amount.
    uint64 internal constant FIRST_DRAFT = 1 << 63;

    /// @inheritdoc ICompanies
    bytes32 public immutable salt;
    /// @inheritdoc ICompanies
    bytes32 public immutable domainSeparator;
    /// The kernel asks most: no storage is read to know it.
    address private immutable _lots;

    mapping(address => bool) private _isModule;
    mapping(uint32 => Company) private _companies;
    mapping(address => Operator) private _operators;
    /// Spent nonces, 256 to a slot, by key << 56 | nonce >> 8; and the digests of messages that two operators signed.
    mapping(uint256 => uint256) private _spent;
    /// Second signatures that were taken back, by digest and key.
    mapping(bytes32 => mapping(address => bool)) private _void;
    /// Keys that the authority stopped, operators or not.
    mapping(address => bool) private _stopped;

    constructor(address lots, address[] memory modules, bytes32 seed, ClockParams memory clock_) Clock(clock_) {
        _lots = lots;
        for (uint256 i; i < modules.length; ++i) {
            _isModule[modules[i]] = true;
        }
        // A reset chain may repeat chain id, genesis and addresses, but not the hash of its last block.
        salt = keccak256(abi.encode(block.chainid, address(this), blockhash(block.number - 1), block.timestamp, seed));
        domainSeparator = keccak256(
            abi.encode(
                keccak256("EIP712Domain(string name,string version,uint256 chainId,bytes32 salt)"),
                keccak256("Tallystick"),
                keccak256("1"),
                block.chainid,
                salt
            )
        );
    }

    modifier onlyModule() {
        if (msg.sender != _lots && !_isModule[msg.sender]) revert NotModule(msg.sender);
        _;
    }

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

    /* FOR THE SEALED MODULES */

    /// @inheritdoc ICompanies
    function authorize(
        uint32 company,
        uint8 need,
        uint256 amount,
        bytes32 structHash,
        address caller,
        Auth calldata auth
    ) external onlyModule returns (address key) {
        return _authorize(company, need, amount, structHash, caller, auth);
    }

    /* VIEWS */

    /// @inheritdoc ICompanies
    function companyOf(uint32 company) external view returns (Company memory) {
        return _companies[company];
    }

    /// @inheritdoc ICompanies
    function operatorOf(address key) external view returns (Operator memory) {
        return _operators[key];
    }

    /// @inheritdoc ICompanies
    function isSpent(address key, uint64 nonce) external view returns (bool) {
        return _spent[_wordOf(key, nonce)] & (1 << (nonce & 255)) != 0;
    }

    /// @inheritdoc ICompanies
    function requireActive(uint32 company) public view {
        _requireActive(_companies[company].status, company);
    }

    /// @inheritdoc ICompanies
    function requireCapacity(uint32 company, uint16 capacity) public view {
        Company memory c = _companies[company];
        _requireActive(c.status, company);
        if (c.capacities & capacity == 0) revert LacksCapacity(company, capacity);
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

    function _company(uint32 id) internal view returns (Company storage c) {
        c = _companies[id];
        if (c.status == 0) revert UnknownCompany(id);
    }

    /// @dev A key that is to join a company signs for it itself: nobody can occupy another's key. Like every signature
    /// this one serves once, so that a direct call spends the message's nonce too.
    function _requireConsent(address key, bytes32 structHash, bytes calldata consent, Auth calldata auth) internal {
        if (auth.key == address(0) && auth.second.length == 0) _useOnce(msg.sender, auth);
        if (key == address(0) || _isModule[key] || key == _lots || key == address(this)) revert KeyTaken(key, 0);
        if (_operators[key].roles != 0) revert KeyTaken(key, _operators[key].company);
        if (!Signatures.isValid(key, _digest(structHash), consent)) revert BadSignature(key);
        // A consent must not serve as the key's own act, nor to take the key back once it left.
        _spend(key, auth.nonce);
    }

    /// @dev Admins manage people. Where a company wants two pairs of eyes and has two admins, that holds for this too,
    /// else one admin could appoint both signers of a payment.
    function _authorizeAdmin(uint32 company, bytes32 structHash, Auth calldata auth) private {
        Company memory c = _companies[company];
        address key = _authorizeAnAdmin(company, structHash, auth);
        bool draft = _isDraft(auth);
        bool two = c.dualAbove != NO_LIMIT && c.admins > 1;
        if (two && !draft) _requireSecond(c.dualAbove, company, key, ADMIN, 0, structHash, auth);
        if (two || draft) _requireEpoch(address(bytes20(auth.second[:20])), c.epoch);
    }

    /// @dev Any one admin of the company as it is since its last recovery, if there was one.
    function _authorizeAnAdmin(uint32 company, bytes32 structHash, Auth calldata auth) internal returns (address key) {
        key = _authorize(company, ADMIN | EVEN_SUSPENDED, 0, structHash, msg.sender, auth);
        _requireEpoch(key, _companies[company].epoch);
    }

    function _requireEpoch(address admin, uint8 epoch) private view {
        if (_operators[admin].epoch != epoch) revert LacksRole(admin, ADMIN);
    }

    /// @dev See `ICompanies.authorize`.
    function _authorize(
        uint32 company,
        uint8 need,
        uint256 amount,
        bytes32 structHash,
        address caller,
        Auth calldata auth
    ) internal returns (address key) {
        Company storage c = _companies[company];
        if (need & EVEN_SUSPENDED == 0) _requireActive(c.status, company);
        key = auth.key;
        if (key == address(0)) {
            key = caller;
            // The second signature of a direct call is one over a message, and messages are used once.
            if (auth.second.length != 0) _useOnce(key, auth);
        } else {
            _useOnce(key, auth);
            bytes32 digest = _digest(structHash);
            if (!Signatures.isValid(key, digest, auth.signature)) revert BadSignature(key);
            emit Acted(digest, key);
            if (_isDraft(auth)) {
                _count(key, company, need & ALL_ROLES, amount);
                _requireSecond(0, company, key, need & MAKER == 0 ? ADMIN : CHECKER, amount, structHash, auth);
                return key;
            }
        }
        _count(key, company, need & ALL_ROLES, amount);
        uint48 dualAbove = c.dualAbove;
        if (amount > dualAbove && dualAbove != NO_LIMIT) {
            _requireSecond(dualAbove, company, key, CHECKER, amount, structHash, auth);
        }
    }

    /// @dev What the maker signed as a draft is worth nothing without the second: nobody who holds it can do it alone.
    function _isDraft(Auth calldata auth) private pure returns (bool) {
        return auth.key != address(0) && auth.nonce >= FIRST_DRAFT;
    }

    /// @dev The key acts for the company, in one of the roles, within its limits.
    function _count(address key, uint32 company, uint8 roles, uint256 amount) private {
        Operator storage o = _checkOperator(key, company, roles, amount);
        uint48 daily = o.daily;
        if (daily == NO_LIMIT || amount == 0) return;
        uint32 day = today();
        uint48 spent = o.day == day ? o.spent : 0;
        uint48 left = spent < daily ? daily - spent : 0;
        if (amount > left) revert AboveDailyLimit(key, left);
        // Fits: `amount` is at most `left`, a uint48.
        (o.day, o.spent) = (day, spent + uint48(amount));
    }

    function _checkOperator(address key, uint32 company, uint8 roles, uint256 amount)
        private
        view
        returns (Operator storage o)
    {
        o = _operatorFor(key, company);
        if (o.roles & roles == 0) {
            if (o.roles > ALL_ROLES) revert KeySuspended(key);
            revert LacksRole(key, roles);
        }
        (uint32 until, uint48 limit) = (o.until, o.limit);
        if (until != 0 && today() > until) revert KeyExpired(key, until);
        if (amount > limit && limit != NO_LIMIT) revert AboveLimit(key, limit);
    }

    /// @dev Another operator of the company, in the role, signed the same message. The message is then used up for every pair of
    /// operators: the nonce is the first one's alone, and the two could change places, or another take the first one's.
    function _requireSecond(
        uint48 dualAbove,
        uint32 company,
        address first,
        uint8 role,
        uint256 amount,
        bytes32 structHash,
        Auth calldata auth
    ) private {
        if (auth.second.length < 20) revert SecondNeeded(company, dualAbove);
        address key = address(bytes20(auth.second[:20]));
        if (key == first) revert SameOperator(key);
        _checkOperator(key, company, role, amount);
        bytes32 digest = _digest(structHash);
        if (!Signatures.isValid(key, digest, auth.second[20:])) revert BadSignature(key);
        if (_void[digest][key]) revert SignatureVoid(key, digest);
        if (_spent[uint256(digest)] != 0) revert NonceSpent(first, auth.nonce);
        _spent[uint256(digest)] = 1;
    }

    function _requireActive(uint8 status, uint32 company) private pure {
        if (status == ACTIVE) return;
        if (status == 0) revert UnknownCompany(company);
        revert CompanySuspended(company);
    }

    function _operatorFor(address key, uint32 company) private view returns (Operator storage o) {
        o = _operators[key];
        if (o.roles == 0 || o.company != company) revert NotOperator(key, company);
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

    function _useOnce(address key, Auth calldata auth) private {
        if (block.timestamp > auth.deadline) revert DeadlinePassed(auth.deadline);
        _spend(key, auth.nonce);
    }

    function _spend(address key, uint64 nonce) private {
        uint256 word = _wordOf(key, nonce);
        uint256 bit = 1 << (nonce & 255);
        uint256 bits = _spent[word];
        if (bits & bit != 0) revert NonceSpent(key, nonce);
        _spent[word] = bits | bit;
    }

    function _wordOf(address key, uint64 nonce) private pure returns (uint256) {
        return uint256(uint160(key)) << 56 | nonce >> 8;
    }

    function _digest(bytes32 structHash) private view returns (bytes32) {
        return keccak256(abi.encodePacked(hex"1901", domainSeparator, structHash));
    }
}
