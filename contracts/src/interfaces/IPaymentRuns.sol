// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ObligationId} from "../libraries/ObligationId.sol";
import {Auth} from "./Auth.sol";

/// @notice Pay many companies with units of one lot. They get [start, end) in the order of the leaves, each its amount.
struct PayRun {
    /// The holder who pays.
    uint32 company;
    ObligationId obligation;
    /// First unit of the lot that the units are taken from (0-based).
    uint48 lot;
    /// The units handed over: [start, end), within the lot; exactly as many as the leaves add up to.
    uint48 start;
    uint48 end;
    /// Names the run, with the company: P41-7. Never used again by it.
    uint64 serial;
    /// Write the lots now, of at most 256 leaves. Else each leaf waits to be opened.
    bool atOnce;
    /// Whether the payer answers for payment if the obligor fails.
    bool recourse;
    /// Last local day for those who have to answer; 0 takes the longest that the rules allow.
    uint32 until;
    /// Digest of whatever the parties agreed beside this, such as the references of the payments; zero for none.
    bytes32 terms;
    /// How many leaves there are.
    uint32 count;
    /// 10 bytes each: payee (4), amount in units of 0.01 (6), big-endian. A payee may occur more than once.
    bytes leaves;
}

/// @title Payment runs
/// @notice Adds up what the leaves of a run are worth and hashes them; the kernel takes the units out of the lot. A leaf is a proposal until
/// it is opened at the kernel (`ILots.open`), by anyone.
interface IPaymentRuns {
    /// @notice The leaves are not `count` times 10 bytes, of one at least, or more than can be paid at once.
    error BadCount(uint256 count);
    /// @notice The leaves add up to `units`, which is not what is handed over.
    error TotalDiffers(uint256 units);
    /// @notice The company has made a run with this serial.
    error RunExists(uint96 run);

    /// @notice A company pays with a run. The kernel's `Committed`, which follows, says with which units and until when.
    event RunPaid(
        uint96 indexed run, ObligationId indexed obligation, uint32 indexed company, bytes32 terms, bytes leaves
    );

    /// @notice Pays many companies, by one signature.
    function payRun(PayRun calldata act, Auth calldata auth) external;

    /// @notice The obligation of whose units a run paid; zero if there is no such run. `run` is company << 64 | serial.
    function obligationOf(uint96 run) external view returns (ObligationId);
}
