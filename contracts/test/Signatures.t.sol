// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Auth} from "../src/interfaces/Auth.sol";
import {Call, IBatch} from "../src/interfaces/IBatch.sol";
import {CancelNonce, ICompanies, SetOperator, SetThreshold} from "../src/interfaces/ICompanies.sol";
import {ILots, Merge, Split, Transfer, WithdrawProposal} from "../src/interfaces/ILots.sol";
import {ObligationId} from "../src/libraries/ObligationId.sol";
import {FickleKey, LongWinded, TwoOfThree} from "./ContractKeys.sol";
import {Network} from "./Network.sol";

/// @notice Signed acts: what a signature is good for, once; keys that are contracts; and acts in batches beside hostile ones.
contract SignaturesTest is Network {
    uint48 private constant FACE = 1_000_000;
    /// The order of secp256k1.
    uint256 private constant CURVE = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141;

    ObligationId private id;
    address private key;
    FickleKey private fickle;
    /// The chain before the deployment.
    uint256 private _nothing;

    function setUp() public override {
        _nothing = vm.snapshotState();
        super.setUp();
        id = issued(ACME, FACE);
        accepting(BOLT, ACME, CORE);
        key = keyOf[ACME];
        fickle = new FickleKey();
        perform(SetOperator(ACME, address(fickle), MAKER, NO_LIMIT, NO_LIMIT, 0));
    }

    /*////////////////////////////// ONE MESSAGE /////////////////////////////*/

    function test_Domain_IsOfThisDeploymentAlone() public view {
        bytes32 type_ = keccak256("EIP712Domain(string name,string version,uint256 chainId,bytes32 salt)");
        bytes32 want =
            keccak256(abi.encode(type_, keccak256("Tallystick"), keccak256("1"), block.chainid, companies.salt()));
        assertEq(domain, want, "domain separator");
    }

    /// The outcome of a signed act is its own event, and the message is then used up.
    function test_Acted_NamesTheMessage() public {
        (Split memory act, Auth memory auth, bytes32 hash) = _split(900);
        vm.expectEmit(address(companies));
        emit ICompanies.Acted(digestOf(hash), key);
        lots.split(act, auth);
        assertTrue(isSpent(key, 900), "spent");
        perform(Merge(ACME, id, 0, 10));
        refused(abi.encodeWithSelector(ICompanies.NonceSpent.selector, key, uint64(900)));
        lots.split(act, auth);
    }

    /// Nonces need no order, and neighbours of one word do not touch each other. The highest below those of drafts is one too.
    function test_Nonces_AreUnordered() public {
        uint64[6] memory used = [uint64(256), 0, type(uint64).max >> 1, 255, 1, 257];
        for (uint48 i; i < used.length; ++i) {
            Split memory act = Split(ACME, id, 0, 100 - i);
            Auth memory auth = signed(key, hashOf(act, under(used[i], deadline)), used[i], deadline);
            lots.split(act, auth);
        }
        for (uint256 i; i < used.length; ++i) {
            assertTrue(isSpent(key, used[i]), "spent");
        }
        assertFalse(isSpent(key, 1000), "not spent");
        assertFalse(isSpent(key, (type(uint64).max >> 1) - 1), "not spent");
        assertFalse(isSpent(keyOf[BOLT], 0), "another key's");
        assertEq(companies.spentAround(key, 77) & 3, 3, "the first two");
        assertEq(companies.spentAround(key, 77) >> 254, 2, "the last of the first 256, and not the one before");
        assertEq(companies.spentAround(key, 300), 1 | 1 << 1, "the next");
        assertEq(companies.spentAround(key, type(uint64).max >> 1), 1 << 255, "the last before those of drafts");
        assertEq(companies.spentAround(keyOf[BOLT], 77) & 1, 0, "another key's first");
    }

    function test_CancelNonce_UsesUpAMessage() public eitherWay {
        (Split memory act, Auth memory auth,) = _split(900);
        vm.expectEmit(address(companies));
        emit ICompanies.NonceCancelled(key, 900);
        perform(CancelNonce(ACME, 900));
        bytes memory reason = abi.encodeWithSelector(ICompanies.NonceSpent.selector, key, uint64(900));
        refused(reason);
        lots.split(act, auth);
        refused(reason);
        perform(CancelNonce(ACME, 900));
        suspend(ACME);
        perform(CancelNonce(ACME, 901));
    }

    /// A stranger's act spends no nonce of another's, whether refused or its own.
    function test_Nonce_OfAnotherCannotBeSpent() public {
        (Split memory act, Auth memory auth,) = _split(900);
        perform(CancelNonce(BOLT, 900));
        refused(abi.encodeWithSelector(ICompanies.NotOperator.selector, keyOf[BOLT], ACME));
        performAs(keyOf[BOLT], CancelNonce(ACME, 900));
        Auth memory forged = Auth(key, 900, deadline, signatureOf(keyOf[BOLT], lastHash), "");
        refused(abi.encodeWithSelector(ICompanies.BadSignature.selector, key));
        companies.cancelNonce(CancelNonce(ACME, 1), forged);
        assertFalse(isSpent(key, 900), "not spent");
        lots.split(act, auth);
    }

    /// A refused act spends nothing: what is right later can be sent again.
    function test_Nonce_OfARefusedActStays() public {
        (Split memory act, Auth memory auth,) = _split(900);
        suspend(ACME);
        refused(abi.encodeWithSelector(ICompanies.CompanySuspended.selector, ACME));
        lots.split(act, auth);
        assertFalse(isSpent(key, 900), "not spent");
    }

    function test_RevertWhen_TheActWasEdited() public {
        Transfer memory t = tail(ACME, id, 0, FACE, 100, BOLT);
        Auth memory auth = signed(key, hashOf(t, under(900, deadline)), 900, deadline);
        bytes memory reason = abi.encodeWithSelector(ICompanies.BadSignature.selector, key);
        Transfer memory edited = tail(ACME, id, 0, FACE, 101, BOLT);
        refused(reason);
        lots.transfer(edited, auth);
        edited = tail(ACME, id, 0, FACE, 100, CIRRUS);
        refused(reason);
        lots.transfer(edited, auth);
        edited = tail(ACME, id, 0, FACE, 100, BOLT);
        edited.recourse = true;
        refused(reason);
        lots.transfer(edited, auth);
        auth.nonce = 901;
        refused(reason);
        lots.transfer(t, auth);
        (auth.nonce, auth.deadline) = (900, deadline - 1);
        refused(reason);
        lots.transfer(t, auth);
        (auth.deadline, auth.key) = (deadline, keyOf[BOLT]);
        refused(abi.encodeWithSelector(ICompanies.BadSignature.selector, keyOf[BOLT]));
        lots.transfer(t, auth);
    }

    /// The signing data are the signer's alone, and a later change of signature or content shows: who carries the act can neither sign
    /// for its author nor alter a word of it.
    function test_R_E01_TheCarrierCanNeitherSignNorAlter() public {
        address carrier = newKey("relayer");
        Transfer memory t = tail(ACME, id, 0, FACE, 100, BOLT);
        bytes32 hash = hashOf(t, under(900, deadline));
        Auth memory auth = signed(key, hash, 900, deadline);
        bytes memory reason = abi.encodeWithSelector(ICompanies.BadSignature.selector, key);

        Auth memory forged = Auth(key, 900, deadline, signatureOf(carrier, hash), "");
        vm.startPrank(carrier);
        refused(reason);
        lots.transfer(t, forged);
        refused(abi.encodeWithSelector(ICompanies.NotOperator.selector, carrier, ACME));
        lots.transfer(t, direct());
        t.to = CIRRUS;
        refused(reason);
        lots.transfer(t, auth);
        t.to = BOLT;
        auth.signature[10] ^= 0x01;
        refused(reason);
        lots.transfer(t, auth);
        auth.signature[10] ^= 0x01;
        lots.transfer(t, auth);
        assertLot(id, FACE - 100, FACE, BOLT, HELD);
    }

    /// Control by several persons together is one company's control: maker and checker, or the owners of a contract key, are one holder.
    function test_R_E02_JointPersonsAreOnePerson() public {
        (TwoOfThree key3, address first, address second) = _twoOfThree();
        perform(SetThreshold(ACME, 10));
        Transfer memory t = tail(ACME, id, 0, FACE, 100, BOLT);
        bytes32 hash = hashOf(t, under(900, deadline));
        Auth memory auth = signed(key, hash, 900, deadline);
        refused(abi.encodeWithSelector(ICompanies.SecondNeeded.selector, ACME, uint48(10)));
        lots.transfer(t, auth);
        assertLot(id, 0, FACE, ACME, HELD);
        auth.second = abi.encodePacked(address(key3), _both(first, second, hash));
        lots.transfer(t, auth);
        assertLot(id, FACE - 100, FACE, BOLT, HELD);
    }

    function test_RevertWhen_TheDeadlineHasPassed() public {
        Split memory act = Split(ACME, id, 0, 10);
        uint40 until = uint40(block.timestamp);
        Auth memory auth = signed(key, hashOf(act, under(900, until)), 900, until);
        vm.warp(until + 1);
        refused(abi.encodeWithSelector(ICompanies.DeadlinePassed.selector, until));
        lots.split(act, auth);
        vm.warp(until);
        lots.split(act, auth);
    }

    /// The other root of a signature, a compact one, a cut one and none: only the one form is taken.
    function test_RevertWhen_TheSignatureIsOfAnotherForm() public {
        (Split memory act, Auth memory auth, bytes32 hash) = _split(900);
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(privateKey[key], digestOf(hash));
        bytes[5] memory forms = [
            abi.encodePacked(r, bytes32(CURVE - uint256(s)), v == 27 ? uint8(28) : uint8(27)),
            abi.encodePacked(r, s, v - 27),
            abi.encodePacked(r, uint256(s) | uint256(v - 27) << 255),
            abi.encodePacked(r, s),
            bytes("")
        ];
        for (uint256 i; i < forms.length; ++i) {
            auth.signature = forms[i];
            refused(abi.encodeWithSelector(ICompanies.BadSignature.selector, key));
            lots.split(act, auth);
        }
    }

    /*//////////////////////////// REORGS AND RESETS /////////////////////////*/

    /// The chain takes a block back: the same signed act lands again, once, under the same name, though others came before it now.
    function test_Reorg_TheSameActLandsOnce() public {
        Transfer memory t = tail(ACME, id, 0, FACE, 100, CIRRUS);
        Auth memory auth = signed(key, hashOf(t, under(900, deadline)), 900, deadline);
        uint256 before = vm.snapshotState();
        lots.transfer(t, auth);
        bytes32 proposal = lots.proposalOf(id, FACE - 100);
        bytes32 lot = keccak256(abi.encode(lots.lotOf(id, FACE - 100)));
        vm.revertToState(before);
        assertNoLot(id, FACE - 100);
        issued(BOLT, 10);
        lots.transfer(t, auth);
        assertEq(lots.proposalOf(id, FACE - 100), proposal, "the same proposal");
        assertEq(keccak256(abi.encode(lots.lotOf(id, FACE - 100))), lot, "the same lot");
        refused(abi.encodeWithSelector(ILots.NotInLot.selector, uint48(0), FACE - 100));
        lots.transfer(t, auth);
        perform(WithdrawProposal(ACME, id, FACE - 100, proposal));
        perform(Merge(ACME, id, 0, FACE - 100));
        refused(abi.encodeWithSelector(ICompanies.NonceSpent.selector, key, uint64(900)));
        lots.transfer(t, auth);
    }

    /// A network started anew: same chain id, same addresses, same companies, keys and debts. Its salt is another.
    function test_RevertWhen_ASignatureIsOfTheNetworkBeforeAReset() public {
        (Split memory act, Auth memory auth,) = _split(900);
        (address companiesAt, address lotsAt, bytes32 salt) = (address(companies), address(lots), companies.salt());
        vm.revertToState(_nothing);
        vm.roll(block.number + 1);
        setUp();
        assertEq(address(companies), companiesAt, "the same address");
        assertEq(address(lots), lotsAt, "the same address");
        assertLot(id, 0, FACE, ACME, HELD);
        assertTrue(companies.salt() != salt, "another salt");
        refused(abi.encodeWithSelector(ICompanies.BadSignature.selector, key));
        lots.split(act, auth);
        (act, auth,) = _split(900);
        lots.split(act, auth);
    }

    /*///////////////////////////// CONTRACT KEYS ////////////////////////////*/

    function test_ContractKey_TwoOfThreeSignTogether() public {
        (TwoOfThree key3, address first, address second) = _twoOfThree();
        Transfer memory t = tail(ACME, id, 0, FACE, 100, BOLT);
        bytes32 hash = hashOf(t, under(900, deadline));
        Auth memory auth = Auth(address(key3), 900, deadline, _both(first, second, hash), "");
        vm.expectEmit(address(companies));
        emit ICompanies.Acted(digestOf(hash), address(key3));
        lots.transfer(t, auth);
        assertLot(id, FACE - 100, FACE, BOLT, HELD);
        vm.prank(address(key3)); // it may call, too
        lots.transfer(tail(ACME, id, 0, FACE - 100, 100, BOLT), direct());
    }

    function test_ContractKey_AsTheSecondOperator() public {
        (TwoOfThree key3, address first, address second) = _twoOfThree();
        perform(SetThreshold(ACME, 10));
        Transfer memory t = tail(ACME, id, 0, FACE, 100, BOLT);
        bytes32 hash = hashOf(t, under(900, deadline));
        Auth memory auth = signed(key, hash, 900, deadline);
        auth.second = abi.encodePacked(address(key3), _both(first, second, hash));
        lots.transfer(t, auth);
        assertLot(id, FACE - 100, FACE, BOLT, HELD);
    }

    function test_RevertWhen_OneOfThreeSigns() public {
        (TwoOfThree key3, address first, address second) = _twoOfThree();
        (Split memory act,, bytes32 hash) = _split(900);
        bytes[3] memory signatures = [signatureOf(first, hash), _both(first, first, hash), _both(second, first, hash)];
        for (uint256 i; i < signatures.length; ++i) {
            refused(abi.encodeWithSelector(ICompanies.BadSignature.selector, address(key3)));
            lots.split(act, Auth(address(key3), 900, deadline, signatures[i], ""));
        }
    }

    /// A key that refuses, reverts, answers short, with a flood, or never: its act is refused, at a bounded price.
    function test_RevertWhen_AContractKeyMisbehaves() public {
        (Split memory act,,) = _split(900);
        Auth memory auth = Auth(address(fickle), 900, deadline, "", "");
        for (uint8 mood = 1; mood < 6; ++mood) {
            fickle.turn(FickleKey.Mood(mood));
            uint256 before = gasleft();
            refused(abi.encodeWithSelector(ICompanies.BadSignature.selector, address(fickle)));
            lots.split(act, auth);
            assertLt(before - gasleft(), 200_000, "gas");
        }
        fickle.turn(FickleKey.Mood.Signing);
        lots.split(act, auth);
    }

    /*///////////////////////////////// BATCH ////////////////////////////////*/

    /// Beside every kind of hostile key the neighbours' acts are done, and the refusal says why.
    function test_Batch_HostileKeysHurtNoNeighbour() public {
        for (uint8 mood = 1; mood < 6; ++mood) {
            uint256 before = vm.snapshotState();
            fickle.turn(FickleKey.Mood(mood));
            Call[] memory calls = new Call[](3);
            calls[0] = _call(Split(ACME, id, 0, 300), key, 900);
            calls[1] = _call(Split(ACME, id, 0, 200), address(fickle), 901);
            calls[2] = _call(Split(ACME, id, 0, 100), key, 902);
            bytes memory reason = abi.encodeWithSelector(ICompanies.BadSignature.selector, address(fickle));
            vm.expectEmit(address(batch));
            emit IBatch.Refused(1, keccak256(calls[1].data), reason);
            assertEq(batch.run{gas: 1_000_000}(calls), 2, "done");
            assertLot(id, 0, 100, ACME, HELD);
            assertLot(id, 100, 300, ACME, HELD);
            vm.revertToState(before);
        }
    }

    /// A target's flood of revert data is cut; one that burns all its gas takes no more than its own; one without code is refused.
    function test_Batch_HostileTargetsHurtNoNeighbour() public {
        LongWinded windbag = new LongWinded();
        Call[] memory calls = new Call[](4);
        calls[0] = Call(address(windbag), 300_000, "");
        calls[1] = Call(address(fickle), 50_000, abi.encodeCall(FickleKey.isValidSignature, (0, "")));
        calls[2] = Call(makeAddress("no code"), 50_000, "");
        calls[3] = _call(Split(ACME, id, 0, 100), key, 900);
        fickle.turn(FickleKey.Mood.Burning);
        vm.expectEmit(address(batch));
        emit IBatch.Refused(0, keccak256(""), new bytes(1024));
        vm.expectEmit(address(batch));
        emit IBatch.Refused(1, keccak256(calls[1].data), "");
        vm.expectEmit(address(batch));
        emit IBatch.Refused(2, keccak256(""), "");
        assertEq(batch.run{gas: 1_000_000}(calls), 1, "done");
        assertLot(id, 0, 100, ACME, HELD);
    }

    /// It has no right of its own: an unsigned act comes from the batch, which acts for no company.
    function test_Batch_HasNoRight() public {
        Call[] memory calls = new Call[](1);
        calls[0] = Call(address(lots), 200_000, abi.encodeCall(ILots.split, (Split(ACME, id, 0, 100), direct())));
        vm.expectEmit(address(batch));
        emit IBatch.Refused(
            0, keccak256(calls[0].data), abi.encodeWithSelector(ICompanies.NotOperator.selector, address(batch), ACME)
        );
        vm.prank(key);
        assertEq(batch.run(calls), 0, "done");
    }

    /// Rather than give a call less gas than it was promised, the batch fails as a whole: a sender cannot starve an act.
    function test_RevertWhen_TheBatchHasTooLittleGas() public {
        Call[] memory calls = new Call[](2);
        calls[0] = _call(Split(ACME, id, 0, 300), key, 900);
        calls[1] = _call(Split(ACME, id, 0, 200), key, 901);
        refused(abi.encodeWithSelector(IBatch.GasShort.selector, uint256(0)));
        batch.run{gas: 200_000}(calls);
        refused(abi.encodeWithSelector(IBatch.GasShort.selector, uint256(1)));
        batch.run{gas: 300_000}(calls);
        assertLot(id, 0, FACE, ACME, HELD);
        assertEq(batch.run{gas: 400_000}(calls), 2, "done");
    }

    /*//////////////////////////////// SETTING ///////////////////////////////*/

    /// @dev ACME's first key signs a split under the nonce.
    function _split(uint64 nonce) private view returns (Split memory act, Auth memory auth, bytes32 hash) {
        act = Split(ACME, id, 0, 10);
        hash = hashOf(act, under(nonce, deadline));
        auth = signed(key, hash, nonce, deadline);
    }

    function _call(Split memory act, address by, uint64 nonce) private view returns (Call memory) {
        bytes memory signature = by == key ? signatureOf(by, hashOf(act, under(nonce, deadline))) : bytes("any");
        bytes memory data = abi.encodeCall(ILots.split, (act, Auth(by, nonce, deadline, signature, "")));
        return Call(address(lots), 200_000, data);
    }

    /// @dev A key of three people, maker and checker of ACME, and two of its people, the lower address first.
    function _twoOfThree() private returns (TwoOfThree key3, address first, address second) {
        (first, second) = (newKey("one"), newKey("two"));
        if (first > second) (first, second) = (second, first);
        key3 = new TwoOfThree([first, second, newKey("three")]);
        SetOperator memory act = SetOperator(ACME, address(key3), MAKER | CHECKER, NO_LIMIT, NO_LIMIT, 0);
        bytes32 hash = hashOf(act, under(800, deadline));
        companies.setOperator(act, signed(key, hash, 800, deadline), _both(first, second, hash));
    }

    function _both(address first, address second, bytes32 hash) private view returns (bytes memory) {
        return bytes.concat(signatureOf(first, hash), signatureOf(second, hash));
    }
}
