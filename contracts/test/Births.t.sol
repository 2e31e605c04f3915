// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ICompanies} from "../src/interfaces/ICompanies.sol";
import {Invoice} from "../src/interfaces/IEvidence.sol";
import {GrantLine, ILines, LiftDefault} from "../src/interfaces/ILines.sol";
import {Limits, Obligation} from "../src/interfaces/ILots.sol";
import {
    ConfirmReceivable,
    IReceivables,
    IssueReceivable,
    RequestReceivable,
    TakeReceivable
} from "../src/interfaces/IReceivables.sol";
import {DefineRule, IRules, NameRuleSet, Rule} from "../src/interfaces/IRules.sol";
import {Calendar} from "../src/libraries/Calendar.sol";
import {ObligationId, toObligationId} from "../src/libraries/ObligationId.sol";
import {BirthActs} from "./BirthActs.sol";
import {Vm} from "./Vm.sol";

/// @notice What rule sets ask of a receivable at birth: each rule of rules.md that `Receivables` holds, by its id.
contract BirthsTest is BirthActs {
    uint48 private constant FACE = 1_000_000_000;
    uint48 private constant LARGEST_FACE = 1e14;
    /// A small enterprise.
    uint32 private constant SMALL = 61;

    uint8 private constant REQUESTED = 1;
    uint8 private constant ACTIVE = 3;

    bytes32 private constant TENOR = "V01.tenor-months";
    bytes32 private constant JUSTIFY = "V01.justify-months";
    bytes32 private constant IN_DEFAULT = "V07.default";

    /*//////////////////////////// TENOR (R-V01) /////////////////////////////*/

    /// V-TENOR-1: issued 2026-08-31 with a cap of 6 months, due 2027-02-28 is accepted, 2027-03-01 refused. The same due day is within
    /// the other rule set's 12 months.
    function test_V_TENOR_1_SixMonthsToAShortMonthsEnd() public {
        uint32 last = _day(2027, 2, 28);
        onDay(_day(2026, 8, 31));
        IssueReceivable memory act = issueOf(ACME, FACE);
        (act.rules, act.due) = (CN_2027, last);
        perform(act);
        (act.serial, act.due) = (++serial, last + 1);
        _refusesTenor(last + 1, last);
        perform(act);
        (act.rules, act.justification) = (CN_2026, "industry custom");
        perform(act);
    }

    function test_R_V01_NeverAboveAYear() public {
        uint16[6][4] memory cases = [
            // from, latest due day
            [uint16(2024), 10, 4, 2025, 10, 4],
            [uint16(2027), 2, 28, 2028, 2, 28],
            [uint16(2028), 2, 29, 2029, 2, 28],
            [uint16(2026), 12, 31, 2027, 12, 31]
        ];
        for (uint256 i; i < cases.length; ++i) {
            uint16[6] memory c = cases[i];
            onDay(_day(c[0], c[1], c[2]));
            uint32 last = _day(c[3], c[4], c[5]);
            IssueReceivable memory issue = issueOf(ACME, FACE);
            RequestReceivable memory request = requestOf(ACME, FACE);
            (issue.justification, request.justification) = ("custom", "custom");
            (issue.due, request.due) = (last + 1, last + 1);
            _refusesTenor(last + 1, last);
            perform(issue);
            _refusesTenor(last + 1, last);
            perform(request);
            (issue.due, request.due) = (last, last);
            perform(issue);
            perform(request);
        }
    }

    function test_R_V01_AboveSixMonthsWithAJustification() public {
        uint32 latest = uint32(Calendar.addMonths(DAY0, 6));
        IssueReceivable memory act = issueOf(ACME, FACE);
        act.due = latest + 1;
        bytes memory reason =
            abi.encodeWithSelector(IReceivables.JustificationNeeded.selector, JUSTIFY, latest + 1, latest);
        refused(reason);
        perform(act);
        RequestReceivable memory request = requestOf(ACME, FACE);
        request.due = latest + 1;
        refused(reason);
        perform(request);
        (act.justification, request.justification) = ("seasonal", "seasonal");
        perform(act);
        perform(request);
        (act.serial, act.due, act.justification) = (++serial, latest, 0);
        perform(act);
    }

    function testFuzz_R_V01_TheCapIsTheCalendars(uint32 from, uint32 due, bool strict) public {
        from = uint32(bound(from, DAY0, 60_000));
        due = uint32(bound(due, from + 1, from + 400));
        onDay(from);
        uint32 latest = uint32(Calendar.addMonths(from, strict ? 6 : 12));
        IssueReceivable memory act = issueOf(ACME, FACE);
        (act.due, act.justification, act.rules) = (due, "custom", strict ? CN_2027 : CN_2026);
        if (due > latest) _refusesTenor(due, latest);
        perform(act);
    }

    /*//////////////////////////// SETS (R-V02, R-V11) ///////////////////////*/

    /// CN-2027 refuses what CN-2026 accepts; what was born under CN-2026 stays as it is.
    function test_R_V02_ACapOfSixMonthsLeavesEarlierOnesAlone() public {
        accepting(ACME, CORE, CORE);
        uint32 latest = uint32(Calendar.addMonths(DAY0, 6));
        IssueReceivable memory act = issueOf(ACME, FACE);
        (act.due, act.justification) = (latest + 1, "custom");
        (ObligationId old,) = perform(act);
        (act.serial, act.rules) = (++serial, CN_2027);
        _refusesTenor(latest + 1, latest);
        perform(act);
        Obligation memory o = lots.obligationOf(old);
        assertEq(o.rules, CN_2026, "its own set");
        assertEq(o.due, latest + 1, "its own due day");
        perform(whole(ACME, old, 0, FACE, BOLT));
    }

    /// A set whose cap falls on a day: what was asked before cannot be confirmed after, nor taken; what is shorter can.
    function test_R_V02_ConfirmingAfterTheCapTightened() public {
        uint16 set = _enact("CN-tightening");
        _change(set, TENOR, 3, DAY0 + 40);
        onDay(DAY0 + 1);
        (ObligationId asked, bytes32 request) = _asked(set, DAY0 + 150);
        (ObligationId shorter, bytes32 other) = _asked(set, DAY0 + 120);
        (ObligationId offered, bytes32 issue) = _offered(set, DAY0 + 150);
        (ObligationId active, bytes32 first) = _offered(set, DAY0 + 150);
        onDay(DAY0 + 39);
        perform(TakeReceivable(ACME, active, first));
        onDay(DAY0 + 40);
        uint32 latest = uint32(Calendar.addMonths(DAY0 + 40, 3));
        _refusesTenor(DAY0 + 150, latest);
        perform(ConfirmReceivable(CORE, asked, request));
        _refusesTenor(DAY0 + 150, latest);
        perform(TakeReceivable(ACME, offered, issue));
        perform(ConfirmReceivable(CORE, shorter, other));
        assertEq(lots.obligationOf(active).due, DAY0 + 150, "what was born stays");
        // The day comes nearer: what was too long waits until it no longer is.
        onDay(DAY0 + 150 - 80);
        perform(ConfirmReceivable(CORE, asked, request));
        perform(TakeReceivable(ACME, offered, issue));
    }

    /// Nothing new is born under a set that has closed; what was proposed is answered under it.
    function test_R_V11_SetsOverlapUntilOneCloses() public {
        uint16 set = _enact("CN-transition");
        _change(set, "V11.births", 0, DAY0 + 30);
        onDay(DAY0 + 29);
        (ObligationId asked, bytes32 request) = _asked(set, DAY0 + 100);
        (ObligationId offered, bytes32 issue) = _offered(set, DAY0 + 100);
        onDay(DAY0 + 30);
        bytes memory reason = abi.encodeWithSelector(IReceivables.SetClosed.selector, bytes32("V11.births"), set);
        IssueReceivable memory act = issueOf(ACME, FACE);
        act.rules = set;
        refused(reason);
        perform(act);
        RequestReceivable memory ask = requestOf(ACME, FACE);
        ask.rules = set;
        refused(reason);
        perform(ask);
        act.rules = CN_2026;
        perform(act);
        perform(ConfirmReceivable(CORE, asked, request));
        perform(TakeReceivable(ACME, offered, issue));
        assertEq(lots.obligationOf(asked).rules, set, "born under it");
    }

    function test_RevertWhen_TheRuleSetIsUnknownOrNotYetInForce() public {
        IssueReceivable memory act = issueOf(ACME, FACE);
        act.rules = 4;
        bytes memory reason = abi.encodeWithSelector(IRules.NoRule.selector, uint16(4), bytes32("V11.births"), DAY0);
        refused(reason);
        perform(act);
        _enact("CN-2028");
        refused(reason);
        perform(act);
        onDay(DAY0 + 1);
        perform(act);
    }

    /*/////////////////////////// PROMISE (R-V03) ////////////////////////////*/

    /// However a receivable comes to be, the obligor has signed that it owes.
    function test_R_V03_NoVoucherWithoutTheObligorsSignature() public {
        bySignature = true;
        ObligationId asked = perform(requestOf(ACME, FACE));
        bytes32 request = lastHash;
        refused(abi.encodeWithSelector(IReceivables.NotParty.selector, CORE));
        perform(ConfirmReceivable(ACME, asked, request));
        refused(abi.encodeWithSelector(ICompanies.NotOperator.selector, keyOf[ACME], CORE));
        performAs(keyOf[ACME], ConfirmReceivable(CORE, asked, request));
        IssueReceivable memory act = issueOf(ACME, FACE);
        refused(abi.encodeWithSelector(ICompanies.NotOperator.selector, keyOf[ACME], CORE));
        performAs(keyOf[ACME], act);
        assertNoLot(asked, 0);
        perform(ConfirmReceivable(CORE, asked, request));
        assertLot(asked, 0, FACE, ACME, HELD);
    }

    /// The promise is signed once and stays: no act changes what was promised.
    function test_R_V03_ThePromiseStays() public {
        (ObligationId id,) = perform(issueOf(ACME, FACE));
        bytes32 issue = lastHash;
        perform(TakeReceivable(ACME, id, issue));
        onDay(DAY0 + 200);
        assertEq(receivables.proposalOf(id), issue, "the struct hash of what CORE signed");
        assertEq(receivables.receivableOf(id).state, ACTIVE, "state");
        assertEq(receivables.receivableOf(id).face, FACE, "face");
    }

    /*/////////////////////// LINE AND DEFAULT (R-V07) ///////////////////////*/

    function test_R_V07_AnObligorInDefaultMayNotIssueConfirmOrBeTakenFrom() public {
        (ObligationId asked, bytes32 request) = _asked(CN_2026, DAY0 + 90);
        (ObligationId offered, bytes32 issue) = _offered(CN_2026, DAY0 + 90);
        defaults(CORE);
        IssueReceivable memory act = issueOf(ACME, FACE);
        bytes memory reason = abi.encodeWithSelector(ILines.InDefault.selector, IN_DEFAULT, CORE, uint32(1));
        refused(reason);
        perform(act);
        refused(reason);
        perform(ConfirmReceivable(CORE, asked, request));
        refused(reason);
        perform(TakeReceivable(ACME, offered, issue));
        // To ask it is still allowed, and what waited is answered when the authority has lifted the bar.
        perform(requestOf(ACME, FACE));
        clears(CORE);
        refused(abi.encodeWithSelector(ILines.InDefault.selector, IN_DEFAULT, CORE, uint32(0)));
        perform(act);
        perform(LiftDefault(AUTHORITY, CORE, "order 7"));
        perform(act);
        perform(ConfirmReceivable(CORE, asked, request));
        perform(TakeReceivable(ACME, offered, issue));
    }

    /// A set that does not ask for it: data decide, not code.
    function test_R_V07_ASetMayDoWithoutLineAndBar() public {
        uint16 set = _enact("without");
        _change(set, "V07.line", 0, DAY0 + 1);
        _change(set, IN_DEFAULT, 0, DAY0 + 1);
        onDay(DAY0 + 1);
        defaults(BOLT);
        accepting(ACME, BOLT, BOLT);
        IssueReceivable memory act = issueOf(ACME, FACE);
        (act.company, act.rules) = (BOLT, set);
        (, bool active) = perform(act);
        assertTrue(active, "a company without a line, and in default");
        assertEq(used(BOLT), FACE, "it is counted all the same");
        (ObligationId offered, bytes32 issue) = _offered(set, DAY0 + 90);
        defaults(CORE);
        perform(TakeReceivable(ACME, offered, issue));
    }

    /// Any company with a line is an obligor: a dealer whose supplier finances it.
    function test_R_V07_AnyCompanyWithALineMayBeObligor() public {
        IssueReceivable memory act = issueOf(ACME, FACE);
        act.company = BOLT;
        refused(abi.encodeWithSelector(ILines.AboveLine.selector, bytes32("V07.line"), BOLT, CNY, uint256(0)));
        perform(act);
        perform(GrantLine(BANK, BOLT, CNY, FACE));
        perform(act);
    }

    /*//////////////////////////// LIMITS (R-V08) ////////////////////////////*/

    function test_R_V08_LimitsAreFixedAtBirth() public {
        accepting(ACME, CORE, CORE);
        IssueReceivable memory act = issueOf(ACME, FACE);
        (act.rules, act.invoices) = (CN_2026_STRICT, invoice("inv", FACE, FACE));
        (ObligationId id,) = perform(act);
        (Limits memory limits,,) = lots.limitsOf(id);
        assertEq(limits.depth, 20, "depth");
        assertEq(limits.lots, 1000, "lots");
        assertEq(limits.hops, 500, "hops");
        assertFalse(limits.alert, "refuses");
        assertEq(lots.obligationOf(id).cutoff, DAY0 + 90 - 1 - 2, "two days before the last day");
        id = issued(ACME, FACE);
        (limits,,) = lots.limitsOf(id);
        assertEq(limits.depth + limits.lots + limits.hops, 0, "a set without limits");
    }

    /// Numbers that the kernel has no room for stand for the most that it has.
    function test_R_V08_NumbersAboveTheKernelsFields() public {
        uint16 set = _enact("generous");
        _change(set, "V08.max-depth", 65_536, DAY0 + 1);
        _change(set, "V08.max-lots", 1 << 32, DAY0 + 1);
        _change(set, "V08.max-hops", (1 << 32) + 5, DAY0 + 1);
        _change(set, "V08.alert", 1, DAY0 + 1);
        _change(set, "V14.answer-days", 300, DAY0 + 1);
        _change(set, "V08.cutoff-days", 100_000, DAY0 + 1);
        onDay(DAY0 + 1);
        (ObligationId id, bytes32 issue) = _offered(set, DAY0 + 90);
        perform(TakeReceivable(ACME, id, issue));
        (Limits memory limits,,) = lots.limitsOf(id);
        assertEq(limits.depth, type(uint16).max, "depth");
        assertEq(limits.lots, type(uint32).max, "lots");
        assertEq(limits.hops, type(uint32).max, "hops");
        assertTrue(limits.alert, "alert");
        assertEq(lots.obligationOf(id).answerDays, 255, "answer days");
        assertEq(lots.obligationOf(id).cutoff, 0, "no day is left to transfer on");
    }

    /*/////////////////////////// EVIDENCE (R-V12) ///////////////////////////*/

    function test_R_V12_WhereTheSetWantsItContractAndInvoices() public {
        bytes memory reason = abi.encodeWithSelector(IReceivables.EvidenceNeeded.selector, bytes32("V12.evidence"));
        IssueReceivable memory act = issueOf(ACME, FACE);
        act.rules = CN_2026_STRICT;
        refused(reason);
        perform(act);
        RequestReceivable memory request = requestOf(ACME, FACE);
        (request.rules, request.invoices, request.contractDigest) = (CN_2026_STRICT, invoice("inv", FACE, FACE), 0);
        refused(reason);
        perform(request);
        act.invoices = request.invoices;
        perform(act);
        assertEq(drawnOn("inv"), FACE, "drawn");
    }

    function test_R_V12_InvoicesAreDrawnOnForTheFace() public {
        IssueReceivable memory act = issueOf(ACME, FACE);
        act.invoices = invoice("inv", LARGEST_FACE, FACE - 1);
        refused(abi.encodeWithSelector(IReceivables.DrawnDiffers.selector, uint256(FACE) - 1, uint256(FACE)));
        perform(act);
        RequestReceivable memory request = requestOf(ACME, FACE);
        request.invoices = invoice("inv", LARGEST_FACE, FACE + 1);
        refused(abi.encodeWithSelector(IReceivables.DrawnDiffers.selector, uint256(FACE) + 1, uint256(FACE)));
        perform(request);
        act.invoices = new Invoice[](2);
        act.invoices[0] = Invoice("inv", FACE, FACE);
        act.invoices[1] = Invoice("other", FACE, 0);
        refused(abi.encodeWithSelector(IReceivables.BadField.selector, bytes32("drawn")));
        perform(act);
        act.invoices[0].drawn = FACE - 1;
        act.invoices[1].drawn = 1;
        perform(act);
        assertEq(drawnOn("inv"), FACE - 1, "first");
        assertEq(drawnOn("other"), 1, "second");
    }

    /*////////////////////////////// SME (R-V14) /////////////////////////////*/

    function test_R_V14_ALongWaitOfASmallSupplierIsFlagged() public {
        admit(SMALL, "Small", 32);
        vm.recordLogs();
        _flagging(SMALL, DAY0 - 30, 31, 0, 61);
        _flagging(SMALL, DAY0 - 30, 30, 0, 0);
        _flagging(SMALL, DAY0, 61, 0, 61);
        _flagging(SMALL, 0, 90, 0, 0);
        _flagging(SMALL, DAY0 - 30, 31, "agreed", 0);
        _flagging(ACME, DAY0 - 30, 31, 0, 0);
    }

    /// A small supplier has nothing forced on it: the receivable is its own only by its signature, or its standing one.
    function test_R_V14_ASmallSupplierConsents() public {
        admit(SMALL, "Small", 32);
        IssueReceivable memory act = issueOf(SMALL, FACE);
        (ObligationId id, bool active) = perform(act);
        bytes32 issue = lastHash;
        assertFalse(active, "it waits");
        assertNoLot(id, 0);
        refused(abi.encodeWithSelector(ICompanies.NotOperator.selector, keyOf[CORE], SMALL));
        performAs(keyOf[CORE], TakeReceivable(SMALL, id, issue));
        perform(TakeReceivable(SMALL, id, issue));
        accepting(SMALL, CORE, CORE);
        (act.serial) = ++serial;
        (, active) = perform(act);
        assertTrue(active, "taken beforehand");
    }

    /*///////////////////////// THIRTY DAYS (R-V15) //////////////////////////*/

    /// A request that nobody answered for 30 days is overdue (`V15.confirm-days`), and stays open: silence confirms nothing and
    /// ends nothing.
    function test_R_V15_AnUnansweredRequestStaysOpen() public {
        (ObligationId asked, bytes32 request) = _asked(CN_2026, DAY0 + 90);
        uint32[3] memory days_ = [DAY0 + 30, DAY0 + 31, DAY0 + 89];
        for (uint256 i; i < days_.length; ++i) {
            onDay(days_[i]);
            refused(abi.encodeWithSelector(IReceivables.NotLapsed.selector, DAY0 + 89));
            receivables.lapse(asked);
            assertEq(receivables.receivableOf(asked).state, REQUESTED, "open");
            assertNoLot(asked, 0);
        }
        assertEq(rules.valueOn(CN_2026, "V15.confirm-days", today()), 30, "the rule that lists it");
        perform(ConfirmReceivable(CORE, asked, request));
        assertLot(asked, 0, FACE, ACME, HELD);
    }

    /*//////////////////////////////// SETTING ///////////////////////////////*/

    function _day(uint256 year, uint256 month, uint256 day) private pure returns (uint32) {
        return uint32(Calendar.toDay(year, month, day));
    }

    function _refusesTenor(uint32 due, uint32 latest) private {
        refused(abi.encodeWithSelector(IReceivables.TenorAboveCap.selector, TENOR, due, latest));
    }

    /// A set of the authority's with the numbers of CN-2026, in force from tomorrow on.
    function _enact(string memory name) private returns (uint16 set) {
        set = rules.sets() + 1;
        vm.startPrank(keyOf[AUTHORITY]);
        rules.nameRuleSet(NameRuleSet(AUTHORITY, set, name, DAY0 + 1), direct());
        Rule[] memory all = ruleSets();
        for (uint256 i; i < all.length; ++i) {
            if (all[i].set != CN_2026) continue;
            rules.defineRule(DefineRule(AUTHORITY, set, all[i].id, all[i].value, DAY0 + 1, "test"), direct());
        }
        vm.stopPrank();
    }

    function _change(uint16 set, bytes32 id, uint256 value, uint32 from) private {
        vm.prank(keyOf[AUTHORITY]);
        rules.defineRule(DefineRule(AUTHORITY, set, id, value, from, "test"), direct());
    }

    function _asked(uint16 set, uint32 due) private returns (ObligationId id, bytes32 proposal) {
        RequestReceivable memory act = requestOf(ACME, FACE);
        (act.rules, act.due) = (set, due);
        id = perform(act);
        proposal = lastHash;
    }

    function _offered(uint16 set, uint32 due) private returns (ObligationId id, bytes32 proposal) {
        IssueReceivable memory act = issueOf(ACME, FACE);
        (act.rules, act.due) = (set, due);
        (id,) = perform(act);
        proposal = lastHash;
    }

    /// Issues to `supplier` and requests by it, due in `tenor` days, are flagged with `wait` days; zero: not at all.
    function _flagging(uint32 supplier, uint32 delivered, uint32 tenor, bytes32 justification, uint256 wait) private {
        IssueReceivable memory issue = issueOf(supplier, FACE);
        (issue.delivered, issue.due, issue.justification) = (delivered, DAY0 + tenor, justification);
        perform(issue);
        _assertFlag(toObligationId(1, CORE, issue.serial), wait);
        RequestReceivable memory request = requestOf(supplier, FACE);
        (request.delivered, request.due, request.justification) = (delivered, DAY0 + tenor, justification);
        perform(request);
        _assertFlag(toObligationId(1, supplier, request.serial), wait);
    }

    function _assertFlag(ObligationId id, uint256 wait) private {
        Vm.Log[] memory logs = vm.getRecordedLogs();
        uint256 flags;
        for (uint256 i; i < logs.length; ++i) {
            if (logs[i].topics[0] != IReceivables.Flagged.selector) continue;
            ++flags;
            assertEq(logs[i].topics[1], bytes32(ObligationId.unwrap(id)), "receivable");
            assertEq(logs[i].topics[2], bytes32("V14.sme-days"), "rule");
            assertEq(abi.decode(logs[i].data, (uint256)), wait, "days");
        }
        assertEq(flags, wait == 0 ? 0 : 1, "flags");
    }
}
