// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Auth} from "./Auth.sol";
import {ObligationId} from "../libraries/ObligationId.sol";

/// @notice How a receivable has been paid so far, in one slot.
struct Settlement {
    /// 0 nothing paid, 1 in tokenised deposits, 2 by wire.
    uint8 means;
    /// Whose deposits: the same for all payments of a receivable. Or which bank attested the newest wire: they may come from several, so that
    /// no bank's word on a part of it keeps the obligor from paying the rest through its own.
    uint32 bank;
    /// Late interest paid so far, in units of 0.01.
    uint48 interest;
    /// The local day on which default was declared; zero: it was not.
    uint32 defaulted;
}

/// @notice The obligor pays, on the due day or later, in `bank`'s tokenised deposits.
struct SettleReceivable {
    /// The obligor.
    uint32 company;
    ObligationId receivable;
    /// Units of 0.01, at most what is unpaid.
    uint48 amount;
    uint32 bank;
    /// Units paid before this act: a second signature of the same payment must not pay twice.
    uint48 paid;
    /// Most that it pays on top as late interest, in units of 0.01. What it pays is what `lateInterest` says of the day.
    uint48 interest;
}

/// @notice A bank has paid the holders by wire, each its share, and answers for it.
struct AttestWire {
    /// The bank.
    uint32 company;
    ObligationId receivable;
    uint48 amount;
    uint48 paid;
    /// Late interest paid with it: exactly what `lateInterest` says of the day of the act.
    uint48 interest;
    /// The bank's own reference of the payment: the same one counts once.
    string ref;
}

/// @title Settlement: payment on the due day, late, or not at all
/// @notice Takes receivables from their due day on.
///
///   ACTIVE ── due day ──▶ DUE ── grace days over, not paid in full; anyone ──▶ DEFAULTED
///                          └──────────── paid in full ──▶ PAID ◀── late, with interest ──┘
///
/// DUE and PAID are no states: the first is the clock's to say, the second the kernel's.
interface ISettlements {
    /// @notice The due day is `due`; settlement begins then.
    error NotDue(uint32 due, uint32 today);
    /// @notice The company is not the side whose act this is.
    error NotParty(uint32 party);
    /// @notice `paid` has been paid by now, not what the act says.
    error PaidDiffers(uint48 paid);
    /// @notice Rule `rule`: `interest` is due on a payment as late as today's, in units of 0.01.
    error InterestDiffers(bytes32 rule, uint48 interest);
    /// @notice It was paid in part by other means (1 deposits, 2 wire), or in another bank's deposits; so must the rest be.
    error OtherMeans(uint8 means, uint32 bank);
    /// @notice The bank attested a payment under this reference before.
    error ReferenceUsed(uint32 bank, string ref);
    /// @notice Rule `rule`: the obligor has until the end of day `last`.
    error GraceRuns(bytes32 rule, uint32 last, uint32 today);
    /// @notice Nothing is unpaid, or default has been declared.
    error NothingToDeclare(ObligationId receivable);
    /// @notice A field is out of range: its name in ASCII.
    error BadField(bytes32 field);

    /// @notice The obligor paid `amount` and `interest`, earmarked in its own balance at `bank` for the holders.
    event Settled(ObligationId indexed receivable, uint32 indexed bank, uint48 amount, uint48 paid, uint48 interest);
    /// @notice `bank` wired `amount` and `interest` to the holders.
    event Wired(
        ObligationId indexed receivable, uint32 indexed bank, uint48 amount, uint48 paid, uint48 interest, string ref
    );
    /// @notice The obligor did not pay `unpaid` within the grace days: the certificate of default.
    event Defaulted(ObligationId indexed receivable, uint32 indexed obligor, uint48 unpaid);
    /// @notice The holder was credited with `amount` of late interest on its lot.
    event InterestCredited(ObligationId indexed receivable, uint48 indexed lot, uint32 indexed holder, uint48 amount);
    /// @notice Of what the holder of a pledged lot was just credited with, principal and interest, `part` is the pledgee's.
    event ProceedsTo(ObligationId indexed receivable, uint48 indexed lot, uint32 indexed pledgee, uint48 part);

    function settleReceivable(SettleReceivable calldata act, Auth calldata auth) external;
    function attestWire(AttestWire calldata act, Auth calldata auth) external;
    /// @notice Anyone brings these lots' (by first unit) credits up to their shares, in deposits out of the earmark. A pledged lot
    /// pays the pledgee first; a frozen or disputed one, or one that has nothing to get, is passed over. A share of late interest is its floor
    /// until all is paid; the last push of a lot then gives it that or 0.01 more, so that nothing stays behind.
    function push(ObligationId receivable, uint48[] calldata lots) external;
    /// @notice Anyone, once the grace days are over and the receivable is not paid in full.
    function declareDefault(ObligationId receivable) external;

    function settlementOf(ObligationId receivable) external view returns (Settlement memory);
    /// @notice Interest on `amount` paid on `day`: amount × rate × days after the due day, half-up to 0.01; zero up to the due day,
    /// and never above `amount` itself. The rate is that of the due day, in the rule set that the receivable was born under.
    function lateInterest(ObligationId receivable, uint48 amount, uint32 day) external view returns (uint48);
    /// @notice Late interest that the lot has got so far, in units of 0.01. From the due day on a lot's first unit is its name for good.
    function interestOf(ObligationId receivable, uint48 lot) external view returns (uint48);
}
