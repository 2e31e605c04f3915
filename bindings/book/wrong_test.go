package book

import (
	"errors"
	"math/big"
	"math/rand/v2"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tallystick/tallystick/bindings/act"
	"github.com/tallystick/tallystick/bindings/contracts"
	"github.com/tallystick/tallystick/bindings/ref"
	"github.com/tallystick/tallystick/bindings/run"
)

// rightly keeps a book as it should be.
func rightly(b *Book) keeper { return b }

// forgetful keeps a book without one precondition: what speaks against an act by this name alone is not seen.
type forgetful struct {
	*Book
	name string
}

func (f forgetful) forget(err error) error {
	var against, left Refused
	if !errors.As(err, &against) {
		return err
	}
	for _, reason := range against {
		if reason.Name != f.name {
			left = append(left, reason)
		}
	}
	if len(left) == 0 {
		return nil
	}
	return left
}

func (f forgetful) Do(sender common.Address, signed act.Signed) error {
	return f.forget(f.Book.Do(sender, signed))
}

func (f forgetful) LapseProposal(id, start *big.Int) error {
	return f.forget(f.Book.LapseProposal(id, start))
}

func (f forgetful) Open(id, name *big.Int, block run.Block) error {
	return f.forget(f.Book.Open(id, name, block))
}

func (f forgetful) DeclareDefault(id *big.Int) error { return f.forget(f.Book.DeclareDefault(id)) }

// careless keeps a book rightly, and after each act that is done slips.
type careless struct {
	*Book
	slip func(*Book, any)
}

func (c careless) Do(sender common.Address, signed act.Signed) error {
	err := c.Book.Do(sender, signed)
	if err == nil {
		c.slip(c.Book, signed.Message)
	}
	return err
}

func (c careless) Push(id *big.Int, starts []*big.Int) error {
	err := c.Book.Push(id, starts)
	if err == nil {
		c.slip(c.Book, starts)
	}
	return err
}

// A test that compares two sides shows something only if it fails when they differ.
func TestABookThatIsKeptWronglyIsFoundOut(t *testing.T) {
	start := deploy(t)
	forgets := func(name string) func(*Book) keeper {
		return func(b *Book) keeper { return forgetful{b, name} }
	}
	slips := func(slip func(*Book, any)) func(*Book) keeper {
		return func(b *Book) keeper { return careless{b, slip} }
	}
	rule := func(id string, by int64) func(*Book) keeper {
		return func(b *Book) keeper {
			for _, set := range b.sets {
				for _, v := range set.of(id) {
					v.Value += by
				}
			}
			return b
		}
	}
	for what, keep := range map[string]func(*Book) keeper{
		"lets anyone act for a company":       forgets("NotOperator"),
		"forgets nonces":                      forgets("NonceSpent"),
		"forgets that a proposal is locked":   forgets("NotFree"),
		"forgets the obligor's line":          forgets("AboveLine"),
		"lets a proposal lapse too early":     forgets("NotLapsed"),
		"declares default within the grace":   forgets("GraceRuns"),
		"lets a cash account be overdrawn":    forgets("CashShort"),
		"opens a leaf of a payment twice":     forgets("AllOpen"),
		"opens whatever it is shown":          forgets("BadProof"),
		"lets a run pay what is not there":    forgets("TotalDiffers"),
		"lets one number pay twice":           forgets("RunExists"),
		"allows a day more for an answer":     rule("V14.answer-days", 1),
		"charges another late interest":       rule("V17.late-rate", 1),
		"allows a lot more":                   rule("V08.max-lots", 1),
		"forgets who answers by recourse":     slips(forgetRecourse),
		"forgets that a lot came back":        slips(forgetReturns),
		"leaves paid debts in the line":       slips(forgetTheLine),
		"gives a holder a unit more":          slips(giveAUnit),
		"takes a unit from a neighbour's lot": slips(moveABorder),
		"forgets what an invoice has left":    slips(forgetDraws),
		"gives a run's payees a day more":     slips(giveADay),
	} {
		t.Run(what, func(t *testing.T) {
			if err := foundOut(start, keep); !errors.Is(err, errDisagree) {
				t.Fatalf("a book that %s was not found out: %v", what, err)
			}
		})
	}
}

// foundOut lets traffic run until book and chain disagree, for a while.
func foundOut(start deployed, keep func(*Book) keeper) error {
	for seed := range uint64(60) {
		tr, err := open(start, keep)
		if err != nil {
			return err
		}
		for i := range uint64(200) {
			if err := tr.step(rand.New(rand.NewPCG(seed, i))); err != nil {
				return err
			}
		}
	}
	return nil
}

func forgetRecourse(b *Book, message any) {
	if m, ok := message.(contracts.Transfer); ok && m.Recourse {
		for _, l := range b.obligation(m.Obligation).Lots {
			l.Records = nil
		}
	}
}

func forgetReturns(b *Book, _ any) {
	for _, o := range b.obligations {
		for _, l := range o.Lots {
			if l.Records != nil && l.Records.Kind == ByReturn {
				l.Records = l.Records.Next
			}
		}
	}
}

func forgetTheLine(b *Book, message any) {
	if m, ok := message.(contracts.SettleReceivable); ok {
		o := b.obligation(m.Receivable)
		b.line(o.Obligor, o.Currency).Used += units(m.Amount)
	}
}

func giveAUnit(b *Book, message any) {
	if _, pushed := message.([]*big.Int); !pushed {
		return
	}
	for _, a := range b.accounts {
		a.Free++
		return
	}
}

func moveABorder(b *Book, message any) {
	m, ok := message.(contracts.Transfer)
	if !ok {
		return
	}
	if lots := b.obligation(m.Obligation).Lots; len(lots) > 1 && lots[0].length() > 1 {
		lots[0].End--
		lots[1].Start--
	}
}

func forgetDraws(b *Book, message any) {
	m, ok := message.(contracts.IssueReceivable)
	if !ok || len(m.Invoices) == 0 {
		return
	}
	if v := b.invoices[m.Invoices[0].Fingerprint]; v != nil {
		v.Drawn--
	}
}

func giveADay(b *Book, message any) {
	if m, ok := message.(contracts.PayRun); ok {
		b.obligation(m.Obligation).Runs[ref.Run{Company: m.Company, Serial: m.Serial}].Until++
	}
}
