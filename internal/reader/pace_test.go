package reader

import (
	"testing"
	"time"

	"github.com/stoppress/stoppress/internal/coverage"
	"github.com/stoppress/stoppress/internal/fanout"
)

func TestThePaceFollowsTheBlogWithinASecond(t *testing.T) {
	h := newHistory(t, 3) // changed one to four hours after the opening
	now := h.states["P002"].UpdatedAt.Add(time.Minute)
	var pace pace
	hub := fanout.New(0)
	defer hub.Close()
	if got := pace.of(h.paper, now, hub); got != 5 {
		t.Errorf("a minute after a change: %d seconds, want 5", got)
	}
	if got := pace.of(h.paper, now.Add(time.Hour), hub); got != 8 {
		t.Errorf("an hour after a change: %d seconds, want 8", got)
	}
	h.blog.State = coverage.Ended
	h.writeBlog(h.blog)
	later := now.Add(time.Hour + time.Second/2)
	if got := pace.of(h.paper, later, hub); got != 8 {
		t.Errorf("within the second: %d seconds, want 8", got)
	}
	if got := pace.of(h.paper, later.Add(time.Second), hub); got != 60 {
		t.Errorf("after it ended: %d seconds, want 60", got)
	}
}
