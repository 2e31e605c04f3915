package deployment

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/google/go-cmp/cmp"

	"github.com/tallystick/tallystick/bindings/calendar"
)

// sample is a deployment that needs no chain.
func sample() *Deployment {
	d := &Deployment{
		Version: Version, Name: "sample", ChainID: 7, GenesisHash: common.Hash{1}, Block: 3, Clock: calendar.China(), Salt: common.Hash{2},
		Rules: []string{"CN-2026"}, Contracts: make(map[string]Contract),
	}
	for i, name := range Names() {
		d.Contracts[name] = Contract{Address: common.Address{byte(i + 1)}, CodeHash: common.Hash{byte(i + 1)}}
	}
	return d
}

func TestADeploymentIsSavedWholeAndReadBack(t *testing.T) {
	file := filepath.Join(t.TempDir(), "deployment.json")
	want := sample()
	for range 2 {
		if err := want.Save(file); err != nil {
			t.Fatal(err)
		}
	}
	got, err := Load(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	left, err := os.ReadDir(filepath.Dir(file))
	if err != nil || len(left) != 1 {
		t.Errorf("beside it: %v, %v", left, err)
	}
	if got.NameAt(want.Address("Lots")) != "Lots" || got.NameAt(common.Address{99}) != "" || got.Address("None") != (common.Address{}) {
		t.Error("names and addresses do not match")
	}
}

func TestFilesThatAreNoDeploymentAreRefused(t *testing.T) {
	encoded, err := json.Marshal(sample())
	if err != nil {
		t.Fatal(err)
	}
	text := string(encoded)
	for name, edit := range map[string][2]string{
		"an unknown field":    {`"version":1`, `"version":1,"extra":1`},
		"another version":     {`"version":1`, `"version":2`},
		"no name":             {`"name":"sample"`, `"name":""`},
		"no chain id":         {`"chainId":7`, `"chainId":0`},
		"a negative chain id": {`"chainId":7`, `"chainId":-7`},
		"no genesis":          {`"genesisHash":"0x01`, `"genesisHash":"0x00`},
		"no salt":             {`"salt":"0x02`, `"salt":"0x00`},
		"a contract missing":  {`"Lots"`, `"Slots"`},
		"a short address":     {`"address":"0x0100`, `"address":"0x01`},
		"two at one address":  {`"address":"0x02`, `"address":"0x01`},
		"no rules":            {`["CN-2026"]`, `[]`},
		"a day of no length":  {`"dayLength":86400`, `"dayLength":0`},
		"an impossible day":   {`"baseDay":"1970-01-02"`, `"baseDay":"1970-02-30"`},
		"something after":     {`{"version"`, `{} {"version"`},
	} {
		edited := strings.Replace(text, edit[0], edit[1], 1)
		if edited == text {
			t.Errorf("%s: %q is not in %s", name, edit[0], text)
		}
		if _, err := Parse([]byte(edited)); !errors.Is(err, ErrFormat) {
			t.Errorf("%s: %v; want ErrFormat", name, err)
		}
	}
	if _, err := Load(filepath.Join(t.TempDir(), "none.json")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("no file: %v", err)
	}
	broken := sample()
	broken.Name = ""
	if err := broken.Save(filepath.Join(t.TempDir(), "d.json")); !errors.Is(err, ErrFormat) {
		t.Errorf("an incomplete one was saved: %v", err)
	}
}

func TestPlansThatCannotBeAreRefusedBeforeAnythingIsSent(t *testing.T) {
	good := Plan{
		Name: "n", Clock: calendar.China(),
		Operator:  Desk{"Operator", "OP", common.Address{1}},
		Authority: Desk{"Authority", "AU", common.Address{2}},
		Rules:     ChinaRules(),
	}
	if err := good.Check(); err != nil {
		t.Fatal(err)
	}
	for name, spoil := range map[string]func(*Plan){
		"no name":          func(p *Plan) { p.Name = "" },
		"no day":           func(p *Plan) { p.Clock.DayLength = 0 },
		"nameless desk":    func(p *Plan) { p.Operator.Name = "" },
		"long name":        func(p *Plan) { p.Operator.Name = strings.Repeat("n", 257) },
		"no registration":  func(p *Plan) { p.Authority.Registration = "" },
		"no key":           func(p *Plan) { p.Authority.Key = common.Address{} },
		"one key":          func(p *Plan) { p.Authority.Key = p.Operator.Key },
		"one registration": func(p *Plan) { p.Authority.Registration = p.Operator.Registration },
		"a long rule id":   func(p *Plan) { p.Rules = []RuleSet{{"S", []RuleValue{{ID: strings.Repeat("r", 33)}}}} },
		"a negative rule":  func(p *Plan) { p.Rules = []RuleSet{{"S", []RuleValue{{ID: "r", Value: -1}}}} },
	} {
		plan := good
		spoil(&plan)
		if err := plan.Check(); !errors.Is(err, ErrPlan) {
			t.Errorf("%s: %v; want ErrPlan", name, err)
		}
	}
}
