package main

import (
	"fmt"
	"time"

	"github.com/urfave/cli/v2"

	"github.com/tallystick/tallystick/relayer/control"
	"github.com/tallystick/tallystick/relayer/outbox"
)

// relayerClosely is `tally relayer status --data-dir`.
func (s *session) relayerClosely(c *cli.Context) error {
	client, _, err := s.door(c)
	if err != nil {
		return err
	}
	defer client.Close()
	folder, err := s.relayerFolder(c)
	if err != nil {
		return err
	}
	status, err := client.Status(c.Context)
	if err != nil {
		return ofControl(err, folder)
	}
	if err := s.print.record(statusColumns(), s.statusRow(status)); err != nil {
		return err
	}
	if !status.Ready {
		return exitf(ExitUnreachable, "the relayer is not ready").hintf("its reasons are above; it goes on by itself once they are gone")
	}
	return nil
}

func statusColumns() []column {
	return []column{
		{key: "relayer"}, {key: "ready"}, {key: "reasons"}, {key: "network"}, {key: "chain_id"}, {key: "head"}, {key: "indexed"}, {key: "paused"},
		{key: "acts"}, {key: "oldest_queued"}, {key: "keys"}, {key: "transactions"}, {key: "resync"}, {key: "outbox_schema"}, {key: "outbox_bytes"}, {key: "pid"},
		{key: "since"},
	}
}

// statusRow is a relayer's status in a record.
func (s *session) statusRow(status control.Status) []any {
	paused, oldest, resync := "", "", ""
	if p := status.Paused; p != nil {
		paused = s.lang.Text("since %s, by %s %s", p.At.Format(time.RFC3339), p.By, p.Why)
	}
	if status.Oldest != nil {
		oldest = since(s.con.Now(), *status.Oldest).String()
	}
	switch r := status.Resync; {
	case r == nil:
	case r.Ended == nil:
		resync = s.lang.Text("at block %d of %d, asked for by %s", r.Block, r.Head, r.By)
	case r.Failed != "":
		resync = s.lang.Text("failed: %s", r.Failed)
	default:
		resync = s.lang.Text("done %s", r.Ended.Format(time.RFC3339))
	}
	acts, keys, transactions := []string{}, []string{}, []string{}
	for _, state := range outbox.States() {
		if n := status.Acts[state.String()]; n > 0 {
			acts = append(acts, fmt.Sprintf("%d %s", n, s.lang.Word(state.String())))
		}
	}
	for _, k := range status.Senders {
		keys = append(keys, s.lang.Text("%s has %s wei; %d unmined, %d not final", k.Address.Hex(), k.Balance, k.InFlight, k.Unfinal))
	}
	for _, t := range status.Transactions {
		line := s.lang.Text("nonce %d of %s: %s, %d acts, %d attempts", t.Nonce, t.Sender.Hex(), s.lang.Word(string(t.Stage)), t.Acts, t.Attempts)
		if t.Cancelled {
			line += ", " + s.lang.Word("cancelled")
		}
		if t.Held != "" {
			line += ": " + t.Held
		}
		transactions = append(transactions, line)
	}
	return []any{
		status.URL, status.Ready, status.Reasons, status.Network, status.ChainID, status.Index.Head, status.Index.Block, paused,
		acts, oldest, keys, transactions, resync, status.Schema, status.Bytes, status.PID, status.Since,
	}
}
