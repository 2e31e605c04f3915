package book

import (
	"flag"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// TestMain makes a run of the property as long as a test may be, unless the flags say otherwise. A long one, and a failure again:
//
//	go test ./bindings/book -run Book -timeout 0 -rapid.checks=10000 -rapid.steps=300
//	go test ./bindings/book -run Book -rapid.seed=SEED
func TestMain(m *testing.M) {
	flag.Parse()
	length := map[string]string{"rapid.checks": "15", "rapid.steps": "150"}
	flag.Visit(func(f *flag.Flag) { delete(length, f.Name) })
	for name, value := range length {
		if err := flag.Set(name, value); err != nil {
			panic(err)
		}
	}
	os.Exit(m.Run())
}

func TestBookAndContractsDoTheSameActsAndHoldTheSame(t *testing.T) {
	start := deploy(t)
	all := newTally()
	rapid.Check(t, func(t *rapid.T) {
		tr, err := open(start, rightly)
		if err != nil {
			t.Fatal(err)
		}
		t.Repeat(map[string]func(*rapid.T){"act": func(t *rapid.T) {
			// Dice, because rapid's own choices fall on the first of a list more often than on others, so that most companies would soon be
			// suspended and most debts overdue, and little tried.
			dice := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "dice"), rapid.Uint64().Draw(t, "more dice")))
			if err := tr.step(dice); err != nil {
				t.Fatalf("%s\n%v", strings.Join(tr.log, "\n"), err)
			}
		}})
		if err := tr.compareRest(); err != nil {
			t.Fatalf("%s\n%v", strings.Join(tr.log, "\n"), err)
		}
		all.add(tr.tally)
	})
	t.Logf("%d acts; done %v; refused %v; of these for one reason only %v", all.acts, all.done, all.refused, all.decisive)
	var untried []string
	for _, e := range reasons() {
		if all.refused[e.Name] == 0 && !slices.Contains(untried, e.Name) {
			untried = append(untried, e.Name)
		}
	}
	slices.Sort(untried)
	t.Logf("refusals that were not tried: %v", untried)
}
