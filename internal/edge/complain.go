package edge

import (
	"log/slog"
	"sync"
	"time"
)

// complainEvery is the shortest time between two complaints of an origin: while it
// is away, every question and every blog's stream fails.
const complainEvery = 10 * time.Second

// complaints keep the log readable while the origin is away.
type complaints struct {
	log *slog.Logger

	mu     sync.Mutex // guards all below
	next   time.Time  // when there may be another one
	unsaid int        // since the last one
}

// say writes a warning, unless there was another one a moment ago; then the next
// one tells how many were left out.
func (c *complaints) say(message string, about ...any) {
	c.mu.Lock()
	now := time.Now()
	if now.Before(c.next) {
		c.unsaid++
		c.mu.Unlock()
		return
	}
	if c.unsaid > 0 {
		about = append(about, "unsaid", c.unsaid)
	}
	c.next, c.unsaid = now.Add(complainEvery), 0
	c.mu.Unlock()
	c.log.Warn(message, about...)
}
