package edge

import (
	"context"
	"errors"
	"math/rand/v2"
	"sync"
	"time"

	"github.com/stoppress/stoppress/internal/coverage"
	"github.com/stoppress/stoppress/internal/fanout"
)

const (
	maxFollowed  = 256              // blogs
	followedIdle = 10 * time.Minute // a blog is followed for so long at least after it was asked for
	tryFirst     = time.Second
	tryLast      = 15 * time.Second
)

// followed is a blog that the edge keeps up with.
type followed struct {
	slug   coverage.Slug
	ctx    context.Context // ends when it is followed no longer
	cancel context.CancelFunc
	loaded chan struct{} // closed once there is a mirror, or err

	mu      sync.Mutex // guards all below; held for looking only
	mirror  *mirror
	err     error
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
	if !slug.WellFormed() {
		return nil, coverage.Errorf(coverage.NotFound, "there is no such coverage here")
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
		e.dropCold()
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

// dropCold lets go of blogs that nobody asked for lately. The mutex is held.
func (e *Edge) dropCold() {
	for slug, f := range e.blogs {
		f.mu.Lock()
		if f.readers == 0 && time.Since(f.asked) > followedIdle {
			f.cancel()
			delete(e.blogs, slug)
		}
		f.mu.Unlock()
	}
}

func (f *followed) leave(readers int) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.readers -= readers
}

// known gives what the edge knows of a blog that it follows; nil of another.
func (e *Edge) known(slug coverage.Slug) *mirror {
	e.mu.Lock()
	f := e.blogs[slug]
	e.mu.Unlock()
	if f == nil {
		return nil
	}
	return f.now()
}

// keepUp follows a blog until it is let go of.
func (e *Edge) keepUp(f *followed) {
	load := sync.OnceFunc(func() { close(f.loaded) })
	defer load()
	pause := tryFirst
	defer f.cancel()
	for f.ctx.Err() == nil {
		err := e.load(f)
		if err == nil {
			load()
			pause = tryFirst
			var again time.Duration
			if again, err = e.origin.listen(f.ctx, f.slug, f.now().head, func(c []change) { e.learn(f, news{changes: c}) }); again > 0 {
				pause = min(again, tryLast)
			}
		}
		select {
		case <-f.loaded:
		default:
			// Nobody waits for an origin that is away: they are told, and ask again.
			e.forget(f, err)
			return
		}
		if f.ctx.Err() == nil {
			e.log.Warn("the origin's stream has ended; what is known is served meanwhile", "blog", f.slug, "error", err)
		}
		select {
		case <-time.After(pause/2 + rand.N(pause/2)):
		case <-f.ctx.Done():
		}
		pause = min(2*pause, tryLast)
	}
}

// load brings a blog up to date. An origin whose head is behind what is known
// here has been restored from a copy: then only what it says now counts.
func (e *Edge) load(f *followed) error {
	since := f.now().head
	got, err := e.origin.changes(f.ctx, f.slug, since)
	if err == nil && got.head < since {
		e.log.Warn("the origin knows less than before; it is asked for everything", "blog", f.slug, "before", since, "now", got.head)
		if got, err = e.origin.changes(f.ctx, f.slug, 0); err == nil {
			f.mu.Lock()
			f.mirror = &mirror{}
			f.mu.Unlock()
		}
	}
	if err != nil {
		return err
	}
	e.learn(f, got)
	return nil
}

// learn takes news in, and tells the readers.
func (e *Edge) learn(f *followed, got news) {
	f.mu.Lock()
	before := f.mirror
	after := before.with(got)
	f.mirror = after
	isNews := after.head > before.head
	if isNews && before.head > 0 {
		f.moves = append(f.moves, time.Now())
		f.moves = f.moves[max(0, len(f.moves)-movesKept):]
	}
	f.mu.Unlock()
	if isNews {
		frame, _ := after.frame(before.head) // what is only copied does not fail
		e.hub.Publish(string(f.slug), frame)
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
	if why == nil || errors.Is(why, errAway) || errors.Is(why, context.Canceled) {
		why = &coverage.Error{Kind: coverage.Unavailable, Message: "the origin does not answer now; try again in a moment", Cause: why}
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	f.err = why
}
