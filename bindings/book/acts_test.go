package book

import (
	"slices"
)

// makers make an act of each kind that makes sense now, nil where none does, as often as they stand here.
var makers = slices.Concat(
	each(1, (*traffic).makeRequest, (*traffic).makeConfirm, (*traffic).makeConfirm, (*traffic).makeTake, (*traffic).makeInstalments,
		(*traffic).makeRejectReceivable, (*traffic).makeWithdrawReceivable, (*traffic).makeGrantLine, (*traffic).makeLiftDefault,
		(*traffic).makeAttachment),
	each(6, (*traffic).makeIssue, (*traffic).makeSettle, (*traffic).makeTakeQuote, (*traffic).makeAccept),
	each(12, (*traffic).makeTransfer),
	each(8, (*traffic).makePayRun),
	each(1, (*traffic).makeWire, (*traffic).makeReject, (*traffic).makeWithdraw, (*traffic).makeSplit, (*traffic).makeMerge,
		(*traffic).makeMint, (*traffic).makeMint, (*traffic).makeRedeem, (*traffic).makeTransferCash, (*traffic).makeWithdrawQuote),
	each(3, (*traffic).makePledge, (*traffic).makeAcceptPledge, (*traffic).makeRelease, (*traffic).makeEnforce,
		(*traffic).makeAskGuarantee, (*traffic).makeGiveGuarantee, (*traffic).makeClaim, (*traffic).makeClaim, (*traffic).makeSettleRecourse),
	each(1, (*traffic).makeAcknowledge, (*traffic).makeRefuse, (*traffic).makeFreeze, (*traffic).makeUnfreeze, (*traffic).makeDispute,
		(*traffic).makeResolve, (*traffic).makeCancel, (*traffic).makeAgreeCancel, (*traffic).makeRetire, (*traffic).makeAgreeRetirement),
	each(1, (*traffic).makeAdmission, (*traffic).makeSuspension, (*traffic).makeOperator, (*traffic).makeRevocation, (*traffic).makeRotation,
		(*traffic).makeThreshold, (*traffic).makeStanding, (*traffic).makeVendor, (*traffic).makeCancelNonce, (*traffic).makeCancelSignature,
		(*traffic).makeKeySuspension, (*traffic).makeRecovery, (*traffic).makeRecoveryAgreement, (*traffic).makeObjection,
		(*traffic).makeInvitation, (*traffic).makeJoining, (*traffic).makeLeaving, (*traffic).makeRuleSet, (*traffic).makeRule),
)

func each(weight int, all ...func(*traffic) any) (list []func(*traffic) any) {
	for range weight {
		list = append(list, all...)
	}
	return list
}
