// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Auth} from "../src/interfaces/Auth.sol";
import {ICompanies} from "../src/interfaces/ICompanies.sol";
import {AskGuarantee, GiveGuarantee} from "../src/interfaces/IGuarantees.sol";
import {DisputeLot, FreezeLot, ResolveDispute, UnfreezeLot} from "../src/interfaces/IHolds.sol";
import {AcceptPledge, EnforcePledge, PledgeLot, ReleasePledge} from "../src/interfaces/IPledges.sol";
import {ILots, Limits, Obligation} from "../src/interfaces/ILots.sol";
import {Invoice} from "../src/interfaces/IEvidence.sol";
import {IProposals} from "../src/interfaces/IProposals.sol";
import {IssueReceivable} from "../src/interfaces/IReceivables.sol";
import {ObligationId, toObligationId} from "../src/libraries/ObligationId.sol";
import {Marks} from "./Marks.sol";
import {Network} from "./Network.sol";

/// @title  SecurityActs: pledges, guarantees and holds, done by a key's own call or under its signature
abstract contract SecurityActs is Network, Marks {
    /*//////////////////////////////// HASHES ////////////////////////////////*/

    function hashOf(PledgeLot memory a, Auth memory auth) internal pure returns (bytes32) {
        return vm.eip712HashStruct(
            "PledgeLot(uint32 company,uint256 obligation,uint48 lot,uint48 start,uint48 end,uint32 pledgee,uint48 secured,uint32 debtDue,uint32 until,bytes32 terms,uint64 nonce,uint40 deadline)",
            abi.encode(a, auth.nonce, auth.deadline)
        );
    }

    function hashOf(AcceptPledge memory a, Auth memory auth) internal pure returns (bytes32) {
        bytes memory start = abi.encode(
            keccak256(
                "AcceptPledge(uint32 company,uint256 obligation,uint48 lot,bytes32 pledge,string registration,uint64 nonce,uint40 deadline)"
            ),
            a.company,
            a.obligation,
            a.lot
        );
        return keccak256(
            bytes.concat(start, abi.encode(a.pledge, keccak256(bytes(a.registration)), auth.nonce, auth.deadline))
        );
    }

    function hashOf(ReleasePledge memory a, Auth memory auth) internal pure returns (bytes32) {
        return vm.eip712HashStruct(
            "ReleasePledge(uint32 company,uint256 obligation,uint48 lot,uint48 end,bytes32 pledge,uint64 nonce,uint40 deadline)",
            abi.encode(a, auth.nonce, auth.deadline)
        );
    }

    function hashOf(EnforcePledge memory a, Auth memory auth) internal pure returns (bytes32) {
        return vm.eip712HashStruct(
            "EnforcePledge(uint32 company,uint256 obligation,uint48 lot,bytes32 pledge,bytes32 notice,uint64 nonce,uint40 deadline)",
            abi.encode(a, auth.nonce, auth.deadline)
        );
    }

    function hashOf(AskGuarantee memory a, Auth memory auth) internal pure returns (bytes32) {
        return vm.eip712HashStruct(
            "AskGuarantee(uint32 company,uint256 obligation,uint48 lot,uint48 start,uint48 end,uint32 guarantor,uint32 until,bytes32 terms,uint64 nonce,uint40 deadline)",
            abi.encode(a, auth.nonce, auth.deadline)
        );
    }

    function hashOf(GiveGuarantee memory a, Auth memory auth) internal pure returns (bytes32) {
        return vm.eip712HashStruct(
            "GiveGuarantee(uint32 company,uint256 obligation,uint48 lot,bytes32 proposal,uint64 nonce,uint40 deadline)",
            abi.encode(a, auth.nonce, auth.deadline)
        );
    }

    function hashOf(FreezeLot memory a, Auth memory auth) internal pure returns (bytes32) {
        bytes memory start = abi.encode(
            keccak256(
                "FreezeLot(uint32 company,uint256 obligation,uint48 lot,uint48 start,uint48 end,string order,bytes32 digest,uint32 until,bool forfeiture,uint64 nonce,uint40 deadline)"
            ),
            a.company,
            a.obligation,
            a.lot,
            a.start,
            a.end
        );
        return keccak256(
            bytes.concat(
                start, abi.encode(keccak256(bytes(a.order)), a.digest, a.until, a.forfeiture, auth.nonce, auth.deadline)
            )
        );
    }

    function hashOf(UnfreezeLot memory a, Auth memory auth) internal pure returns (bytes32) {
        bytes memory start = abi.encode(
            keccak256(
                "UnfreezeLot(uint32 company,uint256 obligation,uint48 lot,bytes32 freeze,string order,uint64 nonce,uint40 deadline)"
            ),
            a.company,
            a.obligation,
            a.lot
        );
        return
            keccak256(bytes.concat(start, abi.encode(a.freeze, keccak256(bytes(a.order)), auth.nonce, auth.deadline)));
    }

    function hashOf(DisputeLot memory a, Auth memory auth) internal pure returns (bytes32) {
        bytes memory start = abi.encode(
            keccak256(
                "DisputeLot(uint32 company,uint256 obligation,uint48 lot,uint48 start,uint48 end,string reason,bytes32 digest,uint64 nonce,uint40 deadline)"
            ),
            a.company,
            a.obligation,
            a.lot,
            a.start,
            a.end
        );
        return
            keccak256(bytes.concat(start, abi.encode(keccak256(bytes(a.reason)), a.digest, auth.nonce, auth.deadline)));
    }

    function hashOf(ResolveDispute memory a, Auth memory auth) internal pure returns (bytes32) {
        bytes memory start = abi.encode(
            keccak256(
                "ResolveDispute(uint32 company,uint256 obligation,uint48 lot,bytes32 dispute,string resolution,uint64 nonce,uint40 deadline)"
            ),
            a.company,
            a.obligation,
            a.lot
        );
        return keccak256(
            bytes.concat(start, abi.encode(a.dispute, keccak256(bytes(a.resolution)), auth.nonce, auth.deadline))
        );
    }

    /*///////////////////////////////// ACTS /////////////////////////////////*/

    function perform(PledgeLot memory a) internal {
        performAs(keyOf[a.company], a);
    }

    function performAs(address key, PledgeLot memory a) internal {
        Auth memory auth = fresh(key);
        authorizeBy(key, hashOf(a, auth), auth);
        pledges.pledgeLot(a, auth);
    }

    function perform(AcceptPledge memory a) internal {
        performAs(keyOf[a.company], a);
    }

    function performAs(address key, AcceptPledge memory a) internal {
        Auth memory auth = fresh(key);
        authorizeBy(key, hashOf(a, auth), auth);
        pledges.acceptPledge(a, auth);
    }

    function perform(ReleasePledge memory a) internal {
        performAs(keyOf[a.company], a);
    }

    function performAs(address key, ReleasePledge memory a) internal {
        Auth memory auth = fresh(key);
        authorizeBy(key, hashOf(a, auth), auth);
        pledges.releasePledge(a, auth);
    }

    function perform(EnforcePledge memory a) internal {
        performAs(keyOf[a.company], a);
    }

    function performAs(address key, EnforcePledge memory a) internal {
        Auth memory auth = fresh(key);
        authorizeBy(key, hashOf(a, auth), auth);
        pledges.enforcePledge(a, auth);
    }

    function perform(AskGuarantee memory a) internal {
        performAs(keyOf[a.company], a);
    }

    function performAs(address key, AskGuarantee memory a) internal {
        Auth memory auth = fresh(key);
        authorizeBy(key, hashOf(a, auth), auth);
        guarantees.askGuarantee(a, auth);
    }

    function perform(GiveGuarantee memory a) internal {
        performAs(keyOf[a.company], a);
    }

    function performAs(address key, GiveGuarantee memory a) internal {
        Auth memory auth = fresh(key);
        authorizeBy(key, hashOf(a, auth), auth);
        guarantees.giveGuarantee(a, auth);
    }

    function perform(FreezeLot memory a) internal {
        performAs(keyOf[a.company], a);
    }

    function performAs(address key, FreezeLot memory a) internal {
        Auth memory auth = fresh(key);
        authorizeBy(key, hashOf(a, auth), auth);
        holds.freezeLot(a, auth);
    }

    function perform(UnfreezeLot memory a) internal {
        performAs(keyOf[a.company], a);
    }

    function performAs(address key, UnfreezeLot memory a) internal {
        Auth memory auth = fresh(key);
        authorizeBy(key, hashOf(a, auth), auth);
        holds.unfreezeLot(a, auth);
    }

    function perform(DisputeLot memory a) internal {
        performAs(keyOf[a.company], a);
    }

    function performAs(address key, DisputeLot memory a) internal {
        Auth memory auth = fresh(key);
        authorizeBy(key, hashOf(a, auth), auth);
        holds.disputeLot(a, auth);
    }

    function perform(ResolveDispute memory a) internal {
        performAs(keyOf[a.company], a);
    }

    function performAs(address key, ResolveDispute memory a) internal {
        Auth memory auth = fresh(key);
        authorizeBy(key, hashOf(a, auth), auth);
        holds.resolveDispute(a, auth);
    }

    /*//////////////////////////////// SETTING ///////////////////////////////*/

    /// ACME offers all of the lot [start, end) to BANK, as security for its full amount, due in 30 days.
    function pledgeOf(ObligationId id, uint48 start, uint48 end) internal view returns (PledgeLot memory) {
        return PledgeLot(ACME, id, start, start, end, BANK, end - start, today() + 30, 0, "loan");
    }

    /// The pledge is in force.
    function pledged(PledgeLot memory a) internal returns (bytes32 pledge) {
        perform(a);
        pledge = lastHash;
        perform(AcceptPledge(a.pledgee, a.obligation, a.start, pledge, "ZDW-9"));
    }

    /// ACME asks BANK to guarantee all of its lot [start, end).
    function guaranteeOf(ObligationId id, uint48 start, uint48 end) internal pure returns (AskGuarantee memory) {
        return AskGuarantee(ACME, id, start, start, end, BANK, 0, "price");
    }

    /// The guarantee is given.
    function guaranteed(AskGuarantee memory a) internal {
        perform(a);
        perform(GiveGuarantee(a.guarantor, a.obligation, a.start, lastHash));
    }

    function freezeOf(ObligationId id, uint48 lot, uint48 start, uint48 end) internal pure returns (FreezeLot memory) {
        return FreezeLot(AUTHORITY, id, lot, start, end, "2024-77", "order", 0, false);
    }

    function frozen(ObligationId id, uint48 start, uint48 end) internal returns (bytes32 freeze) {
        perform(freezeOf(id, start, start, end));
        return lastHash;
    }

    function disputeOf(uint32 company, ObligationId id, uint48 lot, uint48 start, uint48 end)
        internal
        pure
        returns (DisputeLot memory)
    {
        return DisputeLot(company, id, lot, start, end, "short delivery", "evidence");
    }

    /// CORE disputes all of the lot [start, end).
    function disputed(ObligationId id, uint48 start, uint48 end) internal returns (bytes32 dispute) {
        perform(disputeOf(CORE, id, start, start, end));
        return lastHash;
    }

    function marksOf(ObligationId id, uint48 lot) internal view returns (uint8) {
        return lots.lotOf(id, lot).marks;
    }

    /// The id of the same obligation with bits above those that its lots' keys have room for.
    function aliasOf(ObligationId id) internal pure returns (ObligationId) {
        return ObligationId.wrap(ObligationId.unwrap(id) | 1 << 208);
    }

    /// A receivable of CORE held by ACME, due in 90 days, under CN-2026-STRICT: with its invoice, and with limits.
    function strictly(uint48 face) internal returns (ObligationId id) {
        accepting(ACME, CORE, CORE);
        IssueReceivable memory a = issueOf(ACME, face);
        a.rules = CN_2026_STRICT;
        a.invoices = new Invoice[](1);
        a.invoices[0] = Invoice(keccak256(abi.encode("invoice", a.serial)), face, face);
        (id,) = perform(a);
    }

    /// An obligation whose lots holders do not act on at the kernel, as a bill's may be.
    function indirect(uint48 face) internal returns (ObligationId id) {
        id = toObligationId(1, CORE, type(uint64).max - ++serial);
        vm.prank(address(receivables));
        lots.create(
            id,
            ACME,
            Obligation(face, 0, 0, CORE, uint16(today() + 90), uint16(today() + 89), CNY, 1, 30, 0),
            Limits(0, 0, 0, false)
        );
    }

    /*/////////////////////////////// REFUSALS ///////////////////////////////*/

    function refusedNotParty(uint32 party) internal {
        refused(abi.encodeWithSelector(IProposals.NotParty.selector, party));
    }

    function refusedOnHold(uint8 marks) internal {
        refused(abi.encodeWithSelector(ILots.OnHold.selector, marks));
    }

    function refusedSuspended(uint32 company) internal {
        refused(abi.encodeWithSelector(ICompanies.CompanySuspended.selector, company));
    }
}
