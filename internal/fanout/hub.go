package fanout

import (
	"context"
	"errors"
	"math/rand/v2"
	"sync"
	"time"

	"github.com/stoppress/stoppress/internal/coverage"
)

// Delta makes the frame that starts at since. An empty frame says that there is
// nothing since then.
type Delta func(ctx context.Context, since coverage.Seq) (Frame, error)

// ErrClosed says that the hub was closed: the server goes down, and the reader is
// to come back later.
var ErrClosed = errors.New("the stream is closed")

// Quiet is the longest time a reader is sent nothing.
const Quiet = 25 * time.Second

// Hub knows the readers of each topic.
type Hub struct {
	closed chan struct{}

	mu     sync.Mutex // guards topics and what is in them; held for map work only
	topics map[string]map[*reader]struct{}
	count  int
}

// reader is one connection. Its fields are guarded by the Hub's mutex.
type reader struct {
	wake    chan struct{} // holds one token while there is something to do
	pending *Frame        // the next frame to send
	behind  bool          // more than one came: a delta is due instead
}

// New makes a hub.
func New() *Hub {
	return &Hub{closed: make(chan struct{}), topics: map[string]map[*reader]struct{}{}}
}

// Publish hands a frame to all readers of a topic.
func (h *Hub) Publish(topic string, f Frame) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for r := range h.topics[topic] {
		if r.pending != nil || r.behind {
			r.pending, r.behind = nil, true
		} else {
			r.pending = &f
		}
		select {
		case r.wake <- struct{}{}:
		default:
		}
	}
}

// heartbeat is a comment line: it says nothing, and keeps the line open.
var heartbeat = NewFrame(0, 0, []byte(":\n\n"))

// Subscribe writes to a reader of the topic what comes after the seq that it is
// at, until ctx ends, write fails or the hub is closed (ErrClosed). write gets
// whole frames and heartbeats, one call at a time, from this goroutine.
func (h *Hub) Subscribe(ctx context.Context, topic string, at coverage.Seq, delta Delta, write func(Frame) error) error {
	// Behind from the start: what happened before the reader was known is in the
	// first delta.
	r := &reader{wake: make(chan struct{}, 1), behind: true}
	r.wake <- struct{}{}
	h.join(topic, r)
	defer h.leave(topic, r)
	quiet := time.NewTimer(jitter(Quiet))
	defer quiet.Stop()
	for {
		select {
		case <-r.wake:
			frame, err := h.next(ctx, r, at, delta)
			if err != nil {
				return err
			}
			if len(frame.Plain) == 0 || frame.To <= at {
				continue
			}
			if err := write(frame); err != nil {
				return err
			}
			at = frame.To
		case <-quiet.C:
			if err := write(heartbeat); err != nil {
				return err
			}
		case <-ctx.Done():
			return ctx.Err()
		case <-h.closed:
			return ErrClosed
		}
		quiet.Reset(jitter(Quiet))
	}
}

// next gives what a reader at the seq is to be sent.
func (h *Hub) next(ctx context.Context, r *reader, at coverage.Seq, delta Delta) (Frame, error) {
	h.mu.Lock()
	frame := r.pending
	r.pending, r.behind = nil, false
	h.mu.Unlock()
	if frame != nil && frame.From <= at {
		return *frame, nil
	}
	return delta(ctx, at)
}

// jitter spreads heartbeats out: from three fifths of d to d.
func jitter(d time.Duration) time.Duration { return d - rand.N(d*2/5) }

func (h *Hub) join(topic string, r *reader) {
	h.mu.Lock()
	defer h.mu.Unlock()
	readers := h.topics[topic]
	if readers == nil {
		readers = map[*reader]struct{}{}
		h.topics[topic] = readers
	}
	readers[r] = struct{}{}
	h.count++
}

func (h *Hub) leave(topic string, r *reader) {
	h.mu.Lock()
	defer h.mu.Unlock()
	delete(h.topics[topic], r)
	if len(h.topics[topic]) == 0 {
		delete(h.topics, topic)
	}
	h.count--
}

// Close ends all subscriptions with ErrClosed. It is called once.
func (h *Hub) Close() { close(h.closed) }

// Stats is who is there now.
type Stats struct {
	Readers int
	Topics  map[string]int
}

// Stats counts the readers.
func (h *Hub) Stats() Stats {
	h.mu.Lock()
	defer h.mu.Unlock()
	s := Stats{Readers: h.count, Topics: make(map[string]int, len(h.topics))}
	for topic, readers := range h.topics {
		s.Topics[topic] = len(readers)
	}
	return s
}
