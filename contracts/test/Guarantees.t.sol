// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Auth} from "../src/interfaces/Auth.sol";
import {GrantLine} from "../src/interfaces/ILines.sol";
import {ICompanies} from "../src/interfaces/ICompanies.sol";
import {AskGuarantee, GiveGuarantee, IGuarantees} from "../src/interfaces/IGuarantees.sol";
import {ILots, Record, RejectProposal, Split, Transfer, WithdrawProposal} from "../src/interfaces/ILots.sol";
import {IProposals} from "../src/interfaces/IProposals.sol";
import {IssueReceivable} from "../src/interfaces/IReceivables.sol";
import {ObligationId} from "../src/libraries/ObligationId.sol";
import {Records} from "../src/libraries/Records.sol";
import {SecurityActs} from "./SecurityActs.sol";

/// @notice ACME holds 10.00 of CORE's debt, due in 90 days, and wants BANK to answer for it. SURETY is a guarantor that is no bank.
contract GuaranteesTest is SecurityActs {
    uint48 private constant FACE = 1000;
    uint8 private constant KIND = 17;
    uint8 private constant GUARANTEE = 3;
    uint16 private constant BANK_OR_GUARANTOR = 6;
    uint32 private constant DUE = DAY0 + 90;
    uint32 private constant SURETY = 61;

    ObligationId private id;

    function setUp() public override {
        super.setUp();
        admit(SURETY, "Surety", 4);
        id = issued(ACME, FACE);
    }

    /*////////////////////////////// ASK, GIVE ///////////////////////////////*/

    function test_V14_AskGuarantee_LocksTheUnitsForTheGuarantor() public eitherWay {
        AskGuarantee memory a = guaranteeOf(id, 0, FACE);
        (a.start, a.end) = (300, 800);
        bytes32 proposal = hashOf(a, under(nonces + 1, deadline));
        vm.expectEmit(address(lots));
        emit ILots.Proposed(id, ACME, BANK, 0, 300, 800, KIND, DAY0 + 30, proposal);
        vm.expectEmit(address(guarantees));
        emit IGuarantees.GuaranteeAsked(id, proposal, a);
        perform(a);
        assertLot(id, 300, 800, ACME, LOCKED);
        assertGuarantors(300, none());
    }

    function test_V14_GiveGuarantee_IsARecordOnTheLot() public eitherWay {
        AskGuarantee memory a = guaranteeOf(id, 0, FACE);
        (a.start, a.end) = (300, 800);
        perform(a);
        bytes32 proposal = lastHash;
        vm.expectEmit(address(lots));
        emit ILots.Recorded(id, 300, 1, Record(0, GUARANTEE, BANK, ACME, DAY0, 500, 0));
        vm.expectEmit(address(guarantees));
        emit IGuarantees.Guaranteed(id, 300, BANK, 800, proposal);
        perform(GiveGuarantee(BANK, id, 300, proposal));
        assertLot(id, 300, 800, ACME, HELD);
        assertEq(marksOf(id, 300), 0, "the lot goes on freely");
        assertGuarantors(300, one(BANK));
        assertGuarantors(0, none());
        assertGuarantors(800, none());
    }

    /// A guarantee of a part is of that part's units and of no others.
    function testFuzz_GiveGuarantee_IsByUnits(uint48 start, uint48 end) public {
        start = uint48(bound(start, 0, FACE - 1));
        end = uint48(bound(end, start + 1, FACE));
        AskGuarantee memory a = guaranteeOf(id, 0, FACE);
        (a.start, a.end) = (start, end);
        guaranteed(a);
        assertGuarantors(start, one(BANK));
        if (start != 0) assertGuarantors(0, none());
        if (end != FACE) assertGuarantors(end, none());
    }

    /// 0.01, and 1,000,000,000,000.00.
    function test_GiveGuarantee_OfTheLeastAndTheMost() public {
        uint48[2] memory faces = [uint48(1), 1e14];
        for (uint256 i; i < faces.length; ++i) {
            ObligationId debt = issued(ACME, faces[i]);
            guaranteed(guaranteeOf(debt, 0, faces[i]));
            (, Record memory entry) = Records.newest(lots, debt, 0, GUARANTEE);
            assertEq(entry.amount, faces[i], "amount");
        }
    }

    /// R-C03: accessory rights travel with the claim, to whoever has it and into its parts.
    function test_R_C03_AGuaranteeFollowsTheLotIntoItsChildren() public {
        guaranteed(guaranteeOf(id, 0, FACE));
        accepting(BOLT, ACME, CORE);
        perform(whole(ACME, id, 0, FACE, BOLT));
        perform(Split(BOLT, id, 0, 400));
        accepting(CIRRUS, BOLT, CORE);
        perform(whole(BOLT, id, 400, FACE, CIRRUS));
        assertGuarantors(0, one(BANK));
        assertGuarantors(400, one(BANK));
    }

    function test_GiveGuarantee_ByTwo() public {
        guaranteed(guaranteeOf(id, 0, FACE));
        AskGuarantee memory a = guaranteeOf(id, 0, FACE);
        a.guarantor = SURETY;
        guaranteed(a);
        uint32[] memory both = new uint32[](2);
        (both[0], both[1]) = (SURETY, BANK);
        assertGuarantors(0, both);
    }

    function test_GiveGuarantee_OnTheLastDay() public {
        AskGuarantee memory a = guaranteeOf(id, 0, FACE);
        a.until = DAY0 + 5;
        perform(a);
        onDay(DAY0 + 5);
        perform(GiveGuarantee(BANK, id, 0, lastHash));
        assertGuarantors(0, one(BANK));
    }

    function test_AskGuarantee_EndsAtTheKernelWhenNotGiven() public eitherWay {
        perform(guaranteeOf(id, 0, FACE));
        perform(RejectProposal(BANK, id, 0, lastHash));
        perform(guaranteeOf(id, 0, FACE));
        perform(WithdrawProposal(ACME, id, 0, lastHash));
        perform(guaranteeOf(id, 0, FACE));
        onDay(DAY0 + 31);
        lots.lapse(id, 0);
        assertLot(id, 0, FACE, ACME, HELD);
        assertGuarantors(0, none());
        perform(guaranteeOf(id, 0, FACE));
    }

    /// Who handed the lot on without recourse is outside of the debtors again.
    function test_GiveGuarantee_ByAFormerHolderWhoDoesNotAnswer() public {
        handed(ACME, BANK, false);
        handed(BANK, BOLT, false);
        AskGuarantee memory a = guaranteeOf(id, 0, FACE);
        a.company = BOLT;
        guaranteed(a);
        assertGuarantors(0, one(BANK));
    }

    /*/////////////////////////////// REFUSALS ///////////////////////////////*/

    /// Guarantor ∉ debtors: the obligor, the holder, who answers by recourse, who guaranteed already.
    function test_RevertWhen_V14_TheGuarantorIsADebtor() public {
        admit(62, "Finance", 1 | 4);
        perform(GrantLine(BANK, 62, CNY, 1e15));
        accepting(ACME, 62, 62);
        IssueReceivable memory issue = issueOf(ACME, FACE);
        issue.company = 62;
        (ObligationId debt,) = perform(issue);
        AskGuarantee memory a = guaranteeOf(debt, 0, FACE);
        a.guarantor = 62;
        refusedDebtor(62);
        perform(a);

        handed(ACME, BANK, false);
        a = guaranteeOf(id, 0, FACE);
        a.company = BANK;
        refusedDebtor(BANK);
        perform(a);

        handed(BANK, BOLT, true);
        handed(BOLT, CIRRUS, false);
        a.company = CIRRUS;
        refusedDebtor(BANK);
        perform(a);

        a.guarantor = SURETY;
        guaranteed(a);
        refusedDebtor(SURETY);
        perform(a);
        // The other half of what it guarantees is no other lot.
        perform(Split(CIRRUS, id, 0, 400));
        (a.lot, a.start) = (400, 400);
        refusedDebtor(SURETY);
        perform(a);
    }

    /// R-V04: the platform guarantees nothing, nor does anyone who is no bank and no guarantor.
    function test_RevertWhen_R_V04_TheGuarantorIsNotOne() public {
        AskGuarantee memory a = guaranteeOf(id, 0, FACE);
        uint32[3] memory companies_ = [OPERATOR, AUTHORITY, BOLT];
        for (uint256 i; i < companies_.length; ++i) {
            a.guarantor = companies_[i];
            refused(abi.encodeWithSelector(ICompanies.LacksCapacity.selector, companies_[i], BANK_OR_GUARANTOR));
            perform(a);
        }
        a.guarantor = NOBODY;
        refused(abi.encodeWithSelector(ICompanies.UnknownCompany.selector, NOBODY));
        perform(a);
    }

    function test_RevertWhen_TheAnswerIsNotToThisProposal() public {
        refused(abi.encodeWithSelector(IProposals.OtherKind.selector, uint8(0)));
        perform(GiveGuarantee(BANK, id, 0, "proposal"));
        perform(guaranteeOf(id, 0, FACE));
        bytes32 proposal = lastHash;
        refused(abi.encodeWithSelector(ILots.OtherProposal.selector, proposal));
        perform(GiveGuarantee(BANK, id, 0, "proposal"));
        refusedNotParty(BANK);
        perform(GiveGuarantee(OTHER_BANK, id, 0, proposal));
        perform(RejectProposal(BANK, id, 0, proposal));
        perform(pledgeOf(id, 0, FACE));
        proposal = lastHash;
        refused(abi.encodeWithSelector(IProposals.OtherKind.selector, uint8(16)));
        perform(GiveGuarantee(BANK, id, 0, proposal));
    }

    function test_RevertWhen_TheUnitsAreNotTheHoldersToBeGuaranteed() public {
        AskGuarantee memory a = guaranteeOf(id, 0, FACE);
        a.company = BOLT;
        refusedNotParty(ACME);
        perform(a);
        uint48[2][4] memory ranges = [[uint48(0), FACE + 1], [uint48(5), 5], [uint48(6), 5], [uint48(FACE), FACE + 1]];
        for (uint256 i; i < ranges.length; ++i) {
            a = guaranteeOf(id, 0, FACE);
            (a.start, a.end) = (ranges[i][0], ranges[i][1]);
            refused(abi.encodeWithSelector(ILots.NotInLot.selector, uint48(0), FACE));
            perform(a);
        }
        refused(abi.encodeWithSelector(ILots.NoLot.selector, id, uint48(1)));
        perform(guaranteeOf(id, 1, FACE));
        refused(abi.encodeWithSelector(ILots.NoLot.selector, aliasOf(id), uint48(0)));
        perform(guaranteeOf(aliasOf(id), 0, FACE));
        ObligationId bill = indirect(FACE);
        refused(abi.encodeWithSelector(ILots.ThroughModule.selector));
        perform(guaranteeOf(bill, 0, FACE));
    }

    function test_RevertWhen_TheLastDayIsOutOfRange() public {
        AskGuarantee memory a = guaranteeOf(id, 0, FACE);
        uint32[2] memory untils = [DAY0 - 1, DAY0 + 31];
        for (uint256 i; i < untils.length; ++i) {
            a.until = untils[i];
            refused(abi.encodeWithSelector(IProposals.BadUntil.selector, DAY0 + 30));
            perform(a);
        }
        onDay(DUE);
        refused(abi.encodeWithSelector(IProposals.BadUntil.selector, DUE - 1));
        perform(guaranteeOf(id, 0, FACE));
    }

    /// On the due day who guarantees would know what it guarantees.
    function test_RevertWhen_TheDueDayCameFirst() public {
        onDay(DUE - 1);
        perform(guaranteeOf(id, 0, FACE));
        bytes32 proposal = lastHash;
        onDay(DUE);
        refused(abi.encodeWithSelector(IProposals.Lapsed.selector, DUE - 1));
        perform(GiveGuarantee(BANK, id, 0, proposal));
        lots.lapse(id, 0);
        assertLot(id, 0, FACE, ACME, HELD);
    }

    function test_RevertWhen_ASideIsSuspended() public {
        perform(guaranteeOf(id, 0, FACE));
        bytes32 proposal = lastHash;
        uint256 start = vm.snapshotState();
        suspend(BANK);
        refusedSuspended(BANK);
        perform(GiveGuarantee(BANK, id, 0, proposal));
        perform(RejectProposal(BANK, id, 0, proposal));
        refusedSuspended(BANK);
        perform(guaranteeOf(id, 0, FACE));
        vm.revertToState(start);
        suspend(ACME);
        refusedSuspended(ACME);
        perform(GiveGuarantee(BANK, id, 0, proposal));
        perform(WithdrawProposal(ACME, id, 0, proposal));
        refusedSuspended(ACME);
        perform(guaranteeOf(id, 0, FACE));
    }

    function test_RevertWhen_AHoldCameInBetween() public {
        perform(guaranteeOf(id, 0, FACE));
        bytes32 proposal = lastHash;
        uint256 start = vm.snapshotState();
        frozen(id, 0, FACE);
        refusedOnHold(FROZEN);
        perform(GiveGuarantee(BANK, id, 0, proposal));
        vm.revertToState(start);
        disputed(id, 0, FACE);
        refusedOnHold(DISPUTED);
        perform(GiveGuarantee(BANK, id, 0, proposal));
        perform(WithdrawProposal(ACME, id, 0, proposal));
        assertGuarantors(0, none());
    }

    /// Each hold keeps the holder from asking, too.
    function test_RevertWhen_TheLotIsOnHold() public {
        uint256 start = vm.snapshotState();
        frozen(id, 0, FACE);
        refusedOnHold(FROZEN);
        perform(guaranteeOf(id, 0, FACE));
        vm.revertToState(start);
        pledged(pledgeOf(id, 0, FACE));
        refusedOnHold(PLEDGED);
        perform(guaranteeOf(id, 0, FACE));
    }

    function test_RevertWhen_AStrangerSigns() public {
        bySignature = true;
        address stranger = newKey("stranger");
        refused(abi.encodeWithSelector(ICompanies.NotOperator.selector, stranger, ACME));
        performAs(stranger, guaranteeOf(id, 0, FACE));
        perform(guaranteeOf(id, 0, FACE));
        bytes32 proposal = lastHash;
        refused(abi.encodeWithSelector(ICompanies.NotOperator.selector, stranger, BANK));
        performAs(stranger, GiveGuarantee(BANK, id, 0, proposal));
    }

    /// The one signature of a guarantor gives one guarantee: asked for again, it must be given again.
    function test_RevertWhen_ASignedGuaranteeComesAgain() public {
        perform(guaranteeOf(id, 0, FACE));
        GiveGuarantee memory g = GiveGuarantee(BANK, id, 0, lastHash);
        Auth memory auth = signed(keyOf[BANK], hashOf(g, under(71, deadline)), 71, deadline);
        guarantees.giveGuarantee(g, auth);
        refused(abi.encodeWithSelector(IProposals.OtherKind.selector, uint8(0)));
        guarantees.giveGuarantee(g, auth);
        AskGuarantee memory a = guaranteeOf(id, 0, FACE);
        a.guarantor = SURETY;
        perform(a);
        bytes32 proposal = lastHash;
        refused(abi.encodeWithSelector(ILots.OtherProposal.selector, proposal));
        guarantees.giveGuarantee(g, auth);
    }

    function test_RevertWhen_AnOperatorsLimitIsBelowTheUnits() public {
        address clerk = hire(ACME, "clerk", MAKER, FACE - 1, NO_LIMIT);
        refused(abi.encodeWithSelector(ICompanies.AboveLimit.selector, clerk, FACE - 1));
        performAs(clerk, guaranteeOf(id, 0, FACE));
        perform(guaranteeOf(id, 0, FACE));
        bytes32 proposal = lastHash;
        address teller = hire(BANK, "teller", MAKER, NO_LIMIT, FACE - 1);
        refused(abi.encodeWithSelector(ICompanies.AboveDailyLimit.selector, teller, FACE - 1));
        performAs(teller, GiveGuarantee(BANK, id, 0, proposal));
    }

    /*//////////////////////////////// SETTING ///////////////////////////////*/

    /// All of the lot goes on, and the recipient takes it.
    function handed(uint32 from, uint32 to, bool withRecourse) private {
        Transfer memory t = whole(from, id, 0, FACE, to);
        t.recourse = withRecourse;
        accepting(to, from, CORE);
        perform(t);
    }

    function refusedDebtor(uint32 company) private {
        refused(abi.encodeWithSelector(IGuarantees.IsDebtor.selector, company));
    }

    /// Who answers for the lot by a guarantee, newest first.
    function assertGuarantors(uint48 lot, uint32[] memory want) private view {
        (, Record[] memory entries) = lots.recordsOf(id, lot, 100);
        uint256 found;
        for (uint256 i; i < entries.length; ++i) {
            if (entries[i].kind != GUARANTEE) continue;
            assertLt(found, want.length, "guarantors");
            assertEq(entries[i].by, want[found++], "guarantor");
        }
        assertEq(found, want.length, "guarantors");
    }

    function none() private pure returns (uint32[] memory) {
        return new uint32[](0);
    }

    function one(uint32 company) private pure returns (uint32[] memory list) {
        list = new uint32[](1);
        list[0] = company;
    }
}
