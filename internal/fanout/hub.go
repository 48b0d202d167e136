package fanout

import (
	"context"
	"errors"
	"math"
	"runtime"
	"sync"
	"time"

	"github.com/stoppress/stoppress/internal/coverage"
)

// Delta makes the frame that starts at since. An empty frame says that there is
// nothing since then.
type Delta func(ctx context.Context, since coverage.Seq) (Frame, error)

// Topic is what readers are served: one blog's changes, say. All readers of a name
// have the same Delta.
type Topic struct {
	Name  string
	Delta Delta
	Left  func() // called once for each reader that was served, when it has left
}

var (
	// ErrClosed says that the hub was closed: the server goes down, and the reader is
	// to come back later.
	ErrClosed = errors.New("the stream is closed")
	// ErrFull says that there is no room for another reader.
	ErrFull = errors.New("as many readers as there is room for are listening already")
)

// A topic's first frames after a rest, up to Burst, are told as they come; in a longer
// burst one is told each Gather, and what comes meanwhile is one frame.
const (
	Gather = 50 * time.Millisecond
	Burst  = 10
)

// Hub knows the readers of each topic.
type Hub struct {
	max     int
	ctx     context.Context // of deltas that the hub itself asks for; ends with Close
	cancel  context.CancelFunc
	running sync.WaitGroup // the goroutines that the hub has started
	news    chan struct{}  // holds one token while the teller may have something to do

	mu      sync.Mutex // guards all below and the topics' fields; held for map work only
	topics  map[string]*topic
	waiting map[*topic]struct{} // with something to tell
	count   int
	closed  bool
	back    returns  // when readers are to come back; set by Close
	shards  []*shard // none until the first reader is parked
	turn    int      // which of them takes the next reader
}

// New makes a hub for up to max readers; 0 stands for no limit. Its owner calls
// Close.
func New(max int) *Hub {
	if max <= 0 {
		max = math.MaxInt
	}
	h := &Hub{max: max, news: make(chan struct{}, 1), topics: map[string]*topic{}, waiting: map[*topic]struct{}{}}
	h.ctx, h.cancel = context.WithCancel(context.Background())
	h.running.Go(h.tell)
	return h
}

// join lets a reader in.
func (h *Hub) join(about Topic) (*topic, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	switch {
	case h.closed:
		return nil, ErrClosed
	case h.count >= h.max:
		return nil, ErrFull
	}
	t := h.topics[about.Name]
	if t == nil {
		t = &topic{Topic: about, followers: map[*follower]struct{}{}}
		h.topics[about.Name] = t
	}
	t.readers++
	h.count++
	return t, nil
}

// leave is called once for each reader that joined.
func (h *Hub) leave(t *topic) {
	h.mu.Lock()
	defer h.mu.Unlock()
	t.readers--
	h.count--
	if t.readers == 0 {
		delete(h.topics, t.Name)
		delete(h.waiting, t)
	}
}

// lose is leave for a reader that was being served.
func (h *Hub) lose(t *topic) {
	h.leave(t)
	t.Left()
}

// shard gives the one that takes the next parked reader; nil where this system
// cannot park.
func (h *Hub) shard() *shard {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.closed {
		return nil
	}
	if h.shards == nil {
		for range runtime.GOMAXPROCS(0) {
			s, err := newShard(h)
			if err != nil {
				break // those that there are do all the work
			}
			h.shards = append(h.shards, s)
			h.running.Go(s.poll)
			h.running.Go(s.run)
			h.running.Go(s.makeDeltas)
		}
	}
	if len(h.shards) == 0 {
		return nil
	}
	h.turn = (h.turn + 1) % len(h.shards)
	return h.shards[h.turn]
}

// Close tells every reader when to come back, ends all streams, and returns when
// nothing of the hub runs any more. It is called once.
func (h *Hub) Close() {
	h.mu.Lock()
	h.closed = true
	h.back = comingBack(h.count)
	shards := h.shards
	h.mu.Unlock()
	for _, s := range shards {
		s.close(h.back)
	}
	h.cancel()
	h.running.Wait()
}

// goodbye tells a reader when to come back to a hub that was closed.
func (h *Hub) goodbye() Frame {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.back.any()
}

// Readers counts those of one topic.
func (h *Hub) Readers(name string) int {
	h.mu.Lock()
	defer h.mu.Unlock()
	if t := h.topics[name]; t != nil {
		return t.readers
	}
	return 0
}

// Stats is who is there now.
type Stats struct {
	Readers int
	Topics  map[string]int
	Parked  int // of the readers, those that no goroutine holds
	Slow    int // of the parked, those that have not taken yet what they are being sent
}

// Stats counts the readers.
func (h *Hub) Stats() Stats {
	h.mu.Lock()
	defer h.mu.Unlock()
	s := Stats{Readers: h.count, Topics: make(map[string]int, len(h.topics))}
	for name, t := range h.topics {
		s.Topics[name] = t.readers
	}
	for _, shard := range h.shards {
		s.Parked += int(shard.parked.Load())
		s.Slow += int(shard.slow.Load())
	}
	return s
}
