package httpd

import (
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"slices"
	"strings"
)

// Proxies are the addresses of the proxies whose word counts when they say where a
// request came from. The zero Proxies trusts nobody.
type Proxies struct{ trusted []netip.Prefix }

// ParseProxies reads addresses and CIDR blocks, parted by commas.
func ParseProxies(list string) (Proxies, error) {
	var p Proxies
	for part := range strings.SplitSeq(list, ",") {
		part = strings.TrimSpace(part)
		if part == "" {
			continue
		}
		block, err := netip.ParsePrefix(part)
		if err != nil {
			address, addressErr := netip.ParseAddr(part)
			if addressErr != nil || address.Zone() != "" {
				return Proxies{}, fmt.Errorf("%q is neither an address such as 10.0.0.7 nor a block such as 10.0.0.0/8", part)
			}
			block = netip.PrefixFrom(address, address.BitLen())
		}
		if a := block.Addr(); a.Is4In6() {
			return Proxies{}, fmt.Errorf("%q is an IPv4 address in the form of IPv6; write %s", part, a.Unmap())
		}
		p.trusted = append(p.trusted, block.Masked())
	}
	return p, nil
}

// maxHops bounds how far back the way of a request is followed.
const maxHops = 20

// Client tells where a request comes from, as an address without its port: from
// the other end of the connection, or, where that is a trusted proxy, from whoever
// it says that it had the request from, and so on. Only what trusted proxies have
// written themselves is believed, so nobody can pretend to be someone else. It is
// for counting and for logs; addresses of answers are never made of it.
func (p Proxies) Client(r *http.Request) string {
	client := hop(r.RemoteAddr)
	if !client.IsValid() {
		return r.RemoteAddr // a socket that has no address
	}
	lines := r.Header["X-Forwarded-For"]
	hops := 0
	for _, line := range slices.Backward(lines) {
		for line != "" && hops < maxHops && p.trusts(client) {
			rest, last := "", line
			if i := strings.LastIndexByte(line, ','); i >= 0 {
				rest, last = line[:i], line[i+1:]
			}
			before := hop(strings.TrimSpace(last))
			if !before.IsValid() {
				return client.String() // the proxy does not know, or says it in a way that is not known here
			}
			client, line = before, rest
			hops++
		}
	}
	return client.String()
}

func (p Proxies) trusts(a netip.Addr) bool {
	return slices.ContainsFunc(p.trusted, func(block netip.Prefix) bool { return block.Contains(a) })
}

// hop reads an address with or without a port, and with or without brackets.
func hop(s string) netip.Addr {
	if host, _, err := net.SplitHostPort(s); err == nil {
		s = host
	}
	a, err := netip.ParseAddr(strings.TrimSuffix(strings.TrimPrefix(s, "["), "]"))
	if err != nil {
		return netip.Addr{}
	}
	return a.Unmap().WithZone("")
}
