package book

import (
	"github.com/ethereum/go-ethereum/common"

	"github.com/tallystick/tallystick/bindings/calendar"
	"github.com/tallystick/tallystick/bindings/contracts"
	"github.com/tallystick/tallystick/bindings/deployment"
)

// The companies that a network starts with.
const (
	OperatorDesk  = 1
	AuthorityDesk = 2
)

// Capacity is what a company may be, a bit each.
type Capacity uint16

// Capacities, by their bits on the chain.
const (
	Obligor   Capacity = 1
	Bank      Capacity = 2
	Guarantor Capacity = 4
	Authority Capacity = 8
	Desk      Capacity = 16
	// SME is a small or medium enterprise.
	SME Capacity = 32
	// Group is the head of a group, which may grant lines.
	Group Capacity = 64
)

// NoLimit is the limit or threshold of "any amount": all ones of 48 bits.
const NoLimit = 1<<48 - 1

// Status is whether a company may act.
//
//	– ── admit ──▶ Active ⇄ Suspended (by the operator's desk) ── authority ──▶ Stopped ⇄ Active (by the authority alone)
type Status uint8

// Statuses, by their numbers on the chain.
const (
	Active    Status = 1
	Suspended Status = 2
	Stopped   Status = 3
)

// Company is one that was admitted.
type Company struct {
	Name, Registration string
	Capacities         Capacity
	Status             Status
	// DualAbove is the amount above which two operators must sign, in units of 0.01, or NoLimit.
	DualAbove uint64
	Since     calendar.Day
	// Epoch counts its recoveries: an admin of an earlier epoch is one no more.
	Epoch uint8
}

// Standing is what a company takes from a sender unasked: amounts from Min to Max in units of 0.01, up to the day Until, and at most
// PerDay times a day; zero is any number.
type Standing struct {
	Min, Max uint64
	PerDay   uint16
	Until    calendar.Day
	// Day is the one that Used counts, where PerDay bounds it.
	Day  calendar.Day
	Used uint16
}

// standingKey is whose standing acceptance from whom; obligor 0 is any.
type standingKey struct{ company, sender, obligor uint32 }

type vendorKey struct {
	obligor uint32
	number  string
}

// found admits a company that the network starts with.
func (b *Book) found(id uint32, desk deployment.Desk, capacities Capacity) {
	b.admit(id, &Company{Name: desk.Name, Registration: desk.Registration, Capacities: capacities, DualAbove: NoLimit}, desk.Key)
}

// admit adds a company with its first key, which may do all but what needs two.
func (b *Book) admit(id uint32, c *Company, key common.Address) {
	c.Status, c.Since = Active, b.Today()
	b.companies[id] = c
	b.operators[key] = &Operator{Company: id, Roles: Maker | Checker | Admin, Limit: NoLimit, Daily: NoLimit}
}

// active requires that a company is admitted and not suspended.
func (e *exam) active(company uint32) bool {
	c := e.companies[company]
	return e.require(c != nil, "UnknownCompany", company) && e.require(c.Status == Active, "CompanySuspended", company)
}

// admitted requires that a company is, suspended or not.
func (e *exam) admitted(company uint32) *Company {
	e.require(e.companies[company] != nil, "UnknownCompany", company)
	return e.companies[company]
}

// capable requires that a company is active and has one of these capacities.
func (e *exam) capable(company uint32, one Capacity) {
	if e.active(company) {
		e.require(e.companies[company].Capacities&one != 0, "LacksCapacity", company, uint16(one))
	}
}

// within requires that a text has 1 to most bytes.
func (e *exam) within(field, text string, most int) {
	e.require(text != "" && len(text) <= most, "BadField", field)
}

func (e *exam) ofCompanies() bool {
	switch m := e.signed.Message.(type) {
	case contracts.AdmitCompany:
		e.admitCompany(m)
	case contracts.SuspendCompany:
		e.suspendCompany(m)
	case contracts.AcceptFrom:
		e.acceptFrom(m)
	case contracts.NameVendor:
		e.nameVendor(m)
	default:
		return false
	}
	return true
}

func (e *exam) admitCompany(m contracts.AdmitCompany) {
	e.capable(m.Company, Desk)
	e.authorized(m.Company, Maker, 0)
	e.joins(m.Key)
	capacities := Capacity(m.Capacities)
	e.require(capacities&(Desk|Authority) == 0, "BadField", "capacities")
	e.within("name", m.Name, 256)
	e.within("registration", m.Registration, 64)
	for id, c := range e.companies {
		e.require(c.Registration != m.Registration, "RegistrationTaken", id)
	}
	e.require(m.Id != 0 && e.companies[m.Id] == nil, "CompanyExists", m.Id)
	e.then(func() {
		c := &Company{Name: m.Name, Registration: m.Registration, Capacities: capacities, DualAbove: units(m.DualAbove)}
		e.admit(m.Id, c, m.Key)
	})
}

func (e *exam) suspendCompany(m contracts.SuspendCompany) {
	e.capable(m.Company, Desk|Authority)
	e.authorized(m.Company, Maker, 0)
	c := e.admitted(m.Id)
	if c == nil {
		return
	}
	// The desks watch each other: neither may shut the other, or itself, out.
	e.require(c.Capacities&(Desk|Authority) == 0, "BadField", "id")
	if c.Status == Stopped {
		// The desk neither lifts what the authority ordered, nor takes it over.
		e.capable(m.Company, Authority)
	}
	e.then(func() {
		switch {
		case !m.Suspended:
			c.Status = Active
		case m.Company == AuthorityDesk:
			c.Status = Stopped
		default:
			c.Status = Suspended
		}
	})
}

func (e *exam) acceptFrom(m contracts.AcceptFrom) {
	day := calendar.Day(m.Until)
	ends := m.Until == 0
	amount := units(m.Max)
	if ends {
		amount = 0
	}
	e.active(m.Company)
	e.authorized(m.Company, Maker, amount)
	if !ends {
		e.admitted(m.Sender)
		if m.Obligor != 0 {
			e.admitted(m.Obligor)
		}
		e.require(m.Sender != m.Company, "BadField", "sender")
		e.require(amount != 0 && amount >= units(m.Min), "BadField", "max")
		e.require(day >= e.today, "BadField", "until")
	}
	e.then(func() {
		key := standingKey{m.Company, m.Sender, m.Obligor}
		s := e.standing[key]
		if s == nil {
			s = new(Standing)
			e.standing[key] = s
		}
		// What was used of a day stays used: a new acceptance is no way to more a day.
		s.Min, s.Max, s.PerDay, s.Until = units(m.Min), units(m.Max), m.PerDay, day
	})
}

func (e *exam) nameVendor(m contracts.NameVendor) {
	e.active(m.Company)
	e.authorized(m.Company, Maker, 0)
	if m.Supplier != 0 {
		e.admitted(m.Supplier)
	}
	e.within("number", m.Number, 64)
	// Books change: naming a number again replaces who it stood for.
	e.then(func() { e.vendors[vendorKey{m.Company, m.Number}] = m.Supplier })
}

// takes reports whether to takes this amount of obligor's debt from a sender unasked, and counts it if the act is done. The acceptance for
// this obligor goes before the one for any.
func (e *exam) takes(to, from, obligor uint32, amount uint64) bool {
	for _, key := range []standingKey{{to, from, obligor}, {to, from, 0}} {
		s := e.standing[key]
		if s == nil || e.today > s.Until || amount < s.Min || amount > s.Max {
			continue
		}
		if s.PerDay == 0 {
			return true
		}
		used := e.used[s]
		if s.Day == e.today {
			used += s.Used
		}
		if used < s.PerDay {
			if e.used == nil {
				e.used = make(map[*Standing]uint16)
			}
			e.used[s]++
			e.then(func() { s.Day, s.Used = e.today, used+1 })
			return true
		}
	}
	return false
}
