// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {MintCash, RedeemCash, TransferCash} from "../src/interfaces/ICash.sol";
import {SetOperator} from "../src/interfaces/ICompanies.sol";
import {RetireLot} from "../src/interfaces/IEndings.sol";
import {DisputeLot} from "../src/interfaces/IHolds.sol";
import {GrantLine} from "../src/interfaces/ILines.sol";
import {AcceptTransfer, Lot, Obligation, Split, Transfer} from "../src/interfaces/ILots.sol";
import {PledgeLot, ReleasePledge} from "../src/interfaces/IPledges.sol";
import {ConfirmReceivable} from "../src/interfaces/IReceivables.sol";
import {SettleReceivable} from "../src/interfaces/ISettlements.sol";
import {ObligationId} from "../src/libraries/ObligationId.sol";
import {PeopleTraffic} from "./PeopleTraffic.sol";

/// @title  What must be refused
/// @notice Acts in another company's name, by the desks' keys and by other companies'; and acts on what has ended. The flags tell if one was done.
abstract contract HostileTraffic is PeopleTraffic {
    uint256 internal constant HOSTILE_KINDS = 5;
    uint256 public constant FORGERIES = 14;

    /// An act was done in the name of a company that did not sign it; by a desk's key, if `byDesk`.
    bool public forged;
    bool public byDesk;
    /// An act was done on what had ended, or beyond what there is.
    bool public beyond;

    function _ofEnemies(uint256 kind, uint256 seed) internal {
        if (kind == 0) _forge(keyOf[OPERATOR], true, seed);
        else if (kind == 1) _forge(keyOf[AUTHORITY], true, seed);
        else if (kind == 2) _forge(newKey("stranger"), false, seed);
        else if (kind == 3) _overspend(seed);
        else _raiseTheDead(seed);
    }

    /// @dev Everything is in place for the act but the key.
    function _forge(address key, bool desk, uint256 seed) private {
        uint256 which = seed % FORGERIES;
        (ObligationId id, uint48 start, Lot memory lot, bytes32 proposal) = _inPlace(which, seed);
        try this.forgery(which, key, id, start, lot, proposal) {
            forged = true;
            byDesk = byDesk || desk;
        } catch {}
    }

    /// @notice Does what is forged elsewhere under the key of the company whose act it is: it is the key alone that is wrong there.
    function honest(uint256 which, uint256 seed) external {
        (ObligationId id, uint48 start, Lot memory lot, bytes32 proposal) = _inPlace(which, seed);
        this.forgery(which, address(0), id, start, lot, proposal);
    }

    function _inPlace(uint256 which, uint256 seed)
        private
        returns (ObligationId id, uint48 start, Lot memory lot, bytes32 proposal)
    {
        (id, start, lot) = _freeLot(seed);
        if (which == 2) (id, start, lot) = _proposal(seed);
        else if (which == 3) (id,) = _overdue(seed);
        else if (which == 7) (id, start, lot, proposal) = _pledgedLot(seed);
        else if (which == 13) id = _request(seed);
        if (which == 2 || which == 13) proposal = lastHash;
        deposit(BANK, CORE, LARGEST);
        deposit(BANK, CIRRUS, LARGEST);
    }

    function _pledgedLot(uint256 seed) private returns (ObligationId id, uint48 start, Lot memory lot, bytes32 pledge) {
        PledgeLot memory p;
        (p, pledge) = _pledge(seed);
        return (p.obligation, p.start, lots.lotOf(p.obligation, p.start), pledge);
    }

    /// @notice An act in the name of the company whose it is, under another's key; zero: its own. All of it is undone if it is refused.
    function forgery(uint256 which, address key, ObligationId id, uint48 start, Lot calldata lot, bytes32 proposal)
        external
    {
        require(msg.sender == address(this), "only step");
        if (which < 7) _forgeLots(which, key, id, start, lot, proposal);
        else _forgeMoney(which, key, id, start, lot, proposal);
    }

    function _by(address key, uint32 company) private view returns (address) {
        return key == address(0) ? keyOf[company] : key;
    }

    function _forgeLots(uint256 which, address key, ObligationId id, uint48 start, Lot calldata lot, bytes32 proposal)
        private
    {
        uint32 to = lot.holder == ACME ? BOLT : ACME;
        if (which == 0) {
            performAs(_by(key, lot.holder), whole(lot.holder, id, start, lot.end, to));
        } else if (which == 1) {
            performAs(_by(key, lot.holder), Split(lot.holder, id, start, start + 1));
        } else if (which == 2) {
            performAs(_by(key, lot.other), AcceptTransfer(lot.other, id, start, proposal));
        } else if (which == 3) {
            _forgePayment(key, id);
        } else if (which == 4) {
            performAs(_by(key, lot.holder), PledgeLot(lot.holder, id, start, start, lot.end, to, 1, today(), 0, 0));
        } else if (which == 5) {
            performAs(_by(key, lot.holder), RetireLot(lot.holder, id, start, start, lot.end, 0, "paper", "bundle"));
        } else {
            performAs(_by(key, lot.holder), DisputeLot(lot.holder, id, start, start, lot.end, "lies", 0));
        }
    }

    function _forgeMoney(uint256 which, address key, ObligationId id, uint48 start, Lot calldata lot, bytes32 proposal)
        private
    {
        uint32 pledgee = pledges.pledgeOf(proposal).pledgee;
        if (which == 7) performAs(_by(key, pledgee), ReleasePledge(pledgee, id, start, lot.end, proposal));
        else if (which == 8) performAs(_by(key, CORE), TransferCash(CORE, BANK, CNY, ACME, 1, "stolen"));
        else if (which == 9) performAs(_by(key, CORE), RedeemCash(CORE, BANK, CNY, 1, "stolen"));
        else if (which == 10) performAs(_by(key, BANK), MintCash(BANK, ACME, CNY, 1, vm.toString(uint256(proposal))));
        else if (which == 11) performAs(_by(key, BANK), GrantLine(BANK, CORE, CNY, 1e16));
        else if (which == 12) performAs(_by(key, CORE), SetOperator(CORE, newKey("thief"), 15, NO_LIMIT, NO_LIMIT, 0));
        else performAs(_by(key, CORE), ConfirmReceivable(CORE, id, proposal));
    }

    function _forgePayment(address key, ObligationId id) private {
        Obligation memory o = lots.obligationOf(id);
        uint32 bank = o.paid == 0 ? BANK : settlements.settlementOf(id).bank;
        performAs(_by(key, o.obligor), SettleReceivable(o.obligor, id, 1, bank, o.paid, 1));
    }

    function _overspend(uint256 seed) private {
        (ObligationId id, uint48 start, Lot memory lot) = _freeLot(seed);
        _mustFail(whole(lot.holder, id, start, lot.end + 1, lot.holder == ACME ? BOLT : ACME));
    }

    /// @dev Units that are cancelled, exported or redeemed, a receivable that is void.
    function _raiseTheDead(uint256 seed) private {
        (ObligationId id, uint48 start) = _retire(seed);
        Lot memory lot = lots.lotOf(id, start);
        _mustFail(whole(lot.holder, id, start, lot.end, lot.holder == ACME ? BOLT : ACME));
        for (uint256 i; i < 5 && i < _probes.length; ++i) {
            Probe memory p = _probes[(seed % _probes.length + i) % _probes.length];
            if (p.ended != 0) _mustFail(whole(p.holder, p.id, p.unit, p.unit + 1, p.holder == ACME ? BOLT : ACME));
        }
        _rejectReceivable(seed);
        try this.confirms(_void[_void.length - 1]) {
            beyond = true;
        } catch {}
    }

    function _mustFail(Transfer memory t) private {
        try this.transfers(t) {
            beyond = true;
        } catch {}
    }

    function transfers(Transfer calldata t) external {
        require(msg.sender == address(this), "only step");
        perform(t);
    }

    function confirms(ObligationId id) external {
        require(msg.sender == address(this), "only step");
        perform(ConfirmReceivable(CORE, id, receivables.proposalOf(id)));
    }
}
