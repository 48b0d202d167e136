package reader

import (
	"slices"
	"sync"
	"time"

	"github.com/stoppress/stoppress/internal/coverage"
	"github.com/stoppress/stoppress/internal/document"
	"github.com/stoppress/stoppress/internal/edition"
	"github.com/stoppress/stoppress/internal/fanout"
	"github.com/stoppress/stoppress/internal/journal"
	"github.com/stoppress/stoppress/internal/reader/layout"
)

// paper is an edition with what has been made of it. The edition never changes;
// what is made of it is made when it is first asked for, once, and what a change
// leaves as it is goes over to the next paper.
type paper struct {
	*edition.Edition
	house
	articles *articles
	views    *views
	key      []string // Surrogate-Key, as a header value
	hints    []string // Link, as a header value; nil where there is none
	// blurred: the second of the last change saw more than one, as far as this server
	// knows, so that a date cannot tell them apart.
	blurred bool

	frames fanout.Frames
	seqs   func() []coverage.Seq // of all changes, rising; see Edition.Delta
}

// house is what the papers of all blogs share.
type house struct {
	layout *layout.Layout
	shelf  *shelf
	press  *document.Press
}

func newPaper(h house, e *edition.Edition, kept *articles, seen *views) *paper {
	var hints []string
	if links := h.layout.Hints(e.Blog()); links != "" {
		hints = []string{links}
	}
	return &paper{
		Edition: e, house: h, articles: kept, views: seen,
		key: []string{"blog-" + string(e.Blog().ID)}, hints: hints,
		seqs: sync.OnceValue(func() []coverage.Seq {
			changes := e.Delta(0)
			seqs := make([]coverage.Seq, len(changes))
			for i, c := range changes {
				seqs[i] = c.Seq
			}
			return seqs
		}),
	}
}

// apply gives the paper after an entry.
func (p *paper) apply(entry journal.Entry) *paper {
	next := p.Edition
	if entry.Blog != nil {
		next = next.ApplyBlog(*entry.Blog)
	} else {
		next = next.ApplyPost(*entry.Post)
	}
	if next.Head() == p.Head() {
		return p // nothing that is public: what was made still holds
	}
	if entry.Post != nil && next.Gone(entry.Post.ID) {
		p.articles.forget(entry.Post.ID)
	}
	out := newPaper(p.house, next, p.articles, p.views)
	out.blurred = next.Changed().Unix() == p.Changed().Unix()
	return out
}

// changesSince counts the changes after a seq.
func (p *paper) changesSince(seq coverage.Seq) int {
	seqs := p.seqs()
	after, _ := slices.BinarySearch(seqs, seq+1)
	return len(seqs) - after
}

// restsAfter is how long a document of the blog must have been there to be worth
// packing well: one that is made anew every minute is not, one of a blog that has
// ended is at once.
func (p *paper) restsAfter() time.Duration {
	if p.Blog().State == coverage.Ended {
		return 0
	}
	return restsAfter
}

const restsAfter = 30 * time.Second

// article gives a post's rendered article.
func (p *paper) article(post *edition.Post) []byte {
	return p.articles.get(post, func() []byte { return p.layout.Article(p.Blog(), post) })
}

// articles keeps the rendered articles of a blog from edition to edition. An
// article is as old as its post's seq says.
type articles struct {
	mu   sync.Mutex // guards kept; not held while an article is rendered
	kept map[coverage.PostID]rendered
}

type rendered struct {
	seq  coverage.Seq
	html []byte
}

func newArticles() *articles { return &articles{kept: map[coverage.PostID]rendered{}} }

func (a *articles) get(post *edition.Post, render func() []byte) []byte {
	a.mu.Lock()
	r, ok := a.kept[post.ID]
	a.mu.Unlock()
	if ok && r.seq == post.Seq {
		return r.html
	}
	html := render()
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.kept[post.ID].seq <= post.Seq {
		a.kept[post.ID] = rendered{post.Seq, html}
	}
	return html
}

func (a *articles) forget(id coverage.PostID) {
	a.mu.Lock()
	defer a.mu.Unlock()
	delete(a.kept, id)
}
