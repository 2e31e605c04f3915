package main

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"os/user"
	"strconv"
	"strings"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/urfave/cli/v2"

	"github.com/tallystick/tallystick/relayer/control"
	"github.com/tallystick/tallystick/relayer/outbox"
)

// resyncLook is how often a rebuilding index is asked how far it is.
const resyncLook = 200 * time.Millisecond

// operateCommands are what those who run a relayer do with it while it runs.
func operateCommands(s *session) []*cli.Command {
	reach := "Reaches the relayer by the socket in its data folder, so it must run on this computer, and you must be allowed to read that folder.\n"
	flags := func(more ...cli.Flag) []cli.Flag {
		return append(append(folderFlags(), &cli.StringFlag{Name: "why", Usage: "for the log and the history of the acts: `TEXT`"}), more...)
	}
	return []*cli.Command{
		{
			Name: "pause", Usage: "stop sending; acts are taken on, and wait",
			UsageText: "tally relayer pause --data-dir /var/lib/tally --why \"the node is being moved\"",
			Description: reach + "Nothing is signed or sent until resume, nor sent again, even after a restart. What was sent before may still land, and is followed;\n" +
				"a nonce that is cancelled is cancelled. /readyz says that it is paused, and by whom.",
			Flags: flags(), Action: s.relayerPause,
		},
		{
			Name: "resume", Usage: "send again after pause", UsageText: "tally relayer resume --data-dir /var/lib/tally",
			Description: reach, Flags: flags(), Action: s.relayerResume,
		},
		{
			Name: "retry", Usage: "queue acts again that are parked or failed",
			UsageText:   "tally relayer retry 0x… --data-dir /var/lib/tally --why \"the line was raised\"\ntally relayer retry --parked",
			Description: reach + "A refused act spent no nonce of its author, so it can be tried as it is. One whose reference or nonce another act has taken cannot (exit 6).",
			ArgsUsage:   "[ACT...]",
			Flags:       flags(&cli.BoolFlag{Name: "parked", Usage: "all that are parked, but for those in conflict with another act"}),
			Action:      s.relayerRetry,
		},
		{
			Name: "cancel", Usage: "have a nonce of the relayer's spent on nothing",
			UsageText: "tally relayer cancel 17 --data-dir /var/lib/tally --why \"stuck since noon\"\ntally relayer status --data-dir /var/lib/tally",
			Description: reach + "Whichever of the two transactions lands decides. Where the cancellation does, its acts are parked; retry queues them again.\n" +
				"SENDER is the key, where several have this nonce open.",
			ArgsUsage: "NONCE [SENDER]", Flags: flags(), Action: s.relayerCancel,
		},
		{
			Name: "resync", Usage: "rebuild the index from the chain while the old one serves",
			UsageText: "tally relayer resync --data-dir /var/lib/tally\ntally relayer resync --wait none",
			Description: reach + "Until the new index takes the old one's place there are two in memory and on disk. Exit 6 if they said different things; the new one counts.\n" +
				"Waits until it is done, as long as --timeout; --wait none only begins it.",
			Flags: flags(), Action: s.relayerResync,
		},
		{
			Name: "backup", Usage: "copy the outbox to a new file, also while the relayer runs",
			UsageText:   "tally relayer backup /backup/outbox-$(date +%F).db --data-dir /var/lib/tally",
			Description: "The copy is one moment's, is read whole before the command ends well, and has mode 0600. The index needs no backup: it is read from the chain.",
			ArgsUsage:   "FILE", Flags: flags(), Action: s.relayerBackup,
		},
		{
			Name: "restore", Usage: "put a backup in the place of the outbox of a relayer that does not run",
			UsageText: "tally relayer restore /backup/outbox-2026-11-28.db --data-dir /var/lib/tally --aside",
			Description: "Refuses (exit 6) where a relayer runs, and where there is an outbox, unless --aside moves it out of the way first. What was done since the\n" +
				"backup is found on the chain and not done again; acts taken since then are not in it: whoever handed them in does so again.",
			ArgsUsage: "FILE",
			Flags:     append(folderFlags(), &cli.BoolFlag{Name: "aside", Usage: "move the outbox that is there out of the way"}),
			Action:    s.relayerRestore,
		},
	}
}

// door reaches the relayer of the data folder in use, and says who asks.
func (s *session) door(c *cli.Context) (*control.Client, control.Order, error) {
	folder, err := s.relayerFolder(c)
	if err != nil {
		return nil, control.Order{}, err
	}
	client, err := control.Reach(folder)
	if err != nil {
		return nil, control.Order{}, ofControl(err, folder)
	}
	order := control.Order{By: s.operator(), Why: c.String("why")}
	if err := order.Check(); err != nil {
		return nil, order, usagef("--why: at most 300 printable characters")
	}
	return client, order, nil
}

// operator is who uses this program: the person behind sudo where there is one.
func (s *session) operator() string {
	name := s.con.getenv("SUDO_USER")
	if name == "" {
		if u, err := user.Current(); err == nil {
			name = u.Username
		}
	}
	if host, err := os.Hostname(); err == nil && name != "" {
		name += "@" + host
	}
	name = strings.Map(func(r rune) rune {
		if strconv.IsPrint(r) {
			return r
		}
		return -1
	}, name)
	if letters := []rune(name); len(letters) > 100 {
		name = string(letters[:100])
	}
	if name == "" {
		return "unknown"
	}
	return name
}

// ofControl gives an error of a relayer's door its exit code.
func ofControl(err error, folder string) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, control.ErrNotRunning):
		return exitf(ExitUnreachable, "no relayer runs with the data folder %s", folder).
			hintf("start it, or name its folder: --data-dir FOLDER; it must run on this computer")
	case errors.Is(err, fs.ErrPermission):
		return exitf(ExitKey, "you may not reach the relayer with the data folder %s", folder).because(err).
			hintf("do it as the user that runs it: sudo -u USER tally relayer …")
	case errors.Is(err, control.ErrTooLong):
		return usagef("%s", err.Error()).hintf("give the relayer a data folder with a shorter path, such as /var/lib/tally")
	case errors.Is(err, control.ErrNotReady):
		return exitf(ExitUnreachable, "%s", err.Error()).hintf("it waits for its node; see: tally relayer status")
	case errors.Is(err, control.ErrNotFound):
		return exitf(ExitNotFound, "%s", err.Error()).hintf("see: tally relayer status --data-dir FOLDER")
	case errors.Is(err, control.ErrConflict):
		return exitf(ExitConflict, "%s", err.Error()).hintf("see: tally relayer status --data-dir FOLDER")
	case errors.Is(err, control.ErrInvalid):
		return usagef("%s", err.Error())
	}
	return err
}

// order does what an operator asked for, unless it is only rehearsed.
func (s *session) order(c *cli.Context, do func(context.Context, *control.Client, control.Order) error) error {
	client, order, err := s.door(c)
	if err != nil {
		return err
	}
	defer client.Close()
	if s.rehearsing() {
		return nil
	}
	folder, err := s.relayerFolder(c)
	if err != nil {
		return err
	}
	return ofControl(do(c.Context, client, order), folder)
}

func (s *session) relayerPause(c *cli.Context) error {
	return s.order(c, func(ctx context.Context, client *control.Client, order control.Order) error {
		if err := client.Pause(ctx, order); err != nil {
			return err
		}
		s.note("paused: it takes acts and sends none; send again with: tally relayer resume")
		return nil
	})
}

func (s *session) relayerResume(c *cli.Context) error {
	return s.order(c, func(ctx context.Context, client *control.Client, order control.Order) error {
		if err := client.Resume(ctx, order); err != nil {
			return err
		}
		s.note("resumed")
		return nil
	})
}

func (s *session) relayerRetry(c *cli.Context) error {
	if c.Bool("parked") == (c.NArg() > 0) {
		return usagef("name the acts, or all with --parked").hintf("see: %s --help", "tally relayer retry")
	}
	ids := make([]common.Hash, c.NArg())
	for i, word := range c.Args().Slice() {
		raw, err := hexutil.Decode(word)
		if err != nil || len(raw) != common.HashLength {
			return usagef("%q is not the id of an act: 0x and 64 hexadecimal digits", word)
		}
		ids[i] = common.BytesToHash(raw)
	}
	return s.order(c, func(ctx context.Context, client *control.Client, order control.Order) error {
		if c.Bool("parked") {
			done, err := client.RetryParked(ctx, order)
			if err == nil {
				s.note("%d acts are queued again", done.Acts)
			}
			return err
		}
		for _, id := range ids {
			if _, err := client.Retry(ctx, id, order); err != nil {
				return err
			}
			s.note("act %s is queued again", id.Hex())
		}
		return nil
	})
}

func (s *session) relayerCancel(c *cli.Context) error {
	var slot outbox.Slot
	var err error
	if slot.Nonce, err = strconv.ParseUint(c.Args().Get(0), 10, 64); err != nil {
		return usagef("%q is not a nonce", c.Args().Get(0)).hintf("those that are open: tally relayer status --data-dir FOLDER")
	}
	if word := c.Args().Get(1); word != "" {
		if !common.IsHexAddress(word) {
			return usagef("%q is not the address of a sender", word)
		}
		slot.Sender = common.HexToAddress(word)
	}
	return s.order(c, func(ctx context.Context, client *control.Client, order control.Order) error {
		if err := s.confirm("Have nonce %d spent on nothing?", slot.Nonce); err != nil {
			return err
		}
		done, err := client.Cancel(ctx, slot, order)
		if err == nil {
			s.note("nonce %d of %s is to be spent on nothing; its %d acts are parked once that is final", done.Nonce, done.Sender.Hex(), done.Acts)
		}
		return err
	})
}

func (s *session) relayerResync(c *cli.Context) error {
	return s.order(c, func(ctx context.Context, client *control.Client, order control.Order) error {
		if err := client.Resync(ctx, order); err != nil {
			return err
		}
		if s.get("wait") == "none" {
			s.note("the index is being rebuilt; see: tally relayer status --data-dir FOLDER")
			return nil
		}
		ctx, cancel := s.within(ctx)
		defer cancel()
		look := time.NewTicker(resyncLook)
		defer look.Stop()
		for {
			status, err := client.Status(ctx)
			if err != nil {
				return err
			}
			if r := status.Resync; r != nil && r.Ended != nil {
				switch {
				case r.Failed != "":
					return exitf(ExitFailure, "the index was not rebuilt: %s", r.Failed)
				case r.Differed:
					return exitf(ExitConflict, "the index is rebuilt, and it said something else before").
						hintf("tell the makers of this program; compare it with the contracts: tally doctor index")
				}
				s.note("the index is rebuilt up to block %d, and says what it said before", r.Block)
				return nil
			}
			select {
			case <-ctx.Done():
				return exitf(ExitPending, "the index is still being rebuilt").hintf("see: tally relayer status --data-dir FOLDER")
			case <-look.C:
			}
		}
	})
}
