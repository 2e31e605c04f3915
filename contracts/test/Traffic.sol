// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Cash} from "../src/Cash.sol";
import {Evidence} from "../src/Evidence.sol";
import {Lines} from "../src/Lines.sol";
import {Lots} from "../src/Lots.sol";
import {Pledges} from "../src/Pledges.sol";
import {Receivables} from "../src/Receivables.sol";
import {Recourse} from "../src/Recourse.sol";
import {Settlements} from "../src/Settlements.sol";
import {AcceptFrom} from "../src/interfaces/ICompanies.sol";
import {GrantLine} from "../src/interfaces/ILines.sol";
import {HostileTraffic} from "./HostileTraffic.sol";

/// @title  Traffic: what companies do all day, at random
/// @notice `step` does one act, called or signed, with what it needs brought about first, and now and then a wrong one. It keeps
///         by its own means who holds what, which the invariants then ask the contracts. The kinds of act are in the files
///         of its parts; every act of the network's is one.
contract Traffic is HostileTraffic {
    uint256 public constant KINDS = DEBT_KINDS + LOT_KINDS + RUN_KINDS + MONEY_KINDS + PEOPLE_KINDS + HOSTILE_KINDS + 1;

    /// Acts done and refused, by kind.
    mapping(uint256 => uint256) public done;
    mapping(uint256 => uint256) public refusals;

    constructor() {
        setUp();
        uint32[4] memory senders = [ACME, BOLT, CIRRUS, BANK];
        for (uint256 i; i < 4; ++i) {
            for (uint256 j; j < 3; ++j) {
                // Half of the pairs take unasked: transfers come as both.
                if ((i + j) % 2 == 0 && i != j) _takesAlways(senders[j], senders[i], CORE);
            }
        }
        _takesAlways(ACME, CORE, CORE);
        _takesAlways(ACME, CIRRUS, CIRRUS);
        _takesAlways(BOLT, ACME, 0);
        perform(GrantLine(BANK, CORE, CNY, 1e16));
        perform(GrantLine(BANK, CIRRUS, CNY, 1e16));
    }

    function _takesAlways(uint32 company, uint32 sender, uint32 obligor) private {
        perform(AcceptFrom(company, sender, obligor, 1, 1e14, 0, type(uint32).max));
    }

    /// @notice One act of a kind, all or nothing of it. Never reverts: what is refused is counted.
    function step(uint256 kind, uint256 seed) external {
        kind = bound(kind, 0, KINDS - 1);
        try this.attempt(kind, seed) {
            ++done[kind];
        } catch {
            ++refusals[kind];
        }
    }

    function attempt(uint256 kind, uint256 seed) external {
        require(msg.sender == address(this), "only step");
        seed = uint256(keccak256(abi.encode(seed, kind)));
        bySignature = seed & 1 == 0;
        seed >>= 1;
        if (kind < DEBT_KINDS) return _ofDebts(kind, seed);
        kind -= DEBT_KINDS;
        if (kind < LOT_KINDS) return _ofLots(kind, seed);
        kind -= LOT_KINDS;
        if (kind < RUN_KINDS) return _ofRuns(kind, seed);
        kind -= RUN_KINDS;
        if (kind < MONEY_KINDS) return _ofMoney(kind, seed);
        kind -= MONEY_KINDS;
        if (kind < PEOPLE_KINDS) return _ofPeople(kind, seed);
        kind -= PEOPLE_KINDS;
        if (kind < HOSTILE_KINDS) return _ofEnemies(kind, seed);
        onDay(today() + uint32(seed % 7));
    }

    function contracts() external view returns (Lots, Receivables, Settlements, Cash) {
        return (lots, receivables, settlements, cash);
    }

    function registers() external view returns (Lines, Evidence, Pledges, Recourse) {
        return (lines, evidence, pledges, recourse);
    }
}
