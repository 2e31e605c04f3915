package plot

import "math"

// axis places values between two ends of the picture.
type axis struct {
	log      bool
	from, to float64
	low      float64
	high     float64
}

// fit chooses what the axis goes from and to: whole decades, or 0 and a round number.
func (a *axis) fit(least, most float64) {
	if a.log {
		a.low, a.high = math.Pow(10, math.Floor(math.Log10(least))), math.Pow(10, math.Ceil(math.Log10(most)))
		if a.low == a.high {
			a.high *= 10
		}
		return
	}
	if most == 0 {
		most = 1
	}
	step := a.step(most)
	a.low, a.high = 0, step*math.Ceil(most/step)
}

// at is where a value lies.
func (a axis) at(v float64) float64 {
	share := (v - a.low) / (a.high - a.low)
	if a.log {
		share = math.Log(v/a.low) / math.Log(a.high/a.low)
	}
	return a.from + share*(a.to-a.from)
}

// ticks are the values that are written at the axis.
func (a axis) ticks() []float64 {
	var all []float64
	if a.log {
		for v := a.low; v <= a.high*1.0001; v *= 10 {
			all = append(all, math.Round(v*1e6)/1e6)
		}
		return all
	}
	step := a.step(a.high)
	for i := 0.0; i*step <= a.high*1.0001; i++ {
		all = append(all, i*step)
	}
	return all
}

// step is a distance of 1, 2 or 5 times a power of ten, of which at most mostTicks lead to the end.
func (a axis) step(most float64) float64 {
	step := math.Pow(10, math.Floor(math.Log10(most/mostTicks)))
	for _, times := range []float64{1, 2, 5, 10} {
		if most/(step*times) <= mostTicks {
			return step * times
		}
	}
	return step * 10
}
