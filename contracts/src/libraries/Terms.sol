// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice The slot of an `Obligation` as one word, laid out as the struct is: read once in an act, and asked for a field at a time.
/// As a struct in memory it would cost a thousand gas more.
type Terms is uint256;

using {face, paid, out, obligor, due, cutoff, answerDays, flags} for Terms global;

function face(Terms t) pure returns (uint48) {
    return uint48(Terms.unwrap(t));
}

function paid(Terms t) pure returns (uint48) {
    return uint48(Terms.unwrap(t) >> 48);
}

function out(Terms t) pure returns (uint48) {
    return uint48(Terms.unwrap(t) >> 96);
}

function obligor(Terms t) pure returns (uint32) {
    return uint32(Terms.unwrap(t) >> 144);
}

function due(Terms t) pure returns (uint16) {
    return uint16(Terms.unwrap(t) >> 176);
}

function cutoff(Terms t) pure returns (uint16) {
    return uint16(Terms.unwrap(t) >> 192);
}

function answerDays(Terms t) pure returns (uint8) {
    return uint8(Terms.unwrap(t) >> 240);
}

function flags(Terms t) pure returns (uint8) {
    return uint8(Terms.unwrap(t) >> 248);
}
