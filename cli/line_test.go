package main

import (
	"bytes"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/urfave/cli/v2"
)

// testConsole is a console without a terminal, whose streams are buffers.
func testConsole(environ ...string) (*console, *bytes.Buffer, *bytes.Buffer) {
	var out, errs bytes.Buffer
	return &console{In: strings.NewReader(""), Out: &out, Err: &errs, Environ: environ, Now: nil}, &out, &errs
}

// TestEveryFlagOfEveryCommandCountsBeforeAndAfterTheArguments walks the whole command tree: for
// each command that runs and each flag that it or the program has, the flag is put before the
// command words, between them and the arguments, and after the arguments, and urfave/cli must
// see the same value and the same arguments each time.
func TestEveryFlagOfEveryCommandCountsBeforeAndAfterTheArguments(t *testing.T) {
	t.Parallel()
	con, _, _ := testConsole()
	tried := 0
	walk(newApp(newSession(con)), func(path []*cli.Command) {
		command := path[len(path)-1]
		if command.Action == nil {
			return
		}
		words := (&line{path: path}).words()[1:]
		args, needed := argumentsOf(command), neededFlags(command)
		global := newApp(newSession(con)).Flags
		for _, f := range append(append([]cli.Flag(nil), command.Flags...), global...) {
			for name, shape := range shapesOf([]cli.Flag{f}) {
				flag, want := []string{"--" + name}, "true"
				if len(name) == 1 {
					flag[0] = "-" + name
				}
				if shape.takesValue {
					want = sampleOf(f)
					flag = append(flag, want)
				}
				others := without(needed, shape.name)
				for place, typed := range map[string][]string{
					"before the command":    concat(flag, words, others, args),
					"before the arguments":  concat(words, flag, args, others),
					"after the arguments":   concat(words, others, args, flag),
					"with an equals sign":   concat(words, args, []string{strings.Join(flag, "=")}, others),
					"between the arguments": concat(words, args[:len(args)/2], flag, args[len(args)/2:], others),
				} {
					tried++
					value, seen := seenBy(t, path, typed, shape.name)
					if value != want {
						t.Errorf("%s %s: --%s is %q, want %q\n%v", strings.Join(words, " "), place, shape.name, value, want, typed)
					}
					if diff := cmp.Diff(args, seen); diff != "" {
						t.Errorf("%s --%s %s: arguments (-want +got):\n%s", strings.Join(words, " "), name, place, diff)
					}
				}
			}
		}
	})
	if tried < 100 {
		t.Errorf("only %d lines tried: the walk does not reach the tree", tried)
	}
}

// seenBy runs a typed line with the command's action replaced, and answers what the action sees.
func seenBy(t *testing.T, path []*cli.Command, typed []string, flag string) (value string, args []string) {
	t.Helper()
	con, _, _ := testConsole()
	app := newApp(newSession(con))
	l, err := parseLine(app, typed)
	if err != nil {
		t.Errorf("%v: %v", typed, err)
		return "", nil
	}
	l.path[len(l.path)-1].Action = func(c *cli.Context) error {
		value, args = valueOf(c, flag), append([]string{}, c.Args().Slice()...)
		return nil
	}
	if err := app.Run(l.argv()); err != nil {
		t.Errorf("%v: %v", typed, err)
	}
	return value, args
}

// valueOf is a flag's value as text.
func valueOf(c *cli.Context, name string) string {
	if many := c.StringSlice(name); len(many) == 1 {
		return many[0]
	}
	switch v := c.Value(name).(type) {
	case nil:
		return ""
	case interface{ String() string }:
		return v.String()
	default:
		return strings.Trim(machine(v), "[]")
	}
}

func sampleOf(f cli.Flag) string {
	switch f.(type) {
	case *cli.IntFlag, *cli.Int64Flag, *cli.UintFlag, *cli.Uint64Flag, *cli.IntSliceFlag:
		return "7"
	case *cli.DurationFlag:
		return "7s"
	case *cli.Float64Flag:
		return "7"
	default:
		return "1,000,000.00"
	}
}

func argumentsOf(command *cli.Command) []string {
	args := []string{}
	for _, word := range strings.Fields(command.ArgsUsage) {
		args = append(args, strings.Trim(word, "[].")+"-1")
	}
	return args
}

func neededFlags(command *cli.Command) []string {
	var needed []string
	for _, f := range command.Flags {
		if shape := shapesOf([]cli.Flag{f})[f.Names()[0]]; shape.required {
			needed = append(needed, "--"+shape.name+"="+sampleOf(f))
		}
	}
	return needed
}

func without(flags []string, name string) []string {
	var rest []string
	for _, flag := range flags {
		if !strings.HasPrefix(flag, "--"+name+"=") {
			rest = append(rest, flag)
		}
	}
	return rest
}

func concat(parts ...[]string) []string {
	var all []string
	for _, part := range parts {
		all = append(all, part...)
	}
	return all
}

func TestAFlagNameMeansOneShapeInTheWholeTree(t *testing.T) {
	con, _, _ := testConsole()
	app := newApp(newSession(con))
	all := vocabulary(app)
	global := shapesOf(app.Flags)
	walk(app, func(path []*cli.Command) {
		name := strings.Join((&line{path: path}).words(), " ")
		for flag, shape := range shapesOf(path[len(path)-1].Flags) {
			if shape.takesValue != all[flag].takesValue || shape.name != all[flag].name {
				t.Errorf("%s --%s is another kind of flag than elsewhere", name, flag)
			}
			if _, hides := global[flag]; hides {
				t.Errorf("%s --%s hides the global flag of that name", name, flag)
			}
		}
	})
}

func TestEveryCommandShowsExamplesThatAreValidLines(t *testing.T) {
	con, _, _ := testConsole()
	app := newApp(newSession(con))
	walk(app, func(path []*cli.Command) {
		command := path[len(path)-1]
		name := strings.Join((&line{path: path}).words(), " ")
		if command.Usage == "" {
			t.Errorf("%s does not say what it is", name)
		}
		if command.Action == nil {
			return
		}
		if !strings.Contains(command.UsageText, name) {
			t.Errorf("%s has no example", name)
		}
	})
}

func TestLinesThatCannotBeMeantAreRefused(t *testing.T) {
	tests := []struct {
		name  string
		typed []string
		want  string
	}{
		{"a misspelt flag", []string{"config", "show", "--orign"}, "`tally` has no flag --orign"},
		{"a flag of another command", []string{"account", "list", "--origin"}, "`tally account list` has no flag --origin"},
		{"a long flag with one dash", []string{"config", "show", "-origin"}, "`tally` has no flag -origin"},
		{"a flag without its value", []string{"config", "show", "--lang"}, "--lang needs a value"},
		{"a flag where its value should be", []string{"config", "show", "--lang", "--origin"}, "--lang needs a value"},
		{"a flag given twice", []string{"--as", "A", "config", "show", "--as", "B"}, "--as is given twice"},
		{"a negative number too many", []string{"config", "show", "-5"}, "`tally config show` does not take the argument \"-5\""},
		{"a group without a verb", []string{"config"}, "`tally config` needs a verb"},
		{"an argument missing", []string{"config", "set", "as"}, "`tally config set` needs VALUE"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			con, _, _ := testConsole()
			_, err := parseLine(newApp(newSession(con)), test.typed)
			if err == nil {
				t.Fatalf("%v was taken", test.typed)
			}
			if diff := cmp.Diff(test.want, err.Error()); diff != "" {
				t.Errorf("message (-want +got):\n%s", diff)
			}
			if code := classify(err).Code; code != ExitUsage {
				t.Errorf("exit code %d, want %d", code, ExitUsage)
			}
		})
	}
}
