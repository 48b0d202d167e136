package fanout

import "time"

// Comment lines of parked readers are due by a ring of buckets, one of which has
// its turn at each tick. A reader keeps its bucket, so it is looked at once each
// turn of the ring, and is written to where nothing else was for most of a turn:
// at least once in Quiet.
const (
	beatEvery = 250 * time.Millisecond
	buckets   = int(Quiet / 2 / beatEvery)
	recently  = buckets - 1 // ticks
)

// ring spreads readers over buckets. The zero ring is empty.
type ring struct {
	now    uint32 // ticks since the shard began
	filled [buckets][]*parked
	next   uint8 // the bucket that the next reader comes into
}

func (g *ring) add(r *parked) {
	r.bucket = g.next
	g.next = uint8((int(g.next) + 1) % buckets)
	r.slot = int32(len(g.filled[r.bucket]))
	r.sent = g.now
	g.filled[r.bucket] = append(g.filled[r.bucket], r)
}

func (g *ring) remove(r *parked) {
	b := g.filled[r.bucket]
	last := len(b) - 1
	b[r.slot] = b[last]
	b[r.slot].slot = r.slot
	b[last] = nil
	g.filled[r.bucket] = b[:last]
}

// beat sends comment lines to those readers of the next bucket who heard nothing
// lately.
func (s *shard) beat() {
	s.ring.now++
	bucket := &s.ring.filled[int(s.ring.now)%buckets]
	for i := len(*bucket) - 1; i >= 0; i-- { // downwards: a reader may be dropped
		r := (*bucket)[i]
		if r.out == nil && s.ring.now-r.sent >= uint32(recently) {
			s.send(r, heartbeat)
		}
	}
}
