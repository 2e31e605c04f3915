package replay

import (
	"slices"

	"github.com/tallystick/tallystick/bindings/calendar"
	"github.com/tallystick/tallystick/relayer/index"
)

// run is a lot as the limits of circulation see it.
type run struct {
	start, end uint64
	depth      uint64
}

// circulation judges the changes of holder of an obligation, and what was cut for them, until its due day.
func (j *judge) circulation(o index.Obligation) {
	hops := j.view.Hops(o.ID)
	if len(hops) == 0 {
		return
	}
	lots := []run{{end: o.Face}}
	moved := 0
	perDay := make(map[calendar.Day]uint64)
	for _, e := range j.view.History(o.ID) {
		switch e.Name {
		case "Merged":
			lots = join(lots, e.End-e.Amount)
			continue
		case "Divided":
			lots = cut(lots, e.End-e.Amount)
		case "Transferred", "Proposed":
			lots = cut(cut(lots, e.Start), e.End)
		default:
			if e.End > e.Start {
				lots = cut(cut(lots, e.Start), e.End)
			}
			continue
		}
		day := j.dayOf(e.At)
		f := Finding{Act: "Transfer", Obligation: o.ID, Start: e.Start, End: e.End, By: e.By}
		refuse := func(rule string, value uint64) {
			f.Rule, f.Most, f.Value = rule, j.on(rule, day), value
			j.find(f, e.At)
		}
		if most := j.on("V08.max-lots", day); most != 0 && uint64(len(lots)) > most && day < o.Due {
			refuse("V08.max-lots", uint64(len(lots)))
		}
		if e.Name != "Transferred" {
			continue
		}
		moved++
		at := slices.IndexFunc(lots, func(r run) bool { return r.start == e.Start })
		lots[at].depth++
		if day >= o.Due {
			continue
		}
		perDay[day]++
		if last := o.Due - 1 - min(o.Due-1, calendar.Day(j.on("V08.cutoff-days", day))); day > last && hops[moved].How == "transfer" {
			refuse("V08.cutoff-days", uint64(o.Due-day))
		}
		if most := j.on("V08.max-depth", day); most != 0 && lots[at].depth > most {
			refuse("V08.max-depth", lots[at].depth)
		}
		if most := j.on("V08.max-hops", day); most != 0 && perDay[day] > most {
			refuse("V08.max-hops", perDay[day])
		}
	}
}

// cut makes a lot begin at a unit, if one lies within a lot.
func cut(lots []run, at uint64) []run {
	i := slices.IndexFunc(lots, func(r run) bool { return r.start < at && at < r.end })
	if i < 0 {
		return lots
	}
	right := run{at, lots[i].end, lots[i].depth}
	lots[i].end = at
	return slices.Insert(lots, i+1, right)
}

// join makes one of the lots that meet at a unit.
func join(lots []run, at uint64) []run {
	i := slices.IndexFunc(lots, func(r run) bool { return r.start == at })
	if i <= 0 {
		return lots
	}
	lots[i-1].end = lots[i].end
	lots[i-1].depth = max(lots[i-1].depth, lots[i].depth)
	return slices.Delete(lots, i, i+1)
}
