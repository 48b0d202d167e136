package newsroom

import (
	"context"
	"errors"
	"slices"
	"time"

	"github.com/stoppress/stoppress/internal/coverage"
	"github.com/stoppress/stoppress/internal/journal"
)

// PostChange is what someone wants a post to be.
type PostChange struct {
	Status  coverage.Status
	Embargo time.Time
	Note    string // to the writer of a post that is sent back
	// Silenced are the warnings that somebody has looked at.
	Silenced []string
	coverage.Copy
}

// CreatePost makes a post; a status of "" is draft. replayed: this request made it
// before.
func (n *Newsroom) CreatePost(ctx context.Context, actor coverage.Actor, slug coverage.Slug, want PostChange, r coverage.Request) (post coverage.Post, replayed bool, err error) {
	if err := require(actor, coverage.Reporter, "make a post"); err != nil {
		return post, false, err
	}
	book, err := n.books.Get(ctx, slug)
	if err != nil {
		return post, false, err
	}
	if id, ok := book.byEntropy[r.Entropy()]; ok && r.Given() {
		first, err := n.journal.FirstOfPost(ctx, slug, id)
		if err != nil {
			return post, false, err
		}
		if same, err := r.Replays(first.Request); err != nil || same {
			return *first.Post, same, err
		}
	}
	if want.Status == "" {
		want.Status = coverage.Draft
	}
	if want.Status == coverage.Withdrawn {
		return post, false, coverage.InvalidField("status", "of a new post cannot be withdrawn; leave it out for a draft")
	}
	now := coverage.Millisecond(n.now())
	post = coverage.Post{ID: coverage.NewPostID(now, r.Entropy()), Blog: slug, CreatedAt: now, Author: actor.Author}
	if want.Copy, err = n.illustrated(ctx, nil, want.Copy); err != nil {
		return post, false, err
	}
	post, err = n.shape(actor, book, nil, post, want, now)
	if err != nil {
		return post, false, err
	}
	if err := mayPublish(actor, book.blog, post); err != nil {
		return post, false, err
	}
	seq, err := n.write(ctx, actor, nil, post, r)
	if errors.Is(err, journal.ErrConflict) {
		// Somebody made a post with this very id: the same request, at the same
		// millisecond.
		first, firstErr := n.journal.FirstOfPost(ctx, slug, post.ID)
		if firstErr != nil {
			return post, false, firstErr
		}
		same, err := r.Replays(first.Request)
		return firstPost(first), same, err
	}
	if e, same, dupErr := n.duplicateOf(ctx, err, r); dupErr != nil || same {
		return firstPost(e), same, dupErr
	}
	if err != nil {
		return post, false, err
	}
	post.Seq = seq
	return post, false, nil
}

func firstPost(e journal.Entry) coverage.Post {
	if e.Post == nil {
		return coverage.Post{}
	}
	return *e.Post
}

// ChangePost changes a post. expect is the seq of the state that the change is
// based on; change gets the newest state.
func (n *Newsroom) ChangePost(ctx context.Context, actor coverage.Actor, slug coverage.Slug, id coverage.PostID, expect coverage.Seq, change func(PostChange) (PostChange, error)) (coverage.Post, error) {
	book, prev, err := n.own(ctx, actor, slug, id, expect)
	if err != nil {
		return prev, err
	}
	want, err := change(PostChange{Status: prev.Status, Embargo: prev.Embargo, Silenced: prev.Silenced, Copy: prev.Clone()})
	if err != nil {
		return prev, err
	}
	if want.Copy, err = n.illustrated(ctx, &prev, want.Copy); err != nil {
		return prev, err
	}
	now := coverage.Millisecond(n.now())
	next, err := n.shape(actor, book, &prev, prev, want, now)
	if err != nil {
		return prev, err
	}
	if next.Status == prev.Status && next.Embargo.Equal(prev.Embargo) && slices.Equal(next.Silenced, prev.Silenced) && coverage.SameCopy(next.Copy, prev.Copy) {
		return prev, nil
	}
	if err := mayPublish(actor, book.blog, next); err != nil {
		return prev, err
	}
	if err := coverage.OweCorrection(book.blog.Settings, prev, next, now); err != nil {
		return prev, err
	}
	return n.replace(ctx, actor, prev, next)
}

// WithdrawPost takes a post away from the public, whatever its status was. Its
// words stay readable to the desk.
func (n *Newsroom) WithdrawPost(ctx context.Context, actor coverage.Actor, slug coverage.Slug, id coverage.PostID, expect coverage.Seq) (coverage.Post, error) {
	_, prev, err := n.own(ctx, actor, slug, id, expect)
	if err != nil || prev.Status == coverage.Withdrawn {
		return prev, err
	}
	next := prev
	next.Status, next.Note = coverage.Withdrawn, nil
	next.UpdatedAt = coverage.Millisecond(n.now())
	return n.replace(ctx, actor, prev, next)
}

// own finds the post, and checks that the actor may change it and knows its newest
// state.
func (n *Newsroom) own(ctx context.Context, actor coverage.Actor, slug coverage.Slug, id coverage.PostID, expect coverage.Seq) (*Book, coverage.Post, error) {
	book, err := n.books.Get(ctx, slug)
	if err != nil {
		return nil, coverage.Post{}, err
	}
	prev, ok := book.Post(id)
	if !ok {
		return nil, coverage.Post{}, noPost(slug, id)
	}
	if prev.Author.ID != actor.ID {
		if err := require(actor, coverage.Editor, "change a post of somebody else"); err != nil {
			return nil, prev, err
		}
	}
	if prev.Seq != expect {
		return nil, prev, stale("post", prev)
	}
	return book, prev, nil
}

func noPost(slug coverage.Slug, id coverage.PostID) error {
	return coverage.Errorf(coverage.NotFound, "there is no post %q in the blog %q", id, slug)
}

// shape makes the post that want asks for, checked. prev is nil for a new one.
func (n *Newsroom) shape(actor coverage.Actor, book *Book, prev *coverage.Post, post coverage.Post, want PostChange, now time.Time) (coverage.Post, error) {
	copyOf, err := coverage.CheckCopy(want.Copy, now)
	if err != nil {
		return post, err
	}
	copyOf.Corrections = coverage.SucceedCorrections(prev, copyOf)
	timed := !copyOf.PublishedAt.Equal(post.PublishedAt)
	if timed && !actor.Role.AtLeast(coverage.Editor) {
		e := coverage.InvalidField("publishedAt", "may be set by editors only")
		e.Kind = coverage.Forbidden
		return post, e
	}
	if prev != nil && prev.Public() && want.Status != coverage.Published && want.Status != coverage.Withdrawn {
		return post, coverage.InvalidField("status", "of a published post can only become withdrawn")
	}
	post.Status, post.Copy, post.UpdatedAt = want.Status, copyOf, now
	if post.Silenced, err = coverage.CheckSilenced(want.Silenced); err != nil {
		return post, err
	}
	if post.Note, err = noteOf(actor, prev, want, now); err != nil {
		return post, err
	}
	if post.Embargo, err = embargoOf(actor, prev, want, now); err != nil {
		return post, err
	}
	entersSchedule := post.Status == coverage.Scheduled && (prev == nil || prev.Status != coverage.Scheduled || timed)
	if entersSchedule && !post.PublishedAt.IsZero() && !post.PublishedAt.After(now) {
		return post, coverage.InvalidField("publishedAt", "is not in the future; a scheduled post needs a time to come")
	}
	if post.Status == coverage.Published {
		if post.PublishedAt.IsZero() {
			post.PublishedAt = now
		}
		if prev != nil && prev.Status == coverage.Scheduled && !timed && post.PublishedAt.After(now) {
			post.PublishedAt = now // published by hand, ahead of its time
		}
		if post.FirstPublishedAt.IsZero() {
			post.FirstPublishedAt = now
		}
	}
	post.Elements = book.withLinks(prev, post)
	if err := coverage.Together(coverage.CheckPost(post, book.has), coverage.CheckAlternatives(prev, post)); err != nil {
		return post, err
	}
	return post, heedEmbargo(prev, post, now)
}

// replace writes a post's next state over prev.
func (n *Newsroom) replace(ctx context.Context, actor coverage.Actor, prev, next coverage.Post) (coverage.Post, error) {
	seq, err := n.write(ctx, actor, &prev, next, coverage.Request{})
	if errors.Is(err, journal.ErrConflict) {
		newer, err := n.journal.Post(ctx, prev.Blog, prev.ID)
		if err != nil {
			return prev, err
		}
		return prev, stale("post", newer)
	}
	if err != nil {
		return prev, err
	}
	next.Seq = seq
	return next, nil
}

func (n *Newsroom) write(ctx context.Context, actor coverage.Actor, prev *coverage.Post, next coverage.Post, r coverage.Request) (coverage.Seq, error) {
	next = coverage.Succeed(prev, next)
	if next.Status == coverage.Scheduled {
		// First the reminder, then the post: a reminder too many is forgotten when
		// it comes due, a post without one would never be published.
		if err := n.schedule.put(ctx, next.Blog, next.ID, next.PublishedAt); err != nil {
			return 0, err
		}
	}
	if next.Public() {
		// As with the reminder: what is noted and never written is passed over.
		if err := n.index.Note(ctx, next); err != nil {
			return 0, err
		}
	}
	record := journal.Record{Entry: journal.Entry{Change: n.change(actor, next.UpdatedAt, r), Post: &next}, ID: r.ID()}
	if prev != nil {
		record.Expect = prev.Seq
	}
	seq, err := n.journal.Append(ctx, record)
	if err != nil {
		return 0, err
	}
	n.settle(ctx, seq)
	if next.Public() {
		if err := n.speakers.learn(ctx, next); err != nil {
			n.log.Warn("a post is published, and whom it quotes was not noted for later", "blog", next.Blog, "post", next.ID, "error", err)
		}
	}
	if next.Status == coverage.Scheduled && !next.PublishedAt.After(n.now()) {
		// Its time came while it was being written, and the reminder may have come due
		// before there was anything to publish.
		if err := n.schedule.put(context.WithoutCancel(ctx), next.Blog, next.ID, next.PublishedAt); err != nil {
			n.log.Error("a scheduled post is written, and nothing reminds of it; change it to schedule it again", "blog", next.Blog, "post", next.ID, "error", err)
		}
	}
	return seq, nil
}
