package fanout

import "github.com/stoppress/stoppress/internal/coverage"

// parked is a reader that no goroutine holds. It belongs to its shard. There are
// very many of them: its fields are as small as they can be.
type parked struct {
	part     *part
	out      []byte       // what is left of the frame that is being sent; nil: none is
	to       coverage.Seq // where the reader is once it has that
	at       coverage.Seq // where it is now
	socket   socket
	seat     seat
	place    int32  // in part.readers
	slot     int32  // in its bucket of the ring
	sent     uint32 // when it was last sent something, in ticks of the ring
	bucket   uint8  // of the ring
	encoding Encoding
	waits    bool // for a delta that is being made
	slow     bool // its socket was full, and it has not taken all since
	gone     bool // dropped
}

// send begins to send a frame to a reader that is not being sent another.
func (s *shard) send(r *parked, f Frame) {
	r.to = max(r.at, f.To)
	r.out = r.encoding.Of(f)
	s.push(r)
}

// push sends what the reader's socket takes. With the last of it the reader is
// brought to where the others of its topic are.
func (s *shard) push(r *parked) {
	for len(r.out) > 0 {
		n, err := r.socket.write(r.out)
		if err == errFull {
			if !r.slow {
				r.slow = true
				s.slow.Add(1)
			}
			return // the poller says when there is room
		}
		if err != nil {
			s.drop(r)
			return
		}
		r.out = r.out[n:]
		r.sent = s.ring.now
	}
	r.out = nil
	r.at = r.to
	s.keepsUp(r)
	s.catchUp(r)
}

// keepsUp notes that a reader has taken all it was sent, or is none any more.
func (s *shard) keepsUp(r *parked) {
	if r.slow {
		r.slow = false
		s.slow.Add(-1)
	}
}

// catchUp brings a reader that has taken all it was sent to where the others of its
// topic are.
func (s *shard) catchUp(r *parked) {
	if told := r.part.topic.told.Load(); told != nil {
		s.tell(r, *told)
	}
}

// round is one frame on its way to a shard's readers of a topic.
type round struct {
	topic *topic
	frame Frame
	left  int // readers[:left] are still to be told; those behind it were
	began bool
}

func (o *round) advance(s *shard) bool {
	p := s.parts[o.topic]
	if p == nil {
		s.hub.finished(o.topic)
		return true
	}
	if !o.began {
		o.began, o.left = true, len(p.readers)
	}
	// Downwards: who leaves is replaced by the last, who was told already.
	o.left = min(o.left, len(p.readers))
	for range slice {
		if o.left == 0 {
			s.hub.finished(o.topic)
			return true
		}
		o.left--
		s.tell(p.readers[o.left], o.frame)
	}
	return false
}

// tell sends a frame to a reader, unless it is busy or does not need it.
func (s *shard) tell(r *parked, f Frame) {
	switch {
	case r.out != nil || f.To <= r.at: // catchUp comes after what it is being sent
	case f.From == r.at:
		s.send(r, f)
	default:
		s.want(r)
	}
}
