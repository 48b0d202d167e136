package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/netip"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// stoppress is a running server, the built program with a data directory of its
// own, and an editor's token for it.
type stoppress struct {
	program, data string
	listen        netip.AddrPort
	token         string
	command       *exec.Cmd
	log           *os.File
	client        http.Client
}

func startStoppress(ctx context.Context, b *bench) (*stoppress, error) {
	dir, err := os.MkdirTemp(b.dir, "stoppress")
	if err != nil {
		return nil, err
	}
	s := &stoppress{program: b.Stoppress, data: filepath.Join(dir, "data")}
	if s.listen, err = free(); err != nil {
		return nil, err
	}
	if s.log, err = os.Create(filepath.Join(dir, "log")); err != nil {
		return nil, err
	}
	if err := s.serve(); err != nil {
		return nil, err
	}
	out, err := exec.CommandContext(ctx, s.program, "token", "create", "--role", "editor", "--data", s.data).Output()
	if err != nil {
		return nil, fmt.Errorf("make a token: %w", err)
	}
	s.token = strings.TrimSpace(string(out))
	return s, nil
}

// serve starts the server, and waits until it is ready.
func (s *stoppress) serve() error {
	s.command = exec.Command(s.program, "serve", "--data", s.data, "--listen", s.listen.String())
	s.command.Stderr = s.log
	if err := s.command.Start(); err != nil {
		return fmt.Errorf("start %s: %w", s.program, err)
	}
	for end := time.Now().Add(30 * time.Second); time.Now().Before(end); time.Sleep(10 * time.Millisecond) { // there is no event to wait for
		answer, err := http.Get(s.url("/readyz"))
		if err != nil {
			continue
		}
		answer.Body.Close()
		if answer.StatusCode == http.StatusOK {
			return nil
		}
	}
	return fmt.Errorf("%s is not ready after 30 s; its log is %s", s.program, s.log.Name())
}

func (s *stoppress) url(path string) string { return "http://" + s.listen.String() + path }

func (s *stoppress) pids() []int { return []int{s.command.Process.Pid} }

func (s *stoppress) stop() error { return terminate(s.command, 15*time.Second) }

// object is a post or a blog.
type object struct {
	ID  string `json:"id"`
	Seq uint64 `json:"seq"`
}

// ask asks the API.
func (s *stoppress) ask(ctx context.Context, method, path string, body any, seq uint64) (o object, err error) {
	encoded, err := json.Marshal(body)
	if err != nil {
		return o, err
	}
	r, err := http.NewRequestWithContext(ctx, method, s.url(path), bytes.NewReader(encoded))
	if err != nil {
		return o, err
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Authorization", "Bearer "+s.token)
	if seq > 0 {
		r.Header.Set("If-Match", fmt.Sprintf(`"%d"`, seq))
	}
	answer, err := s.client.Do(r)
	if err != nil {
		return o, err
	}
	defer answer.Body.Close()
	data, err := io.ReadAll(answer.Body)
	if err != nil {
		return o, err
	}
	if answer.StatusCode/100 != 2 {
		return o, fmt.Errorf("%s %s: %s: %s", method, path, answer.Status, data)
	}
	return o, json.Unmarshal(data, &o)
}

func (s *stoppress) blog(ctx context.Context, slug string) error {
	_, err := s.ask(ctx, http.MethodPost, "/api/v1/blogs", map[string]any{"slug": slug, "title": "Harbour talks"}, 0)
	return err
}

// words makes a post's body of about so many bytes, that ends with the mark and is
// another one for each n.
func words(n, size int) map[string]any {
	start, end := fmt.Sprintf("Update %09d. ", n), "."+mark
	text := start + prose(n, size-len(start)-len(end)) + end
	return map[string]any{"status": "published", "elements": []any{map[string]any{"type": "text", "html": "<p>" + text + "</p>"}}}
}

// fitting finds the size of words that makes an event of payloadSize bytes.
func (s *stoppress) fitting(ctx context.Context, slug string) (int, error) {
	const guess = 1000
	made, err := s.ask(ctx, http.MethodPost, "/api/v1/blogs/"+slug+"/posts", words(1, guess), 0)
	if err != nil {
		return 0, err
	}
	if made, err = s.ask(ctx, http.MethodPatch, "/api/v1/blogs/"+slug+"/posts/"+made.ID, words(2, guess), made.Seq); err != nil {
		return 0, err // an edited post says so, and is somewhat larger
	}
	answer, err := s.client.Get(s.url(fmt.Sprintf("/%s/changes?since=%d", slug, made.Seq-1)))
	if err != nil {
		return 0, err
	}
	defer answer.Body.Close()
	var got struct{ Changes []json.RawMessage }
	if err := json.NewDecoder(answer.Body).Decode(&got); err != nil {
		return 0, err
	}
	if len(got.Changes) != 1 {
		return 0, fmt.Errorf("an edit made %d changes, want 1", len(got.Changes))
	}
	event := fmt.Sprintf("id: %d\nevent: post\ndata: %s\n\n", made.Seq, got.Changes[0])
	return guess + payloadSize - len(event), nil
}

func startStoppressPeer(ctx context.Context, b *bench, gzip bool) (*peer, error) {
	s, err := startStoppress(ctx, b)
	if err != nil {
		return nil, err
	}
	if err := s.blog(ctx, "harbour"); err != nil {
		return nil, err
	}
	size, err := s.fitting(ctx, "harbour")
	if err != nil {
		return nil, err
	}
	post, err := s.ask(ctx, http.MethodPost, "/api/v1/blogs/harbour/posts", words(0, size), 0)
	if err != nil {
		return nil, err
	}
	return &peer{
		address: s.listen, pids: s.pids(), stop: s.stop,
		request: get("/harbour/stream", s.listen.String(), accepts(gzip)...),
		publish: func(ctx context.Context, n int) error {
			post, err = s.ask(ctx, http.MethodPatch, "/api/v1/blogs/harbour/posts/"+post.ID, words(n, size), post.Seq)
			return err
		},
	}, nil
}
