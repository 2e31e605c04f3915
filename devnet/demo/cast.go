package demo

import (
	"context"
	"fmt"
	"math/big"
	"time"

	"github.com/ethereum/go-ethereum/crypto"

	"github.com/tallystick/tallystick/bindings/act"
	"github.com/tallystick/tallystick/bindings/calendar"
	"github.com/tallystick/tallystick/bindings/client"
	"github.com/tallystick/tallystick/bindings/contracts"
	"github.com/tallystick/tallystick/bindings/currency"
)

// The desk's number in every network, capacities, and the bound that is none, as the contracts have them.
const (
	deskCompany  = 1
	asObligor    = 1
	asBank       = 2
	unbounded    = 1<<48 - 1
	assembleTime = 2 * time.Minute
	lastDay      = "9999-12-31"
)

// Assemble admits fresh companies for one performance, with keys that only this process has, and gives them what Cast says that they
// need. desk is a maker of the operator's desk.
func Assemble(ctx context.Context, stage Stage, desk act.Signer) (Cast, error) {
	a := assembly{Stage: stage, nonces: make(map[string]uint64)}
	known, err := stage.Relayer.Companies(ctx, client.Filter{})
	if err != nil {
		return Cast{}, err
	}
	for _, company := range known {
		a.last = max(a.last, company.ID)
	}
	var cast Cast
	for _, role := range []struct {
		member     *Member
		name       string
		capacities uint16
	}{
		{&cast.Bank, "Harbour Bank", asBank}, {&cast.SecondBank, "River Bank", asBank}, {&cast.Obligor, "Northern Steel", asObligor},
		{&cast.Tier1, "Acme", 0}, {&cast.Tier2, "Bolt", 0}, {&cast.Tier3, "Cirrus", 0},
	} {
		if *role.member, err = a.apply(ctx, desk, role.name, role.capacities); err != nil {
			return Cast{}, err
		}
	}
	if err := a.endow(cast); err != nil {
		return Cast{}, err
	}
	return cast, a.send(ctx)
}

// assembly collects the acts that make a cast.
type assembly struct {
	Stage
	last   uint32
	nonces map[string]uint64 // of keys made here
	acts   []act.Signed
}

// apply makes a company and its key, and signs its admission.
func (a *assembly) apply(ctx context.Context, desk act.Signer, name string, capacities uint16) (Member, error) {
	key, err := crypto.GenerateKey()
	if err != nil {
		return Member{}, fmt.Errorf("make a key: %w", err)
	}
	a.last++
	m := Member{Company: a.last, Name: fmt.Sprintf("%s %d", name, a.last), Signer: act.KeySigner{Private: key}}
	message := contracts.AdmitCompany{
		Company: deskCompany, Id: m.Company, Name: m.Name, Registration: fmt.Sprintf("DEMO-%d", m.Company), Capacities: capacities,
		Key: m.Signer.Address(), DualAbove: big.NewInt(unbounded),
	}
	// As many free nonces as there are admissions so far: none of them is posted yet.
	free, err := a.Relayer.Key(ctx, desk.Address(), len(a.acts)+1)
	if err != nil {
		return Member{}, err
	}
	if free.Operator == nil || free.Operator.Company != deskCompany {
		return Member{}, fmt.Errorf("the key %s is no operator of the network's desk, who alone admits companies", desk.Address())
	}
	if len(free.Nonces) <= len(a.acts) {
		return Member{}, fmt.Errorf("the relayer gives no free nonce of %s", desk.Address())
	}
	signed, err := act.Sign(desk, a.Network.Domain(), message, uint64(free.Nonces[len(a.acts)]), a.deadline())
	if err == nil {
		signed, err = signed.AddConsent(m.Signer, a.Network.Domain())
	}
	a.acts = append(a.acts, signed)
	a.nonces[m.Name] = signed.Nonce + 1 // the consent spends the message's nonce for the key that gives it
	return m, err
}

// endow signs the line, the deposits and the standing acceptances.
func (a *assembly) endow(c Cast) error {
	last, err := calendar.ParseDay(lastDay)
	if err != nil {
		return err
	}
	cny := uint16(currency.CNY)
	for _, each := range []struct {
		by      Member
		message any
	}{
		{c.Bank, contracts.GrantLine{Company: c.Bank.Company, Obligor: c.Obligor.Company, Currency: cny, Amount: uint64(face)}},
		{c.Bank, contracts.MintCash{Company: c.Bank.Company, To: c.Obligor.Company, Currency: cny, Amount: (face + lateAtMost).Big(), Ref: "deposit"}},
		{c.Bank, contracts.MintCash{Company: c.Bank.Company, To: c.Bank.Company, Currency: cny, Amount: sold.Big(), Ref: "own"}},
		{c.SecondBank, contracts.MintCash{Company: c.SecondBank.Company, To: c.SecondBank.Company, Currency: cny, Amount: sold.Big(), Ref: "own"}},
		{c.Tier2, contracts.AcceptFrom{
			Company: c.Tier2.Company, Sender: c.Tier1.Company, Obligor: c.Obligor.Company, Min: big.NewInt(1), Max: face.Big(), Until: uint32(last),
		}},
	} {
		nonce := a.nonces[each.by.Name]
		a.nonces[each.by.Name]++
		signed, err := act.Sign(each.by.Signer, a.Network.Domain(), each.message, nonce, a.deadline())
		if err != nil {
			return err
		}
		a.acts = append(a.acts, signed)
	}
	return nil
}

// send posts the acts in two parts, since only companies that are there can act, and waits for each.
func (a *assembly) send(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, assembleTime)
	defer cancel()
	var admissions, others []act.Signed
	for _, signed := range a.acts {
		if _, admits := signed.Message.(contracts.AdmitCompany); admits {
			admissions = append(admissions, signed)
		} else {
			others = append(others, signed)
		}
	}
	for _, part := range [][]act.Signed{admissions, others} {
		answers, err := a.Relayer.PostBatch(ctx, part)
		if err != nil {
			return err
		}
		for i, answer := range answers {
			if answer.Problem != nil {
				return fmt.Errorf("%s: %w", part[i].Name(), answer.Problem)
			}
			seen, err := a.Relayer.Await(ctx, answer.Act.ID, client.UntilMined)
			if err != nil {
				return err
			}
			if seen.Refusal != nil {
				return fmt.Errorf("%s was refused: %s", part[i].Name(), seen.Refusal.Message.In(a.Language))
			}
		}
	}
	return nil
}
