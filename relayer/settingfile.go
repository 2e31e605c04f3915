package relayer

import (
	"bytes"
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"reflect"
	"strconv"
	"strings"

	"github.com/pelletier/go-toml/v2"
)

// UnknownKeyError: a configuration file has a key that is none. It is an ErrConfig.
type UnknownKeyError struct {
	Path string
	// Line is where the key stands.
	Line int
	Key  string
}

// Error names the file, the line and the key.
func (e *UnknownKeyError) Error() string {
	return fmt.Sprintf("%s line %d: there is no key %q", e.Path, e.Line, e.Key)
}

// Unwrap is ErrConfig.
func (e *UnknownKeyError) Unwrap() error { return ErrConfig }

// ReadSettings reads a configuration file, TOML with the keys of Settings, into the settings' texts. Relative paths count from the file's folder. An unknown key is
// an *UnknownKeyError, because one that is misspelt would be a setting that silently does not count; other faults are ErrConfig too, and name the place.
func ReadSettings(path string) (map[string]string, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrConfig, err)
	}
	content, err := os.ReadFile(filepath.Clean(path))
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrConfig, err)
	}
	return parseSettings(path, content)
}

func parseSettings(path string, content []byte) (map[string]string, error) {
	settings := Settings()
	file := reflect.New(shape(settings))
	err := toml.NewDecoder(bytes.NewReader(content)).DisallowUnknownFields().Decode(file.Interface())
	var (
		unknown *toml.StrictMissingError
		broken  *toml.DecodeError
	)
	switch {
	case errors.As(err, &unknown) && len(unknown.Errors) > 0:
		first := unknown.Errors[0]
		line, _ := first.Position()
		return nil, &UnknownKeyError{Path: path, Line: line, Key: strings.Join(first.Key(), ".")}
	case errors.As(err, &broken):
		line, column := broken.Position()
		return nil, fmt.Errorf("%w: %s line %d, column %d: %w", ErrConfig, path, line, column, err)
	case err != nil:
		return nil, fmt.Errorf("%w: %s: %w", ErrConfig, path, err)
	}
	values := make(map[string]string)
	for i, s := range settings {
		given := file.Elem().Field(i).Interface()
		if given == nil {
			continue
		}
		value, ok := text(s, given)
		if !ok {
			return nil, fmt.Errorf("%w: %s: %s: a %T is not what can stand here: write a text, a number, true or false, or for what may be several an array of texts",
				ErrConfig, path, s.Key, given)
		}
		if s.IsFile && value != "" {
			value = s.within(filepath.Dir(path), value)
		}
		// What cannot be is told of the file, before flags hide it.
		if err := s.Set(new(Config), value); err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		values[s.Key] = value
	}
	return values, nil
}

// shape is a struct with a field for each setting, which takes whatever stands there.
func shape(settings []Setting) reflect.Type {
	fields := make([]reflect.StructField, len(settings))
	for i, s := range settings {
		fields[i] = reflect.StructField{
			Name: "Field" + strconv.Itoa(i), Type: reflect.TypeFor[any](), Tag: reflect.StructTag(`toml:"` + s.Key + `"`),
		}
	}
	return reflect.StructOf(fields)
}

// within is a path, or each path of a list, with relative ones counted from a folder.
func (s Setting) within(folder, value string) string {
	paths := []string{value}
	if s.Many {
		paths = List(value)
	}
	for i, path := range paths {
		if !filepath.IsAbs(path) {
			paths[i] = filepath.Join(folder, path)
		}
	}
	return strings.Join(paths, ",")
}

// text is the text of a setting's TOML value. Entries of an array have no comma in them, which would make two of one.
func text(s Setting, given any) (string, bool) {
	list, isList := given.([]any)
	if !isList || !s.Many {
		return plain(given)
	}
	var entries []string
	for _, one := range list {
		entry, ok := one.(string)
		if !ok || strings.Contains(entry, ",") {
			return "", false
		}
		entries = append(entries, entry)
	}
	return strings.Join(entries, ","), true
}

// plain is the text of a TOML value that is no list, table or date.
func plain(value any) (string, bool) {
	switch v := value.(type) {
	case string:
		return v, true
	case int64:
		return strconv.FormatInt(v, 10), true
	case bool:
		return strconv.FormatBool(v), true
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64), !math.IsNaN(v) && !math.IsInf(v, 0)
	}
	return "", false
}

// ExampleSettings is the configuration file with every key, its meaning and its default.
func ExampleSettings() string {
	var b strings.Builder
	b.WriteString(`# The configuration of a relayer: tally relayer run --config FILE
# Generated from the program's list of settings; a test holds the two together.
#
# A value counts in this order: flag, variable, this file, the profile of config.toml (for what that has too), default.
# "tally relayer config --config FILE" prints what counts and where it comes from. An unknown key is refused.
# Relative paths count from this file's folder. No secret stands here: name files that only their owner can read.
`)
	for _, s := range Settings() {
		fmt.Fprintf(&b, "\n# %s.\n# --%s, %s\n", s.Meaning, s.Flag(), s.Variable())
		value, hash := s.Example, ""
		if value == "" {
			value = s.Default
		}
		if s.Example == "" || s.Optional {
			hash = "#"
		}
		if _, err := strconv.ParseFloat(value, 64); err != nil && !s.Switch {
			value = strconv.Quote(value)
		}
		if s.Many {
			value = "[" + value + "]"
		}
		fmt.Fprintf(&b, "%s%s = %s\n", hash, s.Key, value)
	}
	return b.String()
}
