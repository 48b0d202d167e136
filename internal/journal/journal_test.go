package journal

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/nats-io/nats-server/v2/server"
	"go.uber.org/goleak"

	"github.com/stoppress/stoppress/internal/coverage"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

var noon = time.Date(2026, 3, 4, 12, 0, 0, 0, time.UTC)

// outside starts a nats-server of its own, as an operator would, and gives its
// address.
func outside(t *testing.T) string {
	t.Helper()
	srv, err := server.NewServer(&server.Options{Host: "127.0.0.1", Port: server.RANDOM_PORT, NoSigs: true, JetStream: true, StoreDir: t.TempDir(), SyncAlways: true})
	if err != nil {
		t.Fatal(err)
	}
	go srv.Start()
	if !srv.ReadyForConnections(10 * time.Second) {
		t.Fatal("the outside nats-server is not ready")
	}
	t.Cleanup(func() { srv.Shutdown(); srv.WaitForShutdown() })
	return srv.ClientURL()
}

func TestTwoNodesOnAnOutsideServerSeeTheSame(t *testing.T) {
	url := outside(t)
	var nodes [2]*Journal
	for i := range nodes {
		j, err := Open(t.Context(), Options{URL: url, Log: slog.New(slog.DiscardHandler)})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(j.Close)
		nodes[i] = j
	}
	mustAppend(t, nodes[0], blogRecord("harbour", "Harbour", 0))
	view := runView(t, nodes[1])
	if b, err := view.Get(t.Context(), "harbour"); err != nil || b.title != "Harbour" {
		t.Fatalf("the other node has %q (%v)", b.title, err)
	}
	first := mustAppend(t, nodes[0], postRecord("harbour", "P1", "one", 0))
	if _, err := nodes[1].Append(t.Context(), postRecord("harbour", "P1", "two", 0)); !errors.Is(err, ErrConflict) {
		t.Errorf("the other node writes over what it has not seen: %v", err)
	}
	if err := view.Wait(t.Context(), first); err != nil {
		t.Fatal(err)
	}
	if b, _ := view.Get(t.Context(), "harbour"); b.words["P1"] != "<p>one</p>" {
		t.Errorf("the other node has %q", b.words["P1"])
	}
}

func open(t *testing.T, dir string) *Journal {
	t.Helper()
	j, err := Open(t.Context(), Options{Dir: dir, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatalf("open the journal: %v", err)
	}
	t.Cleanup(j.Close)
	return j
}

func blogRecord(slug coverage.Slug, title string, expect coverage.Seq) Record {
	return Record{Expect: expect, Entry: Entry{
		Change: Change{At: noon, By: coverage.Author{ID: "ida", Name: "Ida Brandt"}},
		Blog:   &coverage.Blog{ID: "B", Slug: slug, Header: coverage.Header{Title: title, State: coverage.Live}},
	}}
}

func postRecord(slug coverage.Slug, id coverage.PostID, words string, expect coverage.Seq) Record {
	p := coverage.Post{ID: id, Blog: slug, Status: coverage.Published, Copy: coverage.Copy{
		PublishedAt: noon, Elements: []coverage.Element{{Type: coverage.Text, HTML: "<p>" + words + "</p>"}},
	}}
	p = coverage.Succeed(nil, p)
	return Record{Expect: expect, Entry: Entry{Change: Change{At: noon}, Post: &p}}
}

func mustAppend(t *testing.T, j *Journal, records ...Record) coverage.Seq {
	t.Helper()
	seq, err := j.Append(t.Context(), records...)
	if err != nil {
		t.Fatalf("append: %v", err)
	}
	return seq
}

func TestAppendRefusesAStaleExpectation(t *testing.T) {
	j := open(t, t.TempDir())
	first := mustAppend(t, j, postRecord("harbour", "P1", "one", 0))
	mustAppend(t, j, postRecord("harbour", "P1", "two", first))
	for _, stale := range []coverage.Seq{0, first} {
		if _, err := j.Append(t.Context(), postRecord("harbour", "P1", "three", stale)); !errors.Is(err, ErrConflict) {
			t.Errorf("append on %d: %v, want ErrConflict", stale, err)
		}
	}
	entries, err := j.PostHistory(t.Context(), "harbour", "P1")
	if err != nil || len(entries) != 2 {
		t.Fatalf("history has %d entries (%v), want 2", len(entries), err)
	}
	if got := entries[1].Post.Elements[0].HTML; got != "<p>two</p>" {
		t.Errorf("newest words %q", got)
	}
	if entries[0].Post.Trace.Face != first {
		t.Errorf("the first entry's face is %d, want its own seq %d", entries[0].Post.Trace.Face, first)
	}
}

func TestARecordWithAnIDIsWrittenOnceAlsoAcrossARestart(t *testing.T) {
	dir := t.TempDir()
	j := open(t, dir)
	r := postRecord("harbour", "P1", "one", 0)
	r.ID = "key-1"
	first := mustAppend(t, j, r)
	again := postRecord("harbour", "P2", "one", 0)
	again.ID = "key-1"
	for _, when := range []string{"before", "after"} {
		var dup *Duplicate
		if _, err := j.Append(t.Context(), again); !errors.As(err, &dup) || dup.Seq != first {
			t.Fatalf("%s the restart: %v, want a duplicate of %d", when, err, first)
		}
		if when == "before" {
			j.Close()
			j = open(t, dir)
		}
	}
}

func TestABatchIsWrittenWholeOrNotAtAll(t *testing.T) {
	j := open(t, t.TempDir())
	blog := mustAppend(t, j, blogRecord("harbour", "Harbour", 0))
	if _, err := j.Append(t.Context(), postRecord("harbour", "P1", "one", 0), blogRecord("harbour", "Ferries", 0)); !errors.Is(err, ErrConflict) {
		t.Fatalf("a batch with one stale record: %v, want ErrConflict", err)
	}
	if _, err := j.FirstOfPost(t.Context(), "harbour", "P1"); !IsNotFound(err) {
		t.Errorf("a record of the refused batch is there: %v", err)
	}
	last := mustAppend(t, j, postRecord("harbour", "P1", "one", 0), blogRecord("harbour", "Ferries", blog))
	if last != blog+2 {
		t.Errorf("the batch ended at %d, want %d", last, blog+2)
	}
}

// book is the state of the test's view: the words of each post.
type book struct {
	title string
	words map[coverage.PostID]string
}

func newBook(b coverage.Blog, posts []coverage.Post) book {
	out := book{title: b.Title, words: map[coverage.PostID]string{}}
	for _, p := range posts {
		out.words[p.ID] = p.Elements[0].HTML
	}
	return out
}

func (b book) apply(e Entry) book {
	next := book{title: b.title, words: map[coverage.PostID]string{}}
	for k, v := range b.words {
		next.words[k] = v
	}
	if e.Blog != nil {
		next.title = e.Blog.Title
	} else {
		next.words[e.Post.ID] = e.Post.Elements[0].HTML
	}
	return next
}

func runView(t *testing.T, j *Journal) *View[book] {
	t.Helper()
	v := NewView(j, newBook, book.apply, nil)
	ctx, cancel := context.WithCancel(context.Background())
	ready := make(chan struct{})
	done := make(chan error, 1)
	go func() { done <- v.Run(ctx, func() { close(ready) }) }()
	<-ready
	t.Cleanup(func() {
		cancel()
		if err := <-done; err != nil {
			t.Errorf("the view ended with %v", err)
		}
	})
	return v
}

func TestAViewIsLoadedOnceAndThenFollows(t *testing.T) {
	j := open(t, t.TempDir())
	mustAppend(t, j, blogRecord("harbour", "Harbour", 0))
	const posts = 1500 // more than one answer of the server may hold
	for from := 0; from < posts; from += MaxBatch {
		var batch []Record
		for i := from; i < min(from+MaxBatch, posts); i++ {
			batch = append(batch, postRecord("harbour", coverage.PostID(fmt.Sprintf("P%04d", i)), "old", 0))
		}
		mustAppend(t, j, batch...)
	}
	v := runView(t, j)
	b, err := v.Get(t.Context(), "harbour")
	if err != nil || len(b.words) != posts {
		t.Fatalf("the view has %d posts (%v), want %d", len(b.words), err, posts)
	}
	seq := mustAppend(t, j, postRecord("harbour", "NEW", "new", 0))
	if err := v.Wait(t.Context(), seq); err != nil {
		t.Fatal(err)
	}
	if b, _ = v.Get(t.Context(), "harbour"); b.words["NEW"] != "<p>new</p>" {
		t.Errorf("the view after the wait has %q", b.words["NEW"])
	}
	for _, slug := range []coverage.Slug{"nothing", "*", ">", "harbour.>", "", "a b"} {
		if _, err := v.Get(t.Context(), slug); !IsNotFound(err) {
			t.Errorf("blog %q, which is not there: %v", slug, err)
		}
	}
}

func TestAViewLoadedAmongWritesMissesNone(t *testing.T) {
	j := open(t, t.TempDir())
	mustAppend(t, j, blogRecord("harbour", "Harbour", 0))
	v := runView(t, j)
	var wg sync.WaitGroup
	const writers, each = 4, 25
	for w := range writers {
		wg.Go(func() {
			for i := range each {
				id := coverage.PostID(fmt.Sprintf("P%d-%d", w, i))
				first, err := j.Append(t.Context(), postRecord("harbour", id, "first", 0))
				if err == nil {
					_, err = j.Append(t.Context(), postRecord("harbour", id, "second", first))
				}
				if err != nil {
					t.Error(err)
				}
				if _, err := v.Get(t.Context(), "harbour"); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
	head, err := j.Head(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if err := v.Wait(t.Context(), head); err != nil {
		t.Fatal(err)
	}
	b, _ := v.Get(t.Context(), "harbour")
	if len(b.words) != writers*each {
		t.Errorf("%d posts, want %d", len(b.words), writers*each)
	}
	for id, words := range b.words {
		if words != "<p>second</p>" {
			t.Errorf("%s has %q, not its newest words", id, words)
		}
	}
}

func TestEverythingIsThereAfterARestart(t *testing.T) {
	dir := t.TempDir()
	j := open(t, dir)
	mustAppend(t, j, blogRecord("harbour", "Harbour", 0))
	seq := mustAppend(t, j, postRecord("harbour", "P1", "one", 0))
	bucket, err := j.Bucket(t.Context(), "accounts", 0)
	if err != nil {
		t.Fatal(err)
	}
	if err := bucket.Update(t.Context(), "user.ida", []byte("x"), 0); err != nil {
		t.Fatal(err)
	}
	if err := bucket.Update(t.Context(), "user.ida", []byte("y"), 0); !errors.Is(err, ErrConflict) {
		t.Errorf("a key made twice: %v, want ErrConflict", err)
	}
	j.Close()
	j = open(t, dir)
	if head, err := j.Head(t.Context()); err != nil || head != seq {
		t.Errorf("head %d (%v) after the restart, want %d", head, err, seq)
	}
	if bucket, err = j.Bucket(t.Context(), "accounts", 0); err != nil {
		t.Fatal(err)
	}
	if value, _, err := bucket.Get(t.Context(), "user.ida"); err != nil || string(value) != "x" {
		t.Errorf("the bucket has %q (%v), want x", value, err)
	}
	if _, _, err := bucket.Get(t.Context(), "user.none"); !errors.Is(err, ErrNoKey) {
		t.Errorf("a key that is not there: %v, want ErrNoKey", err)
	}
}

func TestWhatIsSaidInPassingReachesAllNodes(t *testing.T) {
	url := outside(t)
	var nodes [2]*Journal
	heard := make(chan string, 10)
	for i := range nodes {
		j, err := Open(t.Context(), Options{URL: url, Log: slog.New(slog.DiscardHandler)})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(j.Close)
		nodes[i] = j
		ready := make(chan struct{})
		ctx, cancel := context.WithCancel(t.Context())
		var hearing sync.WaitGroup
		t.Cleanup(func() { cancel(); hearing.Wait() })
		hearing.Go(func() {
			err := j.Hear(ctx, "desk", func() { close(ready) }, func(data []byte) []byte {
				heard <- fmt.Sprintf("node %d heard %s", i, data)
				return fmt.Appendf(nil, "node %d", i)
			})
			if err != nil {
				t.Error(err)
			}
		})
		<-ready
	}
	if err := nodes[0].Say("desk", []byte("ida")); err != nil {
		t.Fatal(err)
	}
	got := []string{<-heard, <-heard}
	if slices.Sort(got); got[0] != "node 0 heard ida" || got[1] != "node 1 heard ida" {
		t.Errorf("got %v", got)
	}
	answers, err := nodes[1].Ask(t.Context(), "desk", []byte("how many?"), time.Second)
	if err != nil || len(answers) != 2 {
		t.Errorf("the answers are %q (%v)", answers, err)
	}
	if answers, err := nodes[1].Ask(t.Context(), "nobody", nil, time.Minute); err != nil || len(answers) != 0 {
		t.Errorf("nobody answered %q (%v)", answers, err)
	}
}
