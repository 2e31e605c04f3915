// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Module} from "../src/Lots.sol";
import {ILots, Limits, Obligation} from "../src/interfaces/ILots.sol";
import {ObligationId, toObligationId} from "../src/libraries/ObligationId.sol";
import {Network} from "./Network.sol";

/// @title  Kernel: modules of the tests' own, to ask the kernel whatever a module may ask
/// @notice `debts` may do all in its own number and set all marks; `registry` may create, pay and end under the same number and no more;
///         `court` may freeze and unfreeze and no more; `guest` has a number and no verb.
abstract contract Kernel is Network {
    uint8 internal constant ALL_VERBS = 255;
    uint8 internal constant FROZEN = 1;
    uint8 internal constant DISPUTED = 2;
    uint8 internal constant PLEDGED = 4;
    uint8 internal constant FINANCED = 8;
    uint8 internal constant CANCELLED = 3;
    uint8 internal constant EXPORTED = 4;
    uint8 internal constant REDEEMED = 5;
    uint8 internal constant ACCEPTED = 1;
    uint8 internal constant REJECTED = 2;
    uint8 internal constant DIRECT = 1;
    uint8 internal constant LIMITED = 2;
    uint8 internal constant KIND = 16;
    bytes32 internal constant OFFER = "offer";
    uint32 internal constant DUE = DAY0 + 90;
    uint32 internal constant CUTOFF = DUE - 1;

    address internal debts;
    address internal registry;
    address internal court;
    address internal guest;

    function rights(Places memory where) internal virtual override returns (Module[] memory modules) {
        Module[] memory usual = super.rights(where);
        uint256 n = usual.length;
        modules = new Module[](n + 4);
        for (uint256 i; i < n; ++i) {
            modules[i] = usual[i];
        }
        (debts, registry) = (makeAddress("debts"), makeAddress("registry"));
        (court, guest) = (makeAddress("court"), makeAddress("guest"));
        modules[n] = Module(debts, ALL_VERBS, 2, FROZEN | DISPUTED | PLEDGED | FINANCED);
        modules[n + 1] = Module(registry, 1 << 0 | 1 << 5 | 1 << 6, 2, 0);
        modules[n + 2] = Module(court, 1 << 3, 0, FROZEN);
        modules[n + 3] = Module(guest, 0, 3, 0);
    }

    /// @dev Owed by CORE, due in 90 days, 30 days for answers.
    function terms(uint48 face, uint8 flags) internal pure returns (Obligation memory) {
        return Obligation(face, 0, 0, CORE, uint16(DUE), uint16(CUTOFF), CNY, 1, 30, flags);
    }

    function unlimited() internal pure returns (Limits memory) {
        return Limits(0, 0, 0, false);
    }

    /// @dev A debt whose holders act at the kernel.
    function debt(uint32 holder, uint48 face) internal returns (ObligationId) {
        return debt(holder, terms(face, DIRECT), unlimited());
    }

    function debt(uint32 holder, Obligation memory o, Limits memory limits) internal returns (ObligationId id) {
        id = toObligationId(2, CORE, ++serial);
        vm.prank(debts);
        lots.create(id, holder, o, limits);
    }

    function pay(ObligationId id, uint48 amount) internal {
        vm.prank(debts);
        lots.pay(id, amount);
    }

    /// @dev Marks all of the lot at `start`.
    function mark(ObligationId id, uint48 start, uint8 set, uint8 clear) internal {
        mark(id, start, start, lots.lotOf(id, start).end, set, clear);
    }

    function mark(ObligationId id, uint48 lot, uint48 start, uint48 end, uint8 set, uint8 clear) internal {
        vm.prank(debts);
        lots.mark(id, lot, start, end, set, clear);
    }

    /// @dev The first units of an obligation's lots. Fails if lots do not lead from 0 to the face.
    function walk(ObligationId id) internal view returns (uint48[] memory starts) {
        uint48 face = lots.obligationOf(id).face;
        uint256 count;
        for (uint48 start; start != face; ++count) {
            uint48 end = lots.lotOf(id, start).end;
            assertGt(end, start, "a lot here");
            start = end;
        }
        starts = new uint48[](count);
        for (uint256 i = 1; i < count; ++i) {
            starts[i] = lots.lotOf(id, starts[i - 1]).end;
        }
    }

    function afterCutoff(uint32 cutoff, uint32 day) internal pure returns (bytes memory) {
        return abi.encodeWithSelector(ILots.AfterCutoff.selector, cutoff, day);
    }

    function onHold(uint8 marks) internal pure returns (bytes memory) {
        return abi.encodeWithSelector(ILots.OnHold.selector, marks);
    }

    function notFree(uint8 state) internal pure returns (bytes memory) {
        return abi.encodeWithSelector(ILots.NotFree.selector, state);
    }

    function paymentBegun(uint48 paid) internal pure returns (bytes memory) {
        return abi.encodeWithSelector(ILots.PaymentBegun.selector, paid);
    }

    function noLot(ObligationId id, uint48 start) internal pure returns (bytes memory) {
        return abi.encodeWithSelector(ILots.NoLot.selector, id, start);
    }
}
