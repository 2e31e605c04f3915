// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Auth} from "./interfaces/Auth.sol";
import {ICompanies} from "./interfaces/ICompanies.sol";
import {GrantLine, ILines, LiftDefault} from "./interfaces/ILines.sol";
import {LineActs} from "./libraries/LineActs.sol";

/// @title Lines
/// @notice See `ILines`.
///
///   An obligor:  CLEAR ── default (open + 1) ──▶ BARRED ── all paid (open is 0), then the authority's word ──▶ CLEAR
contract Lines is ILines {
    uint8 internal constant MAKER = 1;
    uint16 internal constant BANK = 2;
    uint16 internal constant AUTHORITY = 8;
    uint16 internal constant GROUP = 64;
    /// So large that no one grantor's line can make the sum of an obligor's lines overflow.
    uint64 internal constant LARGEST_LINE = 1e16;

    struct Line {
        uint64 limit;
        uint64 used;
    }

    struct Standing {
        /// Receivables in default now.
        uint32 open;
        /// From the first default until the authority lifts it.
        bool barred;
    }

    ICompanies private immutable _companies;
    mapping(address => bool) private _isModule;
    /// By obligor << 16 | currency.
    mapping(uint256 => Line) private _lines;
    /// By grantor << 48 | obligor << 16 | currency.
    mapping(uint256 => uint64) private _grants;
    mapping(uint32 => Standing) private _standings;

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

    /// @inheritdoc ILines
    function grantLine(GrantLine calldata act, Auth calldata auth) external {
        if (act.currency == 0) revert BadField("currency");
        if (act.company == act.obligor) revert BadField("obligor");
        if (act.amount > LARGEST_LINE) revert BadField("amount");
        if (_companies.companyOf(act.company).capacities & (BANK | GROUP) == 0) revert NotGrantor(act.company);
        uint256 key = _grantKey(act.company, act.obligor, act.currency);
        uint64 was = _grants[key];
        // A grantor gets out of its line whatever has become of the obligor.
        if (act.amount >= was) _companies.requireActive(act.obligor);
        _companies.authorize(act.company, MAKER, act.amount, LineActs.hash(act, auth), msg.sender, auth);
        Line storage line = _lines[_lineKey(act.obligor, act.currency)];
        line.limit = line.limit - was + act.amount;
        _grants[key] = act.amount;
        emit LineGranted(act.company, act.obligor, act.currency, act.amount);
    }

    /// @inheritdoc ILines
    function liftDefault(LiftDefault calldata act, Auth calldata auth) external {
        if (bytes(act.order).length == 0 || bytes(act.order).length > 64) revert BadField("order");
        Standing memory s = _standings[act.obligor];
        if (!s.barred) revert NotInDefault(act.obligor);
        if (s.open != 0) revert InDefault("V07.default", act.obligor, s.open);
        _companies.requireCapacity(act.company, AUTHORITY);
        _companies.authorize(act.company, MAKER, 0, LineActs.hash(act, auth), msg.sender, auth);
        _standings[act.obligor].barred = false;
        emit DefaultLifted(act.obligor, act.order);
    }

    /* FOR THE MODULES */

    /// @inheritdoc ILines
    function use(uint32 obligor, uint16 currency, uint48 amount, bool bounded, bool barred) external onlyModule {
        Standing memory s = _standings[obligor];
        if (barred && s.barred) revert InDefault("V07.default", obligor, s.open);
        Line storage line = _lines[_lineKey(obligor, currency)];
        Line memory was = line;
        uint64 headroom = was.limit > was.used ? was.limit - was.used : 0;
        if (bounded && amount > headroom) revert AboveLine("V07.line", obligor, currency, headroom);
        line.used = was.used + amount;
    }

    /// @inheritdoc ILines
    function free(uint32 obligor, uint16 currency, uint48 amount) external onlyModule {
        _lines[_lineKey(obligor, currency)].used -= amount;
    }

    /// @inheritdoc ILines
    function bar(uint32 obligor) external onlyModule {
        Standing storage s = _standings[obligor];
        (s.open, s.barred) = (s.open + 1, true);
    }

    /// @inheritdoc ILines
    function cleared(uint32 obligor) external onlyModule {
        --_standings[obligor].open;
    }

    /* VIEWS */

    /// @inheritdoc ILines
    function lineOf(uint32 obligor, uint16 currency) external view returns (uint64 limit, uint64 used) {
        Line memory line = _lines[_lineKey(obligor, currency)];
        return (line.limit, line.used);
    }

    /// @inheritdoc ILines
    function grantOf(uint32 grantor, uint32 obligor, uint16 currency) external view returns (uint64) {
        return _grants[_grantKey(grantor, obligor, currency)];
    }

    /// @inheritdoc ILines
    function standingOf(uint32 obligor) external view returns (uint32 open, bool barred) {
        Standing memory s = _standings[obligor];
        return (s.open, s.barred);
    }

    /* INTERNAL */

    function _lineKey(uint32 obligor, uint16 currency) private pure returns (uint256) {
        return uint256(obligor) << 16 | currency;
    }

    function _grantKey(uint32 grantor, uint32 obligor, uint16 currency) private pure returns (uint256) {
        return uint256(grantor) << 48 | _lineKey(obligor, currency);
    }
}
