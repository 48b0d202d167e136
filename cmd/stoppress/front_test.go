package main

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"
	"testing"
)

func TestPublicAnswersSayWhatCachesNeed(t *testing.T) {
	s := start(t, t.TempDir())
	s.blog("harbour")
	editor := s.token("editor")
	blog := s.ask("GET", "/api/v1/blogs/harbour", editor, nil).id()
	post := s.ask("POST", posts, editor, published(strings.Repeat("The ferries stay in port. ", 50))).want(201)
	gone := s.ask("POST", posts, editor, published("A rumour.")).want(201)
	s.ask("DELETE", posts+"/"+gone.id(), editor, nil, "If-Match", gone.tag()).want(200)
	for path, status := range map[string]int{
		"/harbour": 200, "/harbour?order=oldest": 200, "/harbour/posts/" + post.id(): 200, "/harbour.json": 200, "/harbour/changes?since=0": 200, "/": 200,
		"/harbour/posts/" + gone.id(): 410, "/harbour/posts/never": 404, "/harbour?page=7": 404, "/harbour?page=x": 404,
	} {
		for _, encoding := range []string{"", "identity", "gzip", "br", "zstd"} {
			get := s.ask("GET", path, "", nil, "Accept-Encoding", encoding).want(status)
			head := s.ask("HEAD", path, "", nil, "Accept-Encoding", encoding).want(status)
			if len(head.body) != 0 || head.header.Get("Content-Length") != strconv.Itoa(len(get.body)) {
				t.Errorf("HEAD %s as %q: Content-Length %q and %d bytes, GET sends %d", path, encoding, head.header.Get("Content-Length"), len(head.body), len(get.body))
			}
			for _, a := range []reply{get, head} {
				if got := a.header["Server"]; got != nil {
					t.Errorf("%s: Server %q", a.asked, got)
				}
				if status == 200 && strings.Join(a.header["Vary"], ";") != "Accept-Encoding" {
					t.Errorf("%s: Vary %q", a.asked, a.header["Vary"])
				}
				caching := a.header.Get("Cache-Control")
				if !strings.HasPrefix(caching, "public, max-age=") || !strings.Contains(caching, "s-maxage=") ||
					status == 200 && (!strings.Contains(caching, "stale-while-revalidate=") || !strings.Contains(caching, "stale-if-error=")) {
					t.Errorf("%s: Cache-Control %q", a.asked, caching)
				}
				if want := "blog-" + blog; path != "/" && a.header.Get("Surrogate-Key") != want {
					t.Errorf("%s: Surrogate-Key %q, want %q", a.asked, a.header.Get("Surrogate-Key"), want)
				}
			}
		}
	}
	for _, path := range []string{"/", "/harbour", "/harbour/changes", "/desk/"} {
		if a := s.ask("OPTIONS", path, "", nil).want(204); a.header.Get("Allow") != "GET, HEAD, OPTIONS" {
			t.Errorf("%s: Allow %q", a.asked, a.header.Get("Allow"))
		}
		if a := s.ask("PUT", path, "", nil).want(405); a.header.Get("Allow") != "GET, HEAD, OPTIONS" {
			t.Errorf("%s: Allow %q", a.asked, a.header.Get("Allow"))
		}
	}
}

func TestReadersWhoAreUpToDateGetTheSameAnswer(t *testing.T) {
	s := start(t, t.TempDir())
	s.blog("harbour")
	editor := s.token("editor")
	s.ask("POST", posts, editor, published("The ferries stay in port.")).want(201)
	first := s.ask("GET", "/harbour/changes?since=0", "", nil).want(200)
	head := fmt.Sprint(first.object()["head"])
	at := s.ask("GET", "/harbour/changes?since="+head, "", nil).want(200)
	beyond := s.ask("GET", "/harbour/changes?since=9223372036854775807", "", nil).want(200)
	if !bytes.Equal(at.body, beyond.body) || at.tag() != beyond.tag() || len(at.object()["changes"].([]any)) != 0 {
		t.Errorf("since the head %s, beyond it %s", at.body, beyond.body)
	}
	if before := s.ask("GET", "/harbour/changes?since=1", "", nil).want(200); before.object()["head"] != at.object()["head"] {
		t.Errorf("since 1: %s", before.body)
	}
}

// failures signs in wrongly from each of the addresses, as other people each time,
// and gives the status of the last.
func (s *server) failures(name string, addresses ...string) int {
	s.t.Helper()
	status := 0
	for i, address := range addresses {
		body := map[string]any{"email": fmt.Sprintf("%s%d@example.org", name, i), "password": "not the password"}
		status = s.ask("POST", "/api/v1/session", "", body, "X-Forwarded-For", address).status
	}
	return status
}

func TestFailuresAreCountedByTheAddressThatATrustedProxyNames(t *testing.T) {
	s := start(t, t.TempDir(), "--trusted-proxies", "127.0.0.0/8,::1")
	many := make([]string, 11)
	for i := range many {
		many[i] = fmt.Sprintf("198.51.100.%d, 203.0.113.9", i) // the first is what the asker claims
	}
	if got := s.failures("a", many...); got != 429 {
		t.Errorf("the 11th failure of one address: status %d", got)
	}
	if got := s.failures("b", "203.0.113.10"); got != 401 {
		t.Errorf("the first failure of another address: status %d", got)
	}
}

func TestNobodyIsTrustedByDefault(t *testing.T) {
	s := start(t, t.TempDir())
	many := make([]string, 11)
	for i := range many {
		many[i] = fmt.Sprintf("203.0.113.%d", i)
	}
	if got := s.failures("a", many...); got != 429 {
		t.Errorf("the 11th failure, from the same machine: status %d", got)
	}
}

func TestProxiesThatCannotBeReadAreWrongUse(t *testing.T) {
	var out, errs bytes.Buffer
	status := run(t.Context(), []string{"serve", "--data", t.TempDir(), "--listen", freeAddress(t), "--trusted-proxies", "proxy.example.org"}, stdio{strings.NewReader(""), &out, &errs})
	if status != wrongUse || !strings.Contains(errs.String(), "--trusted-proxies") || !strings.Contains(errs.String(), "proxy.example.org") {
		t.Errorf("status %d: %s", status, errs.String())
	}
}
