package edge

import (
	"context"
	"errors"
	"math/rand/v2"
	"net/http"
	"sync"
	"time"

	"github.com/stoppress/stoppress/internal/coverage"
	"github.com/stoppress/stoppress/internal/fanout"
)

const (
	maxFollowed = 256 // blogs
	sweepEvery  = time.Minute
)

// followed is a blog that the edge keeps up with.
type followed struct {
	slug   coverage.Slug
	ctx    context.Context // ends when it is followed no longer
	cancel context.CancelFunc
	loaded chan struct{} // closed once there is a mirror, or err
	behind bool          // the origin knew less than before when it was asked last; keepUp's own

	mu      sync.Mutex // guards all below; held for looking only
	mirror  *mirror
	err     error
	away    bool // the origin did not say what has changed when it was asked last
	asked   time.Time
	readers int
	moves   []time.Time // when it changed last, up to movesKept
}

// movesKept is how many changes are counted: more make no difference to the pace.
const movesKept = 30

// now gives what is known of the blog.
func (f *followed) now() *mirror {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.mirror
}

// follow gives a blog that the edge keeps up with, and begins to where it does not
// yet; an error of the kind NotFound where there is no such blog. readers is added
// to those who listen to it.
func (e *Edge) follow(ctx context.Context, slug coverage.Slug, readers int) (*followed, error) {
	missing := coverage.Errorf(coverage.NotFound, "there is no such coverage here")
	if !slug.WellFormed() {
		return nil, missing
	}
	if !e.follows(slug) {
		// Its page tells whether there is such a blog, and is kept also where there is
		// none.
		c, err := e.newest(ctx, "/"+string(slug), slug)
		if err != nil {
			return nil, err
		}
		if c.status != http.StatusOK {
			return nil, missing
		}
	}
	f := e.begin(slug, readers)
	if f == nil {
		return nil, coverage.Errorf(coverage.Unavailable, "as many blogs as there is room for are followed already; try again in a moment")
	}
	select {
	case <-f.loaded:
	case <-ctx.Done():
		f.leave(readers)
		return nil, ctx.Err()
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.err != nil {
		f.readers -= readers
	}
	return f, f.err
}

// begin has the edge keep up with a blog, for so many readers more; nil where there
// is no room for it.
func (e *Edge) begin(slug coverage.Slug, readers int) *followed {
	e.mu.Lock()
	defer e.mu.Unlock()
	f := e.blogs[slug]
	if f == nil {
		if len(e.blogs) >= maxFollowed || e.ctx.Err() != nil {
			return nil
		}
		f = &followed{slug: slug, loaded: make(chan struct{}), mirror: &mirror{}}
		f.ctx, f.cancel = context.WithCancel(e.ctx)
		e.blogs[slug] = f
		e.running.Go(func() { e.keepUp(f) })
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	f.asked = time.Now()
	f.readers += readers
	return f
}

func (f *followed) leave(readers int) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.readers -= readers
}

// follows tells whether the edge keeps up with a blog.
func (e *Edge) follows(slug coverage.Slug) bool {
	m, _ := e.known(slug)
	return m != nil
}

// known gives what the edge knows of a blog that it follows, nil of another, and
// whether the origin is away. Who wants to know has been asked for the blog.
func (e *Edge) known(slug coverage.Slug) (m *mirror, away bool) {
	e.mu.Lock()
	defer e.mu.Unlock()
	f := e.blogs[slug]
	if f == nil {
		return nil, false
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	f.asked = time.Now()
	return f.mirror, f.away
}

// sweep lets go of blogs that nobody asks for, until the edge is closed.
func (e *Edge) sweep() {
	each := time.NewTicker(sweepEvery)
	defer each.Stop()
	for {
		select {
		case now := <-each.C:
			e.dropCold(now)
		case <-e.ctx.Done():
			return
		}
	}
}

// dropCold lets go of blogs that nobody asked for lately, unless the origin is away:
// then nobody else could tell what is known of them. Copies from before a post left
// go as well, since nothing says any more that it did.
func (e *Edge) dropCold(now time.Time) {
	e.mu.Lock()
	defer e.mu.Unlock()
	for slug, f := range e.blogs {
		f.mu.Lock()
		if f.readers == 0 && !f.away && now.Sub(f.asked) > e.times.idle {
			f.cancel()
			delete(e.blogs, slug)
			e.copies.drop(slug, f.mirror.left)
		}
		f.mu.Unlock()
	}
}

// keepUp follows a blog until it is let go of.
func (e *Edge) keepUp(f *followed) {
	defer f.cancel()
	err := e.load(f)
	if err != nil { // nobody waits for an origin that is away: they are told, and ask again
		e.forget(f, err)
	}
	close(f.loaded)
	if err != nil {
		return
	}
	pause, err := e.listen(f)
	for f.ctx.Err() == nil {
		e.complaints.say("the origin's stream has ended; what is known is served meanwhile", "blog", f.slug, "error", err)
		select {
		case <-time.After(pause/2 + rand.N(pause/2)):
		case <-f.ctx.Done():
			return
		}
		if err = e.load(f); err != nil {
			pause = min(2*pause, e.times.last)
			continue
		}
		pause, err = e.listen(f)
	}
}

// listen takes in what the blog's stream brings, until it ends. It gives how long
// the origin wishes to be left alone.
func (e *Edge) listen(f *followed) (pause time.Duration, err error) {
	again, err := e.origin.listen(f.ctx, f.slug, f.now().head, func(c []change) { e.learn(f, f.now(), news{changes: c}) })
	return min(max(again, e.times.first), e.times.last), err
}

// errBehind says that the origin knows less than it did.
var errBehind = errors.New("the origin knows less than before")

// load brings a blog up to date. An origin that is behind what is known here, and
// still is when it is asked again, has been restored from a copy: then only what it
// says now counts. (One of several servers behind one address may be behind for a
// moment.)
func (e *Edge) load(f *followed) error {
	known := f.now()
	got, err := e.origin.changes(f.ctx, f.slug, known.head)
	switch {
	case err != nil || got.head >= known.head:
	case !f.behind:
		f.behind = true
		return errBehind
	default:
		e.log.Warn("the origin knows less than before; only what it says now counts", "blog", f.slug, "before", known.head, "now", got.head)
		known = &mirror{left: time.Now()}
		got, err = e.origin.changes(f.ctx, f.slug, 0)
	}
	f.mu.Lock()
	f.away = errors.Is(err, errAway)
	f.mu.Unlock()
	if err != nil {
		return err
	}
	f.behind = false
	e.learn(f, known, got)
	return nil
}

// learn takes news to what was known in, and tells the readers.
func (e *Edge) learn(f *followed, known *mirror, got news) {
	after := known.with(got, time.Now())
	f.mu.Lock()
	before := f.mirror
	f.mirror = after
	isNews := before.head > 0 && after.head != before.head
	if isNews {
		f.moves = append(f.moves, after.changed)
		f.moves = f.moves[max(0, len(f.moves)-movesKept):]
	}
	f.mu.Unlock()
	if isNews {
		e.hub.Publish(string(f.slug), after.frame(known.head))
	}
}

// pace gives what is known of the blog, and how often it changed lately.
func (f *followed) pace() (m *mirror, lately int) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, at := range f.moves {
		if time.Since(at) < fanout.Lately {
			lately++
		}
	}
	return f.mirror, lately
}

// forget takes a blog off the list, and says why to those who wait for it.
func (e *Edge) forget(f *followed, why error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.blogs[f.slug] == f {
		delete(e.blogs, f.slug)
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	f.err = why
}
