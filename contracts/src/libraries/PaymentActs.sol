// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Auth} from "../interfaces/Auth.sol";
import {PayRun} from "../interfaces/IPaymentRuns.sol";

/// @title EIP-712 struct hash of a payment run
library PaymentActs {
    bytes32 private constant PAY_TYPE = keccak256(
        "PayRun(uint32 company,uint256 obligation,uint48 lot,uint48 start,uint48 end,uint64 serial,bool atOnce,bool recourse,uint32 until,bytes32 terms,uint32 count,bytes leaves,uint64 nonce,uint40 deadline)"
    );

    /// @param leaves The act's own, which the caller has in memory already.
    function hash(PayRun calldata act, bytes memory leaves, Auth calldata auth) internal pure returns (bytes32) {
        return keccak256(
            abi.encodePacked(
                abi.encode(
                    PAY_TYPE,
                    act.company,
                    act.obligation,
                    act.lot,
                    act.start,
                    act.end,
                    act.serial,
                    act.atOnce,
                    act.recourse,
                    act.until
                ),
                abi.encode(act.terms, act.count, keccak256(leaves), auth.nonce, auth.deadline)
            )
        );
    }
}
