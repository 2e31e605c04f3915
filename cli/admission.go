package main

import (
	"encoding/json"
	"fmt"
	"os"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/tallystick/tallystick/bindings/act"
	"github.com/tallystick/tallystick/bindings/contracts"
)

// An admission takes two signatures over one message, by people who do not share a computer: the
// company's own key signs an application, and the operator's desk admits it.

// capacityBits are the words of --capacity.
func capacityBits() map[string]uint16 {
	return map[string]uint16{"obligor": 1, "bank": 2, "guarantor": 4, "sme": 32, "group": 64}
}

func companyApplyCommand(s *session) *cli.Command {
	return &cli.Command{
		Name:  "apply",
		Usage: "sign the application of a company, for the operator's desk to admit",
		UsageText: "tally company apply --name \"Acme Parts\" --reg-no 91310000X --id 31 --account acme > application.json\n" +
			"tally company apply --name \"First Bank\" --reg-no 9111000Y --id 20 --capacity bank --account bank > application.json",
		Description: "The account becomes the company's first operator, with the admin role. Prints the signed application.",
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "name", Required: true, Usage: "the company's legal `NAME`"},
			&cli.StringFlag{Name: "reg-no", Required: true, Usage: "its registration `NUMBER` (unified credit code)"},
			&cli.UintFlag{Name: "id", Required: true, Usage: "its `NUMBER` in the network, agreed with the desk"},
			&cli.StringSliceFlag{Name: "capacity", Usage: "obligor, bank, guarantor or authority; repeat for several: `WORD`"},
			&cli.StringFlag{Name: "limit", Usage: "above this `AMOUNT` two operators sign; never without it"},
			&cli.StringFlag{Name: "documents", Usage: "the digest of the documents, or their `FILE`"},
			deadlineFlag(),
		},
		Action: s.companyApply,
	}
}

func companyAdmitCommand(s *session) *cli.Command {
	return &cli.Command{
		Name:      "admit",
		Usage:     "admit a company by its signed application (operator's desk)",
		UsageText: "tally company admit application.json --account desk",
		ArgsUsage: "FILE",
		Action:    s.companyAdmit,
	}
}

// desk is the company number of the operator's desk in every network.
const desk = 1

func (s *session) companyApply(c *cli.Context) error {
	id := c.Uint("id")
	if id == 0 || id > 1<<32-1 {
		return usagef("--id: a number from 1 to 4,294,967,295")
	}
	message := contracts.AdmitCompany{
		Company: desk, Id: uint32(id), Name: strings.TrimSpace(c.String("name")), Registration: strings.TrimSpace(c.String("reg-no")),
	}
	for _, word := range c.StringSlice("capacity") {
		bit, known := capacityBits()[word]
		if !known {
			return usagef("--capacity: %q is not one of %s", word, strings.Join(sortedKeys(capacityBits()), ", "))
		}
		message.Capacities |= bit
	}
	var err error
	if message.DualAbove, err = limitOf(c, "limit"); err != nil {
		return err
	}
	if message.Documents, err = digestOf(c, "documents"); err != nil {
		return err
	}
	network, err := s.Network(c.Context)
	if err != nil {
		return err
	}
	by, err := s.signer(c.Context)
	if err != nil {
		return err
	}
	message.Key = by.Address()
	application := act.Signed{Message: message}
	if application.Nonce, err = randomNonce(); err != nil {
		return err
	}
	if application.Deadline, err = s.deadline(c); err != nil {
		return err
	}
	if err := s.agree(c, message); err != nil {
		return err
	}
	if application, err = application.AddConsent(by, network.Domain()); err != nil {
		return fmt.Errorf("sign: %w", err)
	}
	return s.print.json(application)
}

// agree shows a message in words and asks for consent to sign it.
func (s *session) agree(c *cli.Context, message any) error {
	sentence, err := s.speaker(c.Context).Act(message)
	if err != nil {
		return fmt.Errorf("say the act: %w", err)
	}
	s.note("%s", sentence)
	return s.confirm("Sign it?")
}

func (s *session) companyAdmit(c *cli.Context) error {
	application, err := readSigned(c.Args().First())
	if err != nil {
		return err
	}
	message, ok := application.Message.(contracts.AdmitCompany)
	if !ok {
		return usagef("%s is not an application", c.Args().First()).hintf("make one with: tally company apply")
	}
	if s.switched("dry-run") {
		return s.rehearse(c, []order{{
			message: message, consent: application.Consent, nonce: application.Nonce, deadline: application.Deadline,
		}})
	}
	return s.completeAndPost(c, application)
}

// completeAndPost signs a prepared act under its own nonce and deadline, so that a consent over
// the same message stays good, and sends it.
func (s *session) completeAndPost(c *cli.Context, prepared act.Signed) error {
	if err := s.agree(c, prepared.Message); err != nil {
		return err
	}
	if err := s.serves(c.Context); err != nil {
		return err
	}
	network, err := s.Network(c.Context)
	if err != nil {
		return err
	}
	by, err := s.signer(c.Context)
	if err != nil {
		return err
	}
	relayer, err := s.Client()
	if err != nil {
		return err
	}
	key, err := relayer.Key(c.Context, by.Address(), 0)
	if err != nil {
		return err
	}
	if err := s.mayAct(c.Context, prepared.Message, by.Address(), key.Operator); err != nil {
		return err
	}
	signed, err := act.Sign(by, network.Domain(), prepared.Message, prepared.Nonce, prepared.Deadline)
	if err != nil {
		return fmt.Errorf("sign: %w", err)
	}
	signed.Consent = prepared.Consent
	if err := signed.Verify(network.Domain()); err != nil {
		return exitf(ExitKey, "the consent in the file is not good for this network").because(err).
			hintf("the joining key must sign it again, for this network")
	}
	return s.post(c, []act.Signed{signed})
}

// readSigned reads an act from a JSON file.
func readSigned(path string) (act.Signed, error) {
	var signed act.Signed
	text, err := os.ReadFile(path)
	if err != nil {
		return signed, exitf(ExitNotFound, "the file %s cannot be read", path).because(err)
	}
	if err := json.Unmarshal(text, &signed); err != nil {
		return signed, usagef("%s is not an act", path).because(err)
	}
	return signed, nil
}
