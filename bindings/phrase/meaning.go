package phrase

import (
	"slices"
	"strings"
	"sync"
)

// say puts a value into words.
type say func(Speaker, value) word

// meanings says how a number or text of the contracts is read. Contracts name things alike everywhere, so the name decides; where one
// name has two meanings, it is listed under "Act.name", "Error.name" or "Event.name" too.
var meanings = sync.OnceValue(func() map[string]say {
	m := make(map[string]say)
	list := func(s say, names ...string) {
		for _, name := range names {
			m[name] = s
		}
	}
	list(company, companies...)
	list(day, "until", "due", "delivered", "cutoff", "latest", "today", "day", "debtDue", "notice", "instalmentsLast", "DefineRule.from",
		"NameRuleSet.from", "RuleDefined.from", "RuleSetNamed.from", "GraceRuns.last", "NotOverdue.last", "NoticeRuns.last")
	list(moment, "deadline")
	list(run, "run")

	list(money, "face", "amount", "paid", "proceeds", "interest", "headroom", "free", "left", "most", "unpaid", "secured", "received",
		"part", "principal", "instalmentsTotal", "drawn", "total")
	list(bound, "limit", "daily", "dualAbove", "min", "max", "least", "AboveDailyLimit.left")
	list(plain, "LimitReached.most", "InDefault.open", "OtherKind.kind", "TooManyDisputes.most", "RecourseFull.most")
	list(one(means), "means")
	list(lot, "lot", "right")
	list(unit, "middle", "start")
	list(last, "end")
	list(obligation, "obligation", "receivable", "first")
	list(iso, "currency")
	list(rate, "rate")
	list(dayCount, "dayCount")
	list(ascii, "rule", "field", "BadRule.id", "NoRule.id", "RuleDefined.id", "DefineRule.id")
	list(bits(roles), "roles", "role")
	list(bits(capacities), "capacities", "capacity")
	list(bits(marks), "marks")
	list(one(lotStates), "NotFree.state", "Ended.state")
	list(one(receivableStates), "WrongState.state")
	list(one(outcomes), "outcome")
	return m
})

var (
	roles      = []text{{"maker", "经办"}, {"checker", "复核"}, {"admin", "管理员"}, {"viewer", "查看"}}
	capacities = []text{
		{"obligor", "债务人"}, {"bank", "银行"}, {"guarantor", "担保人"}, {"authority", "监管机构"}, {"operator's desk", "运营方"},
		{"small or medium enterprise", "中小企业"}, {"head of a group", "集团总部"},
	}
	marks = []text{{"frozen", "冻结"}, {"disputed", "争议"}, {"pledged", "质押"}, {"financed", "已融资"}}

	lotStates        = []text{{"none", "不存在"}, {"held", "持有"}, {"locked by an open proposal", "因待答复的提议锁定"}, {"cancelled", "已取消"}, {"exported", "已转出"}, {"redeemed early", "已提前兑付"}}
	receivableStates = []text{{"none", "不存在"}, {"requested", "待确权"}, {"issued", "待签收"}, {"active", "有效"}, {"void", "已作废"}, {"cancelled", "已取消"}}
	means            = []text{{"none", "无"}, {"deposits", "存款"}, {"wire", "汇款"}}
	outcomes         = []text{{"open", "待答复"}, {"accepted", "已签收"}, {"rejected", "已驳回"}, {"withdrawn", "已撤回"}, {"lapsed", "已过期"}}
)

// companies are the names of the numbers that are companies' ids.
var companies = []string{
	"company", "sender", "obligor", "supplier", "to", "from", "by", "other", "holder", "bank", "cashBank", "addressee",
	"party", "SuspendCompany.id", "pledgee", "pledgor", "guarantor", "against", "grantor", "lost", "circle", "inviter", "member", "buyer",
}

// isCompany tells whether a field is a company's id.
func isCompany(context, name string) bool {
	if _, own := meanings()[context+"."+name]; own {
		name = context + "." + name
	}
	return slices.Contains(companies, name)
}

// bits says a set of flags, the first name being that of bit 0.
func bits(names []text) say {
	return func(s Speaker, v value) word {
		n, ok := number(v.raw)
		if !ok {
			return plain(s, v)
		}
		var set []string
		for i, name := range names {
			if n&(1<<i) != 0 {
				set = append(set, s.choose(name))
			}
		}
		if n>>len(names) != 0 || n == 0 {
			set = append(set, plain(s, v).text)
		}
		return word{strings.Join(set, s.choose(text{", ", "、"})), n != 0}
	}
}

// one says one of several states, the first name being that of zero.
func one(names []text) say {
	return func(s Speaker, v value) word {
		n, ok := number(v.raw)
		if !ok || n >= uint64(len(names)) {
			return plain(s, v)
		}
		return word{s.choose(names[n]), n != 0}
	}
}
