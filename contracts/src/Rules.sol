// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IRules, Rule} from "./interfaces/IRules.sol";

/// @title Rules
/// @notice See `IRules`. Fixed in the constructor: no key can change a rule that an obligation was born under.
contract Rules is IRules {
    struct Dated {
        uint32 from;
        uint224 value;
    }

    mapping(uint16 => string) private _names;
    /// The values of a rule, oldest first.
    mapping(uint16 => mapping(bytes32 => Dated[])) private _values;
    Rule[] private _all;

    /// @notice Rules are not in the order of their days, or belong to a set without a name.
    error BadRule(uint16 set, bytes32 id);

    /// @param names The sets' names: the first is set 1.
    /// @param table Values of one rule in the order of their first days.
    constructor(string[] memory names, Rule[] memory table) {
        for (uint16 i; i < names.length; ++i) {
            _names[i + 1] = names[i];
            emit RuleSetNamed(i + 1, names[i]);
        }
        for (uint256 i; i < table.length; ++i) {
            Rule memory r = table[i];
            Dated[] storage values = _values[r.set][r.id];
            bool ordered = values.length == 0 || values[values.length - 1].from < r.from;
            if (bytes(_names[r.set]).length == 0 || !ordered || r.value > type(uint224).max) {
                revert BadRule(r.set, r.id);
            }
            values.push(Dated(r.from, uint224(r.value)));
            _all.push(r);
            emit RuleDefined(r.set, r.id, r.value, r.from, r.source);
        }
    }

    /// @inheritdoc IRules
    function valueOn(uint16 set, bytes32 id, uint32 day) public view returns (uint256) {
        Dated[] storage values = _values[set][id];
        for (uint256 i = values.length; i > 0; --i) {
            Dated memory v = values[i - 1];
            if (v.from <= day) return v.value;
        }
        revert NoRule(set, id, day);
    }

    /// @inheritdoc IRules
    function birthRules(uint16 set, uint32 day)
        external
        view
        returns (uint256 tenorMonths, uint256 justifyMonths, uint256 answerDays, uint256 cutoffDays)
    {
        tenorMonths = valueOn(set, "V01.tenor-months", day);
        justifyMonths = valueOn(set, "V01.justify-months", day);
        answerDays = valueOn(set, "V14.answer-days", day);
        cutoffDays = valueOn(set, "V08.cutoff-days", day);
    }

    /// @inheritdoc IRules
    function nameOf(uint16 set) external view returns (string memory) {
        return _names[set];
    }

    /// @inheritdoc IRules
    function all() external view returns (Rule[] memory) {
        return _all;
    }
}
