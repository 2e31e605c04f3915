package api_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/tallystick/tallystick/bindings/client"
	"github.com/tallystick/tallystick/bindings/run"
)

func TestARunsPayeesAreToldOfItAndNotOfOneAnother(t *testing.T) {
	o := newOffice(t, nil)
	carrier, stranger := o.Admit(44, "Carrier", 0), o.Admit(45, "Stranger", 0)
	o.follow()
	id := o.receivable(1_000)
	o.payRun(o.acme, id, 7, run.Leaf{Payee: boltID, Amount: 100}, run.Leaf{Payee: 44, Amount: 200})
	filter := client.EventFilter{Kinds: []string{"RunPaid", "Committed"}}
	named := func(e client.Event, company uint32) bool {
		return slices.ContainsFunc(e.Companies, func(p client.Party) bool { return p.ID == company })
	}
	for company, others := range map[uint32]uint32{boltID: 44, 44: boltID} {
		key := o.bolt.Key
		if company == 44 {
			key = carrier.Key
		}
		page, err := o.as(key).Events(t.Context(), filter, "", 10)
		if err != nil || len(page.Items) != 2 {
			t.Fatalf("company %d is told %+v, %v; want both events", company, page, err)
		}
		for _, e := range page.Items {
			if !named(e, company) || named(e, others) || !named(e, acmeID) || strings.Contains(string(e.Data), "leaves") {
				t.Errorf("company %d is told of %s, which concerns %v, with %s", company, e.Kind, e.Companies, e.Data)
			}
		}
	}
	if page, err := o.as(stranger.Key).Events(t.Context(), filter, "", 10); err != nil || len(page.Items) != 0 {
		t.Errorf("a stranger is told %+v, %v", page, err)
	}
}
