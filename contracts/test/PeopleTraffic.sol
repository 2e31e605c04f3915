// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {
    AgreeRecovery,
    CancelNonce,
    CancelSignature,
    NameVendor,
    ObjectRecovery,
    ProposeRecovery,
    RevokeOperator,
    RotateOperator,
    SetThreshold,
    SuspendCompany,
    SuspendKey
} from "../src/interfaces/ICompanies.sol";
import {TransferCash} from "../src/interfaces/ICash.sol";
import {InviteMember, JoinCircle, LeaveCircle} from "../src/interfaces/ICircles.sol";
import {DefineRule, NameRuleSet} from "../src/interfaces/IRules.sol";
import {MoneyTraffic} from "./MoneyTraffic.sol";

/// @title  Companies, their keys, circles, and the rules to come
/// @notice Each leaves its company able to act, so that traffic goes on.
abstract contract PeopleTraffic is MoneyTraffic {
    uint256 internal constant PEOPLE_KINDS = 12;

    function _ofPeople(uint256 kind, uint256 seed) internal {
        if (kind == 0) _admit(seed);
        else if (kind == 1) _suspend(seed);
        else if (kind == 2) _keys(seed);
        else if (kind == 3) _rotate(seed);
        else if (kind == 4) _twoMustSign(seed);
        else if (kind == 5) perform(NameVendor(CORE, _supplier(seed), vm.toString(seed % 9)));
        else if (kind == 6) perform(CancelNonce(_company(seed), type(uint64).max / 2 - ++serial));
        else if (kind == 7) perform(CancelSignature(_company(seed), bytes32(seed)));
        else if (kind == 8) _stopAKey(seed);
        else if (kind == 9) _recover(seed);
        else if (kind == 10) _circle(seed);
        else _ruleSet(seed);
    }

    function _admit(uint256 seed) private {
        uint32 id = 1000 + uint32(++serial);
        admit(id, string.concat("Company ", vm.toString(uint256(id))), uint16(seed % 8));
    }

    /// By either desk; the other cannot lift what the authority ordered.
    function _suspend(uint256 seed) private {
        uint32 desk = seed % 2 == 0 ? OPERATOR : AUTHORITY;
        perform(SuspendCompany(desk, _company(seed >> 1), true, "overdue"));
        perform(SuspendCompany(desk, _company(seed >> 1), false, "paid"));
    }

    function _keys(uint256 seed) private {
        uint32 company = _company(seed);
        address key = hire(company, vm.toString(++serial), uint8(1 + seed % 15), 1e6, 1e7);
        if (seed >> 8 & 1 == 0) perform(RevokeOperator(company, key));
    }

    function _rotate(uint256 seed) private {
        uint32 company = _company(seed);
        address next = newKey(string.concat("next ", vm.toString(++serial)));
        perform(RotateOperator(company, keyOf[company], next));
        keyOf[company] = next;
    }

    /// Above a threshold that is set for the while, one key alone can do nothing; nor can one of two admins.
    function _twoMustSign(uint256 seed) private {
        uint32 company = _company(seed);
        deposit(BANK, company, 100);
        address second = hire(company, vm.toString(++serial), CHECKER | ADMIN);
        perform(SetThreshold(company, 10));
        checker = second;
        perform(TransferCash(company, BANK, CNY, company == CORE ? ACME : CORE, 11, "two"));
        perform(SetThreshold(company, NO_LIMIT));
        checker = address(0);
        perform(RevokeOperator(company, second));
    }

    function _stopAKey(uint256 seed) private {
        address key = hire(_company(seed), vm.toString(++serial), MAKER);
        perform(SuspendKey(AUTHORITY, key, true, "K-1"));
        if (seed >> 9 & 1 == 0) perform(SuspendKey(AUTHORITY, key, false, "K-2"));
    }

    /// A company that lost its keys gets a new one in public; or one of its admins objects.
    function _recover(uint256 seed) private {
        uint32 lost = _company(seed);
        address key = newKey(string.concat("found ", vm.toString(++serial)));
        bytes32 proposal = perform(ProposeRecovery(OPERATOR, lost, key, "documents"));
        perform(AgreeRecovery(AUTHORITY, lost, proposal));
        if (seed >> 9 & 1 == 0) {
            perform(ObjectRecovery(lost, proposal));
            return;
        }
        onDay(today() + 31);
        companies.recover(lost);
        keyOf[lost] = key;
        require(companies.companyOf(lost).admins == 1, "one admin");
        keyOf[lost] = hire(lost, string.concat("all ", vm.toString(++serial)), MAKER | CHECKER | ADMIN);
    }

    function _circle(uint256 seed) private {
        uint32 member = _supplier(seed);
        if (circles.membershipOf(CORE, member).tier != 0) perform(LeaveCircle(CORE, CORE, member));
        address code = newKey(string.concat("code ", vm.toString(++serial)));
        perform(InviteMember(CORE, CORE, code, today() + 9));
        perform(JoinCircle(member, CORE, code));
    }

    function _ruleSet(uint256 seed) private {
        uint16 set = rules.sets() + 1;
        perform(NameRuleSet(AUTHORITY, set, "draft", today() + 1 + uint32(seed % 9)));
        perform(DefineRule(AUTHORITY, set, "V01.tenor-months", seed % 12, rules.startOf(set), "order 9"));
    }
}
