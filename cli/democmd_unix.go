//go:build !windows

package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"time"

	"github.com/urfave/cli/v2"

	"github.com/tallystick/tallystick/bindings/act"
	"github.com/tallystick/tallystick/bindings/client"
	"github.com/tallystick/tallystick/bindings/deployment"
	"github.com/tallystick/tallystick/bindings/phrase"
	"github.com/tallystick/tallystick/bindings/ref"
	"github.com/tallystick/tallystick/devnet"
	"github.com/tallystick/tallystick/devnet/demo"
)

// demoDay is the length of a day on the demo's own network, so that nobody waits for a due day.
const demoDay = time.Second

// demoAlone plays on a devnet that it makes and, unless it is to be kept, deletes.
func (s *session) demoAlone(c *cli.Context) (err error) {
	program, err := os.Executable()
	if err != nil {
		return fmt.Errorf("find this program: %w", err)
	}
	dir, err := os.MkdirTemp("", "tally-demo-")
	if err != nil {
		return fmt.Errorf("make a folder for the demo: %w", err)
	}
	begun := s.con.Now()
	n, network, err := devnet.Launch(c.Context, devnet.Config{Name: "demo", Dir: dir, Day: demoDay, Log: s.devnetLog()}, program)
	if !c.Bool("keep") {
		defer func() { err = errors.Join(err, clearAway(n, dir)) }()
	}
	if err != nil {
		return err
	}
	ready := s.con.Now()
	debt, err := s.playOn(c, n, network)
	s.note("network up in %.1f s, played in %.1f s, %.1f s in all",
		ready.Sub(begun).Seconds(), s.con.Now().Sub(ready).Seconds(), s.con.Now().Sub(begun).Seconds())
	if err == nil && c.Bool("keep") {
		s.lookAround(n, debt)
	}
	return err
}

// clearAway stops the demo's network and deletes its folder, also when the run has been interrupted.
func clearAway(n *devnet.Network, dir string) error {
	if n != nil {
		ctx, cancel := context.WithTimeout(context.Background(), haltWithin)
		defer cancel()
		if err := n.Erase(ctx); err != nil {
			return err
		}
	}
	if err := os.RemoveAll(dir); err != nil {
		return fmt.Errorf("delete the demo's folder: %w", err)
	}
	return nil
}

// playOn plays with the companies of a devnet.
func (s *session) playOn(c *cli.Context, n *devnet.Network, network *deployment.Deployment) (ref.Obligation, error) {
	url, err := n.RelayerURL()
	if err != nil {
		return ref.Obligation{}, err
	}
	relayer, err := client.New(url)
	if err != nil {
		return ref.Obligation{}, err
	}
	if url, err = n.HTTP(1); err != nil {
		return ref.Obligation{}, err
	}
	node, err := s.dialNode(c, url)
	if err != nil {
		return ref.Obligation{}, err
	}
	defer node.Close()
	var cast demo.Cast
	for account, member := range map[string]*demo.Member{
		devnet.Bank: &cast.Bank, devnet.SecondBank: &cast.SecondBank, devnet.Obligor: &cast.Obligor,
		devnet.Acme: &cast.Tier1, devnet.Bolt: &cast.Tier2, devnet.Cirrus: &cast.Tier3,
	} {
		found, err := devnet.MemberNamed(account)
		if err != nil {
			return ref.Obligation{}, err
		}
		key, err := n.Key(account)
		if err != nil {
			return ref.Obligation{}, err
		}
		*member = demo.Member{Company: found.Company, Name: found.Name, Signer: act.KeySigner{Private: key}}
	}
	stage := demo.Stage{Network: network, Relayer: relayer, Node: node, Out: s.con.Out, Language: phrase.Language(s.lang), Now: s.con.Now}
	return demo.Play(c.Context, stage, cast)
}

// lookAround says what can be done with a network that was kept.
func (s *session) lookAround(n *devnet.Network, debt ref.Obligation) {
	s.note("the network is still up; a day of it lasts %s", n.Day())
	for _, line := range []string{
		"eval \"$(tally devnet env --dir " + shellQuote(n.Dir()) + ")\"",
		"tally --profile acme receivable tree " + debt.String(),
		"tally --profile bank voucher list",
		"tally --profile cirrus cash statement",
		"tally devnet down --dir " + shellQuote(n.Dir()),
	} {
		_, _ = fmt.Fprintln(s.con.Err, "  "+line)
	}
}
