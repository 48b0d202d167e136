package reader

import (
	"sync"

	"github.com/stoppress/stoppress/internal/coverage"
	"github.com/stoppress/stoppress/internal/document"
	"github.com/stoppress/stoppress/internal/edition"
	"github.com/stoppress/stoppress/internal/fanout"
	"github.com/stoppress/stoppress/internal/journal"
	"github.com/stoppress/stoppress/internal/reader/layout"
)

// paper is an edition with what has been made of it. The edition never changes;
// what is made of it is made when it is first asked for, once.
type paper struct {
	*edition.Edition
	layout   *layout.Layout
	articles *articles

	documents cache[string, *document.Document]
	frames    cache[coverage.Seq, fanout.Frame]
}

func newPaper(l *layout.Layout, e *edition.Edition, kept *articles) *paper {
	return &paper{Edition: e, layout: l, articles: kept}
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
	return newPaper(p.layout, next, p.articles)
}

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

// cacheSize bounds what is kept of one edition under one kind of key: a page for
// each permalink, say, of which a crawler asks for all.
const cacheSize = 256

// cache keeps what was made of an edition. The zero cache is empty. The same thing
// is made once, however many ask for it at the same time.
type cache[K comparable, V any] struct {
	mu   sync.Mutex // guards kept; not held while something is made
	kept map[K]func() (V, error)
}

func (c *cache[K, V]) get(key K, make func() (V, error)) (V, error) {
	c.mu.Lock()
	once, ok := c.kept[key]
	if !ok {
		if c.kept == nil || len(c.kept) >= cacheSize {
			c.kept = map[K]func() (V, error){}
		}
		once = sync.OnceValues(make)
		c.kept[key] = once
	}
	c.mu.Unlock()
	return once()
}
