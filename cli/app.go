package main

import (
	"context"
	"runtime/debug"

	"github.com/urfave/cli/v2"
)

// newApp is the whole command tree. Each group stands in its own file, NOUNcmd.go.
func newApp(s *session) *cli.App {
	app := &cli.App{
		Name:    "tally",
		Usage:   "receivables that split, pay on and settle",
		Version: version(),
		UsageText: "tally devnet up --detach\n" +
			"tally receivable issue --to Acme --amount 10,000,000.00 --due 2027-05-20 --invoice 0311:8841\n" +
			"tally voucher pay --to Bolt --amount 3,000,000.00",
		Commands:                  commands(s),
		Flags:                     globalFlags(),
		HideHelp:                  true, // help is parsed with the line, so that it works anywhere on it
		HideHelpCommand:           true,
		HideVersion:               true,
		DisableSliceFlagSeparator: true, // a comma belongs to an amount
		Writer:                    s.con.Out,
		ErrWriter:                 s.con.Err,
		ExitErrHandler:            func(*cli.Context, error) {}, // run decides the exit code
		OnUsageError:              wrongUsage,
	}
	drafts(app)
	walk(app, func(path []*cli.Command) {
		command := path[len(path)-1]
		command.HideHelp, command.HideHelpCommand = true, true
		command.OnUsageError = wrongUsage
	})
	return app
}

func commands(s *session) []*cli.Command {
	return []*cli.Command{
		accountCommand(s),
		companyCommand(s),
		receivableCommand(s),
		voucherCommand(s),
		recourseCommand(s),
		rulesCommand(s),
		quoteCommand(s),
		cashCommand(s),
		actCommand(s),
		inboxCommand(s),
		eventsCommand(s),
		webhookCommand(s),
		reportCommand(s),
		reconcileCommand(s),
		relayerCommand(s),
		networkCommand(s),
		devnetCommand(s),
		demoCommand(s),
		configCommand(s),
		doctorCommand(s),
		completionCommand(s),
		manCommand(s),
		helpCommand(s),
	}
}

// globalFlags work with every command and anywhere on the line. Those that are settings take
// their meaning from settingList, so that help, environment and configuration say the same.
func globalFlags() []cli.Flag {
	short := map[string]string{"output": "o"}
	var flags []cli.Flag
	for _, set := range settingList() {
		if set.key == "keystore" {
			continue // a network's property: by profile or TALLY_KEYSTORE
		}
		flag := &cli.StringFlag{Name: set.flag(), Usage: set.meaning + ": `" + set.holds + "`"}
		if alias := short[set.key]; alias != "" {
			flag.Aliases = []string{alias}
		}
		flags = append(flags, flag)
	}
	return append(flags,
		&cli.StringFlag{Name: "profile", Usage: "the profile of config.toml to use: `NAME`"},
		&cli.BoolFlag{Name: "dry-run", Usage: "show what would be signed and its effect, and send nothing"},
		&cli.BoolFlag{Name: "yes", Aliases: []string{"y"}, Usage: "do not ask for confirmation"},
		&cli.BoolFlag{Name: "direct", Usage: "send by the node's RPC, paying gas, not through the relayer"},
	)
}

// wrongUsage makes what urfave/cli finds wrong with a flag's value an error of exit code 2.
func wrongUsage(_ *cli.Context, err error, _ bool) error {
	return usagef("%s", err.Error()).hintf("see: %s --help", "tally NOUN VERB")
}

// version is what the Go tool recorded when it built this binary.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok || info.Main.Version == "" {
		return "(devel)"
	}
	return info.Main.Version
}

// within limits a wait by --timeout.
func (s *session) within(ctx context.Context) (context.Context, context.CancelFunc) {
	return context.WithTimeout(ctx, s.timeout())
}
