// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Auth} from "../src/interfaces/Auth.sol";
import {
    ICompanies,
    Operator,
    RevokeOperator,
    RotateOperator,
    SetOperator,
    SetThreshold
} from "../src/interfaces/ICompanies.sol";
import {Split, Transfer} from "../src/interfaces/ILots.sol";
import {ObligationId} from "../src/libraries/ObligationId.sol";
import {Network} from "./Network.sol";

/// @notice Who may do an act: roles, limits, thresholds, signatures, nonces. ACME holds 10,000.00; BOLT takes what it sends.
contract OperatorsTest is Network {
    uint48 private constant FACE = 1_000_000;

    ObligationId private id;
    address private admin;
    address private clerk;

    function setUp() public override {
        super.setUp();
        id = issued(ACME, FACE);
        accepting(BOLT, ACME, CORE);
        admin = keyOf[ACME];
        clerk = hire(ACME, "clerk", MAKER);
    }

    /*////////////////////////////////// KEYS ////////////////////////////////*/

    function test_SetOperator_AddsAndChanges() public eitherWay {
        address key = newKey("new");
        vm.expectEmit(address(companies));
        emit ICompanies.OperatorSet(ACME, key, CHECKER, 100, 1000, DAY0 + 9);
        perform(SetOperator(ACME, key, CHECKER, 100, 1000, DAY0 + 9));
        Operator memory o = companies.operatorOf(key);
        assertEq(o.company, ACME, "company");
        assertEq(o.roles, CHECKER, "roles");
        assertEq(o.limit, 100, "limit");
        assertEq(o.daily, 1000, "a day");
        assertEq(o.until, DAY0 + 9, "until");
        perform(SetOperator(ACME, key, ADMIN, 0, 0, 0));
        assertEq(companies.operatorOf(key).roles, ADMIN, "changed");
        assertEq(companies.companyOf(ACME).admins, 2, "admins");
    }

    function test_RevokeOperator_EndsAKey() public eitherWay {
        vm.expectEmit(address(companies));
        emit ICompanies.OperatorRevoked(ACME, clerk);
        perform(RevokeOperator(ACME, clerk));
        refused(abi.encodeWithSelector(ICompanies.NotOperator.selector, clerk, ACME));
        performAs(clerk, Split(ACME, id, 0, 1));
        perform(SetOperator(ACME, clerk, MAKER, NO_LIMIT, NO_LIMIT, 0));
        performAs(clerk, Split(ACME, id, 0, 1));
    }

    /// A revoked key may join another company, if it signs for it.
    function test_RevokeOperator_FreesTheKey() public {
        perform(RevokeOperator(ACME, clerk));
        perform(SetOperator(BOLT, clerk, MAKER, NO_LIMIT, NO_LIMIT, 0));
        assertEq(companies.operatorOf(clerk).company, BOLT, "company");
    }

    function test_RotateOperator_KeepsRolesAndLimits() public eitherWay {
        address old = hire(ACME, "old", MAKER | ADMIN, 500, 900);
        performAs(old, tail(ACME, id, 0, FACE, 500, BOLT));
        address replacement = newKey("replacement");
        vm.expectEmit(address(companies));
        emit ICompanies.OperatorRevoked(ACME, old);
        vm.expectEmit(address(companies));
        emit ICompanies.OperatorSet(ACME, replacement, MAKER | ADMIN, 500, 900, 0);
        perform(RotateOperator(ACME, old, replacement));
        assertEq(companies.companyOf(ACME).admins, 2, "admins");
        refused(abi.encodeWithSelector(ICompanies.NotOperator.selector, old, ACME));
        performAs(old, Split(ACME, id, 0, 1));
        refused(abi.encodeWithSelector(ICompanies.AboveDailyLimit.selector, replacement, uint48(400)));
        performAs(replacement, tail(ACME, id, 0, FACE - 500, 401, BOLT));
        performAs(replacement, tail(ACME, id, 0, FACE - 500, 400, BOLT));
    }

    /// Any key may replace itself, in a suspended company too: a leak does not wait.
    function test_RotateOperator_ByTheKeyItself() public eitherWay {
        suspend(ACME);
        address replacement = newKey("replacement");
        performAs(clerk, RotateOperator(ACME, clerk, replacement));
        assertEq(companies.operatorOf(replacement).roles, MAKER, "roles");
        assertEq(companies.operatorOf(clerk).roles, 0, "the old key");
    }

    function test_SetThreshold_IsKept() public eitherWay {
        vm.expectEmit(address(companies));
        emit ICompanies.ThresholdSet(ACME, 1000);
        perform(SetThreshold(ACME, 1000));
        assertEq(companies.companyOf(ACME).dualAbove, 1000, "threshold");
    }

    function test_RevertWhen_NotAnAdminManages() public {
        bytes memory reason = abi.encodeWithSelector(ICompanies.LacksRole.selector, clerk, ADMIN);
        address key = newKey("new");
        refused(reason);
        performAs(clerk, SetOperator(ACME, key, MAKER, 1, 1, 0));
        refused(reason);
        performAs(clerk, RevokeOperator(ACME, admin));
        refused(reason);
        performAs(clerk, SetThreshold(ACME, 1));
        refused(reason);
        performAs(clerk, RotateOperator(ACME, admin, key));
        refused(abi.encodeWithSelector(ICompanies.NotOperator.selector, keyOf[OPERATOR], ACME));
        performAs(keyOf[OPERATOR], RevokeOperator(ACME, clerk));
    }

    function test_RevertWhen_AKeyLacksTheRole() public {
        address checker_ = hire(ACME, "checker", CHECKER);
        address viewer = hire(ACME, "viewer", 8);
        address manager = hire(ACME, "manager", ADMIN);
        address[3] memory keys = [checker_, viewer, manager];
        for (uint256 i; i < keys.length; ++i) {
            refused(abi.encodeWithSelector(ICompanies.LacksRole.selector, keys[i], MAKER));
            performAs(keys[i], tail(ACME, id, 0, FACE, 1, BOLT));
        }
    }

    function test_RevertWhen_TheKeyIsAnothersOrNoOnes() public {
        refused(abi.encodeWithSelector(ICompanies.NotOperator.selector, keyOf[BOLT], ACME));
        performAs(keyOf[BOLT], tail(ACME, id, 0, FACE, 1, BOLT));
        address stranger = newKey("stranger");
        refused(abi.encodeWithSelector(ICompanies.NotOperator.selector, stranger, ACME));
        performAs(stranger, tail(ACME, id, 0, FACE, 1, BOLT));
        refused(abi.encodeWithSelector(ICompanies.NotOperator.selector, keyOf[BOLT], ACME));
        perform(RevokeOperator(ACME, keyOf[BOLT]));
    }

    function test_RevertWhen_AnOperatorsFieldIsOutOfRange() public {
        bytes memory roles = abi.encodeWithSelector(ICompanies.BadField.selector, bytes32("roles"));
        refused(roles);
        perform(SetOperator(ACME, clerk, 0, 1, 1, 0));
        refused(roles);
        perform(SetOperator(ACME, clerk, 16, 1, 1, 0));
        bytes memory until = abi.encodeWithSelector(ICompanies.BadField.selector, bytes32("until"));
        refused(until);
        perform(SetOperator(ACME, clerk, MAKER, 1, 1, DAY0 - 1));
        refused(until); // an admin's key does not end by the calendar
        perform(SetOperator(ACME, clerk, ADMIN, 1, 1, DAY0 + 1));
    }

    function test_RevertWhen_TheKeyIsTaken() public {
        bytes memory reason = abi.encodeWithSelector(ICompanies.KeyTaken.selector, keyOf[BOLT], BOLT);
        refused(reason);
        perform(SetOperator(ACME, keyOf[BOLT], MAKER, 1, 1, 0));
        refused(reason);
        perform(RotateOperator(ACME, clerk, keyOf[BOLT]));
        refused(abi.encodeWithSelector(ICompanies.KeyTaken.selector, address(lots), uint32(0)));
        perform(SetOperator(ACME, address(lots), MAKER, 1, 1, 0));
        refused(abi.encodeWithSelector(ICompanies.KeyTaken.selector, clerk, ACME));
        perform(RotateOperator(ACME, clerk, clerk));
    }

    function test_RevertWhen_ANewKeyDidNotConsent() public {
        address key = makeAddress("new");
        bytes memory reason = abi.encodeWithSelector(ICompanies.BadSignature.selector, key);
        refused(reason);
        perform(SetOperator(ACME, key, MAKER, 1, 1, 0));
        refused(reason);
        perform(RotateOperator(ACME, clerk, key));
    }

    function test_RevertWhen_TheLastAdminGoes() public {
        bytes memory reason = abi.encodeWithSelector(ICompanies.LastAdmin.selector, ACME);
        refused(reason);
        perform(RevokeOperator(ACME, admin));
        refused(reason);
        perform(SetOperator(ACME, admin, MAKER, 1, 1, 0));
        hire(ACME, "second admin", ADMIN);
        perform(RevokeOperator(ACME, admin));
        assertEq(companies.companyOf(ACME).admins, 1, "admins");
    }

    /*///////////////////////////////// LIMITS ///////////////////////////////*/

    function test_Limit_OfAnAct() public {
        address limited = hire(ACME, "limited", MAKER, 100, NO_LIMIT);
        performAs(limited, tail(ACME, id, 0, FACE, 100, BOLT));
        refused(abi.encodeWithSelector(ICompanies.AboveLimit.selector, limited, uint48(100)));
        performAs(limited, tail(ACME, id, 0, FACE - 100, 101, BOLT));
    }

    function test_RevertWhen_AboveTheLimit_Signed() public {
        bySignature = true;
        test_Limit_OfAnAct();
    }

    function test_Limit_OfADay() public {
        address limited = hire(ACME, "limited", MAKER, NO_LIMIT, 100);
        performAs(limited, tail(ACME, id, 0, FACE, 60, BOLT));
        refused(abi.encodeWithSelector(ICompanies.AboveDailyLimit.selector, limited, uint48(40)));
        performAs(limited, tail(ACME, id, 0, FACE - 60, 41, BOLT));
        performAs(limited, tail(ACME, id, 0, FACE - 60, 40, BOLT));
        refused(abi.encodeWithSelector(ICompanies.AboveDailyLimit.selector, limited, uint48(0)));
        performAs(limited, tail(ACME, id, 0, FACE - 100, 1, BOLT));
        performAs(limited, Split(ACME, id, 0, 500)); // commits no amount
        onDay(DAY0 + 1);
        performAs(limited, tail(ACME, id, 0, 500, 100, BOLT));
        perform(SetOperator(ACME, limited, MAKER, NO_LIMIT, 50, 0));
        refused(abi.encodeWithSelector(ICompanies.AboveDailyLimit.selector, limited, uint48(0)));
        performAs(limited, tail(ACME, id, 0, 400, 1, BOLT));
    }

    function test_RevertWhen_TheKeysLastDayIsOver() public {
        address temp = newKey("temp");
        perform(SetOperator(ACME, temp, MAKER, NO_LIMIT, NO_LIMIT, DAY0 + 1));
        onDay(DAY0 + 1);
        performAs(temp, Split(ACME, id, 0, 10));
        onDay(DAY0 + 2);
        refused(abi.encodeWithSelector(ICompanies.KeyExpired.selector, temp, DAY0 + 1));
        performAs(temp, Split(ACME, id, 0, 5));
    }

    /*////////////////////////////// TWO OPERATORS ///////////////////////////*/

    function test_Second_SignsAboveTheThreshold() public eitherWay {
        _threshold(1000);
        performAs(clerk, tail(ACME, id, 0, FACE, 1000, BOLT)); // up to it one is enough
        checker = hire(ACME, "checker", CHECKER);
        performAs(clerk, tail(ACME, id, 0, FACE - 1000, 1001, BOLT));
        assertLot(id, FACE - 2001, FACE - 1000, BOLT, HELD);
    }

    function test_RevertWhen_TheSecondIsMissing() public {
        _threshold(1000);
        bytes memory reason = abi.encodeWithSelector(ICompanies.SecondNeeded.selector, ACME, uint48(1000));
        Transfer memory t = tail(ACME, id, 0, FACE, 1001, BOLT);
        refused(reason);
        performAs(clerk, t);
        bySignature = true;
        refused(reason);
        performAs(clerk, t);
        Auth memory auth = signed(clerk, hashOf(t, under(900, deadline)), 900, deadline);
        auth.second = "short";
        refused(reason);
        lots.transfer(t, auth);
    }

    /// Whatever one person signs, it is one person.
    function test_RevertWhen_MakerAndCheckerAreTheSame() public {
        _threshold(1000);
        checker = admin;
        bytes memory reason = abi.encodeWithSelector(ICompanies.SameOperator.selector, admin);
        refused(reason);
        performAs(admin, tail(ACME, id, 0, FACE, 1001, BOLT));
        bySignature = true;
        refused(reason);
        performAs(admin, tail(ACME, id, 0, FACE, 1001, BOLT));
    }

    function test_RevertWhen_TheSecondMayNot() public {
        _threshold(1000);
        Transfer memory t = tail(ACME, id, 0, FACE, 1001, BOLT);
        address other = hire(ACME, "other clerk", MAKER);
        checker = other;
        refused(abi.encodeWithSelector(ICompanies.LacksRole.selector, other, CHECKER));
        performAs(clerk, t);
        checker = keyOf[BOLT];
        refused(abi.encodeWithSelector(ICompanies.NotOperator.selector, keyOf[BOLT], ACME));
        performAs(clerk, t);
        checker = address(0);
        address limited = hire(ACME, "limited checker", CHECKER, 1000, NO_LIMIT);
        checker = limited;
        refused(abi.encodeWithSelector(ICompanies.AboveLimit.selector, limited, uint48(1000)));
        performAs(clerk, t);
    }

    function test_RevertWhen_TheSecondSignedSomethingElse() public {
        _threshold(1000);
        address key = hire(ACME, "checker", CHECKER);
        Transfer memory t = tail(ACME, id, 0, FACE, 1001, BOLT);
        Transfer memory shown = tail(ACME, id, 0, FACE, 1001, CIRRUS);
        Auth memory auth = signed(clerk, hashOf(t, under(900, deadline)), 900, deadline);
        auth.second = abi.encodePacked(key, signatureOf(key, hashOf(shown, under(900, deadline))));
        refused(abi.encodeWithSelector(ICompanies.BadSignature.selector, key));
        lots.transfer(t, auth);
    }

    /// The second's signature on a direct call is one over a message, and a message is used once.
    function test_RevertWhen_ASecondServesTwice() public {
        _threshold(1000);
        address key = hire(ACME, "checker", CHECKER);
        Transfer memory t = tail(ACME, id, 0, FACE, 2000, BOLT);
        Auth memory auth = under(900, deadline);
        auth.second = abi.encodePacked(key, signatureOf(key, hashOf(t, auth)));
        vm.startPrank(clerk);
        lots.transfer(t, auth);
        refused(abi.encodeWithSelector(ICompanies.NonceSpent.selector, clerk, uint64(900)));
        lots.transfer(tail(ACME, id, 0, FACE - 2000, 2000, BOLT), auth);
        onDay(DAY0 + 1);
        auth.nonce = 901;
        auth.deadline = uint40(block.timestamp - 1);
        refused(abi.encodeWithSelector(ICompanies.DeadlinePassed.selector, auth.deadline));
        lots.transfer(tail(ACME, id, 0, FACE - 2000, 2000, BOLT), auth);
    }

    /// With a threshold and two admins, two admins manage: else one could appoint both signers of a payment.
    function test_RevertWhen_OneOfTwoAdminsManagesAlone() public {
        address second = hire(ACME, "second admin", ADMIN);
        _threshold(1000);
        address key = newKey("new");
        bytes memory reason = abi.encodeWithSelector(ICompanies.SecondNeeded.selector, ACME, uint48(1000));
        refused(reason);
        perform(SetOperator(ACME, key, MAKER, 1, 1, 0));
        refused(reason);
        perform(RevokeOperator(ACME, clerk));
        refused(reason);
        perform(RotateOperator(ACME, clerk, key));
        refused(reason);
        perform(SetThreshold(ACME, NO_LIMIT));
        checker = clerk;
        refused(abi.encodeWithSelector(ICompanies.LacksRole.selector, clerk, ADMIN));
        perform(SetThreshold(ACME, NO_LIMIT));
        checker = second;
        perform(SetOperator(ACME, key, MAKER, 1, 1, 0));
        perform(SetThreshold(ACME, NO_LIMIT));
        checker = address(0);
        perform(RevokeOperator(ACME, key));
    }

    /*//////////////////////////////// SETTING ///////////////////////////////*/

    function _threshold(uint48 dualAbove) private {
        perform(SetThreshold(ACME, dualAbove));
    }
}
