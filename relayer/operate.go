package relayer

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"slices"
	"sync"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"golang.org/x/sync/errgroup"

	"github.com/tallystick/tallystick/relayer/control"
	"github.com/tallystick/tallystick/relayer/index"
	"github.com/tallystick/tallystick/relayer/outbox"
)

// pauseKey is where the shelf of the operator's wishes has the pause: one that was asked for outlasts a restart.
const operatorShelf, pauseKey = "operator", "pause"

// operation is what those who run a relayer want of it, through package control.
type operation struct {
	*service
	began time.Time
	url   string
	// background runs what goes on after its request is answered, and ends with the relayer.
	background func(func(ctx context.Context))

	mu     sync.Mutex
	paused *control.Pause
	resync *control.Resync
}

// recall finds out whether the relayer is paused since before it started.
func (o *operation) recall() error {
	var pause control.Pause
	switch err := o.box.Shelf(operatorShelf).Get(pauseKey, &pause); {
	case errors.Is(err, outbox.ErrNotFound):
		return nil
	case err != nil:
		return err
	}
	o.paused = &pause
	o.cfg.Log.Warn().Str("by", pause.By).Time("at", pause.At).Msg("relayer: is paused, and sends nothing until it is resumed")
	return nil
}

// listen opens the control socket and serves it until ctx ends. A data folder whose path is too long for one has none, which is said.
func (o *operation) listen(ctx context.Context, group *errgroup.Group) error {
	listener, err := control.Listen(o.cfg.DataDir)
	if errors.Is(err, control.ErrTooLong) {
		o.cfg.Log.Warn().Err(err).Msg("relayer: it cannot be paused, resumed or backed up while it runs; give it a data folder with a shorter path")
		return nil
	}
	if err != nil {
		return err
	}
	o.background = func(work func(context.Context)) {
		group.Go(func() error {
			work(ctx)
			return nil
		})
	}
	server := &http.Server{
		Handler: control.Handler(o), ReadHeaderTimeout: 5 * time.Second, BaseContext: func(net.Listener) context.Context { return ctx },
	}
	group.Go(func() error {
		if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
			return fmt.Errorf("serve the control socket: %w", err)
		}
		return nil
	})
	group.Go(func() error {
		<-ctx.Done()
		return shutdown(server)
	})
	return nil
}

// heed logs that something is done because somebody asked for it.
func (o *operation) heed(order control.Order, what string) {
	o.cfg.Log.Warn().Str("by", order.By).Str("why", order.Why).Str("order", what).Msg("relayer: an operator's order")
}

// isPaused tells whether nothing is to be sent now.
func (o *operation) isPaused() bool {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.paused != nil
}

// reasons says that it is paused, for /readyz.
func (o *operation) reasons(time.Time) []string {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.paused == nil {
		return nil
	}
	return []string{o.paused.Note("paused") + "; acts are taken, and none is sent until `tally relayer resume`"}
}

// Pause stops sending.
func (o *operation) Pause(order control.Order) error {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.paused != nil {
		return nil
	}
	pause := &control.Pause{Order: order, At: o.cfg.Now().UTC()}
	if err := o.box.Shelf(operatorShelf).Put(pauseKey, pause); err != nil {
		return err
	}
	o.paused = pause
	o.heed(order, "pause")
	return nil
}

// Resume lets it send again.
func (o *operation) Resume(order control.Order) error {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.paused == nil {
		return nil
	}
	was := o.paused
	// Before the outbox says that something changed, which is what makes the anchor look.
	o.paused = nil
	if err := o.box.Shelf(operatorShelf).Delete(pauseKey); err != nil {
		o.paused = was
		return err
	}
	o.heed(order, "resume")
	return nil
}

// Retry queues an act again.
func (o *operation) Retry(id common.Hash, order control.Order) (outbox.Entry, error) {
	e, err := o.box.Retry(id, order.Note("retried"))
	if err == nil {
		o.heed(order, "retry "+id.Hex())
	}
	return e, asControl(err)
}

// RetryParked queues all acts again that are parked and not in conflict.
func (o *operation) RetryParked(order control.Order) (int, error) {
	stats, err := o.box.Stats()
	if err != nil {
		return 0, err
	}
	parked, err := o.box.InState(outbox.Parked, int(stats.Count[outbox.Parked]))
	if err != nil {
		return 0, err
	}
	n := 0
	for _, e := range parked {
		if e.Result == outbox.Conflict {
			continue
		}
		// One whose reference is taken meanwhile, or that somebody else has just retried, stays where it is.
		switch _, err := o.Retry(e.ID, order); {
		case err == nil:
			n++
		case !errors.Is(err, control.ErrConflict):
			return n, err
		}
	}
	return n, nil
}

// Cancel asks for a nonce to be spent on nothing.
func (o *operation) Cancel(slot outbox.Slot, order control.Order) (int, common.Address, error) {
	if !o.health.started() {
		return 0, slot.Sender, control.ErrNotReady
	}
	if slot.Sender == (common.Address{}) {
		for _, sender := range o.senders() {
			r, err := o.box.Reservation(outbox.Slot{Sender: sender, Nonce: slot.Nonce})
			if err != nil || r.Stage != outbox.StageOpen {
				continue
			}
			if slot.Sender != (common.Address{}) {
				return 0, slot.Sender, fmt.Errorf("%w: nonce %d is open for %s and for %s; name the sender", control.ErrConflict, slot.Nonce, slot.Sender, sender)
			}
			slot.Sender = sender
		}
		if slot.Sender == (common.Address{}) {
			return 0, slot.Sender, fmt.Errorf("%w: no transaction of nonce %d is open; what is mined cannot be cancelled", control.ErrNotFound, slot.Nonce)
		}
	}
	r, err := o.box.Reservation(slot)
	if err != nil {
		return 0, slot.Sender, asControl(err)
	}
	if err := o.anchor.CancelBy(slot, order.Note("cancellation asked for")); err != nil {
		return 0, slot.Sender, asControl(err)
	}
	o.heed(order, "cancel "+slot.String())
	return len(r.Entries), slot.Sender, nil
}

// Resync begins to rebuild the index.
func (o *operation) Resync(order control.Order) error {
	if !o.health.started() {
		return control.ErrNotReady
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.resync != nil && o.resync.Ended == nil {
		return fmt.Errorf("%w: the index is being rebuilt since %s", control.ErrConflict, o.resync.Begun.Format(time.RFC3339))
	}
	o.resync = &control.Resync{Order: order, Begun: o.cfg.Now().UTC()}
	o.heed(order, "resync")
	o.background(o.rebuild)
	return nil
}

// rebuilding tells whether the index is being rebuilt.
func (o *operation) rebuilding() bool {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.resync != nil && o.resync.Ended == nil
}

func (o *operation) rebuild(ctx context.Context) {
	result, err := o.index.Rebuild(ctx, func(s index.Status) {
		o.mu.Lock()
		defer o.mu.Unlock()
		o.resync.Block, o.resync.Head = s.Block, s.Head.Number
	})
	o.mu.Lock()
	defer o.mu.Unlock()
	ended := o.cfg.Now().UTC()
	o.resync.Ended, o.resync.Differed = &ended, result.Differed
	switch {
	case err != nil:
		o.resync.Failed = err.Error()
		o.cfg.Log.Error().Err(err).Msg("relayer: the index was not rebuilt; it stays as it was")
	case result.Differed:
		o.cfg.Log.Error().Uint64("block", result.Block).Msg("relayer: the index is rebuilt, and what it said before was something else")
	default:
		o.cfg.Log.Info().Uint64("block", result.Block).Msg("relayer: the index is rebuilt, and says what it said before")
	}
}

// Audit compares the index with the contracts.
func (o *operation) Audit(ctx context.Context, most int) (index.Audit, error) {
	if !o.health.started() {
		return index.Audit{}, control.ErrNotReady
	}
	audit, err := o.index.Audit(ctx, o.node, most)
	if errors.Is(err, index.ErrMoved) {
		err = fmt.Errorf("%w: %w", control.ErrConflict, err)
	}
	return audit, err
}

// Backup writes a copy of the outbox.
func (o *operation) Backup(w io.Writer, order control.Order, size func(int64)) error {
	o.heed(order, "backup")
	_, err := o.box.WriteTo(w, size)
	if err != nil {
		o.cfg.Log.Error().Err(err).Msg("relayer: a backup was not written")
	}
	return err
}

// senders are the keys that pay, and behind them those that paid before and of which something is live still.
func (o *operation) senders() []common.Address {
	keys := addresses(o.keys)
	// What cannot be read shows elsewhere.
	before, _ := o.box.Senders()
	for _, key := range before {
		if !slices.Contains(keys, key) {
			keys = append(keys, key)
		}
	}
	return keys
}

// Status is how everything is.
func (o *operation) Status(ctx context.Context) (control.Status, error) {
	stats, err := o.box.Stats()
	if err != nil {
		return control.Status{}, err
	}
	reasons := o.health.reasons()
	status := control.Status{
		PID: os.Getpid(), Since: o.began, URL: o.url, Network: o.network.Name, ChainID: o.network.ChainID, Ready: len(reasons) == 0, Reasons: reasons,
		Acts: make(map[string]uint64), Senders: []control.Sender{}, Transactions: []control.Transaction{}, Schema: outbox.SchemaVersion,
	}
	for state, n := range stats.Count {
		status.Acts[state.String()] = n
	}
	if !stats.Oldest.IsZero() {
		status.Oldest = &stats.Oldest
	}
	if info, err := os.Stat(o.box.Path()); err == nil {
		status.Bytes = info.Size()
	}
	for _, sender := range o.senders() {
		if err := o.describe(ctx, sender, &status); err != nil {
			return status, err
		}
	}
	if o.health.started() {
		x := o.index.Status()
		status.Index = control.IndexStatus{Block: x.Block, Hash: x.Hash, Head: x.Head.Number, Fault: x.Fault}
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.paused != nil {
		pause := *o.paused
		status.Paused = &pause
	}
	if o.resync != nil {
		resync := *o.resync
		status.Resync = &resync
	}
	return status, nil
}

// describe adds a key and its transactions to a status.
func (o *operation) describe(ctx context.Context, sender common.Address, status *control.Status) error {
	live, err := o.box.Live(sender)
	if err != nil {
		return err
	}
	told := control.Sender{Address: sender}
	// A node that does not answer shows in the reasons.
	asking, cancel := context.WithTimeout(ctx, 2*time.Second)
	defer cancel()
	if balance, err := o.node.Balance(asking, sender); err == nil {
		told.Balance = balance.String()
	}
	for _, r := range live {
		attempt, _ := r.Last()
		told.Next = r.Nonce + 1
		if r.Stage == outbox.StageLanded {
			told.Unfinal++
		} else {
			told.InFlight++
		}
		status.Transactions = append(status.Transactions, control.Transaction{
			Slot: r.Slot, Stage: r.Stage, Acts: len(r.Entries), Tx: attempt.Hash, Attempts: len(r.Attempts), Height: r.Height, Held: r.Held,
			Cancelled: r.Cancelled,
		})
	}
	status.Senders = append(status.Senders, told)
	return nil
}

// asControl gives an error of the outbox the sentinel of package control.
func asControl(err error) error {
	switch {
	case errors.Is(err, outbox.ErrNotFound):
		return fmt.Errorf("%w: %w", control.ErrNotFound, err)
	case errors.Is(err, outbox.ErrConflict), errors.Is(err, outbox.ErrState):
		return fmt.Errorf("%w: %w", control.ErrConflict, err)
	case errors.Is(err, outbox.ErrInvalid):
		return fmt.Errorf("%w: %w", control.ErrInvalid, err)
	}
	return err
}
