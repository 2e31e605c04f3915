package phrase

import (
	"math/big"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/accounts/abi"
	"github.com/ethereum/go-ethereum/common"
)

// revert makes the revert data of a custom error.
func revert(t testing.TB, name string, args ...any) []byte {
	t.Helper()
	for _, contract := range all() {
		e, ok := contract.Errors[name]
		if !ok || len(e.Inputs) != len(args) {
			continue
		}
		data, err := e.Inputs.Pack(args...)
		if err != nil {
			t.Fatal(err)
		}
		return append(e.ID[:4:4], data...)
	}
	t.Fatalf("no error %s", name)
	return nil
}

func rule(id string) (b [32]byte) {
	copy(b[:], id)
	return b
}

func TestRefusalsAreSaidWithRuleClassAndHint(t *testing.T) {
	for name, tc := range map[string]struct {
		data   []byte
		rule   string
		class  Class
		en, zh string
	}{
		"above the line": {
			revert(t, "AboveLine", rule("V07.line"), uint32(31), uint16(156), big.NewInt(12_345)), "V07.line", Refused,
			"Northern Steel may owe 123.45 CNY more: rule V07.line.", "Northern Steel 的剩余额度为 123.45 CNY：规则 V07.line。",
		},
		"after the cutoff": {
			revert(t, "AfterCutoff", uint32(20_777), uint32(20_778)), "V08.cutoff-days", Refused,
			"The last day for transfers was 2026-11-20; today is 2026-11-21.", "最后可转让日为 2026-11-20，今日为 2026-11-21。",
		},
		"a stranger": {
			revert(t, "NotOperator", common.Address{1}, uint32(32)), "", Key,
			"Key 0x0100000000000000000000000000000000000000 does not act for Acme.", "密钥 0x0100000000000000000000000000000000000000 无权代表 Acme。",
		},
		"an over-spend": {
			revert(t, "NotInLot", big.NewInt(0), big.NewInt(500)), "", Conflict,
			"The lot now has units 1 to 500; the act is about others, or about more.", "该笔现为第 1 至 500 份；操作涉及的份额不在其中。",
		},
		"a lot that is not there": {
			revert(t, "NoLot", receivable, big.NewInt(99)), "", NotFound, "There is no lot R31-17:100.", "不存在 R31-17:100。",
		},
		"cash short": {
			revert(t, "CashShort", uint32(33), uint32(33), uint16(156), big.NewInt(100), big.NewInt(200)), "", Refused,
			"First Bank has 1.00 CNY to spend at First Bank, and needs 2.00 CNY.", "First Bank 在 First Bank 可用 1.00 CNY，需要 2.00 CNY。",
		},
		"a locked lot": {
			revert(t, "NotFree", uint8(2)), "", Conflict,
			"The lot is locked by an open proposal.", "该笔状态：因待答复的提议锁定。",
		},
		"a state of another version": {
			revert(t, "NotFree", uint8(9)), "", Conflict, "The lot is 9.", "该笔状态：9。",
		},
		"a bad field": {
			revert(t, "BadField", rule("face")), "", Refused, "The field face is out of range.", "字段 face 超出范围。",
		},
		"an absurd amount": {
			revert(t, "BadAmount", new(big.Int).Lsh(big.NewInt(1), 255)), "", Refused,
			"The amount must be above zero and at most " + new(big.Int).Lsh(big.NewInt(1), 255).String() + ".",
			"金额须大于零且不超过 " + new(big.Int).Lsh(big.NewInt(1), 255).String() + "。",
		},
	} {
		en, zh := Speaker{English, names}.Refusal(tc.data), Speaker{Chinese, names}.Refusal(tc.data)
		if en.Sentence != tc.en || zh.Sentence != tc.zh {
			t.Errorf("%s is said\n%s\n%s\nwant\n%s\n%s", name, en.Sentence, zh.Sentence, tc.en, tc.zh)
		}
		if en.Rule != tc.rule || en.Class != tc.class || en.Name == "" || en.Hint == "" || zh.Hint == "" {
			t.Errorf("%s: %+v; want rule %q and class %q", name, en, tc.rule, tc.class)
		}
	}
}

func TestARefusalIsAnErrorThatNamesItsRule(t *testing.T) {
	refused := Speaker{English, names}.Refusal(revert(t, "RegistrationNeeded", rule("V06.registration")))
	if got := refused.Error(); got != "It needs its number in the registry: rule V06.registration" {
		t.Errorf("%q", got)
	}
	late := Speaker{English, names}.Refusal(revert(t, "BadUntil", uint32(20_778)))
	if got := late.Error(); !strings.HasSuffix(got, "2026-11-21 (V14.answer-days)") {
		t.Errorf("%q", got)
	}
	if got := (Speaker{}).Refusal(nil).Error(); got != "The contract refused without a reason" {
		t.Errorf("%q", got)
	}
}

func TestDataThatIsNoErrorOfTheNetworkIsShownAsItIs(t *testing.T) {
	cash := revert(t, "CashShort", uint32(33), uint32(33), uint16(156), big.NewInt(100), big.NewInt(200))
	reason, err := abi.NewType("string", "", nil)
	if err != nil {
		t.Fatal(err)
	}
	text, err := abi.Arguments{{Type: reason}}.Pack("old\x1b contract")
	if err != nil {
		t.Fatal(err)
	}
	for name, tc := range map[string]struct {
		data []byte
		says string
	}{
		"nothing":                 {nil, "without a reason"},
		"one byte":                {[]byte{7}, "0x07"},
		"three bytes":             {[]byte{7, 8, 9}, "0x070809"},
		"an unknown selector":     {[]byte{1, 2, 3, 4}, "0x01020304"},
		"long and unknown":        {make([]byte, 2000), "…"},
		"an error cut short":      {cash[:20], "0x"},
		"a selector alone":        {cash[:4], "0x"},
		"a require with a text":   {append([]byte{0x08, 0xc3, 0x79, 0xa0}, text...), "old� contract"},
		"a text of absurd length": {append([]byte{0x08, 0xc3, 0x79, 0xa0}, make([]byte, 31)...), "0x08c379a0"},
		"an overflow":             {append([]byte{0x4e, 0x48, 0x7b, 0x71}, common.BigToHash(big.NewInt(0x11)).Bytes()...), "arithmetic"},
	} {
		got := Speaker{}.Refusal(tc.data)
		if got.Name != "" || got.Class != Refused || !strings.Contains(got.Sentence, tc.says) || got.Hint == "" {
			t.Errorf("%s: %+v; want a sentence with %q", name, got, tc.says)
		}
	}
}

func FuzzRefusalNeverPanics(f *testing.F) {
	f.Add([]byte{})
	f.Add(revert(f, "CashShort", uint32(33), uint32(33), uint16(156), big.NewInt(100), big.NewInt(200)))
	f.Add(revert(f, "OnHold", uint8(255)))
	f.Fuzz(func(t *testing.T, data []byte) {
		for _, language := range []Language{English, Chinese} {
			if got := (Speaker{Language: language}).Refusal(data); got.Sentence == "" || got.Hint == "" {
				t.Fatalf("%x is said %+v", data, got)
			}
		}
	})
}
