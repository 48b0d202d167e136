package fanout

import (
	"runtime"
	"sync"
	"sync/atomic"
	"time"

	"github.com/stoppress/stoppress/internal/coverage"
)

// slice is how many readers are written to before another round has its turn: some
// hundred microseconds of work.
const slice = 64

// shard owns a part of the parked readers of all topics. What it owns is touched by
// its own goroutine (run) alone; everything from outside comes through the inbox.
type shard struct {
	hub    *Hub
	poller *poller
	ready  chan []event  // from the poller
	wake   chan struct{} // holds one token while there may be something in the inbox
	deltas deltas

	parked, slow atomic.Int64 // for Stats

	mu    sync.Mutex // guards both below; held for appending and taking only
	inbox inbox
	ended bool // nothing is taken from the inbox any more

	// All below belongs to run.
	parts   map[*topic]*part
	seats   seats
	ring    ring
	work    []job // what is under way; the first has its turn
	arrived []arrival
}

// arrival is a reader that comes to a shard.
type arrival struct {
	reader *parked
	topic  *topic
}

// inbox is what others ask of a shard.
type inbox struct {
	arrivals []arrival
	jobs     []job
	back     returns // not empty: end, and tell readers to come back then
}

// job is work that is done a slice at a time.
type job interface {
	// advance does a slice and tells whether that was the last.
	advance(s *shard) (done bool)
}

// part is what a shard has of a topic.
type part struct {
	topic   *topic
	readers []*parked
	wanted  map[coverage.Seq][]*parked // who waits for a delta, by the seq it starts at
}

func newShard(h *Hub) (*shard, error) {
	p, err := newPoller()
	if err != nil {
		return nil, err
	}
	return &shard{
		hub: h, poller: p, ready: make(chan []event), wake: make(chan struct{}, 1),
		deltas: deltas{wake: make(chan struct{}, 1)}, parts: map[*topic]*part{},
	}, nil
}

// ask puts something into the inbox; false: the shard has ended.
func (s *shard) ask(put func(*inbox)) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.ended {
		return false
	}
	put(&s.inbox)
	select {
	case s.wake <- struct{}{}:
	default:
	}
	return true
}

// park takes a reader over, which is sent its out first; false: the shard has ended.
func (s *shard) park(r *parked, t *topic) bool {
	return s.ask(func(in *inbox) { in.arrivals = append(in.arrivals, arrival{r, t}) })
}

// begin tells a frame to all readers of a topic.
func (s *shard) begin(t *topic, f Frame) {
	s.ask(func(in *inbox) { in.jobs = append(in.jobs, &round{topic: t, frame: f}) })
}

// close has the shard end.
func (s *shard) close(back returns) { s.ask(func(in *inbox) { in.back = back }) }

// poll brings what the sockets say to run, until the hub is closed.
func (s *shard) poll() {
	for {
		events, err := s.poller.wait()
		if err != nil {
			return // run has closed it
		}
		select {
		case s.ready <- events:
		case <-s.hub.ctx.Done():
			return
		}
	}
}

// run does all of the shard's work until it is closed.
func (s *shard) run() {
	beats := time.NewTicker(beatEvery)
	defer beats.Stop()
	for {
		if back := s.takeInbox(); back != nil {
			s.end(back)
			return
		}
		if len(s.work) == 0 && len(s.arrived) == 0 {
			select {
			case <-s.wake:
			case events := <-s.ready:
				s.heed(events)
			case <-beats.C:
				s.beat()
			}
			continue
		}
		s.admit()
		s.advance()
		select {
		case events := <-s.ready:
			s.heed(events)
		case <-beats.C:
			s.beat()
		default:
		}
		runtime.Gosched() // whoever answers requests has a turn between slices
	}
}

func (s *shard) takeInbox() returns {
	s.mu.Lock()
	in := s.inbox
	s.inbox = inbox{}
	s.ended = in.back != nil
	s.mu.Unlock()
	s.arrived = append(s.arrived, in.arrivals...)
	s.work = append(s.work, in.jobs...)
	return in.back
}

// advance does a slice of the first job; what is left of it waits for its next turn.
func (s *shard) advance() {
	if len(s.work) == 0 {
		return
	}
	first := s.work[0]
	s.work = append(s.work[:0], s.work[1:]...)
	if !first.advance(s) {
		s.work = append(s.work, first)
	}
}

// admit seats a slice of those who have arrived.
func (s *shard) admit() {
	n := min(slice, len(s.arrived))
	for _, a := range s.arrived[:n] {
		s.seat(a.reader, a.topic)
	}
	s.arrived = s.arrived[n:]
	if len(s.arrived) == 0 {
		s.arrived = nil
	}
}

func (s *shard) seat(r *parked, t *topic) {
	p := s.parts[t]
	if p == nil {
		p = &part{topic: t}
		s.parts[t] = p
	}
	r.part = p
	r.place = int32(len(p.readers))
	p.readers = append(p.readers, r)
	s.parked.Add(1)
	s.ring.add(r)
	if err := s.poller.add(r.socket, s.seats.take(r)); err != nil {
		s.drop(r)
		return
	}
	s.push(r)
}

// drop lets go of a reader.
func (s *shard) drop(r *parked) {
	r.gone = true
	r.out = nil
	s.keepsUp(r)
	r.socket.close()
	s.seats.free(r)
	s.ring.remove(r)
	p := r.part
	last := len(p.readers) - 1
	p.readers[r.place] = p.readers[last]
	p.readers[r.place].place = r.place
	p.readers[last] = nil
	p.readers = p.readers[:last]
	if last == 0 {
		delete(s.parts, p.topic)
	}
	s.parked.Add(-1)
	s.hub.lose(p.topic)
}

// heed does what the sockets say: those that are gone are dropped, those that
// have room again get the rest.
func (s *shard) heed(events []event) {
	for _, e := range events {
		r := s.seats.of(e)
		switch {
		case r == nil: // dropped since
		case isGone(e):
			s.drop(r)
		case r.out != nil:
			s.push(r)
		}
	}
}

// end tells all readers when to come back, and lets them go.
func (s *shard) end(back returns) {
	s.admitAll()
	for _, p := range s.parts {
		for len(p.readers) > 0 {
			r := p.readers[len(p.readers)-1]
			if r.out == nil { // in the middle of a frame it would make no sense
				_, _ = r.socket.write(r.encoding.Of(back.any())) // it is told, or comes back anyway
			}
			s.drop(r)
		}
	}
	s.poller.close()
}

func (s *shard) admitAll() {
	for len(s.arrived) > 0 {
		s.admit()
	}
}
