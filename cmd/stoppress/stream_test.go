package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os/exec"
	"strings"
	"testing"

	"github.com/tmaxmax/go-sse"
)

// changeStory publishes, edits and withdraws, and hands over the event that tells of
// each, by its type and id, before it goes on.
func (s *server) changeStory(token string, told func(event string)) {
	s.t.Helper()
	note := func(event string, r reply) reply {
		told(fmt.Sprintf("%s %v", event, r.object()["seq"]))
		return r
	}
	const posts = "/api/v1/blogs/harbour/posts"
	first := note("post", s.ask("POST", posts, token, published("The ferries stay in port.")).want(201))
	edited := note("post", s.ask("PATCH", posts+"/"+first.id(), token, text("The ferries stay in port until noon."), "If-Match", first.tag()).want(200))
	note("post", s.ask("POST", posts, token, published("A crew has come aboard.")).want(201))
	note("gone", s.ask("DELETE", posts+"/"+first.id(), token, nil, "If-Match", edited.tag()).want(200))
}

// A library that others have written reads the stream, compressed as it asks for it.
func TestAnotherProgramsReaderUnderstandsTheStream(t *testing.T) {
	s := start(t, t.TempDir())
	s.blog("harbour")
	token := s.token("editor")
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, "GET", s.base+"/harbour/stream", nil)
	if err != nil {
		t.Fatal(err)
	}
	transport := &http.Transport{}
	defer transport.CloseIdleConnections()
	var opened = make(chan http.Header, 1)
	client := sse.Client{HTTPClient: &http.Client{Transport: transport}, ResponseValidator: func(r *http.Response) error {
		opened <- r.Header
		if !r.Uncompressed { // net/http asked for gzip, and took it off
			return errors.New("the stream came as it is")
		}
		return sse.DefaultValidator(r)
	}}
	events := make(chan string, 100)
	connection := client.NewConnection(request)
	connection.SubscribeToAll(func(e sse.Event) {
		if e.Type != "" { // it takes a time to come back for an event
			events <- e.Type + " " + e.LastEventID
		}
	})
	ended := make(chan error, 1)
	go func() { ended <- connection.Connect() }()
	<-opened
	s.changeStory(token, func(want string) {
		select {
		case got := <-events:
			if got != want {
				t.Errorf("the event was %q, want %q", got, want)
			}
		case err := <-ended:
			t.Fatalf("the stream ended: %v", err)
		}
	})
	cancel()
	<-ended
}

// curl asks for gzip and unpacks what it gets as it comes.
func TestCurlUnpacksTheStreamAsItComes(t *testing.T) {
	curl, err := exec.LookPath("curl")
	if err != nil {
		t.Skip("skipped: there is no curl on this machine")
	}
	s := start(t, t.TempDir())
	s.blog("harbour")
	token := s.token("editor")
	reading := exec.Command(curl, "--silent", "--show-error", "--no-buffer", "--compressed", s.base+"/harbour/stream")
	out, err := reading.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := reading.Start(); err != nil {
		t.Fatal(err)
	}
	defer func() { _ = reading.Process.Kill(); _ = reading.Wait() }()
	lines := bufio.NewReader(out)
	next := func(prefix string) string {
		for {
			line, err := lines.ReadString('\n')
			if rest, ok := strings.CutPrefix(line, prefix); ok {
				return strings.TrimSpace(rest)
			}
			if err != nil {
				t.Fatalf("curl ended: %v", err)
			}
		}
	}
	next("retry: ") // the stream is open
	s.changeStory(token, func(want string) {
		id := next("id: ")
		if got := next("event: ") + " " + id; got != want {
			t.Errorf("the event was %q, want %q", got, want)
		}
	})
}

func TestWhoFindsNoRoomPollsAndTheDeskStillAnswers(t *testing.T) {
	s := start(t, t.TempDir(), "--max-readers", "1")
	s.blog("harbour")
	token := s.token("editor")
	first := s.stream("/harbour/stream")
	defer first.close()
	refused := s.ask("GET", "/harbour/stream", "", nil).want(503)
	if refused.header.Get("Retry-After") != "30" || refused.header.Get("Content-Type") != "application/problem+json" || refused.header.Get("Cache-Control") != "no-store" {
		t.Errorf("the second reader is told %v", refused.header)
	}
	post := s.ask("POST", "/api/v1/blogs/harbour/posts", token, published("The ferries stay in port.")).want(201)
	if got := s.ask("GET", "/harbour/changes?since=1", "", nil).want(200); !strings.Contains(string(got.body), post.id()) {
		t.Errorf("whoever polls gets %s", got.body)
	}
	if got := first.next(); !strings.Contains(got, post.id()) {
		t.Errorf("the first reader gets %s", got)
	}
}

func TestOnSIGTERMReadersAreToldWhenToComeBack(t *testing.T) {
	s := start(t, t.TempDir())
	s.blog("harbour")
	answer, err := http.Get(s.base + "/harbour/stream")
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	s.stop() // fails the test where the server does not end well
	text, err := io.ReadAll(answer.Body)
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Fatal(err)
	}
	if got := strings.Count(string(text), "retry: "); got != 2 {
		t.Errorf("the reader was sent %q, want a time to come back at the beginning and at the end", text)
	}
}
