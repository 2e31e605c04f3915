// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Auth} from "./interfaces/Auth.sol";
import {ICompanies} from "./interfaces/ICompanies.sol";
import {ILots, Lot, Obligation} from "./interfaces/ILots.sol";
import {IProposals} from "./interfaces/IProposals.sol";
import {ObligationId} from "./libraries/ObligationId.sol";
import {Clock, ClockParams} from "./Clock.sol";

/// @title A holder's proposal to another company about its own lot
/// @notice The kernel locks the units under the struct hash of the act that proposes. Only acceptance comes back to the module: to
/// decline, withdraw and lapse are the kernel's, so that a module keeps terms by that hash and nothing that needs cleaning.
abstract contract Proposals is IProposals, Clock {
    uint8 internal constant MAKER = 1;
    /// The kernel's flag of obligations whose lots holders act on there: only those proposals can be declined there.
    uint8 internal constant DIRECT = 1;
    /// The kernel's outcome of a proposal that was accepted.
    uint8 internal constant ACCEPTED = 1;

    ICompanies internal immutable _companies;
    ILots internal immutable _lots;

    /// @dev What is proposed: units [start, end) of the lot of `company` at `lot`, for `other` to answer up to day `until` (zero: the
    /// longest that the rules allow).
    struct Offer {
        uint32 company;
        ObligationId obligation;
        uint48 lot;
        uint48 start;
        uint48 end;
        uint32 other;
        uint32 until;
    }

    constructor(ICompanies companies, ILots lots, ClockParams memory clock_) Clock(clock_) {
        _companies = companies;
        _lots = lots;
    }

    /// @dev Locks the units until the other side answers; `hash` is the act's struct hash and names the proposal.
    function _propose(Offer memory offer, uint8 kind, bytes32 hash, Auth calldata auth) internal {
        Lot memory lot = _lots.lotOf(offer.obligation, offer.lot);
        if (lot.end == 0) revert ILots.NoLot(offer.obligation, offer.lot);
        if (lot.holder != offer.company) revert NotParty(lot.holder);
        if (offer.start < offer.lot || offer.start >= offer.end || offer.end > lot.end) {
            revert ILots.NotInLot(offer.lot, lot.end);
        }
        uint32 until = _until(_lots.obligationOf(offer.obligation), offer.until);
        _companies.requireActive(offer.other);
        _companies.authorize(offer.company, MAKER, offer.end - offer.start, hash, msg.sender, auth);
        _lots.lock(offer.obligation, offer.lot, offer.start, offer.end, offer.other, until, kind, hash);
    }

    /// @dev The lot, whose open proposal is this one, of this kind, for this company to answer, in time, and whose holder may still
    /// act. That no hold came in between is checked by the kernel when it unlocks.
    function _answerable(uint32 company, ObligationId obligation, uint48 start, uint8 kind, bytes32 proposal)
        internal
        view
        returns (Lot memory lot)
    {
        lot = _lots.lotOf(obligation, start);
        if (lot.kind != kind) revert OtherKind(lot.kind);
        bytes32 open = _lots.proposalOf(obligation, start);
        if (open != proposal) revert ILots.OtherProposal(open);
        if (lot.other != company) revert NotParty(lot.other);
        if (today() > lot.until) revert Lapsed(lot.until);
        _companies.requireActive(lot.holder);
    }

    /// @dev The other side takes what `_answerable` gave; `hash` is the answer's struct hash. The holder stays the same.
    function _accept(
        uint32 company,
        ObligationId obligation,
        uint48 start,
        Lot memory lot,
        bytes32 proposal,
        bytes32 hash,
        Auth calldata auth
    ) internal {
        _companies.authorize(company, MAKER, lot.end - start, hash, msg.sender, auth);
        _lots.unlock(obligation, start, proposal, ACCEPTED, lot.holder);
    }

    /// @dev The last day for the answer: within the days that the obligation gives for one, and before its due day.
    function _until(Obligation memory terms, uint32 asked) private view returns (uint32) {
        if (terms.flags & DIRECT == 0) revert ILots.ThroughModule();
        uint32 day = today();
        uint32 latest = day + terms.answerDays;
        if (latest >= terms.due) latest = terms.due - 1;
        uint32 until = asked == 0 ? latest : asked;
        if (until < day || until > latest) revert BadUntil(latest);
        return until;
    }
}
