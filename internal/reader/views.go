package reader

import (
	"sync"
	"sync/atomic"
	"time"

	"github.com/stoppress/stoppress/internal/coverage"
)

// viewSlice is the grain of a blog's views: a minute has twelve.
const viewSlice = 5 * time.Second

// views counts the pages of a blog that were sent in the last minute, and nothing of
// who asked for them. It is a figure for the eye: a page that is sent while one slice
// follows another may be missing.
type views struct {
	slices [13]struct{ number, count atomic.Int64 } // one more than counts, which is being filled
}

func (v *views) add(now time.Time) {
	number := now.UnixNano() / int64(viewSlice)
	s := &v.slices[number%int64(len(v.slices))]
	if before := s.number.Load(); before != number && s.number.CompareAndSwap(before, number) {
		s.count.Store(0)
	}
	s.count.Add(1)
}

// lastMinute counts the twelve newest slices.
func (v *views) lastMinute(now time.Time) int {
	newest := now.UnixNano() / int64(viewSlice)
	n := int64(0)
	for i := range v.slices {
		if s := &v.slices[i]; s.number.Load() > newest-int64(len(v.slices)-1) {
			n += s.count.Load()
		}
	}
	return int(n)
}

// counters are the views of all blogs that had any since the start.
type counters struct {
	mu    sync.Mutex // guards blogs; held for map work only
	blogs map[coverage.Slug]*views
}

func (c *counters) of(slug coverage.Slug) *views {
	c.mu.Lock()
	defer c.mu.Unlock()
	v := c.blogs[slug]
	if v == nil {
		v = &views{}
		c.blogs[slug] = v
	}
	return v
}

// Views counts the pages of a blog that this server sent in the last minute. A page
// that a cache in front of it has sends itself.
func (r *Reader) Views(slug coverage.Slug) int {
	r.counters.mu.Lock()
	v := r.counters.blogs[slug]
	r.counters.mu.Unlock()
	if v == nil {
		return 0
	}
	return v.lastMinute(time.Now())
}
