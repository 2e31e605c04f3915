package main

import "github.com/urfave/cli/v2"

// demoAlone would need a devnet.
func (s *session) demoAlone(*cli.Context) error {
	return exitf(ExitFailure, "a devnet does not run on Windows").
		hintf("name a network to play on: --deployment FILE --relayer URL --rpc URL --account desk")
}
