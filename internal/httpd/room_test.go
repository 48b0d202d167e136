package httpd

import (
	"io"
	"log/slog"
	"net"
	"net/http"
	"testing"

	"go.uber.org/goleak"
	"pgregory.net/rapid"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func TestReadersNeverTakeTheRoomOfTheOthers(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		descriptors := rapid.IntRange(2*leastOthers, 2_000_000).Draw(t, "descriptors")
		wished := rapid.IntRange(0, 3_000_000).Draw(t, "wished")
		room := divide(descriptors, wished)
		if room.Readers+room.Others != descriptors || room.Readers < 1 || room.Others < leastOthers {
			t.Fatalf("%d descriptors, %d readers wished for: %+v", descriptors, wished, room)
		}
		if wished > 0 && room.Readers > wished {
			t.Fatalf("%d readers wished for, %d let in", wished, room.Readers)
		}
	})
}

// While it is crowded, connections for pages end with their answer, and those of the
// desk and the API stay.
func TestInACrowdTheDeskKeepsItsConnections(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s := New(slog.New(slog.DiscardHandler), Room{Readers: 10, Others: 6})
	s.Open(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {}))
	s.Serve(l, nil)
	defer s.Close()
	client := &http.Client{Transport: &http.Transport{}}
	defer client.CloseIdleConnections()
	closes := func(path string) bool {
		t.Helper()
		answer, err := client.Get("http://" + l.Addr().String() + path)
		if err != nil {
			t.Fatal(err)
		}
		_, _ = io.Copy(io.Discard, answer.Body)
		answer.Body.Close()
		return answer.Close
	}
	if closes("/harbour") {
		t.Error("a page's connection is closed although there is room")
	}
	var idle []net.Conn
	for range 3 {
		conn, err := net.Dial("tcp", l.Addr().String())
		if err != nil {
			t.Fatal(err)
		}
		defer conn.Close()
		if _, err := io.WriteString(conn, "GET /healthz HTTP/1.1\r\nHost: harbour.example\r\n\r\n"); err != nil {
			t.Fatal(err)
		}
		if _, err := conn.Read(make([]byte, 1)); err != nil {
			t.Fatal(err)
		}
		idle = append(idle, conn)
	}
	if !closes("/harbour") {
		t.Errorf("with %d connections and room for 6 a page's is kept open", len(idle)+1)
	}
	for _, path := range []string{"/api/v1/blogs", "/desk/"} {
		if closes(path) {
			t.Errorf("the connection of %s is closed", path)
		}
	}
}
