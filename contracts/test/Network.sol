// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AcceptFrom, AdmitCompany, SetOperator, SetThreshold, SuspendCompany} from "../src/interfaces/ICompanies.sol";
import {MintCash} from "../src/interfaces/ICash.sol";
import {Quote, TakeQuote} from "../src/interfaces/IDiscounts.sol";
import {Lot, Transfer} from "../src/interfaces/ILots.sol";
import {Invoice} from "../src/interfaces/IEvidence.sol";
import {GrantLine} from "../src/interfaces/ILines.sol";
import {IssueReceivable, RequestReceivable} from "../src/interfaces/IReceivables.sol";
import {SettleReceivable} from "../src/interfaces/ISettlements.sol";
import {ObligationId} from "../src/libraries/ObligationId.sol";
import {Acts} from "./Acts.sol";

/// @title  Network: the contracts, a few companies, and what tests often need of them
/// @notice CORE owes; ACME, BOLT and CIRRUS are suppliers; BANK has granted CORE a line.
abstract contract Network is Acts {
    uint16 internal constant CNY = 156;
    uint48 internal constant NO_LIMIT = type(uint48).max;

    uint8 internal constant MAKER = 1;
    uint8 internal constant CHECKER = 2;
    uint8 internal constant ADMIN = 4;

    uint8 internal constant HELD = 1;
    uint8 internal constant LOCKED = 2;

    uint32 internal constant CORE = 31;
    uint32 internal constant ACME = 41;
    uint32 internal constant BOLT = 42;
    uint32 internal constant CIRRUS = 43;
    uint32 internal constant BANK = 51;
    uint32 internal constant OTHER_BANK = 52;
    uint32 internal constant NOBODY = 99;

    /// Counts names of things that must differ.
    uint64 internal serial;

    function setUp() public virtual {
        onDay(DAY0);
        deploy();
        admit(CORE, "Northern Steel", 1);
        admit(ACME, "Acme", 0);
        admit(BOLT, "Bolt", 0);
        admit(CIRRUS, "Cirrus", 0);
        admit(BANK, "First Bank", 2);
        admit(OTHER_BANK, "Second Bank", 2);
        perform(GrantLine(BANK, CORE, CNY, 1e15));
    }

    /*////////////////////////////// COMPANIES ///////////////////////////////*/

    function admit(uint32 id, string memory name, uint16 capacities) internal {
        keyOf[id] = newKey(name);
        perform(admission(id, name, capacities));
    }

    function admission(uint32 id, string memory name, uint16 capacities) internal view returns (AdmitCompany memory) {
        string memory registration = string.concat("REG-", vm.toString(uint256(id)));
        return AdmitCompany(OPERATOR, id, name, registration, capacities, keyOf[id], NO_LIMIT, 0);
    }

    /// An operator of the company, added by its first key.
    function hire(uint32 company, string memory name, uint8 roles) internal returns (address key) {
        return hire(company, name, roles, NO_LIMIT, NO_LIMIT);
    }

    function hire(uint32 company, string memory name, uint8 roles, uint48 limit, uint48 daily)
        internal
        returns (address key)
    {
        key = newKey(name);
        perform(SetOperator(company, key, roles, limit, daily, 0));
    }

    function suspend(uint32 company) internal {
        perform(SuspendCompany(OPERATOR, company, true, "test"));
    }

    function accepting(uint32 company, uint32 sender, uint32 obligor) internal {
        perform(AcceptFrom(company, sender, obligor, 1, 1e14, 0, today() + 1000));
    }

    /*//////////////////////////////// DEBTS /////////////////////////////////*/

    /// An active receivable of CORE held by `supplier`, due in 90 days.
    function issued(uint32 supplier, uint48 face) internal returns (ObligationId id) {
        accepting(supplier, CORE, CORE);
        (id,) = perform(issueOf(supplier, face));
    }

    function issueOf(uint32 supplier, uint48 face) internal returns (IssueReceivable memory) {
        return IssueReceivable(
            CORE,
            ++serial,
            supplier,
            face,
            CNY,
            0,
            today() + 90,
            1,
            0,
            "",
            bytes32("contract"),
            "invoices",
            noInvoices(),
            0
        );
    }

    function requestOf(uint32 supplier, uint48 face) internal returns (RequestReceivable memory) {
        return RequestReceivable(
            supplier,
            ++serial,
            CORE,
            face,
            CNY,
            0,
            today() + 90,
            1,
            0,
            "",
            bytes32("contract"),
            "invoices",
            noInvoices(),
            0
        );
    }

    function noInvoices() internal pure returns (Invoice[] memory) {
        return new Invoice[](0);
    }

    /// The last `amount` units of a lot that ends at `end`.
    function tail(uint32 from, ObligationId id, uint48 lot, uint48 end, uint48 amount, uint32 to)
        internal
        pure
        returns (Transfer memory)
    {
        return Transfer(from, id, lot, end - amount, end, to, false, 0, 0);
    }

    /// All of [start, end), which is a lot.
    function whole(uint32 from, ObligationId id, uint48 start, uint48 end, uint32 to)
        internal
        pure
        returns (Transfer memory)
    {
        return Transfer(from, id, start, start, end, to, false, 0, 0);
    }

    function assertLot(ObligationId id, uint48 start, uint48 end, uint32 holder, uint8 state) internal view {
        Lot memory lot = lots.lotOf(id, start);
        assertEq(lot.end, end, "end");
        assertEq(lot.holder, holder, "holder");
        assertEq(lot.state, state, "state");
    }

    function assertNoLot(ObligationId id, uint48 start) internal view {
        assertEq(lots.lotOf(id, start).end, 0, "no lot");
    }

    /*//////////////////////////////// MONEY /////////////////////////////////*/

    function deposit(uint32 bank, uint32 to, uint96 amount) internal {
        perform(MintCash(bank, to, CNY, amount, vm.toString(uint256(++serial))));
    }

    /// CORE has the money and pays `amount` of what it owes, on the due day.
    function settled(ObligationId id, uint48 amount) internal {
        uint48 paid = lots.obligationOf(id).paid;
        onDay(lots.obligationOf(id).due);
        deposit(BANK, CORE, amount);
        perform(SettleReceivable(CORE, id, amount, BANK, paid, 0));
    }

    /// BANK buys [start, end) of ACME's lot at `start` at 4.20 %, actual/360, without recourse.
    function quoteOf(ObligationId id, uint48 start, uint48 end) internal returns (Quote memory) {
        return Quote(BANK, id, start, start, end, ACME, 42_000, 1, false, BANK, today() + 10, "ZDW-1", 0, ++serial);
    }

    function free(uint32 bank, uint32 company) internal view returns (uint256) {
        return cash.accountOf(bank, CNY, company).free;
    }

    /// @dev The call that is expected to fail says exactly this.
    function refused(bytes memory reason) internal {
        vm.expectRevert(reason);
    }
}
