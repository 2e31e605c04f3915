package lang

// chineseRights are the texts about pledges, guarantees, holds, recourse, circles, recoveries and rules.
var chineseRights = map[string]string{
	// circles
	"%q is not a code": "%q 不是邀请码",
	"a code has six groups of four letters and digits":          "邀请码由六组、每组四个字母或数字组成",
	"--count: a number from 1 to %d":                            "--count：1 至 %d 的数字",
	"nobody invited by this code":                               "没有使用该邀请码的邀请",
	"check its letters, or ask who gave it whether it was sent": "请核对字母，或向提供者确认是否已发出",
	"this code was used":                                        "该邀请码已使用",
	"ask %s for another":                                        "请向 %s 另索一个",
	"%s invites into the circle of %s, until %s":                "%s 邀请加入 %s 的商圈，至 %s 止",

	// holds
	"no order is open on lot %s":                     "%s 上没有未解除的命令",
	"no dispute is open on lot %s":                   "%s 上没有未决争议",
	"--%s: %q is not an id":                          "--%s：%q 不是编号",
	"look at it with: tally voucher show %s":         "查看：tally voucher show %s",
	"%d of these are open on lot %s":                 "有 %d 项未决，涉及 %s",
	"pick one with --%s; see: tally voucher show %s": "请用 --%s 指定；参见：tally voucher show %s",

	// instalments and invoices
	"--instalment: a plan has 2 to %d of them":                         "--instalment：一个计划有 2 至 %d 期",
	"write it like 2,500,000.00@2027-03-31":                            "写法如 2,500,000.00@2027-03-31",
	"--instalment: two fall due on %s":                                 "--instalment：有两期同在 %s 到期",
	"make them one":                                                    "请合并为一期",
	"--instalment says amounts and days: leave --amount and --due out": "--instalment 已含金额和日期：请去掉 --amount 和 --due",
	"and --due; or a plan by --instalment":                             "以及 --due；或用 --instalment 分期",
	"--invoice: %q has no number":                                      "--invoice：%q 没有号码",
	"--invoice: of several, each says what is drawn on it":             "--invoice：多张发票时，每张须注明占用金额",
	"write it like 0311:8841=600,000.00":                               "写法如 0311:8841=600,000.00",
	"--invoice %s: %s cannot be drawn on one of %s":                    "--invoice %s：不能占用 %s，发票金额为 %s",
	"the invoices are drawn on for %s, and the face is %s":             "发票占用合计 %s，面额为 %s",
	"what is drawn must come to the face":                              "占用合计须等于面额",

	// what happens to a receivable
	"nothing is left to pay of %s: it is %s":             "%s 已无未付款项：%s",
	"it is %d days late: %s of interest is paid with it": "逾期 %d 天：另付利息 %s",
	"the relayer has not declared it yet":                "中继器尚未宣告",
	"look again with: tally receivable show %s":          "再次查看：tally receivable show %s",
	"%s is %s: there is nothing in default":              "%s 状态为 %s：没有违约",
	"the obligor has until the end of %s: rule %s":       "债务人的宽限期至 %s 止：规则 %s",
	"--lot: %s is not of %s":                             "--lot：%s 不属于 %s",
	"--document: the digest is zero":                     "--document：摘要为零",
	"--documents: the digest is zero":                    "--documents：摘要为零",

	// pledges and other proposals
	"%s is more than the units are worth":                         "%s 超过份额的价值",
	"pledge more of them, or secure less":                         "请多质押一些，或减少担保金额",
	"--%s: the day is over":                                       "--%s：该日已过",
	"--forfeiture and --until: what is forfeited has no last day": "--forfeiture 与 --until：没收没有截止日",
	"lot %s is not pledged":                                       "%s 未质押",
	"pledge for %s, a debt due %s":                                "质押：担保 %s，债务 %s 到期",
	"guarantee":                                                   "担保",
	"cancellation: %s":                                            "取消：%s",
	"retirement to %s":                                            "移出账本，转至 %s",
	"transfer with recourse":                                      "附追索权转让",
	"transfer":                                                    "转让",

	// documents, keys and what may happen next
	"the company is neither obligor nor creator of %s, nor holds units of it": "该公司既非 %s 的债务人或创建人，也不持有其份额",
	"its obligor, its creator and holders add documents":                      "债务人、创建人和持有人可以添加文件",
	"the key %s is suspended by an order":                                     "密钥 %s 已被命令暂停",
	"choose another account with --account, or ask the authority":             "请用 --account 换一个账户，或联系监管机构",
	"it would be offered; the relayer looks at it when it is sent":            "将发出报价或询价；发送时由中继器检查",
	"anyone; a relayer does it by itself":                                     "任何人；中继器会自动办理",
	"%s and %d more":                                                          "%s 等，另有 %d 家",
	"--%s: %q is not one of %s":                                               "--%s：%q 不在 %s 之内",
	"there is no recourse claim %s":                                           "没有追索 %s",

	// recourse, recoveries, rules
	"%q is neither a claim's id nor a lot":            "%q 既不是追索编号，也不是凭证",
	"0x and 64 hex digits, or like R31-17:1; see: %s": "0x 加 64 位十六进制数，或如 R31-17:1；参见：%s",
	"no claim about lot %s is open here":              "凭证 %s 没有本公司可办理的未结追索",
	"%d claims about lot %s are open":                 "有 %d 项未结追索，涉及凭证 %s",
	"name one by its id; see: %s":                     "请用编号指定；参见：%s",
	"%s: %s claims %s and %s of interest from %s":     "%s：%s 追索 %s 及利息 %s，对象 %s",
	"no recovery of %s is open":                       "%s 没有进行中的恢复",
	"%s would have refused %d acts":                   "%s 会拒绝 %d 项操作",
	"the claims cannot be ranked":                     "无法排定各项请求的顺位",
	"%s is not a CSV file":                            "%s 不是 CSV 文件",
	"%s does not begin with the columns %s":           "%s 的首行须为 %s",
	"line %d of %s":                                   "第 %d 行（%s）",
	"there is no rule set %q":                         "没有规则集 %q",
	"there is a rule set %s already":                  "规则集 %s 已存在",
	"nothing of a set changes: choose another name":   "规则集不可更改：请另取名称",
	"write it like V01.tenor-months=6":                "写法如 V01.tenor-months=6",
	"--value: %s has no rule %s":                      "--value：%s 没有规则 %s",
}
