package currency

import (
	"encoding/json"
	"errors"
	"regexp"
	"strings"
	"testing"
)

func TestCurrenciesAreReadByLettersOrNumber(t *testing.T) {
	for text, want := range map[string]Code{
		"CNY": CNY, "cny": CNY, " usd ": USD, "156": CNY, "978": EUR, "HKD": HKD, "8": 8, "008": 8, "GBP": 826,
	} {
		if got, err := Parse(text); err != nil || got != want {
			t.Errorf("Parse(%q) = %d, %v; want %d", text, got, err, want)
		}
	}
	if CNY.String() != "CNY" || Code(8).String() != "ALL" || Code(392).String() != "JPY" || Code(1).String() != "001" {
		t.Error("currencies print otherwise than by their letters")
	}
}

func TestOtherCurrenciesAreRefusedWithTheReason(t *testing.T) {
	for text, want := range map[string]error{
		"JPY": ErrDecimals, "392": ErrDecimals, "KWD": ErrDecimals, "KRW": ErrDecimals,
		"": ErrUnknown, "RMB": ErrUnknown, "XXX": ErrUnknown, "XAU": ErrUnknown, "999": ErrUnknown, "0": ErrUnknown, "000": ErrUnknown,
		"-156": ErrUnknown, "70000": ErrUnknown, "人民币": ErrUnknown, "NY1": ErrUnknown, "CNYUSD": ErrUnknown, "HRK": ErrUnknown,
		"USN": ErrUnknown, "Y15": ErrUnknown,
	} {
		if got, err := Parse(text); !errors.Is(err, want) || got != 0 {
			t.Errorf("Parse(%q) = %d, %v; want %v", text, got, err, want)
		}
	}
}

func TestTheTablesAreWellFormedAndWithoutDoubles(t *testing.T) {
	letters, numbers := map[string]bool{}, map[string]bool{}
	form := regexp.MustCompile(`^[A-Z]{3}[0-9]{3}$`)
	for _, e := range strings.Fields(twoDecimals + otherDecimals) {
		if !form.MatchString(e) || letters[e[:3]] || numbers[e[3:]] {
			t.Errorf("entry %q is malformed or a double", e)
		}
		letters[e[:3]], numbers[e[3:]] = true, true
	}
	if len(twoDecimals)%entry != 0 || len(otherDecimals)%entry != 0 || len(letters) != 154 {
		t.Errorf("%d currencies in tables of %d and %d bytes", len(letters), len(twoDecimals), len(otherDecimals))
	}
}

func TestEveryCurrencyPrintsAndParsesBack(t *testing.T) {
	for _, e := range strings.Fields(twoDecimals) {
		byLetters, err := Parse(e[:3])
		if err != nil {
			t.Errorf("%s: %v", e, err)
		}
		if byNumber, err := Parse(e[3:]); err != nil || byNumber != byLetters || byNumber.String() != e[:3] {
			t.Errorf("%s: by number %s, %v", e, byNumber, err)
		}
	}
}

func TestCurrenciesAreLettersInJSON(t *testing.T) {
	text, err := json.Marshal(map[string]Code{"currency": CNY})
	if err != nil || string(text) != `{"currency":"CNY"}` {
		t.Fatalf("%s, %v", text, err)
	}
	var got struct{ Currency Code }
	if err := json.Unmarshal([]byte(`{"currency":"JPY"}`), &got); !errors.Is(err, ErrDecimals) {
		t.Errorf("yen: %v; want ErrDecimals", err)
	}
	if err := json.Unmarshal(text, &got); err != nil || got.Currency != CNY {
		t.Errorf("%v, %v", got, err)
	}
}
