//go:build !windows

package main

import (
	"context"
	"time"

	"github.com/tallystick/tallystick/bindings/act"
	"github.com/tallystick/tallystick/bindings/run"
	"github.com/tallystick/tallystick/devnet/bench/ours"
)

// together is how many runs are handed to the relayer in one request: a request has 16 MB at most.
const together = 20

// measure does all that is measured end to end.
func (f *flowRun) measure(ctx context.Context) error {
	for _, each := range []struct {
		through, what string
		count, target int
		once          func(context.Context, int) (time.Duration, error)
	}{
		{"`tally voucher pay --file`, one command", "payees", f.size.rows, f.target, f.file},
		{"relayer, payment runs", "payees", f.size.runs * f.size.perRun, f.target, f.runs},
		{"relayer, transfers signed one by one", "transfers", f.size.singles, 0, f.singles},
	} {
		if err := f.repeated(ctx, each.through, each.what, each.count, each.target, each.once); err != nil {
			return err
		}
	}
	return nil
}

// runs hands signed payment runs in, all out of one lot, and waits until the last is in a block.
func (f *flowRun) runs(ctx context.Context, _ int) (time.Duration, error) {
	id, err := f.owed(ctx)
	if err != nil {
		return 0, err
	}
	signed, end := make([]act.Signed, f.size.runs), int64(biggest)
	for i := range signed {
		leaves := make([]run.Leaf, f.size.perRun)
		for j := range leaves {
			leaves[j] = run.Leaf{Payee: f.suppliers[j%len(f.suppliers)].ID, Amount: small}
		}
		var paid *ours.Run
		if paid, end, err = f.our.NewRun(f.holder, id, 0, end, leaves, false); err != nil {
			return 0, err
		}
		if signed[i], err = f.our.Sign(f.holder, paid.Message); err != nil {
			return 0, err
		}
	}
	return f.handIn(ctx, signed, together)
}
