package index

import (
	"math/big"

	"github.com/ethereum/go-ethereum/accounts/abi"
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

// handler reads one event, and gives what is to be done with it.
type handler func(*types.Log) (effect, error)

// effect is what an event does to the state.
type effect func(*change) error

// on makes a handler of a generated decoder and what is to be done with the event.
func on[E any](decode func(*types.Log) (*E, error), apply func(*change, *E) error) handler {
	return func(log *types.Log) (effect, error) {
		event, err := decode(log)
		if err != nil {
			return nil, err
		}
		return func(c *change) error { return apply(c, event) }, nil
	}
}

// table has the events that change the state. Events that are not in it say what others say too.
type table map[source]handler

// tableOf is the table of a deployment, by contract.
func tableOf(d *deployment.Deployment) table {
	t := make(table)
	list := func(contract string, parsed abi.ABI, handlers map[string]handler) {
		for event, h := range handlers {
			t[source{d.Address(contract), parsed.Events[event].ID}] = h
		}
	}
	companies := contracts.NewCompanies()
	list("Companies", companies.GetABI(), map[string]handler{
		"Admitted":         on(companies.UnpackAdmittedEvent, (*change).admitted),
		"Suspended":        on(companies.UnpackSuspendedEvent, (*change).suspended),
		"OperatorSet":      on(companies.UnpackOperatorSetEvent, (*change).operatorSet),
		"OperatorRevoked":  on(companies.UnpackOperatorRevokedEvent, (*change).operatorRevoked),
		"ThresholdSet":     on(companies.UnpackThresholdSetEvent, (*change).thresholdSet),
		"StandingSet":      on(companies.UnpackStandingSetEvent, (*change).standingSet),
		"VendorNamed":      on(companies.UnpackVendorNamedEvent, (*change).vendorNamed),
		"Acted":            on(companies.UnpackActedEvent, (*change).actedEvent),
		"KeySuspension":    on(companies.UnpackKeySuspensionEvent, (*change).keySuspension),
		"RecoveryProposed": on(companies.UnpackRecoveryProposedEvent, (*change).recoveryProposed),
		"RecoveryAgreed":   on(companies.UnpackRecoveryAgreedEvent, (*change).recoveryAgreed),
		"RecoveryObjected": on(companies.UnpackRecoveryObjectedEvent, (*change).recoveryObjected),
		"Recovered":        on(companies.UnpackRecoveredEvent, (*change).recovered),
	})
	circles := contracts.NewCircles()
	list("Circles", circles.GetABI(), map[string]handler{
		"Invited": on(circles.UnpackInvitedEvent, (*change).invited),
		"Joined":  on(circles.UnpackJoinedEvent, (*change).joined),
		"Left":    on(circles.UnpackLeftEvent, (*change).left),
	})
	rules := contracts.NewRules()
	list("Rules", rules.GetABI(), map[string]handler{
		"RuleSetNamed": on(rules.UnpackRuleSetNamedEvent, (*change).ruleSetNamed),
		"RuleDefined":  on(rules.UnpackRuleDefinedEvent, (*change).ruleDefined),
	})
	lots := contracts.NewLots()
	list("Lots", lots.GetABI(), map[string]handler{
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
		"Alerted":     on(lots.UnpackAlertedEvent, (*change).alerted),
		"Committed":   on(lots.UnpackCommittedEvent, (*change).committed),
		"Opened":      on(lots.UnpackOpenedEvent, (*change).opened),
	})
	runs := contracts.NewPaymentRuns()
	list("PaymentRuns", runs.GetABI(), map[string]handler{
		"RunPaid": on(runs.UnpackRunPaidEvent, (*change).runPaid),
	})
	moduleHandlers(list)
	return t
}

// moduleHandlers lists the events of the modules.
func moduleHandlers(list func(contract string, parsed abi.ABI, handlers map[string]handler)) {
	receivables := contracts.NewReceivables()
	list("Receivables", receivables.GetABI(), map[string]handler{
		"Requested":  on(receivables.UnpackRequestedEvent, (*change).requested),
		"Issued":     on(receivables.UnpackIssuedEvent, (*change).issued),
		"PlanIssued": on(receivables.UnpackPlanIssuedEvent, (*change).planIssued),
		"Activated":  on(receivables.UnpackActivatedEvent, (*change).activated),
		"Voided":     on(receivables.UnpackVoidedEvent, (*change).voided),
		"Closed":     on(receivables.UnpackClosedEvent, (*change).closed),
		"Flagged":    on(receivables.UnpackFlaggedEvent, (*change).flagged),
	})
	lines, evidence := contracts.NewLines(), contracts.NewEvidence()
	list("Lines", lines.GetABI(), map[string]handler{
		"LineGranted":   on(lines.UnpackLineGrantedEvent, (*change).lineGranted),
		"DefaultLifted": on(lines.UnpackDefaultLiftedEvent, (*change).defaultLifted),
	})
	list("Evidence", evidence.GetABI(), map[string]handler{
		"Drawn":    on(evidence.UnpackDrawnEvent, (*change).drew),
		"Freed":    on(evidence.UnpackFreedEvent, (*change).freed),
		"Attached": on(evidence.UnpackAttachedEvent, (*change).attached),
	})
	settlements, endings := contracts.NewSettlements(), contracts.NewEndings()
	list("Settlements", settlements.GetABI(), map[string]handler{
		"Settled":          on(settlements.UnpackSettledEvent, (*change).settled),
		"Wired":            on(settlements.UnpackWiredEvent, (*change).wired),
		"Defaulted":        on(settlements.UnpackDefaultedEvent, (*change).defaulted),
		"InterestCredited": on(settlements.UnpackInterestCreditedEvent, (*change).interestCredited),
		"ProceedsTo":       on(settlements.UnpackProceedsToEvent, (*change).proceedsTo),
	})
	list("Endings", endings.GetABI(), map[string]handler{
		"CancelProposed":     on(endings.UnpackCancelProposedEvent, (*change).cancelProposed),
		"Cancelled":          on(endings.UnpackCancelledEvent, (*change).cancelled),
		"RetirementProposed": on(endings.UnpackRetirementProposedEvent, (*change).retirementProposed),
		"Retired":            on(endings.UnpackRetiredEvent, (*change).retired),
		"RedeemedEarly":      on(endings.UnpackRedeemedEarlyEvent, (*change).redeemedEarly),
	})
	cash, discounts := contracts.NewCash(), contracts.NewDiscounts()
	list("Cash", cash.GetABI(), map[string]handler{
		"Minted":    on(cash.UnpackMintedEvent, (*change).minted),
		"Redeemed":  on(cash.UnpackRedeemedEvent, (*change).redeemed),
		"Moved":     on(cash.UnpackMovedEvent, (*change).moved),
		"Earmarked": on(cash.UnpackEarmarkedEvent, (*change).earmarked),
		"Released":  on(cash.UnpackReleasedEvent, (*change).released),
	})
	list("Discounts", discounts.GetABI(), map[string]handler{
		"Discounted":     on(discounts.UnpackDiscountedEvent, (*change).discounted),
		"PaidEarly":      on(discounts.UnpackPaidEarlyEvent, (*change).paidEarly),
		"BoughtBack":     on(discounts.UnpackBoughtBackEvent, (*change).boughtBack),
		"QuoteWithdrawn": on(discounts.UnpackQuoteWithdrawnEvent, (*change).quoteWithdrawn),
	})
	pledges, guarantees := contracts.NewPledges(), contracts.NewGuarantees()
	list("Pledges", pledges.GetABI(), map[string]handler{
		"PledgeProposed": on(pledges.UnpackPledgeProposedEvent, (*change).pledgeProposed),
		"Pledged":        on(pledges.UnpackPledgedEvent, (*change).pledged),
		"Unpledged":      on(pledges.UnpackUnpledgedEvent, (*change).unpledged),
		"Enforced":       on(pledges.UnpackEnforcedEvent, (*change).enforced),
		"Received":       on(pledges.UnpackReceivedEvent, (*change).received),
	})
	list("Guarantees", guarantees.GetABI(), map[string]handler{
		"GuaranteeAsked": on(guarantees.UnpackGuaranteeAskedEvent, (*change).guaranteeAsked),
		"Guaranteed":     on(guarantees.UnpackGuaranteedEvent, (*change).guaranteed),
	})
	recourse, holds := contracts.NewRecourse(), contracts.NewHolds()
	list("Recourse", recourse.GetABI(), map[string]handler{
		"RecourseClaimed": on(recourse.UnpackRecourseClaimedEvent, (*change).recourseClaimed),
		"RecourseRefused": on(recourse.UnpackRecourseRefusedEvent, (*change).recourseRefused),
		"RecourseCleared": on(recourse.UnpackRecourseClearedEvent, (*change).recourseCleared),
	})
	list("Holds", holds.GetABI(), map[string]handler{
		"Frozen":   on(holds.UnpackFrozenEvent, (*change).frozen),
		"Unfrozen": on(holds.UnpackUnfrozenEvent, (*change).unfrozen),
		"Disputed": on(holds.UnpackDisputedEvent, (*change).disputed),
		"Resolved": on(holds.UnpackResolvedEvent, (*change).resolved),
		"Thawed":   on(holds.UnpackThawedEvent, (*change).thawed),
	})
}

// obligationID reads the number that an event has for an obligation.
func obligationID(n *big.Int) (ref.Obligation, error) { return ref.FromBig(n) }

func units(n *big.Int) uint64 {
	if n == nil || !n.IsUint64() {
		return 0
	}
	return n.Uint64()
}
