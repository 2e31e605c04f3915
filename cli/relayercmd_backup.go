package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/urfave/cli/v2"

	"github.com/tallystick/tallystick/relayer/control"
	"github.com/tallystick/tallystick/relayer/outbox"
)

func (s *session) relayerBackup(c *cli.Context) error {
	target, err := filepath.Abs(c.Args().First())
	if err != nil {
		return fmt.Errorf("find the backup: %w", err)
	}
	if _, err := os.Lstat(target); err == nil {
		return exitf(ExitConflict, "%s is there already", target).hintf("name a file that is not there: backups are never written over")
	}
	folder, err := s.relayerFolder(c)
	if err != nil {
		return err
	}
	client, order, err := s.door(c)
	if err != nil {
		return err
	}
	defer client.Close()
	if s.rehearsing() {
		return nil
	}
	err = s.copyLive(c.Context, client, order, target)
	if errors.Is(err, control.ErrNotRunning) {
		err = outbox.BackupFile(filepath.Join(folder, "outbox.db"), target)
		if errors.Is(err, outbox.ErrLocked) {
			return exitf(ExitConflict, "%s", err.Error()).hintf("the relayer that has it open cannot be reached; is it of an older version?")
		}
	}
	if err != nil {
		return ofControl(err, folder)
	}
	found, err := outbox.Diagnose(target)
	if err != nil {
		return exitf(ExitFailure, "the copy cannot be read").because(errors.Join(err, os.Remove(target)))
	}
	return s.print.record([]column{{key: "file"}, {key: "acts"}, {key: "transactions"}}, []any{target, found.Entries, found.Reservations})
}

// copyLive copies the outbox of a relayer that runs, whole or not at all.
func (s *session) copyLive(ctx context.Context, client *control.Client, order control.Order, target string) (err error) {
	file, err := os.CreateTemp(filepath.Dir(target), filepath.Base(target)+".part-*")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.Remove(file.Name())) }()
	err = client.Backup(ctx, file, order)
	if err == nil {
		err = file.Sync()
	}
	if err = errors.Join(err, file.Close()); err != nil {
		return err
	}
	// A link, unlike a rename, does not replace what has come there meanwhile.
	return os.Link(file.Name(), target)
}

func (s *session) relayerRestore(c *cli.Context) error {
	folder, err := s.relayerFolder(c)
	if err != nil {
		return err
	}
	backup, path := c.Args().First(), filepath.Join(folder, "outbox.db")
	found, err := outbox.Diagnose(backup)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return exitf(ExitNotFound, "there is no backup %s", backup)
	case err != nil:
		return exitf(ExitFailure, "the backup cannot be read").because(err).hintf("take another one")
	}
	_, err = os.Lstat(path)
	there := err == nil
	if there {
		if _, err := outbox.Diagnose(path); errors.Is(err, outbox.ErrLocked) {
			return exitf(ExitConflict, "a relayer runs with the data folder %s", folder).because(err).hintf("stop it first")
		}
		if !c.Bool("aside") {
			return exitf(ExitConflict, "there is an outbox in %s", folder).hintf("add --aside to move it out of the way; it is kept")
		}
	}
	if s.rehearsing() {
		return nil
	}
	if err := s.confirm("Put the backup with %d acts in the place of %s?", found.Entries, path); err != nil {
		return err
	}
	aside := ""
	if there {
		if aside, err = outbox.SetAside(path, s.con.Now()); err != nil {
			return err
		}
	}
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return fmt.Errorf("make the data folder: %w", err)
	}
	if err := outbox.Restore(backup, path); err != nil {
		return err
	}
	return s.print.record([]column{{key: "file"}, {key: "acts"}, {key: "transactions"}, {key: "aside"}},
		[]any{path, found.Entries, found.Reservations, aside})
}
