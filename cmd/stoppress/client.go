package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"github.com/stoppress/stoppress/internal/config"
	"github.com/stoppress/stoppress/internal/problem"
)

// client talks to a server's API.
type client struct {
	http    *http.Client
	base    string
	token   string
	dataDir string // whose socket it talks to; empty where it talks to an address
}

// answerWithin is how long a command waits for an answer.
const answerWithin = time.Minute

// connect finds the server that a command is about: at --server, or at the socket
// in the data directory.
func (p place) connect() (*client, error) {
	if p.Server != "" {
		base, err := config.BaseURL(p.Server, nil)
		if err != nil {
			return nil, usageError{err.Error()}
		}
		token := os.Getenv("STOPPRESS_TOKEN")
		if token == "" {
			return nil, errors.New("set STOPPRESS_TOKEN to an API token of that server; \"stoppress token create\" makes one there")
		}
		return &client{http: &http.Client{Timeout: answerWithin}, base: base, token: token}, nil
	}
	transport := &http.Transport{DialContext: func(ctx context.Context, _, _ string) (net.Conn, error) {
		return config.DialAdmin(ctx, p.Data)
	}}
	c := &client{http: &http.Client{Timeout: answerWithin, Transport: transport}, base: "http://admin.sock", dataDir: p.Data}
	return c, nil
}

// call sends a request and decodes the answer into out, which may be nil.
func (c *client) call(ctx context.Context, method, path string, in, out any, headers ...string) error {
	var body io.Reader
	if in != nil {
		data, err := json.Marshal(in)
		if err != nil {
			return err
		}
		body = bytes.NewReader(data)
	}
	r, err := http.NewRequestWithContext(ctx, method, c.base+path, body)
	if err != nil {
		return err
	}
	if in != nil {
		r.Header.Set("Content-Type", "application/json")
	}
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	if c.token != "" {
		r.Header.Set("Authorization", "Bearer "+c.token)
	}
	answer, err := c.http.Do(r)
	if err != nil {
		return c.unreachable(err)
	}
	defer answer.Body.Close()
	data, err := io.ReadAll(io.LimitReader(answer.Body, 64<<20))
	if err != nil {
		return fmt.Errorf("read the server's answer: %w", err)
	}
	if answer.StatusCode >= http.StatusMultipleChoices {
		return refusal(answer, data)
	}
	if answer.Header.Get("Idempotency-Replayed") != "" {
		if marked, ok := out.(*replayed); ok {
			marked.yes = true
		}
	}
	if out == nil || len(data) == 0 {
		return nil
	}
	if err := json.Unmarshal(data, out); err != nil {
		return fmt.Errorf("understand the server's answer: %w", err)
	}
	return nil
}

// replayed is an answer of which only one thing matters: that the same request was
// answered before.
type replayed struct{ yes bool }

// UnmarshalJSON takes any answer.
func (*replayed) UnmarshalJSON([]byte) error { return nil }

func (c *client) unreachable(err error) error {
	var dns *net.DNSError
	switch {
	case errors.Is(err, fs.ErrNotExist), errors.Is(err, syscall.ECONNREFUSED) && c.token == "":
		return fmt.Errorf("no server is running on the data directory %q; start one with \"stoppress serve --data DIR\", or name one with --data or --server", c.dataDir)
	case errors.Is(err, syscall.ECONNREFUSED), errors.As(err, &dns):
		return fmt.Errorf("no server answers at %s; check --server", c.base)
	case errors.Is(err, fs.ErrPermission):
		return errors.New("the data directory belongs to somebody else; run this as the user that runs the server")
	}
	return fmt.Errorf("ask the server: %w", err)
}

// refused is an answer other than the one that was asked for.
type refused struct {
	status  int
	message string
}

func (e *refused) Error() string { return e.message }

func refusal(answer *http.Response, data []byte) error {
	var p problem.Problem
	if json.Unmarshal(data, &p) != nil || p.Detail == "" {
		return &refused{answer.StatusCode, "the server answered " + answer.Status}
	}
	message := p.Detail
	if len(p.Errors) > 0 {
		said := make([]string, len(p.Errors))
		for i, f := range p.Errors {
			said[i] = strings.TrimPrefix(f.Location, "body.") + " " + f.Message
		}
		message = strings.Join(said, "; ")
	}
	return &refused{answer.StatusCode, message}
}

// isStatus tells whether the server answered with the status.
func isStatus(err error, status int) bool {
	var r *refused
	return errors.As(err, &r) && r.status == status
}

// printJSON writes one JSON value.
func (s stdio) printJSON(value any) error {
	e := json.NewEncoder(s.out)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(value)
}

// say writes a line for a person.
func (s stdio) say(format string, args ...any) error {
	_, err := fmt.Fprintf(s.out, format+"\n", args...)
	return err
}

// read gives the bytes of a file, or of standard input for "-" and "".
func (s stdio) read(name string, limit int64) ([]byte, error) {
	from, what := s.in, "standard input"
	if name != "" && name != "-" {
		f, err := os.Open(name)
		if err != nil {
			return nil, fmt.Errorf("open the file: %w", err)
		}
		defer f.Close()
		from, what = f, filepath.Base(name)
	}
	data, err := io.ReadAll(io.LimitReader(from, limit+1))
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", what, err)
	}
	if int64(len(data)) > limit {
		return nil, fmt.Errorf("%s has more than %d MiB; divide it", what, limit>>20)
	}
	return data, nil
}

// segment makes a part of an address.
func segment(s string) string { return url.PathEscape(s) }
