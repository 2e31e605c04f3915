// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Cash} from "../src/Cash.sol";
import {Evidence} from "../src/Evidence.sol";
import {Lines} from "../src/Lines.sol";
import {Lots} from "../src/Lots.sol";
import {Pledges} from "../src/Pledges.sol";
import {Receivables} from "../src/Receivables.sol";
import {Recourse} from "../src/Recourse.sol";
import {Settlements} from "../src/Settlements.sol";
import {Account, Earmark} from "../src/interfaces/ICash.sol";
import {Invoice} from "../src/interfaces/IEvidence.sol";
import {Lot, Obligation} from "../src/interfaces/ILots.sol";
import {Pledge} from "../src/interfaces/IPledges.sol";
import {Receivable} from "../src/interfaces/IReceivables.sol";
import {Settlement} from "../src/interfaces/ISettlements.sol";
import {ObligationId} from "../src/libraries/ObligationId.sol";
import {Test} from "./Test.sol";
import {Traffic} from "./Traffic.sol";

/// @notice What holds whatever companies do: I1 to I10 of rules.md, and that no money is made or lost. Each has a campaign of its own.
/// Seeds are hashed before they choose: forge's dictionary of values that were seen would only cost time.
/// forge-config: default.invariant.fail-on-revert = true
/// forge-config: default.invariant.dictionary-weight = 0
/// forge-config: default.invariant.include-storage = false
/// forge-config: default.invariant.include-push-bytes = false
/// forge-config: default.invariant.runs = 2
/// forge-config: default.invariant.depth = 64
/// forge-config: default.invariant.check-interval = 8
/// forge-config: long.invariant.fail-on-revert = true
/// forge-config: long.invariant.dictionary-weight = 0
/// forge-config: long.invariant.include-storage = false
/// forge-config: long.invariant.include-push-bytes = false
/// forge-config: long.invariant.runs = 360
/// forge-config: long.invariant.depth = 256
/// forge-config: long.invariant.check-interval = 64
contract InvariantsTest is Test {
    uint16 private constant CNY = 156;
    uint32 private constant CORE = 31;
    uint32 private constant CIRRUS = 43;

    uint8 private constant ISSUED = 2;
    uint8 private constant ACTIVE = 3;
    uint8 private constant VOID = 4;

    uint8 private constant DISPUTED = 2;
    uint8 private constant PLEDGED = 4;

    Traffic private traffic;
    Lots private lots;
    Receivables private receivables;
    Settlements private settlements;
    Cash private cash;
    Lines private lines;
    Evidence private evidence;
    Pledges private pledges;
    Recourse private recourse;

    function setUp() public {
        traffic = new Traffic();
        (lots, receivables, settlements, cash) = traffic.contracts();
        (lines, evidence, pledges, recourse) = traffic.registers();
        bytes4[] memory selectors = new bytes4[](1);
        selectors[0] = Traffic.step.selector;
        targetContract(address(traffic));
        targetSelector(address(traffic), selectors);
    }

    /// Σ lots, those that ended too, and unopened leaves = face; and what is out of payment is what ended or is under dispute.
    function invariant_I1_LotsAddUpToTheFace() public view {
        ObligationId[] memory ids = traffic.actives();
        for (uint256 i; i < ids.length; ++i) {
            uint48[] memory path = traffic.walk(ids[i]);
            (uint256 units, uint256 out) = (0, 0);
            for (uint256 j; j < path.length; ++j) {
                Lot memory lot = traffic.lotAt(ids[i], path[j]);
                units += lot.end - path[j];
                if (lot.state > 2 || lot.marks & DISPUTED != 0) out += lot.end - path[j];
            }
            Obligation memory o = lots.obligationOf(ids[i]);
            assertEq(units, o.face, "sum of the lots");
            assertEq(out, o.out, "out of payment");
            assertLe(o.paid, o.face - o.out, "paid");
        }
    }

    /// From unit 0 each lot begins where the one before ends, the last ends at the face (`walk` goes no other way), and nowhere off
    /// that path is a lot left over.
    function invariant_I2_LotsAreDisjointAndCoverTheUnits() public view {
        ObligationId[] memory ids = traffic.actives();
        for (uint256 i; i < ids.length; ++i) {
            uint48[] memory path = traffic.walk(ids[i]);
            uint48[] memory begun = traffic.startsOf(ids[i]);
            for (uint256 j; j < begun.length; ++j) {
                assertEq(traffic.lotAt(ids[i], begun[j]).end != 0, _holds(path, begun[j]), "a lot beside the others");
            }
        }
    }

    /// No leaf of a run was opened twice, nor one that is not of it.
    function invariant_I2_LeavesAreOpenedOnceAndAsTheyAre() public view {
        assertFalse(traffic.openedWrongly(), "a leaf was forged");
    }

    /// The watched units are held by whom the acts that were done say.
    function invariant_I3_EachUnitHasTheHolderThatActsGaveIt() public view {
        Traffic.Probe[] memory probes = traffic.probes();
        for (uint256 i; i < probes.length; ++i) {
            assertEq(_lotOf(probes[i].id, probes[i].unit).holder, probes[i].holder, "holder");
        }
    }

    /// No act in a company's name was done under another's key.
    function invariant_I4_NobodyActsForAnother() public view {
        assertFalse(traffic.forged(), "an act was forged");
    }

    /// Terms never change but for what is paid and what is out of payment.
    function invariant_I5_TermsStayAsTheyWereBorn() public view {
        ObligationId[] memory ids = traffic.actives();
        for (uint256 i; i < ids.length; ++i) {
            Obligation memory o = lots.obligationOf(ids[i]);
            (o.paid, o.out) = (0, 0);
            assertEq(keccak256(abi.encode(o)), traffic.termsOf(ids[i]), "terms");
        }
    }

    /// What an obligor owes ends by payment, by early payment or by everyone's signature only: the line in use is all the rest. Who signed
    /// that he answers for a unit still does, until it returned to him or to one who gave it before him; and nobody else does.
    function invariant_I6_LiabilitiesEndByPaymentOrWaiverOnly() public view {
        (, uint64 ofCore) = lines.lineOf(CORE, CNY);
        (, uint64 ofCirrus) = lines.lineOf(CIRRUS, CNY);
        assertEq(uint256(ofCore), _owed(CORE), "what CORE owes");
        assertEq(uint256(ofCirrus), _owed(CIRRUS), "what CIRRUS owes");
        Traffic.Probe[] memory probes = traffic.probes();
        for (uint256 i; i < probes.length; ++i) {
            (uint48 start,) = traffic.lotWith(probes[i].id, probes[i].unit);
            // For a leaf that nobody opened no claim can be made.
            if (lots.lotOf(probes[i].id, start).end == 0) continue;
            uint32[] memory answering = traffic.answering(i);
            uint32[] memory liable = recourse.liable(probes[i].id, start);
            assertEq(liable.length, answering.length, "how many answer");
            for (uint256 j; j < liable.length; ++j) {
                assertTrue(_isAmong(answering, liable[j]), "who answers");
            }
        }
        assertFalse(traffic.claimedWrongly(), "one who does not answer was turned to");
    }

    /// What has ended stays ended: units, receivables that never became debts, and payments.
    function invariant_I7_WhatHasEndedStaysEnded() public view {
        Traffic.Probe[] memory probes = traffic.probes();
        for (uint256 i; i < probes.length; ++i) {
            uint8 state = _lotOf(probes[i].id, probes[i].unit).state;
            if (probes[i].ended == 0) assertLe(state, 2, "held or locked");
            else assertEq(state, probes[i].ended, "ended");
        }
        ObligationId[] memory ids = traffic.voids();
        for (uint256 i; i < ids.length; ++i) {
            assertEq(receivables.receivableOf(ids[i]).state, VOID, "state");
            assertEq(lots.obligationOf(ids[i]).face, 0, "never the kernel's");
        }
        ids = traffic.actives();
        for (uint256 i; i < ids.length; ++i) {
            assertGe(lots.obligationOf(ids[i]).paid, traffic.mostPaid(ids[i]), "paid");
        }
        assertFalse(traffic.beyond(), "an act on what had ended was done");
    }

    /// The operator's and the authority's keys did nothing in a company's name; the desks have no lot and no money.
    function invariant_I8_DesksMoveNothing() public view {
        assertFalse(traffic.byDesk(), "a desk acted for a company");
        Traffic.Probe[] memory probes = traffic.probes();
        for (uint256 i; i < probes.length; ++i) {
            assertGt(_lotOf(probes[i].id, probes[i].unit).holder, 2, "a desk holds units");
        }
        for (uint32 desk = 1; desk < 3; ++desk) {
            for (uint32 bank = 51; bank < 53; ++bank) {
                Account memory a = cash.accountOf(bank, CNY, desk);
                assertEq(a.free + a.earmarked, 0, "a desk's balance");
            }
        }
    }

    /// Of each invoice at most all is drawn, and what is drawn is the sum of what receivables draw that are not void or cancelled.
    function invariant_I9_InvoicesAreNotDrawnTwice() public view {
        bytes32[] memory invoices = traffic.invoices();
        ObligationId[] memory ids = traffic.made();
        for (uint256 i; i < invoices.length; ++i) {
            (uint48 total, uint48 drawn) = evidence.invoiceOf(invoices[i]);
            assertLe(drawn, total, "drawn");
            uint256 sum;
            for (uint256 j; j < ids.length; ++j) {
                Invoice[] memory list = evidence.drawnBy(ids[j]);
                for (uint256 k; k < list.length; ++k) {
                    if (list[k].fingerprint == invoices[i]) sum += list[k].drawn;
                }
            }
            assertEq(sum, drawn, "sum of the draws");
        }
    }

    /// Nobody gave more for units, or took more of them as security, than they are worth; and what secures a debt is never more than what
    /// was pledged for it, in one pledge at a time.
    function invariant_I10_UnitsAreFinancedOnceAndWithinTheirWorth() public view {
        assertFalse(traffic.overFinanced(), "financed beyond its worth");
        bytes32[] memory made = traffic.pledgesMade();
        uint256[] memory under = new uint256[](made.length);
        ObligationId[] memory ids = traffic.actives();
        for (uint256 i; i < ids.length; ++i) {
            uint48[] memory path = traffic.walk(ids[i]);
            for (uint256 j; j < path.length; ++j) {
                Lot memory lot = traffic.lotAt(ids[i], path[j]);
                if (lot.marks & PLEDGED == 0) continue;
                assertLe(lot.state, 1, "pledged and free to nobody else");
                under[_find(made, pledges.pledgeOn(ids[i], path[j]))] += lot.end - path[j];
            }
        }
        for (uint256 i; i < made.length; ++i) {
            Pledge memory p = pledges.pledgeOf(made[i]);
            assertLe(p.received, p.secured, "received");
            assertLe(under[i], traffic.pledgedUnits(made[i]), "units under the pledge");
        }
    }

    /// Of each obligation: what is set aside is exactly what was paid, with late interest, and not yet credited. Of each bank: its deposits are
    /// its depositors' balances, the earmarked ones those of obligations. No contract has a coin.
    function invariant_MoneyIsNeitherMadeNorLost() public view {
        ObligationId[] memory ids = traffic.actives();
        uint256[2] memory aside;
        for (uint256 i; i < ids.length; ++i) {
            Settlement memory s = settlements.settlementOf(ids[i]);
            Earmark memory e = cash.earmarkOf(ids[i]);
            if (s.means == 1) {
                assertEq(e.amount, lots.obligationOf(ids[i]).paid + s.interest - _credited(ids[i]), "earmark");
                aside[s.bank - 51] += e.amount;
            } else {
                assertEq(e.amount, 0, "no earmark");
            }
        }
        uint32[6] memory all = [CORE, 41, 42, CIRRUS, 51, 52];
        for (uint32 bank = 51; bank < 53; ++bank) {
            (uint256 sum, uint256 earmarked) = (0, 0);
            for (uint256 i; i < all.length; ++i) {
                Account memory a = cash.accountOf(bank, CNY, all[i]);
                sum += a.free + a.earmarked;
                earmarked += a.earmarked;
            }
            assertEq(cash.supplyOf(bank, CNY), sum, "supply");
            assertEq(earmarked, aside[bank - 51], "set aside");
        }
        assertEq(address(cash).balance + address(lots).balance + address(settlements).balance, 0, "coins");
    }

    /// Whatever happened before, every kind of act can be done still.
    function afterInvariant() public {
        for (uint256 kind; kind < traffic.KINDS(); ++kind) {
            for (uint256 i; i < 12 && traffic.done(kind) == 0; ++i) {
                traffic.step(kind, uint256(keccak256(abi.encode(kind, i))));
            }
            if (traffic.done(kind) == 0) revert(string.concat("no act was done of kind ", vm.toString(kind)));
        }
    }

    /// What the forgeries of I4 and I8 forge is refused for its key alone: under the right one it is done.
    function test_WhatIsForgedWouldBeDoneUnderTheRightKey() public {
        for (uint256 which; which < traffic.FORGERIES(); ++which) {
            traffic.honest(which, which);
        }
    }

    /*///////////////////////////////// READING //////////////////////////////*/

    /// @dev What the obligor promised and has not paid, redeemed, or been let off.
    function _owed(uint32 obligor) private view returns (uint256 sum) {
        ObligationId[] memory ids = traffic.made();
        for (uint256 i; i < ids.length; ++i) {
            Receivable memory r = receivables.receivableOf(ids[i]);
            if (r.obligor != obligor) continue;
            if (r.state == ISSUED) sum += r.face;
            if (r.state != ACTIVE) continue;
            sum += r.face - lots.obligationOf(ids[i]).paid;
            uint48[] memory path = traffic.walk(ids[i]);
            for (uint256 j; j < path.length; ++j) {
                Lot memory lot = traffic.lotAt(ids[i], path[j]);
                if (lot.state == 5) sum -= lot.end - path[j];
            }
        }
    }

    function _isAmong(uint32[] memory list, uint32 company) private pure returns (bool) {
        for (uint256 i; i < list.length; ++i) {
            if (list[i] == company) return true;
        }
        return false;
    }

    /// @dev What lots got of an obligation's payments, principal and late interest.
    function _credited(ObligationId id) private view returns (uint256 sum) {
        uint48[] memory path = traffic.walk(id);
        for (uint256 i; i < path.length; ++i) {
            sum += lots.lotOf(id, path[i]).paid + settlements.interestOf(id, path[i]);
        }
    }

    function _lotOf(ObligationId id, uint48 unit) private view returns (Lot memory lot) {
        do {
            lot = traffic.lotAt(id, lot.end);
        } while (lot.end != 0 && unit >= lot.end);
    }

    function _holds(uint48[] memory path, uint48 start) private pure returns (bool) {
        for (uint256 i; i < path.length; ++i) {
            if (path[i] == start) return true;
        }
        return false;
    }

    function _find(bytes32[] memory list, bytes32 value) private pure returns (uint256 i) {
        while (list[i] != value) {
            ++i;
        }
    }
}
