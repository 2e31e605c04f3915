package report

import (
	"context"
	"errors"
	"fmt"
	"math/big"
	"reflect"
	"testing"

	"github.com/ethereum/go-ethereum/accounts/abi"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"

	"github.com/tallystick/tallystick/bindings/contracts"
	"github.com/tallystick/tallystick/bindings/deployment"
	"github.com/tallystick/tallystick/bindings/ref"
)

// fakeNode answers for the contracts of a network from a state.
type fakeNode struct {
	state *State
	block common.Hash
	fails error
}

var errPruned = errors.New("missing trie node")

// CallContext answers eth_call by a block's hash.
func (n fakeNode) CallContext(ctx context.Context, result any, method string, args ...any) error {
	if n.fails != nil {
		return n.fails
	}
	call, at := args[0].(map[string]any), args[1].(map[string]any)
	if method != "eth_call" || at["blockHash"] != n.block {
		return fmt.Errorf("%s at %v", method, at)
	}
	answer, err := n.answer(call["data"].(hexutil.Bytes))
	*result.(*hexutil.Bytes) = answer
	return errors.Join(err, ctx.Err())
}

func (n fakeNode) answer(data []byte) ([]byte, error) {
	for _, parsed := range []abi.ABI{contracts.NewLots().GetABI(), contracts.NewCash().GetABI(), contracts.NewLines().GetABI()} {
		method, err := parsed.MethodById(data)
		if err != nil {
			continue
		}
		in, err := method.Inputs.Unpack(data[4:])
		if err != nil {
			return nil, err
		}
		return n.pack(method, in)
	}
	return nil, errors.New("no such method")
}

func (n fakeNode) pack(method *abi.Method, in []any) ([]byte, error) {
	switch method.Name {
	case "obligationOf":
		id, err := ref.FromBig(in[0].(*big.Int))
		if err != nil {
			return nil, err
		}
		for _, o := range n.state.Obligations {
			if o.ID == id {
				return method.Outputs.Pack(*filled(&contracts.Obligation{Face: o.Face.Big(), Paid: o.Paid.Big(), Out: o.Out.Big(), Obligor: o.Obligor}))
			}
		}
	case "lotOf":
		for _, l := range n.state.Lots {
			if l.ID.Obligation.Big().Cmp(in[0].(*big.Int)) == 0 && l.ID.Start == in[1].(*big.Int).Uint64() {
				number := map[string]uint8{"held": 1, "locked": 2, "cancelled": 3, "exported": 4, "redeemed": 5, "melted": 9}[l.State]
				marks := uint8(0)
				for _, mark := range l.Marks {
					marks |= map[string]uint8{"frozen": 1, "disputed": 2, "pledged": 4, "financed": 8, "odd": 16}[mark]
				}
				return method.Outputs.Pack(*filled(&contracts.Lot{
					Holder: l.Holder, End: new(big.Int).SetUint64(l.ID.End), Paid: l.Credited.Big(), State: number, Marks: marks,
				}))
			}
		}
	case "lineOf":
		for _, l := range n.state.Lines {
			if l.Obligor == in[0] && uint16(l.Currency) == in[1] {
				return method.Outputs.Pack(l.Limit.Big().Uint64(), l.Used.Big().Uint64())
			}
		}
	case "accountOf":
		for _, d := range n.state.Deposits {
			if d.Bank == in[0] && uint16(d.Currency) == in[1] && d.Company == in[2] {
				return method.Outputs.Pack(contracts.Account{Free: d.Free.Big(), Earmarked: d.Earmarked.Big()})
			}
		}
	case "supplyOf":
		for _, s := range n.state.Totals().Supplies {
			if s.Bank.ID == in[0] && uint16(s.Currency) == in[1] {
				return method.Outputs.Pack(s.Total.Big())
			}
		}
	}
	return nil, fmt.Errorf("nothing for %s%v", method.Name, in)
}

// filled puts zero where a struct of a contract's has no number.
func filled[T any](there *T) *T {
	fields := reflect.ValueOf(there).Elem()
	for i := range fields.NumField() {
		if n, ok := fields.Field(i).Interface().(*big.Int); ok && n == nil {
			fields.Field(i).Set(reflect.ValueOf(new(big.Int)))
		}
	}
	return there
}

func fakeDeployment() *deployment.Deployment {
	d := &deployment.Deployment{Contracts: make(map[string]deployment.Contract)}
	for i, name := range deployment.Names() {
		d.Contracts[name] = deployment.Contract{Address: common.Address{byte(i + 1)}}
	}
	return d
}

func TestTotalsAreTheContracts(t *testing.T) {
	s := sample()
	got, err := s.Compare(context.Background(), fakeNode{state: sample(), block: s.Block.Hash}, fakeDeployment(), BlockID{99, s.Block.Hash})
	if err != nil || !got.Equal || len(got.Differences) != 0 || got.Questions != 5+9+2+2+1 || s.Questions(fakeDeployment()) != got.Questions {
		t.Fatalf("%+v, %v", got, err)
	}
	if fmt.Sprint(got.Totals) != fmt.Sprint(s.Totals()) {
		t.Errorf("totals %v; want %v", got.Totals, s.Totals())
	}
	cny := got.Totals.Debts[0]
	if cny.Obligations != 4 || cny.Lots != 7 || cny.Face.String() != "1,370.00" || cny.Live.String() != "1,370.00" || cny.Paid.String() != "250.00" || cny.Credited.String() != "240.00" {
		t.Errorf("%+v", cny)
	}
	if usd := got.Totals.Debts[1]; usd.Ended.String() != "20.00" || usd.Live.String() != "30.00" || usd.Face.String() != "50.00" {
		t.Errorf("%+v", usd)
	}
	if supply := got.Totals.Supplies[0]; supply.Total.String() != "255.00" || supply.Earmarked.String() != "10.00" || supply.Bank.Name != "Harbour Bank" {
		t.Errorf("%+v", supply)
	}
}

func TestEveryNumberThatTheContractsHaveOtherwiseIsNamed(t *testing.T) {
	for what, change := range map[string]func(*State){
		"R31-3":                     func(s *State) { s.Obligations[2].Paid++ },
		"R31-1":                     func(s *State) { s.Obligations[0].Face++ },
		"R31-1:1-40000":             func(s *State) { s.Lots[0].Holder++ },
		"R31-3:1-10000":             func(s *State) { s.Lots[5].Credited++ },
		"R31-1:75001-100000":        func(s *State) { s.Lots[3].State = "melted" },
		"R31-1:65001-75000":         func(s *State) { s.Lots[2].Marks = append(s.Lots[2].Marks, "odd") },
		"R32-2":                     func(s *State) { s.Obligations[5].Out++ },
		"R32-2:1-7000":              func(s *State) { s.Lots[8].Marks = []string{"frozen"} },
		"line of company 32 in CNY": func(s *State) { s.Lines[1].Used = SumOf(1) },
		"company 31's deposits at company 11 in CNY": func(s *State) {
			s.Deposits[0].Free, s.Deposits[0].Earmarked = s.Deposits[0].Free.Plus(SumOf(1)), s.Deposits[0].Earmarked.Minus(SumOf(1))
		},
	} {
		there := sample()
		change(there)
		got, err := sample().Compare(context.Background(), fakeNode{state: there}, fakeDeployment(), BlockID{Number: 99})
		if err != nil || got.Equal || len(got.Differences) != 1 || got.Differences[0].What != what || got.Differences[0].State == got.Differences[0].Chain {
			t.Errorf("%s: %+v, %v", what, got, err)
		}
	}
	// A deposit that the state does not have shows in its bank's supply.
	there := sample()
	there.Deposits = append(there.Deposits, Deposit{Company: bolt, Bank: harbour, Currency: 156, Free: SumOf(1)})
	got, err := sample().Compare(context.Background(), fakeNode{state: there}, fakeDeployment(), BlockID{Number: 99})
	if err != nil || got.Equal || got.Differences[0].What != "all deposits at company 11 in CNY" {
		t.Errorf("%+v, %v", got, err)
	}
}

func TestANodeWithoutTheBlockIsNoDifference(t *testing.T) {
	got, err := sample().Compare(context.Background(), fakeNode{fails: errPruned}, fakeDeployment(), BlockID{Number: 99})
	if !errors.Is(err, errPruned) || got != nil {
		t.Errorf("%+v, %v", got, err)
	}
	ended, cancel := context.WithCancel(context.Background())
	cancel()
	if got, err = sample().Compare(ended, fakeNode{state: sample()}, fakeDeployment(), BlockID{Number: 99}); !errors.Is(err, context.Canceled) || got != nil {
		t.Errorf("%+v, %v", got, err)
	}
}
