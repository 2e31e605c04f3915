// Package demo plays one receivable from its confirmation to its settlement on a network that runs, as its users would: each of them
// signs its own acts and hands them to the relayer.
//
// Guarantee: what it prints of an act is what the receipt's events say, and what it checks at the end it reads from a node by eth_call, not
// from the relayer. Play returns ErrCheck if one thing is not as it should be.
package demo

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/ethereum/go-ethereum/rpc"

	"github.com/tallystick/tallystick/bindings/act"
	"github.com/tallystick/tallystick/bindings/amount"
	"github.com/tallystick/tallystick/bindings/calendar"
	"github.com/tallystick/tallystick/bindings/client"
	"github.com/tallystick/tallystick/bindings/currency"
	"github.com/tallystick/tallystick/bindings/deployment"
	"github.com/tallystick/tallystick/bindings/discount"
	"github.com/tallystick/tallystick/bindings/ledger"
	"github.com/tallystick/tallystick/bindings/phrase"
	"github.com/tallystick/tallystick/bindings/ref"
)

var (
	// ErrCheck: something is not as it should be; the printed checks say what.
	ErrCheck = errors.New("a check of the demo failed")
	// ErrDayTooLong: the network's days are so long that nobody would wait for the due day.
	ErrDayTooLong = errors.New("a day of this network is too long to wait for the due day")
)

// The story's numbers.
const (
	face = 10_000_000 * amount.One
	// lateAtMost is what the obligor would pay on top where short days run past the due day before it settles: 20 of them.
	lateAtMost = face / 100
	toTier2    = 5_000_000 * amount.One
	toTier3    = 1_200_000 * amount.One
	offered    = 250_000 * amount.One // is rejected
	sold       = 800_000 * amount.One
	rate       = discount.Rate(42_000)
	dearer     = discount.Rate(46_500)
)

const (
	// actsTake is how long the story needs from the request to its last act before the due day.
	actsTake = 26 * time.Second
	// longestWait is the longest that anybody is made to wait for the due day.
	longestWait = 10 * time.Minute
	// answerWithin bounds the wait for one act, creditWithin that for the holders' money after the settlement.
	answerWithin = time.Minute
	creditWithin = time.Minute
	// look is how often a head or a balance is read while waiting for it.
	look = 200 * time.Millisecond
)

// Member is a company of the story with a key that acts for it.
type Member struct {
	Company uint32
	Name    string
	Signer  act.Signer
}

// Cast is who plays. The obligor needs a line of 10,000,000.00 and as much on deposit at the bank, the bank 800,000.00 of its own; Tier2
// takes what Tier1 sends unasked, Tier3 takes nothing unasked.
type Cast struct {
	Bank, SecondBank, Obligor, Tier1, Tier2, Tier3 Member
}

// Stage is where it is played.
type Stage struct {
	Network *deployment.Deployment
	Relayer *client.Client
	// Node is the chain's, for receipts and checks.
	Node *rpc.Client
	// Out takes what is printed; Language is that of the sentences.
	Out      io.Writer
	Language phrase.Language
	// Now is the clock by which deadlines are set.
	Now func() time.Time
}

// Tenor is how many days a receivable of the demo runs: long enough for the story on a network whose days last that long, and at
// least 3. It returns ErrDayTooLong where that is longer than ten minutes.
func Tenor(day time.Duration) (calendar.Day, error) {
	tenor := max(3, calendar.Day((actsTake+day-1)/day))
	if time.Duration(tenor)*day > longestWait {
		return 0, fmt.Errorf("%w: %v; deploy a network with shorter days, such as 1s", ErrDayTooLong, day)
	}
	return tenor, nil
}

// deadline is up to when what is signed now can be used.
func (s Stage) deadline() uint64 { return uint64(s.Now().Add(time.Hour).Unix()) }

// play is a performance.
type play struct {
	Stage
	Cast
	ledger  *ledger.Ledger
	speaker phrase.Speaker
	tenor   calendar.Day
	step    int
	debt    ref.Obligation
	due     calendar.Day
	price   discount.Price
	late    amount.Amount            // what the obligor paid on top of the face, having settled after the due day
	before  map[uint32]amount.Amount // free cash at the bank of the story, by company
	failed  int
}

// Play plays the story and checks it. It prints a line for each act, then the tree, the balances and the checks, and returns the
// receivable. ErrCheck if a check failed; any other error has ended the play.
func Play(ctx context.Context, stage Stage, cast Cast) (ref.Obligation, error) {
	p := &play{Stage: stage, Cast: cast, before: make(map[uint32]amount.Amount)}
	var err error
	if p.tenor, err = Tenor(stage.Network.Clock.Length()); err != nil {
		return p.debt, err
	}
	if p.ledger, err = ledger.Open(ctx, stage.Node, stage.Network); err != nil {
		return p.debt, err
	}
	p.speaker = phrase.Speaker{Language: stage.Language, Names: p.names()}
	for _, scene := range []func(context.Context) error{
		p.open, p.confirm, p.passOn, p.reject, p.refuse, p.sell, p.settle, p.showTree, p.showBalances, p.check,
	} {
		if err := scene(ctx); err != nil {
			return p.debt, err
		}
	}
	if p.failed > 0 {
		return p.debt, fmt.Errorf("%w: %d", ErrCheck, p.failed)
	}
	return p.debt, nil
}

// companies are all that play.
func (p *play) companies() []Member {
	return []Member{p.Obligor, p.Tier1, p.Tier2, p.Tier3, p.Bank, p.SecondBank}
}

// names calls companies as the story does; all its money is CNY.
type names struct{ phrase.Directory }

// Currency is phrase.Currencies.
func (names) Currency(ref.Obligation) string { return currency.CNY.String() }

func (p *play) names() names {
	known := make(phrase.Directory)
	for _, m := range p.companies() {
		known[m.Company] = m.Name
	}
	return names{known}
}

// say prints in the stage's language.
func (p *play) say(en, zh string, args ...any) {
	fmt.Fprintf(p.Out, p.either(en, zh)+"\n", args...)
}

// open prints where it is played, and remembers what everyone has.
func (p *play) open(ctx context.Context) error {
	p.say("network %s, chain %d; a day lasts %v; the receivable runs %d days",
		"网络 %s，链 %d；一日为 %v；应收账款期限 %d 日", p.Network.Name, p.Network.ChainID, p.Network.Clock.Length(), p.tenor)
	for _, m := range p.companies() {
		balance, err := p.ledger.Balance(ctx, p.Bank.Company, currency.CNY, m.Company)
		if err != nil {
			return err
		}
		p.before[m.Company] = balance.Free
	}
	return nil
}
