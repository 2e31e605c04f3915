package main

import (
	"errors"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestSettingsFollowFlagThenVariableThenProfileThenDefault(t *testing.T) {
	place := configPlace{dir: "/etc/tally", file: "/etc/tally/config.toml"}
	file := &configFile{Current: "bolt", Profiles: map[string]profile{
		"bolt":  {As: "Bolt", Output: "csv", Deployment: "net.json"},
		"crown": {As: "Crown"},
	}}
	tests := []struct {
		name    string
		flags   map[string]string
		environ []string
		key     string
		want    settled
	}{
		{"profile in use", nil, nil, "as", settled{"Bolt", "profile bolt"}},
		{"variable over profile", nil, []string{"TALLY_AS=Acme"}, "as", settled{"Acme", "TALLY_AS"}},
		{"flag over variable", map[string]string{"as": "Delta"}, []string{"TALLY_AS=Acme"}, "as", settled{"Delta", "flag --as"}},
		{"profile by flag", map[string]string{"profile": "crown"}, []string{"TALLY_PROFILE=bolt"}, "as", settled{"Crown", "profile crown"}},
		{"profile by variable", nil, []string{"TALLY_PROFILE=crown"}, "as", settled{"Crown", "profile crown"}},
		{"an empty variable is not set", nil, []string{"TALLY_AS="}, "as", settled{"Bolt", "profile bolt"}},
		{"default", nil, nil, "wait", settled{"final", "default"}},
		{"language by locale", nil, []string{"LANG=zh_CN.UTF-8"}, "lang", settled{"zh", "locale"}},
		{"a file of the profile", nil, nil, "deployment", settled{filepath.Join("/etc/tally", "net.json"), "profile bolt"}},
		{"the keystore's place", nil, nil, "keystore", settled{filepath.Join("/etc/tally", "keystore"), "default"}},
		{"not set at all", nil, nil, "rpc", settled{}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, err := resolve(&console{Environ: test.environ}, test.flags, place, file)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(test.want, got.values[test.key]); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestEveryProfileKeyHasAFieldInTheFile(t *testing.T) {
	for _, key := range profileKeys() {
		if (&profile{}).field(key) == nil {
			t.Errorf("config.toml cannot hold %q", key)
		}
	}
}

func TestExitCodesAreKeptThroughWrapping(t *testing.T) {
	cause := errors.New("range is 1-5 now")
	err := errors.Join(exitf(ExitConflict, "the lot has changed").because(cause))
	if got := classify(err); got.Code != ExitConflict {
		t.Errorf("code %d, want %d", got.Code, ExitConflict)
	}
	if !errors.Is(err, cause) {
		t.Error("the cause is lost")
	}
}

func TestNearestFindsSlipsAndNothingFarAway(t *testing.T) {
	candidates := []string{"account", "config", "completion", "voucher"}
	for word, want := range map[string]string{
		"acount": "account", "accnt": "account", "confgi": "config", "vouch": "voucher",
		"co": "", "zebra": "", "": "",
	} {
		if got := nearest(word, candidates); got != want {
			t.Errorf("nearest to %q: got %q, want %q", word, got, want)
		}
	}
}
