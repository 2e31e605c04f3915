// Package ledger reads a network from a node of one's own, and sends acts to it: for a bank that will not take a relayer's word.
//
// Guarantee: Open has compared the chain with the deployment file, code included; everything in one answer is as of one block; and an
// Evidence holds what shows that the obligor itself promised: its signature over the very terms, the key that made it, and the
// event that made this key the obligor's operator at that time.
package ledger

import (
	"context"
	"errors"
	"fmt"
	"math/big"

	"github.com/ethereum/go-ethereum/accounts/abi/bind/v2"
	"github.com/ethereum/go-ethereum/ethclient"
	"github.com/ethereum/go-ethereum/rpc"

	"github.com/tallystick/tallystick/bindings/amount"
	"github.com/tallystick/tallystick/bindings/calendar"
	"github.com/tallystick/tallystick/bindings/contracts"
	"github.com/tallystick/tallystick/bindings/currency"
	"github.com/tallystick/tallystick/bindings/deployment"
	"github.com/tallystick/tallystick/bindings/ref"
)

var (
	// ErrNoLot: there is no lot that starts there.
	ErrNoLot = errors.New("no such lot")
	// ErrChanged: the lot that starts there has another range than the reference says.
	ErrChanged = errors.New("the lot has another range now")
	// ErrNoObligation: there is no obligation of this reference.
	ErrNoObligation = errors.New("no such obligation")
)

// Ledger is a verified connection to a network. It can be used from many goroutines.
type Ledger struct {
	network *deployment.Deployment
	chain   *ethclient.Client

	companies   *contracts.Companies
	lots        *contracts.Lots
	receivables *contracts.Receivables
	cash        *contracts.Cash

	companiesAt, lotsAt, receivablesAt, cashAt *bind.BoundContract
}

// Open verifies that the node is of the network and gives the ledger. A node of another is deployment.ErrOtherNetwork.
func Open(ctx context.Context, node *rpc.Client, network *deployment.Deployment) (*Ledger, error) {
	if err := network.Verify(ctx, node); err != nil {
		return nil, err
	}
	l := &Ledger{
		network: network, chain: ethclient.NewClient(node),
		companies: contracts.NewCompanies(), lots: contracts.NewLots(), receivables: contracts.NewReceivables(), cash: contracts.NewCash(),
	}
	l.companiesAt = l.companies.Instance(l.chain, network.Address("Companies"))
	l.lotsAt = l.lots.Instance(l.chain, network.Address("Lots"))
	l.receivablesAt = l.receivables.Instance(l.chain, network.Address("Receivables"))
	l.cashAt = l.cash.Instance(l.chain, network.Address("Cash"))
	return l, nil
}

// Party is a company with its legal name.
type Party struct {
	ID   uint32
	Name string
}

// Claim is what a lot is a claim to: all that a buyer looks through to.
type Claim struct {
	// Lot with its range.
	Lot ref.Lot
	// Holder holds it now.
	Holder Party
	// Obligor owes it; Supplier first held the whole obligation.
	Obligor, Supplier Party
	// Amount of the lot, Face of the whole obligation.
	Amount, Face amount.Amount
	Currency     currency.Code
	// Due is the local day on which it falls due, Cutoff the last on which it can be handed on.
	Due, Cutoff calendar.Day
	// Paid on the whole obligation, and Credited to this lot's holders of it.
	Paid, Credited amount.Amount
	// Free is whether its holder can act on it: no open proposal, no hold, not ended.
	Free bool
	// Financed is whether it was sold or pledged for money before.
	Financed bool
	// Recourse are the companies that answer to the holder if the obligor fails, newest first.
	Recourse []Party
	// Leaf is set where the lot is a leaf of a payment run that nobody has opened: then Holder is who paid, and the units are its payee's for the
	// taking.
	Leaf *Leaf
	// Block is the one as of which all this is so.
	Block uint64
}

// Bits and states of the kernel's lots.
const (
	held     = 1
	blocking = 1 | 2 | 4
	financed = 8
	recourse = 1
	returned = 7
)

// LookThrough reads what a lot is a claim to, an unopened leaf of a payment run too: that it proves from the chain's logs. Where the reference has a range, the lot must have it still.
func (l *Ledger) LookThrough(ctx context.Context, lot ref.Lot) (*Claim, error) {
	at, err := l.now(ctx)
	if err != nil {
		return nil, err
	}
	id := lot.Obligation.Big()
	found, err := bind.Call(l.lotsAt, at, l.lots.PackLotOf(id, new(big.Int).SetUint64(lot.Start)), l.lots.UnpackLotOf)
	if err != nil {
		return nil, fmt.Errorf("lot %s: %w", lot, err)
	}
	var leaf *Leaf
	if found.End.Sign() == 0 {
		var waiting contracts.Waiting
		if leaf, waiting, err = l.unopened(ctx, at, lot); err != nil {
			return nil, fmt.Errorf("lot %s: %w", lot, err)
		}
		if leaf == nil {
			return nil, fmt.Errorf("lot %s: %w", lot, ErrNoLot)
		}
		found = leaf.lotOf(waiting)
	}
	now := ref.Lot{Obligation: lot.Obligation, Start: lot.Start, End: found.End.Uint64()}
	if !lot.Is(now.End) {
		return nil, fmt.Errorf("lot %s is now %s: %w", lot, now, ErrChanged)
	}
	terms, err := bind.Call(l.lotsAt, at, l.lots.PackObligationOf(id), l.lots.UnpackObligationOf)
	if err != nil {
		return nil, fmt.Errorf("obligation %s: %w", lot.Obligation, err)
	}
	claim := &Claim{
		Lot: now, Amount: now.Units().Amount(), Face: units(terms.Face), Paid: units(terms.Paid), Credited: units(found.Paid),
		Currency: currency.Code(terms.Currency), Due: calendar.Day(terms.Due), Cutoff: calendar.Day(terms.Cutoff),
		Free: found.State == held && found.Marks&blocking == 0, Financed: found.Marks&financed != 0, Block: at.BlockNumber.Uint64(),
		Leaf: leaf,
	}
	made, err := bind.Call(l.receivablesAt, at, l.receivables.PackReceivableOf(id), l.receivables.UnpackReceivableOf)
	if err != nil {
		return nil, fmt.Errorf("receivable %s: %w", lot.Obligation, err)
	}
	for into, company := range map[*Party]uint32{&claim.Holder: found.Holder, &claim.Obligor: terms.Obligor, &claim.Supplier: made.Supplier} {
		if *into, err = l.party(at, company); err != nil {
			return nil, err
		}
	}
	claim.Recourse, err = l.answering(at, found.Head)
	return claim, err
}

// answering walks a lot's records for those who answer for payment: whose words of recourse stand. A return to a company ends its newest word and all
// since; see the contracts' library Records.
func (l *Ledger) answering(at *bind.CallOpts, head *big.Int) ([]Party, error) {
	var parties []Party
	back := uint32(0)
	for head.Sign() != 0 {
		entry, err := bind.Call(l.lotsAt, at, l.lots.PackRecordOf(head), l.lots.UnpackRecordOf)
		if err != nil {
			return nil, fmt.Errorf("record %s: %w", head, err)
		}
		switch {
		case entry.Kind == returned && back == 0:
			back = entry.To
		case entry.Kind != recourse:
		case back != 0 && entry.By == back:
			back = 0
		case back == 0:
			party, err := l.party(at, entry.By)
			if err != nil {
				return nil, err
			}
			parties = append(parties, party)
		}
		head = entry.Next
	}
	return parties, nil
}

// Balance is a deposit at one bank.
type Balance struct {
	// Free can be spent; Earmarked is set aside for the holders of the company's own debts.
	Free, Earmarked amount.Amount
}

// Balance reads a company's deposit at a bank.
func (l *Ledger) Balance(ctx context.Context, bank uint32, money currency.Code, company uint32) (Balance, error) {
	at, err := l.now(ctx)
	if err != nil {
		return Balance{}, err
	}
	account, err := bind.Call(l.cashAt, at, l.cash.PackAccountOf(bank, uint16(money), company), l.cash.UnpackAccountOf)
	if err != nil {
		return Balance{}, fmt.Errorf("deposit of company %d at %d: %w", company, bank, err)
	}
	free, err := amount.FromBig(account.Free)
	if err != nil {
		return Balance{}, err
	}
	earmarked, err := amount.FromBig(account.Earmarked)
	return Balance{Free: free, Earmarked: earmarked}, err
}

// Company reads a company's legal name; ErrNoCompany where it is not admitted.
func (l *Ledger) Company(ctx context.Context, id uint32) (Party, error) {
	return l.party(&bind.CallOpts{Context: ctx}, id)
}

// Today is the network's local day in the newest block.
func (l *Ledger) Today(ctx context.Context) (calendar.Day, error) {
	today, err := bind.Call(l.lotsAt, &bind.CallOpts{Context: ctx}, l.lots.PackToday(), l.lots.UnpackToday)
	if err != nil {
		return 0, fmt.Errorf("today: %w", err)
	}
	return calendar.Day(today), nil
}

// ErrNoCompany: no company of this id is admitted.
var ErrNoCompany = errors.New("no such company")

func (l *Ledger) party(at *bind.CallOpts, id uint32) (Party, error) {
	name, err := bind.Call(l.companiesAt, at, l.companies.PackNameOf(id), l.companies.UnpackNameOf)
	if err != nil {
		return Party{}, fmt.Errorf("company %d: %w", id, err)
	}
	if name.Name == "" {
		return Party{}, fmt.Errorf("company %d: %w", id, ErrNoCompany)
	}
	return Party{ID: id, Name: name.Name}, nil
}

// now pins the newest block, so that all of one answer is as of it.
func (l *Ledger) now(ctx context.Context) (*bind.CallOpts, error) {
	head, err := l.chain.BlockNumber(ctx)
	if err != nil {
		return nil, fmt.Errorf("newest block: %w", err)
	}
	return &bind.CallOpts{Context: ctx, BlockNumber: new(big.Int).SetUint64(head)}, nil
}

// units is an amount that a uint48 holds.
func units(n *big.Int) amount.Amount { return amount.Amount(n.Int64()) }
