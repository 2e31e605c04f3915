package main

import "time"

// date is a calendar day, printed 2027-05-20. Its time is that day's midnight in UTC, whatever
// the zone of the computer: a deployment's clock says which instant the day begins.
type date struct{ time.Time }

// parseDate reads an ISO date. The refusal says what was wrong and shows the form.
func parseDate(text string) (date, error) {
	t, err := time.Parse(time.DateOnly, text)
	if err != nil {
		return date{}, usagef("%q is not a date", text).hintf("write year-month-day, such as 2027-05-20")
	}
	return date{t}, nil
}

func (d date) Human() string   { return d.Format(time.DateOnly) }
func (d date) Machine() string { return d.Format(time.DateOnly) }
