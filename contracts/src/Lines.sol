// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Auth} from "./interfaces/Auth.sol";
import {ICompanies} from "./interfaces/ICompanies.sol";
import {GrantLine, IReceivables} from "./interfaces/IReceivables.sol";
import {ReceivableActs} from "./libraries/ReceivableActs.sol";

/// @title How much an obligor may owe
/// @notice The sum of what banks granted it, by currency, and how much of it is in use.
abstract contract Lines is IReceivables {
    uint8 internal constant MAKER = 1;
    uint8 internal constant EVEN_SUSPENDED = 128;
    uint16 internal constant OBLIGOR = 1;
    uint16 internal constant BANK = 2;
    /// So large that no one bank's line can make the sum of an obligor's lines overflow.
    uint64 internal constant LARGEST_LINE = 1e16;

    struct Line {
        uint64 limit;
        uint64 used;
    }

    ICompanies internal immutable _companies;
    /// By obligor << 16 | currency.
    mapping(uint256 => Line) private _lines;
    /// By bank << 48 | obligor << 16 | currency.
    mapping(uint256 => uint64) private _grants;

    constructor(ICompanies companies) {
        _companies = companies;
    }

    /// @inheritdoc IReceivables
    function grantLine(GrantLine calldata act, Auth calldata auth) external {
        if (act.currency == 0) revert BadField("currency");
        if (act.company == act.obligor) revert BadField("obligor");
        if (act.amount > LARGEST_LINE) revert BadField("amount");
        _companies.requireCapacity(act.company, BANK);
        _companies.requireCapacity(act.obligor, OBLIGOR);
        _companies.authorize(act.company, MAKER, act.amount, ReceivableActs.hash(act, auth), msg.sender, auth);
        uint256 key = uint256(act.company) << 48 | uint256(act.obligor) << 16 | act.currency;
        Line storage line = _lines[uint256(act.obligor) << 16 | act.currency];
        line.limit = line.limit - _grants[key] + act.amount;
        _grants[key] = act.amount;
        emit LineGranted(act.company, act.obligor, act.currency, act.amount);
    }

    /// @inheritdoc IReceivables
    function lineOf(uint32 obligor, uint16 currency) external view returns (uint64 limit, uint64 used) {
        Line memory line = _lines[uint256(obligor) << 16 | currency];
        return (line.limit, line.used);
    }

    /// @inheritdoc IReceivables
    function grantOf(uint32 bank, uint32 obligor, uint16 currency) external view returns (uint64) {
        return _grants[uint256(bank) << 48 | uint256(obligor) << 16 | currency];
    }

    /// @dev Counts a new debt; where the rules want a line, it must fit.
    function _use(uint32 obligor, uint16 currency, uint48 amount, bool bounded) internal {
        Line storage line = _lines[uint256(obligor) << 16 | currency];
        Line memory was = line;
        uint64 headroom = was.limit > was.used ? was.limit - was.used : 0;
        if (bounded && amount > headroom) revert AboveLine("V07.line", obligor, headroom);
        line.used = was.used + amount;
    }

    /// @dev A debt, or part of one, is gone.
    function _free(uint32 obligor, uint16 currency, uint48 amount) internal {
        _lines[uint256(obligor) << 16 | currency].used -= amount;
    }
}
