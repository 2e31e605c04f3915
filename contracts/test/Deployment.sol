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
    Receivables internal receivables;
    Discounts internal discounts;
    Batch internal batch;

    /// The domain of every signature; read once, because a call between `vm.expect…` and the act would take the expectation.
    bytes32 internal domain;
    mapping(address => uint256) internal privateKey;
    /// The first key of each company.
    mapping(uint32 => address) internal keyOf;

    function deploy() internal {
        keyOf[OPERATOR] = newKey("operator");
        keyOf[AUTHORITY] = newKey("authority");
        uint64 n = vm.getNonce(address(this));
        address lotsAt = vm.computeCreateAddress(address(this), n + 2);
        address cashAt = vm.computeCreateAddress(address(this), n + 3);
        address receivablesAt = vm.computeCreateAddress(address(this), n + 4);
        address discountsAt = vm.computeCreateAddress(address(this), n + 5);

        address[] memory modules = new address[](3);
        (modules[0], modules[1], modules[2]) = (cashAt, receivablesAt, discountsAt);
        Desk[2] memory desks = [Desk("Operator", "OP-1", keyOf[OPERATOR]), Desk("Authority", "AU-1", keyOf[AUTHORITY])];
        companies = new Companies(lotsAt, modules, desks, "seed", clock());
        rules = new Rules(ruleSetNames(), ruleSets());
        lots = new Lots(companies, rights(receivablesAt, discountsAt), clock());

        address[] memory payers = new address[](2);
        (payers[0], payers[1]) = (receivablesAt, discountsAt);
        cash = new Cash(companies, payers);
        receivables = new Receivables(companies, lots, cash, rules, clock());
        discounts = new Discounts(companies, lots, cash, rules, clock());
        batch = new Batch();
        assertEq(address(discounts), discountsAt, "address known beforehand");
        domain = companies.domainSeparator();
    }

    function clock() internal pure returns (ClockParams memory) {
        return ClockParams(DAY0, uint40(uint256(DAY0) * DAY), DAY);
    }

    /// @notice What each module may ask of the kernel. Tests of verbs that no module of today uses add modules.
    function rights(address receivablesAt, address discountsAt) internal virtual returns (Module[] memory modules) {
        modules = new Module[](2);
        modules[0] = Module(receivablesAt, 1 << 0 | 1 << 5, 1, 0);
        modules[1] = Module(discountsAt, 1 << 1 | 1 << 3 | 1 << 4, 0, 8);
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
