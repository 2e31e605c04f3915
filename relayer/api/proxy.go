package api

import (
	"net"
	"net/http"
	"net/netip"
	"slices"
	"strings"
)

// address is the caller's, without its port: that of the connection, or where a trusted proxy made the connection, the last one of its
// X-Forwarded-For that is no trusted proxy's. What a caller writes there itself stands further to the front and is never looked at.
func (s *Server) address(r *http.Request) string {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		return r.RemoteAddr
	}
	if !s.trusted(r) {
		return host
	}
	hops := strings.Split(strings.Join(r.Header.Values("X-Forwarded-For"), ","), ",")
	for _, hop := range slices.Backward(hops) {
		at, err := netip.ParseAddr(strings.TrimSpace(hop))
		if err != nil {
			break
		}
		host = at.Unmap().String()
		if !s.trusts(at) {
			break
		}
	}
	return host
}

// trusted tells whether a trusted proxy made a request's connection.
func (s *Server) trusted(r *http.Request) bool {
	from, err := netip.ParseAddrPort(r.RemoteAddr)
	return err == nil && s.trusts(from.Addr())
}

func (s *Server) trusts(at netip.Addr) bool {
	return slices.ContainsFunc(s.cfg.TrustedProxies, func(p netip.Prefix) bool { return p.Contains(at.Unmap()) })
}

// crossOrigin lets pages of the origins that are named call the API, exactly those, and answers their browsers' questions beforehand; it tells
// whether that was all. No origin is let in with cookies: there are none here.
func (s *Server) crossOrigin(w http.ResponseWriter, r *http.Request) (answered bool) {
	if len(s.cfg.Origins) == 0 {
		return false
	}
	w.Header().Add("Vary", "Origin")
	origin := r.Header.Get("Origin")
	if !slices.Contains(s.cfg.Origins, origin) {
		return false
	}
	w.Header().Set("Access-Control-Allow-Origin", origin)
	w.Header().Set("Access-Control-Expose-Headers", strings.Join([]string{requestID, "Retry-After"}, ", "))
	if r.Method != http.MethodOptions || r.Header.Get("Access-Control-Request-Method") == "" {
		return false
	}
	w.Header().Set("Access-Control-Allow-Methods", "GET, POST")
	w.Header().Set("Access-Control-Allow-Headers", "Authorization, Content-Type, Last-Event-ID, "+requestID)
	w.Header().Set("Access-Control-Max-Age", "600")
	w.WriteHeader(http.StatusNoContent)
	return true
}
