// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Auth} from "./Auth.sol";

/// @notice A company as every act sees it, in one slot.
struct Company {
    /// 0 unknown, 1 active, 2 suspended by the operator's desk, 3 suspended by the authority.
    uint8 status;
    /// Bits: 1 obligor (core enterprise), 2 bank, 4 guarantor, 8 authority, 16 operator's desk, 32 small or medium enterprise,
    /// 64 head of a group (may grant lines).
    uint16 capacities;
    /// Above this amount (units of 0.01) two different operators must sign; all ones: never.
    uint48 dualAbove;
    /// Operators with the admin role, since the last recovery; those that an order stops count too.
    uint16 admins;
    /// The local day of admission.
    uint32 since;
    /// Recoveries so far: an admin key of an earlier epoch is an admin no more.
    uint8 epoch;
}

/// @notice What one key may do, for the one company it acts for, in one slot.
struct Operator {
    uint32 company;
    /// Bits: 1 maker, 2 checker, 4 admin, 8 viewer; the same times 16 while an order suspends the key. Zero: revoked.
    uint8 roles;
    /// Largest single act, in units of 0.01; all ones: any.
    uint48 limit;
    /// Largest sum of a local day; all ones: any.
    uint48 daily;
    /// The day that `spent` counts.
    uint32 day;
    uint48 spent;
    /// Last local day of the key; zero: no end.
    uint32 until;
    /// The company's epoch in which it became an admin.
    uint8 epoch;
}

/// @notice The one way back for a company that lost every admin key, while its notice runs.
struct Recovery {
    /// The struct hash of the desk's proposal.
    bytes32 proposal;
    address key;
    /// Last local day of the notice; zero until the authority agrees.
    uint32 notice;
}

/// @notice What a company takes from a sender without being asked each time.
struct Standing {
    uint48 min;
    uint48 max;
    /// Acceptances a local day; zero: any number.
    uint16 perDay;
    /// Last local day; zero: none is given.
    uint32 until;
    uint32 day;
    uint16 used;
}

/// @notice Admit a company. The desk's operator signs as `company`; the new company's first admin key signs the same message.
struct AdmitCompany {
    uint32 company;
    uint32 id;
    string name;
    /// Unified credit code or other registration number, unique in the network.
    string registration;
    uint16 capacities;
    address key;
    uint48 dualAbove;
    /// Digest of the documents examined; zero for none.
    bytes32 documents;
}

/// @notice Suspend a company, or let it act again. Its lots, money and keys are not touched. What the authority suspended, only the
/// authority lets act again.
struct SuspendCompany {
    uint32 company;
    uint32 id;
    bool suspended;
    string reason;
}

/// @notice Add an operator key, or change what one may do. A new key signs the same message.
struct SetOperator {
    uint32 company;
    address key;
    uint8 roles;
    uint48 limit;
    uint48 daily;
    uint32 until;
}

struct RevokeOperator {
    uint32 company;
    address key;
}

/// @notice Replace a key by another with the same roles and limits. The new key signs the same message.
struct RotateOperator {
    uint32 company;
    address key;
    address replacement;
}

/// @notice Set the amount above which two operators must sign (units of 0.01; all ones: never).
struct SetThreshold {
    uint32 company;
    uint48 dualAbove;
}

/// @notice Accept from now on, unasked, what `sender` transfers or issues, within these bounds.
struct AcceptFrom {
    uint32 company;
    uint32 sender;
    /// Only debts of this obligor; zero: of any.
    uint32 obligor;
    uint48 min;
    uint48 max;
    uint16 perDay;
    /// Last local day; zero ends the standing acceptance.
    uint32 until;
}

/// @notice The number under which an obligor's books know a supplier. Books change: naming it again replaces who it stood for.
struct NameVendor {
    uint32 company;
    /// Zero: nobody any more.
    uint32 supplier;
    /// 1 to 64 bytes.
    string number;
}

/// @notice Make a nonce of one's own useless, and with it whatever was signed under it.
struct CancelNonce {
    uint32 company;
    uint64 cancelled;
}

/// @notice Take one's own signature as second operator back, before the act is done: this key's, and no other's, no longer counts for it.
struct CancelSignature {
    uint32 company;
    /// EIP-712 digest of the message that this key signed.
    bytes32 digest;
}

/// @notice The authority stops a key by order, or lets it act again. Its company's other keys are not touched.
struct SuspendKey {
    /// The authority.
    uint32 company;
    address key;
    bool suspended;
    /// Number of the order, 1 to 64 bytes.
    string order;
}

/// @notice The operator's desk proposes a new admin key for a company that lost all of its own. The new key signs the same message.
struct ProposeRecovery {
    /// The desk.
    uint32 company;
    uint32 lost;
    address key;
    /// Digest of the documents examined; not zero.
    bytes32 documents;
}

/// @notice The authority agrees: the notice begins. `proposal` is the struct hash of the `ProposeRecovery`.
struct AgreeRecovery {
    /// The authority.
    uint32 company;
    uint32 lost;
    bytes32 proposal;
}

/// @notice An admin key of the company that no order has suspended objects: the recovery is off.
struct ObjectRecovery {
    uint32 company;
    bytes32 proposal;
}

/// @title Who may act for whom
/// @notice Answers for every contract of the network: may this signature, or this caller, act for this company, in this
/// role, for this amount? Verifies and spends nonces for the sealed modules only. Holds no claim and can move none.
interface ICompanies {
    /// @notice The company is not admitted.
    error UnknownCompany(uint32 company);
    /// @notice The company is suspended.
    error CompanySuspended(uint32 company);
    /// @notice The company lacks a capacity.
    error LacksCapacity(uint32 company, uint16 capacity);
    /// @notice The key does not act for this company.
    error NotOperator(address key, uint32 company);
    /// @notice The key lacks the role.
    error LacksRole(address key, uint8 role);
    /// @notice The key's last day is over.
    error KeyExpired(address key, uint32 until);
    /// @notice The amount is above what the key may sign at once.
    error AboveLimit(address key, uint48 limit);
    /// @notice The amount is above what is left of the key's day.
    error AboveDailyLimit(address key, uint48 left);
    /// @notice Above the company's threshold a second operator must sign.
    error SecondNeeded(uint32 company, uint48 dualAbove);
    /// @notice Maker and checker must be two different keys.
    error SameOperator(address key);
    /// @notice The signature is not the key's over this message.
    error BadSignature(address key);
    /// @notice The signed act's deadline has passed.
    error DeadlinePassed(uint40 deadline);
    /// @notice The key has spent this nonce.
    error NonceSpent(address key, uint64 nonce);
    /// @notice Only the network's own contracts ask this.
    error NotModule(address caller);
    /// @notice The id is zero or taken.
    error CompanyExists(uint32 company);
    /// @notice The registration number belongs to another company.
    error RegistrationTaken(uint32 company);
    /// @notice The key acts for a company already, or cannot be one.
    error KeyTaken(address key, uint32 company);
    /// @notice A company keeps at least one admin.
    error LastAdmin(uint32 company);
    /// @notice A field is out of range: its name in ASCII.
    error BadField(bytes32 field);
    /// @notice The key has taken its signature over this message back.
    error SignatureVoid(address key, bytes32 digest);
    /// @notice An order suspends the key.
    error KeySuspended(address key);
    /// @notice No such recovery is open, or it stands at another step.
    error NoRecovery(uint32 company);
    /// @notice Rule `rule`: the company has until the end of day `last` to object.
    error NoticeRuns(bytes32 rule, uint32 last, uint32 today);

    event KeySuspension(address indexed key, uint32 indexed company, bool suspended, string order);
    event RecoveryProposed(uint32 indexed company, address indexed key, bytes32 proposal, bytes32 documents);
    event RecoveryAgreed(uint32 indexed company, bytes32 indexed proposal, uint32 notice);
    event RecoveryObjected(uint32 indexed company, bytes32 indexed proposal, address key);
    event Recovered(uint32 indexed company, address indexed key, uint8 epoch);
    event Admitted(
        uint32 indexed company,
        address indexed key,
        string name,
        string registration,
        uint16 capacities,
        uint48 dualAbove,
        bytes32 documents
    );
    event Suspended(uint32 indexed company, bool suspended, string reason);
    event OperatorSet(
        uint32 indexed company, address indexed key, uint8 roles, uint48 limit, uint48 daily, uint32 until
    );
    event OperatorRevoked(uint32 indexed company, address indexed key);
    event ThresholdSet(uint32 indexed company, uint48 dualAbove);
    event StandingSet(
        uint32 indexed company,
        uint32 indexed sender,
        uint32 indexed obligor,
        uint48 min,
        uint48 max,
        uint16 perDay,
        uint32 until
    );
    event VendorNamed(uint32 indexed obligor, uint32 indexed supplier, string number);
    event NonceCancelled(address indexed key, uint64 nonce);
    event SignatureCancelled(address indexed key, bytes32 indexed digest);
    /// @notice The outcome of a signed act: it was done. `act` is its EIP-712 digest.
    event Acted(bytes32 indexed act, address indexed key);

    /* ACTS */

    /// @param consent The signature of `act.key` over the message that the desk signs.
    function admitCompany(AdmitCompany calldata act, Auth calldata auth, bytes calldata consent) external;
    function suspendCompany(SuspendCompany calldata act, Auth calldata auth) external;
    /// @param consent The signature of `act.key` over the same message; empty when the key is an operator already.
    function setOperator(SetOperator calldata act, Auth calldata auth, bytes calldata consent) external;
    function revokeOperator(RevokeOperator calldata act, Auth calldata auth) external;
    /// @param consent The signature of `act.replacement` over the same message.
    function rotateOperator(RotateOperator calldata act, Auth calldata auth, bytes calldata consent) external;
    function setThreshold(SetThreshold calldata act, Auth calldata auth) external;
    function acceptFrom(AcceptFrom calldata act, Auth calldata auth) external;
    function nameVendor(NameVendor calldata act, Auth calldata auth) external;
    /// @notice Any operator cancels a nonce of its own key, whatever its company's status.
    function cancelNonce(CancelNonce calldata act, Auth calldata auth) external;
    /// @notice Any operator takes a signature of its own key back, whatever its company's status. Does nothing to an act that is done.
    function cancelSignature(CancelSignature calldata act, Auth calldata auth) external;

    /// @notice A suspended key does nothing, and a company that takes it back, or gives it other roles, does not lift the order. It still
    /// counts as an admin: an order must not turn two admins who decide together into one who decides alone.
    function suspendKey(SuspendKey calldata act, Auth calldata auth) external;
    /// @param consent The signature of `act.key` over the message that the desk signs.
    function proposeRecovery(ProposeRecovery calldata act, Auth calldata auth, bytes calldata consent) external;
    function agreeRecovery(AgreeRecovery calldata act, Auth calldata auth) external;
    function objectRecovery(ObjectRecovery calldata act, Auth calldata auth) external;
    /// @notice Anyone, once the notice is over unopposed: the new key becomes the company's one admin. No lot, no money moves.
    function recover(uint32 lost) external;

    /* FOR THE SEALED MODULES */

    /// @notice Verifies who does an act, counts it against the limits and spends its nonce.
    /// @param need Roles of which the first key must have one; bit 7: a suspended company may do this too.
    /// @param amount Units of 0.01 that the act commits; zero where it commits none.
    /// @param structHash The act's EIP-712 struct hash.
    /// @param caller Who called the module.
    function authorize(
        uint32 company,
        uint8 need,
        uint256 amount,
        bytes32 structHash,
        address caller,
        Auth calldata auth
    ) external returns (address key);
    /// @notice `authorize` for a maker and `receives` in one call, for transfers.
    function authorizeTransfer(
        uint32 company,
        uint32 to,
        uint32 obligor,
        uint48 amount,
        bytes32 structHash,
        address caller,
        Auth calldata auth
    ) external returns (bool immediate);
    /// @notice Which of a payment run's leaves, 256 at most, their payees take from `from` unasked, being active; counts those.
    /// @param leaves 10 bytes each: payee (4), amount (6); see `Leaves`.
    /// @param asked A bit for each leaf: whether it is asked for.
    function takes(uint32 from, uint32 obligor, bytes calldata leaves, uint256 asked) external returns (uint256 taken);
    /// @notice Whether `to`, which must be active, takes this from `from` unasked; counts it if so.
    function receives(uint32 to, uint32 from, uint32 obligor, uint48 amount) external returns (bool immediate);

    /* VIEWS */

    function companyOf(uint32 company) external view returns (Company memory);
    function nameOf(uint32 company) external view returns (string memory name, string memory registration);
    function operatorOf(address key) external view returns (Operator memory);
    function standingOf(uint32 company, uint32 sender, uint32 obligor) external view returns (Standing memory);
    /// @notice The company with this registration number; zero if none.
    function companyByRegistration(string calldata registration) external view returns (uint32);
    /// @notice The supplier that the obligor's books know under this number; zero if none.
    function companyByVendor(uint32 obligor, string calldata number) external view returns (uint32);
    /// @notice Which nonces are spent of the 256 neighbours that this one is among: bit `i` is for the `i`th above the last multiple of 256.
    function spentAround(address key, uint64 nonce) external view returns (uint256);
    /// @notice Reverts unless the company is active and has the capacity.
    function requireCapacity(uint32 company, uint16 capacity) external view;
    /// @notice Reverts unless the company is admitted and active.
    function requireActive(uint32 company) external view;
    /// @notice The domain separator of every signed act of this network.
    function domainSeparator() external view returns (bytes32);
    function recoveryOf(uint32 company) external view returns (Recovery memory);
    /// @notice What no other deployment has, in the domain of every signature.
    function salt() external view returns (bytes32);
}
