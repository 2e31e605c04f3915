package main

import (
	"regexp"
	"strings"

	"github.com/urfave/cli/v2"
)

// line is a command line taken apart: what command, which flags, which arguments. Flags are
// found anywhere on the line, because urfave/cli v2 by itself stops at the first argument and
// silently takes the flags after it for arguments.
type line struct {
	path    []*cli.Command    // command words: [receivable issue]
	globals map[string]string // global flags by their long name; "true" for a bare switch
	flags   []string          // the command's own flags, each "--name=value"
	seen    map[string]bool   // long names of all flags on the line
	args    []string          // what is left
	help    bool
	version bool
}

// negative matches an argument such as -5 or -3,000.00: a number, so never a flag.
var negative = regexp.MustCompile(`^-[0-9.,]`)

// flagShape is what the parser must know of a flag.
type flagShape struct {
	name       string // the long name
	takesValue bool
	repeatable bool
	required   bool
}

// shapesOf maps every name of the flags, short ones too, to its shape.
func shapesOf(flags []cli.Flag) map[string]flagShape {
	shapes := make(map[string]flagShape)
	for _, f := range flags {
		names := f.Names()
		shape := flagShape{name: names[0]}
		if d, ok := f.(cli.DocGenerationFlag); ok {
			shape.takesValue = d.TakesValue()
		}
		if d, ok := f.(cli.DocGenerationSliceFlag); ok {
			shape.repeatable = d.IsSliceFlag()
		}
		if d, ok := f.(cli.RequiredFlag); ok {
			shape.required = d.IsRequired()
		}
		for _, name := range names {
			shapes[name] = shape
		}
	}
	return shapes
}

// vocabulary is every flag of the whole command tree. A name means one shape everywhere (a test
// holds that), so a flag may even stand before the command it belongs to.
func vocabulary(app *cli.App) map[string]flagShape {
	all := shapesOf(app.Flags)
	walk(app, func(path []*cli.Command) {
		for name, shape := range shapesOf(path[len(path)-1].Flags) {
			if _, known := all[name]; !known {
				all[name] = shape
			}
		}
	})
	return all
}

// walk visits every command of the tree, groups before their members.
func walk(app *cli.App, visit func(path []*cli.Command)) {
	var descend func(path, commands []*cli.Command)
	descend = func(path, commands []*cli.Command) {
		for _, command := range commands {
			here := append(append([]*cli.Command(nil), path...), command)
			visit(here)
			descend(here, command.Subcommands)
		}
	}
	descend(nil, app.Commands)
}

// option is one flag as it stands on the line.
type option struct {
	written string // as typed: "--amount", "-o"
	name    string // without dashes
	value   string
	given   bool // a value was given
}

// parseLine takes the words after the program's name apart. All errors are usage errors.
func parseLine(app *cli.App, words []string) (*line, error) {
	l := &line{globals: make(map[string]string), seen: make(map[string]bool)}
	options, operands, afterDashes, err := split(vocabulary(app), words)
	if err != nil {
		l.glean(words)
		return l, err
	}
	for _, o := range options {
		l.help = l.help || o.name == "help" || o.name == "h"
		l.version = l.version || o.name == "version"
	}
	if operands, err = l.descend(app, operands); err != nil {
		l.glean(words)
		return l, err
	}
	l.args = append(operands, afterDashes...)
	if err := l.assign(app, options); err != nil || l.help || l.version {
		return l, err
	}
	return l, l.check()
}

// glean takes from a line that cannot be understood how its refusal is to be written.
func (l *line) glean(words []string) {
	for i, word := range words {
		name, value, given := strings.Cut(word, "=")
		if !given && i+1 < len(words) {
			value = words[i+1]
		}
		switch name {
		case "-o", "--output":
			l.globals["output"] = value
		case "--lang":
			l.globals["lang"] = value
		}
	}
}

// split separates flags from other words; after "--" nothing is a flag.
func split(all map[string]flagShape, words []string) (options []option, operands, afterDashes []string, err error) {
	for i := 0; i < len(words); i++ {
		word := words[i]
		if word == "--" {
			return options, operands, words[i+1:], nil
		}
		if !strings.HasPrefix(word, "-") || word == "-" || negative.MatchString(word) {
			operands = append(operands, word)
			continue
		}
		o := option{written: word}
		if at := strings.IndexByte(word, '='); at > 0 {
			o.written, o.value, o.given = word[:at], word[at+1:], true
		}
		o.name = strings.TrimLeft(o.written, "-")
		shape, known := all[o.name]
		if !strings.HasPrefix(o.written, "--") && len(o.name) > 1 {
			known = false // -amount: a long name wants two dashes
		}
		if !known && o.name != "help" && o.name != "h" && o.name != "version" {
			return options, operands, nil, unknownFlag("tally", o.written, all)
		}
		if shape.takesValue && !o.given {
			if i+1 == len(words) || isFlag(all, words[i+1]) {
				return options, operands, nil, usagef("%s needs a value", o.written)
			}
			i++
			o.value, o.given = words[i], true
		}
		options = append(options, o)
	}
	return options, operands, nil, nil
}

func isFlag(all map[string]flagShape, word string) bool {
	name, _, _ := strings.Cut(strings.TrimLeft(word, "-"), "=")
	_, known := all[name]
	return strings.HasPrefix(word, "-") && !negative.MatchString(word) && known || word == "--"
}

// unknownFlag refuses a flag that command, or with "tally" no command at all, has.
func unknownFlag(command, written string, among map[string]flagShape) error {
	var names []string
	for _, name := range sortedKeys(among) {
		if len(name) > 1 {
			names = append(names, name)
		}
	}
	refusal := usagef("`%s` has no flag %s", command, written)
	if near := nearest(strings.TrimLeft(written, "-"), names); near != "" {
		return refusal.hintf("did you mean %s?", "--"+near)
	}
	return refusal.hintf("its flags: %s --help", command)
}

// descend follows the command words as far as the tree goes and returns the words after them.
func (l *line) descend(app *cli.App, words []string) ([]string, error) {
	members := app.Commands
	for len(words) > 0 && len(members) > 0 {
		next := named(members, words[0])
		if next == nil {
			refusal := usagef("there is no command `%s`", strings.Join(append(l.words(), words[0]), " "))
			if near := nearest(words[0], commandNames(members)); near != "" {
				return words, refusal.hintf("did you mean %s?", strings.Join(append(l.words(), near), " "))
			}
			return words, refusal.hintf("known here: %s", strings.Join(commandNames(members), ", "))
		}
		l.path, words, members = append(l.path, next), words[1:], next.Subcommands
	}
	return words, nil
}

func named(commands []*cli.Command, name string) *cli.Command {
	for _, command := range commands {
		if command.HasName(name) {
			return command
		}
	}
	return nil
}

func commandNames(commands []*cli.Command) []string {
	var names []string
	for _, command := range commands {
		if !command.Hidden {
			names = append(names, command.Name)
		}
	}
	return names
}

// words is "tally" and the command words.
func (l *line) words() []string {
	words := []string{"tally"}
	for _, command := range l.path {
		words = append(words, command.Name)
	}
	return words
}

// assign gives each flag to the command or to the program, and refuses those of other commands.
func (l *line) assign(app *cli.App, options []option) error {
	global, own := shapesOf(app.Flags), map[string]flagShape{}
	if len(l.path) > 0 {
		own = shapesOf(l.path[len(l.path)-1].Flags)
	}
	for _, o := range options {
		if o.name == "help" || o.name == "h" || o.name == "version" {
			continue
		}
		shape, isOwn := own[o.name]
		if !isOwn {
			var isGlobal bool
			if shape, isGlobal = global[o.name]; !isGlobal {
				both := shapesOf(app.Flags)
				for name, s := range own {
					both[name] = s
				}
				return unknownFlag(strings.Join(l.words(), " "), o.written, both)
			}
		}
		if l.seen[shape.name] && !shape.repeatable {
			return usagef("--%s is given twice", shape.name).hintf("give it once, so that it is plain which value counts")
		}
		l.seen[shape.name] = true
		if !o.given {
			o.value = "true"
		}
		if isOwn {
			l.flags = append(l.flags, "--"+shape.name+"="+o.value)
		} else {
			l.globals[shape.name] = o.value
		}
	}
	return nil
}

// check holds the line against the command: a verb is named, flags that must be are there, and
// as many arguments as ArgsUsage names ("NAME", "[NAME]" may be missing, "NAME..." may repeat).
func (l *line) check() error {
	if len(l.path) == 0 {
		return nil
	}
	command, said := l.path[len(l.path)-1], strings.Join(l.words(), " ")
	if len(command.Subcommands) > 0 && command.Action == nil {
		return usagef("`%s` needs a verb", said).
			hintf("one of: %s", strings.Join(commandNames(command.Subcommands), ", "))
	}
	for _, f := range command.Flags {
		name := f.Names()[0]
		if shapesOf([]cli.Flag{f})[name].required && !l.seen[name] {
			return usagef("`%s` needs --%s", said, name).hintf("see: %s --help", said)
		}
	}
	least, most := 0, 0
	wanted := strings.Fields(command.ArgsUsage)
	for _, word := range wanted {
		if !strings.HasPrefix(word, "[") {
			least++
		}
		if most++; strings.HasSuffix(strings.TrimSuffix(word, "]"), "...") {
			most = len(l.args) + 1
		}
	}
	if len(l.args) < least {
		return usagef("`%s` needs %s", said, strings.Join(wanted[len(l.args):], " ")).hintf("see: %s --help", said)
	}
	if len(l.args) > most {
		return usagef("`%s` does not take the argument %q", said, l.args[most]).hintf("see: %s --help", said)
	}
	return nil
}

// argv is the line in the only order that urfave/cli v2 reads whole: flags before arguments.
func (l *line) argv() []string {
	words := []string{"tally"}
	for _, name := range sortedKeys(l.globals) {
		words = append(words, "--"+name+"="+l.globals[name])
	}
	for _, command := range l.path {
		words = append(words, command.Name)
	}
	words = append(words, l.flags...)
	if len(l.args) > 0 {
		words = append(append(words, "--"), l.args...)
	}
	return words
}
