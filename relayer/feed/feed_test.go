package feed_test

import (
	"errors"
	"math/big"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tallystick/tallystick/bindings/client"
	"github.com/tallystick/tallystick/bindings/contracts"
	"github.com/tallystick/tallystick/bindings/ref"
	"github.com/tallystick/tallystick/relayer/feed"
	"github.com/tallystick/tallystick/relayer/index"
	"github.com/tallystick/tallystick/relayer/internal/ground"
)

// street is a network with an obligor and two suppliers, and an index with its feed.
type street struct {
	*ground.Ground
	t                         *testing.T
	path                      string
	x                         *index.Index
	bank, obligor, acme, bolt ground.Member
	serial                    uint64
}

func newStreet(t *testing.T) *street {
	t.Helper()
	w := &street{Ground: ground.New(t), t: t, path: filepath.Join(t.TempDir(), "index.db")}
	w.bank, w.obligor = w.Admit(10, "First Bank", index.Bank), w.Admit(31, "Northern Steel", index.Obligor)
	w.acme, w.bolt = w.Admit(41, "Acme", 0), w.Admit(42, "Bolt", 0)
	w.Act(w.bank.Key, contracts.GrantLine{Company: 10, Obligor: 31, Currency: 156, Amount: 1e12})
	w.x = w.open(w.path)
	return w
}

func (w *street) open(path string) *index.Index {
	w.t.Helper()
	x, err := index.Open(w.Node, index.Config{Path: path, Deployment: w.Deployment, ReconcileEvery: 1})
	if err != nil {
		w.t.Fatal(err)
	}
	w.t.Cleanup(func() { _ = x.Close() })
	w.follow(x)
	return x
}

func (w *street) follow(x *index.Index) {
	w.t.Helper()
	for range 20 {
		if err := x.Step(w.t.Context()); err != nil {
			w.t.Fatal(err)
		}
		if s := x.Status(); s.Hash == s.Head.Hash {
			return
		}
	}
	w.t.Fatal("the index does not come up to the head")
}

// issue makes an active receivable of Acme's.
func (w *street) issue(face int64) ref.Obligation {
	w.t.Helper()
	w.serial++
	signed := w.Sign(w.obligor.Key, contracts.IssueReceivable{
		Company: 31, Serial: w.serial, Supplier: 41, Face: big.NewInt(face), Currency: 156, Due: uint32(w.Today()) + 30, Rules: 1,
	})
	w.Do(signed)
	proposal, err := signed.StructHash()
	if err != nil {
		w.t.Fatal(err)
	}
	id := ref.Obligation{Module: ref.Receivables, Company: 31, Serial: w.serial}
	w.Act(w.acme.Key, contracts.TakeReceivable{Company: 41, Receivable: id.Big(), Proposal: proposal})
	return id
}

// offer proposes to Bolt the first units of Acme's lot, and takes it back.
func (w *street) offer(id ref.Obligation, units int64) {
	w.t.Helper()
	signed := w.Sign(w.acme.Key, contracts.Transfer{
		Company: 41, Obligation: id.Big(), Lot: big.NewInt(0), Start: big.NewInt(0), End: big.NewInt(units), To: 42,
	})
	w.Do(signed)
	proposal, err := signed.StructHash()
	if err != nil {
		w.t.Fatal(err)
	}
	w.Act(w.acme.Key, contracts.WithdrawProposal{Company: 41, Obligation: id.Big(), Lot: big.NewInt(0), Proposal: proposal})
}

// reader takes what a feed tells, as a careful client does: it drops what is undone.
type reader struct {
	t     *testing.T
	after feed.Place
	has   []client.Event
	told  map[string]int
	// undone is how often something was.
	undone int
}

func newReader(t *testing.T) *reader { return &reader{t: t, told: make(map[string]int)} }

// read takes all there is, so many at a time.
func (r *reader) read(x *index.Index, w *street, size int, filter feed.Filter) {
	r.t.Helper()
	f := feed.New(feed.Config{Index: x, Clock: w.Deployment.Clock, Depth: 3})
	for {
		part, err := f.Read(r.t.Context(), r.after, size, filter)
		if err != nil {
			r.t.Fatal(err)
		}
		r.take(part)
		if !part.More {
			return
		}
	}
}

func (r *reader) take(part feed.Part) {
	if part.Undone != nil {
		r.undone++
		r.has = slices.DeleteFunc(r.has, func(e client.Event) bool {
			gone := e.Block > part.Undone.AfterBlock
			if gone {
				r.told[e.ID]--
			}
			return gone
		})
	}
	for _, e := range part.Events {
		if r.told[e.ID]++; r.told[e.ID] > 1 {
			r.t.Errorf("event %s was told again", e.ID)
		}
		r.has = append(r.has, e)
	}
	r.after = part.Next
}

// ids of what a reader has.
func (r *reader) ids() []string {
	var list []string
	for _, e := range r.has {
		list = append(list, e.ID)
	}
	return list
}

func kindsOf(events []client.Event) string {
	var list []string
	for _, e := range events {
		list = append(list, e.Kind)
	}
	return strings.Join(list, " ")
}

func TestEveryEventIsToldOnceInOrderWhereverAReaderStops(t *testing.T) {
	w := newStreet(t)
	id := w.issue(1_000)
	w.offer(id, 400)
	w.follow(w.x)
	whole := newReader(t)
	whole.read(w.x, w, 1_000, feed.Filter{})
	if n := len(whole.has); n < 20 {
		t.Fatalf("only %d events", n)
	}
	last := whole.has[0]
	for _, e := range whole.has[1:] {
		if e.Block < last.Block || e.Block == last.Block && e.Log <= last.Log {
			t.Errorf("%s comes after %s", e.ID, last.ID)
		}
		last = e
	}
	for _, size := range []int{1, 2, 7} {
		parts := newReader(t)
		parts.read(w.x, w, size, feed.Filter{})
		if diff := cmp.Diff(whole.has, parts.has); diff != "" {
			t.Errorf("%d at a time:\n%s", size, diff)
		}
	}
	// Another relayer's index, built anew from the chain, gives the same and takes up a place of this one.
	other := w.open(filepath.Join(t.TempDir(), "other.db"))
	again := newReader(t)
	again.after = placeOf(t, whole.has[9].ID)
	again.read(other, w, 5, feed.Filter{})
	if diff := cmp.Diff(whole.has[10:], again.has); diff != "" {
		t.Errorf("from another relayer:\n%s", diff)
	}
}

func placeOf(t *testing.T, id string) feed.Place {
	t.Helper()
	p, err := feed.ParsePlace(id)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestAReorganisationUndoesWhatItTookAndNoMore(t *testing.T) {
	w := newStreet(t)
	id := w.issue(1_000)
	w.follow(w.x)
	live, away := newReader(t), newReader(t)
	live.read(w.x, w, 1_000, feed.Filter{})
	stands := len(live.has)
	var snapshot string
	w.Call(&snapshot, "evm_snapshot")
	for range 4 {
		w.offer(id, 10)
		w.follow(w.x)
		live.read(w.x, w, 1_000, feed.Filter{})
	}
	away.read(w.x, w, 1_000, feed.Filter{})
	before := len(live.has)
	if before <= stands {
		t.Fatal("the acts were not told")
	}
	w.Call(nil, "evm_revert", snapshot)
	w.Mine(2)
	w.follow(w.x)
	// The chain is shorter than what was told: it shows at once what is undone.
	live.read(w.x, w, 1_000, feed.Filter{})
	if live.undone != 1 || len(live.has) != stands {
		t.Fatalf("undone %d times, %d events left; want %d", live.undone, len(live.has), stands)
	}
	// Longer than before, and again another way from a deeper place on.
	w.Mine(20)
	w.issue(77)
	w.follow(w.x)
	live.read(w.x, w, 3, feed.Filter{})
	if live.undone != 1 {
		t.Errorf("undone %d times", live.undone)
	}
	fresh := newReader(t)
	fresh.read(w.x, w, 1_000, feed.Filter{})
	// One that was away all the time, one that asks another relayer, and one whose relayer has built its index anew.
	other := w.open(filepath.Join(t.TempDir(), "other.db"))
	elsewhere := newReader(t)
	*elsewhere = *away
	elsewhere.has, elsewhere.told = slices.Clone(away.has), make(map[string]int)
	for _, e := range away.has {
		elsewhere.told[e.ID]++
	}
	if rebuilt, err := w.x.Rebuild(t.Context(), nil); err != nil || rebuilt.Differed {
		t.Fatalf("%+v, %v", rebuilt, err)
	}
	away.read(w.x, w, 2, feed.Filter{})
	if away.undone != 1 {
		t.Errorf("who was away was told %d times that something is undone", away.undone)
	}
	for name, r := range map[string]*reader{"live": live, "away": away} {
		if diff := cmp.Diff(fresh.ids(), r.ids()); diff != "" {
			t.Errorf("%s (-fresh +%s):\n%s", name, name, diff)
		}
	}
	// Twelve blocks are deeper than final there: what another relayer never saw it undoes as far as finality reaches.
	elsewhere.read(other, w, 2, feed.Filter{})
	if elsewhere.undone != 1 {
		t.Errorf("elsewhere it was undone %d times", elsewhere.undone)
	}
}

func TestAnotherRelayerUndoesAShallowReorganisationItNeverSaw(t *testing.T) {
	w := newStreet(t)
	id := w.issue(1_000)
	w.follow(w.x)
	var snapshot string
	w.Call(&snapshot, "evm_snapshot")
	w.offer(id, 10)
	w.follow(w.x)
	r := newReader(t)
	r.read(w.x, w, 1_000, feed.Filter{})
	w.Call(nil, "evm_revert", snapshot)
	w.Mine(8)
	other := w.open(filepath.Join(t.TempDir(), "other.db"))
	r.read(other, w, 1_000, feed.Filter{})
	fresh := newReader(t)
	fresh.read(other, w, 1_000, feed.Filter{})
	if r.undone != 1 {
		t.Errorf("undone %d times", r.undone)
	}
	if diff := cmp.Diff(fresh.ids(), r.ids()); diff != "" {
		t.Errorf("(-fresh +resumed):\n%s", diff)
	}
}

func TestOnlyFinalEventsAreToldToWhoWantsNoOthers(t *testing.T) {
	w := newStreet(t)
	w.issue(1_000)
	w.follow(w.x)
	all, final := newReader(t), newReader(t)
	all.read(w.x, w, 1_000, feed.Filter{})
	final.read(w.x, w, 1_000, feed.Filter{Final: true})
	head := w.x.Status().Block
	if len(final.has) == 0 || len(final.has) >= len(all.has) {
		t.Fatalf("%d of %d are final", len(final.has), len(all.has))
	}
	for _, e := range final.has {
		if e.Block+3 > head {
			t.Errorf("%s is not final at %d", e.ID, head)
		}
	}
	w.Mine(3)
	w.follow(w.x)
	final.read(w.x, w, 1_000, feed.Filter{Final: true})
	if diff := cmp.Diff(all.ids(), final.ids()); diff != "" {
		t.Errorf("three blocks later (-all +final):\n%s", diff)
	}
}

func TestAnEventIsToldToThoseWhomItConcerns(t *testing.T) {
	w := newStreet(t)
	id := w.issue(1_000)
	w.offer(id, 400)
	other := w.issue(50)
	w.follow(w.x)
	of := func(filter feed.Filter) []client.Event {
		r := newReader(t)
		r.read(w.x, w, 1_000, filter)
		return r.has
	}
	// Bolt was asked and the offer was taken back: the answer names nobody, and concerns both.
	for _, company := range []uint32{31, 41, 42} {
		if got := kindsOf(of(feed.Filter{Company: company, Obligation: id, Kinds: []string{"Proposed", "Answered"}})); got != "Proposed Answered" {
			t.Errorf("company %d is told %q", company, got)
		}
	}
	if got := of(feed.Filter{Company: 42, Obligation: other}); len(got) != 0 {
		t.Errorf("Bolt is told of %s", kindsOf(got))
	}
	for _, e := range of(feed.Filter{Company: 10}) {
		if !feed.Visible(e, 10) {
			t.Errorf("%+v", e)
		}
	}
	answered := of(feed.Filter{Obligation: id, Kinds: []string{"Answered"}})
	if len(answered) != 1 {
		t.Fatalf("%d answers", len(answered))
	}
	e := answered[0]
	if e.Units == nil || e.Units.String() != "1-400" || e.Sentence.EN == "" || e.Sentence.ZH == "" || !strings.Contains(string(e.Data), `"outcome":3`) {
		t.Errorf("%+v %s", e, e.Data)
	}
}

func TestAnIDIsReadAsItIsWritten(t *testing.T) {
	for _, id := range []string{"", "1", "1-2", "1-2-3", "01-2-" + strings.Repeat("0", 32), "1-2-" + strings.Repeat("A", 32), "-1-2-" + strings.Repeat("0", 32), "1-2-" + strings.Repeat("0", 33)} {
		if _, err := feed.ParsePlace(id); !errors.Is(err, feed.ErrPlace) {
			t.Errorf("%q: %v", id, err)
		}
	}
	good := "8421-3-9f0c" + strings.Repeat("0", 28)
	if p, err := feed.ParsePlace(good); err != nil || p.String() != good {
		t.Errorf("%v, %v", p, err)
	}
}

func TestAPlaceFarAboveTheChainIsNoneOfIt(t *testing.T) {
	w := newStreet(t)
	f := feed.New(feed.Config{Index: w.x, Clock: w.Deployment.Clock})
	if _, err := f.Read(t.Context(), feed.Place{Block: 1_000_000, Hash: [16]byte{1}}, 10, feed.Filter{}); !errors.Is(err, feed.ErrAhead) {
		t.Errorf("got %v", err)
	}
}
