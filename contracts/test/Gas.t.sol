// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Call} from "../src/interfaces/IBatch.sol";
import {AcceptFrom} from "../src/interfaces/ICompanies.sol";
import {Auth} from "../src/interfaces/Auth.sol";
import {TakeQuote} from "../src/interfaces/IDiscounts.sol";
import {AcceptTransfer, ILots, Merge, Split, Transfer} from "../src/interfaces/ILots.sol";
import {ConfirmReceivable} from "../src/interfaces/IReceivables.sol";
import {ClaimRecourse} from "../src/interfaces/IRecourse.sol";
import {SettleReceivable} from "../src/interfaces/ISettlements.sol";
import {ObligationId} from "../src/libraries/ObligationId.sol";
import {Network} from "./Network.sol";

/// @notice What acts cost, as whole transactions: forge runs each top-level call of this contract as a transaction of its own
/// (`isolate`), with cold storage, calldata, intrinsic gas and refunds, which is what a receipt says.
/// forge-config: default.isolate = true
contract GasTest is Network {
    /// The design's ceilings, in gas of a whole transaction, or of one act in a batch.
    uint256 private constant SPLIT_AND_TRANSFER = 75_000;
    uint256 private constant WHOLE_TRANSFER = 52_500;
    uint256 private constant SIGNED_IN_BATCH = 54_000;

    ObligationId private id;

    function setUp() public override {
        super.setUp();
        id = issued(ACME, 1e9);
    }

    /// Operator, role, limit, both companies, standing acceptance by sender and obligor, obligation, last day: all checked.
    function test_gas_Transfer_UnderTheCeilings() public {
        accepting(BOLT, ACME, CORE);
        perform(tail(ACME, id, 0, 1e9, 1e6, BOLT));
        uint256 used = measured("transfer: split to a new holder, direct, standing acceptance of sender and obligor");
        assertLe(used, SPLIT_AND_TRANSFER, "split and transfer");
        perform(whole(ACME, id, 0, 1e9 - 1e6, BOLT));
        used = measured("transfer: whole lot to a new holder, direct, standing acceptance of sender and obligor");
        assertLe(used, WHOLE_TRANSFER, "whole transfer");
    }

    function test_gas_Batch_UnderTheCeiling() public {
        accepting(BOLT, ACME, CORE);
        batch.run(splits(100, BOLT));
        uint256 used = measured("batch: 100 signed split-and-transfers to one holder");
        assertLe(used / 100, SIGNED_IN_BATCH, "signed act in a batch of 100");
    }

    function test_gas_Batch_HundredPayees() public {
        Call[] memory calls = new Call[](100);
        for (uint32 i; i < 100; ++i) {
            admit(1000 + i, vm.toString(uint256(i)), 0);
            accepting(1000 + i, ACME, CORE);
            calls[i] = splits(1, 1000 + i, 1e9 - uint48(i) * 1e6, 512 + i)[0];
        }
        uint256 done = batch.run(calls);
        uint256 used = measured("batch: 100 signed split-and-transfers to 100 companies");
        assertEq(done, 100, "done");
        assertLe(used / 100, SIGNED_IN_BATCH, "signed act in a batch of 100");
    }

    function test_gas_Transfer_OtherAcceptances() public {
        accepting(BOLT, ACME, 0);
        perform(tail(ACME, id, 0, 1e9, 1e6, BOLT));
        measured("transfer: split, acceptance of the sender and any obligor");
        perform(AcceptFrom(CIRRUS, ACME, CORE, 1, 1e14, 10, today() + 1000));
        perform(tail(ACME, id, 0, 1e9 - 1e6, 1e6, CIRRUS));
        measured("transfer: split, acceptance of 10 a day");
    }

    function test_gas_Transfer_WithRecourse() public {
        accepting(BOLT, ACME, CORE);
        Transfer memory t = tail(ACME, id, 0, 1e9, 1e6, BOLT);
        t.recourse = true;
        perform(t);
        measured("transfer: split, with recourse");
    }

    /// A list as long as it gets: 128 words and 127 returns. The transfer looks through all of it for its recipient's word, the claim for its debtor's.
    function test_gas_TheLongestList() public {
        accepting(BOLT, ACME, CORE);
        accepting(BOLT, CIRRUS, CORE);
        accepting(CIRRUS, BOLT, CORE);
        perform(Transfer(ACME, id, 0, 0, 1e9, BOLT, true, 0, 0));
        for (uint256 i; i < 127; ++i) {
            perform(Transfer(BOLT, id, 0, 0, 1e9, CIRRUS, true, 0, 0));
            perform(whole(CIRRUS, id, 0, 1e9, BOLT));
            if (i == 0) measured("transfer: whole lot back to one who answers for it");
        }
        perform(whole(BOLT, id, 0, 1e9, CIRRUS));
        measured("transfer: whole lot with a list of 255 records");
        onDay(lots.obligationOf(id).due + 4);
        settlements.declareDefault(id);
        Auth memory auth = under(++nonces, deadline);
        vm.prank(keyOf[CIRRUS]);
        recourse.claimRecourse(ClaimRecourse(CIRRUS, id, 0, ACME, 0), auth);
        measured("claimRecourse: a list of 255 records");
    }

    function test_gas_Transfer_ProposedAndAccepted() public {
        perform(tail(ACME, id, 0, 1e9, 1e6, BOLT));
        measured("transfer: split, as a proposal");
        perform(AcceptTransfer(BOLT, id, 1e9 - 1e6, lastHash));
        measured("acceptTransfer");
    }

    function test_gas_SplitAndMerge() public {
        perform(Split(ACME, id, 0, 1e6));
        measured("split");
        perform(Merge(ACME, id, 0, 1e6));
        measured("merge");
    }

    function test_gas_Receivable() public {
        perform(issueOf(ACME, 1e9));
        measured("issueReceivable: taken at once under a standing acceptance");
        ObligationId asked = perform(requestOf(ACME, 1e9));
        measured("requestReceivable");
        perform(ConfirmReceivable(CORE, asked, lastHash));
        measured("confirmReceivable");
    }

    function test_gas_TakeQuote() public {
        deposit(BANK, BANK, 1e12);
        deposit(BANK, ACME, 1);
        perform(quoteOf(id, 0, 1e6), TakeQuote(ACME, 0, 1));
        measured("takeQuote: quote signed, holder direct, split off");
    }

    function test_gas_Settle() public {
        accepting(BOLT, ACME, CORE);
        batch.run(splits(100, BOLT));
        deposit(BANK, BOLT, 1);
        deposit(BANK, CORE, 1e9);
        onDay(today() + 90);
        perform(SettleReceivable(CORE, id, 1e9, BANK, 0, 0));
        measured("settleReceivable: in full");
        uint48[] memory starts = new uint48[](100);
        for (uint48 i; i < 100; ++i) {
            starts[i] = 1e9 - (i + 1) * 1e6;
        }
        settlements.push(id, starts);
        measured("push: 100 lots of one holder");
    }

    /// Not gas, but a ceiling too: the chain refuses code above 24,576 bytes (EIP-170).
    function test_Code_FitsTheChain() public view {
        address[17] memory all = [
            address(lots),
            address(companies),
            address(rules),
            address(cash),
            address(lines),
            address(evidence),
            address(receivables),
            address(settlements),
            address(endings),
            address(discounts),
            address(pledges),
            address(guarantees),
            address(recourse),
            address(holds),
            address(circles),
            address(paymentRuns),
            address(batch)
        ];
        for (uint256 i; i < all.length; ++i) {
            assertGt(all[i].code.length, 0, "code");
            assertLe(all[i].code.length, 24_576, "code");
        }
    }

    /// @dev Keeps, or compares with what is kept, the last call's gas.
    function measured(string memory name) private returns (uint256) {
        return vm.snapshotGasLastCall("acts", name);
    }

    function splits(uint48 count, uint32 to) private view returns (Call[] memory) {
        return splits(count, to, 1e9, 512);
    }

    /// @dev Signed transfers of the last `count` million units before `end`, one after the other.
    function splits(uint48 count, uint32 to, uint48 end, uint64 nonce) private view returns (Call[] memory calls) {
        calls = new Call[](count);
        for (uint48 i; i < count; ++i) {
            Transfer memory t = tail(ACME, id, 0, end - i * 1e6, 1e6, to);
            Auth memory a = signed(keyOf[ACME], hashOf(t, under(nonce + i, 1e12)), nonce + i, 1e12);
            calls[i] = Call(address(lots), 200_000, abi.encodeCall(ILots.transfer, (t, a)));
        }
    }
}
