package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"net"
	"net/http"
	"net/netip"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"time"
)

// pageConns is how many connections ask for pages, each for one after another.
const pageConns = 64

// barePage serves the file's bytes as a page, and nothing else: no routes, no
// conditions but the one entity tag, no choice of encodings. Its headers are those
// of the answer in the second file.
func barePage(page, headers string) error {
	body, err := os.ReadFile(page)
	if err != nil {
		return err
	}
	encoded, err := os.ReadFile(headers)
	if err != nil {
		return err
	}
	var header http.Header
	if err := json.Unmarshal(encoded, &header); err != nil {
		return err
	}
	l, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		return err
	}
	go http.Serve(l, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { // ends with the process
		h := w.Header()
		for name, values := range header {
			h[name] = values
		}
		if r.Header.Get("If-None-Match") == header.Get("ETag") {
			h["Content-Length"] = nil
			w.WriteHeader(http.StatusNotModified)
			return
		}
		_, _ = w.Write(body) // whoever asked may have gone away
	}))
	fmt.Println(l.Addr())
	return told(func(int) {})
}

// startBare starts a bare handler of the page with these headers of Stoppress's.
func (b *bench) startBare(ctx context.Context, file string, header http.Header, names ...string) (*peer, error) {
	kept := http.Header{}
	for _, name := range names {
		kept[http.CanonicalHeaderKey(name)] = header.Values(name)
	}
	encoded, err := json.Marshal(kept)
	if err != nil {
		return nil, err
	}
	list := fmt.Sprintf("%s.%d.json", file, len(names))
	if err := os.WriteFile(list, encoded, 0o600); err != nil {
		return nil, err
	}
	return ownPeer("page", file, list)(ctx, b, false)
}

// pages is what a page costs when many ask for it.
func (b *bench) pages(ctx context.Context) (*table, error) {
	t := &table{
		title: "A page of 50 posts",
		head:  []string{"peer", "pages a second", "CPU per page, µs", "beside the barest", "304 answers a second", "CPU per 304, µs", "beside the barest"},
	}
	s, err := startStoppress(ctx, b)
	if err != nil {
		return nil, err
	}
	defer func() { _ = s.stop() }()
	if err := s.blog(ctx, "harbour"); err != nil {
		return nil, err
	}
	for n := range 50 {
		if _, err := s.ask(ctx, http.MethodPost, "/api/v1/blogs/harbour/posts", words(n, 300+n*17), 0); err != nil {
			return nil, err
		}
	}
	// A page that is asked for again after a while is packed once more, as well as it
	// can be, and that is what is asked for here. It is packed beside the answers.
	for _, rest := range []time.Duration{b.Rest, pressWithin} {
		if _, _, err := fetch(s.url("/harbour"), "br"); err != nil {
			return nil, err
		}
		if err := b.listenNowhere(ctx, rest); err != nil {
			return nil, err
		}
	}
	plain, _, err := fetch(s.url("/harbour"), "identity")
	if err != nil {
		return nil, err
	}
	packed, header, err := fetch(s.url("/harbour"), "br")
	if err != nil {
		return nil, err
	}
	file := filepath.Join(b.dir, "page.br")
	if err := os.WriteFile(file, packed, 0o600); err != nil {
		return nil, err
	}
	bare, err := b.startBare(ctx, file, header, "Content-Type", "Content-Encoding", "Content-Length", "ETag")
	if err != nil {
		return nil, err
	}
	defer func() { _ = bare.stop() }()
	alike, err := b.startBare(ctx, file, header, slices.Collect(maps.Keys(header))...)
	if err != nil {
		return nil, err
	}
	defer func() { _ = alike.stop() }()
	peers := []*peer{
		{name: "bare net/http handler, four headers", address: bare.address, pids: bare.pids},
		{name: "bare net/http handler, the headers of Stoppress", address: alike.address, pids: alike.pids},
		{name: "Stoppress", address: s.listen, pids: s.pids()},
	}
	disk, err := startNginx(b, runtime.NumCPU(), []string{"ngx_http_brotli_static_module.so"}, func(dir string, listen netip.AddrPort) (string, error) {
		err := errors.Join(os.Chmod(b.dir, 0o755), os.Chmod(dir, 0o755), os.WriteFile(filepath.Join(dir, "harbour.html"), plain, 0o644), os.WriteFile(filepath.Join(dir, "harbour.html.br"), packed, 0o644))
		return fmt.Sprintf("server { listen %s backlog=4096; root %s; brotli_static on; location = /harbour { try_files /harbour.html =404; } }", listen, dir), err
	})
	switch {
	case errors.Is(err, errAbsent):
		t.note("nginx was not measured: %v.", err)
	case err != nil:
		return nil, err
	default:
		defer func() { _ = disk.stop() }()
		disk.name = "nginx, from disk with brotli_static"
		peers = append(peers, disk)
	}
	type figures struct{ rate, cpu, rate304, cpu304 []float64 }
	results := make([]figures, len(peers))
	for round := range b.Rounds {
		for i, p := range peers {
			b.say("pages: round %d of %d, %s", round+1, b.Rounds, p.name)
			got, header, err := fetch("http://"+p.address.String()+"/harbour", "br")
			if err != nil {
				return nil, err
			}
			if !bytes.Equal(got, packed) || header.Get("ETag") == "" {
				return nil, fmt.Errorf("%s serves other bytes, or no ETag", p.name)
			}
			rate, cpu, err := b.hammer(p, get("/harbour", p.address.String(), "Accept-Encoding: br"))
			if err != nil {
				return nil, fmt.Errorf("%s: %w", p.name, err)
			}
			rate304, cpu304, err := b.hammer(p, get("/harbour", p.address.String(), "Accept-Encoding: br", "If-None-Match: "+header.Get("ETag")))
			if err != nil {
				return nil, fmt.Errorf("%s, 304: %w", p.name, err)
			}
			f := &results[i]
			f.rate, f.cpu = append(f.rate, rate), append(f.cpu, cpu)
			f.rate304, f.cpu304 = append(f.rate304, rate304), append(f.cpu304, cpu304)
		}
	}
	floor, floor304 := median(results[0].cpu), median(results[0].cpu304)
	for i, p := range peers {
		f := &results[i]
		cpu, cpu304 := median(f.cpu), median(f.cpu304)
		t.row(p.name, number(median(f.rate)), number(cpu), number(cpu/floor)+"×", number(median(f.rate304)), number(cpu304), number(cpu304/floor304)+"×")
	}
	t.note("%d bytes of brotli (%d plain), %d connections kept alive, %v in each of %d interleaved rounds. All serve the same bytes.", len(packed), len(plain), pageConns, b.Hammer, b.Rounds)
	return t, nil
}

// pressWithin is the time that a page is packed well in.
const pressWithin = 5 * time.Second

func (b *bench) listenNowhere(ctx context.Context, d time.Duration) error {
	select {
	case <-time.After(d):
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// fetch gets an address in an encoding, as it comes over the wire.
func fetch(address, encoding string) ([]byte, http.Header, error) {
	r, err := http.NewRequest(http.MethodGet, address, nil)
	if err != nil {
		return nil, nil, err
	}
	r.Header.Set("Accept-Encoding", encoding)
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		return nil, nil, err
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err == nil && answer.StatusCode != http.StatusOK {
		err = fmt.Errorf("%s answers %s", address, answer.Status)
	}
	return body, answer.Header, err
}

// hammer asks a peer for one thing again and again, and gives how many answers came
// in a second and how much of the server's CPU each took, in microseconds.
func (b *bench) hammer(p *peer, request []byte) (rate, cpu float64, err error) {
	c, err := newCrowd()
	if err != nil {
		return 0, 0, err
	}
	defer c.close()
	if err := c.gather(1, p.address, request); err != nil && c.conns[0].got == 0 {
		return 0, 0, err
	}
	size := c.conns[0].got // of one answer; all are of the same size
	for len(c.conns) < pageConns {
		if err := c.join(p.address, request, 0); err != nil {
			return 0, 0, err
		}
	}
	ask := func(r *conn) error { _, err := writeAll(r.fd, request); return err }
	if err := ask(&c.conns[0]); err != nil {
		return 0, 0, err
	}
	c.watch()
	answers := 0
	began := time.Now()
	before, err := cpuOf(p.pids)
	if err != nil {
		return 0, 0, err
	}
	var failed error
	for time.Since(began) < b.Hammer && failed == nil {
		err := c.turn(50*time.Millisecond, func(_ int, r *conn) {
			if r.since < size || !r.open {
				return
			}
			r.since -= size
			answers++
			failed = errors.Join(failed, ask(r))
		})
		if err = errors.Join(err, failed); err != nil {
			return 0, 0, err
		}
	}
	took := time.Since(began)
	after, err := cpuOf(p.pids)
	if err != nil {
		return 0, 0, err
	}
	if c.ended > 0 || answers == 0 {
		return 0, 0, fmt.Errorf("%d answers, %d connections were ended", answers, c.ended)
	}
	return float64(answers) / took.Seconds(), us(after-before) / float64(answers), nil
}
