// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Auth} from "./interfaces/Auth.sol";
import {Company, ICompanies, Operator} from "./interfaces/ICompanies.sol";
import {Signatures} from "./libraries/Signatures.sol";
import {Clock, ClockParams} from "./Clock.sol";

/// @title Whether a key may act for a company
/// @notice Signatures, nonces, roles, limits, second operators: asked before every act of the network, and so as cheap as it can be.
///
/// A message does not name the key that signs it, and need not: it names the company, an ordinary key's signature is that key's alone, and
/// the nonce is spent for that key. A contract key has to tie what its owners sign to itself, as the common wallets do, if the same
/// owners stand behind another key of the same company: else one signature of theirs is each key's.
abstract contract Keys is ICompanies, Clock {
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
    mapping(uint32 => Company) internal _companies;
    mapping(address => Operator) internal _operators;
    /// Spent nonces, 256 to a slot, by key << 56 | nonce >> 8; and the digests of messages that two operators signed.
    mapping(uint256 => uint256) private _spent;
    /// Second signatures that were taken back, by digest and key.
    mapping(bytes32 => mapping(address => bool)) internal _void;

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
    function spentAround(address key, uint64 nonce) external view returns (uint256) {
        return _spent[_wordOf(key, nonce)];
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
        if (!_signed(key, _digest(structHash), consent)) revert BadSignature(key);
        // A consent must not serve as the key's own act, nor to take the key back once it left.
        _spend(key, auth.nonce);
    }

    /// @dev Admins manage people. Where a company wants two pairs of eyes and has two admins, that holds for this too,
    /// else one admin could appoint both signers of a payment.
    function _authorizeAdmin(uint32 company, bytes32 structHash, Auth calldata auth) internal {
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
        // Read together, before the counting below writes: the slot is loaded once.
        (uint8 status, uint48 dualAbove) = (c.status, c.dualAbove);
        if (need & EVEN_SUSPENDED == 0) _requireActive(status, company);
        key = auth.key;
        if (key == address(0)) {
            key = caller;
            // The second signature of a direct call is one over a message, and messages are used once.
            if (auth.second.length != 0) _useOnce(key, auth);
        } else {
            _useOnce(key, auth);
            bytes32 digest = _digest(structHash);
            if (!_signed(key, digest, auth.signature)) revert BadSignature(key);
            emit Acted(digest, key);
            if (_isDraft(auth)) {
                _count(key, company, need & ALL_ROLES, amount);
                _requireSecond(0, company, key, need & MAKER == 0 ? ADMIN : CHECKER, amount, structHash, auth);
                return key;
            }
        }
        _count(key, company, need & ALL_ROLES, amount);
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
        uint48 daily = _checkOperator(key, company, roles, amount);
        if (daily == NO_LIMIT || amount == 0) return;
        Operator storage o = _operators[key];
        uint32 day = today();
        uint48 spent = o.day == day ? o.spent : 0;
        uint48 left = spent < daily ? daily - spent : 0;
        if (amount > left) revert AboveDailyLimit(key, left);
        // Fits: `amount` is at most `left`, a uint48.
        (o.day, o.spent) = (day, spent + uint48(amount));
    }

    /// @dev All of the slot that is needed, read at once. Returns what the key may do in a day.
    function _checkOperator(address key, uint32 company, uint8 roles, uint256 amount)
        private
        view
        returns (uint48 daily)
    {
        Operator storage o = _operators[key];
        (uint32 actsFor, uint8 has, uint32 until, uint48 limit) = (o.company, o.roles, o.until, o.limit);
        daily = o.daily;
        if (has == 0 || actsFor != company) revert NotOperator(key, company);
        if (has & roles == 0) {
            if (has > ALL_ROLES) revert KeySuspended(key);
            revert LacksRole(key, roles);
        }
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
        if (!_signed(key, digest, auth.second[20:])) revert BadSignature(key);
        if (_void[digest][key]) revert SignatureVoid(key, digest);
        if (_spent[uint256(digest)] != 0) revert NonceSpent(first, auth.nonce);
        _spent[uint256(digest)] = 1;
    }

    function _requireActive(uint8 status, uint32 company) private pure {
        if (status == ACTIVE) return;
        if (status == 0) revert UnknownCompany(company);
        revert CompanySuspended(company);
    }

    function _operatorFor(address key, uint32 company) internal view returns (Operator storage o) {
        o = _operators[key];
        if (o.roles == 0 || o.company != company) revert NotOperator(key, company);
    }

    function _useOnce(address key, Auth calldata auth) private {
        if (block.timestamp > auth.deadline) revert DeadlinePassed(auth.deadline);
        _spend(key, auth.nonce);
    }

    function _spend(address key, uint64 nonce) internal {
        uint256 word = _wordOf(key, nonce);
        uint256 bit = 1 << (nonce & 255);
        uint256 bits = _spent[word];
        if (bits & bit != 0) revert NonceSpent(key, nonce);
        _spent[word] = bits | bit;
    }

    function _wordOf(address key, uint64 nonce) private pure returns (uint256) {
        return uint256(uint160(key)) << 56 | nonce >> 8;
    }

    /// @dev The key signed the message, by itself or in a list.
    function _signed(address key, bytes32 digest, bytes memory signature) private view returns (bool) {
        if (Signatures.isValid(key, digest, signature)) return true;
        (bytes32 list, bytes memory own) = Signatures.listOf(digest, signature);
        return list != 0 && Signatures.isValid(key, _digest(list), own);
    }

    function _digest(bytes32 structHash) private view returns (bytes32) {
        return keccak256(abi.encodePacked(hex"1901", domainSeparator, structHash));
    }
}
