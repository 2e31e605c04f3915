package outbox

import (
	"errors"
	"fmt"
	"runtime"
	"testing"

	"golang.org/x/sync/errgroup"
)

// crowd lets so many writers come while one writes, and gives what came of each of them. Each part gets its number.
func crowd(t *testing.T, box *Outbox, count int, part func(t *txn, i int) error) []error {
	t.Helper()
	writing, come := make(chan struct{}), make(chan struct{})
	var group errgroup.Group
	group.Go(func() error {
		return box.together(func(*txn) error {
			close(writing)
			<-come
			return nil
		})
	})
	<-writing
	outcomes := make([]error, count)
	for i := range count {
		group.Go(func() error {
			defer func() {
				if thrown := recover(); thrown != nil {
					outcomes[i] = fmt.Errorf("thrown: %v", thrown)
				}
			}()
			outcomes[i] = box.together(func(t *txn) error { return part(t, i) })
			return nil
		})
	}
	for waiting := 0; waiting < count; {
		runtime.Gosched()
		box.share.mu.Lock()
		waiting = len(box.share.waiting)
		box.share.mu.Unlock()
	}
	close(come)
	if err := group.Wait(); err != nil {
		t.Fatal(err)
	}
	return outcomes
}

func TestWhoComesWhileOneWritesSharesTheNextTransaction(t *testing.T) {
	box := openBox(t, Config{}).Outbox
	transactions := make([]int, 20)
	for i, err := range crowd(t, box, len(transactions), func(t *txn, i int) error {
		transactions[i] = t.ID()
		return nil
	}) {
		if err != nil {
			t.Errorf("writer %d: %v", i, err)
		}
	}
	for i, id := range transactions {
		if id != transactions[0] {
			t.Errorf("writer %d wrote in transaction %d, writer 0 in %d", i, id, transactions[0])
		}
	}
}

func TestAPartThatFailsOrThrowsKeepsNoOtherFromTheDisk(t *testing.T) {
	wrong := errors.New("wrong")
	for name, fail := range map[string]func() error{
		"fails":  func() error { return wrong },
		"throws": func() error { panic(wrong) },
	} {
		t.Run(name, func(t *testing.T) {
			box := openBox(t, Config{}).Outbox
			const bad, count = 3, 10
			outcomes := crowd(t, box, count, func(t *txn, i int) error {
				if err := t.Bucket(bucketMeta).Put([]byte{byte(i)}, []byte{1}); err != nil || i != bad {
					return err
				}
				return fail()
			})
			err := box.view("look", func(now *txn) error {
				for i, outcome := range outcomes {
					there := now.Bucket(bucketMeta).Get([]byte{byte(i)}) != nil
					if (outcome == nil) != (i != bad) || there != (i != bad) {
						t.Errorf("writer %d: %v, on the disk: %t", i, outcome, there)
					}
				}
				return nil
			})
			if err != nil {
				t.Fatal(err)
			}
		})
	}
}
