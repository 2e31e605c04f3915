// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title  Marks: the kernel's, by their bits
abstract contract Marks {
    uint8 internal constant FROZEN = 1;
    uint8 internal constant DISPUTED = 2;
    uint8 internal constant PLEDGED = 4;
    uint8 internal constant FINANCED = 8;
}
