//go:build !windows

package main

import "context"

// measure does all that is measured end to end.
func (f *flowRun) measure(ctx context.Context) error {
	return f.repeated(ctx, "relayer, transfers one by one", "transfers", f.size.singles, 0, f.singles)
}
