// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ICash} from "../src/interfaces/ICash.sol";
import {ICompanies, SetThreshold} from "../src/interfaces/ICompanies.sol";
import {Quote, TakeQuote} from "../src/interfaces/IDiscounts.sol";
import {AgreeRetirement, RetireLot} from "../src/interfaces/IEndings.sol";
import {GrantLine} from "../src/interfaces/ILines.sol";
import {ILots, Obligation} from "../src/interfaces/ILots.sol";
import {Pledge} from "../src/interfaces/IPledges.sol";
import {IssueReceivable} from "../src/interfaces/IReceivables.sol";
import {AttestWire, ISettlements, SettleReceivable, Settlement} from "../src/interfaces/ISettlements.sol";
import {Calendar} from "../src/libraries/Calendar.sol";
import {ObligationId, toObligationId} from "../src/libraries/ObligationId.sol";
import {MoneyActs} from "./MoneyActs.sol";

/// @notice CORE owes; from the due day on it pays, in BANK's deposits or by wire. What is late is in Late.t.sol.
contract SettlementsTest is MoneyActs {
    uint48 private constant FACE = 1_000_000_000;
    uint48 private constant LARGEST_FACE = 1e14;
    uint32 private constant DUE = DAY0 + 90;

    uint8 private constant DEPOSITS = 1;
    uint8 private constant WIRE = 2;

    /*//////////////////////////////// SETTLE ////////////////////////////////*/

    function test_V17_SettleReceivable_EarmarksForTheHolders() public eitherWay {
        ObligationId id = issued(ACME, FACE);
        deposit(BANK, CORE, FACE);
        onDay(DUE);
        vm.expectEmit(address(lots));
        emit ILots.Paid(id, FACE, FACE);
        vm.expectEmit(address(cash));
        emit ICash.Earmarked(id, BANK, CORE, CNY, FACE);
        vm.expectEmit(address(settlements));
        emit ISettlements.Settled(id, BANK, FACE, FACE, 0);
        perform(SettleReceivable(CORE, id, FACE, BANK, 0, 0));
        assertEq(cash.earmarkOf(id).amount, FACE, "earmark");
        assertEq(free(BANK, CORE), 0, "free");
        assertEq(_used(), 0, "the line is free again");
        Settlement memory s = settlements.settlementOf(id);
        assertEq(s.means, DEPOSITS, "means");
        assertEq(s.bank, BANK, "bank");
        assertEq(s.interest, 0, "interest");
        assertEq(s.defaulted, 0, "default");
    }

    function test_SettleReceivable_FreesTheLineAsItPays() public {
        ObligationId id = issued(ACME, FACE);
        settled(id, 1);
        assertEq(_used(), FACE - 1, "0.01 less");
        settled(id, FACE - 1);
        assertEq(_used(), 0, "nothing");
    }

    /// The due day is a leap day; the last of a month; a day long past.
    function test_SettleReceivable_OnTheDueDayAndNotBefore() public {
        _dueOn(uint32(Calendar.toDay(2028, 2, 29)));
        _dueOn(uint32(Calendar.toDay(2028, 12, 31)));
    }

    function test_SettleReceivable_OfOneUnitAndOfTheLargestFace() public {
        ObligationId small = issued(ACME, 1);
        accepting(BOLT, CORE, CORE);
        (ObligationId large,) = perform(issueOf(BOLT, LARGEST_FACE));
        settled(small, 1);
        settled(large, LARGEST_FACE);
        push(small, 0);
        push(large, 0);
        assertEq(free(BANK, ACME), 1, "0.01");
        assertEq(free(BANK, BOLT), LARGEST_FACE, "1,000,000,000,000.00");
        assertEq(cash.earmarkOf(large).amount, 0, "nothing stays");
    }

    function test_SettleReceivable_EvenSuspended() public {
        ObligationId id = issued(ACME, FACE);
        deposit(BANK, CORE, FACE);
        suspend(CORE);
        suspend(ACME);
        onDay(DUE);
        perform(SettleReceivable(CORE, id, FACE, BANK, 0, 0));
        push(id, 0);
        assertEq(free(BANK, ACME), FACE, "a suspended holder gets its money too");
    }

    /// An obligor that holds a part of its own debt pays that to itself.
    function test_SettleReceivable_ToOneself() public {
        ObligationId id = issued(ACME, 1000);
        handed(id, 0, 1000, ACME, CORE, false);
        settled(id, 1000);
        push(id, 0);
        assertEq(free(BANK, CORE), 1000, "own money");
        assertEq(cash.accountOf(BANK, CNY, CORE).earmarked, 0, "nothing set aside");
    }

    /*///////////////////////////////// WIRE /////////////////////////////////*/

    function test_V17_AttestWire_CountsAsPaid() public eitherWay {
        ObligationId id = issued(ACME, FACE);
        onDay(DUE);
        vm.expectEmit(address(lots));
        emit ILots.Paid(id, FACE, FACE);
        vm.expectEmit(address(settlements));
        emit ISettlements.Wired(id, BANK, FACE, FACE, 0, "wire 1");
        perform(AttestWire(BANK, id, FACE, 0, 0, "wire 1"));
        assertEq(_used(), 0, "the line is free again");
        assertEq(settlements.settlementOf(id).means, WIRE, "means");
        vm.expectEmit(address(lots));
        emit ILots.Credited(id, 0, ACME, FACE, FACE);
        push(id, 0);
        assertEq(free(BANK, ACME), 0, "the money is in the bank's books, not here");
        assertEq(cash.earmarkOf(id).amount, 0, "nothing is set aside");
    }

    /// R-V05: money comes through banks; a bank that is neither the obligor's nor a holder's may say so as well.
    function test_R_V05_OnlyTheObligorAndBanksPay() public {
        ObligationId id = issued(ACME, FACE);
        onDay(DUE);
        perform(AttestWire(OTHER_BANK, id, 1, 0, 0, "wire 1"));
        ObligationId other = issued(ACME, FACE);
        onDay(DUE + 90);
        uint32[4] memory others = [ACME, BOLT, OPERATOR, AUTHORITY];
        for (uint256 i; i < others.length; ++i) {
            refused(abi.encodeWithSelector(ICompanies.LacksCapacity.selector, others[i], uint16(2)));
            perform(AttestWire(others[i], other, 1, 0, 0, "wire 2"));
        }
    }

    /// Once for each reference of each bank, whatever it is about.
    function test_RevertWhen_TheReferenceWasUsed() public {
        ObligationId id = issued(ACME, FACE);
        ObligationId other = issued(ACME, FACE);
        onDay(DUE);
        perform(AttestWire(BANK, id, 1, 0, 0, "wire 1"));
        bytes memory reason = abi.encodeWithSelector(ISettlements.ReferenceUsed.selector, BANK, "wire 1");
        refused(reason);
        perform(AttestWire(BANK, id, 1, 1, 0, "wire 1"));
        refused(reason);
        perform(AttestWire(BANK, other, 5, 0, 0, "wire 1"));
        perform(AttestWire(OTHER_BANK, other, 5, 0, 0, "wire 1"));
        assertEq(lots.obligationOf(other).paid, 5, "another bank's own");
    }

    /*///////////////////////////////// PUSH /////////////////////////////////*/

    /// Parts that do not divide: each payment gives each lot its floor, and nothing is left when all is paid.
    function test_Push_GivesEachLotItsShare() public {
        ObligationId id = _inTwo(333);
        settled(id, 100);
        vm.expectEmit(address(lots));
        emit ILots.Credited(id, 0, ACME, 33, 33);
        vm.expectEmit(address(cash));
        emit ICash.Released(id, BANK, ACME, CNY, 33);
        settlements.push(id, starts(0, 333));
        assertEq(free(BANK, ACME), 33, "333 of 1,000 units of 100");
        assertEq(free(BANK, BOLT), 66, "667 of 1,000 units of 100");
        assertEq(cash.earmarkOf(id).amount, 1, "the remainder stays");
        settlements.push(id, starts(0, 333));
        settlements.push(id, starts(0, 0, 333));
        assertEq(free(BANK, ACME), 33, "more pushes give nothing more");
        settled(id, 900);
        settlements.push(id, starts(333, 0));
        assertEq(free(BANK, ACME), 333, "all");
        assertEq(free(BANK, BOLT), 667, "all");
        assertEq(cash.earmarkOf(id).amount, 0, "nothing is left");
    }

    function test_Push_PaysTheHolderOfALockedLot() public {
        ObligationId id = issued(ACME, 1000);
        perform(whole(ACME, id, 0, 1000, BOLT));
        settled(id, 1000);
        settlements.push(id, starts(0, 0));
        assertEq(free(BANK, ACME), 1000, "who offered it holds it");
    }

    function test_Push_PassesAFrozenLotOverUntilItIsFree() public {
        ObligationId id = _inTwo(400);
        settled(id, 1000);
        bytes32 freeze = frozen(id, 0, 0, 400);
        settlements.push(id, starts(0, 400, 0));
        assertEq(free(BANK, ACME), 0, "frozen");
        assertEq(free(BANK, BOLT), 600, "the rest is paid");
        assertEq(cash.earmarkOf(id).amount, 400, "kept for it");
        unfrozen(id, 0, freeze);
        settlements.push(id, starts(0, 0));
        assertEq(free(BANK, ACME), 400, "free again");
    }

    /// R-V16: 400 units are disputed; the other 600 are all that is to be paid, and their holder waits for nobody.
    function test_R_V16_TheDisputedPartDoesNotHoldUpTheRest() public {
        ObligationId id = issued(ACME, 1000);
        disputed(id, CORE, 0, 100, 500);
        onDay(DUE);
        deposit(BANK, CORE, 601);
        refused(abi.encodeWithSelector(ILots.BadAmount.selector, uint256(600)));
        perform(SettleReceivable(CORE, id, 601, BANK, 0, 0));
        perform(SettleReceivable(CORE, id, 300, BANK, 0, 0));
        settlements.push(id, starts(0, 100, 500));
        assertEq(free(BANK, ACME), 50 + 250, "half of each part");
        perform(SettleReceivable(CORE, id, 300, BANK, 300, 0));
        settlements.push(id, starts(0, 100, 500));
        settlements.push(id, starts(100, 100));
        assertEq(free(BANK, ACME), 600, "all but the disputed");
        assertEq(lots.lotOf(id, 100).paid, 0, "disputed");
        assertEq(cash.earmarkOf(id).amount, 0, "nothing is left");
    }

    /// A dispute that ends before the first payment brings its units back into it.
    function test_Push_OfALotWhoseDisputeWasResolved() public {
        ObligationId id = issued(ACME, 1000);
        bytes32 dispute = disputed(id, CORE, 0, 100, 500);
        assertEq(lots.obligationOf(id).out, 400, "outside");
        resolved(id, CORE, 100, dispute);
        settled(id, 1000);
        settlements.push(id, starts(0, 100, 500));
        assertEq(free(BANK, ACME), 1000, "all");
    }

    /// The pledgee first, up to the secured sum; the rest to the holder; whatever the parts in which it comes.
    function test_Push_OfAPledgedLotPaysThePledgeeFirst() public {
        ObligationId id = _inTwo(500);
        pledged(id, 0, 500, CIRRUS, 300);
        bytes32 pledge = pledges.pledgeOn(id, 0);
        settled(id, 400);
        vm.expectEmit(address(cash));
        emit ICash.Released(id, BANK, CIRRUS, CNY, 200);
        vm.expectEmit(address(settlements));
        emit ISettlements.ProceedsTo(id, 0, CIRRUS, 200);
        settlements.push(id, starts(0, 500));
        settlements.push(id, starts(0, 0));
        assertEq(free(BANK, CIRRUS), 200, "pledgee");
        assertEq(free(BANK, ACME), 0, "holder");
        assertEq(free(BANK, BOLT), 200, "not pledged");
        settled(id, 400);
        settlements.push(id, starts(0, 0));
        assertEq(free(BANK, CIRRUS), 300, "the secured sum");
        assertEq(free(BANK, ACME), 100, "the rest");
        Pledge memory p = pledges.pledgeOf(pledge);
        assertEq(p.received, 300, "received");
        settled(id, 200);
        settlements.push(id, starts(0, 500));
        assertEq(free(BANK, ACME), 200, "all the rest");
        assertEq(cash.earmarkOf(id).amount, 0, "nothing is left");
    }

    function test_Push_OfAPledgedLotPaidByWire() public {
        ObligationId id = issued(ACME, 500);
        pledged(id, 0, 500, CIRRUS, 300);
        onDay(DUE);
        perform(AttestWire(BANK, id, 500, 0, 0, "wire 1"));
        vm.expectEmit(address(settlements));
        emit ISettlements.ProceedsTo(id, 0, CIRRUS, 300);
        push(id, 0);
        push(id, 0);
        assertEq(free(BANK, CIRRUS) + free(BANK, ACME), 0, "no deposits move");
    }

    /// 200 retired, 300 redeemed early, 100 disputed: 400 are left to pay, and the ended lots get nothing.
    function test_Push_LeavesEndedUnitsOut() public {
        ObligationId id = issued(ACME, 1000);
        _retire(id, 0, 0, 200);
        Quote memory q = quoteOf(id, 200, 500);
        (q.company, q.registration) = (CORE, "");
        deposit(BANK, CORE, 300);
        perform(q, TakeQuote(ACME, 0, 1));
        disputed(id, CORE, 500, 900, 1000);
        Obligation memory o = lots.obligationOf(id);
        assertEq(o.out, 600, "outside of payment");
        uint256 before = free(BANK, ACME);
        settled(id, 133);
        uint48[] memory all = new uint48[](4);
        (all[1], all[2], all[3]) = (200, 500, 900);
        settlements.push(id, all);
        assertEq(free(BANK, ACME) - before, 133, "the one live lot");
        settled(id, 267);
        settlements.push(id, all);
        settlements.push(id, all);
        assertEq(free(BANK, ACME) - before, 400, "all of it");
        assertEq(cash.earmarkOf(id).amount, 0, "nothing is left");
        assertEq(_used(), 200 + 100, "in use: what is owed on paper, and what is disputed");
    }

    function testFuzz_PaymentsReachHoldersWhole(uint48 cut, uint48[4] calldata payments) public {
        uint48 face = 1e9 + 7;
        accepting(BOLT, ACME, CORE);
        ObligationId id = issued(ACME, face);
        cut = uint48(bound(cut, 1, face - 1));
        perform(tail(ACME, id, 0, face, face - cut, BOLT));
        uint48 left = face;
        for (uint256 i; i < payments.length && left != 0; ++i) {
            uint48 amount = i == 3 ? left : uint48(bound(payments[i], 1, left));
            left -= amount;
            settled(id, amount);
            settlements.push(id, starts(0, cut));
            uint256 shares = free(BANK, ACME) + free(BANK, BOLT);
            uint256 paid = face - left;
            assertEq(free(BANK, ACME), paid * cut / face, "share");
            assertEq(cash.earmarkOf(id).amount, paid - shares, "earmark");
            assertLe(paid - shares, 1, "less than a unit for each lot but one");
        }
        assertEq(cash.earmarkOf(id).amount, 0, "nothing is left");
    }

    /*/////////////////////////////// REFUSALS ///////////////////////////////*/

    function test_RevertWhen_ItIsEarly() public {
        ObligationId id = issued(ACME, FACE);
        deposit(BANK, CORE, FACE);
        onDay(DUE - 1);
        bytes memory reason = abi.encodeWithSelector(ISettlements.NotDue.selector, DUE, DUE - 1);
        refused(reason);
        perform(SettleReceivable(CORE, id, 1, BANK, 0, 0));
        refused(reason);
        perform(AttestWire(BANK, id, 1, 0, 0, "wire"));
    }

    function test_RevertWhen_ItIsRepeatedOrTooMuch() public {
        ObligationId id = issued(ACME, FACE);
        deposit(BANK, CORE, 2 * FACE);
        onDay(DUE);
        perform(SettleReceivable(CORE, id, 100, BANK, 0, 0));
        refused(abi.encodeWithSelector(ISettlements.PaidDiffers.selector, uint48(100)));
        perform(SettleReceivable(CORE, id, 100, BANK, 0, 0));
        bytes memory reason = abi.encodeWithSelector(ILots.BadAmount.selector, uint256(FACE - 100));
        refused(reason);
        perform(SettleReceivable(CORE, id, FACE, BANK, 100, 0));
        refused(reason);
        perform(SettleReceivable(CORE, id, 0, BANK, 100, 0));
        refused(reason);
        perform(SettleReceivable(CORE, id, type(uint48).max, BANK, 100, 0));
        ObligationId other = issued(ACME, FACE);
        onDay(DUE + 90);
        perform(AttestWire(BANK, other, 100, 0, 0, "1"));
        refused(abi.encodeWithSelector(ISettlements.PaidDiffers.selector, uint48(100)));
        perform(AttestWire(BANK, other, 100, 0, 0, "2"));
        refused(reason);
        perform(AttestWire(BANK, other, FACE, 100, 0, "2"));
        perform(AttestWire(BANK, other, FACE - 100, 100, 0, "2"));
        refused(abi.encodeWithSelector(ILots.BadAmount.selector, uint256(0)));
        perform(AttestWire(BANK, other, 1, FACE, 0, "3"));
    }

    /// One means for all of a receivable, and one bank's deposits.
    function test_RevertWhen_MeansAreMixed() public {
        ObligationId cashed = issued(ACME, FACE);
        ObligationId wired = issued(ACME, FACE);
        settled(cashed, 100);
        deposit(OTHER_BANK, CORE, FACE);
        bytes memory reason = abi.encodeWithSelector(ISettlements.OtherMeans.selector, DEPOSITS, BANK);
        refused(reason);
        perform(SettleReceivable(CORE, cashed, 1, OTHER_BANK, 100, 0));
        refused(reason);
        perform(AttestWire(BANK, cashed, 1, 100, 0, "wire"));
        perform(AttestWire(BANK, wired, 100, 0, 0, "wire"));
        refused(abi.encodeWithSelector(ISettlements.OtherMeans.selector, WIRE, BANK));
        perform(SettleReceivable(CORE, wired, 1, BANK, 100, 0));
    }

    /// A bank that attests a part does not thereby become the only one through which the rest can come.
    function test_AttestWire_FromSeveralBanks() public {
        ObligationId id = issued(ACME, FACE);
        onDay(DUE);
        perform(AttestWire(OTHER_BANK, id, 1, 0, 0, "wire"));
        perform(AttestWire(BANK, id, FACE - 1, 1, 0, "wire"));
        assertEq(settlements.settlementOf(id).bank, BANK, "the newest");
        assertEq(lots.obligationOf(id).paid, FACE, "paid");
    }

    function test_RevertWhen_TheCashIsShort() public {
        ObligationId id = issued(ACME, FACE);
        settled(id, 100);
        refused(abi.encodeWithSelector(ICash.CashShort.selector, CORE, BANK, CNY, 0, 1));
        perform(SettleReceivable(CORE, id, 1, BANK, 100, 0));
        assertEq(lots.obligationOf(id).paid, 100, "nothing happened");
        assertEq(_used(), FACE - 100, "nothing happened");
    }

    function test_RevertWhen_ItIsNotTheObligor() public {
        ObligationId id = issued(ACME, FACE);
        onDay(DUE);
        uint32[3] memory others = [ACME, BANK, OPERATOR];
        for (uint256 i; i < others.length; ++i) {
            refused(abi.encodeWithSelector(ISettlements.NotParty.selector, CORE));
            perform(SettleReceivable(others[i], id, 1, BANK, 0, 0));
        }
        refused(abi.encodeWithSelector(ICompanies.NotOperator.selector, keyOf[ACME], CORE));
        performAs(keyOf[ACME], SettleReceivable(CORE, id, 1, BANK, 0, 0));
        refused(abi.encodeWithSelector(ICompanies.NotOperator.selector, keyOf[CORE], BANK));
        performAs(keyOf[CORE], AttestWire(BANK, id, 1, 0, 0, "wire"));
    }

    /// A bank may owe as well; its own word that it paid is none.
    function test_RevertWhen_ABankCannotAttest() public {
        perform(GrantLine(BANK, OTHER_BANK, CNY, 100));
        IssueReceivable memory act = issueOf(ACME, 100);
        act.company = OTHER_BANK;
        accepting(ACME, OTHER_BANK, OTHER_BANK);
        (ObligationId owed,) = perform(act);
        ObligationId id = issued(ACME, FACE);
        onDay(DUE);
        refused(abi.encodeWithSelector(ISettlements.BadField.selector, bytes32("company")));
        perform(AttestWire(OTHER_BANK, owed, 100, 0, 0, "wire"));
        perform(AttestWire(BANK, owed, 100, 0, 0, "wire"));
        suspend(OTHER_BANK);
        refused(abi.encodeWithSelector(ICompanies.CompanySuspended.selector, OTHER_BANK));
        perform(AttestWire(OTHER_BANK, id, 1, 0, 0, "wire"));
    }

    function test_RevertWhen_AFieldIsOutOfRange() public {
        ObligationId id = issued(ACME, FACE);
        onDay(DUE);
        bytes memory reason = abi.encodeWithSelector(ISettlements.BadField.selector, bytes32("ref"));
        refused(reason);
        perform(AttestWire(BANK, id, 1, 0, 0, ""));
        refused(reason);
        perform(AttestWire(BANK, id, 1, 0, 0, string(new bytes(129))));
        perform(AttestWire(BANK, id, 1, 0, 0, string(new bytes(128))));
        ObligationId asked = perform(requestOf(ACME, FACE));
        reason = abi.encodeWithSelector(ISettlements.BadField.selector, bytes32("receivable"));
        refused(reason); // not confirmed yet
        perform(SettleReceivable(CORE, asked, 1, BANK, 0, 0));
        refused(reason);
        perform(AttestWire(BANK, toObligationId(1, CORE, 999), 1, 0, 0, "wire"));
    }

    /// An id that differs in its highest bits alone has the same lots' keys, and no payment.
    function test_RevertWhen_TheIdIsAnAlias() public {
        ObligationId id = issued(ACME, FACE);
        settled(id, FACE);
        ObligationId alias_ = ObligationId.wrap(ObligationId.unwrap(id) | 1 << 250);
        refused(abi.encodeWithSelector(ISettlements.BadField.selector, bytes32("receivable")));
        perform(SettleReceivable(CORE, alias_, 1, BANK, 0, 0));
        refused(abi.encodeWithSelector(ILots.NotAllowed.selector, address(settlements), uint8(5)));
        push(alias_, 0);
        refused(abi.encodeWithSelector(ILots.NoLot.selector, id, uint48(7)));
        push(id, 7);
    }

    /// A message pays once, even if by then the amount paid is again what it says it was before.
    function test_RevertWhen_AMessageIsSentAgain() public {
        bySignature = true;
        ObligationId id = issued(ACME, FACE);
        deposit(BANK, CORE, FACE);
        onDay(DUE);
        SettleReceivable memory act = SettleReceivable(CORE, id, 1, BANK, 0, 0);
        bytes32 hash = hashOf(act, under(7777, deadline));
        uint256 snapshot = vm.snapshotState();
        settlements.settleReceivable(act, signed(keyOf[CORE], hash, 7777, deadline));
        refused(abi.encodeWithSelector(ISettlements.PaidDiffers.selector, uint48(1)));
        settlements.settleReceivable(act, signed(keyOf[CORE], hash, 7777, deadline));
        act.paid = 1;
        refused(abi.encodeWithSelector(ICompanies.BadSignature.selector, keyOf[CORE]));
        settlements.settleReceivable(act, signed(keyOf[CORE], hash, 7778, deadline));
        vm.revertToState(snapshot);
        AttestWire memory wire = AttestWire(BANK, id, 1, 0, 0, "wire");
        hash = hashOf(wire, under(7778, deadline));
        settlements.attestWire(wire, signed(keyOf[BANK], hash, 7778, deadline));
        wire.paid = 1;
        refused(abi.encodeWithSelector(ISettlements.ReferenceUsed.selector, BANK, "wire"));
        settlements.attestWire(wire, signed(keyOf[BANK], hash, 7778, deadline));
    }

    function test_RevertWhen_TheAmountIsAboveTheKeysLimitOrNeedsTwo() public {
        ObligationId id = issued(ACME, FACE);
        deposit(BANK, CORE, FACE);
        address clerk = hire(CORE, "clerk", MAKER, 500, NO_LIMIT);
        address boss = hire(CORE, "boss", CHECKER);
        perform(SetThreshold(CORE, 600));
        onDay(DUE);
        refused(abi.encodeWithSelector(ICompanies.AboveLimit.selector, clerk, uint48(500)));
        performAs(clerk, SettleReceivable(CORE, id, 501, BANK, 0, 0));
        refused(abi.encodeWithSelector(ICompanies.SecondNeeded.selector, CORE, uint48(600)));
        perform(SettleReceivable(CORE, id, 601, BANK, 0, 0));
        checker = boss;
        perform(SettleReceivable(CORE, id, 601, BANK, 0, 0));
        assertEq(lots.obligationOf(id).paid, 601, "two have signed");
    }

    /*//////////////////////////////// SETTING ///////////////////////////////*/

    function _used() private view returns (uint64 used) {
        (, used) = lines.lineOf(CORE, CNY);
    }

    /// ACME's [0, cut) and BOLT's [cut, 1000).
    function _inTwo(uint48 cut) private returns (ObligationId id) {
        accepting(BOLT, ACME, CORE);
        id = issued(ACME, 1000);
        perform(tail(ACME, id, 0, 1000, 1000 - cut, BOLT));
    }

    function _dueOn(uint32 day) private {
        onDay(day - 60);
        IssueReceivable memory act = issueOf(ACME, 10);
        act.due = day;
        accepting(ACME, CORE, CORE);
        (ObligationId id,) = perform(act);
        deposit(BANK, CORE, 10);
        onDay(day - 1);
        refused(abi.encodeWithSelector(ISettlements.NotDue.selector, day, day - 1));
        perform(SettleReceivable(CORE, id, 10, BANK, 0, 0));
        onDay(day);
        perform(SettleReceivable(CORE, id, 10, BANK, 0, 0));
    }

    function _retire(ObligationId id, uint48 lot, uint48 start, uint48 end) private {
        vm.prank(keyOf[ACME]);
        endings.retireLot(RetireLot(ACME, id, lot, start, end, 0, "paper", "bundle"), under(++nonces, 0));
        AgreeRetirement memory answer = AgreeRetirement(CORE, id, start, lots.proposalOf(id, start));
        vm.prank(keyOf[CORE]);
        endings.agreeRetirement(answer, under(++nonces, 0));
    }
}
