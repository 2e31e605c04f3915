package main

import (
	"cmp"
	"slices"

	"github.com/ethereum/go-ethereum/crypto"

	"github.com/tallystick/tallystick/bindings/amount"
	"github.com/tallystick/tallystick/bindings/calendar"
	"github.com/tallystick/tallystick/bindings/client"
	"github.com/tallystick/tallystick/bindings/contracts"
	"github.com/tallystick/tallystick/cli/intake"
)

// ruleSet is the one that imported receivables are born under.
const ruleSet = 1

// stock is what the chain has of the obligor before an import.
type stock struct {
	company *client.Company
	vendors map[string]client.Party
	// taxIDs are the suppliers' registration numbers, under which their invoices are known.
	taxIDs map[uint32]string
	// byRef are its live receivables by reference; serials all that it ever used.
	byRef   map[string]client.Obligation
	serials map[uint64]bool
	next    uint64 // above every serial that it used
}

func stockOf(company *client.Company, all []client.Company, made []client.Obligation) stock {
	k := stock{
		company: company, vendors: make(map[string]client.Party), taxIDs: make(map[uint32]string, len(all)), byRef: make(map[string]client.Obligation),
		serials: make(map[uint64]bool), next: 1,
	}
	for _, one := range all {
		k.taxIDs[one.ID] = one.Registration
	}
	for _, vendor := range company.Vendors {
		k.vendors[vendor.Number] = vendor.Supplier
	}
	for _, one := range made {
		if one.ID.Company != company.ID {
			continue
		}
		k.serials[one.ID.Serial] = true
		k.next = max(k.next, one.ID.Serial+1)
		if one.State != "void" && one.Ref != "" {
			k.byRef[one.Ref] = one
		}
	}
	return k
}

// intent is what is to become of one row.
type intent struct {
	row     intake.Row
	message contracts.IssueReceivable
	job     *job
}

// importPlan sorts the rows of a file.
type importPlan struct {
	fresh   []*intent
	already []intake.Row
	refused []intake.Refused
	// waiting are the fresh rows whose acts wait for a second operator.
	waiting int
}

// plan compares every row with what the chain has.
func (k stock) plan(rows []intake.Row, j *journal, today calendar.Day) importPlan {
	var p importPlan
	beyond := max(k.next, j.First+uint64(len(rows))+1)
	for _, row := range rows {
		supplier, known := k.vendors[row.Vendor]
		if !known {
			p.refuse(row, "vendor number %q is no supplier's: the supplier is admitted, then named with `tally company vendor`", row.Vendor)
			continue
		}
		if supplier.ID == k.company.ID {
			p.refuse(row, "vendor number %q is the obligor's own", row.Vendor)
			continue
		}
		due := row.DueFrom(j.AsOf)
		if there, taken := k.byRef[row.Reference()]; taken {
			if reason := differs(there, row, supplier, due); reason.Text != "" {
				p.refuse(row, "is %s already, with %s", there.ID, reason)
			} else {
				p.already = append(p.already, row)
			}
			continue
		}
		if due <= today {
			p.refuse(row, "would fall due on %s, and today is %s", due, today)
			continue
		}
		drawn, err := invoicesOf([]draw{{number: row.Invoice, drawn: row.Amount, total: row.Amount}}, "", k.taxIDs[supplier.ID])
		if err != nil {
			p.refuse(row, "invoice number %q has no letter or digit", row.Invoice)
			continue
		}
		serial := j.serial(row.Number)
		if k.serials[serial] { // somebody issued under it meanwhile, or the row was issued before and rejected
			serial = beyond
			beyond++
		}
		message := k.issue(row, supplier, due, serial)
		message.Invoices = drawn
		p.fresh = append(p.fresh, &intent{row: row, message: message})
	}
	return p
}

// differs says in what a receivable is not the row's; without a text if it is.
func differs(there client.Obligation, row intake.Row, supplier client.Party, due calendar.Day) intake.Reason {
	switch {
	case there.Supplier.ID != supplier.ID:
		return intake.Because("supplier %s", there.Supplier.Name)
	case there.Face != row.Amount || there.Currency != row.Currency:
		return intake.Because("amount %s %s", there.Face, there.Currency)
	case there.Due != due:
		return intake.Because("due day %s, not %s", there.Due, due)
	}
	return intake.Reason{}
}

func (k stock) issue(row intake.Row, supplier client.Party, due calendar.Day, serial uint64) contracts.IssueReceivable {
	message := contracts.IssueReceivable{
		Company: k.company.ID, Serial: serial, Supplier: supplier.ID, Face: row.Amount.Big(), Currency: uint16(row.Currency),
		Due: uint32(due), Rules: ruleSet, Ref: row.Reference(), InvoicesDigest: invoicesDigest([]string{row.Invoice}),
	}
	if row.Contract != "" {
		message.ContractDigest = [32]byte(crypto.Keccak256Hash([]byte(row.Contract)))
	}
	return message
}

func (p *importPlan) refuse(row intake.Row, format string, args ...any) {
	p.refused = append(p.refused, intake.Refused{Number: row.Number, Reason: intake.Because(format, args...)})
}

// messages are those of the fresh rows.
func (p *importPlan) messages() []any {
	messages := make([]any, len(p.fresh))
	for i, each := range p.fresh {
		messages[i] = each.message
	}
	return messages
}

// settle moves the rows that relayer or contracts refused to the refused ones, and those that were known to the relayer to already.
func (p *importPlan) settle() {
	var done []*intent
	for _, each := range p.fresh {
		switch {
		case each.job.refusal != nil:
			p.refuse(each.row, "%s", each.job.refusal)
		case each.job.known && !each.waits():
			p.already = append(p.already, each.row)
		default:
			done = append(done, each)
			if each.waits() {
				p.waiting++
			}
		}
	}
	p.fresh = done
	slices.SortFunc(p.refused, func(a, b intake.Refused) int { return cmp.Compare(a.Number, b.Number) })
}

// total is the sum of fresh and already issued rows, by currency's letters.
func (p *importPlan) total() map[string]amount.Amount {
	sums := make(map[string]amount.Amount)
	for _, each := range p.fresh {
		sums[each.row.Currency.String()] += each.row.Amount
	}
	for _, row := range p.already {
		sums[row.Currency.String()] += row.Amount
	}
	return sums
}

// waits reports whether the row's act waits for a second operator.
func (i *intent) waits() bool {
	return i.job != nil && i.job.result != nil && i.job.result.State == client.Waiting
}

// references are those of fresh and already issued rows that are on their way to the chain or there.
func (p *importPlan) references() map[string]bool {
	refs := make(map[string]bool)
	for _, each := range p.fresh {
		if !each.waits() {
			refs[each.row.Reference()] = true
		}
	}
	for _, row := range p.already {
		refs[row.Reference()] = true
	}
	return refs
}
