package main

import (
	"os"
	"path/filepath"
	"strings"

	"github.com/urfave/cli/v2"
)

// configCommand is `tally config`: the profiles of config.toml.
func configCommand(s *session) *cli.Command {
	return &cli.Command{
		Name:  "config",
		Usage: "profiles and settings, and where each value comes from",
		Subcommands: []*cli.Command{
			{
				Name:      "show",
				Usage:     "the settings that count now",
				UsageText: "tally config show\ntally config show --origin --profile bolt",
				Flags:     []cli.Flag{&cli.BoolFlag{Name: "origin", Usage: "say where each value comes from"}},
				Action:    s.configShow,
			},
			{
				Name:  "set",
				Usage: "set a value in the profile in use, or in --profile NAME, which is made if need be",
				UsageText: "tally config set relayer http://127.0.0.1:8545\n" +
					"tally config set as \"Bolt Metal\" --profile bolt\n" +
					"tally config set lang \"\"        (takes the value out)",
				Description: "Keys: " + strings.Join(profileKeys(), ", "),
				ArgsUsage:   "KEY VALUE",
				Action:      s.configSet,
			},
			{
				Name:      "use",
				Usage:     "use a profile from now on",
				UsageText: "tally config use bolt",
				ArgsUsage: "NAME",
				Action:    s.configUse,
			},
			{
				Name:      "path",
				Usage:     "where config.toml is",
				UsageText: "tally config path",
				Action: func(*cli.Context) error {
					return s.print.record([]column{{key: "path"}}, []any{s.place.file})
				},
			},
		},
	}
}

func (s *session) configShow(c *cli.Context) error {
	columns := []column{{key: "key"}, {key: "value"}}
	if c.Bool("origin") {
		columns = append(columns, column{key: "origin"})
	}
	row := func(key string, value settled) []any {
		cells := []any{key, value.Value}
		if c.Bool("origin") {
			cells = append(cells, value.Origin)
		}
		return cells
	}
	rows := [][]any{row("profile", s.profile)}
	for _, set := range settingList() {
		rows = append(rows, row(set.key, s.values[set.key]))
	}
	return s.print.list(columns, rows)
}

func (s *session) configSet(c *cli.Context) error {
	key, value := c.Args().Get(0), c.Args().Get(1)
	set, known := settingOf(key)
	if !known || !set.inProfile {
		refusal := usagef("there is no key %q", key)
		if near := nearest(key, profileKeys()); near != "" {
			return refusal.hintf("did you mean %s?", near)
		}
		return refusal.hintf("known here: %s", strings.Join(profileKeys(), ", "))
	}
	if set.check != nil && value != "" {
		if err := set.check(value); err != nil {
			return usagef("%s", set.key).because(err)
		}
	}
	if set.isFile && value != "" {
		absolute, err := filepath.Abs(value)
		if err != nil {
			return usagef("%s", set.key).because(err)
		}
		value = absolute
	}
	return s.editConfig(func(file *configFile) error {
		name := chosenProfile(s.con, s.line.globals, file).Value
		if name == "" {
			name = "default"
		}
		if file.Current == "" {
			file.Current = name
		}
		changed := file.Profiles[name]
		*changed.field(set.key) = value
		file.Profiles[name] = changed
		s.note("profile %s: %s = %q", name, set.key, value)
		return nil
	})
}

func (s *session) configUse(c *cli.Context) error {
	name := c.Args().First()
	return s.editConfig(func(file *configFile) error {
		if _, exists := file.Profiles[name]; !exists {
			return file.hintFor(name, exitf(ExitNotFound, "there is no profile %q", name))
		}
		file.Current = name
		s.note("profile %s is used from now on", name)
		return nil
	})
}

// editConfig reads config.toml, changes it and writes it back, but under --dry-run only says what it
// would change. A broken file is never replaced.
func (s *session) editConfig(change func(*configFile) error) error {
	if _, err := os.Stat(s.place.dir); err != nil && !os.IsNotExist(err) {
		return usagef("%s", s.place.dir).because(err)
	}
	file, err := readConfig(s.place.file)
	if err != nil {
		return err
	}
	if err := change(file); err != nil {
		return err
	}
	if s.rehearsing() {
		return nil
	}
	return writeConfig(s.place, file)
}
