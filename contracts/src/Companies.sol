// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Auth} from "./interfaces/Auth.sol";
import {
    AcceptFrom,
    AdmitCompany,
    Company,
    ICompanies,
    NameVendor,
    Standing,
    SuspendCompany
} from "./interfaces/ICompanies.sol";
import {IRules} from "./interfaces/IRules.sol";
import {CompanyActs} from "./libraries/CompanyActs.sol";
import {Leaves} from "./libraries/Leaves.sol";
import {ClockParams} from "./Clock.sol";
import {Keys} from "./Keys.sol";
import {Recoveries} from "./Recovery.sol";

/// @notice A company that the network starts with.
struct Desk {
    string name;
    string registration;
    address key;
}

/// @title Companies
/// @notice See `ICompanies`; `Keys` answers for signatures, roles, limits and nonces, `Operators` has the acts on keys, `Recoveries` the
/// way back for a company whose admin keys are lost.
contract Companies is ICompanies, Recoveries {
    uint32 internal constant OPERATOR_DESK = 1;
    uint32 internal constant AUTHORITY_DESK = 2;

    struct Profile {
        string name;
        string registration;
    }

    mapping(uint32 => Profile) private _profiles;
    mapping(bytes32 => uint32) private _registrations;
    mapping(bytes32 => uint32) private _vendors;
    mapping(uint256 => Standing) private _standing;

    /// @param desks The operator's and the authority's, in this order: companies 1 and 2.
    /// @param seed Anything; with the last block's hash and this address it makes the salt.
    constructor(
        address lots,
        address[] memory modules,
        IRules rules,
        Desk[2] memory desks,
        bytes32 seed,
        ClockParams memory clock_
    ) Keys(lots, modules, seed, clock_) Recoveries(rules) {
        _found(OPERATOR_DESK, desks[0], DESK);
        _found(AUTHORITY_DESK, desks[1], AUTHORITY);
    }

    /* ACTS */

    /// @inheritdoc ICompanies
    function admitCompany(AdmitCompany calldata act, Auth calldata auth, bytes calldata consent) external {
        bytes32 hash = CompanyActs.hash(act, auth);
        requireCapacity(act.company, DESK);
        _authorize(act.company, MAKER, 0, hash, msg.sender, auth);
        // A desk or an authority cannot be made by an act: there is one of each.
        if (act.capacities & (DESK | AUTHORITY) != 0) revert BadField("capacities");
        _requireConsent(act.key, hash, consent, auth);
        _admit(act.id, act.name, act.registration, act.capacities, act.key, act.dualAbove, act.documents);
    }

    /// @inheritdoc ICompanies
    function suspendCompany(SuspendCompany calldata act, Auth calldata auth) external {
        bytes32 hash = CompanyActs.hash(act, auth);
        requireCapacity(act.company, DESK | AUTHORITY);
        _authorize(act.company, MAKER, 0, hash, msg.sender, auth);
        Company storage c = _company(act.id);
        // The desks watch each other, so neither may shut the other, or itself, out.
        if (c.capacities & (DESK | AUTHORITY) != 0) revert BadField("id");
        // The desk neither lifts what the authority ordered, nor takes it over.
        if (c.status == STOPPED) requireCapacity(act.company, AUTHORITY);
        c.status = !act.suspended ? ACTIVE : act.company == AUTHORITY_DESK ? STOPPED : SUSPENDED;
        emit Suspended(act.id, act.suspended, act.reason);
    }

    /// @inheritdoc ICompanies
    function acceptFrom(AcceptFrom calldata act, Auth calldata auth) external {
        bytes32 hash = CompanyActs.hash(act, auth);
        _authorize(act.company, MAKER, act.until == 0 ? 0 : act.max, hash, msg.sender, auth);
        if (act.until != 0) {
            _company(act.sender);
            if (act.obligor != 0) _company(act.obligor);
            if (act.sender == act.company) revert BadField("sender");
            if (act.max == 0 || act.max < act.min) revert BadField("max");
            if (act.until < today()) revert BadField("until");
        }
        Standing storage s = _standing[_standingKey(act.company, act.sender, act.obligor)];
        (s.min, s.max, s.perDay, s.until) = (act.min, act.max, act.perDay, act.until);
        emit StandingSet(act.company, act.sender, act.obligor, act.min, act.max, act.perDay, act.until);
    }

    /// @inheritdoc ICompanies
    function nameVendor(NameVendor calldata act, Auth calldata auth) external {
        bytes32 hash = CompanyActs.hash(act, auth);
        _authorize(act.company, MAKER, 0, hash, msg.sender, auth);
        if (act.supplier != 0) _company(act.supplier);
        if (bytes(act.number).length == 0 || bytes(act.number).length > 64) revert BadField("number");
        _vendors[_vendorKey(act.company, act.number)] = act.supplier;
        emit VendorNamed(act.company, act.supplier, act.number);
    }

    /* FOR THE SEALED MODULES */

    /// @inheritdoc ICompanies
    function authorizeTransfer(
        uint32 company,
        uint32 to,
        uint32 obligor,
        uint48 amount,
        bytes32 structHash,
        address caller,
        Auth calldata auth
    ) external onlyModule returns (bool immediate) {
        _authorize(company, MAKER, amount, structHash, caller, auth);
        return _receives(to, company, obligor, amount);
    }

    /// @inheritdoc ICompanies
    function receives(uint32 to, uint32 from, uint32 obligor, uint48 amount)
        external
        onlyModule
        returns (bool immediate)
    {
        return _receives(to, from, obligor, amount);
    }

    /// @inheritdoc ICompanies
    function takes(uint32 from, uint32 obligor, bytes calldata leaves, uint256 asked)
        external
        onlyModule
        returns (uint256 taken)
    {
        bytes memory list = leaves;
        uint256 count = list.length / Leaves.SIZE;
        // A counter up to a length in memory does not overflow.
        unchecked {
            for (uint256 i; i < count; ++i) {
                if (asked >> i & 1 == 0) continue;
                (uint32 to, uint48 amount) = Leaves.leafAt(list, i);
                if (_companies[to].status == ACTIVE && _accepts(to, from, obligor, amount)) taken |= 1 << i;
            }
        }
    }

    /* VIEWS */

    /// @inheritdoc ICompanies
    function nameOf(uint32 company) external view returns (string memory name, string memory registration) {
        Profile storage p = _profiles[company];
        return (p.name, p.registration);
    }

    /// @inheritdoc ICompanies
    function standingOf(uint32 company, uint32 sender, uint32 obligor) external view returns (Standing memory) {
        return _standing[_standingKey(company, sender, obligor)];
    }

    /// @inheritdoc ICompanies
    function companyByRegistration(string calldata registration) external view returns (uint32) {
        return _registrations[keccak256(bytes(registration))];
    }

    /// @inheritdoc ICompanies
    function companyByVendor(uint32 obligor, string calldata number) external view returns (uint32) {
        return _vendors[_vendorKey(obligor, number)];
    }

    /* INTERNAL */

    function _found(uint32 id, Desk memory desk, uint16 capacities) private {
        _admit(id, desk.name, desk.registration, capacities, desk.key, type(uint48).max, 0);
    }

    function _admit(
        uint32 id,
        string memory name,
        string memory registration,
        uint16 capacities,
        address key,
        uint48 dualAbove,
        bytes32 documents
    ) private {
        if (bytes(name).length == 0 || bytes(name).length > 256) revert BadField("name");
        if (bytes(registration).length == 0 || bytes(registration).length > 64) revert BadField("registration");
        bytes32 r = keccak256(bytes(registration));
        if (_registrations[r] != 0) revert RegistrationTaken(_registrations[r]);
        _registrations[r] = id;
        _profiles[id] = Profile(name, registration);
        _open(id, capacities, dualAbove, key);
        emit Admitted(id, key, name, registration, capacities, dualAbove, documents);
    }

    function _receives(uint32 to, uint32 from, uint32 obligor, uint48 amount) private returns (bool) {
        requireActive(to);
        return _accepts(to, from, obligor, amount);
    }

    /// @dev The acceptance for this obligor's debts first, then the one for any obligor's. Neither fits: a proposal.
    function _accepts(uint32 to, uint32 from, uint32 obligor, uint48 amount) private returns (bool) {
        uint32 day = today();
        return _uses(_standing[_standingKey(to, from, obligor)], amount, day)
            || _uses(_standing[_standingKey(to, from, 0)], amount, day);
    }

    /// @dev Counts only where the number a day is bounded: most are not, and a write costs more than the rest.
    function _uses(Standing storage s, uint48 amount, uint32 day) private returns (bool) {
        // Read together: the slot is loaded once.
        (uint48 min, uint48 max, uint16 perDay, uint32 until) = (s.min, s.max, s.perDay, s.until);
        if (day > until || amount < min || amount > max) return false;
        if (perDay != 0) {
            uint16 used = s.day == day ? s.used : 0;
            if (used == perDay) return false;
            (s.day, s.used) = (day, used + 1);
        }
        return true;
    }

    function _standingKey(uint32 company, uint32 sender, uint32 obligor) private pure returns (uint256) {
        return uint256(company) << 64 | uint256(sender) << 32 | obligor;
    }

    function _vendorKey(uint32 obligor, string calldata number) private pure returns (bytes32) {
        return keccak256(abi.encode(obligor, number));
    }
}
