// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Auth} from "./interfaces/Auth.sol";
import {ICompanies} from "./interfaces/ICompanies.sol";
import {BirthRules, DefineRule, IRules, NameRuleSet, Rule} from "./interfaces/IRules.sol";
import {Clock, ClockParams} from "./Clock.sol";

/// @title Rules
/// @notice See `IRules`. No key can change a rule that an obligation was born under: sets are written to before their first day only.
contract Rules is IRules, Clock {
    uint8 private constant MAKER = 1;
    uint16 private constant AUTHORITY = 8;
    /// Values of one rule in one set. They are read newest first, and nobody shall make that dear for an obligation that is bound to them.
    uint256 private constant MOST_VALUES = 24;

    bytes32 private constant NAME_TYPE =
        keccak256("NameRuleSet(uint32 company,uint16 set,string name,uint32 from,uint64 nonce,uint40 deadline)");
    bytes32 private constant DEFINE_TYPE = keccak256(
        "DefineRule(uint32 company,uint16 set,bytes32 id,uint256 value,uint32 from,string source,uint64 nonce,uint40 deadline)"
    );

    /// What a set is, beside its name.
    struct Head {
        /// First day in force; zero: there is no such set.
        uint32 start;
        /// How many of the first set's rules it has. It is not in force before it has all.
        uint16 has;
    }

    /// One value, in one slot.
    struct Dated {
        uint32 from;
        /// Its place in `_all`, from 1 on.
        uint32 place;
        uint192 value;
    }

    ICompanies private immutable _companies;
    /// @inheritdoc IRules
    uint16 public sets;
    mapping(uint16 => Head) private _heads;
    mapping(uint16 => string) private _names;
    /// The newest value of a rule, which is nearly always the one asked for, and those before it, oldest first.
    mapping(uint16 => mapping(bytes32 => Dated)) private _newest;
    mapping(uint16 => mapping(bytes32 => Dated[])) private _earlier;
    Rule[] private _all;

    /// @notice Rules of the deployment are not in the order of their days, belong to a set without a name, or lack one that set 1 has.
    error BadRule(uint16 set, bytes32 id);

    /// @param names The sets' names: the first is set 1. All of them are in force from today on.
    /// @param table Values of one rule in the order of their first days. Every set has the rules of set 1.
    constructor(ICompanies companies, string[] memory names, Rule[] memory table, ClockParams memory clock_)
        Clock(clock_)
    {
        _companies = companies;
        for (uint16 i; i < names.length; ++i) {
            _name(i + 1, names[i], today());
        }
        for (uint256 i; i < table.length; ++i) {
            Rule memory r = table[i];
            Dated memory last = _newest[r.set][r.id];
            bool ordered = last.place == 0 || last.from < r.from;
            if (_heads[r.set].start == 0 || !ordered || r.value > type(uint192).max) revert BadRule(r.set, r.id);
            _add(r);
        }
        for (uint16 set = 2; set <= names.length; ++set) {
            bytes32 id = _lacking(set);
            if (id != 0) revert BadRule(set, id);
            _heads[set].has = _heads[1].has;
        }
    }

    /* ACTS */

    /// @inheritdoc IRules
    function nameRuleSet(NameRuleSet calldata act, Auth calldata auth) external {
        bytes32 hash = keccak256(
            abi.encode(NAME_TYPE, act.company, act.set, keccak256(bytes(act.name)), act.from, auth.nonce, auth.deadline)
        );
        if (act.set != uint256(sets) + 1) revert BadField("set");
        if (bytes(act.name).length == 0 || bytes(act.name).length > 64) revert BadField("name");
        if (act.from <= today()) revert BadField("from");
        _companies.requireCapacity(act.company, AUTHORITY);
        _companies.authorize(act.company, MAKER, 0, hash, msg.sender, auth);
        _name(act.set, act.name, act.from);
    }

    /// @inheritdoc IRules
    function defineRule(DefineRule calldata act, Auth calldata auth) external {
        bytes32 hash = keccak256(
            abi.encode(
                DEFINE_TYPE,
                act.company,
                act.set,
                act.id,
                act.value,
                act.from,
                keccak256(bytes(act.source)),
                auth.nonce,
                auth.deadline
            )
        );
        uint32 start = _heads[act.set].start;
        if (today() >= start) revert SetFixed(act.set);
        if (act.id == 0) revert BadField("id");
        if (act.value > type(uint192).max) revert BadField("value");
        if (bytes(act.source).length == 0 || bytes(act.source).length > 256) revert BadField("source");
        Dated memory last = _newest[act.set][act.id];
        bool correction = last.place != 0 && last.from == act.from;
        // A rule holds from the set's first day on, and may change on later ones.
        bool ordered = correction || (last.place == 0 ? act.from == start : act.from > last.from);
        if (!ordered || !correction && _earlier[act.set][act.id].length + 1 == MOST_VALUES) revert BadField("from");
        _companies.requireCapacity(act.company, AUTHORITY);
        _companies.authorize(act.company, MAKER, 0, hash, msg.sender, auth);
        Rule memory rule = Rule(act.set, act.id, act.value, act.from, act.source);
        if (correction) _correct(rule, last.place);
        else _add(rule);
    }

    /* VIEWS */

    /// @inheritdoc IRules
    function valueOn(uint16 set, bytes32 id, uint32 day) external view returns (uint256) {
        return _valueOn(set, id, day);
    }

    /// @inheritdoc IRules
    function birthRules(uint16 set, uint32 day) external view returns (BirthRules memory r) {
        Head memory head = _heads[set];
        if (head.start == 0 || day < head.start) revert NoRule(set, "V11.births", day);
        if (head.has != _heads[1].has) revert NoRule(set, _lacking(set), day);
        r.tenorMonths = _valueOn(set, "V01.tenor-months", day);
        r.justifyMonths = _valueOn(set, "V01.justify-months", day);
        r.answerDays = _valueOn(set, "V14.answer-days", day);
        r.cutoffDays = _valueOn(set, "V08.cutoff-days", day);
        r.maxDepth = _limitOn(set, "V08.max-depth", day);
        r.maxLots = _limitOn(set, "V08.max-lots", day);
        r.maxHops = _limitOn(set, "V08.max-hops", day);
        r.alert = _limitOn(set, "V08.alert", day);
        r.births = _valueOn(set, "V11.births", day);
        r.evidence = _valueOn(set, "V12.evidence", day);
        r.smeDays = _limitOn(set, "V14.sme-days", day);
        r.line = _valueOn(set, "V07.line", day);
        r.default_ = _valueOn(set, "V07.default", day);
    }

    /// @inheritdoc IRules
    function startOf(uint16 set) external view returns (uint32) {
        return _heads[set].start;
    }

    /// @inheritdoc IRules
    function nameOf(uint16 set) external view returns (string memory) {
        return _names[set];
    }

    /// @inheritdoc IRules
    function all() external view returns (Rule[] memory) {
        return _all;
    }

    /* INTERNAL */

    function _name(uint16 set, string memory name, uint32 start) private {
        sets = set;
        _heads[set].start = start;
        _names[set] = name;
        emit RuleSetNamed(set, name, start);
    }

    /// @dev A value after all others of its rule.
    function _add(Rule memory r) private {
        _all.push(r);
        Dated memory last = _newest[r.set][r.id];
        if (last.place != 0) _earlier[r.set][r.id].push(last);
        else if (r.set == 1 || _newest[1][r.id].place != 0) ++_heads[r.set].has;
        _newest[r.set][r.id] = Dated(r.from, uint32(_all.length), uint192(r.value));
        emit RuleDefined(r.set, r.id, r.value, r.from, r.source);
    }

    /// @dev Another value in the place of the newest, from the same day on: a slip of the pen before the set is in force.
    function _correct(Rule memory r, uint32 place) private {
        _all[place - 1] = r;
        _newest[r.set][r.id].value = uint192(r.value);
        emit RuleDefined(r.set, r.id, r.value, r.from, r.source);
    }

    function _valueOn(uint16 set, bytes32 id, uint32 day) private view returns (uint256) {
        (bool found, uint256 value) = _find(set, id, day);
        if (!found) revert NoRule(set, id, day);
        return value;
    }

    /// @dev Zero, which is no limit, where the set is silent.
    function _limitOn(uint16 set, bytes32 id, uint32 day) private view returns (uint256 value) {
        (, value) = _find(set, id, day);
    }

    function _find(uint16 set, bytes32 id, uint32 day) private view returns (bool found, uint256 value) {
        Dated memory v = _newest[set][id];
        if (v.place == 0) return (false, 0);
        if (v.from <= day) return (true, v.value);
        Dated[] storage earlier = _earlier[set][id];
        for (uint256 i = earlier.length; i > 0; --i) {
            v = earlier[i - 1];
            if (v.from <= day) return (true, v.value);
        }
    }

    /// @dev A rule that set 1 has and this one lacks; zero if there is none.
    function _lacking(uint16 set) private view returns (bytes32) {
        for (uint256 i; i < _all.length; ++i) {
            bytes32 id = _all[i].id;
            if (_all[i].set == 1 && _newest[set][id].place == 0) return id;
        }
        return 0;
    }
}
