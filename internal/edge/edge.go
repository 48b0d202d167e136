package edge

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"strings"
	"sync"
	"time"

	"golang.org/x/sync/singleflight"

	"github.com/stoppress/stoppress/internal/coverage"
	"github.com/stoppress/stoppress/internal/document"
	"github.com/stoppress/stoppress/internal/fanout"
	"github.com/stoppress/stoppress/internal/problem"
)

// Options are what an edge needs.
type Options struct {
	Origin string // the address of the server that it follows, without "/" at its end
	Hub    *fanout.Hub
	Press  *document.Press
	Log    *slog.Logger
}

// Edge answers readers.
type Edge struct {
	origin     *origin
	hub        *fanout.Hub
	press      *document.Press
	log        *slog.Logger
	complaints complaints
	times      times
	mux        *http.ServeMux
	copies     *copies
	answers    *copies            // to whoever polls
	asking     singleflight.Group // one question to the origin for each address

	ctx     context.Context // of all that the edge does by itself; ends with Close
	cancel  context.CancelFunc
	running sync.WaitGroup

	mu    sync.Mutex // guards blogs; held for map work only
	blogs map[coverage.Slug]*followed
}

// New makes an edge. Its owner calls Close.
func New(opts Options) *Edge { return newEdge(opts, usual) }

func newEdge(opts Options, t times) *Edge {
	e := &Edge{
		origin: newOrigin(opts.Origin, t), hub: opts.Hub, press: opts.Press, log: opts.Log, complaints: complaints{log: opts.Log}, times: t,
		mux: http.NewServeMux(), copies: newCopies(copiesBytes), answers: newCopies(answersBytes), blogs: map[coverage.Slug]*followed{},
	}
	e.ctx, e.cancel = context.WithCancel(context.Background())
	e.mux.HandleFunc("GET /{blog}/stream", e.serveStream)
	e.mux.HandleFunc("GET /{blog}/changes", e.serveChanges)
	e.mux.HandleFunc("GET /", e.serveCopy)
	e.running.Go(e.sweep)
	return e
}

// Close ends all that the edge does by itself, and returns when it has ended.
// Readers are answered from what is known until they are gone.
func (e *Edge) Close() {
	e.mu.Lock() // nothing is begun after it
	e.cancel()
	e.mu.Unlock()
	e.running.Wait()
	e.origin.close()
}

// WaitForOrigin returns when the origin serves requests, or ctx ends.
func (e *Edge) WaitForOrigin(ctx context.Context) error {
	for {
		err := e.origin.isReady(ctx)
		if err == nil {
			return nil
		}
		e.complaints.say("waiting for the origin", "origin", e.origin.base, "error", err)
		select {
		case <-time.After(e.times.first):
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// ServeHTTP answers a reader.
func (e *Edge) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		w.Header().Set("Allow", "GET, HEAD")
		w.Header().Set("Cache-Control", "private, no-store")
		problem.New(http.StatusMethodNotAllowed, "this is an edge for readers, who read with GET; changes go to its origin").Write(w)
		return
	}
	if first, _, _ := strings.Cut(strings.TrimPrefix(r.URL.Path, "/"), "/"); first == "desk" || first == "api" {
		w.Header().Set("Cache-Control", "private, no-store") // as at the origin
		problem.New(http.StatusNotFound, "this is an edge for readers; the desk and the API are at its origin").Write(w)
		return
	}
	e.mux.ServeHTTP(w, r)
}

// refuse answers with a problem. What the origin is at fault for goes into the log
// where it is noticed: here it would be there once for each reader.
func (e *Edge) refuse(w http.ResponseWriter, err error) {
	w.Header().Set("Cache-Control", "no-store")
	_, isProblem := errors.AsType[*problem.Problem](err)
	_, isOurs := errors.AsType[*coverage.Error](err)
	if !isProblem && !isOurs {
		err = &coverage.Error{Kind: coverage.Unavailable, Message: "this cannot be reached now; try again in a moment", Cause: err}
	}
	problem.Of(err, slog.New(slog.DiscardHandler)).Write(w)
}
