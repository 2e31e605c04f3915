// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

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

/// @title Rules as dated numbers
/// @notice A rule set is fixed at deployment; an obligation keeps the set that it was born under.
interface IRules {
    /// @notice The set does not exist, or has no value for this rule on this day.
    error NoRule(uint16 set, bytes32 id, uint32 day);

    event RuleSetNamed(uint16 indexed set, string name);
    event RuleDefined(uint16 indexed set, bytes32 indexed id, uint256 value, uint32 from, string source);

    /// @notice The value in force on `day`.
    function valueOn(uint16 set, bytes32 id, uint32 day) external view returns (uint256);
    /// @notice The values that a new obligation needs, in one call.
    function birthRules(uint16 set, uint32 day)
        external
        view
        returns (uint256 tenorMonths, uint256 justifyMonths, uint256 answerDays, uint256 cutoffDays);
    function nameOf(uint16 set) external view returns (string memory);
    /// @notice All rules of all sets, in the order of deployment.
    function all() external view returns (Rule[] memory);
}
