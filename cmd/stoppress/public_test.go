package main

import (
	"bufio"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"
)

// nextEvent gives the next event of a stream, without its comments and its retry.
func (s *server) nextEvent(path string) string {
	s.t.Helper()
	stream := s.stream(path)
	defer stream.close()
	return stream.next()
}

// openStream is a stream that is being read.
type openStream struct {
	t      testing.TB
	header http.Header
	lines  *bufio.Scanner
	close  func()
}

func (s *server) stream(path string, headers ...string) *openStream {
	s.t.Helper()
	ctx, cancel := context.WithTimeout(s.t.Context(), 20*time.Second)
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, s.base+path, nil)
	if err != nil {
		s.t.Fatal(err)
	}
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	a, err := http.DefaultClient.Do(r)
	if err != nil {
		s.t.Fatal(err)
	}
	lines := bufio.NewScanner(a.Body)
	lines.Buffer(nil, 1<<20)
	return &openStream{s.t, a.Header, lines, func() { cancel(); io.Copy(io.Discard, a.Body); a.Body.Close() }}
}

// next gives the lines of the next event.
func (o *openStream) next() string {
	o.t.Helper()
	var event []string
	for o.lines.Scan() {
		line := o.lines.Text()
		switch {
		case line == "" && len(event) > 0:
			return strings.Join(event, "\n")
		case line == "", strings.HasPrefix(line, ":"), strings.HasPrefix(line, "retry:"):
		default:
			event = append(event, line)
		}
	}
	o.t.Fatalf("the stream ended: %v", o.lines.Err())
	return ""
}

func TestTheStreamBringsEveryPublicChange(t *testing.T) {
	s := start(t, t.TempDir())
	s.blog("harbour")
	editor := s.token("editor")
	stream := s.stream("/harbour/stream")
	defer stream.close()
	for name, want := range map[string]string{"Content-Type": "text/event-stream", "Cache-Control": "no-store", "X-Accel-Buffering": "no"} {
		if got := stream.header.Get(name); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
	s.ask("POST", posts, editor, text("a draft")).want(201)
	post := s.ask("POST", posts, editor, published("The ferries stay in port.", "title", "Ferries", "keyEvent", true)).want(201)
	seq := post.object()["seq"]

	event := stream.next()
	if !strings.HasPrefix(event, "event: post\ndata: ") {
		t.Fatalf("a post that changes the header too must not carry the id: %q", event)
	}
	var sent struct {
		Type, ID, HTML, Title, PublishedAt string
		Seq                                float64
		KeyEvent, Pinned, Summary          bool
	}
	if err := json.Unmarshal([]byte(strings.TrimPrefix(event, "event: post\ndata: ")), &sent); err != nil {
		t.Fatal(err)
	}
	if sent.Type != "post" || sent.ID != post.id() || sent.Seq != seq || !sent.KeyEvent || sent.Title != "Ferries" {
		t.Errorf("sent %+v", sent)
	}
	page := string(s.ask("GET", "/harbour", "", nil).want(200).body)
	if !strings.Contains(page, sent.HTML) {
		t.Error("the article of the event is not, to the byte, that of the page")
	}
	if event := stream.next(); !strings.HasPrefix(event, fmt.Sprintf("id: %v\nevent: blog\ndata: ", seq)) || !strings.Contains(event, `"keyEvents":[{"id":"`+post.id()) {
		t.Errorf("the header's event is %q", event)
	}
	gone := s.ask("DELETE", posts+"/"+post.id(), editor, nil, "If-Match", post.tag()).want(200).object()["seq"]
	if event, want := stream.next(), fmt.Sprintf("event: gone\ndata: {\"type\":\"gone\",\"seq\":%v,\"id\":%q}", gone, post.id()); event != want {
		t.Errorf("got %q\nwant %q", event, want)
	}
	if event := stream.next(); !strings.Contains(event, `"keyEvents":[]`) {
		t.Errorf("the header's event is %q", event)
	}
	late := s.stream("/harbour/stream?since=1", "Last-Event-ID", fmt.Sprint(seq))
	defer late.close()
	if event := late.next(); !strings.Contains(event, "event: gone") {
		t.Errorf("Last-Event-ID does not win over since: %q", event)
	}
}

func TestAStreamSinceTheFutureIsNoError(t *testing.T) {
	s := start(t, t.TempDir())
	s.blog("harbour")
	changes := s.ask("GET", "/harbour/changes?since=9223372036854775807", "", nil).want(200).object()
	if len(changes["changes"].([]any)) != 0 || changes["head"].(float64) < 1 {
		t.Errorf("answered %v", changes)
	}
	if poll := changes["poll"].(float64); poll < 1 || poll > 60 {
		t.Errorf("poll %v", poll)
	}
}

func TestPublicAnswersMayBeKeptAndPurged(t *testing.T) {
	s := start(t, t.TempDir())
	s.blog("harbour")
	editor := s.token("editor")
	blog := s.ask("GET", "/api/v1/blogs/harbour", editor, nil).id()
	post := s.ask("POST", posts, editor, published(strings.Repeat("The ferries stay in port. ", 50))).want(201)
	for _, path := range []string{"/harbour", "/harbour/posts/" + post.id(), "/harbour.json", "/harbour/changes?since=0"} {
		plain := s.ask("GET", path, "", nil, "Accept-Encoding", "identity", "Host", "evil.example", "X-Forwarded-Host", "evil.example").want(200)
		if got := plain.header.Get("Surrogate-Key"); got != "blog-"+blog {
			t.Errorf("%s: Surrogate-Key %q", path, got)
		}
		if got := plain.header.Get("Cache-Control"); !strings.HasPrefix(got, "public, max-age=") {
			t.Errorf("%s: Cache-Control %q", path, got)
		}
		if strings.Contains(string(plain.body), "evil.example") {
			t.Errorf("%s: an address was taken from a header", path)
		}
		if r := s.ask("GET", path, "", nil, "If-None-Match", plain.tag()).want(304); len(r.body) != 0 {
			t.Errorf("%s: 304 with a body", path)
		}
		for _, encoding := range []string{"br", "gzip"} {
			if packed := s.ask("GET", path, "", nil, "Accept-Encoding", encoding).want(200); packed.header.Get("Content-Encoding") != encoding || len(packed.body) >= len(plain.body) {
				t.Errorf("%s as %s: %d bytes of %d, %q", path, encoding, len(packed.body), len(plain.body), packed.header.Get("Content-Encoding"))
			}
		}
		for _, name := range []string{"Content-Security-Policy", "X-Content-Type-Options", "Referrer-Policy"} {
			if plain.header.Get(name) == "" {
				t.Errorf("%s: no %s", path, name)
			}
		}
	}
	page := s.ask("GET", "/harbour", "", nil)
	_, sheet, _ := strings.Cut(string(page.body), "<style>")
	sheet, _, there := strings.Cut(sheet, "</style>")
	digest := sha256.Sum256([]byte(sheet))
	if policy := page.header.Get("Content-Security-Policy"); !there || !strings.Contains(policy, "style-src 'self' 'sha256-"+base64.StdEncoding.EncodeToString(digest[:])+"';") {
		t.Errorf("the page's own style of %d bytes is not let in by %s", len(sheet), policy)
	}
	var public map[string]any
	if err := json.Unmarshal(s.ask("GET", "/harbour.json", "", nil).body, &public); err != nil {
		t.Fatal(err)
	}
	shown := public["posts"].([]any)[0].(map[string]any)
	for _, hidden := range []string{"status", "author", "createdAt"} {
		if _, there := shown[hidden]; there {
			t.Errorf("the public JSON has %q", hidden)
		}
	}
	s.ask("GET", "/nothing", "", nil).want(404)
	s.ask("GET", "/nothing.json", "", nil).want(404)
	s.ask("GET", "/nothing/stream", "", nil).want(404)
	s.ask("GET", "/harbour/", "", nil).want(308)
	s.ask("POST", "/harbour", "", `{}`).want(405)
}

func TestTheJSONOfALongBlogHasAnAddressForTheRest(t *testing.T) {
	s := start(t, t.TempDir())
	s.blog("harbour")
	editor := s.token("editor")
	const n = 205
	at := time.Date(2026, 3, 4, 9, 0, 0, 0, time.UTC)
	for i := range n {
		s.ask("POST", posts, editor, published(fmt.Sprint("post ", i), "publishedAt", at.Add(time.Duration(i/2)*time.Minute).Format(time.RFC3339))).want(201)
	}
	seen := map[string]bool{}
	last := ""
	for path := "/harbour.json"; path != ""; {
		page := s.ask("GET", path, "", nil).want(200).object()
		for _, p := range page["posts"].([]any) {
			post := p.(map[string]any)
			place := post["publishedAt"].(string) + post["id"].(string)
			if last != "" && place >= last {
				t.Fatalf("%s does not come before %s", place, last)
			}
			last = place
			seen[post["id"].(string)] = true
		}
		next, _ := page["next"].(string)
		path = strings.TrimPrefix(next, s.base)
	}
	if len(seen) != n {
		t.Errorf("%d posts, want %d", len(seen), n)
	}
	for path, want := range map[string]int{"/harbour": 55, "/harbour?page=3": 50, "/harbour?page=1": 50} {
		if got := strings.Count(string(s.ask("GET", path, "", nil).want(200).body), `<article id="post-`); got != want {
			t.Errorf("%s has %d posts, want %d", path, got, want)
		}
	}
	s.ask("GET", "/harbour?page=4", "", nil).want(404)
}

func TestEverythingIsTheSameAfterARestart(t *testing.T) {
	dir := t.TempDir()
	s := start(t, dir, "--base-url", "https://live.example.org")
	s.blog("harbour")
	editor := s.token("editor")
	first := s.ask("POST", posts, editor, published("one", "title", "One", "keyEvent", true)).want(201)
	s.ask("POST", posts, editor, published("two", "relations", []any{map[string]any{"type": "contradicts", "post": first.id()}})).want(201)
	third := s.ask("POST", posts, editor, published("three", "relations", []any{map[string]any{"type": "confirms", "post": first.id()}})).want(201)
	s.ask("DELETE", posts+"/"+third.id(), editor, nil, "If-Match", third.tag()).want(200)
	addresses := []string{"/", "/harbour", "/harbour.json", "/harbour/changes?since=0", "/harbour/changes?since=3", "/harbour/posts/" + first.id()}
	before := map[string]string{}
	for _, a := range addresses {
		before[a] = string(s.ask("GET", a, "", nil).want(200).body)
	}
	s.stop()
	s = start(t, dir, "--base-url", "https://live.example.org")
	for _, a := range addresses {
		if got := string(s.ask("GET", a, "", nil).want(200).body); got != before[a] {
			t.Errorf("%s:\nbefore %s\n after %s", a, before[a], got)
		}
	}
}
