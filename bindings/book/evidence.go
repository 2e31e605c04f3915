package book

import (
	"github.com/ethereum/go-ethereum/common"

	"github.com/tallystick/tallystick/bindings/contracts"
)

// mostInvoices is how many draws one receivable can have.
const mostInvoices = 32

// Invoice is how much of an invoice is used up, in units of 0.01. It is forgotten when nothing is drawn on it any more.
type Invoice struct{ Total, Drawn uint64 }

// Draw is what a receivable draws on an invoice.
type Draw struct {
	Fingerprint common.Hash
	Invoice
}

// draws reads a message's invoices.
func draws(invoices []contracts.Invoice) (list []Draw) {
	for _, v := range invoices {
		list = append(list, Draw{v.Fingerprint, Invoice{units(v.Total), units(v.Drawn)}})
	}
	return list
}

// covers requires that the draws come to the face, if there are any.
func (e *exam) covers(list []Draw, face uint64) bool {
	if len(list) == 0 {
		return true
	}
	var sum uint64
	ok := true
	for _, d := range list {
		ok = e.require(d.Drawn != 0, "BadField", "drawn") && ok
		sum += d.Drawn
	}
	return e.require(sum == face, "DrawnDiffers", sum, face) && ok
}

// allot takes a face off draws that have it, from the first on, and gives what is left of them.
func allot(list []Draw, face uint64) (part, left []Draw) {
	for i, d := range list {
		taken := min(d.Drawn, face)
		if taken == 0 {
			return part, list[i:]
		}
		part = append(part, Draw{d.Fingerprint, Invoice{d.Total, taken}})
		face -= taken
		if taken < d.Drawn {
			rest := append([]Draw{{d.Fingerprint, Invoice{d.Total, d.Drawn - taken}}}, list[i+1:]...)
			return part, rest
		}
	}
	return part, nil
}

// draw requires that the invoices have what is drawn on them, and uses it up. Draws of one act come one after another.
func (e *exam) draw(list []Draw) {
	e.require(len(list) <= mostInvoices, "BadField", "invoices")
	for _, d := range list {
		e.require(d.Fingerprint != common.Hash{}, "BadField", "fingerprint")
		e.require(d.Total != 0, "BadField", "total")
		now := e.drawing[d.Fingerprint]
		if known := e.invoices[d.Fingerprint]; known != nil {
			now.Total = known.Total
			now.Drawn += known.Drawn
		}
		if !e.require(now.Total == 0 || now.Total == d.Total, "TotalDiffers", d.Fingerprint, now.Total) {
			continue
		}
		left := max(d.Total, now.Drawn) - now.Drawn
		e.require(d.Drawn <= left, "InvoiceUsedUp", "V12.invoices", d.Fingerprint, left)
		if e.drawing == nil {
			e.drawing = make(map[common.Hash]Invoice)
		}
		e.drawing[d.Fingerprint] = Invoice{d.Total, e.drawing[d.Fingerprint].Drawn + d.Drawn}
		e.then(func() {
			if e.invoices[d.Fingerprint] == nil {
				e.invoices[d.Fingerprint] = &Invoice{Total: d.Total}
			}
			e.invoices[d.Fingerprint].Drawn += d.Drawn
		})
	}
}

// release gives back all that a receivable had drawn.
func (b *Book) release(r *Receivable) {
	for _, d := range r.Draws {
		invoice := b.invoices[d.Fingerprint]
		invoice.Drawn -= d.Drawn
		if invoice.Drawn == 0 {
			delete(b.invoices, d.Fingerprint)
		}
	}
	r.Draws = nil
}

func (e *exam) ofEvidence() bool {
	m, ok := e.signed.Message.(contracts.AttachDocument)
	if ok {
		e.attachDocument(m)
	}
	return ok
}

// attachDocument adds a digest to the file of a receivable: an event, and nothing that the chain keeps.
func (e *exam) attachDocument(m contracts.AttachDocument) {
	e.within("kind", m.Kind, 64)
	e.require(m.Digest != [32]byte{}, "BadField", "digest")
	e.active(m.Company)
	e.authorized(m.Company, Maker, 0)
	r := e.receivable(m.Obligation)
	if !e.require(r != nil, "BadField", "obligation") {
		return
	}
	party := m.Company == r.ID.Company || m.Company == r.Obligor
	if o := e.obligation(m.Obligation); o != nil {
		l := o.at(units(m.Lot))
		party = party || l != nil && l.Holder == m.Company
	}
	e.require(party, "NotParty", m.Company)
}
