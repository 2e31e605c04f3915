package ledger_test

import (
	"context"
	"errors"
	"math/big"
	"slices"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/tallystick/tallystick/bindings/act"
	"github.com/tallystick/tallystick/bindings/amount"
	"github.com/tallystick/tallystick/bindings/calendar"
	"github.com/tallystick/tallystick/bindings/contracts"
	"github.com/tallystick/tallystick/bindings/currency"
	"github.com/tallystick/tallystick/bindings/deployment"
	"github.com/tallystick/tallystick/bindings/discount"
	"github.com/tallystick/tallystick/bindings/internal/town"
	"github.com/tallystick/tallystick/bindings/ledger"
	"github.com/tallystick/tallystick/bindings/phrase"
	"github.com/tallystick/tallystick/bindings/ref"
)

const face = 1_000_000_000

var (
	due    = calendar.Date(2027, time.May, 20)
	issued = ref.Obligation{Module: ref.Receivables, Company: town.NorthernSteel, Serial: 17}
)

func newTown(t *testing.T) (context.Context, *town.Town) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	t.Cleanup(cancel)
	built, err := town.New(ctx)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := built.Close(); err != nil {
			t.Error(err)
		}
	})
	return ctx, built
}

// do does an act or ends the test.
func do(ctx context.Context, t *testing.T, in *town.Town, message any) act.Signed {
	t.Helper()
	signed, err := in.Do(ctx, message)
	if err != nil {
		t.Fatal(err)
	}
	return signed
}

func issue(serial uint64) contracts.IssueReceivable {
	return contracts.IssueReceivable{
		Company: town.NorthernSteel, Serial: serial, Supplier: town.Acme, Face: big.NewInt(face), Currency: uint16(currency.CNY), Due: uint32(due),
		Rules: 1,
	}
}

// accept lets a company take unasked what another sends.
func accept(company, from uint32) contracts.AcceptFrom {
	return contracts.AcceptFrom{Company: company, Sender: from, Min: big.NewInt(1), Max: big.NewInt(face), Until: uint32(due)}
}

func transfer(to uint32, start, end int64, withRecourse bool) contracts.Transfer {
	return contracts.Transfer{
		Company: town.Acme, Obligation: issued.Big(), Lot: big.NewInt(0), Start: big.NewInt(start), End: big.NewInt(end), To: to,
		Recourse: withRecourse,
	}
}

func TestALotIsLookedThroughToItsObligor(t *testing.T) {
	ctx, in := newTown(t)
	do(ctx, t, in, accept(town.Acme, town.NorthernSteel))
	do(ctx, t, in, accept(town.Bolt, town.Acme))
	do(ctx, t, in, issue(17))
	do(ctx, t, in, transfer(town.Bolt, 300_000_000, face, true))

	claim, err := in.Ledger.LookThrough(ctx, ref.Lot{Obligation: issued, Start: 300_000_000})
	if err != nil {
		t.Fatal(err)
	}
	claim.Block = 0
	want := &ledger.Claim{
		Lot:    ref.Lot{Obligation: issued, Start: 300_000_000, End: face},
		Holder: ledger.Party{ID: town.Bolt, Name: "Bolt"}, Obligor: ledger.Party{ID: town.NorthernSteel, Name: "Northern Steel"},
		Supplier: ledger.Party{ID: town.Acme, Name: "Acme"},
		Amount:   700_000_000, Face: face, Currency: currency.CNY, Due: due, Cutoff: due - 1, Free: true,
		Recourse: []ledger.Party{{ID: town.Acme, Name: "Acme"}},
	}
	if diff := cmp.Diff(want, claim); diff != "" {
		t.Error(diff)
	}

	// Bolt gives half of it back, and Acme sells that on without recourse.
	do(ctx, t, in, accept(town.Acme, town.Bolt))
	back := transfer(town.Acme, 500_000_000, face, true)
	back.Company, back.Lot = town.Bolt, big.NewInt(300_000_000)
	do(ctx, t, in, back)
	again := transfer(town.Bolt, 500_000_000, face, false)
	again.Lot = again.Start
	do(ctx, t, in, again)
	for start, want := range map[uint64][]ledger.Party{300_000_000: {{ID: town.Acme, Name: "Acme"}}, 500_000_000: nil} {
		claim, err := in.Ledger.LookThrough(ctx, ref.Lot{Obligation: issued, Start: start})
		if err != nil || claim.Holder.ID != town.Bolt || !slices.Equal(claim.Recourse, want) {
			t.Errorf("for the lot at %d answer %v, %v; want %v", start, claim.Recourse, err, want)
		}
	}

	for name, tc := range map[string]struct {
		lot  ref.Lot
		want error
	}{
		"a range that was":  {ref.Lot{Obligation: issued, Start: 0, End: face}, ledger.ErrChanged},
		"no lot's start":    {ref.Lot{Obligation: issued, Start: 5}, ledger.ErrNoLot},
		"no obligation":     {ref.Lot{Obligation: ref.Obligation{Module: 1, Company: 31, Serial: 99}}, ledger.ErrNoLot},
		"a range that is":   {ref.Lot{Obligation: issued, Start: 0, End: 300_000_000}, nil},
		"a start by itself": {ref.Lot{Obligation: issued, Start: 0}, nil},
	} {
		if _, err := in.Ledger.LookThrough(ctx, tc.lot); !errors.Is(err, tc.want) || (err == nil) != (tc.want == nil) {
			t.Errorf("%s: %v; want %v", name, err, tc.want)
		}
	}
	if _, err := in.Ledger.Company(ctx, 99); !errors.Is(err, ledger.ErrNoCompany) {
		t.Errorf("company 99: %v; want ErrNoCompany", err)
	}
	if today, err := in.Ledger.Today(ctx); err != nil || today.String() != "2026-11-21" {
		t.Errorf("today is %s, %v", today, err)
	}
	other := *in.Network
	other.ChainID++
	if _, err := ledger.Open(ctx, in.Node, &other); !errors.Is(err, deployment.ErrOtherNetwork) {
		t.Errorf("another network: %v; want ErrOtherNetwork", err)
	}
}

func TestThePromiseOfAnIssueIsTheObligorsOwnSignature(t *testing.T) {
	ctx, in := newTown(t)
	signed, err := in.Sign(issue(17))
	if err != nil {
		t.Fatal(err)
	}
	// Beside it in the batch: a forged copy, an unsigned one, and somebody else's act.
	forged, other := signed, signed
	forged.Key = in.Key(town.Bolt).Address()
	unsigned, err := act.Direct(issue(17), 5, act.MaxDeadline)
	if err != nil {
		t.Fatal(err)
	}
	if other, err = in.Sign(accept(town.Bolt, town.Acme)); err != nil {
		t.Fatal(err)
	}
	receipt, err := in.Batch(ctx, forged, unsigned, other, signed)
	if err != nil {
		t.Fatal(err)
	}
	promise, err := in.Ledger.Promise(ctx, issued)
	if err != nil {
		t.Fatal(err)
	}
	if promise.Key != in.Key(town.NorthernSteel).Address() || promise.Direct || promise.ByContract || promise.Tx != receipt.TxHash {
		t.Errorf("%+v", promise)
	}
	bigs := cmp.Comparer(func(a, b *big.Int) bool { return a.Cmp(b) == 0 })
	if diff := cmp.Diff(signed.Message, promise.Terms, bigs, cmpopts.EquateEmpty()); diff != "" {
		t.Error(diff)
	}
	if err := promise.Act.Verify(in.Network.Domain()); err != nil {
		t.Error(err)
	}
	if (promise.Operator == common.Hash{}) {
		t.Error("it does not say since when the key was an operator")
	}
	if _, err := in.Ledger.Promise(ctx, ref.Obligation{Module: 1, Company: 31, Serial: 99}); !errors.Is(err, ledger.ErrNoObligation) {
		t.Errorf("no obligation: %v; want ErrNoObligation", err)
	}
}

func TestThePromiseOfAConfirmationHasTheRequestsTerms(t *testing.T) {
	ctx, in := newTown(t)
	request := contracts.RequestReceivable{
		Company: town.Acme, Serial: 5, Obligor: town.NorthernSteel, Face: big.NewInt(face), Currency: uint16(currency.CNY), Due: uint32(due), Rules: 1,
		Ref: "0311:8841",
	}
	id := ref.Obligation{Module: ref.Receivables, Company: town.Acme, Serial: 5}
	asked := do(ctx, t, in, request)
	if _, err := in.Ledger.Promise(ctx, id); !errors.Is(err, ledger.ErrNotPromised) {
		t.Errorf("before it is confirmed: %v; want ErrNotPromised", err)
	}
	proposal, err := asked.StructHash()
	if err != nil {
		t.Fatal(err)
	}
	confirmed := do(ctx, t, in, contracts.ConfirmReceivable{Company: town.NorthernSteel, Receivable: id.Big(), Proposal: proposal})
	promise, err := in.Ledger.Promise(ctx, id)
	if err != nil {
		t.Fatal(err)
	}
	terms, ok := promise.Terms.(contracts.RequestReceivable)
	if !ok || terms.Ref != "0311:8841" || promise.Key != confirmed.Key {
		t.Errorf("%+v", promise)
	}
}

func TestThePromiseOfAnInstalmentIsItsPlan(t *testing.T) {
	ctx, in := newTown(t)
	plan := contracts.IssueInstalments{
		Company: town.NorthernSteel, Serial: 40, Supplier: town.Acme, Currency: uint16(currency.CNY), Rules: 1, Invoices: []contracts.Invoice{},
		Instalments: []contracts.Instalment{{Face: big.NewInt(100), Due: uint32(due) - 30}, {Face: big.NewInt(200), Due: uint32(due)}},
	}
	signed := do(ctx, t, in, plan)
	for serial := uint64(40); serial < 42; serial++ {
		promise, err := in.Ledger.Promise(ctx, ref.Obligation{Module: ref.Receivables, Company: town.NorthernSteel, Serial: serial})
		if err != nil {
			t.Fatal(err)
		}
		terms, ok := promise.Terms.(contracts.IssueInstalments)
		if !ok || len(terms.Instalments) != 2 || promise.Key != signed.Key {
			t.Errorf("R%d-%d: %+v", town.NorthernSteel, serial, promise)
		}
	}
	if _, err := in.Ledger.Promise(ctx, ref.Obligation{Module: ref.Receivables, Company: town.NorthernSteel, Serial: 42}); !errors.Is(err, ledger.ErrNoObligation) {
		t.Errorf("one after the plan: %v; want ErrNoObligation", err)
	}
}

func TestADirectPromiseIsTheTransactionsSender(t *testing.T) {
	ctx, in := newTown(t)
	sender, err := in.Fund(ctx, in.Key(town.NorthernSteel))
	if err != nil {
		t.Fatal(err)
	}
	direct, err := act.Direct(issue(17), 9, act.MaxDeadline)
	if err != nil {
		t.Fatal(err)
	}
	if err := in.Ledger.Try(ctx, phrase.Speaker{}, sender.From, direct); err != nil {
		t.Errorf("the obligor's own: %v", err)
	}
	if _, err := in.Ledger.Send(ctx, sender, direct); err != nil {
		t.Fatal(err)
	}
	promise, err := in.Ledger.Promise(ctx, issued)
	if err != nil || !promise.Direct || promise.Key != sender.From {
		t.Errorf("%+v, %v", promise, err)
	}
}

func TestRefusalsComeBackInWords(t *testing.T) {
	ctx, in := newTown(t)
	do(ctx, t, in, accept(town.Acme, town.NorthernSteel))
	do(ctx, t, in, issue(17))
	speaker := phrase.Speaker{Language: phrase.Chinese, Names: in}
	stolen, err := act.Sign(in.Key(town.Bolt), in.Network.Domain(), transfer(town.Bolt, 0, 5, false), 1<<62, act.MaxDeadline)
	if err != nil {
		t.Fatal(err)
	}
	var refused phrase.Refusal
	if err := in.Ledger.Try(ctx, speaker, in.Sender.From, stolen); !errors.As(err, &refused) || refused.Name != "NotOperator" || refused.Class != phrase.Key {
		t.Errorf("a stranger's act: %v", err)
	}
	if _, err := in.Do(ctx, transfer(town.Bolt, 0, face+1, false)); !errors.As(err, &refused) || refused.Name != "NotInLot" {
		t.Errorf("an over-spend: %v", err)
	}
	ended, cancel := context.WithCancel(ctx)
	cancel()
	if err := in.Ledger.Try(ended, speaker, in.Sender.From, stolen); !errors.Is(err, context.Canceled) || errors.As(err, new(phrase.Refusal)) {
		t.Errorf("an ended context: %v", err)
	}
	if _, err := in.Ledger.Send(ctx, in.Sender, act.Signed{Message: act.AskQuotes{}}); !errors.Is(err, act.ErrNotAct) {
		t.Errorf("what no contract takes: %v; want ErrNotAct", err)
	}
}

func TestADiscountPaysToTheCentWhatTheBindingsSay(t *testing.T) {
	ctx, in := newTown(t)
	do(ctx, t, in, accept(town.Acme, town.NorthernSteel))
	do(ctx, t, in, issue(17))
	do(ctx, t, in, contracts.MintCash{Company: town.FirstBank, To: town.FirstBank, Currency: uint16(currency.CNY), Amount: big.NewInt(face), Ref: "own"})
	today, err := in.Ledger.Today(ctx)
	if err != nil {
		t.Fatal(err)
	}
	var paid amount.Amount
	end := int64(face)
	for i, count := range []discount.DayCount{discount.Act360, discount.Act365, discount.Thirty360} {
		const part = 33_333_333
		want, err := discount.PriceOn(part, 42_000, count, today, due)
		if err != nil {
			t.Fatal(err)
		}
		paid += want.Proceeds
		quoted, err := in.Sign(contracts.Quote{
			Company: town.FirstBank, Obligation: issued.Big(), Lot: big.NewInt(0), Start: big.NewInt(end - part), End: big.NewInt(end),
			Holder: town.Acme, Rate: 42_000, DayCount: uint8(count), CashBank: town.FirstBank, Until: uint32(today), Registration: "ZDW-1",
			Serial: uint64(i),
		})
		if err != nil {
			t.Fatal(err)
		}
		end -= part
		hash, err := quoted.StructHash()
		if err != nil {
			t.Fatal(err)
		}
		take, err := in.Sign(contracts.TakeQuote{Company: town.Acme, Quote: hash, Least: want.Proceeds.Big()})
		if err != nil {
			t.Fatal(err)
		}
		if take, err = take.WithQuote(quoted); err != nil {
			t.Fatal(err)
		}
		if _, err := in.Ledger.Send(ctx, in.Sender, take); err != nil {
			t.Fatal(err)
		}
		balance, err := in.Ledger.Balance(ctx, town.FirstBank, currency.CNY, town.Acme)
		if err != nil || balance.Free != paid {
			t.Errorf("after %s the seller has %s, %v; want %s", count, balance.Free, err, paid)
		}
	}
	claim, err := in.Ledger.LookThrough(ctx, ref.Lot{Obligation: issued, Start: uint64(end)})
	if err != nil || claim.Holder.ID != town.FirstBank || !claim.Financed || claim.Recourse != nil {
		t.Errorf("%+v, %v", claim, err)
	}
}
