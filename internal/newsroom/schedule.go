package newsroom

import (
	"context"
	"errors"
	"strings"
	"time"

	"github.com/stoppress/stoppress/internal/coverage"
	"github.com/stoppress/stoppress/internal/journal"
)

// schedule reminds of posts that are to be published later. The reminders lie in a
// bucket that all nodes watch; each node tries when a post is due, and the journal
// lets one of them win.
type schedule struct{ bucket *journal.Bucket }

func newSchedule(ctx context.Context, j *journal.Journal) (*schedule, error) {
	b, err := j.Bucket(ctx, "schedule", 0)
	if err != nil {
		return nil, err
	}
	return &schedule{bucket: b}, nil
}

func scheduleKey(slug coverage.Slug, id coverage.PostID) string {
	return string(slug) + "." + string(id)
}

func (s *schedule) put(ctx context.Context, slug coverage.Slug, id coverage.PostID, at time.Time) error {
	return s.bucket.Put(ctx, scheduleKey(slug, id), []byte(at.UTC().Format(time.RFC3339Nano)))
}

// retrySchedule is how long to wait after an attempt to publish that failed.
const retrySchedule = 5 * time.Second

// robot is the actor that publishes what an editor has scheduled.
var robot = coverage.Actor{Author: coverage.Author{ID: "schedule", Name: "Schedule"}, Role: coverage.Editor}

type reminder struct {
	key      string
	at       time.Time // zero: the reminder is gone
	revision uint64    // of the bucket's entry
}

// runSchedule publishes each scheduled post at its time until ctx ends.
func (n *Newsroom) runSchedule(ctx context.Context) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	incoming := make(chan reminder)
	watched := make(chan error, 1)
	go func() {
		watched <- n.schedule.bucket.Watch(ctx, func(key string, value []byte, revision uint64) {
			at, err := time.Parse(time.RFC3339Nano, string(value))
			if err != nil {
				at = time.Time{}
			}
			select {
			case incoming <- reminder{key, at, revision}:
			case <-ctx.Done():
			}
		})
	}()
	due := map[string]reminder{}
	timer := time.NewTimer(time.Hour)
	defer timer.Stop()
	for {
		timer.Reset(untilNext(due, n.now()))
		select {
		case r := <-incoming:
			if r.at.IsZero() {
				delete(due, r.key)
			} else {
				due[r.key] = r
			}
		case <-timer.C:
			now := n.now()
			for key, r := range due {
				if r.at.After(now) {
					continue
				}
				if err := n.publishDue(ctx, r); err != nil {
					n.log.Error("a scheduled post could not be published; trying again", "post", key, "error", err)
					r.at = now.Add(retrySchedule)
					due[key] = r
					continue
				}
				delete(due, key)
			}
		case err := <-watched:
			return err
		}
	}
}

func untilNext(due map[string]reminder, now time.Time) time.Duration {
	wait := time.Hour
	for _, r := range due {
		wait = min(wait, r.at.Sub(now))
	}
	return max(wait, 0)
}

// publishDue publishes the post if it is still scheduled and its time has come,
// and forgets the reminder, unless there is a newer one in its place.
func (n *Newsroom) publishDue(ctx context.Context, r reminder) error {
	slug, id, _ := strings.Cut(r.key, ".")
	post, err := n.Post(ctx, coverage.Slug(slug), coverage.PostID(id))
	if err != nil && coverage.KindOf(err) != coverage.NotFound {
		return err
	}
	if err == nil && post.Status == coverage.Scheduled {
		if post.PublishedAt.After(n.now()) {
			return nil // put off: its own reminder is in the bucket under the same key
		}
		_, err = n.ChangePost(ctx, robot, post.Blog, post.ID, post.Seq, func(c PostChange) (PostChange, error) {
			c.Status = coverage.Published
			return c, nil
		})
		if coverage.KindOf(err) == coverage.Stale {
			err = nil // somebody was quicker; what they wrote counts
		}
		if err != nil {
			return err
		}
	}
	// A newer reminder is for a post that was being written just now, or was put off.
	if err := n.schedule.bucket.DeleteAt(ctx, r.key, r.revision); !errors.Is(err, journal.ErrConflict) {
		return err
	}
	return nil
}
