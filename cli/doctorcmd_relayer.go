package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/ethereum/go-ethereum/ethclient"
	"github.com/urfave/cli/v2"

	"github.com/tallystick/tallystick/bindings/deployment"
	"github.com/tallystick/tallystick/relayer/chain"
	"github.com/tallystick/tallystick/relayer/control"
	"github.com/tallystick/tallystick/relayer/index"
	"github.com/tallystick/tallystick/relayer/outbox"
)

// indexLag is how many blocks a relayer's index may be behind the head it knows.
const indexLag = 16

// doctorIndexCommand is `tally doctor index`.
func doctorIndexCommand(s *session) *cli.Command {
	return &cli.Command{
		Name:  "index",
		Usage: "compare everything in a relayer's index with what the contracts answer at the same block",
		UsageText: "tally doctor index --data-dir /var/lib/tally\n" +
			"tally doctor index --config /etc/tally/relayer.toml --first 100 -o json",
		Description: "Asks by eth_call for each company, line, deposit, obligation and lot: a million lots are a million calls, 200 in a request, and the node must\n" +
			"keep the state of that block meanwhile. A relayer that runs is asked to do it, and goes on; of one that does not run the file is read,\n" +
			"which needs --rpc and --deployment. Exit 6 if something differs.",
		Flags:  append(folderFlags(), &cli.IntFlag{Name: "first", Value: 20, Usage: "how many differences are shown: `COUNT`, 10,000 at most"}),
		Action: s.doctorIndex,
	}
}

func (s *session) doctorIndex(c *cli.Context) error {
	most := c.Int("first")
	if most < 1 || most > 10_000 {
		return usagef("--first: %d is not from 1 to 10,000", most)
	}
	folder, err := s.relayerFolder(c)
	if err != nil {
		return err
	}
	client, _, err := s.door(c)
	if err != nil {
		return err
	}
	defer client.Close()
	audit, err := client.Audit(c.Context, most)
	if errors.Is(err, control.ErrNotRunning) {
		audit, err = s.auditFile(c, folder, most)
	}
	if err != nil {
		return ofControl(err, folder)
	}
	said := []string{}
	for _, d := range audit.Differences {
		said = append(said, s.lang.Text("%s: %s in the index, %s on chain", d.What, d.Index, d.Chain))
	}
	if err := s.print.record([]column{
		{key: "block"}, {key: "hash"}, {key: "companies"}, {key: "lines"}, {key: "deposits"}, {key: "obligations"}, {key: "lots"}, {key: "runs"}, {key: "questions"},
		{key: "found"}, {key: "differences"},
	}, []any{
		audit.Block, audit.Hash.Hex(), audit.Companies, audit.Lines, audit.Deposits, audit.Obligations, audit.Lots, audit.Runs, audit.Questions, audit.Found, said,
	}); err != nil {
		return err
	}
	if audit.Found > 0 {
		return exitf(ExitConflict, "the index and the contracts differ in %d places at block %d", audit.Found, audit.Block).
			hintf("rebuild it: tally relayer resync; if they differ still, tell the makers of this program")
	}
	return nil
}

// auditFile compares the index of a relayer that does not run. It works on a copy: opening an index can change it.
func (s *session) auditFile(c *cli.Context, folder string, most int) (index.Audit, error) {
	found, err := s.relayerSettings(c)
	if err != nil {
		return index.Audit{}, err
	}
	path := filepath.Join(folder, "index.db")
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		return index.Audit{}, exitf(ExitNotFound, "there is no index in %s", folder).hintf("a relayer makes it when it first runs; name its folder: --data-dir FOLDER")
	}
	if _, err := outbox.Diagnose(filepath.Join(folder, "outbox.db")); errors.Is(err, outbox.ErrLocked) {
		return index.Audit{}, exitf(ExitConflict, "%s", err.Error()).hintf("the relayer that has it open cannot be reached; is it of an older version?")
	}
	if found["deployment"].Value == "" || found["rpc"].Value == "" {
		return index.Audit{}, usagef("no relayer runs with the data folder %s, and its file cannot be compared without a node", folder).
			hintf("name both --rpc URL and --deployment FILE")
	}
	network, err := deployment.Load(found["deployment"].Value)
	if err != nil {
		return index.Audit{}, err
	}
	node, err := chain.Dial(c.Context, found["rpc"].Value, askWithin)
	if err != nil {
		return index.Audit{}, err
	}
	defer node.Close()
	if err := network.Verify(c.Context, node); err != nil {
		return index.Audit{}, err
	}
	spare, err := os.MkdirTemp("", "tally-index-*")
	if err != nil {
		return index.Audit{}, err
	}
	defer os.RemoveAll(spare)
	copied := filepath.Join(spare, "index.db")
	if err := copyOver(path, copied); err != nil {
		return index.Audit{}, err
	}
	x, err := index.Open(node, index.Config{Path: copied, Deployment: network})
	if err != nil {
		return index.Audit{}, err
	}
	audit, err := index.Audit{}, error(nil)
	if x.Status().Block == 0 {
		err = exitf(ExitNotFound, "the index in %s has no block of this network", folder).hintf("run its relayer, which reads the chain")
	} else {
		audit, err = x.Audit(c.Context, node, most)
	}
	return audit, errors.Join(err, x.Close())
}

func copyOver(from, to string) (err error) {
	source, err := os.Open(filepath.Clean(from))
	if err != nil {
		return err
	}
	defer source.Close()
	target, err := os.OpenFile(filepath.Clean(to), os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	_, err = io.Copy(target, source)
	return errors.Join(err, target.Close())
}

// relayerFiles looks at a relayer's configuration, and at who can read its secrets.
func (x *examination) relayerFiles(c *cli.Context) (folder string) {
	found, err := x.s.relayerSettings(c)
	if err != nil {
		x.report("relayer's configuration", broken, x.reason(err), "correct the file, or the variable that is named")
		return c.String("data-dir")
	}
	folder = found["data_dir"].Value
	x.report("relayer's configuration", fine, say("%s, from %s", folder, found["data_dir"].Origin), "")
	secrets := []string{folder}
	for _, key := range []string{"key_file", "password_file"} {
		if found[key].Value != "" {
			secrets = append(secrets, found[key].Value)
		}
	}
	open := []string{}
	for _, path := range secrets {
		info, err := os.Stat(path)
		switch {
		case errors.Is(err, fs.ErrNotExist) && path == folder: // the check of the outbox says so
		case err != nil:
			x.report("relayer's files", broken, x.reason(err), "name the right file")
		case readableByOthers(info):
			open = append(open, path)
		}
	}
	if len(open) > 0 {
		x.report("relayer's files", broken, say("readable by others: %s", strings.Join(open, ", ")), "chmod go-rwx "+strings.Join(open, " "))
	} else {
		x.report("relayer's files", fine, say("%d files with keys and passwords are closed to others", len(secrets)), "")
	}
	return folder
}

// running looks at a relayer that has its outbox open.
func (x *examination) running(folder string) {
	client, err := control.Reach(folder)
	if err != nil {
		x.report("outbox", warning, x.reason(err), "give the relayer a data folder with a shorter path, such as /var/lib/tally")
		return
	}
	defer client.Close()
	ctx, cancel := context.WithTimeout(x.ctx, askWithin)
	defer cancel()
	status, err := client.Status(ctx)
	if err != nil {
		x.report("outbox", warning, say("a relayer has it open, and cannot be asked: %v", err), "do it as the user that runs it: sudo -u USER tally relayer …")
		return
	}
	acts := []string{}
	for _, state := range outbox.States() {
		if n := status.Acts[state.String()]; n > 0 {
			acts = append(acts, fmt.Sprintf("%d %s", n, x.s.lang.Word(state.String())))
		}
	}
	if len(acts) == 0 {
		acts = []string{x.s.lang.Text("no acts")}
	}
	x.report("outbox", fine, say("process %d has it open; version %d, %d MB: %s", status.PID, status.Schema, status.Bytes>>20, strings.Join(acts, ", ")), "")
	if p := status.Paused; p != nil {
		x.report("sending", warning, say("paused since %s by %s: %s", p.At.Format("2006-01-02 15:04:05"), p.By, p.Why), "send again with: tally relayer resume")
	}
	held := []string{}
	for _, t := range status.Transactions {
		if t.Held != "" {
			held = append(held, fmt.Sprintf("%d: %s", t.Nonce, t.Held))
		}
	}
	if len(held) > 0 {
		x.report("held", broken, say("%s", strings.Join(held, "; ")), "it goes on by itself once the reasons are gone")
	}
	switch at := status.Index; {
	case at.Fault != "":
		x.report("index", broken, say("%s", at.Fault), "look at the node's log")
	case at.Head > at.Block+indexLag:
		x.report("index", warning, say("it is at block %d of %d", at.Block, at.Head), "it reads on by itself; look again")
	default:
		x.report("index", fine, say("it is at block %d of %d", at.Block, at.Head), "compare it with the contracts: tally doctor index")
	}
	x.nonces(ctx, status)
}

// nonces holds a relayer's nonces, as its outbox has them, against the node's two counts.
func (x *examination) nonces(ctx context.Context, status control.Status) {
	if x.s.get("rpc") == "" {
		return
	}
	node, err := x.s.anyNode(ctx)
	if err != nil {
		return // the check of the node says so
	}
	defer node.Close()
	client := ethclient.NewClient(node)
	for _, sender := range status.Senders {
		latest, err := client.NonceAt(ctx, sender.Address, nil)
		if err != nil {
			return
		}
		pending, err := client.PendingNonceAt(ctx, sender.Address)
		if err != nil {
			return
		}
		found := say("%s: next in the outbox %d, mined %d, with pending ones %d", sender.Address.Hex(), max(sender.Next, latest), latest, pending)
		switch {
		case pending > max(sender.Next, latest):
			x.report("relayer's nonces", broken, found, "somebody else sends with the relayer's key: give it one of its own")
		case sender.Next > pending:
			x.report("relayer's nonces", warning, found, "the node does not have all that was sent; it is sent again every ten seconds, unless it is paused")
		default:
			x.report("relayer's nonces", fine, found, "")
		}
	}
}
