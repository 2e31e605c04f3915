package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"unicode/utf8"

	"github.com/pelletier/go-toml/v2"
)

// configFile is config.toml: profiles by name, and which of them counts when none is named.
type configFile struct {
	Current  string             `toml:"current,omitempty"`
	Profiles map[string]profile `toml:"profiles,omitempty"`
}

// profile holds the settings of one user in one network. Its keys are those of settingList.
type profile struct {
	As           string `toml:"as,omitempty"`
	Account      string `toml:"account,omitempty"`
	Keystore     string `toml:"keystore,omitempty"`
	PasswordFile string `toml:"password_file,omitempty"`
	Relayer      string `toml:"relayer,omitempty"`
	RPC          string `toml:"rpc,omitempty"`
	Deployment   string `toml:"deployment,omitempty"`
	Output       string `toml:"output,omitempty"`
	Lang         string `toml:"lang,omitempty"`
}

// field answers the profile's field of a key, which must be one that a profile may hold.
func (p *profile) field(key string) *string {
	value := reflect.ValueOf(p).Elem()
	for i := range value.NumField() {
		if tag, _, _ := strings.Cut(value.Type().Field(i).Tag.Get("toml"), ","); tag == key {
			return value.Field(i).Addr().Interface().(*string)
		}
	}
	return nil
}

// values is what the profile sets, by key.
func (p profile) values() map[string]string {
	values := make(map[string]string)
	for _, s := range settingList() {
		if field := p.field(s.key); field != nil && *field != "" {
			values[s.key] = *field
		}
	}
	return values
}

// configPlace is where the configuration lives.
type configPlace struct{ dir, file string }

// placeOf follows TALLY_CONFIG, which names either the file (it ends in ".toml") or its folder,
// and otherwise takes the folder that the system has for configuration.
func placeOf(con *console) (configPlace, error) {
	if named := con.getenv("TALLY_CONFIG"); named != "" {
		named, err := filepath.Abs(named)
		if err != nil {
			return configPlace{}, fmt.Errorf("find the configuration: %w", err)
		}
		if strings.HasSuffix(named, ".toml") {
			return configPlace{filepath.Dir(named), named}, nil
		}
		return configPlace{named, filepath.Join(named, "config.toml")}, nil
	}
	base, err := os.UserConfigDir()
	if err != nil {
		return configPlace{}, usagef("there is no folder for the configuration").because(err).
			hintf("name one in TALLY_CONFIG")
	}
	dir := filepath.Join(base, "tally")
	return configPlace{dir, filepath.Join(dir, "config.toml")}, nil
}

// readConfig reads config.toml; a missing file is an empty one. An unknown key is refused with
// its line, because a misspelt key would otherwise be a setting that silently does not count.
func readConfig(path string) (*configFile, error) {
	file := &configFile{Profiles: make(map[string]profile)}
	text, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return file, nil
	}
	if err != nil {
		return file, fmt.Errorf("read the configuration: %w", err)
	}
	decoder := toml.NewDecoder(bytes.NewReader(text)).DisallowUnknownFields()
	err = decoder.Decode(file)
	var (
		unknown *toml.StrictMissingError
		broken  *toml.DecodeError
	)
	switch {
	case errors.As(err, &unknown) && len(unknown.Errors) > 0:
		first := unknown.Errors[0]
		row, _ := first.Position()
		key := first.Key()
		refusal := usagef("%s line %d: there is no key %q", path, row, strings.Join(key, "."))
		if near := nearest(key[len(key)-1], profileKeys()); near != "" {
			return file, refusal.hintf("did you mean %s?", near)
		}
		return file, refusal.hintf("known here: %s", strings.Join(profileKeys(), ", "))
	case errors.As(err, &broken):
		row, column := broken.Position()
		return file, usagef("%s line %d, column %d", path, row, column).because(err)
	case err != nil:
		return file, usagef("%s", path).because(err)
	}
	if file.Profiles == nil {
		file.Profiles = make(map[string]profile)
	}
	return file, nil
}

// manyProfiles is more than a hint lists.
const manyProfiles = 12

// hintFor adds to a refusal what to do about a name that no profile has.
func (f *configFile) hintFor(name string, refusal *Exit) *Exit {
	known := sortedKeys(f.Profiles)
	if near := nearest(name, known); near != "" {
		return refusal.hintf("did you mean %s?", near)
	}
	if len(known) > 0 && len(known) < manyProfiles {
		return refusal.hintf("known here: %s", strings.Join(known, ", "))
	}
	return refusal.hintf("make it with: tally config set KEY VALUE --profile %s", name)
}

// profileKeys lists the keys that a profile may hold.
func profileKeys() []string {
	var keys []string
	for _, s := range settingList() {
		if s.inProfile {
			keys = append(keys, s.key)
		}
	}
	return keys
}

// writeConfig replaces config.toml in one step, readable by its owner only. What people wrote into it
// beside the values stays.
func writeConfig(place configPlace, file *configFile) error {
	for name, p := range file.Profiles {
		for key, value := range p.values() {
			// TOML has no other, and what stands for other bytes would silently be another value.
			if !utf8.ValidString(value) || !utf8.ValidString(name) {
				return usagef("%s of profile %q cannot be kept: it is not text in UTF-8", key, name)
			}
		}
	}
	before, err := os.ReadFile(place.file)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("write the configuration: %w", err)
	}
	text, kept := edited(before, file)
	if !kept {
		if text, err = toml.Marshal(file); err != nil {
			return fmt.Errorf("write the configuration: %w", err)
		}
	}
	if err := os.MkdirAll(place.dir, 0o700); err != nil {
		return fmt.Errorf("write the configuration: %w", err)
	}
	return replaceFile(place.file, text)
}

// replaceFile writes a file of mode 0600 so that a reader, or a crash at any moment, sees either
// the old content or the new, never a part.
func replaceFile(path string, content []byte) (err error) {
	temp, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+".*")
	if err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	defer func() {
		if err != nil {
			_ = temp.Close()
			_ = os.Remove(temp.Name())
			err = fmt.Errorf("write %s: %w", path, err)
		}
	}()
	if _, err = temp.Write(content); err != nil {
		return err
	}
	if err = temp.Sync(); err != nil {
		return err
	}
	if err = temp.Close(); err != nil {
		return err
	}
	return os.Rename(temp.Name(), path)
}
