// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ICompanies, SuspendCompany} from "../src/interfaces/ICompanies.sol";
import {GrantLine, ILines, LiftDefault} from "../src/interfaces/ILines.sol";
import {
    ConfirmReceivable,
    IssueReceivable,
    TakeReceivable,
    WithdrawReceivable
} from "../src/interfaces/IReceivables.sol";
import {ObligationId} from "../src/libraries/ObligationId.sol";
import {BirthActs} from "./BirthActs.sol";

contract LinesTest is BirthActs {
    uint64 private constant LINE = 1e15;
    uint64 private constant LARGEST_LINE = 1e16;
    uint16 private constant USD = 840;
    /// The head of a group.
    uint32 private constant HEAD = 62;

    bytes32 private constant LINE_RULE = "V07.line";
    bytes32 private constant IN_DEFAULT = "V07.default";

    /*///////////////////////////////// LINE /////////////////////////////////*/

    function test_R_V07_GrantLine_ReplacesTheGrantorsOwn() public eitherWay {
        vm.expectEmit(address(lines));
        emit ILines.LineGranted(OTHER_BANK, CORE, CNY, 500);
        perform(GrantLine(OTHER_BANK, CORE, CNY, 500));
        assertEq(_limit(CORE), LINE + 500, "the sum of the grantors'");
        perform(GrantLine(BANK, CORE, CNY, 0));
        assertEq(_limit(CORE), 500, "the other's stays");
        assertEq(lines.grantOf(OTHER_BANK, CORE, CNY), 500, "grant");
        assertEq(lines.grantOf(BANK, CORE, CNY), 0, "ended");
    }

    /// The head of a group answers for a member as a bank does.
    function test_R_V07_GrantLine_ByAGroupsHead() public eitherWay {
        admit(HEAD, "Group", 64);
        perform(GrantLine(HEAD, BOLT, CNY, 1000));
        accepting(ACME, BOLT, BOLT);
        IssueReceivable memory act = issueOf(ACME, 1000);
        act.company = BOLT;
        perform(act);
        assertEq(used(BOLT), 1000, "in use");
    }

    function test_R_V07_TheLineIsUsedUpToTheLastUnit() public {
        perform(GrantLine(BANK, CORE, CNY, 1000));
        (ObligationId id,) = perform(issueOf(ACME, 600));
        bytes32 issue = lastHash;
        IssueReceivable memory more = issueOf(ACME, 401);
        _refusesLine(400);
        perform(more);
        ObligationId asked = perform(requestOf(ACME, 401));
        bytes32 request = lastHash;
        _refusesLine(400);
        perform(ConfirmReceivable(CORE, asked, request));
        perform(WithdrawReceivable(CORE, id, issue));
        perform(ConfirmReceivable(CORE, asked, request));
        more.face = 599;
        perform(more);
        assertEq(used(CORE), 1000, "all of it");
        perform(GrantLine(BANK, CORE, CNY, 100));
        (more.serial, more.face) = (++serial, 1);
        _refusesLine(0);
        perform(more);
    }

    /// A line that is taken back ends no promise that it was given for.
    function test_R_V07_WhatWasPromisedWithinTheLineIsTakenAfterIt() public {
        (ObligationId id,) = perform(issueOf(ACME, 600));
        bytes32 issue = lastHash;
        perform(GrantLine(BANK, CORE, CNY, 0));
        perform(TakeReceivable(ACME, id, issue));
        assertEq(used(CORE), 600, "in use");
    }

    function test_R_V07_LinesAreByCurrency() public {
        IssueReceivable memory act = issueOf(ACME, 600);
        act.currency = USD;
        refused(abi.encodeWithSelector(ILines.AboveLine.selector, LINE_RULE, CORE, USD, uint256(0)));
        perform(act);
        perform(GrantLine(BANK, CORE, USD, 600));
        perform(act);
        (uint64 limit, uint64 used_) = lines.lineOf(CORE, USD);
        assertEq(limit, 600, "limit");
        assertEq(used_, 600, "used");
        assertEq(used(CORE), 0, "the other currency's");
    }

    /// A grantor gets out of its line whatever has become of the obligor, and back in when it is active again.
    function test_GrantLine_IsLoweredEvenForASuspendedObligor() public {
        suspend(CORE);
        perform(GrantLine(BANK, CORE, CNY, 1e14));
        assertEq(_limit(CORE), 1e14, "lowered");
        refused(abi.encodeWithSelector(ICompanies.CompanySuspended.selector, CORE));
        perform(GrantLine(BANK, CORE, CNY, 1e14 + 1));
        perform(GrantLine(BANK, CORE, CNY, 0));
        perform(SuspendCompany(OPERATOR, CORE, false, ""));
        perform(GrantLine(BANK, CORE, CNY, LARGEST_LINE));
        assertEq(_limit(CORE), LARGEST_LINE, "raised");
    }

    function testFuzz_R_V07_TheLimitIsTheGrantsSum(uint64[6] calldata amounts) public {
        for (uint256 i; i < amounts.length; ++i) {
            perform(GrantLine(i % 2 == 0 ? BANK : OTHER_BANK, CORE, CNY, uint64(bound(amounts[i], 0, LARGEST_LINE))));
            uint256 sum = lines.grantOf(BANK, CORE, CNY) + lines.grantOf(OTHER_BANK, CORE, CNY);
            assertEq(_limit(CORE), sum, "sum");
        }
    }

    /*//////////////////////////////// DEFAULT ///////////////////////////////*/

    /// Payment alone does not lift the bar, nor does the authority's word alone.
    function test_R_V07_ABarNeedsPaymentAndTheAuthority() public eitherWay {
        defaults(CORE);
        defaults(CORE);
        _assertStanding(2, true);
        _refusesDefault(2);
        perform(LiftDefault(AUTHORITY, CORE, "order 7"));
        clears(CORE);
        _assertStanding(1, true);
        _refusesDefault(1);
        perform(LiftDefault(AUTHORITY, CORE, "order 7"));
        clears(CORE);
        _assertStanding(0, true);
        IssueReceivable memory act = issueOf(ACME, 1);
        _refusesDefault(0);
        perform(act);
        vm.expectEmit(address(lines));
        emit ILines.DefaultLifted(CORE, "order 7");
        perform(LiftDefault(AUTHORITY, CORE, "order 7"));
        _assertStanding(0, false);
        perform(act);
    }

    function test_R_V07_ALaterDefaultBarsAgain() public {
        defaults(CORE);
        clears(CORE);
        perform(LiftDefault(AUTHORITY, CORE, "order 7"));
        defaults(CORE);
        _assertStanding(1, true);
        _refusesDefault(1);
        perform(LiftDefault(AUTHORITY, CORE, "order 7"));
    }

    /*/////////////////////////////// REFUSALS ///////////////////////////////*/

    function test_RevertWhen_ALinesFieldIsOutOfRange() public {
        refused(abi.encodeWithSelector(ILines.BadField.selector, bytes32("currency")));
        perform(GrantLine(BANK, CORE, 0, 1));
        refused(abi.encodeWithSelector(ILines.BadField.selector, bytes32("obligor")));
        perform(GrantLine(BANK, BANK, CNY, 1));
        refused(abi.encodeWithSelector(ILines.BadField.selector, bytes32("amount")));
        perform(GrantLine(BANK, CORE, CNY, LARGEST_LINE + 1));
        refused(abi.encodeWithSelector(ICompanies.UnknownCompany.selector, NOBODY));
        perform(GrantLine(BANK, NOBODY, CNY, 0));
        defaults(CORE);
        clears(CORE);
        refused(abi.encodeWithSelector(ILines.BadField.selector, bytes32("order")));
        perform(LiftDefault(AUTHORITY, CORE, ""));
        refused(abi.encodeWithSelector(ILines.BadField.selector, bytes32("order")));
        perform(LiftDefault(AUTHORITY, CORE, string(new bytes(65))));
        perform(LiftDefault(AUTHORITY, CORE, string(new bytes(64))));
    }

    function test_RevertWhen_NoneMayGrant() public {
        refused(abi.encodeWithSelector(ILines.NotGrantor.selector, ACME));
        perform(GrantLine(ACME, CORE, CNY, 1));
        refused(abi.encodeWithSelector(ILines.NotGrantor.selector, OPERATOR));
        perform(GrantLine(OPERATOR, CORE, CNY, 1));
        refused(abi.encodeWithSelector(ILines.NotGrantor.selector, AUTHORITY));
        perform(GrantLine(AUTHORITY, CORE, CNY, 1));
        suspend(BANK);
        refused(abi.encodeWithSelector(ICompanies.CompanySuspended.selector, BANK));
        perform(GrantLine(BANK, CORE, CNY, 1));
        refused(abi.encodeWithSelector(ICompanies.NotOperator.selector, keyOf[CORE], OTHER_BANK));
        performAs(keyOf[CORE], GrantLine(OTHER_BANK, CORE, CNY, 1));
    }

    function test_RevertWhen_NoneMayLift() public {
        refused(abi.encodeWithSelector(ILines.NotInDefault.selector, CORE));
        perform(LiftDefault(AUTHORITY, CORE, "order 7"));
        defaults(CORE);
        clears(CORE);
        refused(abi.encodeWithSelector(ICompanies.LacksCapacity.selector, OPERATOR, uint16(8)));
        perform(LiftDefault(OPERATOR, CORE, "order 7"));
        refused(abi.encodeWithSelector(ICompanies.LacksCapacity.selector, CORE, uint16(8)));
        perform(LiftDefault(CORE, CORE, "order 7"));
        refused(abi.encodeWithSelector(ICompanies.NotOperator.selector, keyOf[CORE], AUTHORITY));
        performAs(keyOf[CORE], LiftDefault(AUTHORITY, CORE, "order 7"));
    }

    /// Only the network's own contracts count what an obligor owes: not the operator, the authority, a bank or the obligor.
    function test_RevertWhen_NoModuleCounts() public {
        address[4] memory keys = [keyOf[OPERATOR], keyOf[AUTHORITY], keyOf[BANK], keyOf[CORE]];
        for (uint256 i; i < keys.length; ++i) {
            vm.startPrank(keys[i]);
            bytes memory reason = abi.encodeWithSelector(ILines.NotModule.selector, keys[i]);
            refused(reason);
            lines.use(CORE, CNY, 1, true, true);
            refused(reason);
            lines.free(CORE, CNY, 1);
            refused(reason);
            lines.bar(CORE);
            refused(reason);
            lines.cleared(CORE);
            vm.stopPrank();
        }
    }

    /*//////////////////////////////// SETTING ///////////////////////////////*/

    function _limit(uint32 obligor) private view returns (uint64 limit) {
        (limit,) = lines.lineOf(obligor, CNY);
    }

    function _refusesLine(uint256 headroom) private {
        refused(abi.encodeWithSelector(ILines.AboveLine.selector, LINE_RULE, CORE, CNY, headroom));
    }

    function _refusesDefault(uint32 open) private {
        refused(abi.encodeWithSelector(ILines.InDefault.selector, IN_DEFAULT, CORE, open));
    }

    function _assertStanding(uint32 open, bool barred) private view {
        (uint32 o, bool b) = lines.standingOf(CORE);
        assertEq(o, open, "in default now");
        assertEq(b, barred, "barred");
    }
}
