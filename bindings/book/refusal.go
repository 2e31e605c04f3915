package book

import (
	"fmt"
	"math/big"
	"slices"
	"strings"

	"github.com/ethereum/go-ethereum/common"
)

// Refusal is a reason not to do an act: a custom error of the contracts with its arguments.
type Refusal struct {
	// Name of the error, "NotHolder".
	Name string
	// Args in the error's order, as text: numbers in decimal, addresses and hashes in hex, names of rules and fields as they are.
	Args []string
}

// String is "NotHolder(31)".
func (r Refusal) String() string { return r.Name + "(" + strings.Join(r.Args, ", ") + ")" }

// Refused is everything that speaks against an act.
type Refused []Refusal

// Error lists the reasons.
func (r Refused) Error() string {
	all := make([]string, len(r))
	for i, reason := range r {
		all[i] = reason.String()
	}
	return strings.Join(all, "; ")
}

// Names reports whether the reasons name this one, arguments included.
func (r Refused) Names(reason Refusal) bool {
	return slices.ContainsFunc(r, func(one Refusal) bool { return one.String() == reason.String() })
}

// refusal makes one of arguments as the book has them, or as an ABI decoder gives them.
func refusal(name string, args ...any) Refusal {
	r := Refusal{Name: name, Args: make([]string, len(args))}
	for i, arg := range args {
		r.Args[i] = text(arg)
	}
	return r
}

// text is an argument as people read it.
func text(arg any) string {
	switch v := arg.(type) {
	case string:
		return v
	case common.Address:
		return v.Hex()
	case common.Hash:
		return text([32]byte(v))
	case [32]byte:
		if name := strings.TrimRight(string(v[:]), "\x00"); name != "" && strings.Trim(name, printable) == "" {
			return name
		}
		return common.Hash(v).Hex()
	case *big.Int:
		return v.String()
	case fmt.Stringer:
		// Days and references have words of their own; an error carries their numbers.
		return fmt.Sprintf("%d", v)
	}
	return fmt.Sprint(arg)
}

// printable are the characters in names of rules and fields.
const printable = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_ "

// units reads an amount or a unit number that the chain holds in at most 63 bits.
func units(n *big.Int) uint64 {
	if n == nil || !n.IsUint64() {
		return 0
	}
	return n.Uint64()
}
