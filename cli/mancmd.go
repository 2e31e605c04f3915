package main

import (
	"fmt"
	"io"

	"github.com/urfave/cli/v2"
)

// manCommand is `tally man`, the manual page.
func manCommand(s *session) *cli.Command {
	return &cli.Command{
		Name:      "man",
		Usage:     "the manual page, for man(1)",
		UsageText: "tally man > tally.1\ntally man | man -l -",
		Action: func(c *cli.Context) error {
			page, err := c.App.ToManWithSection(1)
			if err != nil {
				return fmt.Errorf("write the manual page: %w", err)
			}
			_, err = io.WriteString(s.con.Out, page)
			return err
		},
	}
}
