package main

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"
)

// helpCommand is `tally help [TOPIC | COMMAND...]`.
func helpCommand(s *session) *cli.Command {
	return &cli.Command{
		Name:      "help",
		Usage:     "help for a command, or on a topic: " + strings.Join(topics(), ", "),
		UsageText: "tally help voucher pay\ntally help exit-codes",
		ArgsUsage: "[WORD...]",
		Action: func(c *cli.Context) error {
			words := c.Args().Slice()
			if len(words) == 1 && slices.Contains(topics(), words[0]) {
				return writeTopic(s.con.Out, words[0])
			}
			l := &line{}
			left, err := l.descend(c.App, words)
			if err != nil {
				if near := nearest(words[0], topics()); near != "" {
					return usagef("there is no help on %q", words[0]).hintf("did you mean %s?", "tally help "+near)
				}
				return err
			}
			if len(left) > 0 {
				return usagef("there is no help on %q", strings.Join(words, " "))
			}
			return writeHelp(s.con.Out, c.App, l.path)
		},
	}
}

// writeHelp prints the help of a command, examples first.
func writeHelp(w io.Writer, app *cli.App, path []*cli.Command) error {
	name, usage, examples, description, argsUsage := "tally", app.Usage, app.UsageText, app.Description, ""
	members, flags, groupOnly := app.Commands, app.Flags, true
	if len(path) > 0 {
		command := path[len(path)-1]
		name = strings.Join((&line{path: path}).words(), " ")
		usage, examples, description, argsUsage = command.Usage, command.UsageText, command.Description, command.ArgsUsage
		members, flags, groupOnly = command.Subcommands, command.Flags, command.Action == nil
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%s - %s\n", name, usage)
	if examples != "" {
		fmt.Fprintf(&b, "\nEXAMPLES\n%s\n", indent(examples))
	}
	synopsis := name
	if groupOnly {
		synopsis += " COMMAND"
	}
	if argsUsage != "" {
		synopsis += " " + argsUsage
	}
	fmt.Fprintf(&b, "\nUSAGE\n%s\n", indent(synopsis+" [flags]"))
	if description != "" {
		fmt.Fprintf(&b, "\n%s\n", indent(description))
	}
	if len(members) > 0 {
		b.WriteString("\nCOMMANDS\n")
		var rows [][2]string
		for _, member := range members {
			if !member.Hidden {
				rows = append(rows, [2]string{member.Name, member.Usage})
			}
		}
		writePairs(&b, rows)
	}
	if rows := flagRows(flags); len(rows) > 0 {
		b.WriteString("\nFLAGS\n")
		writePairs(&b, rows)
	}
	if len(path) == 0 {
		fmt.Fprintf(&b, "\nTOPICS\n%s\n", indent("tally help "+strings.Join(topics(), " | ")))
	} else {
		b.WriteString("\nFlags for every command, such as -o json and --dry-run: tally --help\n")
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// flagRows is one row a visible flag: its names with the kind of value, and its meaning.
func flagRows(flags []cli.Flag) [][2]string {
	var rows [][2]string
	for _, f := range flags {
		shape := shapesOf([]cli.Flag{f})[f.Names()[0]]
		documented, ok := f.(cli.DocGenerationFlag)
		if visible, is := f.(cli.VisibleFlag); !ok || is && !visible.IsVisible() {
			continue
		}
		left := "--" + shape.name
		for _, alias := range f.Names()[1:] {
			left = "-" + alias + ", " + left
		}
		usage := documented.GetUsage()
		if placeholder, meaning := unquote(usage); shape.takesValue {
			left, usage = left+" "+placeholder, meaning
		}
		if shape.required {
			usage += " (needed)"
		}
		rows = append(rows, [2]string{left, usage})
	}
	return rows
}

// unquote takes the `PLACEHOLDER` out of a flag's usage; at the end it is not said twice.
func unquote(usage string) (placeholder, meaning string) {
	before, rest, found := strings.Cut(usage, "`")
	word, after, closed := strings.Cut(rest, "`")
	if !found || !closed {
		return "VALUE", usage
	}
	if trimmed, atEnd := strings.CutSuffix(before, ": "); atEnd && after == "" {
		return word, trimmed
	}
	return word, before + word + after
}

func writePairs(b *strings.Builder, rows [][2]string) {
	width := 0
	for _, row := range rows {
		width = max(width, displayWidth(row[0]))
	}
	for _, row := range rows {
		fmt.Fprintf(b, "  %s  %s\n", pad(row[0], width, false), row[1])
	}
}

func indent(text string) string {
	return "  " + strings.ReplaceAll(strings.TrimSpace(text), "\n", "\n  ")
}

// topics is what `tally help TOPIC` explains beside the commands.
func topics() []string { return []string{"environment", "exit-codes", "formatting", "references"} }

func writeTopic(w io.Writer, topic string) error {
	var b strings.Builder
	switch topic {
	case "exit-codes":
		b.WriteString("The exit code says what happened; under -o json the error's \"code\" and \"name\" say the same.\n\n")
		for _, code := range codes() {
			fmt.Fprintf(&b, "  %d  %s  %s\n", code.Code, pad(code.Name, 11, false), code.Meaning)
		}
	case "environment":
		b.WriteString("A value counts in this order: flag, variable, profile of config.toml, default.\n" +
			"`tally config show --origin` prints where each comes from.\n\n")
		rows := [][2]string{
			{"TALLY_CONFIG", "config.toml, or the folder that it is in"},
			{"TALLY_PROFILE", "the profile to use"},
		}
		for _, set := range settingList() {
			rows = append(rows, [2]string{set.env(), set.meaning})
		}
		rows = append(rows, [2]string{relayerConfigVariable, "a relayer's configuration file; each of its settings has a variable too: `tally relayer run --help`"})
		rows = append(rows,
			[2]string{"TALLY_GETH", "the geth binary of a devnet, instead of the pinned one"},
			[2]string{"NO_COLOR", "set: no colour"},
			[2]string{"LC_ALL, LC_MESSAGES, LANG", "zh…: Chinese, where --lang does not say otherwise"})
		writePairs(&b, rows)
		b.WriteString("\nNo variable holds a password. A TALLY_ variable that is not in this list is warned of.\n")
	case "formatting":
		b.WriteString(formattingTopic)
	case "references":
		b.WriteString(referencesTopic)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

const formattingTopic = `-o table   for people: aligned, amounts as 3,000,000.00, titles in --lang's language
-o json    for programs: stable field names in snake_case, amounts as strings "3000000.00",
           units and counts as numbers, times as 2026-11-21T04:46:43Z, dates as 2027-05-20
-o csv     the same fields under the same names, one header line

Data goes to standard output and nothing else does; errors, notes, prompts and progress go to
standard error. Under -o json an error is one line:

  {"error":{"code":6,"name":"conflict","message":"…","hint":"…"}}

Colour needs a terminal and is never used when NO_COLOR is set or TERM is dumb.
`

const referencesTopic = `R31-17                         receivable 17 of company 31
R31-17:300000001               a lot: the one that begins with unit 300,000,001
R31-17:300000001-800000000     the same with its last unit; if the lot's range is another by now,
                               this is a conflict (exit code 6), never a guess
B31-4                          bill 4 of company 31
P41-7                          payment run 7 of company 41

A unit is 0.01 of the obligation's currency, and the first is number 1.
Companies: by id, registration number or legal name. Amounts: 3,000,000.00 or 3000000, at most
two decimals. Dates: 2027-05-20.
`
