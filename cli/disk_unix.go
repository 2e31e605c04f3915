//go:build !windows

package main

import (
	"fmt"

	"golang.org/x/sys/unix"
)

// freeSpace is how many bytes this user can still write where the folder is.
func freeSpace(folder string) (uint64, error) {
	var stat unix.Statfs_t
	if err := unix.Statfs(folder, &stat); err != nil {
		return 0, fmt.Errorf("ask for the free space at %s: %w", folder, err)
	}
	return uint64(stat.Bavail) * uint64(stat.Bsize), nil
}
