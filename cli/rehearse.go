package main

import (
	"encoding/json"
	"fmt"

	"github.com/ethereum/go-ethereum/common"
	"github.com/urfave/cli/v2"

	"github.com/tallystick/tallystick/bindings/act"
	"github.com/tallystick/tallystick/bindings/client"
	"github.com/tallystick/tallystick/bindings/contracts"
)

// rehearse is --dry-run: what would be signed, in words and as the typed message, and what would
// come of it now. Nothing is signed, so nobody can send what was only tried.
func (s *session) rehearse(c *cli.Context, orders []order) error {
	a, err := s.account()
	if err != nil {
		return err
	}
	var failed error
	for _, o := range orders {
		if o.consent == nil {
			if o.deadline, err = s.deadline(c); err != nil {
				return err
			}
			if o.nonce, err = randomNonce(); err != nil {
				return err
			}
		}
		refusal, err := s.tryOne(c, o, a.Address)
		if err != nil {
			return err
		}
		if refusal != nil && refusal.Name == secondNeeded && drafting(c) {
			// That is what a draft is for; what comes after it the chain says once there are two signatures.
			refusal = nil
		}
		if err := s.printRehearsal(c, o, refusal); err != nil {
			return err
		}
		if refusal != nil && failed == nil {
			failed = refused(refusal)
		}
	}
	return failed
}

// tryOne simulates one act, at the node under --direct, else through the relayer.
func (s *session) tryOne(c *cli.Context, o order, key common.Address) (*client.Refusal, error) {
	if s.switched("direct") {
		if len(s.unopened) > 0 {
			s.note("a payment of a run is opened first, so that what follows cannot be tried before")
			return nil, nil
		}
		node, err := s.Node(c.Context)
		if err != nil {
			return nil, err
		}
		defer node.Close()
		call, err := s.directCall(c, o, key)
		if err != nil {
			return nil, err
		}
		return nil, s.rehearseCall(c.Context, node, call)
	}
	relayer, err := s.Client()
	if err != nil {
		return nil, err
	}
	trial, err := relayer.DryRun(c.Context, act.Signed{
		Message: o.message, Key: key, Nonce: o.nonce, Deadline: o.deadline, Consent: o.consent, Quote: o.quote,
	})
	if err != nil {
		return nil, err
	}
	if !trial.OK && trial.Refusal == nil {
		return nil, exitf(ExitFailure, "the relayer refused without a reason")
	}
	return trial.Refusal, nil
}

func (s *session) printRehearsal(c *cli.Context, o order, refusal *client.Refusal) error {
	sentence, err := s.speaker(c.Context).Act(o.message)
	if err != nil {
		return fmt.Errorf("say the act: %w", err)
	}
	kind, err := act.KindOf(o.message)
	if err != nil {
		return fmt.Errorf("read the act: %w", err)
	}
	network, err := s.Network(c.Context)
	if err != nil {
		return err
	}
	message, err := act.WalletJSON(network.Domain(), o.message, o.nonce, o.deadline)
	if err != nil {
		return fmt.Errorf("write the act: %w", err)
	}
	effect := "it would be done"
	if drafting(c) {
		effect = "it would be done once a second operator approves it"
	}
	switch o.message.(type) {
	case contracts.Quote, act.AskQuotes:
		// No contract sees it before a holder takes a quote, so there is nothing to try.
		effect = "it would be offered; the relayer looks at it when it is sent"
	}
	if refusal != nil {
		effect = refused(refusal).Message(s.lang)
	}
	columns := []column{{key: "act"}, {key: "sentence"}, {key: "ok"}, {key: "effect"}}
	row := []any{kind.Name, sentence, refusal == nil, s.lang.Text(effect)}
	if s.print.format == "json" {
		columns, row = append(columns, column{key: "message"}), append(row, json.RawMessage(message))
	}
	return s.print.record(columns, row)
}
