package outbox

import (
	"errors"
	"path/filepath"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"pgregory.net/rapid"
)

// TestNothingIsLostOrDoubledByAnyOrderOfVerbs runs the verbs in random orders, with the process gone and back in between, against the
// one thing that a model needs to know: how often each act was done on a chain that takes every nonce once.
func TestNothingIsLostOrDoubledByAnyOrderOfVerbs(t *testing.T) {
	dir := t.TempDir()
	runs := 0
	rapid.Check(t, func(t *rapid.T) {
		runs++
		m := &machine{path: filepath.Join(dir, string(rune('a'+runs%26))+common.Bytes2Hex(seqKey(uint64(runs)))), done: map[common.Hash]int{}}
		m.open(t)
		defer func() {
			if err := m.box.Close(); err != nil {
				t.Fatal(err)
			}
		}()
		t.Repeat(map[string]func(*rapid.T){
			"accept":   m.accept,
			"reserve":  m.reserve,
			"sign":     m.sign,
			"send":     m.send,
			"hold":     m.hold,
			"mine":     m.mine,
			"unmine":   m.unmine,
			"finalise": m.finalise,
			"foreign":  m.foreign,
			"kill":     m.kill,
			"":         m.audit,
		})
	})
}

// machine is the outbox and a chain that is nothing but a nonce.
type machine struct {
	path string
	box  *Outbox
	// accepted are the acts that were answered.
	accepted []common.Hash
	// latest is the chain's nonce.
	latest uint64
	// done counts how often each act was done at final depth.
	done map[common.Hash]int
}

func (m *machine) open(t *rapid.T) {
	box, err := Open(Config{Path: m.path})
	if err != nil {
		t.Fatal(err)
	}
	// The disk is not what is tested here, and waiting for it would make the search small.
	box.db.NoSync = true
	m.box = box
}

// kill ends the process without a word: what is committed is there, nothing else is.
func (m *machine) kill(t *rapid.T) {
	if err := m.box.db.Close(); err != nil {
		t.Fatal(err)
	}
	m.open(t)
}

func (m *machine) accept(t *rapid.T) {
	e := act(rapid.IntRange(0, 30).Draw(t, "act"))
	answer, err := m.box.Accept(e)
	if err != nil {
		t.Fatal(err)
	}
	if !answer.Already {
		m.accepted = append(m.accepted, e.ID)
	}
}

func (m *machine) reserve(t *rapid.T) {
	queued, err := m.box.Queued(rapid.IntRange(1, 4).Draw(t, "acts"))
	if err != nil {
		t.Fatal(err)
	}
	var list []common.Hash
	for _, e := range queued {
		if e.Alone && len(list) > 0 {
			break
		}
		list = append(list, e.ID)
	}
	if len(list) == 0 {
		t.Skip("nothing queued")
	}
	r, err := m.box.Reserve(sender, m.latest, list)
	if err != nil {
		t.Fatal(err)
	}
	if r.Nonce < m.latest {
		t.Fatalf("nonce %d was used before, the chain is at %d", r.Nonce, m.latest)
	}
}

// pick is a live reservation for which ok holds.
func (m *machine) pick(t *rapid.T, ok func(Reservation) bool) Reservation {
	live, err := m.box.Live(sender)
	if err != nil {
		t.Fatal(err)
	}
	var fit []Reservation
	for _, r := range live {
		if ok(r) {
			fit = append(fit, r)
		}
	}
	if len(fit) == 0 {
		t.Skip("no such reservation")
	}
	return rapid.SampledFrom(fit).Draw(t, "reservation")
}

func (m *machine) sign(t *rapid.T) {
	r := m.pick(t, func(r Reservation) bool { return r.Stage == StageOpen && len(r.Attempts) < 3 })
	if _, err := m.box.StoreSigned(r.Slot, attempt(r.Slot, len(r.Attempts))); err != nil {
		t.Fatal(err)
	}
}

func (m *machine) send(t *rapid.T) {
	r := m.pick(t, func(r Reservation) bool { return r.Stage == StageOpen && len(r.Attempts) > 0 })
	if err := m.box.MarkSent(r.Slot); err != nil {
		t.Fatal(err)
	}
}

func (m *machine) hold(t *rapid.T) {
	r := m.pick(t, func(r Reservation) bool { return r.Stage == StageOpen })
	if err := m.box.Hold(r.Slot, "no money"); err != nil {
		t.Fatal(err)
	}
}

// mine puts the transaction with the chain's next nonce into a block, if it was signed: the socket may have seen it.
func (m *machine) mine(t *rapid.T) {
	r := m.pick(t, func(r Reservation) bool {
		return r.Stage == StageOpen && len(r.Attempts) > 0 && r.Nonce == m.latest
	})
	m.latest++
	results := make([]Result, len(r.Entries))
	void := rapid.IntRange(0, 9).Draw(t, "void") == 0
	for i := range results {
		results[i] = rapid.SampledFrom([]Result{Done, Done, Refused}).Draw(t, "result")
		if void {
			results[i] = Void
		}
	}
	if err := m.box.MarkMined(landing(r.Slot, 10, results...)); err != nil {
		t.Fatal(err)
	}
}

// unmine takes the last block back.
func (m *machine) unmine(t *rapid.T) {
	r := m.pick(t, func(r Reservation) bool { return r.Stage == StageLanded && r.Nonce+1 == m.latest })
	m.latest--
	if _, err := m.box.Unmine(r.Slot, "reorganised"); err != nil {
		t.Fatal(err)
	}
}

// finalise closes the lowest landed reservation.
func (m *machine) finalise(t *rapid.T) {
	first := true
	r := m.pick(t, func(r Reservation) bool {
		ok := first && r.Stage == StageLanded
		first = false
		return ok
	})
	if err := m.box.Finalise(r.Slot); err != nil {
		t.Fatal(err)
	}
	for _, id := range r.Entries {
		e, err := m.box.Get(id)
		if err != nil {
			t.Fatal(err)
		}
		if e.State == Final {
			m.done[id]++
		}
	}
}

// foreign has a stranger's transaction take the lowest open nonce for good.
func (m *machine) foreign(t *rapid.T) {
	r := m.pick(t, func(r Reservation) bool { return r.Stage == StageOpen && r.Nonce == m.latest })
	m.latest++
	if err := m.box.Forfeit(r.Slot, "taken"); err != nil {
		t.Fatal(err)
	}
}

// audit is run after every verb.
func (m *machine) audit(t *rapid.T) {
	if err := audit(m.box); err != nil {
		t.Fatal(err)
	}
	for _, id := range m.accepted {
		if _, err := m.box.Get(id); errors.Is(err, ErrNotFound) {
			t.Fatalf("act %s was accepted and is gone", id)
		}
		if m.done[id] > 1 {
			t.Fatalf("act %s was done %d times", id, m.done[id])
		}
	}
}
