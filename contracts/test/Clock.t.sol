// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Clock, ClockParams} from "../src/Clock.sol";
import {Test} from "./Test.sol";

/// @notice A clock and nothing else.
contract BareClock is Clock {
    constructor(ClockParams memory params) Clock(params) {}
}

/// @notice The local day that every contract counts by.
/// @custom:compiled as src: BareClock is code of src
contract ClockTest is Test {
    function test_Clock_CountsDaysOfItsLength() public {
        vm.warp(1_000_000);
        BareClock c = new BareClock(ClockParams(20_000, 1_000_000, 60));
        assertEq(c.today(), 20_000, "the first day");
        vm.warp(1_000_059);
        assertEq(c.today(), 20_000, "its last second");
        vm.warp(1_000_060);
        assertEq(c.today(), 20_001, "the next");
        assertEq(c.clock().dayLength, 60, "parameters");
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
}
