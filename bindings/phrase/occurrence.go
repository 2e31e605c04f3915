package phrase

import (
	"fmt"
	"math/big"
	"slices"
	"sync"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"

	"github.com/tallystick/tallystick/bindings/ref"
)

// Occurrence is an event of the contracts in its parts.
type Occurrence struct {
	// Kind is the event's name, "Transferred".
	Kind string
	// Obligation is the one that it is about; zero for none.
	Obligation ref.Obligation
	// Companies are the ids that stand in it, each once, smallest first.
	Companies []uint32
	// Fields are its numbers and texts by the contracts' names, those of structs in it laid open.
	Fields map[string]any
}

// Read takes an event of the network's contracts apart. A log that it cannot read is ErrUnknownEvent.
func Read(log *types.Log) (Occurrence, error) {
	if log == nil || len(log.Topics) == 0 {
		return Occurrence{}, fmt.Errorf("a log without topics: %w", ErrUnknownEvent)
	}
	event, ok := eventsByTopic()[log.Topics[0]]
	if !ok {
		return Occurrence{}, fmt.Errorf("topic %s: %w", log.Topics[0], ErrUnknownEvent)
	}
	fields, err := fieldsOf(event, log)
	if err != nil {
		return Occurrence{}, fmt.Errorf("%s: %w: %w", event.Name, ErrUnknownEvent, err)
	}
	o := Occurrence{Kind: event.Name, Fields: fields}
	for name, value := range fields {
		if id, ok := value.(uint32); ok && id != 0 && isCompany(event.Name, name) && !slices.Contains(o.Companies, id) {
			o.Companies = append(o.Companies, id)
		}
	}
	slices.Sort(o.Companies)
	for _, name := range []string{"obligation", "receivable", "first"} {
		if id, ok := fields[name].(*big.Int); ok {
			// An id of no known module is of no obligation.
			o.Obligation, _ = ref.FromBig(id)
		}
	}
	return o, nil
}

// KindOf is the name of the event that a first topic stands for; empty for none of the network's.
func KindOf(topic common.Hash) string { return eventsByTopic()[topic].Name }

// Kinds are the names of all events of the network's contracts, in the order of the alphabet.
func Kinds() []string { return slices.Clone(kinds()) }

var kinds = sync.OnceValue(func() []string {
	var names []string
	for _, event := range eventsByTopic() {
		names = append(names, event.Name)
	}
	slices.Sort(names)
	return slices.Compact(names)
})
