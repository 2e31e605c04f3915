package api

import (
	"net/http"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tallystick/tallystick/bindings/client"
)

func (s *Server) getNetwork(*http.Request) (int, any, error) {
	d, status := s.cfg.Deployment, s.index.Status()
	keys, node := s.cfg.Keys, s.cfg.Abilities
	if keys == nil {
		keys = []common.Address{s.cfg.Relayer}
	}
	return http.StatusOK, client.Network{
		Deployment: *d, Today: s.today(), DayLengthSeconds: d.Clock.DayLength,
		Head:    client.Head{Number: status.Head.Number, Hash: status.Head.Hash, Time: unix(status.Head.Time)},
		Indexed: status.Block, Confirmations: s.cfg.Confirmations, Relayer: s.cfg.Relayer, Keys: keys,
		Node: client.ChainNode{
			Client: node.Client, Consensus: string(node.Consensus), BaseFee: node.BaseFee, Finalized: node.Finalized,
			Lacks: append([]string{}, node.Lacks...),
		},
	}, nil
}
