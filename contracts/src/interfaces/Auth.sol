// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice By whose hand an act is done. Every act is one function that takes the act and this.
///
/// Direct call: `key` is zero and `signature` empty; the caller is the operator and no nonce is spent, unless `second` is there.
/// Signed act: anyone sends it; `signature` is `key`'s over the EIP-712 message (the act's fields, then `nonce`, then `deadline`).
struct Auth {
    /// The operator key that signs, or zero for a direct call.
    address key;
    /// Unordered: any number that this key has not spent. 256 neighbours share one storage slot, so consecutive ones are cheap.
    /// From 2^63 on it marks a draft: a signed act that needs a second operator's signature whatever its amount.
    uint64 nonce;
    /// Unix seconds up to which the signature may be used.
    uint40 deadline;
    /// 65 bytes (r, s, v) for an ordinary key, or those over a list of acts that this one is in, its count and the act's path (see
    /// `Signatures`); or whatever a contract key's ERC-1271 check wants.
    bytes signature;
    /// Empty, or a second operator's address (20 bytes) and its signature over the same message.
    bytes second;
}
