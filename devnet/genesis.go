//go:build !windows

package devnet

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/big"
	"slices"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/params"
)

const (
	// firstBaseFee is the base fee of the first block, in wei: next to nothing, but there, as on the networks that come after.
	firstBaseFee = 1_000_000
	// fundedEther is what each account gets at genesis.
	fundedEther = 1_000_000
	// cliqueVanity and cliqueSeal are the bytes around the signers' addresses in the genesis block's extra data.
	cliqueVanity, cliqueSeal = 32, 65
	// cliqueEpoch is after how many blocks the signers' votes start anew.
	cliqueEpoch = 30_000
)

// genesis is the file that `geth init` reads.
type genesis struct {
	Config     genesisConfig                     `json:"config"`
	Timestamp  hexutil.Uint64                    `json:"timestamp"`
	GasLimit   hexutil.Uint64                    `json:"gasLimit"`
	BaseFee    *hexutil.Big                      `json:"baseFeePerGas"`
	Difficulty *hexutil.Big                      `json:"difficulty"`
	ExtraData  hexutil.Bytes                     `json:"extraData"`
	Alloc      map[common.Address]genesisBalance `json:"alloc"`
}

type genesisBalance struct {
	Balance *hexutil.Big `json:"balance"`
}

// genesisConfig lists the forks of the chain, all from its first block: London is the last that a clique chain has.
type genesisConfig struct {
	ChainID             uint64       `json:"chainId"`
	HomesteadBlock      uint64       `json:"homesteadBlock"`
	EIP150Block         uint64       `json:"eip150Block"`
	EIP155Block         uint64       `json:"eip155Block"`
	EIP158Block         uint64       `json:"eip158Block"`
	ByzantiumBlock      uint64       `json:"byzantiumBlock"`
	ConstantinopleBlock uint64       `json:"constantinopleBlock"`
	PetersburgBlock     uint64       `json:"petersburgBlock"`
	IstanbulBlock       uint64       `json:"istanbulBlock"`
	MuirGlacierBlock    uint64       `json:"muirGlacierBlock"`
	BerlinBlock         uint64       `json:"berlinBlock"`
	LondonBlock         uint64       `json:"londonBlock"`
	Clique              cliqueConfig `json:"clique"`
}

type cliqueConfig struct {
	Period uint64 `json:"period"`
	Epoch  uint64 `json:"epoch"`
}

// genesisFile returns the genesis of the devnet that r describes, born at that time.
func genesisFile(r record, born time.Time) ([]byte, error) {
	var signers []common.Address
	for _, node := range r.Nodes {
		signers = append(signers, node.Signer)
	}
	funded := new(big.Int).Mul(big.NewInt(fundedEther), big.NewInt(params.Ether))
	alloc := make(map[common.Address]genesisBalance)
	for _, account := range r.Accounts {
		alloc[account.Address] = genesisBalance{(*hexutil.Big)(funded)}
	}
	text, err := json.MarshalIndent(genesis{
		Config:     genesisConfig{ChainID: r.ChainID, Clique: cliqueConfig{Period: r.PeriodSeconds, Epoch: cliqueEpoch}},
		Timestamp:  hexutil.Uint64(born.Unix()),
		GasLimit:   hexutil.Uint64(r.GasLimit),
		BaseFee:    (*hexutil.Big)(big.NewInt(firstBaseFee)),
		Difficulty: (*hexutil.Big)(big.NewInt(1)),
		ExtraData:  cliqueExtraData(signers),
		Alloc:      alloc,
	}, "", "  ")
	if err != nil {
		return nil, fmt.Errorf("write the genesis: %w", err)
	}
	return append(text, '\n'), nil
}

// cliqueExtraData names the first signers, in ascending order, as clique wants them.
func cliqueExtraData(signers []common.Address) []byte {
	sorted := slices.SortedFunc(slices.Values(signers), common.Address.Cmp)
	extra := make([]byte, cliqueVanity)
	for _, signer := range sorted {
		extra = append(extra, signer.Bytes()...)
	}
	return append(extra, bytes.Repeat([]byte{0}, cliqueSeal)...)
}
