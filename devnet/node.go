//go:build !windows

package devnet

import (
	"context"
	"encoding/hex"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/ethereum/go-ethereum/crypto"
)

// node is one signer: where it lies, and how geth is told to be it.
type node struct {
	nodeRecord
	// dir is geth's data folder.
	dir string
	// root is the devnet's folder.
	root string
}

func (r record) nodeIn(root string, number int) (node, error) {
	has, err := r.node(number)
	if err != nil {
		return node{}, err
	}
	return node{nodeRecord: has, dir: nodeDir(root, number), root: root}, nil
}

func nodeDir(root string, number int) string {
	return filepath.Join(root, "node-"+strconv.Itoa(number))
}

func (n node) keystore() string   { return filepath.Join(n.dir, "keystore") }
func (n node) configFile() string { return filepath.Join(n.dir, "geth.toml") }
func (n node) logFile() string    { return filepath.Join(n.root, "node-"+strconv.Itoa(n.Number)+".log") }
func (n node) httpURL() string    { return "http://" + hostPort(n.Ports.HTTP) }
func (n node) wsURL() string      { return "ws://" + hostPort(n.Ports.WS) }

// enode is the address at which other nodes dial it.
func (n nodeRecord) enode() string {
	return "enode://" + n.NetworkKey + "@" + hostPort(n.Ports.P2P) + "?discport=0"
}

// newNode makes the keys of a signer in its folder: one to seal with, one to be known by.
func newNode(root string, number int, password string) (nodeRecord, error) {
	dir := nodeDir(root, number)
	if err := os.MkdirAll(filepath.Join(dir, "geth"), 0o700); err != nil {
		return nodeRecord{}, fmt.Errorf("make the folder of node %d: %w", number, err)
	}
	signer, err := newKey(filepath.Join(dir, "keystore", "signer.json"), password)
	if err != nil {
		return nodeRecord{}, err
	}
	key, err := crypto.GenerateKey()
	if err != nil {
		return nodeRecord{}, fmt.Errorf("make the network key of node %d: %w", number, err)
	}
	if err := crypto.SaveECDSA(filepath.Join(dir, "geth", "nodekey"), key); err != nil {
		return nodeRecord{}, fmt.Errorf("keep the network key of node %d: %w", number, err)
	}
	public := crypto.FromECDSAPub(&key.PublicKey)[1:] // without the byte that says "uncompressed"
	return nodeRecord{Number: number, Signer: signer, NetworkKey: hex.EncodeToString(public)}, nil
}

// initialise writes the genesis block into the node's data folder.
func (n node) initialise(ctx context.Context, geth, genesisFile string) error {
	cmd := exec.CommandContext(ctx, geth, "init", "--datadir", n.dir, "--state.scheme", "hash", genesisFile)
	out, err := cmd.CombinedOutput()
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if err != nil {
		return fmt.Errorf("write the genesis block of node %d: %w: %s", n.Number, err, lastLines(string(out), 5))
	}
	return nil
}

// writeConfig writes what geth takes from its configuration file only: an address to listen on that is not every address, leave to dial
// every peer that it may have, and whom never to turn away. Whom to dial it is told when it runs: see Network.connect.
func (n node) writeConfig(all []nodeRecord) error {
	var others []string
	for _, other := range all {
		if other.Number != n.Number {
			others = append(others, strconv.Quote(other.enode()))
		}
	}
	text := fmt.Sprintf("[Node.P2P]\nListenAddr = %q\nDialRatio = 1\nTrustedNodes = [%s]\n", hostPort(n.Ports.P2P), strings.Join(others, ", "))
	return writeFile(n.configFile(), []byte(text))
}

// child is the node's process.
func (n node) child(geth string, r record) Child {
	return Child{
		Name:    fmt.Sprintf("node %d", n.Number),
		Path:    geth,
		Args:    n.args(r),
		LogFile: n.logFile(),
		Record:  filepath.Join(n.root, "node-"+strconv.Itoa(n.Number)+".process"),
	}
}

// apis are the JSON-RPC methods that a node answers, over HTTP and over its web socket.
const apis = "eth,net,web3,txpool,debug,clique,admin,miner,personal"

// args are the command line that makes geth this signer.
func (n node) args(r record) []string {
	return []string{
		"--datadir", n.dir, "--config", n.configFile(), "--networkid", strconv.FormatUint(r.ChainID, 10),
		"--nodiscover", "--nat", "none", "--netrestrict", loopback + "/8", "--ipcdisable",
		// No more peers than there are: geth catches up at once when it has all that it may have, and waits ten seconds before.
		"--maxpeers", strconv.Itoa(max(1, len(r.Nodes)-1)),

		// Every state is kept and every block run, so that any block can be asked about.
		"--syncmode", "full", "--gcmode", "archive", "--state.scheme", "hash", "--history.transactions", "0",
		"--snapshot=false", "--cache", "64",

		// Ready to seal but for the signer's key, which is opened when the peers are there: see Network.startSealing.
		"--mine", "--miner.etherbase", n.Signer.Hex(), "--miner.gaslimit", strconv.FormatUint(r.GasLimit, 10), "--miner.gasprice", "1",
		"--keystore", n.keystore(), "--allow-insecure-unlock", "--rpc.enabledeprecatedpersonal",

		// A pool that takes ten thousand acts from one relayer. A transaction sent here is treated as one that was gossiped, so
		// that it does not survive a restart: the harder case, and the one that a relayer must bear.
		"--txpool.nolocals", "--txpool.pricelimit", "1",
		"--txpool.accountslots", "16384", "--txpool.globalslots", "65536",
		"--txpool.accountqueue", "16384", "--txpool.globalqueue", "65536",

		"--http", "--http.addr", loopback, "--http.port", strconv.Itoa(n.Ports.HTTP), "--http.api", apis,
		"--ws", "--ws.addr", loopback, "--ws.port", strconv.Itoa(n.Ports.WS), "--ws.api", apis,
		"--authrpc.addr", loopback, "--authrpc.port", strconv.Itoa(n.Ports.Auth),
		"--rpc.gascap", strconv.FormatUint(r.GasLimit, 10), "--rpc.txfeecap", "0",
	}
}
