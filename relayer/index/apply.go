package index

import (
	"fmt"

	"github.com/ethereum/go-ethereum/core/types"
)

// happened is an event that changes the state.
type happened struct {
	log    *types.Log
	effect effect
}

// events reads the events of a block that change the state. It takes most of the time that a block takes, and needs no state: readers of the state
// wait for apply only.
func (t table) events(b block) ([]happened, error) {
	events := make([]happened, 0, len(b.Logs))
	for i := range b.Logs {
		log := &b.Logs[i]
		if log.Removed || len(log.Topics) == 0 {
			continue
		}
		read, ok := t[source{log.Address, log.Topics[0]}]
		if !ok {
			continue
		}
		effect, err := read(log)
		if err != nil {
			return nil, b.fault(log, err)
		}
		events = append(events, happened{log, effect})
	}
	return events, nil
}

// apply applies one block's events. On an error nothing of the block remains applied.
func (s *state) apply(b block, events []happened) (*change, error) {
	c := &change{state: s}
	for _, event := range events {
		c.at = happening(b, event.log.TxHash, event.log.Index, c.at)
		if err := event.effect(c); err != nil {
			c.revert()
			return nil, b.fault(event.log, err)
		}
	}
	return c, nil
}

// add reads a block's events and applies them.
func (s *state) add(t table, b block) (*change, error) {
	events, err := t.events(b)
	if err != nil {
		return nil, err
	}
	return s.apply(b, events)
}

// fault says in which event of a block something went wrong.
func (b block) fault(log *types.Log, err error) error {
	return fmt.Errorf("event %d of block %d (%s): %w", log.Index, b.Number, b.Hash, err)
}
