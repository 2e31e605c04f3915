// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Invoice} from "../src/interfaces/IEvidence.sol";
import {ILots, Split} from "../src/interfaces/ILots.sol";
import {EnforcePledge} from "../src/interfaces/IPledges.sol";
import {IssueReceivable} from "../src/interfaces/IReceivables.sol";
import {ObligationId} from "../src/libraries/ObligationId.sol";
import {MoneyActs} from "./MoneyActs.sol";

/// @notice What a party to a debt could try with what it may do: to be paid twice, to pay less, to hold its creditor off. Each test
/// is one attack that fails, or what it comes to at most.
contract Attacks3Test is MoneyActs {
    uint48 private constant FACE = 1_000_000;
    uint32 private constant DUE = DAY0 + 90;

    ObligationId private id;

    function setUp() public override {
        super.setUp();
        id = issued(ACME, FACE);
    }

    /*///////////////////////////////// PAYMENT /////////////////////////////////*/

    /// The same lot named again and again in a push, before and after the last payment, late interest and all.
    function test_Attack_PushALotTwiceInOneCall() public {
        perform(Split(ACME, id, 0, 400_000));
        handed(id, 400_000, FACE, ACME, BOLT, false);
        onDay(DUE + 10);
        pays(id, 300_001);
        settlements.push(id, starts(0, 0, 0));
        assertEq(free(BANK, ACME), 120_000 + 600, "its share of the first payment");
        pays(id, FACE - 300_001);
        settlements.push(id, starts(0, 400_000, 0));
        settlements.push(id, starts(400_000, 0, 400_000));
        assertEq(free(BANK, ACME), 400_000 + 2000, "ACME has its share");
        assertEq(free(BANK, BOLT), 600_000 + 3000, "BOLT has its own");
        assertEq(cash.earmarkOf(id).amount, 0, "nothing left");
    }

    /// A debtor pays late in amounts so small that the interest on each rounds down: it saves less than half a unit an act.
    function test_Attack_PayLateInDust(uint48 amount, uint16 late) public view {
        amount = uint48(bound(amount, 1, FACE));
        late = uint16(bound(late, 1, 3000));
        uint256 paid = settlements.lateInterest(id, amount, DUE + late);
        uint256 millionths = uint256(amount) * 500 * late;
        if (millionths > uint256(amount) * 1_000_000) millionths = uint256(amount) * 1_000_000;
        assertLt(millionths, paid * 1_000_000 + 500_000, "less than half a unit saved");
        assertGe(millionths + 500_000, paid * 1_000_000, "nor more than that paid on top");
    }

    /*///////////////////////////////// PLEDGES /////////////////////////////////*/

    /// A pledgee gets no more than is secured, whether out of one child's payment and another's enforcement, or of all of them.
    function test_Attack_PledgeeTakesFromEveryChild() public {
        pledged(id, 0, FACE, BOLT, 500_000);
        bytes32 pledge = pledges.pledgeOn(id, 0);
        perform(Split(ACME, id, 0, 600_000));
        onDay(DUE);
        pays(id, FACE / 2);
        settlements.push(id, starts(0));
        assertEq(free(BANK, BOLT), 300_000, "out of one child");
        settlements.push(id, starts(600_000));
        assertEq(free(BANK, BOLT), 500_000, "out of both");
        assertEq(pledges.pledgeOn(id, 600_000), 0, "the child whose payment made it up is free");
        pays(id, FACE / 2);
        settlements.push(id, starts(0, 600_000));
        assertEq(free(BANK, BOLT), 500_000, "no more");
        assertEq(free(BANK, ACME), 500_000, "the rest is the holder's");
        assertEq(pledges.pledgeOf(pledge).received, 500_000, "received");
    }

    /// Limits of circulation put an enforcement off, since they bind until the due day; they do not defeat it.
    function test_Attack_PledgeAtTheEndOfItsDepth() public {
        IssueReceivable memory t = issueOf(ACME, FACE);
        (t.rules, t.invoices) = (CN_2026_STRICT, new Invoice[](1));
        t.invoices[0] = Invoice("one", FACE, FACE);
        (id,) = perform(t);
        for (uint256 i; i < 10; ++i) {
            handed(id, 0, FACE, ACME, BOLT, false);
            handed(id, 0, FACE, BOLT, ACME, false);
        }
        pledged(id, 0, FACE, BANK, FACE);
        EnforcePledge memory act = EnforcePledge(BANK, id, 0, pledges.pledgeOn(id, 0), "notice");
        onDay(DUE - 1);
        vm.prank(keyOf[BANK]);
        refused(abi.encodeWithSelector(ILots.LimitReached.selector, bytes32("V08.max-depth"), uint256(20)));
        pledges.enforcePledge(act, under(1_000_001, 0));
        onDay(DUE);
        vm.prank(keyOf[BANK]);
        pledges.enforcePledge(act, under(1_000_001, 0));
        assertLot(id, 0, FACE, BANK, HELD);
    }
}
