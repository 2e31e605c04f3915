package deployment_test

import (
	"context"
	"errors"
	"math/big"
	"strings"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/accounts/abi/bind/v2"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/ethereum/go-ethereum/ethclient"
	"github.com/ethereum/go-ethereum/rpc"

	"github.com/tallystick/tallystick/bindings/calendar"
	"github.com/tallystick/tallystick/bindings/contracts"
	"github.com/tallystick/tallystick/bindings/deployment"
	"github.com/tallystick/tallystick/bindings/internal/foundry"
)

// deploy puts a network on a chain, paid for by a fresh key.
func deploy(t *testing.T, node *rpc.Client) *deployment.Deployment {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	payer, err := crypto.GenerateKey()
	if err != nil {
		t.Fatal(err)
	}
	from := crypto.PubkeyToAddress(payer.PublicKey)
	if err := node.CallContext(ctx, nil, "anvil_setBalance", from, "0xde0b6b3a7640000"); err != nil {
		t.Fatal(err)
	}
	d, err := deployment.Deploy(ctx, node, bind.NewKeyedTransactor(payer, big.NewInt(31_337)), deployment.Plan{
		Name:      "test",
		Clock:     calendar.Short(time.Now().Add(-time.Minute), 30*time.Second),
		Operator:  deployment.Desk{Name: "Operator", Registration: "OP-1", Key: common.Address{1}},
		Authority: deployment.Desk{Name: "Authority", Registration: "AU-1", Key: common.Address{2}},
	})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestADeployedNetworkVerifiesAndAnotherDoesNot(t *testing.T) {
	ctx := context.Background()
	node := foundry.Anvil(t)
	d := deploy(t, node)
	other := deploy(t, node)
	if d.Salt == other.Salt {
		t.Error("two deployments have one salt")
	}
	if err := d.Verify(ctx, node); err != nil {
		t.Error(err)
	}

	chain := ethclient.NewClient(node)
	companies := contracts.NewCompanies()
	separator, err := bind.Call(companies.Instance(chain, d.Address("Companies")), nil, companies.PackDomainSeparator(), companies.UnpackDomainSeparator)
	if err != nil || separator != d.Domain().Separator() {
		t.Errorf("domain separator on the chain %x, %v; here %s", separator, err, d.Domain().Separator())
	}
	lots := contracts.NewLots()
	today, err := bind.Call(lots.Instance(chain, d.Address("Lots")), nil, lots.PackToday(), lots.UnpackToday)
	if err != nil {
		t.Fatal(err)
	}
	head, err := chain.HeaderByNumber(ctx, nil)
	if err != nil {
		t.Fatal(err)
	}
	if here := d.Clock.DayAt(time.Unix(int64(head.Time), 0)); here != calendar.Day(today) {
		t.Errorf("today is %s on the chain and %s here", calendar.Day(today), here)
	}

	for what, spoil := range map[string]func(*deployment.Deployment){
		"chain id": func(d *deployment.Deployment) { d.ChainID++ },
		"genesis":  func(d *deployment.Deployment) { d.GenesisHash[0]++ },
		"code of Cash": func(d *deployment.Deployment) {
			d.Contracts["Cash"] = deployment.Contract{Address: common.Address{77}, CodeHash: d.Contracts["Cash"].CodeHash}
		},
		"code of Lots": func(d *deployment.Deployment) {
			d.Contracts["Lots"] = deployment.Contract{Address: d.Address("Lots"), CodeHash: other.Contracts["Lots"].CodeHash}
		},
	} {
		spoilt := *d
		spoilt.Contracts = map[string]deployment.Contract{}
		for name, c := range d.Contracts {
			spoilt.Contracts[name] = c
		}
		spoil(&spoilt)
		var mismatch *deployment.MismatchError
		err := spoilt.Verify(ctx, node)
		if !errors.As(err, &mismatch) || mismatch.What != what || !errors.Is(err, deployment.ErrOtherNetwork) {
			t.Errorf("%s spoilt: %v", what, err)
		}
	}
	closed, err := rpc.Dial("http://127.0.0.1:1")
	if err != nil {
		t.Fatal(err)
	}
	if err := d.Verify(ctx, closed); err == nil || errors.Is(err, deployment.ErrOtherNetwork) {
		t.Errorf("an unreachable node: %v", err)
	}
}

func TestDeployingWithoutMoneyNamesTheContract(t *testing.T) {
	node := foundry.Anvil(t)
	payer, err := crypto.GenerateKey()
	if err != nil {
		t.Fatal(err)
	}
	_, err = deployment.Deploy(context.Background(), node, bind.NewKeyedTransactor(payer, big.NewInt(31_337)), deployment.Plan{
		Name:      "test",
		Clock:     calendar.China(),
		Operator:  deployment.Desk{Name: "Operator", Registration: "OP-1", Key: common.Address{1}},
		Authority: deployment.Desk{Name: "Authority", Registration: "AU-1", Key: common.Address{2}},
	})
	if err == nil || !strings.Contains(err.Error(), "deploy Companies") {
		t.Errorf("deployed without money: %v", err)
	}
}
