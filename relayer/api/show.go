package api

import (
	"math/big"
	"slices"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tallystick/tallystick/bindings/amount"
	"github.com/tallystick/tallystick/bindings/calendar"
	"github.com/tallystick/tallystick/bindings/client"
	"github.com/tallystick/tallystick/bindings/currency"
	"github.com/tallystick/tallystick/bindings/phrase"
	"github.com/tallystick/tallystick/bindings/ref"
	"github.com/tallystick/tallystick/relayer/index"
)

// show puts the index's facts into the API's documents, as of one state and one day.
type show struct {
	index.View
	clock calendar.Clock
	today calendar.Day
	// able are active companies by capacity, as far as they were asked for.
	able map[uint16][]uint32
	// who reads; own are the units of obligations that it has to do with, as far as they were asked for, and traded those that it was asked to
	// quote for or has a quote about.
	who         reader
	own, traded map[ref.Obligation][]index.Span
}

// view calls fn with the index's state and today. The day is that of the network's clock now: contracts use the next block's time,
// which is never before. It sees everything: what is answered to somebody is for viewAs.
func (s *Server) view(fn func(show)) {
	s.index.View(func(v index.View) {
		fn(show{
			View: v, clock: s.cfg.Deployment.Clock, today: s.today(), able: make(map[uint16][]uint32),
			who: reader{all: true}, own: make(map[ref.Obligation][]index.Span),
		})
	})
}

func (s *Server) today() calendar.Day { return s.cfg.Deployment.Clock.DayAt(s.now()) }

func (v show) party(id uint32) client.Party { return client.Party{ID: id, Name: v.Company(id)} }

// partyOrNone is nil for no company.
func (v show) partyOrNone(id uint32) *client.Party {
	if id == 0 {
		return nil
	}
	p := v.party(id)
	return &p
}

// sentence says an act in both languages; empty for what is none.
func (v show) sentence(message any) client.Text {
	var t client.Text
	// What cannot be said is shown without words: the act itself is there too.
	t.EN, _ = phrase.Speaker{Language: phrase.English, Names: v.View}.Act(message)
	t.ZH, _ = phrase.Speaker{Language: phrase.Chinese, Names: v.View}.Act(message)
	return t
}

// dayOrNone is nil for day zero, which contracts use for none.
func dayOrNone(d calendar.Day) *calendar.Day {
	if d == 0 {
		return nil
	}
	return &d
}

// limitOrNone is nil for all ones, which contracts use for no limit.
func limitOrNone(n uint64) *amount.Amount {
	if n == index.NoLimit {
		return nil
	}
	a := money(n)
	return &a
}

// money is a count of 0.01 as an amount.
func money(n uint64) amount.Amount { return amount.Amount(min(n, uint64(amount.Max))) }

// deposit is a count of 0.01 from Cash, whose numbers may be larger than any amount that exists; those show as the largest.
func deposit(n *big.Int) amount.Amount {
	a, err := amount.FromBig(n)
	if err != nil {
		return amount.Max
	}
	return a
}

// words lists the names of the bits that are set, the first name being bit 0's. Never nil.
func words(bits uint64, names ...string) []string {
	set := []string{}
	for i, name := range names {
		if bits&(1<<i) != 0 {
			set = append(set, name)
		}
	}
	return set
}

func unix(seconds uint64) time.Time { return time.Unix(int64(seconds), 0).UTC() }

// operator is what a key may do today.
func (v show) operator(o index.Operator) client.Operator {
	return client.Operator{
		Key: o.Key, Company: o.Company, Roles: words(uint64(o.Roles), "maker", "checker", "admin", "viewer"),
		Limit: limitOrNone(o.Limit), Daily: limitOrNone(o.Daily), Until: dayOrNone(o.Until),
		Suspended: o.Suspended,
	}
}

// company is what the reader may see of a company: its entry in the directory, and what it has to do with the reader.
func (v show) company(c index.Company) client.Company {
	doc := client.Company{
		Party: client.Party{ID: c.ID, Name: c.Name}, Registration: c.Registration, Status: "active",
		Capacities: capacities(c),
		Since:      v.clock.DayAt(unix(c.Admitted.Time())),
		Operators:  []client.Operator{}, Vendors: []client.Vendor{}, Standing: []client.Standing{}, Lines: []client.Line{},
		InDefault: v.Default(c.ID).Open, Barred: v.Default(c.ID).Barred,
		Circles: v.memberships(slices.DeleteFunc(v.Circles(c.ID), func(m index.Membership) bool { return !v.who.may(c.ID) && !v.seesCircle(m.Circle) })),
	}
	if r, open := v.Recovery(c.ID); open {
		doc.Recovery = v.recovery(r)
	}
	if c.Suspended {
		doc.Status = "suspended"
	}
	own := v.who.may(c.ID)
	if own {
		doc.DualAbove = limitOrNone(c.DualAbove)
		for _, o := range v.Operators(c.ID) {
			doc.Operators = append(doc.Operators, v.operator(o))
		}
	}
	// Of a company's books another sees its own place in them.
	for _, vendor := range v.Vendors(c.ID) {
		if !own && !v.who.may(vendor.Supplier) {
			continue
		}
		doc.Vendors = append(doc.Vendors, client.Vendor{Number: vendor.Number, Supplier: v.party(vendor.Supplier)})
	}
	for _, s := range v.Standings(c.ID) {
		if !own && !v.who.may(s.Sender) {
			continue
		}
		doc.Standing = append(doc.Standing, client.Standing{
			Sender: v.party(s.Sender), Obligor: v.partyOrNone(s.Obligor), Min: money(s.Min), Max: money(s.Max), PerDay: s.PerDay, Until: s.Until,
		})
	}
	for _, line := range v.Lines(c.ID) {
		if !own && !(v.who.bank && v.Granted(v.who.company, c.ID, line.Currency)) {
			continue
		}
		doc.Lines = append(doc.Lines, client.Line{Currency: currency.Code(line.Currency), Limit: money(line.Limit), Used: money(line.Used)})
	}
	return doc
}

// lot is a lot without its hops.
func (v show) lot(lot index.Lot) client.Lot {
	o, _ := v.Obligation(lot.Obligation)
	doc := client.Lot{
		ID: lot.Ref(), Obligation: lot.Obligation, Obligor: v.party(o.Obligor), Holder: v.party(lot.Holder),
		Amount: money(lot.End - lot.Start), Currency: currency.Code(o.Currency), Due: o.Due, State: lotState(lot.State),
		Marks: words(uint64(lot.Marks), "frozen", "disputed", "pledged", "financed"), Credited: money(lot.Paid),
		Interest: money(lot.Interest), Depth: lot.Depth,
	}
	if lot.State == index.Locked || lot.State == index.Unopened {
		doc.Offer = v.offer(lot)
	}
	if lot.Run != (ref.Run{}) {
		doc.Run, doc.Row = &lot.Run, &lot.Row
	}
	return doc
}

// lotStates are the words for a lot's states.
func lotStates() []string {
	return []string{"held", "locked", "cancelled", "exported", "redeemed", "unopened"}
}

func lotState(s index.LotState) string {
	names := lotStates()
	if s == 0 || int(s) > len(names) {
		return "unknown"
	}
	return names[s-1]
}

// hashOrNone is nil for the zero hash.
func hashOrNone(h common.Hash) *common.Hash {
	if h == (common.Hash{}) {
		return nil
	}
	return &h
}
