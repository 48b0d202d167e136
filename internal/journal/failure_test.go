package journal

import (
	"fmt"
	"log/slog"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/nats-io/nats-server/v2/server"

	"github.com/stoppress/stoppress/internal/coverage"
)

// limitFiles lets no file of this process grow beyond a size, as a full disk would;
// lift ends that.
func limitFiles(t *testing.T, bytes uint64) (lift func()) {
	t.Helper()
	var before syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_FSIZE, &before); err != nil {
		t.Fatal(err)
	}
	limited := before
	limited.Cur = bytes
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &limited); err != nil {
		t.Fatal(err)
	}
	lift = func() {
		if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &before); err != nil {
			t.Error(err)
		}
	}
	t.Cleanup(lift)
	return lift
}

func TestWritesWorkAgainOnceTheDiskTakesThem(t *testing.T) {
	dir := t.TempDir()
	j := open(t, dir)
	b, err := j.Bucket(t.Context(), "accounts", 0)
	if err != nil {
		t.Fatal(err)
	}
	first := mustAppend(t, j, blogRecord("harbour", "Harbour", 0))
	// Less than the journal tries with, and more than what the test's own log has.
	const room = 192 << 10
	lift := limitFiles(t, room)
	long := strings.Repeat("quay ", room/4)
	if _, err := j.Append(t.Context(), blogRecord("harbour", long, first)); coverage.KindOf(err) != coverage.Unavailable {
		t.Fatalf("append without room: %v, want unavailable", err)
	}
	if err := b.Put(t.Context(), "ida", nil); coverage.KindOf(err) != coverage.Unavailable {
		t.Fatalf("put without room: %v, want unavailable", err)
	}
	lift()
	for end := time.Now().Add(20 * time.Second); ; time.Sleep(50 * time.Millisecond) { // the event is the write itself
		second, err := j.Append(t.Context(), blogRecord("harbour", "Harbour again", first))
		if err == nil {
			if second <= first {
				t.Errorf("seq %d after %d", second, first)
			}
			break
		}
		if time.Now().After(end) {
			t.Fatalf("append with room again: %v", err)
		}
	}
	if err := b.Put(t.Context(), "ida", []byte("x")); err != nil {
		t.Errorf("put with room again: %v", err)
	}
	if blog, err := j.Blog(t.Context(), "harbour"); err != nil || blog.Title != "Harbour again" {
		t.Errorf("the blog is %q, %v", blog.Title, err)
	}
}

func TestWhatFailsWhileNATSIsAwayIsNotWrittenLater(t *testing.T) {
	dir := t.TempDir()
	outside := func(port int) *server.Server {
		srv, err := server.NewServer(&server.Options{Host: "127.0.0.1", Port: port, JetStream: true, StoreDir: dir, NoSigs: true})
		if err != nil {
			t.Fatal(err)
		}
		srv.Start()
		if !srv.ReadyForConnections(10 * time.Second) {
			t.Fatal("nats-server is not ready")
		}
		return srv
	}
	srv := outside(server.RANDOM_PORT)
	url := srv.ClientURL()
	var port int
	if _, err := fmt.Sscanf(url, "nats://127.0.0.1:%d", &port); err != nil {
		t.Fatal(err)
	}
	j, err := Open(t.Context(), Options{URL: url, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(j.Close)
	mustAppend(t, j, blogRecord("harbour", "Harbour", 0))
	shutDown(srv)
	if _, err := j.Append(t.Context(), postRecord("harbour", "P1", "while it was away", 0)); coverage.KindOf(err) != coverage.Unavailable {
		t.Fatalf("append while NATS is away: %v, want unavailable", err)
	}
	srv = outside(port)
	t.Cleanup(func() { shutDown(srv) })
	for end := time.Now().Add(10 * time.Second); ; time.Sleep(20 * time.Millisecond) { // the event is the write itself
		if _, err := j.Append(t.Context(), postRecord("harbour", "P2", "back", 0)); err == nil {
			break
		} else if time.Now().After(end) {
			t.Fatalf("append with NATS back: %v", err)
		}
	}
	if _, err := j.Post(t.Context(), "harbour", "P1"); !IsNotFound(err) {
		t.Errorf("the post that failed: %v, want it not to be there", err)
	}
}

func TestAPostOfMarkupOnlyIsNotTooLarge(t *testing.T) {
	j := open(t, t.TempDir())
	mustAppend(t, j, postRecord("harbour", "P1", strings.Repeat("<", coverage.MaxCopyBytes)+strings.Repeat(`"`, 1<<20), 0))
}
