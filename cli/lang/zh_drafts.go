package lang

// chineseDrafts are the texts about drafts and second operators.
var chineseDrafts = map[string]string{
	"Sign it as a draft?":                  "签署为草稿？",
	"quote %s waits for a second operator": "报价 %s 待复核人批准",
	"Withdraw it?":                         "撤回？",
	"a draft waits at the relayer, so it cannot be sent by --direct":    "草稿由中继器保管，不能用 --direct 发送",
	"leave one of the two out":                                          "请去掉其中之一",
	"approved now it would be refused: %s":                              "若现在批准，将被拒绝：%s",
	"another operator of the company approves it: tally act approve %s": "由本公司另一位操作员批准：tally act approve %s",
	"answered before this: act %s":                                      "在此之前已答复：操作 %s",
	"it comes to %s":                                                    "金额：%s",
	"made by %s, to be answered until %s":                               "经办人 %s，须在 %s 前答复",
	"the key %s has not made this act":                                  "密钥 %s 不是该操作的经办人",
	"its maker withdraws it; as second operator: tally act reject %s":   "由经办人撤回；复核人请用：tally act reject %s",
	"it would be done once a second operator approves it":               "经复核人批准后即可办理",
	"act %s was withdrawn by its maker":                                 "操作 %s 已由经办人撤回",
	"no second operator approved act %s in time":                        "操作 %s 未在期限内获复核人批准",
	"make it again, if it is still wanted":                              "如仍需要，请重新办理",
	"%s  (until %s)":                                                    "%s（至 %s）",
}
