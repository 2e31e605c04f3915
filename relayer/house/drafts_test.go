package house_test

import (
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tallystick/tallystick/bindings/act"
	"github.com/tallystick/tallystick/bindings/contracts"
	"github.com/tallystick/tallystick/relayer/internal/ground"
	"github.com/tallystick/tallystick/relayer/outbox"
)

// keeps puts a desk's act into the outbox, to wait for a checker.
func (h *home) keeps(nonce uint64, deadline time.Time) common.Hash {
	h.t.Helper()
	signed, err := act.Sign(h.Operator, h.Deployment.Domain(), contracts.SuspendCompany{Company: ground.Desk, Id: 41, Suspended: true, Reason: "r"}, nonce, uint64(deadline.Unix()))
	if err != nil {
		h.t.Fatal(err)
	}
	id, err := signed.Digest(h.Deployment.Domain())
	if err != nil {
		h.t.Fatal(err)
	}
	calldata, err := signed.Calldata()
	if err != nil {
		h.t.Fatal(err)
	}
	answer, err := h.box.Accept(outbox.Entry{
		ID: id, Act: signed.Name(), Target: h.Deployment.Address("Companies"), Calldata: calldata, Gas: 300_000,
		Key: signed.Key, Nonce: signed.Nonce, Companies: []uint32{ground.Desk}, State: outbox.Waiting,
	})
	if err != nil || answer.Err != nil {
		h.t.Fatal(err, answer.Err)
	}
	return id
}

func TestADraftIsKeptToItsDeadlineAndNotASecondLonger(t *testing.T) {
	h := newHome(t, 1)
	until := h.clock().Add(time.Hour).Truncate(time.Second)
	first, second := h.keeps(act.FirstDraftNonce, until), h.keeps(act.FirstDraftNonce+1, until.Add(time.Hour))
	state := func(id common.Hash) outbox.State {
		t.Helper()
		e, err := h.box.Get(id)
		if err != nil {
			t.Fatal(err)
		}
		return e.State
	}
	h.keep()
	if state(first) != outbox.Waiting || state(second) != outbox.Waiting {
		t.Errorf("before their time: %s and %s", state(first), state(second))
	}
	h.late = time.Hour + 2*time.Second
	h.keep()
	if state(first) != outbox.Expired || state(second) != outbox.Waiting {
		t.Errorf("after the first one's time: %s and %s", state(first), state(second))
	}
	if e, err := h.box.Get(first); err != nil || e.Reason() != "no checker signed it by "+until.UTC().Format(time.RFC3339) {
		t.Errorf("reason %q, %v", e.Reason(), err)
	}
}
