// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Units} from "../proofs/Units.sol";
import {Merge} from "../src/interfaces/ILots.sol";
import {ObligationId} from "../src/libraries/ObligationId.sol";
import {Kernel} from "./Kernel.sol";

/// @notice The ledger whose conservation is proved, with its lots to be seen.
contract ProvedUnits is Units {
    constructor(uint48 face) Units(face) {}

    function endOf(uint48 start) external view returns (uint48) {
        return ends[start];
    }
}

/// @notice What proofs/ proves is about the real ledger: both cut and join alike, and refuse alike what is not within a lot.
contract LotsProofTest is Kernel {
    uint48 private constant FACE = 40;

    function testFuzz_TheProvedWritesAreTheLedgers(uint256[24] calldata seeds) public {
        ObligationId id = debt(ACME, FACE);
        ProvedUnits proved = new ProvedUnits(FACE);
        for (uint256 i; i < seeds.length; ++i) {
            uint48 a = uint48(seeds[i] % (FACE + 2));
            uint48 b = uint48((seeds[i] >> 64) % (FACE + 2));
            uint48 c = uint48((seeds[i] >> 128) % (FACE + 2));
            if (seeds[i] >> 253 < 6) {
                uint48[] memory starts = walk(id);
                a = starts[a % starts.length];
                if (seeds[i] >> 252 & 1 == 0) b = lots.lotOf(id, a).end;
            }
            bool same;
            if (seeds[i] >> 250 & 1 == 0) {
                same = _done(address(proved), abi.encodeCall(Units.join, (a, b))) == _joins(id, a, b);
            } else {
                same = _done(address(proved), abi.encodeCall(Units.cut, (a, b, c))) == _cuts(id, a, b, c);
            }
            assertTrue(same, "both do it or neither");
            for (uint48 start; start <= FACE; ++start) {
                assertEq(lots.lotOf(id, start).end, proved.endOf(start), "the same lots");
            }
        }
    }

    function _joins(ObligationId id, uint48 left, uint48 right) private returns (bool) {
        vm.prank(keyOf[ACME]);
        return _done(address(lots), abi.encodeCall(lots.merge, (Merge(ACME, id, left, right), direct())));
    }

    /// @dev By a mark that changes nothing: it cuts for whatever module asks.
    function _cuts(ObligationId id, uint48 from, uint48 start, uint48 end) private returns (bool) {
        vm.prank(debts);
        return _done(address(lots), abi.encodeCall(lots.mark, (id, from, start, end, 0, 0)));
    }

    function _done(address target, bytes memory data) private returns (bool done) {
        (done,) = target.call(data);
    }
}
