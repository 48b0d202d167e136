package audience

import (
	"context"
	"fmt"
	"net"
	"net/netip"
	"net/url"
	"syscall"
)

// perAddress is how many connections are made from one address of this machine.
// Systems have at least 16,384 ports for them (RFC 6335, section 6).
const perAddress = 16_000

// From gives the address of this machine that reader n connects from when it reads
// a server on the same machine: 127.0.1.1, 127.0.1.2 and so on, with as many readers
// each as one address has ports for.
func From(n int) netip.Addr {
	k := n / perAddress
	return netip.AddrFrom4([4]byte{127, 0, byte(1 + k/254), byte(1 + k%254)})
}

// spareFiles is how many open files a process needs beside its readers.
const spareFiles = 200

// ReserveFiles sees to it that the process may have as many readers at once: it
// raises the limit of open files where it may.
func ReserveFiles(readers int) error {
	need := uint64(readers + spareFiles)
	var limit syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_NOFILE, &limit); err != nil {
		return fmt.Errorf("ask for the limit of open files: %w", err)
	}
	if limit.Cur >= need {
		return nil
	}
	raised := syscall.Rlimit{Cur: need, Max: max(need, limit.Max)}
	if err := syscall.Setrlimit(syscall.RLIMIT_NOFILE, &raised); err != nil {
		return fmt.Errorf("%d readers need %d open files, and this process may have %d; raise the limit as root with \"ulimit -n %d\" in the shell that starts it, or divide the readers among several machines",
			readers, need, limit.Cur, need)
	}
	return nil
}

// dialer connects readers to a server.
type dialer struct {
	address string // host and port
	host    string // for TLS
	many    bool   // use many addresses of this machine
}

// newDialer finds out how so many readers can be connected.
func newDialer(ctx context.Context, u *url.URL, readers int) (dialer, error) {
	port := u.Port()
	if port == "" {
		port = map[string]string{"http": "80", "https": "443"}[u.Scheme]
	}
	d := dialer{address: net.JoinHostPort(u.Hostname(), port), host: u.Hostname()}
	if readers <= perAddress {
		return d, nil
	}
	found, err := net.DefaultResolver.LookupNetIP(ctx, "ip4", u.Hostname())
	if err != nil || len(found) == 0 || !found[0].Unmap().IsLoopback() {
		return d, fmt.Errorf("one machine has ports for some %d readers of one server; divide %d among several machines", perAddress, readers)
	}
	d.address = net.JoinHostPort(found[0].Unmap().String(), port)
	d.many = true
	return d, nil
}

func (d dialer) dial(ctx context.Context, n int) (net.Conn, error) {
	var from net.Dialer
	if d.many {
		from.LocalAddr = net.TCPAddrFromAddrPort(netip.AddrPortFrom(From(n), 0))
	}
	return from.DialContext(ctx, "tcp", d.address)
}
