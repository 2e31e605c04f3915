package book

import (
	"errors"
	"fmt"
	"math/big"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/google/go-cmp/cmp"

	"github.com/tallystick/tallystick/bindings/act"
	"github.com/tallystick/tallystick/bindings/ref"
)

// keeper is a book, or one that is kept wrongly to see that it is found out.
type keeper interface {
	Do(sender common.Address, signed act.Signed) error
	LapseProposal(id, start *big.Int) error
	LapseReceivable(id *big.Int) error
	Push(id *big.Int, starts []*big.Int) error
}

// pair is a book and a chain that are to agree.
type pair struct {
	book   *Book
	keeper keeper
	chain  *chain
	// decisive counts the refusals for which there was one reason only, by its name; done the acts that were done, by theirs.
	decisive, done map[string]int
	acts           int
	// refusedLast is whether the last act was refused.
	refusedLast bool
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

// judge compares what both sides said to an act, and then all that they hold.
func (p *pair) judge(name string, refused *Refusal, kept error) error {
	p.acts++
	p.refusedLast = refused != nil
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
		p.done[name]++
		return p.compare()
	case len(against) == 1:
		p.decisive[refused.Name]++
	}
	return nil
}

// compare compares all that both sides hold. What an act refused cannot have changed is compared with the next act that is done.
func (p *pair) compare() error {
	b, c := p.book, p.chain
	for id, o := range b.obligations {
		if diff := cmp.Diff(o, c.obligation(id)); diff != "" {
			return disagree("obligation %s (-book +chain):\n%s", id, diff)
		}
	}
	for id, r := range b.receivables {
		if diff := cmp.Diff(r, c.receivable(id, r.Ref), cmp.AllowUnexported(Receivable{}, earmark{})); diff != "" {
			return disagree("receivable %s (-book +chain):\n%s", id, diff)
		}
	}
	return errors.Join(p.compareMoney(), p.compareCompanies())
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
		on := view(c, "Receivables", receivablesABI.PackLineOf(key.obligor, key.currency), receivablesABI.UnpackLineOf)
		if on.Limit != line.limit() || on.Used != line.Used {
			return disagree("line %v: book %d of %d used, chain %d of %d", key, line.Used, line.limit(), on.Used, on.Limit)
		}
		for bank, grant := range line.Grants {
			on := view(c, "Receivables", receivablesABI.PackGrantOf(bank, key.obligor, key.currency), receivablesABI.UnpackGrantOf)
			if on != grant {
				return disagree("grant of %d to %v: book %d, chain %d", bank, key, grant, on)
			}
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
	}
	for key, operator := range b.operators {
		if diff := cmp.Diff(operator, c.operator(key)); diff != "" {
			return disagree("operator %s (-book +chain):\n%s", key, diff)
		}
	}
	for key, standing := range b.standing {
		if diff := cmp.Diff(standing, c.standing(key)); diff != "" {
			return disagree("standing acceptance %v (-book +chain):\n%s", key, diff)
		}
	}
	return nil
}

// compareSpent compares what can be used once only: nonces, quotes and vendor numbers.
func (p *pair) compareSpent() error {
	b, c := p.book, p.chain
	for key := range b.nonces {
		if !view(c, "Companies", companiesABI.PackIsSpent(key.key, key.nonce), companiesABI.UnpackIsSpent) {
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
	return nil
}

// id of an obligation, for messages.
func id(o ref.Obligation) *big.Int { return o.Big() }
