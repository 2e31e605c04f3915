package book

import (
	"github.com/tallystick/tallystick/bindings/contracts"
)

// Account is a company's deposit at one bank in one currency, in units of 0.01: what it can spend, and what its payments have set
// aside for holders.
type Account struct{ Free, Earmarked uint64 }

type accountKey struct {
	bank     uint32
	currency uint16
	company  uint32
}

// paymentKey is a bank's own reference of a payment: the same one counts once.
type paymentKey struct {
	bank uint32
	ref  string
}

// account finds a deposit, an empty one where there is none.
func (b *Book) account(bank uint32, currency uint16, company uint32) *Account {
	key := accountKey{bank, currency, company}
	if b.accounts[key] == nil {
		b.accounts[key] = new(Account)
	}
	return b.accounts[key]
}

// pays requires that a company has an amount at a bank to spend, and spends it.
func (e *exam) pays(bank uint32, currency uint16, company uint32, amount uint64) {
	e.require(amount != 0, "BadAmount")
	a := e.account(bank, currency, company)
	e.require(amount <= a.Free, "CashShort", company, bank, currency, a.Free, amount)
	e.then(func() { a.Free -= amount })
}

// gets gives a company an amount at a bank.
func (e *exam) gets(bank uint32, currency uint16, company uint32, amount uint64) {
	e.then(func() { e.account(bank, currency, company).Free += amount })
}

func (e *exam) ofCash() bool {
	switch m := e.signed.Message.(type) {
	case contracts.MintCash:
		e.mintCash(m)
	case contracts.RedeemCash:
		e.redeemCash(m)
	case contracts.TransferCash:
		e.transferCash(m)
	default:
		return false
	}
	return true
}

func (e *exam) mintCash(m contracts.MintCash) {
	amount := units(m.Amount)
	e.require(amount != 0, "BadAmount")
	e.require(m.Currency != 0, "BadCurrency", m.Currency)
	e.capable(m.Company, Bank)
	e.active(m.To)
	e.authorized(m.Company, Maker, amount)
	key := paymentKey{m.Company, m.Ref}
	e.require(!e.minted[key], "ReferenceUsed", m.Company, m.Ref)
	e.then(func() { e.minted[key] = true })
	e.gets(m.Company, m.Currency, m.To, amount)
}

// redeemCash is open to a suspended company: it still gets its money out.
func (e *exam) redeemCash(m contracts.RedeemCash) {
	e.authorized(m.Company, Maker, units(m.Amount))
	e.pays(m.Bank, m.Currency, m.Company, units(m.Amount))
}

func (e *exam) transferCash(m contracts.TransferCash) {
	e.active(m.Company)
	e.active(m.To)
	e.authorized(m.Company, Maker, units(m.Amount))
	e.pays(m.Bank, m.Currency, m.Company, units(m.Amount))
	e.gets(m.Bank, m.Currency, m.To, units(m.Amount))
}
