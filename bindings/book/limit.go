package book

// Limits bound how far an obligation's units are handed on. Zero is no bound.
type Limits struct {
	// Depth is the most transfers that a unit may see, Lots the most at a time, Hops the most changes of holder in a day.
	Depth      uint16
	Lots, Hops uint32
	// Alert lets a breach through, announced.
	Alert bool
}

// limited requires that a count stays within the obligation's limit, unless its limits only announce.
func (e *exam) limited(o *Obligation, rule string, most, count uint32) {
	e.require(most == 0 || count <= most || o.Limits.Alert, "LimitReached", rule, most)
}

// handed requires that the obligation's limits let a lot change hands once more, and gives it to its new holder when it is cut. Which
// lot that is, cut says when the act is done. One who answers for the lot has it back then, and its list says so. From the due day on nothing circulates: a lot changes hands by recourse or by a pledge's
// enforcement, which no limit may stop.
func (e *exam) handed(o *Obligation, l *Lot, cut func() *Lot, to uint32) {
	if e.today < o.Due {
		e.deeper(o, l)
		e.hops++
		hops := e.hops
		if o.HopDay == e.today {
			hops += o.Hops
		}
		e.limited(o, "V08.max-hops", o.Limits.Hops, hops)
		e.then(func() { o.Hops, o.HopDay = hops, e.today })
	}
	returns := l.isAnsweredBy(to)
	e.then(func() {
		given := cut()
		if returns {
			given.record(Record{Kind: ByReturn, By: given.Holder, To: to, Day: e.today})
		}
		given.Holder = to
		given.Depth = deeper(given)
	})
}

// deeper requires that the obligation's limits let the lot change hands once more.
func (e *exam) deeper(o *Obligation, l *Lot) {
	e.limited(o, "V08.max-depth", uint32(o.Limits.Depth), uint32(deeper(l)))
}

// deeper is how often the lot will have changed hands after one more time; the largest number stays.
func deeper(l *Lot) uint16 { return uint16(min(uint32(l.Depth)+1, 65_535)) }
