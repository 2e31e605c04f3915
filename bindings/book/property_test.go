package book

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestBookAndContractsDoTheSameActsAndHoldTheSame(t *testing.T) {
	keys := make(keyring)
	start := deploy(t, keys.desk(OperatorDesk, "Operator"), keys.desk(AuthorityDesk, "Authority"))
	all := newTally()
	rapid.Check(t, func(t *rapid.T) {
		tr, err := open(start, keys)
		if err != nil {
			t.Fatal(err)
		}
		t.Repeat(map[string]func(*rapid.T){"step": func(t *rapid.T) {
			if err := tr.step(t); err != nil {
				t.Fatalf("%s\n%v", strings.Join(tr.log, "\n"), err)
			}
		}})
		if err := tr.compareRest(); err != nil {
			t.Fatal(err)
		}
		all.add(tr.tally)
	})
	t.Logf("%d acts; done %v; refused for one reason %v", all.acts, all.done, all.decisive)
}
