package api_test

import (
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/tallystick/tallystick/bindings/ref"
)

// BenchmarkRead measures what it takes to answer a read by login; without what HTTP itself costs.
func BenchmarkRead(b *testing.B) {
	o := newOffice(b, nil)
	const face = 1_000_000_000
	obligation := o.receivable(face)
	handler := o.server.Handler()
	for what, path := range map[string]string{
		"lot":  "/v1/lots/" + ref.Lot{Obligation: obligation, End: face}.Key(),
		"tree": "/v1/obligations/" + obligation.String() + "/tree",
	} {
		b.Run(what, func(b *testing.B) {
			b.ReportAllocs()
			b.RunParallel(func(pb *testing.PB) {
				for pb.Next() {
					w, r := httptest.NewRecorder(), httptest.NewRequest(http.MethodGet, path, nil)
					r.Header.Set("Authorization", "Bearer "+o.token)
					handler.ServeHTTP(w, r)
					if w.Code != http.StatusOK {
						b.Error(w.Code, w.Body)
					}
				}
			})
			b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "reads/s")
		})
	}
}
