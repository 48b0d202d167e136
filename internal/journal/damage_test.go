package journal

import (
	"bytes"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/stoppress/stoppress/internal/coverage"
)

// said is a log that can be read while it is written.
type said struct {
	mu  sync.Mutex // guards all
	all bytes.Buffer
}

func (s *said) Write(b []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.all.Write(b)
}

func (s *said) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.all.String()
}

func TestAMessageThatDoesNotMatchItsChecksumIsLeftOutAndTheRestIsServed(t *testing.T) {
	dir := t.TempDir()
	j := open(t, dir)
	mustAppend(t, j, blogRecord("harbour", "Harbour", 0))
	for i := range 5 {
		mustAppend(t, j, postRecord("harbour", coverage.PostID(fmt.Sprint("P", i)), fmt.Sprint("words of ", i), 0))
	}
	j.Close()

	blocks, err := filepath.Glob(filepath.Join(dir, "journal", "jetstream", "*", "streams", streamName, "msgs", "*.blk"))
	if err != nil || len(blocks) != 1 {
		t.Fatalf("the journal's blocks are %v (%v), want one", blocks, err)
	}
	block, err := os.ReadFile(blocks[0])
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Contains(block, []byte("words of 2")) {
		t.Fatal("the block does not hold the words that are to be damaged")
	}
	if err := os.WriteFile(blocks[0], bytes.Replace(block, []byte("words of 2"), []byte("lords of 2"), 1), 0o600); err != nil {
		t.Fatal(err)
	}

	var log said
	j, err = Open(t.Context(), Options{Dir: dir, Log: slog.New(slog.NewTextHandler(&log, nil))})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(j.Close)
	v := runView(t, j)
	b, err := v.Get(t.Context(), "harbour")
	if err != nil {
		t.Fatalf("the blog with one damaged post: %v", err)
	}
	for i := range 5 {
		words, there := b.words[coverage.PostID(fmt.Sprint("P", i))]
		if there != (i != 2) {
			t.Errorf("post %d is there: %t (%q)", i, there, words)
		}
	}
	if !strings.Contains(log.String(), "damaged") {
		t.Errorf("the log does not say that something is damaged:\n%s", &log)
	}
	seq := mustAppend(t, j, postRecord("harbour", "NEW", "new", 0))
	if err := v.Wait(t.Context(), seq); err != nil {
		t.Errorf("a new post does not come in: %v", err)
	}
}
