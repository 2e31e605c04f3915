package main

import "github.com/urfave/cli/v2"

// devnetCommand says where a devnet runs: not on Windows, whose processes cannot be asked to end.
func devnetCommand(*session) *cli.Command {
	return &cli.Command{
		Name:      "devnet",
		Usage:     "a whole network on this machine; on Linux and macOS only",
		UsageText: "tally devnet",
		Action: func(*cli.Context) error {
			return exitf(ExitFailure, "a devnet does not run on Windows").
				hintf("run it on Linux, macOS or WSL, and name its relayer here: --relayer URL")
		},
	}
}
