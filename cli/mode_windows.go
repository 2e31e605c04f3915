package main

import "os"

// readableByOthers is never true on Windows: a file's mode says nothing there, and a user's own
// folders are closed to others by their access lists.
func readableByOthers(os.FileInfo) bool { return false }

// syncFolder does nothing: Windows lets no program sync a folder, and writes its entries through by itself.
func syncFolder(string) error { return nil }
