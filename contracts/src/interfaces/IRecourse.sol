// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Auth} from "./Auth.sol";
import {ObligationId} from "../libraries/ObligationId.sol";

/// @notice After default the holder turns to a company that answers for its lot.
struct ClaimRecourse {
    /// The holder.
    uint32 company;
    ObligationId obligation;
    uint48 lot;
    /// Who is to pay: a guarantor of the lot, or who transferred it with recourse and whose word stands.
    uint32 against;
    /// Digest of the notice; zero for none.
    bytes32 notice;
}

/// @notice The company that was turned to pays in deposits, and takes the lot's place. `claim` is the struct hash of the `ClaimRecourse`.
struct SettleRecourse {
    uint32 company;
    bytes32 claim;
    uint32 bank;
    /// Most that it pays, in units of 0.01: what is unpaid of the lot, and late interest to the day.
    uint48 most;
}

/// @notice The company that was turned to declines. A record: it may still pay.
struct RefuseRecourse {
    uint32 company;
    bytes32 claim;
    /// 1 to 256 bytes.
    string reason;
}

/// @notice The holder has its money by wire, and hands the lot over for it.
struct AcknowledgeRecourse {
    /// The holder.
    uint32 company;
    bytes32 claim;
    /// The bank's reference of the payment, 1 to 128 bytes.
    string ref;
}

/// @notice A claim against one company.
struct Claim {
    ObligationId obligation;
    uint48 lot;
    uint32 holder;
    uint32 against;
    /// See `Recourse`'s states: 1 notified, 2 refused, 3 cleared.
    uint8 state;
}

/// @title Recourse: who answers when the obligor does not pay
/// @notice Only who signed for it answers: transferors with recourse (never by statute: a voucher is no bill, R-V18), and guarantors. Who pays
/// holds the lot, and so the claim on the obligor, on guarantors and on who transferred it before; never on who came after (no
/// circle): when a lot is back with one who answered for it, his word and all since are over, for whoever holds it then; see
/// `Records`. A guarantor that paid has the obligor alone.
interface IRecourse {
    /// @notice The obligation is not in default, or no more.
    error NotInDefault(ObligationId obligation);
    /// @notice This company does not answer for the lot to this holder.
    error NotLiable(uint32 company);
    /// @notice The company is not the side whose act this is.
    error NotParty(uint32 party);
    /// @notice The claim is unknown or cleared, its holder has the lot no more, or it was refused before.
    error ClaimClosed(bytes32 claim);
    /// @notice The holder made this very claim before.
    error ClaimExists(bytes32 claim);
    /// @notice The claim comes to `amount` today.
    error AmountAbove(uint48 amount);
    /// @notice A field is out of range: its name in ASCII.
    error BadField(bytes32 field);

    event RecourseClaimed(
        ObligationId indexed obligation,
        uint32 indexed holder,
        uint32 indexed against,
        bytes32 claim,
        uint48 lot,
        bytes32 notice
    );
    event RecourseRefused(bytes32 indexed claim, uint32 indexed against, string reason);
    /// @notice Paid: `amount` with `interest` in it. The lot is `by`'s now. `ref` is empty when it was paid in deposits.
    event RecourseCleared(
        bytes32 indexed claim,
        ObligationId indexed obligation,
        uint32 indexed by,
        uint48 amount,
        uint48 interest,
        string ref
    );

    function claimRecourse(ClaimRecourse calldata act, Auth calldata auth) external;
    function settleRecourse(SettleRecourse calldata act, Auth calldata auth) external;
    function refuseRecourse(RefuseRecourse calldata act, Auth calldata auth) external;
    function acknowledgeRecourse(AcknowledgeRecourse calldata act, Auth calldata auth) external;

    function claimOf(bytes32 claim) external view returns (Claim memory);
    /// @notice What the claim comes to on `day`: what is unpaid of the lot, and late interest on it, in units of 0.01.
    function dueOn(bytes32 claim, uint32 day) external view returns (uint48 principal, uint48 interest);
    /// @notice Who answers for the lot to its present holder, newest first, each once.
    function liable(ObligationId obligation, uint48 lot) external view returns (uint32[] memory);
}
