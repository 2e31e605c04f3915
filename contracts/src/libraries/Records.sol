// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ILots, Record} from "../interfaces/ILots.sol";
import {ObligationId} from "./ObligationId.sol";

/// @title What a lot's list of records comes to
library Records {
    uint8 private constant RECOURSE = 1;
    uint8 private constant RETURNED = 7;

    /// @notice The newest record of this kind on the lot's list; id 0 if there is none.
    function newest(ILots lots, ObligationId obligation, uint48 lot, uint8 kind)
        internal
        view
        returns (uint40 id, Record memory entry)
    {
        for (id = lots.lotOf(obligation, lot).head; id != 0; id = entry.next) {
            entry = lots.recordOf(id);
            if (entry.kind == kind) return (id, entry);
        }
        delete entry;
    }

    /// @notice The lot's records, newest first, without the words of recourse that are over.
    ///
    /// Once a lot is back with a company that had given it with recourse, that company's word and all words since then are over, for good. It cannot
    /// claim from itself: debt and claim are in one hand (Civil Code §576, 混同). From those in between it cannot claim either, for each that
    /// paid would have the lot, and the reacquirer's older word to claim by (no circle: Negotiable Instruments Law §69, R-B19). Whoever
    /// takes the lot from it afterwards takes no more than it had (§548); so that who sells it on without recourse answers to nobody (R-C07), and
    /// those in between do not pay for good what they could have passed on. That is UCC 3-207, where a reacquirer may cancel all
    /// indorsements made after it first held the instrument and these indorsers are discharged towards everybody; but a word is given
    /// here, not implied by holding, so that the ring begins with the reacquirer's own word, and is always cancelled. Words older than that
    /// stand: those companies sold to the reacquirer, or before it. Guarantees stand: they are for the debt, whoever holds it (§547).
    ///
    /// A company has one word that stands at the most, since it gives another only after it got the lot back. So the word that a return ends is
    /// its company's newest one, and returns between the two are about words between the two.
    function standing(ILots lots, ObligationId obligation, uint48 lot) internal view returns (Record[] memory entries) {
        (, entries) = lots.recordsOf(obligation, lot, type(uint256).max);
        uint32 back;
        uint256 count;
        for (uint256 i; i < entries.length; ++i) {
            Record memory entry = entries[i];
            if (entry.kind == RETURNED && back == 0) back = entry.to;
            if (entry.kind != RECOURSE || back == 0) entries[count++] = entry;
            else if (entry.by == back) back = 0;
        }
        assembly ("memory-safe") {
            mstore(entries, count)
        }
    }
}
