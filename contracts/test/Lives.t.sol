// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AgreeCancel, AgreeRetirement, CancelReceivable, IEndings, RetireLot} from "../src/interfaces/IEndings.sol";
import {Quote, TakeQuote} from "../src/interfaces/IDiscounts.sol";
import {ResolveDispute, UnfreezeLot} from "../src/interfaces/IHolds.sol";
import {GrantLine, ILines, LiftDefault} from "../src/interfaces/ILines.sol";
import {ILots} from "../src/interfaces/ILots.sol";
import {ReleasePledge} from "../src/interfaces/IPledges.sol";
import {IssueReceivable} from "../src/interfaces/IReceivables.sol";
import {ISettlements, SettleReceivable} from "../src/interfaces/ISettlements.sol";
import {ObligationId} from "../src/libraries/ObligationId.sol";
import {BirthActs} from "./BirthActs.sol";
import {ClosingActs} from "./ClosingActs.sol";
import {SecurityActs} from "./SecurityActs.sol";

/// @notice Whole lives of receivables, by all the contracts' own acts: what one module does is what another goes by.
contract LivesTest is BirthActs, ClosingActs, SecurityActs {
    uint48 private constant FACE = 1_000_000_000;

    uint8 private constant CANCELLED = 3;
    uint8 private constant REDEEMED = 5;

    /// A receivable of CORE's held by ACME that draws on an invoice of its size, due in 90 days.
    ObligationId private id;

    function setUp() public override {
        super.setUp();
        accepting(ACME, CORE, CORE);
        accepting(BOLT, ACME, CORE);
        IssueReceivable memory act = issueOf(ACME, FACE);
        (act.ref, act.invoices) = ("PO-7", invoice("inv", FACE, FACE));
        (id,) = perform(act);
        deposit(BANK, BANK, FACE);
        deposit(BANK, CORE, 2 * FACE);
    }

    /*//////////////////////////////// DEFAULT ///////////////////////////////*/

    /// From the day after the grace days to the authority's word: nothing new meanwhile.
    function test_R_V07_DefaultPaymentWordAndNewDebts() public eitherWay {
        IssueReceivable memory act = issueOf(ACME, 1);
        act.due = DAY0 + 150;
        onDay(DAY0 + 93);
        perform(act); // the third grace day is not over
        onDay(DAY0 + 94);
        settlements.declareDefault(id);
        act.serial = ++serial;
        _refusesDefault(1);
        perform(act);
        _refusesDefault(1);
        perform(LiftDefault(AUTHORITY, CORE, "order 7"));
        // Four days late at 0.05 % a day.
        perform(SettleReceivable(CORE, id, FACE, BANK, 0, FACE / 500));
        _refusesDefault(0);
        perform(act);
        perform(LiftDefault(AUTHORITY, CORE, "order 7"));
        perform(act);
        assertEq(used(CORE), 2, "only the new ones");
    }

    /*////////////////////////////// CANCELLATION ////////////////////////////*/

    /// What was undone can be done again with the same invoice, reference and line, under a number of its own.
    function test_V23_DoneAgainAfterCancellation() public {
        perform(GrantLine(BANK, CORE, CNY, FACE));
        perform(CancelReceivable(ACME, id, 0, "wrong due day"));
        perform(AgreeCancel(CORE, id, lastHash));
        IssueReceivable memory act = issueOf(ACME, FACE);
        (act.ref, act.invoices) = ("PO-7", invoice("inv", FACE, FACE));
        (ObligationId again,) = perform(act);
        assertLot(again, 0, FACE, ACME, HELD);
        assertLot(id, 0, FACE, ACME, CANCELLED);
    }

    /// Nothing of a cancelled receivable is ever due: nobody pays it, and nobody can declare it in default.
    function test_V23_ACancelledOneIsNeverDue() public {
        perform(CancelReceivable(ACME, id, 0, "returned goods"));
        perform(AgreeCancel(CORE, id, lastHash));
        onDay(DAY0 + 90);
        refused(abi.encodeWithSelector(ILots.BadAmount.selector, uint256(0)));
        perform(SettleReceivable(CORE, id, 1, BANK, 0, 0));
        onDay(DAY0 + 200);
        refused(abi.encodeWithSelector(ISettlements.NothingToDeclare.selector, id));
        settlements.declareDefault(id);
        settlements.push(id, new uint48[](1));
    }

    function test_RevertWhen_ABankFinancedIt() public {
        Quote memory q = quoteOf(id, 0, FACE);
        perform(q, TakeQuote(ACME, 0, 1));
        refused(abi.encodeWithSelector(IEndings.NotWhole.selector));
        perform(CancelReceivable(BANK, id, 0, "reason"));
    }

    function test_RevertWhen_ItWasPledgedOnce() public {
        bytes32 pledge = pledged(pledgeOf(id, 0, FACE));
        perform(ReleasePledge(BANK, id, 0, FACE, pledge));
        refused(abi.encodeWithSelector(IEndings.NotWhole.selector));
        perform(CancelReceivable(ACME, id, 0, "reason"));
    }

    /*/////////////////////////////// CROSSINGS //////////////////////////////*/

    /// An order that arrives while the obligor thinks it over; when it is lifted in time, the word can still be given.
    function test_V22_AFreezeCrossesCancellation() public {
        perform(CancelReceivable(ACME, id, 0, "returned goods"));
        bytes32 proposal = lastHash;
        bytes32 freeze = frozen(id, 0, FACE);
        refused(abi.encodeWithSelector(ILots.OnHold.selector, FROZEN));
        perform(AgreeCancel(CORE, id, proposal));
        onDay(DAY0 + 30);
        perform(UnfreezeLot(AUTHORITY, id, 0, freeze, "2024-78"));
        perform(AgreeCancel(CORE, id, proposal));
        assertLot(id, 0, FACE, ACME, CANCELLED);
    }

    function test_V21_ADisputeCrossesRetirement() public {
        perform(RetireLot(ACME, id, 0, 0, 100, 0, "paper", "bundle"));
        bytes32 proposal = lastHash;
        bytes32 dispute = disputed(id, 0, 100);
        refused(abi.encodeWithSelector(ILots.OnHold.selector, DISPUTED));
        perform(AgreeRetirement(CORE, id, 0, proposal));
        assertEq(lots.obligationOf(id).out, 100, "out of payment by dispute");
        perform(ResolveDispute(CORE, id, 0, dispute, "settled"));
        perform(AgreeRetirement(CORE, id, 0, proposal));
        assertEq(lots.obligationOf(id).out, 100, "out of payment on paper");
    }

    /*//////////////////////////// OUT OF PAYMENT ////////////////////////////*/

    /// Retired, bought back, kept: only what was kept is paid here, in full, by an obligor that is not in default then.
    function test_V24_OnlyWhatStayedIsPaidHere() public {
        perform(RetireLot(ACME, id, 0, 0, 200, 0, "paper", "bundle"));
        perform(AgreeRetirement(CORE, id, 0, lastHash));
        Quote memory q = quoteOf(id, 200, 500);
        (q.company, q.registration, q.cashBank) = (CORE, "", BANK);
        perform(q, TakeQuote(ACME, 0, 1));
        assertLot(id, 200, 500, CORE, REDEEMED);
        assertEq(used(CORE), FACE - 300, "the line is free by what was bought back");
        assertEq(drawnOn("inv"), FACE, "the invoice stays used");

        onDay(DAY0 + 90);
        refused(abi.encodeWithSelector(ILots.BadAmount.selector, uint256(FACE - 500)));
        perform(SettleReceivable(CORE, id, FACE - 499, BANK, 0, 0));
        uint256 before = free(BANK, ACME);
        perform(SettleReceivable(CORE, id, FACE - 500, BANK, 0, 0));
        uint48[] memory starts = new uint48[](3);
        (starts[1], starts[2]) = (200, 500);
        settlements.push(id, starts);
        assertEq(free(BANK, ACME) - before, FACE - 500, "the kept ones");
        assertEq(cash.earmarkOf(id).amount, 0, "nothing is left");
        assertEq(used(CORE), 200, "what is owed on paper");
        onDay(DAY0 + 200);
        refused(abi.encodeWithSelector(ISettlements.NothingToDeclare.selector, id));
        settlements.declareDefault(id);
    }

    /*//////////////////////////////// SETTING ///////////////////////////////*/

    function _refusesDefault(uint32 open) private {
        refused(abi.encodeWithSelector(ILines.InDefault.selector, bytes32("V07.default"), CORE, open));
    }
}
