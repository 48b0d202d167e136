package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net/netip"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"time"
)

// peer is a server that is measured: a process of its own.
type peer struct {
	name    string
	address netip.AddrPort
	pids    []int
	// request is what a reader sends to listen.
	request []byte
	// publish makes one payload go to all who listen. It may return before it is there.
	publish func(ctx context.Context, n int) error
	// counts, where a peer has it, tells how many readers it knows: one that has
	// answered a reader may not have it in its list yet.
	counts func(ctx context.Context) (int, error)
	stop   func() error
}

// kind is a way to start a peer. A gzip peer's readers ask for compressed streams.
type kind struct {
	name  string
	start func(ctx context.Context, b *bench, gzip bool) (*peer, error)
	gzip  bool // whether it compresses streams: nginx's gzip leaves those of nchan as they are
}

// stoppressName is Stoppress among its peers.
const stoppressName = "Stoppress"

// kinds are the peers, in the order that they are measured in.
var kinds = []kind{
	{"bare write() loop, one thread", floorPeer("1"), true},
	{"bare write() loop, two threads", floorPeer("2"), true},
	{stoppressName, startStoppressPeer, true},
	{"net/http, a goroutine per reader", ownPeer("nethttp"), true},
	{"Centrifuge, SSE", ownPeer("centrifuge"), false},
	{"nginx with nchan, one worker", startNchan, false},
}

// errAbsent says that a peer is not installed.
var errAbsent = errors.New("is not installed")

// payloadSize is the size of each payload as an event of the stream, in bytes.
const payloadSize = 2048

// payload is the nth payload: what stands after "data: ".
func payload(n int) []byte {
	start := fmt.Sprintf(`{"type":"post","seq":%d,"id":"01JZZZZZZZZZZZZZZZZZZZZZZZ","html":"<article id=post-01JZZZZZZZZZZZZZZZZZZZZZZZ><p>`, seqOf(n))
	end := mark + `</p></article>","title":"","publishedAt":"2026-03-04T13:34:00.000Z","keyEvent":false,"pinned":false,"summary":false}`
	room := payloadSize - len(frame(n, nil)) - len(start) - len(end)
	return []byte(start + prose(n, room) + end)
}

// seqOf makes all payloads of one size.
func seqOf(n int) int { return 100_000_000 + n }

// frame is the nth payload as an event of a stream.
func frame(n int, data []byte) []byte {
	return fmt.Appendf(nil, "id: %d\nevent: post\ndata: %s\n\n", seqOf(n), data)
}

func get(path, host string, headers ...string) []byte {
	return []byte("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\n" + strings.Join(append(headers, ""), "\r\n") + "\r\n")
}

// ownPeer is a peer that this very program is, when it is started with peer NAME.
// It prints the address that it listens on, and publishes when it is told to on its
// standard input.
func ownPeer(name string, args ...string) func(context.Context, *bench, bool) (*peer, error) {
	return func(ctx context.Context, _ *bench, gzip bool) (*peer, error) {
		self, err := os.Executable()
		if err != nil {
			return nil, err
		}
		more := args
		if gzip {
			more = append(more[:len(more):len(more)], "gzip")
		}
		c := exec.Command(self, append([]string{"peer", name}, more...)...)
		c.Stderr = os.Stderr
		in, err := c.StdinPipe()
		if err != nil {
			return nil, err
		}
		out, err := c.StdoutPipe()
		if err != nil {
			return nil, err
		}
		if err := c.Start(); err != nil {
			return nil, err
		}
		said := bufio.NewReader(out)
		line, err := said.ReadString('\n')
		if err != nil {
			return nil, fmt.Errorf("start %s: %w", name, errors.Join(err, c.Wait()))
		}
		p := &peer{pids: []int{c.Process.Pid}}
		if p.address, err = netip.ParseAddrPort(strings.TrimSpace(line)); err != nil {
			return nil, err
		}
		path := "/stream"
		if name == "centrifuge" {
			path = "/stream?cf_connect=%7B%22id%22%3A1%2C%22connect%22%3A%7B%7D%7D"
		}
		p.request = get(path, p.address.String(), accepts(gzip)...)
		p.publish = func(_ context.Context, n int) error {
			_, err := fmt.Fprintf(in, "%d\n", n)
			return err
		}
		p.stop = func() error {
			in.Close() // it ends when nobody tells it anything any more
			_, _ = io.Copy(io.Discard, said)
			return c.Wait()
		}
		return p, nil
	}
}

func floorPeer(threads string) func(context.Context, *bench, bool) (*peer, error) {
	return ownPeer("floor", threads)
}

func accepts(gzip bool) []string {
	if gzip {
		return []string{"Accept: text/event-stream", "Accept-Encoding: gzip"}
	}
	return []string{"Accept: text/event-stream"}
}

// told runs publish for each number on standard input until that ends.
func told(publish func(n int)) error {
	lines := bufio.NewScanner(os.Stdin)
	for lines.Scan() {
		var n int
		if _, err := fmt.Sscan(lines.Text(), &n); err != nil {
			return err
		}
		publish(n)
	}
	return lines.Err()
}

// terminate ends a process that was started here, and waits for it.
func terminate(c *exec.Cmd, within time.Duration) error {
	if err := c.Process.Signal(syscall.SIGTERM); err != nil {
		return err
	}
	late := time.AfterFunc(within, func() { _ = c.Process.Kill() })
	defer late.Stop()
	return c.Wait()
}
