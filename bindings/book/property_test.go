package book

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestBookAndContractsDoTheSameActsAndHoldTheSame(t *testing.T) {
	keys := make(keyring)
	start := deploy(t, keys.desk(OperatorDesk, "Operator"), keys.desk(AuthorityDesk, "Authority"))
	acts := 0
	decisive, done := map[string]int{}, map[string]int{}
	rapid.Check(t, func(t *rapid.T) {
		tr, err := open(t, start, keys)
		if err != nil {
			t.Fatal(err)
		}
		t.Repeat(map[string]func(*rapid.T){"step": func(t *rapid.T) {
			tr.t = t
			if err := tr.step(); err != nil {
				t.Fatalf("%s\n%v", strings.Join(tr.log, "\n"), err)
			}
		}})
		if err := tr.compareSpent(); err != nil {
			t.Fatal(err)
		}
		acts += tr.acts
		for name, n := range tr.decisive {
			decisive[name] += n
		}
		for name, n := range tr.done {
			done[name] += n
		}
	})
	t.Logf("%d acts; done %v; refused %v", acts, done, decisive)
}
