package outbox

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"go.etcd.io/bbolt"
)

// Backup writes a copy of the whole outbox, as of now, to the file at path, which must not exist. Writers are not stopped.
func (o *Outbox) Backup(path string) error {
	if err := backup(o.db, path); err != nil {
		return fmt.Errorf("back up outbox: %w", err)
	}
	return nil
}

// WriteTo writes a copy of the whole outbox, as of now, and gives its length in bytes. Writers are not stopped. size, if not nil, is told the length first.
func (o *Outbox) WriteTo(w io.Writer, size func(int64)) (n int64, err error) {
	err = reading(o.db, func(tx *bbolt.Tx) error {
		if size != nil {
			size(tx.Size())
		}
		n, err = tx.WriteTo(w)
		return err
	})
	if err != nil {
		return n, fmt.Errorf("back up outbox: %w", err)
	}
	return n, nil
}

// BackupFile copies the outbox file at path, which no process has open, to the file at to, which must not exist. It changes nothing. ErrLocked: a process has
// it open; ask that one. os.ErrNotExist: there is none.
func BackupFile(path, to string) error {
	if _, err := os.Stat(path); err != nil {
		return fmt.Errorf("back up outbox: %w", err)
	}
	db, err := openFile(path, bbolt.Options{Timeout: lockWait, ReadOnly: true})
	if err != nil {
		return fmt.Errorf("back up outbox %s: %w", path, err)
	}
	if err := errors.Join(backup(db, to), db.Close()); err != nil {
		return fmt.Errorf("back up outbox: %w", err)
	}
	return nil
}

func backup(db *bbolt.DB, path string) error {
	file, err := os.OpenFile(filepath.Clean(path), os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	err = reading(db, func(tx *bbolt.Tx) error {
		_, err := tx.WriteTo(file)
		return err
	})
	if err == nil {
		err = file.Sync()
	}
	if err = errors.Join(err, file.Close()); err != nil {
		return errors.Join(err, os.Remove(path))
	}
	return nil
}

// Restore puts a backup in the place of an outbox file, of which none may be there (see SetAside). The backup is read whole first, and
// stays. What was done after the backup is found on the chain by the relayer, and not done again.
func Restore(backup, path string) error {
	if _, err := os.Stat(path); err == nil {
		return fmt.Errorf("restore outbox: %s is there; set it aside first: %w", path, os.ErrExist)
	}
	if _, err := Diagnose(backup); err != nil {
		return fmt.Errorf("restore outbox: the backup: %w", err)
	}
	if err := copyFile(backup, path); err != nil {
		return fmt.Errorf("restore outbox: %w", err)
	}
	return nil
}

// copyFile copies a file to a path where none is, whole or not at all.
func copyFile(from, to string) (err error) {
	source, err := os.Open(filepath.Clean(from))
	if err != nil {
		return err
	}
	defer source.Close()
	target, err := os.CreateTemp(filepath.Dir(to), filepath.Base(to)+".part-*")
	if err != nil {
		return err
	}
	_, err = io.Copy(target, source)
	if err == nil {
		err = target.Sync()
	}
	if err = errors.Join(err, target.Close()); err == nil {
		// A link, unlike a rename, does not replace what has come there meanwhile.
		err = os.Link(target.Name(), to)
	}
	return errors.Join(err, os.Remove(target.Name()))
}

// SetAside moves an outbox file that no process has open out of the way, and returns where it is now. The next Open at path makes a new
// outbox; what the chain has done is recognised there when it is accepted again. ErrLocked: a process has it open.
func SetAside(path string, now time.Time) (string, error) {
	// A damaged file cannot be opened; only the lock is of interest here.
	if db, err := openFile(path, bbolt.Options{Timeout: lockWait, ReadOnly: true}); err == nil {
		if err := db.Close(); err != nil {
			return "", fmt.Errorf("set outbox aside: %w", err)
		}
	} else if !errors.Is(err, ErrDamaged) {
		return "", fmt.Errorf("set outbox %s aside: %w", path, err)
	}
	aside := path + "." + now.UTC().Format("20060102T150405Z")
	if _, err := os.Stat(aside); err == nil {
		return "", fmt.Errorf("set outbox aside: %s: %w", aside, os.ErrExist)
	}
	if err := os.Rename(path, aside); err != nil {
		return "", fmt.Errorf("set outbox aside: %w", err)
	}
	return aside, nil
}
