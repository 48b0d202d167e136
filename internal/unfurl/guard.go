package unfurl

import (
	"errors"
	"net/netip"
	"syscall"
)

// errInside says that an address is not a public one.
var errInside = errors.New("not a public address")

// notPublic are the ranges of the registries of special-purpose addresses (IANA,
// RFC 6890) that are no place of the public Internet, or that stand for another
// address that a router or a translator makes of them.
var notPublic = prefixes(
	"0.0.0.0/8",       // this network
	"10.0.0.0/8",      // private
	"100.64.0.0/10",   // between a provider and its customers
	"127.0.0.0/8",     // loopback
	"169.254.0.0/16",  // link-local, and the metadata of cloud machines
	"172.16.0.0/12",   // private
	"192.0.0.0/24",    // protocol assignments
	"192.0.2.0/24",    // documentation
	"192.31.196.0/24", // AS112
	"192.52.193.0/24", // AMT
	"192.88.99.0/24",  // 6to4 relays
	"192.168.0.0/16",  // private
	"192.175.48.0/24", // AS112
	"198.18.0.0/15",   // benchmarks
	"198.51.100.0/24", // documentation
	"203.0.113.0/24",  // documentation
	"224.0.0.0/4",     // multicast
	"240.0.0.0/4",     // reserved, and broadcast
	"2001::/23",       // protocol assignments: Teredo, ORCHID, benchmarks
	"2001:db8::/32",   // documentation
	"2002::/16",       // 6to4: an IPv4 address in disguise
	"2620:4f:8000::/48",
	"3fff::/20", // documentation
)

// globalV6 is what has been given out for public use (RFC 4291). All else (loopback,
// link-local, private, multicast, NAT64's 64:ff9b::/96, mapped and compatible IPv4)
// lies outside it.
var globalV6 = netip.MustParsePrefix("2000::/3")

func prefixes(texts ...string) []netip.Prefix {
	out := make([]netip.Prefix, len(texts))
	for i, s := range texts {
		out[i] = netip.MustParsePrefix(s)
	}
	return out
}

// public tells whether an address is a place of the public Internet.
func public(a netip.Addr) bool {
	if a.Zone() != "" {
		return false
	}
	a = a.Unmap()
	if a.Is6() && !globalV6.Contains(a) {
		return false
	}
	for _, p := range notPublic {
		if p.Contains(a) {
			return false
		}
	}
	return a.IsValid()
}

// control is a net.Dialer's Control: it sees each address that a connection is
// about to be made to, after all names have been resolved.
func (u *Unfurler) control(_, address string, _ syscall.RawConn) error {
	to, err := netip.ParseAddrPort(address)
	if err != nil {
		return errInside
	}
	if u.permit != nil && u.permit(to) {
		return nil
	}
	if !public(to.Addr()) || to.Port() != 80 && to.Port() != 443 {
		return errInside
	}
	return nil
}
