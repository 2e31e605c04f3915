//go:build !windows

package main

import (
	"fmt"
	"os"
)

// readableByOthers says whether anyone but the owner may read the file.
func readableByOthers(info os.FileInfo) bool { return info.Mode().Perm()&0o077 != 0 }

// syncFolder has the disk keep which files a folder has.
func syncFolder(path string) error {
	folder, err := os.Open(path)
	if err != nil {
		return fmt.Errorf("sync %s: %w", path, err)
	}
	defer func() { _ = folder.Close() }()
	if err := folder.Sync(); err != nil {
		return fmt.Errorf("sync %s: %w", path, err)
	}
	return nil
}
