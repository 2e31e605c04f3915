package payment

import "github.com/tallystick/tallystick/bindings/amount"

// room knows how much each of many lots has left, and finds in steps that grow with the logarithm of their number the first one with so
// much, and the one with most: a binary tree in which each node has the larger of its two below.
type room struct {
	size int // the leaves' number, a power of two
	most []amount.Amount
}

func newRoom(left []amount.Amount) *room {
	r := &room{size: 1}
	for r.size < len(left) {
		r.size *= 2
	}
	r.most = make([]amount.Amount, 2*r.size)
	copy(r.most[r.size:], left)
	for i := r.size - 1; i > 0; i-- {
		r.most[i] = max(r.most[2*i], r.most[2*i+1])
	}
	return r
}

// at is what a lot has left.
func (r *room) at(lot int) amount.Amount { return r.most[r.size+lot] }

// take lowers what a lot has left.
func (r *room) take(lot int, a amount.Amount) {
	i := r.size + lot
	r.most[i] -= a
	for i /= 2; i > 0; i /= 2 {
		r.most[i] = max(r.most[2*i], r.most[2*i+1])
	}
}

// first is the first lot that has this much left; -1 if none has.
func (r *room) first(a amount.Amount) int {
	if r.most[1] < a {
		return -1
	}
	i := 1
	for i < r.size {
		if i *= 2; r.most[i] < a {
			i++
		}
	}
	return i - r.size
}

// largest is the first of the lots that have most left.
func (r *room) largest() int { return r.first(r.most[1]) }
