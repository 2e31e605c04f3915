// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title  InvariantTargets: what an invariant run may call, and as whom
/// @notice forge asks the test contract these questions by name before a run. Fill the lists in `setUp`; an empty list means that
///         forge chooses: every contract that `setUp` deployed, every function of it, any sender.
abstract contract InvariantTargets {
    /// @notice Functions of one contract.
    struct FuzzSelector {
        address addr;
        bytes4[] selectors;
    }

    address[] private _targetContracts;
    address[] private _excludedContracts;
    address[] private _targetSenders;
    address[] private _excludedSenders;
    FuzzSelector[] private _targetSelectors;
    FuzzSelector[] private _excludedSelectors;

    /*////////////////////////////// FOR setUp ///////////////////////////////*/

    /// @notice Call this contract, and no contract that is not named.
    function targetContract(address target) internal {
        _targetContracts.push(target);
    }

    function excludeContract(address target) internal {
        _excludedContracts.push(target);
    }

    /// @notice Call as this sender, and as no sender that is not named.
    function targetSender(address sender) internal {
        _targetSenders.push(sender);
    }

    function excludeSender(address sender) internal {
        _excludedSenders.push(sender);
    }

    /// @notice Call these functions of the contract, and none of it that is not named.
    function targetSelector(address target, bytes4[] memory selectors) internal {
        _targetSelectors.push(FuzzSelector(target, selectors));
    }

    function excludeSelector(address target, bytes4[] memory selectors) internal {
        _excludedSelectors.push(FuzzSelector(target, selectors));
    }

    /*////////////////////////////// FOR forge ///////////////////////////////*/

    function targetContracts() external view returns (address[] memory) {
        return _targetContracts;
    }

    function excludeContracts() external view returns (address[] memory) {
        return _excludedContracts;
    }

    function targetSenders() external view returns (address[] memory) {
        return _targetSenders;
    }

    function excludeSenders() external view returns (address[] memory) {
        return _excludedSenders;
    }

    function targetSelectors() external view returns (FuzzSelector[] memory) {
        return _targetSelectors;
    }

    function excludeSelectors() external view returns (FuzzSelector[] memory) {
        return _excludedSelectors;
    }
}
