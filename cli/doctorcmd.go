package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/urfave/cli/v2"

	"github.com/tallystick/tallystick/bindings/deployment"
	"github.com/tallystick/tallystick/relayer/outbox"
)

const (
	// staleHead is after how long without a block a chain counts as standing still, skewed from when a clock counts as wrong.
	staleHead = 60 * time.Second
	skewed    = 10 * time.Second
	// littleDisk is the free space below which a relayer or a node is in danger.
	littleDisk = 1 << 30
	// askWithin bounds what each check may take.
	askWithin = 10 * time.Second
)

// verdict is a check's outcome.
type verdict string

const (
	fine    verdict = "ok"
	warning verdict = "warn"
	broken  verdict = "fail"
	skipped verdict = "skip"
)

// finding is one line of what doctor found.
type finding struct {
	check   string
	verdict verdict
	found   sentence
	fix     string // what to do, a text of package lang; empty where nothing is to be done
}

// doctorCommand is `tally doctor`.
func doctorCommand(s *session) *cli.Command {
	return &cli.Command{
		Name:  "doctor",
		Usage: "look over configuration, keys, node, contracts, relayer and disk, and say what to repair",
		UsageText: "tally doctor\n" +
			"tally doctor --profile bolt -o json\n" +
			"tally doctor --data-dir /var/lib/tally\n" +
			"tally doctor --config /etc/tally/relayer.toml",
		Description: "Changes nothing. Exit code 1 if something is broken; warnings are no failure.\nWith --data-dir or --config it looks at that relayer too, running or not.",
		Flags:       append(folderFlags(), relayerFlagsOf("signer", "signer_url", "sender")...),
		Action:      s.doctor,
		Subcommands: []*cli.Command{doctorIndexCommand(s)},
	}
}

// examination is one run of doctor.
type examination struct {
	s        *session
	ctx      context.Context
	network  *deployment.Deployment
	findings []finding
}

func (x *examination) report(check string, v verdict, found sentence, fix string) {
	x.findings = append(x.findings, finding{check, v, found, fix})
}

// say makes a sentence. The format is a text of package lang.
func say(format string, args ...any) sentence { return sentence{format: format, args: args} }

// reason is what an error says.
func (x *examination) reason(err error) sentence {
	var known *Exit
	if errors.As(err, &known) && error(known) == err {
		return say("%s", known.Message(x.s.lang))
	}
	return say("%s", err.Error())
}

func (s *session) doctor(c *cli.Context) error {
	x := &examination{s: s, ctx: c.Context}
	x.configuration()
	x.files()
	x.deployment()
	x.signer()
	x.relayerSigner(c)
	x.node()
	x.relayer(c)
	if c.IsSet("data-dir") || c.IsSet("config") {
		folder := x.relayerFiles(c)
		x.store(folder)
		x.disk(folder)
	} else {
		x.disk(s.place.dir)
	}
	return x.print()
}

// print shows all findings; any that is broken makes the exit code 1.
func (x *examination) print() error {
	rows, failures := make([][]any, 0, len(x.findings)), 0
	for _, f := range x.findings {
		rows = append(rows, []any{word(f.check), word(f.verdict), f.found.in(x.s.lang), x.s.lang.Text(f.fix)})
		if f.verdict == broken {
			failures++
		}
	}
	if err := x.s.print.list([]column{{key: "check"}, {key: "verdict"}, {key: "found"}, {key: "fix"}}, rows); err != nil {
		return err
	}
	if failures > 0 {
		return exitf(ExitFailure, "%d of %d checks failed", failures, len(x.findings)).hintf("the column FIX says what to do")
	}
	return nil
}

// configuration reads config.toml again, because doctor runs even when it cannot be read.
func (x *examination) configuration() {
	s := x.s
	file, err := readConfig(s.place.file)
	if err == nil {
		_, err = resolve(s.con, s.line.globals, s.place, file)
	}
	switch {
	case err != nil:
		x.report("config", broken, x.reason(err), "correct the file, or the variable that is named")
	case len(file.Profiles) == 0:
		x.report("config", warning, say("%s has no profiles", s.place.file), "tally config set KEY VALUE --profile NAME")
	default:
		profile := s.settings.profile
		if profile.Value == "" {
			x.report("config", fine, say("%s; no profile is in use, of %s", s.place.file, strings.Join(sortedKeys(file.Profiles), ", ")), "")
		} else {
			x.report("config", fine, say("%s; profile %s, from %s", s.place.file, profile.Value, profile.Origin), "")
		}
	}
	for _, w := range unknownEnvironment(s.con.Environ) {
		x.report("environment", warning, w, "unset it, or correct its name")
	}
	for _, key := range []string{"relayer", "rpc", "deployment", "account"} {
		if set := s.values[key]; set.Value != "" {
			x.report("setting "+key, fine, say("%s, from %s", set.Value, set.Origin), "")
		}
	}
}

// files looks at who can read what must be secret.
func (x *examination) files() {
	s := x.s
	secrets := []string{}
	if accounts, err := s.keyring().list(); err != nil {
		x.report("keystore", broken, x.reason(err), "make the folder readable for yourself")
	} else {
		for _, a := range accounts {
			secrets = append(secrets, a.file)
		}
		x.report("keystore", fine, say("%s has %d accounts", s.keyring().dir, len(accounts)), "")
	}
	if path := s.get("password_file"); path != "" {
		secrets = append(secrets, path)
	}
	open := []string{}
	for _, path := range secrets {
		info, err := os.Stat(path)
		switch {
		case err != nil:
			x.report("file modes", broken, x.reason(err), "name the right file")
		case readableByOthers(info):
			open = append(open, path)
		}
	}
	switch {
	case len(open) > 0:
		x.report("file modes", broken, say("readable by others: %s", strings.Join(open, ", ")), "chmod 600 "+strings.Join(open, " "))
	case len(secrets) > 0:
		x.report("file modes", fine, say("%d files with keys and passwords are closed to others", len(secrets)), "")
	}
}

func (x *examination) deployment() {
	path := x.s.get("deployment")
	if path == "" {
		x.report("deployment", skipped, say("no file is named: the relayer's word is taken"), "pin the network: tally config set deployment FILE")
		return
	}
	network, err := deployment.Load(path)
	if err != nil {
		x.report("deployment", broken, x.reason(err), "get the file from who deployed the network")
		return
	}
	x.network = network
	if !network.Clock.IsReal() {
		x.report("deployment", warning, say("%s: network %q, chain %d, a day lasts %s", path, network.Name, network.ChainID, network.Clock.Length()), "it is a network for trying things out")
		return
	}
	x.report("deployment", fine, say("%s: network %q, chain %d", path, network.Name, network.ChainID), "")
}

// signer opens the key in use, if that needs no person.
func (x *examination) signer() {
	a, err := x.s.account()
	switch {
	case err != nil:
		x.report("signer", warning, x.reason(err), "choose an account: tally config set account NAME")
		return
	case a.External == "" && x.s.get("password_file") == "":
		x.report("signer", skipped, say("%s %s is locked, and its password is asked for", a.Name, a.Address.Hex()), "")
		return
	}
	ctx, cancel := context.WithTimeout(x.ctx, askWithin)
	defer cancel()
	by, err := x.s.signer(ctx)
	if err != nil {
		x.report("signer", broken, x.reason(err), "check account and password file")
		return
	}
	x.report("signer", fine, say("%s %s opens", a.Name, by.Address().Hex()), "")
}

// store looks at a relayer's outbox: its lock, its version, what is under way.
func (x *examination) store(folder string) {
	path := filepath.Join(folder, "outbox.db")
	if _, err := os.Stat(path); err != nil {
		x.report("outbox", broken, x.reason(err), "name a relayer's folder; a relayer makes it when it first runs")
		return
	}
	// Every page is read, and nothing changed, before it is opened as a relayer does.
	_, err := outbox.Diagnose(path)
	switch {
	case errors.Is(err, outbox.ErrLocked):
		x.running(folder)
		return
	case errors.Is(err, outbox.ErrDamaged):
		x.report("outbox", broken, x.reason(err),
			"put a backup in its place, or move it away, start the relayer anew and hand in again what has no answer: nothing is done twice")
		return
	case err != nil:
		x.report("outbox", broken, x.reason(err), "use the relayer that wrote it, or a backup")
		return
	}
	box, err := outbox.Open(outbox.Config{Path: path, Now: x.s.con.Now})
	if err != nil {
		x.report("outbox", broken, x.reason(err), "use the relayer that wrote it, or a backup")
		return
	}
	found, err := x.contents(box)
	if err = errors.Join(err, box.Close()); err != nil {
		x.report("outbox", broken, x.reason(err), "restore it from a backup")
		return
	}
	x.report("outbox", warning, say("its version %d is known and no relayer has it open: %s", outbox.SchemaVersion, found), "start its relayer, if it is to run")
}

// contents says what an outbox has: acts by state, and the nonces of each of its keys that are not final yet.
func (x *examination) contents(box *outbox.Outbox) (string, error) {
	stats, err := box.Stats()
	if err != nil {
		return "", err
	}
	var counts []string
	for _, state := range outbox.States() {
		if n := stats.Count[state]; n > 0 {
			counts = append(counts, fmt.Sprintf("%d %s", n, x.s.lang.Word(state.String())))
		}
	}
	if len(counts) == 0 {
		counts = []string{x.s.lang.Text("no acts")}
	}
	senders, err := box.Senders()
	if err != nil {
		return "", err
	}
	for _, sender := range senders {
		live, err := box.Live(sender)
		if err != nil {
			return "", err
		}
		name := sender.Hex()
		if a, err := x.s.keyring().find(name); err == nil {
			name = a.Name
		}
		counts = append(counts, x.s.lang.Text("nonces %d to %d of %s not final", live[0].Nonce, live[len(live)-1].Nonce, name))
	}
	return strings.Join(counts, ", "), nil
}

func (x *examination) disk(folder string) {
	for folder != filepath.Dir(folder) { // the folder itself may not have been made yet
		if _, err := os.Stat(folder); err == nil {
			break
		}
		folder = filepath.Dir(folder)
	}
	free, err := freeSpace(folder)
	switch {
	case err != nil:
		x.report("disk", warning, x.reason(err), "look at the disk by hand")
	case free < littleDisk:
		x.report("disk", warning, say("%d MB are free at %s", free>>20, folder), "make room: a full disk stops relayers and nodes")
	default:
		x.report("disk", fine, say("%d MB are free at %s", free>>20, folder), "")
	}
}
