package main

import (
	"errors"

	"github.com/ethereum/go-ethereum/rpc"
	"github.com/urfave/cli/v2"

	"github.com/tallystick/tallystick/bindings/phrase"
	"github.com/tallystick/tallystick/devnet/demo"
)

// demoCommand is `tally demo`.
func demoCommand(s *session) *cli.Command {
	return &cli.Command{
		Name:  "demo",
		Usage: "play one receivable from confirmation to settlement, and check every cent",
		UsageText: "tally demo\ntally demo --keep\n" +
			"tally demo --deployment deployment.json --relayer URL --rpc URL --account desk",
		Description: "By itself it starts a chain of four signers with days of one second in a folder of its own, and deletes both at the end; --keep\n" +
			"leaves them. With --deployment it plays on that network, with companies of its own that the desk's account admits. Every line is\n" +
			"read from a receipt, every check from the chain. Exit code 1 if a check fails.",
		Flags: []cli.Flag{
			&cli.BoolFlag{Name: "keep", Usage: "leave the network running and say how to look around"},
		},
		Action: func(c *cli.Context) error {
			var err error
			if s.line.seen["deployment"] {
				err = s.demoOn(c)
			} else {
				err = s.demoAlone(c)
			}
			if errors.Is(err, demo.ErrDayTooLong) {
				return usagef("%s", err.Error())
			}
			return err
		},
	}
}

// demoOn plays on the network of --deployment.
func (s *session) demoOn(c *cli.Context) error {
	if err := s.serves(c.Context); err != nil {
		return err
	}
	network, err := s.Network(c.Context)
	if err != nil {
		return err
	}
	if _, err := demo.Tenor(network.Clock.Length()); err != nil {
		return err // before anything is signed
	}
	relayer, err := s.Client()
	if err != nil {
		return err
	}
	node, err := s.Node(c.Context)
	if err != nil {
		return err
	}
	defer node.Close()
	desk, err := s.signer(c.Context)
	if err != nil {
		return err
	}
	if err := s.confirm("Admit six companies for this demo to network %q?", network.Name); err != nil {
		return err
	}
	stage := demo.Stage{Network: network, Relayer: relayer, Node: node, Out: s.con.Out, Language: phrase.Language(s.lang), Now: s.con.Now}
	cast, err := demo.Assemble(c.Context, stage, desk)
	if err != nil {
		return err
	}
	_, err = demo.Play(c.Context, stage, cast)
	return err
}

// dialNode connects to a node by its URL.
func (s *session) dialNode(c *cli.Context, url string) (*rpc.Client, error) {
	node, err := rpc.DialContext(c.Context, url)
	if err != nil {
		return nil, exitf(ExitUnreachable, "the node %s does not answer", url).because(err)
	}
	return node, nil
}
