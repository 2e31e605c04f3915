package bindings_test

import (
	"context"
	"fmt"
	"log"
	"math/big"

	"github.com/tallystick/tallystick/bindings/act"
	"github.com/tallystick/tallystick/bindings/contracts"
	"github.com/tallystick/tallystick/bindings/deployment"
	"github.com/tallystick/tallystick/bindings/discount"
	"github.com/tallystick/tallystick/bindings/ledger"
	"github.com/tallystick/tallystick/bindings/phrase"
	"github.com/tallystick/tallystick/bindings/ref"
)

// A bank is offered a part of a receivable. It looks through to who owes it and to that company's signature, quotes, has the quote
// taken, and is paid on the due day. Nothing here asks a relayer. (market, in market_test.go, plays the others.)
func Example_bank() {
	ctx := context.Background()
	others := openMarket(ctx)
	defer others.close()

	// The network, and a node of the bank's own that is checked against it.
	network, err := deployment.Load(others.deploymentFile())
	check(err)
	chain, err := ledger.Open(ctx, others.node(), network)
	check(err)

	// Look through the lot to its obligor, and to the obligor's own promise.
	lot, err := ref.ParseLot("R31-17:200000001-1000000000")
	check(err)
	claim, err := chain.LookThrough(ctx, lot)
	check(err)
	fmt.Printf("%s: %s holds %s %s, owed by %s on %s\n", claim.Lot, claim.Holder.Name, claim.Amount, claim.Currency, claim.Obligor.Name, claim.Due)
	promise, err := chain.Promise(ctx, lot.Obligation)
	check(err)
	said, err := phrase.Speaker{Names: others}.Act(promise.Terms)
	check(err)
	fmt.Printf("signed by %s: %s\n", promise.Key, said)

	// Quote 4.20 % for it.
	today, err := chain.Today(ctx)
	check(err)
	price, err := discount.PriceOn(claim.Amount, 42_000, discount.Act360, today, claim.Due)
	check(err)
	fmt.Printf("%d days of interest %s, proceeds %s\n", price.Days, price.Interest, price.Proceeds)
	quote, err := act.Sign(others.bankKey(), network.Domain(), contracts.Quote{
		Company: 33, Obligation: lot.Obligation.Big(), Lot: new(big.Int).SetUint64(lot.Start),
		Start: new(big.Int).SetUint64(lot.Start), End: new(big.Int).SetUint64(lot.End), Holder: claim.Holder.ID,
		Rate: 42_000, DayCount: uint8(discount.Act360), CashBank: 33, Until: uint32(today + 3), Registration: "ZDW-2026-17", Serial: 1,
	}, 1, act.MaxDeadline)
	check(err)

	// The holder takes it: the lot against the cash, in one step.
	others.take(ctx, quote)
	claim, err = chain.LookThrough(ctx, lot)
	check(err)
	fmt.Printf("%s holds it now\n", claim.Holder.Name)

	// The due day comes, and the obligor settles.
	others.settle(ctx, claim)
	claim, err = chain.LookThrough(ctx, lot)
	check(err)
	fmt.Printf("%s of %s received\n", claim.Credited, claim.Amount)

	// Output:
	// R31-17:200000001-1000000000: Acme holds 8,000,000.00 CNY, owed by Northern Steel on 2027-05-20
	// signed by 0xd59274d43fEc3226e8bD6b87B72A334c213C44F7: Issue R31-17 to Acme: 10,000,000.00 CNY, to be paid on 2027-05-20 to whoever holds it then
	// 180 days of interest 168,000.00, proceeds 7,832,000.00
	// First Bank holds it now
	// 8,000,000.00 of 8,000,000.00 received
}

func check(err error) {
	if err != nil {
		log.Panic(err)
	}
}
