//go:build !windows

package main

import (
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/tallystick/tallystick/bindings/calendar"
	"github.com/tallystick/tallystick/bindings/deployment"
)

// in is the day so many days after today.
func (p *town) in(days int) string {
	p.t.Helper()
	network, err := deployment.Load(p.file)
	if err != nil {
		p.t.Fatal(err)
	}
	return (network.Clock.DayAt(p.now()) + calendar.Day(days)).String()
}

// does runs a command of a company that must go through, once its act is mined.
func (p *town) does(who string, words ...string) string {
	p.t.Helper()
	return p.tally(append(words, "--profile", who, "--yes", "--wait", "mined")...)
}

// fails runs a command of a company that must end with an exit code, and what it says must match.
func (p *town) fails(want Code, pattern, who string, words ...string) {
	p.t.Helper()
	out, errs, code := p.run(append(words, "--profile", who, "--yes", "--wait", "mined")...)
	if code != int(want) || !regexp.MustCompile(pattern).MatchString(errs) {
		p.t.Fatalf("tally %s: exit code %d, want %d and %s\n%s%s", strings.Join(words, " "), code, want, pattern, out, errs)
	}
}

// sees waits until what a company reads matches.
func (p *town) sees(who, pattern string, words ...string) {
	p.t.Helper()
	p.until("(?m)"+pattern, append(words, "--profile", who)...)
}

// idIn runs a command of a company and answers the first id that it prints.
func (p *town) idIn(who string, words ...string) string {
	p.t.Helper()
	id := regexp.MustCompile(`0x[0-9a-f]{64}`).FindString(p.does(who, append(words, "-o", "json")...))
	if id == "" {
		p.t.Fatalf("tally %s: no id printed", strings.Join(words, " "))
	}
	return id
}

// issued lets an obligor issue a receivable to a supplier who takes it, and answers its reference.
func (p *town) issued(obligor, supplier string, to int, face, due, reference string) string {
	p.t.Helper()
	p.does(obligor, "receivable", "issue", "--to", fmt.Sprint(to), "--amount", face, "--due", due, "--ref", reference)
	p.sees(supplier, `receivable +R[-0-9]+ +`+regexp.QuoteMeta(face), "inbox")
	name := regexp.MustCompile(`(?m)^(R[-0-9]+),.*,` + reference + `$`)
	list := p.tally("receivable", "list", "--profile", supplier, "-o", "csv")
	found := name.FindStringSubmatch(list)
	if found == nil {
		p.t.Fatalf("no %s among:\n%s", reference, list)
	}
	p.does(supplier, "receivable", "take", found[1])
	p.sees(supplier, found[1]+":1-", "voucher", "list")
	return found[1]
}

// handed lets a holder transfer a whole lot with recourse to a company that accepts it.
func (p *town) handed(from, to string, id int, lot string) {
	p.t.Helper()
	p.does(from, "voucher", "transfer", lot, "--to", fmt.Sprint(id), "--recourse")
	p.sees(to, "transfer with recourse", "inbox")
	p.does(to, "voucher", "accept", lot)
	p.sees(to, lot+"-", "voucher", "list")
}

// TestADebtGoesThroughDefaultAndRecourseToItsLatePayment is the life of a receivable that its obligor does not pay in time: who transferred
// it answers, each to who holds it, until the obligor pays the rest to the one who paid for it.
func TestADebtGoesThroughDefaultAndRecourseToItsLatePayment(t *testing.T) {
	t.Parallel()
	place := found(t)
	for _, one := range []string{"31", "41", "42"} {
		place.does("bank", "cash", "mint", "--to", one, "--amount", "2,000.00", "--ref", "for "+one)
	}
	r := place.issued("steel", "acme", 41, "1,000.00", place.in(10), "late")
	place.handed("acme", "bolt", 42, r+":1")
	place.handed("bolt", "cirrus", 43, r+":1")

	place.pass(12 * 24 * time.Hour)
	place.sees("steel", "^STATE +due", "receivable", "show", r)
	place.sees("steel", "^LATE INTEREST +1.00", "receivable", "show", r)
	place.fails(ExitRefused, "until the end of .*V18.grace-days", "cirrus", "receivable", "default", r)
	place.fails(ExitRefused, "not in default", "cirrus", "recourse", "claim", r+":1", "--against", "42")
	place.does("steel", "receivable", "settle", r, "--amount", "400.00")
	place.sees("cirrus", "First Bank +CNY +400.40", "cash", "balance")

	place.pass(2 * 24 * time.Hour)
	out := place.tally("receivable", "default", r, "--within", "1m", "--profile", "cirrus")
	if !strings.Contains(out, "defaulted") {
		t.Errorf("it waited for the default, and shows:\n%s", out)
	}
	place.fails(ExitRefused, "V07.default", "steel", "receivable", "issue", "--to", "41", "--amount", "1.00", "--due", place.in(10), "--ref", "barred")
	place.sees("bank", "^CNY +4 +no +yes", "company", "record", "Northern Steel")
	place.fails(ExitRefused, "1 of its receivables are in default", "authority", "company", "lift-default", "Northern Steel", "--order", "1")

	// Four days late the interest on 600.00 is 1.20. Only who signed for it answers, and only to the holder.
	place.fails(ExitRefused, "does not answer", "cirrus", "recourse", "claim", r+":1", "--against", "31")
	place.fails(ExitRefused, "This is for .* to do", "acme", "recourse", "claim", r+":1", "--against", "42")
	act := place.idIn("cirrus", "recourse", "claim", r+":1", "--against", "Bolt Metal")
	place.sees("bolt", " Bolt Metal +600.00 +1.20 +CNY +notified", "recourse", "list")
	claim := regexp.MustCompile("0x[0-9a-f]{64}").FindString(place.tally("recourse", "list", "--profile", "bolt"))
	place.sees("bolt", "recourse +"+r+":1-100000 .*"+claim, "inbox")
	place.fails(ExitRefused, "This is for .* to do", "cirrus", "recourse", "settle", claim, "--bank", "20")
	place.fails(ExitNotFound, "there is no recourse claim", "acme", "recourse", "settle", claim, "--bank", "20")
	place.does("bolt", "recourse", "refuse", claim, "--reason", "paid in kind")
	place.sees("cirrus", claim+" .* refused +paid in kind", "recourse", "list")
	place.fails(ExitConflict, "was answered already", "bolt", "recourse", "refuse", claim, "--reason", "again")
	place.fails(ExitRefused, "601.20", "bolt", "recourse", "settle", claim, "--most", "601.19")
	place.does("bolt", "recourse", "settle", act)
	place.sees("cirrus", "First Bank +CNY +1,001.60", "cash", "balance")
	place.sees("bolt", r+":1-100000 ", "voucher", "list")

	// Who paid has those before it, not those after; a wire is acknowledged by who got it.
	place.fails(ExitRefused, "does not answer", "bolt", "recourse", "claim", r+":1", "--against", "43")
	place.does("bolt", "recourse", "claim", r+":1", "--against", "41")
	place.sees("acme", "Bolt Metal +Acme Parts .*notified", "recourse", "list")
	place.fails(ExitNotFound, "no claim about lot", "acme", "recourse", "acknowledge", r+":1", "--ref", "wire 9")
	place.fails(ExitNotFound, "no claim about lot", "bolt", "recourse", "settle", r+":1")
	place.does("bolt", "recourse", "acknowledge", r+":1", "--ref", "wire 9")
	place.sees("acme", r+":1-100000 ", "voucher", "list")
	place.sees("acme", "Bolt Metal +Acme Parts .*cleared", "recourse", "list", "--state", "cleared")
	place.fails(ExitConflict, "", "bolt", "recourse", "settle", claim, "--bank", "20", "--most", "1.00")

	// The obligor pays the rest, later still, to the one who holds it now.
	place.pass(24 * time.Hour)
	place.sees("steel", "^LATE INTEREST +1.50", "receivable", "show", r)
	place.does("steel", "receivable", "settle", r)
	place.sees("acme", "First Bank +CNY +2,601.50", "cash", "balance")
	place.sees("steel", "^STATE +paid", "receivable", "show", r)
	place.fails(ExitRefused, "V07.default", "steel", "receivable", "issue", "--to", "41", "--amount", "1.00", "--due", place.in(10), "--ref", "barred")
	place.fails(ExitRefused, "not admitted as authority", "acme", "company", "lift-default", "31", "--order", "(2027) 3")
	place.does("authority", "company", "lift-default", "Northern Steel", "--order", "(2027) 3")
	place.does("steel", "receivable", "issue", "--to", "41", "--amount", "1.00", "--due", place.in(10), "--ref", "barred")
}

// TestWhatIsPledgedWiredOrBoughtGoesToWhomItIsDue lets days pass over pledges, wires, early payment and a purchase back.
func TestWhatIsPledgedWiredOrBoughtGoesToWhomItIsDue(t *testing.T) {
	t.Parallel()
	place := found(t)
	for _, one := range []string{"32", "33", "41"} {
		place.does("bank", "cash", "mint", "--to", one, "--amount", "5,000.00", "--ref", "for "+one)
	}
	due := place.in(20)
	pledged := place.issued("yard", "eton", 45, "1,000.00", due, "pledged")
	secured := place.issued("yard", "eton", 45, "500.00", due, "secured")
	wired := place.issued("mill", "gale", 46, "500.00", due, "wired")
	early := place.issued("mill", "gale", 46, "100.00", due, "early")
	bought := place.issued("mill", "acme", 41, "300.00", due, "bought")
	place.handed("acme", "bolt", 42, bought+":1")

	for _, one := range []struct{ lot, sum, debt string }{{pledged + ":1", "300.00", place.in(30)}, {secured + ":1", "200.00", place.in(10)}} {
		place.does("eton", "voucher", "pledge", one.lot, "--to", "First Bank", "--secured", one.sum, "--debt-due", one.debt)
		place.sees("bank", "pledge +"+one.lot+"-", "inbox")
		place.does("bank", "voucher", "accept", one.lot, "--reg-no", "0311-1")
	}

	// The obligor pays before the due day: a price as any, no registration, and the units are gone.
	quote := place.idIn("mill", "quote", "offer", early+":1", "--rate", "3.60")
	place.sees("gale", quote, "quote", "list")
	place.does("gale", "quote", "take", quote, "--least", "99.80")
	place.sees("gale", "First Bank +CNY +99.80", "cash", "balance")
	place.sees("mill", "^STATE +redeemed", "receivable", "show", early)
	// Who transferred with recourse buys back; nobody else but a bank may buy, and nobody answers to an obligor.
	quote = place.idIn("acme", "quote", "offer", bought+":1", "--rate", "0")
	place.does("bolt", "quote", "take", quote)
	place.sees("acme", bought+":1-30000 ", "voucher", "list")
	place.sees("bolt", "First Bank +CNY +300.00", "cash", "balance")
	place.fails(ExitRefused, "neither a bank nor", "bolt", "quote", "offer", bought+":1", "--rate", "0")
	place.fails(ExitNotFound, "there is no lot", "gale", "quote", "offer", bought+":1", "--rate", "0")

	place.fails(ExitRefused, "C09.notice-days", "bank", "voucher", "enforce", secured+":1", "--notice", place.file)
	place.pass(11 * 24 * time.Hour)
	place.fails(ExitRefused, "This is for First Bank to do", "eton", "voucher", "enforce", secured+":1", "--notice", place.file)
	place.does("bank", "voucher", "enforce", secured+":1", "--notice", place.file)
	place.sees("bank", secured+":1-20000 ", "voucher", "list")
	place.sees("eton", secured+`:20001-50000 .*held +- `, "voucher", "list")

	place.pass(9 * 24 * time.Hour)
	place.does("yard", "receivable", "settle", pledged)
	place.sees("eton", "First Bank +CNY +700.00", "cash", "balance")
	place.sees("eton", "^pledge .* 300.00 +300.00", "voucher", "show", pledged+":1")

	// A bank's word that it wired counts once for each of its references, and never beside deposits.
	place.fails(ExitRefused, "not admitted as bank", "gale", "receivable", "wire", wired, "--ref", "W-1")
	place.does("bank", "receivable", "wire", wired, "--amount", "200.00", "--ref", "W-1")
	place.sees("gale", "^STATE +part-paid", "receivable", "show", wired)
	place.fails(ExitConflict, "W-1", "bank", "receivable", "wire", wired, "--amount", "100.00", "--ref", "W-1")
	place.fails(ExitConflict, "wire", "mill", "receivable", "settle", wired)
	place.does("bank", "receivable", "wire", wired, "--ref", "W-2")
	place.sees("gale", "^STATE +paid", "receivable", "show", wired)
	place.sees("gale", "^PAID BY +wire, First Bank", "receivable", "show", wired)
	place.fails(ExitConflict, "nothing is left to pay", "bank", "receivable", "wire", wired, "--ref", "W-3")
}

// TestACompanyThatLostItsKeysComesBackByDeskAndAuthorityAfterANotice goes the one way that design and contracts leave.
func TestACompanyThatLostItsKeysComesBackByDeskAndAuthorityAfterANotice(t *testing.T) {
	t.Parallel()
	place := found(t)
	lost, err := (keyring{place.home + "/keystore"}).find("hill")
	if err != nil {
		t.Fatal(err)
	}
	place.account("hill-new")
	place.account("gale-new")

	// An order stops a key, and lifting it lets it act again.
	place.fails(ExitRefused, "not admitted as authority", "desk", "company", "suspend-key", lost.Address.Hex(), "--order", "1")
	place.does("authority", "company", "suspend-key", lost.Address.Hex(), "--order", "(2026) 119")
	place.sees("authority", lost.Address.Hex()+" .* yes", "company", "show", "Hill Mining")
	place.fails(ExitKey, "suspended", "hill", "company", "accept-from", "31")
	place.does("authority", "company", "suspend-key", lost.Address.Hex(), "--order", "(2026) 120", "--lift")
	place.does("hill", "company", "accept-from", "31")
	place.does("authority", "company", "suspend-key", lost.Address.Hex(), "--order", "(2026) 121")

	propose := func(company, key string) []string {
		return []string{"company", "recover", "propose", company, "--key", key, "--documents", place.file, "--key-password-file", place.password()}
	}
	place.fails(ExitRefused, "desk", "bank", propose("Hill Mining", "hill-new")...)
	place.does("desk", propose("Hill Mining", "hill-new")...)
	place.does("desk", propose("Gale Tools", "gale-new")...)
	place.sees("hill", "^RECOVERY +NOTICE", "company", "show", "Hill Mining")
	place.fails(ExitRefused, "not admitted as authority", "desk", "company", "recover", "agree", "Hill Mining")
	place.does("authority", "company", "recover", "agree", "Hill Mining")
	place.does("authority", "company", "recover", "agree", "Gale Tools")
	place.fails(ExitKey, "suspended", "hill", "company", "recover", "object", "Hill Mining")
	place.does("gale", "company", "recover", "object", "Gale Tools")
	place.fails(ExitConflict, "(?i)no (such )?recovery of Gale Tools is open", "authority", "company", "recover", "agree", "Gale Tools")

	place.pass(31 * 24 * time.Hour)
	recovered, err := (keyring{place.home + "/keystore"}).find("hill-new")
	if err != nil {
		t.Fatal(err)
	}
	place.sees("authority", recovered.Address.Hex()+" +admin", "company", "show", "Hill Mining")
	place.profile("hill-new", "")
	place.does("hill-new", "company", "operator", "add", "hill-new", "--role", "maker", "--role", "admin")
	place.does("hill-new", "company", "accept-from", "31")
	place.fails(ExitKey, "", "hill", "company", "operator", "add", "gale-new", "--role", "maker", "--key-password-file", place.password())
}
