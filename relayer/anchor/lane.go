package anchor

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tallystick/tallystick/relayer/chain"
	"github.com/tallystick/tallystick/relayer/outbox"
	"github.com/tallystick/tallystick/relayer/signer"
)

// lane is one key that pays, and the row of its nonces. What is reserved on a lane goes on chain in its order; nothing orders two lanes.
type lane struct {
	// signer is nil for a key that the relayer was not given this time and of which something is live still: that is confirmed, and sent
	// again, and nothing new is signed.
	signer signer.Signer
	sender common.Address
	// latest is the chain's nonce as confirm last saw it, and gapSince the height at which a nonce above it first was found waiting for
	// one that nobody has; zero for none.
	latest, gapSince uint64
	// faulty is set where the last round could not send something.
	faulty bool
	// failed is when the signer last failed, and pause for how long it is not asked again; zero: it may be asked.
	failed time.Time
	pause  time.Duration
}

// rest lets a signer that failed be for a while, and for longer the longer it took: a signer that hangs must not hold up the other lanes,
// nor the confirming, for most of the time.
func (l *lane) rest(now, began time.Time, least time.Duration) {
	l.failed, l.pause = now, max(least, 4*now.Sub(began))
}

// resting tells whether the signer is let be. A clock that was set back counts as rest enough.
func (l *lane) resting(now time.Time) bool {
	passed := now.Sub(l.failed)
	return l.pause > 0 && passed >= 0 && passed < l.pause
}

// laneOf is the lane of a key; nil where there is none.
func (a *Anchor) laneOf(sender common.Address) *lane {
	if at := slices.IndexFunc(a.lanes, func(l *lane) bool { return l.sender == sender }); at >= 0 {
		return a.lanes[at]
	}
	return nil
}

// findLanes adds lanes for keys of before, of which something is live, and takes those away of which nothing is live any more.
func (a *Anchor) findLanes() error {
	senders, err := a.box.Senders()
	if err != nil {
		return err
	}
	a.lanes = slices.DeleteFunc(a.lanes, func(l *lane) bool { return l.signer == nil && !slices.Contains(senders, l.sender) })
	for _, sender := range senders {
		if a.laneOf(sender) == nil {
			a.cfg.Log.Warn().Stringer("key", sender).Msg("anchor: acts are under way by a key that the relayer was not given")
			a.lanes = append(a.lanes, &lane{sender: sender})
		}
	}
	return nil
}

// companies are those that some acts concern. An act that names none may concern any: key zero stands for it.
type companies map[uint32]bool

func (c companies) add(e outbox.Entry) {
	if len(e.Companies) == 0 {
		c[0] = true
	}
	for _, company := range e.Companies {
		c[company] = true
	}
}

// concern tells whether an act has a company in common with those acts, so that it could depend on one of them.
func (c companies) concern(e outbox.Entry) bool {
	if len(c) == 0 {
		return false
	}
	return len(e.Companies) == 0 || c[0] || slices.ContainsFunc(e.Companies, func(company uint32) bool { return c[company] })
}

// claim is the companies that a reservation's acts concern.
func (a *Anchor) claim(r outbox.Reservation) (companies, error) {
	if known, ok := a.claimed[r.Slot]; ok {
		return known, nil
	}
	entries, err := a.box.Records(r.Entries)
	if err != nil {
		return nil, err
	}
	claim := make(companies)
	for _, e := range entries {
		claim.add(e)
	}
	a.claimed[r.Slot] = claim
	return claim, nil
}

// loads are empty loads, one for each lane, with everything that is live; none where no lane can take an act. Where there is more than one,
// lanes on which nothing is held and little is in flight stand first.
func (a *Anchor) loads(head chain.Block) (loads []*load, all []outbox.Reservation, err error) {
	open := false
	for _, l := range a.lanes {
		live, err := a.box.Live(l.sender)
		if err != nil {
			return nil, nil, err
		}
		inFlight, _, _ := tally(live)
		next := &load{
			lane: l, inFlight: inFlight, free: a.cfg.MaxInFlight - inFlight, shut: l.signer == nil || l.faulty || inFlight >= a.cfg.MaxInFlight,
			most: a.cfg.MaxActs, room: min(a.cfg.MaxGas, head.GasLimit/4*3), roomSize: a.cfg.MaxBytes,
		}
		next.empty()
		if len(a.lanes) > 1 {
			if next.claim, err = a.claimOf(live); err != nil {
				return nil, nil, err
			}
		}
		loads, all, open = append(loads, next), append(all, live...), open || !next.shut
	}
	if !open {
		return nil, nil, nil
	}
	a.forgetClaims(all)
	held := make(map[common.Address]int)
	for _, r := range all {
		if r.Held != "" {
			held[r.Sender] = 1
		}
	}
	slices.SortStableFunc(loads, func(x, y *load) int {
		return cmp.Or(cmp.Compare(held[x.lane.sender], held[y.lane.sender]), cmp.Compare(x.inFlight, y.inFlight))
	})
	return loads, all, nil
}

// claimOf is the companies that all acts of these reservations concern.
func (a *Anchor) claimOf(live []outbox.Reservation) (companies, error) {
	all := make(companies)
	for _, r := range live {
		claim, err := a.claim(r)
		if err != nil {
			return nil, err
		}
		maps.Copy(all, claim)
	}
	return all, nil
}

// forgetClaims drops what is remembered of slots that are live no more.
func (a *Anchor) forgetClaims(live []outbox.Reservation) {
	if len(a.claimed) <= 2*len(live) {
		return
	}
	there := make(map[outbox.Slot]bool, len(live))
	for _, r := range live {
		there[r.Slot] = true
	}
	maps.DeleteFunc(a.claimed, func(slot outbox.Slot, _ companies) bool { return !there[slot] })
}

// share puts queued acts, in their order, into the loads. An act that could depend on what is on a lane, and not final, goes by that lane,
// behind it; one that could depend on two waits until one of them is through; one that depends on nothing goes by the first lane with
// room. Behind an act that waits, those wait that could depend on it. An act that fits into no transaction fails.
func (a *Anchor) share(queued []outbox.Entry, loads []*load) error {
	waiting := make(companies)
	for _, e := range queued {
		calls, err := a.calls([]outbox.Entry{e}, true, nil)
		if err != nil {
			return err
		}
		var w weight
		w.gas, w.size = share(calls)
		fits, err := a.fits(e, w, loads[0])
		if err != nil {
			return err
		}
		if fits && (waiting.concern(e) || !place(e, w, loads)) {
			waiting.add(e)
		}
	}
	return nil
}

// place puts an act into the load that it belongs to, if that can be now.
func place(e outbox.Entry, w weight, loads []*load) bool {
	if len(loads) == 1 {
		return loads[0].take(e, w)
	}
	var behind []*load
	for _, l := range loads {
		if l.claim.concern(e) {
			behind = append(behind, l)
		}
	}
	switch len(behind) {
	case 0:
		for {
			free := lightest(loads)
			if free == nil || free.take(e, w) {
				return free != nil
			}
		}
	case 1:
		return behind[0].take(e, w)
	}
	return false
}

// lightest is the first of the loads that have the fewest batches, and take more; nil where none does.
func lightest(loads []*load) (free *load) {
	for _, l := range loads {
		if !l.shut && (free == nil || len(l.batches) < len(free.batches)) {
			free = l
		}
	}
	return free
}

// fits tells whether an act fits into a transaction at all; it fails if not.
func (a *Anchor) fits(e outbox.Entry, w weight, l *load) (bool, error) {
	if 21_000+gasReserve+w.gas <= l.room && 4+2*32+w.size <= l.roomSize {
		return true, nil
	}
	note := fmt.Sprintf("needs up to %d gas and %d bytes; a transaction has %d and %d", w.gas, w.size, l.room, l.roomSize)
	if _, err := a.box.Fail(e.ID, nil, note); err != nil {
		return false, err
	}
	a.cfg.Metrics.Final(0, 1)
	return false, nil
}
