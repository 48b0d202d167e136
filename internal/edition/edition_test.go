package edition_test

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/stoppress/stoppress/internal/coverage"
	"github.com/stoppress/stoppress/internal/edition"
)

// history writes random changes to a blog the way the newsroom does.
type history struct {
	seq    coverage.Seq
	blog   coverage.Blog
	states map[coverage.PostID]coverage.Post
	ids    []coverage.PostID
	words  int
}

var start = time.Date(2026, 3, 4, 9, 0, 0, 0, time.UTC)

func newHistory() *history {
	h := &history{states: map[coverage.PostID]coverage.Post{}}
	h.seq++
	h.blog = coverage.Blog{ID: "B", Seq: h.seq, Slug: "harbour", Header: coverage.Header{Title: "Harbour", Timezone: "UTC", Language: "en", State: coverage.Live}}
	return h
}

// timeOf is when the change with a seq is made.
func timeOf(seq coverage.Seq) time.Time { return start.Add(time.Duration(seq) * time.Hour) }

// settle does what the journal does on reading.
func (h *history) settle(p coverage.Post) coverage.Post {
	h.seq++
	p.Seq = h.seq
	if p.Trace.Shown == coverage.OwnSeq {
		p.Trace.Shown = h.seq
	}
	if p.Trace.Face == coverage.OwnSeq {
		p.Trace.Face = h.seq
	}
	h.states[p.ID] = p
	return p
}

// step makes one change and applies it.
func (h *history) step(t *rapid.T, e *edition.Edition) *edition.Edition {
	kind := rapid.IntRange(0, 9).Draw(t, "kind")
	switch {
	case kind == 0:
		next := h.blog
		next.Title = rapid.SampledFrom([]string{"Harbour", "Ferries"}).Draw(t, "headline")
		next.Timezone = rapid.SampledFrom([]string{"UTC", "UTC", "Europe/London"}).Draw(t, "zone")
		next.State = rapid.SampledFrom([]coverage.State{coverage.Upcoming, coverage.Live, coverage.Paused, coverage.Ended}).Draw(t, "state")
		next = coverage.SucceedHeader(&h.blog, next)
		h.seq++
		next.Seq, next.UpdatedAt = h.seq, timeOf(h.seq)
		if next.Reset == coverage.OwnSeq {
			next.Reset = h.seq
		}
		h.blog = next
		return e.ApplyBlog(next)
	case kind <= 3 || len(h.ids) == 0:
		id := coverage.PostID(fmt.Sprintf("01JNGF00000000000000000%03d", len(h.ids)))
		h.ids = append(h.ids, id)
		return e.ApplyPost(h.settle(coverage.Succeed(nil, h.edit(t, coverage.Post{ID: id, Blog: "harbour"}))))
	default:
		prev := h.states[rapid.SampledFrom(h.ids).Draw(t, "which")]
		return e.ApplyPost(h.settle(coverage.Succeed(&prev, h.edit(t, prev))))
	}
}

func (h *history) edit(t *rapid.T, p coverage.Post) coverage.Post {
	h.words++
	p.UpdatedAt = timeOf(h.seq + 1)
	p.Status = rapid.SampledFrom([]coverage.Status{coverage.Draft, coverage.Published, coverage.Published, coverage.Published, coverage.Withdrawn}).Draw(t, "status")
	p.PublishedAt = start.Add(time.Duration(rapid.IntRange(0, 20).Draw(t, "minute")) * time.Minute)
	p.Title = rapid.SampledFrom([]string{"", "A", "B"}).Draw(t, "title")
	p.KeyEvent = p.Title != "" && rapid.Bool().Draw(t, "key")
	p.Pinned = rapid.Bool().Draw(t, "pinned")
	p.Elements = []coverage.Element{{Type: coverage.Text, HTML: fmt.Sprintf("<p>word%d of %s</p>", h.words, p.ID)}}
	if len(h.ids) > 1 && rapid.Bool().Draw(t, "linked") {
		other := rapid.SampledFrom(h.ids).Draw(t, "linked to")
		p.Elements[0].HTML += `<p>see <a href="` + coverage.PostLink("harbour", other) + `">13.34</a></p>`
	}
	p.Relations = nil
	if len(h.ids) > 1 && rapid.Bool().Draw(t, "related") {
		if other := rapid.SampledFrom(h.ids).Draw(t, "other"); other != p.ID {
			p.Relations = []coverage.Relation{{Type: coverage.Contradicts, Post: other}}
		}
	}
	return p
}

// page is what a reader's open page knows: the posts, and the header's parts.
type page struct {
	head      coverage.Seq
	posts     map[coverage.PostID]string
	blog      coverage.Header
	pinned    []coverage.PostID
	keyEvents []string
}

func load(e *edition.Edition) page {
	p := page{posts: map[coverage.PostID]string{}}
	for _, post := range e.Posts() {
		p.posts[post.ID] = show(post)
	}
	p.header(e)
	p.head = e.Head()
	return p
}

func (p *page) header(e *edition.Edition) {
	p.blog = e.Blog().Header
	p.pinned, p.keyEvents = nil, nil
	for _, post := range e.Pinned() {
		p.pinned = append(p.pinned, post.ID)
	}
	for _, post := range e.KeyEvents() {
		p.keyEvents = append(p.keyEvents, fmt.Sprint(post.ID, post.Title, post.PublishedAt))
	}
}

func show(p *edition.Post) string {
	return fmt.Sprintf("%d %+v %+v", p.Seq, p.Copy, p.Links)
}

// apply does what the page's script does with a delta.
func (p *page) apply(e *edition.Edition) {
	for _, c := range e.Delta(p.head) {
		switch c.Type {
		case edition.PostChange:
			p.posts[c.ID] = show(c.Post)
		case edition.GoneChange:
			delete(p.posts, c.ID)
		case edition.BlogChange:
			p.header(e)
		}
		p.head = c.Seq
	}
}

func TestStateAtSPlusDeltaEqualsStateAtT(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		h := newHistory()
		e := edition.New(h.blog, nil)
		pages := []page{load(e)}
		for range rapid.IntRange(1, 40).Draw(t, "changes") {
			e = h.step(t, e)
			pages = append(pages, load(e))
		}
		want := pages[len(pages)-1]
		for i, at := range pages {
			at.posts = maps.Clone(at.posts)
			at.apply(e)
			if at.head != want.head {
				t.Fatalf("page %d of %d: head %d after the delta, want %d", i, len(pages)-1, at.head, want.head)
			}
			if !reflect.DeepEqual(at, want) {
				t.Fatalf("page %d of %d differs after the delta:\n got %+v\nwant %+v", i, len(pages)-1, at, want)
			}
		}
	})
}

func TestRebuiltEditionEqualsTheOneBefore(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		h := newHistory()
		e := edition.New(h.blog, nil)
		for range rapid.IntRange(1, 40).Draw(t, "changes") {
			e = h.step(t, e)
		}
		rebuilt := edition.New(h.blog, slices.Collect(maps.Values(h.states)))
		for since := range e.Head() + 1 {
			got, want := describe(rebuilt.Delta(since)), describe(e.Delta(since))
			if got != want {
				t.Fatalf("since %d:\n rebuilt %s\n  before %s", since, got, want)
			}
		}
		if rebuilt.Head() != e.Head() {
			t.Fatalf("head %d, before %d", rebuilt.Head(), e.Head())
		}
	})
}

func TestChangedIsTheTimeOfTheLastPublicChange(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		h := newHistory()
		e := edition.New(h.blog, nil)
		for range rapid.IntRange(1, 40).Draw(t, "changes") {
			before := e
			e = h.step(t, e)
			want := before.Changed()
			if e.Head() != before.Head() {
				want = timeOf(h.seq)
			}
			if !e.Changed().Equal(want) {
				t.Fatalf("after change %d: changed %v, want %v", h.seq, e.Changed(), want)
			}
		}
		if rebuilt := edition.New(h.blog, slices.Collect(maps.Values(h.states))); !rebuilt.Changed().Equal(e.Changed()) {
			t.Fatalf("rebuilt it changed %v, before %v", rebuilt.Changed(), e.Changed())
		}
	})
}

func describe(changes []edition.Change) string {
	var b strings.Builder
	for _, c := range changes {
		fmt.Fprintf(&b, "%s %s %d; ", c.Type, c.ID, c.Seq)
		if c.Post != nil {
			b.WriteString(show(c.Post))
		}
	}
	return b.String()
}

func TestRemovedPostNeverAppearsAgain(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		h := newHistory()
		e := edition.New(h.blog, nil)
		for range rapid.IntRange(1, 40).Draw(t, "changes") {
			e = h.step(t, e)
			for since := range e.Head() + 1 {
				last := coverage.Seq(0)
				seen := map[coverage.PostID]bool{}
				for _, c := range e.Delta(since) {
					if c.Seq < last || c.Seq <= since {
						t.Fatalf("since %d: seq %d after %d", since, c.Seq, last)
					}
					last = c.Seq
					if c.Type != edition.BlogChange && seen[c.ID] {
						t.Fatalf("since %d: post %s twice", since, c.ID)
					}
					seen[c.ID] = true
					if c.Type == edition.PostChange && !h.states[c.ID].Public() {
						t.Fatalf("since %d: post %s is %s and was sent", since, c.ID, h.states[c.ID].Status)
					}
				}
			}
			words := describe(e.Delta(0))
			for id, p := range h.states {
				if !p.Public() && strings.Contains(words, " of "+string(id)+"<") {
					t.Fatalf("words of %s, which is %s, are in the delta", id, p.Status)
				}
			}
		}
	})
}

func TestEditOfADraftIsNoChange(t *testing.T) {
	e := edition.New(coverage.Blog{Seq: 1}, nil)
	draft := coverage.Succeed(nil, coverage.Post{ID: "P1", Seq: 2, Status: coverage.Draft})
	if after := e.ApplyPost(draft); after.Head() != 1 || len(after.Delta(1)) != 0 {
		t.Errorf("head %d, delta %v", after.Head(), after.Delta(1))
	}
}

func TestPagesCountFromTheOldest(t *testing.T) {
	for _, c := range []struct{ posts, older, first int }{
		{0, 0, 0}, {49, 0, 49}, {50, 0, 50}, {99, 0, 99}, {100, 1, 50}, {149, 1, 99}, {150, 2, 50},
	} {
		posts := make([]coverage.Post, c.posts)
		for i := range posts {
			posts[i] = coverage.Post{ID: coverage.PostID(fmt.Sprintf("P%03d", i)), Seq: coverage.Seq(i + 2), Status: coverage.Published,
				Copy: coverage.Copy{PublishedAt: start.Add(time.Duration(i) * time.Minute)}}
		}
		e := edition.New(coverage.Blog{Seq: 1}, posts)
		if e.OlderPages() != c.older || len(e.FirstPage()) != c.first {
			t.Errorf("%d posts: %d older pages and %d on the first, want %d and %d", c.posts, e.OlderPages(), len(e.FirstPage()), c.older, c.first)
		}
		seen := len(e.FirstPage())
		for n := e.OlderPages(); n >= 1; n-- {
			posts, ok := e.OlderPage(n)
			if !ok || len(posts) != edition.PageSize {
				t.Fatalf("%d posts: page %d has %d", c.posts, n, len(posts))
			}
			for _, p := range posts {
				if e.PageOf(p) != n {
					t.Errorf("%d posts: %s is on page %d, PageOf says %d", c.posts, p.ID, n, e.PageOf(p))
				}
			}
			seen += len(posts)
		}
		if seen != c.posts {
			t.Errorf("%d posts: %d on all pages", c.posts, seen)
		}
	}
}
