package main

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"
)

// completeCommand is what the shells' scripts call, with the words of the line so far; the last
// one is the beginning of what is to be completed.
const completeCommand = "__complete"

// completionCommand is `tally completion SHELL`.
func completionCommand(s *session) *cli.Command {
	shells := []string{"bash", "zsh", "fish", "powershell"}
	return &cli.Command{
		Name:  "completion",
		Usage: "a script that completes commands, flags and names in a shell: " + strings.Join(shells, ", "),
		UsageText: "source <(tally completion bash)\n" +
			"source <(tally completion zsh)\n" +
			"tally completion fish > ~/.config/fish/completions/tally.fish\n" +
			"tally completion powershell | Out-String | Invoke-Expression",
		ArgsUsage: "SHELL",
		Action: func(c *cli.Context) error {
			shell := strings.ToLower(c.Args().First())
			script := map[string]string{"bash": bashScript, "zsh": zshScript, "fish": fishScript, "powershell": powershellScript}[shell]
			if script == "" {
				return usagef("there is no completion for %q", shell).hintf("one of: %s", strings.Join(shells, ", "))
			}
			_, err := io.WriteString(s.con.Out, script)
			return err
		},
	}
}

// complete prints the candidates for the last word, one a line.
func (s *session) complete(app *cli.App, words []string) int {
	if len(words) == 0 {
		words = []string{""}
	}
	done, last := words[:len(words)-1], words[len(words)-1]
	for _, candidate := range s.candidates(app, done) {
		if strings.HasPrefix(candidate, last) && (last != "" || !strings.HasPrefix(candidate, "-")) {
			_, _ = fmt.Fprintln(s.con.Out, candidate)
		}
	}
	return int(ExitOK)
}

// candidates is what may follow the words: the values of a flag, or commands and flags.
func (s *session) candidates(app *cli.App, done []string) []string {
	all := vocabulary(app)
	if len(done) > 0 {
		flag := done[len(done)-1]
		if shape := all[strings.TrimLeft(flag, "-")]; strings.HasPrefix(flag, "-") && shape.takesValue {
			return s.valuesOf(shape.name)
		}
	}
	_, operands, _, err := split(all, done)
	if err != nil {
		return nil
	}
	l := &line{}
	if _, err := l.descend(app, operands); err != nil {
		return nil
	}
	members, flags := app.Commands, app.Flags
	if len(l.path) > 0 {
		command := l.path[len(l.path)-1]
		members, flags = command.Subcommands, append(slices.Clone(command.Flags), app.Flags...)
	}
	candidates := commandNames(members)
	if len(l.path) == 1 && l.path[0].Name == "completion" {
		candidates = append(candidates, "bash", "zsh", "fish", "powershell")
	}
	if len(l.path) == 2 && l.path[0].Name == "config" && l.path[1].Name == "use" {
		candidates = append(candidates, s.valuesOf("profile")...)
	}
	for _, f := range flags {
		if visible, is := f.(cli.VisibleFlag); !is || visible.IsVisible() {
			candidates = append(candidates, "--"+f.Names()[0])
		}
	}
	return append(candidates, "--help")
}

// valuesOf is the values that a flag may take, as far as this computer knows them.
func (s *session) valuesOf(flag string) []string {
	switch flag {
	case "output":
		return []string{"table", "json", "csv"}
	case "lang":
		return []string{"en", "zh"}
	case "wait":
		return []string{"none", "mined", "final"}
	}
	if s.configure() != nil {
		return nil
	}
	switch flag {
	case "profile":
		return sortedKeys(s.file.Profiles)
	case "account":
		accounts, err := s.keyring().list()
		if err != nil {
			return nil
		}
		var names []string
		for _, a := range accounts {
			names = append(names, a.Name)
		}
		return names
	}
	return nil
}

const bashScript = `# bash completion for tally
_tally() {
    local IFS=$'\n'
    COMPREPLY=($(tally __complete "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null))
}
complete -o default -F _tally tally
`

const zshScript = `#compdef tally
_tally() {
    local -a candidates
    candidates=(${(f)"$(tally __complete "${(@)words[2,CURRENT]}" 2>/dev/null)"})
    if (( ${#candidates} )); then
        compadd -a candidates
    else
        _files
    fi
}
compdef _tally tally
`

const fishScript = `# fish completion for tally
function __tally_complete
    set -l words (commandline -opc) (commandline -ct)
    tally __complete $words[2..-1] 2>/dev/null
end
complete -c tally -a '(__tally_complete)'
`

const powershellScript = `# PowerShell completion for tally
Register-ArgumentCompleter -Native -CommandName tally -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $words = @($commandAst.CommandElements | Select-Object -Skip 1 |
        Where-Object { $_.Extent.EndOffset -lt $cursorPosition } | ForEach-Object { $_.ToString() })
    $last = if ($wordToComplete) { $wordToComplete } else { '""' }
    tally __complete @words $last 2>$null | ForEach-Object {
        [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
    }
}
`
