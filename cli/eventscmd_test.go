//go:build !windows

package main

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/tallystick/tallystick/bindings/client"
)

func TestACompanyFollowsItsEventsAndHasThemPosted(t *testing.T) {
	t.Parallel()
	p := found(t)
	url := p.erp.URL + "/tally"
	var made struct{ Webhook, Secret string }
	if err := json.Unmarshal([]byte(p.tally("webhook", "add", url, "--kind", "Issued,Voided", "--profile", "acme", "--yes", "-o", "json")), &made); err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(made.Secret, "whsec_") {
		t.Fatalf("%+v", made)
	}
	p.tally("receivable", "issue", "--to", "Acme Parts", "--amount", "5,000.00", "--due", p.now().AddDate(0, 0, 40).Format("2006-01-02"),
		"--profile", "steel", "--yes", "--wait", "mined")
	p.node("evm_mine")
	p.node("evm_mine")
	var events []client.Event
	p.eventually(func() bool {
		out := p.tally("events", "--company", "Acme Parts", "--kind", "Issued", "--profile", "acme", "-o", "json")
		if err := json.Unmarshal([]byte(out), &events); err != nil {
			t.Fatal(err)
		}
		return len(events) > 0
	})
	if len(events) != 1 || events[0].Amount.Plain() != "5000.00" {
		t.Fatalf("%+v", events)
	}
	// What is final is posted by itself.
	p.eventually(func() bool { return p.posted.Load() == 1 })
	p.eventually(func() bool {
		return strings.Contains(p.tally("webhook", "show", made.Webhook, "--profile", "acme"), events[0].ID)
	})
	if out := p.tally("webhook", "test", made.Webhook, "--profile", "acme", "--lang", "zh"); !strings.Contains(out, "已接收") || p.posted.Load() != 2 {
		t.Errorf("%s", out)
	}
	p.tally("webhook", "replay", made.Webhook, "--after", "start", "--profile", "acme")
	p.eventually(func() bool { return p.posted.Load() == 3 })
	if out := p.tally("events", "--company", "Acme Parts", "--kind", "Issued", "--profile", "acme", "--lang", "zh"); !strings.Contains(out, "开立") {
		t.Errorf("%s", out)
	}
	p.tally("webhook", "remove", made.Webhook, "--profile", "acme", "--yes")
	if out := p.tally("webhook", "list", "--profile", "acme"); strings.Contains(out, url) {
		t.Errorf("%s", out)
	}
	for words, want := range map[string]Code{
		"webhook show 12 --profile acme":                                           ExitUsage,
		"webhook add --profile acme --yes":                                         ExitUsage,
		"webhook add https://169.254.169.254/ --profile acme --yes":                ExitRefused,
		"webhook add " + url + " --profile acme":                                   ExitUsage,
		"webhook add " + url + " --as 42 --profile acme --yes":                     ExitKey,
		"events --receivable 7 --profile acme":                                     ExitUsage,
		"events --follow --limit 3 --profile acme":                                 ExitUsage,
		"events --after yesterday --profile acme":                                  ExitUsage,
		"events --after 9999999-0-00000000000000000000000000000000 --profile acme": ExitConflict,
	} {
		if _, errs, code := p.run(strings.Fields(words)...); code != int(want) {
			t.Errorf("tally %s: exit code %d, want %d\n%s", words, code, want, errs)
		}
	}
}
