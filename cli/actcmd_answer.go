package main

import (
	"context"
	"fmt"

	"github.com/ethereum/go-ethereum/common"
	"github.com/urfave/cli/v2"

	"github.com/tallystick/tallystick/bindings/act"
	"github.com/tallystick/tallystick/bindings/client"
)

// answer is what an operator has to say about an act that waits.
type answer struct {
	question string
	// may refuses before anything is signed, by the act and the key that would sign.
	may func(c *cli.Context, a client.Act, by common.Address) error
	// give signs the answer and hands it to the relayer.
	give func(ctx context.Context, relayer *client.Client, a client.Act, by act.Signer) (*client.Act, error)
}

func (s *session) actApprove(c *cli.Context) error {
	return s.answerActs(c, answer{question: "Approve it?", may: s.mayApprove, give: s.approve})
}

func (s *session) actReject(c *cli.Context) error {
	return s.answerActs(c, answer{
		question: "Reject it?",
		may:      func(*cli.Context, client.Act, common.Address) error { return nil },
		give: func(ctx context.Context, relayer *client.Client, a client.Act, by act.Signer) (*client.Act, error) {
			signature, err := s.signText(by, act.Rejection(a.ID))
			if err != nil {
				return nil, err
			}
			return relayer.Reject(ctx, a.ID, signature)
		},
	})
}

func (s *session) actWithdraw(c *cli.Context) error {
	return s.answerActs(c, answer{
		question: "Withdraw it?",
		may: func(_ *cli.Context, a client.Act, by common.Address) error {
			if by != a.Signed.Key {
				return exitf(ExitKey, "the key %s has not made this act", by.Hex()).
					hintf("its maker withdraws it; as second operator: tally act reject %s", a.ID.Hex())
			}
			return nil
		},
		give: func(ctx context.Context, relayer *client.Client, a client.Act, by act.Signer) (*client.Act, error) {
			signature, err := s.signText(by, act.Withdrawal(a.ID))
			if err != nil {
				return nil, err
			}
			return relayer.Withdraw(ctx, a.ID, signature)
		},
	})
}

// answerActs shows all acts before it asks about them, and answers one after the other.
func (s *session) answerActs(c *cli.Context, with answer) error {
	acts := make([]client.Act, 0, c.Args().Len())
	by, err := s.account()
	if err != nil {
		return err
	}
	for _, text := range c.Args().Slice() {
		a, err := s.waitingAct(c, text)
		if err != nil {
			return err
		}
		if err := with.may(c, *a, by.Address); err != nil {
			return err
		}
		acts = append(acts, *a)
	}
	if s.switched("dry-run") {
		return s.printActs(acts)
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
	for i, a := range acts {
		answered, err := with.give(c.Context, relayer, a, signer)
		if err != nil {
			for _, before := range acts[:i] {
				s.note("answered before this: act %s", before.ID.Hex())
			}
			return err
		}
		acts[i] = *answered
	}
	if acts[0].State.Abandoned() {
		return s.printActs(acts)
	}
	return s.Await(c.Context, acts)
}

// waitingAct answers an act that waits for a second operator, whose words have been made from its
// message here: a relayer could show other words than it asks to sign.
func (s *session) waitingAct(c *cli.Context, text string) (*client.Act, error) {
	id, err := actID(text)
	if err != nil {
		return nil, err
	}
	relayer, err := s.Client()
	if err != nil {
		return nil, err
	}
	a, err := relayer.Act(c.Context, id)
	if err != nil {
		return nil, err
	}
	if a.State != client.Waiting || a.Signed == nil {
		return nil, exitf(ExitConflict, "act %s does not wait for a second operator: it is %s", a.ID.Hex(), s.lang.Word(string(a.State)))
	}
	network, err := s.Network(c.Context)
	if err != nil {
		return nil, err
	}
	if digest, err := a.Signed.Digest(network.Domain()); err != nil || digest != id {
		return nil, exitf(ExitConflict, "the relayer's act %s is not what its id says", a.ID.Hex()).because(err)
	}
	for _, message := range parts(*a.Signed) {
		sentence, err := s.speaker(c.Context).Act(message)
		if err != nil {
			return nil, fmt.Errorf("say the act: %w", err)
		}
		s.note("%s", sentence)
	}
	if a.Amount != nil {
		worth := a.Amount.String()
		if a.Currency != nil {
			worth += " " + a.Currency.String()
		}
		s.note("it comes to %s", worth)
	}
	s.note("made by %s, to be answered until %s", s.print.human(s.hand(a.Maker)), s.print.human(momentOrNil(a.Expires)))
	return a, nil
}

// parts are the messages that one signs by an act: its own, after the quote that it takes.
func parts(signed act.Signed) []any {
	if signed.Quote != nil {
		return []any{signed.Quote.Message, signed.Message}
	}
	return []any{signed.Message}
}

// mayApprove refuses what another must sign, and what the chain would refuse now.
func (s *session) mayApprove(c *cli.Context, a client.Act, by common.Address) error {
	if by == a.Signed.Key {
		return exitf(ExitKey, "the key %s has made this act; another operator must approve it", by.Hex()).
			hintf("choose another account with --account")
	}
	relayer, err := s.Client()
	if err != nil {
		return err
	}
	// As its maker's own call: what the second signature is for is the relayer's to try with it.
	unsigned := *a.Signed
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

func (s *session) approve(ctx context.Context, relayer *client.Client, a client.Act, by act.Signer) (*client.Act, error) {
	network, err := s.Network(ctx)
	if err != nil {
		return nil, err
	}
	both, err := a.Signed.AddSecond(by, network.Domain())
	if err != nil {
		return nil, fmt.Errorf("sign: %w", err)
	}
	return relayer.Second(ctx, a.ID, client.Countersignature{Key: by.Address(), Signature: both.Second[common.AddressLength:]})
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
