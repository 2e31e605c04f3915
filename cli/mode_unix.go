//go:build !windows

package main

import "os"

// readableByOthers says whether anyone but the owner may read the file.
func readableByOthers(info os.FileInfo) bool { return info.Mode().Perm()&0o077 != 0 }
