// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Auth} from "./interfaces/Auth.sol";
import {ICompanies} from "./interfaces/ICompanies.sol";
import {
    AcceptTransfer,
    ILots,
    Limits,
    Lot,
    Merge,
    Obligation,
    Record,
    RejectProposal,
    Split,
    Transfer,
    WithdrawProposal
} from "./interfaces/ILots.sol";
import {LotActs} from "./libraries/LotActs.sol";
import {ObligationId} from "./libraries/ObligationId.sol";
import {Terms} from "./libraries/Terms.sol";
import {Clock, ClockParams} from "./Clock.sol";
import {Commitments} from "./Commitments.sol";
import {Module} from "./Verbs.sol";

/// @title Lots
/// @notice The kernel, see `ILots`: here are the holders' acts. `Ledger` holds what writes a lot, `Verbs` what modules may ask,
/// `Commitments` the payment runs, `Circulation` the limits.
contract Lots is Commitments {
    using LotActs for *;

    uint8 internal constant MAKER = 1;
    uint8 internal constant EVEN_SUSPENDED = 128;

    constructor(ICompanies companies, Module[] memory modules, ClockParams memory clock_)
        Clock(clock_)
        Commitments(companies, modules)
    {}

    /* HOLDERS' ACTS */

    /// @inheritdoc ILots
    function transfer(Transfer calldata act, Auth calldata auth) external returns (bool immediate) {
        Transfer memory t = act;
        (Terms o, uint32 day) = _circulating(t.obligation, t.lot);
        if (t.to == t.company) revert ToSelf();
        Lot memory lot = _cut(t.obligation, o, t.lot, t.start, t.end, BLOCKING, day);
        if (lot.holder != t.company) revert NotHolder(lot.holder);

        // A direct act that is done at once needs no name: the hash is made where somebody signs it or answers it.
        bytes32 hash = auth.key == address(0) && auth.second.length == 0 ? bytes32(0) : t.hash(auth);
        immediate = _companies.authorizeTransfer(t.company, t.to, o.obligor(), t.end - t.start, hash, msg.sender, auth);
        if (immediate) {
            _take(t.obligation, o, t.lot, t.start, lot, t.to, t.recourse);
        } else {
            uint16 until = _answerBy(o, day, t.until);
            if (o.flags() & LIMITED != 0) _checkDepth(t.obligation, lot.depth);
            uint8 kind = t.recourse ? TRANSFER_WITH_RECOURSE : TRANSFER;
            _lock(t.obligation, t.lot, t.start, lot, t.to, until, kind, t.hash(auth));
        }
    }

    /// @inheritdoc ILots
    function acceptTransfer(AcceptTransfer calldata act, Auth calldata auth) external {
        Lot memory lot = _open(act.obligation, act.lot, act.proposal);
        if (lot.kind >= FIRST_MODULE_KIND) revert ThroughModule();
        if (lot.other != act.company) revert NotAddressee(lot.other);
        (Terms o, uint32 day) = _circulating(act.obligation, act.lot);
        if (day > lot.until) revert Lapsed(lot.until);
        if (lot.marks & BLOCKING != 0) revert OnHold(lot.marks);

        _companies.authorize(act.company, MAKER, lot.end - act.lot, act.hash(auth), msg.sender, auth);
        _companies.requireActive(lot.holder);

        bool recourse = lot.kind == TRANSFER_WITH_RECOURSE;
        _clear(act.obligation, act.lot, lot, act.proposal, ACCEPTED);
        _take(act.obligation, o, act.lot, act.lot, lot, act.company, recourse);
    }

    /// @inheritdoc ILots
    function rejectProposal(RejectProposal calldata act, Auth calldata auth) external {
        Lot memory lot = _open(act.obligation, act.lot, act.proposal);
        if (lot.other != act.company) revert NotAddressee(lot.other);
        _decline(act.company, act.obligation, act.lot, lot, act.proposal, act.hash(auth), auth, REJECTED);
    }

    /// @inheritdoc ILots
    function withdrawProposal(WithdrawProposal calldata act, Auth calldata auth) external {
        Lot memory lot = _open(act.obligation, act.lot, act.proposal);
        if (lot.holder != act.company) revert NotHolder(lot.holder);
        _decline(act.company, act.obligation, act.lot, lot, act.proposal, act.hash(auth), auth, WITHDRAWN);
    }

    /// @inheritdoc ILots
    function lapse(ObligationId obligation, uint48 lot) external {
        (Lot memory l, bytes32 proposal) = _openOf(obligation, lot);
        _requireDirect(_terms(obligation));
        if (today() <= l.until) revert NotLapsed(l.until);
        _restore(obligation, lot, l, proposal, LAPSED);
    }

    /// @inheritdoc ILots
    function split(Split calldata act, Auth calldata auth) external {
        Lot memory lot = _read(act.obligation, act.lot);
        if (lot.holder != act.company) revert NotHolder(lot.holder);
        Terms o = _terms(act.obligation);
        // A bill that its module calls indivisible stays so.
        _requireDirect(o);
        _requireDivisible(o);
        if (act.middle <= act.lot || act.middle >= lot.end) revert NotInLot(act.lot, lot.end);
        _companies.authorize(act.company, MAKER, 0, act.hash(auth), msg.sender, auth);
        _put(
            act.obligation,
            act.middle,
            _cut(act.obligation, o, act.lot, act.middle, lot.end, FROZEN | DISPUTED, today())
        );
        emit Divided(act.obligation, act.lot, act.middle);
    }

    /// @inheritdoc ILots
    function merge(Merge calldata act, Auth calldata auth) external {
        uint32 holder = _join(act.obligation, act.lot, act.right, FROZEN | DISPUTED);
        if (holder != act.company) revert NotHolder(holder);
        _companies.authorize(act.company, MAKER, 0, act.hash(auth), msg.sender, auth);
        emit Merged(act.obligation, act.lot, act.right);
    }

    /* VIEWS */

    /// @inheritdoc ILots
    function obligationOf(ObligationId obligation) external view returns (Obligation memory) {
        return _obligation(obligation);
    }

    /// @inheritdoc ILots
    function limitsOf(ObligationId obligation) external view returns (Limits memory limits, uint32 lots, uint32 hops) {
        return _limitsOf(obligation);
    }

    /// @inheritdoc ILots
    function lotOf(ObligationId obligation, uint48 lot) external view returns (Lot memory) {
        return _peek(obligation, lot);
    }

    /// @inheritdoc ILots
    function recordOf(uint40 id) external view returns (Record memory) {
        return _recordAt(id);
    }

    /// @inheritdoc ILots
    function recordsOf(ObligationId obligation, uint48 lot, uint256 most)
        external
        view
        returns (uint40[] memory ids, Record[] memory entries)
    {
        uint40 head = _peek(obligation, lot).head;
        uint256 count;
        for (uint40 id = head; id != 0 && count < most; id = _recordAt(id).next) {
            ++count;
        }
        (ids, entries) = (new uint40[](count), new Record[](count));
        for (uint256 i; i < count; ++i) {
            (ids[i], entries[i]) = (head, _recordAt(head));
            head = entries[i].next;
        }
    }

    /* INTERNAL */

    /// @dev Ends a proposal by the word of one of its parties.
    function _decline(
        uint32 company,
        ObligationId obligation,
        uint48 start,
        Lot memory lot,
        bytes32 proposal,
        bytes32 hash,
        Auth calldata auth,
        uint8 outcome
    ) private {
        _requireDirect(_terms(obligation));
        _companies.authorize(company, MAKER | EVEN_SUSPENDED, 0, hash, msg.sender, auth);
        _restore(obligation, start, lot, proposal, outcome);
    }

    /// @dev Holders act on the obligation's lots here, not through its module.
    function _requireDirect(Terms o) private pure {
        if (o.flags() & DIRECT == 0) revert ThroughModule();
    }
}
