package index_test

import (
	"bytes"
	"context"
	"fmt"
	"math/big"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/ethereum/go-ethereum/accounts/abi"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/tallystick/tallystick/bindings/calendar"
	"github.com/tallystick/tallystick/bindings/contracts"
	"github.com/tallystick/tallystick/bindings/deployment"
	"github.com/tallystick/tallystick/bindings/ref"
	"github.com/tallystick/tallystick/relayer/chain"
	"github.com/tallystick/tallystick/relayer/index"
)

// ledger is the naive model: an obligation's holder and state, unit by unit.
type ledger struct {
	holder []uint32
	state  []index.LotState
	// begins says at which units lots begin.
	begins []bool
	// runs are the payment runs.
	runs []madeRun
}

func (l ledger) clone() ledger {
	return ledger{append([]uint32(nil), l.holder...), append([]index.LotState(nil), l.state...), append([]bool(nil), l.begins...), append([]madeRun(nil), l.runs...)}
}

// lots are the runs of units, as start and end.
func (l ledger) lots() (lots [][2]int) {
	for i := range l.begins {
		if l.begins[i] {
			lots = append(lots, [2]int{i, len(l.begins)})
			if n := len(lots); n > 1 {
				lots[n-2][1] = i
			}
		}
	}
	return lots
}

// cut makes [start, end) a lot of its own.
func (l ledger) cut(start, end int) {
	l.begins[start] = true
	if end < len(l.begins) {
		l.begins[end] = true
	}
}

func (l ledger) set(start, end int, holder uint32, state index.LotState) {
	for i := start; i < end; i++ {
		l.holder[i], l.state[i] = holder, state
	}
}

// fakeChain is a chain of hand-made blocks that a test can extend and take back.
type fakeChain struct {
	blocks []chain.Block
	logs   map[common.Hash][]types.Log
	// models has the model as of each block.
	models []ledger
	made   int
}

// newFakeChain has its first block, without a log, at the deployment's.
func newFakeChain(first ledger) *fakeChain {
	f := &fakeChain{logs: make(map[common.Hash][]types.Log)}
	f.extend(nil, first)
	return f
}

// extend puts a block with these logs on top.
func (f *fakeChain) extend(logs []types.Log, after ledger) {
	f.made++
	b := chain.Block{Number: uint64(len(f.blocks)), Hash: crypto.Keccak256Hash([]byte(fmt.Sprint(f.made))), Time: uint64(1_790_000_000 + f.made)}
	if n := len(f.blocks); n > 0 {
		b.Parent = f.blocks[n-1].Hash
	}
	for i := range logs {
		logs[i].BlockNumber, logs[i].BlockHash, logs[i].Index = b.Number, b.Hash, uint(i)
		logs[i].TxHash = crypto.Keccak256Hash(b.Hash[:])
	}
	f.blocks, f.models = append(f.blocks, b), append(f.models, after.clone())
	f.logs[b.Hash] = logs
}

// cutBack takes the newest blocks away.
func (f *fakeChain) cutBack(depth int) {
	f.blocks, f.models = f.blocks[:len(f.blocks)-depth], f.models[:len(f.models)-depth]
}

func (f *fakeChain) model() ledger { return f.models[len(f.models)-1] }

// Head is the newest block.
// Choose does nothing: there is one.
func (f *fakeChain) Choose(context.Context) {}

func (f *fakeChain) Head(context.Context) (chain.Block, error) { return f.blocks[len(f.blocks)-1], nil }

// BlockAt is the block at a height.
func (f *fakeChain) BlockAt(_ context.Context, height uint64) (chain.Block, error) {
	if height >= uint64(len(f.blocks)) {
		return chain.Block{}, chain.ErrNoBlock
	}
	return f.blocks[height], nil
}

// BlockOf is the block with a hash.
func (f *fakeChain) BlockOf(_ context.Context, hash common.Hash) (chain.Block, error) {
	for _, b := range f.blocks {
		if b.Hash == hash {
			return b, nil
		}
	}
	return chain.Block{}, chain.ErrNoBlock
}

// Logs are those of a block, or of a range.
func (f *fakeChain) Logs(_ context.Context, filter chain.Filter) ([]types.Log, error) {
	if filter.Block != nil {
		return f.logs[*filter.Block], nil
	}
	var logs []types.Log
	for _, b := range f.blocks {
		if b.Number >= filter.From && b.Number <= filter.To {
			logs = append(logs, f.logs[b.Hash]...)
		}
	}
	return logs, nil
}

// fakeNetwork is a deployment whose contracts are at made-up addresses.
func fakeNetwork() *deployment.Deployment {
	d := &deployment.Deployment{
		Version: 1, Name: "made up", ChainID: 7, GenesisHash: common.Hash{1}, Salt: common.Hash{2}, Clock: calendar.China(), Rules: []string{"none"},
		Contracts: make(map[string]deployment.Contract),
	}
	for i, name := range deployment.Names() {
		d.Contracts[name] = deployment.Contract{Address: common.Address{byte(i + 1)}, CodeHash: common.Hash{byte(i + 1)}}
	}
	return d
}

// event makes a log of an event of the kernel's: indexed arguments first.
func event(t fataler, d *deployment.Deployment, name string, indexed []any, rest ...any) types.Log {
	t.Helper()
	return eventOf(t, d, "Lots", contracts.NewLots().GetABI(), name, indexed, rest...)
}

func eventOf(t fataler, d *deployment.Deployment, contract string, parsed abi.ABI, name string, indexed []any, rest ...any) types.Log {
	t.Helper()
	e := parsed.Events[name]
	log := types.Log{Address: d.Address(contract), Topics: []common.Hash{e.ID}}
	for _, value := range indexed {
		log.Topics = append(log.Topics, topic(value))
	}
	var err error
	if log.Data, err = e.Inputs.NonIndexed().Pack(rest...); err != nil {
		t.Fatalf("pack %s: %v", name, err)
	}
	return log
}

func topic(value any) common.Hash {
	switch v := value.(type) {
	case *big.Int:
		return common.BigToHash(v)
	case uint32:
		return common.BigToHash(new(big.Int).SetUint64(uint64(v)))
	case common.Hash:
		return v
	}
	panic(fmt.Sprintf("a topic of type %T", value))
}

// fataler is what testing.T and rapid.T have in common.
type fataler interface {
	Fatalf(format string, arguments ...any)
	Helper()
}

const faceUnits = 60

// play plays one random act that the kernel would allow, on the model, and gives its logs.
func play(t *rapid.T, d *deployment.Deployment, id *big.Int, l *ledger) []types.Log {
	if len(l.lots()) == 0 {
		l.begins[0] = true
		l.set(0, faceUnits, 41, index.Held)
		return []types.Log{event(t, d, "Created", []any{id, uint32(31), uint32(41)}, big.NewInt(faceUnits), uint32(21_000), uint32(20_999), uint16(156), uint16(1))}
	}
	lots := l.lots()
	at := rapid.IntRange(0, len(lots)-1).Draw(t, "lot")
	start, end := lots[at][0], lots[at][1]
	lot, holder := big.NewInt(int64(start)), l.holder[start]
	if l.state[start] == index.Unopened {
		return open(t, d, id, l, start)
	}
	if l.state[start] == index.Locked {
		outcome := rapid.Uint8Range(1, 4).Draw(t, "outcome")
		logs := []types.Log{event(t, d, "Answered", []any{id, lot, common.Hash{9}}, outcome)}
		if outcome == 1 {
			logs = append(logs, event(t, d, "Transferred", []any{id, holder, uint32(50)}, lot, lot, big.NewInt(int64(end))))
			holder = 50
		}
		l.set(start, end, holder, index.Held)
		return logs
	}
	from := rapid.IntRange(start, end-1).Draw(t, "from")
	to := rapid.IntRange(from+1, end).Draw(t, "to")
	first, last := big.NewInt(int64(from)), big.NewInt(int64(to))
	switch rapid.SampledFrom([]string{"transfer", "propose", "divide", "merge", "pay"}).Draw(t, "act") {
	case "propose":
		l.cut(from, to)
		l.set(from, to, holder, index.Locked)
		return []types.Log{event(t, d, "Proposed", []any{id, holder, uint32(50)}, lot, first, last, uint8(1), uint32(20_500), common.Hash{9})}
	case "pay":
		return pay(t, d, id, l, start, from, to)
	case "divide":
		if from == start {
			return nil
		}
		l.begins[from] = true
		return []types.Log{event(t, d, "Divided", []any{id, lot}, first)}
	case "merge":
		if at+1 == len(lots) || l.state[end] != index.Held || l.holder[end] != holder {
			return nil
		}
		l.begins[end] = false
		return []types.Log{event(t, d, "Merged", []any{id, lot}, big.NewInt(int64(end)))}
	}
	receiver := rapid.SampledFrom([]uint32{41, 42, 43}).Draw(t, "receiver")
	l.cut(from, to)
	l.set(from, to, receiver, index.Held)
	return []types.Log{event(t, d, "Transferred", []any{id, holder, receiver}, lot, first, last)}
}

func TestAnyActsAndAnyReorganisationsLeaveWhatTheNewChainSays(t *testing.T) {
	d := fakeNetwork()
	o := ref.Obligation{Module: ref.Receivables, Company: 31, Serial: 1}
	rapid.Check(t, func(t *rapid.T) {
		dir, err := os.MkdirTemp("", "index")
		if err != nil {
			t.Fatalf("%v", err)
		}
		defer os.RemoveAll(dir)
		empty := ledger{make([]uint32, faceUnits), make([]index.LotState, faceUnits), make([]bool, faceUnits), nil}
		f := newFakeChain(empty)
		open := func(name string) *index.Index {
			x, err := index.Open(f, index.Config{
				Path: filepath.Join(dir, name), Deployment: d, Keep: rapid.IntRange(1, 6).Draw(t, "keep"), Stride: 7, ReconcileEvery: 1,
			})
			if err != nil {
				t.Fatalf("%v", err)
			}
			return x
		}
		live := open("live.db")
		defer func() { _ = live.Close() }()
		for range rapid.IntRange(1, 12).Draw(t, "rounds") {
			if depth := rapid.IntRange(0, len(f.blocks)-1).Draw(t, "depth"); rapid.Bool().Draw(t, "reorg") {
				f.cutBack(depth)
			}
			for range rapid.IntRange(1, 9).Draw(t, "blocks") {
				after := f.model().clone()
				var logs []types.Log
				for range rapid.IntRange(0, 3).Draw(t, "acts") {
					logs = append(logs, play(t, d, o.Big(), &after)...)
				}
				f.extend(logs, after)
			}
			if rapid.IntRange(0, 9).Draw(t, "idle") == 0 {
				for range 80 {
					f.extend(nil, f.model())
				}
			}
			if rapid.IntRange(0, 4).Draw(t, "restart") == 0 {
				if err := live.Close(); err != nil {
					t.Fatalf("%v", err)
				}
				live = open("live.db")
			}
			catchUp(t, live)
			compare(t, live, o, f.model())
		}
		fresh := open("fresh.db")
		defer func() { _ = fresh.Close() }()
		catchUp(t, fresh)
		if diff := cmp.Diff(text(t, fresh), text(t, live)); diff != "" {
			t.Fatalf("the index that followed live differs from a fresh one (-fresh +live):\n%s", diff)
		}
	})
}

func catchUp(t *rapid.T, x *index.Index) {
	for range 6 {
		if err := x.Step(context.Background()); err != nil {
			t.Fatalf("%v", err)
		}
		if s := x.Status(); s.Hash == s.Head.Hash {
			return
		}
	}
	t.Fatalf("six rounds later the index is at %+v", x.Status())
}

func text(t *rapid.T, x *index.Index) string {
	var b bytes.Buffer
	if err := x.Dump(&b); err != nil {
		t.Fatalf("%v", err)
	}
	return b.String()
}

// compare holds the index to the model, unit by unit.
func compare(t *rapid.T, x *index.Index, o ref.Obligation, want ledger) {
	x.View(func(v index.View) {
		got := ledger{make([]uint32, faceUnits), make([]index.LotState, faceUnits), make([]bool, faceUnits), nil}
		for _, lot := range v.LotsOf(o) {
			got.begins[lot.Start] = true
			got.set(int(lot.Start), int(lot.End), lot.Holder, lot.State)
		}
		want.runs = nil
		if diff := cmp.Diff(want, got, cmp.AllowUnexported(ledger{})); diff != "" {
			t.Fatalf("ledger (-model +index):\n%s", diff)
		}
		for holder := range map[uint32]bool{41: true, 42: true, 43: true, 50: true} {
			units, held := 0, 0
			for _, h := range want.holder {
				if h == holder {
					units++
				}
			}
			for _, lot := range v.LotsBy(holder) {
				held += int(lot.End - lot.Start)
			}
			own := slices.DeleteFunc(v.LotsBy(holder), func(lot index.Lot) bool { return lot.State == index.Unopened })
			if diff := cmp.Diff(own, v.LotsOwn(holder)); diff != "" {
				t.Fatalf("company %d's lots without unopened leaves (-filtered +listed):\n%s", holder, diff)
			}
			if units != held {
				t.Fatalf("company %d holds %d units in the model and %d by its lots", holder, units, held)
			}
		}
	})
}
