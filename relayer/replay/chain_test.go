package replay_test

import (
	"fmt"
	"math/big"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tallystick/tallystick/bindings/act"
	"github.com/tallystick/tallystick/bindings/contracts"
	"github.com/tallystick/tallystick/bindings/phrase"
	"github.com/tallystick/tallystick/bindings/ref"
	"github.com/tallystick/tallystick/relayer/chain"
	"github.com/tallystick/tallystick/relayer/index"
	"github.com/tallystick/tallystick/relayer/internal/ground"
	"github.com/tallystick/tallystick/relayer/replay"
)

const (
	bankID, obligorID, acmeID, boltID = 10, 31, 41, 42
	cny                               = 156
	// lax and strict are rule sets of this test's: the one refuses nothing that the other does.
	lax, strict = 4, 5
)

// past is a network where things happen under one rule set, and are tried under another.
type past struct {
	*ground.Ground
	t      *testing.T
	keys   map[uint32]act.KeySigner
	serial uint64
}

func newPast(t *testing.T) *past {
	p := &past{Ground: ground.New(t), t: t}
	bank, obligor := p.Admit(bankID, "First Bank", index.Bank), p.Admit(obligorID, "Northern Steel", index.Obligor)
	acme, bolt := p.Admit(acmeID, "Acme", 0), p.Admit(boltID, "Bolt", 0)
	p.keys = map[uint32]act.KeySigner{
		ground.AuthorityDesk: p.Authority, bankID: bank.Key, obligorID: obligor.Key, acmeID: acme.Key, boltID: bolt.Key,
	}
	p.do(contracts.GrantLine{Company: bankID, Obligor: obligorID, Currency: cny, Amount: 1e12})
	p.do(contracts.MintCash{Company: bankID, To: bankID, Currency: cny, Amount: big.NewInt(1e9), Ref: "own"})
	for _, pair := range [][2]uint32{{acmeID, obligorID}, {acmeID, boltID}, {boltID, acmeID}} {
		p.do(contracts.AcceptFrom{
			Company: pair[0], Sender: pair[1], Max: big.NewInt(1e12), Min: big.NewInt(1), Until: uint32(p.Today()) + 365,
		})
	}
	p.publish(lax, map[string]int64{})
	p.publish(strict, map[string]int64{
		"V01.tenor-months": 6, "V01.justify-months": 3, "V06.registration": 1, "C09.registration": 1, "V08.cutoff-days": 2,
		"V08.max-depth": 2, "V08.max-lots": 3, "V08.max-hops": 2, "V12.evidence": 1,
	})
	p.Wait(1)
	return p
}

// publish defines a set that begins tomorrow: long tenors and no limits but these.
func (p *past) publish(set uint16, limits map[string]int64) {
	p.t.Helper()
	from := uint32(p.Today()) + 1
	p.do(contracts.NameRuleSet{Company: ground.AuthorityDesk, Set: set, Name: fmt.Sprint("SET-", set), From: from})
	values := map[string]int64{
		"V01.tenor-months": 12, "V01.justify-months": 12, "V06.registration": 0, "C09.registration": 0, "C09.notice-days": 0, "V07.line": 1,
		"V07.default": 1, "V08.cutoff-days": 0, "V08.max-depth": 0, "V08.max-lots": 0, "V08.max-hops": 0, "V08.alert": 0, "V11.births": 1,
		"V12.evidence": 0, "V14.answer-days": 30, "V14.sme-days": 60, "V15.confirm-days": 30, "V17.late-rate": 500, "V18.grace-days": 3,
		"K01.recovery-days": 30,
	}
	for id, value := range values {
		if limit, set := limits[id]; set {
			value = limit
		}
		rule := contracts.DefineRule{Company: ground.AuthorityDesk, Set: set, Value: big.NewInt(value), From: from, Source: "this test"}
		copy(rule.Id[:], id)
		p.do(rule)
	}
}

func (p *past) do(message any) act.Signed {
	p.t.Helper()
	signed := p.sign(message)
	p.Do(signed)
	return signed
}

// sale is a financing: the bank's quote and the holder's taking of it.
type sale struct{ quote contracts.Quote }

func (s sale) signed(p *past) act.Signed {
	p.t.Helper()
	quote := p.Sign(p.keys[bankID], s.quote)
	hash, err := quote.StructHash()
	if err != nil {
		p.t.Fatal(err)
	}
	taken, err := p.Sign(p.keys[s.quote.Holder], contracts.TakeQuote{Company: s.quote.Holder, Quote: hash, Least: big.NewInt(1)}).WithQuote(quote)
	if err != nil {
		p.t.Fatal(err)
	}
	return taken
}

// sign signs a message by its company's key; who takes a quote carries the bank's signed one.
func (p *past) sign(message any) act.Signed {
	p.t.Helper()
	if s, ok := message.(sale); ok {
		return s.signed(p)
	}
	company, err := act.Company(message)
	if err != nil {
		p.t.Fatal(err)
	}
	return p.Sign(p.keys[company], message)
}

// refusal is the rule by which the contracts refuse an act now; empty where they would do it.
func (p *past) refusal(message any) string {
	p.t.Helper()
	signed := p.sign(message)
	calldata, err := signed.Calldata()
	if err != nil {
		p.t.Fatal(err)
	}
	target, err := signed.Target()
	if err != nil {
		p.t.Fatal(err)
	}
	_, err = p.Node.Ask(p.t.Context(), chain.Call{From: p.Payer, To: p.Deployment.Address(target), Data: calldata})
	if err == nil {
		return ""
	}
	raw, reverted := chain.IsRevert(err)
	if !reverted {
		p.t.Fatal(err)
	}
	r := phrase.Speaker{}.Refusal(raw)
	if r.Rule == "" {
		p.t.Fatalf("%s is refused by no rule: %s", signed.Name(), r.Sentence)
	}
	return r.Rule
}

// story is what happens to one receivable: its birth, which may be refused itself, and acts of which only the last may be.
type story struct {
	name  string
	birth func(*contracts.IssueReceivable)
	// asked lets the supplier ask for it.
	asked bool
	acts  []func(ref.Obligation) any
	// late is after how many days the last act happens.
	late int
	// act and rule are what another set finds.
	act, rule string
}

func move(from, to uint32, lot, start, end int64) func(ref.Obligation) any {
	return func(id ref.Obligation) any {
		return contracts.Transfer{
			Company: from, Obligation: id.Big(), Lot: big.NewInt(lot), Start: big.NewInt(start), End: big.NewInt(end), To: to,
		}
	}
}

func split(lot, middle int64) func(ref.Obligation) any {
	return func(id ref.Obligation) any {
		return contracts.Split{Company: acmeID, Obligation: id.Big(), Lot: big.NewInt(lot), Middle: big.NewInt(middle)}
	}
}

func (p *past) sells(registration string, opinion byte) func(ref.Obligation) any {
	return func(id ref.Obligation) any {
		p.serial++
		return sale{contracts.Quote{
			Company: bankID, Obligation: id.Big(), Lot: new(big.Int), Start: new(big.Int), End: big.NewInt(1_000), Holder: acmeID, Rate: 100, DayCount: 1,
			CashBank: bankID, Until: uint32(p.Today()), Registration: registration, Opinion: [32]byte{opinion}, Serial: p.serial,
		}}
	}
}

func (p *past) stories() []story {
	pledge := func(id ref.Obligation) any {
		return contracts.PledgeLot{
			Company: acmeID, Obligation: id.Big(), Lot: new(big.Int), Start: new(big.Int), End: big.NewInt(1_000), Pledgee: bankID,
			Secured: big.NewInt(500), DebtDue: uint32(p.Today()) + 5,
		}
	}
	long := func(days uint32) func(*contracts.IssueReceivable) {
		return func(m *contracts.IssueReceivable) { m.Due = uint32(p.Today()) + days }
	}
	return []story{
		{name: "nothing that another set refuses", acts: []func(ref.Obligation) any{move(acmeID, boltID, 0, 600, 1_000), split(0, 300)}},
		{name: "too long a tenor", birth: long(300), act: "IssueReceivable", rule: "V01.tenor-months"},
		{name: "too long a tenor, asked for", birth: long(300), asked: true, act: "RequestReceivable", rule: "V01.tenor-months"},
		{name: "a long tenor without a reason", birth: func(m *contracts.IssueReceivable) {
			long(120)(m)
			m.Justification = [32]byte{}
		}, act: "IssueReceivable", rule: "V01.justify-months"},
		{name: "no contract", birth: func(m *contracts.IssueReceivable) { m.ContractDigest = [32]byte{} }, act: "IssueReceivable", rule: "V12.evidence"},
		{name: "no invoice", asked: true, birth: func(m *contracts.IssueReceivable) { m.Invoices = nil }, act: "RequestReceivable", rule: "V12.evidence"},
		{name: "a transfer on the last day but one", late: 48, acts: []func(ref.Obligation) any{move(acmeID, boltID, 0, 0, 1_000)}, act: "Transfer", rule: "V08.cutoff-days"},
		{name: "units that moved thrice", acts: []func(ref.Obligation) any{
			move(acmeID, boltID, 0, 0, 1_000), move(boltID, acmeID, 0, 0, 1_000), move(acmeID, boltID, 0, 0, 1_000),
		}, late: 1, act: "Transfer", rule: "V08.max-depth"},
		{name: "three transfers a day", acts: []func(ref.Obligation) any{
			split(0, 300), move(acmeID, boltID, 300, 300, 1_000), move(acmeID, boltID, 0, 0, 300), move(boltID, acmeID, 0, 0, 300),
		}, act: "Transfer", rule: "V08.max-hops"},
		{name: "a fourth lot", acts: []func(ref.Obligation) any{split(0, 300), split(300, 600), move(acmeID, boltID, 600, 900, 1_000)}, act: "Transfer", rule: "V08.max-lots"},
		{name: "a financing without registration", acts: []func(ref.Obligation) any{p.sells("", 1)}, act: "TakeQuote", rule: "V06.registration"},
		{name: "a financing with one", acts: []func(ref.Obligation) any{p.sells("R-1", 0)}},
		{name: "a long financing without opinion", birth: long(120), acts: []func(ref.Obligation) any{p.sells("R-2", 0)}, act: "TakeQuote", rule: "V01.justify-months"},
		{name: "a long financing with one", birth: long(120), acts: []func(ref.Obligation) any{p.sells("R-3", 1)}},
		{name: "a pledge without registration", acts: []func(ref.Obligation) any{pledge}, act: "AcceptPledge", rule: "C09.registration"},
	}
}

// born makes the story's receivable under a set, or says by which rule it is refused.
func (p *past) born(s story, rules uint16) (ref.Obligation, string) {
	p.t.Helper()
	p.serial++
	m := contracts.IssueReceivable{
		Company: obligorID, Serial: p.serial, Supplier: acmeID, Face: big.NewInt(1_000), Currency: cny, Due: uint32(p.Today()) + 50, Rules: rules,
		ContractDigest: [32]byte{1}, Justification: [32]byte{1},
		Invoices: []contracts.Invoice{{Fingerprint: [32]byte{byte(p.serial), 9}, Total: big.NewInt(1_000), Drawn: big.NewInt(1_000)}},
	}
	if s.birth != nil {
		s.birth(&m)
	}
	id := ref.Obligation{Module: ref.Receivables, Company: obligorID, Serial: m.Serial}
	var message any = m
	if s.asked {
		id.Company = acmeID
		message = contracts.RequestReceivable{
			Company: acmeID, Serial: m.Serial, Obligor: obligorID, Face: m.Face, Currency: cny, Due: m.Due, Rules: rules,
			ContractDigest: m.ContractDigest, Invoices: m.Invoices, Justification: m.Justification,
		}
	}
	if rule := p.refusal(message); rule != "" {
		return id, rule
	}
	p.do(message)
	return id, ""
}

// finding is a finding as a story tells it.
type finding struct{ Act, Rule string }

func TestAReplayFindsExactlyWhatTheContractsRefuseUnderTheOtherSet(t *testing.T) {
	p := newPast(t)
	idx, err := index.Open(p.Node, index.Config{Path: filepath.Join(t.TempDir(), "index.db"), Deployment: p.Deployment})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = idx.Close() }()
	type twin struct {
		story
		mild, hard ref.Obligation
		refused    string
	}
	var twins []twin
	// The last act of each waits for its day.
	for _, s := range p.stories() {
		w := twin{story: s}
		var rule string
		if w.mild, rule = p.born(s, lax); rule != "" {
			t.Fatalf("%s: born under the lax set, it is refused by %s", s.name, rule)
		}
		w.hard, w.refused = p.born(s, strict)
		for i := 0; i < len(s.acts)-1; i++ {
			for _, id := range []ref.Obligation{w.mild, w.hard} {
				if rule := p.refusal(s.acts[i](id)); rule != "" {
					t.Fatalf("%s: act %d is refused by %s", s.name, i, rule)
				}
				p.do(s.acts[i](id))
			}
		}
		twins = append(twins, w)
	}
	days := 0
	for _, late := range []int{0, 1, 48} {
		p.Wait(late - days)
		days = late
		for i := range twins {
			w := &twins[i]
			if w.late != late || len(w.acts) == 0 {
				continue
			}
			p.last(w.story, w.mild, true)
			if w.refused == "" {
				w.refused = p.last(w.story, w.hard, false)
			}
		}
	}

	for range 50 {
		if err := idx.Step(t.Context()); err != nil {
			t.Fatal(err)
		}
		if s := idx.Status(); s.Hash == s.Head.Hash {
			break
		}
	}
	found := map[uint16]map[ref.Obligation][]finding{lax: {}, strict: {}}
	idx.View(func(v index.View) {
		for set, of := range found {
			for _, f := range replay.Set(v, p.Deployment.Clock, set) {
				of[f.Obligation] = append(of[f.Obligation], finding{f.Act, f.Rule})
			}
		}
	})
	for _, w := range twins {
		t.Run(w.name, func(t *testing.T) {
			if w.refused != w.rule {
				t.Errorf("under the strict set the contracts refuse by %q, want %q", w.refused, w.rule)
			}
			var want []finding
			if w.rule != "" {
				want = []finding{{w.act, w.rule}}
			}
			if diff := cmp.Diff(want, found[strict][w.mild]); diff != "" {
				t.Errorf("what the strict set would have refused (-want +got):\n%s", diff)
			}
			if got := append(found[strict][w.hard], found[lax][w.mild]...); len(got) != 0 {
				t.Errorf("what a set allowed it finds: %v", got)
			}
		})
	}
}

// last does, or tries, the last act of a story, and says by which rule it is refused. A pledge is one once it is accepted.
func (p *past) last(s story, id ref.Obligation, does bool) string {
	p.t.Helper()
	message := s.acts[len(s.acts)-1](id)
	if rule := p.refusal(message); rule != "" {
		if does {
			p.t.Fatalf("%s: under the lax set its last act is refused by %s", s.name, rule)
		}
		return rule
	}
	made := p.do(message)
	if _, pledged := message.(contracts.PledgeLot); !pledged {
		return ""
	}
	hash, err := made.StructHash()
	if err != nil {
		p.t.Fatal(err)
	}
	accept := contracts.AcceptPledge{Company: bankID, Obligation: id.Big(), Lot: new(big.Int), Pledge: hash}
	rule := p.refusal(accept)
	if rule == "" {
		p.do(accept)
	}
	return rule
}
