package house

import (
	"errors"
	"fmt"
	"time"

	"github.com/tallystick/tallystick/bindings/act"
	"github.com/tallystick/tallystick/relayer/outbox"
)

// maxWaiting is how many waiting acts are looked at in one round.
const maxWaiting = 10_000

// expire ends the acts that no checker has signed by their deadline: they hold their references and a place among those that wait.
func (h *House) expire() error {
	stats, err := h.cfg.Outbox.Stats()
	if err != nil || stats.Count[outbox.Waiting] == 0 {
		return err
	}
	waiting, err := h.cfg.Outbox.WaitingActs(maxWaiting)
	if err != nil {
		return err
	}
	var faults []error
	for _, e := range waiting {
		signed, err := act.Decode(e.Calldata)
		if err != nil {
			faults = append(faults, fmt.Errorf("house: read act %s: %w", e.ID, err))
			continue
		}
		if uint64(h.cfg.Now().Unix()) <= signed.Deadline {
			continue
		}
		_, err = h.cfg.Outbox.Expire(e.ID, "no checker signed it by "+time.Unix(int64(signed.Deadline), 0).UTC().Format(time.RFC3339))
		// Somebody may have answered it this very moment.
		if err != nil && !errors.Is(err, outbox.ErrState) {
			faults = append(faults, fmt.Errorf("house: %w", err))
		}
	}
	return errors.Join(faults...)
}
