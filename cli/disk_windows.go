package main

import (
	"fmt"

	"golang.org/x/sys/windows"
)

// freeSpace is how many bytes this user can still write where the folder is.
func freeSpace(folder string) (uint64, error) {
	path, err := windows.UTF16PtrFromString(folder)
	if err != nil {
		return 0, fmt.Errorf("ask for the free space at %s: %w", folder, err)
	}
	var free uint64
	if err := windows.GetDiskFreeSpaceEx(path, &free, nil, nil); err != nil {
		return 0, fmt.Errorf("ask for the free space at %s: %w", folder, err)
	}
	return free, nil
}
