// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Auth} from "./interfaces/Auth.sol";
import {Account, Earmark, ICash, MintCash, RedeemCash, TransferCash} from "./interfaces/ICash.sol";
import {ICompanies} from "./interfaces/ICompanies.sol";
import {ObligationId} from "./libraries/ObligationId.sol";

/// @title Cash
/// @notice See `ICash`. Supply of a bank's deposits always equals the sum of free and earmarked balances at it.
contract Cash is ICash {
    uint8 internal constant MAKER = 1;
    uint8 internal constant EVEN_SUSPENDED = 128;
    uint16 internal constant BANK = 2;

    bytes32 private constant MINT_TYPE = keccak256(
        "MintCash(uint32 company,uint32 to,uint16 currency,uint96 amount,string ref,uint64 nonce,uint40 deadline)"
    );
    bytes32 private constant REDEEM_TYPE = keccak256(
        "RedeemCash(uint32 company,uint32 bank,uint16 currency,uint96 amount,string ref,uint64 nonce,uint40 deadline)"
    );
    bytes32 private constant TRANSFER_TYPE = keccak256(
        "TransferCash(uint32 company,uint32 bank,uint16 currency,uint32 to,uint96 amount,string ref,uint64 nonce,uint40 deadline)"
    );

    ICompanies private immutable _companies;
    mapping(address => bool) private _isModule;
    /// By bank << 48 | currency << 32 | company.
    mapping(uint256 => Account) private _accounts;
    mapping(uint256 => uint256) private _supplies;
    mapping(ObligationId => Earmark) private _earmarks;
    mapping(bytes32 => bool) private _minted;

    constructor(ICompanies companies, address[] memory modules) {
        _companies = companies;
        for (uint256 i; i < modules.length; ++i) {
            _isModule[modules[i]] = true;
        }
    }

    modifier onlyModule() {
        if (!_isModule[msg.sender]) revert NotModule(msg.sender);
        _;
    }

    /* ACTS */

    /// @inheritdoc ICash
    function mintCash(MintCash calldata act, Auth calldata auth) external {
        bytes32 hash = keccak256(
            abi.encode(
                MINT_TYPE,
                act.company,
                act.to,
                act.currency,
                act.amount,
                keccak256(bytes(act.ref)),
                auth.nonce,
                auth.deadline
            )
        );
        if (act.amount == 0) revert BadAmount();
        if (act.currency == 0) revert BadCurrency(act.currency);
        _companies.requireCapacity(act.company, BANK);
        _companies.requireActive(act.to);
        _companies.authorize(act.company, MAKER, act.amount, hash, msg.sender, auth);
        // One incoming payment is one deposit, however often the bank's system says so.
        bytes32 key = keccak256(abi.encode(act.company, act.ref));
        if (_minted[key]) revert ReferenceUsed(act.company, act.ref);
        _minted[key] = true;

        _account(act.company, act.currency, act.to).free += act.amount;
        _supplies[_supplyKey(act.company, act.currency)] += act.amount;
        emit Minted(act.company, act.to, act.currency, act.amount, act.ref);
    }

    /// @inheritdoc ICash
    function redeemCash(RedeemCash calldata act, Auth calldata auth) external {
        bytes32 hash = keccak256(
            abi.encode(
                REDEEM_TYPE,
                act.company,
                act.bank,
                act.currency,
                act.amount,
                keccak256(bytes(act.ref)),
                auth.nonce,
                auth.deadline
            )
        );
        // A suspended company still gets its money out.
        _companies.authorize(act.company, MAKER | EVEN_SUSPENDED, act.amount, hash, msg.sender, auth);
        _debit(act.bank, act.currency, act.company, act.amount);
        _supplies[_supplyKey(act.bank, act.currency)] -= act.amount;
        emit Redeemed(act.bank, act.company, act.currency, act.amount, act.ref);
    }

    /// @inheritdoc ICash
    function transferCash(TransferCash calldata act, Auth calldata auth) external {
        bytes32 hash = keccak256(
            abi.encode(
                TRANSFER_TYPE,
                act.company,
                act.bank,
                act.currency,
                act.to,
                act.amount,
                keccak256(bytes(act.ref)),
                auth.nonce,
                auth.deadline
            )
        );
        _companies.requireActive(act.to);
        _companies.authorize(act.company, MAKER, act.amount, hash, msg.sender, auth);
        _move(act.bank, act.currency, act.company, act.to, act.amount, act.ref);
    }

    /* MODULES' VERBS */

    /// @inheritdoc ICash
    function move(uint32 bank, uint16 currency, uint32 from, uint32 to, uint96 amount, string calldata ref)
        external
        onlyModule
    {
        _move(bank, currency, from, to, amount, ref);
    }

    /// @inheritdoc ICash
    function earmark(ObligationId obligation, uint32 bank, uint16 currency, uint32 obligor, uint96 amount)
        external
        onlyModule
    {
        Earmark storage e = _earmarks[obligation];
        if (e.bank == 0) (e.bank, e.obligor, e.currency) = (bank, obligor, currency);
        else if (e.bank != bank) revert OtherBank(e.bank);
        _debit(bank, currency, obligor, amount);
        _account(bank, currency, obligor).earmarked += amount;
        e.amount += amount;
        emit Earmarked(obligation, bank, obligor, currency, amount);
    }

    /// @inheritdoc ICash
    function release(ObligationId obligation, uint32 to, uint96 amount) external onlyModule {
        Earmark storage e = _earmarks[obligation];
        Earmark memory was = e;
        if (amount > was.amount) revert EarmarkShort(was.amount);
        e.amount = was.amount - amount;
        _account(was.bank, was.currency, was.obligor).earmarked -= amount;
        _account(was.bank, was.currency, to).free += amount;
        emit Released(obligation, was.bank, to, was.currency, amount);
    }

    /* VIEWS */

    /// @inheritdoc ICash
    function accountOf(uint32 bank, uint16 currency, uint32 company) external view returns (Account memory) {
        return _account(bank, currency, company);
    }

    /// @inheritdoc ICash
    function earmarkOf(ObligationId obligation) external view returns (Earmark memory) {
        return _earmarks[obligation];
    }

    /// @inheritdoc ICash
    function supplyOf(uint32 bank, uint16 currency) external view returns (uint256) {
        return _supplies[_supplyKey(bank, currency)];
    }

    /* INTERNAL */

    function _move(uint32 bank, uint16 currency, uint32 from, uint32 to, uint96 amount, string calldata ref) private {
        _debit(bank, currency, from, amount);
        _account(bank, currency, to).free += amount;
        emit Moved(bank, from, to, currency, amount, ref);
    }

    function _debit(uint32 bank, uint16 currency, uint32 company, uint96 amount) private {
        if (amount == 0) revert BadAmount();
        Account storage a = _account(bank, currency, company);
        uint96 free = a.free;
        if (amount > free) revert CashShort(company, bank, currency, free, amount);
        a.free = free - amount;
    }

    function _account(uint32 bank, uint16 currency, uint32 company) private view returns (Account storage) {
        return _accounts[uint256(bank) << 48 | uint256(currency) << 32 | company];
    }

    function _supplyKey(uint32 bank, uint16 currency) private pure returns (uint256) {
        return uint256(bank) << 16 | currency;
    }
}
