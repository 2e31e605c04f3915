// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Batch} from "../src/Batch.sol";
import {Cash} from "../src/Cash.sol";
import {ClockParams} from "../src/Clock.sol";
import {Companies, Desk} from "../src/Companies.sol";
import {Discounts} from "../src/Discounts.sol";
import {Lots, Module} from "../src/Lots.sol";
import {Receivables} from "../src/Receivables.sol";
import {Rules} from "../src/Rules.sol";
import {Auth} from "../src/interfaces/Auth.sol";
import {AcceptFrom, AdmitCompany, ICompanies} from "../src/interfaces/ICompanies.sol";
import {MintCash} from "../src/interfaces/ICash.sol";
import {Transfer} from "../src/interfaces/ILots.sol";
import {GrantLine, IssueReceivable} from "../src/interfaces/IReceivables.sol";
import {Rule} from "../src/interfaces/IRules.sol";
import {ObligationId, toObligationId} from "../src/libraries/ObligationId.sol";
import {Test} from "./Test.sol";

/// @title A whole network for tests
/// @notice Deployed as `tally network deploy` does it: addresses known from the deployer's nonces, then one contract after
/// another. Day 20,000 is 2024-10-04.
abstract contract Network is Test {
    uint32 internal constant DAY0 = 20_000;
    uint32 internal constant DAY = 86_400;
    uint16 internal constant CNY = 156;
    uint48 internal constant NO_LIMIT = type(uint48).max;

    uint32 internal constant OPERATOR = 1;
    uint32 internal constant AUTHORITY = 2;
    uint32 internal constant CORE = 31;
    uint32 internal constant ACME = 41;
    uint32 internal constant BOLT = 42;
    uint32 internal constant CIRRUS = 43;
    uint32 internal constant BANK = 51;
    uint32 internal constant OTHER_BANK = 52;

    Companies internal companies;
    Rules internal rules;
    Lots internal lots;
    Cash internal cash;
    Receivables internal receivables;
    Discounts internal discounts;
    Batch internal batch;

    /// The private key of each key, and the first key of each company.
    mapping(address => uint256) internal privateKey;
    mapping(uint32 => address) internal keyOf;
    mapping(address => uint64) internal nextNonce;
    /// Counts names of things that must differ.
    uint64 internal serial;

    function setUp() public virtual {
        vm.warp(uint256(DAY0) * DAY + 12 hours);
        deploy();
        admit(CORE, "Northern Steel", 1);
        admit(ACME, "Acme", 0);
        admit(BOLT, "Bolt", 0);
        admit(CIRRUS, "Cirrus", 0);
        admit(BANK, "First Bank", 2);
        admit(OTHER_BANK, "Second Bank", 2);
        grant(BANK, CORE, 1e15);
    }

    /* DEPLOYMENT */

    function deploy() internal {
        keyOf[OPERATOR] = newKey("operator");
        keyOf[AUTHORITY] = newKey("authority");
        ClockParams memory clock = ClockParams(DAY0, uint40(uint256(DAY0) * DAY), DAY);
        uint64 n = vm.getNonce(address(this));
        address lotsAt = vm.computeCreateAddress(address(this), n + 2);
        address cashAt = vm.computeCreateAddress(address(this), n + 3);
        address receivablesAt = vm.computeCreateAddress(address(this), n + 4);
        address discountsAt = vm.computeCreateAddress(address(this), n + 5);

        address[] memory modules = new address[](3);
        (modules[0], modules[1], modules[2]) = (cashAt, receivablesAt, discountsAt);
        Desk[2] memory desks = [Desk("Operator", "OP-1", keyOf[OPERATOR]), Desk("Authority", "AU-1", keyOf[AUTHORITY])];
        companies = new Companies(lotsAt, modules, desks, "seed", clock);
        rules = new Rules(ruleSetNames(), ruleSets());

        Module[] memory rights = new Module[](2);
        rights[0] = Module(receivablesAt, 1 << 0 | 1 << 5, 1, 0);
        rights[1] = Module(discountsAt, 1 << 1 | 1 << 3 | 1 << 4, 0, 8);
        lots = new Lots(companies, rights, clock);

        address[] memory payers = new address[](2);
        (payers[0], payers[1]) = (receivablesAt, discountsAt);
        cash = new Cash(companies, payers);
        receivables = new Receivables(companies, lots, cash, rules, clock);
        discounts = new Discounts(companies, lots, cash, rules, clock);
        batch = new Batch();
        assertEq(address(discounts), discountsAt, "address known beforehand");
    }

    function ruleSetNames() internal pure returns (string[] memory names) {
        names = new string[](2);
        (names[0], names[1]) = ("CN-2026", "CN-2027");
    }

    function ruleSets() internal pure returns (Rule[] memory r) {
        r = new Rule[](12);
        for (uint16 set = 1; set < 3; ++set) {
            uint256 i = (set - 1) * 6;
            r[i] = Rule(set, "V01.tenor-months", set == 1 ? 12 : 6, 0, "test");
            r[i + 1] = Rule(set, "V01.justify-months", 6, 0, "test");
            r[i + 2] = Rule(set, "V14.answer-days", 30, 0, "test");
            r[i + 3] = Rule(set, "V08.cutoff-days", 0, 0, "test");
            r[i + 4] = Rule(set, "V06.registration", 1, 0, "test");
            r[i + 5] = Rule(set, "V07.line", 1, 0, "test");
        }
    }

    /* COMPANIES */

    function newKey(string memory name) internal returns (address key) {
        uint256 secret;
        (key, secret) = makeKey(name);
        privateKey[key] = secret;
    }

    function admit(uint32 id, string memory name, uint16 capacities) internal {
        address key = newKey(name);
        keyOf[id] = key;
        Auth memory auth = Auth(keyOf[OPERATOR], nextNonce[keyOf[OPERATOR]]++, type(uint40).max, "", "");
        AdmitCompany memory act = AdmitCompany(
            OPERATOR, id, name, string.concat("REG-", vm.toString(uint256(id))), capacities, key, NO_LIMIT, 0
        );
        bytes32 digest = digestOf(
            keccak256(
                abi.encode(
                    keccak256(
                        "AdmitCompany(uint32 company,uint32 id,string name,string registration,uint16 capacities,address key,uint48 dualAbove,bytes32 documents,uint64 nonce,uint40 deadline)"
                    ),
                    act.company,
                    act.id,
                    keccak256(bytes(act.name)),
                    keccak256(bytes(act.registration)),
                    act.capacities,
                    act.key,
                    act.dualAbove,
                    act.documents,
                    auth.nonce,
                    auth.deadline
                )
            )
        );
        auth.signature = signDigest(privateKey[auth.key], digest);
        companies.admitCompany(act, auth, signDigest(privateKey[key], digest));
    }

    function grant(uint32 bank, uint32 obligor, uint64 amount) internal {
        vm.prank(keyOf[bank]);
        receivables.grantLine(GrantLine(bank, obligor, CNY, amount), direct());
    }

    function accepting(uint32 company, uint32 sender, uint32 obligor) internal {
        vm.prank(keyOf[company]);
        companies.acceptFrom(AcceptFrom(company, sender, obligor, 1, 1e14, 0, DAY0 + 1000), direct());
    }

    function deposit(uint32 bank, uint32 to, uint96 amount) internal {
        vm.prank(keyOf[bank]);
        cash.mintCash(MintCash(bank, to, CNY, amount, vm.toString(uint256(++serial))), direct());
    }

    /* ACTS */

    /// An active receivable of CORE held by `supplier`, due in 90 days.
    function issued(uint32 supplier, uint48 face) internal returns (ObligationId id) {
        accepting(supplier, CORE, CORE);
        IssueReceivable memory act = issueOf(supplier, face);
        vm.prank(keyOf[CORE]);
        (id,) = receivables.issueReceivable(act, direct());
    }

    function issueOf(uint32 supplier, uint48 face) internal returns (IssueReceivable memory) {
        return IssueReceivable(
            CORE, ++serial, supplier, face, CNY, 0, lots.today() + 90, 1, 0, "", bytes32("contract"), "invoices", 0
        );
    }

    function tail(uint32 from, ObligationId id, uint48 lot, uint48 end, uint48 amount, uint32 to)
        internal
        pure
        returns (Transfer memory)
    {
        return Transfer(from, id, lot, end - amount, end, to, false, 0, 0);
    }

    /// The caller acts for itself.
    function direct() internal pure returns (Auth memory) {
        return Auth(address(0), 0, 0, "", "");
    }

    /// `key` signs a message; the nonce is its next one.
    function signed(address key, bytes32 structHash, uint64 nonce, uint40 deadline)
        internal
        view
        returns (Auth memory)
    {
        return Auth(key, nonce, deadline, signDigest(privateKey[key], digestOf(structHash)), "");
    }

    function digestOf(bytes32 structHash) internal view returns (bytes32) {
        return keccak256(abi.encodePacked(hex"1901", companies.domainSeparator(), structHash));
    }

    function hashOf(Transfer memory t, uint64 nonce, uint40 deadline) internal pure returns (bytes32) {
        return keccak256(
            abi.encode(
                keccak256(
                    "Transfer(uint32 company,uint256 obligation,uint48 lot,uint48 start,uint48 end,uint32 to,bool recourse,uint32 until,bytes32 terms,uint64 nonce,uint40 deadline)"
                ),
                t,
                nonce,
                deadline
            )
        );
    }
}
