package httpd_test

import (
	"log/slog"
	"net"
	"testing"

	"github.com/stoppress/stoppress/internal/httpd"
)

func TestAListenerThatFailsIsNoticed(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s := httpd.New(slog.New(slog.DiscardHandler), httpd.Room{})
	s.Serve(l, nil)
	l.Close() // not by the server: as if the socket had broken
	if err := <-s.Failed(); err == nil {
		t.Error("a broken listener was taken for a closed one")
	}
	s.Close()
}
