package api_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/big"
	"net/http"
	"testing"

	"github.com/tallystick/tallystick/bindings/act"
	"github.com/tallystick/tallystick/bindings/client"
	"github.com/tallystick/tallystick/bindings/contracts"
)

// FuzzSignedActs asserts of every act with whatever fields and whoever's signature that it is answered as check has it, tried or handed in; and that
// one that is taken is then there, as it was sent.
func FuzzSignedActs(f *testing.F) {
	a := newAim(f)
	keys := []act.KeySigner{a.acme.Key, a.bolt.Key, a.obligor.Key, a.bank.Key, a.checker, a.Authority, a.Operator}
	ids := []uint32{acmeID, boltID, obligorID, bankID}
	doc, err := a.client.Obligation(f.Context(), a.debt)
	if err != nil {
		f.Fatal(err)
	}
	seeds := []any{
		a.issue(700, "fuzz"), a.offer(a.debt, 100), contracts.SetThreshold{Company: acmeID, DualAbove: big.NewInt(5)},
		contracts.AcceptFrom{Company: boltID, Sender: acmeID, Min: big.NewInt(1), Max: big.NewInt(1e9), Until: uint32(a.Today()) + 30},
		contracts.TakeQuote{Company: acmeID, Quote: a.quote, Least: big.NewInt(1)},
		contracts.SetOperator{Company: obligorID, Key: a.checker.Address(), Roles: 4, Limit: big.NewInt(5), Daily: big.NewInt(5)},
		act.AskQuotes{Company: acmeID, Obligation: a.debt.Big(), Lot: big.NewInt(420), Start: big.NewInt(420), End: big.NewInt(1_000)},
		contracts.GrantLine{Company: bankID, Obligor: obligorID, Currency: cny, Amount: 1e12},
		contracts.MintCash{Company: bankID, To: acmeID, Currency: cny, Amount: big.NewInt(5), Ref: "in"},
	}
	for i, company := range ids[:3] {
		seeds = append(seeds, a.everything(doc, company, ids[:i+1])...)
	}
	for i, message := range seeds {
		kind, err := act.KindOf(message)
		if err != nil {
			f.Fatal(err)
		}
		text, err := act.MarshalMessage(message)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(kind.Name, text, uint64(1_000+i), uint64(act.MaxDeadline), uint8(i), uint8(i))
	}
	f.Fuzz(func(t *testing.T, name string, text []byte, nonce, deadline uint64, by, how uint8) {
		message, err := act.UnmarshalMessage(name, text)
		if err != nil {
			return
		}
		signed, err := act.Sign(keys[int(by)%len(keys)], a.Deployment.Domain(), message, nonce, deadline)
		if err != nil {
			return
		}
		if how&8 != 0 {
			if both, err := signed.AddSecond(keys[int(by>>4)%len(keys)], a.Deployment.Domain()); err == nil {
				signed = both
			}
		}
		body, err := json.Marshal(signed)
		if err != nil {
			return // its text cannot be read by people
		}
		path := []string{"/v1/acts", "/v1/acts?dryRun=true", "/v1/acts/batch", "/v1/asks", "/v1/quotes"}[int(how&7)%5]
		if path == "/v1/acts/batch" {
			body = fmt.Appendf(nil, "[%s,%s]", body, body)
		}
		w := a.ask(t, http.MethodPost, path, string(body), token(a.reader))
		if path != "/v1/acts" || w.Code >= 300 {
			return
		}
		var taken client.Act
		if err := json.Unmarshal(w.Body.Bytes(), &taken); err != nil {
			t.Fatal(err)
		}
		there := a.ask(t, http.MethodGet, "/v1/acts/"+taken.ID.Hex(), "", token(a.token))
		var kept client.Act
		if err := json.Unmarshal(there.Body.Bytes(), &kept); err != nil || kept.Signed == nil {
			t.Fatalf("%s: %v", there.Body, err)
		}
		if got, err := json.Marshal(kept.Signed); err != nil || !bytes.Equal(got, body) {
			t.Errorf("sent %s, kept %s, %v", body, got, err)
		}
	})
}
