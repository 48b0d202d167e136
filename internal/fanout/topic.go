package fanout

import (
	"math"
	"sync/atomic"
	"time"

	"github.com/stoppress/stoppress/internal/coverage"
)

// topic is a Topic with its readers. Its fields but told are guarded by the Hub's
// mutex.
type topic struct {
	Topic
	told atomic.Pointer[Frame] // the last one; shards look at it for each delivery

	readers   int                    // let in and not left
	followers map[*follower]struct{} // those of them that a goroutine holds

	next   Frame     // what is to be told
	merged bool      // more than one frame came: a delta from next.From is to be told
	pace   time.Time // when the next one would be due, were all Gather apart
	rounds int       // shards that are still telling it
}

// everything is a seq before which no reader is: a frame that starts there makes
// each ask for a delta of its own.
const everything = coverage.Seq(math.MaxUint64)

// patience is how long to wait before a delta that failed is asked for again.
const patience = time.Second

// Publish hands a frame to all readers of a topic.
func (h *Hub) Publish(name string, f Frame) {
	h.mu.Lock()
	defer h.mu.Unlock()
	t := h.topics[name]
	if t == nil {
		return
	}
	if _, waits := h.waiting[t]; waits {
		t.merged = true
		t.next.From = min(t.next.From, f.From)
		t.next.To = max(t.next.To, f.To)
	} else {
		t.next, t.merged = f, false
		h.waiting[t] = struct{}{}
	}
	h.stir()
}

// stir wakes the teller.
func (h *Hub) stir() {
	select {
	case h.news <- struct{}{}:
	default:
	}
}

// tell hands each topic's news on: at once, but one round after the other, and in a
// long burst not more often than each Gather (the pace is that of the generic cell
// rate algorithm, ITU-T I.371).
func (h *Hub) tell() {
	timer := time.NewTimer(time.Hour)
	defer timer.Stop()
	for {
		select {
		case <-h.news:
		case <-timer.C:
		case <-h.ctx.Done():
			return
		}
		due, wait := h.due(time.Now())
		for _, t := range due {
			h.round(t)
		}
		timer.Reset(wait)
	}
}

// due gives the topics whose news can be told now, and how long to wait for the
// next one.
func (h *Hub) due(now time.Time) (due []*topic, wait time.Duration) {
	h.mu.Lock()
	defer h.mu.Unlock()
	wait = time.Hour
	for t := range h.waiting {
		if t.rounds > 0 {
			continue // the end of the round stirs the teller
		}
		if rest := t.pace.Add(-(Burst - 1) * Gather).Sub(now); rest > 0 {
			wait = min(wait, rest)
			continue
		}
		due = append(due, t)
	}
	return due, wait
}

// round tells a topic's news to its readers.
func (h *Hub) round(t *topic) {
	h.mu.Lock()
	frame, merged := t.next, t.merged
	delete(h.waiting, t)
	if now := time.Now(); t.pace.Before(now) {
		t.pace = now
	}
	t.pace = t.pace.Add(Gather)
	h.mu.Unlock()

	switch {
	case merged && t.Delta == nil:
		frame = Frame{From: everything, To: everything}
	case merged:
		delta, err := t.Delta(h.ctx, frame.From)
		if err != nil {
			h.again(t, frame)
			return
		}
		frame = delta
	}
	h.mu.Lock()
	t.told.Store(&frame)
	t.rounds = len(h.shards)
	shards := h.shards
	for f := range t.followers {
		f.offer(frame)
	}
	h.mu.Unlock()
	for _, s := range shards {
		s.begin(t, frame)
	}
}

// again has a frame told later, whose bytes could not be made. Whoever made Delta
// says why.
func (h *Hub) again(t *topic, frame Frame) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if _, waits := h.waiting[t]; waits {
		frame = Frame{From: min(frame.From, t.next.From), To: max(frame.To, t.next.To)}
	}
	t.next, t.merged = frame, true
	t.pace = time.Now().Add(patience + (Burst-1)*Gather)
	if h.topics[t.Name] == t {
		h.waiting[t] = struct{}{}
	}
	h.stir()
}

// finished is called by each shard when it has told a round to its readers.
func (h *Hub) finished(t *topic) {
	h.mu.Lock()
	defer h.mu.Unlock()
	t.rounds--
	if _, waits := h.waiting[t]; waits && t.rounds == 0 {
		h.stir()
	}
}
