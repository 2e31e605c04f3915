//go:build !windows

package relayer

import (
	"errors"
	"fmt"
	"net/http"
	"os"
	"os/signal"
	"syscall"
	"testing"

	"github.com/tallystick/tallystick/bindings/act"
	"github.com/tallystick/tallystick/bindings/client"
	"github.com/tallystick/tallystick/devnet"
	"github.com/tallystick/tallystick/relayer/outbox"
)

// fullDisk runs in a relayer that a test started: on SIGUSR1 no file may become larger than the outbox is then, as if the disk were full, and
// on SIGUSR2 they may again.
func fullDisk(path string) {
	// A write beyond the limit is then an error and no signal.
	signal.Ignore(syscall.SIGXFSZ)
	orders := make(chan os.Signal, 1)
	signal.Notify(orders, syscall.SIGUSR1, syscall.SIGUSR2)
	for order := range orders {
		var limit syscall.Rlimit
		if err := syscall.Getrlimit(syscall.RLIMIT_FSIZE, &limit); err != nil {
			panic(err)
		}
		limit.Cur = limit.Max
		if order == syscall.SIGUSR1 {
			info, err := os.Stat(path)
			if err != nil {
				panic(err)
			}
			limit.Cur = uint64(info.Size())
		}
		if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &limit); err != nil {
			panic(err)
		}
	}
}

func TestF06WithTheDiskFullTheAnswerIs503AndItGoesOnWhenThereIsSpace(t *testing.T) {
	g := newGround(t)
	o := g.order(devnet.Relayer)
	p := start(t, o, "")
	c := p.api()
	if err := p.cmd.Process.Signal(syscall.SIGUSR1); err != nil {
		t.Fatal(err)
	}
	var answered, refused []act.Signed
	for len(refused) == 0 {
		var batch []act.Signed
		for range 50 {
			batch = append(batch, g.signed(t))
		}
		items, err := c.PostBatch(t.Context(), batch)
		var problem *client.Problem
		switch {
		case err == nil:
			for i, item := range items {
				if item.Problem != nil {
					t.Fatalf("act %d: %+v", i, item.Problem)
				}
			}
			answered = append(answered, batch...)
		case errors.As(err, &problem) && problem.Status == http.StatusServiceUnavailable && problem.Code == "unavailable":
			refused = batch
		default:
			t.Fatalf("after %d acts: %v", len(answered), err)
		}
		if len(answered) > 20_000 {
			t.Fatal("the disk never was full")
		}
	}
	for _, signed := range refused {
		id, err := signed.Digest(g.network.Domain())
		if err != nil {
			t.Fatal(err)
		}
		if status, body, err := p.page("/v1/acts/" + id.Hex()); err != nil || status != http.StatusNotFound {
			t.Fatalf("of an act that was refused it says %d %s, %v", status, body, err)
		}
	}

	if err := p.cmd.Process.Signal(syscall.SIGUSR2); err != nil {
		t.Fatal(err)
	}
	p.await("taking acts again", "/readyz", func(int, string) bool {
		_, err := c.PostBatch(t.Context(), refused)
		return err == nil
	})
	all := append(answered, refused...)
	p.awaitActs(outbox.Final, len(all))
	p.awaitReady()
	p.terminate()
	g.wantOnce(t, o, g.entries(t, all))
}

// entries are acts by their ids alone.
func (g *ground) entries(t *testing.T, list []act.Signed) []outbox.Entry {
	t.Helper()
	entries := make([]outbox.Entry, len(list))
	for i, signed := range list {
		var err error
		if entries[i].ID, err = signed.Digest(g.network.Domain()); err != nil {
			t.Fatal(fmt.Errorf("act %d: %w", i, err))
		}
	}
	return entries
}
