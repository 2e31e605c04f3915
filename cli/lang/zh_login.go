package lang

// chineseLogin are the texts about logging in at a relayer.
var chineseLogin = map[string]string{
	"the account %s is not logged in here":                                "账户 %s 未在此登录",
	"the account %s is logged out":                                        "账户 %s 已退出登录",
	"act %s waits for an operator of company %d, and is not yours to see": "操作 %s 待 %d 号公司的操作员处理，您无权查看",
	"the login is not kept for the next command: %s":                      "登录未能留待下一命令使用：%s",
	"the relayer wants to know who asks, and you cannot log in":           "中继器要求登录，但无法登录",
	"its own affairs": "本公司事务",
	"everything":      "全部",
}
