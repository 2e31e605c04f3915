package demo

import (
	"context"
	"fmt"
	"strings"

	"github.com/tallystick/tallystick/bindings/amount"
	"github.com/tallystick/tallystick/bindings/client"
	"github.com/tallystick/tallystick/bindings/currency"
	"github.com/tallystick/tallystick/bindings/discount"
	"github.com/tallystick/tallystick/bindings/phrase"
)

// expect prints a check and counts it if it failed.
func (p *play) expect(holds bool, en, zh string, args ...any) {
	mark := "ok  "
	if !holds {
		mark = "FAIL"
		p.failed++
	}
	p.say("      "+mark+"  "+en, "      "+mark+"  "+zh, args...)
}

// showTree prints who got what, as the relayer knows it, and holds it against the lots on the node.
func (p *play) showTree(ctx context.Context) error {
	tree, err := p.as(p.Obligor).Tree(ctx, p.debt)
	if err != nil {
		return err
	}
	claims, err := p.claims(ctx)
	if err != nil {
		return err
	}
	p.say("\n%s, due %s", "\n%s，%s 到期", p.debt, p.due)
	p.say("lot%47s holder%8s %14s %14s", "份额%46s 持有人%8s %12s %12s", "", "", p.either("received", "收到"), p.either("kept", "留存"))
	p.branch(tree.Root, "", "")
	var sum amount.Amount
	for _, claim := range claims {
		sum += claim.Amount
	}
	p.say("sum of lots = face: %s = %s", "sum of lots = face（各份之和 = 面额）：%s = %s", tree.SumOfLots, tree.Face)
	p.expect(tree.Holds && tree.SumOfLots == face && sum == face, "the %d lots on the chain add up to the face", "链上 %d 份之和等于面额", len(claims))
	return nil
}

// either is the word of the stage's language.
func (p *play) either(en, zh string) string {
	if p.Language == phrase.Chinese {
		return zh
	}
	return en
}

// branch prints a node of the tree and what hangs on it.
func (p *play) branch(node client.Node, first, rest string) {
	fmt.Fprintf(p.Out, "%-50s %-14s %14s %14s\n", first+node.Lot.String(), node.Holder.Name, node.Amount, node.Kept)
	for i, child := range node.Children {
		if i == len(node.Children)-1 {
			p.branch(child, rest+"└─ ", rest+"   ")
		} else {
			p.branch(child, rest+"├─ ", rest+"│  ")
		}
	}
}

// owed is what each company should have gained at the story's bank by the end, by the lots that it holds.
func (p *play) owed(ctx context.Context) (map[uint32]amount.Amount, error) {
	claims, err := p.claims(ctx)
	if err != nil {
		return nil, err
	}
	gain := map[uint32]amount.Amount{p.Obligor.Company: -face - p.late}
	for _, claim := range claims {
		// The story's lots are all round, so that each share of late interest is a whole number of 0.01.
		gain[claim.Holder.ID] += claim.Amount + amount.Share(p.late, claim.Amount, face)
	}
	gain[p.Tier3.Company] += p.price.Proceeds
	gain[p.Bank.Company] -= p.price.Proceeds
	return gain, nil
}

// showBalances prints everyone's deposit before and after.
func (p *play) showBalances(ctx context.Context) error {
	p.say("\ndeposits at %s, CNY", "\n%s 存款，CNY", p.Bank.Name)
	width := 0
	for _, m := range p.companies() {
		width = max(width, len(m.Name))
	}
	for _, m := range p.companies() {
		balance, err := p.ledger.Balance(ctx, p.Bank.Company, currency.CNY, m.Company)
		if err != nil {
			return err
		}
		fmt.Fprintf(p.Out, "%s%s %16s -> %16s\n", m.Name, strings.Repeat(" ", width-len(m.Name)), p.before[m.Company], balance.Free)
	}
	fmt.Fprintln(p.Out)
	return nil
}

// check holds everyone's cash against its lots, and the bank's interest against the printed days, all by eth_call.
func (p *play) check(ctx context.Context) error {
	gain, err := p.owed(ctx)
	if err != nil {
		return err
	}
	for _, m := range p.companies() {
		balance, err := p.ledger.Balance(ctx, p.Bank.Company, currency.CNY, m.Company)
		if err != nil {
			return err
		}
		p.expect(balance.Free-p.before[m.Company] == gain[m.Company],
			"%s: cash changed by %s, as its lots say", "%s：存款变动 %s，与所持份额相符", m.Name, balance.Free-p.before[m.Company])
	}
	left, err := p.ledger.Balance(ctx, p.Bank.Company, currency.CNY, p.Obligor.Company)
	if err != nil {
		return err
	}
	p.expect(left.Earmarked == 0, "nothing is left aside for holders", "没有未付出的预留款")
	interest, err := discount.Interest(sold, rate, p.price.Days, discount.Act360)
	if err != nil {
		return err
	}
	p.expect(interest == p.price.Interest && p.price.Interest+p.price.Proceeds == sold && gain[p.Bank.Company] == interest+amount.Share(p.late, sold, face),
		"the bank earned %s: %d days at %s %% on %s", "银行获利息 %s：%d 日，年利率 %s %%，本金 %s", interest, p.price.Days, rate, sold)
	if p.failed == 0 {
		p.say("all checks hold", "全部检查通过")
	}
	return nil
}
