package figures

import (
	"fmt"
	"strings"
)

// summary says in a few lines how it stands, the worse things too. Every sentence follows from the figures.
func (f *Figures) summary(r *report) {
	r.lines("## In short")
	r.line("")
	for _, act := range f.Acts {
		r.line("- **%s**: %s", upper(act.Name), f.standing(act))
	}
	for _, payment := range f.Payments {
		if text := f.paying(payment); text != "" {
			r.line("- **%s payees**: %s", number(uint64(payment.Payees)), text)
		}
	}
	for _, flow := range f.Flows {
		r.line("- **%s**, %s: %s %s a second.", flow.Through, plural(flow.Signers, "signer"), number(uint64(flow.Rate())), flow.What)
	}
	for _, relay := range f.Relays {
		r.line("- **Single acts through the relayer**, %s: %s a second, %s of the chain's own speed.", plural(relay.Signers, "signer"),
			number(uint64(float64(relay.Acts)/median(relay.Mined))), percent(median(relay.Raw)/median(relay.Mined)))
	}
}

// standing says which peers are cheaper than we are, and which dearer.
func (f *Figures) standing(act Act) string {
	own := act.Gas[f.Systems[0]]
	var cheaper, dearer []string
	for _, system := range f.Systems[1:] {
		gas, can := act.Gas[system]
		switch {
		case !can:
		case gas < own:
			cheaper = append(cheaper, fmt.Sprintf("%s by %s", system, percent(1-float64(gas)/float64(own))))
		default:
			dearer = append(dearer, fmt.Sprintf("%s%s", system, times(float64(gas)/float64(own))))
		}
	}
	text := number(own) + " gas."
	if len(cheaper) > 0 {
		text += " Cheaper: " + strings.Join(cheaper, ", ") + "."
	}
	if len(dearer) > 0 {
		text += " Dearer: " + strings.Join(dearer, ", ") + "."
	}
	return text
}

// paying has our ways beside the cheapest peer.
func (f *Figures) paying(payment Payment) string {
	var own []string
	var cheapest Way
	count := uint64(payment.Payees)
	for _, way := range payment.Ways {
		if way.System == f.Systems[0] {
			own = append(own, number(way.Gas/count)+" gas each ("+way.How+")")
		} else if cheapest.Gas == 0 || way.Gas < cheapest.Gas {
			cheapest = way
		}
	}
	if len(own) == 0 || cheapest.Gas == 0 {
		return ""
	}
	return fmt.Sprintf("%s; the cheapest peer, %s, %s.", strings.Join(own, ", "), cheapest.System, number(cheapest.Gas/count))
}

// percent writes a share.
func percent(share float64) string {
	if share < 0.01 {
		return "less than 1 %"
	}
	return fmt.Sprintf("%.0f %%", 100*share)
}

// upper writes the first letter large.
func upper(s string) string { return strings.ToUpper(s[:1]) + s[1:] }
