// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Auth} from "./Auth.sol";
import {ObligationId} from "../libraries/ObligationId.sol";

/// @notice A company's tokenised deposit at one bank in one currency, in one slot. Units of 0.01.
struct Account {
    /// What it can spend.
    uint96 free;
    /// What its settlements have set aside for holders; only they can get it.
    uint96 earmarked;
}

/// @notice What is still set aside of an obligation's payments.
struct Earmark {
    uint32 bank;
    uint32 obligor;
    uint16 currency;
    uint96 amount;
}

/// @notice The bank credits a deposit that it has received money for.
struct MintCash {
    /// The bank.
    uint32 company;
    uint32 to;
    uint16 currency;
    uint96 amount;
    /// The bank's own reference of the incoming payment: the same one mints once.
    string ref;
}

/// @notice A depositor gives tokens back; the bank pays them out by wire under this reference.
struct RedeemCash {
    uint32 company;
    uint32 bank;
    uint16 currency;
    uint96 amount;
    string ref;
}

struct TransferCash {
    uint32 company;
    uint32 bank;
    uint16 currency;
    uint32 to;
    uint96 amount;
    string ref;
}

/// @title Tokenised deposits of licensed banks
/// @notice Each balance is a claim on the one bank that issued it. No contract has a balance; a payment to come is earmarked
/// inside the payer's own.
interface ICash {
    /// @notice The company has `free` to spend, and needs `amount`.
    error CashShort(uint32 company, uint32 bank, uint16 currency, uint256 free, uint256 amount);
    /// @notice An amount is zero.
    error BadAmount();
    /// @notice There is no such currency.
    error BadCurrency(uint16 currency);
    /// @notice The bank has minted under this reference.
    error ReferenceUsed(uint32 bank, string ref);
    /// @notice Only the network's own contracts ask this.
    error NotModule(address caller);
    /// @notice The obligation's earmark is at another bank.
    error OtherBank(uint32 bank);
    /// @notice More is released than is earmarked.
    error EarmarkShort(uint256 left);

    event Minted(uint32 indexed bank, uint32 indexed to, uint16 currency, uint96 amount, string ref);
    event Redeemed(uint32 indexed bank, uint32 indexed from, uint16 currency, uint96 amount, string ref);
    event Moved(
        uint32 indexed bank, uint32 indexed from, uint32 indexed to, uint16 currency, uint96 amount, string ref
    );
    event Earmarked(
        ObligationId indexed obligation, uint32 indexed bank, uint32 indexed obligor, uint16 currency, uint96 amount
    );
    event Released(
        ObligationId indexed obligation, uint32 indexed bank, uint32 indexed to, uint16 currency, uint96 amount
    );

    function mintCash(MintCash calldata act, Auth calldata auth) external;
    function redeemCash(RedeemCash calldata act, Auth calldata auth) external;
    function transferCash(TransferCash calldata act, Auth calldata auth) external;

    /// @notice A module moves cash for a payer that has signed for it there.
    function move(uint32 bank, uint16 currency, uint32 from, uint32 to, uint96 amount, string calldata ref) external;
    /// @notice Sets cash of the obligor aside for an obligation's holders.
    function earmark(ObligationId obligation, uint32 bank, uint16 currency, uint32 obligor, uint96 amount) external;
    /// @notice Gives a holder its part of what is set aside.
    function release(ObligationId obligation, uint32 to, uint96 amount) external;

    function accountOf(uint32 bank, uint16 currency, uint32 company) external view returns (Account memory);
    function earmarkOf(ObligationId obligation) external view returns (Earmark memory);
    /// @notice All deposits of the bank in the currency, earmarked ones included.
    function supplyOf(uint32 bank, uint16 currency) external view returns (uint256);
}
