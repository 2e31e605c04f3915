package api

import (
	"net/http"

	"github.com/tallystick/tallystick/bindings/client"
)

func (s *Server) getNetwork(*http.Request) (int, any, error) {
	d, status := s.cfg.Deployment, s.index.Status()
	return http.StatusOK, client.Network{
		Deployment: *d, Today: s.today(), DayLengthSeconds: d.Clock.DayLength,
		Head:    client.Head{Number: status.Head.Number, Hash: status.Head.Hash, Time: unix(status.Head.Time)},
		Indexed: status.Block, Confirmations: s.cfg.Confirmations, Relayer: s.cfg.Relayer,
	}, nil
}
