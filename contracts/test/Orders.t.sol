// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Auth} from "../src/interfaces/Auth.sol";
import {
    CancelNonce,
    CancelSignature,
    ICompanies,
    RevokeOperator,
    RotateOperator,
    SetOperator,
    SetThreshold,
    SuspendKey
} from "../src/interfaces/ICompanies.sol";
import {Split, Transfer} from "../src/interfaces/ILots.sol";
import {ObligationId} from "../src/libraries/ObligationId.sol";
import {LifeActs} from "./LifeActs.sol";

/// @notice Keys that the authority stops by order. A stopped key does nothing, whatever its company does with it; the company and its
///         other keys go on. ACME holds 10,000.00 and has an admin, a clerk and a checker.
contract OrdersTest is LifeActs {
    uint48 private constant FACE = 1_000_000;

    ObligationId private id;
    address private admin;
    address private clerk;
    address private boss;

    function setUp() public override {
        super.setUp();
        id = issued(ACME, FACE);
        accepting(BOLT, ACME, CORE);
        admin = keyOf[ACME];
        clerk = hire(ACME, "clerk", MAKER);
        boss = hire(ACME, "boss", CHECKER);
    }

    /*///////////////////////////// STOPPED AND BACK ///////////////////////////*/

    function test_SuspendKey_AndBack() public eitherWay {
        vm.expectEmit(address(companies));
        emit ICompanies.KeySuspension(clerk, ACME, true, "2024-17");
        perform(SuspendKey(AUTHORITY, clerk, true, "2024-17"));
        assertEq(companies.operatorOf(clerk).roles, MAKER * 16, "out of reach");
        refused(abi.encodeWithSelector(ICompanies.KeySuspended.selector, clerk));
        performAs(clerk, Split(ACME, id, 0, 10));
        perform(Split(ACME, id, 0, 10)); // the admin's key is a maker's too
        vm.expectEmit(address(companies));
        emit ICompanies.KeySuspension(clerk, ACME, false, "2024-18");
        perform(SuspendKey(AUTHORITY, clerk, false, "2024-18"));
        assertEq(companies.operatorOf(clerk).roles, MAKER, "roles as before");
        performAs(clerk, Split(ACME, id, 0, 5));
    }

    /// Not as first, not as second, not to cancel, not to give itself another key; and signed before the order is as good as after.
    function test_RevertWhen_AStoppedKeyActs() public {
        perform(SetThreshold(ACME, 1));
        Transfer memory t = tail(ACME, id, 0, FACE, 100, BOLT);
        bytes32 hash = hashOf(t, under(900, deadline));
        Auth memory auth = signed(clerk, hash, 900, deadline);
        auth.second = abi.encodePacked(boss, signatureOf(boss, hash));
        _stop(boss);
        bytes memory reason = abi.encodeWithSelector(ICompanies.KeySuspended.selector, boss);
        refused(reason);
        lots.transfer(t, auth);
        refused(reason);
        performAs(boss, CancelNonce(ACME, 1));
        refused(reason);
        performAs(boss, CancelSignature(ACME, digestOf(hash)));
        address key = newKey("another");
        refused(reason);
        performAs(boss, RotateOperator(ACME, boss, key));
        _stop(clerk);
        refused(abi.encodeWithSelector(ICompanies.KeySuspended.selector, clerk));
        lots.transfer(t, auth);
        _lift(clerk);
        _lift(boss);
        lots.transfer(t, auth); // nothing was spent
        assertLot(id, FACE - 100, FACE, BOLT, HELD);
    }

    /// The company may change what the key may do; that holds from the end of the order on.
    function test_SetOperator_DoesNotLiftAnOrder() public eitherWay {
        _stop(clerk);
        vm.expectEmit(address(companies));
        emit ICompanies.OperatorSet(ACME, clerk, CHECKER, 7, 8, 0);
        perform(SetOperator(ACME, clerk, CHECKER, 7, 8, 0));
        assertEq(companies.operatorOf(clerk).roles, CHECKER * 16, "out of reach");
        _lift(clerk);
        assertEq(companies.operatorOf(clerk).roles, CHECKER, "its new roles");
        assertEq(companies.operatorOf(clerk).limit, 7, "its new limit");
    }

    /// An order outlives revoking the key and taking it back, in this company or another.
    function test_RevokeOperator_DoesNotLiftAnOrder() public eitherWay {
        _stop(clerk);
        perform(RevokeOperator(ACME, clerk));
        assertEq(companies.operatorOf(clerk).roles, 0, "revoked");
        perform(SetOperator(BOLT, clerk, MAKER, 1, 1, 0));
        assertEq(companies.operatorOf(clerk).company, BOLT, "another company's");
        refused(abi.encodeWithSelector(ICompanies.KeySuspended.selector, clerk));
        performAs(clerk, CancelNonce(BOLT, 1));
        perform(RevokeOperator(BOLT, clerk));
        _lift(clerk); // while it is nobody's
        assertEq(companies.operatorOf(clerk).roles, 0, "still revoked");
        perform(SetOperator(ACME, clerk, MAKER, 1, 1, 0));
        performAs(clerk, CancelNonce(ACME, 1));
    }

    /// A new company's first key is stopped where an order says so.
    function test_AdmitCompany_DoesNotLiftAnOrder() public {
        _stop(clerk);
        perform(RevokeOperator(ACME, clerk));
        keyOf[44] = clerk;
        perform(admission(44, "Delta", 0));
        refused(abi.encodeWithSelector(ICompanies.KeySuspended.selector, clerk));
        perform(SetThreshold(44, 1));
    }

    /// An admin replaces a stopped key as it could name anybody; the order is about the key alone. Nor does a stopped key succeed.
    function test_RotateOperator_ReplacesAStoppedKey() public eitherWay {
        _stop(clerk);
        address successor = newKey("successor");
        perform(RotateOperator(ACME, clerk, successor));
        assertEq(companies.operatorOf(successor).roles, MAKER, "acts");
        assertEq(companies.operatorOf(clerk).roles, 0, "the old key");
        performAs(successor, Split(ACME, id, 0, 10));
        performAs(successor, RotateOperator(ACME, successor, clerk));
        assertEq(companies.operatorOf(clerk).roles, MAKER * 16, "stopped still");
    }

    /*////////////////////////////////// ADMINS ////////////////////////////////*/

    /// Where two admins decide together, an order against one does not leave the other to decide alone.
    function test_Attack_AnOrderMakesOneAdminOfTwo() public {
        address second = hire(ACME, "second admin", ADMIN);
        perform(SetThreshold(ACME, 1));
        _stop(second);
        bytes memory reason = abi.encodeWithSelector(ICompanies.SecondNeeded.selector, ACME, uint48(1));
        refused(reason);
        perform(SetThreshold(ACME, NO_LIMIT));
        refused(reason);
        perform(RevokeOperator(ACME, second));
        address third = newKey("third");
        refused(reason);
        perform(RotateOperator(ACME, second, third));
        checker = second;
        refused(abi.encodeWithSelector(ICompanies.KeySuspended.selector, second));
        perform(SetThreshold(ACME, NO_LIMIT));
        checker = address(0);
        _lift(second);
        checker = second;
        perform(SetThreshold(ACME, NO_LIMIT));
    }

    /// The number of admins is right through every order of stopping, changing, rotating and revoking.
    function test_SuspendKey_KeepsTheNumberOfAdmins() public {
        address second = hire(ACME, "second admin", ADMIN);
        _stop(second);
        assertEq(companies.companyOf(ACME).admins, 2, "stopped");
        perform(SetOperator(ACME, second, ADMIN | MAKER, 1, 1, 0));
        assertEq(companies.companyOf(ACME).admins, 2, "changed");
        perform(SetOperator(ACME, second, MAKER, 1, 1, 0));
        assertEq(companies.companyOf(ACME).admins, 1, "no admin");
        perform(SetOperator(ACME, second, ADMIN, 1, 1, 0));
        assertEq(companies.companyOf(ACME).admins, 2, "an admin");
        address third = newKey("third");
        perform(RotateOperator(ACME, second, third));
        assertEq(companies.companyOf(ACME).admins, 2, "rotated");
        perform(RevokeOperator(ACME, third));
        assertEq(companies.companyOf(ACME).admins, 1, "revoked");
        _lift(second);
        assertEq(companies.companyOf(ACME).admins, 1, "lifted");
    }

    /*///////////////////////////////// REFUSALS ///////////////////////////////*/

    function test_RevertWhen_NotTheAuthorityOrders() public {
        uint32[3] memory others = [OPERATOR, BANK, BOLT];
        for (uint256 i; i < others.length; ++i) {
            refused(abi.encodeWithSelector(ICompanies.LacksCapacity.selector, others[i], uint16(8)));
            perform(SuspendKey(others[i], clerk, true, "2024-17"));
        }
        refused(abi.encodeWithSelector(ICompanies.NotOperator.selector, keyOf[OPERATOR], AUTHORITY));
        performAs(keyOf[OPERATOR], SuspendKey(AUTHORITY, clerk, true, "2024-17"));
        address viewer = hire(AUTHORITY, "viewer", 8);
        refused(abi.encodeWithSelector(ICompanies.LacksRole.selector, viewer, MAKER));
        performAs(viewer, SuspendKey(AUTHORITY, clerk, true, "2024-17"));
        _stop(clerk);
        refused(abi.encodeWithSelector(ICompanies.LacksCapacity.selector, OPERATOR, uint16(8)));
        perform(SuspendKey(OPERATOR, clerk, false, "a favour"));
    }

    function test_RevertWhen_AnOrdersFieldIsOutOfRange() public {
        bytes4 field = ICompanies.BadField.selector;
        refused(abi.encodeWithSelector(field, bytes32("order")));
        perform(SuspendKey(AUTHORITY, clerk, true, ""));
        refused(abi.encodeWithSelector(field, bytes32("order")));
        perform(SuspendKey(AUTHORITY, clerk, true, string(new bytes(65))));
        refused(abi.encodeWithSelector(field, bytes32("suspended")));
        perform(SuspendKey(AUTHORITY, clerk, false, "2024-17"));
        perform(SuspendKey(AUTHORITY, clerk, true, string(new bytes(64))));
        refused(abi.encodeWithSelector(field, bytes32("suspended"))); // a second order would be lifted with the first
        perform(SuspendKey(AUTHORITY, clerk, true, "2024-18"));
        address stranger = newKey("stranger");
        refused(abi.encodeWithSelector(ICompanies.NotOperator.selector, stranger, uint32(0)));
        perform(SuspendKey(AUTHORITY, stranger, true, "2024-17"));
    }

    /// The desks watch each other: neither can be shut out, be it key by key.
    function test_RevertWhen_TheKeyIsADesks() public {
        address hired = hire(OPERATOR, "clerk of the desk", MAKER);
        address[3] memory keys = [keyOf[OPERATOR], keyOf[AUTHORITY], hired];
        for (uint256 i; i < keys.length; ++i) {
            refused(abi.encodeWithSelector(ICompanies.BadField.selector, bytes32("key")));
            perform(SuspendKey(AUTHORITY, keys[i], true, "2024-17"));
        }
    }

    /*/////////////////////// A SIGNATURE TAKEN BACK ///////////////////////////*/

    /// The checker has second thoughts: no pair with its signature counts, whoever makes. Another checker may still sign.
    function test_CancelSignature_OfASecond() public eitherWay {
        perform(SetThreshold(ACME, 1));
        Transfer memory t = tail(ACME, id, 0, FACE, 100, BOLT);
        bytes32 hash = hashOf(t, under(900, deadline));
        vm.expectEmit(address(companies));
        emit ICompanies.SignatureCancelled(boss, digestOf(hash));
        performAs(boss, CancelSignature(ACME, digestOf(hash)));

        bytes memory reason = abi.encodeWithSelector(ICompanies.SignatureVoid.selector, boss, digestOf(hash));
        Auth memory auth = signed(clerk, hash, 900, deadline);
        auth.second = abi.encodePacked(boss, signatureOf(boss, hash));
        refused(reason);
        lots.transfer(t, auth);
        Auth memory called = under(900, deadline);
        called.second = auth.second;
        refused(reason);
        vm.prank(clerk);
        lots.transfer(t, called);
        assertFalse(isSpent(clerk, 900), "nothing is spent");

        auth.second = abi.encodePacked(admin, signatureOf(admin, hash));
        lots.transfer(t, auth);
        assertLot(id, FACE - 100, FACE, BOLT, HELD);
        performAs(boss, CancelSignature(ACME, digestOf(hash))); // too late, and without effect
        assertLot(id, FACE - 100, FACE, BOLT, HELD);
    }

    /// The same for a draft; and of one message only.
    function test_RevertWhen_TheSecondTookItsSignatureBack() public {
        uint64 draft = 1 << 63;
        Split memory s = Split(ACME, id, 0, 10);
        bytes32 hash = hashOf(s, under(draft, deadline));
        Auth memory auth = signed(clerk, hash, draft, deadline);
        auth.second = abi.encodePacked(boss, signatureOf(boss, hash));
        performAs(boss, CancelSignature(ACME, digestOf(hash)));
        refused(abi.encodeWithSelector(ICompanies.SignatureVoid.selector, boss, digestOf(hash)));
        lots.split(s, auth);
        hash = hashOf(s, under(draft + 1, deadline));
        auth = signed(clerk, hash, draft + 1, deadline);
        auth.second = abi.encodePacked(boss, signatureOf(boss, hash));
        lots.split(s, auth);
        assertLot(id, 0, 10, ACME, HELD);
    }

    /// A suspended company's operators may take back, as they may cancel.
    function test_CancelSignature_ThoughSuspended() public eitherWay {
        suspend(ACME);
        performAs(boss, CancelSignature(ACME, "digest"));
    }

    /// Who sees a checker's signature on its way cancels it: it cancels its own, and nobody else's.
    function test_Attack_AStrangerCancelsACheckersSignature() public {
        perform(SetThreshold(ACME, 1));
        Transfer memory t = tail(ACME, id, 0, FACE, 100, BOLT);
        bytes32 hash = hashOf(t, under(900, deadline));
        perform(CancelSignature(BOLT, digestOf(hash)));
        refused(abi.encodeWithSelector(ICompanies.NotOperator.selector, keyOf[BOLT], ACME));
        performAs(keyOf[BOLT], CancelSignature(ACME, digestOf(hash)));
        performAs(clerk, CancelSignature(ACME, digestOf(hash))); // of its own as second, which is none
        Auth memory auth = signed(clerk, hash, 900, deadline);
        auth.second = abi.encodePacked(boss, signatureOf(boss, hash));
        lots.transfer(t, auth);
        assertLot(id, FACE - 100, FACE, BOLT, HELD);
    }

    /*///////////////////////////////// SETTING ////////////////////////////////*/

    function _stop(address key) private {
        perform(SuspendKey(AUTHORITY, key, true, "2024-17"));
    }

    function _lift(address key) private {
        perform(SuspendKey(AUTHORITY, key, false, "2024-18"));
    }
}
