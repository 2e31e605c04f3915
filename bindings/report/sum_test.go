package report

import (
	"errors"
	"math/big"
	"testing"

	"pgregory.net/rapid"

	"github.com/tallystick/tallystick/bindings/amount"
)

func TestATotalOfVeryManyLargestAmountsDoesNotOverflow(t *testing.T) {
	total := Sum{}
	for range 100_000 {
		total = total.Plus(SumOf(amount.Max))
	}
	if got, want := total.String(), "92,000,000,000,000,000,000.00"; got != want {
		t.Errorf("%s; want %s", got, want)
	}
	if got := SumFromUnits(1<<64 - 1).Plus(SumFromUnits(1)).Plain(); got != "184467440737095516.16" {
		t.Error(got)
	}
}

func TestASumIsWrittenAndReadBack(t *testing.T) {
	for units, want := range map[int64][2]string{
		0: {"0.00", "0.00"}, 1: {"0.01", "0.01"}, -1: {"-0.01", "-0.01"}, 100: {"1.00", "1.00"},
		300_000_000: {"3,000,000.00", "3000000.00"}, -12_345_678: {"-123,456.78", "-123456.78"},
	} {
		s := SumFromBig(big.NewInt(units))
		if s.String() != want[0] || s.Plain() != want[1] {
			t.Errorf("%d is %s and %s; want %v", units, s, s.Plain(), want)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		n := new(big.Int).SetBytes(rapid.SliceOfN(rapid.Byte(), 0, 14).Draw(t, "bytes"))
		if rapid.Bool().Draw(t, "negative") {
			n.Neg(n)
		}
		text, err := SumFromBig(n).MarshalText()
		var back Sum
		if err := errors.Join(err, back.UnmarshalText(text)); err != nil || back.Big().Cmp(n) != 0 {
			t.Fatalf("%s is %s, read back as %s, %v", n, text, back, err)
		}
	})
}

func TestTextsThatAreNoSumAreRefused(t *testing.T) {
	for _, text := range []string{"", "1", "1.0", "1.000", ".00", "-.00", "+1.00", "1.-1", "1,000.00", "a.00", "1.0a", "1e3.00", " 1.00", "--1.00"} {
		var s Sum
		if err := s.UnmarshalText([]byte(text)); !errors.Is(err, amount.ErrFormat) {
			t.Errorf("%q is %s, %v; want ErrFormat", text, s, err)
		}
	}
}

func TestANilNumberIsNothing(t *testing.T) {
	n := big.NewInt(5)
	s := SumFromBig(n)
	n.SetInt64(7)
	if s.Plain() != "0.05" || SumFromBig(nil).Sign() != 0 || !(Sum{}).Equal(SumOf()) {
		t.Errorf("%s, %s", s, SumFromBig(nil))
	}
	s.Big().SetInt64(9)
	if s.Plain() != "0.05" || s.Minus(SumOf(7)).Plain() != "-0.02" {
		t.Errorf("%s changed", s)
	}
}
