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
	"Transfer": {
		"Transfer {worth} of {obligation}, units {units}, to {to}[?recourse:, with recourse][, to be answered by {until}]",
		"将 {obligation} 的第 {units} 份（{worth}）转让给 {to}[?recourse:，附追索权][，最迟 {until} 答复]",
	},
	"AcceptTransfer":   {"Accept the transfer of lot {lot}", "签收 {lot} 的转让"},
	"RejectTransfer":   {"Reject the transfer of lot {lot}", "驳回 {lot} 的转让"},
	"WithdrawTransfer": {"Withdraw the transfer of lot {lot}", "撤回 {lot} 的转让"},
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
		"Settle {amount} of {receivable} in deposits at {bank}[; {paid} was settled before]",
		"以 {bank} 存款结算 {receivable} 的 {amount}[；此前已结算 {paid}]",
	},
	"GrantLine": {
		"[?amount:Grant {obligor} a line of {amount}][!amount:End the line of {obligor} in {currency} for new debts]",
		"[?amount:授予 {obligor} 额度 {amount}][!amount:停止 {obligor} 的 {currency} 新增额度]",
	},
	"MintCash":     {"Credit {to} with {amount} of deposits, against payment {ref}", "凭到账 {ref} 为 {to} 记入存款 {amount}"},
	"RedeemCash":   {"Redeem {amount} of deposits at {bank}, to be wired as {ref}", "赎回 {bank} 存款 {amount}，汇款附言 {ref}"},
	"TransferCash": {"Transfer {amount} of deposits at {bank} to {to}[, for {ref}]", "将 {bank} 存款 {amount} 转给 {to}[，用途 {ref}]"},
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
