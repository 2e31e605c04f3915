// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC1271} from "@openzeppelin/contracts/interfaces/IERC1271.sol";
import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";

/// @title A key of three people of whom two must sign
contract TwoOfThree is IERC1271 {
    mapping(address => bool) private _owners;

    constructor(address[3] memory owners) {
        for (uint256 i; i < owners.length; ++i) {
            _owners[owners[i]] = true;
        }
    }

    /// @param signature Two owners' 65 bytes each, of the lower address first.
    function isValidSignature(bytes32 digest, bytes calldata signature) external view returns (bytes4) {
        if (signature.length != 130) return 0xffffffff;
        address first = ECDSA.recover(digest, signature[:65]);
        address second = ECDSA.recover(digest, signature[65:]);
        return _owners[first] && _owners[second] && first < second ? this.isValidSignature.selector : bytes4(0xffffffff);
    }
}

/// @title A key that signs anything, until it turns on whoever asks
contract FickleKey {
    enum Mood {
        Signing,
        Refusing,
        Reverting,
        Short,
        Bomb,
        Burning
    }

    Mood public mood;

    function turn(Mood mood_) external {
        mood = mood_;
    }

    function isValidSignature(bytes32, bytes calldata) external view returns (bytes4) {
        if (mood == Mood.Refusing) return 0xffffffff;
        if (mood == Mood.Reverting) revert("no");
        if (mood == Mood.Short) {
            assembly {
                mstore(0, 0x1626ba7e00000000000000000000000000000000000000000000000000000000)
                return(0, 4)
            }
        }
        if (mood == Mood.Bomb) {
            // As much as the gas pays for, and far more than the answer.
            assembly {
                mstore(0, 0x1626ba7f00000000000000000000000000000000000000000000000000000000)
                return(0, 150000)
            }
        }
        while (mood == Mood.Burning) {}
        return IERC1271.isValidSignature.selector;
    }
}

/// @title A target that fails with far more to say than anyone wants to pay for
contract LongWinded {
    fallback() external {
        assembly {
            mstore(0x40, 0)
            revert(0, 300000)
        }
    }
}
