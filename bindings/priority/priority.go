// Package priority says who comes first where several financiers claim one receivable: assignees, factors and pledgees alike (Civil Code
// §768; R-C08).
//
// On this network a unit has one holder, and a pledge is on its lot's records, so that two of them cannot be financed here without seeing
// each other. The rule is for what was financed elsewhere too.
package priority

import (
	"cmp"
	"errors"
	"fmt"
	"math/bits"
	"slices"
	"time"

	"github.com/tallystick/tallystick/bindings/amount"
)

// ErrClaim is wrapped by errors about claims that cannot be ranked.
var ErrClaim = errors.New("not a claim")

// Claim is one financier's.
type Claim struct {
	// Claimant is who claims, not empty and each once.
	Claimant string
	// Amount is what it may get at most, in units of 0.01: 0.01 to amount.MaxFace.
	Amount amount.Amount
	// Registered is when it was registered in the movable-asset registry; zero if it was not.
	Registered time.Time
	// Notified is when the first notice of it reached the debtor; zero if none did.
	Notified time.Time
}

// Share is a claim with its rank and what it gets.
type Share struct {
	Claim
	// Rank is 1 for the first. Claims of one rank share by their amounts.
	Rank int
	// Gets is in units of 0.01.
	Gets amount.Amount
	// Why says which branch of the rule decided: "registered", "notified" or "pro rata".
	Why string
}

// The branches of the rule.
const (
	Registered = "registered"
	Notified   = "notified"
	ProRata    = "pro rata"
)

// Order ranks claims and shares out what there is to share, in units of 0.01: registered before unregistered, among registered by time;
// of the unregistered, notified before the others, by time of the first notice; the rest pro rata. Claims of the very same moment
// share pro rata. Cents that division leaves go to the claims in the order of their claimants' names. Input in any order gives the same
// answer.
func Order(claims []Claim, available amount.Amount) ([]Share, error) {
	if available < 0 {
		return nil, fmt.Errorf("%s to share: %w", available, ErrClaim)
	}
	shares := make([]Share, len(claims))
	seen := make(map[string]bool, len(claims))
	for i, c := range claims {
		if c.Claimant == "" || seen[c.Claimant] || c.Amount <= 0 || c.Amount > amount.MaxFace {
			return nil, fmt.Errorf("claim %d of %q for %s: %w", i+1, c.Claimant, c.Amount, ErrClaim)
		}
		seen[c.Claimant] = true
		shares[i] = Share{Claim: c, Why: branch(c)}
	}
	slices.SortFunc(shares, func(a, b Share) int { return cmp.Or(before(a.Claim, b.Claim), cmp.Compare(a.Claimant, b.Claimant)) })
	for from := 0; from < len(shares); {
		to := from + 1
		for to < len(shares) && before(shares[from].Claim, shares[to].Claim) == 0 {
			to++
		}
		available -= divide(shares[from:to], available, from+1)
		from = to
	}
	return shares, nil
}

func branch(c Claim) string {
	switch {
	case !c.Registered.IsZero():
		return Registered
	case !c.Notified.IsZero():
		return Notified
	}
	return ProRata
}

// before is negative where a comes before b, and zero where they share.
func before(a, b Claim) int {
	grade := map[string]int{Registered: 0, Notified: 1, ProRata: 2}
	if by := cmp.Compare(grade[branch(a)], grade[branch(b)]); by != 0 {
		return by
	}
	switch branch(a) {
	case Registered:
		return a.Registered.Compare(b.Registered)
	case Notified:
		return a.Notified.Compare(b.Notified)
	}
	return 0
}

// divide gives the claims of one rank what they get of what is left, and says how much that is.
func divide(group []Share, left amount.Amount, rank int) amount.Amount {
	var wanted uint64
	for i := range group {
		group[i].Rank = rank
		wanted += uint64(group[i].Amount)
	}
	given := min(uint64(left), wanted)
	rest := given
	for i := range group {
		high, low := bits.Mul64(given, uint64(group[i].Amount))
		part, _ := bits.Div64(high, low, wanted)
		group[i].Gets = amount.Amount(part)
		rest -= part
	}
	// Fewer cents than claims are left, and none of a claim that has all it wants.
	for i := 0; rest > 0; i = (i + 1) % len(group) {
		if group[i].Gets < group[i].Amount {
			group[i].Gets++
			rest--
		}
	}
	return amount.Amount(given)
}
