// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Auth} from "./Auth.sol";

/// @notice A bank, or the head of a group, says up to how much an obligor may owe on the strength of it. Replaces its former line.
struct GrantLine {
    /// The bank or the group's head.
    uint32 company;
    uint32 obligor;
    uint16 currency;
    /// Units of 0.01; zero ends the line for new debts.
    uint64 amount;
}

/// @notice The authority lets an obligor that defaulted, and has cleared all of it, issue again.
struct LiftDefault {
    /// The authority.
    uint32 company;
    uint32 obligor;
    /// Number of its order.
    string order;
}

/// @title How much an obligor may owe, and whether it may owe more
/// @notice The sum of what was granted to it, by currency, and how much of that is in use; and the bar on new debts that a default sets
/// and only payment and the authority's word lift (R-V07).
interface ILines {
    /// @notice A field is out of range: its name in ASCII.
    error BadField(bytes32 field);
    /// @notice Rule `rule`: the obligor's line in this currency has only `headroom` left.
    error AboveLine(bytes32 rule, uint32 obligor, uint16 currency, uint256 headroom);
    /// @notice Rule `rule`: the obligor has `open` receivables in default, or none but no word of the authority yet.
    error InDefault(bytes32 rule, uint32 obligor, uint32 open);
    /// @notice Nothing bars the obligor.
    error NotInDefault(uint32 obligor);
    /// @notice The company may not grant lines.
    error NotGrantor(uint32 company);
    error NotModule(address caller);

    event LineGranted(uint32 indexed grantor, uint32 indexed obligor, uint16 currency, uint64 amount);
    event DefaultLifted(uint32 indexed obligor, string order);

    /// @notice Raises the grantor's line for an active obligor, or lowers it for whatever obligor.
    function grantLine(GrantLine calldata act, Auth calldata auth) external;
    function liftDefault(LiftDefault calldata act, Auth calldata auth) external;

    /* FOR THE MODULES */

    /// @notice Counts a new debt. `bounded`: it must fit the line; `barred`: an obligor in default may not owe more.
    function use(uint32 obligor, uint16 currency, uint48 amount, bool bounded, bool barred) external;
    /// @notice A debt, or part of one, is gone.
    function free(uint32 obligor, uint16 currency, uint48 amount) external;
    /// @notice A receivable of the obligor defaulted.
    function bar(uint32 obligor) external;
    /// @notice A receivable that had defaulted is paid in full.
    function cleared(uint32 obligor) external;

    /* VIEWS */

    /// @notice What the obligor may owe in all, and what it owes or has proposed to owe, in units of 0.01.
    function lineOf(uint32 obligor, uint16 currency) external view returns (uint64 limit, uint64 used);
    /// @notice What one company granted of it.
    function grantOf(uint32 grantor, uint32 obligor, uint16 currency) external view returns (uint64);
    /// @notice Receivables of the obligor that are in default now, and whether it is barred from owing more.
    function standingOf(uint32 obligor) external view returns (uint32 open, bool barred);
}
