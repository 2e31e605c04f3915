// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Auth} from "../src/interfaces/Auth.sol";
import {InviteMember, JoinCircle, LeaveCircle} from "../src/interfaces/ICircles.sol";
import {
    AgreeRecovery,
    CancelSignature,
    ObjectRecovery,
    ProposeRecovery,
    SuspendKey
} from "../src/interfaces/ICompanies.sol";
import {DefineRule, NameRuleSet} from "../src/interfaces/IRules.sol";
import {Network} from "./Network.sol";

/// @title  LifeActs: orders against keys, recovery, circles and rule sets, done by a key's own call or under its signature
abstract contract LifeActs is Network {
    /*//////////////////////////////// HASHES ////////////////////////////////*/

    function hashOf(CancelSignature memory a, Auth memory auth) internal pure returns (bytes32) {
        return vm.eip712HashStruct(
            "CancelSignature(uint32 company,bytes32 digest,uint64 nonce,uint40 deadline)",
            abi.encode(a, auth.nonce, auth.deadline)
        );
    }

    function hashOf(SuspendKey memory a, Auth memory auth) internal pure returns (bytes32) {
        bytes32 type_ = keccak256(
            "SuspendKey(uint32 company,address key,bool suspended,string order,uint64 nonce,uint40 deadline)"
        );
        bytes32 order = keccak256(bytes(a.order));
        return keccak256(abi.encode(type_, a.company, a.key, a.suspended, order, auth.nonce, auth.deadline));
    }

    function hashOf(ProposeRecovery memory a, Auth memory auth) internal pure returns (bytes32) {
        return vm.eip712HashStruct(
            "ProposeRecovery(uint32 company,uint32 lost,address key,bytes32 documents,uint64 nonce,uint40 deadline)",
            abi.encode(a, auth.nonce, auth.deadline)
        );
    }

    function hashOf(AgreeRecovery memory a, Auth memory auth) internal pure returns (bytes32) {
        return vm.eip712HashStruct(
            "AgreeRecovery(uint32 company,uint32 lost,bytes32 proposal,uint64 nonce,uint40 deadline)",
            abi.encode(a, auth.nonce, auth.deadline)
        );
    }

    function hashOf(ObjectRecovery memory a, Auth memory auth) internal pure returns (bytes32) {
        return vm.eip712HashStruct(
            "ObjectRecovery(uint32 company,bytes32 proposal,uint64 nonce,uint40 deadline)",
            abi.encode(a, auth.nonce, auth.deadline)
        );
    }

    function hashOf(InviteMember memory a, Auth memory auth) internal pure returns (bytes32) {
        return vm.eip712HashStruct(
            "InviteMember(uint32 company,uint32 circle,address code,uint32 until,uint64 nonce,uint40 deadline)",
            abi.encode(a, auth.nonce, auth.deadline)
        );
    }

    function hashOf(JoinCircle memory a, Auth memory auth) internal pure returns (bytes32) {
        return vm.eip712HashStruct(
            "JoinCircle(uint32 company,uint32 circle,address code,uint64 nonce,uint40 deadline)",
            abi.encode(a, auth.nonce, auth.deadline)
        );
    }

    function hashOf(LeaveCircle memory a, Auth memory auth) internal pure returns (bytes32) {
        return vm.eip712HashStruct(
            "LeaveCircle(uint32 company,uint32 circle,uint32 member,uint64 nonce,uint40 deadline)",
            abi.encode(a, auth.nonce, auth.deadline)
        );
    }

    function hashOf(NameRuleSet memory a, Auth memory auth) internal pure returns (bytes32) {
        bytes32 type_ =
            keccak256("NameRuleSet(uint32 company,uint16 set,string name,uint32 from,uint64 nonce,uint40 deadline)");
        bytes32 name = keccak256(bytes(a.name));
        return keccak256(abi.encode(type_, a.company, a.set, name, a.from, auth.nonce, auth.deadline));
    }

    function hashOf(DefineRule memory a, Auth memory auth) internal pure returns (bytes32) {
        bytes32 type_ = keccak256(
            "DefineRule(uint32 company,uint16 set,bytes32 id,uint256 value,uint32 from,string source,uint64 nonce,uint40 deadline)"
        );
        bytes32 source = keccak256(bytes(a.source));
        return keccak256(abi.encode(type_, a.company, a.set, a.id, a.value, a.from, source, auth.nonce, auth.deadline));
    }

    /*///////////////////////////////// ACTS /////////////////////////////////*/

    function perform(CancelSignature memory a) internal {
        performAs(keyOf[a.company], a);
    }

    function performAs(address key, CancelSignature memory a) internal {
        Auth memory auth = fresh(key);
        authorizeBy(key, hashOf(a, auth), auth);
        companies.cancelSignature(a, auth);
    }

    function perform(SuspendKey memory a) internal {
        performAs(keyOf[a.company], a);
    }

    function performAs(address key, SuspendKey memory a) internal {
        Auth memory auth = fresh(key);
        authorizeBy(key, hashOf(a, auth), auth);
        companies.suspendKey(a, auth);
    }

    /// @return proposal By which the authority agrees and the company objects.
    function perform(ProposeRecovery memory a) internal returns (bytes32 proposal) {
        return performAs(keyOf[a.company], a);
    }

    function performAs(address key, ProposeRecovery memory a) internal returns (bytes32 proposal) {
        Auth memory auth = fresh(key);
        proposal = hashOf(a, auth);
        bytes memory consent = privateKey[a.key] == 0 ? bytes("") : signatureOf(a.key, proposal);
        authorizeBy(key, proposal, auth);
        companies.proposeRecovery(a, auth, consent);
    }

    function perform(AgreeRecovery memory a) internal {
        performAs(keyOf[a.company], a);
    }

    function performAs(address key, AgreeRecovery memory a) internal {
        Auth memory auth = fresh(key);
        authorizeBy(key, hashOf(a, auth), auth);
        companies.agreeRecovery(a, auth);
    }

    function perform(ObjectRecovery memory a) internal {
        performAs(keyOf[a.company], a);
    }

    function performAs(address key, ObjectRecovery memory a) internal {
        Auth memory auth = fresh(key);
        authorizeBy(key, hashOf(a, auth), auth);
        companies.objectRecovery(a, auth);
    }

    function perform(InviteMember memory a) internal {
        performAs(keyOf[a.company], a);
    }

    function performAs(address key, InviteMember memory a) internal {
        Auth memory auth = fresh(key);
        authorizeBy(key, hashOf(a, auth), auth);
        circles.inviteMember(a, auth);
    }

    function perform(JoinCircle memory a) internal {
        performAs(keyOf[a.company], a);
    }

    /// @dev The code signs what the company signs.
    function performAs(address key, JoinCircle memory a) internal {
        Auth memory auth = fresh(key);
        bytes32 hash = hashOf(a, auth);
        bytes memory proof = privateKey[a.code] == 0 ? bytes("") : signatureOf(a.code, hash);
        authorizeBy(key, hash, auth);
        circles.joinCircle(a, auth, proof);
    }

    function perform(LeaveCircle memory a) internal {
        performAs(keyOf[a.company], a);
    }

    function performAs(address key, LeaveCircle memory a) internal {
        Auth memory auth = fresh(key);
        authorizeBy(key, hashOf(a, auth), auth);
        circles.leaveCircle(a, auth);
    }

    function perform(NameRuleSet memory a) internal {
        performAs(keyOf[a.company], a);
    }

    function performAs(address key, NameRuleSet memory a) internal {
        Auth memory auth = fresh(key);
        authorizeBy(key, hashOf(a, auth), auth);
        rules.nameRuleSet(a, auth);
    }

    function perform(DefineRule memory a) internal {
        performAs(keyOf[a.company], a);
    }

    function performAs(address key, DefineRule memory a) internal {
        Auth memory auth = fresh(key);
        authorizeBy(key, hashOf(a, auth), auth);
        rules.defineRule(a, auth);
    }
}
