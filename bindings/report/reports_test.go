package report

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tallystick/tallystick/bindings/calendar"
	"github.com/tallystick/tallystick/bindings/currency"
	"github.com/tallystick/tallystick/bindings/ref"
)

func TestALadderHasBothSidesByDay(t *testing.T) {
	m := sample().Maturity(acme, reportDate, ByDay)
	want := []string{
		"holder CNY overdue 1 60.00", "holder CNY 2026-12-21 1 400.00", "holder USD 2026-11-21 1 30.00",
	}
	if diff := cmp.Diff(want, rungs(m)); diff != "" {
		t.Errorf("Acme (-want +got):\n%s", diff)
	}
	want = []string{"obligor CNY overdue 1 50.00", "obligor CNY 2026-12-21 1 900.00"}
	m = sample().Maturity(steel, reportDate, ByDay)
	if diff := cmp.Diff(want, rungs(m)); diff != "" {
		t.Errorf("Northern Steel (-want +got):\n%s", diff)
	}
	if len(m.Totals) != 1 || m.Totals[0].Side != AsObligor || m.Totals[0].Count != 2 || m.Totals[0].Amount.String() != "950.00" {
		t.Errorf("totals %+v", m.Totals)
	}
}

func TestALadderHasMonthsInTheirOrder(t *testing.T) {
	s := sample()
	s.Obligations[0].Due = reportDate + 60 // January of the next year
	if diff := cmp.Diff([]string{"obligor CNY overdue 1 50.00", "obligor CNY 2027-01 1 900.00"}, rungs(s.Maturity(steel, reportDate, ByMonth))); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"holder CNY overdue 1 70.00", "holder CNY 2027-01 1 70.00"}, rungs(s.Maturity(bolt, reportDate, ByMonth))); diff != "" {
		t.Errorf("the pledgor (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"pledgee CNY 2027-01 1 180.00"}, rungs(s.Maturity(harbour, reportDate, ByMonth))); diff != "" {
		t.Errorf("the pledgee (-want +got):\n%s", diff)
	}
}

func rungs(m Maturity) (lines []string) {
	for _, r := range m.Rungs {
		lines = append(lines, fmt.Sprint(r.Side, " ", r.Currency, " ", r.Bucket, " ", r.Count, " ", r.Amount))
	}
	return lines
}

func TestWhatIsDueTodayIsNotOverdueAndYesterdaysIs(t *testing.T) {
	b := sample().at(reportDate)
	for due, want := range map[calendar.Day]string{reportDate - 1: Overdue, reportDate: "2026-11-21", reportDate + 1: "2026-11-22"} {
		if got := b.bucket(due, ByDay); got != want {
			t.Errorf("due on %s: %s; want %s", due, got, want)
		}
	}
	if got := b.bucket(reportDate-1, ByMonth); got != Overdue {
		t.Errorf("yesterday's by month: %s", got)
	}
}

func TestAForecastSaysInWhoseMoneyAndRuns(t *testing.T) {
	f := sample().Forecast(acme, reportDate)
	want := []string{
		"2026-11-20 overdue CNY Harbour Bank payment +60.00 -0.00 = 60.00",
		"2026-12-21 CNY First Bank line +400.00 -0.00 = 460.00",
		"2026-11-21 USD ? open +30.00 -0.00 = 30.00",
	}
	if diff := cmp.Diff(want, flows(f)); diff != "" {
		t.Errorf("Acme (-want +got):\n%s", diff)
	}
	s := sample()
	s.Lots = append(s.Lots, lot(receivable(steel, 4), 0, 900, mill, "held"))
	s.Obligations[3].State = "active"
	want = []string{
		"2026-11-11 overdue CNY ? open +0.00 -70.00 = -70.00", "2027-01-20 CNY First Bank line +900.00 -0.00 = 830.00",
		"2026-11-21 USD ? open +0.00 -30.00 = -30.00",
	}
	if diff := cmp.Diff(want, flows(s.Forecast(mill, reportDate))); diff != "" {
		t.Errorf("Eastern Mill (-want +got):\n%s", diff)
	}
}

func flows(f Forecast) (lines []string) {
	for _, flow := range f.Flows {
		bank, overdue := "?", ""
		if flow.Bank != nil {
			bank = flow.Bank.Name
		}
		if flow.Overdue {
			overdue = " overdue"
		}
		lines = append(lines, fmt.Sprintf("%s%s %s %s %s +%s -%s = %s", flow.Day, overdue, flow.Currency, bank, flow.Source, flow.In, flow.Out, flow.Running))
	}
	return lines
}

func TestAPledgeeIsPaidBeforeTheHolderAndNoMoreThanIsSecured(t *testing.T) {
	s := sample()
	want := []string{"2026-12-21 CNY First Bank line +180.00 -0.00 = 180.00"}
	f := s.Forecast(harbour, reportDate)
	if diff := cmp.Diff(want, flows(f)); diff != "" || f.Flows[0].Pledged.String() != "180.00" {
		t.Errorf("%s %+v", diff, f.Flows)
	}
	// Of two lots under one pledge the second gives what the first did not; what is frozen is said to be.
	s.Lots[1] = under(2, lot(receivable(steel, 1), 400, 500, bolt, "held", "pledged"))
	s.Lots = append(s.Lots, under(1, lot(receivable(steel, 1), 500, 650, bolt, "held", "pledged", "frozen")))
	f = s.Forecast(harbour, reportDate)
	if diff := cmp.Diff(want, flows(f)); diff != "" || f.Flows[0].Frozen.String() != "80.00" {
		t.Errorf("%s %+v", diff, f.Flows)
	}
	f = s.Forecast(bolt, reportDate)
	if got := f.Flows[1]; got.In.String() != "70.00" || got.Frozen.String() != "70.00" || got.Pledged.Sign() != 0 {
		t.Errorf("%+v", got)
	}
	// A lot without the mark is under no pledge, whatever its records say.
	s.Lots[1].Marks, s.Lots[len(s.Lots)-1].Marks = nil, nil
	if f = s.Forecast(harbour, reportDate); len(f.Flows) != 0 {
		t.Errorf("released: %+v", f.Flows)
	}
}

func TestAnObligorsRecordCountsEachDebtOnce(t *testing.T) {
	s := sample()
	got := s.Record(steel, reportDate)
	if len(got.Conduct) != 1 || got.Suspended {
		t.Fatalf("%+v", got)
	}
	if line, want := tallies(got.Conduct[0]), "CNY late 1 200.00; overdue 1 50.00; not due 1 900.00; disputed 1 100.00; longest 7"; line != want {
		t.Errorf("Northern Steel: %s; want %s", line, want)
	}
	got = s.Record(mill, reportDate)
	if len(got.Conduct) != 2 || !got.Suspended {
		t.Fatalf("%+v", got)
	}
	if line, want := tallies(got.Conduct[0]), "CNY defaulted 1 70.00; longest 10"; line != want {
		t.Errorf("Eastern Mill: %s; want %s", line, want)
	}
	if line, want := tallies(got.Conduct[1]), "USD not due 1 30.00; longest 0"; line != want {
		t.Errorf("Eastern Mill: %s; want %s", line, want)
	}
	// Paid on the very due day is on time, a day later is late.
	s.Obligations[1].Due = reportDate - 13
	if c := s.Record(steel, reportDate).Conduct[0]; c.OnTime.Count != 1 || c.Late.Count != 0 {
		t.Errorf("paid on its due day: %+v", c)
	}
	s.Obligations[1].Due--
	if c := s.Record(steel, reportDate).Conduct[0]; c.OnTime.Count != 0 || c.Late.Count != 1 {
		t.Errorf("paid a day late: %+v", c)
	}
	// What it bought back before the due day, and that it may owe nothing new.
	s.Lots[0].State, s.Obligations[0].Out, s.Companies[2].Barred = "redeemed", 500*unit, true
	if r := s.Record(steel, reportDate); r.Conduct[0].Early.Amount.String() != "400.00" || r.Conduct[0].NotDue.Amount.String() != "500.00" || !r.Barred {
		t.Errorf("%+v", r)
	}
	if none := s.Record(acme, reportDate); len(none.Conduct) != 0 || none.Conduct == nil {
		t.Errorf("who owes nothing has a record: %+v", none)
	}
}

func tallies(c Conduct) string {
	line := c.Currency.String()
	for _, part := range []struct {
		name string
		Tally
	}{
		{"on time", c.OnTime}, {"late", c.Late}, {"overdue", c.Overdue}, {"defaulted", c.Defaulted}, {"not due", c.NotDue}, {"disputed", c.Disputed}, {"early", c.Early},
	} {
		if part.Count > 0 {
			line += fmt.Sprintf(" %s %d %s;", part.name, part.Count, part.Amount)
		}
	}
	return fmt.Sprint(line, " longest ", c.LongestDelay)
}

func TestExposureIsByObligorLargestFirst(t *testing.T) {
	e := sample().Exposure(bolt, reportDate)
	if len(e.Debtors) != 2 {
		t.Fatalf("%+v", e.Debtors)
	}
	first, second := e.Debtors[0], e.Debtors[1]
	if first.Obligor.ID != steel || first.Lots != 2 || first.Open.String() != "350.00" || first.Share.String() != "83.33" || first.Days30.String() != "350.00" {
		t.Errorf("%+v", first)
	}
	if first.Disputed.String() != "100.00" || first.Pledged.String() != "180.00" || first.Line == nil || first.Line.Left.String() != "150.00" || first.Conduct.Late.Count != 1 {
		t.Errorf("%+v", first)
	}
	if second.Share.String() != "16.67" || second.Overdue.String() != "70.00" || second.Line.Left.String() != "-20.00" {
		t.Errorf("%+v", second)
	}
	// What is paid is no exposure, and a currency without a line says so.
	e = sample().Exposure(acme, reportDate)
	if len(e.Debtors) != 2 || e.Debtors[0].Lots != 2 || e.Debtors[0].Held.String() != "500.00" || e.Debtors[0].Open.String() != "460.00" {
		t.Errorf("%+v", e.Debtors)
	}
	if usd := e.Debtors[1]; usd.Currency != currency.USD || usd.Line != nil || usd.Share != 10_000 || usd.Days30.String() != "30.00" {
		t.Errorf("%+v", usd)
	}
}

func TestADueProfileHasItsEdges(t *testing.T) {
	for due, want := range map[calendar.Day]string{reportDate - 1: "overdue", reportDate: "30", reportDate + 30: "30", reportDate + 31: "60", reportDate + 60: "60", reportDate + 61: "90", reportDate + 90: "90", reportDate + 91: "later", reportDate + 5_000: "later"} {
		var d Debtor
		*d.profile(due, reportDate) = SumOf(1)
		got := map[string]Sum{"overdue": d.Overdue, "30": d.Days30, "60": d.Days60, "90": d.Days90, "later": d.Later}[want]
		if got.Sign() == 0 {
			t.Errorf("due on %s is not in %s: %+v", due, want, d)
		}
	}
}

func TestSharesAreRoundedAndReadBack(t *testing.T) {
	for _, tc := range []struct {
		part, whole uint64
		want        string
	}{{1, 3, "33.33"}, {2, 3, "66.67"}, {1, 20_000, "0.01"}, {1, 20_001, "0.00"}, {5, 5, "100.00"}, {0, 5, "0.00"}, {5, 0, "0.00"}} {
		share := shareOf(SumFromUnits(tc.part), SumFromUnits(tc.whole))
		var back Share
		if err := back.UnmarshalText([]byte(share.String())); err != nil || share.String() != tc.want || back != share {
			t.Errorf("%d of %d is %s; want %s", tc.part, tc.whole, share, tc.want)
		}
	}
	for _, text := range []string{"100.01", "-0.01", "5", "x"} {
		var share Share
		if share.UnmarshalText([]byte(text)) == nil {
			t.Errorf("%q is taken for a share", text)
		}
	}
}

func TestRV13AVoucherIsNeverANote(t *testing.T) {
	for purpose, want := range map[Purpose]Class{ToCollect: AccountsReceivable, ToSell: ReceivablesFinancing} {
		h := sample().Holdings(acme, reportDate, purpose)
		if len(h.Lots) != 4 {
			t.Fatalf("%+v", h.Lots)
		}
		for _, one := range h.Lots {
			if one.Class != want {
				t.Errorf("%s to %s is %s; want %s", one.Lot, purpose, one.Class, want)
			}
		}
		if len(h.Totals) != 2 || h.Totals[0].Amount.String() != "700.00" || h.Totals[0].Open.String() != "460.00" || h.Totals[1].Open.String() != "30.00" {
			t.Errorf("totals %+v", h.Totals)
		}
	}
	if ClassOf(ref.Bills, ToCollect) != NotesReceivable || ClassOf(ref.Bills, ToSell) != ReceivablesFinancing {
		t.Error("a bill that is kept is a note")
	}
}

func TestHoldingsShowWhatBearsOnThem(t *testing.T) {
	h := sample().Holdings(bolt, reportDate, ToCollect)
	var lines []string
	for _, one := range h.Lots {
		lines = append(lines, fmt.Sprintf("%s %s %s %s %s %d", one.Lot, one.Open, one.State, one.Standing, one.Marks, one.Days))
	}
	want := []string{
		"R31-1:40001-65000 250.00 locked active [pledged] 30", "R31-1:65001-75000 100.00 held active [disputed] 30",
		"R32-2:1-7000 70.00 held defaulted [] -10",
	}
	if diff := cmp.Diff(want, lines); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestRV06NothingIsFinancedWithoutANumber(t *testing.T) {
	s := sample()
	for company, sales := range map[uint32]int{0: 1, firstBank: 1, bolt: 1, acme: 0} {
		f := s.Financed(company, reportDate)
		if len(f.Sales) != sales || len(f.Unregistered) != 0 || f.Unregistered == nil || len(f.Pledges) != map[uint32]int{0: 1, bolt: 1}[company] {
			t.Errorf("company %d: %+v", company, f)
		}
	}
	sale := s.Financed(0, reportDate).Sales[0]
	if sale.Registration != "ZDW-1" || sale.Face.String() != "250.00" || sale.Open.String() != "250.00" || sale.Obligor.ID != steel || sale.Standing != "active" {
		t.Errorf("%+v", sale)
	}
	if p := s.Financed(harbour, reportDate).Pledges; len(p) != 1 || p[0].Registration != "ZDW-P" || p[0].Secured.String() != "200.00" || p[0].Lot != s.Lots[1].ID {
		t.Errorf("pledges %+v", p)
	}
	s.Pledges[0].Registration = ""
	if gaps := s.Financed(bolt, reportDate).Unregistered; len(gaps) != 1 || gaps[0].Why != "no-number" || gaps[0].Lot != s.Lots[1].ID {
		t.Errorf("a pledge without a number: %+v", gaps)
	}
	// Early payment and buy-back are no financing.
	s = sample()
	s.Financings[0].How, s.Lots[3].Marks = "buy-back", nil
	if f := s.Financed(0, reportDate); len(f.Sales) != 0 || len(f.Unregistered) != 0 {
		t.Errorf("a buy-back: %+v", f)
	}
	s = sample()
	s.Financings[0].Registration = ""
	if gaps := s.Financed(0, reportDate).Unregistered; len(gaps) != 1 || gaps[0].Why != "no-number" {
		t.Errorf("a sale without a number: %+v", gaps)
	}
	s = sample()
	s.Lots[2].Marks = append(s.Lots[2].Marks, "financed")
	if gaps := s.Financed(bolt, reportDate).Unregistered; len(gaps) != 1 || gaps[0].Why != "no-sale" || gaps[0].Lot != s.Lots[2].ID {
		t.Errorf("a mark without a sale: %+v", gaps)
	}
	// A lot merged of two that were sold apart is covered by both sales.
	s = sample()
	first, second := s.Financings[0], s.Financings[0]
	first.Units.End, second.Units.Start = 90_000, 90_000
	s.Financings = []Financing{second, first}
	if gaps := s.Financed(0, reportDate).Unregistered; len(gaps) != 0 {
		t.Errorf("two sales that cover a lot: %+v", gaps)
	}
	s.Financings = []Financing{second}
	if gaps := s.Financed(0, reportDate).Unregistered; len(gaps) != 1 {
		t.Errorf("half a lot sold: %+v", gaps)
	}
}
