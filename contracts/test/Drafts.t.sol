// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Auth} from "../src/interfaces/Auth.sol";
import {CancelNonce, ICompanies, SetOperator, SetThreshold} from "../src/interfaces/ICompanies.sol";
import {Merge, Split, Transfer} from "../src/interfaces/ILots.sol";
import {ObligationId} from "../src/libraries/ObligationId.sol";
import {Network} from "./Network.sol";

/// @notice Drafts: acts signed under nonces from 2^63 on, which a second operator must sign whatever they are worth. ACME holds
///         10,000.00 and has no threshold; BOLT takes what it sends.
contract DraftsTest is Network {
    uint48 private constant FACE = 1_000_000;
    uint64 private constant DRAFT = 1 << 63;

    ObligationId private id;
    address private clerk;
    address private boss;

    function setUp() public override {
        super.setUp();
        id = issued(ACME, FACE);
        accepting(BOLT, ACME, CORE);
        clerk = hire(ACME, "clerk", MAKER);
        boss = hire(ACME, "boss", CHECKER);
    }

    /*///////////////////////////////// DONE /////////////////////////////////*/

    function test_Draft_IsDoneWithTheSecond() public {
        Transfer memory t = tail(ACME, id, 0, FACE, 1, BOLT);
        lots.transfer(t, _both(clerk, boss, hashOf(t, under(DRAFT, deadline)), DRAFT));
        assertLot(id, FACE - 1, FACE, BOLT, HELD);
        assertTrue(isSpent(clerk, DRAFT), "spent");
    }

    /// One that commits no amount is a draft too.
    function test_Draft_OfNoAmountIsDoneWithTheSecond() public {
        Split memory s = Split(ACME, id, 0, 5);
        bytes32 hash = hashOf(s, under(DRAFT + 1, deadline));
        refused(abi.encodeWithSelector(ICompanies.SecondNeeded.selector, ACME, uint48(0)));
        lots.split(s, signed(clerk, hash, DRAFT + 1, deadline));
        lots.split(s, _both(clerk, boss, hash, DRAFT + 1));
        assertLot(id, 0, 5, ACME, HELD);
    }

    function test_Draft_AboveTheThresholdNeedsOneSecondOnly() public {
        perform(SetThreshold(ACME, 1000));
        Transfer memory t = tail(ACME, id, 0, FACE, 2000, BOLT);
        lots.transfer(t, _both(clerk, boss, hashOf(t, under(DRAFT, deadline)), DRAFT));
        assertLot(id, FACE - 2000, FACE, BOLT, HELD);
    }

    function test_Draft_OfAnAdminIsDoneWithAnother() public {
        address first = hire(ACME, "first admin", ADMIN);
        address second = hire(ACME, "second admin", ADMIN);
        SetThreshold memory s = SetThreshold(ACME, 7);
        companies.setThreshold(s, _both(first, second, hashOf(s, under(DRAFT, deadline)), DRAFT));
        assertEq(companies.companyOf(ACME).dualAbove, 7, "without a threshold");
        s = SetThreshold(ACME, 8);
        companies.setThreshold(s, _both(first, second, hashOf(s, under(DRAFT + 1, deadline)), DRAFT + 1));
        assertEq(companies.companyOf(ACME).dualAbove, 8, "with one");
    }

    /// The last nonce that is none of a draft, and a direct call, which is no draft whatever it says.
    function test_Draft_BeginsAt2To63() public {
        Transfer memory t = tail(ACME, id, 0, FACE, 1, BOLT);
        lots.transfer(t, signed(clerk, hashOf(t, under(DRAFT - 1, deadline)), DRAFT - 1, deadline));
        vm.prank(clerk);
        lots.transfer(tail(ACME, id, 0, FACE - 1, 1, BOLT), under(DRAFT, deadline));
        assertLot(id, FACE - 2, FACE - 1, BOLT, HELD);
    }

    /// A maker that thinks again makes its signature void for good.
    function test_Draft_IsCancelledByItsMaker() public {
        performAs(clerk, CancelNonce(ACME, DRAFT));
        Transfer memory t = tail(ACME, id, 0, FACE, 1, BOLT);
        Auth memory auth = _both(clerk, boss, hashOf(t, under(DRAFT, deadline)), DRAFT);
        refused(abi.encodeWithSelector(ICompanies.NonceSpent.selector, clerk, DRAFT));
        lots.transfer(t, auth);
    }

    /*//////////////////////////////// REFUSED ///////////////////////////////*/

    function testFuzz_RevertWhen_ADraftHasNoSecond(uint64 nonce, uint48 amount) public {
        nonce |= DRAFT;
        Transfer memory t = tail(ACME, id, 0, FACE, uint48(1 + amount % FACE), BOLT);
        Auth memory auth = signed(clerk, hashOf(t, under(nonce, deadline)), nonce, deadline);
        refused(abi.encodeWithSelector(ICompanies.SecondNeeded.selector, ACME, uint48(0)));
        lots.transfer(t, auth);
    }

    function test_RevertWhen_TheSecondOfADraftMayNot() public {
        Transfer memory t = tail(ACME, id, 0, FACE, 100, BOLT);
        bytes32 hash = hashOf(t, under(DRAFT, deadline));
        address other = hire(ACME, "other clerk", MAKER);
        address limited = hire(ACME, "limited boss", CHECKER, 99, NO_LIMIT);
        _refusedBy(t, hash, clerk, abi.encodeWithSelector(ICompanies.SameOperator.selector, clerk));
        _refusedBy(t, hash, other, abi.encodeWithSelector(ICompanies.LacksRole.selector, other, CHECKER));
        _refusedBy(t, hash, limited, abi.encodeWithSelector(ICompanies.AboveLimit.selector, limited, uint48(99)));
        address bolt = keyOf[BOLT];
        _refusedBy(t, hash, bolt, abi.encodeWithSelector(ICompanies.NotOperator.selector, bolt, ACME));
    }

    /// A checker's role does not make its draft a maker's.
    function test_RevertWhen_ACheckerMakesADraft() public {
        Transfer memory t = tail(ACME, id, 0, FACE, 1, BOLT);
        Auth memory auth = _both(boss, keyOf[ACME], hashOf(t, under(DRAFT, deadline)), DRAFT);
        refused(abi.encodeWithSelector(ICompanies.LacksRole.selector, boss, MAKER));
        lots.transfer(t, auth);
    }

    function test_RevertWhen_ACheckerApprovesAnAdminsDraft() public {
        SetOperator memory s = SetOperator(ACME, clerk, MAKER | CHECKER, 1, 1, 0);
        Auth memory auth = _both(keyOf[ACME], boss, hashOf(s, under(DRAFT, deadline)), DRAFT);
        refused(abi.encodeWithSelector(ICompanies.LacksRole.selector, boss, ADMIN));
        companies.setOperator(s, auth, "");
    }

    /// Both signed one message: neither it nor its mirror image serves again.
    function test_RevertWhen_ADraftServesTwice() public {
        address maker = hire(ACME, "both", MAKER | CHECKER);
        address other = hire(ACME, "both too", MAKER | CHECKER);
        Merge memory m = Merge(ACME, id, 0, 5);
        perform(Split(ACME, id, 0, 5));
        bytes32 hash = hashOf(m, under(DRAFT, deadline));
        Auth memory auth = _both(maker, other, hash, DRAFT);
        Auth memory mirrored = _both(other, maker, hash, DRAFT);
        lots.merge(m, auth);
        perform(Split(ACME, id, 0, 5));
        refused(abi.encodeWithSelector(ICompanies.NonceSpent.selector, maker, DRAFT));
        lots.merge(m, auth);
        refused(abi.encodeWithSelector(ICompanies.NonceSpent.selector, other, DRAFT));
        lots.merge(m, mirrored);
    }

    /*//////////////////////////////// SETTING ///////////////////////////////*/

    function _both(address maker, address second, bytes32 hash, uint64 nonce) private view returns (Auth memory auth) {
        auth = signed(maker, hash, nonce, deadline);
        auth.second = abi.encodePacked(second, signatureOf(second, hash));
    }

    function _refusedBy(Transfer memory t, bytes32 hash, address second, bytes memory reason) private {
        Auth memory auth = _both(clerk, second, hash, DRAFT);
        refused(reason);
        lots.transfer(t, auth);
    }
}
