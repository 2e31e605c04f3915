// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Auth} from "./interfaces/Auth.sol";
import {ICompanies} from "./interfaces/ICompanies.sol";
import {AttachDocument, IEvidence, Invoice} from "./interfaces/IEvidence.sol";
import {ILots} from "./interfaces/ILots.sol";
import {IReceivables, Receivable} from "./interfaces/IReceivables.sol";
import {EvidenceActs} from "./libraries/EvidenceActs.sol";
import {ObligationId} from "./libraries/ObligationId.sol";

/// @title Evidence
/// @notice See `IEvidence`. An invoice is known while something is drawn on it: what nobody draws on any more may be
/// stated anew, so that a request which was declined leaves no wrong amount behind.
contract Evidence is IEvidence {
    uint8 internal constant MAKER = 1;
    /// So that giving all of them back always fits into a block.
    uint256 internal constant MOST_INVOICES = 32;

    struct Use {
        uint48 total;
        uint48 drawn;
    }

    ICompanies private immutable _companies;
    ILots private immutable _lots;
    IReceivables private immutable _receivables;

    mapping(address => bool) private _isModule;
    mapping(bytes32 => Use) private _uses;
    mapping(ObligationId => Invoice[]) private _draws;

    /// @param modules Those that draw on invoices; the first is `Receivables`, which knows what is not confirmed yet.
    constructor(ICompanies companies, ILots lots, address[] memory modules) {
        _companies = companies;
        _lots = lots;
        _receivables = IReceivables(modules[0]);
        for (uint256 i; i < modules.length; ++i) {
            _isModule[modules[i]] = true;
        }
    }

    modifier onlyModule() {
        if (!_isModule[msg.sender]) revert NotModule(msg.sender);
        _;
    }

    /* ACTS */

    /// @inheritdoc IEvidence
    function attachDocument(AttachDocument calldata act, Auth calldata auth) external {
        // Nobody opens a file about nothing: whoever reads events must be able to take each for what it says.
        Receivable memory r = _receivables.receivableOf(act.obligation);
        if (r.state == 0) revert BadField("obligation");
        if (bytes(act.kind).length == 0 || bytes(act.kind).length > 64) revert BadField("kind");
        if (act.digest == 0) revert BadField("digest");
        bool party = act.obligation.creator() == act.company || r.obligor == act.company
            || _lots.lotOf(act.obligation, act.lot).holder == act.company;
        if (!party) revert NotParty(act.company);
        _companies.authorize(act.company, MAKER, 0, EvidenceActs.hash(act, auth), msg.sender, auth);
        emit Attached(act.obligation, act.company, act.lot, act.kind, act.digest);
    }

    /* FOR THE MODULES */

    /// @inheritdoc IEvidence
    function draw(ObligationId obligation, Invoice[] calldata invoices) external onlyModule {
        Invoice[] storage draws = _draws[obligation];
        if (draws.length != 0) revert BadField("obligation");
        if (invoices.length > MOST_INVOICES) revert BadField("invoices");
        for (uint256 i; i < invoices.length; ++i) {
            Invoice calldata v = invoices[i];
            if (v.fingerprint == 0) revert BadField("fingerprint");
            if (v.total == 0) revert BadField("total");
            if (v.drawn == 0) revert BadField("drawn");
            Use memory u = _uses[v.fingerprint];
            if (u.total != 0 && u.total != v.total) revert TotalDiffers(v.fingerprint, u.total);
            uint48 left = v.total - u.drawn;
            if (v.drawn > left) revert InvoiceUsedUp("V12.invoices", v.fingerprint, left);
            _uses[v.fingerprint] = Use(v.total, u.drawn + v.drawn);
            draws.push(v);
            emit Drawn(obligation, v.fingerprint, v.total, v.drawn);
        }
    }

    /// @inheritdoc IEvidence
    function release(ObligationId obligation) external onlyModule {
        Invoice[] memory draws = _draws[obligation];
        delete _draws[obligation];
        for (uint256 i; i < draws.length; ++i) {
            Invoice memory v = draws[i];
            uint48 drawn = _uses[v.fingerprint].drawn - v.drawn;
            if (drawn == 0) delete _uses[v.fingerprint];
            else _uses[v.fingerprint].drawn = drawn;
            emit Freed(obligation, v.fingerprint, v.drawn);
        }
    }

    /* VIEWS */

    /// @inheritdoc IEvidence
    function invoiceOf(bytes32 fingerprint) external view returns (uint48 total, uint48 drawn) {
        Use memory u = _uses[fingerprint];
        return (u.total, u.drawn);
    }

    /// @inheritdoc IEvidence
    function drawnBy(ObligationId obligation) external view returns (Invoice[] memory) {
        return _draws[obligation];
    }
}
