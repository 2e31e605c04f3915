package book

import (
	"github.com/ethereum/go-ethereum/common"

	"github.com/tallystick/tallystick/bindings/ref"
)

// What these give is the book's own, to be read and not changed; nil stands for what there is not.

// Company finds a company.
func (b *Book) Company(id uint32) *Company { return b.companies[id] }

// Operator finds what a key may do, or could before it was revoked.
func (b *Book) Operator(key common.Address) *Operator { return b.operators[key] }

// Receivable finds a receivable, from its first signature on.
func (b *Book) Receivable(id ref.Obligation) *Receivable { return b.receivables[id] }

// Obligation finds a debt that both sides have signed, with its lots.
func (b *Book) Obligation(id ref.Obligation) *Obligation { return b.obligations[id] }

// Liable are the companies that answer to its holder for the lot that begins at a unit, newest first.
func (b *Book) Liable(id ref.Obligation, start uint64) []uint32 {
	if o := b.obligations[id]; o != nil {
		if l := o.at(start); l != nil {
			return o.liable(l, l.Holder)
		}
	}
	return nil
}

// Pledge finds a pledge by the hash of the act that offered it.
func (b *Book) Pledge(hash common.Hash) *Pledge { return b.pledges[hash] }

// Account is a company's deposit at a bank in a currency.
func (b *Book) Account(bank uint32, currency uint16, company uint32) Account {
	if a := b.accounts[accountKey{bank, currency, company}]; a != nil {
		return *a
	}
	return Account{}
}

// Headroom is what an obligor may still promise in a currency, in units of 0.01.
func (b *Book) Headroom(obligor uint32, currency uint16) uint64 {
	line := b.lines[lineKey{obligor, currency}]
	if line == nil {
		return 0
	}
	return max(line.limit(), line.Used) - line.Used
}
