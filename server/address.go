package server

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"net"
	"net/netip"
	"strings"
)

// addresses tells where clients are, and hides it: what leaves it is a keyed hash.
type addresses struct {
	trusted []netip.Prefix
	key     []byte
}

func newAddresses(trusted []netip.Prefix, secret []byte) *addresses {
	return &addresses{trusted: trusted, key: derive(secret, "address")}
}

// derive makes a key of its own for each purpose out of one secret.
func derive(secret []byte, purpose string) []byte {
	h := hmac.New(sha256.New, secret)
	h.Write([]byte("planspark " + purpose))
	return h.Sum(nil)
}

// trusts says whether a peer's forwarding headers are believed.
func (a *addresses) trusts(peer netip.Addr) bool {
	for _, p := range a.trusted {
		if p.Contains(peer) {
			return true
		}
	}
	return false
}

// client is the address of the client: the peer, or the last address in X-Forwarded-For that is not
// itself a trusted proxy when the peer is one. Everything further left was written by strangers.
func (a *addresses) client(peer netip.Addr, forwarded string) netip.Addr {
	if !a.trusts(peer) {
		return peer
	}
	hops := strings.Split(forwarded, ",")
	for i := len(hops) - 1; i >= 0; i-- {
		hop, ok := parseHop(hops[i])
		if !ok {
			break // from here on nothing can be believed
		}
		peer = hop
		if !a.trusts(hop) {
			break
		}
	}
	return peer
}

// parseHop reads one entry of X-Forwarded-For: an address, with or without port and brackets.
func parseHop(s string) (netip.Addr, bool) {
	s = strings.TrimSpace(s)
	if ap, err := netip.ParseAddrPort(s); err == nil {
		return ap.Addr().Unmap(), true
	}
	addr, err := netip.ParseAddr(strings.Trim(s, "[]"))
	return addr.Unmap(), err == nil
}

// hash is what is kept and passed on instead of an address. An IPv6 /64 counts as one address.
func (a *addresses) hash(addr netip.Addr) string {
	if addr.Is6() && !addr.Is4In6() {
		p, err := addr.WithZone("").Prefix(64)
		if err == nil {
			addr = p.Addr()
		}
	}
	h := hmac.New(sha256.New, a.key)
	h.Write(addr.Unmap().AsSlice())
	return hex.EncodeToString(h.Sum(nil)[:16])
}

// peerOf is the address at the other end of a connection; connections without one share the zero
// address.
func peerOf(addr net.Addr) netip.Addr {
	if t, ok := addr.(*net.TCPAddr); ok {
		return t.AddrPort().Addr().Unmap()
	}
	return netip.IPv4Unspecified()
}
