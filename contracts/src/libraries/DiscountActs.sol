// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Auth} from "../interfaces/Auth.sol";
import {Quote, TakeQuote, WithdrawQuote} from "../interfaces/IDiscounts.sol";

/// @title EIP-712 struct hashes of quotes and what is done with them
library DiscountActs {
    bytes32 private constant QUOTE_TYPE = keccak256(
        "Quote(uint32 company,uint256 obligation,uint48 lot,uint48 start,uint48 end,uint32 holder,uint32 rate,uint8 dayCount,bool recourse,uint32 cashBank,uint32 until,string registration,bytes32 opinion,uint64 serial,uint64 nonce,uint40 deadline)"
    );
    bytes32 private constant TAKE_TYPE =
        keccak256("TakeQuote(uint32 company,bytes32 quote,uint48 least,uint64 nonce,uint40 deadline)");
    bytes32 private constant WITHDRAW_TYPE =
        keccak256("WithdrawQuote(uint32 company,bytes32 quote,uint64 nonce,uint40 deadline)");

    function hash(Quote calldata q, Auth calldata auth) internal pure returns (bytes32) {
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
                q.opinion,
                q.serial,
                auth.nonce,
                auth.deadline
            )
        );
    }

    function hash(TakeQuote calldata act, Auth calldata auth) internal pure returns (bytes32) {
        return keccak256(abi.encode(TAKE_TYPE, act.company, act.quote, act.least, auth.nonce, auth.deadline));
    }

    function hash(WithdrawQuote calldata act, Auth calldata auth) internal pure returns (bytes32) {
        return keccak256(abi.encode(WITHDRAW_TYPE, act.company, act.quote, auth.nonce, auth.deadline));
    }
}
