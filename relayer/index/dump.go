package index

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"io"
	"sort"
)

// emitter takes a line of a dump.
type emitter func(line string) error

// parts are the state's parts in the order of a dump. Each tells its lines in any order.
func (s *state) parts() []func(emitter) error {
	return []func(emitter) error{
		func(emit emitter) error { return tellMap(emit, "company", s.companies) },
		func(emit emitter) error { return tellMap(emit, "operator", s.operators) },
		func(emit emitter) error { return tellSets(emit, "operators of", s.operatorsOf) },
		func(emit emitter) error { return tellMap(emit, "standing", s.standings) },
		func(emit emitter) error { return tellMap(emit, "vendor", s.vendors) },
		func(emit emitter) error { return tellMap(emit, "line", s.lines) },
		func(emit emitter) error { return tellMap(emit, "grant", s.grants) },
		func(emit emitter) error { return tellMap(emit, "obligation", s.obligations) },
		func(emit emitter) error { return tellMap(emit, "named", s.named) },
		func(emit emitter) error { return tellMap(emit, "history", s.history) },
		func(emit emitter) error { return tellMap(emit, "hops", s.hops) },
		func(emit emitter) error { return tellMap(emit, "lot", s.lots) },
		func(emit emitter) error { return tellSets(emit, "lots of", s.lotsOf) },
		func(emit emitter) error { return tellSets(emit, "lots by", s.lotsBy) },
		func(emit emitter) error { return tellSets(emit, "lots to", s.lotsTo) },
		func(emit emitter) error { return tellMap(emit, "tended", s.tended) },
		func(emit emitter) error { return tellMap(emit, "run", s.runs) },
		func(emit emitter) error { return tellMap(emit, "runs of", s.runsOf) },
		func(emit emitter) error { return tellMap(emit, "runs by", s.runsBy) },
		func(emit emitter) error { return tellMap(emit, "opening", s.openings) },
		func(emit emitter) error { return tellMap(emit, "account", s.accounts) },
		func(emit emitter) error { return tellMap(emit, "earmark", s.earmarks) },
		func(emit emitter) error { return tellMap(emit, "statement", s.statements) },
		func(emit emitter) error { return tellMap(emit, "discount", s.discounts) },
		func(emit emitter) error { return tellMap(emit, "withdrawn", s.withdrawn) },
		func(emit emitter) error { return tellMap(emit, "record", s.records) },
		func(emit emitter) error { return tellMap(emit, "offer", s.offers) },
		func(emit emitter) error { return tellMap(emit, "pledge", s.pledges) },
		func(emit emitter) error { return tellMap(emit, "claim", s.claims) },
		func(emit emitter) error { return tellMap(emit, "claims of", s.claimsOf) },
		func(emit emitter) error { return tellMap(emit, "hold", s.holds) },
		func(emit emitter) error { return tellMap(emit, "holds of", s.holdsOf) },
		func(emit emitter) error { return tellMap(emit, "documents", s.documents) },
		func(emit emitter) error { return tellMap(emit, "invoice", s.invoices) },
		func(emit emitter) error { return tellMap(emit, "drawn", s.drawn) },
		func(emit emitter) error { return tellMap(emit, "default", s.defaults) },
		func(emit emitter) error { return tellMap(emit, "alerts", s.alerts) },
		func(emit emitter) error { return tellMap(emit, "member", s.members) },
		func(emit emitter) error { return tellMap(emit, "invitation", s.invitations) },
		func(emit emitter) error { return tellMap(emit, "recovery", s.recoveries) },
		func(emit emitter) error { return tellMap(emit, "acted", s.acted) },
		func(emit emitter) error { return tellMap(emit, "rules", s.rules) },
	}
}

// dump writes the whole state in one canonical form: part by part, the lines of each in order.
func (s *state) dump(w io.Writer) error {
	for _, tell := range s.parts() {
		var lines []string
		err := tell(func(line string) error {
			lines = append(lines, line)
			return nil
		})
		if err != nil {
			return fmt.Errorf("dump index: %w", err)
		}
		sort.Strings(lines)
		for _, line := range lines {
			if _, err := io.WriteString(w, line); err != nil {
				return fmt.Errorf("dump index: %w", err)
			}
		}
	}
	return nil
}

// digest is the same for two states that dump the same bytes, and differs for others: the lines' hashes, each by itself, so that a million of them
// need not be sorted or kept. No two lines of one state are the same.
func (s *state) digest() (sum [sha256.Size]byte, err error) {
	for _, tell := range s.parts() {
		err := tell(func(line string) error {
			for i, b := range sha256.Sum256([]byte(line)) {
				sum[i] ^= b
			}
			return nil
		})
		if err != nil {
			return sum, fmt.Errorf("digest index: %w", err)
		}
	}
	return sum, nil
}

func tellMap[K comparable, V any](emit emitter, name string, m map[K]V) error {
	for key, value := range m {
		text, err := json.Marshal(value)
		if err != nil {
			return err
		}
		if err := emit(fmt.Sprintf("%s %v %s\n", name, key, text)); err != nil {
			return err
		}
	}
	return nil
}

func tellSets[K, E comparable](emit emitter, name string, m map[K]map[E]struct{}) error {
	for key, elements := range m {
		for element := range elements {
			if err := emit(fmt.Sprintf("%s %v %v\n", name, key, element)); err != nil {
				return err
			}
		}
	}
	return nil
}
