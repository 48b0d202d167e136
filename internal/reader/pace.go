package reader

import (
	"sync"
	"time"

	"github.com/stoppress/stoppress/internal/coverage"
	"github.com/stoppress/stoppress/internal/fanout"
)

// lately is the time over which the changes of a blog are counted.
const lately = 10 * time.Minute

// pollSeconds is how long readers who poll are to wait before they ask again: from
// 2 to 60 seconds. A blog that moves is asked for often, one that rests or has
// ended seldom; the more readers it has, the longer each of them waits. changes
// are the public posts that changed lately. readers are those of the blog's
// streams, from which those who poll can be guessed: nobody counts them. Readers
// add the chance to it that keeps them from asking all at once.
func pollSeconds(state coverage.State, changes, readers int) int {
	seconds := 15
	switch {
	case state == coverage.Ended && changes > 0:
		seconds = 20 // what comes now are corrections
	case state == coverage.Ended:
		seconds = 60
	case changes >= 30:
		seconds = 2
	case changes >= 10:
		seconds = 3
	case changes > 0:
		seconds = 5
	case state == coverage.Live:
		seconds = 8
	}
	switch {
	case readers >= 50_000:
		seconds *= 6
	case readers >= 10_000:
		seconds *= 3
	case readers >= 2_000:
		seconds *= 2
	}
	return min(seconds, 60)
}

// changedLately counts the posts that changed in the time before now.
func (p *paper) changedLately(now time.Time) int {
	n := 0
	for _, post := range p.Posts() {
		if now.Sub(post.UpdatedAt) < lately {
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
		seconds = pollSeconds(blog.State, p.changedLately(now), c.there.Topics[string(blog.Slug)])
		c.known[blog.Slug] = seconds
	}
	return seconds
}
