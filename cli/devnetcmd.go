//go:build !windows

package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"
	"time"

	"github.com/rs/zerolog"
	"github.com/urfave/cli/v2"

	"github.com/tallystick/tallystick/devnet"
)

// haltWithin is how long a devnet may take to stop after Ctrl-C.
const haltWithin = 40 * time.Second

// devnetCommand is `tally devnet`: a network on this machine.
func devnetCommand(s *session) *cli.Command {
	where := []cli.Flag{
		&cli.StringFlag{Name: "name", Value: devnet.DefaultName, Usage: "which devnet, where there are several: `NAME`"},
		&cli.StringFlag{Name: "dir", Usage: "its `FOLDER`; by default one for each name in the user's data folder"},
	}
	verb := func(name, usage, examples, args string, action cli.ActionFunc, flags ...cli.Flag) *cli.Command {
		return &cli.Command{
			Name: name, Usage: usage, UsageText: examples, ArgsUsage: args, Action: action, Flags: append(append([]cli.Flag(nil), where...), flags...),
		}
	}
	return &cli.Command{
		Name:  "devnet",
		Usage: "a whole network on this machine: chain, contracts, companies, relayer",
		Subcommands: []*cli.Command{
			verb("up", "start it, or go on with it",
				"tally devnet up\ntally devnet up --nodes 1 --day 1s --detach\ntally devnet up --name second --detach -o json", "",
				s.devnetUp,
				&cli.IntFlag{Name: "nodes", Usage: "how many nodes seal, 1 to 16; 4 for a new one: `NUMBER`"},
				&cli.StringFlag{Name: "period", Usage: "the time between blocks; 1s for a new one: `DURATION`"},
				&cli.StringFlag{Name: "day", Usage: "how long a day is; 24h for a new one: `DURATION`"},
				&cli.BoolFlag{Name: "detach", Usage: "leave it running and return"},
			),
			verb("status", "how it is: nodes, relayer, companies", "tally devnet status\ntally devnet status -o json", "", s.devnetStatus),
			verb("down", "stop it; the chain stays on disk", "tally devnet down", "", s.devnetDown),
			verb("reset", "stop it and delete it, keys and chain", "tally devnet reset --yes", "", s.devnetReset),
			verb("logs", "the last lines of a node's log, or the relayer's",
				"tally devnet logs relayer\ntally devnet logs 2 --lines 200", "[relayer|NODE]", s.devnetLogs,
				&cli.IntFlag{Name: "lines", Value: 40, Usage: "how many `LINES`"}),
			verb("env", "shell text after which `tally --profile bolt` acts as Bolt on it", "eval \"$(tally devnet env)\"", "", s.devnetEnv),
			{
				Name:  "node",
				Usage: "stop and start single nodes",
				Subcommands: []*cli.Command{
					verb("stop", "stop one node", "tally devnet node stop 2", "NODE", s.devnetNode((*devnet.Network).StopNode)),
					verb("start", "start it again", "tally devnet node start 2", "NODE", s.devnetNode((*devnet.Network).StartNode)),
				},
			},
			devnetSuppliersCommand(s, where),
		},
	}
}

// devnetDir is the folder of the devnet that the flags name.
func devnetDir(c *cli.Context) (string, error) {
	if dir := c.String("dir"); dir != "" {
		return dir, nil
	}
	return devnet.DefaultDir(c.String("name"))
}

// openDevnet answers the devnet that the flags name.
func (s *session) openDevnet(c *cli.Context) (*devnet.Network, error) {
	dir, err := devnetDir(c)
	if err != nil {
		return nil, err
	}
	n, err := devnet.Open(dir, s.devnetLog())
	if errors.Is(err, devnet.ErrNoDevnet) {
		return nil, exitf(ExitNotFound, "there is no devnet in %s", dir).hintf("start one with: tally devnet up")
	}
	return n, err
}

// devnetLog shows progress to people: what is being done, on standard error.
func (s *session) devnetLog() zerolog.Logger {
	return zerolog.New(zerolog.ConsoleWriter{
		Out: s.con.Err, NoColor: !s.con.ErrTTY || s.con.getenv("NO_COLOR") != "", PartsExclude: []string{zerolog.TimestampFieldName},
	})
}

// devnetConfig reads what the flags ask of a devnet.
func (s *session) devnetConfig(c *cli.Context) (devnet.Config, error) {
	dir, err := devnetDir(c)
	if err != nil {
		return devnet.Config{}, err
	}
	config := devnet.Config{Dir: dir, Nodes: c.Int("nodes"), Log: s.devnetLog()}
	if c.String("dir") == "" || c.IsSet("name") {
		config.Name = c.String("name")
	}
	for flag, field := range map[string]*time.Duration{"period": &config.Period, "day": &config.Day} {
		text := c.String(flag)
		if text == "" {
			continue
		}
		if *field, err = time.ParseDuration(text); err != nil || *field <= 0 {
			return config, usagef("--%s: %q is not a duration above zero such as 1s or 24h", flag, text)
		}
	}
	return config, nil
}

func (s *session) devnetUp(c *cli.Context) error {
	config, err := s.devnetConfig(c)
	if err != nil {
		return err
	}
	program, err := os.Executable()
	if err != nil {
		return fmt.Errorf("find this program: %w", err)
	}
	n, _, err := devnet.Launch(c.Context, config, program)
	if err != nil {
		if n != nil && !c.Bool("detach") {
			err = errors.Join(err, halt(n))
		}
		if errors.Is(err, devnet.ErrConfig) {
			return usagef("%s", err.Error())
		}
		return err
	}
	if !n.DayIsReal() {
		s.note("a day of this network lasts %s: it is for trying things out", n.Day())
	}
	if err := s.printDevnet(c.Context, n); err != nil {
		return err
	}
	s.note("to act on it: eval \"$(tally devnet env%s)\"; then, say: tally --profile bolt inbox", whichDevnet(c))
	if c.Bool("detach") {
		return nil
	}
	s.note("Ctrl-C stops it; the chain stays on disk")
	n.KeepRelayer(c.Context, program, func(err error) {
		if err != nil {
			s.note("the relayer ended, and does not start again: %v", err)
			return
		}
		s.note("the relayer had ended, and runs again")
	})
	return halt(n)
}

// whichDevnet repeats the flags that name a devnet, for a hint.
func whichDevnet(c *cli.Context) string {
	var words strings.Builder
	for _, flag := range []string{"name", "dir"} {
		if c.IsSet(flag) {
			words.WriteString(" --" + flag + " " + shellQuote(c.String(flag)))
		}
	}
	return words.String()
}

// halt stops a devnet, also when the run itself has been interrupted.
func halt(n *devnet.Network) error {
	ctx, cancel := context.WithTimeout(context.Background(), haltWithin)
	defer cancel()
	return n.Halt(ctx)
}

func (s *session) devnetStatus(c *cli.Context) error {
	n, err := s.openDevnet(c)
	if err != nil {
		return err
	}
	return s.printDevnet(c.Context, n)
}

// devnetView is a devnet as `devnet up` and `devnet status` print it in JSON.
type devnetView struct {
	devnet.Status
	Relayer    devnet.RelayerStatus `json:"relayer"`
	Deployment string               `json:"deployment"`
	Config     string               `json:"config"`
	Keystore   string               `json:"keystore"`
	Password   string               `json:"passwordFile"`
	Members    []devnetMember       `json:"members"`
}

type devnetMember struct {
	devnet.Member
	Address string `json:"address"`
	Profile string `json:"profile"`
}

func (s *session) printDevnet(ctx context.Context, n *devnet.Network) error {
	status, err := n.Status(ctx)
	if err != nil {
		return err
	}
	view := devnetView{
		Status: status, Deployment: n.DeploymentFile(), Config: n.ConfigFile(), Keystore: n.Keystore(), Password: n.PasswordFile(),
	}
	if view.Relayer, err = n.RelayerStatus(ctx); err != nil {
		return err
	}
	for _, m := range devnet.Members() {
		account, err := n.Account(m.Account)
		if err != nil {
			return err
		}
		view.Members = append(view.Members, devnetMember{m, account.Address.Hex(), m.Account})
	}
	if s.print.format == "json" {
		return s.print.json(view)
	}
	rows := make([][]any, 0, len(view.Nodes)+1)
	for _, node := range view.Nodes {
		head := any(nil)
		if node.State == devnet.Running && node.Trouble == "" {
			head = node.Head
		}
		rows = append(rows, []any{"node " + strconv.Itoa(node.Number), node.State.String(), node.HTTP, head, node.Trouble})
	}
	rows = append(rows, []any{"relayer", view.Relayer.State.String(), view.Relayer.URL, nil, s.lang.Text(view.Relayer.Trouble)})
	if err := s.print.list([]column{{key: "process"}, {key: "state"}, {key: "url"}, {key: "head", right: true}, {key: "trouble"}}, rows); err != nil {
		return err
	}
	if still := view.Still(s.con.Now()); still > 0 {
		s.note("no block has been sealed for %v; to get the chain going: tally devnet up", still)
	}
	if s.print.format == "csv" {
		return nil
	}
	_, _ = fmt.Fprintln(s.con.Out)
	rows = rows[:0]
	for _, m := range view.Members {
		rows = append(rows, []any{m.Company, m.Name, m.Profile, m.Address})
	}
	if err := s.print.list([]column{{key: "company", right: true}, {key: "name"}, {key: "profile"}, {key: "address"}}, rows); err != nil {
		return err
	}
	_, err = fmt.Fprintf(s.con.Out, "\n%s\n", view.Deployment)
	return err
}

func (s *session) devnetDown(c *cli.Context) error {
	n, err := s.openDevnet(c)
	if err != nil {
		return err
	}
	return n.Halt(c.Context)
}

func (s *session) devnetReset(c *cli.Context) error {
	n, err := s.openDevnet(c)
	if err != nil {
		return err
	}
	if err := s.confirm("Delete the devnet in %s, keys and chain?", n.Dir()); err != nil {
		return err
	}
	return n.Erase(c.Context)
}

func (s *session) devnetLogs(c *cli.Context) error {
	n, err := s.openDevnet(c)
	if err != nil {
		return err
	}
	which := c.Args().First()
	file := n.RelayerLog()
	if which != "" && which != "relayer" {
		number, err := strconv.Atoi(strings.TrimPrefix(which, "node"))
		if err != nil {
			return usagef("%q is neither relayer nor the number of a node", which)
		}
		if file, err = n.LogFile(number); err != nil {
			return usagef("%s", err.Error())
		}
	}
	text, err := os.ReadFile(file)
	if err != nil {
		return fmt.Errorf("read the log: %w", err)
	}
	lines := strings.SplitAfter(strings.TrimRight(string(text), "\n"), "\n")
	_, err = fmt.Fprintln(s.con.Out, strings.Join(lines[max(0, len(lines)-max(0, c.Int("lines"))):], ""))
	return err
}

func (s *session) devnetEnv(c *cli.Context) error {
	n, err := s.openDevnet(c)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(s.con.Out, "export TALLY_CONFIG=%s\n", shellQuote(n.ConfigFile()))
	return err
}

// shellQuote makes one word of a text for a POSIX shell.
func shellQuote(text string) string {
	if text != "" && strings.Trim(text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./:") == "" {
		return text
	}
	return "'" + strings.ReplaceAll(text, "'", `'\''`) + "'"
}

// devnetNode does something with one node.
func (s *session) devnetNode(do func(*devnet.Network, context.Context, int) error) cli.ActionFunc {
	return func(c *cli.Context) error {
		number, err := strconv.Atoi(c.Args().First())
		if err != nil {
			return usagef("%q is not the number of a node", c.Args().First())
		}
		n, err := s.openDevnet(c)
		if err != nil {
			return err
		}
		if number < 1 || number > n.Nodes() {
			return exitf(ExitNotFound, "there is no node %d: they are numbered 1 to %d", number, n.Nodes())
		}
		return do(n, c.Context, number)
	}
}
