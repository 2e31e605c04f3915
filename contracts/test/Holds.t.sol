// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Auth} from "../src/interfaces/Auth.sol";
import {ICompanies} from "../src/interfaces/ICompanies.sol";
import {FreezeLot, IHolds, UnfreezeLot} from "../src/interfaces/IHolds.sol";
import {AcceptTransfer, ILots, Merge, Record, RejectProposal, Split} from "../src/interfaces/ILots.sol";
import {ReleasePledge} from "../src/interfaces/IPledges.sol";
import {ObligationId} from "../src/libraries/ObligationId.sol";
import {SecurityActs} from "./SecurityActs.sol";

/// @notice Freezes by order. ACME holds 10.00 of CORE's debt, due in 90 days. `Disputes.t.sol` has the rest of `Holds`.
contract HoldsTest is SecurityActs {
    uint48 private constant FACE = 1000;
    uint8 private constant ORDER = 6;
    uint32 private constant DUE = DAY0 + 90;

    ObligationId private id;

    function setUp() public override {
        super.setUp();
        id = issued(ACME, FACE);
    }

    /*/////////////////////////////// FREEZE /////////////////////////////////*/

    function test_V22_FreezeLot_StopsTheLotByOrder() public eitherWay {
        FreezeLot memory a = freezeOf(id, 0, 0, FACE);
        bytes32 freeze = hashOf(a, under(nonces + 1, deadline));
        vm.expectEmit(address(lots));
        emit ILots.Marked(id, 0, 0, FACE, FROZEN);
        vm.expectEmit(address(lots));
        emit ILots.Recorded(id, 0, 1, Record(0, ORDER, AUTHORITY, ACME, DAY0, FACE, 0));
        vm.expectEmit(address(holds));
        emit IHolds.Frozen(id, 0, freeze, a);
        perform(a);
        assertTrue(holds.isOpen(freeze), "open");
        assertLot(id, 0, FACE, ACME, HELD);
        refusedOnHold(FROZEN);
        lots.transfer(whole(ACME, id, 0, FACE, BOLT), called(ACME));
        refusedOnHold(FROZEN);
        lots.split(Split(ACME, id, 0, 500), called(ACME));
    }

    function test_V22_UnfreezeLot_LetsItGo() public eitherWay {
        bytes32 freeze = frozen(id, 0, FACE);
        vm.expectEmit(address(holds));
        emit IHolds.Unfrozen(id, 0, freeze, "2024-78");
        vm.expectEmit(address(holds));
        emit IHolds.Thawed(id, 0);
        perform(UnfreezeLot(AUTHORITY, id, 0, freeze, "2024-78"));
        assertFalse(holds.isOpen(freeze), "closed");
        assertEq(marksOf(id, 0), 0, "free");
    }

    function test_FreezeLot_OfAPartLeavesTheRest() public {
        perform(freezeOf(id, 0, 300, 800));
        assertEq(marksOf(id, 0), 0, "before it");
        assertEq(marksOf(id, 300), FROZEN, "the part");
        assertEq(marksOf(id, 800), 0, "after it");
        accepting(BOLT, ACME, CORE);
        perform(whole(ACME, id, 800, FACE, BOLT));
    }

    /// 0.01, and 1,000,000,000,000.00.
    function test_FreezeLot_OfTheLeastAndTheMost() public {
        uint48[2] memory faces = [uint48(1), 1e14];
        for (uint256 i; i < faces.length; ++i) {
            ObligationId debt = issued(ACME, faces[i]);
            frozen(debt, 0, faces[i]);
            assertEq(marksOf(debt, 0), FROZEN, "frozen");
        }
    }

    /// An open proposal is no shelter: it can be declined and not accepted.
    function test_FreezeLot_OfALockedLotStopsItsAcceptance() public {
        perform(whole(ACME, id, 0, FACE, BOLT));
        bytes32 proposal = lastHash;
        bytes32 freeze = frozen(id, 0, FACE);
        refusedOnHold(FROZEN);
        perform(AcceptTransfer(BOLT, id, 0, proposal));
        uint256 start = vm.snapshotState();
        perform(RejectProposal(BOLT, id, 0, proposal));
        assertEq(marksOf(id, 0), FROZEN, "the order stays");
        vm.revertToState(start);
        perform(UnfreezeLot(AUTHORITY, id, 0, freeze, "2024-78"));
        perform(AcceptTransfer(BOLT, id, 0, proposal));
        assertLot(id, 0, FACE, BOLT, HELD);
    }

    function test_RevertWhen_APartOfALockedLotIsFrozen() public {
        perform(whole(ACME, id, 0, FACE, BOLT));
        refused(abi.encodeWithSelector(ILots.NotFree.selector, LOCKED));
        perform(freezeOf(id, 0, 0, 500));
    }

    /// The order and the pledge hold the lot side by side, and each part keeps both.
    function test_FreezeLot_OfAPledgedLot() public {
        bytes32 pledge = pledged(pledgeOf(id, 0, FACE));
        perform(freezeOf(id, 0, 0, 400));
        bytes32 freeze = lastHash;
        assertEq(marksOf(id, 0), FROZEN | PLEDGED, "both");
        assertEq(marksOf(id, 400), PLEDGED, "the pledge alone");
        assertEq(pledges.pledgeOn(id, 0), pledge, "under the pledge");
        perform(ReleasePledge(BANK, id, 0, 400, pledge));
        assertEq(marksOf(id, 0), FROZEN, "the order alone");
        perform(UnfreezeLot(AUTHORITY, id, 0, freeze, "2024-78"));
        assertEq(marksOf(id, 0), 0, "free");
    }

    /// The lot is held until the last order is lifted, whichever comes first.
    function test_UnfreezeLot_OneOfTwoOrders() public {
        bytes32 first = frozen(id, 0, FACE);
        perform(freezeOf(id, 0, 0, 400));
        bytes32 second = lastHash;
        perform(UnfreezeLot(AUTHORITY, id, 0, first, "2024-78"));
        assertEq(marksOf(id, 0), FROZEN, "the second order holds this part");
        assertEq(marksOf(id, 400), FROZEN, "nobody has thawed this part");
        vm.expectEmit(address(holds));
        emit IHolds.Thawed(id, 400);
        holds.thaw(id, 400);
        assertEq(marksOf(id, 400), 0, "free");
        refused(abi.encodeWithSelector(IHolds.StillHeld.selector));
        holds.thaw(id, 0);
        perform(UnfreezeLot(AUTHORITY, id, 0, second, "2024-79"));
        assertEq(marksOf(id, 0), 0, "free");
    }

    /// Whatever orders cover which units, and in whatever order they are lifted, a lot is frozen while one of its own is open.
    function testFuzz_UnfreezeLot_ALotIsHeldWhileAnOrderCoversIt(
        uint48[3] memory from,
        uint48[3] memory to,
        uint256 lift
    ) public {
        bytes32[3] memory orders;
        for (uint256 i; i < 3; ++i) {
            // Within the lot that the last order cut, so that orders lie upon each other.
            (uint48 low, uint48 high) = i == 0 ? (uint48(0), FACE) : (from[i - 1], to[i - 1]);
            from[i] = uint48(bound(from[i], low, high - 1));
            to[i] = uint48(bound(to[i], from[i] + 1, high));
            perform(freezeOf(id, low, from[i], to[i]));
            orders[i] = lastHash;
        }
        for (uint256 n; n < 3; ++n) {
            uint256 i = (lift % 3 + n) % 3;
            perform(UnfreezeLot(AUTHORITY, id, from[i], orders[i], "lifted"));
            for (uint48 start; start < FACE; start = lots.lotOf(id, start).end) {
                bool covered;
                for (uint256 k; k < 3; ++k) {
                    covered = covered || (holds.isOpen(orders[k]) && from[k] <= start && start < to[k]);
                }
                bool marked = marksOf(id, start) != 0;
                assertTrue(marked || !covered, "an open order holds its units");
                if (!marked) continue;
                if (covered) refused(abi.encodeWithSelector(IHolds.StillHeld.selector));
                holds.thaw(id, start);
                assertEq(marksOf(id, start), covered ? FROZEN : 0, "as its orders say");
            }
        }
    }

    /// An order's last day is its last: on the day after anyone may thaw.
    function test_FreezeLot_WithALastDayRunsOut() public {
        FreezeLot memory a = freezeOf(id, 0, 0, FACE);
        a.until = DAY0 + 10;
        perform(a);
        bytes32 freeze = lastHash;
        onDay(DAY0 + 10);
        assertTrue(holds.isOpen(freeze), "open on its last day");
        refused(abi.encodeWithSelector(IHolds.StillHeld.selector));
        holds.thaw(id, 0);
        onDay(DAY0 + 11);
        assertFalse(holds.isOpen(freeze), "over");
        assertEq(marksOf(id, 0), FROZEN, "until somebody thaws it");
        refusedNotOpen(freeze);
        perform(UnfreezeLot(AUTHORITY, id, 0, freeze, "2024-78"));
        holds.thaw(id, 0);
        assertEq(marksOf(id, 0), 0, "free");
    }

    function test_FreezeLot_ForToday() public {
        FreezeLot memory a = freezeOf(id, 0, 0, FACE);
        a.until = DAY0;
        perform(a);
        assertTrue(holds.isOpen(lastHash), "open today");
    }

    /// A forfeiture records the judgment and locks: the units stay where they are.
    function test_V22_FreezeLot_AForfeitureMovesNothing() public {
        FreezeLot memory a = freezeOf(id, 0, 0, FACE);
        a.forfeiture = true;
        perform(a);
        bytes32 freeze = lastHash;
        assertLot(id, 0, FACE, ACME, HELD);
        onDay(DUE + 1000);
        assertTrue(holds.isOpen(freeze), "for good");
        perform(UnfreezeLot(AUTHORITY, id, 0, freeze, "2027-1"));
        assertEq(marksOf(id, 0), 0, "unless the judgment is set aside");
    }

    /// Frozen on the due day and while it is paid: the credit stays set aside until the order is lifted, and is whole then.
    function test_FreezeLot_CreditsWaitUntilItIsLifted() public {
        perform(Split(ACME, id, 0, 400));
        onDay(DUE);
        bytes32 freeze = frozen(id, 0, 400);
        settled(id, 500);
        push();
        assertEq(free(BANK, ACME), 300, "the share of the other lot");
        settled(id, 500);
        push();
        assertEq(free(BANK, ACME), 600, "all of the other lot");
        perform(UnfreezeLot(AUTHORITY, id, 0, freeze, "2024-78"));
        push();
        assertEq(free(BANK, ACME), FACE, "and all of this");
    }

    /// From the due day on lots are frozen whole, and even after payment has begun.
    function test_RevertWhen_APartIsFrozenFromTheDueDayOn() public {
        onDay(DUE - 1);
        perform(freezeOf(id, 0, 900, FACE));
        onDay(DUE);
        refused(abi.encodeWithSelector(ILots.WholeOnly.selector));
        perform(freezeOf(id, 0, 0, 500));
        settled(id, 1);
        refused(abi.encodeWithSelector(ILots.PaymentBegun.selector, uint48(1)));
        perform(freezeOf(id, 0, 0, 500));
        frozen(id, 0, 900);
        assertEq(marksOf(id, 0), FROZEN, "frozen");
    }

    /*////////////////////////////// REFUSALS ////////////////////////////////*/

    function test_RevertWhen_AnOrdersFieldsAreOutOfRange() public {
        FreezeLot memory a = freezeOf(id, 0, 0, FACE);
        string[2] memory orders = ["", string(new bytes(65))];
        for (uint256 i; i < orders.length; ++i) {
            a.order = orders[i];
            refusedField("order");
            perform(a);
        }
        a.order = string(new bytes(64));
        a.digest = 0;
        refusedField("digest");
        perform(a);
        a.digest = "order";
        a.until = DAY0 - 1;
        refusedField("until");
        perform(a);
        (a.until, a.forfeiture) = (DAY0 + 1, true);
        refusedField("until");
        perform(a);
        a.until = 0;
        perform(a);
        bytes32 freeze = lastHash;
        for (uint256 i; i < orders.length; ++i) {
            refusedField("order");
            perform(UnfreezeLot(AUTHORITY, id, 0, freeze, orders[i]));
        }
    }

    function test_RevertWhen_AnyoneButTheAuthorityFreezesOrLifts() public {
        bytes32 freeze = frozen(id, 0, FACE);
        uint32[4] memory others = [OPERATOR, CORE, ACME, BANK];
        for (uint256 i; i < others.length; ++i) {
            bytes memory reason = abi.encodeWithSelector(ICompanies.LacksCapacity.selector, others[i], uint16(8));
            FreezeLot memory a = freezeOf(id, 0, 0, FACE);
            a.company = others[i];
            refused(reason);
            perform(a);
            refused(reason);
            perform(UnfreezeLot(others[i], id, 0, freeze, "2024-78"));
        }
    }

    function test_RevertWhen_AStrangerSignsForTheAuthority() public {
        bySignature = true;
        address stranger = newKey("stranger");
        bytes memory reason = abi.encodeWithSelector(ICompanies.NotOperator.selector, stranger, AUTHORITY);
        refused(reason);
        performAs(stranger, freezeOf(id, 0, 0, FACE));
        bytes32 freeze = frozen(id, 0, FACE);
        refused(reason);
        performAs(stranger, UnfreezeLot(AUTHORITY, id, 0, freeze, "2024-78"));
    }

    function test_RevertWhen_ThereIsNoSuchLotToFreeze() public {
        refused(abi.encodeWithSelector(ILots.NoLot.selector, id, uint48(1)));
        perform(freezeOf(id, 1, 1, FACE));
        refused(abi.encodeWithSelector(ILots.NoLot.selector, aliasOf(id), uint48(0)));
        perform(freezeOf(aliasOf(id), 0, 0, FACE));
        uint48[2][3] memory ranges = [[uint48(0), FACE + 1], [uint48(7), 7], [uint48(7), 6]];
        for (uint256 i; i < ranges.length; ++i) {
            refused(abi.encodeWithSelector(ILots.NotInLot.selector, uint48(0), FACE));
            perform(freezeOf(id, 0, ranges[i][0], ranges[i][1]));
        }
    }

    function test_RevertWhen_TheOrderIsNotOpenOnTheLot() public {
        bytes32 freeze = frozen(id, 0, FACE);
        ObligationId other = issued(ACME, FACE);
        frozen(other, 0, FACE);
        refusedNotOpen(freeze);
        perform(UnfreezeLot(AUTHORITY, other, 0, freeze, "2024-78"));
        refusedNotOpen("order");
        perform(UnfreezeLot(AUTHORITY, id, 0, "order", "2024-78"));
        perform(UnfreezeLot(AUTHORITY, id, 0, freeze, "2024-78"));
        refusedNotOpen(freeze);
        perform(UnfreezeLot(AUTHORITY, id, 0, freeze, "2024-78"));
        bytes32 dispute = disputed(other, 0, FACE);
        refusedNotOpen(dispute);
        perform(UnfreezeLot(AUTHORITY, other, 0, dispute, "2024-78"));
    }

    /// The message of a direct call, called again, would open an order that was lifted.
    function test_RevertWhen_AnOrderComesAgain() public {
        FreezeLot memory a = freezeOf(id, 0, 0, FACE);
        Auth memory auth = under(7, 0);
        vm.prank(keyOf[AUTHORITY]);
        holds.freezeLot(a, auth);
        perform(UnfreezeLot(AUTHORITY, id, 0, hashOf(a, auth), "2024-78"));
        refusedField("nonce");
        vm.prank(keyOf[AUTHORITY]);
        holds.freezeLot(a, auth);

        auth = signed(keyOf[AUTHORITY], hashOf(a, under(71, deadline)), 71, deadline);
        holds.freezeLot(a, auth);
        refused(abi.encodeWithSelector(ICompanies.NonceSpent.selector, keyOf[AUTHORITY], uint64(71)));
        holds.freezeLot(a, auth);
    }

    function test_RevertWhen_NothingHoldsTheLot() public {
        refused(abi.encodeWithSelector(IHolds.NotHeld.selector));
        holds.thaw(id, 0);
        refused(abi.encodeWithSelector(IHolds.NotHeld.selector));
        holds.thaw(id, 5);
        pledged(pledgeOf(id, 0, FACE));
        refused(abi.encodeWithSelector(IHolds.NotHeld.selector));
        holds.thaw(id, 0);
        frozen(id, 0, FACE);
        refused(abi.encodeWithSelector(IHolds.NotHeld.selector));
        holds.thaw(aliasOf(id), 0);
    }

    /// What an order cut out has a record that its neighbours have not: they stay apart.
    function test_RevertWhen_AThawedPartIsMergedWithItsNeighbour() public {
        perform(freezeOf(id, 0, 0, 400));
        perform(UnfreezeLot(AUTHORITY, id, 0, lastHash, "2024-78"));
        refused(abi.encodeWithSelector(ILots.NotMergeable.selector));
        perform(Merge(ACME, id, 0, 400));
    }

    /*//////////////////////////////// SETTING ///////////////////////////////*/

    /// The company's first key calls next, itself.
    function called(uint32 company) private returns (Auth memory) {
        vm.prank(keyOf[company]);
        return direct();
    }

    function push() private {
        uint48[] memory list = new uint48[](2);
        list[1] = 400;
        settlements.push(id, list);
    }

    function refusedField(bytes32 field) private {
        refused(abi.encodeWithSelector(IHolds.BadField.selector, field));
    }

    function refusedNotOpen(bytes32 hold) private {
        refused(abi.encodeWithSelector(IHolds.NotOpen.selector, hold));
    }
}
