package main

import "os"

// readableByOthers is never true on Windows: a file's mode says nothing there, and a user's own
// folders are closed to others by their access lists.
func readableByOthers(os.FileInfo) bool { return false }
