package webhook_test

import (
	"net/http"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/tallystick/tallystick/relayer/feed"
	desk "github.com/tallystick/tallystick/relayer/webhook"
)

// fares is how the yard's webhooks fare.
func (y *yard) fares(want desk.Stats) {
	y.t.Helper()
	got, err := y.desk.Stats()
	if err != nil {
		y.t.Fatal(err)
	}
	if diff := cmp.Diff(want, got, cmpopts.EquateApproxTime(0)); diff != "" {
		y.t.Errorf("(-want +got):\n%s", diff)
	}
}

// happened is when the first event that the webhook is for happened.
func (y *yard) happened() time.Time {
	y.t.Helper()
	part, err := y.feed.Read(y.t.Context(), feed.Place{}, 1, feed.Filter{Company: acme, Kinds: []string{"Issued"}, Final: true})
	if err != nil || len(part.Events) != 1 {
		y.t.Fatalf("%+v, %v", part, err)
	}
	return part.Events[0].Time
}

func TestWhatWaitsForAnERPIsCountedUntilItIsTaken(t *testing.T) {
	y := newYard(t)
	all, first := len(y.wanted()), y.happened()
	y.fares(desk.Stats{Active: 1})
	y.erp.answer(500)
	y.step()
	y.fares(desk.Stats{Failed: 1, Failing: 1, Waiting: all, Oldest: first})

	// Another process finds the same, before the message is tried again.
	if err := y.desk.Close(); err != nil {
		t.Fatal(err)
	}
	y.open(nil)
	y.fares(desk.Stats{Failing: 1})
	y.step()
	y.fares(desk.Stats{Failing: 1, Waiting: all, Oldest: first})

	y.late += 6 * time.Second
	y.step()
	y.fares(desk.Stats{Delivered: uint64(all), Active: 1})

	// Its company replays from the beginning, and the ERP takes one message and no more.
	place := ""
	if _, err := y.desk.Replay(acme, y.hook.ID, common.Hash{2}, y.now().Add(time.Minute), &place); err != nil {
		t.Fatal(err)
	}
	y.erp.answer(http.StatusNoContent, http.StatusServiceUnavailable)
	y.step()
	got, err := y.desk.Stats()
	if err != nil || got.Waiting != all-1 || got.Failing != 1 || got.Delivered != uint64(all)+1 || !got.Oldest.After(first.Add(-time.Second)) {
		t.Errorf("%+v, %v", got, err)
	}
	// One that is gone waits for nothing; nor does one that is removed.
	y.erp.answer(http.StatusGone)
	y.late += time.Hour
	y.step()
	y.fares(desk.Stats{Delivered: uint64(all) + 1, Failed: 2, Stopped: 1})
	if _, err := y.desk.Remove(acme, y.hook.ID, common.Hash{3}, y.now().Add(time.Minute)); err != nil {
		t.Fatal(err)
	}
	y.fares(desk.Stats{Delivered: uint64(all) + 1, Failed: 2})
}
