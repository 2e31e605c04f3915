// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice How a network counts its days; fixed at deployment.
struct ClockParams {
    /// The local calendar day, counted from 1970-01-01, on which counting starts.
    uint32 baseDay;
    /// Unix seconds at which that day began.
    uint40 baseTime;
    /// Seconds in a day: 86,400 in production, fewer on a devnet that wants to see maturity.
    uint32 dayLength;
}

/// @title Local calendar days
/// @notice No key can move the clock.
abstract contract Clock {
    uint256 private immutable _baseDay;
    uint256 private immutable _baseTime;
    uint256 private immutable _dayLength;

    /// @notice A day has at least one second and the base must not lie ahead.
    error BadClock();

    constructor(ClockParams memory params) {
        if (params.dayLength == 0 || params.baseTime > block.timestamp) revert BadClock();
        _baseDay = params.baseDay;
        _baseTime = params.baseTime;
        _dayLength = params.dayLength;
    }

    /// @notice Today's local calendar day, counted from 1970-01-01.
    function today() public view returns (uint32) {
        // The base does not lie ahead, and the constructor made sure that a day has a length.
        unchecked {
            return uint32(_baseDay + (block.timestamp - _baseTime) / _dayLength);
        }
    }

    /// @notice The parameters that this contract counts days by; the same in every contract of a network.
    function clock() external view returns (ClockParams memory) {
        return ClockParams(uint32(_baseDay), uint40(_baseTime), uint32(_dayLength));
    }
}
