// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Auth} from "./interfaces/Auth.sol";
import {ICash} from "./interfaces/ICash.sol";
import {ICompanies} from "./interfaces/ICompanies.sol";
import {ILines} from "./interfaces/ILines.sol";
import {ILots, Lot, Obligation} from "./interfaces/ILots.sol";
import {IPledges} from "./interfaces/IPledges.sol";
import {IRules} from "./interfaces/IRules.sol";
import {AttestWire, ISettlements, SettleReceivable, Settlement} from "./interfaces/ISettlements.sol";
import {ObligationId} from "./libraries/ObligationId.sol";
import {SettlementActs} from "./libraries/SettlementActs.sol";
import {Clock, ClockParams} from "./Clock.sol";

/// @title Settlements
/// @notice See `ISettlements`. Principal is the kernel's: it counts what is paid and what each lot got of it. Late interest is
/// counted here, by the same shares, under the lots' first units: from the due day on no lot is cut or joined any more, and from
/// the first payment on the units that share in payments stay the same ones.
contract Settlements is ISettlements, Clock {
    using SettlementActs for *;

    uint8 internal constant MAKER = 1;
    uint8 internal constant EVEN_SUSPENDED = 128;
    uint16 internal constant BANK = 2;

    /// Means of payment.
    uint8 internal constant DEPOSITS = 1;
    uint8 internal constant WIRE = 2;

    /// The kernel's states and marks: lots up to LOCKED live; a lot on hold gets nothing now.
    uint8 internal constant LOCKED = 2;
    uint8 internal constant FROZEN = 1;
    uint8 internal constant DISPUTED = 2;
    uint8 internal constant PLEDGED = 4;

    bytes32 private constant LATE_RATE = "V17.late-rate";
    bytes32 private constant GRACE_DAYS = "V18.grace-days";
    uint256 private constant MILLION = 1_000_000;

    /// @dev A lot's late interest.
    struct Share {
        /// Got so far, in units of 0.01.
        uint48 got;
        /// Nothing more can come.
        bool last;
    }

    ICompanies private immutable _companies;
    ILots private immutable _lots;
    ICash private immutable _cash;
    ILines private immutable _lines;
    IRules private immutable _rules;
    IPledges private immutable _pledges;

    mapping(ObligationId => Settlement) private _settlements;
    mapping(ObligationId => mapping(uint48 => Share)) private _shares;
    /// Units whose lots have got the last of their late interest.
    mapping(ObligationId => uint256) private _served;
    /// Wires attested, by the hash of bank and reference.
    mapping(bytes32 => bool) private _wired;

    constructor(
        ICompanies companies,
        ILots lots,
        ICash cash,
        ILines lines,
        IRules rules,
        IPledges pledges,
        ClockParams memory clock_
    ) Clock(clock_) {
        _companies = companies;
        _lots = lots;
        _cash = cash;
        _lines = lines;
        _rules = rules;
        _pledges = pledges;
    }

    /* ACTS */

    /// @inheritdoc ISettlements
    function settleReceivable(SettleReceivable calldata act, Auth calldata auth) external {
        Obligation memory o = _existing(act.receivable);
        if (o.obligor != act.company) revert NotParty(o.obligor);
        uint32 day = _requirePayable(o, act.paid);
        Settlement memory s = _settlements[act.receivable];
        if (s.means != 0 && (s.means != DEPOSITS || s.bank != act.bank)) revert OtherMeans(s.means, s.bank);
        uint48 interest = _interest(o, act.amount, day);
        if (act.interest < interest) revert InterestDiffers(LATE_RATE, interest);
        // A debtor that was suspended still has to pay.
        _companies.authorize(act.company, MAKER | EVEN_SUSPENDED, act.amount, act.hash(auth), msg.sender, auth);

        _pay(act.receivable, o, DEPOSITS, act.bank, act.amount, interest);
        _cash.earmark(act.receivable, act.bank, o.currency, o.obligor, uint96(act.amount) + interest);
        emit Settled(act.receivable, act.bank, act.amount, o.paid + act.amount, interest);
    }

    /// @inheritdoc ISettlements
    function attestWire(AttestWire calldata act, Auth calldata auth) external {
        Obligation memory o = _existing(act.receivable);
        // A debtor's own word that it has paid is worth nothing.
        if (o.obligor == act.company) revert BadField("company");
        if (bytes(act.ref).length == 0 || bytes(act.ref).length > 128) revert BadField("ref");
        uint32 day = _requirePayable(o, act.paid);
        Settlement memory s = _settlements[act.receivable];
        if (s.means == DEPOSITS) revert OtherMeans(s.means, s.bank);
        uint48 interest = _interest(o, act.amount, day);
        if (act.interest != interest) revert InterestDiffers(LATE_RATE, interest);
        bytes32 key = keccak256(abi.encode(act.company, act.ref));
        if (_wired[key]) revert ReferenceUsed(act.company, act.ref);
        _companies.requireCapacity(act.company, BANK);
        _companies.authorize(act.company, MAKER, act.amount, act.hash(auth), msg.sender, auth);

        _wired[key] = true;
        _pay(act.receivable, o, WIRE, act.company, act.amount, interest);
        emit Wired(act.receivable, act.company, act.amount, o.paid + act.amount, interest, act.ref);
    }

    /// @inheritdoc ISettlements
    function push(ObligationId receivable, uint48[] calldata lots) external {
        Settlement memory s = _settlements[receivable];
        Obligation memory o;
        if (s.interest != 0) o = _lots.obligationOf(receivable);
        for (uint256 i; i < lots.length; ++i) {
            (uint32 holder, uint48 amount, uint8 marks) = _lots.credit(receivable, lots[i]);
            if (s.interest != 0 && marks & (FROZEN | DISPUTED) == 0) {
                amount += _creditInterest(receivable, o, s.interest, lots[i], holder);
            }
            if (amount != 0) _give(receivable, lots[i], holder, amount, marks, s.means);
        }
    }

    /// @inheritdoc ISettlements
    function declareDefault(ObligationId receivable) external {
        Obligation memory o = _lots.obligationOf(receivable);
        Settlement storage s = _settlements[receivable];
        uint48 unpaid = o.face - o.out - o.paid;
        if (unpaid == 0 || s.defaulted != 0) revert NothingToDeclare(receivable);
        uint256 last = o.due + _rules.valueOn(o.rules, GRACE_DAYS, o.due);
        if (last > type(uint32).max) last = type(uint32).max;
        uint32 day = today();
        if (day <= last) revert GraceRuns(GRACE_DAYS, uint32(last), day);

        s.defaulted = day;
        _lines.bar(o.obligor);
        emit Defaulted(receivable, o.obligor, unpaid);
    }

    /* VIEWS */

    /// @inheritdoc ISettlements
    function settlementOf(ObligationId receivable) external view returns (Settlement memory) {
        return _settlements[receivable];
    }

    /// @inheritdoc ISettlements
    function lateInterest(ObligationId receivable, uint48 amount, uint32 day) external view returns (uint48) {
        return _interest(_lots.obligationOf(receivable), amount, day);
    }

    /// @inheritdoc ISettlements
    function interestOf(ObligationId receivable, uint48 lot) external view returns (uint48) {
        return _shares[receivable][lot].got;
    }

    /* INTERNAL */

    function _existing(ObligationId id) private view returns (Obligation memory o) {
        o = _lots.obligationOf(id);
        if (o.face == 0) revert BadField("receivable");
    }

    /// @dev It can be paid today, on top of `paid`.
    function _requirePayable(Obligation memory o, uint48 paid) private view returns (uint32 day) {
        day = today();
        if (day < o.due) revert NotDue(o.due, day);
        if (o.paid != paid) revert PaidDiffers(o.paid);
    }

    /// @dev Counts a payment; the kernel refuses more than is unpaid.
    function _pay(ObligationId id, Obligation memory o, uint8 means, uint32 bank, uint48 amount, uint48 interest)
        private
    {
        _lots.pay(id, amount);
        Settlement storage s = _settlements[id];
        // Fits: interest on a payment is at most the payment, and all payments together at most the face.
        (s.means, s.bank, s.interest) = (means, bank, s.interest + interest);
        _lines.free(o.obligor, o.currency, amount);
        if (s.defaulted != 0 && o.paid + amount == o.face - o.out) _lines.cleared(o.obligor);
    }

    /// @dev Interest on `amount` paid on `day`, half-up to 0.01, at the rate of the due day. At most the amount itself: that keeps a debt of
    /// many years payable, and its sums in their fields.
    function _interest(Obligation memory o, uint256 amount, uint32 day) private view returns (uint48) {
        if (day <= o.due) return 0;
        uint256 factor = _rules.valueOn(o.rules, LATE_RATE, o.due) * (day - o.due);
        return uint48(factor < MILLION ? (2 * amount * factor + MILLION) / (2 * MILLION) : amount);
    }

    /// @dev Brings a lot up to its share of `interest`, all late interest paid so far. While more may come that is its floor. When all is
    /// paid, the lots' shares are laid end to end, in the order of their pushes, on a line as long as what was paid:
    /// each is its floor or one unit more, and together they are all of it.
    function _creditInterest(ObligationId id, Obligation memory o, uint256 interest, uint48 lot, uint32 holder)
        private
        returns (uint48 amount)
    {
        Share memory share = _shares[id][lot];
        Lot memory l = _lots.lotOf(id, lot);
        if (share.last || l.state > LOCKED) return 0;
        uint256 base = o.face - o.out;
        uint256 length = l.end - lot;
        uint256 total = interest * length / base;
        if (o.paid == base) {
            uint256 served = _served[id];
            total = interest * (served + length) / base - interest * served / base;
            _served[id] = served + length;
            share.last = true;
        }
        // Never less than before: interest only grows, and a last share is no less than its floor.
        amount = uint48(total) - share.got;
        share.got = uint48(total);
        _shares[id][lot] = share;
        if (amount != 0) emit InterestCredited(id, lot, holder, amount);
    }

    /// @dev Money for a lot: its pledgee's as far as the secured sum goes, else its holder's. Of a wire this is the account of who got it.
    function _give(ObligationId id, uint48 lot, uint32 holder, uint48 amount, uint8 marks, uint8 means) private {
        if (marks & PLEDGED != 0) {
            (uint32 pledgee, uint48 part) = _pledges.proceeds(id, lot, amount);
            if (part != 0) {
                amount -= part;
                if (means == DEPOSITS) _cash.release(id, pledgee, part);
                emit ProceedsTo(id, lot, pledgee, part);
            }
        }
        if (amount != 0 && means == DEPOSITS) _cash.release(id, holder, amount);
    }
}
