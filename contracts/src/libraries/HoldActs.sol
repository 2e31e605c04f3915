// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Auth} from "../interfaces/Auth.sol";
import {DisputeLot, FreezeLot, ResolveDispute, UnfreezeLot} from "../interfaces/IHolds.sol";

/// @title EIP-712 struct hashes of the holds' acts
library HoldActs {
    bytes32 private constant FREEZE_TYPE = keccak256(
        "FreezeLot(uint32 company,uint256 obligation,uint48 lot,uint48 start,uint48 end,string order,bytes32 digest,uint32 until,bool forfeiture,uint64 nonce,uint40 deadline)"
    );
    bytes32 private constant UNFREEZE_TYPE = keccak256(
        "UnfreezeLot(uint32 company,uint256 obligation,uint48 lot,bytes32 freeze,string order,uint64 nonce,uint40 deadline)"
    );
    bytes32 private constant DISPUTE_TYPE = keccak256(
        "DisputeLot(uint32 company,uint256 obligation,uint48 lot,uint48 start,uint48 end,string reason,bytes32 digest,uint64 nonce,uint40 deadline)"
    );
    bytes32 private constant RESOLVE_TYPE = keccak256(
        "ResolveDispute(uint32 company,uint256 obligation,uint48 lot,bytes32 dispute,string resolution,uint64 nonce,uint40 deadline)"
    );

    function hash(FreezeLot calldata act, Auth calldata auth) internal pure returns (bytes32) {
        return keccak256(
            abi.encode(
                FREEZE_TYPE,
                act.company,
                act.obligation,
                act.lot,
                act.start,
                act.end,
                keccak256(bytes(act.order)),
                act.digest,
                act.until,
                act.forfeiture,
                auth.nonce,
                auth.deadline
            )
        );
    }

    function hash(UnfreezeLot calldata act, Auth calldata auth) internal pure returns (bytes32) {
        return keccak256(
            abi.encode(
                UNFREEZE_TYPE,
                act.company,
                act.obligation,
                act.lot,
                act.freeze,
                keccak256(bytes(act.order)),
                auth.nonce,
                auth.deadline
            )
        );
    }

    function hash(DisputeLot calldata act, Auth calldata auth) internal pure returns (bytes32) {
        return keccak256(
            abi.encode(
                DISPUTE_TYPE,
                act.company,
                act.obligation,
                act.lot,
                act.start,
                act.end,
                keccak256(bytes(act.reason)),
                act.digest,
                auth.nonce,
                auth.deadline
            )
        );
    }

    function hash(ResolveDispute calldata act, Auth calldata auth) internal pure returns (bytes32) {
        return keccak256(
            abi.encode(
                RESOLVE_TYPE,
                act.company,
                act.obligation,
                act.lot,
                act.dispute,
                keccak256(bytes(act.resolution)),
                auth.nonce,
                auth.deadline
            )
        );
    }
}
