// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Auth} from "../interfaces/Auth.sol";
import {AcceptPledge, EnforcePledge, PledgeLot, ReleasePledge} from "../interfaces/IPledges.sol";

/// @title EIP-712 struct hashes of the pledges' acts
library PledgeActs {
    bytes32 private constant PLEDGE_TYPE = keccak256(
        "PledgeLot(uint32 company,uint256 obligation,uint48 lot,uint48 start,uint48 end,uint32 pledgee,uint48 secured,uint32 debtDue,uint32 until,bytes32 terms,uint64 nonce,uint40 deadline)"
    );
    bytes32 private constant ACCEPT_TYPE = keccak256(
        "AcceptPledge(uint32 company,uint256 obligation,uint48 lot,bytes32 pledge,string registration,uint64 nonce,uint40 deadline)"
    );
    bytes32 private constant RELEASE_TYPE = keccak256(
        "ReleasePledge(uint32 company,uint256 obligation,uint48 lot,uint48 end,bytes32 pledge,uint64 nonce,uint40 deadline)"
    );
    bytes32 private constant ENFORCE_TYPE = keccak256(
        "EnforcePledge(uint32 company,uint256 obligation,uint48 lot,bytes32 pledge,bytes32 notice,uint64 nonce,uint40 deadline)"
    );

    function hash(PledgeLot calldata act, Auth calldata auth) internal pure returns (bytes32) {
        return keccak256(
            abi.encode(
                PLEDGE_TYPE,
                act.company,
                act.obligation,
                act.lot,
                act.start,
                act.end,
                act.pledgee,
                act.secured,
                act.debtDue,
                act.until,
                act.terms,
                auth.nonce,
                auth.deadline
            )
        );
    }

    function hash(AcceptPledge calldata act, Auth calldata auth) internal pure returns (bytes32) {
        return keccak256(
            abi.encode(
                ACCEPT_TYPE,
                act.company,
                act.obligation,
                act.lot,
                act.pledge,
                keccak256(bytes(act.registration)),
                auth.nonce,
                auth.deadline
            )
        );
    }

    function hash(ReleasePledge calldata act, Auth calldata auth) internal pure returns (bytes32) {
        return keccak256(
            abi.encode(
                RELEASE_TYPE, act.company, act.obligation, act.lot, act.end, act.pledge, auth.nonce, auth.deadline
            )
        );
    }

    function hash(EnforcePledge calldata act, Auth calldata auth) internal pure returns (bytes32) {
        return keccak256(
            abi.encode(
                ENFORCE_TYPE, act.company, act.obligation, act.lot, act.pledge, act.notice, auth.nonce, auth.deadline
            )
        );
    }
}
