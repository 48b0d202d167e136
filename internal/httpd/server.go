package httpd

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"sync/atomic"
	"time"

	"github.com/stoppress/stoppress/internal/coverage"
	"github.com/stoppress/stoppress/internal/problem"
)

const (
	headerWithin = 15 * time.Second
	idleFor      = 2 * time.Minute
	maxHeader    = 64 << 10 // in bytes, with the request's first line
	finishWithin = 5 * time.Second
)

// Server listens and serves. The zero Server is not ready to use; see New.
type Server struct {
	log     *slog.Logger
	site    http.Handler // set before open
	open    atomic.Bool
	may     atomic.Pointer[policies]
	room    Room
	servers []*http.Server
	failed  chan error // holds one: the first listener that failed

	connections atomic.Int64 // open, but for those of streams, which are handed over
}

// New makes a server that has so much room.
func New(log *slog.Logger, room Room) *Server {
	s := &Server{log: log, room: room, failed: make(chan error, 1)}
	s.may.Store(newPolicies())
	return s
}

// Serve answers requests from the listener. wrap, which may be nil, sees each
// request first.
func (s *Server) Serve(l net.Listener, wrap func(http.Handler) http.Handler) {
	var h http.Handler = http.HandlerFunc(s.serve)
	if wrap != nil {
		h = wrap(h)
	}
	server := &http.Server{
		Handler:           withSafety(s.log, s.may.Load, h),
		ReadHeaderTimeout: headerWithin,
		IdleTimeout:       idleFor,
		MaxHeaderBytes:    maxHeader,
		ConnState:         s.count,
		ErrorLog:          slog.NewLogLogger(s.log.Handler(), slog.LevelDebug),
	}
	s.servers = append(s.servers, server)
	go func() { // ends with Close
		if err := server.Serve(l); !errors.Is(err, http.ErrServerClosed) {
			select {
			case s.failed <- fmt.Errorf("listen on %s: %w", l.Addr(), err):
			default:
			}
		}
	}()
}

// count follows how many connections are open.
func (s *Server) count(_ net.Conn, state http.ConnState) {
	switch state {
	case http.StateNew:
		s.connections.Add(1)
	case http.StateHijacked, http.StateClosed:
		s.connections.Add(-1)
	}
}

// Open hands the site to the listeners: from now on it is ready. It is called once.
// sheets are the styles that its pages hold.
func (s *Server) Open(site http.Handler, sheets ...string) {
	s.site = site
	s.may.Store(newPolicies(sheets...))
	s.open.Store(true)
}

func (s *Server) serve(w http.ResponseWriter, r *http.Request) {
	open := s.open.Load()
	switch r.URL.Path {
	case "/healthz":
		answerPlain(w, http.StatusOK, "alive\n")
	case "/readyz":
		if !open {
			answerPlain(w, http.StatusServiceUnavailable, "starting\n")
			return
		}
		answerPlain(w, http.StatusOK, "ready\n")
	default:
		if !open {
			p := problem.Of(coverage.Errorf(coverage.Unavailable, "the server is starting; try again in a moment"), slog.New(slog.DiscardHandler))
			w.Header().Set("Cache-Control", "no-store")
			p.Write(w)
			return
		}
		if s.crowded() && !isForStaff(r.URL.Path) {
			w.Header().Set("Connection", "close")
		}
		s.site.ServeHTTP(w, r)
	}
}

// isForStaff tells whether an address is one of those that reporters and editors
// work with.
func isForStaff(path string) bool {
	return strings.HasPrefix(path, "/api/") || strings.HasPrefix(path, "/desk/")
}

func answerPlain(w http.ResponseWriter, status int, text string) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	_, _ = w.Write([]byte(text)) // whoever asked may have gone away
}

// Failed tells why a listener has failed, should one fail: nobody is served there
// any more.
func (s *Server) Failed() <-chan error { return s.failed }

// Close stops listening, lets requests that run finish for a while, and ends those
// that do not.
func (s *Server) Close() {
	ctx, cancel := context.WithTimeout(context.Background(), finishWithin)
	defer cancel()
	for _, server := range s.servers {
		if err := server.Shutdown(ctx); err != nil {
			s.log.Warn("requests that did not finish in time are cut off", "error", err)
			_ = server.Close() // there is nothing left to do for them
		}
	}
}
