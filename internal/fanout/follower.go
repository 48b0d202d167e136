package fanout

import (
	"context"
	"math/rand/v2"
	"time"

	"github.com/stoppress/stoppress/internal/coverage"
)

// Quiet is the longest time a reader is sent nothing.
const Quiet = 28 * time.Second

// follower is a reader that a goroutine holds. Its fields are guarded by the Hub's
// mutex.
type follower struct {
	wake    chan struct{} // holds one token while there is something to do
	pending *Frame        // the next frame to send
	behind  bool          // more than one came: a delta is due instead
}

// offer hands a frame over. A follower that is still busy with one is behind.
func (f *follower) offer(frame Frame) {
	if f.pending != nil || f.behind {
		f.pending, f.behind = nil, true
	} else {
		f.pending = &frame
	}
	select {
	case f.wake <- struct{}{}:
	default:
	}
}

// Subscribe writes to a reader of the topic what comes after the seq that it is
// at, until ctx ends, write fails, the hub is full (ErrFull) or closed (ErrClosed).
// write gets whole frames and comment lines, one call at a time, from this
// goroutine. A topic without a Delta of its own is given one here for this reader.
func (h *Hub) Subscribe(ctx context.Context, topic string, at coverage.Seq, delta Delta, write func(Frame) error) error {
	t, err := h.join(Topic{Name: topic})
	if err != nil {
		return err
	}
	defer h.leave(t)
	return h.follow(ctx, t, at, delta, write)
}

// follow is Subscribe for a reader that has joined.
func (h *Hub) follow(ctx context.Context, t *topic, at coverage.Seq, delta Delta, write func(Frame) error) error {
	// Behind from the start: what happened before the reader was known is in the
	// first delta.
	f := &follower{wake: make(chan struct{}, 1), behind: true}
	f.wake <- struct{}{}
	h.mu.Lock()
	t.followers[f] = struct{}{}
	h.mu.Unlock()
	defer func() {
		h.mu.Lock()
		defer h.mu.Unlock()
		delete(t.followers, f)
	}()
	quiet := time.NewTimer(beat())
	defer quiet.Stop()
	for {
		select {
		case <-f.wake:
			frame, err := h.take(ctx, f, at, delta)
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
		case <-h.ctx.Done():
			return ErrClosed
		}
		quiet.Reset(beat())
	}
}

// take gives what a follower at the seq is to be sent.
func (h *Hub) take(ctx context.Context, f *follower, at coverage.Seq, delta Delta) (Frame, error) {
	h.mu.Lock()
	frame := f.pending
	f.pending, f.behind = nil, false
	h.mu.Unlock()
	if frame != nil && frame.From == at {
		return *frame, nil
	}
	return delta(ctx, at)
}

// beat is when a follower's next comment line is due: spread over the second half
// of Quiet.
func beat() time.Duration { return Quiet - rand.N(Quiet/2) }
