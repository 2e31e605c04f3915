// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ICompanies, SetOperator} from "../src/interfaces/ICompanies.sol";
import {IEvidence, Invoice} from "../src/interfaces/IEvidence.sol";
import {GrantLine, ILines} from "../src/interfaces/ILines.sol";
import {
    Instalment,
    IReceivables,
    IssueInstalments,
    IssueReceivable,
    RejectReceivable,
    TakeReceivable,
    WithdrawReceivable
} from "../src/interfaces/IReceivables.sol";
import {Calendar} from "../src/libraries/Calendar.sol";
import {ObligationId, toObligationId} from "../src/libraries/ObligationId.sol";
import {BirthActs} from "./BirthActs.sol";

/// @notice A plan of instalments: several receivables in one act.
contract InstalmentsTest is BirthActs {
    uint8 private constant ISSUED = 2;
    uint8 private constant ACTIVE = 3;
    uint8 private constant VOID = 4;

    /*///////////////////////////////// PLAN /////////////////////////////////*/

    function test_V3a_Plan_IsOneReceivableForEachInstalment() public eitherWay {
        IssueInstalments memory act = _plan(100, 200, 300);
        act.ref = "PLAN-1";
        bytes32 proposal = hashOf(act, under(nonces + 1, deadline));
        ObligationId first = toObligationId(1, CORE, act.serial);
        vm.expectEmit(address(receivables));
        emit IReceivables.PlanIssued(first, proposal, act);
        vm.expectEmit(address(receivables));
        emit IReceivables.Issued(first, CORE, ACME, proposal, _asIssue(act, 0));
        vm.expectEmit(address(receivables));
        emit IReceivables.Issued(_id(act, 1), CORE, ACME, proposal, _asIssue(act, 1));
        vm.expectEmit(address(receivables));
        emit IReceivables.Issued(_id(act, 2), CORE, ACME, proposal, _asIssue(act, 2));
        assertEq(ObligationId.unwrap(perform(act)), ObligationId.unwrap(first), "first");
        assertEq(used(CORE), 600, "line");
        assertEq(ObligationId.unwrap(receivables.byReference(CORE, "PLAN-1")), ObligationId.unwrap(first), "reference");
        for (uint64 i; i < 3; ++i) {
            assertEq(receivables.receivableOf(_id(act, i)).state, ISSUED, "state");
            assertEq(receivables.receivableOf(_id(act, i)).due, act.instalments[i].due, "due");
            assertEq(receivables.proposalOf(_id(act, i)), proposal, "all are named by the plan");
        }
    }

    /// Each instalment is answered by itself.
    function test_V4_Plan_EachPartHasItsOwnAnswer() public eitherWay {
        IssueInstalments memory act = _plan(100, 200, 300);
        perform(act);
        bytes32 plan = lastHash;
        perform(TakeReceivable(ACME, _id(act, 1), plan));
        assertLot(_id(act, 1), 0, 200, ACME, HELD);
        perform(RejectReceivable(ACME, _id(act, 0), plan));
        assertEq(receivables.receivableOf(_id(act, 0)).state, VOID, "first");
        perform(WithdrawReceivable(CORE, _id(act, 2), plan));
        assertEq(receivables.receivableOf(_id(act, 2)).state, VOID, "third");
        assertEq(used(CORE), 200, "line");
    }

    function test_V4_Plan_LapsesPartByPart() public {
        IssueInstalments memory act = _plan(100, 200, 300);
        perform(act);
        bytes32 plan = lastHash;
        onDay(act.instalments[0].due);
        refused(abi.encodeWithSelector(IReceivables.DueInPast.selector, act.instalments[0].due, act.instalments[0].due));
        perform(TakeReceivable(ACME, _id(act, 0), plan));
        receivables.lapse(_id(act, 0));
        perform(TakeReceivable(ACME, _id(act, 1), plan));
        assertEq(used(CORE), 500, "line");
    }

    function test_V4_Plan_TakenAtOnceUnderAStandingAcceptance() public {
        accepting(ACME, CORE, CORE);
        IssueInstalments memory act = _plan(100, 200, 300);
        perform(act);
        for (uint64 i; i < 3; ++i) {
            assertEq(receivables.receivableOf(_id(act, i)).state, ACTIVE, "state");
            assertLot(_id(act, i), 0, act.instalments[i].face, ACME, HELD);
        }
    }

    /*/////////////////////////////// INVOICES ///////////////////////////////*/

    /// The invoices cover the instalments in their order, one of them two.
    function test_R_V12_Plan_InvoicesCoverTheInstalmentsInOrder() public {
        IssueInstalments memory act = _plan(100, 200, 300);
        act.invoices = new Invoice[](3);
        act.invoices[0] = Invoice("a", 1000, 250);
        act.invoices[1] = Invoice("b", 50, 50);
        act.invoices[2] = Invoice("c", 900, 300);
        perform(act);
        bytes32 plan = lastHash;
        _assertDraws(_id(act, 0), "a", 100, 0, 0);
        _assertDraws(_id(act, 1), "a", 150, "b", 50);
        _assertDraws(_id(act, 2), "c", 300, 0, 0);
        assertEq(drawnOn("a"), 250, "a");
        perform(RejectReceivable(ACME, _id(act, 1), plan));
        assertEq(drawnOn("a"), 100, "the second's part is free again");
        assertEq(drawnOn("b"), 0, "and what only it drew");
        assertEq(drawnOn("c"), 300, "the third's is not");
    }

    /// However instalments and invoices are cut, each receivable draws its face, and each invoice gives what was drawn on it.
    function testFuzz_I9_Plan_AllotsEveryUnitOnce(uint48[5] memory faces, uint48[4] memory cuts) public {
        uint256 total;
        Instalment[] memory parts = new Instalment[](5);
        for (uint32 i; i < 5; ++i) {
            parts[i] = Instalment(uint48(bound(faces[i], 1, 1e12)), DAY0 + 10 + i);
            total += parts[i].face;
        }
        IssueInstalments memory act = _planOf(parts);
        act.invoices = new Invoice[](5);
        uint256 left = total;
        for (uint256 i; i < 5; ++i) {
            // At least one unit for each that follows.
            uint48 drawn = i == 4 ? uint48(left) : uint48(bound(cuts[i], 1, left - (4 - i)));
            left -= drawn;
            act.invoices[i] = Invoice(bytes32(i + 1), drawn, drawn);
        }
        perform(act);
        for (uint64 i; i < 5; ++i) {
            Invoice[] memory draws = evidence.drawnBy(_id(act, i));
            uint256 sum;
            for (uint256 j; j < draws.length; ++j) {
                sum += draws[j].drawn;
            }
            assertEq(sum, parts[i].face, "a receivable's draws are its face");
        }
        for (uint256 i; i < 5; ++i) {
            assertEq(drawnOn(bytes32(i + 1)), act.invoices[i].drawn, "an invoice's use");
        }
    }

    /*///////////////////////////////// BOUNDS ///////////////////////////////*/

    function test_Plan_OfSixty() public {
        accepting(ACME, CORE, CORE);
        IssueInstalments memory act = _planOf(_parts(60));
        perform(act);
        assertLot(_id(act, 59), 0, 1, ACME, HELD);
        assertEq(used(CORE), 60, "line");
    }

    function test_RevertWhen_ThePlanIsNone() public {
        _refusesField(_planOf(_parts(1)), "instalments");
        _refusesField(_planOf(_parts(61)), "instalments");
        _refusesField(_planOf(new Instalment[](0)), "instalments");
        IssueInstalments memory act = _plan(100, 200, 300);
        act.instalments[2].due = act.instalments[1].due;
        _refusesField(act, "instalments");
        act = _plan(100, 0, 300);
        _refusesField(act, "face");
        act = _plan(100, 1e14 + 1, 300);
        _refusesField(act, "face");
        act = _plan(100, 200, 300);
        act.serial = type(uint64).max - 1;
        _refusesField(act, "serial");
        act = _plan(100, 200, 300);
        act.currency = 0;
        _refusesField(act, "currency");
        act = _plan(100, 200, 300);
        act.supplier = CORE;
        _refusesField(act, "obligor");
        act = _plan(100, 200, 300);
        act.until = act.instalments[0].due;
        _refusesField(act, "until");
        act.serial = type(uint64).max - 2;
        act.until = 0;
        perform(act); // the last numbers that there are
    }

    function test_RevertWhen_ThePlansInvoicesDoNotMatch() public {
        IssueInstalments memory act = _plan(100, 200, 300);
        act.invoices = invoice("a", 1000, 599);
        refused(abi.encodeWithSelector(IReceivables.DrawnDiffers.selector, uint256(599), uint256(600)));
        perform(act);
        act.invoices = invoice("a", 1000, 601);
        refused(abi.encodeWithSelector(IReceivables.DrawnDiffers.selector, uint256(601), uint256(600)));
        perform(act);
        act.invoices = invoice("a", 599, 600);
        refused(
            abi.encodeWithSelector(IEvidence.InvoiceUsedUp.selector, bytes32("V12.invoices"), bytes32("a"), uint48(299))
        );
        perform(act);
        act.invoices = new Invoice[](2);
        act.invoices[0] = Invoice("a", 600, 600);
        act.invoices[1] = Invoice("b", 600, 0);
        _refusesField(act, "drawn");
        act.rules = CN_2026_STRICT;
        act.invoices = noInvoices();
        refused(abi.encodeWithSelector(IReceivables.EvidenceNeeded.selector, bytes32("V12.evidence")));
        perform(act);
    }

    /// All or nothing: the last part's refusal undoes the first.
    function test_RevertWhen_OnePartIsRefused() public {
        IssueInstalments memory act = _plan(100, 200, 300);
        uint32 latest = uint32(Calendar.addMonths(DAY0, 12));
        (act.instalments[2].due, act.justification) = (latest + 1, "custom");
        refused(
            abi.encodeWithSelector(IReceivables.TenorAboveCap.selector, bytes32("V01.tenor-months"), latest + 1, latest)
        );
        perform(act);
        act = _plan(100, 200, 300);
        IssueReceivable memory taken = issueOf(ACME, 1);
        taken.serial = act.serial + 2;
        (ObligationId id,) = perform(taken);
        refused(abi.encodeWithSelector(IReceivables.Exists.selector, id));
        perform(act);
        act = _plan(1, 1, 1e14);
        act.serial += 10;
        _bound(1e14 + 2);
        refused(abi.encodeWithSelector(ILines.AboveLine.selector, bytes32("V07.line"), CORE, CNY, uint256(1e14 - 1)));
        perform(act);
        assertEq(used(CORE), 1, "nothing of them");
    }

    /// The plan as a whole counts against the operator's limit.
    function test_RevertWhen_ThePlanIsAboveTheKeysLimit() public {
        address clerk = hire(CORE, "clerk", MAKER, 599, NO_LIMIT);
        IssueInstalments memory act = _plan(100, 200, 300);
        refused(abi.encodeWithSelector(ICompanies.AboveLimit.selector, clerk, uint48(599)));
        performAs(clerk, act);
        perform(SetOperator(CORE, clerk, MAKER, 600, NO_LIMIT, 0));
        performAs(clerk, act);
    }

    function test_RevertWhen_AStrangerSignsThePlan() public eitherWay {
        IssueInstalments memory act = _plan(100, 200, 300);
        refused(abi.encodeWithSelector(ICompanies.NotOperator.selector, keyOf[BOLT], CORE));
        performAs(keyOf[BOLT], act);
        perform(act);
    }

    /*//////////////////////////////// SETTING ///////////////////////////////*/

    function _plan(uint48 a, uint48 b, uint48 c) private returns (IssueInstalments memory) {
        Instalment[] memory parts = new Instalment[](3);
        (parts[0], parts[1]) = (Instalment(a, DAY0 + 30), Instalment(b, DAY0 + 60));
        parts[2] = Instalment(c, DAY0 + 90);
        return _planOf(parts);
    }

    function _planOf(Instalment[] memory parts) private returns (IssueInstalments memory act) {
        (act.company, act.serial, act.supplier, act.currency) = (CORE, serial + 1, ACME, CNY);
        (act.rules, act.contractDigest, act.invoicesDigest) = (CN_2026, "contract", "invoices");
        (act.invoices, act.instalments) = (noInvoices(), parts);
        serial += 100;
    }

    function _parts(uint32 n) private pure returns (Instalment[] memory parts) {
        parts = new Instalment[](n);
        for (uint32 i; i < n; ++i) {
            parts[i] = Instalment(1, DAY0 + 1 + i);
        }
    }

    function _id(IssueInstalments memory act, uint64 i) private pure returns (ObligationId) {
        return toObligationId(1, CORE, act.serial + i);
    }

    /// The i-th instalment as an issue of its own, where the plan has no invoices.
    function _asIssue(IssueInstalments memory act, uint64 i) private pure returns (IssueReceivable memory t) {
        (t.company, t.serial, t.supplier, t.currency) = (act.company, act.serial + i, act.supplier, act.currency);
        (t.face, t.due, t.rules) = (act.instalments[i].face, act.instalments[i].due, act.rules);
        (t.contractDigest, t.invoicesDigest, t.invoices) = (act.contractDigest, act.invoicesDigest, noInvoices());
        if (i == 0) t.ref = act.ref;
    }

    /// CORE's line, from BANK alone.
    function _bound(uint64 amount) private {
        perform(GrantLine(BANK, CORE, CNY, amount));
    }

    function _refusesField(IssueInstalments memory act, bytes32 field) private {
        refused(abi.encodeWithSelector(IReceivables.BadField.selector, field));
        perform(act);
    }

    function _assertDraws(ObligationId id, bytes32 first, uint48 drawn, bytes32 second, uint48 more) private view {
        Invoice[] memory draws = evidence.drawnBy(id);
        assertEq(draws.length, second == 0 ? 1 : 2, "draws");
        assertEq(draws[0].fingerprint, first, "first");
        assertEq(draws[0].drawn, drawn, "drawn on the first");
        if (second == 0) return;
        assertEq(draws[1].fingerprint, second, "second");
        assertEq(draws[1].drawn, more, "drawn on the second");
    }
}
