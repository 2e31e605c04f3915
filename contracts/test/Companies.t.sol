// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Auth} from "../src/interfaces/Auth.sol";
import {
    AcceptFrom,
    AdmitCompany,
    Company,
    ICompanies,
    NameVendor,
    Operator,
    Standing,
    SuspendCompany
} from "../src/interfaces/ICompanies.sol";
import {Split} from "../src/interfaces/ILots.sol";
import {ObligationId} from "../src/libraries/ObligationId.sol";
import {Network} from "./Network.sol";

contract CompaniesTest is Network {
    uint32 private constant DELTA = 44;
    uint48 private constant FACE = 1_000_000;

    function setUp() public override {
        super.setUp();
        keyOf[DELTA] = newKey("Delta");
    }

    /*///////////////////////////////// ADMIT ////////////////////////////////*/

    function test_Constructor_FoundsTheTwoDesks() public view {
        Company memory c = companies.companyOf(OPERATOR);
        assertEq(c.capacities, 16, "operator's desk");
        assertEq(c.status, 1, "active");
        assertEq(companies.companyOf(AUTHORITY).capacities, 8, "authority");
        assertEq(companies.operatorOf(keyOf[AUTHORITY]).company, AUTHORITY, "its key");
        (string memory name, string memory registration) = companies.nameOf(OPERATOR);
        assertEq(name, "Operator", "name");
        assertEq(registration, "OP-1", "registration");
    }

    function test_AdmitCompany_WithItsFirstKey() public eitherWay {
        AdmitCompany memory act =
            AdmitCompany(OPERATOR, DELTA, "Delta", "REG-44", 3, keyOf[DELTA], 5000, bytes32("documents"));
        vm.expectEmit(address(companies));
        emit ICompanies.OperatorSet(DELTA, keyOf[DELTA], 7, NO_LIMIT, NO_LIMIT, 0);
        vm.expectEmit(address(companies));
        emit ICompanies.Admitted(DELTA, keyOf[DELTA], "Delta", "REG-44", 3, 5000, "documents");
        perform(act);
        Company memory c = companies.companyOf(DELTA);
        assertEq(c.status, 1, "status");
        assertEq(c.capacities, 3, "capacities");
        assertEq(c.dualAbove, 5000, "threshold");
        assertEq(c.admins, 1, "admins");
        assertEq(c.since, DAY0, "since");
        Operator memory o = companies.operatorOf(keyOf[DELTA]);
        assertEq(o.company, DELTA, "the key's company");
        assertEq(o.roles, MAKER | CHECKER | ADMIN, "the key's roles");
        assertEq(companies.companyByRegistration("REG-44"), DELTA, "by registration");
    }

    function test_RevertWhen_NotTheDeskAdmits() public {
        AdmitCompany memory act = admission(DELTA, "Delta", 0);
        uint32[3] memory others = [AUTHORITY, BANK, CORE];
        for (uint256 i; i < others.length; ++i) {
            act.company = others[i];
            refused(abi.encodeWithSelector(ICompanies.LacksCapacity.selector, others[i], uint16(16)));
            perform(act);
        }
        act.company = OPERATOR;
        refused(abi.encodeWithSelector(ICompanies.NotOperator.selector, keyOf[CORE], OPERATOR));
        performAs(keyOf[CORE], act);
        address viewer = hire(OPERATOR, "viewer", 8);
        refused(abi.encodeWithSelector(ICompanies.LacksRole.selector, viewer, MAKER));
        performAs(viewer, act);
    }

    function test_RevertWhen_AnAdmissionsFieldIsOutOfRange() public {
        AdmitCompany memory act = admission(DELTA, "", 0);
        _refusesField(act, "name");
        act.name = string(new bytes(257));
        _refusesField(act, "name");
        act.name = "Delta";
        act.registration = "";
        _refusesField(act, "registration");
        act.registration = string(new bytes(65));
        _refusesField(act, "registration");
        act.registration = "REG-44";
        act.capacities = 16; // a second desk
        _refusesField(act, "capacities");
        act.capacities = 8; // a second authority
        _refusesField(act, "capacities");
    }

    function test_RevertWhen_TheIdIsTakenOrZero() public {
        AdmitCompany memory act = admission(DELTA, "Delta", 0);
        act.id = ACME;
        refused(abi.encodeWithSelector(ICompanies.CompanyExists.selector, ACME));
        perform(act);
        act.id = 0;
        refused(abi.encodeWithSelector(ICompanies.CompanyExists.selector, uint32(0)));
        perform(act);
    }

    function test_RevertWhen_TheRegistrationIsTaken() public {
        AdmitCompany memory act = admission(DELTA, "Delta", 0);
        act.registration = "REG-41";
        refused(abi.encodeWithSelector(ICompanies.RegistrationTaken.selector, ACME));
        perform(act);
    }

    function test_RevertWhen_TheFirstKeyIsTakenOrNone() public {
        AdmitCompany memory act = admission(DELTA, "Delta", 0);
        act.key = keyOf[ACME];
        refused(abi.encodeWithSelector(ICompanies.KeyTaken.selector, keyOf[ACME], ACME));
        perform(act);
        // The network's own contracts hold no key's place, Companies and the kernel included.
        address[9] memory none = [
            address(0),
            address(companies),
            address(lots),
            address(receivables),
            address(discounts),
            address(holds),
            address(circles),
            address(paymentRuns),
            address(rules)
        ];
        for (uint256 i; i < none.length; ++i) {
            act.key = none[i];
            refused(abi.encodeWithSelector(ICompanies.KeyTaken.selector, none[i], uint32(0)));
            perform(act);
        }
    }

    /// Nobody occupies another's key: the key itself signs for the company that it joins, for this message only.
    function test_RevertWhen_TheFirstKeyDidNotConsent() public {
        AdmitCompany memory act = admission(DELTA, "Delta", 0);
        bytes32 hash = hashOf(act, under(1000, deadline));
        Auth memory auth = signed(keyOf[OPERATOR], hash, 1000, deadline);
        bytes memory reason = abi.encodeWithSelector(ICompanies.BadSignature.selector, keyOf[DELTA]);
        refused(reason);
        companies.admitCompany(act, auth, "");
        bytes memory others = signatureOf(keyOf[ACME], hash);
        refused(reason);
        companies.admitCompany(act, auth, others);
        bytes memory earlier = signatureOf(keyOf[DELTA], hashOf(act, under(999, deadline)));
        refused(reason);
        companies.admitCompany(act, auth, earlier);
    }

    /// A direct call spends the message's nonce too, so that the key's consent serves once.
    function test_RevertWhen_AConsentServesTwice() public {
        AdmitCompany memory act = admission(DELTA, "Delta", 0);
        Auth memory auth = under(1000, deadline);
        bytes memory consent = signatureOf(keyOf[DELTA], hashOf(act, auth));
        vm.startPrank(keyOf[OPERATOR]);
        companies.admitCompany(act, auth, consent);
        refused(abi.encodeWithSelector(ICompanies.NonceSpent.selector, keyOf[OPERATOR], uint64(1000)));
        companies.admitCompany(act, auth, consent);
    }

    /*//////////////////////////////// SUSPEND ///////////////////////////////*/

    function test_SuspendCompany_AndBack() public eitherWay {
        vm.expectEmit(address(companies));
        emit ICompanies.Suspended(ACME, true, "unpaid fees");
        perform(SuspendCompany(OPERATOR, ACME, true, "unpaid fees"));
        assertEq(companies.companyOf(ACME).status, 2, "suspended by the desk");
        perform(SuspendCompany(OPERATOR, ACME, false, "paid"));
        assertEq(companies.companyOf(ACME).status, 1, "active");
        perform(SuspendCompany(AUTHORITY, ACME, true, "order 17"));
        assertEq(companies.companyOf(ACME).status, 3, "suspended by the authority");
        perform(SuspendCompany(AUTHORITY, ACME, false, "order 18"));
        assertEq(companies.companyOf(ACME).status, 1, "active");
    }

    /// The authority has the last word: it takes over what the desk suspended, and lifts it.
    function test_SuspendCompany_TheAuthorityTakesOver() public eitherWay {
        suspend(ACME);
        perform(SuspendCompany(AUTHORITY, ACME, true, "order 17"));
        assertEq(companies.companyOf(ACME).status, 3, "the authority's now");
        perform(SuspendCompany(AUTHORITY, ACME, false, "order 18"));
        suspend(ACME);
        perform(SuspendCompany(AUTHORITY, ACME, false, "unjustified"));
        assertEq(companies.companyOf(ACME).status, 1, "active");
    }

    /// What the authority suspended, the desk does not lift, nor make its own to lift it then.
    function test_RevertWhen_TheDeskLiftsTheAuthoritysSuspension() public {
        perform(SuspendCompany(AUTHORITY, ACME, true, "order 17"));
        bytes memory reason = abi.encodeWithSelector(ICompanies.LacksCapacity.selector, OPERATOR, uint16(8));
        refused(reason);
        perform(SuspendCompany(OPERATOR, ACME, false, "a favour"));
        refused(reason);
        perform(SuspendCompany(OPERATOR, ACME, true, "a favour"));
        refused(abi.encodeWithSelector(ICompanies.CompanySuspended.selector, ACME));
        perform(NameVendor(ACME, BOLT, "1"));
    }

    function test_RevertWhen_ASuspendedCompanyActs() public {
        ObligationId id = issued(ACME, FACE);
        suspend(ACME);
        bytes memory reason = abi.encodeWithSelector(ICompanies.CompanySuspended.selector, ACME);
        refused(reason);
        perform(Split(ACME, id, 0, 1));
        refused(reason);
        perform(AcceptFrom(ACME, BOLT, 0, 1, 2, 0, DAY0));
        refused(reason);
        perform(NameVendor(ACME, BOLT, "1"));
        refused(reason);
        companies.requireActive(ACME);
        refused(reason);
        companies.requireCapacity(ACME, 1);
    }

    function test_RevertWhen_NotADeskSuspends() public {
        refused(abi.encodeWithSelector(ICompanies.LacksCapacity.selector, BANK, uint16(24)));
        perform(SuspendCompany(BANK, ACME, true, ""));
        refused(abi.encodeWithSelector(ICompanies.UnknownCompany.selector, NOBODY));
        perform(SuspendCompany(OPERATOR, NOBODY, true, ""));
        bytes memory reason = abi.encodeWithSelector(ICompanies.BadField.selector, bytes32("id"));
        refused(reason);
        perform(SuspendCompany(AUTHORITY, OPERATOR, true, ""));
        refused(reason);
        perform(SuspendCompany(OPERATOR, AUTHORITY, true, ""));
    }

    /*////////////////////////// STANDING ACCEPTANCE /////////////////////////*/

    function test_AcceptFrom_IsKept() public eitherWay {
        vm.expectEmit(address(companies));
        emit ICompanies.StandingSet(BOLT, ACME, CORE, 10, 100, 3, DAY0 + 5);
        perform(AcceptFrom(BOLT, ACME, CORE, 10, 100, 3, DAY0 + 5));
        Standing memory s = companies.standingOf(BOLT, ACME, CORE);
        assertEq(s.min, 10, "min");
        assertEq(s.max, 100, "max");
        assertEq(s.perDay, 3, "a day");
        assertEq(s.until, DAY0 + 5, "until");
    }

    function test_AcceptFrom_BoundsByAmountAndDay() public {
        ObligationId id = issued(ACME, FACE);
        perform(AcceptFrom(BOLT, ACME, CORE, 10, 100, 0, DAY0 + 5));
        assertFalse(_sends(id, 9), "below the least");
        assertTrue(_sends(id, 10), "the least");
        assertTrue(_sends(id, 100), "the most");
        assertFalse(_sends(id, 101), "above the most");
        onDay(DAY0 + 5);
        assertTrue(_sends(id, 50), "the last day");
        onDay(DAY0 + 6);
        assertFalse(_sends(id, 50), "after the last day");
    }

    /// From 0.01 to the largest face there is.
    function test_AcceptFrom_AtTheEdgesOfAmounts() public {
        perform(AcceptFrom(BOLT, ACME, CORE, 1, 1e14, 0, DAY0));
        vm.startPrank(address(lots));
        assertTrue(companies.receives(BOLT, ACME, CORE, 1), "0.01");
        assertTrue(companies.receives(BOLT, ACME, CORE, 1e14), "the largest face");
        assertFalse(companies.receives(BOLT, ACME, CORE, 1e14 + 1), "above");
        assertFalse(companies.receives(BOLT, ACME, CORE, 0), "nothing");
    }

    function test_AcceptFrom_CountsTheDay() public {
        ObligationId id = issued(ACME, FACE);
        perform(AcceptFrom(BOLT, ACME, CORE, 1, 100, 2, DAY0 + 5));
        assertTrue(_sends(id, 1), "first");
        assertTrue(_sends(id, 1), "second");
        assertFalse(_sends(id, 1), "third");
        onDay(DAY0 + 1);
        assertTrue(_sends(id, 1), "the next day");
    }

    /// The acceptance of this obligor's debts first; where it does not fit, the one of any obligor's.
    function test_AcceptFrom_AnyObligor() public {
        ObligationId id = issued(ACME, FACE);
        perform(AcceptFrom(BOLT, ACME, 0, 1, 100, 1, DAY0 + 5));
        perform(AcceptFrom(BOLT, ACME, CORE, 1, 10, 1, DAY0 + 5));
        assertTrue(_sends(id, 5), "by the obligor's own");
        assertEq(companies.standingOf(BOLT, ACME, 0).used, 0, "the other is not used");
        assertTrue(_sends(id, 5), "by the one of any obligor");
        assertFalse(_sends(id, 5), "both used up");
    }

    function test_AcceptFrom_IsOfThatSenderAndObligorOnly() public {
        ObligationId id = issued(ACME, FACE);
        perform(AcceptFrom(BOLT, CIRRUS, CORE, 1, 100, 0, DAY0 + 5));
        perform(AcceptFrom(BOLT, ACME, BANK, 1, 100, 0, DAY0 + 5));
        perform(AcceptFrom(ACME, BOLT, CORE, 1, 100, 0, DAY0 + 5));
        assertFalse(_sends(id, 5), "another sender, another obligor, the other way");
        perform(AcceptFrom(BOLT, ACME, CORE, 1, 100, 0, DAY0 + 5));
        assertTrue(_sends(id, 5), "this one");
        perform(AcceptFrom(BOLT, ACME, CORE, 0, 0, 0, 0));
        assertFalse(_sends(id, 5), "ended");
    }

    function test_RevertWhen_AnAcceptancesFieldIsOutOfRange() public {
        bytes4 field = ICompanies.BadField.selector;
        refused(abi.encodeWithSelector(field, bytes32("sender")));
        perform(AcceptFrom(BOLT, BOLT, 0, 1, 2, 0, DAY0));
        refused(abi.encodeWithSelector(field, bytes32("max")));
        perform(AcceptFrom(BOLT, ACME, 0, 0, 0, 0, DAY0));
        refused(abi.encodeWithSelector(field, bytes32("max")));
        perform(AcceptFrom(BOLT, ACME, 0, 3, 2, 0, DAY0));
        refused(abi.encodeWithSelector(field, bytes32("until")));
        perform(AcceptFrom(BOLT, ACME, 0, 1, 2, 0, DAY0 - 1));
        bytes memory unknown = abi.encodeWithSelector(ICompanies.UnknownCompany.selector, NOBODY);
        refused(unknown);
        perform(AcceptFrom(BOLT, NOBODY, 0, 1, 2, 0, DAY0));
        refused(unknown);
        perform(AcceptFrom(BOLT, ACME, NOBODY, 1, 2, 0, DAY0));
    }

    /*//////////////////////////////// VENDORS ///////////////////////////////*/

    function test_NameVendor_InTheObligorsBooks() public eitherWay {
        vm.expectEmit(address(companies));
        emit ICompanies.VendorNamed(CORE, ACME, "0041-A");
        perform(NameVendor(CORE, ACME, "0041-A"));
        perform(NameVendor(CORE, ACME, "0041-A"));
        assertEq(companies.companyByVendor(CORE, "0041-A"), ACME, "vendor");
        assertEq(companies.companyByVendor(BANK, "0041-A"), 0, "in those books only");
    }

    /// Books change: a supplier goes, and its number is given to another.
    function test_NameVendor_AnotherSupplierOrNobody() public eitherWay {
        perform(NameVendor(CORE, ACME, "0041-A"));
        perform(NameVendor(BANK, CIRRUS, "0041-A"));
        perform(NameVendor(CORE, BOLT, "0041-A"));
        assertEq(companies.companyByVendor(CORE, "0041-A"), BOLT, "another");
        vm.expectEmit(address(companies));
        emit ICompanies.VendorNamed(CORE, 0, "0041-A");
        perform(NameVendor(CORE, 0, "0041-A"));
        assertEq(companies.companyByVendor(CORE, "0041-A"), 0, "nobody");
        assertEq(companies.companyByVendor(BANK, "0041-A"), CIRRUS, "other books are not touched");
    }

    function test_RevertWhen_TheVendorNumberIsBad() public {
        bytes memory reason = abi.encodeWithSelector(ICompanies.BadField.selector, bytes32("number"));
        refused(reason);
        perform(NameVendor(CORE, BOLT, ""));
        refused(reason);
        perform(NameVendor(CORE, BOLT, string(new bytes(65))));
        refused(abi.encodeWithSelector(ICompanies.UnknownCompany.selector, NOBODY));
        perform(NameVendor(CORE, NOBODY, "1"));
        refused(abi.encodeWithSelector(ICompanies.NotOperator.selector, keyOf[ACME], CORE));
        performAs(keyOf[ACME], NameVendor(CORE, ACME, "1")); // nobody writes another's books
    }

    /*//////////////////////////////// MODULES ///////////////////////////////*/

    function test_RevertWhen_NotAModuleAsks() public {
        address[3] memory strangers = [address(this), keyOf[OPERATOR], address(batch)];
        for (uint256 i; i < strangers.length; ++i) {
            bytes memory reason = abi.encodeWithSelector(ICompanies.NotModule.selector, strangers[i]);
            vm.startPrank(strangers[i]);
            refused(reason);
            companies.authorize(ACME, MAKER, 1, "hash", keyOf[ACME], direct());
            refused(reason);
            companies.authorizeTransfer(ACME, BOLT, CORE, 1, "hash", keyOf[ACME], direct());
            refused(reason);
            companies.receives(BOLT, ACME, CORE, 1);
            vm.stopPrank();
        }
    }

    /*//////////////////////////////// SETTING ///////////////////////////////*/

    /// @dev Whether BOLT takes `amount` of ACME's lot from 0 at once.
    function _sends(ObligationId id, uint48 amount) private returns (bool) {
        return perform(tail(ACME, id, 0, lots.lotOf(id, 0).end, amount, BOLT));
    }

    function _refusesField(AdmitCompany memory act, bytes32 field) private {
        refused(abi.encodeWithSelector(ICompanies.BadField.selector, field));
        perform(act);
    }
}
