// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {PayRun} from "../src/interfaces/IPaymentRuns.sol";
import {ObligationId} from "../src/libraries/ObligationId.sol";
import {RunActs} from "./RunActs.sol";

/// @notice What payment runs cost, as whole transactions; see `GasTest`.
/// forge-config: default.isolate = true
contract GasRunsTest is RunActs {
    /// The design's ceilings, in gas of a whole transaction for each payee.
    uint256 private constant AT_ONCE = 31_000;
    uint256 private constant COMMITTED = 600;
    uint256 private constant OPENED = 85_000;
    uint256 private constant OPENED_WITH_WORD = 102_000;

    ObligationId private id;

    function setUp() public override {
        super.setUp();
        id = issued(ACME, 1e12);
    }

    function test_gas_PayRun_AtOnce_UnderTheCeiling() public {
        (uint32[] memory to, uint48[] memory amounts) = many(1000, 100, 1e6);
        for (uint32 i; i < 100; ++i) {
            admit(1000 + i, vm.toString(uint256(i)), 0);
            accepting(1000 + i, ACME, CORE);
        }
        PayRun memory a = runOf(ACME, id, 0, 1e12, to, amounts);
        a.atOnce = true;
        perform(a);
        uint256 used = measured("payRun: 100 companies at once, direct");
        assertLe(used / 100, AT_ONCE, "each payee");
        assertLot(id, 1e12 - 1e6, 1e12, 1099, HELD);
    }

    function test_gas_PayRun_Committed_UnderTheCeilings() public {
        (uint32[] memory to, uint48[] memory amounts) = many(1000, 10_000, 1_234_567);
        to[7777] = BOLT;
        to[7778] = CIRRUS;
        accepting(BOLT, ACME, CORE);
        accepting(CIRRUS, ACME, CORE);
        PayRun memory a = runOf(ACME, id, 0, 1e12, to, amounts);
        perform(a);
        uint256 used = measured("payRun: 10,000 companies, direct");
        assertLe(used / 10_000, COMMITTED, "each payee");
        Run memory r = made(a, to, amounts);
        open(r, 7777);
        used = measured("open: one leaf of 10,000, in a new word of bits");
        assertLe(used, OPENED_WITH_WORD, "with a word");
        open(r, 7778);
        used = measured("open: one leaf of 10,000");
        assertLe(used, OPENED, "without");
    }

    function test_gas_PayRun_Sizes() public {
        uint256[2] memory counts = [uint256(100), 1000];
        uint48 end = 1e12;
        for (uint256 i; i < counts.length; ++i) {
            (uint32[] memory to, uint48[] memory amounts) = many(1000, counts[i], 1_234_567);
            perform(runOf(ACME, id, 0, end, to, amounts));
            end -= sum(amounts);
            measured(string.concat("payRun: ", vm.toString(counts[i]), " companies, direct"));
        }
    }

    function test_gas_Open_Block() public {
        (uint32[] memory to, uint48[] memory amounts) = many(1000, 1024, 1_000_000);
        for (uint32 i = 512; i < 768; ++i) {
            admit(1000 + i, vm.toString(uint256(i)), 0);
            accepting(1000 + i, ACME, CORE);
        }
        PayRun memory a = runOf(ACME, id, 0, 1e12, to, amounts);
        perform(a);
        open(made(a, to, amounts), 512, 8);
        measured("open: a block of 256 leaves of 1,024");
    }

    function measured(string memory name) private returns (uint256) {
        return vm.snapshotGasLastCall("runs", name);
    }
}
