// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Auth} from "../src/interfaces/Auth.sol";
import {Quote, TakeQuote} from "../src/interfaces/IDiscounts.sol";
import {AskGuarantee, GiveGuarantee} from "../src/interfaces/IGuarantees.sol";
import {DisputeLot, FreezeLot, ResolveDispute, UnfreezeLot} from "../src/interfaces/IHolds.sol";
import {Transfer} from "../src/interfaces/ILots.sol";
import {AcceptPledge, PledgeLot} from "../src/interfaces/IPledges.sol";
import {AcknowledgeRecourse, ClaimRecourse, RefuseRecourse, SettleRecourse} from "../src/interfaces/IRecourse.sol";
import {AttestWire, SettleReceivable} from "../src/interfaces/ISettlements.sol";
import {ObligationId} from "../src/libraries/ObligationId.sol";
import {Marks} from "./Marks.sol";
import {Network} from "./Network.sol";
import {Vm} from "./Vm.sol";

/// @title  MoneyActs: paying, not paying, and turning to who answers
/// @notice As `Acts` has it: signed or called. What other modules put on a lot (a pledge, a guarantee, a hold) is called directly here; their
///         own suites try both ways.
abstract contract MoneyActs is Network, Marks {
    /*//////////////////////////////// HASHES ////////////////////////////////*/

    function hashOf(AttestWire memory a, Auth memory auth) internal pure returns (bytes32) {
        return keccak256(
            abi.encode(
                keccak256(
                    "AttestWire(uint32 company,uint256 receivable,uint48 amount,uint48 paid,uint48 interest,string ref,uint64 nonce,uint40 deadline)"
                ),
                a.company,
                a.receivable,
                a.amount,
                a.paid,
                a.interest,
                keccak256(bytes(a.ref)),
                auth.nonce,
                auth.deadline
            )
        );
    }

    function hashOf(ClaimRecourse memory a, Auth memory auth) internal pure returns (bytes32) {
        return vm.eip712HashStruct(
            "ClaimRecourse(uint32 company,uint256 obligation,uint48 lot,uint32 against,bytes32 notice,uint64 nonce,uint40 deadline)",
            abi.encode(a, auth.nonce, auth.deadline)
        );
    }

    function hashOf(SettleRecourse memory a, Auth memory auth) internal pure returns (bytes32) {
        return vm.eip712HashStruct(
            "SettleRecourse(uint32 company,bytes32 claim,uint32 bank,uint48 most,uint64 nonce,uint40 deadline)",
            abi.encode(a, auth.nonce, auth.deadline)
        );
    }

    function hashOf(RefuseRecourse memory a, Auth memory auth) internal pure returns (bytes32) {
        return keccak256(
            abi.encode(
                keccak256("RefuseRecourse(uint32 company,bytes32 claim,string reason,uint64 nonce,uint40 deadline)"),
                a.company,
                a.claim,
                keccak256(bytes(a.reason)),
                auth.nonce,
                auth.deadline
            )
        );
    }

    function hashOf(AcknowledgeRecourse memory a, Auth memory auth) internal pure returns (bytes32) {
        return keccak256(
            abi.encode(
                keccak256("AcknowledgeRecourse(uint32 company,bytes32 claim,string ref,uint64 nonce,uint40 deadline)"),
                a.company,
                a.claim,
                keccak256(bytes(a.ref)),
                auth.nonce,
                auth.deadline
            )
        );
    }

    /*///////////////////////////////// ACTS /////////////////////////////////*/

    function perform(AttestWire memory a) internal {
        performAs(keyOf[a.company], a);
    }

    function performAs(address key, AttestWire memory a) internal {
        Auth memory auth = fresh(key);
        authorizeBy(key, hashOf(a, auth), auth);
        settlements.attestWire(a, auth);
    }

    function perform(ClaimRecourse memory a) internal {
        performAs(keyOf[a.company], a);
    }

    function performAs(address key, ClaimRecourse memory a) internal {
        Auth memory auth = fresh(key);
        authorizeBy(key, hashOf(a, auth), auth);
        recourse.claimRecourse(a, auth);
    }

    function perform(SettleRecourse memory a) internal {
        performAs(keyOf[a.company], a);
    }

    function performAs(address key, SettleRecourse memory a) internal {
        Auth memory auth = fresh(key);
        authorizeBy(key, hashOf(a, auth), auth);
        recourse.settleRecourse(a, auth);
    }

    function perform(RefuseRecourse memory a) internal {
        performAs(keyOf[a.company], a);
    }

    function performAs(address key, RefuseRecourse memory a) internal {
        Auth memory auth = fresh(key);
        authorizeBy(key, hashOf(a, auth), auth);
        recourse.refuseRecourse(a, auth);
    }

    function perform(AcknowledgeRecourse memory a) internal {
        performAs(keyOf[a.company], a);
    }

    function performAs(address key, AcknowledgeRecourse memory a) internal {
        Auth memory auth = fresh(key);
        authorizeBy(key, hashOf(a, auth), auth);
        recourse.acknowledgeRecourse(a, auth);
    }

    /*//////////////////////////////// STORIES ///////////////////////////////*/

    /// Units [start, end), which are a lot, go from one company to another, which takes them unasked.
    function handed(ObligationId id, uint48 start, uint48 end, uint32 from, uint32 to, bool withRecourse) internal {
        accepting(to, from, CORE);
        perform(Transfer(from, id, start, start, end, to, withRecourse, 0, 0));
    }

    /// A bank buys a company's lot at 4.20 %.
    function financed(ObligationId id, uint48 start, uint48 end, uint32 from, uint32 bank, bool withRecourse) internal {
        deposit(bank, bank, end - start);
        Quote memory q = quoteOf(id, start, end);
        (q.company, q.holder, q.recourse, q.cashBank) = (bank, from, withRecourse, bank);
        perform(q, TakeQuote(from, 0, 1));
    }

    /// CORE has `amount` and the interest on it and pays them today.
    function pays(ObligationId id, uint48 amount) internal {
        // The optimizer takes the time to be the same all through a test: a contract is asked instead.
        uint48 interest = settlements.lateInterest(id, amount, settlements.today());
        uint48 paid = lots.obligationOf(id).paid;
        deposit(BANK, CORE, uint96(amount) + interest);
        perform(SettleReceivable(CORE, id, amount, BANK, paid, interest));
    }

    /// CORE has not paid when the three days of grace are over.
    function defaulted(ObligationId id) internal {
        onDay(lots.obligationOf(id).due + 4);
        settlements.declareDefault(id);
    }

    function push(ObligationId id, uint48 lot) internal {
        settlements.push(id, starts(lot));
    }

    function starts(uint48 lot) internal pure returns (uint48[] memory list) {
        list = new uint48[](1);
        list[0] = lot;
    }

    function starts(uint48 a, uint48 b) internal pure returns (uint48[] memory list) {
        list = new uint48[](2);
        (list[0], list[1]) = (a, b);
    }

    function starts(uint48 a, uint48 b, uint48 c) internal pure returns (uint48[] memory list) {
        list = new uint48[](3);
        (list[0], list[1], list[2]) = (a, b, c);
    }

    /// The lot's holder secures a debt to `pledgee` with it.
    function pledged(ObligationId id, uint48 start, uint48 end, uint32 pledgee, uint48 secured) internal {
        uint32 holder = lots.lotOf(id, start).holder;
        PledgeLot memory act = PledgeLot(holder, id, start, start, end, pledgee, secured, today() + 30, 0, 0);
        vm.prank(keyOf[holder]);
        pledges.pledgeLot(act, under(++nonces, 0));
        AcceptPledge memory answer = AcceptPledge(pledgee, id, start, lots.proposalOf(id, start), "ZDW-9");
        vm.prank(keyOf[pledgee]);
        pledges.acceptPledge(answer, under(++nonces, 0));
    }

    function guaranteed(ObligationId id, uint48 start, uint48 end, uint32 guarantor) internal {
        uint32 holder = lots.lotOf(id, start).holder;
        AskGuarantee memory act = AskGuarantee(holder, id, start, start, end, guarantor, 0, 0);
        vm.prank(keyOf[holder]);
        guarantees.askGuarantee(act, under(++nonces, 0));
        GiveGuarantee memory answer = GiveGuarantee(guarantor, id, start, lots.proposalOf(id, start));
        vm.prank(keyOf[guarantor]);
        guarantees.giveGuarantee(answer, under(++nonces, 0));
    }

    /// The authority stops [start, end) of the lot at `lot` by an order, which is returned by its name.
    function frozen(ObligationId id, uint48 lot, uint48 start, uint48 end) internal returns (bytes32) {
        FreezeLot memory act = FreezeLot(AUTHORITY, id, lot, start, end, "order 1", "digest", 0, false);
        vm.prank(keyOf[AUTHORITY]);
        vm.recordLogs();
        holds.freezeLot(act, under(++nonces, 0));
        return lastTopic(3);
    }

    function unfrozen(ObligationId id, uint48 lot, bytes32 freeze) internal {
        vm.prank(keyOf[AUTHORITY]);
        holds.unfreezeLot(UnfreezeLot(AUTHORITY, id, lot, freeze, "order 2"), under(++nonces, 0));
    }

    /// A company disputes [start, end) of the lot at `lot`.
    function disputed(ObligationId id, uint32 company, uint48 lot, uint48 start, uint48 end)
        internal
        returns (bytes32)
    {
        vm.prank(keyOf[company]);
        vm.recordLogs();
        holds.disputeLot(DisputeLot(company, id, lot, start, end, "not as ordered", 0), under(++nonces, 0));
        return lastTopic(3);
    }

    function resolved(ObligationId id, uint32 company, uint48 lot, bytes32 dispute) internal {
        vm.prank(keyOf[company]);
        holds.resolveDispute(ResolveDispute(company, id, lot, dispute, "settled"), under(++nonces, 0));
    }

    /// @dev An indexed argument of the last event since logs were recorded.
    function lastTopic(uint256 i) private returns (bytes32) {
        Vm.Log[] memory logs = vm.getRecordedLogs();
        return logs[logs.length - 1].topics[i];
    }
}
