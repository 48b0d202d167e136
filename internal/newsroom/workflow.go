package newsroom

import (
	"time"

	"github.com/stoppress/stoppress/internal/coverage"
)

// mayPublish is an error where the change would show readers something, and the blog
// lets editors alone do that. To take words away is everybody's who wrote them.
func mayPublish(actor coverage.Actor, blog coverage.Blog, next coverage.Post) error {
	if next.Status != coverage.Published && next.Status != coverage.Scheduled || blog.MayPublish(actor.Role) {
		return nil
	}
	what := "of a reporter's post cannot become published in this blog; send it with the status submitted, and an editor publishes it"
	if next.Status == coverage.Scheduled {
		what = "of a reporter's post cannot become scheduled in this blog; send it with the status submitted, and an editor schedules it"
	}
	e := coverage.InvalidField("status", "%s", what)
	e.Kind = coverage.Forbidden
	return e
}

// noteOf gives the note that a post has after a change: the one with which it is sent
// back now, or the one that it has, until it is a draft no more.
func noteOf(actor coverage.Actor, prev *coverage.Post, want PostChange, now time.Time) (*coverage.Note, error) {
	text, err := coverage.CheckRemark("note", want.Note)
	if err != nil {
		return nil, err
	}
	wasSubmitted := prev != nil && prev.Status == coverage.Submitted
	switch {
	case text != "" && (!wasSubmitted || want.Status != coverage.Draft):
		return nil, coverage.InvalidField("note", "goes with a submitted post that is sent back: its status becomes draft")
	case text != "":
		return &coverage.Note{Text: text, By: actor.Author, At: now}, nil
	case prev == nil || wasSubmitted || want.Status != coverage.Draft:
		return nil, nil
	}
	return prev.Note, nil
}

// embargoOf gives the embargo that a post has after a change. Whoever writes a post
// may put it under an embargo, or make one longer; to lift one is for editors.
func embargoOf(actor coverage.Actor, prev *coverage.Post, want PostChange, now time.Time) (time.Time, error) {
	var had time.Time
	if prev != nil {
		had = prev.Embargo
	}
	next := want.Embargo
	if next.IsZero() {
		next = time.Time{}
	} else {
		next = coverage.Millisecond(next)
		if y := next.Year(); y < 1 || y > 9999 {
			return had, coverage.InvalidField("embargo", "is in the year %d; use one from 1 to 9999", y)
		}
	}
	if next.Equal(had) {
		return had, nil
	}
	if had.After(now) && next.Before(had) && !actor.Role.AtLeast(coverage.Editor) {
		e := coverage.InvalidField("embargo", "may be lifted or shortened by editors only; it ends %s", had.Format(time.RFC3339))
		e.Kind = coverage.Forbidden
		return had, e
	}
	return next, nil
}

// heedEmbargo is an error where a change would show readers a post before its embargo
// ends. It holds for everybody, also for the schedule.
func heedEmbargo(prev *coverage.Post, next coverage.Post, now time.Time) error {
	ends := next.Embargo.Format(time.RFC3339)
	switch {
	case next.Status == coverage.Published && next.Embargo.After(now) && prev != nil && prev.Public():
		return coverage.InvalidField("embargo", "cannot be set any more: readers have the post; withdraw it first")
	case next.Status == coverage.Published && next.Embargo.After(now):
		return coverage.InvalidField("embargo", "holds until %s: nobody may publish the post before; schedule it, or have the embargo lifted", ends)
	case next.Status == coverage.Scheduled && next.PublishedAt.Before(next.Embargo):
		return coverage.InvalidField("publishedAt", "is before the embargo ends, %s; schedule it for then or later", ends)
	}
	return nil
}
