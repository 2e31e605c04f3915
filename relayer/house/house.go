// Package house does what anyone may do and somebody must: it opens what a payment finds unopened and pushes holders' shares out of it, ends proposals that nobody
// answered in time, declares the default of what is unpaid after its grace days, takes off holds that nothing keeps up any more, and ends recoveries. Acts that no
// checker has signed by their deadline it ends in the outbox.
//
// Guarantee: whatever a payment owes to a lot's holder, and whatever the clock has decided, has its unsigned call in
// the outbox within a round of the block that made it so, once for each reason. The calls move nothing that their contracts do not
// owe: two relayers that both keep house waste some gas, and a relayer that keeps none delays its neighbours' cash and nothing else.
package house

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"math/big"
	"slices"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/rs/zerolog"

	"github.com/tallystick/tallystick/bindings/amount"
	"github.com/tallystick/tallystick/bindings/calendar"
	"github.com/tallystick/tallystick/bindings/contracts"
	"github.com/tallystick/tallystick/bindings/deployment"
	"github.com/tallystick/tallystick/bindings/ref"
	"github.com/tallystick/tallystick/relayer/index"
	"github.com/tallystick/tallystick/relayer/outbox"
)

const (
	// maxLots is how many lots one push serves.
	maxLots = 100
	// gasPerPush and gasPerLot are what a push may use, gasPerLapse a lapse, and so on: a good deal more than they do.
	gasPerPush, gasPerLot, gasPerLapse = 150_000, 150_000, 200_000
	gasPerDefault, gasPerThaw          = 400_000, 600_000
	gasPerRecovery                     = 300_000
)

// Config says what a House keeps. The zero value of a field from Every on means its default.
type Config struct {
	Deployment *deployment.Deployment
	Index      *index.Index
	Outbox     *outbox.Outbox
	// Every is how often it looks although no event told it to: days pass without one. Default 2 s.
	Every time.Duration
	// RetryAfter is after how long a call that failed is tried again. Default 1 minute.
	RetryAfter time.Duration
	// Now is the clock; nil: time.Now.
	Now func() time.Time
	// Log is where it writes; the zero Logger writes nothing.
	Log zerolog.Logger
}

// House keeps house for one network.
type House struct{ cfg Config }

// New makes a House. It does nothing until Run or Step.
func New(cfg Config) *House {
	if cfg.Every == 0 {
		cfg.Every = 2 * time.Second
	}
	if cfg.RetryAfter == 0 {
		cfg.RetryAfter = time.Minute
	}
	if cfg.Now == nil {
		cfg.Now = time.Now
	}
	return &House{cfg: cfg}
}

// Run works until ctx ends, and returns nil then. Faults of the disk are logged and tried again.
func (h *House) Run(ctx context.Context) error {
	ticker := time.NewTicker(h.cfg.Every)
	defer ticker.Stop()
	for {
		changes := h.cfg.Index.Changes()
		if err := h.Step(); err != nil && ctx.Err() == nil {
			h.cfg.Log.Warn().Err(err).Msg("house: will try again")
		}
		select {
		case <-ctx.Done():
			return nil
		case <-changes:
		case <-ticker.C:
		}
	}
}

// chore is a call that anyone may make, and why.
type chore struct {
	act       string
	target    common.Address
	calldata  []byte
	gas       uint32
	companies []uint32
	// reason tells two calls of the same data apart that are made for different reasons.
	reason []byte
}

// Step puts all that is to be done now into the outbox, and ends there what waited too long.
func (h *House) Step() error {
	var chores []chore
	h.cfg.Index.View(func(v index.View) {
		head := v.Status().Head
		if head.Hash == (common.Hash{}) {
			return
		}
		// The chain decides by the time of its next block, which is not before that of its head.
		today := h.cfg.Deployment.Clock.DayAt(time.Unix(int64(head.Time), 0))
		openings, underWay := h.openings(v)
		chores = slices.Concat(openings, h.pushes(v, underWay), h.lapses(v, today), h.defaults(v, today), h.thaws(v, today), h.recoveries(v, today))
	})
	faults := []error{h.expire()}
	for _, c := range chores {
		faults = append(faults, h.enter(c))
	}
	return errors.Join(faults...)
}

// enter puts a chore into the outbox, or has it tried again where it failed some time ago.
func (h *House) enter(c chore) error {
	id := crypto.Keccak256Hash(c.calldata, c.reason)
	known, err := h.cfg.Outbox.Get(id)
	switch {
	case errors.Is(err, outbox.ErrNotFound):
		_, err = h.cfg.Outbox.Accept(outbox.Entry{
			ID: id, Act: c.act, Target: c.target, Calldata: c.calldata, Gas: c.gas, Companies: c.companies,
		})
	case err == nil && known.State == outbox.Failed && h.cfg.Now().Sub(known.Updated()) > h.cfg.RetryAfter:
		_, err = h.cfg.Outbox.Retry(id, "tried again: it is still to be done")
	}
	if err != nil {
		return fmt.Errorf("house: %s: %w", c.act, err)
	}
	return nil
}

// pushes are the calls that bring holders what payments owe them. Where leaves are being opened they wait for that, else every block of
// new lots would have lists of its own that overlap those before.
func (h *House) pushes(v index.View, underWay map[ref.Obligation]bool) []chore {
	settlements := contracts.NewSettlements()
	var chores []chore
	for _, o := range v.Obligations(func(o index.Obligation) bool { return o.State == index.Active && o.Paid > 0 && !underWay[o.ID] }) {
		var lots []*big.Int
		companies := []uint32{o.Obligor}
		flush := func() {
			if len(lots) == 0 {
				return
			}
			chores = append(chores, chore{
				act: "push", target: h.cfg.Deployment.Address("Settlements"), calldata: settlements.PackPush(o.ID.Big(), lots),
				gas: gasPerPush + gasPerLot*uint32(len(lots)), companies: companies,
				reason: binary.BigEndian.AppendUint64(binary.BigEndian.AppendUint64(nil, o.Paid), o.Interest),
			})
			lots, companies = nil, []uint32{o.Obligor}
		}
		for _, lot := range v.LotsOf(o.ID) {
			if lot.State != index.Held && lot.State != index.Locked || lot.Marks&(index.Frozen|index.Disputed) != 0 || !owed(o, lot) {
				continue
			}
			lots, companies = append(lots, new(big.Int).SetUint64(lot.Start)), with(companies, lot.Holder)
			if len(lots) == maxLots {
				flush()
			}
		}
		flush()
	}
	return chores
}

// owed tells whether a lot has not yet got its share of the principal, or of the late interest, that was paid.
func owed(o index.Obligation, lot index.Lot) bool {
	base, length := amount.Amount(o.Face-o.Out), amount.Amount(lot.End-lot.Start)
	share := uint64(amount.Share(amount.Amount(o.Paid), length, base))
	interest := uint64(amount.Share(amount.Amount(o.Interest), length, base))
	return share > lot.Paid || interest > lot.Interest
}

// lapses are the calls that end proposals past their last day.
func (h *House) lapses(v index.View, today calendar.Day) []chore {
	var chores []chore
	kernel, receivables := contracts.NewLots(), contracts.NewReceivables()
	for _, lot := range v.Tended() {
		if lot.State != index.Locked || today <= lot.Until {
			continue
		}
		chores = append(chores, chore{
			act: "lapse", target: h.cfg.Deployment.Address("Lots"),
			calldata: kernel.PackLapse(lot.Obligation.Big(), new(big.Int).SetUint64(lot.Start)),
			gas:      gasPerLapse, companies: []uint32{lot.Holder, lot.Other}, reason: lot.Proposal.Bytes(),
		})
	}
	for _, o := range v.Obligations(func(o index.Obligation) bool { return open(o) && overdue(o, today) }) {
		chores = append(chores, chore{
			act: "lapse", target: h.cfg.Deployment.Address("Receivables"), calldata: receivables.PackLapse(o.ID.Big()),
			gas: gasPerLapse, companies: []uint32{o.ID.Company, o.Obligor, o.Supplier}, reason: o.Proposal.Bytes(),
		})
	}
	return chores
}

func open(o index.Obligation) bool { return o.State == index.Requested || o.State == index.Issued }

// overdue tells whether a receivable can no longer be answered: its own last day is over, or it is due.
func overdue(o index.Obligation, today calendar.Day) bool {
	return today >= o.Due || o.Until != 0 && today > o.Until
}

// with adds a company that is not there yet.
func with(companies []uint32, id uint32) []uint32 {
	for _, there := range companies {
		if there == id {
			return companies
		}
	}
	return append(companies, id)
}
