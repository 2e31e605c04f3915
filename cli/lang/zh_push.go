package lang

// chinesePush are the texts about events and webhooks.
var chinesePush = map[string]string{
	"--receivable: %q is not a receivable":                                       "--receivable：%q 不是应收账款编号",
	"it is written like R31-17":                                                  "写法如 R31-17",
	"--follow has no end: leave --limit out":                                     "--follow 没有终点：请去掉 --limit",
	"events of blocks above %d are undone; what happened in their place follows": "区块 %d 之后的事件已撤销；其后为取而代之的事件",
	"the relayer is away; trying again":                                          "中继器暂不可达；正在重试",
	"%q is not a webhook's id":                                                   "%q 不是推送编号",
	"they are listed by: tally webhook list":                                     "列表见：tally webhook list",
	"no URL is named":                                                            "没有指定网址",
	"name one: tally webhook add https://erp.example.com/tally":                  "请指定：tally webhook add https://erp.example.com/tally",
	"Have the company's events posted to %s?":                                    "将公司的事件推送到 %s？",
	"the secret is shown this once: give it to the ERP, and to nobody else":      "密钥只显示这一次：请交给 ERP，勿告他人",
	"End webhook %s?":                                                            "终止推送 %s？",
	"the message was not taken: %s":                                              "消息未被接收：%s",
}
