package reader

import (
	"context"
	"slices"
	"sync"
	"time"

	"github.com/stoppress/stoppress/internal/coverage"
	"github.com/stoppress/stoppress/internal/journal"
)

// recent knows when the posts of each blog changed last, also of blogs that are not
// in memory: of those that changed since the server started it has heard, of others
// it learns a few at a time, when it is asked.
type recent struct {
	mu    sync.Mutex // guards all below; held for map work only
	known map[coverage.Slug]lastChange
	news  coverage.Seq // counts what it came to know
}

// lastChange is the last public change of a blog, or one of its header.
type lastChange struct {
	seq coverage.Seq
	at  time.Time
}

func newRecent() *recent { return &recent{known: map[coverage.Slug]lastChange{}} }

// see takes in an entry of the journal. One of a post tells by itself whether it is
// a public change.
func (r *recent) see(e journal.Entry) {
	if p := e.Post; p != nil && (p.Public() || p.Trace.Face == e.Seq) {
		r.learn(e.Slug, lastChange{e.Seq, p.UpdatedAt})
	}
}

func (r *recent) learn(slug coverage.Slug, c lastChange) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.known[slug].seq < c.seq {
		r.known[slug] = c
		r.news++
	}
}

// of gives the time of a blog's last change; zero where it is not known.
func (r *recent) of(b coverage.Blog) time.Time {
	r.mu.Lock()
	defer r.mu.Unlock()
	c, ok := r.known[b.Slug]
	switch {
	case !ok:
		return time.Time{}
	case b.UpdatedAt.After(c.at):
		return b.UpdatedAt
	}
	return c.at
}

// at counts what was learned, so that what was made of less is made anew.
func (r *recent) at() coverage.Seq {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.news
}

// unknown gives up to n blogs of which it does not know when they changed, those
// first whose headers changed last.
func (r *recent) unknown(blogs []coverage.Blog, n int) []coverage.Blog {
	r.mu.Lock()
	out := slices.DeleteFunc(slices.Clone(blogs), func(b coverage.Blog) bool { _, ok := r.known[b.Slug]; return ok })
	r.mu.Unlock()
	slices.SortFunc(out, func(a, b coverage.Blog) int { return b.UpdatedAt.Compare(a.UpdatedAt) })
	return out[:min(n, len(out))]
}

// lookups is how many blogs are loaded for one list: each takes some hundredths of a
// second, and room in memory until it is cold.
const lookups = 25

// lookUp learns when some of the blogs changed. What cannot be read now is left for
// the next time.
func (r *Reader) lookUp(ctx context.Context, blogs []coverage.Blog) {
	for _, b := range r.recent.unknown(blogs, lookups) {
		p, err := r.papers.Get(ctx, b.Slug)
		if err != nil {
			r.Log.Warn("a list of blogs goes without the time of a blog's last change", "blog", b.Slug, "error", err)
			return
		}
		r.recent.learn(b.Slug, lastChange{p.Head(), p.Changed()})
	}
}
