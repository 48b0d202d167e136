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
	"os"
	"slices"
	"strings"
	"sync"
	"testing"

	"go.uber.org/goleak"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	// testscript runs this very binary as the command stoppress.
	testscript.Main(checked{m}, map[string]func(){"stoppress": main})
}

// checked looks for goroutines that are left when the tests are done.
type checked struct{ *testing.M }

func (c checked) Run() int {
	status := c.M.Run()
	if status == 0 {
		// Idle connections of the tests' own client are not the server's.
		http.DefaultClient.CloseIdleConnections()
		if err := goleak.Find(); err != nil {
			fmt.Fprintln(os.Stderr, err)
			return 1
		}
	}
	return status
}

// server is the whole program, serving in this process.
type server struct {
	t       testing.TB
	dir     string
	address string
	base    string // of the listening address, whatever --base-url says
	desk    string // the line that the start printed
	log     *lockedBuffer
	stop    func()
}

// freeAddress gives an address that nobody listens on.
func freeAddress(t testing.TB) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}

// lockedBuffer takes a log from many goroutines.
type lockedBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *lockedBuffer) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *lockedBuffer) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

func start(t testing.TB, dir string, flags ...string) *server {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	out, announced := io.Pipe()
	s := &server{t: t, dir: dir, log: &lockedBuffer{}, address: freeAddress(t)}
	done := make(chan int, 1)
	go func() {
		done <- run(ctx, append([]string{"serve", "--data", dir, "--listen", s.address}, flags...), stdio{strings.NewReader(""), announced, s.log})
		announced.Close()
	}()
	lines := bufio.NewScanner(out)
	for lines.Scan() && !strings.HasPrefix(lines.Text(), "Data: ") {
		if desk, ok := strings.CutPrefix(lines.Text(), "Desk: "); ok {
			s.base, s.desk = "http://"+s.address, desk
		}
	}
	s.stop = sync.OnceFunc(func() {
		cancel()
		go io.Copy(io.Discard, out)
		if status := <-done; status != 0 {
			t.Errorf("the server ended with status %d; its log:\n%s", status, s.log)
		}
	})
	if s.base == "" {
		cancel()
		t.Fatalf("the server did not start (status %d); its log:\n%s", <-done, s.log)
	}
	t.Cleanup(s.stop)
	return s
}

// command runs a command against the server, and gives what it printed.
func (s *server) command(in string, args ...string) string {
	s.t.Helper()
	var out, errs bytes.Buffer
	if status := run(s.t.Context(), append(args, "--data", s.dir), stdio{strings.NewReader(in), &out, &errs}); status != 0 {
		s.t.Fatalf("stoppress %v: status %d: %s", args, status, errs.String())
	}
	return out.String()
}

func (s *server) token(role string) string {
	s.t.Helper()
	return strings.TrimSpace(s.command("", "token", "create", "--role", role))
}

func (s *server) blog(slug string) {
	s.t.Helper()
	s.command("", "blog", "create", "--slug", slug, "--title", "Harbour talks", "--timezone", "Europe/London")
}

// reply is an answer, read whole.
type reply struct {
	t      testing.TB
	asked  string
	status int
	header http.Header
	body   []byte
}

// ask sends a request. A token of "" sends none; body may be nil, a []byte, a
// string or anything that becomes JSON; headers come in pairs.
func (s *server) ask(method, path, token string, body any, headers ...string) reply {
	s.t.Helper()
	var data io.Reader
	switch b := body.(type) {
	case nil:
	case string:
		data = strings.NewReader(b)
	case []byte:
		data = bytes.NewReader(b)
	default:
		encoded, err := json.Marshal(b)
		if err != nil {
			s.t.Fatal(err)
		}
		data = bytes.NewReader(encoded)
	}
	r, err := http.NewRequestWithContext(s.t.Context(), method, s.base+path, data)
	if err != nil {
		s.t.Fatal(err)
	}
	if body != nil {
		r.Header.Set("Content-Type", "application/json")
	}
	if token != "" {
		r.Header.Set("Authorization", "Bearer "+token)
	}
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	client := http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	a, err := client.Do(r)
	if err != nil {
		s.t.Fatalf("%s %s: %v", method, path, err)
	}
	defer a.Body.Close()
	read, err := io.ReadAll(a.Body)
	if err != nil {
		s.t.Fatalf("%s %s: %v", method, path, err)
	}
	if caching := a.Header.Values("Cache-Control"); strings.HasPrefix(path, "/api/") && !slices.Equal(caching, []string{"private, no-store"}) {
		s.t.Errorf("%s %s: %d with Cache-Control %q, want private, no-store and no more", method, path, a.StatusCode, caching)
	}
	return reply{s.t, method + " " + path, a.StatusCode, a.Header, read}
}

// want fails the test where the status is another.
func (r reply) want(status int) reply {
	r.t.Helper()
	if r.status != status {
		r.t.Fatalf("%s: status %d, want %d: %.600s", r.asked, r.status, status, r.body)
	}
	return r
}

// wantField fails the test where the problem does not name the field.
func (r reply) wantField(status int, location string) reply {
	r.t.Helper()
	r.want(status)
	var p struct {
		Type, Title, Detail string
		Status              int
		Errors              []struct{ Location, Message string }
	}
	if err := json.Unmarshal(r.body, &p); err != nil || r.header.Get("Content-Type") != "application/problem+json" {
		r.t.Fatalf("%s: not a problem document (%s): %s", r.asked, r.header.Get("Content-Type"), r.body)
	}
	if p.Type == "" || p.Title == "" || p.Detail == "" || p.Status != status {
		r.t.Errorf("%s: an incomplete problem: %s", r.asked, r.body)
	}
	for _, e := range p.Errors {
		if e.Location == location && e.Message != "" {
			return r
		}
	}
	r.t.Errorf("%s: the problem does not name %s: %s", r.asked, location, r.body)
	return r
}

// object reads the answer as a JSON object.
func (r reply) object() map[string]any {
	r.t.Helper()
	var out map[string]any
	if err := json.Unmarshal(r.body, &out); err != nil {
		r.t.Fatalf("%s: not a JSON object: %.300s", r.asked, r.body)
	}
	return out
}

func (r reply) id() string { r.t.Helper(); return r.object()["id"].(string) }

// tag is the If-Match of the version that was answered.
func (r reply) tag() string { return r.header.Get("ETag") }

// text makes a body of one text.
func text(words string, more ...any) map[string]any {
	out := map[string]any{"elements": []any{map[string]any{"type": "text", "html": "<p>" + words + "</p>"}}}
	for i := 0; i+1 < len(more); i += 2 {
		out[more[i].(string)] = more[i+1]
	}
	return out
}

// published is text, published.
func published(words string, more ...any) map[string]any {
	return text(words, append([]any{"status", "published"}, more...)...)
}

func jsonBody(t testing.TB, value any) io.Reader {
	t.Helper()
	encoded, err := json.Marshal(value)
	if err != nil {
		t.Fatal(err)
	}
	return bytes.NewReader(encoded)
}
