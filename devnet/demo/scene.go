package demo

import (
	"context"
	"fmt"
	"math/big"
	"time"

	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/tallystick/tallystick/bindings/act"
	"github.com/tallystick/tallystick/bindings/amount"
	"github.com/tallystick/tallystick/bindings/calendar"
	"github.com/tallystick/tallystick/bindings/client"
	"github.com/tallystick/tallystick/bindings/contracts"
	"github.com/tallystick/tallystick/bindings/currency"
	"github.com/tallystick/tallystick/bindings/discount"
	"github.com/tallystick/tallystick/bindings/ref"
)

// confirm has the obligor confirm what tier 1 asks for.
func (p *play) confirm(ctx context.Context) error {
	made, err := p.as(p.Tier1).Obligations(ctx, client.Filter{Creator: p.Tier1.Company})
	if err != nil {
		return err
	}
	p.debt = ref.Obligation{Module: ref.Receivables, Company: p.Tier1.Company, Serial: 1}
	for _, one := range made {
		p.debt.Serial = max(p.debt.Serial, one.ID.Serial+1)
	}
	today, err := p.ledger.Today(ctx)
	if err != nil {
		return err
	}
	p.due = today + p.tenor
	request, err := p.do(ctx, p.Tier1, "Requested", contracts.RequestReceivable{
		Company: p.Tier1.Company, Serial: p.debt.Serial, Obligor: p.Obligor.Company, Face: face.Big(), Currency: uint16(currency.CNY),
		Due: uint32(p.due), Rules: 1, Ref: fmt.Sprintf("demo %s", p.debt),
		ContractDigest: crypto.Keccak256Hash([]byte("contract 0311")), InvoicesDigest: crypto.Keccak256Hash([]byte("invoice 8841")),
	})
	if err != nil {
		return err
	}
	_, err = p.do(ctx, p.Obligor, "Created", contracts.ConfirmReceivable{
		Company: p.Obligor.Company, Receivable: p.debt.Big(), Proposal: request.Proposal,
	})
	return err
}

// transfer is an act by which a holder hands the first units of a lot on.
func (p *play) transfer(from, to Member, lot, start amount.Amount, sum amount.Amount) contracts.Transfer {
	return contracts.Transfer{
		Company: from.Company, Obligation: p.debt.Big(), Lot: lot.Big(), Start: start.Big(), End: (start + sum).Big(), To: to.Company,
	}
}

// passOn pays down the tiers. Tier 2 takes at once, tier 3 when it answers. From then on tier 1 has [0, 5m), tier 2 [5m, 8.8m), tier 3
// [8.8m, 10m).
func (p *play) passOn(ctx context.Context) error {
	if _, err := p.do(ctx, p.Tier1, "Transferred", p.transfer(p.Tier1, p.Tier2, 0, face-toTier2, toTier2)); err != nil {
		return err
	}
	offer, err := p.do(ctx, p.Tier2, "Proposed", p.transfer(p.Tier2, p.Tier3, face-toTier2, face-toTier3, toTier3))
	if err != nil {
		return err
	}
	_, err = p.do(ctx, p.Tier3, "Transferred", contracts.AcceptTransfer{
		Company: p.Tier3.Company, Obligation: p.debt.Big(), Lot: (face - toTier3).Big(), Proposal: offer.Proposal,
	})
	return err
}

// reject has tier 3 decline what tier 1 offers; the range comes back.
func (p *play) reject(ctx context.Context) error {
	start := face - toTier2 - offered
	offer, err := p.do(ctx, p.Tier1, "Proposed", p.transfer(p.Tier1, p.Tier3, 0, start, offered))
	if err != nil {
		return err
	}
	if _, err := p.do(ctx, p.Tier3, "Answered", contracts.RejectProposal{
		Company: p.Tier3.Company, Obligation: p.debt.Big(), Lot: start.Big(), Proposal: offer.Proposal,
	}); err != nil {
		return err
	}
	claim, err := p.ledger.LookThrough(ctx, p.lot(start))
	if err != nil {
		return err
	}
	p.expect(claim.Holder.ID == p.Tier1.Company && claim.Free && claim.Amount == offered,
		"the rejected %s is %s's again, and free", "被拒绝的 %s 已回到 %s 名下，可再使用", offered, p.Tier1.Name)
	return nil
}

// refuse tries what must not be possible.
func (p *play) refuse(ctx context.Context) error {
	p.step++
	over := p.transfer(p.Tier3, p.Tier1, face-toTier3, face-toTier3, toTier3+amount.One)
	if err := p.tryInVain(ctx, p.Tier3.Signer, over, "an over-spend", "超额转让"); err != nil {
		return err
	}
	key, err := crypto.GenerateKey()
	if err != nil {
		return fmt.Errorf("make a stranger's key: %w", err)
	}
	p.step++
	theft := p.transfer(p.Tier1, p.Tier3, 0, 0, amount.One)
	return p.tryInVain(ctx, act.KeySigner{Private: key}, theft, "a stranger's act", "陌生人的操作")
}

// sell has tier 3 ask for quotes and take the better one.
func (p *play) sell(ctx context.Context) error {
	start := face - sold
	ask, err := p.sign(ctx, p.Tier3.Signer, act.AskQuotes{
		Company: p.Tier3.Company, Obligation: p.debt.Big(), Lot: (face - toTier3).Big(), Start: start.Big(), End: face.Big(), Until: uint32(p.due - 1),
	})
	if err != nil {
		return err
	}
	if _, err := p.Relayer.PostAsk(ctx, ask); err != nil {
		return fmt.Errorf("ask for quotes: %w", err)
	}
	p.step++
	p.line(p.say, "%s asks banks for quotes on %s of %s", "%s 向各银行询价：%s，%s", p.Tier3.Name, sold, p.debt)
	var best client.Quote
	for _, bank := range []struct {
		Member
		rate discount.Rate
	}{{p.SecondBank, dearer}, {p.Bank, rate}} {
		quote, err := p.quote(ctx, bank.Member, bank.rate, start)
		if err != nil {
			return err
		}
		if best.Signed == nil || quote.Rate < best.Rate {
			best = *quote
		}
	}
	taken, err := p.sign(ctx, p.Tier3.Signer, contracts.TakeQuote{Company: p.Tier3.Company, Quote: best.ID, Least: big.NewInt(1)})
	if err == nil {
		taken, err = taken.WithQuote(*best.Signed)
	}
	if err != nil {
		return err
	}
	done, err := p.post(ctx, taken, "Discounted")
	if err != nil {
		return err
	}
	event, err := contracts.NewDiscounts().UnpackDiscountedEvent(done.log)
	if err != nil {
		return err
	}
	p.price = discount.Price{
		Days: event.Price.InterestDays, Interest: amount.Amount(event.Price.Interest.Int64()), Proceeds: amount.Amount(event.Price.Proceeds.Int64()),
	}
	p.say("      tenor %d days, a day of %v, %d interest days: %s × %s %% × %d / 360 = %s",
		"      期限 %d 日，一日 %v，计息 %d 日：%s × %s %% × %d / 360 = %s",
		p.tenor, p.Network.Clock.Length(), p.price.Days, sold, rate, p.price.Days, p.price.Interest)
	day, err := p.dayOf(ctx, done.block)
	if err != nil {
		return err
	}
	p.expect(calendar.Day(p.price.Days) == p.due-day, "the interest days run from the day of the sale to the due day",
		"计息天数自卖出日至到期日")
	return nil
}

// quote has a bank offer to buy what tier 3 sells.
func (p *play) quote(ctx context.Context, bank Member, at discount.Rate, start amount.Amount) (*client.Quote, error) {
	signed, err := p.sign(ctx, bank.Signer, contracts.Quote{
		Company: bank.Company, Obligation: p.debt.Big(), Lot: (face - toTier3).Big(), Start: start.Big(), End: face.Big(), Holder: p.Tier3.Company,
		Rate: uint32(at), DayCount: uint8(discount.Act360), CashBank: bank.Company, Until: uint32(p.due - 1),
		Registration: fmt.Sprintf("DEMO-%s", p.debt), Serial: p.debt.Serial,
	})
	if err != nil {
		return nil, err
	}
	quote, err := p.Relayer.PostQuote(ctx, signed)
	if err != nil {
		return nil, fmt.Errorf("quote of %s: %w", bank.Name, err)
	}
	p.step++
	p.line(p.say, "%s offers %s %%", "%s 报价 %s %%", bank.Name, at)
	return quote, nil
}

// settle waits for the due day, has the obligor pay, and waits until every holder has its money.
func (p *play) settle(ctx context.Context) error {
	wait := p.Network.Clock.Start(p.due).Sub(p.Now()).Round(time.Second)
	p.say("      waiting for the due day %s%s", "      等待到期日 %s%s", p.due, map[bool]string{true: fmt.Sprintf(" (%v)", wait)}[wait > 0])
	if err := p.await(ctx, longestWait, func() (bool, error) {
		today, err := p.ledger.Today(ctx)
		return today >= p.due, err
	}); err != nil {
		return fmt.Errorf("wait for the due day: %w", err)
	}
	settled, err := p.do(ctx, p.Obligor, "Settled", contracts.SettleReceivable{
		Company: p.Obligor.Company, Receivable: p.debt.Big(), Amount: face.Big(), Bank: p.Bank.Company, Paid: big.NewInt(0),
		Interest: lateAtMost.Big(),
	})
	if err != nil {
		return err
	}
	if err := p.readLate(settled.log); err != nil {
		return err
	}
	if err := p.await(ctx, creditWithin, func() (bool, error) {
		claims, err := p.claims(ctx)
		for _, claim := range claims {
			if claim.Credited != claim.Amount {
				return false, err
			}
		}
		return true, err
	}); err != nil {
		return fmt.Errorf("wait for the holders' money: %w", err)
	}
	return p.tellReleases(ctx, settled.block)
}

// readLate notes what the obligor paid on top: on a loaded machine a short day or two pass before it settles.
func (p *play) readLate(log *types.Log) error {
	event, err := contracts.NewSettlements().UnpackSettledEvent(log)
	if err != nil {
		return fmt.Errorf("read what was settled: %w", err)
	}
	p.late, err = amount.FromBig(event.Interest)
	return err
}
