package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"
)

// startEdge has an edge of an origin serve in this process; it may not be ready yet.
func startEdge(t testing.TB, origin string, flags ...string) *server {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	out, announced := io.Pipe()
	e := &server{t: t, log: &lockedBuffer{}, address: freeAddress(t)}
	done := make(chan int, 1)
	go func() {
		done <- run(ctx, append([]string{"edge", "--origin", origin, "--listen", e.address}, flags...), stdio{strings.NewReader(""), announced, e.log})
		announced.Close()
	}()
	e.stop = sync.OnceFunc(func() {
		cancel()
		go io.Copy(io.Discard, out)
		if status := <-done; status != 0 {
			t.Errorf("the edge ended with status %d; its log:\n%s", status, e.log)
		}
	})
	for lines := bufio.NewScanner(out); lines.Scan(); {
		if base, ok := strings.CutPrefix(lines.Text(), "Edge: "); ok {
			e.base = base
		}
		if lines.Text() == "Origin: "+origin {
			break
		}
	}
	if e.base == "" {
		cancel()
		t.Fatalf("the edge did not start (status %d); its log:\n%s", <-done, e.log)
	}
	t.Cleanup(e.stop)
	return e
}

// awaitReady waits until readers are served.
func (s *server) awaitReady() *server {
	s.t.Helper()
	s.await("to be ready", func() bool { return s.ask("GET", "/readyz", "", nil).status == http.StatusOK })
	return s
}

func (s *server) await(what string, holds func() bool) {
	s.t.Helper()
	look := time.NewTicker(2 * time.Millisecond)
	defer look.Stop()
	for until := time.Now().Add(time.Minute); !holds(); <-look.C {
		if time.Now().After(until) {
			s.t.Fatalf("waited in vain for it %s; its log:\n%s", what, s.log)
		}
	}
}

// startAt has a server serve at an address that is known beforehand.
func startAt(t testing.TB, dir, address string) *server {
	t.Helper()
	base := "http://" + address
	s := start(t, dir, "--listen", address, "--base-url", base)
	s.address, s.base = address, base
	return s
}

// restart serves the data of a server that has ended, at its address.
func (s *server) restart() *server {
	s.t.Helper()
	return startAt(s.t, s.dir, s.address)
}

// withoutPoll gives an answer to those who poll without the time to wait, which
// depends on how many listen.
func withoutPoll(r reply) string {
	r.t.Helper()
	var in struct {
		Head    uint64
		Changes []json.RawMessage
	}
	if err := json.Unmarshal(r.body, &in); err != nil {
		r.t.Fatalf("%s: %v: %s", r.asked, err, r.body)
	}
	return fmt.Sprintf("%d %s", in.Head, in.Changes)
}

// head is the seq of a blog's last public change, as the server knows it.
func (s *server) head(slug string) uint64 {
	s.t.Helper()
	return uint64(s.ask("GET", "/"+slug+"/changes?since=9223372036854775807", "", nil).want(200).object()["head"].(float64))
}

// wantSame fails the test where an edge says something else than its origin.
func wantSame(t *testing.T, edge, origin *server, paths ...string) {
	t.Helper()
	edge.await("to know what the origin knows", func() bool { return edge.head("harbour") == origin.head("harbour") })
	for _, path := range paths {
		want, got := origin.ask("GET", path, "", nil), edge.ask("GET", path, "", nil)
		if got.status != want.status || !bytes.Equal(got.body, want.body) {
			t.Errorf("%s: the edge says %d %.400s\nthe origin %d %.400s", path, got.status, got.body, want.status, want.body)
		}
		for _, name := range []string{"Content-Type", "Cache-Control", "Surrogate-Key", "Location", "Content-Security-Policy"} {
			if got.header.Get(name) != want.header.Get(name) {
				t.Errorf("%s: the edge says %s: %q, the origin %q", path, name, got.header.Get(name), want.header.Get(name))
			}
		}
		if want.status == http.StatusOK && got.tag() != want.tag() {
			t.Errorf("%s: the edge's tag is %s, the origin's %s", path, got.tag(), want.tag())
		}
	}
	for _, since := range []uint64{0, 1, origin.head("harbour") - 1, origin.head("harbour"), 1 << 62} {
		path := fmt.Sprintf("/harbour/changes?since=%d", since)
		want, got := origin.ask("GET", path, "", nil).want(200), edge.ask("GET", path, "", nil).want(200)
		if withoutPoll(got) != withoutPoll(want) {
			t.Errorf("%s: the edge says\n%s\nthe origin\n%s", path, got.body, want.body)
		}
		for _, name := range []string{"Content-Type", "Cache-Control", "Surrogate-Key"} {
			if got.header.Get(name) != want.header.Get(name) {
				t.Errorf("%s: the edge says %s: %q, the origin %q", path, name, got.header.Get(name), want.header.Get(name))
			}
		}
	}
}

// events reads a stream until the event with the id.
func (s *server) events(path string, last uint64, headers ...string) string {
	s.t.Helper()
	stream := s.stream(path, headers...)
	defer stream.close()
	var b strings.Builder
	for {
		event := stream.next()
		b.WriteString(event + "\n\n")
		if strings.HasPrefix(event, fmt.Sprintf("id: %d\n", last)) {
			return b.String()
		}
	}
}

func TestAnEdgeOfAnEdgeSaysWhatTheOriginSays(t *testing.T) {
	origin := start(t, t.TempDir())
	origin.blog("harbour")
	editor := origin.token("editor")
	near := startEdge(t, origin.base).awaitReady()
	far := startEdge(t, near.base).awaitReady()
	live := far.stream("/harbour/stream")
	defer live.close()

	kept := origin.ask("POST", posts, editor, published(strings.Repeat("The ferries stay in port. ", 60), "title", "Ferries", "keyEvent", true)).want(201)
	left := origin.ask("POST", posts, editor, published("A rumour.")).want(201)
	paths := []string{"/harbour", "/harbour?page=1", "/harbour?utm_source=x", "/harbour.json", "/harbour/posts/" + kept.id(), "/harbour/posts/" + left.id(),
		"/harbour/posts/01J00000000000000000000000", "/nothing", "/nothing.json", "/harbour/"}
	wantSame(t, far, origin, paths...)

	version := kept
	for _, change := range []map[string]any{{"title": "Ferries stay"}, {"pinned": true}, {"pinned": false, "keyEvent": false}, {"summary": true}} {
		version = origin.ask("PATCH", posts+"/"+kept.id(), editor, change, "If-Match", version.tag()).want(200)
		wantSame(t, far, origin, paths...)
	}
	origin.ask("DELETE", posts+"/"+left.id(), editor, nil, "If-Match", left.tag()).want(200)
	wantSame(t, far, origin, paths...)
	far.ask("GET", "/harbour/posts/"+left.id(), "", nil).want(410)
	if body := far.ask("GET", "/harbour/changes?since=0", "", nil).body; bytes.Contains(body, []byte("rumour")) {
		t.Errorf("withdrawn words are in %s", body)
	}
	origin.command("", "blog", "state", "harbour", "ended")
	wantSame(t, far, origin, paths...)

	// The open stream has brought everything, and ends with the header.
	head := origin.head("harbour")
	for event := ""; !strings.HasPrefix(event, fmt.Sprintf("id: %d\n", head)); {
		event = live.next()
	}
	for _, since := range []string{"/harbour/stream?since=0", "/harbour/stream?since=1"} {
		want := origin.events(since, head)
		for _, edge := range []*server{near, far} {
			if got := edge.events(since, head); got != want {
				t.Errorf("%s: the edge says\n%s\nthe origin\n%s", since, got, want)
			}
		}
	}
	// No blog's change overtakes the list of blogs: it is kept for its seconds.
	far.await("to know the list of blogs", func() bool {
		return bytes.Equal(far.ask("GET", "/", "", nil).want(200).body, origin.ask("GET", "/", "", nil).want(200).body)
	})
	tag := far.ask("GET", "/harbour", "", nil).tag()
	far.ask("GET", "/harbour", "", nil, "If-None-Match", tag).want(304)
	if r := far.ask("HEAD", "/harbour", "", nil).want(200); len(r.body) != 0 {
		t.Error("HEAD has a body")
	}
}

func TestAnEdgeServesReadersAlone(t *testing.T) {
	origin := start(t, t.TempDir())
	origin.blog("harbour")
	editor := origin.token("editor")
	edge := startEdge(t, origin.base).awaitReady()
	edge.ask("POST", posts, editor, published("words")).want(405)
	edge.ask("GET", posts, editor, nil).want(404)
	edge.ask("GET", "/desk/", "", nil).want(404)
	edge.ask("GET", "/healthz", "", nil).want(200)
	edge.ask("GET", "/harbour/changes?since=x", "", nil).wantField(400, "query.since")
	edge.ask("GET", "/harbour/stream?since=-1", "", nil).wantField(400, "query.since")
}

func TestAnEdgeServesWhatWasKnownWhileItsOriginIsAway(t *testing.T) {
	origin := start(t, t.TempDir())
	origin.blog("harbour")
	editor := origin.token("editor")
	kept := origin.ask("POST", posts, editor, published("The ferries stay in port.")).want(201)
	left := origin.ask("POST", posts, editor, published("A rumour.")).want(201)
	origin.ask("DELETE", posts+"/"+left.id(), editor, nil, "If-Match", left.tag()).want(200)
	near := startEdge(t, origin.base).awaitReady()
	far := startEdge(t, near.base).awaitReady()
	paths := []string{"/harbour", "/harbour.json", "/harbour/posts/" + kept.id(), "/harbour/posts/" + left.id(), "/harbour/changes?since=0"}
	before := map[string]reply{}
	for _, path := range paths {
		before[path] = far.ask("GET", path, "", nil)
	}
	open := far.stream("/harbour/stream")
	defer open.close()

	origin.stop()
	for _, path := range paths {
		got, want := far.ask("GET", path, "", nil), before[path]
		if strings.Contains(path, "changes") {
			if withoutPoll(got) != withoutPoll(want) {
				t.Errorf("%s: %s\nbefore %s", path, got.body, want.body)
			}
			continue
		}
		if got.status != want.status || !bytes.Equal(got.body, want.body) {
			t.Errorf("%s: %d %.300s\nbefore %d %.300s", path, got.status, got.body, want.status, want.body)
		}
	}
	far.nextEvent("/harbour/stream?since=0")
	far.ask("GET", "/readyz", "", nil).want(200)
	far.ask("GET", "/harbour?page=7", "", nil).want(503)

	origin = origin.restart()
	editor = origin.token("editor")
	origin.ask("PATCH", posts+"/"+kept.id(), editor, text("The ferries sail."), "If-Match", kept.tag()).want(200)
	origin.ask("POST", posts, editor, published("All aboard.")).want(201)
	if event := open.next(); !strings.Contains(event, "The ferries sail.") {
		t.Errorf("the open stream brings %s", event)
	}
	if event := open.next(); !strings.Contains(event, "All aboard.") {
		t.Errorf("the open stream brings %s", event)
	}
	wantSame(t, far, origin, paths[:4]...)
	for _, log := range []string{near.log.String(), far.log.String()} {
		if n := strings.Count(log, "\n"); n > 20 || strings.Contains(log, "level=ERROR") {
			t.Errorf("the log has %d lines:\n%s", n, log)
		}
	}
}

func TestAnEdgeWaitsForItsOrigin(t *testing.T) {
	dir, address := t.TempDir(), freeAddress(t)
	edge := startEdge(t, "http://"+address)
	edge.ask("GET", "/healthz", "", nil).want(200)
	edge.ask("GET", "/readyz", "", nil).want(503)
	edge.ask("GET", "/harbour", "", nil).want(503)
	edge.await("to say what it waits for", func() bool { return strings.Contains(edge.log.String(), "waiting for the origin") })
	origin := startAt(t, dir, address)
	origin.blog("harbour")
	edge.awaitReady().ask("GET", "/harbour", "", nil).want(200)
}

// TestMain looks for what is left.
func TestAnEdgeThatIsToldToStopTellsItsReadersWhenToComeBack(t *testing.T) {
	origin := start(t, t.TempDir())
	origin.blog("harbour")
	for _, at := range []string{origin.base, "http://" + freeAddress(t)} {
		edge := startEdge(t, at)
		if at == origin.base {
			edge.awaitReady().ask("GET", "/harbour", "", nil).want(200)
			stream := edge.stream("/harbour/stream?since=0")
			stream.next()
			edge.stop()
			if stream.lines.Scan() && stream.lines.Text() == "" {
				stream.lines.Scan()
			}
			if !strings.HasPrefix(stream.lines.Text(), "retry: ") {
				t.Errorf("the stream's reader is told %q, and not when to come back", stream.lines.Text())
			}
			stream.close()
		}
		edge.stop()
	}
}

func TestWrongUsesOfEdgeAreTold(t *testing.T) {
	busy, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer busy.Close()
	for _, c := range []struct {
		args   []string
		status int
		says   string
	}{
		{nil, wrongUse, "--origin"},
		{[]string{"--origin", ""}, wrongUse, "--origin"},
		{[]string{"--origin", "live.example.org"}, wrongUse, "http://"},
		{[]string{"--origin", "ftp://live.example.org"}, wrongUse, "http://"},
		{[]string{"--origin", "http://live.example.org/harbour"}, wrongUse, "nothing after it"},
		{[]string{"--origin", "http://127.0.0.1:1", "--max-readers", "-1"}, wrongUse, "--max-readers"},
		{[]string{"--origin", "http://127.0.0.1:1", "--listen", "nowhere"}, wrongUse, "--listen"},
		{[]string{"--origin", "http://127.0.0.1:1", "--listen", busy.Addr().String()}, failed, "in use"},
	} {
		var errs bytes.Buffer
		status := run(t.Context(), append([]string{"edge"}, c.args...), stdio{strings.NewReader(""), io.Discard, &errs})
		if status != c.status || !strings.Contains(errs.String(), c.says) {
			t.Errorf("edge %v: status %d, want %d with %q: %s", c.args, status, c.status, c.says, errs.String())
		}
	}
}
