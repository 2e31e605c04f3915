package api_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/big"
	"net/http"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tallystick/tallystick/bindings/calendar"
	"github.com/tallystick/tallystick/bindings/client"
	"github.com/tallystick/tallystick/bindings/contracts"
	"github.com/tallystick/tallystick/bindings/ref"
	"github.com/tallystick/tallystick/bindings/report"
	"github.com/tallystick/tallystick/relayer/api"
	"github.com/tallystick/tallystick/relayer/chain"
)

// season is an office with six weeks of business behind it, and what the reports of its days said on those days.
type season struct {
	*office
	paid, split, late ref.Obligation
	// said are the reports of each day with business, as they were at its end.
	said map[calendar.Day]map[string]string
}

func newSeason(t *testing.T) *season {
	t.Helper()
	s := &season{office: newOffice(t, nil), said: make(map[calendar.Day]map[string]string)}
	s.paid = s.receivable(30_000)
	s.note()

	s.Wait(1)
	s.split = s.receivable(100_000)
	s.done(s.Sign(s.bolt.Key, contracts.AcceptFrom{Company: boltID, Sender: acmeID, Min: big.NewInt(1), Max: big.NewInt(1e9), Until: uint32(s.Today()) + 9}))
	s.done(s.Sign(s.acme.Key, transfer(s.split, acmeID, boltID, 0, 40_000, 100_000)))
	s.note()

	s.Wait(1)
	s.sell(s.split, 40_000, 90_000, 100_000, "ZDW-2026-17")
	s.late = s.receivable(5_000)
	s.done(s.Sign(s.acme.Key, transfer(s.late, acmeID, bankID, 0, 0, 1_000)))
	s.note()

	s.Wait(28) // the first falls due today, the second tomorrow
	s.done(s.Sign(s.obligor.Key, contracts.SettleReceivable{Company: obligorID, Receivable: s.paid.Big(), Amount: big.NewInt(30_000), Bank: bankID, Paid: new(big.Int), Interest: big.NewInt(1_000_000)}))
	s.push(s.paid)
	s.note()

	s.Wait(3) // the second is two days overdue, the third one
	s.done(s.Sign(s.obligor.Key, contracts.SettleReceivable{Company: obligorID, Receivable: s.split.Big(), Amount: big.NewInt(60_001), Bank: bankID, Paid: new(big.Int), Interest: big.NewInt(1_000_000)}))
	s.push(s.split)
	s.note()
	return s
}

// push hands all lots of an obligation their shares.
func (s *season) push(id ref.Obligation) {
	s.t.Helper()
	lots, err := s.client.LotsOf(s.t.Context(), id)
	if err != nil {
		s.t.Fatal(err)
	}
	var starts []*big.Int
	for _, lot := range lots {
		starts = append(starts, new(big.Int).SetUint64(lot.ID.Start))
	}
	s.Send("push", s.Deployment.Address("Settlements"), contracts.NewSettlements().PackPush(id.Big(), starts))
	s.follow()
}

// sell has the bank buy units of Bolt's lot.
func (s *season) sell(id ref.Obligation, lot, start, end int64, registration string) {
	s.t.Helper()
	offered := s.Sign(s.bank.Key, contracts.Quote{
		Company: bankID, Obligation: id.Big(), Lot: big.NewInt(lot), Start: big.NewInt(start), End: big.NewInt(end), Holder: boltID, Rate: 42_000,
		DayCount: 1, CashBank: bankID, Until: uint32(s.Today()) + 3, Registration: registration,
	})
	taking, err := s.Sign(s.bolt.Key, contracts.TakeQuote{Company: boltID, Quote: s.named(offered), Least: big.NewInt(1)}).WithQuote(offered)
	if err != nil {
		s.t.Fatal(err)
	}
	s.done(taking)
}

// note keeps what today's reports say.
func (s *season) note() {
	s.t.Helper()
	s.said[s.Today()] = s.reports(s.client, 0)
}

// reports are all reports of a day, each as one text.
func (s *season) reports(c *client.Client, date calendar.Day) map[string]string {
	s.t.Helper()
	ctx, all := s.t.Context(), make(map[string]string)
	add := func(name string, doc any, err error) {
		text, broken := json.Marshal(doc)
		if err := errors.Join(err, broken); err != nil {
			s.t.Fatalf("%s on %s: %v", name, date, err)
		}
		all[name] = string(text)
	}
	for _, id := range []uint32{acmeID, boltID, bankID, obligorID} {
		maturity, err := c.Maturity(ctx, id, date, report.ByDay)
		add(fmt.Sprint("maturity of ", id), maturity, err)
		forecast, err := c.Forecast(ctx, id, date)
		add(fmt.Sprint("forecast of ", id), forecast, err)
		exposure, err := c.Exposure(ctx, id, date)
		add(fmt.Sprint("exposure of ", id), exposure, err)
		holdings, err := c.Holdings(ctx, id, date, report.ToSell)
		add(fmt.Sprint("holdings of ", id), holdings, err)
		record, err := c.Record(ctx, id, date)
		add(fmt.Sprint("record of ", id), record, err)
	}
	financed, err := c.Financed(ctx, 0, date)
	add("financed", financed, err)
	regulator, err := c.Regulator(ctx, date, false)
	if regulator != nil {
		// How far a relayer has come since is no part of the day.
		regulator.Same = report.BlockID{}
	}
	add("regulator", regulator, err)
	return all
}

func TestADaysReportsStayWhatTheyWere(t *testing.T) {
	s := newSeason(t)
	if len(s.said) != 5 {
		t.Fatalf("reports of %d days", len(s.said))
	}
	for date, said := range s.said {
		if diff := cmp.Diff(said, s.reports(s.client, date)); diff != "" {
			t.Errorf("of %s (-then +now):\n%s", date, diff)
		}
	}
	// On a day without business they are those of the day before, but for what follows from the date.
	first, next := s.Today()-32, s.Today()-30
	if s.said[first] == nil || s.said[next+1] != nil {
		t.Fatalf("the season has other days than %s and %s", first, next)
	}
	quiet, err := s.client.Regulator(t.Context(), next+1, false)
	if err != nil {
		t.Fatal(err)
	}
	before, err := s.client.Regulator(t.Context(), next, false)
	if err != nil || quiet.Digest != before.Digest || quiet.Date == before.Date {
		t.Errorf("%s has %s, %s has %s, %v", next+1, quiet.Digest, next, before.Digest, err)
	}
}

func TestTwoRelayersReportTheSame(t *testing.T) {
	s := newSeason(t)
	second := *s.office
	other := &season{office: &second}
	other.open(nil)
	for date := range s.said {
		if diff := cmp.Diff(s.reports(s.client, date), other.reports(other.client, date)); diff != "" {
			t.Errorf("of %s (-one +other):\n%s", date, diff)
		}
	}
}

func TestRV09TheRegulatorsTotalsAreTheContractsOnEveryDay(t *testing.T) {
	s := newSeason(t)
	for date := range s.said {
		r, err := s.client.Regulator(t.Context(), date, true)
		if err != nil {
			t.Fatal(err)
		}
		c := r.Comparison
		if c == nil || !c.Equal || len(c.Differences) != 0 || c.Block != r.Same || c.Block.Number < r.Block.Number || r.NotCompared != "" {
			t.Fatalf("%s: %+v %s", date, c, r.NotCompared)
		}
		if diff := cmp.Diff(r.Totals, c.Totals); diff != "" {
			t.Errorf("%s: totals (-state +chain):\n%s", date, diff)
		}
		if digest, err := r.State.Digest(); err != nil || digest != r.Digest {
			t.Errorf("%s: the digest is %s, %v; the report says %s", date, digest, err, r.Digest)
		}
		if want := len(r.State.Lots) + len(r.State.Obligations) + len(r.State.Lines) + len(r.State.Deposits) + len(r.Totals.Supplies); c.Questions != want || len(r.State.Companies) != 6 {
			t.Errorf("%s: %d questions; want %d", date, c.Questions, want)
		}
	}
}

func TestHoldingsOfAllCompaniesAreTheFaceOnEveryDay(t *testing.T) {
	s := newSeason(t)
	for date := s.Today() - 34; date <= s.Today(); date++ {
		r, err := s.client.Regulator(t.Context(), date, false)
		if err != nil {
			t.Fatal(err)
		}
		held := make(map[ref.Obligation]report.Sum)
		for _, c := range r.State.Companies {
			h, err := s.client.Holdings(t.Context(), c.ID, date, report.ToCollect)
			if err != nil {
				t.Fatal(err)
			}
			for _, lot := range h.Lots {
				held[lot.Lot.Obligation] = held[lot.Lot.Obligation].Plus(report.SumOf(lot.Amount))
			}
		}
		for _, o := range r.State.Obligations {
			want := report.Sum{}
			if o.State == "active" {
				want = report.SumOf(o.Face)
			}
			if !held[o.ID].Equal(want) {
				t.Errorf("%s on %s: companies hold %s of %s", o.ID, date, held[o.ID], want)
			}
		}
	}
}

func TestReportsSayWhatHappened(t *testing.T) {
	s := newSeason(t)
	ctx, today := t.Context(), s.Today()
	record, err := s.client.Record(ctx, obligorID, 0)
	if err != nil || len(record.Conduct) != 1 {
		t.Fatalf("%+v, %v", record, err)
	}
	c := record.Conduct[0]
	if c.OnTime.Count != 1 || c.OnTime.Amount.String() != "300.00" || c.Late.Count != 0 || c.Overdue.Count != 2 || c.Overdue.Amount.String() != "449.99" || c.LongestDelay != 2 {
		t.Errorf("record %+v", c)
	}
	forecast, err := s.client.Forecast(ctx, boltID, today-3)
	if err != nil || len(forecast.Flows) != 1 || forecast.Flows[0].Source != report.FromLine || forecast.Flows[0].In.String() != "500.00" || forecast.Flows[0].Bank.ID != bankID {
		t.Errorf("forecast %+v, %v", forecast, err)
	}
	forecast, err = s.client.Forecast(ctx, boltID, 0)
	if err != nil || len(forecast.Flows) != 1 || forecast.Flows[0].Source != report.FromPayment || !forecast.Flows[0].Overdue || forecast.Flows[0].In.String() != "200.00" {
		t.Errorf("forecast %+v, %v", forecast, err)
	}
	financed, err := s.client.Financed(ctx, bankID, 0)
	if err != nil || len(financed.Sales) != 1 || len(financed.Unregistered) != 0 {
		t.Fatalf("financed %+v, %v", financed, err)
	}
	sale := financed.Sales[0]
	if sale.Registration != "ZDW-2026-17" || sale.Seller.Name != "Bolt" || sale.Face.String() != "100.00" || sale.Open.String() != "40.00" || sale.Day != today-31 || sale.Standing != "part-paid" {
		t.Errorf("%+v", sale)
	}
	exposure, err := s.client.Exposure(ctx, acmeID, today-31)
	if err != nil || len(exposure.Debtors) != 1 || exposure.Debtors[0].Open.String() != "750.00" || exposure.Debtors[0].Line.Used.String() != "1,350.00" {
		t.Errorf("exposure %+v, %v", exposure, err)
	}
	ladder, err := s.client.Maturity(ctx, obligorID, today-31, report.ByMonth)
	if err != nil || len(ladder.Totals) != 1 || ladder.Totals[0].Amount.String() != "1,350.00" || ladder.Totals[0].Side != report.AsObligor {
		t.Errorf("ladder %+v, %v", ladder, err)
	}
	// A state shows a company as the API does, and an offered lot as locked.
	r, err := s.client.Regulator(ctx, 0, false)
	if err != nil {
		t.Fatal(err)
	}
	for _, company := range r.State.Companies {
		shown, err := s.client.Company(ctx, company.ID)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(shown.Capacities, company.Capacities); diff != "" || shown.Name != company.Name || (shown.Status == "suspended") != company.Suspended {
			t.Errorf("%+v is shown as %+v", company, shown)
		}
	}
	locked := 0
	for _, lot := range r.State.Lots {
		if lot.State == "locked" {
			locked++
		}
	}
	if locked != 1 {
		t.Errorf("%d lots are locked; want the one that waits for the bank", locked)
	}
}

func TestWrongQuestionsForReportsSayWhatIsWrong(t *testing.T) {
	o := newOffice(t, nil)
	tomorrow := (o.Today() + 1).String()
	for path, want := range map[string]int{
		"/v1/reports/maturity":                                   http.StatusBadRequest,
		"/v1/reports/maturity?company=0":                         http.StatusBadRequest,
		"/v1/reports/maturity?company=41&by=week":                http.StatusBadRequest,
		"/v1/reports/maturity?company=999":                       http.StatusNotFound,
		"/v1/reports/maturity?company=41&date=1970-01-02":        http.StatusNotFound,
		"/v1/reports/cash-forecast?company=41&date=2026-02-30":   http.StatusBadRequest,
		"/v1/reports/exposure?company=41&date=" + tomorrow:       http.StatusBadRequest,
		"/v1/reports/holdings?company=41&purpose=keep":           http.StatusBadRequest,
		"/v1/reports/financed?bank=10":                           http.StatusBadRequest,
		"/v1/reports/financed?company=acme":                      http.StatusBadRequest,
		"/v1/reports/regulator?date=" + tomorrow:                 http.StatusBadRequest,
		"/v1/reports/regulator?compare=yes":                      http.StatusBadRequest,
		"/v1/reports/regulator?company=41":                       http.StatusBadRequest,
		"/v1/companies/0/record":                                 http.StatusBadRequest,
		"/v1/companies/acme/record":                              http.StatusBadRequest,
		"/v1/companies/999/record":                               http.StatusNotFound,
		"/v1/companies/31/record?date=" + tomorrow:               http.StatusBadRequest,
		"/v1/reports/balance":                                    http.StatusNotFound,
		"/v1/reports/exposure?company=41&date=2026-01-01&date=x": http.StatusBadRequest,
	} {
		status, body := o.get(path)
		var p client.Problem
		if err := json.Unmarshal(body, &p); err != nil || status != want || p.Detail == "" {
			t.Errorf("%s: %d %s; want %d", path, status, body, want)
		}
	}
	before, err := o.client.Regulator(t.Context(), 1, true)
	if err != nil || before.Block.Number != 0 || len(before.State.Companies) != 0 || !before.Comparison.Equal {
		t.Errorf("long before the network: %+v, %v", before, err)
	}
}

// forgetful is a node that has let go of old blocks.
type forgetful struct{ api.Chain }

func (forgetful) CallContext(context.Context, any, string, ...any) error {
	return &chain.Error{Class: chain.Unknown, Err: errors.New("missing trie node")}
}

func TestAReportThatCannotBeComparedSaysWhy(t *testing.T) {
	for name, node := range map[string]struct {
		make func(api.Chain) api.Chain
		says string
	}{
		"pruned": {func(c api.Chain) api.Chain { return forgetful{c} }, "the relayer's node no longer has the state of that block; compare with one that keeps all of them"},
		"down":   {func(api.Chain) api.Chain { return down{} }, "the contracts did not answer in time; compare with a node of your own"},
	} {
		t.Run(name, func(t *testing.T) {
			o := newOffice(t, func(c *api.Config) { c.Chain = node.make(c.Chain) })
			r, err := o.client.Regulator(t.Context(), 0, true)
			if err != nil || r.Comparison != nil || r.NotCompared != node.says || len(r.State.Companies) == 0 {
				t.Errorf("%+v, %v", r, err)
			}
		})
	}
}
