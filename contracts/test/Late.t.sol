// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ICash} from "../src/interfaces/ICash.sol";
import {ILines, LiftDefault} from "../src/interfaces/ILines.sol";
import {Quote, TakeQuote} from "../src/interfaces/IDiscounts.sol";
import {ILots} from "../src/interfaces/ILots.sol";
import {IRules} from "../src/interfaces/IRules.sol";
import {AttestWire, ISettlements, SettleReceivable, Settlement} from "../src/interfaces/ISettlements.sol";
import {ObligationId, toObligationId} from "../src/libraries/ObligationId.sol";
import {MoneyActs} from "./MoneyActs.sol";

/// @notice CORE pays after the due day, at 0.05 % a day, or is in default once three days of grace are over.
contract LateTest is MoneyActs {
    uint48 private constant FACE = 1_000_000;
    uint32 private constant DUE = DAY0 + 90;
    bytes32 private constant RATE = "V17.late-rate";
    bytes32 private constant GRACE = "V18.grace-days";

    /*//////////////////////////////// INTEREST //////////////////////////////*/

    /// V-LATE-1: 1,000,000.00 paid 10 days late at 0.05 % a day is 5,000.00 more.
    function test_V_LATE_1_TenDaysLate() public eitherWay {
        ObligationId id = issued(ACME, 100_000_000);
        onDay(DUE + 10);
        deposit(BANK, CORE, 100_500_000);
        vm.expectEmit(address(cash));
        emit ICash.Earmarked(id, BANK, CORE, CNY, 100_500_000);
        vm.expectEmit(address(settlements));
        emit ISettlements.Settled(id, BANK, 100_000_000, 100_000_000, 500_000);
        perform(SettleReceivable(CORE, id, 100_000_000, BANK, 0, 500_000));
        vm.expectEmit(address(settlements));
        emit ISettlements.InterestCredited(id, 0, ACME, 500_000);
        vm.expectEmit(address(cash));
        emit ICash.Released(id, BANK, ACME, CNY, 100_500_000);
        push(id, 0);
        assertEq(free(BANK, ACME), 100_500_000, "all of it");
        assertEq(settlements.interestOf(id, 0), 500_000, "the lot's");
        assertEq(settlements.settlementOf(id).interest, 500_000, "the receivable's");
        push(id, 0);
        assertEq(free(BANK, ACME), 100_500_000, "once");
    }

    /// Days count from the day after the due day; halves go up; never more than the amount itself.
    function test_R_V17_InterestByTheDay() public {
        ObligationId id = issued(ACME, FACE);
        assertEq(settlements.lateInterest(id, FACE, DUE - 1), 0, "early");
        assertEq(settlements.lateInterest(id, FACE, DUE), 0, "on the day");
        assertEq(settlements.lateInterest(id, FACE, DUE + 1), 500, "a day");
        assertEq(settlements.lateInterest(id, FACE, DUE + 3), 1500, "grace is no gift");
        assertEq(settlements.lateInterest(id, 999, DUE + 1), 0, "0.4995 units");
        assertEq(settlements.lateInterest(id, 1000, DUE + 1), 1, "half a unit");
        assertEq(settlements.lateInterest(id, 1, DUE + 999), 0, "0.4995 units");
        assertEq(settlements.lateInterest(id, 1, DUE + 1000), 1, "half a unit");
        assertEq(settlements.lateInterest(id, FACE, DUE + 1999), 999_500, "below the amount");
        assertEq(settlements.lateInterest(id, FACE, DUE + 2000), FACE, "as much as the amount");
        assertEq(settlements.lateInterest(id, FACE, DUE + 40_000), FACE, "never more");
        assertEq(settlements.lateInterest(id, 1e14, type(uint32).max), 1e14, "whatever the day");
    }

    /// The rate and the grace days are those of the due day, whenever the payment comes: a later value of the rule changes no old debt.
    function test_R_V17_TheRateIsTheDueDays() public {
        ObligationId id = issued(ACME, FACE);
        onDay(DUE + 10);
        vm.mockCall(address(rules), abi.encodeCall(IRules.valueOn, (1, RATE, DUE + 10)), abi.encode(uint256(900)));
        assertEq(settlements.lateInterest(id, FACE, DUE + 10), 5000, "500 millionths");
        vm.mockCall(address(rules), abi.encodeCall(IRules.valueOn, (1, RATE, DUE)), abi.encode(uint256(700)));
        assertEq(settlements.lateInterest(id, FACE, DUE + 10), 7000, "700 millionths");
        vm.mockCall(address(rules), abi.encodeCall(IRules.valueOn, (1, GRACE, DUE)), abi.encode(uint256(10)));
        refused(abi.encodeWithSelector(ISettlements.GraceRuns.selector, GRACE, DUE + 10, DUE + 10));
        settlements.declareDefault(id);
    }

    function test_SettleReceivable_TakesWhatIsDueAndNotTheMostThatWasSigned() public {
        ObligationId id = issued(ACME, FACE);
        onDay(DUE + 1);
        deposit(BANK, CORE, 2 * FACE);
        perform(SettleReceivable(CORE, id, FACE, BANK, 0, FACE));
        assertEq(free(BANK, CORE), FACE - 500, "the rest stays free");
    }

    /// In two parts, the first on time: interest is on the late part alone, and goes to all by their shares.
    function test_R_V17_InterestIsOnTheLatePart() public {
        ObligationId id = _inThree(FACE / 2, FACE / 4);
        settled(id, FACE / 2);
        settlements.push(id, starts(0, FACE / 2, 3 * FACE / 4));
        onDay(DUE + 20);
        pays(id, FACE / 2);
        settlements.push(id, starts(0, FACE / 2, 3 * FACE / 4));
        assertEq(settlements.settlementOf(id).interest, 5000, "20 days on a half");
        assertEq(free(BANK, ACME), FACE / 2 + 2500, "half");
        assertEq(free(BANK, BOLT), FACE / 4 + 1250, "a quarter");
        assertEq(free(BANK, CIRRUS), FACE / 4 + 1250, "a quarter");
        assertEq(cash.earmarkOf(id).amount, 0, "nothing is left");
    }

    /// Three lots of a third each share 100 of interest: 33 each while more may come; 33, 33 and 34 in the end, in whatever order.
    function test_Push_GivesTheLastOfTheInterestToo() public {
        ObligationId id = _inThree(100_000, 100_000);
        onDay(DUE + 1);
        pays(id, 200_000);
        settlements.push(id, starts(0, 100_000, 200_000));
        assertEq(free(BANK, ACME) + free(BANK, BOLT) + free(BANK, CIRRUS), 3 * (66_666 + 33), "floors");
        assertEq(cash.earmarkOf(id).amount, 2 + 1, "remainders stay set aside");
        settlements.push(id, starts(0, 0, 0));
        assertEq(settlements.interestOf(id, 0), 33, "no more");
        pays(id, 100_000);
        settlements.push(id, starts(200_000, 0, 200_000));
        settlements.push(id, starts(200_000, 100_000));
        assertEq(settlements.interestOf(id, 200_000), 50, "half of 150 in thirds");
        assertEq(free(BANK, ACME) + free(BANK, BOLT) + free(BANK, CIRRUS), 300_150, "all");
        assertEq(cash.earmarkOf(id).amount, 0, "nothing is left");
        settlements.push(id, starts(0, 100_000, 200_000));
        assertEq(free(BANK, ACME) + free(BANK, BOLT) + free(BANK, CIRRUS), 300_150, "once");
    }

    function test_Push_KeepsAFrozenLotsInterest() public {
        ObligationId id = _inThree(333_334, 333_333);
        bytes32 freeze = frozen(id, 0, 0, 333_334);
        onDay(DUE + 7);
        pays(id, FACE);
        settlements.push(id, starts(0, 333_334, 666_667));
        settlements.push(id, starts(0, 0));
        assertEq(free(BANK, ACME), 0, "frozen");
        assertEq(cash.earmarkOf(id).amount, FACE + 3500 - free(BANK, BOLT) - free(BANK, CIRRUS), "kept");
        unfrozen(id, 0, freeze);
        push(id, 0);
        assertEq(free(BANK, ACME), 333_334 + 1167, "with its share of 3,500");
        assertEq(cash.earmarkOf(id).amount, 0, "nothing is left");
    }

    /// What a pledged lot yields is the pledgee's up to the secured sum, interest included.
    function test_Push_OfAPledgedLotCountsInterestAsProceeds() public {
        ObligationId id = issued(ACME, FACE);
        pledged(id, 0, FACE, CIRRUS, FACE);
        onDay(DUE + 10);
        pays(id, FACE / 2);
        vm.expectEmit(address(settlements));
        emit ISettlements.InterestCredited(id, 0, ACME, 2500);
        vm.expectEmit(address(settlements));
        emit ISettlements.ProceedsTo(id, 0, CIRRUS, FACE / 2 + 2500);
        push(id, 0);
        pays(id, FACE / 2);
        push(id, 0);
        assertEq(free(BANK, CIRRUS), FACE, "the secured sum");
        assertEq(free(BANK, ACME), 5000, "the surplus");
    }

    function test_AttestWire_WithInterest() public eitherWay {
        ObligationId id = issued(ACME, FACE);
        onDay(DUE + 2);
        vm.expectEmit(address(settlements));
        emit ISettlements.Wired(id, BANK, FACE, FACE, 1000, "wire 1");
        perform(AttestWire(BANK, id, FACE, 0, 1000, "wire 1"));
        vm.expectEmit(address(settlements));
        emit ISettlements.InterestCredited(id, 0, ACME, 1000);
        push(id, 0);
        assertEq(settlements.interestOf(id, 0), 1000, "got, by the bank's word");
        assertEq(free(BANK, ACME), 0, "no deposits move");
    }

    /// Half was redeemed before the due day: interest is shared by the other half alone.
    function test_Push_SharesInterestAmongLiveUnits() public {
        ObligationId id = issued(ACME, FACE);
        Quote memory q = quoteOf(id, 0, FACE / 2);
        q.company = CORE;
        deposit(BANK, CORE, FACE / 2);
        perform(q, TakeQuote(ACME, 0, 1));
        handed(id, FACE / 2, FACE, ACME, BOLT, false);
        onDay(DUE + 10);
        pays(id, FACE / 2);
        settlements.push(id, starts(0, FACE / 2));
        settlements.push(id, starts(0, 0));
        assertEq(free(BANK, BOLT), FACE / 2 + 2500, "all of it");
        assertEq(settlements.interestOf(id, 0), 0, "the redeemed lot has none");
    }

    /// Units under dispute are outside of payment, and so of interest, their holder's other lots are not.
    function test_R_V16_DisputedUnitsGetNoInterest() public {
        ObligationId id = issued(ACME, FACE);
        disputed(id, CORE, 0, 0, FACE / 2);
        onDay(DUE + 10);
        pays(id, FACE / 4);
        settlements.push(id, starts(0, FACE / 2));
        assertEq(settlements.interestOf(id, FACE / 2), 1250, "all that was paid so far");
        pays(id, FACE / 4);
        settlements.push(id, starts(0, FACE / 2, 0));
        assertEq(settlements.interestOf(id, 0), 0, "disputed");
        assertEq(settlements.interestOf(id, FACE / 2), 2500, "all of it");
        assertEq(free(BANK, ACME), FACE / 2 + 2500, "principal and interest");
        assertEq(cash.earmarkOf(id).amount, 0, "nothing is left");
    }

    /// The largest receivable, twenty years late, is payable, and nothing overflows.
    function test_SettleReceivable_OfTheLargestFaceAfterManyYears() public {
        ObligationId id = issued(ACME, 1e14);
        onDay(DUE + 7300);
        pays(id, 1e14);
        push(id, 0);
        assertEq(free(BANK, ACME), 2e14, "twice the face");
    }

    /// Whatever the parts, days and order: never more is given out than was set aside, and all of it in the end.
    function testFuzz_InterestReachesHoldersWhole(
        uint48[2] calldata cuts,
        uint48[3] calldata amounts,
        uint16[3] calldata days_,
        uint256 order
    ) public {
        uint48 face = 1e9 + 7;
        uint48 first = uint48(bound(cuts[0], 1, face - 2));
        uint48 second = uint48(bound(cuts[1], 1, face - first - 1));
        ObligationId id = _three(face, first, second);
        uint48[] memory all = starts(0, first, first + second);
        uint32 day = DUE;
        uint48 left = face;
        uint256 set;
        for (uint256 i; i < 3 && left != 0; ++i) {
            day += uint32(bound(days_[i], 0, 700));
            onDay(day);
            uint48 amount = i == 2 ? left : uint48(bound(amounts[i], 1, left));
            set += amount + settlements.lateInterest(id, amount, day);
            left -= amount;
            pays(id, amount);
            _pushSome(id, all, order);
            order >>= 8;
            uint256 out = free(BANK, ACME) + free(BANK, BOLT) + free(BANK, CIRRUS);
            assertEq(out + cash.earmarkOf(id).amount, set, "given out or set aside");
        }
        settlements.push(id, all);
        assertEq(cash.earmarkOf(id).amount, 0, "nothing is left");
        uint256 interest = settlements.settlementOf(id).interest;
        uint256 floor = interest * first / face;
        uint256 got = settlements.interestOf(id, 0);
        assertTrue(got == floor || got == floor + 1, "its floor, or one more");
        assertEq(free(BANK, ACME), first + got, "principal and interest");
    }

    /*//////////////////////////////// DEFAULT ///////////////////////////////*/

    /// R-V07, V18: anyone, on the first day after the grace days; the obligor can owe nothing new until it has paid and the authority says so.
    function test_V18_R_V07_DeclareDefault_BarsTheObligor() public {
        ObligationId id = issued(ACME, FACE);
        settled(id, 100);
        onDay(DUE + 3);
        refused(abi.encodeWithSelector(ISettlements.GraceRuns.selector, GRACE, DUE + 3, DUE + 3));
        settlements.declareDefault(id);
        onDay(DUE + 4);
        vm.expectEmit(address(settlements));
        emit ISettlements.Defaulted(id, CORE, FACE - 100);
        vm.prank(address(0xa11));
        settlements.declareDefault(id);
        assertEq(settlements.settlementOf(id).defaulted, DUE + 4, "day");
        (uint32 open, bool barred) = lines.standingOf(CORE);
        assertEq(open, 1, "open");
        assertTrue(barred, "barred");
        (ObligationId other, bytes memory reason) =
            (id, abi.encodeWithSelector(ILines.InDefault.selector, bytes32("V07.default"), CORE, 1));
        refused(reason);
        perform(issueOf(ACME, 1));
        pays(other, FACE - 101);
        (open,) = lines.standingOf(CORE);
        assertEq(open, 1, "0.01 is missing");
        pays(other, 1);
        (open, barred) = lines.standingOf(CORE);
        assertEq(open, 0, "paid in full");
        assertTrue(barred, "until the authority says so");
        _lift();
        (, barred) = lines.standingOf(CORE);
        assertFalse(barred, "lifted");
        perform(issueOf(ACME, 1));
    }

    function test_DeclareDefault_OfEachReceivableOnce() public {
        ObligationId first = issued(ACME, FACE);
        ObligationId second = issued(ACME, FACE);
        defaulted(first);
        defaulted(second);
        (uint32 open,) = lines.standingOf(CORE);
        assertEq(open, 2, "open");
        refused(abi.encodeWithSelector(ISettlements.NothingToDeclare.selector, first));
        settlements.declareDefault(first);
        onDay(DUE + 4);
        perform(AttestWire(BANK, first, FACE, 0, settlements.lateInterest(first, FACE, DUE + 4), "wire"));
        (open,) = lines.standingOf(CORE);
        assertEq(open, 1, "the other");
        refused(abi.encodeWithSelector(ISettlements.NothingToDeclare.selector, first));
        settlements.declareDefault(first);
    }

    function test_RevertWhen_NothingIsInDefault() public {
        ObligationId none = toObligationId(1, CORE, 999);
        _refusesToDeclare(none);
        ObligationId paid = issued(ACME, FACE);
        ObligationId asked = perform(requestOf(ACME, FACE));
        ObligationId early = issued(ACME, FACE);
        Quote memory q = quoteOf(early, 0, FACE);
        q.company = CORE;
        deposit(BANK, CORE, FACE);
        perform(q, TakeQuote(ACME, 0, 1));
        settled(paid, FACE);
        onDay(DUE + 400);
        _refusesToDeclare(paid);
        _refusesToDeclare(asked);
        _refusesToDeclare(early);
    }

    /// R-V16: who paid all that is not disputed is in no default.
    function test_R_V16_DisputedUnitsAreNoDefault() public {
        ObligationId id = issued(ACME, FACE);
        disputed(id, CORE, 0, 0, FACE / 2);
        ObligationId all = issued(ACME, FACE);
        bytes32 dispute = disputed(all, CORE, 0, 0, FACE);
        settled(id, FACE / 2);
        onDay(DUE + 4);
        _refusesToDeclare(id);
        _refusesToDeclare(all);
        resolved(all, CORE, 0, dispute);
        settlements.declareDefault(all);
        assertEq(settlements.settlementOf(all).defaulted, DUE + 4, "what is resolved is due like the rest");
    }

    /// Grace keeps nobody from paying, nor from being late.
    function test_DeclareDefault_NotOfWhatIsPaidOnTheLastDayOfGrace() public {
        ObligationId id = issued(ACME, FACE);
        onDay(DUE + 3);
        pays(id, FACE);
        assertEq(settlements.settlementOf(id).interest, 1500, "three days");
        onDay(DUE + 4);
        _refusesToDeclare(id);
    }

    /// Suspension of either side changes nothing.
    function test_DeclareDefault_EvenSuspended() public {
        ObligationId id = issued(ACME, FACE);
        suspend(CORE);
        suspend(ACME);
        defaulted(id);
        assertEq(settlements.settlementOf(id).defaulted, DUE + 4, "day");
    }

    /*/////////////////////////////// REFUSALS ///////////////////////////////*/

    function test_RevertWhen_TheInterestIsAnother() public {
        ObligationId id = issued(ACME, FACE);
        deposit(BANK, CORE, 2 * FACE);
        onDay(DUE + 1);
        bytes memory reason = abi.encodeWithSelector(ISettlements.InterestDiffers.selector, RATE, uint48(500));
        refused(reason);
        perform(SettleReceivable(CORE, id, FACE, BANK, 0, 499));
        refused(reason);
        perform(SettleReceivable(CORE, id, FACE, BANK, 0, 0));
        refused(reason);
        perform(AttestWire(BANK, id, FACE, 0, 499, "wire"));
        refused(reason);
        perform(AttestWire(BANK, id, FACE, 0, 501, "wire"));
        onDay(DUE);
        ObligationId other = issued(ACME, FACE);
        onDay(DUE + 90);
        refused(abi.encodeWithSelector(ISettlements.InterestDiffers.selector, RATE, uint48(0)));
        perform(AttestWire(BANK, other, FACE, 0, 1, "wire"));
    }

    /// The money must be there for both: the earmark is one.
    function test_RevertWhen_TheCashDoesNotCoverTheInterest() public {
        ObligationId id = issued(ACME, FACE);
        deposit(BANK, CORE, FACE + 499);
        onDay(DUE + 1);
        refused(abi.encodeWithSelector(ICash.CashShort.selector, CORE, BANK, CNY, FACE + 499, FACE + 500));
        perform(SettleReceivable(CORE, id, FACE, BANK, 0, 500));
        refused(abi.encodeWithSelector(ILots.BadAmount.selector, uint256(FACE)));
        perform(SettleReceivable(CORE, id, FACE + 1, BANK, 0, FACE));
    }

    /*//////////////////////////////// SETTING ///////////////////////////////*/

    /// ACME's first part, BOLT's second and CIRRUS' rest.
    function _inThree(uint48 first, uint48 second) private returns (ObligationId) {
        return _three(first == 100_000 ? 300_000 : FACE, first, second);
    }

    function _three(uint48 face, uint48 first, uint48 second) private returns (ObligationId id) {
        id = issued(ACME, face);
        accepting(BOLT, ACME, CORE);
        accepting(CIRRUS, ACME, CORE);
        perform(tail(ACME, id, 0, face, face - first - second, CIRRUS));
        perform(tail(ACME, id, 0, first + second, second, BOLT));
    }

    /// @dev One, two or all of the lots, beginning anywhere.
    function _pushSome(ObligationId id, uint48[] memory all, uint256 order) private {
        for (uint256 j; j <= order % 3; ++j) {
            push(id, all[(order / 3 + j) % 3]);
        }
    }

    function _lift() private {
        vm.prank(keyOf[AUTHORITY]);
        lines.liftDefault(LiftDefault(AUTHORITY, CORE, "order 3"), under(++nonces, 0));
    }

    function _refusesToDeclare(ObligationId id) private {
        refused(abi.encodeWithSelector(ISettlements.NothingToDeclare.selector, id));
        settlements.declareDefault(id);
    }
}
