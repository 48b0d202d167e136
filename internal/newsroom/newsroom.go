package newsroom

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"golang.org/x/sync/errgroup"

	"github.com/stoppress/stoppress/internal/coverage"
	"github.com/stoppress/stoppress/internal/journal"
)

// Newsroom is the door through which all changes go.
type Newsroom struct {
	journal    *journal.Journal
	books      *journal.View[*Book]
	directory  *journal.Directory
	schedule   *schedule
	comments   *comments
	desks      *desks
	speakers   *speakers
	index      *journal.Index
	identities *journal.Identities
	libraries  *libraries
	pictures   Pictures
	baseURL    string
	now        func() time.Time
	log        *slog.Logger
	await      []func(context.Context, coverage.Seq) error
}

// Options are what a newsroom needs.
type Options struct {
	Journal    *journal.Journal
	Directory  *journal.Directory  // kept running by its owner
	Index      *journal.Index      // likewise
	Identities *journal.Identities // likewise
	Pictures   Pictures
	BaseURL    string // of the site, so that its own pictures are known by their whole addresses too
	Now        func() time.Time
	Log        *slog.Logger
	// Await are called with the seq of each change before it is answered; they
	// return once another part of this node has read the change back.
	Await []func(context.Context, coverage.Seq) error
	// Changed, which may be nil, is called with a blog's slug after each change of
	// the blog or its posts, whichever node made it. It must be quick and must not
	// call the newsroom.
	Changed func(coverage.Slug)
}

// New makes a newsroom on an open journal.
func New(ctx context.Context, opts Options) (*Newsroom, error) {
	n := &Newsroom{journal: opts.Journal, directory: opts.Directory, index: opts.Index, identities: opts.Identities, libraries: &libraries{open: map[coverage.Slug]*library{}}, pictures: opts.Pictures, baseURL: opts.BaseURL, now: opts.Now, log: opts.Log}
	var err error
	if n.schedule, err = newSchedule(ctx, opts.Journal); err != nil {
		return nil, err
	}
	if n.comments, err = newComments(ctx, opts.Journal); err != nil {
		return nil, err
	}
	if n.desks, err = newDesks(ctx, opts.Journal); err != nil {
		return nil, err
	}
	if n.speakers, err = newSpeakers(ctx, opts.Journal); err != nil {
		return nil, err
	}
	n.await = append([]func(context.Context, coverage.Seq) error{n.waitForBooks}, opts.Await...)
	n.books = journal.NewView(opts.Journal, newBook, (*Book).apply, func(slug coverage.Slug, _, _ *Book) {
		if opts.Changed != nil {
			opts.Changed(slug)
		}
	})
	return n, nil
}

// Run keeps the newsroom up to date with what other nodes write, and publishes
// scheduled posts, until ctx ends. ready is called once it can be used.
func (n *Newsroom) Run(ctx context.Context, ready func()) error {
	// Without any of these the newsroom is not whole: it ends, and says why.
	group, ctx := errgroup.WithContext(ctx)
	group.Go(func() error {
		return n.books.Run(ctx, func() {
			group.Go(func() error { return n.runSchedule(ctx) })
			group.Go(func() error { return n.speakers.run(ctx) })
			ready()
		})
	})
	return group.Wait()
}

// settle waits until this node has read the change back. It is on disk already, so
// a wait that is cut short is no failure.
func (n *Newsroom) settle(ctx context.Context, seq coverage.Seq) {
	ctx, cancel := context.WithTimeout(ctx, 2*time.Second)
	defer cancel()
	for _, wait := range n.await {
		if err := wait(ctx, seq); err != nil {
			n.log.Warn("a change is written, and its answer goes out before this node has read it back", "seq", seq, "error", err)
			return
		}
	}
}

func (n *Newsroom) waitForBooks(ctx context.Context, seq coverage.Seq) error {
	return n.books.Wait(ctx, seq)
}

func (n *Newsroom) change(actor coverage.Actor, at time.Time, r coverage.Request) journal.Change {
	return journal.Change{At: at, By: actor.Author, Request: r.Record()}
}

// require is an error of the kind Forbidden where the actor's role is not enough.
func require(actor coverage.Actor, role coverage.Role, what string) error {
	if actor.Role.AtLeast(role) {
		return nil
	}
	return coverage.Errorf(coverage.Forbidden, "a %s may not %s; ask one with the role %s", actor.Role, what, role)
}

// duplicateOf gives the entry that a request made earlier, where the journal said
// that it did.
func (n *Newsroom) duplicateOf(ctx context.Context, err error, r coverage.Request) (journal.Entry, bool, error) {
	var dup *journal.Duplicate
	if !errors.As(err, &dup) {
		return journal.Entry{}, false, nil
	}
	e, err := n.journal.At(ctx, dup.Seq)
	if err != nil {
		return journal.Entry{}, false, fmt.Errorf("read what the first request made: %w", err)
	}
	same, err := r.Replays(e.Request)
	return e, same, err
}
