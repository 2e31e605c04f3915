package phrase

import (
	"fmt"
	"strings"
	"sync"

	"github.com/ethereum/go-ethereum/accounts/abi"

	"github.com/tallystick/tallystick/bindings/contracts"
)

// Class says what kind of refusal it is, for exit codes and HTTP statuses.
type Class string

const (
	// Refused by a rule, a limit or a contract: the act as such is not allowed.
	Refused Class = "refused"
	// Conflict: the state is another than the act assumes, or what it makes is there already.
	Conflict Class = "conflict"
	// Key: the key may not do this, or the signature is not its own.
	Key Class = "key"
	// NotFound: what the act names does not exist.
	NotFound Class = "notfound"
)

// Refusal is a contract's reason in words.
type Refusal struct {
	// Name of the custom error, "CashShort"; empty where the data hold none of the network's.
	Name string `json:"name,omitempty"`
	// Rule is the id of the rule that refuses, "V01.tenor-months", where one does.
	Rule string `json:"rule,omitempty"`
	// Class is Refused where the data hold none of the network's errors.
	Class Class `json:"class"`
	// Sentence says what is wrong, Hint what to do about it.
	Sentence string `json:"sentence"`
	Hint     string `json:"hint"`
}

// refusal is what is known of one custom error.
type refusal struct {
	class Class
	// rule is the id of the rule behind it, where the error does not carry it itself.
	rule       string
	says, hint text
}

var (
	saysNothing = text{"The contract refused without a reason.", "合约拒绝执行，未说明原因。"}
	hintNothing = text{
		"The call may have had too little gas, or there is no contract at the address: check the deployment with `tally doctor`.",
		"可能是燃料不足，或该地址没有合约：请用 `tally doctor` 检查部署。",
	}
	saysUnknown = text{"The contract refused with data that this version does not know: ", "合约拒绝执行，返回了本版本无法识别的数据："}
	saysReason  = text{"The contract refused: ", "合约拒绝执行："}
	hintReport  = text{"Report it with the act's id: this should not happen.", "请连同操作编号上报：这不应发生。"}
)

// errorsBySelector are all custom errors of the network, by selector.
var errorsBySelector = sync.OnceValue(func() map[[4]byte]abi.Error {
	found := make(map[[4]byte]abi.Error)
	for _, contract := range all() {
		for _, e := range contract.Errors {
			found[[4]byte(e.ID[:4])] = e
		}
	}
	return found
})

// all are the ABIs of the network's contracts.
func all() []abi.ABI {
	return []abi.ABI{
		contracts.NewCompanies().GetABI(), contracts.NewCircles().GetABI(), contracts.NewRules().GetABI(), contracts.NewLots().GetABI(),
		contracts.NewReceivables().GetABI(), contracts.NewLines().GetABI(), contracts.NewEvidence().GetABI(),
		contracts.NewSettlements().GetABI(), contracts.NewEndings().GetABI(), contracts.NewCash().GetABI(),
		contracts.NewDiscounts().GetABI(), contracts.NewPledges().GetABI(), contracts.NewGuarantees().GetABI(),
		contracts.NewRecourse().GetABI(), contracts.NewHolds().GetABI(), contracts.NewPaymentRuns().GetABI(),
		contracts.NewBatch().GetABI(),
	}
}

// Refusal reads a call's revert data. Data of any length and content are taken: what is not understood is shown as it is.
func (s Speaker) Refusal(data []byte) Refusal {
	if len(data) < 4 {
		if len(data) == 0 {
			return Refusal{Class: Refused, Sentence: s.choose(saysNothing), Hint: s.choose(hintNothing)}
		}
		return s.unknown(data)
	}
	selector := [4]byte(data[:4])
	if e, ok := errorsBySelector()[selector]; ok {
		values, err := e.Inputs.Unpack(data[4:])
		if err != nil {
			return s.unknown(data)
		}
		return s.explain(e, values)
	}
	// What the language itself raises: require with a text, and arithmetic that cannot be.
	if reason, err := abi.UnpackRevert(data); err == nil {
		return Refusal{Class: Refused, Sentence: s.choose(saysReason) + visible(reason), Hint: s.choose(hintReport)}
	}
	return s.unknown(data)
}

// explain puts a custom error into words.
func (s Speaker) explain(e abi.Error, values []any) Refusal {
	fields := make(map[string]any, len(values))
	for i, input := range e.Inputs {
		fields[input.Name] = values[i]
	}
	words := s.words(e.Name, fields)
	known, ok := refusals[e.Sig]
	if !ok {
		return Refusal{Name: e.Name, Class: Refused, Sentence: e.Name, Hint: s.choose(hintReport)}
	}
	rule := known.rule
	if named, ok := words["rule"]; ok {
		rule = named.text
	}
	return Refusal{
		Name: e.Name, Rule: rule, Class: known.class,
		Sentence: render(s.choose(known.says), words),
		Hint:     render(s.choose(known.hint), words),
	}
}

// unknown shows the data of an error that is none of the network's, cut where they are long.
func (s Speaker) unknown(data []byte) Refusal {
	shown := fmt.Sprintf("%#x", data[:min(len(data), 36)])
	if len(data) > 36 {
		shown += "…"
	}
	return Refusal{Class: Refused, Sentence: s.choose(saysUnknown) + shown, Hint: s.choose(hintReport)}
}

// Error is the sentence, and the rule where it does not name it: a Refusal can be returned as an error.
func (r Refusal) Error() string {
	sentence := strings.TrimRight(r.Sentence, ".。")
	if r.Rule == "" || strings.Contains(sentence, r.Rule) {
		return sentence
	}
	return sentence + " (" + r.Rule + ")"
}
