package main

import (
	"strings"

	"github.com/tallystick/tallystick/bindings/amount"
	"github.com/tallystick/tallystick/bindings/contracts"
	"github.com/tallystick/tallystick/bindings/invoice"
)

// draw is one --invoice: a number, what the receivable draws on it, and what the invoice is worth.
type draw struct {
	number       string
	drawn, total amount.Amount
}

// parseDraws reads --invoice flags: NUMBER, NUMBER=DRAWN or NUMBER=DRAWN/TOTAL. One without an amount draws the whole face; several must
// say theirs, and come to the face.
func parseDraws(texts []string, face amount.Amount) ([]draw, error) {
	var draws []draw
	var sum amount.Amount
	for _, text := range texts {
		number, amounts, given := strings.Cut(text, "=")
		d := draw{number: strings.TrimSpace(number), drawn: face, total: face}
		if d.number == "" {
			return nil, usagef("--invoice: %q has no number", text)
		}
		if !given && len(texts) > 1 {
			return nil, usagef("--invoice: of several, each says what is drawn on it").hintf("write it like 0311:8841=600,000.00")
		}
		if given {
			drawn, total, more := strings.Cut(amounts, "/")
			var err error
			if d.drawn, err = amount.ParsePositive(drawn); err != nil {
				return nil, usagef("--invoice %s", d.number).because(err)
			}
			if d.total = d.drawn; more {
				if d.total, err = amount.ParsePositive(total); err != nil {
					return nil, usagef("--invoice %s", d.number).because(err)
				}
			}
		}
		if d.drawn > d.total {
			return nil, usagef("--invoice %s: %s cannot be drawn on one of %s", d.number, d.drawn.String(), d.total.String())
		}
		sum += d.drawn
		draws = append(draws, d)
	}
	if len(draws) > 0 && sum != face {
		return nil, usagef("the invoices are drawn on for %s, and the face is %s", sum.String(), face.String()).
			hintf("what is drawn must come to the face")
	}
	return draws, nil
}

// numbersOf are the invoices' numbers as they were written.
func numbersOf(draws []draw) []string {
	numbers := make([]string, len(draws))
	for i, d := range draws {
		numbers[i] = d.number
	}
	return numbers
}

// invoicesOf are the draws as the contract takes them: by the fingerprints of the seller's invoices.
func invoicesOf(draws []draw, kind, taxID string) ([]contracts.Invoice, error) {
	invoices := make([]contracts.Invoice, len(draws))
	for i, d := range draws {
		fingerprint, err := invoice.Invoice{Kind: kind, Number: d.number, TaxID: taxID}.Fingerprint()
		if err != nil {
			return nil, usagef("--invoice %s", d.number).because(err)
		}
		invoices[i] = contracts.Invoice{Fingerprint: fingerprint, Total: d.total.Big(), Drawn: d.drawn.Big()}
	}
	return invoices, nil
}
