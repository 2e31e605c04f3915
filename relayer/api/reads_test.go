package api_test

import (
	"context"
	"errors"
	"math/big"
	"net/http"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/google/go-cmp/cmp"

	"github.com/tallystick/tallystick/bindings/act"
	"github.com/tallystick/tallystick/bindings/client"
	"github.com/tallystick/tallystick/bindings/contracts"
	"github.com/tallystick/tallystick/bindings/currency"
	"github.com/tallystick/tallystick/bindings/ref"
	"github.com/tallystick/tallystick/relayer/api"
	"github.com/tallystick/tallystick/relayer/chain"
	"github.com/tallystick/tallystick/relayer/internal/ground"
)

func TestTheNetworkIsShownAsDeployed(t *testing.T) {
	o := newOffice(t, nil)
	n, err := o.client.Network(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(*o.Deployment, n.Deployment); diff != "" {
		t.Errorf("deployment (-file +answer):\n%s", diff)
	}
	if n.Today != o.Today() || n.DayLengthSeconds != 86_400 || n.Confirmations != 2 || n.Indexed != n.Head.Number {
		t.Errorf("%+v", n)
	}
}

func TestCompaniesAreFoundByNameNumberAndVendor(t *testing.T) {
	o := newOffice(t, nil)
	o.done(o.Sign(o.obligor.Key, contracts.NameVendor{Company: obligorID, Supplier: acmeID, Number: "0311"}))
	o.done(o.Sign(o.bolt.Key, contracts.AcceptFrom{
		Company: boltID, Sender: acmeID, Obligor: obligorID, Min: big.NewInt(1), Max: big.NewInt(100_000), PerDay: 3, Until: uint32(o.Today()) + 9,
	}))
	for name, filter := range map[string]client.Filter{
		"part of the name":    {Name: "acM"},
		"registration number": {Registration: "REG-41"},
		"vendor number":       {Obligor: obligorID, Vendor: "0311"},
	} {
		found, err := o.client.Companies(t.Context(), filter)
		if err != nil || len(found) != 1 || found[0].ID != acmeID {
			t.Errorf("by %s: %+v, %v", name, found, err)
		}
	}
	if all, err := o.client.Companies(t.Context(), client.Filter{}); err != nil || len(all) != 6 {
		t.Errorf("%d companies, %v; want 6", len(all), err)
	}
	bolt, err := o.client.Company(t.Context(), boltID)
	if err != nil || len(bolt.Standing) != 1 || bolt.Standing[0].Max.Plain() != "1000.00" || bolt.Standing[0].Obligor.Name != "Northern Steel" {
		t.Errorf("%+v, %v", bolt, err)
	}
	steel, err := o.client.Company(t.Context(), obligorID)
	if err != nil || len(steel.Vendors) != 1 || len(steel.Lines) != 1 || steel.DualAbove != nil || steel.Capacities[0] != "obligor" {
		t.Errorf("%+v, %v", steel, err)
	}
	if _, err := o.client.Company(t.Context(), 999); !errors.Is(err, client.ErrNotFound) {
		t.Errorf("an unknown company: %v", err)
	}
}

func TestAKeysFreeNoncesAreNeitherHeldNorSpent(t *testing.T) {
	o := newOffice(t, nil)
	// The bank's key spent 0 to 3 on chain before the relayer was there: its consent to the admission, and three acts.
	held, err := act.Sign(o.bank.Key, o.Deployment.Domain(), contracts.CancelNonce{Company: bankID, Cancelled: 99}, 4, act.MaxDeadline)
	if err != nil {
		t.Fatal(err)
	}
	o.post(held)
	status, err := o.client.Key(t.Context(), o.bank.Key.Address(), 40)
	if err != nil || len(status.Nonces) != 40 || status.Operator.Company != bankID {
		t.Fatalf("%+v, %v", status, err)
	}
	if diff := cmp.Diff([]client.Number{5, 6, 7}, status.Nonces[:3]); diff != "" {
		t.Errorf("nonces (-want +got):\n%s", diff)
	}
	if none, err := o.client.Key(t.Context(), ground.NewKey(t).Address(), 1); err != nil || none.Operator != nil || none.Nonces[0] != 0 {
		t.Errorf("a stranger: %+v, %v", none, err)
	}
}

func TestATreeFollowsTheUnitsAndAddsUp(t *testing.T) {
	o := newOffice(t, nil)
	id := o.receivable(1_000)
	o.done(o.Sign(o.bolt.Key, contracts.AcceptFrom{Company: boltID, Sender: acmeID, Min: big.NewInt(1), Max: big.NewInt(1_000), Until: uint32(o.Today()) + 9}))
	o.done(o.Sign(o.acme.Key, transfer(id, acmeID, boltID, 0, 400, 1_000)))
	offer := o.Sign(o.bolt.Key, transfer(id, boltID, acmeID, 400, 900, 1_000))
	o.done(offer)
	o.done(o.Sign(o.acme.Key, contracts.AcceptTransfer{Company: acmeID, Obligation: id.Big(), Lot: big.NewInt(900), Proposal: o.named(offer)}))
	pending := o.Sign(o.bolt.Key, transfer(id, boltID, acmeID, 400, 400, 500))
	o.done(pending)

	tree, err := o.client.Tree(t.Context(), id)
	if err != nil || !tree.Holds || tree.SumOfLots != 1_000 || tree.Face != 1_000 {
		t.Fatalf("%+v, %v", tree, err)
	}
	var lines []string
	var walk func(n client.Node, depth int)
	walk = func(n client.Node, depth int) {
		lines = append(lines, strings.Repeat(" ", depth)+n.Lot.String()+" "+n.Holder.Name+" "+n.State)
		for _, child := range n.Children {
			walk(child, depth+1)
		}
	}
	walk(tree.Root, 0)
	want := []string{"R31-1:1-1000 Acme held", " R31-1:401-1000 Bolt mixed", "  R31-1:901-1000 Acme held"}
	if diff := cmp.Diff(want, lines); diff != "" {
		t.Errorf("tree (-want +got):\n%s", diff)
	}

	inbox, err := o.client.Inbox(t.Context(), acmeID)
	if err != nil || len(inbox.Transfers) != 1 || inbox.Transfers[0].Offer.Proposal != o.named(pending) {
		t.Errorf("inbox %+v, %v", inbox, err)
	}
	lot, err := o.client.Lot(t.Context(), ref.Lot{Obligation: id, Start: 900})
	if err != nil || len(lot.Hops) != 3 || lot.Hops[0].How != "take" || lot.Hops[2].To.Name != "Acme" || lot.ID.End != 1_000 {
		t.Errorf("%+v, %v", lot, err)
	}
	lots, err := o.client.Lots(t.Context(), client.Filter{Holder: boltID, State: "locked"})
	if err != nil || len(lots) != 1 || lots[0].ID.String() != "R31-1:401-500" {
		t.Errorf("Bolt's locked lots: %+v, %v", lots, err)
	}
	if of, err := o.client.LotsOf(t.Context(), id); err != nil || len(of) != 4 {
		t.Errorf("%d lots, %v; want 4", len(of), err)
	}
	if status, body := o.get("/v1/lots/R31-1:401-1000"); status != http.StatusConflict || code(t, body) != "conflict" {
		t.Errorf("a lot that was cut since: %d %s", status, body)
	}
}

func TestAQuoteIsAskedOfferedAndTaken(t *testing.T) {
	o := newOffice(t, nil)
	id := o.receivable(100_000_000)
	ask := act.AskQuotes{
		Company: acmeID, Obligation: id.Big(), Lot: big.NewInt(0), Start: big.NewInt(20_000_000), End: big.NewInt(100_000_000), Until: uint32(o.Today()) + 3,
	}
	asked, err := o.client.PostAsk(t.Context(), o.Sign(o.acme.Key, ask))
	if err != nil || !asked.Open || asked.Amount.Plain() != "800000.00" || asked.Obligor.Name != "Northern Steel" {
		t.Fatalf("%+v, %v", asked, err)
	}
	if inbox, err := o.client.Inbox(t.Context(), bankID); err != nil || len(inbox.Asks) != 1 {
		t.Errorf("the bank's inbox: %+v, %v", inbox, err)
	}
	quote := contracts.Quote{
		Company: bankID, Obligation: id.Big(), Lot: big.NewInt(0), Start: big.NewInt(20_000_000), End: big.NewInt(100_000_000), Holder: acmeID,
		Rate: 42_000, DayCount: 1, CashBank: bankID, Until: uint32(o.Today()) + 3, Registration: "ZDW-1", Serial: 1,
	}
	signed := o.Sign(o.bank.Key, quote)
	offered, err := o.client.PostQuote(t.Context(), signed)
	if err != nil || offered.State != "open" || offered.PriceToday == nil || offered.Rate.String() != "4.20" {
		t.Fatalf("%+v, %v", offered, err)
	}
	if again, err := o.client.PostQuote(t.Context(), signed); err != nil || again.ID != offered.ID {
		t.Errorf("the same quote again: %+v, %v", again, err)
	}
	withdrawn := quote
	withdrawn.Serial = 2
	second := o.Sign(o.bank.Key, withdrawn)
	if _, err := o.client.PostQuote(t.Context(), second); err != nil {
		t.Fatal(err)
	}
	o.done(o.Sign(o.bank.Key, contracts.WithdrawQuote{Company: bankID, Quote: o.named(second)}))

	_, err = o.client.PostQuote(t.Context(), o.Sign(o.acme.Key, quote))
	o.problem(err, 422, "refused", "NotOperator")
	stale := quote
	stale.Holder = boltID
	_, err = o.client.PostQuote(t.Context(), o.Sign(o.bank.Key, stale))
	o.problem(err, http.StatusConflict, "conflict", "")
	dear := quote
	dear.Rate = 2_000_000
	_, err = o.client.PostQuote(t.Context(), o.Sign(o.bank.Key, dear))
	o.problem(err, 422, "refused", "BadField")
	_, err = o.client.PostQuote(t.Context(), o.Sign(o.bank.Key, ask))
	o.problem(err, 400, "bad-request", "")
	circular := quote
	circular.Company, circular.Recourse = obligorID, true
	_, err = o.client.PostQuote(t.Context(), o.Sign(o.obligor.Key, circular))
	o.problem(err, 422, "refused", "")

	inbox, err := o.client.Inbox(t.Context(), acmeID)
	if err != nil || len(inbox.Quotes) != 1 || inbox.Quotes[0].ID != offered.ID {
		t.Fatalf("Acme's inbox: %+v, %v", inbox, err)
	}
	taking, err := o.Sign(o.acme.Key, contracts.TakeQuote{Company: acmeID, Quote: offered.ID, Least: offered.PriceToday.Proceeds.Big()}).WithQuote(signed)
	if err != nil {
		t.Fatal(err)
	}
	o.done(taking)

	states := make(map[common.Hash]string)
	quotes, err := o.client.Quotes(t.Context(), client.Filter{Bank: bankID, Obligation: id})
	if err != nil {
		t.Fatal(err)
	}
	for _, q := range quotes {
		states[q.ID] = q.State
	}
	if diff := cmp.Diff(map[common.Hash]string{offered.ID: "taken", o.named(second): "withdrawn"}, states); diff != "" {
		t.Errorf("quotes (-want +got):\n%s", diff)
	}
	if open, err := o.client.Asks(t.Context(), client.Filter{Open: true}); err != nil || len(open) != 0 {
		t.Errorf("asks that are open: %+v, %v", open, err)
	}
	entries, err := o.client.Statement(t.Context(), client.Filter{Company: acmeID})
	if err != nil || len(entries) != 1 || entries[0].Kind != "discount" || !entries[0].In || entries[0].Amount != offered.PriceToday.Proceeds {
		t.Errorf("Acme's statement: %+v, %v", entries, err)
	}
	if q, err := o.client.Quote(t.Context(), offered.ID); err != nil || q.State != "taken" || q.PriceToday != nil {
		t.Errorf("%+v, %v", q, err)
	}
}

func TestTheHousePushesEveryHoldersShare(t *testing.T) {
	o := newOffice(t, nil)
	id := o.receivable(1_000)
	offer := o.Sign(o.acme.Key, transfer(id, acmeID, boltID, 0, 667, 1_000))
	o.done(offer)
	o.done(o.Sign(o.bolt.Key, contracts.AcceptTransfer{Company: boltID, Obligation: id.Big(), Lot: big.NewInt(667), Proposal: o.named(offer)}))
	o.Wait(31)
	paid := int64(0)
	for _, part := range []int64{500, 500} {
		o.done(o.Sign(o.obligor.Key, contracts.SettleReceivable{
			Company: obligorID, Receivable: id.Big(), Amount: big.NewInt(part), Bank: bankID, Paid: big.NewInt(paid), Interest: big.NewInt(1_000_000),
		}))
		paid += part
		for range 3 {
			if err := o.house.Step(); err != nil {
				t.Fatal(err)
			}
		}
		o.finish()
	}
	for company, want := range map[uint32]string{acmeID: "6.67", boltID: "3.33"} {
		balances, err := o.client.Balances(t.Context(), client.Filter{Company: company, Currency: currency.CNY})
		if err != nil || len(balances) != 1 || balances[0].Free.Plain() != want {
			t.Errorf("company %d has %+v, %v; want %s", company, balances, err, want)
		}
	}
	steel, err := o.client.Balances(t.Context(), client.Filter{Company: obligorID})
	if err != nil || steel[0].Earmarked != 0 {
		t.Errorf("the obligor has %+v, %v", steel, err)
	}
	if got, err := o.client.Obligation(t.Context(), id); err != nil || got.State != "paid" {
		t.Errorf("%+v, %v", got, err)
	}
	pushes := 0
	acts, err := o.client.Acts(t.Context(), client.Filter{Company: boltID})
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range acts {
		if a.Name == "push" {
			pushes++
		}
	}
	if pushes != 2 {
		t.Errorf("%d pushes; want one for each payment", pushes)
	}
}

func TestTheHouseEndsWhatNobodyAnswered(t *testing.T) {
	o := newOffice(t, nil)
	id := o.receivable(1_000)
	lapsing := transfer(id, acmeID, boltID, 0, 400, 1_000)
	lapsing.Until = uint32(o.Today()) + 2
	o.done(o.Sign(o.acme.Key, lapsing))
	unanswered := o.issue(77, "")
	unanswered.Until = uint32(o.Today()) + 2
	o.done(o.Sign(o.obligor.Key, unanswered))
	if err := o.house.Step(); err != nil {
		t.Fatal(err)
	}
	before, err := o.box.Stats()
	if err != nil {
		t.Fatal(err)
	}
	o.Wait(3)
	o.follow()
	for range 2 {
		if err := o.house.Step(); err != nil {
			t.Fatal(err)
		}
	}
	after, err := o.box.Stats()
	if err != nil || after.LastSeq != before.LastSeq+2 {
		t.Errorf("%d calls, %v; want 2, once their last day is over", after.LastSeq-before.LastSeq, err)
	}
	o.finish()
	lot, err := o.client.Lot(t.Context(), ref.Lot{Obligation: id, Start: 400})
	if err != nil || lot.State != "held" || lot.Holder.ID != acmeID {
		t.Errorf("%+v, %v", lot, err)
	}
	if got, err := o.client.Obligation(t.Context(), ref.Obligation{Module: 1, Company: obligorID, Serial: unanswered.Serial}); err != nil || got.State != "void" {
		t.Errorf("%+v, %v", got, err)
	}
}

func TestF46WrongRequestsAreToldWhatIsWrong(t *testing.T) {
	o := newOffice(t, nil)
	for _, tc := range []struct {
		method, path, body string
		status             int
		code               string
	}{
		{"GET", "/v1/nothing", "", 404, "not-found"},
		{"GET", "/", "", 404, "not-found"},
		{"DELETE", "/v1/acts", "", 405, "method-not-allowed"},
		{"GET", "/v1/obligations?obligr=31", "", 400, "bad-request"},
		{"GET", "/v1/obligations?obligor=x", "", 400, "bad-request"},
		{"GET", "/v1/obligations?obligor=0", "", 400, "bad-request"},
		{"GET", "/v1/obligations?obligor=1&obligor=2", "", 400, "bad-request"},
		{"GET", "/v1/obligations?state=nice", "", 400, "bad-request"},
		{"GET", "/v1/obligations?limit=5000", "", 400, "bad-request"},
		{"GET", "/v1/obligations?cursor=-1", "", 400, "bad-request"},
		{"GET", "/v1/obligations/31-17", "", 400, "bad-request"},
		{"GET", "/v1/obligations/R31-17", "", 404, "not-found"},
		{"GET", "/v1/obligations/R31-17/tree", "", 404, "not-found"},
		{"GET", "/v1/lots/R31-17", "", 400, "bad-request"},
		{"GET", "/v1/lots/R31-17:1", "", 404, "not-found"},
		{"GET", "/v1/lots?obligation=no", "", 400, "bad-request"},
		{"GET", "/v1/companies/x", "", 400, "bad-request"},
		{"GET", "/v1/companies?vendor=1", "", 400, "bad-request"},
		{"GET", "/v1/keys/0x12", "", 400, "bad-request"},
		{"GET", "/v1/inbox", "", 400, "bad-request"},
		{"GET", "/v1/cash", "", 400, "bad-request"},
		{"GET", "/v1/cash/statement?company=1&currency=XXX", "", 400, "bad-request"},
		{"GET", "/v1/asks?open=yes", "", 400, "bad-request"},
		{"GET", "/v1/acts/0x12", "", 400, "bad-request"},
		{"GET", "/v1/acts?cursor=zero", "", 400, "bad-request"},
		{"GET", "/v1/acts/" + common.Hash{}.Hex() + "?timeout=1h", "", 400, "bad-request"},
		{"GET", "/v1/quotes/" + common.Hash{}.Hex(), "", 404, "not-found"},
		{"POST", "/v1/acts", "", 400, "bad-request"},
		{"POST", "/v1/acts", "{", 400, "bad-request"},
		{"POST", "/v1/acts", "{}", 400, "bad-request"},
		{"GET", "/v1/companies/../lots", "", 404, "not-found"},
		{"GET", "/v1//lots", "", 404, "not-found"},
		{"GET", "/v1/lots//", "", 404, "not-found"},
		{"GET", "//", "", 404, "not-found"},
		{"POST", "/v1/acts", "{} {}", 400, "bad-request"},
		{"POST", "/v1/acts?dryRun=maybe", "{}", 400, "bad-request"},
		{"POST", "/v1/acts", `"` + strings.Repeat("x", 1<<20) + `"`, 413, "too-large"},
		{"POST", "/v1/acts/batch", "{}", 400, "bad-request"},
		{"POST", "/v1/acts/" + common.Hash{}.Hex() + "/second", `{"key":"0x0000000000000000000000000000000000000001","signature":"0x"}`, 404, "not-found"},
		{"POST", "/v1/acts/" + common.Hash{}.Hex() + "/reject", `{"unknown":1}`, 400, "bad-request"},
	} {
		status, body := o.send(tc.method, tc.path, tc.body)
		if status != tc.status || code(t, body) != tc.code {
			t.Errorf("%s %s: %d %s; want %d %s", tc.method, tc.path, status, body, tc.status, tc.code)
		}
	}
	if stats, err := o.box.Stats(); err != nil || stats.LastSeq != 0 {
		t.Errorf("%d acts are stored, %v", stats.LastSeq, err)
	}
}

func TestMessagesAreTakenWhereTheyBelongOnly(t *testing.T) {
	o := newOffice(t, nil)
	id := o.receivable(1_000)
	quote := contracts.Quote{
		Company: bankID, Obligation: id.Big(), Lot: new(big.Int), Start: new(big.Int), End: big.NewInt(5), Holder: acmeID, Rate: 1, DayCount: 1,
		CashBank: bankID, Until: uint32(o.Today()) + 1, Registration: "Z",
	}
	o.refused(o.Sign(o.bank.Key, quote), 400, "bad-request", "")
	o.refused(o.Sign(o.acme.Key, act.AskQuotes{Company: acmeID, Obligation: id.Big(), Lot: new(big.Int), Start: new(big.Int), End: big.NewInt(5)}), 400, "bad-request", "")
	direct, err := act.Direct(transfer(id, acmeID, boltID, 0, 0, 5), 1, act.MaxDeadline)
	if err != nil {
		t.Fatal(err)
	}
	o.refused(direct, 400, "bad-request", "")
}

// down is a node that does not answer.
type down struct{}

func (down) Ask(context.Context, chain.Call) ([]byte, error) {
	return nil, &chain.Error{Class: chain.Unreachable, Err: errors.New("connection refused")}
}

// AskMany is not answered.
func (down) AskMany(context.Context, []chain.Call, *uint64) ([][]byte, error) {
	return nil, &chain.Error{Class: chain.Unreachable, Err: errors.New("connection refused")}
}

// AskAfter is not answered.
func (down) AskAfter(context.Context, []chain.Call, chain.Call, *uint64) ([]byte, error) {
	return nil, &chain.Error{Class: chain.Unreachable, Err: errors.New("connection refused")}
}

func (down) CallContext(context.Context, any, string, ...any) error {
	return &chain.Error{Class: chain.Unreachable, Err: errors.New("connection refused")}
}

func TestWithoutTheNodeActsAreTakenAndQuestionsToItAreNot(t *testing.T) {
	o := newOffice(t, func(c *api.Config) { c.Chain = down{} })
	if stored := o.post(o.Sign(o.obligor.Key, o.issue(500, ""))); stored.State != client.Queued {
		t.Errorf("%+v", stored)
	}
	_, err := o.client.DryRun(t.Context(), o.Sign(o.obligor.Key, o.issue(500, "")))
	o.problem(err, http.StatusServiceUnavailable, "unavailable", "")
	if company, err := o.client.Company(t.Context(), acmeID); err != nil || company.Name != "Acme" {
		t.Errorf("%+v, %v", company, err)
	}
}

func TestTheDescriptionIsServed(t *testing.T) {
	o := newOffice(t, nil)
	response, err := http.Get(o.url + "/openapi.yaml")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }()
	if response.Header.Get("Content-Type") != "application/yaml" || response.Header.Get("X-Request-Id") == "" {
		t.Errorf("headers %v", response.Header)
	}
}
