package newsroom

import (
	"context"
	"errors"

	"github.com/stoppress/stoppress/internal/coverage"
	"github.com/stoppress/stoppress/internal/journal"
)

// Copying is what someone wants to be made of a post in another blog.
type Copying struct {
	To       coverage.Slug
	Status   coverage.Status // of the copy; "" is draft
	Withdraw bool            // the first one goes: the post moves
}

// Copied is what a copy has made.
type Copied struct {
	Post      coverage.Post
	Withdrawn *coverage.Post      // the first one, where the post has moved
	Dropped   []coverage.Relation // relations that the copy could not take along
}

// CopyPost makes a post of another blog out of one of this blog; with Withdraw the
// first one is withdrawn in the same batch, so that no crash and no other change leaves
// readers with both or neither. expect is the seq of the state that the move is based
// on; zero where a copy may be of whatever is newest. replayed: this request made it
// before.
//
// The copy is the actor's own post. An embargo goes with the words. A copy is new to
// the other blog's readers: its time is its publication, nothing of it is corrected. A
// move keeps time and corrections, the time only where an editor moves it, as only
// editors set times.
func (n *Newsroom) CopyPost(ctx context.Context, actor coverage.Actor, slug coverage.Slug, id coverage.PostID, expect coverage.Seq, want Copying, r coverage.Request) (made Copied, replayed bool, err error) {
	if err := require(actor, coverage.Reporter, "make a post"); err != nil {
		return made, false, err
	}
	book, err := n.books.Get(ctx, slug)
	if err != nil {
		return made, false, err
	}
	first, ok := book.Post(id)
	if !ok {
		return made, false, noPost(slug, id)
	}
	target, err := n.target(ctx, slug, want.To)
	if err != nil {
		return made, false, err
	}
	if made, replayed, err := n.copiedBefore(ctx, first, want, target, r); err != nil || replayed {
		return made, replayed, err
	}
	if want.Withdraw && first.Author.ID != actor.ID {
		if err := require(actor, coverage.Editor, "move a post of somebody else"); err != nil {
			return made, false, err
		}
	}
	if expect != 0 && expect != first.Seq || expect == 0 && want.Withdraw {
		return made, false, stale("post", first)
	}
	change, dropped := copyOf(actor, first, want, target)
	if !want.Withdraw || first.Status == coverage.Withdrawn {
		made := Copied{Dropped: dropped}
		if want.Withdraw {
			made.Withdrawn = &first
		}
		made.Post, replayed, err = n.CreatePost(ctx, actor, want.To, change, r)
		return made, replayed, err
	}
	post, gone, err := n.move(ctx, actor, target, first, change, r)
	if coverage.KindOf(err) == coverage.Stale {
		// It may have been this very request, sent twice at a time.
		if target, err := n.books.Get(ctx, want.To); err == nil {
			if made, replayed, err := n.copiedBefore(ctx, first, want, target, r); err != nil || replayed {
				return made, replayed, err
			}
		}
	}
	if err != nil {
		return made, false, err
	}
	return Copied{Post: post, Withdrawn: &gone, Dropped: dropped}, false, nil
}

// target is the book of the blog that a post is to go to.
func (n *Newsroom) target(ctx context.Context, from, to coverage.Slug) (*Book, error) {
	if to == from {
		return nil, coverage.InvalidField("to", "is the blog that the post is in; name another one")
	}
	book, err := n.books.Get(ctx, to)
	if coverage.KindOf(err) == coverage.NotFound {
		return nil, coverage.InvalidField("to", "%q is no blog; name one that there is", to)
	}
	return book, err
}

// copyOf gives what the copy is to be, and the relations that it cannot keep: those to
// posts that the other blog does not have.
func copyOf(actor coverage.Actor, first coverage.Post, want Copying, target *Book) (PostChange, []coverage.Relation) {
	change := PostChange{Status: want.Status, Embargo: first.Embargo, Silenced: first.Silenced, Copy: first.Clone()}
	change.Pinned = false // what is on top of a page is for each blog to say
	change.Relations = nil
	var dropped []coverage.Relation
	for _, relation := range first.Relations {
		if target.has(relation.Post) {
			change.Relations = append(change.Relations, relation)
		} else {
			dropped = append(dropped, relation)
		}
	}
	if !want.Withdraw {
		change.Corrections = nil
	}
	if !want.Withdraw || !actor.Role.AtLeast(coverage.Editor) {
		change.PublishedAt = coverage.Post{}.PublishedAt
	}
	return change, dropped
}

// copiedBefore gives what a request made when it came the first time.
func (n *Newsroom) copiedBefore(ctx context.Context, first coverage.Post, want Copying, target *Book, r coverage.Request) (Copied, bool, error) {
	id, ok := target.byEntropy[r.Entropy()]
	if !ok || !r.Given() {
		return Copied{}, false, nil
	}
	entry, err := n.journal.FirstOfPost(ctx, want.To, id)
	if err != nil {
		return Copied{}, false, err
	}
	same, err := r.Replays(entry.Request)
	if err != nil || !same {
		return Copied{}, false, err
	}
	made := Copied{Post: *entry.Post}
	for _, relation := range first.Relations {
		if !target.has(relation.Post) {
			made.Dropped = append(made.Dropped, relation)
		}
	}
	if want.Withdraw {
		// From the journal: this node's book may not have read the withdrawal back yet.
		gone, err := n.journal.Post(ctx, first.Blog, first.ID)
		if err != nil {
			return Copied{}, false, err
		}
		made.Withdrawn = &gone
	}
	return made, true, nil
}

// move writes the copy and the withdrawal of the first one, both or neither.
func (n *Newsroom) move(ctx context.Context, actor coverage.Actor, target *Book, first coverage.Post, change PostChange, r coverage.Request) (post, gone coverage.Post, err error) {
	now := coverage.Millisecond(n.now())
	if change.Status == "" {
		change.Status = coverage.Draft
	}
	if change.Copy, err = n.illustrated(ctx, nil, change.Copy); err != nil {
		return post, gone, err
	}
	post = coverage.Post{ID: coverage.NewPostID(now, r.Entropy()), Blog: target.blog.Slug, CreatedAt: now, Author: actor.Author}
	if post, err = n.shape(actor, target, nil, post, change, now); err != nil {
		return post, gone, err
	}
	if err := mayPublish(actor, target.blog, post); err != nil {
		return post, gone, err
	}
	post.Corrections = coverage.SucceedCorrections(&first, post.Copy)
	if post.Public() {
		if err := n.index.Note(ctx, post); err != nil {
			return post, gone, err
		}
	}
	gone = first
	gone.Status, gone.Note, gone.UpdatedAt = coverage.Withdrawn, nil, now
	post, gone = coverage.Succeed(nil, post), coverage.Succeed(&first, gone)
	by := n.change(actor, now, r)
	seq, err := n.journal.Append(ctx,
		journal.Record{Entry: journal.Entry{Change: by, Post: &post}},
		journal.Record{Entry: journal.Entry{Change: by, Post: &gone}, Expect: first.Seq})
	if errors.Is(err, journal.ErrConflict) {
		newer, err := n.journal.Post(ctx, first.Blog, first.ID)
		if err != nil {
			return post, gone, err
		}
		n.settle(ctx, newer.Seq)
		return post, gone, stale("post", newer)
	}
	if err != nil {
		return post, gone, err
	}
	post.Seq, gone.Seq = seq-1, seq
	n.settle(ctx, seq)
	return post, gone, nil
}
