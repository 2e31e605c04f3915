package book

import (
	"math/big"

	"github.com/tallystick/tallystick/bindings/calendar"
	"github.com/tallystick/tallystick/bindings/contracts"
)

// Means is how a receivable is paid, the same for all its payments.
type Means uint8

// Means, by their numbers on the chain.
const (
	Deposits Means = 1
	Wire     Means = 2
)

// Payment is how an obligation was paid so far.
type Payment struct {
	Means Means
	// Bank is whose deposits, or who wired last.
	Bank uint32
	// Interest is the late interest paid, Earmarked what is still set aside of all that was paid in deposits, in units of 0.01.
	Interest, Earmarked uint64
	// Defaulted is the day on which default was declared; zero: it was not.
	Defaulted calendar.Day

	// served are the units whose lots have got the last of their late interest.
	served uint64
}

func (e *exam) ofSettlement() bool {
	switch m := e.signed.Message.(type) {
	case contracts.SettleReceivable:
		e.settleReceivable(m)
	case contracts.AttestWire:
		e.attestWire(m)
	default:
		return false
	}
	return true
}

// payable requires that an obligation can be paid today by these means, on top of what was paid. Its deposits are all one bank's; wires may be
// several banks'.
func (e *exam) payable(id *big.Int, paid uint64, means Means, bank uint32) *Obligation {
	o := e.obligation(id)
	if !e.require(o != nil, "BadField", "receivable") {
		return nil
	}
	e.require(e.today >= o.Due, "NotDue", o.Due, e.today)
	e.require(o.Paid == paid, "PaidDiffers", o.Paid)
	p := o.Payment
	e.require(p.Means == 0 || p.Means == means && (means == Wire || p.Bank == bank), "OtherMeans", uint8(p.Means), p.Bank)
	return o
}

// lateInterest is that on an amount paid today: amount · rate · days late, half up to 0.01, and never above the amount itself. The rate is
// that of the due day.
func (e *exam) lateInterest(o *Obligation, amount uint64) uint64 {
	if e.today <= o.Due {
		return 0
	}
	rate := e.ruleOn(o.Rules, "V17.late-rate", o.Due)
	n := new(big.Int).SetUint64(amount)
	n.Mul(n, big.NewInt(2*rate)).Mul(n, big.NewInt(int64(e.today-o.Due)))
	n.Add(n, big.NewInt(1_000_000)).Div(n, big.NewInt(2_000_000))
	if n.Cmp(new(big.Int).SetUint64(amount)) > 0 {
		return amount
	}
	return n.Uint64()
}

// settleReceivable sets cash of the obligor aside for the holders; a debtor that was suspended still has to pay.
func (e *exam) settleReceivable(m contracts.SettleReceivable) {
	o := e.payable(m.Receivable, units(m.Paid), Deposits, m.Bank)
	if o == nil {
		return
	}
	amount := units(m.Amount)
	interest := e.lateInterest(o, amount)
	e.party(o.Obligor, m.Company)
	e.require(units(m.Interest) >= interest, "InterestDiffers", "V17.late-rate", interest)
	e.authorized(m.Company, Maker, amount)
	e.paid(o, Deposits, m.Bank, amount, interest)
	e.pays(m.Bank, o.Currency, o.Obligor, amount+interest)
	e.then(func() {
		e.account(m.Bank, o.Currency, o.Obligor).Earmarked += amount + interest
		o.Payment.Earmarked += amount + interest
	})
}

// attestWire is a bank's word that it has paid the holders. A debtor's own is worth nothing.
func (e *exam) attestWire(m contracts.AttestWire) {
	o := e.payable(m.Receivable, units(m.Paid), Wire, m.Company)
	if o == nil {
		return
	}
	amount := units(m.Amount)
	interest := e.lateInterest(o, amount)
	e.require(o.Obligor != m.Company, "BadField", "company")
	e.within("ref", m.Ref, 128)
	e.require(units(m.Interest) == interest, "InterestDiffers", "V17.late-rate", interest)
	key := paymentKey{m.Company, m.Ref}
	e.require(!e.wired[key], "ReferenceUsed", m.Company, m.Ref)
	e.capable(m.Company, Bank)
	e.authorized(m.Company, Maker, amount)
	e.paid(o, Wire, m.Company, amount, interest)
	e.then(func() { e.wired[key] = true })
}

// paid requires that an amount is at most what is unpaid, and counts it.
func (e *exam) paid(o *Obligation, means Means, bank uint32, amount, interest uint64) {
	left := o.payable() - o.Paid
	e.require(amount != 0 && amount <= left, "BadAmount", left)
	e.then(func() {
		o.Paid += amount
		o.Payment.Means, o.Payment.Bank = means, bank
		o.Payment.Interest += interest
		e.line(o.Obligor, o.Currency).Used -= amount
		if o.Payment.Defaulted != 0 && o.Paid == o.payable() {
			e.defaulted(o.Obligor).Open--
		}
	})
}

// DeclareDefault says that an obligor did not pay within the grace days. Anyone may. It refuses as Do does.
func (b *Book) DeclareDefault(id *big.Int) error {
	e := b.anyone()
	o := e.obligation(id)
	if !e.require(o != nil && o.Paid < o.payable() && o.Payment.Defaulted == 0, "NothingToDeclare", id) {
		return e.conclude()
	}
	last := o.Due + calendar.Day(e.ruleOn(o.Rules, "V18.grace-days", o.Due))
	e.require(e.today > last, "GraceRuns", "V18.grace-days", last, e.today)
	e.then(func() {
		o.Payment.Defaulted = e.today
		d := e.defaulted(o.Obligor)
		d.Open++
		d.Barred = true
	})
	return e.conclude()
}

// Push gives the holders of these lots, by first unit, what they have not got yet of their share. Anyone may. It refuses as Do does.
func (b *Book) Push(id *big.Int, starts []*big.Int) error {
	e := b.anyone()
	for _, start := range starts {
		if o, l := e.lot(id, start); l != nil {
			e.then(func() { b.push(o, l) })
		}
	}
	return e.conclude()
}

// push credits a lot with what it has to get, principal and late interest, and gives that to whom it belongs: of a pledged lot its pledgee
// as far as the secured sum goes.
func (b *Book) push(o *Obligation, l *Lot) {
	sum := o.creditable(l)
	l.Credited += sum
	sum += o.creditInterest(l)
	if sum == 0 {
		return
	}
	if pledge := b.pledges[b.pledgeOn(l)]; pledge != nil {
		part := min(sum, pledge.left())
		pledge.Received += part
		sum -= part
		if pledge.left() == 0 {
			l.Marks &^= Pledged
		}
		b.give(o, pledge.Pledgee, part)
	}
	b.give(o, l.Holder, sum)
}

// creditInterest brings a lot up to its share of the late interest, and gives what it gets by that. While more may come its share is the floor.
// When all is paid the shares are laid end to end in the order in which they are pushed, on a line as long as what was paid: each is its floor
// or one unit more, and together they are all of it.
func (o *Obligation) creditInterest(l *Lot) uint64 {
	p := &o.Payment
	if p.Interest == 0 || l.Last || l.Ended != 0 || l.Marks&(Frozen|Disputed) != 0 {
		return 0
	}
	share := portion(p.Interest, l.length(), o.payable())
	if o.Paid == o.payable() {
		share = portion(p.Interest, p.served+l.length(), o.payable()) - portion(p.Interest, p.served, o.payable())
		p.served += l.length()
		l.Last = true
	}
	got := share - l.Interest
	l.Interest = share
	return got
}

// give hands money out of what is set aside. Of a wire there is nothing to hand out: the bank has paid.
func (b *Book) give(o *Obligation, to uint32, amount uint64) {
	if o.Payment.Means != Deposits {
		return
	}
	o.Payment.Earmarked -= amount
	b.account(o.Payment.Bank, o.Currency, o.Obligor).Earmarked -= amount
	b.account(o.Payment.Bank, o.Currency, to).Free += amount
}
