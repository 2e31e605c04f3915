// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Invoice} from "../interfaces/IEvidence.sol";
import {Limits, Obligation} from "../interfaces/ILots.sol";
import {IReceivables, Receivable} from "../interfaces/IReceivables.sol";
import {BirthRules} from "../interfaces/IRules.sol";
import {Calendar} from "./Calendar.sol";
import {Plans} from "./Plans.sol";

/// @title What a rule set asks of a receivable at birth, and what the kernel then knows of it
library Births {
    uint48 internal constant LARGEST_FACE = 1e14;
    /// The kernel's flag: holders act on lots there.
    uint8 internal constant DIRECT = 1;

    /// @notice What is said of a receivable once, and not kept in its slot.
    struct Particulars {
        uint32 delivered;
        bytes32 contractDigest;
        Invoice[] invoices;
        bytes32 justification;
    }

    /// @notice The terms make sense and the rules allow them on `day`.
    function requireAllowed(Receivable memory r, Particulars memory p, BirthRules memory b, uint32 day) internal pure {
        if (r.face == 0 || r.face > LARGEST_FACE) revert IReceivables.BadField("face");
        if (r.currency == 0) revert IReceivables.BadField("currency");
        if (r.obligor == r.supplier) revert IReceivables.BadField("obligor");
        if (p.delivered > day) revert IReceivables.BadField("delivered");
        // The kernel keeps days in 16 bits: to the year 2149.
        if (r.due > type(uint16).max) revert IReceivables.BadField("due");
        if (r.until != 0 && (r.until < day || r.until >= r.due)) revert IReceivables.BadField("until");

        if (b.births == 0) revert IReceivables.SetClosed("V11.births", r.rules);
        requireTenor(r.due, b, day);
        uint256 latest = Calendar.addMonths(day, b.justifyMonths);
        if (r.due > latest && p.justification == 0) {
            revert IReceivables.JustificationNeeded("V01.justify-months", r.due, uint32(latest));
        }
        if (b.evidence != 0 && (p.contractDigest == 0 || p.invoices.length == 0)) {
            revert IReceivables.EvidenceNeeded("V12.evidence");
        }
        if (p.invoices.length != 0) Plans.requireDrawn(p.invoices, r.face);
    }

    /// @notice Due after `day`, and no later than the rules allow from it. All of the terms that waiting for an answer can spoil: the
    /// day comes nearer, and a cap may have become tighter.
    function requireTenor(uint32 due, BirthRules memory b, uint32 day) internal pure {
        if (due <= day) revert IReceivables.DueInPast(due, day);
        uint256 latest = Calendar.addMonths(day, b.tenorMonths);
        if (due > latest) revert IReceivables.TenorAboveCap("V01.tenor-months", due, uint32(latest));
    }

    /// @notice Days from delivery that a supplier waits for its money, where that is more than the rules let pass and nobody said
    /// why; else zero.
    function longWait(Receivable memory r, Particulars memory p, BirthRules memory b) internal pure returns (uint256) {
        if (p.delivered == 0 || p.justification != 0 || b.smeDays == 0) return 0;
        uint256 wait = r.due - p.delivered;
        return wait > b.smeDays ? wait : 0;
    }

    /// @notice The terms as the kernel keeps them.
    function toObligation(Receivable memory r, BirthRules memory b) internal pure returns (Obligation memory) {
        uint256 last = uint256(r.due) - 1;
        return Obligation({
            face: r.face,
            paid: 0,
            out: 0,
            obligor: r.obligor,
            due: uint16(r.due),
            cutoff: uint16(b.cutoffDays < last ? last - b.cutoffDays : 0),
            currency: r.currency,
            rules: r.rules,
            answerDays: uint8(_atMost(b.answerDays, type(uint8).max)),
            flags: DIRECT
        });
    }

    /// @notice The bounds on its units as the kernel keeps them.
    function toLimits(BirthRules memory b) internal pure returns (Limits memory) {
        return Limits({
            depth: uint16(_atMost(b.maxDepth, type(uint16).max)),
            lots: uint32(_atMost(b.maxLots, type(uint32).max)),
            hops: uint32(_atMost(b.maxHops, type(uint32).max)),
            alert: b.alert != 0
        });
    }

    /// @dev A number that does not fit its field stands for the most that does.
    function _atMost(uint256 value, uint256 most) private pure returns (uint256) {
        return value < most ? value : most;
    }
}
