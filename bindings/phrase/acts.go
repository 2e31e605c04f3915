package phrase

// acts are the sentences of acts, by name. The words are the message's fields; {units} and {worth} are those of start and end, {self}
// is the obligation that company and serial name.
var acts = map[string]text{
	"AdmitCompany": {
		"Admit {name} ({registration}) as company {id}[, in the capacity of {capacities}], with the key {key}[; above {dualAbove} two operators must sign]",
		"接纳 {name}（{registration}）为 {id} 号公司[，身份：{capacities}]，操作密钥 {key}[；超过 {dualAbove} 须两人签署]",
	},
	"SuspendCompany": {
		"[?suspended:Suspend {id}][!suspended:Let {id} act again][: {reason}]",
		"[?suspended:暂停 {id} 的业务][!suspended:恢复 {id} 的业务][：{reason}]",
	},
	"SetOperator": {
		"Let key {key} act for {company} as {roles}[, up to {limit} an act][, up to {daily} a day][, until {until}]",
		"授权密钥 {key} 以{roles}身份代表 {company}[，单笔不超过 {limit}][，每日不超过 {daily}][，至 {until} 止]",
	},
	"RevokeOperator": {
		"Revoke key {key} of {company}",
		"撤销 {company} 的密钥 {key}",
	},
	"RotateOperator": {
		"Replace key {key} of {company} by {replacement}",
		"将 {company} 的密钥 {key} 更换为 {replacement}",
	},
	"SetThreshold": {
		"[?dualAbove:Have two operators of {company} sign above {dualAbove}][!dualAbove:Have one operator of {company} sign, whatever the amount]",
		"[?dualAbove:{company} 超过 {dualAbove} 的操作须两人签署][!dualAbove:{company} 的操作不论金额一人签署即可]",
	},
	"AcceptFrom": {
		"[?until:Accept unasked what {sender} transfers or issues[, debts of {obligor} only], from {min} to {max} each[, {perDay} a day], until {until}][!until:Accept nothing unasked from {sender} any more[, as to debts of {obligor}]]",
		"[?until:自动签收 {sender} 转让或开立的凭证[，限 {obligor} 的债务]，每笔 {min} 至 {max}[，每日 {perDay} 笔]，至 {until} 止][!until:不再自动签收 {sender} 的凭证[（{obligor} 的债务）]]",
	},
	"NameVendor": {
		"Know {supplier} as vendor {number} in the books of {company}",
		"在 {company} 的账簿中将 {supplier} 记为供应商 {number}",
	},
	"CancelNonce": {
		"Cancel number {cancelled} of the signing key: what was signed under it is void",
		"作废签署密钥的序号 {cancelled}：以该序号签署的操作一律无效",
	},
	"CancelSignature": {
		"Take back the signing key's second signature under act {digest}",
		"撤回签署密钥对操作 {digest} 的复核签名",
	},
	"SuspendKey": {
		"[?suspended:Suspend key {key}][!suspended:Let key {key} act again], by order {order}",
		"依令 {order} [?suspended:暂停密钥 {key}][!suspended:恢复密钥 {key}]",
	},
	"ProposeRecovery": {
		"Propose key {key} as the one admin of {lost}, which lost all of its own; documents {documents}",
		"{lost} 已失去全部管理员密钥，提议以 {key} 为其唯一管理员；文件 {documents}",
	},
	"AgreeRecovery":  {"Agree to recovery {proposal} of {lost}: its notice begins", "同意 {lost} 的恢复 {proposal}：公示期开始"},
	"ObjectRecovery": {"Object to recovery {proposal} of {company}: it has its keys", "反对 {company} 的恢复 {proposal}：其密钥仍在"},
	"InviteMember": {
		"Invite whoever holds code {code} into the circle of {circle}, until {until}",
		"邀请持有邀请码 {code} 的公司加入 {circle} 的商圈，至 {until} 止",
	},
	"JoinCircle":  {"Join the circle of {circle} by code {code}", "凭邀请码 {code} 加入 {circle} 的商圈"},
	"LeaveCircle": {"Have {member} leave the circle of {circle}", "{member} 退出 {circle} 的商圈"},
	"NameRuleSet": {"Name rule set {set} {name}, in force from {from}", "将规则集 {set} 命名为 {name}，自 {from} 起施行"},
	"DefineRule": {
		"Set rule {id} of set {set} to {value}[ from {from}]: {source}",
		"将规则集 {set} 的 {id} 设为 {value}[，自 {from} 起]：{source}",
	},
	"Transfer": {
		"Transfer {worth} of {obligation}, units {units}, to {to}[?recourse:, with recourse][, to be answered by {until}]",
		"将 {obligation} 的第 {units} 份（{worth}）转让给 {to}[?recourse:，附追索权][，最迟 {until} 答复]",
	},
	"PayRun": {
		"Pay {count} parts, {worth} in all, out of {obligation}, units {units}, as run {run}[?recourse:, with recourse][?atOnce:, at once][, to be answered by {until}]",
		"以 {obligation} 的第 {units} 份付款 {count} 笔，合计 {worth}，批次 {run}[?recourse:，附追索权][?atOnce:，即时生效][，最迟 {until} 答复]",
	},
	"AcceptTransfer":   {"Accept the transfer of lot {lot}", "签收 {lot} 的转让"},
	"RejectProposal":   {"Reject what is proposed for lot {lot}", "驳回关于 {lot} 的提议"},
	"WithdrawProposal": {"Withdraw what is proposed for lot {lot}", "撤回关于 {lot} 的提议"},
	"Split": {
		"Split lot {lot}: a new lot begins at unit {middle}",
		"拆分 {lot}：自第 {middle} 份起另成一笔",
	},
	"Merge": {"Merge lot {right} into lot {lot}", "将 {right} 并入 {lot}"},
	"RequestReceivable": {
		"Ask {obligor} to confirm that it owes {face}, due {due}, as {self}[, reference {ref}][, to be answered by {until}]",
		"请 {obligor} 确认欠款 {face}，{due} 到期，编号 {self}[，业务号 {ref}][，最迟 {until} 答复]",
	},
	"IssueReceivable": {
		"Issue {self} to {supplier}: {face}, to be paid on {due} to whoever holds it then[, reference {ref}][, to be answered by {until}]",
		"向 {supplier} 开立 {self}：{face}，{due} 向届时持有人付款[，业务号 {ref}][，最迟 {until} 答复]",
	},
	"ConfirmReceivable":  {"Confirm that {receivable} is owed and will be paid on its due day", "确权 {receivable}：承认欠款并于到期日付款"},
	"TakeReceivable":     {"Take receivable {receivable}", "签收应收账款 {receivable}"},
	"RejectReceivable":   {"Reject receivable {receivable}", "驳回应收账款 {receivable}"},
	"WithdrawReceivable": {"Withdraw receivable {receivable}", "撤回应收账款 {receivable}"},
	"SettleReceivable": {
		"Settle {amount} of {receivable} in deposits at {bank}[, with at most {interest} of late interest][; {paid} was settled before]",
		"以 {bank} 存款结算 {receivable} 的 {amount}[，另付逾期利息不超过 {interest}][；此前已结算 {paid}]",
	},
	"GrantLine": {
		"[?amount:Grant {obligor} a line of {amount}][!amount:End the line of {obligor} in {currency} for new debts]",
		"[?amount:授予 {obligor} 额度 {amount}][!amount:停止 {obligor} 的 {currency} 新增额度]",
	},
	"LiftDefault": {
		"Let {obligor} owe again after its default, by order {order}",
		"依令 {order} 解除对 {obligor} 违约后的新增限制",
	},
	"IssueInstalments": {
		"Issue {self} and the receivables after it to {supplier}, in {instalments} instalments: {instalmentsTotal} in all, the last due {instalmentsLast}[, reference {ref}][, to be answered by {until}]",
		"向 {supplier} 分 {instalments} 期开立 {self} 起的应收账款：合计 {instalmentsTotal}，末期 {instalmentsLast} 到期[，业务号 {ref}][，最迟 {until} 答复]",
	},
	"AttachDocument": {"Attach {kind} {digest} to {obligation}", "为 {obligation} 附上{kind} {digest}"},
	"AttestWire": {
		"Attest that {amount} of {receivable} was wired to its holders[, with {interest} of late interest], payment {ref}[; {paid} was paid before]",
		"证明已向 {receivable} 的持有人汇付 {amount}[，另付逾期利息 {interest}]，付款号 {ref}[；此前已付 {paid}]",
	},
	"CancelReceivable": {
		"Propose to cancel {receivable}: {reason}[, to be answered by {until}]",
		"提议取消 {receivable}：{reason}[，最迟 {until} 答复]",
	},
	"AgreeCancel": {"Agree to cancel {receivable}: nothing is owed on it any more", "同意取消 {receivable}：不再欠款"},
	"RetireLot": {
		"Propose to take {worth} of {obligation}, units {units}, off the ledger to {system}[, to be answered by {until}]",
		"提议将 {obligation} 的第 {units} 份（{worth}）移出账本，转至 {system}[，最迟 {until} 答复]",
	},
	"AgreeRetirement": {"Agree that lot {lot} leaves the ledger: it is owed there, not here", "同意 {lot} 移出账本：改在该处偿付"},
	"PledgeLot": {
		"Pledge {worth} of {obligation}, units {units}, to {pledgee} for {secured}, a debt due {debtDue}[, to be answered by {until}]",
		"将 {obligation} 的第 {units} 份（{worth}）质押给 {pledgee}，担保 {secured}，债务 {debtDue} 到期[，最迟 {until} 答复]",
	},
	"AcceptPledge":  {"Accept the pledge of lot {lot}[, registered as {registration}]", "接受 {lot} 的质押[，登记号 {registration}]"},
	"ReleasePledge": {"Release lot {lot} from its pledge", "解除 {lot} 的质押"},
	"EnforcePledge": {"Enforce the pledge on lot {lot}: take what is still secured of it", "对 {lot} 行使质权：取得其中尚被担保的部分"},
	"AskGuarantee": {
		"Ask {guarantor} to guarantee {worth} of {obligation}, units {units}[, to be answered by {until}]",
		"请 {guarantor} 为 {obligation} 的第 {units} 份（{worth}）提供担保[，最迟 {until} 答复]",
	},
	"GiveGuarantee": {"Guarantee lot {lot}, whoever holds it", "为 {lot} 提供担保，不论由谁持有"},
	"ClaimRecourse": {"Claim what is unpaid of lot {lot} from {against}", "就 {lot} 的未付款项向 {against} 追索"},
	"SettleRecourse": {
		"Pay recourse claim {claim}, at most {most}, in deposits at {bank}, and take the lot",
		"以 {bank} 存款清偿追索 {claim}，不超过 {most}，并取得该笔凭证",
	},
	"RefuseRecourse":      {"Refuse recourse claim {claim}: {reason}", "拒绝追索 {claim}：{reason}"},
	"AcknowledgeRecourse": {"Acknowledge payment {ref} of recourse claim {claim}, and hand the lot over", "确认追索 {claim} 已以 {ref} 付清，并交出该笔凭证"},
	"FreezeLot": {
		"[!forfeiture:Freeze][?forfeiture:Record the forfeiture of] {worth} of {obligation}, units {units}, by order {order}[, until {until}]",
		"依令 {order} [!forfeiture:冻结][?forfeiture:登记没收] {obligation} 的第 {units} 份（{worth}）[，至 {until} 止]",
	},
	"UnfreezeLot": {"Lift order {freeze} on lot {lot}, by order {order}", "依令 {order} 解除 {lot} 上的 {freeze}"},
	"DisputeLot": {
		"Dispute {worth} of {obligation}, units {units}: {reason}",
		"对 {obligation} 的第 {units} 份（{worth}）提出争议：{reason}",
	},
	"ResolveDispute": {"End the dispute about lot {lot}: {resolution}", "终结 {lot} 的争议：{resolution}"},
	"MintCash":       {"Credit {to} with {amount} of deposits, against payment {ref}", "凭到账 {ref} 为 {to} 记入存款 {amount}"},
	"RedeemCash":     {"Redeem {amount} of deposits at {bank}, to be wired as {ref}", "赎回 {bank} 存款 {amount}，汇款附言 {ref}"},
	"TransferCash":   {"Transfer {amount} of deposits at {bank} to {to}[, for {ref}]", "将 {bank} 存款 {amount} 转给 {to}[，用途 {ref}]"},
	"Quote": {
		"Offer {holder} to buy {worth} of {obligation}, units {units}, at {rate} % a year ({dayCount})[?recourse:, with recourse], until {until}[, registered as {registration}]",
		"向 {holder} 报价买入 {obligation} 的第 {units} 份（{worth}），年利率 {rate} %（{dayCount}）[?recourse:，附追索权]，有效至 {until}[，登记号 {registration}]",
	},
	"AskQuotes": {
		"Ask the banks for quotes for {worth} of {obligation}, units {units}[?recourse:, with recourse][, until {until}]",
		"就 {obligation} 的第 {units} 份（{worth}）向各银行询价[?recourse:，附追索权][，至 {until} 止]",
	},
	"TakeQuote":     {"Take quote {quote} for at least {least}", "接受报价 {quote}，所得不少于 {least}"},
	"WithdrawQuote": {"Withdraw quote {quote}", "撤回报价 {quote}"},
}
