// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Auth} from "../src/interfaces/Auth.sol";
import {ICompanies, SetThreshold} from "../src/interfaces/ICompanies.sol";
import {Merge, Split} from "../src/interfaces/ILots.sol";
import {ObligationId} from "../src/libraries/ObligationId.sol";
import {Network} from "./Network.sol";

/// @notice Many acts under one signature. ACME cuts five pieces off its lot by one list of five acts.
contract ListsTest is Network {
    uint48 private constant FACE = 1_000_000;

    ObligationId private id;
    address private key;
    bytes32[5] private digests;

    function setUp() public override {
        super.setUp();
        id = issued(ACME, FACE);
        key = keyOf[ACME];
        for (uint64 i; i < 5; ++i) {
            digests[i] = digestOf(hashOf(cut(i), under(1000 + i, deadline)));
        }
    }

    /// In any order, each once.
    function test_List_EachActIsDone() public {
        uint64[5] memory order = [uint64(0), 1, 2, 3, 4];
        for (uint256 i; i < 5; ++i) {
            vm.expectEmit(address(companies));
            emit ICompanies.Acted(digests[order[i]], key);
            lots.split(cut(order[i]), listed(order[i]));
        }
        assertLot(id, 0, 500, ACME, HELD);
        for (uint64 i; i < 5; ++i) {
            assertTrue(isSpent(key, 1000 + i), "its own nonce");
        }
        for (uint48 end = 500; end < 1000; end += 100) {
            perform(Merge(ACME, id, 0, end));
        }
        Auth memory again = listed(0);
        refused(abi.encodeWithSelector(ICompanies.NonceSpent.selector, key, uint64(1000)));
        lots.split(cut(0), again);
    }

    function test_List_OfOne() public {
        Auth memory auth = under(2007, deadline);
        bytes32 digest = digestOf(hashOf(cut(0), auth));
        (auth.key, auth.signature) = (key, abi.encodePacked(overRoot(key, digest, 1), uint32(1)));
        lots.split(cut(0), auth);
        assertLot(id, 0, 900, ACME, HELD);
    }

    /// A second operator's signature may be over a list, too.
    function test_List_OfTheChecker() public {
        perform(SetThreshold(ACME, 0));
        address second = hire(ACME, "second", CHECKER);
        Auth memory auth = under(2003, deadline);
        bytes32 hash = hashOf(tail(ACME, id, 0, FACE, 5, BOLT), auth);
        (auth.key, auth.signature) = (key, signatureOf(key, hash));
        bytes32 other = keccak256("another act's digest");
        bytes memory own = overRoot(second, pair(digestOf(hash), other), 2);
        auth.second = abi.encodePacked(second, own, uint32(2), other);
        lots.transfer(tail(ACME, id, 0, FACE, 5, BOLT), auth);
        assertLot(id, FACE - 5, FACE, ACME, LOCKED);
    }

    function test_RevertWhen_TheActIsNotInTheList() public {
        Auth memory auth = listed(2);
        auth.nonce = 1009;
        refused(abi.encodeWithSelector(ICompanies.BadSignature.selector, key));
        lots.split(cut(2), auth);
    }

    function test_RevertWhen_ThePathOrTheCountIsAnother() public {
        bytes memory reason = abi.encodeWithSelector(ICompanies.BadSignature.selector, key);
        Auth memory auth = listed(2);
        auth.signature = listed(3).signature;
        refused(reason);
        lots.split(cut(2), auth);
        auth = listed(2);
        auth.signature[68] = 0x06;
        refused(reason);
        lots.split(cut(2), auth);
        auth = listed(2);
        auth.signature = abi.encodePacked(auth.signature, bytes32(0));
        refused(reason);
        lots.split(cut(2), auth);
        auth = listed(2);
        auth.signature = abi.encodePacked(auth.signature, bytes1(0));
        refused(reason);
        lots.split(cut(2), auth);
        lots.split(cut(2), listed(2));
    }

    function test_RevertWhen_AnotherKeySignedTheList() public {
        Auth memory auth = listed(0);
        auth.key = keyOf[BOLT];
        refused(abi.encodeWithSelector(ICompanies.BadSignature.selector, keyOf[BOLT]));
        lots.split(cut(0), auth);
    }

    /// An inner node of the list is no act, and the signature over a list is none over an act.
    function test_RevertWhen_TheListItselfIsPassedOffAsAnAct() public {
        Auth memory auth = under(1000, deadline);
        (auth.key, auth.signature) = (key, overRoot(key, root(), 5));
        refused(abi.encodeWithSelector(ICompanies.BadSignature.selector, key));
        lots.split(cut(0), auth);
    }

    /*///////////////////////////////// SETTING //////////////////////////////*/

    function cut(uint64 i) private view returns (Split memory) {
        return Split(ACME, id, 0, 900 - uint48(i) * 100);
    }

    /// @dev Act `i` under the list's signature.
    function listed(uint64 i) private view returns (Auth memory auth) {
        auth = under(1000 + i, deadline);
        bytes memory path;
        bytes32 left = pair(pair(digests[0], digests[1]), pair(digests[2], digests[3]));
        if (i == 4) {
            path = abi.encodePacked(left);
        } else {
            bytes32 uncle = i < 2 ? pair(digests[2], digests[3]) : pair(digests[0], digests[1]);
            path = abi.encodePacked(digests[i ^ 1], uncle, digests[4]);
        }
        (auth.key, auth.signature) = (key, abi.encodePacked(overRoot(key, root(), 5), uint32(5), path));
    }

    function root() private view returns (bytes32) {
        return pair(pair(pair(digests[0], digests[1]), pair(digests[2], digests[3])), digests[4]);
    }

    function overRoot(address signer, bytes32 root_, uint32 count) private view returns (bytes memory) {
        bytes32 type_ = keccak256("ActList(bytes32 root,uint32 count)");
        return signatureOf(signer, keccak256(abi.encode(type_, root_, count)));
    }

    function pair(bytes32 a, bytes32 b) private pure returns (bytes32) {
        return a < b ? keccak256(abi.encode(a, b)) : keccak256(abi.encode(b, a));
    }
}
