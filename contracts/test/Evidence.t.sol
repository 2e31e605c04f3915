// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ICompanies} from "../src/interfaces/ICompanies.sol";
import {AttachDocument, IEvidence, Invoice} from "../src/interfaces/IEvidence.sol";
import {
    ConfirmReceivable,
    IssueReceivable,
    RejectReceivable,
    RequestReceivable,
    WithdrawReceivable
} from "../src/interfaces/IReceivables.sol";
import {ObligationId, toObligationId} from "../src/libraries/ObligationId.sol";
import {BirthActs} from "./BirthActs.sol";

contract EvidenceTest is BirthActs {
    uint48 private constant FACE = 1_000_000_000;
    bytes32 private constant RULE = "V12.invoices";

    /*////////////////////////////// INVOICES ////////////////////////////////*/

    /// V-INV-1: invoice of 1000000.00: vouchers of 600000.00 and 400000.00 both accepted; 0.01 more refused; void the 400000.00 and
    /// 400000.00 is free again.
    function test_V_INV_1_AnInvoiceIsUsedOnce() public eitherWay {
        IssueReceivable memory act = _drawing(60_000_000);
        perform(act);
        act = _drawing(40_000_000);
        (ObligationId second,) = perform(act);
        bytes32 issue = lastHash;
        act = _drawing(1);
        _refusesUse(0);
        perform(act);
        perform(RejectReceivable(ACME, second, issue));
        assertEq(drawnOn("inv"), 60_000_000, "free again");
        act = _drawing(40_000_001);
        _refusesUse(40_000_000);
        perform(act);
        act = _drawing(40_000_000);
        perform(act);
        assertEq(drawnOn("inv"), 100_000_000, "used up");
    }

    /// All that ends a proposal gives back what it drew, whoever made it; a receivable that is confirmed keeps it.
    function test_R_V12_InvoicesAreFreeWhenNothingCameOfIt() public {
        RequestReceivable memory act = requestOf(ACME, 100);
        act.invoices = invoice("inv", 100, 100);
        ObligationId id = perform(act);
        bytes32 request = lastHash;
        assertEq(drawnOn("inv"), 100, "asked");
        vm.expectEmit(address(evidence));
        emit IEvidence.Freed(id, "inv", 100);
        perform(RejectReceivable(CORE, id, request));
        assertEq(drawnOn("inv"), 0, "rejected");
        assertEq(evidence.drawnBy(id).length, 0, "nothing is listed");

        act.serial = ++serial;
        id = perform(act);
        perform(WithdrawReceivable(ACME, id, lastHash));
        assertEq(drawnOn("inv"), 0, "withdrawn");

        act.serial = ++serial;
        id = perform(act);
        onDay(act.due);
        receivables.lapse(id);
        assertEq(drawnOn("inv"), 0, "lapsed");

        (act.serial, act.due) = (++serial, act.due + 90);
        vm.expectEmit(address(evidence));
        emit IEvidence.Drawn(toObligationId(1, ACME, act.serial), "inv", 100, 100);
        id = perform(act);
        perform(ConfirmReceivable(CORE, id, lastHash));
        assertEq(drawnOn("inv"), 100, "confirmed");
        assertEq(evidence.drawnBy(id)[0].total, 100, "listed");
    }

    /// The invoice is the same one whoever draws on it, so that none is used at two obligors.
    function test_R_V12_AnInvoiceIsOneForAll() public {
        IssueReceivable memory act = _drawing(60_000_000);
        perform(act);
        RequestReceivable memory request = requestOf(BOLT, 40_000_001);
        (request.obligor, request.invoices) = (ACME, invoice("inv", 100_000_000, 40_000_001));
        _refusesUse(40_000_000);
        perform(request);
    }

    /// Who draws first says the amount, for as long as anything is drawn.
    function test_R_V12_AnInvoicesAmountStandsWhileItIsUsed() public {
        IssueReceivable memory act = _drawing(1);
        act.invoices[0].total = 7;
        (ObligationId id,) = perform(act);
        bytes32 issue = lastHash;
        act = _drawing(1);
        refused(abi.encodeWithSelector(IEvidence.TotalDiffers.selector, bytes32("inv"), uint48(7)));
        perform(act);
        perform(WithdrawReceivable(CORE, id, issue));
        (uint48 total,) = evidence.invoiceOf("inv");
        assertEq(total, 0, "unknown");
        perform(act);
        (total,) = evidence.invoiceOf("inv");
        assertEq(total, 100_000_000, "stated anew");
    }

    /// One invoice twice in one receivable is used twice.
    function test_R_V12_TheSameInvoiceTwice() public {
        IssueReceivable memory act = issueOf(ACME, 100);
        act.invoices = new Invoice[](2);
        act.invoices[0] = Invoice("inv", 99, 50);
        act.invoices[1] = Invoice("inv", 99, 50);
        _refusesUse(49);
        perform(act);
        (act.invoices[0].total, act.invoices[1].total) = (100, 99);
        refused(abi.encodeWithSelector(IEvidence.TotalDiffers.selector, bytes32("inv"), uint48(100)));
        perform(act);
        act.invoices[1].total = 100;
        (ObligationId id,) = perform(act);
        assertEq(drawnOn("inv"), 100, "both");
        perform(WithdrawReceivable(CORE, id, lastHash));
        assertEq(drawnOn("inv"), 0, "both");
    }

    /// I9: whatever is drawn and freed, what is drawn on an invoice is the sum over what lives, and at most the invoice.
    function testFuzz_I9_DrawnIsAtMostTheInvoice(uint48[8] calldata amounts, uint8 freed) public {
        uint48 total = 1e9;
        uint256 sum;
        ObligationId[] memory ids = new ObligationId[](amounts.length);
        for (uint64 i; i < amounts.length; ++i) {
            uint48 amount = uint48(bound(amounts[i], 1, 1e9));
            IssueReceivable memory act = issueOf(ACME, amount);
            act.invoices = invoice("inv", total, amount);
            if (sum + amount > total) {
                _refusesUse(uint48(total - sum));
                perform(act);
                continue;
            }
            (ids[i],) = perform(act);
            sum += amount;
            if (freed & 1 << i == 0) continue;
            perform(WithdrawReceivable(CORE, ids[i], lastHash));
            sum -= amount;
        }
        assertEq(drawnOn("inv"), sum, "sum");
    }

    function test_R_V12_ThirtyTwoInvoices() public {
        IssueReceivable memory act = issueOf(ACME, 32);
        act.invoices = _many(32);
        (ObligationId id,) = perform(act);
        assertEq(evidence.drawnBy(id).length, 32, "draws");
        perform(WithdrawReceivable(CORE, id, lastHash));
        assertEq(drawnOn(bytes32(uint256(32))), 0, "all are free");
        act = issueOf(ACME, 33);
        act.invoices = _many(33);
        _refusesField("invoices");
        perform(act);
    }

    /*////////////////////////////// DOCUMENTS ///////////////////////////////*/

    function test_V1_AttachDocument_ByEachParty() public eitherWay {
        accepting(BOLT, ACME, CORE);
        ObligationId id = perform(requestOf(ACME, FACE));
        bytes32 request = lastHash;
        AttachDocument memory act = AttachDocument(ACME, id, 0, "delivery note", "digest");
        perform(act); // who made it, before it is confirmed
        act.company = CORE;
        perform(act); // who is asked
        perform(ConfirmReceivable(CORE, id, request));
        perform(tail(ACME, id, 0, FACE, 300, BOLT));
        perform(act);
        (act.company, act.lot) = (BOLT, FACE - 300);
        vm.expectEmit(address(evidence));
        emit IEvidence.Attached(id, BOLT, FACE - 300, "delivery note", "digest");
        perform(act);
    }

    function test_RevertWhen_NoPartyAttaches() public {
        accepting(BOLT, ACME, CORE);
        ObligationId id = issued(ACME, FACE);
        perform(tail(ACME, id, 0, FACE, 300, BOLT));
        AttachDocument memory act = AttachDocument(BOLT, id, 0, "delivery note", "digest");
        _refusesParty(BOLT);
        perform(act); // holds another lot, not this one
        (act.company, act.lot) = (CIRRUS, FACE - 300);
        _refusesParty(CIRRUS);
        perform(act);
        (act.company, act.lot) = (BOLT, FACE - 299);
        _refusesParty(BOLT);
        perform(act); // no lot starts there
        (act.company, act.lot) = (BANK, 0);
        _refusesParty(BANK);
        perform(act);
        (ObligationId open,) = perform(issueOf(CIRRUS, FACE));
        act = AttachDocument(CIRRUS, open, 0, "delivery note", "digest");
        _refusesParty(CIRRUS);
        perform(act); // not its own before it takes it
    }

    function test_RevertWhen_ADocumentsFieldIsOutOfRange() public {
        ObligationId id = issued(ACME, FACE);
        AttachDocument memory act = AttachDocument(ACME, id, 0, "", "digest");
        _refusesField("kind");
        perform(act);
        act.kind = string(new bytes(65));
        _refusesField("kind");
        perform(act);
        act.kind = string(new bytes(64));
        perform(act);
        act.digest = 0;
        _refusesField("digest");
        perform(act);
    }

    /// A file is about something: not about a number that its creator has yet to use, nor about an id that only reads like one.
    function test_RevertWhen_ThereIsNothingToAttachTo() public {
        ObligationId id = issued(ACME, FACE);
        AttachDocument memory act = AttachDocument(CORE, toObligationId(1, CORE, serial + 1), 0, "note", "digest");
        _refusesField("obligation");
        perform(act);
        act.obligation = toObligationId(77, CORE, serial);
        _refusesField("obligation");
        perform(act);
        act.obligation = ObligationId.wrap(ObligationId.unwrap(id) | 1 << 104);
        _refusesField("obligation");
        perform(act);
        act.obligation = id;
        perform(act);
    }

    function test_RevertWhen_AStrangerOrASuspendedPartyAttaches() public eitherWay {
        ObligationId id = issued(ACME, FACE);
        AttachDocument memory act = AttachDocument(ACME, id, 0, "note", "digest");
        refused(abi.encodeWithSelector(ICompanies.NotOperator.selector, keyOf[BOLT], ACME));
        performAs(keyOf[BOLT], act);
        suspend(ACME);
        refused(abi.encodeWithSelector(ICompanies.CompanySuspended.selector, ACME));
        perform(act);
        act.company = CORE;
        perform(act);
    }

    /*//////////////////////////////// MODULES ///////////////////////////////*/

    /// Neither operator nor authority nor a party draws or frees by itself.
    function test_RevertWhen_NoModuleDraws() public {
        address[4] memory keys = [keyOf[OPERATOR], keyOf[AUTHORITY], keyOf[CORE], keyOf[ACME]];
        for (uint256 i; i < keys.length; ++i) {
            vm.startPrank(keys[i]);
            refused(abi.encodeWithSelector(IEvidence.NotModule.selector, keys[i]));
            evidence.draw(ObligationId.wrap(1), invoice("inv", 1, 1));
            refused(abi.encodeWithSelector(IEvidence.NotModule.selector, keys[i]));
            evidence.release(ObligationId.wrap(1));
            vm.stopPrank();
        }
    }

    function test_RevertWhen_ADrawIsOutOfRange() public {
        vm.startPrank(address(receivables));
        _refusesField("fingerprint");
        evidence.draw(ObligationId.wrap(1), invoice(0, 1, 1));
        _refusesField("total");
        evidence.draw(ObligationId.wrap(1), invoice("inv", 0, 1));
        _refusesField("drawn");
        evidence.draw(ObligationId.wrap(1), invoice("inv", 1, 0));
        evidence.draw(ObligationId.wrap(1), invoice("inv", 2, 1));
        _refusesField("obligation");
        evidence.draw(ObligationId.wrap(1), invoice("inv", 2, 1));
        evidence.release(ObligationId.wrap(1));
        evidence.release(ObligationId.wrap(1)); // nothing is left to give back
        assertEq(drawnOn("inv"), 0, "free");
        evidence.draw(ObligationId.wrap(1), invoice("inv", type(uint48).max, type(uint48).max));
        vm.stopPrank();
    }

    /*//////////////////////////////// SETTING ///////////////////////////////*/

    /// An issue to ACME that draws all of its face on the invoice of 1,000,000.00.
    function _drawing(uint48 face) private returns (IssueReceivable memory act) {
        act = issueOf(ACME, face);
        act.invoices = invoice("inv", 100_000_000, face);
    }

    function _many(uint256 n) private pure returns (Invoice[] memory invoices) {
        invoices = new Invoice[](n);
        for (uint256 i; i < n; ++i) {
            invoices[i] = Invoice(bytes32(i + 1), 1, 1);
        }
    }

    function _refusesUse(uint48 left) private {
        refused(abi.encodeWithSelector(IEvidence.InvoiceUsedUp.selector, RULE, bytes32("inv"), left));
    }

    function _refusesField(bytes32 field) private {
        refused(abi.encodeWithSelector(IEvidence.BadField.selector, field));
    }

    function _refusesParty(uint32 company) private {
        refused(abi.encodeWithSelector(IEvidence.NotParty.selector, company));
    }
}
