// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Auth} from "./interfaces/Auth.sol";
import {ICompanies} from "./interfaces/ICompanies.sol";
import {ILots, Lot, Obligation} from "./interfaces/ILots.sol";
import {AcceptPledge, EnforcePledge, IPledges, Pledge, PledgeLot, ReleasePledge} from "./interfaces/IPledges.sol";
import {IRules} from "./interfaces/IRules.sol";
import {ObligationId} from "./libraries/ObligationId.sol";
import {PledgeActs} from "./libraries/PledgeActs.sol";
import {Records} from "./libraries/Records.sol";
import {ClockParams} from "./Clock.sol";
import {Proposals} from "./Proposals.sol";

/// @title Pledges
/// @notice See `IPledges`. The state diagram stands on `Pledge`.
///
/// A pledge is named by the struct hash of the act that offered it. A lot is under a pledge while it bears the kernel's mark; which one, the newest
/// PLEDGE record on its list says: both halves of a split have mark and list alike, so both are under it, and what the pledgee
/// gets out of any of them counts once, here.
contract Pledges is IPledges, Proposals {
    using PledgeActs for *;

    /// The kernel's name of a proposal of this module.
    uint8 internal constant KIND = 16;
    /// The kernel's mark and kind of record.
    uint8 internal constant PLEDGED = 4;
    uint8 internal constant PLEDGE = 4;

    uint8 internal constant EVEN_SUSPENDED = 128;

    uint8 internal constant PROPOSED = 1;
    uint8 internal constant IN_FORCE = 2;

    bytes32 private constant REGISTRATION_RULE = "C09.registration";
    bytes32 private constant NOTICE_RULE = "C09.notice-days";

    IRules private immutable _rules;
    address private immutable _settlements;

    mapping(bytes32 => Pledge) private _pledges;
    /// The pledge that a record of the kernel's is about.
    mapping(uint40 => bytes32) private _byRecord;

    constructor(ICompanies companies, ILots lots, IRules rules, address settlements, ClockParams memory clock_)
        Proposals(companies, lots, clock_)
    {
        _rules = rules;
        _settlements = settlements;
    }

    /* ACTS */

    /// @inheritdoc IPledges
    function pledgeLot(PledgeLot calldata act, Auth calldata auth) external {
        bytes32 hash = act.hash(auth);
        if (act.pledgee == act.company) revert BadField("pledgee");
        // No more than the units' worth; the range itself is checked with the lot.
        if (act.secured == 0 || uint256(act.start) + act.secured > act.end) revert BadField("secured");
        _requireAhead(act.debtDue);
        // A message of a direct call can come again; it must not bring back a pledge that was in force.
        if (_pledges[hash].state == IN_FORCE) revert BadField("nonce");
        _propose(
            Offer(act.company, act.obligation, act.lot, act.start, act.end, act.pledgee, act.until), KIND, hash, auth
        );
        _pledges[hash] = Pledge(act.company, act.pledgee, act.secured, 0, act.debtDue, PROPOSED);
        emit PledgeProposed(act.obligation, hash, act);
    }

    /// @inheritdoc IPledges
    function acceptPledge(AcceptPledge calldata act, Auth calldata auth) external {
        Lot memory lot = _answerable(act.company, act.obligation, act.lot, KIND, act.pledge);
        Pledge memory p = _pledges[act.pledge];
        _requireAhead(p.debtDue);
        _requireRegistration(act.obligation, act.registration);
        _pledges[act.pledge].state = IN_FORCE;

        _accept(act.company, act.obligation, act.lot, lot, act.pledge, act.hash(auth), auth);
        _lots.mark(act.obligation, act.lot, act.lot, lot.end, PLEDGED, 0);
        uint40 id = _lots.record(act.obligation, act.lot, PLEDGE, p.pledgor, p.pledgee, p.secured);
        _byRecord[id] = act.pledge;
        emit Pledged(act.obligation, act.lot, act.pledge, p.pledgor, p.pledgee, p.secured, act.registration);
    }

    /// @inheritdoc IPledges
    function releasePledge(ReleasePledge calldata act, Auth calldata auth) external {
        (Lot memory lot, Pledge memory p) = _under(act.obligation, act.lot, act.pledge);
        if (lot.end != act.end) revert ILots.NotInLot(act.lot, lot.end);
        // What secures nothing any more is the holder's to take back.
        bool satisfied = p.received == p.secured && act.company == lot.holder;
        if (act.company != p.pledgee && !satisfied) revert NotParty(p.pledgee);
        _companies.authorize(act.company, MAKER | EVEN_SUSPENDED, 0, act.hash(auth), msg.sender, auth);
        _free(act.obligation, act.lot, lot.end, act.pledge);
    }

    /// @inheritdoc IPledges
    function enforcePledge(EnforcePledge calldata act, Auth calldata auth) external {
        (Lot memory lot, Pledge memory p) = _under(act.obligation, act.lot, act.pledge);
        if (act.company != p.pledgee) revert NotParty(p.pledgee);
        if (act.notice == 0) revert BadField("notice");
        Obligation memory o = _lots.obligationOf(act.obligation);
        _requireOverdue(o.rules, p.debtDue);
        (uint48 end, uint48 worth) = _takes(act.lot, lot, p.secured - p.received, o.due);
        _companies.authorize(act.company, MAKER, worth, act.hash(auth), msg.sender, auth);

        _receive(act.pledge, p, worth);
        // Both parts lose the mark: what is left over secures nothing, the debt being covered.
        _lots.mark(act.obligation, act.lot, act.lot, lot.end, 0, PLEDGED);
        _lots.hand(act.obligation, act.lot, act.lot, end, lot.holder, p.pledgee);
        emit Enforced(act.obligation, act.lot, act.pledge, end, act.notice);
    }

    /// @inheritdoc IPledges
    function proceeds(ObligationId obligation, uint48 lot, uint48 amount)
        external
        returns (uint32 pledgee, uint48 part)
    {
        if (msg.sender != _settlements) revert NotModule(msg.sender);
        bytes32 pledge = pledgeOn(obligation, lot);
        if (pledge == 0) return (0, 0);
        Pledge memory p = _pledges[pledge];
        uint48 left = p.secured - p.received;
        part = amount < left ? amount : left;
        if (part != 0) _receive(pledge, p, part);
        if (part == left) _free(obligation, lot, _lots.lotOf(obligation, lot).end, pledge);
        return (p.pledgee, part);
    }

    /* VIEWS */

    /// @inheritdoc IPledges
    function pledgeOf(bytes32 pledge) external view returns (Pledge memory) {
        return _pledges[pledge];
    }

    /// @inheritdoc IPledges
    function pledgeOn(ObligationId obligation, uint48 lot) public view returns (bytes32) {
        if (_lots.lotOf(obligation, lot).marks & PLEDGED == 0) return 0;
        (uint40 id,) = Records.newest(_lots, obligation, lot, PLEDGE);
        return _byRecord[id];
    }

    /* INTERNAL */

    /// @dev The lot and the pledge that it is under.
    function _under(ObligationId obligation, uint48 start, bytes32 pledge)
        private
        view
        returns (Lot memory lot, Pledge memory p)
    {
        if (pledge == 0 || pledgeOn(obligation, start) != pledge) revert NotPledged(pledge);
        return (_lots.lotOf(obligation, start), _pledges[pledge]);
    }

    /// @dev What the pledgee takes of a lot with `left` still secured: units up to `end`, which are worth `worth` to it.
    function _takes(uint48 start, Lot memory lot, uint48 left, uint32 due)
        private
        view
        returns (uint48 end, uint48 worth)
    {
        uint48 unpaid = lot.end - start - lot.paid;
        if (left == 0) revert AboveSecured(0);
        if (unpaid <= left) return (lot.end, unpaid);
        // The kernel cuts no lot from here on.
        if (today() >= due) revert AboveSecured(left);
        return (start + left, left);
    }

    function _receive(bytes32 pledge, Pledge memory p, uint48 amount) private {
        uint48 received = p.received + amount;
        _pledges[pledge].received = received;
        emit Received(pledge, amount, received);
    }

    function _free(ObligationId obligation, uint48 start, uint48 end, bytes32 pledge) private {
        _lots.mark(obligation, start, start, end, 0, PLEDGED);
        emit Unpledged(obligation, start, pledge);
    }

    /// @dev A debt that is overdue already would let the pledgee take the units the moment they are pledged.
    function _requireAhead(uint32 debtDue) private view {
        if (debtDue < today() || debtDue > type(uint16).max) revert BadField("debtDue");
    }

    function _requireRegistration(ObligationId obligation, string calldata registration) private view {
        uint256 length = bytes(registration).length;
        if (length > 64) revert BadField("registration");
        uint16 rules = _lots.obligationOf(obligation).rules;
        if (length == 0 && _rules.valueOn(rules, REGISTRATION_RULE, today()) != 0) {
            revert RegistrationNeeded(REGISTRATION_RULE);
        }
    }

    /// @dev The debt was not paid on its day, nor in the days of notice after it.
    function _requireOverdue(uint16 rules, uint32 debtDue) private view {
        uint32 day = today();
        uint256 last = debtDue + _rules.valueOn(rules, NOTICE_RULE, day);
        if (last > type(uint32).max) last = type(uint32).max;
        if (day <= last) revert NotOverdue(NOTICE_RULE, uint32(last), day);
    }
}
