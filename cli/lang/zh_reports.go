package lang

// chineseReports are the texts of reports and reconciliation.
var chineseReports = map[string]string{
	"%s at the end of %s, as of block %d":                                    "%s，截至 %s 日终，区块 %d",
	" (a day of this network lasts %s)":                                      "（本网络一天时长 %s）",
	"nothing to report":                                                      "无内容",
	"All companies":                                                          "全部公司",
	"--date: %s has not come; today is %s":                                   "--date：%s 尚未到来；今日为 %s",
	"leave --date out for today":                                             "查询今日请省略 --date",
	"financed or pledged without a registration number: none":                "无登记编号的融资或质押：无",
	"%d financed or pledged lots have no registration number (R-V06, R-C09)": "%d 笔融资或质押没有登记编号（R-V06、R-C09）",
	"-o json lists them under unregistered":                                  "用 -o json 可在 unregistered 中查看",
	"the relayer's digest is not that of the state that it gave":             "中继器给出的摘要与其给出的状态不符",
	"something on the way has changed the answer; ask another relayer":       "回复在途中被更改；请询问另一中继器",
	"the relayer": "中继器",
	"the node %s cannot say how the contracts stood at block %d":                              "节点 %s 不能给出区块 %d 时的合约状态",
	"for a day that is over, use a node that keeps the state of old blocks (an archive node)": "查询过去的日期请用保留旧区块状态的节点（归档节点）",
	"no: %s": "否：%s",
	"equal in all %d numbers, at block %d, asked by %s":                                                     "%d 个数字全部一致，区块 %d，由 %s 查询",
	"%d of %d numbers differ, at block %d, asked by %s":                                                     "%d / %d 个数字不一致，区块 %d，由 %s 查询",
	"not compared with the contracts: %s":                                                                   "未与合约核对：%s",
	"the contracts have %d numbers otherwise at block %d":                                                   "合约中有 %d 个数字不同，区块 %d",
	"the relayer's operator can stop it, delete its index and start it again: it is rebuilt from the chain": "中继器的运营方可将其停止、删除索引后重新启动：索引会从链上重建",
	"terms are counted from %s, as when this file was imported":                                             "账期自 %s 起算，与导入此文件时相同",
	"all %d items match": "全部 %d 项一致",
	"%d match; %d differ, %d are missing on the chain, %d are missing in the file, %d cannot be read": "%d 项一致；%d 项不同，%d 项链上没有，%d 项文件中没有，%d 行无法读取",
	"all due days differ by the same terms: compare with --as-of %s":                                  "所有到期日的差异相同：请用 --as-of %s 比较",
}
