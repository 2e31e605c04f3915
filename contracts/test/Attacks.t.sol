// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Auth} from "../src/interfaces/Auth.sol";
import {TransferCash} from "../src/interfaces/ICash.sol";
import {AcceptFrom, ICompanies, RevokeOperator, SetOperator, SetThreshold} from "../src/interfaces/ICompanies.sol";
import {
    AcceptTransfer,
    ILots,
    Merge,
    RejectProposal,
    Split,
    Transfer,
    WithdrawProposal
} from "../src/interfaces/ILots.sol";
import {ObligationId} from "../src/libraries/ObligationId.sol";
import {Network} from "./Network.sol";

/// @notice What someone could try who wants another's claim or cash, or to be heard twice. Each test is one attack that fails.
contract AttacksTest is Network {
    uint48 private constant FACE = 1000;

    ObligationId private id;

    function setUp() public override {
        super.setUp();
        id = issued(ACME, FACE);
    }

    /*/////////////////////////// ANOTHER NAME OF A DEBT ////////////////////////*/

    /// A lot's key has room for 208 bits of the id. Under an id that differs above them, payment would seem not to have begun:
    /// ACME would merge lots that got their share, and get the right one's share again, out of BOLT's.
    function test_Attack_MergeUnderAnotherIdTakesAnothersPayment() public {
        accepting(BOLT, ACME, CORE);
        perform(Transfer(ACME, id, 0, 600, 1000, BOLT, false, 0, 0));
        perform(Split(ACME, id, 0, 300));
        settled(id, 500);
        settlements.push(id, _starts(0, 300));
        assertEq(free(BANK, ACME), 300, "ACME's share");

        refused(abi.encodeWithSelector(ILots.PaymentBegun.selector, uint48(500)));
        perform(Merge(ACME, id, 0, 300));
        refused(abi.encodeWithSelector(ILots.NoLot.selector, _alias(), uint48(0)));
        perform(Merge(ACME, _alias(), 0, 300));

        settlements.push(id, _starts(0, 600));
        assertEq(free(BANK, ACME), 300, "no more than its share");
        assertEq(free(BANK, BOLT), 200, "BOLT's share");
    }

    /// Events would name a debt that is not, and whoever follows them would see the lot locked for ever.
    function test_Attack_LapseUnderAnotherId() public {
        perform(tail(ACME, id, 0, FACE, 100, BOLT));
        onDay(DAY0 + 40);
        refused(abi.encodeWithSelector(ILots.NoLot.selector, _alias(), FACE - 100));
        lots.lapse(_alias(), FACE - 100);
        lots.lapse(id, FACE - 100);
        assertLot(id, FACE - 100, FACE, ACME, HELD);
    }

    function test_Attack_AnswerUnderAnotherId() public {
        perform(tail(ACME, id, 0, FACE, 100, BOLT));
        bytes32 proposal = lots.proposalOf(id, FACE - 100);
        bytes memory reason = abi.encodeWithSelector(ILots.NoLot.selector, _alias(), FACE - 100);
        refused(reason);
        perform(AcceptTransfer(BOLT, _alias(), FACE - 100, proposal));
        refused(reason);
        perform(RejectProposal(BOLT, _alias(), FACE - 100, proposal));
        refused(reason);
        perform(WithdrawProposal(ACME, _alias(), FACE - 100, proposal));
        assertLot(id, FACE - 100, FACE, ACME, LOCKED);
    }

    function test_Attack_TransferOrSplitUnderAnotherId() public {
        accepting(BOLT, ACME, 0);
        bytes memory reason = abi.encodeWithSelector(ILots.NoLot.selector, _alias(), uint48(0));
        refused(reason);
        perform(tail(ACME, _alias(), 0, FACE, 100, BOLT));
        refused(reason);
        perform(Split(ACME, _alias(), 0, 100));
    }

    /*////////////////////////// A SIGNATURE HEARD TWICE ////////////////////////*/

    /// Two people who may make and check sign one payment. A stranger sends it, then sends it again with their places changed.
    function test_Attack_TwoSignersChangePlaces() public {
        (address one, address two) = _pair();
        (TransferCash memory act, bytes32 hash, uint64 nonce) = _payment();
        cash.transferCash(act, _by(one, two, hash, nonce));
        assertEq(free(BANK, BOLT), 1000, "paid");
        refused(abi.encodeWithSelector(ICompanies.NonceSpent.selector, two, nonce));
        cash.transferCash(act, _by(two, one, hash, nonce));
        assertEq(free(BANK, BOLT), 1000, "paid once");
    }

    /// Another maker takes the checker's signature from the first payment and makes a second one.
    function test_Attack_AnotherMakerUsesTheCheckersSignatureAgain() public {
        (address one, address two) = _pair();
        address other = hire(ACME, "other", MAKER);
        (TransferCash memory act, bytes32 hash, uint64 nonce) = _payment();
        Auth memory auth = _by(one, two, hash, nonce);
        cash.transferCash(act, auth);
        (auth.key, auth.signature) = (address(0), "");
        refused(abi.encodeWithSelector(ICompanies.NonceSpent.selector, other, nonce));
        vm.prank(other);
        cash.transferCash(act, auth);
        assertEq(free(BANK, BOLT), 1000, "paid once");
    }

    /// Admins undo what two of them had set; the old message is sent again by neither.
    function test_Attack_TwoAdminsChangePlaces() public {
        address first = keyOf[ACME];
        address two = hire(ACME, "two", MAKER | CHECKER | ADMIN);
        perform(SetThreshold(ACME, 10));
        uint64 nonce = ++nonces;
        SetThreshold memory act = SetThreshold(ACME, NO_LIMIT - 1);
        bytes32 hash = hashOf(act, under(nonce, deadline));
        companies.setThreshold(act, _by(first, two, hash, nonce));
        checker = two;
        perform(SetThreshold(ACME, 10));
        refused(abi.encodeWithSelector(ICompanies.NonceSpent.selector, two, nonce));
        companies.setThreshold(act, _by(two, first, hash, nonce));
        assertEq(companies.companyOf(ACME).dualAbove, 10, "threshold");
    }

    /// A new admin's consent is its signature over the act that appoints it. Once its limit is cut, a stranger sends that consent
    /// as the key's own act.
    function test_Attack_AConsentIsSentAsAnAct() public {
        (address key, SetOperator memory act, uint64 nonce, bytes memory consent) = _appointed(MAKER | ADMIN);
        perform(SetOperator(ACME, key, MAKER | ADMIN, 5, 5, 0));
        refused(abi.encodeWithSelector(ICompanies.NonceSpent.selector, key, nonce));
        companies.setOperator(act, Auth(key, nonce, deadline, consent, ""), "");
        assertEq(companies.operatorOf(key).limit, 5, "limit");
    }

    /// A key that left is taken back by another admin on the strength of its old consent.
    function test_Attack_AConsentServesAnotherAdmin() public {
        address other = hire(ACME, "other", ADMIN);
        (address key, SetOperator memory act, uint64 nonce, bytes memory consent) = _appointed(MAKER);
        perform(RevokeOperator(ACME, key));
        refused(abi.encodeWithSelector(ICompanies.NonceSpent.selector, key, nonce));
        vm.prank(other);
        companies.setOperator(act, Auth(address(0), nonce, deadline, "", ""), consent);
        assertEq(companies.operatorOf(key).roles, 0, "roles");
    }

    /// Who sends another's act may add what it likes as second signature: it is heard only where one is needed.
    function test_Attack_AStrangerSpendsACheckersNonce() public {
        (address one, address two) = _pair();
        accepting(BOLT, ACME, CORE);
        Transfer memory t = tail(ACME, id, 0, FACE, 5, BOLT);
        uint64 nonce = ++nonces;
        Auth memory auth = signed(one, hashOf(t, under(nonce, deadline)), nonce, deadline);
        auth.second = abi.encodePacked(two, "not its signature");
        lots.transfer(t, auth);
        assertFalse(isSpent(two, nonce), "the checker's nonce");
    }

    /// The checker's signature is the act's: it serves for no other amount.
    function test_Attack_ACheckServesAnotherAmount() public {
        (address one, address two) = _pair();
        (TransferCash memory act, bytes32 hash, uint64 nonce) = _payment();
        act.amount = 2000;
        Auth memory auth = signed(one, hashOf(act, under(nonce, deadline)), nonce, deadline);
        auth.second = abi.encodePacked(two, signatureOf(two, hash));
        refused(abi.encodeWithSelector(ICompanies.BadSignature.selector, two));
        cash.transferCash(act, auth);
    }

    /*///////////////////////////// LIMITS AND DAYS /////////////////////////////*/

    /// A day's limit lives on through revoking the key and taking it back.
    function test_Attack_TheDaysLimitStartsAnew() public {
        address key = hire(ACME, "small", MAKER, NO_LIMIT, 100);
        accepting(BOLT, ACME, CORE);
        performAs(key, tail(ACME, id, 0, FACE, 100, BOLT));
        perform(RevokeOperator(ACME, key));
        hire(ACME, "small", MAKER, NO_LIMIT, 100);
        refused(abi.encodeWithSelector(ICompanies.AboveDailyLimit.selector, key, uint48(0)));
        performAs(key, tail(ACME, id, 0, FACE - 100, 1, BOLT));
    }

    /// A maker with a small limit has its company accept large sums unasked, which would be the same as accepting them.
    function test_Attack_AStandingAcceptanceAboveTheLimit() public {
        address key = hire(BOLT, "small", MAKER, 100, NO_LIMIT);
        refused(abi.encodeWithSelector(ICompanies.AboveLimit.selector, key, uint48(100)));
        performAs(key, AcceptFrom(BOLT, ACME, 0, 1, 101, 0, today() + 10));
    }

    /// The order of the pushes and their number give nobody a unit more, and the last payment leaves nothing behind.
    function test_Attack_PushInAnotherOrder() public {
        accepting(BOLT, ACME, CORE);
        accepting(CIRRUS, ACME, CORE);
        perform(tail(ACME, id, 0, FACE, 333, BOLT));
        perform(tail(ACME, id, 0, 667, 1, CIRRUS));
        settled(id, 7);
        settlements.push(id, _starts(667, 667));
        settlements.push(id, _starts(666, 0));
        assertEq(free(BANK, BOLT), 2, "BOLT's share of 7");
        assertEq(free(BANK, CIRRUS), 0, "CIRRUS's share of 7");
        assertEq(free(BANK, ACME), 4, "ACME's share of 7");
        settled(id, FACE - 7);
        settlements.push(id, _starts(0, 666));
        settlements.push(id, _starts(667, 0));
        assertEq(free(BANK, ACME), 666, "ACME");
        assertEq(free(BANK, BOLT), 333, "BOLT");
        assertEq(free(BANK, CIRRUS), 1, "CIRRUS");
        assertEq(cash.earmarkOf(id).amount, 0, "nothing left");
    }

    /*///////////////////////////////// SETTING /////////////////////////////////*/

    /// @dev The id with a bit that the key of its lots has no room for.
    function _alias() private view returns (ObligationId) {
        return ObligationId.wrap(ObligationId.unwrap(id) | 1 << 208);
    }

    function _starts(uint48 a, uint48 b) private pure returns (uint48[] memory starts) {
        starts = new uint48[](2);
        (starts[0], starts[1]) = (a, b);
    }

    /// @dev Two people of ACME who may both make and check; above 10 it takes both.
    function _pair() private returns (address one, address two) {
        (one, two) = (hire(ACME, "one", MAKER | CHECKER), hire(ACME, "two", MAKER | CHECKER));
        perform(SetThreshold(ACME, 10));
    }

    /// @dev ACME has more than it pays to BOLT.
    function _payment() private returns (TransferCash memory act, bytes32 hash, uint64 nonce) {
        deposit(BANK, ACME, 5000);
        nonce = ++nonces;
        act = TransferCash(ACME, BANK, CNY, BOLT, 1000, "invoice 1");
        hash = hashOf(act, under(nonce, deadline));
    }

    /// @dev Signed by the first and by the second.
    function _by(address first, address second, bytes32 hash, uint64 nonce) private view returns (Auth memory auth) {
        auth = signed(first, hash, nonce, deadline);
        auth.second = abi.encodePacked(second, signatureOf(second, hash));
    }

    /// @dev A key that ACME's first key appointed under a message that both signed.
    function _appointed(uint8 roles)
        private
        returns (address key, SetOperator memory act, uint64 nonce, bytes memory consent)
    {
        (key, nonce) = (newKey("appointed"), ++nonces);
        act = SetOperator(ACME, key, roles, NO_LIMIT, NO_LIMIT, 0);
        bytes32 hash = hashOf(act, under(nonce, deadline));
        consent = signatureOf(key, hash);
        companies.setOperator(act, signed(keyOf[ACME], hash, nonce, deadline), consent);
    }
}
