package edge

import "time"

// times are how long an edge waits, and for what. They are the same for every edge
// but those of tests.
type times struct {
	dial   time.Duration // for a connection to the origin
	answer time.Duration // for a whole answer
	// silence is how long a stream may bring nothing: an origin sends a comment line
	// every thirty seconds at least.
	silence time.Duration
	newer   time.Duration // a reader, for a newer copy before the old one will do
	away    time.Duration // before an origin that gave no answer is asked for the same again
	first   time.Duration // before an origin whose stream has ended is asked again, at first
	last    time.Duration // and at most
	idle    time.Duration // a blog is followed for so long at least after it was asked for
}

var usual = times{
	dial:    3 * time.Second,
	answer:  10 * time.Second,
	silence: 45 * time.Second,
	newer:   2 * time.Second,
	away:    2 * time.Second,
	first:   time.Second,
	last:    15 * time.Second,
	idle:    10 * time.Minute,
}
