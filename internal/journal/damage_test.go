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

// onlyBlock is the file that holds all of a small journal's messages.
func onlyBlock(t *testing.T, dir string) string {
	t.Helper()
	blocks, err := filepath.Glob(filepath.Join(dir, "journal", "jetstream", "*", "streams", streamName, "msgs", "*.blk"))
	if err != nil || len(blocks) != 1 {
		t.Fatalf("the journal's blocks are %v (%v), want one", blocks, err)
	}
	return blocks[0]
}

func TestAMessageThatDoesNotMatchItsChecksumIsLeftOutAndTheRestIsServed(t *testing.T) {
	dir := t.TempDir()
	j := open(t, dir)
	mustAppend(t, j, blogRecord("harbour", "Harbour", 0))
	for i := range 5 {
		mustAppend(t, j, postRecord("harbour", coverage.PostID(fmt.Sprint("P", i)), fmt.Sprint("words of ", i), 0))
	}
	j.Close()

	name := onlyBlock(t, dir)
	block, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Contains(block, []byte("words of 2")) {
		t.Fatal("the block does not hold the words that are to be damaged")
	}
	if err := os.WriteFile(name, bytes.Replace(block, []byte("words of 2"), []byte("lords of 2"), 1), 0o600); err != nil {
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

// Whatever is taken from the journal's files, the start says that something is
// missing, and the rest is served.
func TestWhatIsMissingIsSaid(t *testing.T) {
	for name, damage := range map[string]func(t *testing.T, block string){
		"the last bytes are cut off": func(t *testing.T, block string) { truncate(t, block, func(size int64) int64 { return size - 3 }) },
		"half of it is cut off":      func(t *testing.T, block string) { truncate(t, block, func(size int64) int64 { return size / 2 }) },
		"it is empty":                func(t *testing.T, block string) { truncate(t, block, func(int64) int64 { return 0 }) },
		"it is gone": func(t *testing.T, block string) {
			if err := os.Remove(block); err != nil {
				t.Fatal(err)
			}
		},
		"its beginning is overwritten": func(t *testing.T, block string) {
			f, err := os.OpenFile(block, os.O_WRONLY, 0)
			if err != nil {
				t.Fatal(err)
			}
			defer f.Close()
			if _, err := f.WriteAt(bytes.Repeat([]byte{0xff}, 64), 0); err != nil {
				t.Fatal(err)
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			j := open(t, dir)
			mustAppend(t, j, blogRecord("harbour", "Harbour", 0))
			for i := range 20 {
				mustAppend(t, j, postRecord("harbour", coverage.PostID(fmt.Sprint("P", i)), fmt.Sprint("words of ", i), 0))
			}
			j.Close()
			damage(t, onlyBlock(t, dir))
			var log said
			j, err := Open(t.Context(), Options{Dir: dir, Log: slog.New(slog.NewTextHandler(&log, nil))})
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(j.Close)
			if said := log.String(); !strings.Contains(said, "damaged") && !strings.Contains(said, "truncated") {
				t.Errorf("the log says nothing of it:\n%s", said)
			}
			mustAppend(t, j, blogRecord("quay", "Quay", 0))
		})
	}
}

func truncate(t *testing.T, name string, to func(size int64) int64) {
	t.Helper()
	info, err := os.Stat(name)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(name, to(info.Size())); err != nil {
		t.Fatal(err)
	}
}

func TestAJournalThatIsWholeIsNotComplainedOf(t *testing.T) {
	dir := t.TempDir()
	for range 3 {
		var log said
		j, err := Open(t.Context(), Options{Dir: dir, Log: slog.New(slog.NewTextHandler(&log, nil))})
		if err != nil {
			t.Fatal(err)
		}
		head, err := j.Head(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		mustAppend(t, j, blogRecord(coverage.Slug(fmt.Sprint("blog-", head)), "Harbour", 0))
		j.Close()
		if said := log.String(); strings.Contains(said, "level=ERROR") || strings.Contains(said, "damaged") {
			t.Errorf("the log complains:\n%s", said)
		}
	}
}
