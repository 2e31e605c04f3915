package report

import (
	"math/big"
	"slices"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"pgregory.net/rapid"

	"github.com/tallystick/tallystick/bindings/amount"
	"github.com/tallystick/tallystick/bindings/calendar"
	"github.com/tallystick/tallystick/bindings/currency"
	"github.com/tallystick/tallystick/bindings/ref"
)

// anyState is the books of any network: obligations of any size, cut into lots of any holders, some ended, some paid in part.
func anyState(t *rapid.T) *State {
	s := &State{}
	for id := uint32(1); id <= 6; id++ {
		s.Companies = append(s.Companies, Company{ID: id})
	}
	for serial := range rapid.Uint64Range(0, 12).Draw(t, "obligations") {
		o := Obligation{
			ID: receivable(1, serial), Obligor: rapid.Uint32Range(1, 6).Draw(t, "obligor"),
			Face: amount.Amount(rapid.Int64Range(1, int64(amount.MaxFace)).Draw(t, "face")), State: "active",
			Currency: rapid.SampledFrom([]currency.Code{currency.CNY, currency.USD}).Draw(t, "currency"),
			Due:      reportDate + calendar.Day(rapid.Uint32Range(0, 400).Draw(t, "due")) - 200,
		}
		live := amount.Amount(0)
		for from := uint64(0); from < uint64(o.Face); {
			to := uint64(o.Face)
			if rapid.IntRange(0, 4).Draw(t, "cut") > 0 {
				to = rapid.Uint64Range(from+1, to).Draw(t, "end")
			}
			l := Lot{
				ID: ref.Lot{Obligation: o.ID, Start: from, End: to}, Holder: rapid.Uint32Range(1, 6).Draw(t, "holder"), Marks: []string{},
				State: rapid.SampledFrom([]string{"held", "held", "held", "locked", "cancelled", "exported", "redeemed"}).Draw(t, "state"),
			}
			if rapid.IntRange(0, 5).Draw(t, "disputed") == 0 {
				l.Marks = append(l.Marks, "disputed")
			}
			if l.Live() && !l.has("disputed") {
				live += l.Amount()
				if rapid.IntRange(0, 3).Draw(t, "pledged") == 0 {
					s.pledge(t, &l)
				}
			}
			s.Lots, from = append(s.Lots, l), to
		}
		o.Out = o.Face - live
		if live > 0 && o.Due < reportDate {
			o.Paid = amount.Amount(rapid.Int64Range(0, int64(live)).Draw(t, "paid"))
			for i := range s.Lots {
				if s.Lots[i].ID.Obligation == o.ID && s.Lots[i].Live() && !s.Lots[i].has("disputed") {
					s.Lots[i].Credited = amount.Share(o.Paid, s.Lots[i].Amount(), live)
				}
			}
		}
		s.Obligations = append(s.Obligations, o)
	}
	return s
}

// pledge puts a lot under a pledge of its own, or under one that there is.
func (s *State) pledge(t *rapid.T, l *Lot) {
	number := uint64(len(s.Records) + 1)
	id := common.BigToHash(new(big.Int).SetUint64(rapid.Uint64Range(1, number).Draw(t, "pledge")))
	s.Records = append(s.Records, LotRecord{Number: number, Kind: "pledge", Act: id})
	if !slices.ContainsFunc(s.Pledges, func(p Pledge) bool { return p.ID == id }) {
		secured := rapid.Int64Range(1, int64(l.Amount())).Draw(t, "secured")
		received := rapid.Int64Range(0, secured).Draw(t, "received")
		s.Pledges = append(s.Pledges, Pledge{
			ID: id, Pledgee: rapid.Uint32Range(1, 6).Draw(t, "pledgee"), Secured: amount.Amount(secured), Received: amount.Amount(received),
		})
	}
	l.Marks, l.Record = append(l.Marks, "pledged"), number
}

func TestHoldingsOfAllCompaniesAreTheFaceLessWhatIsOut(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := anyState(t)
		held, out := make(map[ref.Obligation]Sum), make(map[ref.Obligation]Sum)
		for _, c := range s.Companies {
			for _, one := range s.Holdings(c.ID, reportDate, ToCollect).Lots {
				held[one.Lot.Obligation] = held[one.Lot.Obligation].Plus(SumOf(one.Amount))
			}
		}
		for _, l := range s.Lots {
			if !l.Live() {
				out[l.ID.Obligation] = out[l.ID.Obligation].Plus(SumOf(l.Amount()))
			}
		}
		for _, o := range s.Obligations {
			if want := SumOf(o.Face).Minus(out[o.ID]); !held[o.ID].Equal(want) {
				t.Fatalf("of %s companies hold %s; face less what is out is %s", o.ID, held[o.ID], want)
			}
		}
		for _, d := range s.Totals().Debts {
			if !d.Live.Plus(d.Ended).Equal(d.Face) {
				t.Fatalf("%+v", d)
			}
		}
	})
}

// sums are what a company is to receive and to pay in a currency.
type sums struct{ in, out Sum }

func TestTheReportsOfOneCompanyAgree(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := anyState(t)
		givenUpByAll, gotByPledgees := make(map[currency.Code]Sum), make(map[currency.Code]Sum)
		for _, c := range s.Companies {
			all := make(map[string]map[currency.Code]sums)
			add := func(report string, code currency.Code, in, out Sum) {
				if all[report] == nil {
					all[report] = make(map[currency.Code]sums)
				}
				was := all[report][code]
				all[report][code] = sums{was.in.Plus(in), was.out.Plus(out)}
			}
			for _, by := range []Step{ByDay, ByMonth} {
				for _, r := range s.Maturity(c.ID, reportDate, by).Rungs {
					switch r.Side {
					case AsHolder:
						add("ladder by "+string(by), r.Currency, r.Amount, Sum{})
					case AsPledgee:
						add("pledged by "+string(by), r.Currency, r.Amount, Sum{})
					default:
						add("ladder by "+string(by), r.Currency, Sum{}, r.Amount)
					}
				}
			}
			running, givenUp := make(map[currency.Code]Sum), make(map[currency.Code]Sum)
			for _, f := range s.Forecast(c.ID, reportDate).Flows {
				add("forecast", f.Currency, f.In.Minus(f.Pledged), f.Out)
				add("pledged in the forecast", f.Currency, f.Pledged, Sum{})
				running[f.Currency] = f.Running
			}
			for _, d := range s.Exposure(c.ID, reportDate).Debtors {
				add("exposure", d.Currency, d.Open.Minus(d.Disputed).Minus(d.Pledged), Sum{})
				givenUp[d.Currency] = givenUp[d.Currency].Plus(d.Pledged)
				if profile := d.Overdue.Plus(d.Days30).Plus(d.Days60).Plus(d.Days90).Plus(d.Later); !profile.Equal(d.Open) {
					t.Fatalf("the due profile of %+v adds up to %s", d, profile)
				}
			}
			for _, one := range s.Holdings(c.ID, reportDate, ToCollect).Lots {
				if !slices.Contains(one.Marks, "disputed") {
					add("holdings", one.Currency, SumOf(one.Open), Sum{})
				}
			}
			for code, sum := range givenUp {
				add("holdings", code, Sum{}.Minus(sum), Sum{})
				givenUpByAll[code] = givenUpByAll[code].Plus(sum)
			}
			for _, line := range s.Record(c.ID, reportDate).Conduct {
				add("record", line.Currency, Sum{}, line.Overdue.Amount.Plus(line.Defaulted.Amount).Plus(line.NotDue.Amount))
			}
			for _, code := range []currency.Code{currency.CNY, currency.USD} {
				want := all["ladder by day"][code]
				for report, in := range map[string]bool{"ladder by month": true, "forecast": true, "exposure": true, "holdings": true, "record": false} {
					got := all[report][code]
					if in && !got.in.Equal(want.in) || (!in || report == "forecast") && !got.out.Equal(want.out) {
						t.Fatalf("company %d in %s: %s has +%s -%s, the ladder by day +%s -%s", c.ID, code, report, got.in, got.out, want.in, want.out)
					}
				}
				pledged := all["pledged by day"][code].in
				if !pledged.Equal(all["pledged by month"][code].in) || !pledged.Equal(all["pledged in the forecast"][code].in) {
					t.Fatalf("company %d in %s: what it gets as pledgee differs: %v", c.ID, code, all)
				}
				gotByPledgees[code] = gotByPledgees[code].Plus(pledged)
				if net := want.in.Plus(pledged).Minus(want.out); !running[code].Equal(net) {
					t.Fatalf("company %d in %s: the forecast runs to %s, not to %s", c.ID, code, running[code], net)
				}
			}
		}
		for code, sum := range givenUpByAll {
			if !sum.Equal(gotByPledgees[code]) {
				t.Fatalf("%s: holders give up %s, pledgees get %s", code, sum, gotByPledgees[code])
			}
		}
	})
}
