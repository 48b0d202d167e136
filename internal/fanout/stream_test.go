package fanout_test

import (
	"bufio"
	"compress/gzip"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stoppress/stoppress/internal/coverage"
	"github.com/stoppress/stoppress/internal/fanout"
)

// Each way in which a stream can reach a reader. All tests here hold for all of them.
var ways = []struct {
	name   string
	parked bool
	open   func(*httptest.Server)
}{
	{"HTTP 1.1, parked", runtime.GOOS == "linux", (*httptest.Server).Start},
	{"TLS", false, (*httptest.Server).StartTLS},
	{"HTTP 2", false, func(s *httptest.Server) { s.EnableHTTP2 = true; s.StartTLS() }},
}

// site serves one source's stream.
type site struct {
	source
	server *httptest.Server
	url    string
	lost   chan struct{} // one for each reader that has left

	hangUps []func() // end what the test's own readers hold
}

func inEachWay(t *testing.T, room int, test func(t *testing.T, s *site)) {
	for _, way := range ways {
		t.Run(way.name, func(t *testing.T) {
			warmUp()
			before := descriptors(t)
			s := &site{source: source{hub: fanout.New(room)}, lost: make(chan struct{}, 10_000)}
			s.server = httptest.NewUnstartedServer(http.HandlerFunc(s.serve))
			s.server.Config.ReadHeaderTimeout = time.Second
			way.open(s.server)
			s.url = s.server.URL
			test(t, s)
			if s.hub.Stats().Readers > 0 && (s.hub.Stats().Parked > 0) != way.parked {
				t.Errorf("of %d readers %d are parked", s.hub.Stats().Readers, s.hub.Stats().Parked)
			}
			s.close()
			await(t, "descriptors left behind", func() bool { return descriptors(t) <= before })
		})
	}
}

func (s *site) close() {
	for _, hangUp := range s.hangUps {
		hangUp()
	}
	s.hub.Close()
	s.server.Close()
}

// warmUp has the runtime open what it keeps open.
var warmUp = sync.OnceFunc(func() {
	s := httptest.NewServer(http.NotFoundHandler())
	defer s.Close()
	if answer, err := s.Client().Get(s.URL); err == nil {
		answer.Body.Close()
	}
})

func (s *site) serve(w http.ResponseWriter, r *http.Request) {
	since, _, _ := coverage.ParseSince(r.URL.RawQuery, r.Header.Get("Last-Event-ID"))
	err := s.hub.Serve(w, r, fanout.Topic{Name: "harbour", Delta: s.delta, Left: func() { s.lost <- struct{}{} }}, since)
	if err != nil {
		http.Error(w, err.Error(), http.StatusServiceUnavailable)
	}
}

// descriptors counts the open ones of this process; the listing's own is among them.
func descriptors(t *testing.T) int {
	entries, err := os.ReadDir("/proc/self/fd")
	if err != nil {
		return 0 // there is no such list on this system
	}
	return len(entries)
}

// await waits for what happens elsewhere, and says what did not.
func await(t *testing.T, what string, happened func() bool) {
	t.Helper()
	look := time.NewTicker(time.Millisecond)
	defer look.Stop()
	for deadline := time.Now().Add(time.Minute); !happened(); <-look.C {
		if time.Now().After(deadline) {
			t.Fatalf("waited in vain: %s", what)
		}
	}
}

// client asks for streams, each on a connection of its own.
func (s *site) client() *http.Client {
	transport := s.server.Client().Transport.(*http.Transport).Clone()
	transport.DisableCompression = true
	transport.DialContext = func(ctx context.Context, network, address string) (net.Conn, error) {
		conn, err := (&net.Dialer{}).DialContext(ctx, network, address)
		if tcp, ok := conn.(*net.TCPConn); ok {
			err = errors.Join(err, tcp.SetReadBuffer(128<<10)) // so that a slow reader is soon noticed
		}
		return conn, err
	}
	return &http.Client{Transport: transport}
}

// status asks for the stream, and no more.
func (s *site) status(t *testing.T) int {
	t.Helper()
	client := s.client()
	defer client.CloseIdleConnections()
	answer, err := client.Get(s.url)
	if err != nil {
		t.Fatal(err)
	}
	answer.Body.Close()
	return answer.StatusCode
}

// listener is a reader at the other end of the wire.
type listener struct {
	answer *http.Response
	lines  *bufio.Reader
	got    []string
}

func (s *site) listen(t *testing.T, since int, encoding string) *listener {
	t.Helper()
	client := s.client()
	request, _ := http.NewRequest("GET", fmt.Sprintf("%s/?since=%d", s.url, since), nil)
	request.Header.Set("Accept-Encoding", encoding)
	answer, err := client.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	s.hangUps = append(s.hangUps, func() { answer.Body.Close(); client.CloseIdleConnections() })
	if answer.StatusCode != http.StatusOK || answer.Header.Get("Content-Type") != "text/event-stream" {
		t.Fatalf("the stream answers %s, %v", answer.Status, answer.Header)
	}
	var body io.Reader = answer.Body
	if answer.Header.Get("Content-Encoding") == "gzip" {
		if body, err = gzip.NewReader(answer.Body); err != nil {
			t.Fatal(err)
		}
	}
	return &listener{answer: answer, lines: bufio.NewReader(body)}
}

// until reads until the change, or until the stream ends.
func (l *listener) until(change int) error {
	for {
		line, err := l.lines.ReadString('\n')
		if data, ok := strings.CutPrefix(line, "data: "); ok {
			l.got = append(l.got, strings.TrimSpace(data))
			if l.got[len(l.got)-1] == fmt.Sprint(change) {
				return nil
			}
		}
		if err != nil {
			return err
		}
	}
}

func TestReadersOnTheWireGetEveryChangeOnceAndInOrder(t *testing.T) {
	const last = 300
	inEachWay(t, 0, func(t *testing.T, s *site) {
		for range 20 {
			s.publish()
		}
		var reading sync.WaitGroup
		for i := range 40 {
			l := s.listen(t, i/2, []string{"identity", "gzip"}[i%2])
			reading.Go(func() {
				err := l.until(last)
				if want := numbers(i/2+1, last); err != nil || !slices.Equal(l.got, want) {
					t.Errorf("reader %d, from %d: %v, got %d changes: %.80q …", i, i/2, err, len(l.got), l.got)
				}
			})
			s.publish() // while others arrive
		}
		for s.head < last {
			s.publish()
		}
		reading.Wait()
		if got := s.hub.Stats().Topics["harbour"]; got != 40 {
			t.Errorf("%d readers are counted, want 40", got)
		}
	})
}

func TestASlowReaderOnTheWireMissesNothingAndDelaysNobody(t *testing.T) {
	const last = 40
	inEachWay(t, 0, func(t *testing.T, s *site) {
		s.pad = 256 << 10
		slow, quick := s.listen(t, 0, "identity"), s.listen(t, 0, "identity")
		for n := 1; n <= last; n++ {
			s.publish()
			if err := quick.until(n); err != nil {
				t.Fatalf("the quick reader has %d of %d changes: %v", len(quick.got), last, err)
			}
		}
		if stats := s.hub.Stats(); stats.Parked > 0 && stats.Slow != 1 {
			t.Errorf("%d readers count as slow, want 1", stats.Slow)
		}
		deltas := s.deltasMade()
		if err := slow.until(last); err != nil || !slices.Equal(slow.got, numbers(1, last)) {
			t.Errorf("the slow reader got %d changes, then %v", len(slow.got), err)
		}
		if got := s.deltasMade() - deltas; got > 2 {
			t.Errorf("the slow reader took %d deltas to catch up", got)
		}
	})
}

func (s *source) deltasMade() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.deltas
}

func TestOnCloseEveryReaderIsToldWhenToComeBack(t *testing.T) {
	inEachWay(t, 0, func(t *testing.T, s *site) {
		var listeners []*listener
		for i := range 30 {
			listeners = append(listeners, s.listen(t, 0, []string{"identity", "gzip"}[i%2]))
		}
		await(t, "30 readers", func() bool { return s.hub.Stats().Readers == 30 })
		s.hub.Close()
		times := map[string]bool{}
		for _, l := range listeners {
			text, err := io.ReadAll(l.lines)
			if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) {
				t.Fatal(err)
			}
			_, after, _ := strings.Cut(string(text), "\n\n") // the first one is from the beginning
			if !strings.HasPrefix(after, "retry: ") {
				t.Fatalf("a reader was let go with %q", text)
			}
			times[after] = true
		}
		if len(times) < 5 {
			t.Errorf("30 readers come back at %d different times", len(times))
		}
		for range listeners {
			<-s.lost
		}
		if got := s.hub.Stats().Readers; got != 0 {
			t.Errorf("%d readers are still counted", got)
		}
		if status := s.status(t); status != http.StatusServiceUnavailable {
			t.Errorf("afterwards a reader is answered %d", status)
		}
		s.hub = fanout.New(0) // for the end of the test
	})
}

func TestWhoFindsNoRoomIsToldSo(t *testing.T) {
	inEachWay(t, 2, func(t *testing.T, s *site) {
		first := s.listen(t, 0, "identity")
		s.listen(t, 0, "identity")
		if status := s.status(t); status != http.StatusServiceUnavailable {
			t.Fatalf("the third of two is answered %d", status)
		}
		first.answer.Body.Close()
		<-s.lost
		s.listen(t, 0, "identity")
	})
}

// What clients do on bad networks, or on purpose. Each is given a connection after
// its request was answered; none may harm another reader or leave anything behind.
var mischief = map[string]func(t *testing.T, conn net.Conn){
	"closes":      func(_ *testing.T, conn net.Conn) { conn.Close() },
	"resets":      func(_ *testing.T, conn net.Conn) { _ = raw(conn).SetLinger(0); raw(conn).Close() },
	"half-closes": func(_ *testing.T, conn net.Conn) { _ = raw(conn).CloseWrite() },
	"sends garbage and closes": func(_ *testing.T, conn net.Conn) {
		_, _ = conn.Write([]byte(strings.Repeat("\x00\xff garbage \r\n\r\n", 1000)))
		conn.Close()
	},
	"pipelines another request and closes": func(_ *testing.T, conn net.Conn) {
		_, _ = conn.Write([]byte("GET / HTTP/1.1\r\nHost: x\r\n\r\n"))
		conn.Close()
	},
}

func raw(conn net.Conn) *net.TCPConn {
	if t, ok := conn.(*tls.Conn); ok {
		conn = t.NetConn()
	}
	return conn.(*net.TCPConn)
}

// ask opens a connection by hand and reads the answer's header.
func (s *site) ask(t *testing.T) net.Conn {
	t.Helper()
	conn, err := net.Dial("tcp", s.server.Listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	if s.server.TLS != nil {
		conn = tls.Client(conn, &tls.Config{InsecureSkipVerify: true, NextProtos: []string{"http/1.1"}}) // its certificate is its own
	}
	if _, err := io.WriteString(conn, "GET /?since=0 HTTP/1.1\r\nHost: harbour.example\r\n\r\n"); err != nil {
		t.Fatal(err)
	}
	if _, err := http.ReadResponse(bufio.NewReader(conn), nil); err != nil {
		t.Fatal(err)
	}
	return conn
}

func TestWhoLeavesInAnyWayLeavesNothingBehind(t *testing.T) {
	for name, leave := range mischief {
		t.Run(name, func(t *testing.T) {
			inEachWay(t, 0, func(t *testing.T, s *site) {
				honest := s.listen(t, 0, "gzip")
				var conns []net.Conn
				for range 10 {
					conns = append(conns, s.ask(t))
				}
				await(t, "11 readers", func() bool { return s.hub.Stats().Readers == 11 })
				s.publish()
				for _, conn := range conns {
					leave(t, conn)
				}
				// Where net/http has something to read, only a write shows that nobody
				// is there.
				write := time.NewTicker(fanout.Gather)
				defer write.Stop()
				for left := len(conns); left > 0; {
					select {
					case <-s.lost:
						left--
					case <-write.C:
						s.publish()
					}
				}
				s.publish()
				last := int(s.head)
				if err := honest.until(last); err != nil || !slices.Equal(honest.got, numbers(1, last)) {
					t.Errorf("the other reader got %v, then %v", honest.got, err)
				}
				for _, conn := range conns {
					conn.Close()
				}
			})
		})
	}
}

// A reader that sends what nobody asked for is still a reader.
func TestGarbageAfterTheRequestIsNotLookedAt(t *testing.T) {
	inEachWay(t, 0, func(t *testing.T, s *site) {
		if s.server.TLS != nil {
			return // net/http itself reads there, and may answer as it likes
		}
		conn := s.ask(t)
		defer conn.Close()
		if _, err := conn.Write([]byte("\x00\xff garbage\r\n\r\n")); err != nil {
			t.Fatal(err)
		}
		s.publish()
		l := &listener{lines: bufio.NewReader(conn)}
		if err := l.until(1); err != nil {
			t.Errorf("the stream ended: %v", err)
		}
	})
}

// Whoever says nothing, not even what a TLS handshake begins with, is let go, and
// keeps nobody waiting.
func TestWhoStallsBeforeAskingHarmsNobody(t *testing.T) {
	inEachWay(t, 0, func(t *testing.T, s *site) {
		var silent []net.Conn
		for range 10 {
			conn, err := net.Dial("tcp", s.server.Listener.Addr().String())
			if err != nil {
				t.Fatal(err)
			}
			silent = append(silent, conn)
		}
		honest := s.listen(t, 0, "gzip")
		s.publish()
		if err := honest.until(1); err != nil {
			t.Errorf("the other reader got %v, then %v", honest.got, err)
		}
		for _, conn := range silent {
			_, _ = io.Copy(io.Discard, conn) // until it is closed
			conn.Close()
		}
	})
}

// Many who open streams and never read are held without a goroutine each.
func TestWhoNeverReadsCostsNoGoroutine(t *testing.T) {
	inEachWay(t, 0, func(t *testing.T, s *site) {
		s.pad = 64 << 10
		before := runtime.NumGoroutine()
		var silent []net.Conn
		for range 50 {
			silent = append(silent, s.ask(t))
		}
		await(t, "50 readers", func() bool { return s.hub.Stats().Readers == 50 })
		honest := s.listen(t, 0, "identity")
		for n := 1; n <= 20; n++ {
			s.publish()
			if err := honest.until(n); err != nil {
				t.Fatalf("the other reader got %d changes, then %v", len(honest.got), err)
			}
		}
		if s.hub.Stats().Parked > 0 {
			// The shards' own, and those of the honest reader's client.
			most := before + 3*runtime.GOMAXPROCS(0) + 10
			await(t, "goroutines of 50 readers to end", func() bool { return runtime.NumGoroutine() <= most })
		}
		for _, conn := range silent {
			conn.Close()
		}
	})
}
