//go:build !windows

// Command geth builds the pinned geth if it is not in the cache yet, and prints its path. `make setup` runs it, so that the first
// devnet does not have to wait.
package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"

	"github.com/rs/zerolog"

	"github.com/tallystick/tallystick/devnet"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()

	log := zerolog.New(zerolog.ConsoleWriter{Out: os.Stderr}).With().Timestamp().Logger()
	path, err := devnet.Binary(ctx, log)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	fmt.Println(path)
}
