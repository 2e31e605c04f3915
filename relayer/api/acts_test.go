package api_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/rs/zerolog"

	"github.com/tallystick/tallystick/bindings/act"
	"github.com/tallystick/tallystick/bindings/client"
	"github.com/tallystick/tallystick/bindings/contracts"
	"github.com/tallystick/tallystick/bindings/ref"
	"github.com/tallystick/tallystick/relayer/api"
	"github.com/tallystick/tallystick/relayer/internal/ground"
)

func TestAnActIsStoredAnchoredAndFinal(t *testing.T) {
	o := newOffice(t, nil)
	signed := o.Sign(o.obligor.Key, o.issue(1_000_000_000, "PO-1"))
	stored := o.post(signed)
	if stored.State != client.Queued || stored.Company != obligorID || stored.Name != "IssueReceivable" || stored.Proposal != o.named(signed) {
		t.Errorf("stored as %+v", stored)
	}
	if !strings.Contains(stored.Sentence.EN, "10,000,000.00") || !strings.Contains(stored.Sentence.ZH, "Acme") {
		t.Errorf("sentence %+v", stored.Sentence)
	}
	o.finish()
	final, err := o.client.Await(t.Context(), stored.ID, client.UntilFinal)
	if err != nil || final.State != client.Final || final.Tx == nil || final.Block == nil || *final.GasUsed == 0 {
		t.Fatalf("%+v, %v", final, err)
	}
	receivable, err := o.client.Obligation(t.Context(), ref.Obligation{Module: 1, Company: obligorID, Serial: 1})
	if err != nil || receivable.State != "issued" || receivable.Face.Plain() != "10000000.00" || receivable.Next[0].By[0].Name != "Acme" {
		t.Errorf("%+v, %v", receivable, err)
	}
}

// The same confirmation again is answered with the one that is there, and nothing more is sent.
func TestF41TheSameConfirmationTwiceIsOne(t *testing.T) {
	o := newOffice(t, nil)
	message := o.issue(500, "PO-7")
	first := o.done(o.Sign(o.obligor.Key, message))
	for name, signed := range map[string]act.Signed{
		"the very same act":                        *first.Signed,
		"the same content, signed anew":            o.Sign(o.obligor.Key, message),
		"the same content, signed anew once again": o.Sign(o.obligor.Key, message),
	} {
		again, fresh, err := o.client.Post(t.Context(), signed)
		if err != nil || fresh || again.ID != first.ID || again.State != client.Final {
			t.Errorf("%s: %+v, fresh %v, %v", name, again, fresh, err)
		}
	}
	stats, err := o.box.Stats()
	if err != nil || stats.LastSeq != 1 {
		t.Errorf("%d acts are stored, %v; want 1", stats.LastSeq, err)
	}
}

// A hundred callers at once with the same confirmation get one act.
func TestF42ManyCallersAtOnceGetOneAct(t *testing.T) {
	o := newOffice(t, nil)
	message := o.issue(500, "PO-8")
	acts := make([]act.Signed, 100)
	for i := range acts {
		acts[i] = o.Sign(o.obligor.Key, message)
	}
	ids := make([]common.Hash, len(acts))
	var group sync.WaitGroup
	for i := range acts {
		group.Go(func() {
			stored, _, err := o.client.Post(t.Context(), acts[i])
			if err != nil {
				t.Error(err)
				return
			}
			ids[i] = stored.ID
		})
	}
	group.Wait()
	for _, id := range ids {
		if id != ids[0] {
			t.Fatalf("two acts for one confirmation: %s and %s", ids[0], id)
		}
	}
}

// Signed anew under another nonce, the same confirmation is answered with the act that is there, and not with what was handed in.
func TestF41TheSameContentUnderTheSameReferenceIsAnsweredWithTheFirstAct(t *testing.T) {
	o := newOffice(t, nil)
	first := o.Sign(o.obligor.Key, o.issue(500, "PO-9"))
	stored := o.post(first)
	again := o.Sign(o.obligor.Key, first.Message)
	if again.Nonce == first.Nonce {
		t.Fatal("both have the same nonce")
	}
	answered, added, err := o.client.Post(t.Context(), again)
	if err != nil || added || answered.ID != stored.ID || answered.Signed == nil || answered.Signed.Nonce != first.Nonce {
		t.Errorf("%+v, added %t, %v; want act %s under nonce %d", answered, added, err, stored.ID, first.Nonce)
	}
}

// The same act with another body is a conflict: a second signature is added by the checker's own call, not by posting anew.
func TestF41TheSameActWithAnotherBodyIsAConflict(t *testing.T) {
	o := newOffice(t, nil)
	signed := o.Sign(o.obligor.Key, o.issue(500, ""))
	o.post(signed)
	other, err := signed.AddSecond(ground.NewKey(t), o.Deployment.Domain())
	if err != nil {
		t.Fatal(err)
	}
	o.refused(other, http.StatusConflict, "conflict", "")
}

// Other content under the same reference is a conflict, also for a relayer whose outbox is lost.
func TestF41OtherContentUnderTheSameReferenceIsAConflict(t *testing.T) {
	o := newOffice(t, nil)
	o.done(o.Sign(o.obligor.Key, o.issue(500, "PO-9")))
	other := o.issue(501, "PO-9")
	o.refused(o.Sign(o.obligor.Key, other), http.StatusConflict, "conflict", "")
	o.open(nil)
	o.refused(o.Sign(o.obligor.Key, other), http.StatusConflict, "conflict", "")
	o.done(o.Sign(o.obligor.Key, o.issue(501, "PO-10")))
}

func TestAReferenceIsFreeAgainOnceItsReceivableIsVoid(t *testing.T) {
	o := newOffice(t, nil)
	message := o.issue(500, "PO-11")
	signed := o.Sign(o.obligor.Key, message)
	o.done(signed)
	id := ref.Obligation{Module: 1, Company: obligorID, Serial: message.Serial}
	o.done(o.Sign(o.acme.Key, contracts.RejectReceivable{Company: acmeID, Receivable: id.Big(), Proposal: o.named(signed)}))
	o.done(o.Sign(o.obligor.Key, o.issue(600, "PO-11")))
}

// What is refused changes nothing, and says why.
func TestF46WhatCanNeverBeDoneIsRefusedAtOnce(t *testing.T) {
	o := newOffice(t, nil)
	good := o.Sign(o.obligor.Key, o.issue(500, ""))
	edited := good
	message := o.issue(501, "")
	edited.Message = message
	stranger := ground.NewKey(t)
	late, err := act.Sign(o.obligor.Key, o.Deployment.Domain(), o.issue(500, ""), 77, uint64(o.Now().Add(-time.Hour).Unix()))
	if err != nil {
		t.Fatal(err)
	}
	elsewhere := o.Deployment.Domain()
	elsewhere.Salt[0]++
	foreign, err := act.Sign(o.obligor.Key, elsewhere, o.issue(500, ""), 78, act.MaxDeadline)
	if err != nil {
		t.Fatal(err)
	}
	o.refused(edited, 422, "refused", "BadSignature")
	o.refused(foreign, 422, "refused", "BadSignature")
	o.refused(late, 422, "refused", "DeadlinePassed")
	o.refused(o.Sign(stranger, o.issue(500, "")), 422, "refused", "NotOperator")
	o.refused(o.Sign(o.acme.Key, o.issue(500, "")), 422, "refused", "NotOperator")
	o.refused(o.Sign(stranger, contracts.CancelNonce{Company: 999}), 422, "refused", "UnknownCompany")

	done := o.done(good)
	replay := o.issue(502, "")
	replayed, err := act.Sign(o.obligor.Key, o.Deployment.Domain(), replay, good.Nonce, act.MaxDeadline)
	if err != nil {
		t.Fatal(err)
	}
	if done.Signed.Nonce != good.Nonce {
		t.Fatal("the nonce differs")
	}
	o.refused(replayed, 422, "refused", "NonceSpent")
	unspent := o.Sign(o.obligor.Key, o.issue(503, ""))
	o.post(unspent)
	clash, err := act.Sign(o.obligor.Key, o.Deployment.Domain(), o.issue(504, ""), unspent.Nonce, act.MaxDeadline)
	if err != nil {
		t.Fatal(err)
	}
	o.refused(clash, http.StatusConflict, "conflict", "")
}

func TestADryRunStoresNothingAndSaysWhatWouldHappen(t *testing.T) {
	o := newOffice(t, nil)
	good, err := o.client.DryRun(t.Context(), o.Sign(o.obligor.Key, o.issue(500, "")))
	if err != nil || !good.OK || good.Refusal != nil || good.Sentence.EN == "" {
		t.Errorf("%+v, %v", good, err)
	}
	message := o.issue(500, "")
	message.Due = uint32(o.Today()) + 800
	bad, err := o.client.DryRun(t.Context(), o.Sign(o.obligor.Key, message))
	if err != nil || bad.OK || bad.Refusal.Name != "TenorAboveCap" || bad.Refusal.Rule != "V01.tenor-months" || bad.Refusal.Hint.ZH == "" {
		t.Errorf("%+v, %v", bad, err)
	}
	unsigned := o.Sign(o.obligor.Key, o.issue(500, ""))
	unsigned.Signature = nil
	if plain, err := o.client.DryRun(t.Context(), unsigned); err != nil || !plain.OK {
		t.Errorf("without a signature: %+v, %v", plain, err)
	}
	unsigned.Key = o.acme.Key.Address()
	if foreign, err := o.client.DryRun(t.Context(), unsigned); err != nil || foreign.OK || foreign.Refusal.Name != "NotOperator" {
		t.Errorf("without a signature, by a stranger: %+v, %v", foreign, err)
	}
	if stats, err := o.box.Stats(); err != nil || stats.LastSeq != 0 {
		t.Errorf("%d acts are stored, %v", stats.LastSeq, err)
	}
}

func TestAnActThatTheContractRefusesFailsWithItsReason(t *testing.T) {
	o := newOffice(t, nil)
	message := o.issue(500, "PO-1")
	message.Due = uint32(o.Today()) + 800
	stored := o.post(o.Sign(o.obligor.Key, message))
	o.finish()
	failed, err := o.client.Act(t.Context(), stored.ID)
	if err != nil || failed.State != client.Failed || failed.Refusal == nil || failed.Refusal.Name != "TenorAboveCap" {
		t.Fatalf("%+v, %v", failed, err)
	}
}

func TestABatchIsStoredTogetherAndAnsweredOneByOne(t *testing.T) {
	o := newOffice(t, nil)
	first := o.Sign(o.obligor.Key, o.issue(500, "PO-1"))
	second := o.Sign(o.obligor.Key, o.issue(600, "PO-1"))
	bad := o.Sign(ground.NewKey(t), o.issue(700, ""))
	items, err := o.client.PostBatch(t.Context(), []act.Signed{first, first, second, bad})
	if err != nil {
		t.Fatal(err)
	}
	var statuses []int
	for _, item := range items {
		statuses = append(statuses, item.Status)
	}
	if want := []int{202, 200, 409, 422}; !equal(statuses, want) {
		t.Errorf("statuses %v; want %v", statuses, want)
	}
	status, body := o.send("POST", "/v1/acts/batch", `[{"act":"Nothing"},{}]`)
	if status != 200 || bytes.Count(body, []byte("bad-request")) != 2 {
		t.Errorf("%d %s", status, body)
	}
}

func equal(a, b []int) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

func TestALongPollAnswersWhenTheActIsMined(t *testing.T) {
	o := newOffice(t, nil)
	stored := o.post(o.Sign(o.obligor.Key, o.issue(500, "")))
	began := time.Now()
	status, body := o.get("/v1/acts/" + stored.ID.Hex() + "?wait=final&timeout=50ms")
	var seen client.Act
	if err := json.Unmarshal(body, &seen); err != nil || status != 200 || seen.State != client.Queued || time.Since(began) < 50*time.Millisecond {
		t.Errorf("%d %s after %s", status, body, time.Since(began))
	}
	answered := make(chan *client.Act)
	go func() {
		got, err := o.client.Await(t.Context(), stored.ID, client.UntilFinal)
		if err != nil {
			t.Error(err)
		}
		answered <- got
	}()
	o.finish()
	if got := <-answered; got == nil || got.State != client.Final {
		t.Errorf("%+v", got)
	}
}

func TestF43AFullQueueSaysSoAndTakesWhatIsThere(t *testing.T) {
	o := newOffice(t, nil)
	var last act.Signed
	for range 50 {
		last = o.Sign(o.obligor.Key, o.issue(500, ""))
		o.post(last)
	}
	more := o.Sign(o.obligor.Key, o.issue(500, ""))
	o.refused(more, http.StatusTooManyRequests, "queue-full", "")
	body, err := json.Marshal(more)
	if err != nil {
		t.Fatal(err)
	}
	response, err := http.Post(o.url+"/v1/acts", "application/json", bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }()
	if response.Header.Get("Retry-After") == "" {
		t.Error("no Retry-After")
	}
	if _, fresh, err := o.client.Post(t.Context(), last); err != nil || fresh {
		t.Errorf("an act that is there: fresh %v, %v", fresh, err)
	}
	o.finish()
	o.done(more)
}

// No line of the log has a signature, a body or a key's secret, whatever is asked.
func TestF48TheLogHasNoSecrets(t *testing.T) {
	var log bytes.Buffer
	o := newOffice(t, func(c *api.Config) { c.Log = zerolog.New(zerolog.SyncWriter(&log)) })
	signed := o.Sign(o.obligor.Key, o.issue(500, "PO-secret"))
	o.post(signed)
	edited := signed
	edited.Message = o.issue(501, "PO-secret")
	o.refused(edited, 422, "refused", "BadSignature")
	o.send("POST", "/v1/acts", `{"password":"hunter2"}`)
	said := log.String()
	if !strings.Contains(said, "/v1/acts") || !strings.Contains(said, `"status":202`) {
		t.Fatalf("the log says nothing of the requests: %s", said)
	}
	private := common.Bytes2Hex(crypto.FromECDSA(o.obligor.Key.Private))
	for _, secret := range []string{common.Bytes2Hex(signed.Signature), private, "hunter2", "PO-secret"} {
		if strings.Contains(said, secret) {
			t.Errorf("the log has %q", secret)
		}
	}
}

func TestActsAreListedNewestFirst(t *testing.T) {
	o := newOffice(t, nil)
	var posted []common.Hash
	for range 5 {
		posted = append(posted, o.post(o.Sign(o.obligor.Key, o.issue(500, ""))).ID)
	}
	acts, err := o.client.Acts(t.Context(), client.Filter{Company: acmeID, State: "queued", Limit: 4})
	if err != nil || len(acts) != 4 || acts[0].ID != posted[4] {
		t.Errorf("%d acts, %v", len(acts), err)
	}
	status, body := o.get("/v1/acts?limit=2")
	var p struct {
		Items []client.Act
		Next  *string
	}
	if err := json.Unmarshal(body, &p); err != nil || status != 200 || len(p.Items) != 2 || p.Next == nil {
		t.Fatalf("%d %s", status, body)
	}
	if _, body = o.get("/v1/acts?limit=3&cursor=" + *p.Next); json.Unmarshal(body, &p) != nil || len(p.Items) != 3 || p.Items[2].ID != posted[0] {
		t.Errorf("%s", body)
	}
	if none, err := o.client.Acts(t.Context(), client.Filter{Company: boltID}); err != nil || len(none) != 0 {
		t.Errorf("%v, %v", none, err)
	}
}

func TestAnAddressThatAsksTooOftenWaits(t *testing.T) {
	o := newOffice(t, func(c *api.Config) { c.Rate, c.Burst, c.Now = 1, 3, time.Now })
	for range 20 {
		if status, body := o.get("/v1/network"); status == http.StatusTooManyRequests {
			if code(t, body) != "rate-limited" {
				t.Errorf("%s", body)
			}
			return
		}
	}
	t.Error("twenty requests at once were answered")
}

func TestAnUnknownActIsNotFound(t *testing.T) {
	o := newOffice(t, nil)
	_, err := o.client.Act(t.Context(), common.Hash{1})
	if !errors.Is(err, client.ErrNotFound) {
		t.Errorf("%v", err)
	}
}
