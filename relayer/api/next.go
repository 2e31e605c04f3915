package api

import (
	"slices"

	"github.com/tallystick/tallystick/bindings/calendar"
	"github.com/tallystick/tallystick/bindings/client"
	"github.com/tallystick/tallystick/bindings/late"
	"github.com/tallystick/tallystick/relayer/index"
)

// mostNamed is how many companies are named that may do an act; a debt can be in thousands of hands.
const mostNamed = 20

// The rules beside those of late payment that say who may do what today.
const (
	lineRule    = "V07.line"
	barRule     = "V07.default"
	noticeRule  = "C09.notice-days"
	maxDisputes = 32
)

// steps collects what may happen to an obligation and who may do it, each act once, in the order in which they are found.
type steps struct {
	show
	o    index.Obligation
	acts []string
	by   map[string][]uint32
	seen map[string]map[uint32]bool
}

// next is what may happen to an obligation today by nothing but the word of who does it: no act that would be refused for the state that the
// chain is in, and none missing that would not. What also needs another's signed quote, or money in an account, or lies beyond
// a limit of circulation, is not looked at. Never nil.
func (v show) next(o index.Obligation) []client.Next {
	s := &steps{show: v, o: o, by: make(map[string][]uint32), seen: make(map[string]map[uint32]bool)}
	switch o.State {
	case index.Requested, index.Issued:
		s.birth()
	case index.Active:
		for _, lot := range v.LotsOf(o.ID) {
			if lot.State == index.Unopened {
				s.add("open")
			}
			if !lot.State.Ended() {
				s.lot(s.Once(lot, s.today))
			}
		}
		s.payment()
	}
	s.active("AttachDocument", o.Obligor, o.ID.Company)
	for _, lot := range v.LotsOf(o.ID) {
		s.active("AttachDocument", s.Once(lot, s.today).Holder)
	}
	list := make([]client.Next, 0, len(s.acts))
	for _, act := range s.acts {
		step := client.Next{Act: act, By: []client.Party{}}
		for _, id := range s.by[act] {
			if len(step.By) == mostNamed || !v.names(o, id) {
				step.Others++
				continue
			}
			step.By = append(step.By, v.party(id))
		}
		list = append(list, step)
	}
	return list
}

// add notes that companies may do an act, even suspended ones; without companies, that anyone may.
func (s *steps) add(act string, by ...uint32) {
	if s.seen[act] == nil {
		s.seen[act] = make(map[uint32]bool)
		s.acts = append(s.acts, act)
	}
	for _, id := range by {
		if !s.seen[act][id] {
			s.seen[act][id] = true
			s.by[act] = append(s.by[act], id)
		}
	}
}

// active notes those of the companies that are not suspended.
func (s *steps) active(act string, by ...uint32) {
	for _, id := range by {
		if s.isActive(id) {
			s.add(act, id)
		}
	}
}

func (s *steps) isActive(company uint32) bool {
	c, known := s.CompanyByID(company)
	return known && !c.Suspended
}

// with are the active companies of a capacity, read once for one answer.
func (s *steps) with(capacity uint16) []uint32 {
	list, known := s.able[capacity]
	if known {
		return list
	}
	for _, c := range s.Companies() {
		if c.Capacities&capacity != 0 && !c.Suspended {
			list = append(list, c.ID)
		}
	}
	s.able[capacity] = list
	return list
}

func (s *steps) rule(id string, day calendar.Day) uint64 {
	value, _ := s.Rule(s.o.Rules, id, day)
	return value
}

// birth is what may become of a request or an issue.
func (s *steps) birth() {
	o, supplier := s.o, s.o.Supplier
	asked, asking, accept := o.Supplier, o.Obligor, "TakeReceivable"
	if o.State == index.Requested {
		asked, asking, accept = o.Obligor, o.Supplier, "ConfirmReceivable"
	}
	open := s.today < o.Due && (o.Until == 0 || s.today <= o.Until)
	barred := s.Default(o.Obligor).Barred && s.rule(barRule, s.today) != 0
	if open && !barred && s.isActive(o.Obligor) && s.isActive(supplier) && (o.State == index.Issued || s.withinLine()) {
		s.add(accept, asked)
	}
	s.add("RejectReceivable", asked)
	s.add("WithdrawReceivable", asking)
	if !open {
		s.add("lapse")
	}
}

// withinLine reports whether the obligor's line has room for the obligation.
func (s *steps) withinLine() bool {
	if s.rule(lineRule, s.today) == 0 {
		return true
	}
	for _, line := range s.Lines(s.o.Obligor) {
		if line.Currency == s.o.Currency && line.Used <= line.Limit {
			return s.o.Face <= line.Limit-line.Used
		}
	}
	return false
}

// lot is what may be done about a lot that has not ended.
func (s *steps) lot(lot index.Lot) {
	switch {
	case lot.State == index.Locked:
		s.answer(lot)
	case s.today < s.o.Due:
		s.free(lot)
	}
	if s.today < s.o.Due {
		for _, company := range []uint32{s.o.Obligor, lot.Holder} {
			if s.disputes(company) < maxDisputes {
				s.active("DisputeLot", company)
			}
		}
	}
	if lot.Marks&index.Pledged != 0 {
		s.pledged(lot)
	}
	s.holds(lot)
}

// free is what its holder may do with a lot before the due day.
func (s *steps) free(lot index.Lot) {
	if lot.Marks&(index.Frozen|index.Disputed) == 0 {
		if lot.End-lot.Start > 1 {
			s.active("Split", lot.Holder)
		}
		right, ok := s.Lot(lot.Obligation, lot.End)
		if right = s.Once(right, s.today); ok && right.State == index.Held && right.Holder == lot.Holder &&
			right.Marks == lot.Marks && right.Head == lot.Head && right.Word == nil && lot.Word == nil {
			s.active("Merge", lot.Holder)
		}
	}
	if lot.Marks&(index.Frozen|index.Disputed|index.Pledged) != 0 {
		return
	}
	if s.today <= s.o.Cutoff {
		s.active("Transfer", lot.Holder)
		s.active("PayRun", lot.Holder)
	}
	s.active("PledgeLot", lot.Holder)
	s.active("AskGuarantee", lot.Holder)
	if s.isActive(s.o.Obligor) {
		s.active("RetireLot", lot.Holder)
		if s.untouched(lot) {
			s.active("CancelReceivable", lot.Holder)
		}
	}
}

// untouched reports whether a lot is all of the obligation, and nobody ever gave anything for it.
func (s *steps) untouched(lot index.Lot) bool {
	return lot.End-lot.Start == s.o.Face && s.o.Paid == 0 && !slices.ContainsFunc(s.Records(lot), func(r index.Record) bool {
		return r.Kind == index.RecordFinancing || r.Kind == index.RecordPledge
	})
}

// answer is what may become of an open proposal about a lot.
func (s *steps) answer(lot index.Lot) {
	free := lot.Marks&(index.Frozen|index.Disputed|index.Pledged) == 0
	if free && s.today <= lot.Until && s.isActive(lot.Holder) {
		terms, _ := s.Offer(lot.Proposal)
		switch {
		case lot.Kind == index.KindPledge && terms.DebtDue >= s.today:
			s.active("AcceptPledge", lot.Other)
		case lot.Kind == index.KindGuarantee:
			s.active("GiveGuarantee", lot.Other)
		case lot.Kind == index.KindCancel && s.untouched(lot):
			s.active("AgreeCancel", lot.Other)
		case lot.Kind == index.KindRetire:
			s.active("AgreeRetirement", lot.Other)
		case lot.Kind < index.KindPledge && s.today <= s.o.Cutoff:
			s.active("AcceptTransfer", lot.Other)
		}
	}
	s.add("RejectProposal", lot.Other)
	s.add("WithdrawProposal", lot.Holder)
	if s.today > lot.Until {
		s.add("lapse")
	}
}

// disputes counts how often a company has disputed units of the obligation.
func (s *steps) disputes(company uint32) int {
	count := 0
	for _, h := range s.HoldsOf(s.o.ID) {
		if h.Dispute && h.By == company {
			count++
		}
	}
	return count
}

// pledged is what may be done about the pledge of a lot.
func (s *steps) pledged(lot index.Lot) {
	for _, r := range s.Records(lot) {
		p, known := s.Pledge(r.Act)
		if r.Kind != index.RecordPledge || !known {
			continue
		}
		s.add("ReleasePledge", p.Pledgee)
		if p.Received >= p.Secured {
			s.add("ReleasePledge", lot.Holder)
			return
		}
		overdue := s.today > p.DebtDue+calendar.Day(s.rule(noticeRule, s.today))
		// From the due day on lots go whole, and only after they got what was paid for them.
		whole := lot.End-lot.Start-lot.Paid <= p.Secured-p.Received && s.share(s.o, lot) == lot.Paid
		if overdue && lot.State == index.Held && lot.Marks&(index.Frozen|index.Disputed) == 0 && (whole || s.today < s.o.Due) {
			s.active("EnforcePledge", p.Pledgee)
		}
		return
	}
}

// holds is what may be done about orders and disputes on a lot.
func (s *steps) holds(lot index.Lot) {
	authorities := s.with(index.Authority)
	s.add("FreezeLot", authorities...)
	for _, r := range s.Records(lot) {
		h, known := s.Hold(r.Act)
		switch {
		case !known || h.Lifted || h.Until != 0 && s.today > h.Until:
		case h.Dispute:
			s.add("ResolveDispute", h.By)
			s.add("ResolveDispute", authorities...)
		default:
			s.add("UnfreezeLot", authorities...)
		}
	}
}

// payment is what may be done from the due day on.
func (s *steps) payment() {
	o := s.o
	if s.today < o.Due || o.Left() == 0 {
		return
	}
	if !o.Wired {
		s.add("SettleReceivable", o.Obligor)
	}
	if o.Wired || o.Bank == 0 {
		for _, bank := range s.with(index.Bank) {
			if bank != o.Obligor {
				s.add("AttestWire", bank)
			}
		}
	}
	if o.Defaulted.Block() == 0 {
		if grace, known := s.Rule(o.Rules, late.GraceRule, o.Due); known && s.today > o.Due+calendar.Day(grace) {
			s.add("declareDefault")
		}
		return
	}
	for _, lot := range s.LotsOf(o.ID) {
		if lot = s.Once(lot, s.today); lot.State == index.Held && lot.Marks&index.Disputed == 0 && len(s.liable(lot)) > 0 {
			s.active("ClaimRecourse", lot.Holder)
		}
	}
	for _, c := range s.ClaimsOf(o.ID) {
		lot, _ := s.Lot(c.Obligation, c.Lot)
		if c.State == index.Cleared || lot.Holder != c.Holder {
			continue
		}
		if c.State == index.Notified {
			s.add("RefuseRecourse", c.Against)
		}
		if lot.State == index.Held && lot.Marks&(index.Frozen|index.Disputed|index.Pledged) == 0 {
			s.add("SettleRecourse", c.Against)
			s.add("AcknowledgeRecourse", c.Holder)
		}
	}
}
