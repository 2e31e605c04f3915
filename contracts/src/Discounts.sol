// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Auth} from "./interfaces/Auth.sol";
import {ICash} from "./interfaces/ICash.sol";
import {ICompanies} from "./interfaces/ICompanies.sol";
import {IDiscounts, Price, Quote, TakeQuote, WithdrawQuote} from "./interfaces/IDiscounts.sol";
import {IEndings} from "./interfaces/IEndings.sol";
import {ILots, Obligation, Record} from "./interfaces/ILots.sol";
import {IRules} from "./interfaces/IRules.sol";
import {Calendar} from "./libraries/Calendar.sol";
import {DayCount} from "./libraries/DayCount.sol";
import {DiscountActs} from "./libraries/DiscountActs.sol";
import {Records} from "./libraries/Records.sol";
import {Clock, ClockParams} from "./Clock.sol";

/// @title Discounts
/// @notice See `IDiscounts`.
///
///   A quote:  – ── sign (buyer) ──▶ OPEN ── take (holder), withdraw (buyer), or its last day is over ──▶ closed
///
/// The chain hears of it only when it is taken or withdrawn.
contract Discounts is IDiscounts, Clock {
    using DiscountActs for *;

    /// What a quote comes to, by who signed it.
    enum Purchase {
        Financing,
        EarlyPayment,
        BuyBack
    }

    uint8 internal constant MAKER = 1;
    uint8 internal constant EVEN_SUSPENDED = 128;
    uint16 internal constant BANK = 2;
    /// Kernel record kinds and marks.
    uint8 internal constant RECOURSE = 1;
    uint8 internal constant FINANCING = 2;
    uint8 internal constant FINANCED = 8;

    uint32 internal constant HIGHEST_RATE = 1_000_000;

    bytes32 private constant REGISTRATION_RULE = "V06.registration";
    bytes32 private constant OPINION_RULE = "V01.justify-months";

    ICompanies private immutable _companies;
    ILots private immutable _lots;
    ICash private immutable _cash;
    IRules private immutable _rules;
    IEndings private immutable _endings;

    /// By the company whose quote it is, so that none can close another's.
    mapping(uint32 => mapping(bytes32 => bool)) private _closed;

    constructor(ICompanies companies, ILots lots, ICash cash, IRules rules, IEndings endings, ClockParams memory clock_)
        Clock(clock_)
    {
        _companies = companies;
        _lots = lots;
        _cash = cash;
        _rules = rules;
        _endings = endings;
    }

    /* ACTS */

    /// @inheritdoc IDiscounts
    function takeQuote(Quote calldata quote, Auth calldata bank, TakeQuote calldata act, Auth calldata auth) external {
        bytes32 hash = quote.hash(bank);
        if (act.quote != hash) revert OtherQuote(hash);
        if (quote.holder != act.company) revert NotAddressee(quote.holder);
        if (_closed[quote.company][hash]) revert QuoteClosed(hash);
        uint32 day = today();
        if (day > quote.until) revert QuoteExpired(quote.until, day);
        Obligation memory o = _lots.obligationOf(quote.obligation);
        Price memory price = _price(quote, o.due, day);
        Purchase purchase = _purchase(quote, o, day);
        if (price.proceeds < act.least) revert ProceedsBelow(price.proceeds);

        _closed[quote.company][hash] = true;
        uint256 amount = quote.end - quote.start;
        _companies.authorize(quote.company, MAKER, amount, hash, msg.sender, bank);
        _companies.authorize(act.company, MAKER, amount, act.hash(auth), msg.sender, auth);
        _swap(quote, purchase, o.currency, price.proceeds);
        if (purchase == Purchase.Financing) {
            emit Discounted(quote.obligation, quote.company, quote.holder, price, quote, hash);
        } else if (purchase == Purchase.EarlyPayment) {
            emit PaidEarly(quote.obligation, quote.company, quote.holder, price, quote, hash);
        } else {
            emit BoughtBack(quote.obligation, quote.company, quote.holder, price, quote, hash);
        }
    }

    /// @inheritdoc IDiscounts
    function withdrawQuote(WithdrawQuote calldata act, Auth calldata auth) external {
        _companies.authorize(act.company, MAKER | EVEN_SUSPENDED, 0, act.hash(auth), msg.sender, auth);
        if (_closed[act.company][act.quote]) revert QuoteClosed(act.quote);
        _closed[act.company][act.quote] = true;
        emit QuoteWithdrawn(act.company, act.quote);
    }

    /* VIEWS */

    /// @inheritdoc IDiscounts
    function priceOn(Quote calldata quote, uint32 day) external view returns (Price memory) {
        return _price(quote, _lots.obligationOf(quote.obligation).due, day);
    }

    /// @inheritdoc IDiscounts
    function isClosed(uint32 company, bytes32 quote) external view returns (bool) {
        return _closed[company][quote];
    }

    /* INTERNAL */

    /// @dev What the quote is, and that it may be that today. The obligor pays early even if it is a bank; a bank finances even what it once
    /// sold, for the financing that it bought stands.
    function _purchase(Quote calldata q, Obligation memory o, uint32 day) private view returns (Purchase) {
        if (bytes(q.registration).length > 64) revert BadField("registration");
        // The holder cannot answer to the obligor for the obligor, nor to one who answers for the lot itself.
        if (q.recourse && (q.company == o.obligor || _answers(q))) revert BadField("recourse");
        if (q.company == o.obligor) return Purchase.EarlyPayment;
        if (_companies.companyOf(q.company).capacities & BANK != 0) {
            _requireRegistration(q, o.rules, day);
            _requireOpinion(q, o, day);
            return Purchase.Financing;
        }
        if (!_answers(q)) revert NotBuyer(q.company);
        return Purchase.BuyBack;
    }

    /// @dev The units to the buyer, the cash to the holder, and what that makes of the lot.
    function _swap(Quote calldata q, Purchase purchase, uint16 currency, uint48 proceeds) private {
        _lots.hand(q.obligation, q.lot, q.start, q.end, q.holder, q.company);
        if (purchase == Purchase.Financing) {
            if (q.recourse) _lots.record(q.obligation, q.start, RECOURSE, q.holder, q.company, 0);
            _lots.record(q.obligation, q.start, FINANCING, q.company, q.holder, proceeds);
            _lots.mark(q.obligation, q.start, q.start, q.end, FINANCED, 0);
        } else if (purchase == Purchase.EarlyPayment) {
            _endings.redeem(q.obligation, q.start);
        } else {
            _lots.mark(q.obligation, q.start, q.start, q.end, 0, FINANCED);
        }
        _cash.move(q.cashBank, currency, q.company, q.holder, proceeds, q.registration);
    }

    function _price(Quote calldata quote, uint32 due, uint32 day) private pure returns (Price memory) {
        if (day >= due) revert AlreadyDue(due, day);
        if (quote.rate > HIGHEST_RATE) revert BadField("rate");
        if (quote.start >= quote.end) revert BadField("end");
        if (quote.holder == quote.company) revert BadField("holder");
        (uint256 span, uint256 basis) = DayCount.span(day, due, quote.dayCount);
        uint256 face = quote.end - quote.start;
        uint256 cost = DayCount.interest(face, quote.rate, span, basis);
        if (cost >= face) revert BadField("rate");
        // All three fit: a cost below a uint48 face, and a span of uint32 days.
        return Price(uint48(face - cost), uint48(cost), uint32(span));
    }

    function _requireRegistration(Quote calldata q, uint16 rules, uint32 day) private view {
        if (bytes(q.registration).length == 0 && _rules.valueOn(rules, REGISTRATION_RULE, day) != 0) {
            revert RegistrationNeeded(REGISTRATION_RULE);
        }
    }

    /// @dev A bank that pays today for a debt beyond the months of the rule has looked into why it is so long.
    function _requireOpinion(Quote calldata q, Obligation memory o, uint32 day) private view {
        if (q.opinion != 0) return;
        uint256 months = _rules.valueOn(o.rules, OPINION_RULE, day);
        if (o.due > Calendar.addMonths(day, months)) revert OpinionNeeded(OPINION_RULE);
    }

    /// @dev Whether the quoting company handed the lot on with recourse, and answers for it still.
    function _answers(Quote calldata q) private view returns (bool) {
        Record[] memory list = Records.standing(_lots, q.obligation, q.lot);
        for (uint256 i; i < list.length; ++i) {
            if (list[i].kind == RECOURSE && list[i].by == q.company) return true;
        }
        return false;
    }
}
