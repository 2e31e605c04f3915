package index

import (
	"fmt"
	"math/big"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"

	"github.com/tallystick/tallystick/bindings/contracts"
	"github.com/tallystick/tallystick/bindings/deployment"
	"github.com/tallystick/tallystick/bindings/ref"
)

// source is a kind of event of a contract.
type source struct {
	contract common.Address
	topic    common.Hash
}

// handler applies one event to the state.
type handler func(*change, *types.Log) error

// on makes a handler of a generated decoder and what is to be done with the event.
func on[E any](decode func(*types.Log) (*E, error), apply func(*change, *E) error) handler {
	return func(c *change, log *types.Log) error {
		event, err := decode(log)
		if err != nil {
			return err
		}
		return apply(c, event)
	}
}

// handlersOf is the table of the events that change the state, by contract. Events that are not in it say what others say too.
func handlersOf(d *deployment.Deployment) map[source]handler {
	companies, lots, cash := contracts.NewCompanies(), contracts.NewLots(), contracts.NewCash()
	receivables, discounts, rules := contracts.NewReceivables(), contracts.NewDiscounts(), contracts.NewRules()
	table := make(map[source]handler)
	list := func(contract string, id func(event string) common.Hash, handlers map[string]handler) {
		for event, h := range handlers {
			table[source{d.Address(contract), id(event)}] = h
		}
	}
	companiesABI, lotsABI, cashABI := companies.GetABI(), lots.GetABI(), cash.GetABI()
	receivablesABI, discountsABI, rulesABI := receivables.GetABI(), discounts.GetABI(), rules.GetABI()
	list("Companies", func(e string) common.Hash { return companiesABI.Events[e].ID }, map[string]handler{
		"Admitted":        on(companies.UnpackAdmittedEvent, (*change).admitted),
		"Suspended":       on(companies.UnpackSuspendedEvent, (*change).suspended),
		"OperatorSet":     on(companies.UnpackOperatorSetEvent, (*change).operatorSet),
		"OperatorRevoked": on(companies.UnpackOperatorRevokedEvent, (*change).operatorRevoked),
		"ThresholdSet":    on(companies.UnpackThresholdSetEvent, (*change).thresholdSet),
		"StandingSet":     on(companies.UnpackStandingSetEvent, (*change).standingSet),
		"VendorNamed":     on(companies.UnpackVendorNamedEvent, (*change).vendorNamed),
		"Acted":           on(companies.UnpackActedEvent, (*change).actedEvent),
	})
	list("Lots", func(e string) common.Hash { return lotsABI.Events[e].ID }, map[string]handler{
		"Created":     on(lots.UnpackCreatedEvent, (*change).created),
		"Transferred": on(lots.UnpackTransferredEvent, (*change).transferred),
		"Proposed":    on(lots.UnpackProposedEvent, (*change).proposed),
		"Answered":    on(lots.UnpackAnsweredEvent, (*change).answered),
		"Divided":     on(lots.UnpackDividedEvent, (*change).divided),
		"Merged":      on(lots.UnpackMergedEvent, (*change).merged),
		"Marked":      on(lots.UnpackMarkedEvent, (*change).marked),
		"Recorded":    on(lots.UnpackRecordedEvent, (*change).recorded),
		"Paid":        on(lots.UnpackPaidEvent, (*change).paid),
		"Credited":    on(lots.UnpackCreditedEvent, (*change).credited),
		"Ended":       on(lots.UnpackEndedEvent, (*change).ended),
	})
	list("Receivables", func(e string) common.Hash { return receivablesABI.Events[e].ID }, map[string]handler{
		"Requested":   on(receivables.UnpackRequestedEvent, (*change).requested),
		"Issued":      on(receivables.UnpackIssuedEvent, (*change).issued),
		"Activated":   on(receivables.UnpackActivatedEvent, (*change).activated),
		"Voided":      on(receivables.UnpackVoidedEvent, (*change).voided),
		"Settled":     on(receivables.UnpackSettledEvent, (*change).settled),
		"LineGranted": on(receivables.UnpackLineGrantedEvent, (*change).lineGranted),
	})
	list("Cash", func(e string) common.Hash { return cashABI.Events[e].ID }, map[string]handler{
		"Minted":    on(cash.UnpackMintedEvent, (*change).minted),
		"Redeemed":  on(cash.UnpackRedeemedEvent, (*change).redeemed),
		"Moved":     on(cash.UnpackMovedEvent, (*change).moved),
		"Earmarked": on(cash.UnpackEarmarkedEvent, (*change).earmarked),
		"Released":  on(cash.UnpackReleasedEvent, (*change).released),
	})
	list("Discounts", func(e string) common.Hash { return discountsABI.Events[e].ID }, map[string]handler{
		"Discounted":     on(discounts.UnpackDiscountedEvent, (*change).discounted),
		"QuoteWithdrawn": on(discounts.UnpackQuoteWithdrawnEvent, (*change).quoteWithdrawn),
	})
	list("Rules", func(e string) common.Hash { return rulesABI.Events[e].ID }, map[string]handler{
		"RuleSetNamed": on(rules.UnpackRuleSetNamedEvent, (*change).ruleSetNamed),
		"RuleDefined":  on(rules.UnpackRuleDefinedEvent, (*change).ruleDefined),
	})
	return table
}

// apply applies one block's logs. On an error nothing of the block remains applied.
func (s *state) apply(table map[source]handler, b block) (*change, error) {
	c := &change{state: s}
	for i := range b.Logs {
		log := &b.Logs[i]
		if log.Removed || len(log.Topics) == 0 {
			continue
		}
		h, ok := table[source{log.Address, log.Topics[0]}]
		if !ok {
			continue
		}
		c.at = At{Block: b.Number, Hash: b.Hash, Time: b.Time, Tx: log.TxHash, Log: log.Index}
		if err := h(c, log); err != nil {
			c.revert()
			return nil, fmt.Errorf("event %d of block %d (%s): %w", log.Index, b.Number, b.Hash, err)
		}
	}
	return c, nil
}

// obligationID reads the number that an event has for an obligation.
func obligationID(n *big.Int) (ref.Obligation, error) { return ref.FromBig(n) }

func units(n *big.Int) uint64 {
	if n == nil || !n.IsUint64() {
		return 0
	}
	return n.Uint64()
}
