package chain

import (
	"context"
	"fmt"
	"slices"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
)

// Consensus is how a chain's blocks come about, as far as their headers tell.
type Consensus string

// The kinds that a relayer treats in different ways.
const (
	// Byzantine is IBFT or QBFT, of GoQuorum or Besu: a block is final once it is there.
	Byzantine Consensus = "ibft or qbft"
	// Clique is geth's proof of authority: a block is final once enough lie on top.
	Clique Consensus = "clique"
	// Other is any other: blocks may leave the chain.
	Other Consensus = "other"
)

// Abilities are what a node and its chain can do, as Probe found them. What a node lacks of these the relayer does without.
type Abilities struct {
	// Client is the node's own name and version; empty where it does not tell.
	Client string
	// Consensus is that of the newest block.
	Consensus Consensus
	// BaseFee tells whether the chain has base fees (EIP-1559).
	BaseFee bool
	// Finalized tells whether the node names a finalized block.
	Finalized bool
	// Lacks are the methods of those that Probe tries that the node does not have.
	Lacks []string
}

// Immediate tells whether a block of this chain is final once it is there.
func (a Abilities) Immediate() bool { return a.Consensus == Byzantine }

// byzantine is the mix hash of every IBFT and QBFT block, in GoQuorum and in Besu: "ctical byzantine fault tolerance" in ASCII.
var byzantine = common.HexToHash("0x63746963616c2062797a616e74696e65206661756c7420746f6c6572616e6365")

// cliqueExtra is the least extra data of a clique block: 32 bytes of the signer's own, and its signature.
const cliqueExtra = 32 + 65

// Probe finds out what the node and its chain can do. Each method is tried once; one that is missing is no error, a node that does not answer is.
func (c *Client) Probe(ctx context.Context) (Abilities, error) {
	found := Abilities{Consensus: Other}
	var header struct {
		BaseFee    *hexutil.Big  `json:"baseFeePerGas"`
		Difficulty *hexutil.Big  `json:"difficulty"`
		Mix        common.Hash   `json:"mixHash"`
		Extra      hexutil.Bytes `json:"extraData"`
	}
	if err := c.call(ctx, &header, "eth_getBlockByNumber", "latest", false); err != nil {
		return Abilities{}, fmt.Errorf("probe the node: %w", err)
	}
	found.BaseFee = header.BaseFee != nil
	switch {
	case header.Mix == byzantine:
		found.Consensus = Byzantine
	case header.Mix == common.Hash{} && len(header.Extra) >= cliqueExtra && header.Difficulty != nil &&
		(header.Difficulty.ToInt().Int64() == 1 || header.Difficulty.ToInt().Int64() == 2):
		found.Consensus = Clique
	}

	for _, try := range []struct {
		method string
		args   []any
		out    any
	}{
		{"web3_clientVersion", nil, &found.Client},
		{"eth_maxPriorityFeePerGas", nil, new(any)},
		{"eth_feeHistory", []any{"0x1", "latest", []float64{}}, new(any)},
		{"eth_getBlockReceipts", []any{"latest"}, new(any)},
	} {
		// A proxy may refuse what it does not know with an error page, or never answer. Any answer of the node's own, and be it a
		// refusal, says that the method is there.
		switch Classify(c.call(ctx, try.out, try.method, try.args...)) {
		case NoMethod, Unreachable:
			found.Lacks = append(found.Lacks, try.method)
		}
	}
	// A node without a finalized block says so in many ways; only an answer counts.
	var final *struct {
		Hash *common.Hash `json:"hash"`
	}
	err := c.call(ctx, &final, "eth_getBlockByNumber", "finalized", false)
	found.Finalized = err == nil && final != nil && final.Hash != nil
	if _, err := c.Head(ctx); err != nil {
		// It went away in the middle, so that nothing is known of what it did not answer.
		return Abilities{}, fmt.Errorf("probe the node: %w", err)
	}
	c.spare.failed.Store(false)
	if slices.Contains(found.Lacks, "eth_maxPriorityFeePerGas") {
		c.node().noTip.Store(true)
	}
	if slices.Contains(found.Lacks, "eth_getBlockReceipts") {
		c.node().noBlockReceipts.Store(true)
	}
	return found, nil
}
