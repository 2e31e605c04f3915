package main

import (
	"context"
	"fmt"
	"os"
	"time"

	"github.com/ethereum/go-ethereum/accounts/abi/bind/v2"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/ethclient"
	"github.com/ethereum/go-ethereum/rpc"
	"github.com/urfave/cli/v2"

	"github.com/tallystick/tallystick/bindings/calendar"
	"github.com/tallystick/tallystick/bindings/deployment"
)

// networkCommand is `tally network`: the contracts on a chain, as a whole.
func networkCommand(s *session) *cli.Command {
	text := func(name, value, usage string) cli.Flag {
		return &cli.StringFlag{Name: name, Value: value, Usage: usage}
	}
	return &cli.Command{
		Name:  "network",
		Usage: "the contracts as a whole: put them on a chain, look at them",
		Subcommands: []*cli.Command{
			{
				Name:  "deploy",
				Usage: "put a new network on a chain and write its deployment.json",
				UsageText: "tally network deploy --rpc http://127.0.0.1:8545 --out deployment.json --account deployer\n" +
					"tally network deploy --rpc URL --out deployment.json --operator-key 0x1f… --authority-key 0x2e… --utc-offset +08:00",
				Description: "Sixteen contracts, each with the addresses of those that it needs, none with anything left to set. The account\n" +
					"pays the gas and has no right in the network. Operator and authority are its first two companies, 1 and 2.",
				Flags: []cli.Flag{
					text("out", "deployment.json", "the `FILE` to write; one that is there is not overwritten"),
					text("name", "tallystick", "what people call the network: `NAME`"),
					text("day", "24h", "how long a day is: 24h in production, less to watch maturity: `DURATION`"),
					text("utc-offset", "+08:00", "where midnight is: `OFFSET` of local time from UTC"),
					text("operator-key", "desk", "the key of the operator's desk: `ACCOUNT` or address"),
					text("operator-name", "Operator Desk", "its legal `NAME`"),
					text("operator-reg-no", "OPERATOR", "its registration `NUMBER`"),
					text("authority-key", "authority", "the key of the authority's desk: `ACCOUNT` or address"),
					text("authority-name", "Authority Desk", "its legal `NAME`"),
					text("authority-reg-no", "AUTHORITY", "its registration `NUMBER`"),
				},
				Action: s.networkDeploy,
			},
			{
				Name:      "show",
				Usage:     "the network in use: its chain, contracts, rules and today's date",
				UsageText: "tally network show\ntally network show --deployment deployment.json --rpc http://127.0.0.1:8545 -o json",
				Action:    s.networkShow,
			},
		},
	}
}

func (s *session) networkDeploy(c *cli.Context) error {
	out := c.String("out")
	if _, err := os.Stat(out); err == nil {
		return exitf(ExitConflict, "the file %s is there already", out).
			hintf("a network cannot be deployed twice; choose another file with --out")
	} else if !os.IsNotExist(err) {
		return fmt.Errorf("look for %s: %w", out, err)
	}
	plan, err := s.planOf(c)
	if err != nil {
		return err
	}
	node, err := s.anyNode(c.Context)
	if err != nil {
		return err
	}
	defer node.Close()
	chain := ethclient.NewClient(node)
	head, err := chain.HeaderByNumber(c.Context, nil)
	if err != nil {
		return exitf(ExitUnreachable, "the node %s does not answer", s.get("rpc")).because(err)
	}
	if plan.Clock, err = clockOf(c, time.Unix(int64(head.Time), 0)); err != nil {
		return err
	}
	opts, err := s.payer(c.Context, chain)
	if err != nil {
		return err
	}
	if !plan.Clock.IsReal() {
		s.note("a day of this network lasts %s: it is for trying things out", plan.Clock.Length())
	}
	if s.switched("dry-run") {
		s.note("the plan is in order; nothing was sent")
		return nil
	}
	ctx, cancel := s.within(c.Context)
	defer cancel()
	made, err := deployment.Deploy(ctx, node, opts, plan)
	if err != nil {
		return err
	}
	if err := made.Save(out); err != nil {
		return err
	}
	s.note("written: %s; whoever uses this network needs this file", out)
	return s.printNetwork(made)
}

// planOf reads what the network is to be, apart from its clock.
func (s *session) planOf(c *cli.Context) (deployment.Plan, error) {
	plan := deployment.Plan{Name: c.String("name"), Clock: calendar.China()}
	for who, desk := range map[string]*deployment.Desk{"operator": &plan.Operator, "authority": &plan.Authority} {
		key, err := s.addressOf(c.String(who + "-key"))
		if err != nil {
			return plan, usagef("--%s-key", who).because(err).
				hintf("name an account or an address; the two desks' keys differ")
		}
		*desk = deployment.Desk{Name: c.String(who + "-name"), Registration: c.String(who + "-reg-no"), Key: key}
	}
	if err := plan.Check(); err != nil {
		return plan, usagef("%s", err.Error())
	}
	return plan, nil
}

// addressOf is an address that is written out, or that of an account.
func (s *session) addressOf(text string) (common.Address, error) {
	if common.IsHexAddress(text) {
		return common.HexToAddress(text), nil
	}
	found, err := s.keyring().find(text)
	return found.Address, err
}

// clockOf counts days as --day and --utc-offset say. Days that are not real ones begin with the chain's newest block.
func clockOf(c *cli.Context, head time.Time) (calendar.Clock, error) {
	offset, err := time.Parse("-07:00", c.String("utc-offset"))
	if err != nil {
		return calendar.Clock{}, usagef("--utc-offset: %q is not an offset such as +08:00", c.String("utc-offset"))
	}
	_, seconds := offset.Zone()
	day, err := time.ParseDuration(c.String("day"))
	if err != nil || day < time.Second || day > 24*time.Hour || day%time.Second != 0 {
		return calendar.Clock{}, usagef("--day: %q is not a number of whole seconds up to 24h, such as 86400s", c.String("day"))
	}
	real := calendar.Clock{BaseDay: 1, BaseTime: uint64(calendar.RealDay - seconds), DayLength: calendar.RealDay}
	if day == 24*time.Hour {
		return real, nil
	}
	return calendar.Clock{BaseDay: real.DayAt(head), BaseTime: uint64(head.Unix()), DayLength: uint32(day / time.Second)}, nil
}

// anyNode connects to --rpc, of whatever chain it is.
func (s *session) anyNode(ctx context.Context) (*rpc.Client, error) {
	url := s.get("rpc")
	if url == "" {
		return nil, usagef("no chain node is named").hintf("name one with --rpc URL, or: tally config set rpc URL")
	}
	node, err := rpc.DialContext(ctx, url)
	if err != nil {
		return nil, exitf(ExitUnreachable, "the node %s does not answer", url).because(err)
	}
	return node, nil
}

// payer sends transactions from the account in use, whose key must be in a file.
func (s *session) payer(ctx context.Context, chain *ethclient.Client) (*bind.TransactOpts, error) {
	a, err := s.account()
	if err != nil {
		return nil, err
	}
	if a.External != "" {
		return nil, exitf(ExitKey, "the account %q has its key in an external signer, which does not send transactions here", a.Name).
			hintf("use an account with a key file")
	}
	password, err := s.password(a.Name)
	if err != nil {
		return nil, err
	}
	key, err := s.keyring().unlock(a, password)
	if err != nil {
		return nil, err
	}
	id, err := chain.ChainID(ctx)
	if err != nil {
		return nil, exitf(ExitUnreachable, "the node %s does not answer", s.get("rpc")).because(err)
	}
	return bind.NewKeyedTransactor(key, id), nil
}

func (s *session) networkShow(c *cli.Context) error {
	network, err := s.Network(c.Context)
	if err != nil {
		return err
	}
	if s.get("rpc") != "" {
		node, err := s.Node(c.Context) // compares the chain with the deployment
		if err != nil {
			return err
		}
		node.Close()
		s.note("the node %s has this network, with this code", s.get("rpc"))
	}
	return s.printNetwork(network)
}

// printNetwork prints a deployment: under -o json the very file, else a record and its contracts.
func (s *session) printNetwork(d *deployment.Deployment) error {
	if s.print.format == "json" {
		return s.print.json(d)
	}
	columns := []column{
		{key: "name"}, {key: "chain_id"}, {key: "genesis"}, {key: "first_block"}, {key: "today"}, {key: "day_length"}, {key: "rules"}, {key: "salt"},
	}
	row := []any{
		d.Name, d.ChainID, d.GenesisHash.Hex(), d.Block, d.Clock.DayAt(s.con.Now()), d.Clock.Length().String(), d.Rules, d.Salt.Hex(),
	}
	for _, name := range deployment.Names() {
		columns = append(columns, column{key: name})
		row = append(row, d.Address(name))
	}
	return s.print.record(columns, row)
}
