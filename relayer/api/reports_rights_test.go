package api_test

import (
	"math/big"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tallystick/tallystick/bindings/contracts"
	"github.com/tallystick/tallystick/bindings/ref"
	"github.com/tallystick/tallystick/bindings/report"
)

// units is a number as the contracts' bindings take it.
func units(n int64) *big.Int { return big.NewInt(n) }

// entangle puts every kind of right and hold on lots: of one receivable Acme pledges 30,000 and has 10,000 guaranteed, the obligor disputes
// 5,000 and buys 20,000 back early, 7,000 leave for paper; of another everything is cancelled.
func (s *season) entangle() (id, gone ref.Obligation) {
	s.t.Helper()
	id, gone = s.receivable(100_000), s.receivable(9_000)
	pledge := s.Sign(s.acme.Key, contracts.PledgeLot{
		Company: acmeID, Obligation: id.Big(), Lot: units(0), Start: units(0), End: units(30_000), Pledgee: bankID, Secured: units(12_000),
		DebtDue: uint32(s.Today()) + 20,
	})
	s.done(pledge)
	s.done(s.Sign(s.bank.Key, contracts.AcceptPledge{Company: bankID, Obligation: id.Big(), Lot: units(0), Pledge: s.named(pledge), Registration: "ZDW-P-1"}))

	guarantee := s.Sign(s.acme.Key, contracts.AskGuarantee{Company: acmeID, Obligation: id.Big(), Lot: units(30_000), Start: units(30_000), End: units(40_000), Guarantor: bankID})
	s.done(guarantee)
	s.done(s.Sign(s.bank.Key, contracts.GiveGuarantee{Company: bankID, Obligation: id.Big(), Lot: units(30_000), Proposal: s.named(guarantee)}))

	s.done(s.Sign(s.obligor.Key, contracts.DisputeLot{
		Company: obligorID, Obligation: id.Big(), Lot: units(40_000), Start: units(40_000), End: units(45_000), Reason: "two pallets were broken", Digest: common.Hash{1},
	}))
	early := s.Sign(s.obligor.Key, contracts.Quote{
		Company: obligorID, Obligation: id.Big(), Lot: units(45_000), Start: units(45_000), End: units(65_000), Holder: acmeID, Rate: 30_000, DayCount: 1,
		CashBank: bankID, Until: uint32(s.Today()) + 3,
	})
	taking, err := s.Sign(s.acme.Key, contracts.TakeQuote{Company: acmeID, Quote: s.named(early), Least: units(1)}).WithQuote(early)
	if err != nil {
		s.t.Fatal(err)
	}
	s.done(taking)

	paper := s.Sign(s.acme.Key, contracts.RetireLot{
		Company: acmeID, Obligation: id.Big(), Lot: units(65_000), Start: units(65_000), End: units(72_000), System: "paper", Bundle: common.Hash{2},
	})
	s.done(paper)
	s.done(s.Sign(s.obligor.Key, contracts.AgreeRetirement{Company: obligorID, Obligation: id.Big(), Lot: units(65_000), Proposal: s.named(paper)}))

	cancel := s.Sign(s.acme.Key, contracts.CancelReceivable{Company: acmeID, Receivable: gone.Big(), Reason: "ordered twice"})
	s.done(cancel)
	s.done(s.Sign(s.obligor.Key, contracts.AgreeCancel{Company: obligorID, Receivable: gone.Big(), Proposal: s.named(cancel)}))
	return id, gone
}

func TestRV09WhateverHangsOnLotsTheContractsSayTheSame(t *testing.T) {
	s := &season{office: newOffice(t, nil)}
	id, gone := s.entangle()
	ctx := t.Context()
	r := s.compared()
	if len(r.State.Pledges) != 1 || len(r.State.Holds) != 1 || !r.State.Holds[0].Blocking || len(r.State.Records) == 0 || len(r.State.Financings) != 1 {
		t.Fatalf("%+v", r.State)
	}
	if got := r.Totals.Debts[0]; got.Face.String() != "1,090.00" || got.Ended.String() != "360.00" || got.Disputed.String() != "50.00" || got.Live.String() != "730.00" {
		t.Errorf("%+v", got)
	}
	kinds := make(map[string]int)
	for _, record := range r.State.Records {
		kinds[record.Kind]++
	}
	if kinds["pledge"] != 1 || kinds["guarantee"] != 1 || kinds["dispute"] != 1 {
		t.Errorf("records %v", kinds)
	}
	for _, o := range r.State.Obligations {
		if o.ID == gone && o.State != "cancelled" || o.ID == id && (o.State != "active" || o.Out.String() != "320.00") {
			t.Errorf("%+v", o)
		}
	}

	// The bank gets what is secured of the pledged lot, Acme the rest; nobody counts on what is disputed.
	forecast, err := s.client.Forecast(ctx, bankID, 0)
	if err != nil || len(forecast.Flows) != 1 || forecast.Flows[0].Pledged.String() != "120.00" {
		t.Errorf("the pledgee: %+v, %v", forecast, err)
	}
	ladder, err := s.client.Maturity(ctx, acmeID, 0, report.ByMonth)
	if err != nil || ladder.Totals[0].Amount.String() != "560.00" {
		t.Errorf("the pledgor: %+v, %v", ladder, err)
	}
	owed, err := s.client.Maturity(ctx, obligorID, 0, report.ByMonth)
	if err != nil || owed.Totals[0].Amount.String() != "680.00" {
		t.Errorf("the obligor: %+v, %v", owed, err)
	}
	financed, err := s.client.Financed(ctx, bankID, 0)
	if err != nil || len(financed.Sales) != 0 || len(financed.Pledges) != 1 || financed.Pledges[0].Registration != "ZDW-P-1" || len(financed.Unregistered) != 0 {
		t.Errorf("financed: %+v, %v", financed, err)
	}
	record, err := s.client.Record(ctx, obligorID, 0)
	if err != nil || record.Conduct[0].Early.Amount.String() != "200.00" || record.Conduct[0].Disputed.Amount.String() != "50.00" {
		t.Errorf("record: %+v, %v", record, err)
	}
}

func TestRV09WiresAndDefaultsAreInTheState(t *testing.T) {
	s := &season{office: newOffice(t, nil)}
	wired, unpaid := s.receivable(10_000), s.receivable(20_000)
	s.Wait(30)
	s.done(s.Sign(s.bank.Key, contracts.AttestWire{
		Company: bankID, Receivable: wired.Big(), Amount: units(4_000), Paid: new(big.Int), Interest: new(big.Int), Ref: "CNAPS-1",
	}))
	s.Wait(4)
	s.Send("declareDefault", s.Deployment.Address("Settlements"), contracts.NewSettlements().PackDeclareDefault(unpaid.Big()))
	s.follow()
	r := s.compared()
	for _, o := range r.State.Obligations {
		switch o.ID {
		case wired:
			if o.Means != "wire" || o.Bank != bankID || o.Paid.String() != "40.00" || o.Defaulted != nil {
				t.Errorf("%+v", o)
			}
		case unpaid:
			if o.Defaulted == nil || *o.Defaulted != s.Today() || o.Means != "" {
				t.Errorf("%+v", o)
			}
		}
	}
	if len(r.State.Payments) != 1 || r.State.Payments[0].Means != "wire" {
		t.Errorf("payments %+v", r.State.Payments)
	}
	record, err := s.client.Record(t.Context(), obligorID, 0)
	if err != nil {
		t.Fatal(err)
	}
	c := record.Conduct[0]
	if c.Defaulted.Count != 1 || c.Defaulted.Amount.String() != "200.00" || c.Overdue.Amount.String() != "60.00" || c.LongestDelay != 4 || !record.Barred {
		t.Errorf("%+v", record)
	}
	before, err := s.client.Record(t.Context(), obligorID, s.Today()-1)
	if err != nil || before.Barred || before.Conduct[0].Defaulted.Count != 0 || before.Conduct[0].Overdue.Count != 2 {
		t.Errorf("the day before: %+v, %v", before, err)
	}
}

// compared is the regulator's report of today, in which the contracts say the same.
func (s *season) compared() *report.Regulator {
	s.t.Helper()
	r, err := s.client.Regulator(s.t.Context(), 0, true)
	if err != nil {
		s.t.Fatal(err)
	}
	if r.Comparison == nil || !r.Comparison.Equal {
		s.t.Fatalf("%+v %s", r.Comparison, r.NotCompared)
	}
	for _, o := range r.State.Obligations {
		if o.State == "cancelled" && o.Out != o.Face {
			s.t.Errorf("%+v", o)
		}
	}
	return r
}
