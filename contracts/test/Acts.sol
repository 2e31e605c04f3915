// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Auth} from "../src/interfaces/Auth.sol";
import {
    AcceptFrom,
    AdmitCompany,
    CancelNonce,
    NameVendor,
    RevokeOperator,
    RotateOperator,
    SetOperator,
    SetThreshold,
    SuspendCompany
} from "../src/interfaces/ICompanies.sol";
import {MintCash, RedeemCash, TransferCash} from "../src/interfaces/ICash.sol";
import {Quote, TakeQuote, WithdrawQuote} from "../src/interfaces/IDiscounts.sol";
import {AcceptTransfer, Merge, RejectProposal, Split, Transfer, WithdrawProposal} from "../src/interfaces/ILots.sol";
import {
    ConfirmReceivable,
    IssueReceivable,
    RejectReceivable,
    RequestReceivable,
    TakeReceivable,
    WithdrawReceivable
} from "../src/interfaces/IReceivables.sol";
import {Invoice} from "../src/interfaces/IEvidence.sol";
import {GrantLine} from "../src/interfaces/ILines.sol";
import {SettleReceivable} from "../src/interfaces/ISettlements.sol";
import {ObligationId} from "../src/libraries/ObligationId.sol";
import {Hashes} from "./Hashes.sol";

/// @title  Acts: every act of the network, done by a key's own call or under its signature
/// @notice `perform` makes exactly one call, which `vm.expectEmit` and `vm.expectRevert` right before it are about.
abstract contract Acts is Hashes {
    /// How `perform` does acts: signed by the key and sent by this contract, a stranger to everyone; else called by the key.
    bool internal bySignature;
    /// Where set, this key signs acts as the second operator.
    address internal checker;
    /// The last act's struct hash, by which answers name a proposal, its key and its nonce.
    bytes32 internal lastHash;
    address internal lastKey;
    uint64 internal lastNonce;
    uint40 internal deadline = type(uint40).max;
    /// Counts the nonces given out, over all keys.
    uint64 internal nonces;

    /// @notice Runs a test twice: each act called by its operator, then each act signed and sent by a stranger.
    modifier eitherWay() {
        uint256 start = vm.snapshotState();
        _;
        vm.revertToState(start);
        bySignature = true;
        _;
        assertTrue(isSpent(lastKey, lastNonce), "the last act was a signed one");
    }

    /*////////////////////////////// AUTHORITY ///////////////////////////////*/

    function isSpent(address key, uint64 nonce) internal view returns (bool) {
        return companies.spentAround(key, nonce) & (1 << (nonce & 255)) != 0;
    }

    /// @notice What a key signs an act under; to be finished by `authorizeBy`.
    function fresh(address key) internal returns (Auth memory) {
        lastNonce = ++nonces;
        return Auth(bySignature ? key : address(0), lastNonce, deadline, "", "");
    }

    /// @notice The key signs, or calls next, and the checker signs where there is one.
    function authorizeBy(address key, bytes32 structHash, Auth memory auth) internal {
        (lastHash, lastKey) = (structHash, key);
        if (checker != address(0)) auth.second = abi.encodePacked(checker, signatureOf(checker, structHash));
        if (bySignature) auth.signature = signatureOf(key, structHash);
        else vm.prank(key);
    }

    function signatureOf(address key, bytes32 structHash) internal view returns (bytes memory) {
        return signDigest(privateKey[key], digestOf(structHash));
    }

    /// @notice `key` signs the message with this nonce and deadline.
    function signed(address key, bytes32 structHash, uint64 nonce, uint40 until) internal view returns (Auth memory) {
        return Auth(key, nonce, until, signatureOf(key, structHash), "");
    }

    /// @notice The caller acts for itself.
    function direct() internal pure returns (Auth memory) {
        return Auth(address(0), 0, 0, "", "");
    }

    /// @dev Nonce and deadline alone, for hashes.
    function under(uint64 nonce, uint40 until) internal pure returns (Auth memory) {
        return Auth(address(0), nonce, until, "", "");
    }

    /*///////////////////////////////// ACTS /////////////////////////////////*/

    function perform(AdmitCompany memory a) internal {
        performAs(keyOf[a.company], a);
    }

    function performAs(address key, AdmitCompany memory a) internal {
        Auth memory auth = fresh(key);
        bytes32 hash = hashOf(a, auth);
        bytes memory consent = privateKey[a.key] == 0 ? bytes("") : signatureOf(a.key, hash);
        authorizeBy(key, hash, auth);
        companies.admitCompany(a, auth, consent);
    }

    function perform(SuspendCompany memory a) internal {
        performAs(keyOf[a.company], a);
    }

    function performAs(address key, SuspendCompany memory a) internal {
        Auth memory auth = fresh(key);
        bytes32 hash = hashOf(a, auth);
        authorizeBy(key, hash, auth);
        companies.suspendCompany(a, auth);
    }

    function perform(SetOperator memory a) internal {
        performAs(keyOf[a.company], a);
    }

    function performAs(address key, SetOperator memory a) internal {
        Auth memory auth = fresh(key);
        bytes32 hash = hashOf(a, auth);
        bytes memory consent = privateKey[a.key] == 0 ? bytes("") : signatureOf(a.key, hash);
        authorizeBy(key, hash, auth);
        companies.setOperator(a, auth, consent);
    }

    function perform(RevokeOperator memory a) internal {
        performAs(keyOf[a.company], a);
    }

    function performAs(address key, RevokeOperator memory a) internal {
        Auth memory auth = fresh(key);
        bytes32 hash = hashOf(a, auth);
        authorizeBy(key, hash, auth);
        companies.revokeOperator(a, auth);
    }

    function perform(RotateOperator memory a) internal {
        performAs(keyOf[a.company], a);
    }

    function performAs(address key, RotateOperator memory a) internal {
        Auth memory auth = fresh(key);
        bytes32 hash = hashOf(a, auth);
        bytes memory consent = privateKey[a.replacement] == 0 ? bytes("") : signatureOf(a.replacement, hash);
        authorizeBy(key, hash, auth);
        companies.rotateOperator(a, auth, consent);
    }

    function perform(SetThreshold memory a) internal {
        performAs(keyOf[a.company], a);
    }

    function performAs(address key, SetThreshold memory a) internal {
        Auth memory auth = fresh(key);
        bytes32 hash = hashOf(a, auth);
        authorizeBy(key, hash, auth);
        companies.setThreshold(a, auth);
    }

    function perform(AcceptFrom memory a) internal {
        performAs(keyOf[a.company], a);
    }

    function performAs(address key, AcceptFrom memory a) internal {
        Auth memory auth = fresh(key);
        bytes32 hash = hashOf(a, auth);
        authorizeBy(key, hash, auth);
        companies.acceptFrom(a, auth);
    }

    function perform(NameVendor memory a) internal {
        performAs(keyOf[a.company], a);
    }

    function performAs(address key, NameVendor memory a) internal {
        Auth memory auth = fresh(key);
        bytes32 hash = hashOf(a, auth);
        authorizeBy(key, hash, auth);
        companies.nameVendor(a, auth);
    }

    function perform(CancelNonce memory a) internal {
        performAs(keyOf[a.company], a);
    }

    function performAs(address key, CancelNonce memory a) internal {
        Auth memory auth = fresh(key);
        bytes32 hash = hashOf(a, auth);
        authorizeBy(key, hash, auth);
        companies.cancelNonce(a, auth);
    }

    function perform(Transfer memory a) internal returns (bool) {
        return performAs(keyOf[a.company], a);
    }

    function performAs(address key, Transfer memory a) internal returns (bool) {
        Auth memory auth = fresh(key);
        bytes32 hash = hashOf(a, auth);
        authorizeBy(key, hash, auth);
        return lots.transfer(a, auth);
    }

    function perform(AcceptTransfer memory a) internal {
        performAs(keyOf[a.company], a);
    }

    function performAs(address key, AcceptTransfer memory a) internal {
        Auth memory auth = fresh(key);
        bytes32 hash = hashOf(a, auth);
        authorizeBy(key, hash, auth);
        lots.acceptTransfer(a, auth);
    }

    function perform(RejectProposal memory a) internal {
        performAs(keyOf[a.company], a);
    }

    function performAs(address key, RejectProposal memory a) internal {
        Auth memory auth = fresh(key);
        bytes32 hash = hashOf(a, auth);
        authorizeBy(key, hash, auth);
        lots.rejectProposal(a, auth);
    }

    function perform(WithdrawProposal memory a) internal {
        performAs(keyOf[a.company], a);
    }

    function performAs(address key, WithdrawProposal memory a) internal {
        Auth memory auth = fresh(key);
        bytes32 hash = hashOf(a, auth);
        authorizeBy(key, hash, auth);
        lots.withdrawProposal(a, auth);
    }

    function perform(Split memory a) internal {
        performAs(keyOf[a.company], a);
    }

    function performAs(address key, Split memory a) internal {
        Auth memory auth = fresh(key);
        bytes32 hash = hashOf(a, auth);
        authorizeBy(key, hash, auth);
        lots.split(a, auth);
    }

    function perform(Merge memory a) internal {
        performAs(keyOf[a.company], a);
    }

    function performAs(address key, Merge memory a) internal {
        Auth memory auth = fresh(key);
        bytes32 hash = hashOf(a, auth);
        authorizeBy(key, hash, auth);
        lots.merge(a, auth);
    }

    function perform(RequestReceivable memory a) internal returns (ObligationId) {
        return performAs(keyOf[a.company], a);
    }

    function performAs(address key, RequestReceivable memory a) internal returns (ObligationId) {
        Auth memory auth = fresh(key);
        bytes32 hash = hashOf(a, auth);
        authorizeBy(key, hash, auth);
        return receivables.requestReceivable(a, auth);
    }

    function perform(IssueReceivable memory a) internal returns (ObligationId, bool) {
        return performAs(keyOf[a.company], a);
    }

    function performAs(address key, IssueReceivable memory a) internal returns (ObligationId, bool) {
        Auth memory auth = fresh(key);
        bytes32 hash = hashOf(a, auth);
        authorizeBy(key, hash, auth);
        return receivables.issueReceivable(a, auth);
    }

    function perform(ConfirmReceivable memory a) internal {
        performAs(keyOf[a.company], a);
    }

    function performAs(address key, ConfirmReceivable memory a) internal {
        Auth memory auth = fresh(key);
        bytes32 hash = hashOf(a, auth);
        authorizeBy(key, hash, auth);
        receivables.confirmReceivable(a, auth);
    }

    function perform(TakeReceivable memory a) internal {
        performAs(keyOf[a.company], a);
    }

    function performAs(address key, TakeReceivable memory a) internal {
        Auth memory auth = fresh(key);
        bytes32 hash = hashOf(a, auth);
        authorizeBy(key, hash, auth);
        receivables.takeReceivable(a, auth);
    }

    function perform(RejectReceivable memory a) internal {
        performAs(keyOf[a.company], a);
    }

    function performAs(address key, RejectReceivable memory a) internal {
        Auth memory auth = fresh(key);
        bytes32 hash = hashOf(a, auth);
        authorizeBy(key, hash, auth);
        receivables.rejectReceivable(a, auth);
    }

    function perform(WithdrawReceivable memory a) internal {
        performAs(keyOf[a.company], a);
    }

    function performAs(address key, WithdrawReceivable memory a) internal {
        Auth memory auth = fresh(key);
        bytes32 hash = hashOf(a, auth);
        authorizeBy(key, hash, auth);
        receivables.withdrawReceivable(a, auth);
    }

    function perform(SettleReceivable memory a) internal {
        performAs(keyOf[a.company], a);
    }

    function performAs(address key, SettleReceivable memory a) internal {
        Auth memory auth = fresh(key);
        bytes32 hash = hashOf(a, auth);
        authorizeBy(key, hash, auth);
        settlements.settleReceivable(a, auth);
    }

    function perform(GrantLine memory a) internal {
        performAs(keyOf[a.company], a);
    }

    function performAs(address key, GrantLine memory a) internal {
        Auth memory auth = fresh(key);
        bytes32 hash = hashOf(a, auth);
        authorizeBy(key, hash, auth);
        lines.grantLine(a, auth);
    }

    function perform(MintCash memory a) internal {
        performAs(keyOf[a.company], a);
    }

    function performAs(address key, MintCash memory a) internal {
        Auth memory auth = fresh(key);
        bytes32 hash = hashOf(a, auth);
        authorizeBy(key, hash, auth);
        cash.mintCash(a, auth);
    }

    function perform(RedeemCash memory a) internal {
        performAs(keyOf[a.company], a);
    }

    function performAs(address key, RedeemCash memory a) internal {
        Auth memory auth = fresh(key);
        bytes32 hash = hashOf(a, auth);
        authorizeBy(key, hash, auth);
        cash.redeemCash(a, auth);
    }

    function perform(TransferCash memory a) internal {
        performAs(keyOf[a.company], a);
    }

    function performAs(address key, TransferCash memory a) internal {
        Auth memory auth = fresh(key);
        bytes32 hash = hashOf(a, auth);
        authorizeBy(key, hash, auth);
        cash.transferCash(a, auth);
    }

    function perform(WithdrawQuote memory a) internal {
        performAs(keyOf[a.company], a);
    }

    function performAs(address key, WithdrawQuote memory a) internal {
        Auth memory auth = fresh(key);
        bytes32 hash = hashOf(a, auth);
        authorizeBy(key, hash, auth);
        discounts.withdrawQuote(a, auth);
    }

    /// @notice The holder takes what the bank quotes and signs; quotes are always signed.
    function perform(Quote memory q, TakeQuote memory a) internal {
        performAs(keyOf[q.company], q, keyOf[a.company], a);
    }

    function performAs(address bankKey, Quote memory q, address key, TakeQuote memory a) internal {
        Auth memory bank = Auth(bankKey, ++nonces, deadline, "", "");
        bytes32 quote = hashOf(q, bank);
        bank.signature = signatureOf(bankKey, quote);
        if (a.quote == 0) a.quote = quote;
        Auth memory auth = fresh(key);
        authorizeBy(key, hashOf(a, auth), auth);
        discounts.takeQuote(q, bank, a, auth);
    }
}
