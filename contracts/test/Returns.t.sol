// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IDiscounts, Quote, TakeQuote} from "../src/interfaces/IDiscounts.sol";
import {AcceptTransfer, ILots, Record, Split, Transfer} from "../src/interfaces/ILots.sol";
import {PayRun} from "../src/interfaces/IPaymentRuns.sol";
import {EnforcePledge} from "../src/interfaces/IPledges.sol";
import {ClaimRecourse, IRecourse, SettleRecourse} from "../src/interfaces/IRecourse.sol";
import {ObligationId} from "../src/libraries/ObligationId.sol";
import {MoneyActs} from "./MoneyActs.sol";
import {RunActs} from "./RunActs.sol";

/// @notice A lot comes back to a company that answered for it: which words of recourse are over, and which stand. ⇒ is with recourse.
contract ReturnsTest is MoneyActs, RunActs {
    uint48 private constant FACE = 1_000_000;
    uint8 private constant RETURNED = 7;

    ObligationId private id;

    function setUp() public override {
        super.setUp();
        id = issued(ACME, FACE);
    }

    /*//////////////////////////// SOLD ON WITHOUT ///////////////////////////*/

    /// ACME ⇒ BOLT → ACME → CIRRUS: neither ACME, which sold without recourse, nor BOLT, which has ACME to turn to no more.
    function test_R_C07_WhoSellsOnWithoutRecourseAfterItGotTheLotBackIsFree() public {
        _goes(ACME, BOLT, true);
        _goes(BOLT, ACME, false);
        _assertLiable();
        _goes(ACME, CIRRUS, false);
        _assertLiable();
        defaulted(id);
        uint32[2] memory released = [ACME, BOLT];
        for (uint256 i; i < 2; ++i) {
            refused(abi.encodeWithSelector(IRecourse.NotLiable.selector, released[i]));
            perform(ClaimRecourse(CIRRUS, id, 0, released[i], 0));
        }
    }

    /// By a quote: who bought back cannot buy back again what it does not answer for.
    function test_R_C07_OfABuyBackByQuote() public {
        financed(id, 0, FACE, ACME, BANK, true);
        _buysBack(ACME, BANK);
        financed(id, 0, FACE, ACME, OTHER_BANK, false);
        _assertLiable();
        deposit(BANK, ACME, FACE);
        Quote memory q = _quoteBy(ACME, OTHER_BANK);
        refused(abi.encodeWithSelector(IDiscounts.NotBuyer.selector, ACME));
        perform(q, TakeQuote(OTHER_BANK, 0, 1));
        defaulted(id);
        refused(abi.encodeWithSelector(IRecourse.NotLiable.selector, ACME));
        perform(ClaimRecourse(OTHER_BANK, id, 0, ACME, 0));
    }

    /// R-B19, no circle: ACME ⇒ BOLT ⇒ CIRRUS → ACME → BANK. Were BOLT to pay, it could not turn to ACME.
    function test_R_B19_ThoseInBetweenAreReleasedToo() public {
        _goes(ACME, BOLT, true);
        _goes(BOLT, CIRRUS, true);
        _goes(CIRRUS, ACME, false);
        _assertLiable();
        _goes(ACME, BANK, false);
        _assertLiable();
    }

    /*///////////////////////////////// STANDS ///////////////////////////////*/

    /// ACME ⇒ BOLT ⇒ CIRRUS → BOLT → BANK: ACME sold to BOLT, and answers to whom BOLT sells to.
    function test_R_B19_OlderWordsStand() public {
        _goes(ACME, BOLT, true);
        _goes(BOLT, CIRRUS, true);
        _goes(CIRRUS, BOLT, false);
        _assertLiable(ACME);
        _goes(BOLT, BANK, false);
        _assertLiable(ACME);
        defaulted(id);
        _pays(BANK, ACME);
        assertLot(id, 0, FACE, ACME, HELD);
        _assertLiable();
    }

    /// ACME ⇒ BOLT → ACME ⇒ CIRRUS: by its newer word ACME answers; having paid it has nobody.
    function test_Liable_ByTheWordGivenAfterTheReturn() public {
        _goes(ACME, BOLT, true);
        _goes(BOLT, ACME, false);
        _goes(ACME, CIRRUS, true);
        _assertLiable(ACME);
        defaulted(id);
        _pays(CIRRUS, ACME);
        _assertLiable();
    }

    /// ACME → BOLT ⇒ CIRRUS ⇒ ACME: ACME gave no word, so that nobody who pays could come back to it.
    function test_Liable_ToOneWhoGaveTheLotWithoutRecourseAndHasItBack() public {
        _goes(ACME, BOLT, false);
        _goes(BOLT, CIRRUS, true);
        _goes(CIRRUS, ACME, true);
        _assertLiable(CIRRUS, BOLT);
        _goes(ACME, BANK, false);
        _assertLiable(CIRRUS, BOLT);
    }

    /// ACME ⇒ BOLT ⇒ ACME: a word to one who answers to its giver would be over at once, and is not made.
    function test_Transfer_WithRecourseToOneWhoAnswersGivesNoWord() public eitherWay {
        _goes(ACME, BOLT, true);
        accepting(ACME, BOLT, CORE);
        vm.expectEmit(address(lots));
        emit ILots.Recorded(id, 0, 2, Record(1, RETURNED, BOLT, ACME, today(), 0, 1));
        perform(Transfer(BOLT, id, 0, 0, FACE, ACME, true, 0, 0));
        assertEq(lots.lotOf(id, 0).head, 2, "one record");
        _assertLiable();
        _goes(ACME, CIRRUS, true);
        _assertLiable(ACME);
    }

    /// Nor can a bank buy so what it answers for.
    function test_RevertWhen_ABankThatAnswersBuysWithRecourse() public {
        financed(id, 0, FACE, ACME, BANK, false);
        _goes(BANK, OTHER_BANK, true);
        deposit(BANK, BANK, 2 * FACE);
        Quote memory q = _quoteBy(BANK, OTHER_BANK);
        q.recourse = true;
        refused(abi.encodeWithSelector(IDiscounts.BadField.selector, bytes32("recourse")));
        perform(q, TakeQuote(OTHER_BANK, 0, 1));
        q.recourse = false;
        perform(q, TakeQuote(OTHER_BANK, 0, 1));
        _assertLiable();
        // Now that its word is over, it can.
        _goes(BANK, OTHER_BANK, false);
        q = _quoteBy(BANK, OTHER_BANK);
        q.recourse = true;
        perform(q, TakeQuote(OTHER_BANK, 0, 1));
        _assertLiable(OTHER_BANK);
    }

    /// A guarantee is for the debt (R-C03): it goes on, even that of one who bought the lot and sold it.
    function test_R_C03_GuaranteesStand() public {
        _goes(ACME, BOLT, true);
        guaranteed(id, 0, FACE, OTHER_BANK);
        _goes(BOLT, ACME, false);
        _assertLiable(OTHER_BANK);
        _goes(ACME, OTHER_BANK, false);
        _assertLiable();
        _goes(OTHER_BANK, CIRRUS, false);
        _assertLiable(OTHER_BANK);
    }

    /// Who answers no more is outside of the debtors again.
    function test_R_B12_WhoseWordIsOverMayGuarantee() public {
        financed(id, 0, FACE, ACME, BANK, false);
        _goes(BANK, BOLT, true);
        _goes(BOLT, BANK, false);
        _goes(BANK, CIRRUS, false);
        guaranteed(id, 0, FACE, BANK);
        _assertLiable(BANK);
    }

    /*////////////////////////////////// RINGS ///////////////////////////////*/

    /// ACME ⇒ BOLT ⇒ CIRRUS → BOLT ⇒ CIRRUS → ACME: the ring of BOLT lies in that of ACME.
    function test_Liable_OfARingInARing() public {
        _goes(ACME, BOLT, true);
        _goes(BOLT, CIRRUS, true);
        _goes(CIRRUS, BOLT, false);
        _goes(BOLT, CIRRUS, true);
        _assertLiable(BOLT, ACME);
        _goes(CIRRUS, ACME, false);
        _goes(ACME, BANK, false);
        _assertLiable();
    }

    /// ACME ⇒ BOLT ⇒ CIRRUS → ACME ⇒ CIRRUS ⇒ BOLT: BOLT's word was over before, so that it has CIRRUS and ACME, who could not come back to it.
    function test_Liable_ToOneWhoseWordWasOverBefore() public {
        _goes(ACME, BOLT, true);
        _goes(BOLT, CIRRUS, true);
        _goes(CIRRUS, ACME, false);
        _goes(ACME, CIRRUS, true);
        _goes(CIRRUS, BOLT, true);
        _assertLiable(CIRRUS, ACME);
        _goes(BOLT, BANK, false);
        _assertLiable(CIRRUS, ACME);
        defaulted(id);
        _pays(BANK, CIRRUS);
        _assertLiable(ACME);
        _pays(CIRRUS, ACME);
        _assertLiable();
    }

    /// One ring after the other, and what came before both.
    function test_Liable_OfRingsOneAfterTheOther() public {
        _goes(ACME, BOLT, true);
        for (uint256 i; i < 3; ++i) {
            _goes(BOLT, CIRRUS, true);
            _assertLiable(BOLT, ACME);
            _goes(CIRRUS, BOLT, false);
            _assertLiable(ACME);
        }
        _goes(BOLT, CIRRUS, false);
        _goes(CIRRUS, BANK, true);
        _assertLiable(CIRRUS, ACME);
    }

    /// The obligor owes in any case: what it gave with recourse and got back is no debt but its own.
    function test_Liable_AfterTheObligorHadItBack() public {
        _goes(ACME, CORE, true);
        _goes(CORE, BOLT, true);
        _goes(BOLT, CIRRUS, true);
        _assertLiable(BOLT, ACME);
        _goes(CIRRUS, CORE, false);
        _assertLiable();
        _goes(CORE, BANK, false);
        _assertLiable(ACME);
    }

    /*////////////////////////////// EVERY WAY BACK //////////////////////////*/

    function test_Return_ByAnAcceptedProposal() public {
        _goes(ACME, BOLT, true);
        perform(whole(BOLT, id, 0, FACE, ACME));
        perform(AcceptTransfer(ACME, id, 0, lastHash));
        _assertReturned(BOLT, ACME);
    }

    /// A proposal that is not accepted brings nothing back: the lot never went.
    function test_Return_NotByAProposalThatIsNotAccepted() public {
        _goes(ACME, BOLT, true);
        perform(whole(BOLT, id, 0, FACE, ACME));
        _assertLiable(ACME);
        onDay(lots.lotOf(id, 0).until + 1);
        lots.lapse(id, 0);
        _assertLiable(ACME);
    }

    function test_Return_ByAPaymentRunAtOnceAndByALeaf() public {
        _goes(ACME, BOLT, true);
        accepting(ACME, BOLT, CORE);
        (uint32[] memory to, uint48[] memory amounts) = (new uint32[](2), new uint48[](2));
        (to[0], to[1], amounts[0], amounts[1]) = (ACME, CIRRUS, 100, 200);
        PayRun memory a = runOf(BOLT, id, 0, FACE, to, amounts);
        (a.atOnce, a.recourse) = (true, true);
        accepting(CIRRUS, BOLT, CORE);
        perform(a);
        _assertLiableAt(FACE - 300);
        _assertLiableAt(FACE - 200, BOLT, ACME);
        a = runOf(BOLT, id, 0, FACE - 300, to, amounts);
        a.recourse = true;
        perform(a);
        Run memory r = made(a, to, amounts);
        open(r, 0, 1);
        _assertLiableAt(FACE - 600);
        _assertLiableAt(FACE - 500, BOLT, ACME);
        _assertLiableAt(0, ACME);
    }

    function test_Return_ByAnEnforcedPledge() public {
        _goes(ACME, BOLT, true);
        pledged(id, 0, FACE, ACME, FACE);
        bytes32 pledge = pledges.pledgeOn(id, 0);
        onDay(pledges.pledgeOf(pledge).debtDue + 1);
        EnforcePledge memory act = EnforcePledge(ACME, id, 0, pledge, "notice");
        vm.prank(keyOf[ACME]);
        pledges.enforcePledge(act, under(++nonces, 0));
        _assertReturned(BOLT, ACME);
    }

    /// What a claim brings back is over as well: ACME ⇒ BOLT ⇒ CIRRUS, CIRRUS has its money of ACME.
    function test_Return_ByASettledClaim() public {
        _goes(ACME, BOLT, true);
        _goes(BOLT, CIRRUS, true);
        defaulted(id);
        _pays(CIRRUS, ACME);
        _assertReturned(CIRRUS, ACME);
    }

    /// Half of it returned: the other half is as it was.
    function test_Return_OfAPartLeavesTheRest() public {
        _goes(ACME, BOLT, true);
        perform(Split(BOLT, id, 0, FACE / 2));
        handed(id, FACE / 2, FACE, BOLT, ACME, false);
        handed(id, FACE / 2, FACE, ACME, CIRRUS, false);
        _assertLiableAt(0, ACME);
        _assertLiableAt(FACE / 2);
        defaulted(id);
        refused(abi.encodeWithSelector(IRecourse.NotLiable.selector, ACME));
        perform(ClaimRecourse(CIRRUS, id, FACE / 2, ACME, 0));
        perform(ClaimRecourse(BOLT, id, 0, ACME, 0));
    }

    /*/////////////////////////////////// FUZZ ///////////////////////////////*/

    /// Five companies hand a lot on as they like. After each step the words are those of a pile kept here: one who gets the lot takes his own
    /// word off it, with all that lie on it.
    function testFuzz_WordsAreAPile(uint256 seed) public {
        uint32[5] memory all = [ACME, BOLT, CIRRUS, BANK, OTHER_BANK];
        for (uint256 i; i < 25; ++i) {
            if (i / 5 != i % 5) accepting(all[i / 5], all[i % 5], CORE);
        }
        uint32[] memory pile = new uint32[](16);
        uint256 count;
        uint32 holder = ACME;
        for (uint256 step; step < 16; ++step) {
            uint256 dice = uint256(keccak256(abi.encode(seed, step)));
            uint32 to = all[dice % 5];
            if (to == holder) continue;
            _goes(holder, to, dice >> 8 & 1 == 0);
            bool returned;
            for (uint256 i; i < count; ++i) {
                if (pile[i] == to) (count, returned) = (i, true);
            }
            if (!returned && dice >> 8 & 1 == 0) pile[count++] = holder;
            holder = to;
            uint32[] memory got = recourse.liable(id, 0);
            assertEq(got.length, count, "how many answer");
            for (uint256 i; i < count; ++i) {
                assertEq(got[i], pile[count - 1 - i], "who answers");
            }
        }
    }

    /*///////////////////////////////// SETTING //////////////////////////////*/

    function _goes(uint32 from, uint32 to, bool withRecourse) private {
        handed(id, 0, FACE, from, to, withRecourse);
        assertLot(id, 0, FACE, to, HELD);
    }

    function _quoteBy(uint32 buyer, uint32 holder) private returns (Quote memory q) {
        q = quoteOf(id, 0, FACE);
        (q.company, q.holder, q.cashBank) = (buyer, holder, BANK);
    }

    function _buysBack(uint32 buyer, uint32 holder) private {
        deposit(BANK, buyer, FACE);
        perform(_quoteBy(buyer, holder), TakeQuote(holder, 0, 1));
        assertLot(id, 0, FACE, buyer, HELD);
    }

    /// The holder turns to a company, which has the money and pays.
    function _pays(uint32 holder, uint32 against) private {
        perform(ClaimRecourse(holder, id, 0, against, 0));
        bytes32 claim = lastHash;
        (uint48 principal, uint48 interest) = recourse.dueOn(claim, recourse.today());
        deposit(BANK, against, principal + interest);
        perform(SettleRecourse(against, claim, BANK, principal + interest));
    }

    /// `to` has the lot back from `from`, and the list says so.
    function _assertReturned(uint32 from, uint32 to) private view {
        Record memory entry = lots.recordOf(lots.lotOf(id, 0).head);
        assertEq(entry.kind, RETURNED, "kind");
        assertEq(entry.by, from, "who gave it back");
        assertEq(entry.to, to, "to whom");
        _assertLiable();
    }

    function _assertLiable() private view {
        _assertLiableAt(0);
    }

    function _assertLiable(uint32 only) private view {
        _assertLiableAt(0, only);
    }

    function _assertLiable(uint32 newest, uint32 older) private view {
        _assertLiableAt(0, newest, older);
    }

    function _assertLiableAt(uint48 lot) private view {
        assertEq(recourse.liable(id, lot).length, 0, "nobody answers");
    }

    function _assertLiableAt(uint48 lot, uint32 only) private view {
        uint32[] memory got = recourse.liable(id, lot);
        assertEq(got.length, 1, "one answers");
        assertEq(got[0], only, "who");
    }

    function _assertLiableAt(uint48 lot, uint32 newest, uint32 older) private view {
        uint32[] memory got = recourse.liable(id, lot);
        assertEq(got.length, 2, "two answer");
        assertEq(got[0], newest, "newest");
        assertEq(got[1], older, "older");
    }
}
