package report

import (
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tallystick/tallystick/bindings/amount"
	"github.com/tallystick/tallystick/bindings/calendar"
	"github.com/tallystick/tallystick/bindings/currency"
	"github.com/tallystick/tallystick/bindings/ref"
)

// The companies of the tests.
const (
	firstBank  = 10
	harbour    = 11
	steel      = 31
	mill       = 32
	acme       = 41
	bolt       = 42
	unit       = amount.One
	reportDate = calendar.Day(20_778) // 2026-11-21
)

// sample are the books of a small network on 2026-11-21:
//
//	R31-1  steel, due in 30 days, 1,000.00: acme 400; bolt 250 pledged to Harbour Bank for 180.00 and 100 disputed; First Bank 250 by financing
//	R31-2  steel, paid late in full, 200.00, held by acme
//	R31-3  steel, overdue, half paid, 100.00, held by acme
//	R31-4  steel, requested by acme
//	R32-1  mill, due today, USD 50.00, held by acme; 20.00 of it cancelled
//	R32-2  mill, defaulted, CNY 70.00, held by bolt
func sample() *State {
	return &State{
		Network: Network{ChainID: 7, Genesis: common.Hash{1}, Salt: common.Hash{2}},
		Block:   Block{Number: 99, Hash: common.Hash{9}, Time: time.Unix(1_795_226_400, 0).UTC()},
		Companies: []Company{
			{ID: firstBank, Name: "First Bank", Capacities: []string{"bank"}}, {ID: harbour, Name: "Harbour Bank", Capacities: []string{"bank"}},
			{ID: steel, Name: "Northern Steel", Capacities: []string{}}, {ID: mill, Name: "Eastern Mill", Capacities: []string{}, Suspended: true},
			{ID: acme, Name: "Acme", Capacities: []string{}}, {ID: bolt, Name: "Bolt \"<&>\" 博\u2028特", Capacities: []string{}},
		},
		Lines: []Line{
			{Obligor: steel, Currency: currency.CNY, Limit: SumOf(1_200 * unit), Used: SumOf(1_050 * unit), Grants: []Grant{{Bank: firstBank, Limit: SumOf(1_200 * unit)}}},
			{Obligor: mill, Currency: currency.CNY, Limit: SumOf(50 * unit), Used: SumOf(70 * unit), Grants: []Grant{
				{Bank: firstBank, Limit: SumOf(20 * unit)}, {Bank: harbour, Limit: SumOf(30 * unit)},
			}},
		},
		Obligations: []Obligation{
			{ID: receivable(steel, 1), Obligor: steel, Supplier: acme, Face: 1_000 * unit, Currency: currency.CNY, Out: 100 * unit, Due: reportDate + 30, State: "active"},
			{ID: receivable(steel, 2), Obligor: steel, Supplier: acme, Face: 200 * unit, Paid: 200 * unit, Currency: currency.CNY, Due: reportDate - 20, State: "active", Bank: harbour},
			{ID: receivable(steel, 3), Obligor: steel, Supplier: acme, Face: 100 * unit, Paid: 50 * unit, Currency: currency.CNY, Due: reportDate - 1, State: "active", Bank: harbour},
			{ID: receivable(steel, 4), Obligor: steel, Supplier: acme, Face: 900 * unit, Currency: currency.CNY, Due: reportDate + 60, State: "requested"},
			{ID: receivable(mill, 1), Obligor: mill, Supplier: acme, Face: 50 * unit, Out: 20 * unit, Currency: currency.USD, Due: reportDate, State: "active"},
			{ID: receivable(mill, 2), Obligor: mill, Supplier: bolt, Face: 70 * unit, Currency: currency.CNY, Due: reportDate - 10, State: "active", Defaulted: on(reportDate - 5)},
		},
		Lots: []Lot{
			lot(receivable(steel, 1), 0, 400, acme, "held"),
			under(2, lot(receivable(steel, 1), 400, 650, bolt, "locked", "pledged")),
			lot(receivable(steel, 1), 650, 750, bolt, "held", "disputed"),
			lot(receivable(steel, 1), 750, 1_000, firstBank, "held", "financed"),
			credited(200, lot(receivable(steel, 2), 0, 200, acme, "held")),
			credited(40, lot(receivable(steel, 3), 0, 100, acme, "held")),
			lot(receivable(mill, 1), 0, 30, acme, "held"),
			lot(receivable(mill, 1), 30, 50, acme, "cancelled"),
			lot(receivable(mill, 2), 0, 70, bolt, "held"),
		},
		Payments: []Payment{
			{Obligation: receivable(steel, 2), Day: reportDate - 25, Bank: harbour, Means: "deposits", Amount: 100 * unit},
			{Obligation: receivable(steel, 2), Day: reportDate - 13, Bank: harbour, Means: "deposits", Amount: 100 * unit},
			{Obligation: receivable(steel, 3), Day: reportDate - 1, Bank: harbour, Means: "deposits", Amount: 50 * unit},
		},
		Financings: []Financing{{
			How: Discount, Units: ref.Lot{Obligation: receivable(steel, 1), Start: 75_000, End: 100_000}, Buyer: firstBank, Seller: bolt, Rate: 42_000,
			Proceeds: 248 * unit, Recourse: true, Registration: "ZDW-1", Day: reportDate - 3,
		}},
		Records: []LotRecord{
			{Number: 1, Kind: "pledge", By: bolt, To: harbour, Act: common.Hash{7}}, {Number: 2, Next: 1, Kind: "guarantee", By: firstBank, To: bolt},
		},
		Pledges: []Pledge{{
			ID: common.Hash{7}, Obligation: receivable(steel, 1), Pledgor: bolt, Pledgee: harbour, Secured: 200 * unit, Received: 20 * unit,
			DebtDue: reportDate + 60, Registration: "ZDW-P",
		}},
		Deposits: []Deposit{
			{Company: steel, Bank: harbour, Currency: currency.CNY, Free: SumOf(5 * unit), Earmarked: SumOf(10 * unit)},
			{Company: acme, Bank: harbour, Currency: currency.CNY, Free: SumOf(240 * unit)},
		},
	}
}

func receivable(company uint32, serial uint64) ref.Obligation {
	return ref.Obligation{Module: ref.Receivables, Company: company, Serial: serial}
}

// lot has its range in whole money.
func lot(id ref.Obligation, from, to uint64, holder uint32, state string, marks ...string) Lot {
	return Lot{ID: ref.Lot{Obligation: id, Start: from * 100, End: to * 100}, Holder: holder, State: state, Marks: append([]string{}, marks...)}
}

// under has a number as its newest record.
func under(record uint64, l Lot) Lot {
	l.Record = record
	return l
}

func credited(money amount.Amount, l Lot) Lot {
	l.Credited = money * unit
	return l
}

func on(day calendar.Day) *calendar.Day { return &day }

func TestAnObligationStandsWhereDayAndPaymentsPutIt(t *testing.T) {
	s := sample()
	for id, want := range map[ref.Obligation]string{
		receivable(steel, 1): "active", receivable(steel, 2): "paid", receivable(steel, 3): "part-paid", receivable(steel, 4): "requested",
		receivable(mill, 1): "due", receivable(mill, 2): "defaulted",
	} {
		b := s.at(reportDate)
		if got := b.standing(b.obligations[id]); got != want {
			t.Errorf("%s is %s; want %s", id, got, want)
		}
	}
	b := s.at(reportDate - 1)
	if got := b.standing(b.obligations[receivable(mill, 1)]); got != "active" {
		t.Errorf("the day before it is due it is %s", got)
	}
	// A dispute about all that is unpaid leaves the rest paid.
	s.Lots[5] = credited(50, lot(receivable(steel, 3), 0, 50, acme, "held"))
	s.Lots = append(s.Lots, lot(receivable(steel, 3), 50, 100, acme, "held", "disputed"))
	s.Obligations[2].Out = 50 * unit
	b = s.at(reportDate)
	if got := b.standing(b.obligations[receivable(steel, 3)]); got != "paid" {
		t.Errorf("with the unpaid half disputed it is %s", got)
	}
	if c := s.Record(steel, reportDate).Conduct[0]; c.OnTime.Count != 1 || c.Overdue.Count != 0 || c.Disputed.Count != 2 {
		t.Errorf("%+v", c)
	}
	s.Lots[6].State = "exported"
	b = s.at(reportDate)
	if got := b.standing(b.obligations[receivable(mill, 1)]); got != "ended" {
		t.Errorf("with one part cancelled and one exported it is %s", got)
	}
	s.Lots[7].State = "exported"
	b = s.at(reportDate)
	if got := b.standing(b.obligations[receivable(mill, 1)]); got != "exported" {
		t.Errorf("with both exported it is %s", got)
	}
}
