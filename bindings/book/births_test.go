package book

import (
	"math/big"

	"github.com/ethereum/go-ethereum/crypto"

	"github.com/tallystick/tallystick/bindings/contracts"
)

// face of an obligation: a few units, where every rounding shows, or up to a million.
func (tr *traffic) face() *big.Int {
	if tr.oneIn(3) {
		return big.NewInt(int64(1 + tr.roll(100_000_000)))
	}
	return big.NewInt(int64(1 + tr.roll(40)))
}

func (tr *traffic) reference() string {
	return pick(tr, []string{"", "", "", "PO-1", "PO-2"})
}

func (tr *traffic) due() uint32 {
	if tr.oneIn(6) {
		return uint32(int(tr.book.Today().AddMonths(pick(tr, []int{6, 12}))) + tr.roll(3) - 1)
	}
	return uint32(tr.book.Today()) + 1 + uint32(tr.roll(60))
}

func (tr *traffic) until() uint32 {
	if tr.oneIn(2) {
		return tr.dayAhead(5)
	}
	return 0
}

func (tr *traffic) justification() [32]byte { return pick(tr, [][32]byte{{}, {1}}) }

func (tr *traffic) makeRequest() any {
	face := tr.face()
	return contracts.RequestReceivable{
		Company: pick(tr, []uint32{acme, bolt, cirrus}), Serial: uint64(tr.roll(60)), Obligor: pick(tr, []uint32{core, core, cirrus}),
		Face: face, Currency: cny, Due: tr.due(), Rules: tr.set(), Until: tr.until(), Ref: tr.reference(),
		ContractDigest: [32]byte{1}, Invoices: tr.invoices(face), Justification: tr.justification(), Delivered: tr.delivered(),
	}
}

func (tr *traffic) makeIssue() any {
	face := tr.face()
	return contracts.IssueReceivable{
		Company: pick(tr, []uint32{core, core, core, cirrus}), Serial: uint64(tr.roll(60)), Supplier: pick(tr, []uint32{acme, acme, bolt, cirrus}),
		Face: face, Currency: cny, Due: tr.due(), Rules: tr.set(), Until: tr.until(), Ref: tr.reference(),
		ContractDigest: [32]byte{1}, Invoices: tr.invoices(face), Justification: tr.justification(), Delivered: tr.delivered(),
	}
}

func (tr *traffic) makeConfirm() any {
	r := tr.receivable(func(r *Receivable) bool { return r.State == Requested })
	if r == nil {
		return nil
	}
	return contracts.ConfirmReceivable{Company: r.Obligor, Receivable: r.ID.Big(), Proposal: r.Proposal}
}

func (tr *traffic) makeTake() any {
	r := tr.receivable(func(r *Receivable) bool { return r.State == Issued })
	if r == nil {
		return nil
	}
	return contracts.TakeReceivable{Company: r.Supplier, Receivable: r.ID.Big(), Proposal: r.Proposal}
}

func (tr *traffic) makeRejectReceivable() any {
	r := tr.receivable(func(r *Receivable) bool { return r.State == Requested || r.State == Issued })
	if r == nil {
		return nil
	}
	asked := r.Supplier
	if r.State == Requested {
		asked = r.Obligor
	}
	return contracts.RejectReceivable{Company: asked, Receivable: r.ID.Big(), Proposal: r.Proposal}
}

func (tr *traffic) makeWithdrawReceivable() any {
	r := tr.receivable(func(r *Receivable) bool { return r.State == Requested || r.State == Issued })
	if r == nil {
		return nil
	}
	return contracts.WithdrawReceivable{Company: r.ID.Company, Receivable: r.ID.Big(), Proposal: r.Proposal}
}

// set is a rule set, most often the first.
func (tr *traffic) set() uint16 {
	return uint16(pick(tr, []int{1, 1, 1, 2, 3, 3, 3, 4, 4, 5, 6}))
}

func (tr *traffic) delivered() uint32 {
	return pick(tr, []uint32{0, 0, uint32(tr.book.Today()), uint32(tr.book.Today()) - 90})
}

// invoices cover a face: none, one of just this amount, or one of those of which several receivables draw.
func (tr *traffic) invoices(face *big.Int) []contracts.Invoice {
	first := new(big.Int).Rsh(face, 1)
	rest := new(big.Int).Sub(face, first)
	shared := contracts.Invoice{Fingerprint: [32]byte{byte(1 + tr.roll(3))}, Total: big.NewInt(1_000), Drawn: face}
	own := contracts.Invoice{Fingerprint: crypto.Keccak256Hash(face.Bytes(), wide(tr.nonce).Bytes()), Total: face, Drawn: face}
	halves := []contracts.Invoice{
		{Fingerprint: own.Fingerprint, Total: first, Drawn: first}, {Fingerprint: crypto.Keccak256Hash(own.Fingerprint[:]), Total: face, Drawn: rest},
	}
	lists := [][]contracts.Invoice{nil, {own}, {own}, {shared}}
	if first.Sign() != 0 {
		lists = append(lists, halves)
	}
	return pick(tr, lists)
}

func (tr *traffic) makeInstalments() any {
	parts := make([]contracts.Instalment, 2+tr.roll(3))
	due, total := tr.due(), new(big.Int)
	for i := range parts {
		parts[i] = contracts.Instalment{Face: tr.face(), Due: due}
		total.Add(total, parts[i].Face)
		due += uint32(1 + tr.roll(40))
	}
	return contracts.IssueInstalments{
		Company: pick(tr, []uint32{core, core, cirrus}), Serial: uint64(tr.roll(60)), Supplier: pick(tr, []uint32{acme, acme, bolt}),
		Currency: cny, Rules: tr.set(), Until: tr.until(), Ref: tr.reference(), ContractDigest: [32]byte{1}, Invoices: tr.invoices(total),
		Justification: tr.justification(), Instalments: parts,
	}
}

func (tr *traffic) makeAttachment() any {
	o, l := tr.lot(func(*Obligation, *Lot) bool { return true })
	if l == nil {
		return nil
	}
	return contracts.AttachDocument{
		Company: pick(tr, []uint32{l.Holder, o.Obligor, o.ID.Company, bolt}), Obligation: o.ID.Big(), Lot: wide(l.Start), Kind: "delivery note",
		Digest: [32]byte{1},
	}
}
