package unfurl

import (
	"net/netip"
	"testing"
)

func TestOnlyPublicAddressesAreDialled(t *testing.T) {
	for address, want := range map[string]bool{
		"0.0.0.0":                  false,
		"0.1.2.3":                  false,
		"10.0.0.1":                 false,
		"10.255.255.255":           false,
		"100.64.0.1":               false,
		"100.127.255.254":          false,
		"127.0.0.1":                false,
		"127.255.255.254":          false,
		"169.254.1.1":              false,
		"169.254.169.254":          false, // the metadata of cloud machines
		"172.16.0.1":               false,
		"172.31.255.255":           false,
		"192.0.0.8":                false,
		"192.0.2.1":                false,
		"192.88.99.1":              false,
		"192.168.1.1":              false,
		"198.18.0.1":               false,
		"198.19.255.255":           false,
		"198.51.100.7":             false,
		"203.0.113.7":              false,
		"224.0.0.1":                false,
		"239.255.255.250":          false,
		"240.0.0.1":                false,
		"255.255.255.255":          false,
		"::":                       false,
		"::1":                      false,
		"::7f00:1":                 false, // 127.0.0.1, compatible
		"::ffff:127.0.0.1":         false, // mapped
		"::ffff:10.0.0.1":          false,
		"::ffff:169.254.169.254":   false,
		"64:ff9b::7f00:1":          false, // NAT64
		"64:ff9b::8.8.8.8":         false,
		"64:ff9b:1::1":             false, // NAT64 of one's own
		"100::1":                   false, // discarded
		"2001::1":                  false, // Teredo
		"2001:10::1":               false, // ORCHID
		"2001:db8::1":              false,
		"2002:7f00:1::1":           false, // 6to4 of 127.0.0.1
		"3fff::1":                  false,
		"fc00::1":                  false,
		"fd00:ec2::254":            false, // the metadata of cloud machines
		"fe80::1":                  false,
		"fe80::1%eth0":             false,
		"2606:4700::1%eth0":        false,
		"fec0::1":                  false,
		"ff02::1":                  false,
		"1.1.1.1":                  true,
		"8.8.8.8":                  true,
		"100.63.255.255":           true,
		"100.128.0.1":              true,
		"172.15.255.255":           true,
		"172.32.0.1":               true,
		"192.0.1.1":                true,
		"198.17.255.255":           true,
		"198.20.0.1":               true,
		"223.255.255.254":          true,
		"::ffff:1.1.1.1":           true,
		"2606:4700:4700::1111":     true,
		"2001:4860:4860::8888":     true,
		"2a00:1450:4001:81b::200e": true,
	} {
		if got := public(netip.MustParseAddr(address)); got != want {
			t.Errorf("public(%s) = %v, want %v", address, got, want)
		}
	}
	if public(netip.Addr{}) {
		t.Error("no address at all is taken for a public one")
	}
}

func TestTheDialerIsStoppedByAddressAndPort(t *testing.T) {
	u := made(t, nil)
	for address, want := range map[string]bool{
		"1.1.1.1:443":                true,
		"1.1.1.1:80":                 true,
		"[2606:4700:4700::1111]:443": true,
		"1.1.1.1:22":                 false,
		"1.1.1.1:8080":               false,
		"127.0.0.1:80":               false,
		"[::1]:443":                  false,
		"[::ffff:10.0.0.1]:80":       false,
		"[fe80::1%lo]:80":            false,
		"nonsense":                   false,
	} {
		if err := u.control("tcp", address, nil); (err == nil) != want {
			t.Errorf("a connection to %s: %v, allowed should be %v", address, err, want)
		}
	}
}
