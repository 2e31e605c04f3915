// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Auth} from "../interfaces/Auth.sol";
import {AcceptTransfer, Merge, RejectProposal, Split, Transfer, WithdrawProposal} from "../interfaces/ILots.sol";
import {ObligationId} from "./ObligationId.sol";

/// @title EIP-712 struct hashes of the holders' acts
library LotActs {
    bytes32 private constant TRANSFER_TYPE = keccak256(
        "Transfer(uint32 company,uint256 obligation,uint48 lot,uint48 start,uint48 end,uint32 to,bool recourse,uint32 until,bytes32 terms,uint64 nonce,uint40 deadline)"
    );
    bytes32 private constant ACCEPT_TYPE = keccak256(
        "AcceptTransfer(uint32 company,uint256 obligation,uint48 lot,bytes32 proposal,uint64 nonce,uint40 deadline)"
    );
    bytes32 private constant REJECT_TYPE = keccak256(
        "RejectProposal(uint32 company,uint256 obligation,uint48 lot,bytes32 proposal,uint64 nonce,uint40 deadline)"
    );
    bytes32 private constant WITHDRAW_TYPE = keccak256(
        "WithdrawProposal(uint32 company,uint256 obligation,uint48 lot,bytes32 proposal,uint64 nonce,uint40 deadline)"
    );
    bytes32 private constant SPLIT_TYPE =
        keccak256("Split(uint32 company,uint256 obligation,uint48 lot,uint48 middle,uint64 nonce,uint40 deadline)");
    bytes32 private constant MERGE_TYPE =
        keccak256("Merge(uint32 company,uint256 obligation,uint48 lot,uint48 right,uint64 nonce,uint40 deadline)");

    function hash(Transfer memory act, Auth calldata auth) internal pure returns (bytes32) {
        return keccak256(
            abi.encode(
                TRANSFER_TYPE,
                act.company,
                act.obligation,
                act.lot,
                act.start,
                act.end,
                act.to,
                act.recourse,
                act.until,
                act.terms,
                auth.nonce,
                auth.deadline
            )
        );
    }

    function hash(AcceptTransfer calldata act, Auth calldata auth) internal pure returns (bytes32) {
        return _answer(ACCEPT_TYPE, act.company, act.obligation, act.lot, act.proposal, auth);
    }

    function hash(RejectProposal calldata act, Auth calldata auth) internal pure returns (bytes32) {
        return _answer(REJECT_TYPE, act.company, act.obligation, act.lot, act.proposal, auth);
    }

    function hash(WithdrawProposal calldata act, Auth calldata auth) internal pure returns (bytes32) {
        return _answer(WITHDRAW_TYPE, act.company, act.obligation, act.lot, act.proposal, auth);
    }

    function hash(Split calldata act, Auth calldata auth) internal pure returns (bytes32) {
        return
            keccak256(
                abi.encode(SPLIT_TYPE, act.company, act.obligation, act.lot, act.middle, auth.nonce, auth.deadline)
            );
    }

    function hash(Merge calldata act, Auth calldata auth) internal pure returns (bytes32) {
        return
            keccak256(
                abi.encode(MERGE_TYPE, act.company, act.obligation, act.lot, act.right, auth.nonce, auth.deadline)
            );
    }

    /// @dev Answers differ by their type alone.
    function _answer(
        bytes32 typeHash,
        uint32 company,
        ObligationId obligation,
        uint48 lot,
        bytes32 proposal,
        Auth calldata auth
    ) private pure returns (bytes32) {
        return keccak256(abi.encode(typeHash, company, obligation, lot, proposal, auth.nonce, auth.deadline));
    }
}
