package outbox

import (
	"errors"
	"fmt"
	"sync"
)

// share lets those who want to write while a transaction is on its way to the disk go together in the next one, with one fsync. Who comes while
// nobody writes waits for nobody.
type share struct {
	mu      sync.Mutex
	busy    bool
	waiting []*writer
}

// writer is one who shares a transaction.
type writer struct {
	fn   func(*txn) error
	turn chan turn
}

// turn is what a writer who waited is to do.
type turn struct {
	do  duty
	err error
}

type duty int

const (
	// done: it is written, or the disk did not take it.
	done duty = iota
	// alone: another's part failed, and so each writes by itself.
	alone
	// lead: write what waits.
	lead
)

// errAlone: a part of a shared transaction failed.
var errAlone = errors.New("part of a shared transaction")

// together runs fn in a write transaction that it may share. fn may be run twice, of which only the last counts.
func (o *Outbox) together(fn func(*txn) error) error {
	w := &writer{fn: fn, turn: make(chan turn, 1)}
	next := turn{do: lead}
	if o.share.waits(w) {
		next = <-w.turn
	}
	if next.do == lead {
		next = o.lead(w)
	}
	if next.do == alone {
		return o.write(fn)
	}
	return next.err
}

// lead writes its own part and those of all who wait by the time that it may write, and then lets the next one lead.
func (o *Outbox) lead(w *writer) turn {
	group, outcome := []*writer{w}, turn{do: alone}
	// Also where something is thrown: nobody is left waiting.
	defer func() {
		o.share.pass()
		for _, other := range group[1:] {
			other.turn <- outcome
		}
	}()
	err := o.write(func(t *txn) error {
		group = append(group, o.share.take()...)
		if len(group) == 1 {
			return w.fn(t)
		}
		for _, each := range group {
			if err := runPart(each.fn, t); err != nil {
				return fmt.Errorf("%w: %w", errAlone, err)
			}
		}
		return nil
	})
	if !errors.Is(err, errAlone) {
		outcome = turn{do: done, err: err}
	}
	return outcome
}

// runPart makes an error of what a part throws: it throws again where it is alone, for whoever it belongs to.
func runPart(fn func(*txn) error, t *txn) (err error) {
	defer func() {
		if thrown := recover(); thrown != nil {
			err = fmt.Errorf("thrown: %v", thrown)
		}
	}()
	return fn(t)
}

// waits lines a writer up behind the one who writes. It does not where nobody does: then the writer leads.
func (s *share) waits(w *writer) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.busy {
		s.busy = true
		return false
	}
	s.waiting = append(s.waiting, w)
	return true
}

// take gives all who wait.
func (s *share) take() []*writer {
	s.mu.Lock()
	defer s.mu.Unlock()
	group := s.waiting
	s.waiting = nil
	return group
}

// pass makes the first who waits lead.
func (s *share) pass() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.waiting) == 0 {
		s.busy = false
		return
	}
	first := s.waiting[0]
	s.waiting = s.waiting[1:]
	first.turn <- turn{do: lead}
}
