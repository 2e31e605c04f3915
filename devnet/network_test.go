//go:build !windows

package devnet_test

import (
	"context"
	"errors"
	"fmt"
	"math/big"
	"net"
	"net/url"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/ethclient"
	"github.com/rs/zerolog"
	"golang.org/x/sync/errgroup"

	"github.com/tallystick/tallystick/devnet"
)

// within bounds everything that a test waits for.
const within = 60 * time.Second

// up brings a devnet up and takes it down when the test ends.
func up(t *testing.T, c devnet.Config) *devnet.Network {
	t.Helper()
	c.Detach = true
	c.Log = zerolog.New(zerolog.NewTestWriter(t))
	start := time.Now()
	n, err := devnet.Up(t.Context(), c)
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("up in %v", time.Since(start).Round(time.Millisecond))
	t.Cleanup(func() {
		if err := n.Down(context.Background()); err != nil {
			t.Errorf("take the devnet down: %v", err)
		}
	})
	return n
}

func dial(t *testing.T, n *devnet.Network, number int) *ethclient.Client {
	t.Helper()
	url, err := n.HTTP(number)
	if err != nil {
		t.Fatal(err)
	}
	client, err := ethclient.Dial(url)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(client.Close)
	return client
}

// listen takes the address of a URL until the test ends.
func listen(t *testing.T, address string) {
	t.Helper()
	parsed, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	listener, err := net.Listen("tcp", parsed.Host)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = listener.Close() })
}

// eventually waits for a condition, which is asked again until it holds or says that it never will.
func eventually(t *testing.T, what string, holds func(ctx context.Context) (bool, error)) {
	t.Helper()
	inTime(t, within, what, holds)
}

// inTime is eventually for what may take another time.
func inTime(t *testing.T, within time.Duration, what string, holds func(ctx context.Context) (bool, error)) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), within)
	defer cancel()
	tick := time.NewTicker(50 * time.Millisecond)
	defer tick.Stop()
	for {
		ok, err := holds(ctx)
		if ok {
			return
		}
		select {
		case <-ctx.Done():
			t.Fatalf("%s: not within %v (%v)", what, within, err)
		case <-tick.C:
		}
	}
}

func head(t *testing.T, n *devnet.Network, number int) uint64 {
	t.Helper()
	height, err := dial(t, n, number).BlockNumber(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return height
}

func awaitHeight(t *testing.T, n *devnet.Network, number int, height uint64) {
	t.Helper()
	client := dial(t, n, number)
	eventually(t, fmt.Sprintf("node %d reaches block %d", number, height), func(ctx context.Context) (bool, error) {
		at, err := client.BlockNumber(ctx)
		return at >= height, err
	})
}

// awaitAgreement waits until all nodes have the same block at a height.
func awaitAgreement(t *testing.T, n *devnet.Network, height uint64) common.Hash {
	t.Helper()
	var agreed common.Hash
	clients := make([]*ethclient.Client, n.Nodes())
	for i := range clients {
		clients[i] = dial(t, n, i+1)
	}
	eventually(t, fmt.Sprintf("the nodes agree on block %d", height), func(ctx context.Context) (bool, error) {
		for i, client := range clients {
			block, err := client.HeaderByNumber(ctx, new(big.Int).SetUint64(height))
			if err != nil {
				return false, err
			}
			if i == 0 {
				agreed = block.Hash()
			}
			if block.Hash() != agreed {
				return false, fmt.Errorf("node %d has %v, node 1 %v", i+1, block.Hash(), agreed)
			}
		}
		return true, nil
	})
	return agreed
}

func TestFourNodesAgreeAndMineWhatAnyOfThemIsSent(t *testing.T) {
	n := up(t, devnet.Config{Dir: t.TempDir()})

	awaitHeight(t, n, 1, 3)
	awaitAgreement(t, n, 3)

	key, err := n.Key(devnet.Deployer)
	if err != nil {
		t.Fatal(err)
	}
	var hashes []common.Hash
	for nonce := range uint64(n.Nodes()) {
		to := common.Address{0xee}
		tx, err := types.SignNewTx(key, types.LatestSignerForChainID(n.ChainID()), &types.DynamicFeeTx{
			ChainID: n.ChainID(), Nonce: nonce, Gas: 21_000, To: &to, Value: big.NewInt(1),
			GasTipCap: big.NewInt(1), GasFeeCap: big.NewInt(1_000_000_000),
		})
		if err != nil {
			t.Fatal(err)
		}
		if err := dial(t, n, int(nonce)+1).SendTransaction(t.Context(), tx); err != nil {
			t.Fatal(err)
		}
		hashes = append(hashes, tx.Hash())
	}
	for number := 1; number <= n.Nodes(); number++ {
		client := dial(t, n, number)
		for i, hash := range hashes {
			eventually(t, fmt.Sprintf("node %d has the transaction sent to node %d", number, i+1), func(ctx context.Context) (bool, error) {
				_, err := client.TransactionReceipt(ctx, hash)
				return err == nil, err
			})
		}
	}
}

func TestTheChainGoesOnAfterDownAndUp(t *testing.T) {
	dir := t.TempDir()
	n := up(t, devnet.Config{Dir: dir, Nodes: 1, Day: 20 * time.Second})
	awaitHeight(t, n, 1, 2)
	url, _ := n.HTTP(1)
	before, genesis := head(t, n, 1), n.GenesisHash()

	if err := n.Down(t.Context()); err != nil {
		t.Fatal(err)
	}
	if state, err := n.State(1); err != nil || state != devnet.Gone {
		t.Fatalf("after Down the node is %v (%v), want %v", state, err, devnet.Gone)
	}
	if err := n.Down(t.Context()); err != nil {
		t.Errorf("Down of a network that is down: %v", err)
	}

	n = up(t, devnet.Config{Dir: dir})
	if again, _ := n.HTTP(1); again != url {
		t.Errorf("node 1 is at %s, was at %s", again, url)
	}
	if n.GenesisHash() != genesis {
		t.Errorf("the genesis is %v, was %v", n.GenesisHash(), genesis)
	}
	if n.Day() != 20*time.Second {
		t.Errorf("a day is %v, was 20s", n.Day())
	}
	if after := head(t, n, 1); after <= before {
		t.Errorf("the head is %d, was %d", after, before)
	}
}

func TestTheSameChainComesBackAfterEveryNodeIsKilled(t *testing.T) {
	dir := t.TempDir()
	n := up(t, devnet.Config{Dir: dir})
	awaitHeight(t, n, 1, 3)
	genesis, early := n.GenesisHash(), awaitAgreement(t, n, 2)
	before := head(t, n, 1)
	for number := 1; number <= n.Nodes(); number++ {
		if err := n.KillNode(t.Context(), number); err != nil {
			t.Fatal(err)
		}
	}

	n = up(t, devnet.Config{Dir: dir})
	if n.GenesisHash() != genesis {
		t.Errorf("the genesis is %v, was %v", n.GenesisHash(), genesis)
	}
	awaitHeight(t, n, 1, before+1)
	if again := awaitAgreement(t, n, 2); again != early {
		t.Errorf("block 2 is %v, was %v", again, early)
	}
}

func TestUpStartsOnlyWhatIsDown(t *testing.T) {
	dir := t.TempDir()
	n := up(t, devnet.Config{Dir: dir, Nodes: 2})
	before, err := n.Status(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if err := n.KillNode(t.Context(), 2); err != nil {
		t.Fatal(err)
	}

	after, err := up(t, devnet.Config{Dir: dir}).Status(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if before.Nodes[0].PID != after.Nodes[0].PID {
		t.Errorf("node 1 ran as process %d, and is %d now", before.Nodes[0].PID, after.Nodes[0].PID)
	}
	if before.Nodes[1].PID == after.Nodes[1].PID || !after.Up() {
		t.Errorf("node 2 was killed and is %+v", after.Nodes[1])
	}
}

func TestTwoWhoBringUpOneDevnetAtOnceGetTheSame(t *testing.T) {
	dir := t.TempDir()
	var networks [2]*devnet.Network
	var group errgroup.Group
	for i := range networks {
		group.Go(func() (err error) {
			networks[i], err = devnet.Up(t.Context(), devnet.Config{Dir: dir, Nodes: 1, Detach: true})
			return err
		})
	}
	err := group.Wait()
	for _, n := range networks {
		if n != nil {
			t.Cleanup(func() { _ = n.Down(context.Background()) })
		}
	}
	if err != nil {
		t.Fatal(err)
	}
	if a, b := networks[0].GenesisHash(), networks[1].GenesisHash(); a != b || a == (common.Hash{}) {
		t.Errorf("one has the genesis %v, the other %v", a, b)
	}
}

func TestTwoDevnetsRunSideBySide(t *testing.T) {
	a := up(t, devnet.Config{Name: "a", Dir: t.TempDir(), Nodes: 1})
	b := up(t, devnet.Config{Name: "b", Dir: t.TempDir(), Nodes: 1})

	if a.ChainID().Cmp(b.ChainID()) == 0 || a.GenesisHash() == b.GenesisHash() {
		t.Errorf("both are chain %v with genesis %v", a.ChainID(), a.GenesisHash())
	}
	if err := a.Down(t.Context()); err != nil {
		t.Fatal(err)
	}
	awaitHeight(t, b, 1, head(t, b, 1)+1)
}

func TestTheChainGoesOnWithoutOneNodeAndTheNodeCatchesUp(t *testing.T) {
	n := up(t, devnet.Config{Dir: t.TempDir()})
	if err := n.StopNode(t.Context(), 2); err != nil {
		t.Fatal(err)
	}
	if state, err := n.State(2); err != nil || state != devnet.Gone {
		t.Fatalf("after StopNode it is %v (%v)", state, err)
	}
	awaitHeight(t, n, 1, head(t, n, 1)+3)

	if err := n.StartNode(t.Context(), 2); err != nil {
		t.Fatal(err)
	}
	awaitHeight(t, n, 2, head(t, n, 1))
}

func TestAPausedNodeAnswersNothingUntilItIsResumed(t *testing.T) {
	n := up(t, devnet.Config{Dir: t.TempDir(), Nodes: 1})
	if err := n.PauseNode(t.Context(), 1); err != nil {
		t.Fatal(err)
	}
	status, err := n.Status(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if status.Nodes[0].State != devnet.Paused || status.Up() {
		t.Errorf("the node is %+v, want paused", status.Nodes[0])
	}
	ctx, cancel := context.WithTimeout(t.Context(), 200*time.Millisecond)
	defer cancel()
	if height, err := dial(t, n, 1).BlockNumber(ctx); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("it answers %d, %v; want no answer", height, err)
	}

	if err := n.ResumeNode(t.Context(), 1); err != nil {
		t.Fatal(err)
	}
	awaitHeight(t, n, 1, head(t, n, 1)+1)
}

func TestAForegroundNetworkEndsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	n, err := devnet.Up(ctx, devnet.Config{Dir: t.TempDir(), Nodes: 1})
	if err != nil {
		t.Fatal(err)
	}
	cancel()
	if err := n.Wait(); err != nil {
		t.Fatal(err)
	}
	if state, err := n.State(1); err != nil || state != devnet.Gone {
		t.Errorf("the node is %v (%v), want it gone", state, err)
	}
}

func TestResetMakesAnotherChain(t *testing.T) {
	dir := t.TempDir()
	n := up(t, devnet.Config{Dir: dir, Nodes: 1})
	id, genesis := n.ChainID(), n.GenesisHash()
	left := filepath.Join(dir, "deployment.json")
	if err := os.WriteFile(left, []byte("{}"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := n.Reset(t.Context()); err != nil {
		t.Fatal(err)
	}
	if _, err := devnet.Open(dir, zerolog.Nop()); !errors.Is(err, devnet.ErrNoDevnet) {
		t.Errorf("after Reset the folder holds a devnet (%v)", err)
	}
	if _, err := os.Stat(left); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("after Reset %s is still there", left)
	}

	again := up(t, devnet.Config{Dir: dir, Nodes: 1})
	if again.ChainID().Cmp(id) == 0 || again.GenesisHash() == genesis {
		t.Errorf("chain %v with genesis %v came back", id, genesis)
	}
}

func TestANodeWhosePortIsTakenListensElsewhere(t *testing.T) {
	n := up(t, devnet.Config{Dir: t.TempDir(), Nodes: 2})
	taken, _ := n.HTTP(2)
	if err := n.StopNode(t.Context(), 2); err != nil {
		t.Fatal(err)
	}
	listen(t, taken)

	if err := n.StartNode(t.Context(), 2); err != nil {
		t.Fatal(err)
	}
	if now, _ := n.HTTP(2); now == taken {
		t.Errorf("node 2 is said to be at %s, which is taken", now)
	}
	awaitHeight(t, n, 2, head(t, n, 1))
}

func TestAccountsHaveEtherFromTheFirstBlock(t *testing.T) {
	n := up(t, devnet.Config{Dir: t.TempDir(), Nodes: 1, Accounts: []string{"operator"}})
	client := dial(t, n, 1)
	for _, name := range []string{devnet.Deployer, devnet.Relayer, "operator"} {
		account, err := n.Account(name)
		if err != nil {
			t.Fatal(err)
		}
		balance, err := client.BalanceAt(t.Context(), account.Address, big.NewInt(0))
		if err != nil {
			t.Fatal(err)
		}
		if balance.Sign() <= 0 {
			t.Errorf("%s has %v wei", name, balance)
		}
	}
}
