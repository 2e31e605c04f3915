package main

import (
	"context"
	"crypto/rand"
	"encoding/binary"
	"errors"
	"fmt"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/urfave/cli/v2"

	"github.com/tallystick/tallystick/bindings/act"
	"github.com/tallystick/tallystick/bindings/client"
)

// deadlineFlag belongs to every command that signs.
func deadlineFlag() cli.Flag {
	return &cli.StringFlag{Name: "deadline", Value: "1h", Usage: "how long the signature may be used: `DURATION`"}
}

// order is one act that the user wants done, and what belongs to its signature besides.
type order struct {
	message any
	consent []byte      // for acts by which a key joins a company
	quote   *act.Signed // for TakeQuote
	// nonce and deadline of a message to which another key has consented; else they are chosen.
	nonce, deadline uint64
}

// do shows the acts in words, asks, signs, sends and waits, as the global flags say, and prints
// what came of each.
func (s *session) do(c *cli.Context, orders ...order) error {
	for _, o := range orders {
		sentence, err := s.speaker(c.Context).Act(o.message)
		if err != nil {
			return fmt.Errorf("say the act: %w", err)
		}
		if s.print.format == "table" || !s.switched("dry-run") {
			s.note("%s", sentence)
		}
	}
	if err := s.mayDraft(c); err != nil {
		return err
	}
	if s.switched("dry-run") {
		return s.rehearse(c, orders)
	}
	question := "Sign and send?"
	if drafting(c) {
		question = "Sign it as a draft?"
		if err := s.foresee(c, orders); err != nil {
			return err
		}
	}
	if err := s.confirm(question); err != nil {
		return err
	}
	if s.switched("direct") {
		return s.sendDirect(c, orders)
	}
	if err := s.serves(c.Context); err != nil {
		return err
	}
	signed, err := s.sign(c, orders)
	if err != nil {
		return err
	}
	return s.post(c, signed)
}

// sign signs all acts under nonces that the relayer knows to be free, as drafts under --draft.
func (s *session) sign(c *cli.Context, orders []order) ([]act.Signed, error) {
	network, err := s.Network(c.Context)
	if err != nil {
		return nil, err
	}
	by, err := s.signer(c.Context)
	if err != nil {
		return nil, err
	}
	key, err := s.freeNonces(c.Context, by.Address(), len(orders), drafting(c))
	if err != nil {
		return nil, err
	}
	deadline, err := s.deadline(c)
	if err != nil {
		return nil, err
	}
	var signed []act.Signed
	for i, o := range orders {
		if err := s.mayAct(c.Context, o.message, by.Address(), key.Operator); err != nil {
			return nil, err
		}
		one, err := act.Sign(by, network.Domain(), o.message, uint64(key.Nonces[i]), deadline)
		if err != nil {
			return nil, fmt.Errorf("sign: %w", err)
		}
		one.Consent = o.consent
		if o.quote != nil {
			if one, err = one.WithQuote(*o.quote); err != nil {
				return nil, fmt.Errorf("attach the quote: %w", err)
			}
		}
		signed = append(signed, one)
	}
	return signed, nil
}

// freeNonces asks the relayer what a key may do and for n nonces that it can use, for drafts or for other acts.
func (s *session) freeNonces(ctx context.Context, key common.Address, n int, draft bool) (*client.KeyStatus, error) {
	relayer, err := s.Client()
	if err != nil {
		return nil, err
	}
	ask := relayer.Key
	if draft {
		ask = relayer.DraftNonces
	}
	status, err := ask(ctx, key, n)
	if err == nil && len(status.Nonces) < n {
		err = exitf(ExitFailure, "the relayer gave %d free nonces of %d", len(status.Nonces), n)
	}
	return status, err
}

// mayAct refuses a key that is not an operator of the company that the act is for, before
// anything is signed.
func (s *session) mayAct(ctx context.Context, message any, key common.Address, of *client.Operator) error {
	company, err := act.Company(message)
	if err != nil {
		return fmt.Errorf("read the act: %w", err)
	}
	refusal := exitf(ExitKey, "the key %s is not an operator of company %d", key.Hex(), company)
	switch {
	case of == nil || of.Company == 0:
		return refusal.hintf("it is no company's operator; choose another account with --account")
	case of.Company != company:
		return refusal.hintf("it acts for company %d (%s); choose with --as or --account", of.Company, s.speaker(ctx).Names.Company(of.Company))
	case of.Suspended:
		return exitf(ExitKey, "the key %s is suspended by an order", key.Hex()).hintf("choose another account with --account, or ask the authority")
	case len(of.Roles) == 0:
		return exitf(ExitKey, "the key %s is revoked", key.Hex()).hintf("an admin of the company can add another: tally company operator add")
	}
	return nil
}

// deadline is the last Unix second at which a signature made now may be used.
func (s *session) deadline(c *cli.Context) (uint64, error) {
	if drafting(c) && !c.IsSet("deadline") {
		return uint64(s.con.Now().Add(draftFor).Unix()), nil // a time after now is after 1970
	}
	d, err := time.ParseDuration(c.String("deadline"))
	if err != nil || d <= 0 {
		return 0, usagef("--deadline: %q is not a duration above zero such as 30m or 24h", c.String("deadline"))
	}
	return uint64(s.con.Now().Add(d).Unix()), nil // a time after now is after 1970
}

// post hands signed acts to the relayer and waits.
func (s *session) post(c *cli.Context, signed []act.Signed) error {
	posted := make([]client.Act, 0, len(signed))
	for _, one := range signed {
		stored, err := s.postOne(c.Context, one)
		if err != nil {
			for _, before := range posted {
				s.note("sent before this: act %s", before.ID.Hex())
			}
			return err
		}
		posted = append(posted, *stored)
	}
	return s.Await(c.Context, posted)
}

// postOne hands one act over. Where someone with the same key was quicker with its nonce, the
// message is signed once more under another; a conflict of content is not one of nonces.
func (s *session) postOne(ctx context.Context, one act.Signed) (*client.Act, error) {
	relayer, err := s.Client()
	if err != nil {
		return nil, err
	}
	for {
		stored, fresh, err := relayer.Post(ctx, one)
		if err == nil {
			if !fresh {
				s.note("the relayer has act %s already", stored.ID.Hex())
			}
			return stored, nil
		}
		if errors.Is(err, client.ErrUnreachable) {
			return nil, s.mayBeStored(one, err)
		}
		if !clashes(err) || len(one.Consent) > 0 && s.joining == nil {
			return nil, err
		}
		status, again := s.freeNonces(ctx, one.Key, 1, one.IsDraft())
		if again != nil || uint64(status.Nonces[0]) == one.Nonce {
			return nil, err
		}
		before := one
		if one, again = act.Sign(s.signing, s.network.Domain(), one.Message, uint64(status.Nonces[0]), one.Deadline); again != nil {
			return nil, fmt.Errorf("sign again: %w", again)
		}
		if one.Quote = before.Quote; len(before.Consent) > 0 {
			if one, again = one.AddConsent(s.joining, s.network.Domain()); again != nil {
				return nil, fmt.Errorf("sign again as the joining key: %w", again)
			}
		}
	}
}

// clashes says whether an act that was just signed may be refused for its nonce alone: another act under it waits, or was done.
func clashes(err error) bool {
	var problem *client.Problem
	return errors.Is(err, client.ErrConflict) ||
		errors.As(err, &problem) && problem.Refusal != nil && problem.Refusal.Name == "NonceSpent"
}

// mayBeStored is the error where the answer to a post was lost: sending the same thing again, under
// another signature, could do it twice.
func (s *session) mayBeStored(one act.Signed, err error) error {
	id, digestErr := one.Digest(s.network.Domain())
	if digestErr != nil {
		return err
	}
	return exitf(ExitUnreachable, "the relayer's answer to act %s was lost", id.Hex()).because(err).
		hintf("it may have been taken: look before sending it again: tally act show %s", id.Hex())
}

// Await waits for posted acts as --wait and --timeout say and prints them. The first that did not
// come out as wanted decides the exit code.
func (s *session) Await(ctx context.Context, acts []client.Act) error {
	relayer, err := s.Client()
	if err != nil {
		return err
	}
	ctx, cancel := s.within(ctx)
	defer cancel()
	bar := s.beginProgress(len(acts), "waiting for the chain")
	defer bar.end()
	for i := range acts {
		seen, err := s.waitFor(ctx, relayer, acts[i])
		if err != nil {
			return err
		}
		acts[i] = *seen
		bar.step(1)
	}
	bar.end()
	show := s.printActs
	if s.report != nil {
		show = s.report
	}
	if err := show(acts); err != nil {
		return err
	}
	if s.kept(acts) {
		return nil
	}
	for _, a := range acts {
		if err := s.outcome(a); err != nil {
			return err
		}
	}
	return nil
}

// waitFor asks for an act until it is as far as --wait says, or can go no further by itself.
func (s *session) waitFor(ctx context.Context, relayer *client.Client, a client.Act) (*client.Act, error) {
	stage := s.get("wait")
	if stage == "none" || a.State == client.Waiting || a.State.Ended() {
		return &a, nil
	}
	seen, err := relayer.Await(ctx, a.ID, client.Stage(stage))
	if errors.Is(err, client.ErrPending) {
		return nil, exitf(ExitPending, "act %s is not %s yet", a.ID.Hex(), stage).
			hintf("wait longer with --timeout, or look later: tally act show %s", a.ID.Hex())
	}
	if err == nil && seen.Signed == nil {
		// The relayer told how far it is, and no more, since nobody is logged in: what it says is known from the post.
		known := a
		known.State, known.Tx, known.Block, known.BlockHash, known.GasUsed, known.Refusal, known.History =
			seen.State, seen.Tx, seen.Block, seen.BlockHash, seen.GasUsed, seen.Refusal, seen.History
		seen = &known
	}
	return seen, err
}

// outcome is the error that an act's state means for the user, if it means one.
func (s *session) outcome(a client.Act) error {
	switch {
	case a.State == client.Waiting:
		return exitf(ExitPending, "act %s waits for a second operator", a.ID.Hex()).
			hintf("another operator of the company runs: tally act approve %s", a.ID.Hex())
	case a.State == client.Rejected:
		return exitf(ExitRefused, "act %s was rejected by a second operator", a.ID.Hex())
	case a.State == client.Withdrawn:
		return exitf(ExitRefused, "act %s was withdrawn by its maker", a.ID.Hex())
	case a.State == client.Expired:
		return exitf(ExitRefused, "no second operator approved act %s in time", a.ID.Hex()).hintf("make it again, if it is still wanted")
	case a.Refusal != nil:
		return refused(a.Refusal)
	case a.State == client.Failed || a.State == client.Parked:
		return exitf(ExitFailure, "act %s failed", a.ID.Hex()).hintf("its history: tally act show %s", a.ID.Hex())
	}
	return nil
}

// randomNonce is for direct calls, whose nonce only has to be one that nobody guessed.
func randomNonce() (uint64, error) {
	var raw [8]byte
	if _, err := rand.Read(raw[:]); err != nil {
		return 0, fmt.Errorf("choose a nonce: %w", err)
	}
	return binary.BigEndian.Uint64(raw[:]) >> 1, nil
}
