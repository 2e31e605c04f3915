package index_test

import (
	"bytes"
	"context"
	"errors"
	"math/big"
	"path/filepath"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/google/go-cmp/cmp"

	"github.com/tallystick/tallystick/bindings/act"
	"github.com/tallystick/tallystick/bindings/contracts"
	"github.com/tallystick/tallystick/bindings/ref"
	"github.com/tallystick/tallystick/relayer/index"
	"github.com/tallystick/tallystick/relayer/internal/ground"
)

// town is a network with a bank, an obligor and three suppliers, and an index that follows it.
type town struct {
	*ground.Ground
	t                  testing.TB
	x                  *index.Index
	path               string
	bank, obligor      ground.Member
	acme, bolt, cirrus ground.Member
	serial             uint64
}

func newTown(t testing.TB) *town {
	t.Helper()
	w := &town{Ground: ground.New(t), t: t, path: filepath.Join(t.TempDir(), "index.db")}
	w.x = w.open(w.path, 0)
	w.bank, w.obligor = w.Admit(10, "First Bank", index.Bank), w.Admit(31, "Northern Steel", index.Obligor)
	w.acme, w.bolt, w.cirrus = w.Admit(41, "Acme", 0), w.Admit(42, "Bolt", 0), w.Admit(43, "Cirrus", 0)
	w.Act(w.bank.Key, contracts.GrantLine{Company: 10, Obligor: 31, Currency: 156, Amount: 1e12})
	w.Act(w.bank.Key, contracts.MintCash{Company: 10, To: 10, Currency: 156, Amount: big.NewInt(5e9), Ref: "own"})
	w.Act(w.bank.Key, contracts.MintCash{Company: 10, To: 31, Currency: 156, Amount: big.NewInt(5e9), Ref: "in-1"})
	return w
}

// open opens an index of the town's network.
func (w *town) open(path string, keep int) *index.Index {
	w.t.Helper()
	x, err := index.Open(w.Node, index.Config{Path: path, Deployment: w.Deployment, Keep: keep, ReconcileEvery: 1})
	if err != nil {
		w.t.Fatal(err)
	}
	w.t.Cleanup(func() {
		if err := x.Close(); err != nil {
			w.t.Error(err)
		}
	})
	return x
}

// follow brings the town's index up to the head.
func (w *town) follow() {
	w.t.Helper()
	step(w.t, w.x)
}

func step(t testing.TB, x *index.Index) {
	t.Helper()
	for range 10 {
		if err := x.Step(t.Context()); err != nil {
			t.Fatal(err)
		}
		if s := x.Status(); s.Hash == s.Head.Hash {
			return
		}
	}
	t.Fatalf("ten rounds later the index is at %+v", x.Status())
}

func dump(t testing.TB, x *index.Index) string {
	t.Helper()
	var text bytes.Buffer
	if err := x.Dump(&text); err != nil {
		t.Fatal(err)
	}
	return text.String()
}

func (w *town) due() uint32 { return uint32(w.Today()) + 30 }

// issue makes a receivable of a face for Acme, active where Acme takes it.
func (w *town) issue(face int64, take bool) ref.Obligation {
	w.t.Helper()
	w.serial++
	signed := w.Sign(w.obligor.Key, contracts.IssueReceivable{
		Company: 31, Serial: w.serial, Supplier: 41, Face: big.NewInt(face), Currency: 156, Due: w.due(), Rules: 1, Ref: "PO-" + big.NewInt(int64(w.serial)).String(),
	})
	w.Do(signed)
	id := ref.Obligation{Module: ref.Receivables, Company: 31, Serial: w.serial}
	if take {
		w.Act(w.acme.Key, contracts.TakeReceivable{Company: 41, Receivable: id.Big(), Proposal: structHash(w.t, signed)})
	}
	return id
}

func structHash(t testing.TB, signed act.Signed) common.Hash {
	t.Helper()
	hash, err := signed.StructHash()
	if err != nil {
		t.Fatal(err)
	}
	return hash
}

// transfer hands units over and gives the proposal's name.
func (w *town) transfer(id ref.Obligation, from, to ground.Member, lot, start, end int64, recourse bool) common.Hash {
	w.t.Helper()
	signed := w.Sign(from.Key, contracts.Transfer{
		Company: from.ID, Obligation: id.Big(), Lot: big.NewInt(lot), Start: big.NewInt(start), End: big.NewInt(end), To: to.ID, Recourse: recourse,
	})
	w.Do(signed)
	return structHash(w.t, signed)
}

// play does every kind of act that moves a lot or money, and gives the receivable that it was about.
func (w *town) play() ref.Obligation {
	w.t.Helper()
	void := w.issue(700, false)
	w.Act(w.acme.Key, contracts.RejectReceivable{Company: 41, Receivable: void.Big(), Proposal: w.proposal(void)})
	asked := w.Sign(w.acme.Key, contracts.RequestReceivable{Company: 41, Serial: 1, Obligor: 31, Face: big.NewInt(900), Currency: 156, Due: w.due(), Rules: 1})
	w.Do(asked)
	w.Act(w.obligor.Key, contracts.ConfirmReceivable{
		Company: 31, Receivable: ref.Obligation{Module: ref.Receivables, Company: 41, Serial: 1}.Big(), Proposal: structHash(w.t, asked),
	})

	id := w.issue(1_000_000, true)
	proposal := w.transfer(id, w.acme, w.bolt, 0, 500_000, 1_000_000, true)
	w.Act(w.bolt.Key, contracts.AcceptTransfer{Company: 42, Obligation: id.Big(), Lot: big.NewInt(500_000), Proposal: proposal})
	w.Act(w.cirrus.Key, contracts.AcceptFrom{Company: 43, Sender: 42, Min: big.NewInt(1), Max: big.NewInt(1e9), Until: w.due()})
	w.transfer(id, w.bolt, w.cirrus, 500_000, 600_000, 720_000, false)
	proposal = w.transfer(id, w.bolt, w.acme, 500_000, 500_000, 550_000, false)
	w.Act(w.acme.Key, contracts.RejectProposal{Company: 41, Obligation: id.Big(), Lot: big.NewInt(500_000), Proposal: proposal})
	w.Act(w.bolt.Key, contracts.Merge{Company: 42, Obligation: id.Big(), Lot: big.NewInt(500_000), Right: big.NewInt(550_000)})
	w.Act(w.acme.Key, contracts.Split{Company: 41, Obligation: id.Big(), Lot: big.NewInt(0), Middle: big.NewInt(123)})
	w.transfer(id, w.acme, w.bolt, 123, 200, 300, false)

	quote := contracts.Quote{
		Company: 10, Obligation: id.Big(), Lot: big.NewInt(600_000), Start: big.NewInt(640_000), End: big.NewInt(720_000), Holder: 43, Rate: 42_000,
		DayCount: 1, Recourse: true, CashBank: 10, Until: w.due(), Registration: "ZDW-1",
	}
	offered := w.Sign(w.bank.Key, quote)
	taking := w.Sign(w.cirrus.Key, contracts.TakeQuote{Company: 43, Quote: structHash(w.t, offered), Least: big.NewInt(1)})
	taking, err := taking.WithQuote(offered)
	if err != nil {
		w.t.Fatal(err)
	}
	w.Do(taking)
	return id
}

func (w *town) proposal(id ref.Obligation) common.Hash {
	w.t.Helper()
	w.follow()
	var proposal common.Hash
	w.x.View(func(v index.View) {
		o, _ := v.Obligation(id)
		proposal = o.Proposal
	})
	return proposal
}

// settle lets the due day come, pays in two parts and pushes the shares of all lots.
func (w *town) settle(id ref.Obligation, parts ...int64) {
	w.t.Helper()
	paid := int64(0)
	for _, part := range parts {
		w.Act(w.obligor.Key, contracts.SettleReceivable{
			Company: 31, Receivable: id.Big(), Amount: big.NewInt(part), Bank: 10, Paid: big.NewInt(paid), Interest: big.NewInt(1_000_000_000),
		})
		paid += part
		w.follow()
		var lots []*big.Int
		w.x.View(func(v index.View) {
			for _, lot := range v.LotsOf(id) {
				lots = append(lots, new(big.Int).SetUint64(lot.Start))
			}
		})
		w.Send("push", w.Deployment.Address("Settlements"), contracts.NewSettlements().PackPush(id.Big(), lots))
	}
	w.follow()
}

func TestTheIndexSaysOfEveryActWhatTheContractsSay(t *testing.T) {
	w := newTown(t)
	id := w.play()
	w.follow()
	if err := w.x.Verify(t.Context(), w.Node, id); err != nil {
		t.Fatal(err)
	}
	w.Wait(31)
	w.settle(id, 333_333, 666_667)
	if err := w.x.Verify(t.Context(), w.Node, id); err != nil {
		t.Fatal(err)
	}
	w.x.View(func(v index.View) {
		for _, o := range v.Obligations(func(index.Obligation) bool { return true }) {
			if err := w.x.Verify(t.Context(), w.Node, o.ID); err != nil {
				t.Error(err)
			}
		}
		w.compareCash(v)
		w.compareLine(v)
		var how []string
		for _, hop := range v.Provenance(id, 700_000, 700_001) {
			how = append(how, hop.How)
			if hop.Recourse != (hop.How == "discount" || hop.To == 42) {
				t.Errorf("hop %+v: recourse is wrong", hop)
			}
		}
		if diff := cmp.Diff([]string{"take", "transfer", "transfer", "discount"}, how); diff != "" {
			t.Errorf("hops of unit 700,000:\n%s", diff)
		}
		last := v.Statement(43)
		if len(last) == 0 || last[0].Kind != "discount" || last[0].Obligation != id {
			t.Errorf("Cirrus's statement: %+v", last)
		}
	})
}

// compareCash compares every account with the contract's.
func (w *town) compareCash(v index.View) {
	w.t.Helper()
	cash := contracts.NewCash()
	for _, a := range v.Accounts(func(index.Account) bool { return true }) {
		raw := w.ask("Cash", cash.PackAccountOf(a.Bank, a.Currency, a.Company))
		there, err := cash.UnpackAccountOf(raw)
		if err != nil || there.Free.Cmp(a.Free) != 0 || there.Earmarked.Cmp(a.Earmarked) != 0 {
			w.t.Errorf("company %d has %s and %s earmarked in the index, %+v on chain, %v", a.Company, a.Free, a.Earmarked, there, err)
		}
	}
}

// compareLine compares the obligor's line with the contract's.
func (w *town) compareLine(v index.View) {
	w.t.Helper()
	raw := w.ask("Lines", contracts.NewLines().PackLineOf(31, 156))
	limit, used := new(big.Int).SetBytes(raw[:32]).Uint64(), new(big.Int).SetBytes(raw[32:64]).Uint64()
	want := []index.Line{{Obligor: 31, Currency: 156, Limit: limit, Used: used}}
	if diff := cmp.Diff(want, v.Lines(31)); diff != "" {
		w.t.Errorf("line (-chain +index):\n%s", diff)
	}
}

func (w *town) ask(contract string, data []byte) []byte {
	w.t.Helper()
	var answer string
	w.Call(&answer, "eth_call", map[string]any{"to": w.Deployment.Address(contract), "data": "0x" + common.Bytes2Hex(data)}, "latest")
	return common.FromHex(answer)
}

func TestARebuiltIndexIsTheSameAsOneThatFollowedLive(t *testing.T) {
	w := newTown(t)
	w.follow()
	id := w.play()
	w.follow()
	w.Mine(300)
	w.follow()
	w.Wait(31)
	w.settle(id, 1_000_000)
	live := dump(t, w.x)
	if len(live) < 2_000 {
		t.Fatalf("the dump has %d bytes only", len(live))
	}
	for name, path := range map[string]string{"rebuilt": filepath.Join(t.TempDir(), "other.db"), "again": filepath.Join(t.TempDir(), "third.db")} {
		x := w.open(path, 3)
		step(t, x)
		if diff := cmp.Diff(live, dump(t, x)); diff != "" {
			t.Errorf("%s (-live +rebuilt):\n%s", name, diff)
		}
	}
	if err := w.x.Close(); err != nil {
		t.Fatal(err)
	}
	reopened := w.open(w.path, 0)
	if diff := cmp.Diff(live, dump(t, reopened)); diff != "" {
		t.Errorf("reopened, before it asked the node (-live +reopened):\n%s", diff)
	}
	w.x = reopened
}

func TestAReorganisationIsUndoneExactly(t *testing.T) {
	for name, keep := range map[string]int{"one by one": 0, "deeper than it keeps": 2} {
		t.Run(name, func(t *testing.T) {
			w := newTown(t)
			w.x = w.open(filepath.Join(t.TempDir(), "x.db"), keep)
			id := w.issue(1_000, true)
			w.follow()
			before := dump(t, w.x)
			var snapshot string
			w.Call(&snapshot, "evm_snapshot")
			for range 4 {
				w.transfer(id, w.acme, w.bolt, 0, 0, 10, false)
				w.follow()
				w.Act(w.acme.Key, contracts.WithdrawProposal{Company: 41, Obligation: id.Big(), Lot: big.NewInt(0), Proposal: w.lotProposal(id, 0)})
				w.follow()
			}
			after := dump(t, w.x)
			if before == after {
				t.Fatal("the acts changed nothing")
			}
			w.Call(nil, "evm_revert", snapshot)
			w.Mine(12)
			w.follow()
			if diff := cmp.Diff(before, dump(t, w.x)); diff != "" {
				t.Errorf("after the blocks left the chain (-before +after):\n%s", diff)
			}
			if w.x.Status().Reorgs == 0 {
				t.Error("no reorganisation was counted")
			}
			if err := w.x.Verify(t.Context(), w.Node, id); err != nil {
				t.Error(err)
			}
		})
	}
}

func (w *town) lotProposal(id ref.Obligation, start uint64) (proposal common.Hash) {
	w.x.View(func(v index.View) {
		lot, _ := v.Lot(id, start)
		proposal = lot.Proposal
	})
	return proposal
}

func TestADamagedOrForeignFileIsBuiltAnew(t *testing.T) {
	w := newTown(t)
	w.follow()
	want := dump(t, w.x)
	other := *w.Deployment
	other.Salt[0]++
	path := filepath.Join(t.TempDir(), "foreign.db")
	foreign, err := index.Open(w.Node, index.Config{Path: path, Deployment: &other})
	if err != nil {
		t.Fatal(err)
	}
	step(t, foreign)
	if err := foreign.Close(); err != nil {
		t.Fatal(err)
	}
	x := w.open(path, 0)
	if x.Status().Block != 0 {
		t.Error("blocks that were stored for another deployment were taken")
	}
	step(t, x)
	if diff := cmp.Diff(want, dump(t, x)); diff != "" {
		t.Error(diff)
	}
}

func TestAnIndexThatDiffersIsFoundOut(t *testing.T) {
	w := newTown(t)
	id := w.issue(1_000, true)
	w.follow()
	unknown := ref.Obligation{Module: ref.Receivables, Company: 31, Serial: 99}
	if err := w.x.Verify(t.Context(), w.Node, unknown); err != nil {
		t.Errorf("an obligation that nobody made: %v", err)
	}
	// The chain goes on without the index, which still says how it was at its own block.
	w.transfer(id, w.acme, w.bolt, 0, 0, 10, false)
	if err := w.x.Verify(t.Context(), w.Node, id); err != nil {
		t.Errorf("at the index's own block: %v", err)
	}
	// The node forgets that block: what it says there now is something else.
	lie := liar{Asker: w.Node}
	if err := w.x.Verify(context.Background(), lie, id); !errors.Is(err, index.ErrDiffers) {
		t.Errorf("a node that says otherwise: %v; want ErrDiffers", err)
	}
}
