// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Auth} from "./Auth.sol";

/// @notice One number of a rule set.
struct Rule {
    /// The set that it belongs to.
    uint16 set;
    /// The rule's id in ASCII, as refusals name it: "V01.tenor-months".
    bytes32 id;
    uint256 value;
    /// First local day on which the value holds.
    uint32 from;
    /// Where it comes from.
    string source;
}

/// @notice The authority names a new rule set, in force from a later day on.
struct NameRuleSet {
    /// The authority.
    uint32 company;
    /// One above the newest.
    uint16 set;
    /// 1 to 64 bytes.
    string name;
    uint32 from;
}

/// @notice The authority gives a value to a set that is not yet in force; the same rule and day again corrects the newest.
struct DefineRule {
    uint32 company;
    uint16 set;
    bytes32 id;
    uint256 value;
    /// A rule's first value holds from the set's first day; others follow in the order of their days.
    uint32 from;
    /// 1 to 256 bytes.
    string source;
}

/// @notice The values that a new receivable needs. Zero where a set is silent about a limit.
struct BirthRules {
    uint256 tenorMonths;
    uint256 justifyMonths;
    uint256 answerDays;
    uint256 cutoffDays;
    uint256 maxDepth;
    uint256 maxLots;
    uint256 maxHops;
    /// 1: a breach of these three is reported, not refused.
    uint256 alert;
    /// 1: receivables are born under the set on this day.
    uint256 births;
    /// 1: a contract's digest and invoices are needed.
    uint256 evidence;
    /// Days from delivery above which a small or medium supplier's receivable is flagged.
    uint256 smeDays;
    /// 1: a line is needed.
    uint256 line;
    /// 1: an obligor in default may owe nothing new.
    uint256 default_;
}

/// @title Rules as dated numbers
/// @notice A rule set can be written until the day it comes into force and never after; an obligation keeps the set that it was born under.
///
///   – ── deployment ──────────────────────────────▶ IN FORCE (for good)
///   – ── name (authority) ──▶ DRAFT ── its day ────────▲
///
/// Births under a set need that it has every rule that set 1 has: an obligation must not turn out, late in its life, to have no rule to go by.
interface IRules {
    /// @notice The set does not exist, or has no value for this rule on this day.
    error NoRule(uint16 set, bytes32 id, uint32 day);

    /// @notice The set is in force, or does not exist: nothing can be written to it.
    error SetFixed(uint16 set);
    /// @notice A field is out of range: its name in ASCII.
    error BadField(bytes32 field);

    event RuleSetNamed(uint16 indexed set, string name, uint32 from);
    event RuleDefined(uint16 indexed set, bytes32 indexed id, uint256 value, uint32 from, string source);

    function nameRuleSet(NameRuleSet calldata act, Auth calldata auth) external;
    function defineRule(DefineRule calldata act, Auth calldata auth) external;

    /// @notice The value in force on `day`.
    function valueOn(uint16 set, bytes32 id, uint32 day) external view returns (uint256);
    /// @notice The values that a new receivable needs, in one call. Reverts with `NoRule` for a set not in force on `day` or not complete.
    function birthRules(uint16 set, uint32 day) external view returns (BirthRules memory);
    /// @notice First local day on which the set is in force: the day of deployment, or the one that it was named with. Zero: no such set.
    function startOf(uint16 set) external view returns (uint32);
    /// @notice Number of sets; the first is 1.
    function sets() external view returns (uint16);
    function nameOf(uint16 set) external view returns (string memory);
    /// @notice All rules of all sets, in the order of their definition.
    function all() external view returns (Rule[] memory);
}
