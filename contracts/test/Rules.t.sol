// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Clock, ClockParams} from "../src/Clock.sol";
import {Rules} from "../src/Rules.sol";
import {IRules, Rule} from "../src/interfaces/IRules.sol";
import {Test} from "./Test.sol";

/// @notice A clock and nothing else.
contract BareClock is Clock {
    constructor(ClockParams memory params) Clock(params) {}
}

/// @notice Rules as dated numbers, and the clock that they are dated by.
contract RulesTest is Test {
    bytes32 private constant TENOR = "V01.tenor-months";

    function test_Rules_AreDated() public {
        vm.expectEmit();
        emit IRules.RuleSetNamed(1, "CN");
        vm.expectEmit();
        emit IRules.RuleDefined(1, TENOR, 12, 100, "art. 11");
        vm.expectEmit();
        emit IRules.RuleDefined(1, TENOR, 6, 200, "briefing");
        Rules rules = new Rules(_names(), _table(100, 200, 6));
        assertEq(rules.valueOn(1, TENOR, 100), 12, "from its first day");
        assertEq(rules.valueOn(1, TENOR, 199), 12, "up to the day before the next");
        assertEq(rules.valueOn(1, TENOR, 200), 6, "the next");
        assertEq(rules.valueOn(1, TENOR, type(uint32).max), 6, "and on");
        assertEq(rules.nameOf(1), "CN", "name");
        Rule[] memory all = rules.all();
        assertEq(all.length, 2, "all");
        assertEq(all[1].source, "briefing", "with their sources");
    }

    function test_RevertWhen_ThereIsNoRule() public {
        Rules rules = new Rules(_names(), _table(100, 200, 6));
        _refusesRule(1, TENOR, 99);
        rules.valueOn(1, TENOR, 99);
        _refusesRule(1, "V99", 100);
        rules.valueOn(1, "V99", 100);
        _refusesRule(2, TENOR, 100);
        rules.valueOn(2, TENOR, 100);
        _refusesRule(1, "V01.justify-months", 100);
        rules.birthRules(1, 100);
    }

    function test_RevertWhen_ATableIsBad() public {
        bytes memory reason = abi.encodeWithSelector(Rules.BadRule.selector, uint16(1), TENOR);
        vm.expectRevert(reason); // two values from the same day
        new Rules(_names(), _table(100, 100, 6));
        vm.expectRevert(reason); // the later first
        new Rules(_names(), _table(200, 100, 6));
        vm.expectRevert(reason); // too large
        new Rules(_names(), _table(100, 200, 1 << 224));
        vm.expectRevert(reason); // a set without a name
        new Rules(new string[](0), _table(100, 200, 6));
    }

    function test_Clock_CountsDaysOfItsLength() public {
        vm.warp(1_000_000);
        BareClock clock = new BareClock(ClockParams(20_000, 1_000_000, 60));
        assertEq(clock.today(), 20_000, "the first day");
        vm.warp(1_000_059);
        assertEq(clock.today(), 20_000, "its last second");
        vm.warp(1_000_060);
        assertEq(clock.today(), 20_001, "the next");
        assertEq(clock.clock().dayLength, 60, "parameters");
    }

    function test_RevertWhen_AClockIsBad() public {
        vm.warp(1000);
        bytes memory reason = abi.encodeWithSelector(Clock.BadClock.selector);
        vm.expectRevert(reason);
        new BareClock(ClockParams(0, 0, 0));
        vm.expectRevert(reason);
        new BareClock(ClockParams(0, 1001, 1));
        new BareClock(ClockParams(0, 1000, 1));
    }

    function _names() private pure returns (string[] memory names) {
        names = new string[](1);
        names[0] = "CN";
    }

    function _table(uint32 first, uint32 second, uint256 value) private pure returns (Rule[] memory table) {
        table = new Rule[](2);
        table[0] = Rule(1, TENOR, 12, first, "art. 11");
        table[1] = Rule(1, TENOR, value, second, "briefing");
    }

    function _refusesRule(uint16 set, bytes32 id, uint32 day) private {
        vm.expectRevert(abi.encodeWithSelector(IRules.NoRule.selector, set, id, day));
    }
}
