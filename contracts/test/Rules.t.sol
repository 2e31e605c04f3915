// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Rules} from "../src/Rules.sol";
import {ICompanies} from "../src/interfaces/ICompanies.sol";
import {IReceivables, IssueReceivable} from "../src/interfaces/IReceivables.sol";
import {BirthRules, DefineRule, IRules, NameRuleSet, Rule} from "../src/interfaces/IRules.sol";
import {ObligationId} from "../src/libraries/ObligationId.sol";
import {LifeActs} from "./LifeActs.sol";

/// @notice Rules as dated numbers, and the sets that the authority names for days to come.
contract RulesTest is LifeActs {
    bytes32 private constant TENOR = "V01.tenor-months";
    uint16 private constant NEXT = 4;
    /// The next set's first day.
    uint32 private constant START = DAY0 + 10;

    /*/////////////////////////////// DEPLOYMENT //////////////////////////////*/

    function test_Rules_AreDated() public {
        vm.expectEmit();
        emit IRules.RuleSetNamed(1, "CN", DAY0);
        vm.expectEmit();
        emit IRules.RuleDefined(1, TENOR, 12, 100, "art. 11");
        vm.expectEmit();
        emit IRules.RuleDefined(1, TENOR, 6, 200, "briefing");
        Rules r = _deployed(_names("CN"), _table(100, 200, 6));
        assertEq(r.valueOn(1, TENOR, 100), 12, "from its first day");
        assertEq(r.valueOn(1, TENOR, 199), 12, "up to the day before the next");
        assertEq(r.valueOn(1, TENOR, 200), 6, "the next");
        assertEq(r.valueOn(1, TENOR, type(uint32).max), 6, "and on");
        assertEq(r.nameOf(1), "CN", "name");
        assertEq(r.startOf(1), DAY0, "in force from deployment on");
        assertEq(r.sets(), 1, "sets");
        Rule[] memory all = r.all();
        assertEq(all.length, 2, "all");
        assertEq(all[1].source, "briefing", "with their sources");
    }

    function test_RevertWhen_ThereIsNoRule() public {
        Rules r = _deployed(_names("CN"), _table(100, 200, 6));
        _refusesRule(1, TENOR, 99);
        r.valueOn(1, TENOR, 99);
        _refusesRule(1, "V99", 100);
        r.valueOn(1, "V99", 100);
        _refusesRule(2, TENOR, 100);
        r.valueOn(2, TENOR, 100);
        _refusesRule(1, "V01.justify-months", DAY0);
        r.birthRules(1, DAY0);
        _refusesRule(1, "V11.births", DAY0 - 1); // before there was anything
        r.birthRules(1, DAY0 - 1);
        _refusesRule(2, "V11.births", DAY0); // no such set
        r.birthRules(2, DAY0);
        assertEq(r.startOf(2), 0, "no such set");
        assertEq(r.nameOf(2), "", "no such set");
    }

    function test_RevertWhen_ATableIsBad() public {
        bytes memory reason = abi.encodeWithSelector(Rules.BadRule.selector, uint16(1), TENOR);
        refused(reason); // two values from the same day
        _deployed(_names("CN"), _table(100, 100, 6));
        refused(reason); // the later first
        _deployed(_names("CN"), _table(200, 100, 6));
        refused(reason); // too large
        _deployed(_names("CN"), _table(100, 200, 1 << 192));
        refused(reason); // a set without a name
        _deployed(new string[](0), _table(100, 200, 6));
        string[] memory names = new string[](2);
        (names[0], names[1]) = ("CN", "EU");
        refused(abi.encodeWithSelector(Rules.BadRule.selector, uint16(2), TENOR)); // a set that lacks what the first has
        _deployed(names, _table(100, 200, 6));
    }

    function test_BirthRules_AreThoseOfTheDay() public view {
        BirthRules memory r = rules.birthRules(CN_2026_STRICT, DAY0);
        assertEq(r.tenorMonths, 12, "tenor");
        assertEq(r.justifyMonths, 6, "justify");
        assertEq(r.answerDays, 30, "answer");
        assertEq(r.cutoffDays, 2, "cutoff");
        assertEq(r.maxDepth, 20, "depth");
        assertEq(r.maxLots, 1000, "lots");
        assertEq(r.maxHops, 500, "hops");
        assertEq(r.alert, 0, "alert");
        assertEq(r.births, 1, "births");
        assertEq(r.evidence, 1, "evidence");
        assertEq(r.smeDays, 60, "small enterprises");
        assertEq(r.line, 1, "line");
        assertEq(r.default_, 1, "default");
        assertEq(rules.birthRules(CN_2027, DAY0).tenorMonths, 6, "another set");
    }

    /*///////////////////////////////// RULE IDS //////////////////////////////*/

    /// The coming cap is a set of its own: what it refuses, the other takes; what was born under the other keeps it.
    function test_R_V02_ACapThatComesIsAnotherSet() public {
        accepting(ACME, CORE, CORE);
        IssueReceivable memory act = issueOf(ACME, 1000);
        act.due = today() + 300;
        act.justification = "custom of the trade";
        (ObligationId id,) = perform(act);
        assertEq(lots.obligationOf(id).rules, CN_2026, "born under it");
        act.serial = ++serial;
        act.rules = CN_2027;
        uint32 latest = 20_182; // 2025-04-04, six months from 2024-10-04
        refused(abi.encodeWithSelector(IReceivables.TenorAboveCap.selector, TENOR, act.due, latest));
        perform(act);
        act.due = latest;
        (id,) = perform(act);
        assertEq(lots.obligationOf(id).rules, CN_2027, "born under the other");
    }

    /// Sets overlap: the old one takes births until it says otherwise, from a day that it named beforehand.
    function test_R_V11_SetsOverlapByDate() public {
        accepting(ACME, CORE, CORE);
        _named();
        _defineAll();
        perform(DefineRule(AUTHORITY, NEXT, "V11.births", 0, START + 20, "superseded"));
        IssueReceivable memory act = issueOf(ACME, 1000);
        act.rules = NEXT;
        _refusesRule(NEXT, "V11.births", DAY0);
        perform(act);
        onDay(START);
        perform(act);
        perform(issueOf(ACME, 1000)); // beside the first set
        onDay(START + 19);
        act.serial = ++serial;
        perform(act);
        onDay(START + 20);
        act.serial = ++serial;
        refused(abi.encodeWithSelector(IReceivables.SetClosed.selector, bytes32("V11.births"), NEXT));
        perform(act);
    }

    /*//////////////////////////////// NEW SETS ///////////////////////////////*/

    function test_NameRuleSet_ForADayToCome() public eitherWay {
        vm.expectEmit(address(rules));
        emit IRules.RuleSetNamed(NEXT, "CN-2028", START);
        perform(NameRuleSet(AUTHORITY, NEXT, "CN-2028", START));
        assertEq(rules.sets(), NEXT, "sets");
        assertEq(rules.startOf(NEXT), START, "start");
        assertEq(rules.nameOf(NEXT), "CN-2028", "name");
        perform(NameRuleSet(AUTHORITY, NEXT + 1, "CN-2029", DAY0 + 1)); // tomorrow is soon enough
    }

    function test_DefineRule_UntilTheFirstDay() public eitherWay {
        _named();
        vm.expectEmit(address(rules));
        emit IRules.RuleDefined(NEXT, TENOR, 9, START, "circular 7");
        perform(DefineRule(AUTHORITY, NEXT, TENOR, 9, START, "circular 7"));
        perform(DefineRule(AUTHORITY, NEXT, TENOR, 4, START + 5, "circular 8"));
        perform(DefineRule(AUTHORITY, NEXT, TENOR, 2, START + 6, "circular 9"));
        _refusesRule(NEXT, TENOR, START - 1);
        rules.valueOn(NEXT, TENOR, START - 1);
        assertEq(rules.valueOn(NEXT, TENOR, START), 9, "on its first day");
        assertEq(rules.valueOn(NEXT, TENOR, START + 4), 9, "the day before the next");
        assertEq(rules.valueOn(NEXT, TENOR, START + 5), 4, "the next");
        assertEq(rules.valueOn(NEXT, TENOR, START + 6), 2, "the last");
        Rule[] memory all = rules.all();
        assertEq(all[all.length - 1].source, "circular 9", "in the order of definition");
    }

    /// A slip of the pen can be mended while nothing is bound to it; the mended value stands where the first one stood.
    function test_DefineRule_CorrectsTheNewest() public eitherWay {
        _named();
        perform(DefineRule(AUTHORITY, NEXT, TENOR, 90, START, "slip"));
        perform(DefineRule(AUTHORITY, NEXT, "V07.line", 1, START, "circular 7"));
        uint256 number = rules.all().length;
        vm.expectEmit(address(rules));
        emit IRules.RuleDefined(NEXT, TENOR, 9, START, "circular 7");
        perform(DefineRule(AUTHORITY, NEXT, TENOR, 9, START, "circular 7"));
        assertEq(rules.valueOn(NEXT, TENOR, START), 9, "mended");
        Rule[] memory all = rules.all();
        assertEq(all.length, number, "no entry more");
        assertEq(all[number - 2].value, 9, "in its place");
        assertEq(all[number - 2].source, "circular 7", "with its source");
    }

    /// A set is not in force before it has all that the first has: no obligation is born that lacks a rule later in its life.
    function test_RevertWhen_ASetIsIncompleteOnItsDay() public {
        _named();
        Rule[] memory all = rules.all();
        for (uint256 i; i < 19; ++i) {
            perform(DefineRule(AUTHORITY, NEXT, all[i].id, all[i].value, START, "as before"));
        }
        perform(DefineRule(AUTHORITY, NEXT, "X01.new", 1, START, "one more than the first has"));
        onDay(START);
        _refusesRule(NEXT, "K01.recovery-days", START);
        rules.birthRules(NEXT, START);
    }

    function test_BirthRules_OfACompleteSet() public {
        _named();
        _defineAll();
        assertEq(rules.birthRules(NEXT, START).tenorMonths, 12, "as the first");
        _refusesRule(NEXT, "V11.births", START - 1);
        rules.birthRules(NEXT, START - 1);
    }

    function test_RevertWhen_TheSetIsInForceOrNone() public {
        for (uint16 set = 1; set < NEXT; ++set) {
            refused(abi.encodeWithSelector(IRules.SetFixed.selector, set));
            perform(DefineRule(AUTHORITY, set, TENOR, 24, DAY0 + 1, "a favour"));
        }
        refused(abi.encodeWithSelector(IRules.SetFixed.selector, NEXT));
        perform(DefineRule(AUTHORITY, NEXT, TENOR, 24, START, "no such set"));
        refused(abi.encodeWithSelector(IRules.SetFixed.selector, uint16(0)));
        perform(DefineRule(AUTHORITY, 0, TENOR, 24, START, "no such set"));
        _named();
        onDay(START - 1);
        perform(DefineRule(AUTHORITY, NEXT, TENOR, 24, START, "the last day"));
        onDay(START);
        refused(abi.encodeWithSelector(IRules.SetFixed.selector, NEXT));
        perform(DefineRule(AUTHORITY, NEXT, TENOR, 12, START, "its day"));
        refused(abi.encodeWithSelector(IRules.SetFixed.selector, NEXT)); // nor a day to come
        perform(DefineRule(AUTHORITY, NEXT, TENOR, 12, START + 100, "its day"));
    }

    function test_RevertWhen_NotTheAuthorityWrites() public {
        uint32[3] memory others = [OPERATOR, BANK, CORE];
        for (uint256 i; i < others.length; ++i) {
            refused(abi.encodeWithSelector(ICompanies.LacksCapacity.selector, others[i], uint16(8)));
            perform(NameRuleSet(others[i], NEXT, "CN-2028", START));
        }
        address viewer = hire(AUTHORITY, "viewer", 8);
        refused(abi.encodeWithSelector(ICompanies.LacksRole.selector, viewer, MAKER));
        performAs(viewer, NameRuleSet(AUTHORITY, NEXT, "CN-2028", START));
        _named();
        refused(abi.encodeWithSelector(ICompanies.LacksCapacity.selector, OPERATOR, uint16(8)));
        perform(DefineRule(OPERATOR, NEXT, TENOR, 1, START, "a favour"));
        refused(abi.encodeWithSelector(ICompanies.NotOperator.selector, keyOf[OPERATOR], AUTHORITY));
        performAs(keyOf[OPERATOR], DefineRule(AUTHORITY, NEXT, TENOR, 1, START, "a favour"));
    }

    function test_RevertWhen_ASetsFieldIsOutOfRange() public {
        _refusesField("set");
        perform(NameRuleSet(AUTHORITY, 3, "CN-2028", START));
        _refusesField("set");
        perform(NameRuleSet(AUTHORITY, 5, "CN-2028", START));
        _refusesField("name");
        perform(NameRuleSet(AUTHORITY, NEXT, "", START));
        _refusesField("name");
        perform(NameRuleSet(AUTHORITY, NEXT, string(new bytes(65)), START));
        _refusesField("from");
        perform(NameRuleSet(AUTHORITY, NEXT, "CN-2028", DAY0));
    }

    function test_RevertWhen_ARulesFieldIsOutOfRange() public {
        _named();
        _refusesField("id");
        perform(DefineRule(AUTHORITY, NEXT, 0, 1, START, "source"));
        _refusesField("value");
        perform(DefineRule(AUTHORITY, NEXT, TENOR, 1 << 192, START, "source"));
        _refusesField("source");
        perform(DefineRule(AUTHORITY, NEXT, TENOR, 1, START, ""));
        _refusesField("source");
        perform(DefineRule(AUTHORITY, NEXT, TENOR, 1, START, string(new bytes(257))));
        _refusesField("from"); // a rule holds from the set's first day
        perform(DefineRule(AUTHORITY, NEXT, TENOR, 1, START - 1, "source"));
        _refusesField("from");
        perform(DefineRule(AUTHORITY, NEXT, TENOR, 1, START + 1, "source"));
        perform(DefineRule(AUTHORITY, NEXT, TENOR, 1, START, "source"));
        perform(DefineRule(AUTHORITY, NEXT, TENOR, 1, START + 2, "source"));
        _refusesField("from"); // not in order
        perform(DefineRule(AUTHORITY, NEXT, TENOR, 1, START + 1, "source"));
        _refusesField("from"); // only the newest is mended
        perform(DefineRule(AUTHORITY, NEXT, TENOR, 1, START, "source"));
    }

    /// Values are read newest first: nobody makes that dear for an obligation that is bound to them.
    function test_RevertWhen_ARuleHasTooManyValues() public {
        _named();
        for (uint32 i; i < 24; ++i) {
            perform(DefineRule(AUTHORITY, NEXT, TENOR, i, START + i, "source"));
        }
        _refusesField("from");
        perform(DefineRule(AUTHORITY, NEXT, TENOR, 24, START + 24, "source"));
        perform(DefineRule(AUTHORITY, NEXT, TENOR, 99, START + 23, "mended"));
        assertEq(rules.valueOn(NEXT, TENOR, START), 0, "the first");
        assertEq(rules.valueOn(NEXT, TENOR, START + 23), 99, "the last");
    }

    /// The value of a day is that of the newest one begun by then, whatever their number and days.
    function testFuzz_ValueOn_IsTheNewestBegun(uint256 seed, uint32 day) public {
        _named();
        uint256 number = bound(seed, 1, 24);
        uint32 from = START;
        uint32[] memory begins = new uint32[](number);
        for (uint256 i; i < number; ++i) {
            perform(DefineRule(AUTHORITY, NEXT, TENOR, i, from, "source"));
            begins[i] = from;
            from += 1 + uint32(uint256(keccak256(abi.encode(seed, i))) % 40);
        }
        day = uint32(bound(day, START, from + 40));
        uint256 want;
        while (want + 1 < number && begins[want + 1] <= day) ++want;
        assertEq(rules.valueOn(NEXT, TENOR, day), want, "value");
    }

    /// What was signed for a set is written once.
    function test_Attack_ARuleIsSentAgain() public {
        _named();
        DefineRule memory act = DefineRule(AUTHORITY, NEXT, TENOR, 9, START, "circular 7");
        bytes32 hash = hashOf(act, under(900, deadline));
        rules.defineRule(act, signed(keyOf[AUTHORITY], hash, 900, deadline));
        perform(DefineRule(AUTHORITY, NEXT, TENOR, 6, START, "circular 8"));
        refused(abi.encodeWithSelector(ICompanies.NonceSpent.selector, keyOf[AUTHORITY], uint64(900)));
        rules.defineRule(act, signed(keyOf[AUTHORITY], hash, 900, deadline));
        assertEq(rules.valueOn(NEXT, TENOR, START), 6, "the later word");
    }

    /*///////////////////////////////// SETTING ///////////////////////////////*/

    /// @dev The set after those of the deployment, without a rule.
    function _named() private {
        perform(NameRuleSet(AUTHORITY, NEXT, "CN-2028", START));
    }

    /// @dev It gets every rule that the first set has, with the same value.
    function _defineAll() private {
        Rule[] memory all = rules.all();
        for (uint256 i; i < all.length && all[i].set == 1; ++i) {
            perform(DefineRule(AUTHORITY, NEXT, all[i].id, all[i].value, START, "as before"));
        }
    }

    function _deployed(string[] memory names, Rule[] memory table) private returns (Rules) {
        return new Rules(companies, names, table, clock());
    }

    function _names(string memory name) private pure returns (string[] memory names) {
        names = new string[](1);
        names[0] = name;
    }

    function _table(uint32 first, uint32 second, uint256 value) private pure returns (Rule[] memory table) {
        table = new Rule[](2);
        table[0] = Rule(1, TENOR, 12, first, "art. 11");
        table[1] = Rule(1, TENOR, value, second, "briefing");
    }

    function _refusesRule(uint16 set, bytes32 id, uint32 day) private {
        refused(abi.encodeWithSelector(IRules.NoRule.selector, set, id, day));
    }

    function _refusesField(bytes32 field) private {
        refused(abi.encodeWithSelector(IRules.BadField.selector, field));
    }
}
