package phrase

import (
	"errors"
	"fmt"
	"reflect"
	"sync"

	"github.com/ethereum/go-ethereum/accounts/abi"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
)

// ErrUnknownEvent: a log of no event of the network's contracts, or one that does not have its form.
var ErrUnknownEvent = errors.New("not an event of this network")

// eventsByTopic are all events of the network, by their first topic.
var eventsByTopic = sync.OnceValue(func() map[common.Hash]abi.Event {
	found := make(map[common.Hash]abi.Event)
	for _, contract := range all() {
		for _, e := range contract.Events {
			found[e.ID] = e
		}
	}
	return found
})

// Event says what happened: "Acme transferred 3,000,000.00 CNY of R31-17, units 1-300,000,000, to Northern Steel". A log that it
// cannot read is ErrUnknownEvent.
func (s Speaker) Event(log *types.Log) (string, error) {
	if log == nil || len(log.Topics) == 0 {
		return "", fmt.Errorf("a log without topics: %w", ErrUnknownEvent)
	}
	event, ok := eventsByTopic()[log.Topics[0]]
	if !ok {
		return "", fmt.Errorf("topic %s: %w", log.Topics[0], ErrUnknownEvent)
	}
	fields, err := fieldsOf(event, log)
	if err != nil {
		return "", fmt.Errorf("%s: %w: %w", event.Name, ErrUnknownEvent, err)
	}
	template, ok := events[event.Name]
	if !ok {
		return "", fmt.Errorf("no words for %s: %w", event.Name, ErrUnknownEvent)
	}
	return render(s.choose(template), s.words(event.Name, fields)), nil
}

// fieldsOf reads a log's topics and data; the fields of structs in it are laid open, an event's own names first.
func fieldsOf(event abi.Event, log *types.Log) (map[string]any, error) {
	fields := make(map[string]any)
	var indexed abi.Arguments
	for _, input := range event.Inputs {
		if input.Indexed {
			indexed = append(indexed, input)
		}
	}
	if len(indexed) != len(log.Topics)-1 {
		return nil, fmt.Errorf("%d topics for %d", len(log.Topics)-1, len(indexed))
	}
	values, err := event.Inputs.NonIndexed().Unpack(log.Data)
	if err != nil {
		return nil, err
	}
	for i, input := range event.Inputs.NonIndexed() {
		if reflect.Indirect(reflect.ValueOf(values[i])).Kind() != reflect.Struct || input.Type.T != abi.TupleTy {
			continue
		}
		for name, value := range members(values[i]) {
			fields[name] = value
		}
	}
	for i, input := range event.Inputs.NonIndexed() {
		if input.Type.T != abi.TupleTy {
			fields[input.Name] = values[i]
		}
	}
	if err := abi.ParseTopicsIntoMap(fields, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	return fields, nil
}

// events are the sentences of events, by name; see acts for the words.
var events = map[string]text{
	// Companies.
	"Acted": {"Key {key} did act {act}", "密钥 {key} 的操作 {act} 已完成"},
	"Admitted": {
		"{name} ({registration}) was admitted[ as {capacities}], with key {key}",
		"{name}（{registration}）已接纳[，身份：{capacities}]，操作密钥 {key}",
	},
	"Suspended": {
		"{company} [?suspended:was suspended][!suspended:may act again][: {reason}]",
		"{company} [?suspended:被暂停业务][!suspended:恢复业务][：{reason}]",
	},
	"OperatorSet": {
		"Key {key} acts for {company} as {roles}[, up to {limit} an act][, up to {daily} a day][, until {until}]",
		"密钥 {key} 以{roles}身份代表 {company}[，单笔不超过 {limit}][，每日不超过 {daily}][，至 {until} 止]",
	},
	"OperatorRevoked": {"Key {key} of {company} was revoked", "{company} 的密钥 {key} 已撤销"},
	"ThresholdSet": {
		"[?dualAbove:Two operators of {company} sign above {dualAbove}][!dualAbove:One operator of {company} signs, whatever the amount]",
		"[?dualAbove:{company} 超过 {dualAbove} 须两人签署][!dualAbove:{company} 不论金额一人签署即可]",
	},
	"StandingSet": {
		"{company} accepts [?until:unasked what {sender} sends it[, debts of {obligor} only], from {min} to {max} each[, {perDay} a day], until {until}][!until:nothing unasked from {sender} any more]",
		"{company} [?until:自动签收 {sender} 的凭证[，限 {obligor} 的债务]，每笔 {min} 至 {max}[，每日 {perDay} 笔]，至 {until} 止][!until:不再自动签收 {sender} 的凭证]",
	},
	"VendorNamed":        {"{obligor} knows {supplier} as vendor {number}", "{obligor} 将 {supplier} 记为供应商 {number}"},
	"SignatureCancelled": {"Key {key} took back its second signature under act {digest}", "密钥 {key} 撤回了对操作 {digest} 的复核签名"},
	"KeySuspension": {
		"Key {key} of {company} [?suspended:was suspended][!suspended:may act again], by order {order}",
		"依令 {order}，{company} 的密钥 {key} [?suspended:被暂停][!suspended:已恢复]",
	},
	"RecoveryProposed": {"The operator proposed key {key} as the one admin of {company}", "运营方提议以 {key} 为 {company} 的唯一管理员"},
	"RecoveryAgreed":   {"The authority agreed to the recovery of {company}: its notice ends with {notice}", "监管机构同意恢复 {company}：公示期至 {notice} 止"},
	"RecoveryObjected": {"Key {key} objected to the recovery of {company}", "密钥 {key} 反对恢复 {company}"},
	"Recovered":        {"Key {key} is the one admin of {company} now", "{company} 的唯一管理员现为 {key}"},
	"NonceCancelled":   {"Key {key} cancelled its number {nonce}", "密钥 {key} 作废了序号 {nonce}"},

	// Lots.
	"Created": {
		"{obligor} owes {face}, due {due}: {obligation}, held by {holder}",
		"{obligor} 欠款 {face}，{due} 到期：{obligation}，持有人 {holder}",
	},
	"Transferred": {
		"{from} transferred {worth} of {obligation}, units {units}, to {to}",
		"{from} 将 {obligation} 的第 {units} 份（{worth}）转让给 {to}",
	},
	"Proposed": {
		"{by} proposed to {other} about {worth} of {obligation}, units {units}, to be answered by {until}",
		"{by} 就 {obligation} 的第 {units} 份（{worth}）向 {other} 提议，最迟 {until} 答复",
	},
	"Answered": {"The proposal for lot {lot} was {outcome}", "{lot} 的提议{outcome}"},
	"Divided":  {"Lot {lot} was split: a new lot begins at unit {middle}", "{lot} 已拆分：自第 {middle} 份起另成一笔"},
	"RunPaid":  {"{company} pays out of {obligation} by run {run}", "{company} 以 {obligation} 按批次 {run} 付款"},
	"Committed": {
		"{by} handed {worth} of {obligation}, units {units}, to {count} payees by run {run}[?recourse:, with recourse]",
		"{by} 以批次 {run} 将 {obligation} 的第 {units} 份（{worth}）付予 {count} 方[?recourse:，附追索权]",
	},
	"Opened":   {"Payments from number {first} on of run {run} became lots", "批次 {run} 自第 {first} 笔起成为凭证"},
	"Merged":   {"Lot {right} was merged into lot {lot}", "{right} 已并入 {lot}"},
	"Alerted":  {"{obligation} passed a limit of rule {rule}: {value}", "{obligation} 超过规则 {rule} 的限制：{value}"},
	"Marked":   {"Lot {lot} is marked [?marks:{marks}][!marks:with nothing]", "{lot} 标记：[?marks:{marks}][!marks:无]"},
	"Recorded": {"A record by {by} was put on lot {lot}[, to {to}][, of {amount}]", "{by} 在 {lot} 上作出记录[，对 {to}][，金额 {amount}]"},
	"Paid":     {"{amount} of {obligation} was paid, {paid} in all", "{obligation} 已付 {amount}，累计 {paid}"},
	"Credited": {"{holder} was credited {amount} for lot {lot}, {paid} in all", "{holder} 因 {lot} 入账 {amount}，累计 {paid}"},
	"Ended":    {"Lot {lot} ended: {state}", "{lot} 已终结：{state}"},

	// Receivables.
	"Requested": {
		"{supplier} asked {obligor} to confirm {face}, due {due}: {receivable}[, reference {ref}]",
		"{supplier} 请 {obligor} 确认欠款 {face}，{due} 到期：{receivable}[，业务号 {ref}]",
	},
	"Issued": {
		"{obligor} issued {receivable} to {supplier}: {face}, due {due}[, reference {ref}]",
		"{obligor} 向 {supplier} 开立 {receivable}：{face}，{due} 到期[，业务号 {ref}]",
	},
	"Activated": {"{receivable} is active: {obligor} owes it, {supplier} holds it", "{receivable} 生效：{obligor} 为债务人，{supplier} 为持有人"},
	"Voided":    {"{receivable} is void: {outcome}", "{receivable} 作废：{outcome}"},
	"PlanIssued": {
		"{company} issued {first} and the receivables after it to {supplier}: {instalments} instalments, {instalmentsTotal} in all[, reference {ref}]",
		"{company} 向 {supplier} 分 {instalments} 期开立 {first} 起的应收账款：合计 {instalmentsTotal}[，业务号 {ref}]",
	},
	"Closed":  {"{receivable} was undone by everyone's signature", "{receivable} 经各方签署已撤销"},
	"Flagged": {"{receivable}: rule {rule} wants a look, {value}", "{receivable}：规则 {rule} 提示关注，{value}"},

	// Lines and evidence.
	"LineGranted":   {"{grantor} granted {obligor} a line of {amount}", "{grantor} 授予 {obligor} 额度 {amount}"},
	"DefaultLifted": {"{obligor} may owe again after its default, by order {order}", "依令 {order}，{obligor} 违约后可再新增债务"},
	"Drawn":         {"{obligation} draws {drawn} on invoice {fingerprint} of {total}", "{obligation} 占用发票 {fingerprint}（{total}）中的 {drawn}"},
	"Freed":         {"{obligation} no longer draws {drawn} on invoice {fingerprint}", "{obligation} 释放发票 {fingerprint} 的 {drawn}"},
	"Attached":      {"{company} attached {kind} {digest} to {obligation}", "{company} 为 {obligation} 附上{kind} {digest}"},

	// Settlements.
	"Settled": {
		"{amount} of {receivable} was settled in deposits at {bank}[, with {interest} of late interest], {paid} in all",
		"{receivable} 以 {bank} 存款结算 {amount}[，另付逾期利息 {interest}]，累计 {paid}",
	},
	"Wired": {
		"{bank} wired {amount} of {receivable} to its holders[, with {interest} of late interest], payment {ref}, {paid} in all",
		"{bank} 以付款 {ref} 向 {receivable} 的持有人汇付 {amount}[，另付逾期利息 {interest}]，累计 {paid}",
	},
	"Defaulted":        {"{obligor} defaulted on {receivable}: {unpaid} is unpaid", "{obligor} 对 {receivable} 违约：未付 {unpaid}"},
	"InterestCredited": {"{holder} received {amount} of late interest for lot {lot}", "{holder} 因 {lot} 收到逾期利息 {amount}"},
	"ProceedsTo":       {"{part} of the payment of lot {lot} went to its pledgee {pledgee}", "{lot} 的付款中 {part} 归质权人 {pledgee}"},

	// Endings.
	"CancelProposed": {"{company} proposed to cancel {receivable}: {reason}", "{company} 提议取消 {receivable}：{reason}"},
	"Cancelled":      {"{receivable} was cancelled", "{receivable} 已取消"},
	"RetirementProposed": {
		"{company} proposed to take {worth} of {obligation}, units {units}, off the ledger to {system}",
		"{company} 提议将 {obligation} 的第 {units} 份（{worth}）移出账本，转至 {system}",
	},
	"Retired":       {"Lot {lot} left the ledger", "{lot} 已移出账本"},
	"RedeemedEarly": {"Lot {lot} ended: its obligor paid {amount} of it before the due day", "{lot} 已终结：债务人提前兑付 {amount}"},

	// Cash.
	"Minted":    {"{bank} credited {to} with a deposit of {amount}, payment {ref}", "{bank} 凭到账 {ref} 为 {to} 记入存款 {amount}"},
	"Redeemed":  {"{from} redeemed {amount} at {bank}, to be wired as {ref}", "{from} 在 {bank} 赎回 {amount}，汇款附言 {ref}"},
	"Moved":     {"{amount} at {bank} moved from {from} to {to}[, for {ref}]", "{bank} 存款 {amount} 由 {from} 转给 {to}[，用途 {ref}]"},
	"Earmarked": {"{obligor} set {amount} at {bank} aside for {obligation}", "{obligor} 在 {bank} 为 {obligation} 预留 {amount}"},
	"Released":  {"{to} received {amount} at {bank} for {obligation}", "{to} 因 {obligation} 在 {bank} 收到 {amount}"},

	// Discounts.
	"Discounted": {
		"{bank} bought {worth} of {obligation}, units {units}, from {holder} for {proceeds}: {interest} of interest, {interestDays} days at {rate} % ({dayCount})[?recourse:, with recourse]",
		"{bank} 以 {proceeds} 向 {holder} 买入 {obligation} 的第 {units} 份（{worth}）：利息 {interest}，{interestDays} 天，年利率 {rate} %（{dayCount}）[?recourse:，附追索权]",
	},
	"PaidEarly": {
		"{obligor} paid {holder} {proceeds} for {worth} of {obligation}, units {units}, before the due day",
		"{obligor} 提前以 {proceeds} 向 {holder} 兑付 {obligation} 的第 {units} 份（{worth}）",
	},
	"BoughtBack": {
		"{buyer} bought {worth} of {obligation}, units {units}, back from {holder} for {proceeds}",
		"{buyer} 以 {proceeds} 向 {holder} 回购 {obligation} 的第 {units} 份（{worth}）",
	},
	"QuoteWithdrawn": {"{bank} withdrew quote {quote}", "{bank} 撤回报价 {quote}"},

	// Pledges, guarantees, recourse, holds.
	"PledgeProposed": {
		"{company} proposed to pledge {worth} of {obligation}, units {units}, to {pledgee} for {secured}",
		"{company} 提议将 {obligation} 的第 {units} 份（{worth}）质押给 {pledgee}，担保 {secured}",
	},
	"Pledged": {
		"Lot {lot} is pledged by {pledgor} to {pledgee} for {secured}[, registered as {registration}]",
		"{pledgor} 已将 {lot} 质押给 {pledgee}，担保 {secured}[，登记号 {registration}]",
	},
	"Unpledged": {"Lot {lot} was released from its pledge", "{lot} 已解除质押"},
	"Received":  {"{amount} went to pledge {pledge}, {received} in all", "质押 {pledge} 收到 {amount}，累计 {received}"},
	"Enforced":  {"The pledgee took lot {lot} under pledge {pledge}", "质权人依质押 {pledge} 取得 {lot}"},
	"GuaranteeAsked": {
		"{company} asked {guarantor} to guarantee {worth} of {obligation}, units {units}",
		"{company} 请 {guarantor} 为 {obligation} 的第 {units} 份（{worth}）担保",
	},
	"Guaranteed":      {"{guarantor} guarantees lot {lot}", "{guarantor} 为 {lot} 担保"},
	"RecourseClaimed": {"{holder} claims what is unpaid of lot {lot} from {against}", "{holder} 就 {lot} 的未付款项向 {against} 追索"},
	"RecourseRefused": {"{against} refused recourse claim {claim}: {reason}", "{against} 拒绝追索 {claim}：{reason}"},
	"RecourseCleared": {
		"{by} paid {amount} on recourse claim {claim}[, payment {ref}], and holds the lot",
		"{by} 已就追索 {claim} 清偿 {amount}[，付款号 {ref}]，并取得该笔凭证",
	},
	"Frozen": {
		"{worth} of {obligation}, units {units}, [!forfeiture:were frozen][?forfeiture:are held under a forfeiture] by order {order}[, until {until}]",
		"{obligation} 的第 {units} 份（{worth}）依令 {order} [!forfeiture:冻结][?forfeiture:登记没收][，至 {until} 止]",
	},
	"Unfrozen": {"Order {freeze} on lot {lot} was lifted by order {order}", "依令 {order} 解除 {lot} 上的 {freeze}"},
	"Disputed": {
		"{company} disputed {worth} of {obligation}, units {units}[!blocking:, which is a note]: {reason}",
		"{company} 对 {obligation} 的第 {units} 份（{worth}）提出争议[!blocking:（仅作记录）]：{reason}",
	},
	"Resolved": {"{by} ended the dispute about lot {lot}: {resolution}", "{by} 终结 {lot} 的争议：{resolution}"},
	"Thawed":   {"No hold is left on lot {lot}", "{lot} 上已无限制"},

	// Circles.
	"Invited": {"{inviter} invited whoever holds code {code} into the circle of {circle}, until {until}", "{inviter} 邀请持有 {code} 的公司加入 {circle} 的商圈，至 {until} 止"},
	"Joined":  {"{member} joined the circle of {circle}, invited by {inviter}", "{member} 经 {inviter} 邀请加入 {circle} 的商圈"},
	"Left":    {"{member} left the circle of {circle}", "{member} 退出 {circle} 的商圈"},

	// Rules and Batch.
	"RuleSetNamed": {"Rule set {set} is {name}[, in force from {from}]", "规则集 {set} 名为 {name}[，自 {from} 起施行]"},
	"RuleDefined":  {"Rule {id} of set {set} is {value}[ from {from}][: {source}]", "规则集 {set} 的 {id} 为 {value}[，自 {from} 起][：{source}]"},
	"Refused":      {"Act {index} of the batch was refused", "批次中第 {index} 项被拒绝"},
}
