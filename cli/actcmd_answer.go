package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/urfave/cli/v2"

	"github.com/tallystick/tallystick/bindings/act"
	"github.com/tallystick/tallystick/bindings/client"
)

// pending is what waits for a second operator: an act, or a bank's quote, which no contract has seen yet.
type pending struct {
	client.Act
	// quote is nil for an act.
	quote *client.Quote
	// digest is what an approval is a signature over, and what a rejection or withdrawal names.
	digest common.Hash
}

// answer is what an operator has to say about what waits.
type answer struct {
	question string
	// may refuses before anything is signed, by what waits and the key that would sign.
	may func(c *cli.Context, p pending, by common.Address) error
	// sign makes the answer.
	sign func(ctx context.Context, p pending, by act.Signer) (client.Countersignature, error)
	// act and quote hand it to the relayer.
	act   func(*client.Client, context.Context, common.Hash, client.Countersignature) (*client.Act, error)
	quote func(*client.Client, context.Context, common.Hash, client.Countersignature) (*client.Quote, error)
}

func (s *session) actApprove(c *cli.Context) error {
	return s.answerAll(c, answer{
		question: "Approve it?", may: s.mayApprove, sign: s.approval, act: (*client.Client).Second, quote: (*client.Client).SecondQuote,
	})
}

func (s *session) actReject(c *cli.Context) error {
	return s.answerAll(c, answer{
		question: "Reject it?",
		may:      func(*cli.Context, pending, common.Address) error { return nil },
		sign: func(_ context.Context, p pending, by act.Signer) (client.Countersignature, error) {
			return s.signText(by, act.Rejection(p.digest))
		},
		act: (*client.Client).Reject, quote: (*client.Client).RejectQuote,
	})
}

func (s *session) actWithdraw(c *cli.Context) error {
	return s.answerAll(c, answer{
		question: "Withdraw it?",
		may: func(_ *cli.Context, p pending, by common.Address) error {
			if by != p.Signed.Key {
				return exitf(ExitKey, "the key %s has not made this act", by.Hex()).
					hintf("its maker withdraws it; as second operator: tally act reject %s", p.ID.Hex())
			}
			return nil
		},
		sign: func(_ context.Context, p pending, by act.Signer) (client.Countersignature, error) {
			return s.signText(by, act.Withdrawal(p.digest))
		},
		act: (*client.Client).Withdraw, quote: (*client.Client).WithdrawQuote,
	})
}

// answerAll shows all that is named before it asks about it, and answers one after the other.
func (s *session) answerAll(c *cli.Context, with answer) error {
	by, err := s.account()
	if err != nil {
		return err
	}
	var all []pending
	for _, text := range c.Args().Slice() {
		p, err := s.pendingNamed(c, text)
		if err != nil {
			return err
		}
		if err := with.may(c, p, by.Address); err != nil {
			return err
		}
		all = append(all, p)
	}
	if s.switched("dry-run") {
		return s.printPending(all)
	}
	if err := s.confirm(with.question); err != nil {
		return err
	}
	signer, err := s.signer(c.Context)
	if err != nil {
		return err
	}
	relayer, err := s.Client()
	if err != nil {
		return err
	}
	var acts []client.Act
	var quotes []client.Quote
	for i, p := range all {
		signature, err := with.sign(c.Context, p, signer)
		if err == nil && p.quote == nil {
			var answered *client.Act
			if answered, err = with.act(relayer, c.Context, p.ID, signature); err == nil {
				acts = append(acts, *answered)
			}
		} else if err == nil {
			var answered *client.Quote
			if answered, err = with.quote(relayer, c.Context, p.ID, signature); err == nil {
				quotes = append(quotes, *answered)
			}
		}
		if err != nil {
			for _, before := range all[:i] {
				s.note("answered before this: act %s", before.ID.Hex())
			}
			return err
		}
	}
	return s.printAnswered(c, acts, quotes)
}

// printAnswered prints what came of answers, and waits for the acts that are on their way by them.
func (s *session) printAnswered(c *cli.Context, acts []client.Act, quotes []client.Quote) error {
	if len(quotes) > 0 {
		if err := s.printQuotes(quotes); err != nil {
			return err
		}
	}
	switch {
	case len(acts) == 0:
		return nil
	case acts[0].State.Abandoned():
		return s.printActs(acts)
	}
	return s.Await(c.Context, acts)
}

func (s *session) printPending(all []pending) error {
	acts := make([]client.Act, 0, len(all))
	for _, p := range all {
		acts = append(acts, p.Act)
	}
	return s.printActs(acts)
}

// pendingNamed answers what waits for a second operator under an id, whose words have been made from
// its message here: a relayer could show other words than it asks to sign.
func (s *session) pendingNamed(c *cli.Context, text string) (p pending, err error) {
	id, err := actID(text)
	if err != nil {
		return p, err
	}
	relayer, err := s.party(c.Context)
	if err != nil {
		return p, err
	}
	network, err := s.Network(c.Context)
	if err != nil {
		return p, err
	}
	named := func(signed act.Signed) (common.Hash, error) { return signed.Digest(network.Domain()) }
	a, err := relayer.Act(c.Context, id)
	if errors.Is(err, client.ErrNotFound) {
		quote, unknown := relayer.Quote(c.Context, id)
		if unknown != nil {
			return p, err
		}
		a, p.quote = actOf(*quote), quote
		named = act.Signed.StructHash
	} else if err != nil {
		return p, err
	}
	if a.State == client.Waiting && a.Signed == nil {
		return p, exitf(ExitKey, "act %s waits for an operator of company %d, and is not yours to see", a.ID.Hex(), a.Company).
			hintf("choose another account with --account")
	}
	if a.State != client.Waiting || a.Signed == nil {
		return p, exitf(ExitConflict, "act %s does not wait for a second operator: it is %s", a.ID.Hex(), s.lang.Word(string(a.State)))
	}
	if is, err := named(*a.Signed); err != nil || is != id {
		return p, exitf(ExitConflict, "the relayer's act %s is not what its id says", a.ID.Hex()).because(err)
	}
	p.Act = *a
	if p.digest, err = a.Signed.Digest(network.Domain()); err != nil {
		return p, fmt.Errorf("read the act: %w", err)
	}
	return p, s.sayPending(c.Context, p)
}

// actOf is a quote as an act that waits, or does not.
func actOf(q client.Quote) *client.Act {
	a := &client.Act{ID: q.ID, Name: "Quote", Company: q.Bank.ID, State: client.State(q.State), Signed: q.Signed, Amount: &q.Amount, Currency: &q.Currency}
	if q.Signed != nil {
		a.Draft, a.Maker = q.Signed.IsDraft(), &q.Signed.Key
		until := time.Unix(int64(q.Signed.Deadline), 0) // 40 bits
		a.Expires = &until
	}
	return a
}

// sayPending says what one would sign: in words, what it comes to, whose it is and until when.
func (s *session) sayPending(ctx context.Context, p pending) error {
	for _, message := range parts(*p.Signed) {
		sentence, err := s.speaker(ctx).Act(message)
		if err != nil {
			return fmt.Errorf("say the act: %w", err)
		}
		s.note("%s", sentence)
	}
	if p.Amount != nil {
		worth := p.Amount.String()
		if p.Currency != nil {
			worth += " " + p.Currency.String()
		}
		s.note("it comes to %s", worth)
	}
	if p.quote != nil && p.quote.PriceToday != nil {
		price := p.quote.PriceToday
		s.note("taken today it pays %s: %s less %s interest of %d days", price.Proceeds.String(), p.quote.Amount.String(), price.Interest.String(), price.Days)
	}
	s.note("made by %s, to be answered until %s", s.print.human(s.hand(p.Maker)), s.print.human(momentOrNil(p.Expires)))
	return nil
}

// parts are the messages that one signs by an act: its own, after the quote that it takes.
func parts(signed act.Signed) []any {
	if signed.Quote != nil {
		return []any{signed.Quote.Message, signed.Message}
	}
	return []any{signed.Message}
}

// mayApprove refuses what another must sign, and what the chain would refuse now.
func (s *session) mayApprove(c *cli.Context, p pending, by common.Address) error {
	if by == p.Signed.Key {
		return exitf(ExitKey, "the key %s has made this act; another operator must approve it", by.Hex()).
			hintf("choose another account with --account")
	}
	if p.quote != nil {
		return nil // the relayer looks at the lot and the price again
	}
	relayer, err := s.Client()
	if err != nil {
		return err
	}
	// As its maker's own call: what the second signature is for is the relayer's to try with it.
	unsigned := *p.Signed
	unsigned.Signature, unsigned.Second = nil, nil
	trial, err := relayer.DryRun(c.Context, unsigned)
	if err != nil {
		return err
	}
	if trial.Refusal != nil && trial.Refusal.Name != secondNeeded {
		return refused(trial.Refusal)
	}
	return nil
}

// approval is the second signature over what waits.
func (s *session) approval(ctx context.Context, p pending, by act.Signer) (client.Countersignature, error) {
	network, err := s.Network(ctx)
	if err != nil {
		return client.Countersignature{}, err
	}
	both, err := p.Signed.AddSecond(by, network.Domain())
	if err != nil {
		return client.Countersignature{}, fmt.Errorf("sign: %w", err)
	}
	return client.Countersignature{Key: by.Address(), Signature: both.Second[common.AddressLength:]}, nil
}

// signText signs a plain text as an answer.
func (s *session) signText(by act.Signer, text []byte) (client.Countersignature, error) {
	texts, ok := by.(act.TextSigner)
	if !ok {
		return client.Countersignature{}, exitf(ExitKey, "this account cannot sign a text")
	}
	signature, err := act.SignText(texts, text)
	if err != nil {
		return client.Countersignature{}, fmt.Errorf("sign: %w", err)
	}
	return client.Countersignature{Key: by.Address(), Signature: signature}, nil
}
