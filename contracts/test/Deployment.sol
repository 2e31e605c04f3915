// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Batch} from "../src/Batch.sol";
import {Cash} from "../src/Cash.sol";
import {Circles} from "../src/Circles.sol";
import {ClockParams} from "../src/Clock.sol";
import {Companies, Desk} from "../src/Companies.sol";
import {Discounts} from "../src/Discounts.sol";
import {Endings} from "../src/Endings.sol";
import {Evidence} from "../src/Evidence.sol";
import {Guarantees} from "../src/Guarantees.sol";
import {Holds} from "../src/Holds.sol";
import {Lines} from "../src/Lines.sol";
import {Lots, Module} from "../src/Lots.sol";
import {PaymentRuns} from "../src/PaymentRuns.sol";
import {Pledges} from "../src/Pledges.sol";
import {Receivables} from "../src/Receivables.sol";
import {Recourse} from "../src/Recourse.sol";
import {Rules} from "../src/Rules.sol";
import {Settlements} from "../src/Settlements.sol";
import {Rule} from "../src/interfaces/IRules.sol";
import {Test} from "./Test.sol";

/// @title  Deployment: the whole set of contracts, without companies
/// @notice Deployed as `tally network deploy` does it: addresses known from the deployer's nonces, then one contract after
///         another. Day 20,000 is 2024-10-04.
abstract contract Deployment is Test {
    uint32 internal constant DAY0 = 20_000;
    uint32 internal constant DAY = 86_400;

    uint32 internal constant OPERATOR = 1;
    uint32 internal constant AUTHORITY = 2;

    Companies internal companies;
    Rules internal rules;
    Lots internal lots;
    Cash internal cash;
    Lines internal lines;
    Evidence internal evidence;
    Receivables internal receivables;
    Settlements internal settlements;
    Endings internal endings;
    Discounts internal discounts;
    Pledges internal pledges;
    Guarantees internal guarantees;
    Recourse internal recourse;
    Holds internal holds;
    Circles internal circles;
    PaymentRuns internal paymentRuns;
    Batch internal batch;

    /// Where each contract will be, in the order of deployment.
    struct Places {
        address companies;
        address rules;
        address lots;
        address cash;
        address lines;
        address evidence;
        address receivables;
        address settlements;
        address endings;
        address discounts;
        address pledges;
        address guarantees;
        address recourse;
        address holds;
        address circles;
        address paymentRuns;
    }

    /// The domain of every signature; read once, because a call between `vm.expect…` and the act would take the expectation.
    bytes32 internal domain;
    mapping(address => uint256) internal privateKey;
    /// The first key of each company.
    mapping(uint32 => address) internal keyOf;

    function deploy() internal {
        keyOf[OPERATOR] = newKey("operator");
        keyOf[AUTHORITY] = newKey("authority");
        Places memory at = places(vm.getNonce(address(this)));
        deployKernel(at);
        deployModules(at);
        batch = new Batch();
        assertEq(address(paymentRuns), at.paymentRuns, "addresses known beforehand");
        domain = companies.domainSeparator();
    }

    function deployKernel(Places memory at) private {
        Desk[2] memory desks = [Desk("Operator", "OP-1", keyOf[OPERATOR]), Desk("Authority", "AU-1", keyOf[AUTHORITY])];
        companies = new Companies(at.lots, signing(at), Rules(at.rules), desks, "seed", clock());
        rules = new Rules(companies, ruleSetNames(), ruleSets(), clock());
        lots = new Lots(companies, rights(at), clock());
        cash = new Cash(companies, list(at.settlements, at.discounts, at.recourse));
        lines = new Lines(companies, list(at.receivables, at.settlements, at.endings));
        address[] memory drawing = new address[](1);
        drawing[0] = at.receivables;
        evidence = new Evidence(companies, lots, drawing);
    }

    function deployModules(Places memory at) private {
        receivables = new Receivables(companies, lots, lines, evidence, rules, at.endings, clock());
        settlements = new Settlements(companies, lots, cash, lines, rules, Pledges(at.pledges), clock());
        endings = new Endings(companies, lots, lines, receivables, at.discounts, clock());
        discounts = new Discounts(companies, lots, cash, rules, endings, clock());
        pledges = new Pledges(companies, lots, rules, at.settlements, clock());
        guarantees = new Guarantees(companies, lots, clock());
        recourse = new Recourse(companies, lots, cash, settlements, clock());
        holds = new Holds(companies, lots, clock());
        circles = new Circles(companies, clock());
        paymentRuns = new PaymentRuns(companies, lots);
    }

    function places(uint64 n) private view returns (Places memory) {
        return Places(
            at_(n),
            at_(n + 1),
            at_(n + 2),
            at_(n + 3),
            at_(n + 4),
            at_(n + 5),
            at_(n + 6),
            at_(n + 7),
            at_(n + 8),
            at_(n + 9),
            at_(n + 10),
            at_(n + 11),
            at_(n + 12),
            at_(n + 13),
            at_(n + 14),
            at_(n + 15)
        );
    }

    function at_(uint64 nonce) private view returns (address) {
        return vm.computeCreateAddress(address(this), nonce);
    }

    /// @dev The contracts besides the kernel that ask `Companies` to verify a signature.
    function signing(Places memory at) private pure returns (address[] memory modules) {
        modules = new address[](14);
        (modules[0], modules[1], modules[2], modules[3]) = (at.rules, at.cash, at.lines, at.evidence);
        (modules[4], modules[5], modules[6], modules[7]) = (at.receivables, at.settlements, at.endings, at.discounts);
        (modules[8], modules[9], modules[10], modules[11]) = (at.pledges, at.guarantees, at.recourse, at.holds);
        (modules[12], modules[13]) = (at.circles, at.paymentRuns);
    }

    function list(address a, address b, address c) private pure returns (address[] memory modules) {
        modules = new address[](3);
        (modules[0], modules[1], modules[2]) = (a, b, c);
    }

    function clock() internal pure returns (ClockParams memory) {
        return ClockParams(DAY0, uint40(uint256(DAY0) * DAY), DAY);
    }

    /// @notice What each module may ask of the kernel. Tests of the verbs themselves add a module of their own.
    function rights(Places memory at) internal virtual returns (Module[] memory modules) {
        // Verbs: 0 create, 1 hand, 2 lock, 3 mark, 4 record, 5 pay, 6 end, 7 commit. Marks: 1 frozen, 2 disputed, 4 pledged, 8 financed.
        modules = new Module[](9);
        modules[0] = Module(at.receivables, 1 << 0, 1, 0);
        modules[1] = Module(at.settlements, 1 << 5, 1, 0);
        modules[2] = Module(at.endings, 1 << 2 | 1 << 6, 1, 0);
        modules[3] = Module(at.discounts, 1 << 1 | 1 << 3 | 1 << 4, 0, 8);
        modules[4] = Module(at.pledges, 1 << 1 | 1 << 2 | 1 << 3 | 1 << 4, 0, 4);
        modules[5] = Module(at.guarantees, 1 << 2 | 1 << 4, 0, 0);
        modules[6] = Module(at.recourse, 1 << 1 | 1 << 3, 0, 8);
        modules[7] = Module(at.holds, 1 << 3 | 1 << 4, 0, 1 | 2);
        modules[8] = Module(at.paymentRuns, 1 << 7, 0, 0);
    }

    uint16 internal constant CN_2026 = 1;
    uint16 internal constant CN_2027 = 2;
    uint16 internal constant CN_2026_STRICT = 3;

    function ruleSetNames() internal pure returns (string[] memory names) {
        names = new string[](3);
        (names[0], names[1], names[2]) = ("CN-2026", "CN-2027", "CN-2026-STRICT");
    }

    /// @notice As bindings/deployment has them.
    function ruleSets() internal pure returns (Rule[] memory r) {
        r = new Rule[](20 * 3);
        for (uint16 set = CN_2026; set <= CN_2026_STRICT; ++set) {
            bool strict = set == CN_2026_STRICT;
            uint256 i = (set - 1) * 20;
            r[i++] = Rule(set, "V01.tenor-months", set == CN_2027 ? 6 : 12, 0, "test");
            r[i++] = Rule(set, "V01.justify-months", 6, 0, "test");
            r[i++] = Rule(set, "V06.registration", 1, 0, "test");
            r[i++] = Rule(set, "C09.registration", 1, 0, "test");
            r[i++] = Rule(set, "C09.notice-days", strict ? 3 : 0, 0, "test");
            r[i++] = Rule(set, "V07.line", 1, 0, "test");
            r[i++] = Rule(set, "V07.default", 1, 0, "test");
            r[i++] = Rule(set, "V08.cutoff-days", strict ? 2 : 0, 0, "test");
            r[i++] = Rule(set, "V08.max-depth", strict ? 20 : 0, 0, "test");
            r[i++] = Rule(set, "V08.max-lots", strict ? 1000 : 0, 0, "test");
            r[i++] = Rule(set, "V08.max-hops", strict ? 500 : 0, 0, "test");
            r[i++] = Rule(set, "V08.alert", 0, 0, "test");
            r[i++] = Rule(set, "V11.births", 1, 0, "test");
            r[i++] = Rule(set, "V12.evidence", strict ? 1 : 0, 0, "test");
            r[i++] = Rule(set, "V14.answer-days", 30, 0, "test");
            r[i++] = Rule(set, "V14.sme-days", 60, 0, "test");
            r[i++] = Rule(set, "V15.confirm-days", 30, 0, "test");
            r[i++] = Rule(set, "V17.late-rate", 500, 0, "test");
            r[i++] = Rule(set, "V18.grace-days", 3, 0, "test");
            r[i++] = Rule(set, "K01.recovery-days", 30, 0, "test");
        }
    }

    /// @notice A key made from a name, for which the tests can sign.
    function newKey(string memory name) internal returns (address key) {
        uint256 secret;
        (key, secret) = makeKey(name);
        privateKey[key] = secret;
    }

    /// @notice The local day by the chain's clock, without asking a contract.
    function today() internal view returns (uint32) {
        return uint32(block.timestamp / DAY);
    }

    /// @notice Noon of a local day.
    function onDay(uint32 day) internal {
        vm.warp(uint256(day) * DAY + 12 hours);
    }

    function digestOf(bytes32 structHash) internal view returns (bytes32) {
        return keccak256(abi.encodePacked(hex"1901", domain, structHash));
    }
}
