package reader

import (
	"bytes"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"
	"pgregory.net/rapid"

	"github.com/stoppress/stoppress/internal/coverage"
	"github.com/stoppress/stoppress/internal/document"
	"github.com/stoppress/stoppress/internal/edition"
	"github.com/stoppress/stoppress/internal/journal"
	"github.com/stoppress/stoppress/internal/reader/layout"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

var opening = time.Date(2026, 3, 4, 9, 0, 0, 0, time.UTC)

// history writes changes to a blog the way the newsroom does, and keeps its paper.
type history struct {
	house  house
	paper  *paper
	seq    coverage.Seq
	blog   coverage.Blog
	states map[coverage.PostID]coverage.Post
	ids    []coverage.PostID
	words  int
	lost   map[string]bool // words that are public no longer, or never were
}

// newHistory begins with so many posts, a minute apart.
func newHistory(t interface{ Fatal(...any) }, posts int) *history {
	l, err := layout.New(layout.Site{BaseURL: "https://live.example.org"})
	if err != nil {
		t.Fatal(err)
	}
	h := &history{
		house: house{l, newShelf(), document.NewPress()}, seq: 1,
		states: map[coverage.PostID]coverage.Post{}, lost: map[string]bool{},
	}
	h.blog = coverage.Blog{ID: "B", Seq: h.seq, Slug: "harbour", Header: coverage.Header{Title: "Harbour", Timezone: "UTC", Language: "en", State: coverage.Live}}
	var first []coverage.Post
	for i := range posts {
		p := h.fresh()
		p.Status, p.PublishedAt = coverage.Published, opening.Add(time.Duration(i)*time.Minute)
		first = append(first, h.settle(coverage.Succeed(nil, h.reword(p))))
	}
	h.paper = newPaper(h.house, edition.New(h.blog, first), newArticles(), &views{})
	return h
}

func (h *history) fresh() coverage.Post {
	id := coverage.PostID(fmt.Sprintf("P%03d", len(h.ids)))
	h.ids = append(h.ids, id)
	return coverage.Post{ID: id, Blog: "harbour"}
}

// reword gives a post words that no other state of any post has.
func (h *history) reword(p coverage.Post) coverage.Post {
	h.words++
	p.Elements = []coverage.Element{{Type: coverage.Text, HTML: fmt.Sprintf("<p>word%dx</p>", h.words)}}
	return p
}

func wordOf(p coverage.Post) string {
	return strings.TrimSuffix(strings.TrimPrefix(p.Elements[0].HTML, "<p>"), "</p>")
}

// settle gives a state its place in the history.
func (h *history) settle(p coverage.Post) coverage.Post {
	h.seq++
	p.Seq = h.seq
	p.UpdatedAt = opening.Add(time.Duration(h.seq) * time.Hour)
	if p.Trace.Shown == coverage.OwnSeq {
		p.Trace.Shown = h.seq
	}
	if p.Trace.Face == coverage.OwnSeq {
		p.Trace.Face = h.seq
	}
	h.states[p.ID] = p
	h.lost[wordOf(p)] = !p.Public()
	return p
}

// write appends a state of a post and applies it.
func (h *history) write(next coverage.Post) {
	prev, known := h.states[next.ID]
	if known {
		h.lost[wordOf(prev)] = true
		next = coverage.Succeed(&prev, next)
	} else {
		next = coverage.Succeed(nil, next)
	}
	next = h.settle(next)
	h.paper = h.paper.apply(journal.Entry{Seq: h.seq, Slug: "harbour", Post: &next})
}

func (h *history) writeBlog(next coverage.Blog) {
	next = coverage.SucceedHeader(&h.blog, next)
	h.seq++
	next.Seq = h.seq
	if next.Reset == coverage.OwnSeq {
		next.Reset = h.seq
	}
	h.blog = next
	h.paper = h.paper.apply(journal.Entry{Seq: h.seq, Slug: "harbour", Blog: &next})
}

// step makes one random change.
func (h *history) step(t *rapid.T) {
	switch kind := rapid.IntRange(0, 9).Draw(t, "kind"); {
	case kind == 0:
		next := h.blog
		next.Title = rapid.SampledFrom([]string{"Harbour", "Ferries"}).Draw(t, "headline")
		next.Timezone = rapid.SampledFrom([]string{"UTC", "UTC", "UTC", "Europe/London"}).Draw(t, "zone")
		next.State = rapid.SampledFrom([]coverage.State{coverage.Live, coverage.Paused, coverage.Ended}).Draw(t, "state")
		h.writeBlog(next)
	case kind <= 2 || len(h.ids) == 0:
		h.write(h.change(t, h.fresh()))
	default:
		h.write(h.change(t, h.states[rapid.SampledFrom(h.ids).Draw(t, "which")]))
	}
}

func (h *history) change(t *rapid.T, p coverage.Post) coverage.Post {
	isNew := p.Status == ""
	p = h.reword(p)
	if isNew || rapid.IntRange(0, 3).Draw(t, "moves") == 0 {
		p.Status = rapid.SampledFrom([]coverage.Status{coverage.Draft, coverage.Published, coverage.Published, coverage.Withdrawn}).Draw(t, "status")
		p.PublishedAt = opening.Add(time.Duration(rapid.IntRange(0, len(h.ids)+5).Draw(t, "minute")) * time.Minute)
	}
	if rapid.IntRange(0, 3).Draw(t, "remarkable") == 0 {
		p.Title = rapid.SampledFrom([]string{"", "A", "B"}).Draw(t, "title")
		p.KeyEvent = p.Title != "" && rapid.Bool().Draw(t, "key")
		p.Pinned = rapid.IntRange(0, 3).Draw(t, "pinned") == 0
		p.Relations = nil
		if other := rapid.SampledFrom(h.ids).Draw(t, "other"); other != p.ID && rapid.Bool().Draw(t, "related") {
			p.Relations = []coverage.Relation{{Type: coverage.Contradicts, Post: other}}
		}
	}
	return p
}

var (
	itsSeq   = regexp.MustCompile(`(<main data-blog="harbour" data-seq=")(\d+)"`)
	itsDate  = regexp.MustCompile(`\?since=\d+|"dateModified":"[^"]*","coverageStartTime"|"article:modified_time" content="[^"]*"`)
	someWord = regexp.MustCompile(`word\d+x`)
)

// timeless takes out of a page what it says of the edition that it was made of.
func timeless(page []byte) string {
	return string(itsDate.ReplaceAll(itsSeq.ReplaceAll(page, []byte("$1")), nil))
}

// apart gives what two texts have after what they have in common.
func apart(a, b string) (string, string) {
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			return a[i:], b[i:]
		}
	}
	return a[min(len(a), len(b)):], b[min(len(a), len(b)):]
}

// check compares what is kept with what is made of the newest states alone.
func (h *history) check(t interface{ Fatalf(string, ...any) }, view layout.View) {
	states := make([]coverage.Post, 0, len(h.states))
	for _, p := range h.states {
		states = append(states, p)
	}
	e := edition.New(h.blog, states)
	want, wantErr := h.house.layout.Blog(e, view)
	doc, err := h.paper.page(view)
	if coverage.KindOf(err) != coverage.KindOf(wantErr) {
		t.Fatalf("%+v: error %v, want %v", view, err, wantErr)
	}
	if err != nil {
		return
	}
	got := doc.Plain()
	if a, b := apart(timeless(got), timeless(want)); a != b {
		t.Fatalf("%+v: kept\n…%.400s\nfrom scratch\n…%.400s", view, a, b)
	}
	for _, word := range someWord.FindAllString(string(got), -1) {
		if h.lost[word] {
			t.Fatalf("%+v shows %s, which is not public", view, word)
		}
	}
	said, _ := strconv.ParseUint(string(itsSeq.FindSubmatch(got)[2]), 10, 64)
	if behind := len(e.Delta(coverage.Seq(said))); behind > maxBehind && coverage.Seq(said) != e.Head() {
		t.Fatalf("%+v says seq %d, and is %d changes behind %d", view, said, behind, e.Head())
	}
}

func TestEveryKeptPageEqualsOneMadeFromScratch(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		h := newHistory(t, rapid.SampledFrom([]int{0, 3, 99, 149}).Draw(t, "posts"))
		for range rapid.IntRange(1, 6).Draw(t, "rounds") {
			for range rapid.SampledFrom([]int{1, 1, 2, 22}).Draw(t, "changes") {
				h.step(t)
			}
			view := layout.View{Order: rapid.SampledFrom([]coverage.Order{"", coverage.Newest, coverage.Oldest}).Draw(t, "order")}
			switch rapid.IntRange(0, 2).Draw(t, "what") {
			case 1:
				view.Older = rapid.IntRange(1, 2).Draw(t, "page")
			case 2:
				view.Focus = rapid.SampledFrom(append(h.ids, "never")).Draw(t, "focus")
			}
			h.check(t, view)
			h.check(t, layout.View{Older: 1})
		}
	})
}

func page(t *testing.T, h *history, view layout.View) *document.Document {
	t.Helper()
	doc, err := h.paper.page(view)
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

func TestAnEditOfAnOldPostMakesItsPageAloneAnew(t *testing.T) {
	h := newHistory(t, 210) // a first page of 60 posts, and three older ones
	views := map[string]layout.View{
		"the first page": {}, "page 1": {Older: 1}, "page 2": {Older: 2}, "page 3": {Older: 3},
		"a permalink on page 1": {Focus: "P010"}, "a permalink on page 2": {Focus: "P060"}, "the permalink of the post": {Focus: "P055"},
	}
	before := map[string]*document.Document{}
	for name, view := range views {
		before[name] = page(t, h, view)
	}
	h.write(h.reword(h.states["P055"])) // which stands on page 2
	for name, view := range views {
		anew := page(t, h, view) != before[name]
		if want := strings.Contains(name, "page 2") || strings.Contains(name, "of the post"); anew != want {
			t.Errorf("%s was made anew: %v, want %v", name, anew, want)
		}
	}
}

func TestAKeptPageIsMadeAnewBeforeItIsFarBehind(t *testing.T) {
	h := newHistory(t, 210)
	first := page(t, h, layout.View{Older: 1})
	for i := range maxBehind {
		h.write(h.reword(h.states[h.ids[180+i]]))
	}
	if page(t, h, layout.View{Older: 1}) != first {
		t.Errorf("the page was made anew after %d changes of others", maxBehind)
	}
	h.write(h.reword(h.states["P205"]))
	if page(t, h, layout.View{Older: 1}) == first {
		t.Errorf("the page is more than %d changes behind", maxBehind)
	}
}

func TestJSONAndDeltasAreThoseOfTheNewestChange(t *testing.T) {
	h := newHistory(t, 5)
	for _, ask := range []func() (coverage.Seq, int){
		func() (coverage.Seq, int) { return h.paper.changeAt(h.paper.Head() + 7), 0 },
		func() (coverage.Seq, int) { return h.paper.changeAt(h.paper.Head()), 0 },
		func() (coverage.Seq, int) { return h.paper.changeAt(0), 6 },
		func() (coverage.Seq, int) { return h.paper.changeAt(3), 3 },
	} {
		since, want := ask()
		if got := len(h.paper.Delta(since)); got != want {
			t.Errorf("the delta since %d has %d changes, want %d", since, got, want)
		}
	}
	h.write(h.reword(h.states["P000"])) // its seq leaves a gap at 2
	if got := h.paper.changeAt(2); got != 1 {
		t.Errorf("the delta since 2 is that since %d, want 1", got)
	}
	if got, want := len(h.paper.Delta(2)), len(h.paper.Delta(1)); got != want {
		t.Errorf("the deltas since 2 and 1 have %d and %d changes", got, want)
	}
}

func TestAWithdrawnArticleIsNotKept(t *testing.T) {
	h := newHistory(t, 3)
	page(t, h, layout.View{})
	withdrawn := h.states["P001"]
	withdrawn.Status = coverage.Withdrawn
	h.write(withdrawn)
	for id, a := range h.paper.articles.kept {
		if bytes.Contains(a.html, []byte(wordOf(withdrawn))) {
			t.Errorf("the article of %s is kept", id)
		}
	}
}

func TestWhatAnotherPostShowsOnAPageMakesItAnew(t *testing.T) {
	for name, c := range map[string]struct {
		before, after func(*coverage.Post)
		anew          bool
	}{
		"a pinned post is edited":          {func(p *coverage.Post) { p.Pinned = true }, func(*coverage.Post) {}, true},
		"a post is pinned":                 {func(*coverage.Post) {}, func(p *coverage.Post) { p.Pinned = true }, true},
		"a key event gets another title":   {func(p *coverage.Post) { p.Title, p.KeyEvent = "A", true }, func(p *coverage.Post) { p.Title = "B" }, true},
		"a key event gets another time":    {func(p *coverage.Post) { p.Title, p.KeyEvent = "A", true }, func(p *coverage.Post) { p.PublishedAt = p.PublishedAt.Add(time.Second) }, true},
		"a key event gets other words":     {func(p *coverage.Post) { p.Title, p.KeyEvent = "A", true }, func(*coverage.Post) {}, false},
		"a post is no key event any more":  {func(p *coverage.Post) { p.Title, p.KeyEvent = "A", true }, func(p *coverage.Post) { p.KeyEvent = false }, true},
		"a post like any other is changed": {func(*coverage.Post) {}, func(p *coverage.Post) { p.Title = "B" }, false},
	} {
		h := newHistory(t, 210)
		other := h.states["P150"] // on page 3
		c.before(&other)
		h.write(h.reword(other))
		first := page(t, h, layout.View{Older: 1})
		other = h.states["P150"]
		c.after(&other)
		h.write(h.reword(other))
		h.check(t, layout.View{Older: 1})
		if anew := page(t, h, layout.View{Older: 1}) != first; anew != c.anew {
			t.Errorf("%s: page 1 was made anew: %v, want %v", name, anew, c.anew)
		}
	}
}
