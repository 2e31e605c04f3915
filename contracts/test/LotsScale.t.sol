// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Lot, Split} from "../src/interfaces/ILots.sol";
import {ObligationId} from "../src/libraries/ObligationId.sol";
import {Kernel} from "./Kernel.sol";

/// @notice One debt in ten thousand and one pieces.
contract LotsScaleTest is Kernel {
    uint256 private constant SPLITS = 10_000;
    /// Places that a cut may be at: the next power of two.
    uint256 private constant PLACES = 16_384;
    /// A prime: pieces are of two sizes, and every share is rounded.
    uint48 private constant FACE = 123_456_791;

    ObligationId private id;

    /// @dev Halves, halves of halves, and so on.
    function setUp() public override {
        super.setUp();
        id = debt(ACME, FACE);
        uint256 done;
        for (uint256 step = PLACES / 2; done < SPLITS; step /= 2) {
            for (uint256 place = step; place < PLACES && done < SPLITS; place += 2 * step) {
                this.cut(_place(place - step), _place(place));
                ++done;
            }
        }
    }

    /// All pieces are paid, in three payments.
    function test_TenThousandSplits() public {
        uint48[3] memory payments = [uint48(1), 61_728_394, FACE - 61_728_395];
        for (uint256 p; p < 3; ++p) {
            pay(id, payments[p]);
            (uint48 start, uint256 count, uint256 got) = (0, 0, 0);
            while (start != FACE) {
                (uint48 next, uint256 some, uint256 sum) = this.creditFrom(start);
                (start, count, got) = (next, count + some, got + sum);
            }
            assertEq(count, SPLITS + 1, "lots");
            assertLe(got, lots.obligationOf(id).paid, "never more than was paid");
            if (p == 2) assertEq(got, FACE, "all of it");
        }
    }

    /// @dev External, as is the next: what a call needs of memory goes with it.
    function cut(uint48 start, uint48 middle) external {
        vm.prank(keyOf[ACME]);
        lots.split(Split(ACME, id, start, middle), direct());
    }

    /// @dev Credits up to 100 lots from `start` on, one after the other.
    /// @return next Where the next begins.
    /// @return count How many there were.
    /// @return got What they got so far.
    function creditFrom(uint48 start) external returns (uint48 next, uint256 count, uint256 got) {
        vm.startPrank(debts);
        for (next = start; next != FACE && count < 100; ++count) {
            lots.credit(id, next);
            Lot memory lot = lots.lotOf(id, next);
            got += lot.paid;
            next = lot.end;
        }
        vm.stopPrank();
    }

    function _place(uint256 place) private pure returns (uint48) {
        return uint48(place * FACE / PLACES);
    }
}
