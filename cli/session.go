package main

import (
	"fmt"
	"time"

	"github.com/tallystick/tallystick/bindings/act"
	"github.com/tallystick/tallystick/bindings/client"
	"github.com/tallystick/tallystick/bindings/deployment"
	"github.com/tallystick/tallystick/cli/lang"
)

// session is one run of tally: its console, its settings, and how it speaks.
//
// A command file uses Client, Network and Node to reach the world (each made once, on first use), insider
// where a party sees more than anybody,
// acting and companyID to resolve companies, signer and account for the key, do to have acts
// shown, confirmed, signed, sent and awaited, Await for acts that it posted itself, print for
// data, note for everything else, confirm before what cannot be undone, beginProgress for what
// takes long, and exitf or usagef for errors that need a code and a hint of their own.
type session struct {
	con   *console
	place configPlace
	file  *configFile
	settings
	line  *line
	print *printer
	lang  lang.Lang

	// What is read, dialled or unlocked once a run, when it is first needed.
	signing act.Signer
	joining act.Signer // a key of this keystore that joins a company by what signing signs
	network *deployment.Deployment
	relayer *client.Client
	badge   *badge
	names   *names
	// report prints what came of acts in place of the list of acts; nil: the list.
	report func([]client.Act) error
}

// newSession speaks English tables until start has settled what the user wants.
func newSession(con *console) *session {
	s := &session{con: con, line: &line{}, file: &configFile{}, lang: lang.FromLocale(con.getenv)}
	s.print = &printer{con: con, lang: s.lang, format: "table"}
	s.badge = &badge{s: s}
	return s
}

// start settles the settings for a command line. Commands that help to repair a broken
// configuration run even so.
func (s *session) start(l *line) error {
	s.line = l
	err := s.configure()
	s.speak()
	for _, warning := range unknownEnvironment(s.con.Environ) {
		s.note("warning: %s", warning.in(s.lang))
	}
	if l.toleratesBrokenConfig() {
		return nil
	}
	return err
}

func (s *session) configure() (err error) {
	if s.place, err = placeOf(s.con); err != nil {
		return err
	}
	if s.file, err = readConfig(s.place.file); err != nil {
		return err
	}
	resolved, err := resolve(s.con, s.line.globals, s.place, s.file)
	s.settings = *resolved
	return err
}

// speak takes language and output format from the settings. Where these could not be settled,
// the flag or the variable counts, so that even a refused command line is refused in JSON.
func (s *session) speak() {
	wish := func(key string) string {
		set, _ := settingOf(key)
		for _, value := range []string{s.get(key), s.line.globals[set.flag()], s.con.getenv(set.env())} {
			if value != "" && set.check(value) == nil {
				return value
			}
		}
		return ""
	}
	if l, err := lang.Parse(wish("lang")); err == nil {
		s.lang = l
	}
	format := wish("output")
	if format == "" {
		format = "table"
	}
	s.print = &printer{con: s.con, lang: s.lang, format: format}
}

// toleratesBrokenConfig is true for commands that need no settings.
func (l *line) toleratesBrokenConfig() bool {
	if len(l.path) == 0 || l.help || l.version {
		return true
	}
	switch l.path[0].Name {
	case "help", "completion", "man", "doctor":
		return true
	case "config":
		// `config set --profile NAME` makes the profile that does not exist yet.
		return len(l.path) > 1 && (l.path[1].Name == "path" || l.path[1].Name == "set" || l.path[1].Name == "use")
	}
	return false
}

// note tells the user something that is not data, on standard error.
func (s *session) note(format string, args ...any) {
	_, _ = fmt.Fprintln(s.con.Err, "tally: "+s.lang.Text(format, args...))
}

// switched says whether a global switch such as --yes is on.
func (s *session) switched(name string) bool { return s.line.globals[name] == "true" }

// rehearsing says, under --dry-run, that a command stops before it writes a file.
func (s *session) rehearsing() bool {
	if s.switched("dry-run") {
		s.note("nothing is written: --dry-run")
		return true
	}
	return false
}

// timeout is the longest wait for an act.
func (s *session) timeout() time.Duration {
	d, err := time.ParseDuration(s.get("timeout"))
	if err != nil { // resolve has refused it before any command could ask
		return 2 * time.Minute
	}
	return d
}

// confirm asks before something that cannot be undone. Without a terminal it wants --yes.
func (s *session) confirm(question string, args ...any) error {
	if s.switched("yes") {
		return nil
	}
	if !s.con.InTTY {
		return usagef("this needs a confirmation, and there is no terminal to ask on").
			hintf("add --yes, or look first with --dry-run")
	}
	_, _ = fmt.Fprint(s.con.Err, s.lang.Text(question, args...)+s.lang.Text(" [y/N] "))
	answer, err := s.con.readLine()
	if err != nil {
		return fmt.Errorf("read the answer: %w", err)
	}
	switch answer {
	case "y", "Y", "yes", "是":
		return nil
	}
	return exitf(ExitFailure, "not confirmed; nothing was sent")
}

// fail prints an error and answers its exit code.
func (s *session) fail(err error) int {
	exit := classify(err)
	s.print.failure(exit)
	return int(exit.Code)
}
