package journal

import (
	"context"
	"errors"
	"sync"
	"time"

	"github.com/stoppress/stoppress/internal/coverage"
)

const (
	// viewBlogs is how many blogs a View keeps in memory before it lets go of
	// those that nobody asked for lately.
	viewBlogs = 256
	// viewIdle is how long a blog stays in memory at least after it was asked for.
	viewIdle = 2 * time.Minute
)

// View keeps a state S for each blog that was asked for: loaded from the journal
// once, then kept up to date by following it. A blog is dropped from memory when
// it is cold, and loaded again when it is asked for again.
type View[S any] struct {
	journal *Journal
	build   func(coverage.Blog, []coverage.Post) S
	apply   func(S, Entry) S
	changed func(slug coverage.Slug, before, after S)
	each    func(Entry) // nil: nobody wants to see them all

	applied position

	mu      sync.Mutex // guards all below; held for map look-ups and for apply, never for I/O
	blogs   map[coverage.Slug]*viewed[S]
	started bool
}

// viewed is one blog of a View. Its fields are guarded by the View's mutex.
type viewed[S any] struct {
	loaded  chan struct{} // closed when state or err is set
	state   S
	err     error
	head    coverage.Seq // of what state holds; 0 until it is loaded
	waiting []Entry      // came while it was being loaded
	asked   time.Time
	holds   int
}

// NewView makes a View. build makes the state of a blog from the newest state of
// its header and posts, apply gives the state after an entry; both must leave the
// states they were given as they are. changed, which may be nil, is called after
// each applied entry, in order, with the View locked: it must be quick and must
// not call the View.
func NewView[S any](j *Journal, build func(coverage.Blog, []coverage.Post) S, apply func(S, Entry) S, changed func(slug coverage.Slug, before, after S)) *View[S] {
	return &View[S]{journal: j, build: build, apply: apply, changed: changed, blogs: map[coverage.Slug]*viewed[S]{}}
}

// Each has see called for each entry that comes while Run runs, in order, also for
// those of blogs that are not in memory, once it has been applied. It must be quick,
// and Each must be called before Run.
func (v *View[S]) Each(see func(Entry)) { v.each = see }

// Run follows the journal until ctx ends. ready is called once the View is being
// kept up to date; Get must not be called before.
func (v *View[S]) Run(ctx context.Context, ready func()) error {
	head, err := v.journal.Head(ctx)
	if err != nil {
		return err
	}
	v.applied.reach(head)
	v.mu.Lock()
	v.started = true
	v.mu.Unlock()
	ready()
	return v.journal.follow(ctx, head, subjects, v.deliver)
}

func (v *View[S]) deliver(seq coverage.Seq, e *Entry) {
	if e != nil {
		v.take(*e)
		if v.each != nil {
			v.each(*e)
		}
	}
	v.applied.reach(seq)
}

func (v *View[S]) take(e Entry) {
	v.mu.Lock()
	defer v.mu.Unlock()
	b := v.blogs[e.Slug]
	if b == nil {
		return
	}
	select {
	case <-b.loaded:
		v.applyTo(b, e)
	default:
		b.waiting = append(b.waiting, e)
	}
}

func (v *View[S]) applyTo(b *viewed[S], e Entry) {
	if e.Seq <= b.head {
		return
	}
	before := b.state
	b.state = v.apply(before, e)
	b.head = e.Seq
	if v.changed != nil {
		v.changed(e.Slug, before, b.state)
	}
}

// Get gives a blog's state, loading it if need be; an error of the kind NotFound
// where there is no such blog.
func (v *View[S]) Get(ctx context.Context, slug coverage.Slug) (S, error) {
	return v.get(ctx, slug, 0)
}

// Hold is Get for one who needs the blog to be kept up to date until Release is
// called, once for each Hold that gave no error.
func (v *View[S]) Hold(ctx context.Context, slug coverage.Slug) (S, error) {
	return v.get(ctx, slug, 1)
}

// Release ends a Hold.
func (v *View[S]) Release(slug coverage.Slug) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if b := v.blogs[slug]; b != nil {
		b.holds--
	}
}

func (v *View[S]) get(ctx context.Context, slug coverage.Slug, holds int) (S, error) {
	var none S
	v.mu.Lock()
	b := v.blogs[slug]
	switch {
	case !v.started:
		v.mu.Unlock()
		return none, unavailable("read a blog", errors.New("the server is still starting"))
	case b == nil && !slug.WellFormed():
		v.mu.Unlock()
		return none, noBlog(slug)
	case b == nil:
		v.forgetCold()
		b = &viewed[S]{loaded: make(chan struct{})}
		v.blogs[slug] = b
		// The load outlives a reader who goes away: others wait for it as well.
		go v.load(context.WithoutCancel(ctx), slug, b)
	}
	b.asked = time.Now()
	b.holds += holds
	if b.head > 0 { // the way of nearly all requests
		defer v.mu.Unlock()
		return b.state, nil
	}
	v.mu.Unlock()

	select {
	case <-b.loaded:
	case <-ctx.Done():
		v.mu.Lock()
		b.holds -= holds
		v.mu.Unlock()
		return none, ctx.Err()
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	return b.state, b.err
}

func noBlog(slug coverage.Slug) error {
	return coverage.Errorf(coverage.NotFound, "there is no blog %q", slug)
}

// load fills b. It is the only one that closes b.loaded.
func (v *View[S]) load(ctx context.Context, slug coverage.Slug, b *viewed[S]) {
	ctx, cancel := context.WithTimeout(ctx, 4*answerWithin)
	defer cancel()
	var blog *coverage.Blog
	var posts []coverage.Post
	head, err := v.journal.load(ctx, slug, func(e Entry) {
		if e.Blog != nil {
			blog = e.Blog
		} else {
			posts = append(posts, *e.Post)
		}
	})
	if err == nil && blog == nil {
		err = noBlog(slug)
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	defer close(b.loaded)
	if err != nil {
		b.err = err
		delete(v.blogs, slug) // the next one to ask tries again
		return
	}
	b.head = head
	b.state = v.build(*blog, posts)
	for _, e := range b.waiting {
		v.applyTo(b, e)
	}
	b.waiting = nil
}

// forgetCold drops blogs that nobody holds or asked for lately, once there are
// many.
func (v *View[S]) forgetCold() {
	if len(v.blogs) < viewBlogs {
		return
	}
	for slug, b := range v.blogs {
		select {
		case <-b.loaded:
			if b.holds == 0 && time.Since(b.asked) > viewIdle {
				delete(v.blogs, slug)
			}
		default:
		}
	}
}

// Wait returns when all entries up to seq have been applied, or ctx ends.
func (v *View[S]) Wait(ctx context.Context, seq coverage.Seq) error { return v.applied.wait(ctx, seq) }

// Applied is the seq up to which all entries have been applied.
func (v *View[S]) Applied() coverage.Seq { return v.applied.now() }
