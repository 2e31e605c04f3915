// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Auth} from "../src/interfaces/Auth.sol";
import {ICash, TransferCash} from "../src/interfaces/ICash.sol";
import {ICompanies} from "../src/interfaces/ICompanies.sol";
import {Quote, TakeQuote} from "../src/interfaces/IDiscounts.sol";
import {AgreeRetirement, RetireLot} from "../src/interfaces/IEndings.sol";
import {
    AcceptTransfer,
    ILots,
    Limits,
    Lot,
    Obligation,
    Split,
    Transfer,
    WithdrawProposal
} from "../src/interfaces/ILots.sol";
import {AcceptPledge, IPledges} from "../src/interfaces/IPledges.sol";
import {
    ConfirmReceivable,
    IReceivables,
    IssueReceivable,
    RejectReceivable,
    RequestReceivable
} from "../src/interfaces/IReceivables.sol";
import {ClaimRecourse, IRecourse} from "../src/interfaces/IRecourse.sol";
import {SettleReceivable} from "../src/interfaces/ISettlements.sol";
import {ObligationId, toObligationId} from "../src/libraries/ObligationId.sol";
import {Records} from "../src/libraries/Records.sol";
import {SecurityActs} from "./SecurityActs.sol";

/// @notice The rules of rules.md on vouchers (R-V…), assignment (R-C…) and electronic form (R-E…) that belong to no one contract, each under
/// its id. The others stand in their contracts' suites: R-V01 to R-V03, R-V11 to R-V15 in Births and Receivables, R-V05 and R-V17 in
/// Settlements, R-V07 in Lines, R-V08 in LotsLimits, R-V16 in Disputes, R-C06 and R-C07 in Recourse and Returns, R-C09 in Pledges.
contract LawTest is SecurityActs {
    uint48 private constant FACE = 1000;
    uint32 private constant DUE = DAY0 + 90;

    ObligationId private id;

    function setUp() public override {
        super.setUp();
        id = issued(ACME, FACE);
    }

    /*//////////////////////////////// VOUCHERS //////////////////////////////*/

    /// R-V04: the platform pools nothing. Through discount, pledge and payment no contract has ether, none takes any, the desks have no
    /// deposits, and each unit of a bank's deposits is some company's.
    function test_R_V04_NoContractEverHoldsValue() public {
        deposit(BANK, BANK, 1e6);
        assertNothingPooled(1e6);
        Quote memory q = quoteOf(id, 0, 400);
        perform(q, TakeQuote(ACME, 0, 1));
        assertNothingPooled(1e6);
        pledged(pledgeOf(id, 400, FACE));
        assertNothingPooled(1e6);
        settled(id, 600);
        assertNothingPooled(1e6 + 600);
        assertEq(cash.accountOf(BANK, CNY, CORE).earmarked, 600, "set aside in the obligor's own account");
        settlements.push(id, both(0, 400));
        assertNothingPooled(1e6 + 600);
    }

    function test_R_V04_NoContractTakesEther() public {
        address[17] memory all = contracts();
        vm.deal(address(this), 16);
        for (uint256 i; i < all.length; ++i) {
            (bool taken,) = all[i].call{value: 1}("");
            assertFalse(taken, "ether is refused");
            (taken,) = all[i].call{value: 1}(abi.encodeWithSignature("push(uint256,uint48[])", id, both(0, 400)));
            assertFalse(taken, "with a call, too");
        }
    }

    /// R-V06: what was financed has its registration number on the ledger, for good.
    function test_R_V06_NoFinancingWithoutItsRegistration() public {
        deposit(BANK, BANK, 1e6);
        Quote memory q = quoteOf(id, 0, FACE);
        q.registration = "";
        refused(abi.encodeWithSignature("RegistrationNeeded(bytes32)", bytes32("V06.registration")));
        perform(q, TakeQuote(ACME, 0, 1));
        q.registration = "ZDW-1";
        vm.expectEmit(address(cash));
        emit ICash.Moved(BANK, BANK, ACME, CNY, discounts.priceOn(q, DAY0).proceeds, "ZDW-1");
        perform(q, TakeQuote(ACME, 0, 1));
    }

    /// R-V09: whoever has a node adds up the whole: lots cover the face, and their credits what was paid.
    function test_R_V09_TheWholeIsAddedUpFromTheChain() public {
        accepting(BOLT, ACME, CORE);
        perform(tail(ACME, id, 0, FACE, 333, BOLT));
        settled(id, FACE);
        settlements.push(id, both(0, 667));
        (uint256 units, uint256 credited) = (0, 0);
        for (uint48 start; start < FACE;) {
            Lot memory lot = lots.lotOf(id, start);
            (units, credited, start) = (units + lot.end - start, credited + lot.paid, lot.end);
        }
        assertEq(units, FACE, "sum of lots = face");
        assertEq(credited, lots.obligationOf(id).paid, "sum of credits = paid");
    }

    /// R-V10: to be confirmed costs the supplier nothing, and whoever is a bank may quote: the obligor names no funder.
    function test_R_V10_NoFeeForConfirmingAndNoForcedFunder() public {
        deposit(BANK, ACME, 100);
        ObligationId asked = perform(requestOf(ACME, FACE));
        perform(ConfirmReceivable(CORE, asked, lastHash));
        assertLot(asked, 0, FACE, ACME, HELD);
        assertEq(free(BANK, ACME), 100, "nothing was charged");
        uint32[2] memory banks = [BANK, OTHER_BANK];
        for (uint48 i; i < 2; ++i) {
            deposit(banks[i], banks[i], 1e6);
            Quote memory q = quoteOf(asked, i * 500, i * 500 + 500);
            (q.company, q.cashBank) = (banks[i], banks[i]);
            perform(q, TakeQuote(ACME, 0, 1));
            assertLot(asked, i * 500, i * 500 + 500, banks[i], HELD);
        }
    }

    /// R-V13: an account receivable, never a note: its id says so, and no module can make it one of bills.
    function test_R_V13_AVoucherIsAReceivableByItsId() public {
        assertEq(id.module(), 1, "receivables");
        (, uint8 number,) = lots.rightsOf(address(receivables));
        assertEq(number, 1, "and nothing else");
        Obligation memory terms = lots.obligationOf(id);
        refused(abi.encodeWithSelector(ILots.NotAllowed.selector, address(receivables), uint8(0)));
        vm.prank(address(receivables));
        lots.create(toObligationId(2, CORE, 1), ACME, terms, Limits(0, 0, 0, false));
    }

    /// R-V17: 0.05 % a day where nothing else was agreed.
    function test_R_V17_LateInterestIsFiveInTenThousandADay() public {
        ObligationId debt = issued(ACME, 100_000_000);
        assertEq(settlements.lateInterest(debt, 100_000_000, DUE), 0, "on the day");
        assertEq(settlements.lateInterest(debt, 100_000_000, DUE + 1), 50_000, "500.00 of 1,000,000.00");
        assertEq(settlements.lateInterest(debt, 100_000_000, DUE + 10), 500_000, "V-LATE-1: 5,000.00");
    }

    /// R-V18: a voucher is no bill. Nobody answers for it by statute, however many handed it on; only who signed for it does.
    function test_R_V18_NoRecourseWithoutTheFlag() public {
        perform(whole(ACME, id, 0, FACE, BOLT));
        perform(AcceptTransfer(BOLT, id, 0, lastHash));
        Transfer memory t = whole(BOLT, id, 0, FACE, CIRRUS);
        t.recourse = true;
        perform(t);
        perform(AcceptTransfer(CIRRUS, id, 0, lastHash));
        onDay(DUE + 4);
        settlements.declareDefault(id);
        uint32[] memory liable = recourse.liable(id, 0);
        assertEq(liable.length, 1, "one answers");
        assertEq(liable[0], BOLT, "who signed for it");
        refused(abi.encodeWithSelector(IRecourse.NotLiable.selector, ACME));
        vm.prank(keyOf[CIRRUS]);
        recourse.claimRecourse(ClaimRecourse(CIRRUS, id, 0, ACME, 0), under(7, 0));
    }

    /// R-V18: and no act that people sign speaks of bills.
    function test_R_V18_NoActSpeaksOfBills() public view {
        string memory json = vm.readFile("test/vectors/acts.json");
        string[7] memory words = ["bill", "endors", "accepto", "presentment", "drawe", "payee", "promissory"];
        uint256 count = vm.parseJsonUint(json, ".count");
        for (uint256 i; i < count; ++i) {
            string memory text = vm.parseJsonString(json, string.concat(".acts[", vm.toString(i), "].typeString"));
            for (uint256 k; k < words.length; ++k) {
                assertFalse(contains(bytes(text), bytes(words[k])), string.concat(words[k], " in ", text));
            }
        }
    }

    /*/////////////////////////////// ASSIGNMENT /////////////////////////////*/

    /// R-C01: a claim is assigned in whole or in part.
    function test_R_C01_AssignedInPartAndWhole() public {
        accepting(BOLT, ACME, CORE);
        perform(tail(ACME, id, 0, FACE, 300, BOLT));
        assertLot(id, 700, FACE, BOLT, HELD);
        assertLot(id, 0, 700, ACME, HELD);
        perform(whole(ACME, id, 0, 700, BOLT));
        assertLot(id, 0, 700, BOLT, HELD);
    }

    /// R-C02: each assignment is announced, under the obligation that its debtor watches, and cannot be taken back.
    function test_R_C02_TheDebtorIsToldAndTheAssignorBound() public {
        perform(whole(ACME, id, 0, FACE, BOLT));
        bytes32 proposal = lastHash;
        vm.expectEmit(address(lots));
        emit ILots.Transferred(id, ACME, BOLT, 0, 0, FACE);
        perform(AcceptTransfer(BOLT, id, 0, proposal));
        refused(abi.encodeWithSelector(ILots.NotFree.selector, HELD));
        perform(WithdrawProposal(ACME, id, 0, proposal));
        refused(abi.encodeWithSelector(ILots.NotHolder.selector, BOLT));
        perform(whole(ACME, id, 0, FACE, CIRRUS));
    }

    /// R-C04: the debtor keeps its defences after an assignment: on record, without holding what others took.
    function test_R_C04_ADefenceAfterAssignmentIsKept() public {
        accepting(BOLT, ACME, CORE);
        perform(whole(ACME, id, 0, FACE, BOLT));
        bytes32 dispute = disputed(id, 0, FACE);
        assertTrue(holds.isOpen(dispute), "kept");
        (uint40 record,) = Records.newest(lots, id, 0, 5);
        assertGt(record, 0, "on the lot");
        assertEq(marksOf(id, 0), 0, "and no hindrance");
    }

    /// R-C05: what the debtor confirmed stays confirmed, and the hash of the words that it signed about stays on the chain.
    function test_R_C05_WhatWasConfirmedCannotBeDenied() public {
        RequestReceivable memory r = requestOf(ACME, FACE);
        ObligationId asked = perform(r);
        bytes32 request = lastHash;
        perform(ConfirmReceivable(CORE, asked, request));
        refused(abi.encodeWithSelector(IReceivables.WrongState.selector, uint8(3)));
        perform(RejectReceivable(CORE, asked, request));
        assertEq(receivables.proposalOf(asked), request, "the request that was confirmed");
        accepting(BOLT, ACME, CORE);
        perform(whole(ACME, asked, 0, FACE, BOLT));
        disputed(asked, 0, FACE);
        settled(asked, FACE);
        settlements.push(asked, both(0, 0));
        assertEq(free(BANK, BOLT), FACE, "it owes the assignee all the same");
    }

    /// R-C08: on the ledger the earlier comes first because there is no later: what is pledged is not sold, what is sold is not pledged.
    function test_R_C08_NoUnitIsEverAssignedTwice() public {
        deposit(BANK, BANK, 1e6);
        pledged(pledgeOf(id, 0, 400));
        Quote memory q = quoteOf(id, 0, 400);
        refusedOnHold(PLEDGED);
        perform(q, TakeQuote(ACME, 0, 1));
        q = quoteOf(id, 400, FACE);
        perform(q, TakeQuote(ACME, 0, 1));
        refusedNotParty(BANK);
        perform(pledgeOf(id, 400, FACE));
        q = quoteOf(id, 400, FACE);
        (q.company, q.cashBank) = (OTHER_BANK, OTHER_BANK);
        refused(abi.encodeWithSelector(ILots.NotHolder.selector, BANK));
        perform(q, TakeQuote(ACME, 0, 1));
    }

    /// R-C10: the registry's number is what the parties say it is, kept as said; and nothing but receivables goes there.
    function test_R_C10_TheNumberIsThePartiesWordAndBillsAreOutside() public {
        perform(pledgeOf(id, 0, FACE));
        bytes32 pledge = lastHash;
        vm.expectEmit(address(pledges));
        emit IPledges.Pledged(id, 0, pledge, ACME, BANK, FACE, "whatever the pledgee says");
        perform(AcceptPledge(BANK, id, 0, pledge, "whatever the pledgee says"));
        ObligationId bill = indirect(FACE);
        refused(abi.encodeWithSelector(ILots.ThroughModule.selector));
        perform(pledgeOf(bill, 0, FACE));
    }

    /*///////////////////////////// ELECTRONIC FORM //////////////////////////*/

    /// R-E01: no one but the signer signs, and any change to what was signed is found.
    function testFuzz_R_E01_AnyChangeIsFound(uint48 end, uint32 to, uint32 until, bytes32 terms) public {
        Transfer memory t = whole(ACME, id, 0, FACE, BOLT);
        Auth memory auth = signed(keyOf[ACME], hashOf(t, under(7, deadline)), 7, deadline);
        bytes32 was = keccak256(abi.encode(t));
        t.end = uint48(bound(end, 1, FACE));
        t.to = to % 2 == 0 ? BOLT : CIRRUS;
        t.until = uint32(bound(until, DAY0, DAY0 + 30)) * (until % 2);
        t.terms = terms;
        if (keccak256(abi.encode(t)) != was) {
            refused(abi.encodeWithSelector(ICompanies.BadSignature.selector, keyOf[ACME]));
        }
        lots.transfer(t, auth);
    }

    /// R-E01: who carries the message cannot make one.
    function test_R_E01_TheRelayerCannotSignForAnyone() public {
        address relayer = newKey("relayer");
        Transfer memory t = whole(ACME, id, 0, FACE, BOLT);
        refused(abi.encodeWithSelector(ICompanies.NotOperator.selector, relayer, ACME));
        vm.prank(relayer);
        lots.transfer(t, direct());
        Auth memory auth = signed(relayer, hashOf(t, under(7, deadline)), 7, deadline);
        refused(abi.encodeWithSelector(ICompanies.NotOperator.selector, relayer, ACME));
        lots.transfer(t, auth);
        auth.key = keyOf[ACME];
        refused(abi.encodeWithSelector(ICompanies.BadSignature.selector, keyOf[ACME]));
        lots.transfer(t, auth);
    }

    /// R-E02, R-E03: singularity. The claim is told from any copy: its id exists once, and an id that looks like it is no claim.
    function test_R_E02_R_E03_OneClaimAndNoCopy() public {
        IssueReceivable memory a = issueOf(ACME, FACE);
        a.serial = serial - 1;
        refused(abi.encodeWithSelector(IReceivables.Exists.selector, id));
        perform(a);
        assertEq(lots.lotOf(aliasOf(id), 0).end, 0, "no lot under another id");
        refused(abi.encodeWithSelector(ILots.NoLot.selector, aliasOf(id), uint48(0)));
        perform(whole(ACME, aliasOf(id), 0, FACE, BOLT));
    }

    /// R-E02, R-E03: integrity. Whatever is done with it, its terms are those of its birth.
    function test_R_E02_R_E03_TheTermsNeverChange() public {
        Obligation memory born = lots.obligationOf(id);
        accepting(BOLT, ACME, CORE);
        perform(tail(ACME, id, 0, FACE, 300, BOLT));
        pledged(pledgeOf(id, 0, 700));
        frozen(id, 700, FACE);
        assertEq(keccak256(abi.encode(lots.obligationOf(id))), keccak256(abi.encode(born)), "terms");
        settled(id, FACE);
        born.paid = FACE;
        assertEq(keccak256(abi.encode(lots.obligationOf(id))), keccak256(abi.encode(born)), "but for what was paid");
    }

    /// R-E02, R-E03: control. One company at a time, which several keys of the same company may exercise: joint persons are one.
    function test_R_E02_R_E03_OneHolderAtATimeWhateverItsKeys() public {
        address second = hire(ACME, "second", MAKER);
        accepting(BOLT, ACME, CORE);
        performAs(second, whole(ACME, id, 0, 400, BOLT));
        perform(whole(ACME, id, 400, FACE, BOLT));
        assertLot(id, 0, 400, BOLT, HELD);
        assertLot(id, 400, FACE, BOLT, HELD);
        // Both keys lost it together with their company.
        refused(abi.encodeWithSelector(ILots.NotHolder.selector, BOLT));
        performAs(second, whole(ACME, id, 0, 400, CIRRUS));
    }

    /// R-E02, R-E03: the holder can show it: holder, amount, debtor and due day are read by anyone, and reading changes nothing.
    function test_R_E02_R_E03_TheHolderCanShowIt() public {
        vm.prank(address(0xbeef));
        Lot memory lot = lots.lotOf(id, 0);
        Obligation memory o = lots.obligationOf(id);
        assertEq(lot.holder, ACME, "holder");
        assertEq(lot.end, FACE, "amount");
        assertEq(o.obligor, CORE, "debtor");
        assertEq(o.due, DUE, "due day");
    }

    /// R-E02, R-E03: a transfer strips the old holder of everything.
    function test_R_E02_R_E03_ATransferStripsTheOldHolder() public {
        accepting(BOLT, ACME, CORE);
        perform(whole(ACME, id, 0, FACE, BOLT));
        bytes memory reason = abi.encodeWithSelector(ILots.NotHolder.selector, BOLT);
        refused(reason);
        perform(whole(ACME, id, 0, FACE, CIRRUS));
        refused(reason);
        perform(Split(ACME, id, 0, 500));
        refusedNotParty(BOLT);
        perform(pledgeOf(id, 0, FACE));
        refusedNotParty(BOLT);
        perform(guaranteeOf(id, 0, FACE));
    }

    /// R-E03: change of medium. What went onto paper is no claim here any more, and nothing brings it back.
    function test_R_E03_WhatIsRetiredToPaperIsOutForGood() public {
        RetireLot memory a = RetireLot(ACME, id, 0, 0, FACE, 0, "paper", "bundle");
        vm.prank(keyOf[ACME]);
        endings.retireLot(a, under(7, 0));
        bytes32 proposal = lots.proposalOf(id, 0);
        vm.prank(keyOf[CORE]);
        endings.agreeRetirement(AgreeRetirement(CORE, id, 0, proposal), under(8, 0));
        assertLot(id, 0, FACE, ACME, 4);
        refused(abi.encodeWithSelector(ILots.NotFree.selector, uint8(4)));
        perform(whole(ACME, id, 0, FACE, BOLT));
        refused(abi.encodeWithSelector(ILots.NotFree.selector, uint8(4)));
        perform(freezeOf(id, 0, 0, FACE));
        onDay(DUE);
        deposit(BANK, CORE, FACE);
        refused(abi.encodeWithSelector(ILots.BadAmount.selector, uint256(0)));
        perform(SettleReceivable(CORE, id, FACE, BANK, 0, 0));
    }

    /// R-E04: exclusive control. Debtor, operator, authority, bank and former holder cannot move the claim, nor keep its holder from it.
    function test_R_E04_OnlyTheHolderCanTransfer() public {
        uint32[5] memory others = [CORE, OPERATOR, AUTHORITY, BANK, BOLT];
        for (uint256 i; i < others.length; ++i) {
            refused(abi.encodeWithSelector(ILots.NotHolder.selector, ACME));
            perform(whole(others[i], id, 0, FACE, CIRRUS));
            refused(abi.encodeWithSelector(ICompanies.NotOperator.selector, keyOf[others[i]], ACME));
            performAs(keyOf[others[i]], whole(ACME, id, 0, FACE, CIRRUS));
        }
        accepting(CIRRUS, ACME, CORE);
        perform(whole(ACME, id, 0, FACE, CIRRUS));
        assertLot(id, 0, FACE, CIRRUS, HELD);
    }

    /// R-E04: the debtor is discharged by paying who has control, and not by paying who had it.
    function test_R_E04_PayingAFormerHolderDischargesNothing() public {
        accepting(BOLT, ACME, CORE);
        perform(whole(ACME, id, 0, FACE, BOLT));
        deposit(BANK, CORE, FACE);
        perform(TransferCash(CORE, BANK, CNY, ACME, FACE, "for the voucher"));
        assertEq(lots.obligationOf(id).paid, 0, "nothing is discharged");
        settled(id, FACE);
        settlements.push(id, both(0, 0));
        assertEq(free(BANK, BOLT), FACE, "who has control is paid");
        assertEq(free(BANK, ACME), FACE, "who had it keeps what was sent to it, no more");
    }

    /*//////////////////////////////// SETTING ///////////////////////////////*/

    function contracts() private view returns (address[17] memory) {
        return [
            address(companies),
            address(rules),
            address(lots),
            address(cash),
            address(lines),
            address(evidence),
            address(receivables),
            address(settlements),
            address(endings),
            address(discounts),
            address(pledges),
            address(guarantees),
            address(recourse),
            address(holds),
            address(circles),
            address(paymentRuns),
            address(batch)
        ];
    }

    /// No contract has ether, no desk deposits, and what BANK issued is what companies have.
    function assertNothingPooled(uint256 issued_) private view {
        address[17] memory all = contracts();
        for (uint256 i; i < all.length; ++i) {
            assertEq(all[i].balance, 0, "ether");
        }
        uint32[7] memory owners = [CORE, ACME, BOLT, CIRRUS, BANK, OTHER_BANK, NOBODY];
        uint256 sum;
        for (uint256 i; i < owners.length; ++i) {
            sum += cash.accountOf(BANK, CNY, owners[i]).free + cash.accountOf(BANK, CNY, owners[i]).earmarked;
        }
        assertEq(sum, issued_, "each deposit is a company's");
        assertEq(cash.supplyOf(BANK, CNY), issued_, "and all of them");
        assertEq(free(BANK, OPERATOR) + free(BANK, AUTHORITY), 0, "none is a desk's");
    }

    function both(uint48 a, uint48 b) private pure returns (uint48[] memory list) {
        list = new uint48[](2);
        (list[0], list[1]) = (a, b);
    }

    function contains(bytes memory text, bytes memory word) private pure returns (bool) {
        for (uint256 i; i + word.length <= text.length; ++i) {
            uint256 k;
            // Capital letters count as small ones.
            while (k < word.length && (text[i + k] | 0x20) == word[k]) ++k;
            if (k == word.length) return true;
        }
        return false;
    }
}
