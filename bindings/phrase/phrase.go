// Package phrase says acts, refusals and events of the contracts in words, English or Chinese.
//
// Guarantee: every act, every custom error and every event of the contracts has its sentence in both languages (a test walks the
// ABIs), and nothing that a chain or a caller can hand in makes it panic: what it cannot read it says so of.
package phrase

import (
	"fmt"

	"github.com/tallystick/tallystick/bindings/act"
	"github.com/tallystick/tallystick/bindings/ref"
)

// Language is one that the package speaks.
type Language string

const (
	// English is "en".
	English Language = "en"
	// Chinese is "zh".
	Chinese Language = "zh"
)

// Names knows what companies are called. It gives an empty string for a company that it does not know.
type Names interface {
	Company(id uint32) string
}

// Currencies is what a Names may know besides: the letters of an obligation's currency, or an empty string.
type Currencies interface {
	Currency(obligation ref.Obligation) string
}

// Directory is a Names that has them in memory.
type Directory map[uint32]string

// Company is the company's name; empty if the directory has none.
func (d Directory) Company(id uint32) string { return d[id] }

// Speaker says things in one language.
type Speaker struct {
	// Language is Chinese, or English for every other value.
	Language Language
	// Names may be nil: companies are then called by their numbers.
	Names Names
}

// text is one template in both languages.
type text struct{ en, zh string }

func (s Speaker) choose(t text) string {
	if s.Language == Chinese {
		return t.zh
	}
	return t.en
}

// Act says what a message does: "Transfer 3,000,000.00 CNY of R31-17, units 1-300,000,000, to Northern Steel". The message is an act
// struct of bindings/contracts; anything else is act.ErrUnknownAct, and a number beyond its type is act.ErrField.
func (s Speaker) Act(message any) (string, error) {
	kind, err := act.KindOf(message)
	if err != nil {
		return "", err
	}
	if _, err := act.ContentID(message); err != nil {
		return "", err
	}
	template, ok := acts[kind.Name]
	if !ok {
		return "", fmt.Errorf("no words for %s: %w", kind.Name, act.ErrUnknownAct)
	}
	return render(s.choose(template), s.words(kind.Name, members(message))), nil
}

// company is what a company is called.
func (s Speaker) company(id uint32) string {
	if s.Names != nil {
		if name := s.Names.Company(id); name != "" {
			return name
		}
	}
	return fmt.Sprintf(s.choose(text{"company %d", "%d 号公司"}), id)
}

// currency is the letters of an obligation's currency where the names know them.
func (s Speaker) currency(o ref.Obligation) string {
	if c, ok := s.Names.(Currencies); ok {
		return c.Currency(o)
	}
	return ""
}
