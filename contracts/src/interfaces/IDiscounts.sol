// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Auth} from "./Auth.sol";
import {ObligationId} from "../libraries/ObligationId.sol";

/// @notice An offer to buy units [start, end) of a lot. Its price follows from the rate on the day it is taken. From a bank it is a
/// financing; from the obligor, early payment: the units end; from one who answers for the lot by recourse, a buy-back.
struct Quote {
    /// The bank, the obligor, or one who transferred the lot with recourse and answers for it still.
    uint32 company;
    ObligationId obligation;
    /// The lot that the units are in now, by first unit.
    uint48 lot;
    uint48 start;
    uint48 end;
    /// The holder that may take it.
    uint32 holder;
    /// A year's rate in millionths: 4.20 % is 42,000. 0 to 1,000,000.
    uint32 rate;
    /// 1 actual/360, 2 actual/365, 3 30/360.
    uint8 dayCount;
    /// Whether the holder answers for payment if the obligor fails; never to the obligor, nor to one who answers for the lot.
    bool recourse;
    /// Whose tokenised deposits are paid.
    uint32 cashBank;
    /// Last local day on which it can be taken.
    uint32 until;
    /// Number of the registration of this financing in the movable-asset registry, up to 64 bytes. Early payment and buy-back need none.
    string registration;
    /// Digest of the bank's opinion on a long tenor; needed where what is left of it on the day of taking is above the rule set's months.
    bytes32 opinion;
    /// The buyer's own number of the offer: two offers of equal content differ by it.
    uint64 serial;
}

/// @notice The holder takes a quote. `quote` is the quote's EIP-712 struct hash.
struct TakeQuote {
    uint32 company;
    bytes32 quote;
    /// Least cash it takes, in units of 0.01.
    uint48 least;
}

/// @notice Who made an offer takes it back. `quote` is the quote's EIP-712 struct hash.
struct WithdrawQuote {
    uint32 company;
    bytes32 quote;
}

/// @notice What a quote comes to on a day.
struct Price {
    /// Cash for the holder, in units of 0.01.
    uint48 proceeds;
    /// What the buyer keeps: face less proceeds.
    uint48 interest;
    /// Days from then to the due day by the quote's day count.
    uint32 interestDays;
}

/// @title Discounting, early payment and buy-back: a lot against cash in one step
interface IDiscounts {
    /// @notice The quote could be taken up to day `until`.
    error QuoteExpired(uint32 until, uint32 today);
    /// @notice The quote was withdrawn or taken.
    error QuoteClosed(bytes32 quote);
    /// @notice The answer is not about this quote.
    error OtherQuote(bytes32 quote);
    /// @notice The quote is addressed to another company.
    error NotAddressee(uint32 holder);
    /// @notice The quote pays `proceeds` today, less than the holder wants.
    error ProceedsBelow(uint48 proceeds);
    /// @notice Rule `rule`: financing needs its registration number.
    error RegistrationNeeded(bytes32 rule);
    /// @notice Rule `rule`: so long a tenor needs the bank's opinion.
    error OpinionNeeded(bytes32 rule);
    /// @notice The company is no bank, does not owe the obligation, and does not answer for the lot.
    error NotBuyer(uint32 company);
    /// @notice The obligation is due or past it: there is no tenor left to discount.
    error AlreadyDue(uint32 due, uint32 today);
    /// @notice A field is out of range: its name in ASCII.
    error BadField(bytes32 field);

    /// @notice Units changed hands for cash, under `quote`, whose struct hash is `id`.
    event Discounted(
        ObligationId indexed obligation,
        uint32 indexed bank,
        uint32 indexed holder,
        Price price,
        Quote quote,
        bytes32 id
    );
    /// @notice The obligor paid units before their due day, under `quote`, whose struct hash is `id`.
    event PaidEarly(
        ObligationId indexed obligation,
        uint32 indexed obligor,
        uint32 indexed holder,
        Price price,
        Quote quote,
        bytes32 id
    );
    /// @notice Units went back to one who answered for them, under `quote`, whose struct hash is `id`.
    event BoughtBack(
        ObligationId indexed obligation,
        uint32 indexed buyer,
        uint32 indexed holder,
        Price price,
        Quote quote,
        bytes32 id
    );
    event QuoteWithdrawn(uint32 indexed bank, bytes32 indexed quote);

    /// @param bank The signature of the quote by the company that made it.
    /// @param act The holder's answer.
    function takeQuote(Quote calldata quote, Auth calldata bank, TakeQuote calldata act, Auth calldata auth) external;
    function withdrawQuote(WithdrawQuote calldata act, Auth calldata auth) external;

    /// @notice What the quote would pay if taken on `day`.
    function priceOn(Quote calldata quote, uint32 day) external view returns (Price memory);
    /// @notice Whether a quote was taken or withdrawn.
    function isClosed(uint32 company, bytes32 quote) external view returns (bool);
}
