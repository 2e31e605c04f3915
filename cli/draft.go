package main

import (
	"slices"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/urfave/cli/v2"

	"github.com/tallystick/tallystick/bindings/amount"
	"github.com/tallystick/tallystick/bindings/client"
	"github.com/tallystick/tallystick/bindings/currency"
)

// draftFor is how long a draft may wait for its checker where --deadline does not say.
const draftFor = 72 * time.Hour

// draftFlag makes a command's act wait for a checker.
func draftFlag() cli.Flag {
	return &cli.BoolFlag{Name: "draft", Usage: "keep it for a checker of the company, who approves it or turns it down; for three days, or as --deadline says"}
}

// undraftable are the commands whose signature is no act of a company's operator, or one that binds
// nobody, or thousands at once.
func undraftable() []string {
	return []string{
		"tally company apply", "tally quote ask", "tally devnet suppliers", "tally company import", "tally receivable import",
	}
}

// drafts lets every command that signs an act do so as a draft. What signs has --deadline.
func drafts(app *cli.App) {
	walk(app, func(path []*cli.Command) {
		command := path[len(path)-1]
		_, signs := shapesOf(command.Flags)["deadline"]
		if signs && !slices.Contains(undraftable(), said(path)) {
			// The answers to a proposal share one list of flags.
			command.Flags = append(slices.Clip(command.Flags), draftFlag())
		}
	})
}

// said is a command as it is typed.
func said(path []*cli.Command) string {
	words := "tally"
	for _, command := range path {
		words += " " + command.Name
	}
	return words
}

// drafting says whether the command's act is to wait for a checker.
func drafting(c *cli.Context) bool { return c.Bool("draft") }

// mayDraft refuses a draft that nobody keeps: one has to be shown to the checker.
func (s *session) mayDraft(c *cli.Context) error {
	if drafting(c) && s.switched("direct") {
		return usagef("a draft waits at the relayer, so it cannot be sent by --direct").hintf("leave one of the two out")
	}
	return nil
}

// foresee says what would come of a draft if it were approved now. That is no reason to refuse it:
// it may be made for a day that comes.
func (s *session) foresee(c *cli.Context, orders []order) error {
	a, err := s.account()
	if err != nil {
		return err
	}
	for _, o := range orders {
		if o.deadline, err = s.deadline(c); err != nil {
			return err
		}
		refusal, err := s.tryOne(c, o, a.Address)
		if err != nil {
			return err
		}
		if refusal != nil && refusal.Name != secondNeeded {
			s.note("approved now it would be refused: %s", refused(refusal).Message(s.lang))
		}
	}
	return nil
}

// secondNeeded is the contracts' refusal of an act that lacks its second signature.
const secondNeeded = "SecondNeeded"

// kept tells a maker how its drafts go on, and answers whether all acts are drafts that wait.
func (s *session) kept(acts []client.Act) bool {
	for _, a := range acts {
		if !a.Draft || a.State != client.Waiting {
			return false
		}
	}
	for _, a := range acts {
		s.note("another operator of the company approves it: tally act approve %s", a.ID.Hex())
	}
	return len(acts) > 0
}

// hand is who signed: to people the account's name where this keystore has the key, to machines the address.
type hand struct {
	name    string
	address common.Address
}

// String is the account's name, else the address.
func (h hand) String() string {
	if h.name != "" {
		return h.name
	}
	return h.address.Hex()
}

// MarshalText is the address.
func (h hand) MarshalText() ([]byte, error) { return []byte(h.address.Hex()), nil }

// hand is whose a key is; nil for nobody's.
func (s *session) hand(key *common.Address) any {
	if key == nil {
		return nil
	}
	h := hand{address: *key}
	if a, err := s.keyring().find(key.Hex()); err == nil {
		h.name = a.Name
	}
	return h
}

// momentOrNil, amountOrNil and currencyOrNil are values of a list, nil where there is none.
func momentOrNil(t *time.Time) any {
	if t == nil {
		return nil
	}
	return *t
}

func amountOrNil(a *amount.Amount) any {
	if a == nil {
		return nil
	}
	return *a
}

func currencyOrNil(c *currency.Code) any {
	if c == nil {
		return nil
	}
	return *c
}
