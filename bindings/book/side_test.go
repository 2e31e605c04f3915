package book

import (
	"errors"
	"fmt"
	"math/big"
	"slices"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/tallystick/tallystick/bindings/act"
	"github.com/tallystick/tallystick/bindings/run"
)

// keeper is a book, or one that is kept wrongly to see that it is found out.
type keeper interface {
	Do(sender common.Address, signed act.Signed) error
	LapseProposal(id, start *big.Int) error
	LapseReceivable(id *big.Int) error
	DeclareDefault(id *big.Int) error
	Push(id *big.Int, starts []*big.Int) error
	Thaw(id, start *big.Int) error
	Recover(lost uint32) error
	Open(id, run *big.Int, block run.Block) error
}

// pair is a book and a chain that are to agree.
type pair struct {
	book   *Book
	keeper keeper
	chain  *chain
	tally  *tally
	// refusedLast is why the last act was refused; nil if it was done.
	refusedLast *Refusal
}

// tally counts what was tried: acts done by their names, and refusals by theirs, of those too for which there was one reason only.
type tally struct {
	acts                    int
	done, refused, decisive map[string]int
}

func newTally() *tally {
	return &tally{done: make(map[string]int), refused: make(map[string]int), decisive: make(map[string]int)}
}

// add counts another tally in.
func (t *tally) add(other *tally) {
	t.acts += other.acts
	for name, n := range other.done {
		t.done[name] += n
	}
	for name, n := range other.refused {
		t.refused[name] += n
	}
	for name, n := range other.decisive {
		t.decisive[name] += n
	}
}

// errDisagree: the book and the chain do not agree.
var errDisagree = errors.New("the book and the chain disagree")

func disagree(format string, args ...any) error {
	return fmt.Errorf("%w: %s", errDisagree, fmt.Sprintf(format, args...))
}

func (p *pair) pass(to time.Time) {
	p.book.Pass(to)
	p.chain.now = p.book.now
}

// do does an act on both sides.
func (p *pair) do(sender common.Address, signed act.Signed) error {
	refused, err := p.chain.do(sender, signed)
	if err != nil {
		return disagree("%s: the chain: %v; the book: %v", signed.Name(), err, p.keeper.Do(sender, signed))
	}
	return p.judge(signed.Name(), refused, p.keeper.Do(sender, signed))
}

// call calls a function that is no act on both sides.
func (p *pair) call(name, contract string, data []byte, keep func() error) error {
	_, refused, err := p.chain.call(common.Address{19: 1}, p.chain.Address(contract), data)
	if err != nil {
		return disagree("%s: the chain: %v; the book: %v", name, err, keep())
	}
	return p.judge(name, refused, keep())
}

// judge compares what both sides said to an act, and then all that they hold. What was refused changed nothing in the book, and what the
// chain kept of it would show with the next act that is done.
func (p *pair) judge(name string, refused *Refusal, kept error) error {
	p.tally.acts++
	p.refusedLast = refused
	var against Refused
	if kept != nil && !errors.As(kept, &against) {
		return kept
	}
	switch {
	case refused == nil && kept != nil:
		return disagree("%s: the chain did it; the book refuses: %v", name, kept)
	case refused != nil && !against.Names(*refused):
		return disagree("%s: the chain refuses: %s; the book: %v", name, refused, kept)
	case refused == nil:
		p.tally.done[name]++
		return p.compare()
	}
	p.tally.refused[refused.Name]++
	if len(against) == 1 {
		p.tally.decisive[refused.Name]++
	}
	return nil
}

// unseen are what no view of the contracts shows.
var unseen = cmp.Options{
	cmpopts.IgnoreFields(Lot{}, "Last"), cmpopts.IgnoreFields(Record{}, "Of"), cmpopts.IgnoreUnexported(Payment{}),
	cmpopts.IgnoreFields(Obligation{}, "Hops", "HopDay", "Runs"),
	cmpopts.IgnoreFields(Run{}, "Leaves"), cmpopts.EquateEmpty(),
}

// compare compares all that both sides hold.
func (p *pair) compare() error {
	for id, o := range p.book.obligations {
		on := p.chain.obligation(id, o.waiting())
		if diff := cmp.Diff(o, on, unseen); diff != "" {
			return disagree("obligation %s (-book +chain):\n%s", id, diff)
		}
		hops := o.Hops
		if o.HopDay != p.book.Today() || o.Limits.Hops == 0 {
			// The chain counts only where there is a limit.
			hops = 0
		}
		if hops != on.Hops {
			return disagree("hops of %s: book %d, chain %d", id, hops, on.Hops)
		}
		if err := errors.Join(p.compareLots(o), p.compareRuns(o)); err != nil {
			return err
		}
	}
	for id, r := range p.book.receivables {
		if diff := cmp.Diff(r, p.chain.receivable(id, r.Ref)); diff != "" {
			return disagree("receivable %s (-book +chain):\n%s", id, diff)
		}
	}
	return errors.Join(p.compareMoney(), p.compareCompanies(), p.compareSecurity())
}

// compareLots compares what follows from a lot's records: the pledge that it is under, and who answers for it.
func (p *pair) compareLots(o *Obligation) error {
	for _, l := range o.Lots {
		id, at := o.ID.Big(), wide(l.Start)
		pledge := view(p.chain, "Pledges", pledgesABI.PackPledgeOn(id, at), pledgesABI.UnpackPledgeOn)
		if on := p.book.pledgeOn(l); on != pledge {
			return disagree("pledge on %s:%d: book %s, chain %#x", o.ID, l.Start, on, pledge)
		}
		liable := view(p.chain, "Recourse", recourseABI.PackLiable(id, at), recourseABI.UnpackLiable)
		if here := o.liable(l, l.Holder); !slices.Equal(here, liable) {
			return disagree("liable for %s:%d: book %v, chain %v", o.ID, l.Start, here, liable)
		}
	}
	return nil
}

func (p *pair) compareMoney() error {
	b, c := p.book, p.chain
	supply := make(map[accountKey]uint64)
	for key, account := range b.accounts {
		if diff := cmp.Diff(account, c.account(key)); diff != "" {
			return disagree("account %v (-book +chain):\n%s", key, diff)
		}
		supply[accountKey{bank: key.bank, currency: key.currency}] += account.Free + account.Earmarked
	}
	for key, sum := range supply {
		on := view(c, "Cash", cashABI.PackSupplyOf(key.bank, key.currency), cashABI.UnpackSupplyOf)
		if units(on) != sum {
			return disagree("supply of bank %d in %d: book %d, chain %d", key.bank, key.currency, sum, on)
		}
	}
	for key, line := range b.lines {
		on := view(c, "Lines", linesABI.PackLineOf(key.obligor, key.currency), linesABI.UnpackLineOf)
		if on.Limit != line.limit() || on.Used != line.Used {
			return disagree("line %v: book %d of %d used, chain %d of %d", key, line.Used, line.limit(), on.Used, on.Limit)
		}
		for grantor, grant := range line.Grants {
			on := view(c, "Lines", linesABI.PackGrantOf(grantor, key.obligor, key.currency), linesABI.UnpackGrantOf)
			if on != grant {
				return disagree("grant of %d to %v: book %d, chain %d", grantor, key, grant, on)
			}
		}
	}
	for obligor, d := range b.defaults {
		on := view(c, "Lines", linesABI.PackStandingOf(obligor), linesABI.UnpackStandingOf)
		if on.Open != d.Open || on.Barred != d.Barred {
			return disagree("defaults of %d: book %v, chain %v", obligor, *d, on)
		}
	}
	return nil
}

func (p *pair) compareCompanies() error {
	b, c := p.book, p.chain
	for id, company := range b.companies {
		on, admins := c.company(id)
		if diff := cmp.Diff(company, on); diff != "" {
			return disagree("company %d (-book +chain):\n%s", id, diff)
		}
		if admins != b.admins(id) {
			return disagree("admins of %d: book %d, chain %d", id, b.admins(id), admins)
		}
		recovery := b.recoveries[id]
		if recovery == nil {
			recovery = new(Recovery)
		}
		if diff := cmp.Diff(recovery, c.recovery(id)); diff != "" {
			return disagree("recovery of %d (-book +chain):\n%s", id, diff)
		}
	}
	for key, operator := range b.operators {
		on, stopped := c.operator(key)
		if diff := cmp.Diff(operator, on); diff != "" {
			return disagree("operator %s (-book +chain):\n%s", key, diff)
		}
		if operator.Roles != 0 && stopped != b.stopped[key] {
			return disagree("operator %s: stopped in the book %t, on the chain %t", key, b.stopped[key], stopped)
		}
	}
	for key, standing := range b.standing {
		if diff := cmp.Diff(standing, c.standing(key)); diff != "" {
			return disagree("standing acceptance %v (-book +chain):\n%s", key, diff)
		}
	}
	return nil
}

// compareSecurity compares pledges, holds, claims and invoices.
func (p *pair) compareSecurity() error {
	b, c := p.book, p.chain
	for hash, pledge := range b.pledges {
		if diff := cmp.Diff(pledge, c.pledge(hash)); diff != "" {
			return disagree("pledge %s (-book +chain):\n%s", hash, diff)
		}
	}
	for hash := range b.holds {
		if on := view(c, "Holds", holdsABI.PackIsOpen(hash), holdsABI.UnpackIsOpen); on != b.isOpen(hash) {
			return disagree("hold %s: open in the book %t, on the chain %t", hash, b.isOpen(hash), on)
		}
	}
	for hash, claim := range b.claims {
		on := view(c, "Recourse", recourseABI.PackClaimOf(hash), recourseABI.UnpackClaimOf)
		if on.State != uint8(claim.State) || on.Holder != claim.Holder || on.Against != claim.Against || units(on.Lot) != claim.Lot {
			return disagree("claim %s: book %+v, chain %+v", hash, claim, on)
		}
	}
	for fingerprint, invoice := range b.invoices {
		if diff := cmp.Diff(invoice, c.invoice(fingerprint)); diff != "" {
			return disagree("invoice %s (-book +chain):\n%s", fingerprint, diff)
		}
	}
	return nil
}

// compareRest compares what hardly ever changes, or only ever once: nonces, quotes, vendor numbers, circles and rules.
func (p *pair) compareRest() error {
	b, c := p.book, p.chain
	for key := range b.nonces {
		if view(c, "Companies", companiesABI.PackSpentAround(key.key, key.nonce), companiesABI.UnpackSpentAround).Bit(int(key.nonce%256)) == 0 {
			return disagree("nonce %d of %s: spent in the book only", key.nonce, key.key)
		}
	}
	for key := range b.quotes {
		if !view(c, "Discounts", discountsABI.PackIsClosed(key.company, key.hash), discountsABI.UnpackIsClosed) {
			return disagree("quote %s of %d: closed in the book only", key.hash, key.company)
		}
	}
	for key, supplier := range b.vendors {
		on := view(c, "Companies", companiesABI.PackCompanyByVendor(key.obligor, key.number), companiesABI.UnpackCompanyByVendor)
		if on != supplier {
			return disagree("vendor %v: book %d, chain %d", key, supplier, on)
		}
	}
	for key, member := range b.circles {
		if diff := cmp.Diff(member, c.membership(key)); diff != "" {
			return disagree("membership %v (-book +chain):\n%s", key, diff)
		}
	}
	return p.compareRules()
}

func (p *pair) compareRules() error {
	sets := view(p.chain, "Rules", rulesABI.PackSets(), rulesABI.UnpackSets)
	if int(sets) != len(p.book.sets) {
		return disagree("rule sets: book %d, chain %d", len(p.book.sets), sets)
	}
	values := make(map[string]string)
	for _, v := range view(p.chain, "Rules", rulesABI.PackAll(), rulesABI.UnpackAll) {
		values[fmt.Sprint(v.Set, text(v.Id), v.From)] = fmt.Sprint(number(v.Value), v.Source)
	}
	for i, set := range p.book.sets {
		for _, v := range set.Values {
			key := fmt.Sprint(i+1, v.ID, uint32(v.From))
			if here := fmt.Sprint(v.Value, v.Source); values[key] != here {
				return disagree("rule %s: book %s, chain %s", key, here, values[key])
			}
			delete(values, key)
		}
	}
	if len(values) != 0 {
		return disagree("rules on the chain only: %v", values)
	}
	return nil
}
