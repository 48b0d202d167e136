package edge

import (
	"context"
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
	origin *origin
	hub    *fanout.Hub
	press  *document.Press
	log    *slog.Logger
	mux    *http.ServeMux
	copies *copies
	asking singleflight.Group // one question to the origin for each address

	ctx     context.Context // of all that the edge does by itself; ends with Close
	cancel  context.CancelFunc
	running sync.WaitGroup

	mu    sync.Mutex // guards blogs; held for map work only
	blogs map[coverage.Slug]*followed
}

// New makes an edge. Its owner calls Close.
func New(opts Options) *Edge {
	e := &Edge{
		origin: newOrigin(opts.Origin), hub: opts.Hub, press: opts.Press, log: opts.Log,
		mux: http.NewServeMux(), copies: newCopies(), blogs: map[coverage.Slug]*followed{},
	}
	e.ctx, e.cancel = context.WithCancel(context.Background())
	e.mux.HandleFunc("GET /{blog}/stream", e.serveStream)
	e.mux.HandleFunc("GET /{blog}/changes", e.serveChanges)
	e.mux.HandleFunc("GET /", e.serveCopy)
	return e
}

// Close ends all that the edge does by itself, and returns when it has ended.
func (e *Edge) Close() {
	e.mu.Lock() // nothing is begun after it
	e.cancel()
	e.mu.Unlock()
	e.running.Wait()
	e.origin.http.CloseIdleConnections()
}

// WaitForOrigin returns when the origin serves requests, or ctx ends.
func (e *Edge) WaitForOrigin(ctx context.Context) error {
	for {
		err := e.origin.isReady(ctx)
		if err == nil {
			return nil
		}
		e.log.Warn("waiting for the origin", "origin", e.origin.base, "error", err)
		select {
		case <-time.After(tryFirst):
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// ServeHTTP answers a reader.
func (e *Edge) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		w.Header().Set("Allow", "GET, HEAD")
		problem.New(http.StatusMethodNotAllowed, "this is an edge for readers, who read with GET; changes go to its origin").Write(w)
		return
	}
	if first, _, _ := strings.Cut(strings.TrimPrefix(r.URL.Path, "/"), "/"); first == "desk" || first == "api" {
		w.Header().Set("Cache-Control", "no-store")
		problem.New(http.StatusNotFound, "this is an edge for readers; the desk and the API are at its origin").Write(w)
		return
	}
	e.mux.ServeHTTP(w, r)
}

func (e *Edge) refuse(w http.ResponseWriter, err error) {
	w.Header().Set("Cache-Control", "no-store")
	problem.Of(err, e.log).Write(w)
}
