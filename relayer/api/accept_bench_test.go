package api_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/big"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"testing"

	"github.com/tallystick/tallystick/bindings/act"
	"github.com/tallystick/tallystick/bindings/contracts"
	"github.com/tallystick/tallystick/relayer/api"
	"github.com/tallystick/tallystick/relayer/outbox"
)

// BenchmarkAccept measures what it takes to accept an act: read, its signature checked, its operator found to be able to do it, on the disk, and
// answered; without what HTTP itself costs.
func BenchmarkAccept(b *testing.B) {
	o := newOffice(b, nil)
	obligation := o.receivable(1e9).Big()
	for _, way := range []struct{ clients, together int }{{32, 1}, {4, 100}} {
		b.Run(fmt.Sprintf("%d in a request", way.together), func(b *testing.B) {
			box, err := outbox.Open(outbox.Config{Path: filepath.Join(b.TempDir(), "outbox.db"), MaxQueued: 1e9})
			if err != nil {
				b.Fatal(err)
			}
			defer func() { _ = box.Close() }()
			server, err := api.New(api.Config{Deployment: o.Deployment, Outbox: box, Index: o.index, Chain: o.Node, Rate: -1, Now: o.Now})
			if err != nil {
				b.Fatal(err)
			}
			handler, path := server.Handler(), "/v1/acts"
			if way.together > 1 {
				path = "/v1/acts/batch"
			}
			bodies := make(chan []byte, b.N)
			for i := range b.N {
				bodies <- o.transfers(obligation, i*way.together, way.together)
			}
			b.SetParallelism(way.clients)
			b.ReportAllocs()
			b.ResetTimer()
			b.RunParallel(func(pb *testing.PB) {
				for pb.Next() {
					w := httptest.NewRecorder()
					handler.ServeHTTP(w, httptest.NewRequest(http.MethodPost, path, bytes.NewReader(<-bodies)))
					if w.Code/100 != 2 {
						b.Error(w.Code, w.Body)
					}
				}
			})
			b.ReportMetric(float64(b.N*way.together)/b.Elapsed().Seconds(), "acts/s")
		})
	}
}

// transfers are so many signed acts as a request has them, each with a nonce of its own from a first one on.
func (o *office) transfers(obligation *big.Int, first, count int) []byte {
	o.t.Helper()
	message := contracts.Transfer{
		Company: acmeID, Obligation: obligation, Lot: new(big.Int), Start: new(big.Int), End: big.NewInt(100), To: boltID,
	}
	list := make([]act.Signed, count)
	for i := range list {
		var err error
		if list[i], err = act.Sign(o.acme.Key, o.Deployment.Domain(), message, uint64(1_000_000+first+i), act.MaxDeadline); err != nil {
			o.t.Fatal(err)
		}
	}
	var document any = list
	if count == 1 {
		document = list[0]
	}
	body, err := json.Marshal(document)
	if err != nil {
		o.t.Fatal(err)
	}
	return body
}
