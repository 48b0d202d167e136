package httpd

import (
	"io"
	"log/slog"
	"net"
	"net/http"
	"testing"
	"testing/synctest"
	"time"
)

// pipes is a listener whose connections are in memory, so that time can be made to
// pass.
type pipes struct {
	conns chan net.Conn
	done  chan struct{}
}

func (p pipes) Accept() (net.Conn, error) {
	select {
	case conn := <-p.conns:
		return conn, nil
	case <-p.done:
		return nil, net.ErrClosed
	}
}

func (p pipes) Close() error   { close(p.done); return nil }
func (p pipes) Addr() net.Addr { return &net.UnixAddr{Name: "memory"} }

// Who opens a connection and says nothing, or says it very slowly, does not keep it.
func TestWhoTakesTooLongToAskIsLetGo(t *testing.T) {
	for name, words := range map[string]string{
		"says nothing":       "",
		"breaks off":         "GET /harbour HT",
		"ends no header":     "GET /harbour HTTP/1.1\r\nHost: harbour.example\r\n",
		"asks nothing after": "GET /harbour HTTP/1.1\r\nHost: harbour.example\r\n\r\n",
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				l := pipes{make(chan net.Conn), make(chan struct{})}
				s := New(slog.New(slog.DiscardHandler), Room{Readers: 10, Others: 100})
				s.Open(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {}))
				s.Serve(l, nil)
				mine, theirs := net.Pipe()
				l.conns <- theirs
				began := time.Now()
				go func() { _, _ = io.WriteString(mine, words) }()
				_, _ = io.Copy(io.Discard, mine) // until it is closed
				if took := time.Since(began); took > idleFor+headerWithin {
					t.Errorf("the connection was kept for %v", took)
				}
				mine.Close()
				s.Close()
			})
		})
	}
}
