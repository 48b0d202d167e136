package edge

import (
	"bufio"
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"github.com/stoppress/stoppress/internal/document"
	"github.com/stoppress/stoppress/internal/fanout"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// brisk are times that make no test wait, and that nothing here runs out of which
// is not meant to.
var brisk = times{
	dial: 10 * time.Second, answer: 10 * time.Second, silence: 30 * time.Second, newer: 10 * time.Second,
	away: 10 * time.Millisecond, first: 5 * time.Millisecond, last: 20 * time.Millisecond, idle: 10 * time.Minute,
}

// script is an origin that says what the test tells it to, in the public protocol.
type script struct {
	t      *testing.T
	server *httptest.Server

	mu      sync.Mutex // guards all below
	asked   map[string]int
	tags    map[string]string           // If-None-Match of the last question for an address
	instead map[string]http.HandlerFunc // of what is said otherwise, by path; "*" for everything
	head    int
	said    map[string]string // JSON by the post's id
	seqs    map[string]int
	streams map[chan string]bool
	version int // of pages
	caching string
}

func newScript(t *testing.T) *script {
	s := &script{
		t: t, asked: map[string]int{}, tags: map[string]string{}, instead: map[string]http.HandlerFunc{},
		said: map[string]string{}, seqs: map[string]int{}, streams: map[chan string]bool{}, caching: "public, max-age=0, s-maxage=3600",
	}
	s.server = httptest.NewServer(s)
	t.Cleanup(func() {
		s.hangUp()
		s.server.Close()
	})
	s.change("blog", "")
	return s
}

func (s *script) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	address := r.URL.RequestURI()
	s.asked[address]++
	s.tags[address] = r.Header.Get("If-None-Match")
	instead := s.instead[r.URL.Path]
	if instead == nil {
		instead = s.instead["*"]
	}
	s.mu.Unlock()
	if instead != nil {
		instead(w, r)
		return
	}
	switch r.URL.Path {
	case "/readyz":
	case "/harbour/changes":
		since, _ := strconv.Atoi(r.URL.Query().Get("since"))
		w.Header().Set("Surrogate-Key", "blog-1")
		fmt.Fprint(w, s.changes(since))
	case "/harbour/stream":
		s.stream(w, r)
	case "/harbour", "/harbour/posts/a", "/harbour.json":
		s.page(w, r)
	default:
		http.NotFound(w, r)
	}
}

func (s *script) page(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	tag := fmt.Sprintf(`W/"%d"`, s.version)
	h := w.Header()
	h.Set("ETag", tag)
	h.Set("Cache-Control", s.caching)
	h.Set("Surrogate-Key", "blog-1")
	h.Set("Content-Type", "text/html")
	if r.Header.Get("If-None-Match") == tag {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	fmt.Fprintf(w, "%s at %d", r.URL.RequestURI(), s.version)
}

func (s *script) changes(since int) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	var items []string
	for _, id := range s.since(since) {
		items = append(items, s.said[id])
	}
	return fmt.Sprintf(`{"head":%d,"poll":5,"changes":[%s]}`, s.head, strings.Join(items, ","))
}

// since gives whose newest change is after a seq. The mutex is held.
func (s *script) since(since int) (ids []string) {
	for id, seq := range s.seqs {
		if seq > since {
			ids = append(ids, id)
		}
	}
	slices.SortFunc(ids, func(a, b string) int { return cmp.Compare(s.seqs[a], s.seqs[b]) })
	return ids
}

func event(seq int, data string) string {
	kind, _, _ := strings.Cut(strings.TrimPrefix(data, `{"type":"`), `"`)
	return fmt.Sprintf("id: %d\nevent: %s\ndata: %s\n\n", seq, kind, data)
}

func (s *script) stream(w http.ResponseWriter, r *http.Request) {
	out := make(chan string, 100)
	since, _ := strconv.Atoi(r.URL.Query().Get("since"))
	s.mu.Lock()
	for _, id := range s.since(since) {
		out <- event(s.seqs[id], s.said[id])
	}
	s.streams[out] = true
	s.mu.Unlock()
	w.Header().Set("Content-Type", "text/event-stream")
	fmt.Fprint(w, "retry: 5\n\n")
	_ = http.NewResponseController(w).Flush()
	for {
		select {
		case event, open := <-out:
			if !open {
				return
			}
			fmt.Fprint(w, event)
			_ = http.NewResponseController(w).Flush()
		case <-r.Context().Done():
			s.mu.Lock()
			delete(s.streams, out)
			s.mu.Unlock()
			return
		}
	}
}

// change has something change: kind is post, gone or blog. It gives the JSON of it.
func (s *script) change(kind, id string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.head++
	s.version++
	data := fmt.Sprintf(`{"type":%q,"seq":%d,"id":%q}`, kind, s.head, id)
	switch kind {
	case "post":
		data = fmt.Sprintf(`{"type":"post","seq":%d,"id":%q,"html":"words %d"}`, s.head, id, s.head)
	case "blog":
		data = fmt.Sprintf(`{"type":"blog","seq":%d,"state":"live"}`, s.head)
	}
	s.said[id], s.seqs[id] = data, s.head
	for out := range s.streams {
		out <- event(s.head, data)
	}
	return data
}

// hangUp ends all streams.
func (s *script) hangUp() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for out := range s.streams {
		close(out)
		delete(s.streams, out)
	}
}

// say has a path answered otherwise from now on; nil: as before.
func (s *script) say(path string, instead http.HandlerFunc) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.instead[path] = instead
}

// questions counts those for an address.
func (s *script) questions(address string) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.asked[address]
}

func (s *script) listeners() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.streams)
}

// unavailable is an origin that cannot answer.
func unavailable(w http.ResponseWriter, _ *http.Request) {
	w.WriteHeader(http.StatusServiceUnavailable)
}

// hangs is an origin that takes a question and says nothing.
func hangs(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }

// testEdge is an edge behind a listener.
type testEdge struct {
	*Edge
	t   *testing.T
	url string
	log *lines
}

// lines takes a log.
type lines struct {
	mu sync.Mutex
	b  strings.Builder
}

func (l *lines) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *lines) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

func startEdge(t *testing.T, origin string, with times) *testEdge {
	hub := fanout.New(0)
	log := &lines{}
	e := newEdge(Options{Origin: origin, Hub: hub, Press: document.NewPress(), Log: slog.New(slog.NewTextHandler(log, nil))}, with)
	server := httptest.NewServer(e)
	t.Cleanup(func() {
		hub.Close()
		e.Close()
		server.Close()
		http.DefaultClient.CloseIdleConnections()
	})
	return &testEdge{e, t, server.URL, log}
}

// reply is an answer, read whole.
type reply struct {
	status int
	header http.Header
	body   string
}

func get(t *testing.T, url string) reply {
	t.Helper()
	client := http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, url, nil)
	if err != nil {
		t.Fatal(err)
	}
	answer, err := client.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	return reply{answer.StatusCode, answer.Header, string(body)}
}

func (e *testEdge) want(path string, status int, body string) reply {
	e.t.Helper()
	got := get(e.t, e.url+path)
	if got.status != status || body != "" && got.body != body {
		e.t.Fatalf("%s: %d %q, want %d %q; the log:\n%s", path, got.status, got.body, status, body, e.log)
	}
	return got
}

// awaitHead waits until the edge knows of a change.
func (e *testEdge) awaitHead(seq int) {
	e.t.Helper()
	await(e.t, fmt.Sprintf("the edge to know of %d", seq), func() bool {
		m, _ := e.known("harbour")
		return m != nil && int(m.head) == seq
	})
}

// follow has the edge follow the blog, and its stream be open.
func (e *testEdge) followFrom(s *script) {
	e.t.Helper()
	e.want("/harbour/changes?since=0", http.StatusOK, "")
	await(e.t, "the edge to listen", func() bool { return s.listeners() == 1 })
}

// open opens a stream at the edge; next gives its next event.
func (e *testEdge) open(path string) (next func() string) {
	e.t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, e.url+path, nil)
	if err != nil {
		e.t.Fatal(err)
	}
	r.Header.Set("Accept-Encoding", "identity")
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		e.t.Fatal(err)
	}
	e.t.Cleanup(func() { cancel(); answer.Body.Close() })
	if answer.StatusCode != http.StatusOK {
		e.t.Fatalf("%s: %s", path, answer.Status)
	}
	scan := bufio.NewScanner(answer.Body)
	scan.Buffer(nil, 8<<20)
	return func() string {
		e.t.Helper()
		var event []string
		for scan.Scan() {
			switch line := scan.Text(); {
			case line == "" && len(event) > 0:
				return strings.Join(event, "\n")
			case line == "", strings.HasPrefix(line, ":"), strings.HasPrefix(line, "retry:"):
			default:
				event = append(event, line)
			}
		}
		e.t.Fatalf("the stream ended: %v", scan.Err())
		return ""
	}
}

// await waits until something holds.
func await(t *testing.T, what string, holds func() bool) {
	t.Helper()
	look := time.NewTicker(time.Millisecond)
	defer look.Stop()
	for until := time.Now().Add(time.Minute); !holds(); <-look.C {
		if time.Now().After(until) {
			t.Fatalf("waited in vain for %s", what)
		}
	}
}

func changesIn(t *testing.T, body string) (head int, changes []json.RawMessage) {
	t.Helper()
	var in struct {
		Head    int
		Changes []json.RawMessage
	}
	if err := json.Unmarshal([]byte(body), &in); err != nil {
		t.Fatalf("%v: %s", err, body)
	}
	return in.Head, in.Changes
}

func TestReadersReadAndNoMore(t *testing.T) {
	s := newScript(t)
	e := startEdge(t, s.server.URL, brisk)
	for _, path := range []string{"/desk", "/desk/", "/desk/harbour", "/api/v1/blogs", "/api/openapi.json"} {
		e.want(path, http.StatusNotFound, "")
		if n := s.questions(path); n != 0 {
			t.Errorf("the origin was asked for %s", path)
		}
	}
	for _, method := range []string{http.MethodPost, http.MethodDelete, http.MethodPatch} {
		r, err := http.NewRequestWithContext(t.Context(), method, e.url+"/harbour", strings.NewReader("{}"))
		if err != nil {
			t.Fatal(err)
		}
		answer, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		answer.Body.Close()
		if answer.StatusCode != http.StatusMethodNotAllowed || answer.Header.Get("Allow") != "GET, HEAD" {
			t.Errorf("%s: %s, Allow %q", method, answer.Status, answer.Header.Get("Allow"))
		}
	}
}

func TestTheLogIsCalmWhileTheOriginIsAway(t *testing.T) {
	s := newScript(t)
	e := startEdge(t, s.server.URL, brisk)
	e.followFrom(s)
	s.say("*", unavailable)
	s.hangUp()
	for i := range 200 {
		e.want(fmt.Sprintf("/harbour/posts/%d", i), http.StatusServiceUnavailable, "")
	}
	await(t, "the stream to be missed", func() bool { m, away := e.known("harbour"); return m != nil && away })
	if n := strings.Count(e.log.String(), "\n"); n > 5 {
		t.Errorf("%d lines:\n%s", n, e.log)
	}
	if !strings.Contains(e.log.String(), "level=WARN") {
		t.Errorf("nothing tells that the origin is away: %s", e.log)
	}
}

func TestCloseEndsWhatWaitsForTheOrigin(t *testing.T) {
	s := newScript(t)
	e := startEdge(t, s.server.URL, brisk)
	e.followFrom(s)
	s.say("/harbour/posts/a", hangs)
	status := make(chan int, 1)
	go func() { status <- get(t, e.url+"/harbour/posts/a").status }()
	await(t, "the question", func() bool { return s.questions("/harbour/posts/a") == 1 })
	e.Close()
	if got := <-status; got != http.StatusServiceUnavailable {
		t.Errorf("whoever waited got %d, want 503", got)
	}
	e.want("/harbour/changes?since=0", http.StatusOK, "")
	e.want("/harbour/posts/b", http.StatusServiceUnavailable, "")
}
