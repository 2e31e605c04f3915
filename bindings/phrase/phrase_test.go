package phrase

import (
	"errors"
	"math/big"
	"regexp"
	"strings"
	"testing"
	"unicode"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"

	"github.com/tallystick/tallystick/bindings/act"
	"github.com/tallystick/tallystick/bindings/contracts"
	"github.com/tallystick/tallystick/bindings/ref"
)

// town is a directory that knows currencies too.
type town struct{ Directory }

func (town) Currency(ref.Obligation) string { return "CNY" }

var names = town{Directory{31: "Northern Steel", 32: "Acme", 33: "First Bank", 34: "Bolt"}}

var receivable = ref.Obligation{Module: ref.Receivables, Company: 31, Serial: 17}.Big()

func both(t *testing.T, say func(Speaker) string) (en, zh string) {
	t.Helper()
	return say(Speaker{English, names}), say(Speaker{Chinese, names})
}

func TestActsAreSaidAsPeopleSayThem(t *testing.T) {
	for _, tc := range []struct {
		message any
		en, zh  string
	}{
		{
			contracts.Transfer{Company: 32, Obligation: receivable, Lot: big.NewInt(0), Start: big.NewInt(0), End: big.NewInt(300_000_000), To: 31},
			"Transfer 3,000,000.00 CNY of R31-17, units 1-300,000,000, to Northern Steel",
			"将 R31-17 的第 1-300,000,000 份（3,000,000.00 CNY）转让给 Northern Steel",
		}, {
			contracts.Transfer{
				Company: 32, Obligation: receivable, Lot: big.NewInt(0), Start: big.NewInt(1), End: big.NewInt(2), To: 77, Recourse: true, Until: 20_778,
			},
			"Transfer 0.01 CNY of R31-17, units 2-2, to company 77, with recourse, to be answered by 2026-11-21",
			"将 R31-17 的第 2-2 份（0.01 CNY）转让给 77 号公司，附追索权，最迟 2026-11-21 答复",
		}, {
			contracts.AcceptTransfer{Company: 34, Obligation: receivable, Lot: big.NewInt(300_000_000)},
			"Accept the transfer of lot R31-17:300000001",
			"签收 R31-17:300000001 的转让",
		}, {
			contracts.Split{Company: 34, Obligation: receivable, Lot: big.NewInt(0), Middle: big.NewInt(300_000_000)},
			"Split lot R31-17:1: a new lot begins at unit 300,000,001",
			"拆分 R31-17:1：自第 300,000,001 份起另成一笔",
		}, {
			contracts.IssueReceivable{Company: 31, Serial: 18, Supplier: 32, Face: big.NewInt(1_000_000_000), Currency: 156, Due: 20_958, Ref: "0311:8841"},
			"Issue R31-18 to Acme: 10,000,000.00 CNY, to be paid on 2027-05-20 to whoever holds it then, reference 0311:8841",
			"向 Acme 开立 R31-18：10,000,000.00 CNY，2027-05-20 向届时持有人付款，业务号 0311:8841",
		}, {
			contracts.AcceptFrom{Company: 32, Sender: 31, Min: big.NewInt(1), Max: big.NewInt(100_000_000), Until: 20_958},
			"Accept unasked what Northern Steel transfers or issues, from 0.01 to 1,000,000.00 each, until 2027-05-20",
			"自动签收 Northern Steel 转让或开立的凭证，每笔 0.01 至 1,000,000.00，至 2027-05-20 止",
		}, {
			contracts.AcceptFrom{Company: 32, Sender: 31, Obligor: 31, Min: big.NewInt(0), Max: big.NewInt(0)},
			"Accept nothing unasked from Northern Steel any more, as to debts of Northern Steel",
			"不再自动签收 Northern Steel 的凭证（Northern Steel 的债务）",
		}, {
			contracts.SetOperator{Company: 31, Key: common.Address{1}, Roles: 3, Limit: big.NewInt(noLimit), Daily: big.NewInt(500)},
			"Let key 0x0100000000000000000000000000000000000000 act for Northern Steel as maker, checker, up to 5.00 a day",
			"授权密钥 0x0100000000000000000000000000000000000000 以经办、复核身份代表 Northern Steel，每日不超过 5.00",
		}, {
			contracts.SetThreshold{Company: 31, DualAbove: big.NewInt(noLimit)},
			"Have one operator of Northern Steel sign, whatever the amount",
			"Northern Steel 的操作不论金额一人签署即可",
		}, {
			contracts.Quote{
				Company: 33, Obligation: receivable, Lot: big.NewInt(0), Start: big.NewInt(0), End: big.NewInt(80_000_000), Holder: 34, Rate: 42_000,
				DayCount: 1, CashBank: 33, Until: 20_787,
			},
			"Offer Bolt to buy 800,000.00 CNY of R31-17, units 1-80,000,000, at 4.20 % a year (act/360), until 2026-11-30",
			"向 Bolt 报价买入 R31-17 的第 1-80,000,000 份（800,000.00 CNY），年利率 4.20 %（act/360），有效至 2026-11-30",
		},
	} {
		en, zh := both(t, func(s Speaker) string {
			said, err := s.Act(tc.message)
			if err != nil {
				t.Error(err)
			}
			return said
		})
		if en != tc.en || zh != tc.zh {
			t.Errorf("%T is said\n%s\n%s\nwant\n%s\n%s", tc.message, en, zh, tc.en, tc.zh)
		}
	}
}

func TestWhatIsNoActIsNotSaid(t *testing.T) {
	if said, err := (Speaker{}).Act("Transfer"); !errors.Is(err, act.ErrUnknownAct) {
		t.Errorf("%q, %v", said, err)
	}
	if said, err := (Speaker{}).Act(contracts.Split{}); !errors.Is(err, act.ErrField) {
		t.Errorf("%q, %v", said, err)
	}
}

func TestNamesCannotMoveTheCursor(t *testing.T) {
	speaker := Speaker{Names: Directory{31: "Evil\x1b[2J\u202e"}}
	said, err := speaker.Act(contracts.NameVendor{Company: 31, Supplier: 32, Number: "a\nb"})
	if err != nil || strings.ContainsFunc(said, func(r rune) bool { return !unicode.IsPrint(r) }) {
		t.Errorf("%q, %v", said, err)
	}
}

// named finds the words that a template asks for.
var named = regexp.MustCompile(`\{(\w+)\}|\[[?!](\w+):`)

// checkTemplate proves that a template has both languages, balanced brackets, and no word that its fields do not give.
func checkTemplate(t *testing.T, what string, template text, fields map[string]word) {
	t.Helper()
	for language, form := range map[string]string{"en": template.en, "zh": template.zh} {
		if strings.TrimSpace(form) == "" {
			t.Errorf("%s has no words in %s", what, language)
		}
		if strings.Count(form, "[") != strings.Count(form, "]") || strings.Count(form, "{") != strings.Count(form, "}") {
			t.Errorf("%s in %s: brackets of %q", what, language, form)
		}
		for _, match := range named.FindAllStringSubmatch(form, -1) {
			if name := match[1] + match[2]; fields[name] == (word{}) {
				t.Errorf("%s in %s asks for %q, which it has not", what, language, name)
			}
		}
	}
	han := strings.ContainsFunc(template.zh, func(r rune) bool { return unicode.Is(unicode.Han, r) })
	if !han || strings.ContainsFunc(template.en, func(r rune) bool { return unicode.Is(unicode.Han, r) }) {
		t.Errorf("%s: %q and %q are not English and Chinese", what, template.en, template.zh)
	}
}

// fieldWords are words for every field name, so that each is known.
func fieldWords(fields []string) map[string]word {
	words := map[string]word{"units": {"1-2", true}, "worth": {"0.02", true}, "self": {"R1-1", true}, "run": {"P1-1", true}}
	for _, name := range fields {
		words[name] = word{"x", true}
		if name == "instalments" {
			words["instalmentsTotal"], words["instalmentsLast"] = word{"3.00", true}, word{"2027-05-20", true}
		}
	}
	return words
}

func TestEveryActHasItsSentenceInBothLanguages(t *testing.T) {
	for _, kind := range act.Kinds() {
		var fields []string
		for _, f := range kind.Fields() {
			fields = append(fields, f.Name)
		}
		checkTemplate(t, kind.Name, acts[kind.Name], fieldWords(fields))
	}
	if len(acts) != len(act.Kinds()) {
		t.Errorf("%d sentences for %d acts", len(acts), len(act.Kinds()))
	}
}

func TestEveryErrorHasItsSentenceAndHintInBothLanguages(t *testing.T) {
	fields := map[string][]string{}
	for _, contract := range all() {
		for _, e := range contract.Errors {
			fields[e.Sig] = append(fields[e.Sig], "")
			for _, input := range e.Inputs {
				fields[e.Sig] = append(fields[e.Sig], input.Name)
			}
		}
	}
	for signature, names := range fields {
		known, ok := refusals[signature]
		if !ok {
			t.Errorf("%s has no words", signature)
			continue
		}
		checkTemplate(t, signature, known.says, fieldWords(names))
		checkTemplate(t, signature+" hint", known.hint, fieldWords(names))
		if known.class != Refused && known.class != Conflict && known.class != Key && known.class != NotFound {
			t.Errorf("%s is of class %q", signature, known.class)
		}
	}
	for signature := range refusals {
		if _, ok := fields[signature]; !ok {
			t.Errorf("%s is no error of the network any more", signature)
		}
	}
}

func TestEveryEventHasItsSentenceInBothLanguages(t *testing.T) {
	seen := map[string]bool{}
	for _, contract := range all() {
		for _, e := range contract.Events {
			var fields []string
			for _, input := range e.Inputs {
				fields = append(fields, input.Name)
				fields = append(fields, input.Type.TupleRawNames...)
			}
			checkTemplate(t, e.Name, events[e.Name], fieldWords(fields))
			if seen[e.Name] {
				t.Errorf("two events are called %s", e.Name)
			}
			seen[e.Name] = true
		}
	}
	if len(events) != len(seen) {
		t.Errorf("%d sentences for %d events", len(events), len(seen))
	}
}

func TestEventsAreSaidFromTheirLogs(t *testing.T) {
	lots := contracts.NewLots().GetABI()
	transferred := lots.Events["Transferred"]
	data, err := transferred.Inputs.NonIndexed().Pack(big.NewInt(0), big.NewInt(0), big.NewInt(300_000_000))
	if err != nil {
		t.Fatal(err)
	}
	log := &types.Log{
		Topics: []common.Hash{transferred.ID, common.BigToHash(receivable), common.BigToHash(big.NewInt(32)), common.BigToHash(big.NewInt(31))},
		Data:   data,
	}
	en, zh := both(t, func(s Speaker) string {
		said, err := s.Event(log)
		if err != nil {
			t.Error(err)
		}
		return said
	})
	if en != "Acme transferred 3,000,000.00 CNY of R31-17, units 1-300,000,000, to Northern Steel" ||
		zh != "Acme 将 R31-17 的第 1-300,000,000 份（3,000,000.00 CNY）转让给 Northern Steel" {
		t.Errorf("%s\n%s", en, zh)
	}
	for name, bad := range map[string]*types.Log{
		"none": nil, "no topics": {}, "unknown": {Topics: []common.Hash{{1}}},
		"short of a topic": {Topics: log.Topics[:3], Data: data}, "short of data": {Topics: log.Topics, Data: data[:40]},
	} {
		if said, err := (Speaker{}).Event(bad); !errors.Is(err, ErrUnknownEvent) {
			t.Errorf("%s: %q, %v; want ErrUnknownEvent", name, said, err)
		}
	}
}

func TestTheActInsideAnEventIsLaidOpen(t *testing.T) {
	receivables := contracts.NewReceivables().GetABI()
	issued := receivables.Events["Issued"]
	terms := contracts.IssueReceivable{
		Company: 31, Serial: 17, Supplier: 32, Face: big.NewInt(1_000_000_000), Currency: 156, Due: 20_958, Rules: 1, Ref: "0311:8841",
	}
	data, err := issued.Inputs.NonIndexed().Pack([32]byte{1}, terms)
	if err != nil {
		t.Fatal(err)
	}
	said, err := Speaker{English, names}.Event(&types.Log{
		Topics: []common.Hash{issued.ID, common.BigToHash(receivable), common.BigToHash(big.NewInt(31)), common.BigToHash(big.NewInt(32))},
		Data:   data,
	})
	if want := "Northern Steel issued R31-17 to Acme: 10,000,000.00 CNY, due 2027-05-20, reference 0311:8841"; err != nil || said != want {
		t.Errorf("%q, %v; want %q", said, err, want)
	}
}
