package journal

import (
	"context"
	"errors"
	"fmt"

	"github.com/nats-io/nats.go/jetstream"
	"github.com/synadia-io/orbit.go/jetstreamext"

	"github.com/stoppress/stoppress/internal/coverage"
)

// At gives the entry with the seq.
func (j *Journal) At(ctx context.Context, seq coverage.Seq) (Entry, error) {
	m, err := j.stream.GetMsg(ctx, uint64(seq))
	if err != nil {
		return Entry{}, readError(fmt.Sprintf("read journal message %d", seq), err)
	}
	return decode(m.Subject, m.Sequence, m.Data)
}

// Blog gives a blog's newest state; an error of the kind NotFound where there is
// no such blog.
func (j *Journal) Blog(ctx context.Context, slug coverage.Slug) (coverage.Blog, error) {
	m, err := j.stream.GetLastMsgForSubject(ctx, blogSubject(slug))
	if err != nil {
		return coverage.Blog{}, readError(fmt.Sprintf("read blog %q", slug), err)
	}
	e, err := decode(m.Subject, m.Sequence, m.Data)
	if err != nil {
		return coverage.Blog{}, err
	}
	return *e.Blog, nil
}

// PostHistory gives all entries of a post, oldest first.
func (j *Journal) PostHistory(ctx context.Context, slug coverage.Slug, id coverage.PostID) ([]Entry, error) {
	return j.history(ctx, postSubject(slug, id))
}

// FirstOfPost gives the entry that a post began with.
func (j *Journal) FirstOfPost(ctx context.Context, slug coverage.Slug, id coverage.PostID) (Entry, error) {
	return j.first(ctx, postSubject(slug, id))
}

// FirstOfBlog gives the entry that a blog began with.
func (j *Journal) FirstOfBlog(ctx context.Context, slug coverage.Slug) (Entry, error) {
	return j.first(ctx, blogSubject(slug))
}

func (j *Journal) first(ctx context.Context, subject string) (Entry, error) {
	m, err := j.stream.GetMsg(ctx, 1, jetstream.WithGetMsgSubject(subject))
	if err != nil {
		return Entry{}, readError("read the first message of "+subject, err)
	}
	return decode(m.Subject, m.Sequence, m.Data)
}

// historyBatch is how many messages are asked for at a time.
const historyBatch = 256

func (j *Journal) history(ctx context.Context, subject string) ([]Entry, error) {
	var out []Entry
	next := uint64(1)
	for {
		messages, err := jetstreamext.GetBatch(ctx, j.js, streamName, historyBatch,
			jetstreamext.GetBatchSubject(subject), jetstreamext.GetBatchSeq(next))
		if err != nil {
			return nil, readError("read the history of "+subject, err)
		}
		got := 0
		for m, err := range messages {
			if errors.Is(err, jetstreamext.ErrNoMessages) {
				break
			}
			if err != nil {
				return nil, readError("read the history of "+subject, err)
			}
			e, err := decode(m.Subject, m.Sequence, m.Data)
			if err != nil {
				return nil, err
			}
			out = append(out, e)
			next = m.Sequence + 1
			got++
		}
		if got < historyBatch {
			return out, nil
		}
	}
}

func readError(doing string, err error) error {
	if errors.Is(err, jetstream.ErrMsgNotFound) {
		return &coverage.Error{Kind: coverage.NotFound, Message: "there is no such thing in the journal", Cause: fmt.Errorf("%s: %w", doing, err)}
	}
	return unavailable(doing, err)
}

// Post gives a post's newest state; an error of the kind NotFound where there is
// no such post.
func (j *Journal) Post(ctx context.Context, slug coverage.Slug, id coverage.PostID) (coverage.Post, error) {
	m, err := j.stream.GetLastMsgForSubject(ctx, postSubject(slug, id))
	if err != nil {
		return coverage.Post{}, readError(fmt.Sprintf("read post %q of blog %q", id, slug), err)
	}
	e, err := decode(m.Subject, m.Sequence, m.Data)
	if err != nil {
		return coverage.Post{}, err
	}
	return *e.Post, nil
}
