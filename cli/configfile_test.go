package main

import (
	"maps"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/pelletier/go-toml/v2"
	"pgregory.net/rapid"
)

const commented = `# whose network this is: ask Li
current = "acme" # by default

# our own
[profiles.acme] # made in May
  account = 'clerk'   # not the boss
relayer = "http://10.0.0.1:8480"

# the bank's, see the wiki # page 4
[profiles."River Bank"]
account = 'teller#2'
# end`

func TestSettingAValueKeepsWhatPeopleWroteBesideIt(t *testing.T) {
	tests := []struct {
		name   string
		change func(*configFile)
		want   string
	}{
		{"nothing changes", func(*configFile) {}, commented},
		{"a value is replaced, its comment stays", func(f *configFile) { f.set("acme", profile{Account: "boss", Relayer: "http://10.0.0.1:8480"}) },
			cut(commented, "'clerk'", "'boss'")},
		{"a value is added at the end of its table", func(f *configFile) {
			f.set("acme", profile{Account: "clerk", Relayer: "http://10.0.0.1:8480", Lang: "zh"})
		}, cut(commented, "8480\"\n", "8480\"\nlang = 'zh'\n")},
		{"a value is taken out", func(f *configFile) { f.set("acme", profile{Account: "clerk"}) },
			cut(commented, "relayer = \"http://10.0.0.1:8480\"\n", "")},
		{"a name and a value that need quotes", func(f *configFile) { f.set("River Bank", profile{Account: "teller#2", As: "it's"}) },
			cut(commented, "'teller#2'\n", "'teller#2'\nas = \"it's\"\n")},
		{"a new profile comes last", func(f *configFile) { f.set("bolt 2", profile{As: "Bolt"}) },
			commented + "\n\n[profiles.'bolt 2']\nas = 'Bolt'\n"},
		{"another profile is used", func(f *configFile) { f.Current = "River Bank" }, cut(commented, `"acme" #`, `'River Bank' #`)},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var file configFile
			if err := toml.Unmarshal([]byte(commented), &file); err != nil {
				t.Fatal(err)
			}
			test.change(&file)
			got, ok := edited([]byte(commented), &file)
			if !ok {
				t.Fatal("the text was not understood")
			}
			if diff := cmp.Diff(test.want, string(got)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func (f *configFile) set(name string, p profile) { f.Profiles[name] = p }

// cut replaces one part of a text, which must be there once.
func cut(text, old, with string) string {
	for i := range text {
		if len(text)-i >= len(old) && text[i:i+len(old)] == old {
			return text[:i] + with + text[i+len(old):]
		}
	}
	panic("no " + old)
}

func TestATextThatIsWrittenInAnotherWayIsNotEdited(t *testing.T) {
	for _, text := range []string{"profiles = {acme = {as = 'Acme'}}", "[profiles]\nacme.as = 'Acme'", "not toml"} {
		wanted := &configFile{Profiles: map[string]profile{"acme": {As: "Bolt"}}}
		if got, ok := edited([]byte(text), wanted); ok {
			t.Errorf("%q became %q", text, got)
		}
	}
}

// Whatever is in the profiles, an edited text says what was wanted.
func TestAnEditedTextSaysWhatWasWanted(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		draw := func(label string) *configFile {
			value := rapid.OneOf(rapid.Just(""), rapid.StringMatching(`[ -~]{1,12}`), rapid.SampledFrom([]string{"it's", "a=b", "# c", "华云", `\\`, "a\nb"}))
			file := &configFile{Current: value.Draw(t, label+" current"), Profiles: make(map[string]profile)}
			for _, name := range []string{"acme", "River Bank", "华云", "a.b"} {
				p := profile{As: value.Draw(t, label), Account: value.Draw(t, label), Relayer: value.Draw(t, label)}
				if p != (profile{}) {
					file.Profiles[name] = p
				}
			}
			return file
		}
		before, wanted := draw("before"), draw("wanted")
		text, err := toml.Marshal(before)
		if err != nil {
			t.Fatal(err)
		}
		for name := range before.Profiles {
			// As commands do, which never take a whole profile out.
			if _, there := wanted.Profiles[name]; !there {
				wanted.Profiles[name] = profile{}
			}
		}
		got, ok := edited(text, wanted)
		if !ok {
			t.Fatalf("not understood:\n%s", text)
		}
		var made configFile
		if err := toml.Unmarshal(got, &made); err != nil || made.Current != wanted.Current {
			t.Fatalf("current %q, want %q, %v", made.Current, wanted.Current, err)
		}
		for name, p := range wanted.Profiles {
			if !maps.Equal(made.Profiles[name].values(), p.values()) {
				t.Fatalf("profile %q is %+v, want %+v in:\n%s", name, made.Profiles[name], p, got)
			}
		}
	})
}
