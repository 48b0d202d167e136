package httpd_test

import (
	"net/http"
	"net/netip"
	"strings"
	"testing"

	"github.com/stoppress/stoppress/internal/httpd"
)

func client(t *testing.T, trusted, remote string, forwarded ...string) string {
	t.Helper()
	p, err := httpd.ParseProxies(trusted)
	if err != nil {
		t.Fatal(err)
	}
	r := &http.Request{RemoteAddr: remote, Header: http.Header{"X-Forwarded-For": forwarded}}
	return p.Client(r)
}

func TestOnlyTrustedProxiesSayWhereARequestComesFrom(t *testing.T) {
	const ours = "10.0.0.0/8, 192.0.2.7,2001:db8::/32"
	for _, c := range []struct {
		trusted, remote string
		forwarded       []string
		want            string
	}{
		{"", "10.0.0.1:5000", []string{"203.0.113.9"}, "10.0.0.1"},
		{ours, "203.0.113.1:5000", []string{"203.0.113.9"}, "203.0.113.1"},
		{ours, "10.0.0.1:5000", nil, "10.0.0.1"},
		{ours, "10.0.0.1:5000", []string{"203.0.113.9"}, "203.0.113.9"},
		{ours, "10.0.0.1:5000", []string{"198.51.100.66, 203.0.113.9"}, "203.0.113.9"}, // the first is the asker's own claim
		{ours, "10.0.0.1:5000", []string{"198.51.100.66", "203.0.113.9, 10.9.9.9"}, "203.0.113.9"},
		{ours, "10.0.0.1:5000", []string{"203.0.113.9,10.9.9.9", "192.0.2.7"}, "203.0.113.9"},
		{ours, "10.0.0.1:5000", []string{"10.1.1.1, 10.2.2.2"}, "10.1.1.1"},
		{ours, "[2001:db8::1]:443", []string{"[2001:db8:ffff::9]:1234, [3fff::7]:99"}, "3fff::7"},
		{ours, "[::ffff:10.0.0.1]:5000", []string{"::ffff:203.0.113.9"}, "203.0.113.9"},
		{ours, "[fe80::1%eth0]:5000", []string{"203.0.113.9"}, "fe80::1"},
		{ours, "10.0.0.1:5000", []string{"203.0.113.9:61000"}, "203.0.113.9"},
		{ours, "10.0.0.1:5000", []string{"203.0.113.9, unknown"}, "10.0.0.1"},
		{ours, "10.0.0.1:5000", []string{"203.0.113.9, _hidden, 10.3.3.3"}, "10.3.3.3"},
		{ours, "10.0.0.1:5000", []string{""}, "10.0.0.1"},
		{ours, "10.0.0.1:5000", []string{",,,"}, "10.0.0.1"},
		{ours, "@", []string{"203.0.113.9"}, "@"},
		{ours, "", nil, ""},
		{ours, "10.0.0.1:5000", []string{strings.Repeat("10.4.4.4,", 5000) + "10.5.5.5"}, "10.4.4.4"},
		{"0.0.0.0/0", "10.0.0.1:5000", []string{"203.0.113.9"}, "203.0.113.9"},
	} {
		if got := client(t, c.trusted, c.remote, c.forwarded...); got != c.want {
			t.Errorf("trusting %q, %s with %.80q comes from %q, want %q", c.trusted, c.remote, c.forwarded, got, c.want)
		}
	}
}

func TestProxiesThatCannotBeReadAreRefused(t *testing.T) {
	for _, list := range []string{"proxy.example.org", "10.0.0.0/33", "10.0.0", "fe80::1%eth0", "::ffff:10.0.0.1", "10.0.0.1:80", "10.0.0.1;10.0.0.2"} {
		if _, err := httpd.ParseProxies(list); err == nil {
			t.Errorf("%q was taken", list)
		}
	}
	for _, list := range []string{"", " ", "10.0.0.1", " 10.0.0.1 , 2001:db8::/32,", "10.1.2.3/8"} {
		if _, err := httpd.ParseProxies(list); err != nil {
			t.Errorf("%q: %v", list, err)
		}
	}
}

func FuzzClient(f *testing.F) {
	for _, seed := range []string{"203.0.113.9, 10.0.0.2", "[3fff::7]:99", "unknown", ",", "10.0.0.1%x", "[", "]:1"} {
		f.Add("10.0.0.1:5000", seed, seed)
	}
	p, err := httpd.ParseProxies("10.0.0.0/8")
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, remote, first, second string) {
		r := &http.Request{RemoteAddr: remote, Header: http.Header{"X-Forwarded-For": {first, second}}}
		got := p.Client(r)
		if got == remote {
			return
		}
		a, err := netip.ParseAddr(got)
		if err != nil || a.Zone() != "" || a.Is4In6() {
			t.Errorf("%q with %q and %q comes from %q, which is not a plain address", remote, first, second, got)
		}
	})
}
