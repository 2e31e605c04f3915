package ref_test

import (
	"errors"
	"math/big"
	"testing"

	"github.com/tallystick/tallystick/bindings/ref"
)

func TestARunHasOneNameAndOneNumber(t *testing.T) {
	run := ref.Run{Company: 41, Serial: 7}
	if run.String() != "P41-7" || run.Big().Cmp(new(big.Int).Add(new(big.Int).Lsh(big.NewInt(41), 64), big.NewInt(7))) != 0 {
		t.Fatalf("name %s, number %s", run, run.Big())
	}
	if read, err := ref.ParseRun(" p41-7 "); err != nil || read != run {
		t.Fatalf("read %v: %v", read, err)
	}
	if read, err := ref.RunFromBig(run.Big()); err != nil || read != run {
		t.Fatalf("from its number %v: %v", read, err)
	}
	most := ref.Run{Company: ^uint32(0), Serial: ^uint64(0)}
	if read, err := ref.RunFromBig(most.Big()); err != nil || read != most {
		t.Fatalf("the largest: %v, %v", read, err)
	}
}

func TestWhatIsNoRunIsRefused(t *testing.T) {
	for _, text := range []string{"", "P", "P41", "R41-7", "P0-7", "P041-7", "P41-", "P41-07", "P4294967296-1", "P41-18446744073709551616"} {
		if run, err := ref.ParseRun(text); !errors.Is(err, ref.ErrFormat) {
			t.Errorf("%q is read as %v: %v", text, run, err)
		}
	}
	for _, n := range []*big.Int{nil, big.NewInt(0), big.NewInt(-1), new(big.Int).Lsh(big.NewInt(1), 96)} {
		if run, err := ref.RunFromBig(n); !errors.Is(err, ref.ErrFormat) {
			t.Errorf("%v is read as %v: %v", n, run, err)
		}
	}
}
