package main

import (
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/tallystick/tallystick/cli/lang"
)

// setting is one thing that can be set by flag, environment variable or profile.
type setting struct {
	key       string // in config.toml: "password_file"
	fallback  string // the default, "" for none
	inProfile bool   // a profile may hold it
	isFile    bool   // a path; a relative one in a profile counts from config.toml's folder
	holds     string // what the value is, in help: "FILE"
	meaning   string
	check     func(value string) error
}

func (s setting) flag() string { return strings.ReplaceAll(s.key, "_", "-") }
func (s setting) env() string  { return "TALLY_" + strings.ToUpper(s.key) }

// settingList is every setting, in the order in which they are shown.
func settingList() []setting {
	return []setting{
		{key: "as", inProfile: true, holds: "COMPANY", meaning: "the company that acts: name, id or registration number"},
		{key: "account", inProfile: true, holds: "NAME", meaning: "the account that signs: its name in the keystore or its address"},
		{key: "keystore", inProfile: true, isFile: true, holds: "FOLDER", meaning: "the folder of key files"},
		{key: "password_file", inProfile: true, isFile: true, holds: "FILE", meaning: "a file with the account's password, readable by its owner only"},
		{key: "relayer", inProfile: true, holds: "URL", meaning: "the relayer's URL"},
		{key: "rpc", inProfile: true, holds: "URL", meaning: "a chain node's JSON-RPC URL"},
		{key: "deployment", inProfile: true, isFile: true, holds: "FILE", meaning: "the network's deployment.json"},
		{key: "output", inProfile: true, fallback: "table", holds: "FORMAT", meaning: "table, json or csv", check: oneOf("table", "json", "csv")},
		{key: "lang", inProfile: true, fallback: "en", holds: "LANG", meaning: "en or zh", check: oneOf("en", "zh")},
		{key: "wait", fallback: "final", holds: "STAGE", meaning: "how long an act is waited for: none, mined or final", check: oneOf("none", "mined", "final")},
		{key: "timeout", fallback: "2m0s", holds: "DURATION", meaning: "the longest wait: 30s, 5m", check: isDuration},
	}
}

func settingOf(key string) (setting, bool) {
	for _, s := range settingList() {
		if s.key == strings.ReplaceAll(key, "-", "_") {
			return s, true
		}
	}
	return setting{}, false
}

func oneOf(values ...string) func(string) error {
	return func(value string) error {
		if slices.Contains(values, value) {
			return nil
		}
		refusal := fmt.Errorf("%q is not one of %s", value, strings.Join(values, ", "))
		if near := nearest(value, values); near != "" {
			return fmt.Errorf("%w; did you mean %s?", refusal, near)
		}
		return refusal
	}
}

func isDuration(value string) error {
	if d, err := time.ParseDuration(value); err != nil || d <= 0 {
		return fmt.Errorf("%q is not a duration above zero such as 30s or 5m", value)
	}
	return nil
}

// settled is a setting's value and where it comes from.
type settled struct {
	Value  string
	Origin string // "flag --as", "TALLY_AS", "profile bolt", "default"; "" if not set
}

// settings are the values of one run, by precedence flag, environment, profile, default.
type settings struct {
	configFile string
	profile    settled
	values     map[string]settled
}

func (s *settings) get(key string) string { return s.values[key].Value }

// resolve settles every setting. An unknown profile is an error of its own code, and a wrong
// value is refused with its origin, so that the user knows which place to correct.
func resolve(con *console, flags map[string]string, place configPlace, file *configFile) (*settings, error) {
	s := &settings{configFile: place.file, values: make(map[string]settled)}
	s.profile = chosenProfile(con, flags, file)
	profile, exists := file.Profiles[s.profile.Value]
	if !exists && s.profile.Value != "" {
		return s, file.hintFor(s.profile.Value, exitf(ExitNotFound, "there is no profile %q (%s)", s.profile.Value, s.profile.Origin))
	}
	inProfile := profile.values()
	for _, key := range settingList() {
		value := settled{Value: key.fallback, Origin: "default"}
		switch given, isFlag := flags[key.flag()]; {
		case isFlag:
			value = settled{given, "flag --" + key.flag()}
		case con.getenv(key.env()) != "":
			value = settled{con.getenv(key.env()), key.env()}
		case key.inProfile && inProfile[key.key] != "":
			value = settled{inProfile[key.key], "profile " + s.profile.Value}
			if key.isFile && !filepath.IsAbs(value.Value) {
				value.Value = filepath.Join(place.dir, value.Value)
			}
		case key.key == "keystore":
			value.Value = filepath.Join(place.dir, "keystore")
		case key.key == "lang" && lang.FromLocale(con.getenv) == lang.Chinese:
			value = settled{string(lang.Chinese), "locale"}
		case key.fallback == "":
			value.Origin = ""
		}
		if key.check != nil {
			if err := key.check(value.Value); err != nil {
				return s, usagef("%s from %s", key.key, value.Origin).because(err)
			}
		}
		s.values[key.key] = value
	}
	return s, nil
}

func chosenProfile(con *console, flags map[string]string, file *configFile) settled {
	if name, ok := flags["profile"]; ok {
		return settled{name, "flag --profile"}
	}
	if name := con.getenv("TALLY_PROFILE"); name != "" {
		return settled{name, "TALLY_PROFILE"}
	}
	if file.Current != "" {
		return settled{file.Current, "config.toml"}
	}
	return settled{}
}

// unknownEnvironment answers a warning for each TALLY_ variable that means nothing, most often
// a misspelt one. A password in a variable is named for what it is.
func unknownEnvironment(environ []string) []sentence {
	known := append(relayerVariables(), "TALLY_PROFILE", "TALLY_CONFIG", "TALLY_GETH", "TALLY_FAILPOINT")
	for _, s := range settingList() {
		known = append(known, s.env())
	}
	var warnings []sentence
	for _, entry := range environ {
		name, _, _ := strings.Cut(entry, "=")
		if !strings.HasPrefix(name, "TALLY_") || slices.Contains(known, name) {
			continue
		}
		near := nearest(name, known)
		switch {
		case name == "TALLY_PASSWORD":
			warnings = append(warnings, sentence{format: "%s is ignored: a password never goes into a variable; put it into a file and name that in %s", args: []any{name, "TALLY_PASSWORD_FILE"}})
		case near != "":
			warnings = append(warnings, sentence{format: "%s is ignored; did you mean %s?", args: []any{name, near}})
		default:
			warnings = append(warnings, sentence{format: "%s is ignored; the known variables: tally help environment", args: []any{name}})
		}
	}
	return warnings
}

// sortedKeys is a map's keys in order, for output that is the same every time.
func sortedKeys[V any](m map[string]V) []string {
	return slices.Sorted(maps.Keys(m))
}
