package newsroom

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/stoppress/stoppress/internal/coverage"
	"github.com/stoppress/stoppress/internal/journal"
)

// comments are the threads that the desk has on posts, one for each post. They lie in
// a bucket and not in the log: to say something about a post changes nothing of it,
// and whoever follows the log for readers never comes by them.
type comments struct{ bucket *journal.Bucket }

// kept is a comment with what tells whether it was made by a request that is sent
// again.
type kept struct {
	coverage.Comment
	Request string `json:"request,omitempty"`
}

func newComments(ctx context.Context, j *journal.Journal) (*comments, error) {
	b, err := j.Bucket(ctx, "comments", 0)
	if err != nil {
		return nil, err
	}
	return &comments{bucket: b}, nil
}

func commentsKey(slug coverage.Slug, id coverage.PostID) string {
	return string(slug) + "." + string(id)
}

func (c *comments) of(ctx context.Context, slug coverage.Slug, id coverage.PostID) (thread []kept, revision uint64, err error) {
	data, revision, err := c.bucket.Get(ctx, commentsKey(slug, id))
	if errors.Is(err, journal.ErrNoKey) {
		return nil, 0, nil
	}
	if err != nil {
		return nil, 0, err
	}
	if err := json.Unmarshal(data, &thread); err != nil {
		return nil, 0, fmt.Errorf("the comments on post %q of blog %q are damaged: %w", id, slug, err)
	}
	return thread, revision, nil
}

// Comments gives what the desk said about a post, the oldest first.
func (n *Newsroom) Comments(ctx context.Context, slug coverage.Slug, id coverage.PostID) ([]coverage.Comment, error) {
	if _, err := n.Post(ctx, slug, id); err != nil {
		return nil, err
	}
	thread, _, err := n.comments.of(ctx, slug, id)
	return shown(thread), err
}

func shown(thread []kept) []coverage.Comment {
	out := make([]coverage.Comment, len(thread))
	for i, c := range thread {
		out[i] = c.Comment
	}
	return out
}

// CommentCounts gives how many comments each post of a blog has that has any.
func (n *Newsroom) CommentCounts(ctx context.Context, slug coverage.Slug) (map[coverage.PostID]int, error) {
	if _, err := n.books.Get(ctx, slug); err != nil {
		return nil, err
	}
	out := map[coverage.PostID]int{}
	err := n.comments.bucket.Under(ctx, string(slug), func(key string, value []byte) {
		var thread []json.RawMessage
		if json.Unmarshal(value, &thread) == nil { // a damaged one says so where it is opened
			_, id, _ := strings.Cut(key, ".")
			out[coverage.PostID(id)] = len(thread)
		}
	})
	return out, err
}

// Comment adds to the thread of a post. replayed: this request did so before.
func (n *Newsroom) Comment(ctx context.Context, actor coverage.Actor, slug coverage.Slug, id coverage.PostID, text string, r coverage.Request) (thread []coverage.Comment, replayed bool, err error) {
	if err := require(actor, coverage.Reporter, "comment on a post"); err != nil {
		return nil, false, err
	}
	text, err = coverage.CheckRemark("text", text)
	if err == nil && text == "" {
		err = coverage.InvalidField("text", "is missing; say something")
	}
	if err != nil {
		return nil, false, err
	}
	if _, err := n.Post(ctx, slug, id); err != nil {
		return nil, false, err
	}
	for {
		now, revision, err := n.comments.of(ctx, slug, id)
		if err != nil {
			return nil, false, err
		}
		for _, c := range now {
			if same, err := r.Replays(c.Request); err != nil || same {
				return shown(now), same, err
			}
		}
		if len(now) >= coverage.MaxComments {
			return nil, false, coverage.InvalidField("text", "finds the thread full: it has %d comments, which is all that are kept of one post", len(now))
		}
		at := coverage.Millisecond(n.now())
		entry := kept{coverage.Comment{ID: string(coverage.NewPostID(at, r.Entropy())), At: at, By: actor.Author, Text: text}, r.Record()}
		now = append(now, entry)
		data, err := json.Marshal(now)
		if err != nil {
			return nil, false, err
		}
		switch err := n.comments.bucket.Update(ctx, commentsKey(slug, id), data, revision); {
		case errors.Is(err, journal.ErrConflict):
			continue // somebody else spoke; each turn, one of those who speak gets through
		case err != nil:
			return nil, false, err
		}
		return shown(now), false, nil
	}
}
