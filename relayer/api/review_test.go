package api_test

import (
	"errors"
	"math/big"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tallystick/tallystick/bindings/act"
	"github.com/tallystick/tallystick/bindings/client"
	"github.com/tallystick/tallystick/bindings/contracts"
	"github.com/tallystick/tallystick/bindings/ref"
	"github.com/tallystick/tallystick/relayer/api"
	"github.com/tallystick/tallystick/relayer/index"
	"github.com/tallystick/tallystick/relayer/internal/ground"
)

// hire lets a new key act for a company.
func (o *office) hire(of ground.Member, company uint32, roles uint8, limit int64) act.KeySigner {
	o.t.Helper()
	key := ground.NewKey(o.t)
	signed, err := o.Sign(of.Key, contracts.SetOperator{
		Company: company, Key: key.Address(), Roles: roles, Limit: big.NewInt(limit), Daily: big.NewInt(noLimit),
	}).AddConsent(key, o.Deployment.Domain())
	if err != nil {
		o.t.Fatal(err)
	}
	o.done(signed)
	return key
}

// draft signs a message as a draft, under a nonce that the relayer gives for one.
func (o *office) draft(by act.KeySigner, message any) act.Signed {
	o.t.Helper()
	return o.draftUntil(by, message, act.MaxDeadline)
}

func (o *office) draftUntil(by act.KeySigner, message any, deadline uint64) act.Signed {
	o.t.Helper()
	status, err := o.client.DraftNonces(o.t.Context(), by.Address(), 1)
	if err != nil {
		o.t.Fatal(err)
	}
	signed, err := act.Sign(by, o.Deployment.Domain(), message, uint64(status.Nonces[0]), deadline)
	if err != nil {
		o.t.Fatal(err)
	}
	if !signed.IsDraft() {
		o.t.Fatalf("nonce %d is none of a draft", signed.Nonce)
	}
	return signed
}

// approval is a key's signature over an act.
func (o *office) approval(by act.KeySigner, signed act.Signed) client.Countersignature {
	o.t.Helper()
	both, err := signed.AddSecond(by, o.Deployment.Domain())
	if err != nil {
		o.t.Fatal(err)
	}
	return client.Countersignature{Key: by.Address(), Signature: both.Second[common.AddressLength:]}
}

// said is a key's signature over a text.
func (o *office) said(by act.KeySigner, text []byte) client.Countersignature {
	o.t.Helper()
	signature, err := act.SignText(by, text)
	if err != nil {
		o.t.Fatal(err)
	}
	return client.Countersignature{Key: by.Address(), Signature: signature}
}

// waits posts an act that must wait for its checker.
func (o *office) waits(signed act.Signed) *client.Act {
	o.t.Helper()
	stored := o.post(signed)
	if stored.State != client.Waiting || stored.Needs == nil || *stored.Needs != "checker" {
		o.t.Fatalf("%s is %s and does not wait", stored.Name, stored.State)
	}
	return stored
}

func (o *office) stateOf(id common.Hash) client.State {
	o.t.Helper()
	seen, err := o.client.Act(o.t.Context(), id)
	if err != nil {
		o.t.Fatal(err)
	}
	return seen.State
}

func TestADraftWaitsInACompanyWithoutAThresholdAndIsDoneOnceApproved(t *testing.T) {
	o := newOffice(t, nil)
	clerk, boss := o.hire(o.obligor, obligorID, index.Maker, noLimit), o.hire(o.obligor, obligorID, index.Checker, noLimit)
	signed := o.draft(clerk, o.issue(1_000, "PO-1"))
	waiting := o.waits(signed)
	if !waiting.Draft || *waiting.Maker != clerk.Address() || waiting.Checker != nil || waiting.Amount.Plain() != "10.00" || waiting.Currency.String() != "CNY" {
		t.Errorf("the draft: %+v", waiting)
	}
	o.finish()
	if got := o.stateOf(waiting.ID); got != client.Waiting {
		t.Fatalf("without the checker it is %s", got)
	}
	for company, want := range map[uint32]int{obligorID: 1, acmeID: 0} {
		if inbox, err := o.client.Inbox(t.Context(), company); err != nil || len(inbox.Acts) != want {
			t.Errorf("inbox of %d: %d acts, %v; want %d", company, len(inbox.Acts), err, want)
		}
		if acts, err := o.client.Acts(t.Context(), client.Filter{Company: company, State: "waiting"}); err != nil || len(acts) != want {
			t.Errorf("waiting acts of %d: %d, %v; want %d", company, len(acts), err, want)
		}
	}
	approved, err := o.client.Second(t.Context(), waiting.ID, o.approval(boss, signed))
	if err != nil || approved.State != client.Queued || *approved.Checker != boss.Address() {
		t.Fatalf("%+v, %v", approved, err)
	}
	o.finish()
	if got := o.stateOf(waiting.ID); got != client.Final {
		t.Errorf("approved, it is %s", got)
	}
}

// The chain holds a draft for its checker: what its maker signed is worth nothing to anyone alone.
func TestNobodyCanDoADraftWithTheMakersSignatureAlone(t *testing.T) {
	o := newOffice(t, nil)
	signed := o.draft(o.obligor.Key, o.issue(1_000, ""))
	trial, err := o.client.DryRun(t.Context(), signed)
	if err != nil || trial.OK || trial.Refusal.Name != "SecondNeeded" {
		t.Errorf("%+v, %v", trial, err)
	}
}

func TestADraftsNoncesAreThoseThatItsKeyHasNotUsed(t *testing.T) {
	o := newOffice(t, nil)
	boss := o.hire(o.obligor, obligorID, index.Checker, noLimit)
	first := o.draft(o.obligor.Key, o.issue(1_000, ""))
	waiting := o.waits(first)
	if _, err := o.client.Second(t.Context(), waiting.ID, o.approval(boss, first)); err != nil {
		t.Fatal(err)
	}
	o.finish()
	o.open(nil) // a relayer that knows of it from the chain only
	second := o.draft(o.obligor.Key, o.issue(1_000, ""))
	if first.Nonce != act.FirstDraftNonce || second.Nonce != act.FirstDraftNonce+1 {
		t.Errorf("nonces %d and %d", first.Nonce, second.Nonce)
	}
}

func TestADraftMayCarryItsSecondSignatureFromTheStart(t *testing.T) {
	o := newOffice(t, nil)
	boss := o.hire(o.obligor, obligorID, index.Checker, noLimit)
	both, err := o.draft(o.obligor.Key, o.issue(1_000, "")).AddSecond(boss, o.Deployment.Domain())
	if err != nil {
		t.Fatal(err)
	}
	o.done(both)
}

func TestAnAdminsDraftIsApprovedByAnotherAdmin(t *testing.T) {
	o := newOffice(t, nil)
	boss, admin := o.hire(o.obligor, obligorID, index.Checker, noLimit), o.hire(o.obligor, obligorID, index.Admin, noLimit)
	signed := o.draft(o.obligor.Key, contracts.SetThreshold{Company: obligorID, DualAbove: big.NewInt(7)})
	waiting := o.waits(signed)
	_, err := o.client.Second(t.Context(), waiting.ID, o.approval(boss, signed))
	o.problem(err, 422, "refused", "LacksRole")
	if _, err := o.client.Second(t.Context(), waiting.ID, o.approval(admin, signed)); err != nil {
		t.Fatal(err)
	}
	o.finish()
	if got := o.stateOf(waiting.ID); got != client.Final {
		t.Errorf("it is %s", got)
	}
}

func TestWhoMayNotApproveIsToldWhy(t *testing.T) {
	o := newOffice(t, nil)
	clerk := o.hire(o.obligor, obligorID, index.Maker|index.Checker, noLimit)
	signed := o.draft(clerk, o.issue(1_000, ""))
	waiting := o.waits(signed)
	for reason, by := range map[string]act.KeySigner{
		"NotOperator": o.acme.Key,
		"LacksRole":   o.hire(o.obligor, obligorID, index.Maker, noLimit),
		"AboveLimit":  o.hire(o.obligor, obligorID, index.Checker, 999),
	} {
		_, err := o.client.Second(t.Context(), waiting.ID, o.approval(by, signed))
		o.problem(err, 422, "refused", reason)
	}
	_, err := o.client.Second(t.Context(), waiting.ID, client.Countersignature{Key: clerk.Address(), Signature: signed.Signature})
	o.problem(err, 422, "refused", "SameOperator")
	_, err = o.client.Second(t.Context(), waiting.ID, client.Countersignature{Key: o.obligor.Key.Address(), Signature: signed.Signature})
	o.problem(err, 422, "refused", "BadSignature")
	if got := o.stateOf(waiting.ID); got != client.Waiting {
		t.Errorf("after all that it is %s", got)
	}
}

func TestWhoMayNotMakeADraftIsToldWhy(t *testing.T) {
	o := newOffice(t, nil)
	for reason, by := range map[string]act.KeySigner{
		"NotOperator": ground.NewKey(t),
		"AboveLimit":  o.hire(o.obligor, obligorID, index.Maker, 999),
	} {
		o.refused(o.draft(by, o.issue(1_000, "")), 422, "refused", reason)
	}
	for _, role := range []uint8{index.Viewer, index.Checker, index.Admin} {
		o.refused(o.draft(o.hire(o.obligor, obligorID, role, noLimit), o.issue(1_000, "")), 422, "refused", "LacksRole")
	}
}

// What has become impossible since it was made is refused to its checker with the reason, and goes on waiting.
func TestApprovingWhatHasBecomeImpossibleIsRefusedWithTheReason(t *testing.T) {
	o := newOffice(t, nil)
	boss := o.hire(o.acme, acmeID, index.Checker, noLimit)
	id := o.receivable(1_000)
	stale := o.draft(o.acme.Key, transfer(id, acmeID, boltID, 0, 500, 1_000))
	waiting := o.waits(stale)
	o.done(o.Sign(o.acme.Key, contracts.Split{Company: acmeID, Obligation: id.Big(), Lot: common.Big0, Middle: big.NewInt(600)}))
	_, err := o.client.Second(t.Context(), waiting.ID, o.approval(boss, stale))
	o.problem(err, 422, "refused", "NotInLot")
	var p *client.Problem
	if errors.As(err, &p) && p.Refusal.Class != "conflict" {
		t.Errorf("a range that no longer matches is of class %s", p.Refusal.Class)
	}
	if got := o.stateOf(waiting.ID); got != client.Waiting {
		t.Errorf("it is %s", got)
	}
	o.done(o.Sign(o.acme.Key, contracts.Merge{Company: acmeID, Obligation: id.Big(), Lot: common.Big0, Right: big.NewInt(600)}))
	if _, err := o.client.Second(t.Context(), waiting.ID, o.approval(boss, stale)); err != nil {
		t.Errorf("once it is possible again: %v", err)
	}
}

func TestOfTwoCheckersAtOnceOneWins(t *testing.T) {
	o := newOffice(t, nil)
	checkers := []act.KeySigner{o.hire(o.obligor, obligorID, index.Checker, noLimit), o.hire(o.obligor, obligorID, index.Checker, noLimit)}
	signed := o.draft(o.obligor.Key, o.issue(1_000, ""))
	waiting := o.waits(signed)
	var won, lost atomic.Int32
	var group sync.WaitGroup
	for _, by := range checkers {
		answer := o.approval(by, signed)
		group.Go(func() {
			_, err := o.client.Second(t.Context(), waiting.ID, answer)
			switch {
			case err == nil:
				won.Add(1)
			case errors.Is(err, client.ErrConflict):
				lost.Add(1)
			default:
				t.Error(err)
			}
		})
	}
	group.Wait()
	if won.Load() != 1 || lost.Load() != 1 {
		t.Errorf("%d won, %d lost", won.Load(), lost.Load())
	}
	o.finish()
	if got := o.stateOf(waiting.ID); got != client.Final {
		t.Errorf("it is %s", got)
	}
}

func TestAWaitingActIsRejectedByACheckerAndWithdrawnByItsMaker(t *testing.T) {
	o := newOffice(t, nil)
	clerk, boss := o.hire(o.obligor, obligorID, index.Maker|index.Checker, noLimit), o.hire(o.obligor, obligorID, index.Checker, noLimit)
	waiting := o.waits(o.draft(clerk, o.issue(1_000, "PO-1")))

	_, err := o.client.Reject(t.Context(), waiting.ID, o.said(o.acme.Key, act.Rejection(waiting.ID)))
	o.problem(err, 422, "refused", "NotOperator")
	_, err = o.client.Reject(t.Context(), waiting.ID, o.said(clerk, act.Rejection(waiting.ID)))
	o.problem(err, 422, "refused", "SameOperator")
	_, err = o.client.Reject(t.Context(), waiting.ID, o.said(o.hire(o.obligor, obligorID, index.Maker, noLimit), act.Rejection(waiting.ID)))
	o.problem(err, 422, "refused", "LacksRole")
	_, err = o.client.Reject(t.Context(), waiting.ID, o.said(boss, act.Withdrawal(waiting.ID)))
	o.problem(err, 422, "refused", "BadSignature")
	_, err = o.client.Withdraw(t.Context(), waiting.ID, o.said(boss, act.Withdrawal(waiting.ID)))
	o.problem(err, 422, "refused", "")
	_, err = o.client.Withdraw(t.Context(), waiting.ID, o.said(clerk, act.Rejection(waiting.ID)))
	o.problem(err, 422, "refused", "BadSignature")

	rejected, err := o.client.Reject(t.Context(), waiting.ID, o.said(boss, act.Rejection(waiting.ID)))
	if err != nil || rejected.State != client.Rejected || !strings.Contains(rejected.History[1].Note, boss.Address().Hex()) {
		t.Fatalf("%+v, %v", rejected, err)
	}
	again := o.waits(o.draft(clerk, o.issue(1_001, "PO-1")))
	withdrawn, err := o.client.Withdraw(t.Context(), again.ID, o.said(clerk, act.Withdrawal(again.ID)))
	if err != nil || withdrawn.State != client.Withdrawn {
		t.Fatalf("%+v, %v", withdrawn, err)
	}
	_, err = o.client.Reject(t.Context(), again.ID, o.said(boss, act.Rejection(again.ID)))
	o.problem(err, http.StatusConflict, "conflict", "")
	o.post(o.Sign(o.obligor.Key, o.issue(1_002, "PO-1")))
}

func TestADraftEndsWithItsDeadline(t *testing.T) {
	var ahead atomic.Int64
	o := newOffice(t, nil)
	real := o.Now
	o.open(func(c *api.Config) { c.Now = func() time.Time { return real().Add(time.Duration(ahead.Load())) } })
	boss := o.hire(o.obligor, obligorID, index.Checker, noLimit)
	until := real().Add(time.Hour).Truncate(time.Second)
	signed := o.draftUntil(o.obligor.Key, o.issue(1_000, ""), uint64(until.Unix()))
	waiting := o.waits(signed)
	if !waiting.Expires.Equal(until) {
		t.Errorf("expires at %s, want %s", waiting.Expires, until)
	}
	ahead.Store(int64(61 * time.Minute))
	_, err := o.client.Second(t.Context(), waiting.ID, o.approval(boss, signed))
	o.problem(err, 422, "refused", "DeadlinePassed")
	if inbox, err := o.client.Inbox(t.Context(), obligorID); err != nil || len(inbox.Acts) != 0 {
		t.Errorf("inbox: %d acts, %v", len(inbox.Acts), err)
	}
}

// The relayer may stop at any time: what waits is on its disk, and so is an approval that was answered.
func TestDraftsAndApprovalsOutliveTheRelayer(t *testing.T) {
	o := newOffice(t, nil)
	boss := o.hire(o.obligor, obligorID, index.Checker, noLimit)
	signed := o.draft(o.obligor.Key, o.issue(1_000, "PO-1"))
	waiting := o.waits(signed)
	id := ref.Obligation{Module: ref.Receivables, Company: obligorID, Serial: o.serial}
	o.reopen()
	if got := o.stateOf(waiting.ID); got != client.Waiting {
		t.Fatalf("after a restart it is %s", got)
	}
	if _, err := o.client.Second(t.Context(), waiting.ID, o.approval(boss, signed)); err != nil {
		t.Fatal(err)
	}
	o.reopen()
	o.finish()
	if got := o.stateOf(waiting.ID); got != client.Final {
		t.Errorf("approved before another restart, it is %s", got)
	}
	if made, err := o.client.Obligation(t.Context(), id); err != nil || made.State != "issued" {
		t.Errorf("%+v, %v", made, err)
	}
}
