package main

import (
	"errors"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/rs/zerolog"
	"github.com/urfave/cli/v2"

	"github.com/tallystick/tallystick/relayer"
)

// relayerConfigVariable names a relayer's configuration file where --config does not.
const relayerConfigVariable = "TALLY_RELAYER_CONFIG"

// relayerFlags are the flags of a relayer's settings, but for those that are every command's.
func relayerFlags() []cli.Flag {
	var keys []string
	for _, set := range relayer.Settings() {
		keys = append(keys, set.Key)
	}
	return append([]cli.Flag{configFlag()}, relayerFlagsOf(keys...)...)
}

// relayerFlagsOf are the flags of some settings, but for those that are every command's.
func relayerFlagsOf(keys ...string) []cli.Flag {
	var flags []cli.Flag
	for _, set := range relayer.Settings() {
		if _, shared := settingOf(set.Key); shared || !slices.Contains(keys, set.Key) {
			continue
		}
		usage := set.Meaning + ": `" + set.Holds + "`"
		switch {
		case set.Switch:
			flags = append(flags, &cli.BoolFlag{Name: set.Flag(), Usage: set.Meaning})
		case set.Many:
			flags = append(flags, &cli.StringSliceFlag{Name: set.Flag(), Usage: usage + "; may be repeated"})
		default:
			if set.Default != "" {
				usage += " (default: " + set.Default + ")"
			}
			flags = append(flags, &cli.StringFlag{Name: set.Flag(), Usage: usage})
		}
	}
	return flags
}

func configFlag() cli.Flag {
	return &cli.StringFlag{Name: "config", Usage: "the relayer's configuration: `FILE`; deploy/relayer.example.toml has every key"}
}

// folderFlags are those by which a command finds a relayer's folder.
func folderFlags() []cli.Flag {
	for _, set := range relayer.Settings() {
		if set.Key == "data_dir" {
			return []cli.Flag{configFlag(), &cli.StringFlag{Name: set.Flag(), Usage: "the relayer's own `FOLDER` (default: " + set.Default + ")"}}
		}
	}
	return nil
}

// relayerVariables are the names of the variables that set a relayer.
func relayerVariables() []string {
	names := []string{relayerConfigVariable}
	for _, set := range relayer.Settings() {
		if _, shared := settingOf(set.Key); !shared {
			names = append(names, set.Variable())
		}
	}
	return names
}

// relayerSettings settles what counts for a relayer, by key: flag, variable, its configuration file, profile, default. All paths are absolute.
func (s *session) relayerSettings(c *cli.Context) (map[string]settled, error) {
	file, values := c.String("config"), map[string]string{}
	if file == "" {
		file = s.con.getenv(relayerConfigVariable)
	}
	if file != "" {
		var err error
		if values, err = relayer.ReadSettings(file); err != nil {
			return nil, wrongRelayer(err)
		}
	}
	found := make(map[string]settled)
	for _, set := range relayer.Settings() {
		value := settled{Value: set.Default, Origin: "default"}
		shared, inherited := s.values[set.Key]
		near := strings.HasPrefix(shared.Origin, "flag ") || shared.Origin == set.Variable()
		switch {
		case c.IsSet(set.Flag()) && !inherited:
			value = settled{flagText(c, set), "flag --" + set.Flag()}
		case inherited && near:
			value = shared
		case !inherited && s.con.getenv(set.Variable()) != "":
			value = settled{s.con.getenv(set.Variable()), set.Variable()}
		case values[set.Key] != "":
			value = settled{values[set.Key], file}
		case inherited && shared.Value != "":
			value = shared
		case set.Default == "":
			value.Origin = ""
		}
		if set.IsFile && value.Value != "" {
			absolute, err := absolutePaths(value.Value, set.Many)
			if err != nil {
				return nil, usagef("%s from %s", set.Key, value.Origin).because(err)
			}
			value.Value = absolute
		}
		if set.Key == "sender" {
			// Names of accounts are addresses only once it is settled who has the keys.
			found[set.Key] = value
			continue
		}
		if err := set.Set(new(relayer.Config), value.Value); err != nil {
			return nil, usagef("%s from %s", set.Key, value.Origin).because(err)
		}
		found[set.Key] = value
	}
	return found, nil
}

// flagText is what a setting's flag was given, as text.
func flagText(c *cli.Context, set relayer.Setting) string {
	switch {
	case set.Switch:
		return strconv.FormatBool(c.Bool(set.Flag()))
	case set.Many:
		return strings.Join(c.StringSlice(set.Flag()), ",")
	}
	return c.String(set.Flag())
}

// absolutePaths makes a path, or each of a list, absolute.
func absolutePaths(value string, many bool) (string, error) {
	paths := []string{value}
	if many {
		paths = relayer.List(value)
	}
	for i := range paths {
		var err error
		if paths[i], err = filepath.Abs(paths[i]); err != nil {
			return "", err
		}
	}
	return strings.Join(paths, ","), nil
}

// relayerConfiguration is what a relayer is run with.
func (s *session) relayerConfiguration(c *cli.Context) (relayer.Config, error) {
	found, err := s.relayerSettings(c)
	if err != nil {
		return relayer.Config{}, err
	}
	if err := s.relayerKeys(found); err != nil {
		return relayer.Config{}, err
	}
	if kind := found["signer"].Value; (kind == "" || kind == relayer.SignerKeystore) && found["password_file"].Value == "" {
		return relayer.Config{}, usagef("a relayer opens its key without a person: name a file with the password").
			hintf("name a file with the password: --password-file FILE")
	}
	cfg := relayer.Config{Now: s.con.Now, Log: zerolog.New(s.con.Err).With().Timestamp().Logger()}
	for _, set := range relayer.Settings() {
		if err := set.Set(&cfg, found[set.Key].Value); err != nil {
			return cfg, wrongRelayer(err)
		}
	}
	return cfg, nil
}

// wrongRelayer makes a usage error of what is wrong with a relayer's configuration, with the key that was meant where one is near.
func wrongRelayer(err error) error {
	if !errors.Is(err, relayer.ErrConfig) {
		return err
	}
	refusal := usagef("%s", err.Error())
	var unknown *relayer.UnknownKeyError
	if !errors.As(err, &unknown) {
		return refusal.hintf("see: %s --help", "tally relayer run")
	}
	var keys []string
	for _, set := range relayer.Settings() {
		keys = append(keys, set.Key)
	}
	if near := nearest(unknown.Key[strings.LastIndex(unknown.Key, ".")+1:], keys); near != "" {
		return refusal.hintf("did you mean %s?", near)
	}
	return refusal.hintf("known here: %s", strings.Join(keys, ", "))
}

// relayerConfig is `tally relayer config`.
func (s *session) relayerConfig(c *cli.Context) error {
	found, err := s.relayerSettings(c)
	if err != nil {
		return err
	}
	// Where there is no key, that is for run to refuse.
	_ = s.relayerKeys(found)
	var rows [][]any
	for _, set := range relayer.Settings() {
		rows = append(rows, []any{set.Key, set.Print(found[set.Key].Value), found[set.Key].Origin})
	}
	return s.print.list([]column{{key: "key"}, {key: "value"}, {key: "origin"}}, rows)
}

// relayerFolder is the data folder of the relayer that a command is about.
func (s *session) relayerFolder(c *cli.Context) (string, error) {
	found, err := s.relayerSettings(c)
	return found["data_dir"].Value, err
}

// since says how long ago something was, to the second.
func since(now, then time.Time) time.Duration { return now.Sub(then).Round(time.Second) }
