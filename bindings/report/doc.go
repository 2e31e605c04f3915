// Package report is what people ask of the books at the end of a day: what falls due and when, in which bank's money, who owes how
// much and how they have paid, what is held, what is financed, and everything at once for a regulator.
//
// Guarantee: every report is a pure function of a State, the facts that the contracts' events add up to at one block, and of a day.
// The same State and day give the same report, whoever computes it and whenever; so a day's report asked for a year later is the one
// that was given on that day. Money is counted in units of 0.01 without bounds: no total overflows.
//
// A State is also what a regulator gets, with its digest (State.Digest) and a comparison with the contracts themselves (Compare).
package report
