// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Auth} from "./interfaces/Auth.sol";
import {ICash} from "./interfaces/ICash.sol";
import {ICompanies} from "./interfaces/ICompanies.sol";
import {IDiscounts, Price, Quote, TakeQuote, WithdrawQuote} from "./interfaces/IDiscounts.sol";
import {ILots, Obligation} from "./interfaces/ILots.sol";
import {IRules} from "./interfaces/IRules.sol";
import {DayCount} from "./libraries/DayCount.sol";
import {Clock, ClockParams} from "./Clock.sol";

/// @title Discounts
/// @notice See `IDiscounts`. A quote is open from its signature until it is taken, withdrawn or past its last day; the
/// chain hears of it only then.
contract Discounts is IDiscounts, Clock {
    uint8 internal constant MAKER = 1;
    uint8 internal constant EVEN_SUSPENDED = 128;
    uint16 internal constant BANK = 2;
    /// Kernel record kinds and marks.
    uint8 internal constant RECOURSE = 1;
    uint8 internal constant FINANCING = 2;
    uint8 internal constant FINANCED = 8;

    uint32 internal constant HIGHEST_RATE = 1_000_000;

    bytes32 private constant QUOTE_TYPE = keccak256(
        "Quote(uint32 company,uint256 obligation,uint48 lot,uint48 start,uint48 end,uint32 holder,uint32 rate,uint8 dayCount,bool recourse,uint32 cashBank,uint32 until,string registration,uint64 serial,uint64 nonce,uint40 deadline)"
    );
    bytes32 private constant TAKE_TYPE =
        keccak256("TakeQuote(uint32 company,bytes32 quote,uint48 least,uint64 nonce,uint40 deadline)");
    bytes32 private constant WITHDRAW_TYPE =
        keccak256("WithdrawQuote(uint32 company,bytes32 quote,uint64 nonce,uint40 deadline)");

    ICompanies private immutable _companies;
    ILots private immutable _lots;
    ICash private immutable _cash;
    IRules private immutable _rules;

    /// By the company whose quote it is, so that none can close another's.
    mapping(uint32 => mapping(bytes32 => bool)) private _closed;

    constructor(ICompanies companies, ILots lots, ICash cash, IRules rules, ClockParams memory clock_) Clock(clock_) {
        _companies = companies;
        _lots = lots;
        _cash = cash;
        _rules = rules;
    }

    /* ACTS */

    /// @inheritdoc IDiscounts
    function takeQuote(Quote calldata quote, Auth calldata bank, TakeQuote calldata act, Auth calldata auth) external {
        bytes32 hash = _hash(quote, bank);
        if (act.quote != hash) revert OtherQuote(hash);
        if (quote.holder != act.company) revert NotAddressee(quote.holder);
        if (_closed[quote.company][hash]) revert QuoteClosed(hash);
        uint32 day = today();
        if (day > quote.until) revert QuoteExpired(quote.until, day);
        Obligation memory o = _lots.obligationOf(quote.obligation);
        _requireRegistration(quote, o.rules, day);
        Price memory price = _price(quote, o.due, day);
        if (price.proceeds < act.least) revert ProceedsBelow(price.proceeds);

        _closed[quote.company][hash] = true;
        _authorize(quote, bank, hash, act, auth);
        _swap(quote, o.currency, price.proceeds);
        emit Discounted(quote.obligation, quote.company, quote.holder, price, quote, hash);
    }

    /// @inheritdoc IDiscounts
    function withdrawQuote(WithdrawQuote calldata act, Auth calldata auth) external {
        bytes32 hash = keccak256(abi.encode(WITHDRAW_TYPE, act.company, act.quote, auth.nonce, auth.deadline));
        _companies.authorize(act.company, MAKER | EVEN_SUSPENDED, 0, hash, msg.sender, auth);
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

    function _authorize(
        Quote calldata quote,
        Auth calldata bank,
        bytes32 hash,
        TakeQuote calldata act,
        Auth calldata auth
    ) private {
        uint256 amount = quote.end - quote.start;
        bytes32 taking = keccak256(abi.encode(TAKE_TYPE, act.company, act.quote, act.least, auth.nonce, auth.deadline));
        _companies.requireCapacity(quote.company, BANK);
        _companies.authorize(quote.company, MAKER, amount, hash, msg.sender, bank);
        _companies.authorize(act.company, MAKER, amount, taking, msg.sender, auth);
    }

    /// @dev The units to the bank, the cash to the holder, and both facts on the lot.
    function _swap(Quote calldata q, uint16 currency, uint48 proceeds) private {
        _lots.hand(q.obligation, q.lot, q.start, q.end, q.holder, q.company);
        if (q.recourse) _lots.record(q.obligation, q.start, RECOURSE, q.holder, q.company, 0);
        _lots.record(q.obligation, q.start, FINANCING, q.company, q.holder, proceeds);
        _lots.mark(q.obligation, q.start, q.start, q.end, FINANCED, 0);
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

    function _requireRegistration(Quote calldata quote, uint16 rules, uint32 day) private view {
        uint256 length = bytes(quote.registration).length;
        if (length > 64) revert BadField("registration");
        if (length == 0 && _rules.valueOn(rules, "V06.registration", day) != 0) {
            revert RegistrationNeeded("V06.registration");
        }
    }

    function _hash(Quote calldata q, Auth calldata auth) private pure returns (bytes32) {
        return keccak256(
            abi.encode(
                QUOTE_TYPE,
                q.company,
                q.obligation,
                q.lot,
                q.start,
                q.end,
                q.holder,
                q.rate,
                q.dayCount,
                q.recourse,
                q.cashBank,
                q.until,
                keccak256(bytes(q.registration)),
                q.serial,
                auth.nonce,
                auth.deadline
            )
        );
    }
}
