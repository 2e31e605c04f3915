package main

import (
	"bytes"
	"fmt"
	"maps"
	"regexp"
	"strings"

	"github.com/pelletier/go-toml/v2"
)

// edited is a configuration's text with what differs from a wanted one changed in its place, so that
// comments, blank lines and their order stay. Not ok: the text is written in a way that this does not
// understand, and has to be written anew.
func edited(text []byte, wanted *configFile) (result []byte, ok bool) {
	var there configFile
	if toml.Unmarshal(text, &there) != nil {
		return nil, false
	}
	lines := strings.SplitAfter(string(text), "\n")
	if there.Current != wanted.Current {
		lines = setLine(lines, "", "current", wanted.Current)
	}
	for _, name := range sortedKeys(wanted.Profiles) {
		was, is := there.Profiles[name].values(), wanted.Profiles[name].values()
		for _, key := range profileKeys() {
			if was[key] != is[key] {
				lines = setLine(lines, name, key, is[key])
			}
		}
	}
	result = []byte(strings.Join(lines, ""))
	var made configFile
	if toml.Unmarshal(result, &made) != nil || made.Current != wanted.Current {
		return nil, false
	}
	// A profile without values is as good as none.
	empty := func(_ string, p profile) bool { return p == (profile{}) }
	maps.DeleteFunc(made.Profiles, empty)
	meant := maps.Clone(wanted.Profiles)
	maps.DeleteFunc(meant, empty)
	return result, maps.Equal(made.Profiles, meant)
}

// setLine sets a key in a profile's table, or before all tables where no profile is named, or takes it out where the
// value is empty.
func setLine(lines []string, profile, key, value string) []string {
	first, end := tableOf(lines, profile)
	for i := first; first >= 0 && i < end; i++ {
		name, rest, isKey := strings.Cut(lines[i], "=")
		if !isKey || strings.TrimSpace(name) != key {
			continue
		}
		if value == "" {
			return append(lines[:i:i], lines[i+1:]...)
		}
		lines[i] = name + "= " + literalOf(value) + commentOf(rest) + "\n"
		return lines
	}
	if value == "" {
		return lines
	}
	line := key + " = " + literalOf(value) + "\n"
	if first < 0 {
		return append(ended(lines), "\n", "[profiles."+keyOf(profile)+"]\n", line)
	}
	// After the table's last key, before the comment that belongs to what follows.
	at := first
	for i := first; i < end; i++ {
		if _, _, isKey := strings.Cut(lines[i], "="); isKey && !strings.HasPrefix(strings.TrimSpace(lines[i]), "#") {
			at = i + 1
		}
	}
	before := ended(lines[:at:at])
	return append(append(before, line), lines[at:]...)
}

// ended are lines of which the last has its end.
func ended(lines []string) []string {
	if n := len(lines); n > 0 && lines[n-1] != "" && !strings.HasSuffix(lines[n-1], "\n") {
		lines = append(lines[:n-1:n-1], lines[n-1]+"\n")
	}
	return lines
}

// tableOf are the lines of a profile's table after its header, [first, end), or without a profile those before all tables. first
// is -1 where there is no such table.
func tableOf(lines []string, profile string) (first, end int) {
	first = -1
	if profile == "" {
		first = 0
	}
	for i, line := range lines {
		line = strings.TrimSpace(line)
		if !strings.HasPrefix(line, "[") {
			continue
		}
		if first >= 0 {
			return first, i
		}
		if headerOf(line) == profile {
			first = i + 1
		}
	}
	return first, len(lines)
}

// headerOf is the profile that a table's header names; empty for another table.
func headerOf(line string) string {
	header := struct{ Profiles map[string]any }{}
	if toml.Unmarshal([]byte(line), &header) != nil {
		return ""
	}
	for name := range header.Profiles {
		return name
	}
	return ""
}

// literalOf is a text as a TOML value.
func literalOf(value string) string {
	line, err := toml.Marshal(map[string]string{"v": value})
	if err != nil { // a string can always be written; what reads the result back would notice
		return fmt.Sprintf("%q", value)
	}
	return strings.TrimPrefix(string(bytes.TrimRight(line, "\n")), "v = ")
}

// bareKey are the names that TOML takes without quotes.
var bareKey = regexp.MustCompile(`^[A-Za-z0-9_-]+$`)

// keyOf is a name as a TOML key.
func keyOf(name string) string {
	if bareKey.MatchString(name) {
		return name
	}
	return literalOf(name)
}

// commentOf is the comment after a value in quotes, with the space before it; empty where there is none.
func commentOf(rest string) string {
	value := strings.TrimSpace(rest)
	if value == "" {
		return ""
	}
	closing := strings.IndexByte(value[1:], value[0])
	if closing < 0 {
		return ""
	}
	after := value[closing+2:]
	if !strings.HasPrefix(strings.TrimSpace(after), "#") {
		return ""
	}
	return after
}
