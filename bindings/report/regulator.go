package report

import (
	"cmp"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tallystick/tallystick/bindings/calendar"
	"github.com/tallystick/tallystick/bindings/currency"
)

// Regulator is everything, with totals, a digest, and whether the contracts say the same.
type Regulator struct {
	Basis
	// Digest is State.Digest.
	Digest string `json:"digest"`
	Totals Totals `json:"totals"`
	// Same is the newest block known to have this state: where contracts are asked.
	Same BlockID `json:"same"`
	// Comparison is with the contracts themselves; nil where it was not asked for.
	Comparison *Comparison `json:"comparison"`
	// NotCompared says why the contracts could not be asked; empty where they were, or were not to be.
	NotCompared string `json:"notCompared"`
	State       *State `json:"state"`
}

// BlockID is a block's number and hash.
type BlockID struct {
	Number uint64      `json:"number"`
	Hash   common.Hash `json:"hash"`
}

// Totals are what a state adds up to.
type Totals struct {
	Companies int `json:"companies"`
	// Debts by currency.
	Debts []DebtTotal `json:"debts"`
	// Supplies by bank and currency.
	Supplies []Supply `json:"supplies"`
}

// DebtTotal is what the debts in one currency that both sides have signed add up to. Face = Live + Ended, and the lots' units add up to Face.
type DebtTotal struct {
	Currency    currency.Code `json:"currency"`
	Obligations int           `json:"obligations"`
	Lots        int           `json:"lots"`
	Face        Sum           `json:"face"`
	// Live is held by somebody, Ended was cancelled, exported or redeemed early.
	Live  Sum `json:"live"`
	Ended Sum `json:"ended"`
	// Disputed is the part of Live that a dispute blocks.
	Disputed Sum `json:"disputed"`
	// Paid by the obligors, Credited to the holders; Interest was paid on top for paying late.
	Paid     Sum `json:"paid"`
	Credited Sum `json:"credited"`
	Interest Sum `json:"interest"`
}

// Supply is all that companies have at one bank in one currency.
type Supply struct {
	Bank      Party         `json:"bank"`
	Currency  currency.Code `json:"currency"`
	Total     Sum           `json:"total"`
	Earmarked Sum           `json:"earmarked"`
}

// Regulator is the whole state at the end of a day, without a comparison. same is the newest block known to have this state. Its error is that
// of the digest.
func (s *State) Regulator(date calendar.Day, same BlockID) (Regulator, error) {
	digest, err := s.Digest()
	if err != nil {
		return Regulator{}, err
	}
	return Regulator{Basis: s.at(date).basis(), Digest: digest, Totals: s.Totals(), Same: same, State: s}, nil
}

// Lives reports whether both sides have signed the obligation, so that the kernel has its lots.
func (o Obligation) Lives() bool { return o.State == "active" || o.State == "cancelled" }

// Totals adds the state up.
func (s *State) Totals() Totals {
	b := s.at(0)
	debts, supplies := make(map[currency.Code]*DebtTotal), make(map[supplyKey]*Supply)
	for _, o := range s.Obligations {
		if !o.Lives() {
			continue
		}
		d := entry(debts, o.Currency, DebtTotal{Currency: o.Currency})
		d.Obligations++
		d.Face, d.Paid, d.Interest = d.Face.Plus(SumOf(o.Face)), d.Paid.Plus(SumOf(o.Paid)), d.Interest.Plus(SumOf(o.Interest))
	}
	for _, lot := range s.Lots {
		code := b.obligations[lot.ID.Obligation].Currency
		d := entry(debts, code, DebtTotal{Currency: code})
		d.Lots++
		d.Credited = d.Credited.Plus(SumOf(lot.Credited))
		if lot.Live() {
			d.Live = d.Live.Plus(SumOf(lot.Amount()))
		} else {
			d.Ended = d.Ended.Plus(SumOf(lot.Amount()))
		}
		if lot.Live() && lot.has("disputed") {
			d.Disputed = d.Disputed.Plus(SumOf(lot.Amount()))
		}
	}
	for _, deposit := range s.Deposits {
		supply := entry(supplies, supplyKey{deposit.Bank, deposit.Currency}, Supply{Bank: b.party(deposit.Bank), Currency: deposit.Currency})
		supply.Earmarked = supply.Earmarked.Plus(deposit.Earmarked)
		supply.Total = supply.Total.Plus(deposit.Free).Plus(deposit.Earmarked)
	}
	return Totals{Companies: len(s.Companies), Debts: ordered(debts, byLetters), Supplies: ordered(supplies, compareSupplies)}
}

type supplyKey struct {
	bank     uint32
	currency currency.Code
}

func compareSupplies(x, y supplyKey) int {
	return cmp.Or(cmp.Compare(x.bank, y.bank), byLetters(x.currency, y.currency))
}
