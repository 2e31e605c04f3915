package bindings_test

import (
	"context"
	"math/big"
	"time"

	"github.com/ethereum/go-ethereum/rpc"

	"github.com/tallystick/tallystick/bindings/act"
	"github.com/tallystick/tallystick/bindings/calendar"
	"github.com/tallystick/tallystick/bindings/contracts"
	"github.com/tallystick/tallystick/bindings/currency"
	"github.com/tallystick/tallystick/bindings/internal/town"
	"github.com/tallystick/tallystick/bindings/ledger"
	"github.com/tallystick/tallystick/bindings/ref"
)

// market is everybody but the bank of the example.
type market struct{ *town.Town }

// openMarket starts a chain on which Acme has 8,000,000.00 of what Northern Steel owes.
func openMarket(ctx context.Context) market {
	built, err := town.New(ctx)
	check(err)
	m := market{built}
	due := uint32(calendar.Date(2027, time.May, 20))
	cny := uint16(currency.CNY)
	m.do(ctx, contracts.AcceptFrom{Company: town.Acme, Sender: town.NorthernSteel, Min: units(1), Max: units(1e9), Until: due})
	m.do(ctx, contracts.AcceptFrom{Company: town.Bolt, Sender: town.Acme, Min: units(1), Max: units(1e9), Until: due})
	m.do(ctx, contracts.MintCash{Company: town.FirstBank, To: town.FirstBank, Currency: cny, Amount: units(1e9), Ref: "own funds"})
	m.do(ctx, contracts.MintCash{Company: town.FirstBank, To: town.NorthernSteel, Currency: cny, Amount: units(1e9), Ref: "wire 1"})
	m.do(ctx, contracts.IssueReceivable{
		Company: town.NorthernSteel, Serial: 17, Supplier: town.Acme, Face: units(1e9), Currency: cny, Due: due, Rules: 1,
	})
	id := ref.Obligation{Module: ref.Receivables, Company: town.NorthernSteel, Serial: 17}.Big()
	m.do(ctx, contracts.Transfer{Company: town.Acme, Obligation: id, Lot: units(0), Start: units(0), End: units(2e8), To: town.Bolt})
	return m
}

func (m market) close() { check(m.Close()) }

func (m market) node() *rpc.Client { return m.Node }

func (m market) deploymentFile() string { return m.File }

func (m market) bankKey() act.Signer { return m.Key(town.FirstBank) }

func (m market) do(ctx context.Context, message any) {
	_, err := m.Do(ctx, message)
	check(err)
}

// take has the holder take the bank's quote for whatever it pays.
func (m market) take(ctx context.Context, quote act.Signed) {
	hash, err := quote.StructHash()
	check(err)
	signed, err := m.Sign(contracts.TakeQuote{Company: town.Acme, Quote: hash, Least: units(1)})
	check(err)
	signed, err = signed.WithQuote(quote)
	check(err)
	_, err = m.Ledger.Send(ctx, m.Sender, signed)
	check(err)
}

// settle lets the due day come, has the obligor pay all it owes, and somebody push the shares to the holders.
func (m market) settle(ctx context.Context, claim *ledger.Claim) {
	check(m.PassTo(ctx, claim.Due))
	id := claim.Lot.Obligation.Big()
	m.do(ctx, contracts.SettleReceivable{
		Company: town.NorthernSteel, Receivable: id, Amount: claim.Face.Big(), Bank: town.FirstBank, Paid: units(0), Interest: units(0),
	})
	push, err := contracts.NewSettlements().TryPackPush(id, []*big.Int{units(0), units(2e8)})
	check(err)
	_, err = m.Ledger.Run(ctx, m.Sender, []contracts.Call{{Target: m.Network.Address("Settlements"), Gas: 500_000, Data: push}})
	check(err)
}

func units(n int64) *big.Int { return big.NewInt(n) }
