package deployment

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"math/big"

	"github.com/ethereum/go-ethereum/accounts/abi/bind/v2"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/ethereum/go-ethereum/ethclient"
	"github.com/ethereum/go-ethereum/rpc"

	"github.com/tallystick/tallystick/bindings/calendar"
	"github.com/tallystick/tallystick/bindings/contracts"
)

// Desk is a company that a network starts with.
type Desk struct {
	// Name is the legal name, 1 to 256 bytes; Registration its registration number, 1 to 64 bytes.
	Name, Registration string
	// Key is its first operator key.
	Key common.Address
}

// Plan is what a new network is to be.
type Plan struct {
	// Name is for people.
	Name string
	// Clock counts its days; its base must not lie ahead of the chain's time.
	Clock calendar.Clock
	// Operator admits companies (company 1); Authority freezes, stops keys, lifts defaults and names rule sets (company 2). Their keys differ.
	Operator, Authority Desk
	// Rules are its rule sets; none means ChinaRules.
	Rules []RuleSet
}

// ErrPlan is wrapped by errors about a plan that cannot be carried out.
var ErrPlan = errors.New("no network can be deployed so")

// Check says what is wrong with a plan before anything is sent.
func (p Plan) Check() error {
	if p.Name == "" {
		return fmt.Errorf("%w: the network has no name", ErrPlan)
	}
	if err := p.Clock.Check(); err != nil {
		return fmt.Errorf("%w: %w", ErrPlan, err)
	}
	for who, desk := range map[string]Desk{"operator": p.Operator, "authority": p.Authority} {
		switch {
		case desk.Name == "" || len(desk.Name) > 256:
			return fmt.Errorf("%w: the %s's name must have 1 to 256 bytes", ErrPlan, who)
		case desk.Registration == "" || len(desk.Registration) > 64:
			return fmt.Errorf("%w: the %s's registration number must have 1 to 64 bytes", ErrPlan, who)
		case desk.Key == common.Address{}:
			return fmt.Errorf("%w: the %s has no key", ErrPlan, who)
		}
	}
	if p.Operator.Key == p.Authority.Key || p.Operator.Registration == p.Authority.Registration {
		return fmt.Errorf("%w: operator and authority must be two companies with two keys", ErrPlan)
	}
	for _, set := range p.Rules {
		if id := set.missing(); id != "" {
			return fmt.Errorf("%w: set %q has no rule %s", ErrPlan, set.Name, id)
		}
		for _, v := range set.Values {
			if set.Name == "" || v.ID == "" || len(v.ID) > 32 || v.Value < 0 {
				return fmt.Errorf("%w: rule %q of set %q", ErrPlan, v.ID, set.Name)
			}
		}
	}
	return nil
}

// Deploy puts a whole network on a chain: contracts that know each other's addresses beforehand, from the deployer's nonces, so
// that none has anything left to set. The key of opts pays and has no right in the network. It returns when all are mined and
// verified; ctx bounds the wait. opts is not changed.
func Deploy(ctx context.Context, node *rpc.Client, opts *bind.TransactOpts, plan Plan) (*Deployment, error) {
	if len(plan.Rules) == 0 {
		plan.Rules = ChinaRules()
	}
	if err := plan.Check(); err != nil {
		return nil, err
	}
	chain := ethclient.NewClient(node)
	first, err := chain.PendingNonceAt(ctx, opts.From)
	if err != nil {
		return nil, fmt.Errorf("deploy: nonce of %s: %w", opts.From, err)
	}
	at := make(map[string]common.Address)
	for i, name := range Names() {
		at[name] = crypto.CreateAddress(opts.From, first+uint64(i))
	}
	creations, err := plan.creations(at)
	if err != nil {
		return nil, err
	}
	sent := make([]*types.Transaction, len(creations))
	for i, creation := range creations {
		each := *opts
		each.Context, each.Nonce = ctx, new(big.Int).SetUint64(first+uint64(i))
		if _, sent[i], err = bind.DeployContract(&each, common.FromHex(creation.meta.Bin), chain, creation.arguments); err != nil {
			return nil, fmt.Errorf("deploy %s: %w", creation.name, err)
		}
		if i > 0 {
			continue
		}
		// Others ask the first one, Companies, as they come into being, and gas is estimated on what is mined.
		if _, err := bind.WaitMined(ctx, chain, sent[i].Hash()); err != nil {
			return nil, fmt.Errorf("deploy %s: wait for %s: %w", creation.name, sent[i].Hash(), err)
		}
	}
	d := &Deployment{Version: Version, Name: plan.Name, Contracts: make(map[string]Contract), Clock: plan.Clock}
	for i, creation := range creations {
		receipt, err := bind.WaitMined(ctx, chain, sent[i].Hash())
		if err != nil {
			return nil, fmt.Errorf("deploy %s: wait for %s: %w", creation.name, sent[i].Hash(), err)
		}
		if receipt.Status != types.ReceiptStatusSuccessful || receipt.ContractAddress != at[creation.name] {
			return nil, fmt.Errorf("deploy %s: transaction %s failed", creation.name, sent[i].Hash())
		}
		if block := receipt.BlockNumber.Uint64(); i == 0 || block < d.Block {
			d.Block = block
		}
	}
	if err := d.complete(ctx, node, at); err != nil {
		return nil, fmt.Errorf("deploy: %w", err)
	}
	for _, set := range plan.Rules {
		d.Rules = append(d.Rules, set.Name)
	}
	return d, d.Verify(ctx, node)
}

// creation is one contract to be created.
type creation struct {
	name      string
	meta      *bind.MetaData
	arguments []byte
}

// creations are the contracts with their constructors' arguments, in the order of Names.
func (p Plan) creations(at map[string]common.Address) ([]creation, error) {
	var seed [32]byte
	if _, err := rand.Read(seed[:]); err != nil {
		return nil, fmt.Errorf("deploy: seed of the salt: %w", err)
	}
	clock := contracts.ClockParams{
		BaseDay: uint32(p.Clock.BaseDay), BaseTime: new(big.Int).SetUint64(p.Clock.BaseTime), DayLength: p.Clock.DayLength,
	}
	desks := [2]contracts.Desk{contracts.Desk(p.Operator), contracts.Desk(p.Authority)}
	names, rules := flatten(p.Rules)
	each := func(names ...string) []common.Address {
		addresses := make([]common.Address, len(names))
		for i, name := range names {
			addresses[i] = at[name]
		}
		return addresses
	}
	signing := each("Rules", "Cash", "Lines", "Evidence", "Receivables", "Settlements", "Endings", "Discounts", "Pledges", "Guarantees",
		"Recourse", "Holds", "Circles", "PaymentRuns")
	arguments := map[string][]byte{
		"Companies": contracts.NewCompanies().PackConstructor(at["Lots"], signing, at["Rules"], desks, seed, clock),
		"Rules":     contracts.NewRules().PackConstructor(at["Companies"], names, rules, clock),
		"Lots":      contracts.NewLots().PackConstructor(at["Companies"], rights(at), clock),
		"Cash":      contracts.NewCash().PackConstructor(at["Companies"], each("Settlements", "Discounts", "Recourse")),
		"Lines":     contracts.NewLines().PackConstructor(at["Companies"], each("Receivables", "Settlements", "Endings")),
		"Evidence":  contracts.NewEvidence().PackConstructor(at["Companies"], at["Lots"], each("Receivables")),
		"Receivables": contracts.NewReceivables().PackConstructor(
			at["Companies"], at["Lots"], at["Lines"], at["Evidence"], at["Rules"], at["Endings"], clock),
		"Settlements": contracts.NewSettlements().PackConstructor(
			at["Companies"], at["Lots"], at["Cash"], at["Lines"], at["Rules"], at["Pledges"], clock),
		"Endings": contracts.NewEndings().PackConstructor(
			at["Companies"], at["Lots"], at["Lines"], at["Receivables"], at["Discounts"], clock),
		"Discounts": contracts.NewDiscounts().PackConstructor(
			at["Companies"], at["Lots"], at["Cash"], at["Rules"], at["Endings"], clock),
		"Pledges": contracts.NewPledges().PackConstructor(
			at["Companies"], at["Lots"], at["Rules"], at["Settlements"], clock),
		"Guarantees": contracts.NewGuarantees().PackConstructor(at["Companies"], at["Lots"], clock),
		"Recourse": contracts.NewRecourse().PackConstructor(
			at["Companies"], at["Lots"], at["Cash"], at["Settlements"], clock),
		"Holds":       contracts.NewHolds().PackConstructor(at["Companies"], at["Lots"], clock),
		"Circles":     contracts.NewCircles().PackConstructor(at["Companies"], clock),
		"PaymentRuns": contracts.NewPaymentRuns().PackConstructor(at["Companies"], at["Lots"]),
	}
	meta := map[string]*bind.MetaData{
		"Companies": &contracts.CompaniesMetaData, "Rules": &contracts.RulesMetaData, "Lots": &contracts.LotsMetaData,
		"Cash": &contracts.CashMetaData, "Lines": &contracts.LinesMetaData, "Evidence": &contracts.EvidenceMetaData,
		"Receivables": &contracts.ReceivablesMetaData, "Settlements": &contracts.SettlementsMetaData,
		"Endings": &contracts.EndingsMetaData, "Discounts": &contracts.DiscountsMetaData, "Pledges": &contracts.PledgesMetaData,
		"Guarantees": &contracts.GuaranteesMetaData, "Recourse": &contracts.RecourseMetaData, "Holds": &contracts.HoldsMetaData,
		"Circles": &contracts.CirclesMetaData, "PaymentRuns": &contracts.PaymentRunsMetaData, "Batch": &contracts.BatchMetaData,
	}
	list := make([]creation, 0, len(meta))
	for _, name := range Names() {
		list = append(list, creation{name, meta[name], arguments[name]})
	}
	return list, nil
}

// complete reads from the chain what only it knows: its identity, the codes and the salt.
func (d *Deployment) complete(ctx context.Context, node *rpc.Client, at map[string]common.Address) error {
	var err error
	if d.ChainID, d.GenesisHash, err = identity(ctx, node); err != nil {
		return err
	}
	for name, address := range at {
		hash, err := codeHash(ctx, node, address)
		if err != nil {
			return fmt.Errorf("code of %s: %w", name, err)
		}
		d.Contracts[name] = Contract{Address: address, CodeHash: hash}
	}
	companies := contracts.NewCompanies()
	instance := companies.Instance(ethclient.NewClient(node), at["Companies"])
	salt, err := bind.Call(instance, &bind.CallOpts{Context: ctx}, companies.PackSalt(), companies.UnpackSalt)
	if err != nil {
		return fmt.Errorf("salt: %w", err)
	}
	d.Salt = salt
	return nil
}
