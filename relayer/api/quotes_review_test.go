package api_test

import (
	"math/big"
	"net/http"
	"slices"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tallystick/tallystick/bindings/act"
	"github.com/tallystick/tallystick/bindings/client"
	"github.com/tallystick/tallystick/bindings/contracts"
	"github.com/tallystick/tallystick/bindings/ref"
	"github.com/tallystick/tallystick/relayer/index"
)

// offer is the bank's for a lot of Acme's.
func (o *office) offer(id ref.Obligation, face int64) contracts.Quote {
	o.serial++
	return contracts.Quote{
		Company: bankID, Obligation: id.Big(), Lot: new(big.Int), Start: new(big.Int), End: big.NewInt(face), Holder: acmeID,
		Rate: 42_000, DayCount: 1, CashBank: bankID, Until: uint32(o.Today()) + 5, Registration: "0311-1", Serial: o.serial,
	}
}

// keptQuote posts a quote that must wait for its checker.
func (o *office) keptQuote(signed act.Signed) (*client.Quote, common.Hash) {
	o.t.Helper()
	kept, err := o.client.PostQuote(o.t.Context(), signed)
	if err != nil || kept.State != "waiting" {
		o.t.Fatalf("%+v, %v", kept, err)
	}
	digest, err := signed.Digest(o.Deployment.Domain())
	if err != nil {
		o.t.Fatal(err)
	}
	return kept, digest
}

func TestABanksQuoteWaitsForItsCheckerAsADraftOrAboveItsThreshold(t *testing.T) {
	o := newOffice(t, nil)
	boss := o.hire(o.bank, bankID, index.Checker, noLimit)
	id := o.receivable(1_000)
	draft := o.draft(o.bank.Key, o.offer(id, 1_000))
	o.done(o.Sign(o.bank.Key, contracts.SetThreshold{Company: bankID, DualAbove: big.NewInt(999)}))
	waiting := func(q client.Quote) bool { return q.State == "waiting" }
	for name, signed := range map[string]act.Signed{
		"a draft": draft, "above the threshold": o.Sign(o.bank.Key, o.offer(id, 1_000)),
	} {
		kept, _ := o.keptQuote(signed)
		if kept.PriceToday == nil {
			t.Errorf("%s: its checker does not see what it comes to", name)
		}
		for company, want := range map[uint32]int{acmeID: 0, bankID: 1} {
			if inbox, err := o.client.Inbox(t.Context(), company); err != nil || len(inbox.Quotes) != want {
				t.Errorf("%s: inbox of %d has %d quotes, %v; want %d", name, company, len(inbox.Quotes), err, want)
			}
		}
		if shown, err := o.client.Quotes(t.Context(), client.Filter{Holder: acmeID}); err != nil || slices.ContainsFunc(shown, waiting) {
			t.Errorf("%s: its holder sees it among %d quotes, %v", name, len(shown), err)
		}
		if shown, err := o.client.Quotes(t.Context(), client.Filter{Bank: bankID}); err != nil || !slices.ContainsFunc(shown, waiting) {
			t.Errorf("%s: its bank does not see it among %d quotes, %v", name, len(shown), err)
		}
		opened, err := o.client.SecondQuote(t.Context(), kept.ID, o.approval(boss, signed))
		if err != nil || opened.State != "open" {
			t.Fatalf("%s: %+v, %v", name, opened, err)
		}
		_, err = o.client.SecondQuote(t.Context(), kept.ID, o.approval(boss, signed))
		o.problem(err, http.StatusConflict, "conflict", "")
		if inbox, err := o.client.Inbox(t.Context(), acmeID); err != nil || len(inbox.Quotes) != 1 {
			t.Fatalf("%s: inbox of its holder: %d quotes, %v", name, len(inbox.Quotes), err)
		}
		o.done(o.Sign(o.bank.Key, contracts.WithdrawQuote{Company: bankID, Quote: kept.ID}))
	}
}

func TestAQuoteWithBothSignaturesIsTakenOnTheChain(t *testing.T) {
	o := newOffice(t, nil)
	boss := o.hire(o.bank, bankID, index.Checker, noLimit)
	id := o.receivable(1_000)
	signed := o.draft(o.bank.Key, o.offer(id, 1_000))
	kept, _ := o.keptQuote(signed)
	opened, err := o.client.SecondQuote(t.Context(), kept.ID, o.approval(boss, signed))
	if err != nil {
		t.Fatal(err)
	}
	take, err := o.Sign(o.acme.Key, contracts.TakeQuote{Company: acmeID, Quote: kept.ID, Least: big.NewInt(1)}).WithQuote(*opened.Signed)
	if err != nil {
		t.Fatal(err)
	}
	o.done(take)
	if got, err := o.client.Quote(t.Context(), kept.ID); err != nil || got.State != "taken" {
		t.Errorf("%+v, %v", got, err)
	}
}

func TestAWaitingQuoteIsAnsweredOnlyByWhoMay(t *testing.T) {
	o := newOffice(t, nil)
	boss, clerk := o.hire(o.bank, bankID, index.Checker, noLimit), o.hire(o.bank, bankID, index.Maker, noLimit)
	small := o.hire(o.bank, bankID, index.Checker, 999)
	id := o.receivable(1_000)
	signed := o.draft(o.bank.Key, o.offer(id, 1_000))
	kept, digest := o.keptQuote(signed)

	for reason, by := range map[string]act.KeySigner{"NotOperator": o.acme.Key, "LacksRole": clerk, "AboveLimit": small} {
		_, err := o.client.SecondQuote(t.Context(), kept.ID, o.approval(by, signed))
		o.problem(err, 422, "refused", reason)
	}
	_, err := o.client.SecondQuote(t.Context(), kept.ID, client.Countersignature{Key: boss.Address(), Signature: signed.Signature})
	o.problem(err, 422, "refused", "BadSignature")
	_, err = o.client.RejectQuote(t.Context(), kept.ID, o.said(clerk, act.Rejection(digest)))
	o.problem(err, 422, "refused", "LacksRole")
	_, err = o.client.RejectQuote(t.Context(), kept.ID, o.said(boss, act.Withdrawal(digest)))
	o.problem(err, 422, "refused", "BadSignature")
	_, err = o.client.WithdrawQuote(t.Context(), kept.ID, o.said(boss, act.Withdrawal(digest)))
	o.problem(err, 422, "refused", "")
	_, err = o.client.RejectQuote(t.Context(), common.Hash{1}, o.said(boss, act.Rejection(digest)))
	o.problem(err, 404, "not-found", "")

	rejected, err := o.client.RejectQuote(t.Context(), kept.ID, o.said(boss, act.Rejection(digest)))
	if err != nil || rejected.State != "rejected" {
		t.Fatalf("%+v, %v", rejected, err)
	}
	_, err = o.client.Quote(t.Context(), kept.ID)
	o.problem(err, 404, "not-found", "")

	again, digest := o.keptQuote(o.draft(clerk, o.offer(id, 1_000)))
	withdrawn, err := o.client.WithdrawQuote(t.Context(), again.ID, o.said(clerk, act.Withdrawal(digest)))
	if err != nil || withdrawn.State != "withdrawn" {
		t.Fatalf("%+v, %v", withdrawn, err)
	}
}

// A checker is not asked to sign what the holder could not take any more.
func TestAQuoteForALotThatChangedIsStaleAndNotApproved(t *testing.T) {
	o := newOffice(t, nil)
	boss := o.hire(o.bank, bankID, index.Checker, noLimit)
	id := o.receivable(1_000)
	signed := o.draft(o.bank.Key, o.offer(id, 1_000))
	kept, _ := o.keptQuote(signed)
	o.done(o.Sign(o.acme.Key, contracts.Split{Company: acmeID, Obligation: id.Big(), Lot: common.Big0, Middle: big.NewInt(600)}))
	_, err := o.client.SecondQuote(t.Context(), kept.ID, o.approval(boss, signed))
	o.problem(err, http.StatusConflict, "conflict", "")
}
