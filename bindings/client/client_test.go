package client

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/big"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/google/go-cmp/cmp"

	"github.com/tallystick/tallystick/bindings/act"
	"github.com/tallystick/tallystick/bindings/contracts"
	"github.com/tallystick/tallystick/bindings/currency"
	"github.com/tallystick/tallystick/bindings/phrase"
	"github.com/tallystick/tallystick/bindings/ref"
)

// relayer answers as the handler says, and gives a client of it.
func relayer(t *testing.T, handler http.HandlerFunc) *Client {
	t.Helper()
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	c, err := New(server.URL + "/")
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// answer writes one JSON answer.
func answer(w http.ResponseWriter, status int, body string) {
	w.Header().Set("Content-Type", "application/json")
	if status >= 400 {
		w.Header().Set("Content-Type", "application/problem+json")
	}
	w.WriteHeader(status)
	_, _ = io.WriteString(w, body)
}

func split(t *testing.T) act.Signed {
	t.Helper()
	signed, err := act.Direct(contracts.Split{Company: 1, Obligation: big.NewInt(1), Lot: big.NewInt(0), Middle: big.NewInt(5)}, 1, 2)
	if err != nil {
		t.Fatal(err)
	}
	return signed
}

func TestAPostedActIsNewOrTheSameAgain(t *testing.T) {
	status := http.StatusAccepted
	c := relayer(t, func(w http.ResponseWriter, r *http.Request) {
		var got act.Signed
		if err := json.NewDecoder(r.Body).Decode(&got); err != nil || r.URL.Path != "/v1/acts" || got.Name() != "Split" {
			t.Errorf("%s %s: %+v, %v", r.Method, r.URL, got, err)
		}
		answer(w, status, `{"id":"0x`+strings.Repeat("0a", 32)+`","state":"queued"}`)
	})
	for _, want := range []bool{true, false} {
		stored, fresh, err := c.Post(context.Background(), split(t))
		if err != nil || fresh != want || stored.State != Queued || stored.ID[0] != 10 {
			t.Errorf("%+v, fresh %v, %v", stored, fresh, err)
		}
		status = http.StatusOK
	}
}

func TestRefusalsOfTheRelayerAreProblems(t *testing.T) {
	for status, is := range map[int]error{404: ErrNotFound, 409: ErrConflict, 422: nil, 429: nil, 500: nil} {
		c := relayer(t, func(w http.ResponseWriter, _ *http.Request) {
			answer(w, status, `{"code":"some-code","title":"T","detail":"what is wrong","refusal":{"name":"NoLot","class":"notfound"}}`)
		})
		_, err := c.Network(context.Background())
		var p *Problem
		if !errors.As(err, &p) || p.Status != status || p.Code != "some-code" || p.Error() != "what is wrong" || p.Refusal.Class != phrase.NotFound {
			t.Errorf("%d: %v", status, err)
		}
		for _, sentinel := range []error{ErrNotFound, ErrConflict, ErrUnreachable} {
			if errors.Is(err, sentinel) != (sentinel == is) {
				t.Errorf("%d is %v: %v", status, sentinel, errors.Is(err, sentinel))
			}
		}
	}
	if got := (&Problem{Title: "T"}).Error() + (&Problem{Status: 500}).Error(); got != "Tthe relayer answered with status 500" {
		t.Error(got)
	}
}

func TestWhatIsNoRelayerIsUnreachable(t *testing.T) {
	for name, handler := range map[string]http.HandlerFunc{
		"a page of a proxy": func(w http.ResponseWriter, _ *http.Request) {
			http.Error(w, "<html>bad gateway", http.StatusBadGateway)
		},
		"a web site": func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, "<html>hello") },
		"a hang-up": func(http.ResponseWriter, *http.Request) {
			panic(http.ErrAbortHandler)
		},
	} {
		if _, err := relayer(t, handler).Network(context.Background()); !errors.Is(err, ErrUnreachable) {
			t.Errorf("%s: %v; want ErrUnreachable", name, err)
		}
	}
	c, err := New("http://127.0.0.1:1")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := c.Network(context.Background()); !errors.Is(err, ErrUnreachable) {
		t.Errorf("nobody there: %v; want ErrUnreachable", err)
	}
	ended, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := c.Network(ended); !errors.Is(err, context.Canceled) || errors.Is(err, ErrUnreachable) {
		t.Errorf("the caller's own end: %v", err)
	}
	for _, address := range []string{"", "127.0.0.1:80", "ftp://x", "http://", "://"} {
		if _, err := New(address); err == nil {
			t.Errorf("%q is taken for an address", address)
		}
	}
}

func TestListsAreReadPageByPage(t *testing.T) {
	c := relayer(t, func(w http.ResponseWriter, r *http.Request) {
		q := r.URL.Query()
		if q.Get("holder") != "31" || q.Get("obligation") != "R31-17" || q.Get("currency") != "CNY" || q.Get("open") != "true" {
			t.Errorf("query %v", q)
		}
		switch q.Get("cursor") {
		case "":
			answer(w, 200, `{"items":[{"state":"held"},{"state":"held"}],"next":"b"}`)
		case "b":
			answer(w, 200, `{"items":[{"state":"locked"}],"next":null}`)
		default:
			answer(w, 200, `{"items":[],"next":"again"}`)
		}
	})
	filter := Filter{
		Holder: 31, Obligation: ref.Obligation{Module: ref.Receivables, Company: 31, Serial: 17}, Currency: currency.CNY, Open: true,
	}
	lots, err := c.Lots(context.Background(), filter)
	if err != nil || len(lots) != 3 || lots[2].State != "locked" {
		t.Errorf("all: %+v, %v", lots, err)
	}
	filter.Limit = 1
	if lots, err = c.Lots(context.Background(), filter); err != nil || len(lots) != 1 {
		t.Errorf("one: %+v, %v", lots, err)
	}
	endless := relayer(t, func(w http.ResponseWriter, _ *http.Request) { answer(w, 200, `{"items":[],"next":"again"}`) })
	if _, err := endless.Lots(context.Background(), Filter{}); err == nil {
		t.Error("an endless list was read to its end")
	}
}

func TestAwaitWaitsUntilTheStageOrTheEnd(t *testing.T) {
	for _, tc := range []struct {
		stage Stage
		seen  []State
		want  State
	}{
		{UntilFinal, []State{Queued, Mined, Final}, Final},
		{UntilMined, []State{Sent, Mined}, Mined},
		{UntilMined, []State{Final}, Final},
		{UntilFinal, []State{Sent, Failed}, Failed},
		{UntilFinal, []State{Waiting, Rejected}, Rejected},
	} {
		var asked atomic.Int32
		c := relayer(t, func(w http.ResponseWriter, r *http.Request) {
			if r.URL.Query().Get("wait") != string(tc.stage) {
				t.Errorf("query %v", r.URL.Query())
			}
			at := int(asked.Add(1)) - 1
			if at == 0 && len(tc.seen) > 1 {
				answer(w, 503, `{"code":"starting"}`)
				return
			}
			answer(w, 200, fmt.Sprintf(`{"state":%q}`, tc.seen[min(at, len(tc.seen)-1)]))
		})
		got, err := c.Await(context.Background(), common.Hash{}, tc.stage)
		if err != nil || got.State != tc.want {
			t.Errorf("%v until %s: %+v, %v", tc.seen, tc.stage, got, err)
		}
	}
}

func TestAwaitGivesUpWithTheActAsLastSeen(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	c := relayer(t, func(w http.ResponseWriter, _ *http.Request) {
		answer(w, 200, `{"state":"sent"}`)
		cancel()
	})
	var last *Act
	var err error
	if last, err = c.Await(ctx, common.Hash{}, UntilFinal); !errors.Is(err, ErrPending) {
		t.Errorf("%+v, %v; want ErrPending", last, err)
	}
	unknown := relayer(t, func(w http.ResponseWriter, _ *http.Request) { answer(w, 404, `{}`) })
	if _, err := unknown.Await(context.Background(), common.Hash{}, UntilFinal); !errors.Is(err, ErrNotFound) {
		t.Errorf("an unknown act: %v; want ErrNotFound", err)
	}
	down, err := New("http://127.0.0.1:1")
	if err != nil {
		t.Fatal(err)
	}
	short, cancelShort := context.WithTimeout(context.Background(), 10*time.Millisecond)
	defer cancelShort()
	if _, err := down.Await(short, common.Hash{}, UntilFinal); !errors.Is(err, ErrPending) {
		t.Errorf("nobody there: %v; want ErrPending", err)
	}
}

func TestABatchHasOneAnswerForEachAct(t *testing.T) {
	body := `[{"status":202,"act":{"state":"queued"}},{"status":409,"problem":{"code":"reference","status":409}}]`
	c := relayer(t, func(w http.ResponseWriter, _ *http.Request) { answer(w, 200, body) })
	items, err := c.PostBatch(context.Background(), []act.Signed{split(t), split(t)})
	if err != nil || items[0].Act.State != Queued || !errors.Is(items[1].Problem, ErrConflict) {
		t.Errorf("%+v, %v", items, err)
	}
	if _, err := c.PostBatch(context.Background(), []act.Signed{split(t)}); err == nil {
		t.Error("two answers to one act were taken")
	}
}

func TestNumbersAreDecimalStringsInJSON(t *testing.T) {
	want := KeyStatus{Nonces: []Number{0, 1<<64 - 1}}
	text, err := json.Marshal(want)
	if err != nil || string(text) != `{"operator":null,"nonces":["0","18446744073709551615"]}` {
		t.Fatalf("%s, %v", text, err)
	}
	var got KeyStatus
	if err := json.Unmarshal(text, &got); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if err := json.Unmarshal([]byte(`{"nonces":["-1"]}`), &got); err == nil {
		t.Error("a negative number was taken")
	}
}

func TestARefusalIsInBothLanguages(t *testing.T) {
	got := Refused(nil, nil)
	if got.Message.In(phrase.English) == got.Message.In(phrase.Chinese) || got.Hint.EN == "" || got.Hint.ZH == "" || got.Class != phrase.Refused {
		t.Errorf("%+v", got)
	}
}

func TestWritesGoToTheirPaths(t *testing.T) {
	var path string
	c := relayer(t, func(w http.ResponseWriter, r *http.Request) {
		path = r.Method + " " + r.URL.RequestURI()
		answer(w, 200, `{}`)
	})
	ctx, id := context.Background(), common.Hash{1}
	for want, call := range map[string]func() error{
		"POST /v1/acts?dryRun=true":             func() error { _, err := c.DryRun(ctx, split(t)); return err },
		"POST /v1/acts/" + id.Hex() + "/second": func() error { _, err := c.Second(ctx, id, Countersignature{}); return err },
		"POST /v1/acts/" + id.Hex() + "/reject": func() error { _, err := c.Reject(ctx, id, Countersignature{}); return err },
		"POST /v1/asks":                         func() error { _, err := c.PostAsk(ctx, split(t)); return err },
		"POST /v1/quotes":                       func() error { _, err := c.PostQuote(ctx, split(t)); return err },
		"GET /v1/lots/R31-17:5": func() error {
			_, err := c.Lot(ctx, ref.Lot{Obligation: ref.Obligation{Module: 1, Company: 31, Serial: 17}, Start: 4})
			return err
		},
		"GET /v1/inbox?company=31":        func() error { _, err := c.Inbox(ctx, 31); return err },
		"GET /v1/obligations/R31-17/tree": func() error { _, err := c.Tree(ctx, ref.Obligation{Module: 1, Company: 31, Serial: 17}); return err },
		"POST /v1/acts/" + common.Hash{7}.Hex() + "/withdraw": func() error {
			_, err := c.Withdraw(ctx, common.Hash{7}, Countersignature{})
			return err
		},
		"POST /v1/quotes/" + common.Hash{7}.Hex() + "/second": func() error {
			_, err := c.SecondQuote(ctx, common.Hash{7}, Countersignature{})
			return err
		},
		"POST /v1/quotes/" + common.Hash{7}.Hex() + "/reject": func() error {
			_, err := c.RejectQuote(ctx, common.Hash{7}, Countersignature{})
			return err
		},
		"POST /v1/quotes/" + common.Hash{7}.Hex() + "/withdraw": func() error {
			_, err := c.WithdrawQuote(ctx, common.Hash{7}, Countersignature{})
			return err
		},
		"GET /v1/keys/" + common.Address{1}.Hex() + "?draft=true&nonces=3": func() error {
			_, err := c.DraftNonces(ctx, common.Address{1}, 3)
			return err
		},
		"GET /v1/keys/" + common.Address{1}.Hex() + "?nonces=3": func() error { _, err := c.Key(ctx, common.Address{1}, 3); return err },
	} {
		if err := call(); err != nil || path != want {
			t.Errorf("%s, %v; want %s", path, err, want)
		}
	}
}
