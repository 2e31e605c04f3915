package main

import (
	"time"

	"github.com/schollz/progressbar/v3"
)

// progress shows how far a long thing is, on standard error, if that is a terminal and the thing
// takes over a second. All its methods may be called either way.
type progress struct {
	bar     *progressbar.ProgressBar // nil until it is shown
	session *session
	label   string
	total   int
	done    int
	begun   time.Time
}

// beginProgress starts a progress of total steps; the label is a text of package lang.
func (s *session) beginProgress(total int, label string) *progress {
	return &progress{session: s, label: label, total: total, begun: s.con.Now()}
}

// step counts n more steps as done.
func (p *progress) step(n int) {
	p.done += n
	if p.bar == nil {
		if !p.session.con.ErrTTY || p.session.con.Now().Sub(p.begun) < time.Second {
			return
		}
		p.bar = progressbar.NewOptions(p.total,
			progressbar.OptionSetWriter(p.session.con.Err),
			progressbar.OptionSetDescription(p.session.lang.Text(p.label)),
			progressbar.OptionShowCount(),
			progressbar.OptionSetPredictTime(true),
			progressbar.OptionClearOnFinish())
	}
	_ = p.bar.Set(p.done)
}

// end takes the bar off the screen.
func (p *progress) end() {
	if p.bar != nil {
		_ = p.bar.Finish()
	}
}
