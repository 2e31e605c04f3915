// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Account, Earmark, ICash, MintCash, RedeemCash, TransferCash} from "../src/interfaces/ICash.sol";
import {ICompanies} from "../src/interfaces/ICompanies.sol";
import {ObligationId} from "../src/libraries/ObligationId.sol";
import {Network} from "./Network.sol";

contract CashTest is Network {
    uint96 private constant SUM = 1_000_000;

    /*///////////////////////////////// ACTS /////////////////////////////////*/

    function test_MintCash_CreditsADeposit() public eitherWay {
        vm.expectEmit(address(cash));
        emit ICash.Minted(BANK, ACME, CNY, SUM, "wire 1");
        perform(MintCash(BANK, ACME, CNY, SUM, "wire 1"));
        assertEq(free(BANK, ACME), SUM, "free");
        assertEq(cash.supplyOf(BANK, CNY), SUM, "supply");
        assertEq(free(OTHER_BANK, ACME), 0, "a claim on that bank only");
    }

    function test_RedeemCash_GivesItBack() public eitherWay {
        deposit(BANK, ACME, SUM);
        vm.expectEmit(address(cash));
        emit ICash.Redeemed(BANK, ACME, CNY, SUM - 1, "wire 2");
        perform(RedeemCash(ACME, BANK, CNY, SUM - 1, "wire 2"));
        assertEq(free(BANK, ACME), 1, "free");
        assertEq(cash.supplyOf(BANK, CNY), 1, "supply");
    }

    function test_RedeemCash_EvenSuspended() public {
        deposit(BANK, ACME, SUM);
        suspend(ACME);
        suspend(BANK);
        perform(RedeemCash(ACME, BANK, CNY, SUM, ""));
        assertEq(free(BANK, ACME), 0, "free");
    }

    function test_TransferCash_Moves() public eitherWay {
        deposit(BANK, ACME, SUM);
        vm.expectEmit(address(cash));
        emit ICash.Moved(BANK, ACME, BOLT, CNY, 7, "invoice 5");
        perform(TransferCash(ACME, BANK, CNY, BOLT, 7, "invoice 5"));
        assertEq(free(BANK, ACME), SUM - 7, "payer");
        assertEq(free(BANK, BOLT), 7, "payee");
        assertEq(cash.supplyOf(BANK, CNY), SUM, "supply");
    }

    function test_TransferCash_ToOneselfChangesNothing() public {
        deposit(BANK, ACME, SUM);
        perform(TransferCash(ACME, BANK, CNY, ACME, SUM, ""));
        assertEq(free(BANK, ACME), SUM, "free");
    }

    /// Another bank may have the same reference; the same bank, another currency or payee, may not.
    function test_RevertWhen_TheReferenceWasMinted() public {
        perform(MintCash(BANK, ACME, CNY, SUM, "wire 1"));
        perform(MintCash(OTHER_BANK, ACME, CNY, SUM, "wire 1"));
        bytes memory reason = abi.encodeWithSelector(ICash.ReferenceUsed.selector, BANK, "wire 1");
        refused(reason);
        perform(MintCash(BANK, ACME, CNY, SUM, "wire 1"));
        refused(reason);
        perform(MintCash(BANK, BOLT, 840, 1, "wire 1"));
    }

    function test_RevertWhen_AmountOrCurrencyIsZero() public {
        deposit(BANK, ACME, SUM);
        bytes memory reason = abi.encodeWithSelector(ICash.BadAmount.selector);
        refused(reason);
        perform(MintCash(BANK, ACME, CNY, 0, ""));
        refused(reason);
        perform(RedeemCash(ACME, BANK, CNY, 0, ""));
        refused(reason);
        perform(TransferCash(ACME, BANK, CNY, BOLT, 0, ""));
        refused(abi.encodeWithSelector(ICash.BadCurrency.selector, uint16(0)));
        perform(MintCash(BANK, ACME, 0, 1, ""));
    }

    function test_RevertWhen_CashIsShort() public {
        deposit(BANK, ACME, SUM);
        bytes memory reason = abi.encodeWithSelector(ICash.CashShort.selector, ACME, BANK, CNY, SUM, SUM + 1);
        refused(reason);
        perform(RedeemCash(ACME, BANK, CNY, SUM + 1, ""));
        refused(reason);
        perform(TransferCash(ACME, BANK, CNY, BOLT, SUM + 1, ""));
        refused(abi.encodeWithSelector(ICash.CashShort.selector, ACME, BANK, uint16(840), 0, 1));
        perform(TransferCash(ACME, BANK, 840, BOLT, 1, ""));
        refused(abi.encodeWithSelector(ICash.CashShort.selector, ACME, OTHER_BANK, CNY, 0, 1));
        perform(RedeemCash(ACME, OTHER_BANK, CNY, 1, ""));
    }

    function test_RevertWhen_NotABankMints() public {
        refused(abi.encodeWithSelector(ICompanies.LacksCapacity.selector, ACME, uint16(2)));
        perform(MintCash(ACME, ACME, CNY, 1, ""));
        refused(abi.encodeWithSelector(ICompanies.LacksCapacity.selector, OPERATOR, uint16(2)));
        perform(MintCash(OPERATOR, ACME, CNY, 1, ""));
        refused(abi.encodeWithSelector(ICompanies.NotOperator.selector, keyOf[OPERATOR], BANK));
        performAs(keyOf[OPERATOR], MintCash(BANK, ACME, CNY, 1, ""));
    }

    function test_RevertWhen_ThePayeeIsNotActive() public {
        deposit(BANK, ACME, SUM);
        refused(abi.encodeWithSelector(ICompanies.UnknownCompany.selector, NOBODY));
        perform(TransferCash(ACME, BANK, CNY, NOBODY, 1, ""));
        suspend(BOLT);
        refused(abi.encodeWithSelector(ICompanies.CompanySuspended.selector, BOLT));
        perform(MintCash(BANK, BOLT, CNY, 1, ""));
    }

    /*/////////////////////////////// MODULES ////////////////////////////////*/

    function test_Earmark_AndRelease() public {
        deposit(BANK, CORE, SUM);
        ObligationId id = ObligationId.wrap(1);
        vm.startPrank(address(settlements));
        vm.expectEmit(address(cash));
        emit ICash.Earmarked(id, BANK, CORE, CNY, 600);
        cash.earmark(id, BANK, CNY, CORE, 600);
        Account memory a = cash.accountOf(BANK, CNY, CORE);
        assertEq(a.free, SUM - 600, "free");
        assertEq(a.earmarked, 600, "earmarked");
        vm.expectEmit(address(cash));
        emit ICash.Released(id, BANK, ACME, CNY, 200);
        cash.release(id, ACME, 200);
        assertEq(free(BANK, ACME), 200, "holder");
        Earmark memory e = cash.earmarkOf(id);
        assertEq(e.amount, 400, "left");
        assertEq(cash.accountOf(BANK, CNY, CORE).earmarked, 400, "left of the obligor's");
        assertEq(cash.supplyOf(BANK, CNY), SUM, "supply");
    }

    /// What is set aside cannot be spent, redeemed or set aside again.
    function test_RevertWhen_EarmarkedCashIsSpent() public {
        deposit(BANK, CORE, 600);
        vm.prank(address(settlements));
        cash.earmark(ObligationId.wrap(1), BANK, CNY, CORE, 600);
        bytes memory reason = abi.encodeWithSelector(ICash.CashShort.selector, CORE, BANK, CNY, 0, 1);
        refused(reason);
        perform(TransferCash(CORE, BANK, CNY, BOLT, 1, ""));
        refused(reason);
        perform(RedeemCash(CORE, BANK, CNY, 1, ""));
        vm.prank(address(settlements));
        refused(reason);
        cash.earmark(ObligationId.wrap(2), BANK, CNY, CORE, 1);
    }

    function test_RevertWhen_MoreIsReleasedThanEarmarked() public {
        deposit(BANK, CORE, 600);
        vm.startPrank(address(settlements));
        cash.earmark(ObligationId.wrap(1), BANK, CNY, CORE, 600);
        refused(abi.encodeWithSelector(ICash.EarmarkShort.selector, 600));
        cash.release(ObligationId.wrap(1), ACME, 601);
        refused(abi.encodeWithSelector(ICash.EarmarkShort.selector, 0));
        cash.release(ObligationId.wrap(2), ACME, 1);
    }

    function test_RevertWhen_AnEarmarkIsAtAnotherBank() public {
        deposit(BANK, CORE, 600);
        deposit(OTHER_BANK, CORE, 600);
        vm.startPrank(address(settlements));
        cash.earmark(ObligationId.wrap(1), BANK, CNY, CORE, 1);
        refused(abi.encodeWithSelector(ICash.OtherBank.selector, BANK));
        cash.earmark(ObligationId.wrap(1), OTHER_BANK, CNY, CORE, 1);
    }

    function test_RevertWhen_NotAModuleMovesCash() public {
        deposit(BANK, ACME, SUM);
        address[5] memory strangers =
            [address(this), address(lots), address(receivables), keyOf[OPERATOR], keyOf[AUTHORITY]];
        for (uint256 i; i < strangers.length; ++i) {
            bytes memory reason = abi.encodeWithSelector(ICash.NotModule.selector, strangers[i]);
            vm.startPrank(strangers[i]);
            refused(reason);
            cash.move(BANK, CNY, ACME, BOLT, 1, "");
            refused(reason);
            cash.earmark(ObligationId.wrap(1), BANK, CNY, ACME, 1);
            refused(reason);
            cash.release(ObligationId.wrap(1), ACME, 1);
            vm.stopPrank();
        }
    }

    /// R-V04: money is pooled nowhere: what the network's companies have is all that the bank owes, and no contract has any.
    function test_R_V04_NoContractHasMoney() public {
        ObligationId id = issued(ACME, 1000);
        settled(id, 700);
        uint256 all = cash.accountOf(BANK, CNY, CORE).earmarked + free(BANK, CORE) + free(BANK, ACME);
        assertEq(all, cash.supplyOf(BANK, CNY), "set aside within the obligor's own account");
        assertEq(address(cash).balance + address(settlements).balance, 0, "no ether");
        assertEq(
            cash.accountOf(BANK, CNY, OPERATOR).free + cash.accountOf(BANK, CNY, OPERATOR).earmarked, 0, "operator"
        );
    }

    function testFuzz_SupplyIsTheSumOfBalances(uint96 minted, uint96 moved, uint96 redeemed) public {
        minted = uint96(bound(minted, 2, 1e28));
        moved = uint96(bound(moved, 1, minted - 1));
        redeemed = uint96(bound(redeemed, 1, minted - moved));
        perform(MintCash(BANK, ACME, CNY, minted, ""));
        perform(TransferCash(ACME, BANK, CNY, BOLT, moved, ""));
        perform(RedeemCash(ACME, BANK, CNY, redeemed, ""));
        assertEq(free(BANK, ACME), minted - moved - redeemed, "payer");
        assertEq(cash.supplyOf(BANK, CNY), free(BANK, ACME) + free(BANK, BOLT), "supply");
    }
}
