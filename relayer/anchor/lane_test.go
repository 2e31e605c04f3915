package anchor_test

import (
	"cmp"
	"context"
	"errors"
	"math/big"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"

	"github.com/tallystick/tallystick/bindings/act"
	"github.com/tallystick/tallystick/bindings/contracts"
	"github.com/tallystick/tallystick/relayer/anchor"
	"github.com/tallystick/tallystick/relayer/outbox"
	"github.com/tallystick/tallystick/relayer/signer"
)

// newRigOf is a rig with so many keys.
func newRigOf(t *testing.T, w *world, keys int, change func(*anchor.Config)) *rig {
	t.Helper()
	r := newRig(t, w, change)
	for range keys - 1 {
		more := signer.FromKey(newKey(t))
		w.fund(more.Address(), ether(1000))
		r.more = append(r.more, more)
	}
	// Blocks on top, so that no reorganisation takes the money away.
	w.mine(3)
	r.restart()
	return r
}

// of is an act that the chain takes at any time, and of which the outbox is told that it concerns these companies.
func (r *rig) of(companies ...uint32) outbox.Entry {
	r.t.Helper()
	e := r.standing()
	e.Companies = companies
	return e
}

// wantBy fails unless the act has left by a key.
func (r *rig) wantBy(e outbox.Entry, state outbox.State, key common.Address) {
	r.t.Helper()
	if got := r.want(e, state); got.Sender != key {
		r.t.Errorf("act %d went by %s, want %s", got.Seq, got.Sender, key)
	}
}

func TestAnActThatDependsOnNothingGoesByAKeyThatIsFree(t *testing.T) {
	r := newRigOf(t, newWorld(t), 2, nil)
	second := r.more[0].Address()
	a, b := r.of(10), r.of(11)
	r.accept(a, b)
	r.step()
	r.wantBy(a, outbox.Sent, r.sender)
	r.wantBy(b, outbox.Sent, r.sender)
	// One that follows on those waits for their key; one that does not takes the other at once.
	after, other := r.of(10), r.of(12)
	r.accept(after, other)
	r.step()
	r.want(after, outbox.Queued)
	r.wantBy(other, outbox.Sent, second)
	r.finish()
	r.wantOnce(a, b, after, other)
	r.wantBy(after, outbox.Final, r.sender)
}

func TestAnActThatCouldDependOnTwoKeysWaitsAndThoseBehindItDoToo(t *testing.T) {
	r := newRigOf(t, newWorld(t), 2, nil)
	a, b := r.of(10), r.of(11)
	r.accept(a)
	r.step()
	r.accept(b)
	r.step()
	r.wantBy(b, outbox.Sent, r.more[0].Address())
	both, behind := r.of(10, 11), r.of(11, 12)
	r.accept(both, behind)
	// Mined is not enough: a reorganisation could bring the three in another order.
	for range 2 {
		r.mine(1)
		r.step()
	}
	r.want(a, outbox.Mined)
	r.want(both, outbox.Queued)
	r.want(behind, outbox.Queued)
	r.finish()
	r.wantOnce(a, b, both, behind)
	r.wantInOrder()
}

func TestF26AnActStaysBehindWhatItDependsOnWhereAReorganisationTakesBothAway(t *testing.T) {
	r := newRigOf(t, newWorld(t), 3, nil)
	member := act.KeySigner{Private: newKey(t)}
	// The second act is refused by the chain as long as the first is not done.
	admission := r.admission(3, member)
	follows := r.entry(member, contracts.AcceptFrom{Company: 3, Sender: 2, Min: big.NewInt(1), Max: big.NewInt(500), Until: 60_000}, 3, 2)
	r.accept(admission)
	r.step()
	r.mine(1)
	r.step()
	r.want(admission, outbox.Mined)
	r.accept(follows)
	r.step()
	r.mine(1)
	r.step()
	r.wantBy(follows, outbox.Mined, r.want(admission, outbox.Mined).Sender)
	r.ask(nil, "anvil_reorg", 2, []any{})
	r.ask(nil, "anvil_dropAllTransactions")
	r.finish()
	r.wantOnce(admission, follows)
	r.wantInOrder()
}

func TestF38WhileOneSignerIsDownOthersCarryOn(t *testing.T) {
	r := newRigOf(t, newWorld(t), 2, nil)
	down := &brokenSigner{Signer: r.signer, sign: func(context.Context, *types.Transaction, *big.Int) (*types.Transaction, error) {
		return nil, errors.New("locked")
	}}
	r.signer = down
	r.restart()
	stuck := r.of(10)
	r.accept(stuck)
	r.step()
	r.wantBy(stuck, outbox.Held, r.sender)
	var others []outbox.Entry
	for company := range uint32(5) {
		others = append(others, r.of(20+company))
		r.accept(others[company])
		for range 5 {
			r.step()
			r.mine(1)
		}
		r.wantBy(others[company], outbox.Final, r.more[0].Address())
	}
	if held := r.Status().Held; len(held) != 1 || held[0] != r.sender.Hex()+": signer: sign transaction: locked" {
		t.Errorf("held: %q", held)
	}
	down.sign = down.Signer.SignTx
	r.clock.advance(resendEvery)
	r.finish()
	r.wantOnce(append(others, stuck)...)
}

func TestASignerThatHangsIsAskedSeldom(t *testing.T) {
	r := newRig(t, newWorld(t), nil)
	asked := 0
	hangs := &brokenSigner{Signer: r.signer, sign: func(context.Context, *types.Transaction, *big.Int) (*types.Transaction, error) {
		asked++
		r.clock.advance(10 * time.Second)
		return nil, context.DeadlineExceeded
	}}
	r.signer = hangs
	r.restart()
	e := r.standing()
	r.accept(e)
	began := r.clock.Now()
	for r.clock.Now().Sub(began) < 10*time.Minute {
		r.step()
		r.clock.advance(time.Second)
	}
	if asked < 5 || asked > 13 {
		t.Errorf("in ten minutes it was asked %d times for ten seconds each", asked)
	}
	hangs.sign = hangs.Signer.SignTx
	r.clock.advance(time.Minute)
	r.finish()
	r.wantOnce(e)
}

func TestWhatAKeyOfBeforeHasUnderWayIsSeenThroughAndNothingMoreIsSignedByIt(t *testing.T) {
	r := newRigOf(t, newWorld(t), 2, nil)
	first, second := r.signer, r.more[0]
	// The second key has one transaction out, and one that its signer did not sign.
	busy, out := r.of(10), r.of(11)
	r.accept(busy)
	r.step()
	r.accept(out)
	r.step()
	r.wantBy(out, outbox.Sent, second.Address())
	r.more[0] = &brokenSigner{Signer: second, sign: func(context.Context, *types.Transaction, *big.Int) (*types.Transaction, error) {
		return nil, errors.New("locked")
	}}
	r.restart()
	r.mine(1)
	r.step()
	unsigned := r.of(11)
	r.accept(unsigned)
	r.step()
	r.wantBy(unsigned, outbox.Held, second.Address())

	r.more = nil
	r.restart()
	r.clock.advance(resendEvery)
	free, waits := r.of(30), r.of(11, 30)
	r.accept(free, waits)
	for range 6 {
		r.step()
		r.mine(1)
		r.clock.advance(time.Second)
	}
	r.wantOnce(busy, out, free)
	r.wantBy(free, outbox.Final, first.Address())
	r.want(unsigned, outbox.Held)
	r.want(waits, outbox.Queued)
	if held := r.Status().Held; len(held) != 1 || !strings.Contains(held[0], "started without the key "+second.Address().Hex()) {
		t.Errorf("held: %q", held)
	}
	if err := r.Cancel(outbox.Slot{Sender: second.Address(), Nonce: 1}); !errors.Is(err, outbox.ErrInvalid) {
		t.Errorf("cancel with a key that it does not have: %v", err)
	}

	r.more = []signer.Signer{second}
	r.restart()
	r.clock.advance(resendEvery)
	r.finish()
	r.wantOnce(busy, out, free, unsigned, waits)
	r.wantInOrder()
}

func TestTheSameKeyTwiceIsRefused(t *testing.T) {
	r := newRig(t, newWorld(t), nil)
	if _, err := anchor.New(r.box, r.node, []signer.Signer{r.signer, r.signer}, r.cfg); err == nil || !strings.Contains(err.Error(), "given twice") {
		t.Errorf("got %v", err)
	}
	if _, err := anchor.New(r.box, r.node, nil, r.cfg); err == nil {
		t.Error("an anchor without a key")
	}
}

func TestF18EachOfSeveralKeysHasSixteenInFlightAtMost(t *testing.T) {
	r := newRigOf(t, newWorld(t), 2, func(cfg *anchor.Config) { cfg.MaxActs = 1 })
	var all []outbox.Entry
	for n := range uint32(40) {
		all = append(all, r.of(10+n))
	}
	r.accept(all...)
	for range 3 {
		r.step()
		for _, sender := range r.Status().Senders {
			if sender.InFlight != 16 {
				t.Errorf("%d in flight by %s, want 16", sender.InFlight, sender.Address)
			}
		}
	}
	r.finish()
	r.wantOnce(all...)
}

func TestF18ManyActsBySeveralKeysKeepTheirOrderWhereTheyCouldDependThroughReorganisations(t *testing.T) {
	seed := number(t, "LANES_SEED", rand.Uint64())
	t.Logf("LANES_SEED=%d", seed)
	dice := rand.New(rand.NewPCG(seed, 0))
	r := newRigOf(t, newWorld(t), 3, func(cfg *anchor.Config) { cfg.MaxActs = 4 })
	var all []outbox.Entry
	for len(all) < 250 {
		for range 1 + dice.IntN(30) {
			companies := []uint32{10 + dice.Uint32N(300)}
			if dice.IntN(8) == 0 {
				companies = append(companies, 10+dice.Uint32N(300))
			}
			if dice.IntN(200) == 0 {
				companies = nil
			}
			e := r.of(companies...)
			r.accept(e)
			all = append(all, e)
		}
		r.step()
		switch dice.IntN(6) {
		case 0:
		case 1:
			r.ask(nil, "anvil_reorg", 1+dice.IntN(2), []any{})
			if dice.IntN(2) == 0 {
				r.ask(nil, "anvil_dropAllTransactions")
			}
		default:
			r.mine(1)
		}
		r.clock.advance(time.Duration(dice.IntN(6)) * time.Second)
	}
	r.finish()
	r.wantOnce(all...)
	r.wantInOrder()
	by := make(map[common.Address]int)
	for _, e := range all {
		by[r.want(e, outbox.Final).Sender]++
	}
	if len(by) < 2 {
		t.Errorf("three keys were there, used were %v", by)
	}
	t.Logf("acts by key: %v", by)
}

// wantInOrder fails unless all acts that have a company in common are on chain in the order in which they were accepted.
func (r *rig) wantInOrder() {
	r.t.Helper()
	all, err := r.box.Newest(0, 100_000)
	if err != nil {
		r.t.Fatal(err)
	}
	places := make(map[common.Hash]uint)
	for _, e := range all {
		if receipt, err := r.node.Receipt(r.t.Context(), e.Tx); err != nil || receipt == nil || len(receipt.Logs) == 0 {
			r.t.Fatalf("receipt of act %d: %v", e.Seq, err)
		} else {
			places[e.Tx] = receipt.Logs[0].TxIndex
		}
	}
	slices.SortFunc(all, func(x, y outbox.Entry) int {
		return cmp.Or(cmp.Compare(x.Height, y.Height), cmp.Compare(places[x.Tx], places[y.Tx]), cmp.Compare(x.Index, y.Index))
	})
	last := make(map[uint32]uint64)
	var lastOfAny, highest uint64
	for _, e := range all {
		before := lastOfAny
		for _, company := range e.Companies {
			before = max(before, last[company])
		}
		if len(e.Companies) == 0 {
			before = highest
		}
		if before > e.Seq {
			r.t.Errorf("act %d is on chain behind act %d, and they have a company in common", e.Seq, before)
		}
		for _, company := range e.Companies {
			last[company] = max(last[company], e.Seq)
		}
		if len(e.Companies) == 0 {
			lastOfAny = max(lastOfAny, e.Seq)
		}
		highest = max(highest, e.Seq)
	}
}
