// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Call} from "../src/interfaces/IBatch.sol";
import {AgreeRecovery, Company, ObjectRecovery, ProposeRecovery} from "../src/interfaces/ICompanies.sol";
import {Account} from "../src/interfaces/ICash.sol";
import {Lot, Obligation, Split, Transfer} from "../src/interfaces/ILots.sol";
import {ObligationId} from "../src/libraries/ObligationId.sol";
import {LifeActs} from "./LifeActs.sol";
import {SecurityActs} from "./SecurityActs.sol";

/// @title  No back door
/// @notice Walks every function by which anything can be changed, of every contract (`test/vectors/externals.json`, which
///         `tools/externals` makes of the compiled ABIs), with the operator's key, the authority's, and one more of each: whatever they
///         call, with whatever fits where it goes, nobody's claim moves, arises, ends or reads otherwise. Claims are: who holds each unit,
///         an obligation's terms and what is paid on it, who has what cash, the rules that it lives under, and who acts for a company.
///         The one exception is tried by name: a company that lost all its admin keys is given another.
///
/// @dev    An attempt fills a function's calldata by the names of its fields. Mostly one lot of the scene gives them all, so that
///         they fit each other; what does not fit is refused for that alone and would show nothing. That the walk finds what can be
///         done is shown by walking it as the holders themselves.
contract BackDoorTest is LifeActs, SecurityActs {
    uint48 private constant FACE = 1000;
    uint256 private constant ROUNDS = 20;

    /// A lot, with what there is to answer on it.
    struct Scene {
        ObligationId id;
        uint48 start;
        uint48 end;
        uint32 holder;
        uint32 other;
        bytes32 hash;
    }

    /// What of the scene fits a field.
    uint8 private constant ANY = 0;
    uint8 private constant COMPANY = 1;
    uint8 private constant OBLIGATION = 2;
    uint8 private constant START = 3;
    uint8 private constant END = 4;
    uint8 private constant MIDDLE = 5;
    uint8 private constant HOLDER = 6;
    uint8 private constant HASH = 7;

    Scene[] private _scenes;
    ObligationId[] private _debts;
    /// What may stand in a field, by its name.
    mapping(string => uint256[]) private _pool;

    string[] private _functions;
    string[] private _fields;
    mapping(uint256 => uint8) private _fits;
    bytes[] private _data;
    bytes[] private _words;

    mapping(string => address) private _contracts;

    address private _clerk;
    address private _marshal;
    /// Stands for the holder of an unopened leaf.
    uint32 private constant UNOPENED = type(uint32).max;

    function setUp() public override {
        super.setUp();
        _clerk = hire(OPERATOR, "clerk", MAKER | CHECKER | ADMIN);
        _marshal = hire(AUTHORITY, "marshal", MAKER | CHECKER | ADMIN);
        _read();
        _setScene();
        _fillPools();
    }

    /*////////////////////////////////// WALKS ///////////////////////////////*/

    /// Before the due day and after it, one after the other and so also together, first to last and round again.
    function test_NoBackDoor_OperatorAndAuthorityChangeNoClaim() public {
        address[4] memory keys = [keyOf[OPERATOR], keyOf[AUTHORITY], _clerk, _marshal];
        uint32[2] memory days_ = [DAY0 + 1, DAY0 + 100];
        for (uint256 d; d < days_.length; ++d) {
            onDay(days_[d]);
            bytes32 before = claims();
            for (uint256 round; round < ROUNDS; ++round) {
                uint256 start = vm.snapshotState();
                for (uint256 i; i < _functions.length; ++i) {
                    uint256 seed = uint256(keccak256(abi.encode(d, round, i)));
                    if (!this.attempt(i, keys[round % 4], false, seed)) continue;
                    assertEq(claims(), before, string.concat(_functions[i], ": claims"));
                }
                vm.revertToState(start);
            }
        }
    }

    /// The same by chance: any key, any order.
    function testFuzz_NoBackDoor(uint256 seed) public {
        address[4] memory keys = [keyOf[OPERATOR], keyOf[AUTHORITY], _clerk, _marshal];
        onDay(DAY0 + uint32(seed % 120));
        bytes32 before = claims();
        for (uint256 n; n < 60; ++n) {
            seed = uint256(keccak256(abi.encode(seed)));
            uint256 i = (seed >> 8) % _functions.length;
            if (!this.attempt(i, keys[seed % 4], false, seed)) continue;
            assertEq(claims(), before, string.concat(_functions[i], ": claims"));
        }
    }

    /// What the two desks are for is done on the way: the walk is no row of refusals. (A recovery's proposal needs the signature of the
    /// key to come, which is beyond it; those are tried below.)
    function test_NoBackDoor_TheWalkDoesWhatTheDesksMayDo() public {
        (bool[] memory done, bool moved) = _walk(false);
        assertFalse(moved, "claims moved");
        string[5] memory theirs = [
            "Companies.suspendCompany",
            "Companies.suspendKey",
            "Holds.freezeLot",
            "Holds.unfreezeLot",
            "Rules.nameRuleSet"
        ];
        for (uint256 i; i < theirs.length; ++i) {
            assertTrue(done[_indexOf(theirs[i])], theirs[i]);
        }
    }

    /// And as a holder, a debtor or a bank the same walk does move claims: were there a way for others, it would be found.
    function test_NoBackDoor_TheWalkFindsWhatPartiesMayDo() public {
        (bool[] memory done, bool moved) = _walk(true);
        assertTrue(moved, "claims moved");
        string[15] memory theirs = [
            "PaymentRuns.payRun",
            "Lots.transfer",
            "Lots.split",
            "Lots.acceptTransfer",
            "Lots.rejectProposal",
            "Lots.withdrawProposal",
            "Receivables.confirmReceivable",
            "Receivables.takeReceivable",
            "Receivables.rejectReceivable",
            "Pledges.releasePledge",
            "Endings.retireLot",
            "Holds.disputeLot",
            "Cash.transferCash",
            "Cash.mintCash",
            "Companies.setThreshold"
        ];
        for (uint256 i; i < theirs.length; ++i) {
            assertTrue(done[_indexOf(theirs[i])], theirs[i]);
        }
    }

    /// The list is of the network's own contracts, and has every one of them.
    function test_NoBackDoor_EveryContractIsWalked() public view {
        for (uint256 i; i < _functions.length; ++i) {
            assertTrue(_targetOf(_functions[i]).code.length != 0, _functions[i]);
        }
        assertEq(_functions.length, _data.length, "calldata for each");
        assertEq(_functions.length, _words.length, "fields for each");
        assertGt(_functions.length, 90, "functions");
    }

    /*//////////////////////////// NAMED EXCEPTION ///////////////////////////*/

    /// A company whose admins all lost their keys gets a new one: by both desks, in public, after the notice days, and no claim moves.
    function test_NoBackDoor_NamedException_RecoveryOfACompanyThatLostItsKeys() public {
        bytes32 before = _holdings();
        address replacement = newKey("replacement");
        bytes32 proposal = perform(ProposeRecovery(OPERATOR, ACME, replacement, "documents"));
        vm.expectRevert();
        companies.recover(ACME);
        perform(AgreeRecovery(AUTHORITY, ACME, proposal));
        vm.expectRevert();
        companies.recover(ACME);
        onDay(DAY0 + 31);
        companies.recover(ACME);
        assertEq(companies.operatorOf(replacement).company, ACME, "acts for it");
        assertEq(_holdings(), before, "and what it has is what it had");
    }

    /// Not while one admin of it objects.
    function test_NoBackDoor_NamedException_NotAgainstAnAdmin() public {
        bytes32 proposal = perform(ProposeRecovery(OPERATOR, ACME, newKey("replacement"), "documents"));
        perform(AgreeRecovery(AUTHORITY, ACME, proposal));
        onDay(DAY0 + 29);
        perform(ObjectRecovery(ACME, proposal));
        onDay(DAY0 + 31);
        vm.expectRevert();
        companies.recover(ACME);
    }

    /*///////////////////////////////// CLAIMS ///////////////////////////////*/

    /// @notice Everything that must not change, as one digest.
    function claims() public view returns (bytes32 digest) {
        digest = _holdings();
        address[4] memory theirs = [keyOf[OPERATOR], keyOf[AUTHORITY], _clerk, _marshal];
        for (uint256 i; i < theirs.length; ++i) {
            uint32 company = companies.operatorOf(theirs[i]).company;
            require(company <= AUTHORITY, "a desk's key acts for a company");
        }
        bytes32[5] memory ids =
            [bytes32("V01.tenor-months"), "V06.registration", "V07.line", "V08.cutoff-days", "V17.late-rate"];
        for (uint16 set = 1; set <= 3; ++set) {
            for (uint256 i; i < ids.length; ++i) {
                digest = keccak256(abi.encode(digest, rules.valueOn(set, ids[i], DAY0 + 90)));
            }
        }
    }

    /// @dev Who holds each unit and whether it lives, under which terms, how much of it is paid, and all cash.
    function _holdings() private view returns (bytes32 digest) {
        for (uint256 i; i < _debts.length; ++i) {
            Obligation memory o = lots.obligationOf(_debts[i]);
            // A dispute or an order may take units out of payment for a while: that is a hold, not a claim.
            o.out = 0;
            digest = keccak256(abi.encode(digest, o, receivables.receivableOf(_debts[i])));
            uint48 start;
            uint48 run;
            Lot memory last;
            while (start != o.face) {
                Lot memory lot = lots.lotOf(_debts[i], start);
                // A run of the walk's has one leaf, of 100 units, which are in no lot.
                if (lot.end == 0) (lot.end, lot.holder, lot.state) = (start + 100, UNOPENED, HELD);
                require(lot.end > start && lot.end <= o.face, "lots do not cover the units");
                bool ended = lot.state > LOCKED;
                if (start != run && (lot.holder != last.holder || ended != last.state > LOCKED)) {
                    digest = keccak256(abi.encode(digest, run, start, last.holder, last.state > LOCKED));
                    run = start;
                }
                (last, start) = (lot, lot.end);
            }
            digest = keccak256(abi.encode(digest, run, start, last.holder, last.state > LOCKED));
        }
        uint32[8] memory all = [OPERATOR, AUTHORITY, CORE, ACME, BOLT, CIRRUS, BANK, OTHER_BANK];
        for (uint256 i; i < all.length; ++i) {
            Account memory a = cash.accountOf(BANK, CNY, all[i]);
            Account memory b = cash.accountOf(OTHER_BANK, CNY, all[i]);
            digest = keccak256(abi.encode(digest, a, b));
            if (all[i] <= AUTHORITY) continue;
            Company memory c = companies.companyOf(all[i]);
            digest = keccak256(abi.encode(digest, c.capacities, c.dualAbove, c.admins));
        }
    }

    /*//////////////////////////////// ATTEMPTS //////////////////////////////*/

    /// @dev Every function until it is done once, up to 240 times, always on the scene as it was set.
    /// @return done Which were.
    /// @return moved Whether any claim was another after one of them.
    function _walk(bool asParties) private returns (bool[] memory done, bool moved) {
        onDay(DAY0 + 1);
        bytes32 before = claims();
        done = new bool[](_functions.length);
        for (uint256 i; i < done.length; ++i) {
            uint256 start = vm.snapshotState();
            for (uint256 round; round < 12 * ROUNDS && !done[i]; ++round) {
                address desk = round % 2 == 0 ? keyOf[OPERATOR] : keyOf[AUTHORITY];
                done[i] =
                    this.attempt(i, desk, asParties, uint256(keccak256(abi.encode(asParties, round, _functions[i]))));
            }
            if (done[i] && claims() != before) moved = true;
            vm.revertToState(start);
        }
    }

    /// @dev Calls the function with a filling of the seed's choice, as `key`, or as the party that the act is of. Says whether it was done.
    ///      External: what an attempt needs of memory goes with it.
    function attempt(uint256 i, address key, bool asParty, uint256 seed) external returns (bool done) {
        bytes memory data = _data[i];
        bytes memory words = _words[i];
        Scene memory scene = _scenes[seed % _scenes.length];
        // Half of the attempts of a desk, and all of a party, fit one lot in all fields, the others in three of four.
        bool fitting = asParty || seed >> 128 & 1 == 0;
        for (uint256 w; w < words.length; w += 4) {
            seed = uint256(keccak256(abi.encode(seed)));
            uint256 field = _twoBytes(words, w + 2);
            uint256 value = _valueOf(field, scene, key, asParty, fitting, seed);
            if (asParty && _fits[field] == COMPANY) key = keyOf[uint32(value)];
            uint256 offset = _twoBytes(words, w);
            assembly ("memory-safe") {
                mstore(add(add(data, 32), offset), value)
            }
        }
        address target = _targetOf(_functions[i]);
        // Now and then through the batch, which has no right of its own.
        if (!asParty && seed % 8 == 0) {
            Call[] memory calls = new Call[](1);
            calls[0] = Call(target, 1_000_000, data);
            vm.prank(key);
            return batch.run(calls) == 1;
        }
        vm.prank(key);
        (done,) = target.call(data);
    }

    /// @dev What fits the scene, or anything that may stand there.
    function _valueOf(uint256 field, Scene memory s, address key, bool asParty, bool fitting, uint256 seed)
        private
        view
        returns (uint256)
    {
        uint256[] storage pool = _pool[_fields[field]];
        uint8 fits = _fits[field];
        if (fits == ANY || (!fitting && seed % 4 == 0)) return pool[(seed >> 8) % pool.length];
        if (fits == OBLIGATION) return ObligationId.unwrap(s.id);
        if (fits == START) return s.start;
        if (fits == END) return s.end;
        if (fits == MIDDLE) return (s.start + s.end) / 2;
        if (fits == HASH) return uint256(s.hash);
        if (fits == HOLDER) return s.holder;
        if (asParty) return seed % 2 == 0 ? s.other : s.holder;
        // The desk for itself, or in the name of a party.
        return seed % 3 == 0 ? s.holder : companies.operatorOf(key).company;
    }

    function _same(string memory a, string memory b) private pure returns (bool) {
        return keccak256(bytes(a)) == keccak256(bytes(b));
    }

    function _twoBytes(bytes memory b, uint256 i) private pure returns (uint256) {
        return uint256(uint8(b[i])) << 8 | uint8(b[i + 1]);
    }

    function _indexOf(string memory name) private view returns (uint256) {
        for (uint256 i; i < _functions.length; ++i) {
            if (_same(_functions[i], name)) return i;
        }
        revert(string.concat("no such function: ", name));
    }

    /// @dev "Lots.transfer" is the kernel's.
    function _targetOf(string memory name) private view returns (address) {
        bytes memory b = bytes(name);
        uint256 dot;
        while (b[dot] != ".") ++dot;
        bytes memory contract_ = new bytes(dot);
        for (uint256 i; i < dot; ++i) {
            contract_[i] = b[i];
        }
        return _contracts[string(contract_)];
    }

    /*///////////////////////////////// SETTING ///////////////////////////////*/

    function _read() private {
        string memory json = vm.readFile("test/vectors/externals.json");
        _functions = vm.parseJsonStringArray(json, ".functions");
        _fields = vm.parseJsonStringArray(json, ".fields");
        _data = vm.parseJsonBytesArray(json, ".data");
        _words = vm.parseJsonBytesArray(json, ".words");
        for (uint256 i; i < _fields.length; ++i) {
            _fits[i] = _fitOf(_fields[i]);
        }
        (_contracts["Batch"], _contracts["Cash"]) = (address(batch), address(cash));
        (_contracts["Circles"], _contracts["Companies"]) = (address(circles), address(companies));
        (_contracts["Discounts"], _contracts["Endings"]) = (address(discounts), address(endings));
        (_contracts["Evidence"], _contracts["Guarantees"]) = (address(evidence), address(guarantees));
        (_contracts["Holds"], _contracts["Lines"]) = (address(holds), address(lines));
        (_contracts["Lots"], _contracts["Pledges"]) = (address(lots), address(pledges));
        _contracts["PaymentRuns"] = address(paymentRuns);
        (_contracts["Receivables"], _contracts["Recourse"]) = (address(receivables), address(recourse));
        (_contracts["Rules"], _contracts["Settlements"]) = (address(rules), address(settlements));
    }

    function _fitOf(string memory field) private pure returns (uint8) {
        if (_same(field, "company")) return COMPANY;
        if (_same(field, "obligation") || _same(field, "receivable")) return OBLIGATION;
        if (_same(field, "lot") || _same(field, "lots") || _same(field, "start")) return START;
        if (_same(field, "end") || _same(field, "end_") || _same(field, "right")) return END;
        if (_same(field, "middle")) return MIDDLE;
        if (_same(field, "holder") || _same(field, "by")) return HOLDER;
        if (_same(field, "proposal") || _same(field, "pledge")) return HASH;
        if (_same(field, "freeze") || _same(field, "dispute")) return HASH;
        return ANY;
    }

    /// @dev ACME's receivable in eight lots of all kinds, CIRRUS's whole one, a request and an offer, and money.
    function _setScene() private {
        ObligationId id = issued(ACME, FACE);
        for (uint48 middle = 100; middle < 800; middle += 100) {
            perform(Split(ACME, id, middle - 100, middle));
        }
        ObligationId whole_ = issued(CIRRUS, FACE);
        _debts.push(id);
        _debts.push(whole_);
        _scene(id, 0, 100, ACME, CORE, 0);
        perform(whole(ACME, id, 100, 200, BOLT));
        _scene(id, 100, 200, ACME, BOLT, lastHash);
        _scene(id, 200, 300, ACME, BANK, pledged(pledgeOf(id, 200, 300)));
        _scene(id, 300, 400, ACME, AUTHORITY, frozen(id, 300, 400));
        _scene(id, 400, 500, ACME, CORE, disputed(id, 400, 500));
        perform(pledgeOf(id, 500, 600));
        _scene(id, 500, 600, ACME, BANK, lastHash);
        accepting(BOLT, ACME, CORE);
        perform(Transfer(ACME, id, 600, 600, 700, BOLT, true, 0, 0));
        _scene(id, 600, 700, BOLT, ACME, 0);
        perform(guaranteeOf(id, 700, FACE));
        _scene(id, 700, FACE, ACME, BANK, lastHash);
        _scene(whole_, 0, FACE, CIRRUS, CORE, 0);

        ObligationId asked = perform(requestOf(BOLT, FACE));
        _scene(asked, 0, FACE, BOLT, CORE, lastHash);
        (ObligationId offered,) = perform(issueOf(BOLT, FACE));
        _scene(offered, 0, FACE, CORE, BOLT, lastHash);
        deposit(BANK, CORE, 1e6);
        deposit(BANK, ACME, 1e6);
        deposit(OTHER_BANK, BOLT, 1e6);
    }

    function _scene(ObligationId id, uint48 start, uint48 end, uint32 holder, uint32 other, bytes32 hash) private {
        _scenes.push(Scene(id, start, end, holder, other, hash));
    }

    /// @dev What may stand in which field. A field that is not here fails the walk: somebody has to think of what fits it.
    function _fillPools() private {
        uint256[] memory parties = _list(OPERATOR, AUTHORITY, CORE, ACME, BOLT, CIRRUS, BANK, 900);
        string[16] memory companyFields = [
            "company",
            "holder",
            "other",
            "by",
            "to",
            "supplier",
            "member",
            "lost",
            "against",
            "pledgee",
            "guarantor",
            "sender",
            "circle",
            "obligor",
            "bank",
            "cashBank"
        ];
        for (uint256 i; i < companyFields.length; ++i) {
            _pool[companyFields[i]] = parties;
        }
        uint256[] memory large = _list(NO_LIMIT, 0, 1, FACE, 1e6, 1e12, NO_LIMIT, FACE);
        (_pool["limit"], _pool["daily"], _pool["dualAbove"], _pool["max"]) = (large, large, large, large);

        uint256[] memory ids;
        uint256[] memory hashes;
        (ids, hashes) = (new uint256[](_scenes.length), new uint256[](_scenes.length + 1));
        for (uint256 i; i < _scenes.length; ++i) {
            (ids[i], hashes[i]) = (ObligationId.unwrap(_scenes[i].id), uint256(_scenes[i].hash));
        }
        (_pool["obligation"], _pool["receivable"]) = (ids, ids);
        // In some acts an obligation's, in some a company's, in one a rule's.
        _pool["id"] = _list(ids[0], ids[8], ids[9], ids[10], ACME, CORE, 900, uint256(bytes32("V17.late-rate")));
        string[18] memory hashFields = [
            "proposal",
            "pledge",
            "freeze",
            "dispute",
            "quote",
            "claim",
            "notice",
            "digest",
            "structHash",
            "documents",
            "contractDigest",
            "invoicesDigest",
            "justification",
            "opinion",
            "terms",
            "fingerprint",
            "code",
            "bundle"
        ];
        for (uint256 i; i < hashFields.length; ++i) {
            _pool[hashFields[i]] = hashes;
        }
        uint256[] memory keys = _list(
            uint160(keyOf[OPERATOR]),
            uint160(keyOf[AUTHORITY]),
            uint160(_clerk),
            uint160(_marshal),
            uint160(keyOf[ACME]),
            uint160(keyOf[CORE]),
            uint160(makeAddress("spare")),
            0
        );
        (_pool["key"], _pool["replacement"], _pool["caller"], _pool["code"]) = (keys, keys, keys, keys);
        // Nobody signs: a signature of another's key would have to be forged.
        uint256[] memory callers = _list(0, 0, 0, 0, 0, 0, uint160(keyOf[ACME]), uint160(_clerk));
        (_pool["auth.key"], _pool["bank.key"]) = (callers, callers);
        _fillNumbers();
        for (uint256 i; i < _fields.length; ++i) {
            require(_pool[_fields[i]].length != 0, string.concat("no value is known for a field named ", _fields[i]));
        }
    }

    function _fillNumbers() private {
        uint256[] memory starts = _list(0, 100, 200, 300, 400, 600, 700, FACE);
        string[7] memory unitFields = ["lot", "start", "end", "end_", "middle", "right", "lots"];
        for (uint256 i; i < unitFields.length; ++i) {
            _pool[unitFields[i]] = starts;
        }
        uint256[] memory sums = _list(0, 1, 50, 100, 300, FACE, 1e6, NO_LIMIT);
        string[12] memory sumFields =
            ["amount", "face", "paid", "out", "least", "secured", "drawn", "total", "interest", "min", "most", "value"];
        for (uint256 i; i < sumFields.length; ++i) {
            _pool[sumFields[i]] = sums;
        }
        uint256[] memory days_ = _list(0, 0, DAY0, DAY0 + 1, DAY0 + 30, DAY0 + 89, DAY0 + 90, DAY0 + 200);
        // In a verb of modules `from` is a company; a module is neither desk.
        string[6] memory dayFields = ["until", "due", "cutoff", "delivered", "debtDue", "from"];
        for (uint256 i; i < dayFields.length; ++i) {
            _pool[dayFields[i]] = days_;
        }
        uint256[] memory small = _list(0, 1, 2, 3, 4, 8, 16, 128);
        string[21] memory smallFields = [
            "alert",
            "answerDays",
            "barred",
            "bounded",
            "capacities",
            "clear",
            "dayCount",
            "depth",
            "flags",
            "forfeiture",
            "hops",
            "kind",
            "need",
            "outcome",
            "perDay",
            "recourse",
            "roles",
            "rules",
            "set",
            "state",
            "suspended"
        ];
        for (uint256 i; i < smallFields.length; ++i) {
            _pool[smallFields[i]] = small;
        }
        _pool["set"] = _list(1, 2, 3, 4, 4, 4, 4, 5);
        uint256[] memory flags = _list(0, 1, 0, 1, 0, 1, 0, 1);
        string[6] memory flagFields = ["alert", "barred", "bounded", "forfeiture", "recourse", "suspended"];
        for (uint256 i; i < flagFields.length; ++i) {
            _pool[flagFields[i]] = flags;
        }
        (_pool["count"], _pool["first"], _pool["atOnce"]) = (_list(1, 1, 1, 1, 1, 1, 1, 2), flags, flags);
        _pool["run"] = _list(
            1,
            uint256(ACME) << 64 | 1,
            uint256(ACME) << 64 | 2,
            uint256(ACME) << 64 | 1001,
            uint256(BOLT) << 64 | 1,
            2,
            3,
            4
        );
        (_pool["asked"], _pool["root"], _pool["act"]) = (small, _pool["proposal"], _pool["proposal"]);
        (_pool["rate"], _pool["serial"]) = (sums, _list(1, 2, 3, 4, 5, 1001, 1002, 1003));
        uint256[] memory nonces_ = _list(1, 2, 3, 4, 70_001, 70_002, 70_003, 1 << 63);
        (_pool["auth.nonce"], _pool["bank.nonce"], _pool["cancelled"]) = (nonces_, nonces_, nonces_);
        uint256[] memory deadlines = _list(1e12, 1e12, 1e12, 1e12, 1e12, 1e12, 1e12, 0);
        (_pool["auth.deadline"], _pool["bank.deadline"]) = (deadlines, deadlines);
        _pool["currency"] = _list(CNY, CNY, CNY, CNY, CNY, 840, 0, 156);
    }

    function _list(uint256 a, uint256 b, uint256 c, uint256 d, uint256 e, uint256 f, uint256 g, uint256 h)
        private
        pure
        returns (uint256[] memory list_)
    {
        list_ = new uint256[](8);
        (list_[0], list_[1], list_[2], list_[3]) = (a, b, c, d);
        (list_[4], list_[5], list_[6], list_[7]) = (e, f, g, h);
    }
}
