package fanout

import (
	"time"

	"github.com/stoppress/stoppress/internal/coverage"
)

// Lately is the time over which the changes of a blog are counted.
const Lately = 10 * time.Minute

// PollSeconds is how long readers who poll are to wait before they ask again: from
// 2 to 60 seconds. A blog that moves is asked for often, one that rests or has
// ended seldom; the more readers it has, the longer each of them waits. changes
// are the public posts that changed Lately. readers are those of the blog's
// streams, from which those who poll can be guessed: nobody counts them. Readers
// add the chance to it that keeps them from asking all at once.
func PollSeconds(state coverage.State, changes, readers int) int {
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
