// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Auth} from "../interfaces/Auth.sol";
import {AskGuarantee, GiveGuarantee} from "../interfaces/IGuarantees.sol";

/// @title EIP-712 struct hashes of the guarantees' acts
library GuaranteeActs {
    bytes32 private constant ASK_TYPE = keccak256(
        "AskGuarantee(uint32 company,uint256 obligation,uint48 lot,uint48 start,uint48 end,uint32 guarantor,uint32 until,bytes32 terms,uint64 nonce,uint40 deadline)"
    );
    bytes32 private constant GIVE_TYPE = keccak256(
        "GiveGuarantee(uint32 company,uint256 obligation,uint48 lot,bytes32 proposal,uint64 nonce,uint40 deadline)"
    );

    function hash(AskGuarantee calldata act, Auth calldata auth) internal pure returns (bytes32) {
        return keccak256(
            abi.encode(
                ASK_TYPE,
                act.company,
                act.obligation,
                act.lot,
                act.start,
                act.end,
                act.guarantor,
                act.until,
                act.terms,
                auth.nonce,
                auth.deadline
            )
        );
    }

    function hash(GiveGuarantee calldata act, Auth calldata auth) internal pure returns (bytes32) {
        return
            keccak256(
                abi.encode(GIVE_TYPE, act.company, act.obligation, act.lot, act.proposal, auth.nonce, auth.deadline)
            );
    }
}
