// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Auth} from "../src/interfaces/Auth.sol";
import {Call} from "../src/interfaces/IBatch.sol";
import {ILots, Lot, Transfer} from "../src/interfaces/ILots.sol";
import {ObligationId} from "../src/libraries/ObligationId.sol";
import {Network} from "./Network.sol";

contract GasTest is Network {
    /// forge-config: default.isolate = true
    function test_gas_split_transfer() public {
        ObligationId id = issued(ACME, 1e9);
        accepting(BOLT, ACME, CORE);
        vm.startPrank(keyOf[ACME]);
        lots.transfer(tail(ACME, id, 0, 1e9, 1e6, BOLT), direct());
        vm.snapshotGasLastCall("transfers", "split and transfer");
        lots.transfer(Transfer(ACME, id, 0, 0, 1e9 - 1e6, BOLT, false, 0, 0), direct());
        vm.snapshotGasLastCall("transfers", "whole transfer");
        vm.stopPrank();
    }

    /// forge-config: default.isolate = true
    function test_gas_batch() public {
        ObligationId id = issued(ACME, 1e9);
        accepting(BOLT, ACME, CORE);
        Call[] memory calls = new Call[](100);
        for (uint48 i; i < 100; ++i) {
            Transfer memory t = tail(ACME, id, 0, 1e9 - i * 1e6, 1e6, BOLT);
            Auth memory a = signed(keyOf[ACME], hashOf(t, 512 + i, 1e12), 512 + i, 1e12);
            calls[i] = Call(address(lots), 200_000, abi.encodeCall(ILots.transfer, (t, a)));
        }
        uint256 done = batch.run(calls);
        vm.snapshotGasLastCall("transfers", "100 signed in a batch");
        assertEq(done, 100, "done");
    }
}
