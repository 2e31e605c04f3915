// Package invoice knows an invoice however it is written down: by the fingerprint of its canonical form.
//
// Guarantee: two ways of writing the same kind, number and tax id (capitals, full-width forms, spaces, hyphens, dots, slashes, colons) have
// one fingerprint, and different kinds, numbers or tax ids have different ones.
package invoice

import (
	"errors"
	"fmt"
	"strings"
	"unicode"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
)

// DefaultKind is that of an ordinary invoice.
const DefaultKind = "invoice"

// ErrInvoice is wrapped by errors about what cannot be an invoice.
var ErrInvoice = errors.New("not an invoice")

// Invoice names an invoice as its seller's books and the tax office do.
type Invoice struct {
	// Kind tells apart what is numbered apart: "invoice", "vat-special". Empty is DefaultKind.
	Kind string
	// Number with its code, as on the paper: "0311:8841".
	Number string
	// TaxID is the seller's unified credit code or tax number.
	TaxID string
}

// Canonical is kind, number and tax id without what people write differently: letters and digits only, small, in half-width forms,
// parted by "|".
func (i Invoice) Canonical() (string, error) {
	kind := i.Kind
	if kind == "" {
		kind = DefaultKind
	}
	parts := []string{plain(kind), plain(i.Number), plain(i.TaxID)}
	for at, name := range []string{"kind", "number", "tax id"} {
		if parts[at] == "" {
			return "", fmt.Errorf("%w: its %s has no letter or digit", ErrInvoice, name)
		}
	}
	return strings.Join(parts, "|"), nil
}

// Fingerprint is keccak256 of Canonical.
func (i Invoice) Fingerprint() (common.Hash, error) {
	canonical, err := i.Canonical()
	if err != nil {
		return common.Hash{}, err
	}
	return crypto.Keccak256Hash([]byte(canonical)), nil
}

// fullWidth is how far the full-width forms ！ to ～ lie from ! to ~.
const fullWidth = '！' - '!'

// plain keeps letters and digits, small, in half-width forms.
func plain(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= '！' && r <= '～' {
			r -= fullWidth
		}
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			return -1
		}
		return unicode.ToLower(r)
	}, s)
}
