package calendar

import (
	"fmt"
	"time"
)

// RealDay is the length of a day in production, in seconds.
const RealDay = 86_400

// Clock is how a network counts its days, fixed when it is deployed.
type Clock struct {
	// BaseDay is the day on which counting starts.
	BaseDay Day `json:"baseDay"`
	// BaseTime is the Unix second at which that day began.
	BaseTime uint64 `json:"baseTime"`
	// DayLength is how many seconds a day has: 86,400 in production, fewer on a devnet that wants to see maturity.
	DayLength uint32 `json:"dayLength"`
}

// China is the clock of production: real days, changing at midnight of UTC+8.
func China() Clock {
	return Clock{BaseDay: 1, BaseTime: RealDay - 8*3600, DayLength: RealDay}
}

// Short is the clock of a devnet: the day that it is now in UTC+8 begins at now, and each day lasts length, of which whole
// seconds count and at least one.
func Short(now time.Time, length time.Duration) Clock {
	seconds := max(1, int64(length/time.Second))
	return Clock{BaseDay: China().DayAt(now), BaseTime: uint64(max(0, now.Unix())), DayLength: uint32(min(seconds, 1<<32-1))}
}

// Check says what is wrong with a clock that no contract would take.
func (c Clock) Check() error {
	if c.DayLength == 0 {
		return fmt.Errorf("clock: a day of zero seconds; production has %d", RealDay)
	}
	if c.BaseTime >= 1<<40 {
		return fmt.Errorf("clock: base time %d is beyond 40 bits", c.BaseTime)
	}
	return nil
}

// DayAt is the local day of a moment. Before the clock's base it is the base day: the contracts have no earlier one.
func (c Clock) DayAt(t time.Time) Day {
	if c.DayLength == 0 || t.Unix() < int64(c.BaseTime) {
		return c.BaseDay
	}
	return c.BaseDay + Day(uint64(t.Unix()-int64(c.BaseTime))/uint64(c.DayLength))
}

// Start is the first second of a day.
func (c Clock) Start(d Day) time.Time {
	return time.Unix(int64(c.BaseTime)+(int64(d)-int64(c.BaseDay))*int64(c.DayLength), 0).UTC()
}

// Length is how long a day lasts.
func (c Clock) Length() time.Duration { return time.Duration(c.DayLength) * time.Second }

// IsReal reports whether a day lasts as long as a real one. Where it does not, a date must be shown with the day's length.
func (c Clock) IsReal() bool { return c.DayLength == RealDay }
