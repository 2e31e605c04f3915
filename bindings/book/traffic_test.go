package book

import (
	"cmp"
	"crypto/ecdsa"
	"errors"
	"fmt"
	"maps"
	"math/big"
	"math/rand/v2"
	"reflect"
	"slices"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/tallystick/tallystick/bindings/act"
	"github.com/tallystick/tallystick/bindings/calendar"
	"github.com/tallystick/tallystick/bindings/contracts"
	"github.com/tallystick/tallystick/bindings/deployment"
	"github.com/tallystick/tallystick/bindings/ref"
)

// The companies of the traffic, beside the two desks.
const (
	core       = 31
	acme       = 32
	firstBank  = 33
	bolt       = 34
	cirrus     = 35
	secondBank = 36
	insurer    = 37
	nobody     = 99
)

const cny, usd = 156, 840

// rules are the sets of the traffic's network: those of production, of which the strict one has limits that a little traffic reaches, and two more, one
// that announces instead of refusing and wants no line, and one under which nothing is born.
func rules() []deployment.RuleSet {
	sets := deployment.ChinaRules()
	change := func(set deployment.RuleSet, name string, values map[string]int64) deployment.RuleSet {
		set.Name, set.Values = name, slices.Clone(set.Values)
		for i, v := range set.Values {
			if changed, ok := values[v.ID]; ok {
				set.Values[i].Value = changed
			}
		}
		return set
	}
	limits := map[string]int64{"V08.max-depth": 3, "V08.max-lots": 4, "V08.max-hops": 3}
	sets[2] = change(sets[2], sets[2].Name, limits)
	limits["V08.alert"], limits["V07.line"], limits["V07.default"], limits["V12.evidence"] = 1, 0, 0, 0
	return append(sets, change(sets[2], "announcing", limits), change(sets[0], "closed", map[string]int64{"V11.births": 0}))
}

// traffic is companies that act at random: mostly what makes sense, now and then something wrong.
type traffic struct {
	*pair
	// dice make all choices of a step.
	dice  *rand.Rand
	keys  keyring
	nonce uint64
	// offers are the quotes that banks signed, by their hashes.
	offers map[common.Hash]act.Signed
	// lastDigest is that of the newest message.
	lastDigest common.Hash
	// log is what was done, in its order, and what was tried last.
	log []string
}

// keyring are the private keys of the traffic, by address.
type keyring map[common.Address]*ecdsa.PrivateKey

// key is the n-th key that a company may have.
func (k keyring) key(company uint32, n int) common.Address {
	private, err := crypto.ToECDSA(crypto.Keccak256(fmt.Appendf(nil, "key %d of %d", n, company)))
	if err != nil {
		// A few fixed texts have good hashes.
		panic(err)
	}
	address := crypto.PubkeyToAddress(private.PublicKey)
	k[address] = private
	return address
}

// desk is what a network starts with for one of its desks.
func (k keyring) desk(company uint32, name string) deployment.Desk {
	return deployment.Desk{Name: name, Registration: "DESK-" + name, Key: k.key(company, 0)}
}

// open admits the companies and gives them what they need to act.
func open(start deployed, keep func(*Book) keeper) (*traffic, error) {
	c, keys := start.start(), start.keys
	b := New(start.network, keys.desk(OperatorDesk, "Operator"), keys.desk(AuthorityDesk, "Authority"), rules(), c.now)
	p := &pair{book: b, keeper: keep(b), chain: c, tally: newTally()}
	// Random numbers: never near those that an act of the traffic names by hand.
	tr := &traffic{pair: p, dice: rand.New(rand.NewPCG(0, 0)), keys: keys, nonce: 1 << 40, offers: make(map[common.Hash]act.Signed)}
	for _, c := range []struct {
		id         uint32
		capacities Capacity
		dualAbove  int64
	}{{core, Obligor, 40_000_000}, {acme, 0, NoLimit}, {bolt, 0, NoLimit}, {cirrus, Obligor | SME, 1_000}, {firstBank, Bank, NoLimit}, {secondBank, Bank, NoLimit}, {insurer, Guarantor | Group, NoLimit}} {
		admission := contracts.AdmitCompany{
			Company: OperatorDesk, Id: c.id, Name: fmt.Sprint("Company ", c.id), Registration: fmt.Sprint("REG-", c.id),
			Capacities: uint16(c.capacities), Key: keys.key(c.id, 0), DualAbove: big.NewInt(c.dualAbove),
		}
		second := contracts.SetOperator{
			Company: c.id, Key: keys.key(c.id, 1), Roles: uint8(Maker | Checker), Limit: big.NewInt(NoLimit), Daily: big.NewInt(NoLimit),
		}
		if err := tr.must(admission, second); err != nil {
			return nil, err
		}
	}
	return tr, tr.must(
		contracts.GrantLine{Company: firstBank, Obligor: core, Currency: cny, Amount: 1_000_000_000_000},
		contracts.GrantLine{Company: secondBank, Obligor: cirrus, Currency: cny, Amount: 3_000_000},
		contracts.MintCash{Company: firstBank, To: core, Currency: cny, Amount: big.NewInt(100_000_000_000), Ref: "wire 1"},
		contracts.MintCash{Company: secondBank, To: core, Currency: cny, Amount: big.NewInt(1_000_000), Ref: "wire 1"},
		contracts.MintCash{Company: secondBank, To: cirrus, Currency: cny, Amount: big.NewInt(1_000_000), Ref: "wire 2"},
		contracts.MintCash{Company: firstBank, To: firstBank, Currency: cny, Amount: big.NewInt(100_000_000_000), Ref: "own funds"},
		contracts.MintCash{Company: secondBank, To: secondBank, Currency: cny, Amount: big.NewInt(5_000_000), Ref: "own funds"},
		contracts.AcceptFrom{Company: acme, Sender: core, Min: big.NewInt(1), Max: big.NewInt(NoLimit - 1), Until: 1 << 31},
		contracts.AcceptFrom{Company: bolt, Sender: acme, Obligor: core, Min: big.NewInt(2), Max: big.NewInt(1_000_000), PerDay: 3, Until: 1 << 31},
	)
}

// must does acts that nothing speaks against.
func (tr *traffic) must(messages ...any) error {
	for _, message := range messages {
		signed := tr.sign(message, tr.firstKey(message), false)
		if err := tr.do(tr.stranger(), signed); err != nil {
			return err
		}
		if tr.refusedLast != nil {
			return fmt.Errorf("%s: nothing should speak against it", signed.Name())
		}
	}
	return nil
}

// step is one act, or some time that passes, as the dice fall. An error is errDisagree.
func (tr *traffic) step(dice *rand.Rand) error {
	tr.dice = dice
	switch choice := tr.roll(40); {
	case choice < 2:
		return tr.passTime()
	case choice < 8:
		return tr.anyonesCall()
	}
	for range 20 {
		if message := pick(tr, makers)(tr); message != nil {
			return tr.send(message)
		}
	}
	return nil
}

// roll is a number from 0 to n-1.
func (tr *traffic) roll(n int) int { return tr.dice.IntN(n) }

// oneIn reports true once in n times.
func (tr *traffic) oneIn(n int) bool { return tr.roll(n) == n-1 }

func pick[T any](tr *traffic, from []T) T { return from[tr.roll(len(from))] }

// company is one that acts, rarely one that does not exist or is a desk.
func (tr *traffic) company() uint32 {
	if tr.oneIn(25) {
		return pick(tr, []uint32{nobody, OperatorDesk, AuthorityDesk, 0})
	}
	return pick(tr, []uint32{core, acme, bolt, cirrus, firstBank, secondBank, insurer})
}

// stranger sends transactions and acts for nobody.
func (tr *traffic) stranger() common.Address { return common.Address{19: 1} }

// amountUpTo is from 1 to most, often an edge, sometimes small.
func (tr *traffic) amountUpTo(most uint64) *big.Int {
	if most == 0 {
		return big.NewInt(1)
	}
	switch tr.roll(4) {
	case 0:
		return wide(most)
	case 1:
		return big.NewInt(1)
	}
	return wide(1 + tr.dice.Uint64N(most))
}

// day is one from today on, now and then a wrong one; zero now and then where the field may be left open.
func (tr *traffic) dayAhead(most int) uint32 {
	return uint32(int(tr.book.Today()) + tr.roll(most+1))
}

// sorted gives a map's values in the order of their keys, so that a replay meets them in the same order.
func sorted[K comparable, V any](m map[K]V, compare func(a, b K) int) []V {
	var values []V
	for _, key := range slices.SortedFunc(maps.Keys(m), compare) {
		values = append(values, m[key])
	}
	return values
}

func byID(a, b ref.Obligation) int {
	return cmp.Or(cmp.Compare(a.Company, b.Company), cmp.Compare(a.Serial, b.Serial))
}

// passTime lets hours pass, or days up to one on which something changes.
func (tr *traffic) passTime() error {
	to := tr.book.now.Add(time.Duration(1+tr.roll(30)) * time.Hour)
	if days := tr.days(); len(days) != 0 && !tr.oneIn(2) {
		day := pick(tr, days) + calendar.Day(tr.roll(3)) - 1
		to = tr.chain.Clock.Start(day)
	}
	tr.pass(to)
	tr.note("time passes to %s", tr.book.Today())
	return nil
}

// days are those on which something changes for somebody.
func (tr *traffic) days() (days []calendar.Day) {
	for _, r := range sorted(tr.book.receivables, byID) {
		days = append(days, r.Due, r.Due+4, r.Until)
	}
	for _, o := range sorted(tr.book.obligations, byID) {
		days = append(days, o.Cutoff)
		for _, l := range o.Lots {
			if l.Proposal != nil {
				days = append(days, l.Proposal.Until)
			}
		}
		for _, r := range sorted(o.Runs, byRun) {
			if r.unopened() != 0 {
				days = append(days, r.Until)
			}
		}
	}
	return slices.DeleteFunc(days, func(d calendar.Day) bool { return d < tr.book.Today() })
}

// lot picks one that fits, now and then any.
func (tr *traffic) lot(fits func(*Obligation, *Lot) bool) (*Obligation, *Lot) {
	type place struct {
		o *Obligation
		l *Lot
	}
	var fitting, all []place
	for _, o := range sorted(tr.book.obligations, byID) {
		for _, l := range o.Lots {
			all = append(all, place{o, l})
			if fits(o, l) {
				fitting = append(fitting, place{o, l})
			}
		}
	}
	if tr.oneIn(20) {
		fitting = all
	}
	if len(fitting) == 0 {
		return nil, nil
	}
	at := pick(tr, fitting)
	return at.o, at.l
}

// receivable picks one that fits, now and then any.
func (tr *traffic) receivable(fits func(*Receivable) bool) *Receivable {
	all := sorted(tr.book.receivables, byID)
	fitting := slices.DeleteFunc(slices.Clone(all), func(r *Receivable) bool { return !fits(r) })
	if tr.oneIn(20) {
		fitting = all
	}
	if len(fitting) == 0 {
		return nil
	}
	return pick(tr, fitting)
}

// send signs an act, mostly as it should be, and does it on both sides.
func (tr *traffic) send(message any) error {
	if tr.oneIn(6) {
		message = tr.spoil(message)
	}
	sender, signed, err := tr.authorise(message)
	if err != nil {
		return err
	}
	if _, err := signed.Calldata(); err != nil {
		// The SDK lets no such act out: a TakeQuote of another quote than it carries.
		return nil
	}
	text, err := signed.MarshalJSON()
	if err != nil {
		return err
	}
	tr.note("%s sends %s", sender, text)
	err = tr.do(sender, signed)
	if err != nil && !errors.Is(err, errDisagree) {
		return fmt.Errorf("%s %+v: %w", signed.Name(), message, err)
	}
	return err
}

func (tr *traffic) note(format string, args ...any) {
	tr.log = append(tr.log, fmt.Sprintf(format, args...))
}

// spoil changes one field of a message.
func (tr *traffic) spoil(message any) any {
	spoilt := reflect.New(reflect.TypeOf(message)).Elem()
	spoilt.Set(reflect.ValueOf(message))
	field := spoilt.Field(tr.roll(spoilt.NumField()))
	name := spoilt.Type().Field(0).Name
	switch v := field.Interface().(type) {
	case *big.Int:
		field.Set(reflect.ValueOf(tr.spoiltNumber(v)))
	case []contracts.Invoice:
		field.Set(reflect.ValueOf(pick(tr, [][]contracts.Invoice{nil, append(slices.Clone(v), v...), tr.spoiltInvoices(v)})))
	case []contracts.Instalment:
		if len(v) != 0 {
			v = slices.Clone(v)
			v[0] = tr.spoil(v[0]).(contracts.Instalment)
		}
		field.Set(reflect.ValueOf(pick(tr, [][]contracts.Instalment{nil, append(slices.Clone(v), v...), v})))
	case [32]byte:
		field.Set(reflect.ValueOf(pick(tr, [][32]byte{{}, {1}, crypto.Keccak256Hash(v[:])})))
	case []byte:
		field.SetBytes(pick(tr, [][]byte{nil, v[:len(v)/2], append(slices.Clone(v), 0), append(slices.Clone(v), v...)}))
	case string:
		field.SetString(pick(tr, []string{"", v + "x", string(make([]byte, 65)), string(make([]byte, 129)), string(make([]byte, 257))}))
	case bool:
		field.SetBool(!v)
	case common.Address:
		field.Set(reflect.ValueOf(pick(tr, []common.Address{
			{}, {1}, tr.chain.Address("Lots"), tr.chain.Address("Cash"), tr.keys.key(core, 0), tr.keys.key(acme, 3),
		})))
	default:
		if !field.CanUint() {
			panic(fmt.Sprintf("no wrong value for %s of type %s", name, field.Type()))
		}
		n := field.Uint()
		most := uint64(1)<<(8*field.Type().Size()) - 1
		wrong := pick(tr, []uint64{0, n + 1, n - 1, uint64(tr.company()), uint64(tr.book.Today()), 2 * n, 1})
		field.SetUint(wrong & most)
	}
	return spoilt.Interface()
}

// spoiltInvoices has one wrong.
func (tr *traffic) spoiltInvoices(invoices []contracts.Invoice) []contracts.Invoice {
	if len(invoices) == 0 {
		return []contracts.Invoice{{Total: big.NewInt(1), Drawn: big.NewInt(1)}}
	}
	wrong := slices.Clone(invoices)
	wrong[0] = tr.spoil(wrong[0]).(contracts.Invoice)
	return wrong
}

// spoiltNumber is another one of at most 48 bits; of an obligation's number, another obligation's.
func (tr *traffic) spoiltNumber(n *big.Int) *big.Int {
	if n.BitLen() > 48 {
		high := new(big.Int).Lsh(big.NewInt(1), 200)
		return pick(tr, []*big.Int{new(big.Int), big.NewInt(1), new(big.Int).Add(n, big.NewInt(1)), high.Or(high, n)})
	}
	wrong := pick(tr, []*big.Int{
		new(big.Int), big.NewInt(1), new(big.Int).Add(n, big.NewInt(1)), new(big.Int).Sub(n, big.NewInt(1)), big.NewInt(NoLimit), new(big.Int).Lsh(n, 1),
	})
	if wrong.Sign() < 0 || wrong.BitLen() > 48 {
		return new(big.Int)
	}
	return wrong
}
