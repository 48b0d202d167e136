package newsroom

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/stoppress/stoppress/internal/coverage"
)

// Whatever is asked for, by whom and in whatever order: no post is public before its
// embargo ends, no reporter makes readers see something where editors alone may, and
// what lifts an embargo is an editor.
func TestNoWayLeadsAroundEmbargoAndRule(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		now := time.Date(2026, 3, 4, 12, 0, 0, 0, time.UTC)
		open := rapid.Bool().Draw(t, "reporters publish")
		blog := coverage.Blog{Header: coverage.Header{Settings: coverage.Settings{ReportersPublish: &open}}}
		book := newBook(blog, nil)
		writer := coverage.Author{ID: "rui"}
		var prev *coverage.Post
		for range rapid.IntRange(1, 12).Draw(t, "changes") {
			now = now.Add(time.Duration(rapid.IntRange(0, 90).Draw(t, "minutes")) * time.Minute)
			actor := coverage.Actor{Author: writer, Role: rapid.SampledFrom([]coverage.Role{coverage.Reporter, coverage.Editor}).Draw(t, "role")}
			if rapid.IntRange(0, 3).Draw(t, "robot") == 0 {
				actor = robot
			}
			post := coverage.Post{ID: "P", Author: writer, CreatedAt: now}
			want := PostChange{Copy: coverage.Copy{Elements: []coverage.Element{{Type: coverage.Text, HTML: "<p>a</p>"}}}}
			if prev != nil {
				post, want = *prev, PostChange{Status: prev.Status, Embargo: prev.Embargo, Copy: prev.Clone()}
			}
			want.Status = rapid.SampledFrom([]coverage.Status{coverage.Draft, coverage.Submitted, coverage.Scheduled, coverage.Published, coverage.Withdrawn}).Draw(t, "status")
			switch rapid.IntRange(0, 2).Draw(t, "embargo") {
			case 0:
				want.Embargo = now.Add(time.Duration(rapid.IntRange(-60, 120).Draw(t, "until")) * time.Minute)
			case 1:
				want.Embargo = time.Time{}
			}
			if actor.Role.AtLeast(coverage.Editor) && rapid.Bool().Draw(t, "timed") {
				want.PublishedAt = now.Add(time.Duration(rapid.IntRange(-60, 120).Draw(t, "at")) * time.Minute)
			}
			next, err := (&Newsroom{}).shape(actor, book, prev, post, want, now)
			if err == nil {
				err = mayPublish(actor, blog, next)
			}
			if err != nil {
				continue
			}
			became := next.Public() && (prev == nil || !prev.Public())
			if became && next.Embargo.After(now) {
				t.Fatalf("published at %v, under an embargo until %v", now, next.Embargo)
			}
			if next.Public() && !open && actor.Role == coverage.Reporter {
				t.Fatalf("a reporter made readers see something")
			}
			if next.Status == coverage.Scheduled && next.PublishedAt.Before(next.Embargo) {
				t.Fatalf("scheduled for %v, under an embargo until %v", next.PublishedAt, next.Embargo)
			}
			if prev != nil && prev.Embargo.After(now) && next.Embargo.Before(prev.Embargo) && actor.Role == coverage.Reporter {
				t.Fatalf("a reporter shortened an embargo from %v to %v", prev.Embargo, next.Embargo)
			}
			if (next.Note != nil) && next.Status != coverage.Draft {
				t.Fatalf("a %s post has a note", next.Status)
			}
			prev = &next
		}
	})
}
