// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Cash} from "../src/Cash.sol";
import {Lots} from "../src/Lots.sol";
import {Receivables} from "../src/Receivables.sol";
import {Account, Earmark} from "../src/interfaces/ICash.sol";
import {Lot, Obligation} from "../src/interfaces/ILots.sol";
import {ObligationId} from "../src/libraries/ObligationId.sol";
import {Test} from "./Test.sol";
import {Traffic} from "./Traffic.sol";

/// @notice What holds whatever companies do: I1, I2, I3, I5 and I7 of the ledger, and that no money is made or lost.
/// forge-config: default.invariant.fail-on-revert = true
/// forge-config: default.invariant.runs = 8
/// forge-config: long.invariant.fail-on-revert = true
/// forge-config: long.invariant.runs = 32
contract InvariantsTest is Test {
    uint16 private constant CNY = 156;
    uint8 private constant VOID = 4;

    Traffic private traffic;
    Lots private lots;
    Receivables private receivables;
    Cash private cash;

    function setUp() public {
        traffic = new Traffic();
        (lots, receivables, cash) = traffic.contracts();
        bytes4[] memory selectors = new bytes4[](1);
        selectors[0] = Traffic.step.selector;
        targetContract(address(traffic));
        targetSelector(address(traffic), selectors);
    }

    /// @dev One invariant, so that one campaign checks all.
    function invariant_LedgerAndMoneyAreWhole() public view {
        _lotsAreDisjointAndCoverTheUnits();
        _unitsHaveTheHolderThatActsGaveThem();
        _termsAndEndsStay();
        _earmarksAreWhatIsPaidAndNotCredited();
        _depositsAreTheSumOfBalances();
    }

    /// I1, I2: lots are disjoint and cover the units, those that ended too. From unit 0 each lot begins where the one before ends, the
    /// last ends at the face (`walk` goes no other way), and nowhere off that path is a lot left over.
    function _lotsAreDisjointAndCoverTheUnits() private view {
        ObligationId[] memory ids = traffic.actives();
        for (uint256 i; i < ids.length; ++i) {
            uint48[] memory path = traffic.walk(ids[i]);
            uint256 units;
            for (uint256 j; j < path.length; ++j) {
                units += lots.lotOf(ids[i], path[j]).end - path[j];
            }
            assertEq(units, lots.obligationOf(ids[i]).face, "sum of the lots");
            uint48[] memory starts = traffic.startsOf(ids[i]);
            for (uint256 j; j < starts.length; ++j) {
                bool on = _holds(path, starts[j]);
                assertEq(lots.lotOf(ids[i], starts[j]).end != 0, on, "a lot beside the others");
            }
        }
    }

    /// I3, I7: the watched units are held by whom the acts that were done say, and what ended stays ended.
    function _unitsHaveTheHolderThatActsGaveThem() private view {
        Traffic.Probe[] memory probes = traffic.probes();
        for (uint256 i; i < probes.length; ++i) {
            Lot memory lot = _lotOf(probes[i].id, probes[i].unit);
            assertEq(lot.holder, probes[i].holder, "holder");
            if (probes[i].ended == 0) assertLe(lot.state, 2, "held or locked");
            else assertEq(lot.state, probes[i].ended, "ended");
        }
        assertFalse(traffic.wrongDone(), "a wrong act was done");
    }

    /// I5, I7: terms never change but for what is paid, which only grows up to the face; a receivable that is void stays so.
    function _termsAndEndsStay() private view {
        ObligationId[] memory ids = traffic.actives();
        for (uint256 i; i < ids.length; ++i) {
            Obligation memory o = lots.obligationOf(ids[i]);
            assertLe(o.paid, o.face, "paid");
            o.paid = 0;
            assertEq(keccak256(abi.encode(o)), traffic.termsOf(ids[i]), "terms");
        }
        ids = traffic.voids();
        for (uint256 i; i < ids.length; ++i) {
            assertEq(receivables.receivableOf(ids[i]).state, VOID, "state");
            assertEq(lots.obligationOf(ids[i]).face, 0, "never the kernel's");
        }
    }

    /// Of each obligation: what is set aside is exactly what was paid and not yet credited, and no lot has more than its share.
    function _earmarksAreWhatIsPaidAndNotCredited() private view {
        ObligationId[] memory ids = traffic.actives();
        for (uint256 i; i < ids.length; ++i) {
            Obligation memory o = lots.obligationOf(ids[i]);
            uint48[] memory path = traffic.walk(ids[i]);
            uint256 credited;
            for (uint256 j; j < path.length; ++j) {
                Lot memory lot = lots.lotOf(ids[i], path[j]);
                assertLe(lot.paid, uint256(o.paid) * (lot.end - path[j]) / o.face, "share");
                credited += lot.paid;
            }
            assertEq(cash.earmarkOf(ids[i]).amount, o.paid - credited, "earmark");
        }
    }

    /// Of each bank: its deposits are its depositors' free and earmarked balances, the earmarked ones those of obligations. The
    /// platform's desks have none, and no contract has a coin.
    function _depositsAreTheSumOfBalances() private view {
        uint32[6] memory all = [uint32(31), 41, 42, 43, 51, 52];
        uint32[2] memory banks = [uint32(51), 52];
        ObligationId[] memory ids = traffic.actives();
        for (uint256 b; b < banks.length; ++b) {
            uint256 sum;
            uint256 aside;
            for (uint256 i; i < all.length; ++i) {
                Account memory a = cash.accountOf(banks[b], CNY, all[i]);
                sum += a.free + a.earmarked;
                aside += a.earmarked;
            }
            assertEq(cash.supplyOf(banks[b], CNY), sum, "supply");
            uint256 earmarks;
            for (uint256 i; i < ids.length; ++i) {
                Earmark memory e = cash.earmarkOf(ids[i]);
                if (e.bank == banks[b]) earmarks += e.amount;
            }
            assertEq(aside, earmarks, "set aside");
            for (uint32 desk = 1; desk < 3; ++desk) {
                Account memory a = cash.accountOf(banks[b], CNY, desk);
                assertEq(a.free + a.earmarked, 0, "a desk's balance");
            }
        }
        assertEq(address(cash).balance + address(lots).balance + address(receivables).balance, 0, "coins");
    }

    /// Whatever happened before, every kind of act can be done still; and then all of the above holds still.
    function afterInvariant() public {
        for (uint256 kind; kind < traffic.KINDS(); ++kind) {
            for (uint256 i; i < 3 && traffic.done(kind) == 0; ++i) {
                traffic.step(kind, uint256(keccak256(abi.encode(kind, i))));
            }
            assertGt(traffic.done(kind), 0, "an act of each kind was done");
        }
        invariant_LedgerAndMoneyAreWhole();
    }

    function _lotOf(ObligationId id, uint48 unit) private view returns (Lot memory lot) {
        do {
            lot = lots.lotOf(id, lot.end);
        } while (lot.end != 0 && unit >= lot.end);
    }

    function _holds(uint48[] memory path, uint48 start) private pure returns (bool) {
        for (uint256 i; i < path.length; ++i) {
            if (path[i] == start) return true;
        }
        return false;
    }
}
