package anchor_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/tallystick/tallystick/relayer/anchor"
	"github.com/tallystick/tallystick/relayer/chain"
	"github.com/tallystick/tallystick/relayer/outbox"
)

// crash is what a hook throws to end the anchor in the middle of a round, as kill -9 does: nothing that runs after it has an effect.
type crash struct{ point string }

// stepOrCrash does one round, whatever becomes of it, and tells whether it crashed.
func (r *rig) stepOrCrash() (crashed bool) {
	defer func() {
		switch thrown := recover().(type) {
		case nil:
		case crash:
			crashed = true
		default:
			panic(thrown)
		}
	}()
	_ = r.Step(context.Background())
	return false
}

// chaos is a rig whose node and process fail as a dice says.
type chaos struct {
	*rig
	dice *rand.Rand
	// crashAt is the point at which the next crash comes; empty for none.
	crashAt string
	acts    []outbox.Entry
}

func newChaos(t *testing.T, w *world, seed uint64) *chaos {
	c := &chaos{dice: rand.New(rand.NewPCG(seed, 1))}
	c.rig = newRig(t, w, func(cfg *anchor.Config) {
		cfg.MaxActs, cfg.BumpAfter = 3, 6
		cfg.Hook = func(point string) {
			if point == c.crashAt {
				c.crashAt = ""
				panic(crash{point})
			}
		}
	})
	// A reorganisation must not take the money back.
	w.mine(5)
	c.via = &faulty{Chain: w.node, send: c.send}
	c.restart()
	return c
}

// send loses a transaction, or its answer, one time in four.
func (c *chaos) send(ctx context.Context, raw []byte) error {
	switch c.dice.IntN(8) {
	case 0:
		return &chain.Error{Class: chain.Unreachable, Err: fmt.Errorf("lost before the node had it")}
	case 1:
		_ = c.node.Send(ctx, raw)
		return &chain.Error{Class: chain.Unreachable, Err: fmt.Errorf("lost after the node had it")}
	}
	return c.node.Send(ctx, raw)
}

// turn does one thing that may happen.
func (c *chaos) turn() {
	points := []string{anchor.AfterSign, anchor.BeforeSend, anchor.AfterSend, anchor.AfterMined, anchor.BeforeFinal}
	switch c.dice.IntN(12) {
	case 0, 1:
		e := c.standing()
		c.accept(e)
		c.acts = append(c.acts, e)
	case 2, 3, 4:
		if c.stepOrCrash() {
			c.restart()
		}
	case 5, 6, 7:
		c.mine(1 + c.dice.IntN(2))
	case 8:
		c.ask(nil, "anvil_dropAllTransactions")
	case 9:
		c.ask(nil, "anvil_reorg", 1+c.dice.IntN(2), []any{})
	case 10:
		c.crashAt = points[c.dice.IntN(len(points))]
	case 11:
		c.clock.advance(time.Duration(c.dice.IntN(20)-5) * time.Second)
	}
}

func TestAnyOrderOfFaultsEndsWithOneEventForEachAct(t *testing.T) {
	w := newWorld(t)
	for seed := range uint64(20) {
		t.Run(fmt.Sprintf("seed %d", seed), func(t *testing.T) {
			c := newChaos(t, w, seed)
			for range 120 {
				c.turn()
			}
			c.crashAt = ""
			c.via.(*faulty).send = nil
			c.clock.advance(resendEvery)
			c.finish()
			c.wantOnce(c.acts...)
		})
	}
}
