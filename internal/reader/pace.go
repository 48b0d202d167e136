package reader

import (
	"sync"
	"time"

	"github.com/stoppress/stoppress/internal/coverage"
	"github.com/stoppress/stoppress/internal/fanout"
)

// changedLately counts the posts that changed in the time before now.
func (p *paper) changedLately(now time.Time) int {
	n := 0
	for _, post := range p.Posts() {
		if now.Sub(post.UpdatedAt) < fanout.Lately {
			n++
		}
	}
	return n
}

// pace tells how long readers who poll are to wait. What it says of a blog holds
// for a second: to count posts and readers for every request would cost more than
// the answer.
type pace struct {
	mu    sync.Mutex // guards all below
	until time.Time
	known map[coverage.Slug]int
	there fanout.Stats
}

func (c *pace) of(p *paper, now time.Time, hub *fanout.Hub) int {
	c.mu.Lock()
	defer c.mu.Unlock()
	if now.After(c.until) {
		c.until, c.known, c.there = now.Add(time.Second), map[coverage.Slug]int{}, hub.Stats()
	}
	blog := p.Blog()
	seconds, ok := c.known[blog.Slug]
	if !ok {
		seconds = fanout.PollSeconds(blog.State, p.changedLately(now), c.there.Topics[string(blog.Slug)])
		c.known[blog.Slug] = seconds
	}
	if ceiling := blog.PollCeiling; ceiling > 0 {
		return min(seconds, ceiling)
	}
	return seconds
}
