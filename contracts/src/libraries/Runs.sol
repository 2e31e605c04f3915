// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title Runs of units, and what they get
/// @notice The arithmetic that the ledger rests on; proofs/ proves what follows from it.
library Runs {
    /// @notice Whether [start, end) is a run of one unit or more within [from, to).
    function within(uint48 start, uint48 end, uint48 from, uint48 to) internal pure returns (bool) {
        return from <= start && start < end && end <= to;
    }

    /// @notice What `length` of `base` units get of `paid`, rounded down. At most `length` if `paid` is at most `base`.
    /// @param base Not zero.
    function share(uint256 paid, uint256 length, uint256 base) internal pure returns (uint256) {
        return paid * length / base;
    }
}
