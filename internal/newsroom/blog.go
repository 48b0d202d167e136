package newsroom

import (
	"context"
	"errors"
	"time"

	"github.com/stoppress/stoppress/internal/coverage"
	"github.com/stoppress/stoppress/internal/journal"
)

// CreateBlog makes a blog. replayed: this request made it before.
func (n *Newsroom) CreateBlog(ctx context.Context, actor coverage.Actor, name string, h coverage.Header, r coverage.Request) (blog coverage.Blog, replayed bool, err error) {
	if err := require(actor, coverage.Editor, "make a blog"); err != nil {
		return blog, false, err
	}
	slug, slugErr := coverage.ParseSlug(name)
	h, headerErr := coverage.CheckHeader(h)
	if err := coverage.Together(slugErr, headerErr); err != nil {
		return blog, false, err
	}
	now := coverage.Millisecond(n.now())
	blog = coverage.Blog{ID: coverage.NewBlogID(now, r.Entropy()), Slug: slug, Header: h, CreatedAt: now, UpdatedAt: now}
	if err := n.directory.Add(ctx, slug); err != nil {
		return blog, false, err
	}
	seq, err := n.journal.Append(ctx, journal.Record{Entry: journal.Entry{Change: n.change(actor, now, r), Blog: &blog}, ID: r.ID()})
	if e, same, dupErr := n.duplicateOf(ctx, err, r); dupErr != nil || same {
		return firstBlog(e), same, dupErr
	}
	if errors.Is(err, journal.ErrConflict) {
		first, firstErr := n.journal.FirstOfBlog(ctx, slug)
		if firstErr != nil {
			return blog, false, firstErr
		}
		if same, err := r.Replays(first.Request); err != nil || same {
			return firstBlog(first), same, err
		}
		taken := coverage.InvalidField("slug", "%q is taken; choose another", slug)
		taken.Kind = coverage.Taken
		return blog, false, taken
	}
	if err != nil {
		return blog, false, err
	}
	blog.Seq = seq
	n.settle(ctx, seq)
	n.list(ctx, seq)
	return blog, false, nil
}

func firstBlog(e journal.Entry) coverage.Blog {
	if e.Blog == nil {
		return coverage.Blog{}
	}
	return *e.Blog
}

// Blog gives a blog's newest state.
func (n *Newsroom) Blog(ctx context.Context, slug coverage.Slug) (coverage.Blog, error) {
	b, err := n.books.Get(ctx, slug)
	if err != nil {
		return coverage.Blog{}, err
	}
	return b.blog, nil
}

// Book gives all of a blog.
func (n *Newsroom) Book(ctx context.Context, slug coverage.Slug) (*Book, error) {
	return n.books.Get(ctx, slug)
}

// HoldBook is Book for one who is told of changes until ReleaseBook is called, once
// for each HoldBook that gave no error.
func (n *Newsroom) HoldBook(ctx context.Context, slug coverage.Slug) (*Book, error) {
	return n.books.Hold(ctx, slug)
}

// ReleaseBook ends a HoldBook.
func (n *Newsroom) ReleaseBook(slug coverage.Slug) { n.books.Release(slug) }

// ChangeBlog changes a blog's header. expect is the seq of the state that the
// change is based on; change gets the newest header.
func (n *Newsroom) ChangeBlog(ctx context.Context, actor coverage.Actor, slug coverage.Slug, expect coverage.Seq, change func(coverage.Header) (coverage.Header, error)) (coverage.Blog, error) {
	if err := require(actor, coverage.Editor, "change a blog"); err != nil {
		return coverage.Blog{}, err
	}
	book, err := n.books.Get(ctx, slug)
	if err != nil {
		return coverage.Blog{}, err
	}
	prev := book.blog
	if prev.Seq != expect {
		return coverage.Blog{}, stale("blog", prev)
	}
	next := prev
	if next.Header, err = change(prev.Header); err != nil {
		return coverage.Blog{}, err
	}
	if next.Header, err = coverage.CheckHeader(next.Header); err != nil {
		return coverage.Blog{}, err
	}
	if coverage.SameHeader(next.Header, prev.Header) {
		return prev, nil
	}
	now := coverage.Millisecond(n.now())
	next.UpdatedAt = now
	next = coverage.SucceedHeader(&prev, next)
	seq, err := n.journal.Append(ctx, journal.Record{Entry: journal.Entry{Change: n.change(actor, now, coverage.Request{}), Blog: &next}, Expect: prev.Seq})
	if errors.Is(err, journal.ErrConflict) {
		newer, err := n.journal.Blog(ctx, slug)
		if err != nil {
			return coverage.Blog{}, err
		}
		return coverage.Blog{}, stale("blog", newer)
	}
	if err != nil {
		return coverage.Blog{}, err
	}
	next.Seq = seq
	n.settle(ctx, seq)
	n.list(ctx, seq)
	return next, nil
}

// stale is the error of a change that is not based on the newest version.
func stale(what string, newer any) error {
	return &coverage.Error{
		Kind:    coverage.Stale,
		Message: "the " + what + " was changed meanwhile; look at the newer version and change that",
		Fields:  []coverage.FieldError{{Field: "header.If-Match", Message: "names an older version"}},
		Current: newer,
	}
}

// list waits until the directory holds a blog's change; like settle.
func (n *Newsroom) list(ctx context.Context, seq coverage.Seq) {
	ctx, cancel := context.WithTimeout(ctx, 2*time.Second)
	defer cancel()
	if err := n.directory.Wait(ctx, seq); err != nil {
		n.log.Warn("a blog is written, and its answer goes out before this node lists it", "seq", seq, "error", err)
	}
}
