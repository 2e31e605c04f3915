// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ERC1155 as OpenZeppelinERC1155} from "@openzeppelin/contracts/token/ERC1155/ERC1155.sol";
import {ERC6909 as OpenZeppelinERC6909} from "@openzeppelin/contracts/token/ERC6909/draft-ERC6909.sol";
import {ERC3525} from "@solvprotocol/erc-3525/ERC3525.sol";
import {TitleEscrowFactory} from "@tradetrust-tt/token-registry/TitleEscrowFactory.sol";
import {TradeTrustToken} from "@tradetrust-tt/token-registry/TradeTrustToken.sol";
import {ERC1155 as SoladyERC1155} from "solady/tokens/ERC1155.sol";
import {ERC6909 as SoladyERC6909} from "solady/tokens/ERC6909.sol";

// What the benchmark measures Tallystick against. Each is its library's own code behind the three functions that such a token must have from whoever
// uses it: a mint and a burn, which nobody guards here, and a payment of many in one call, which none of their standards has.

contract OpenZeppelin1155 is OpenZeppelinERC1155("") {
    function mint(address to, uint256 id, uint256 amount) external {
        _mint(to, id, amount, "");
    }

    function burn(uint256 id, uint256 amount) external {
        _burn(msg.sender, id, amount);
    }

    function pay(uint256 id, address[] calldata to, uint256[] calldata amounts) external {
        for (uint256 i; i < to.length; ++i) {
            _safeTransferFrom(msg.sender, to[i], id, amounts[i], "");
        }
    }
}

contract OpenZeppelin6909 is OpenZeppelinERC6909 {
    function mint(address to, uint256 id, uint256 amount) external {
        _mint(to, id, amount);
    }

    function burn(uint256 id, uint256 amount) external {
        _burn(msg.sender, id, amount);
    }

    function pay(uint256 id, address[] calldata to, uint256[] calldata amounts) external {
        for (uint256 i; i < to.length; ++i) {
            _transfer(msg.sender, to[i], id, amounts[i]);
        }
    }
}

contract Solady1155 is SoladyERC1155 {
    function uri(uint256) public pure override returns (string memory) {
        return "";
    }

    function mint(address to, uint256 id, uint256 amount) external {
        _mint(to, id, amount, "");
    }

    function burn(uint256 id, uint256 amount) external {
        _burn(msg.sender, id, amount);
    }

    function pay(uint256 id, address[] calldata to, uint256[] calldata amounts) external {
        for (uint256 i; i < to.length; ++i) {
            _safeTransfer(address(0), msg.sender, to[i], id, amounts[i], "");
        }
    }
}

contract Solady6909 is SoladyERC6909 {
    function name(uint256) public pure override returns (string memory) {
        return "";
    }

    function symbol(uint256) public pure override returns (string memory) {
        return "";
    }

    function tokenURI(uint256) public pure override returns (string memory) {
        return "";
    }

    function mint(address to, uint256 id, uint256 amount) external {
        _mint(to, id, amount);
    }

    function burn(uint256 id, uint256 amount) external {
        _burn(msg.sender, id, amount);
    }

    function pay(uint256 id, address[] calldata to, uint256[] calldata amounts) external {
        for (uint256 i; i < to.length; ++i) {
            _transfer(address(0), msg.sender, to[i], id, amounts[i]);
        }
    }
}

/// @dev Its unit is a token with a value: a part of one is a new token. Token ids count up from 1.
contract Solv3525 is ERC3525("Receivable", "R", 2) {
    function mint(address to, uint256 slot, uint256 amount) external {
        _mint(to, slot, amount);
    }

    function burn(uint256 id, uint256) external {
        require(_isApprovedOrOwner(msg.sender, id), "not the owner");
        _burn(id);
    }

    function pay(uint256 id, address[] calldata to, uint256[] calldata amounts) external {
        for (uint256 i; i < to.length; ++i) {
            transferFrom(id, to[i], amounts[i]);
        }
    }
}

/// @dev Deployed as they are.
contract TradeTrustFactory is TitleEscrowFactory {}

contract TradeTrustRegistry is TradeTrustToken {
    constructor(address factory) TradeTrustToken("Receivable", "R", factory) {}
}
