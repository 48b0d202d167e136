package fanout

import (
	"slices"
	"sync"
	"time"

	"github.com/stoppress/stoppress/internal/coverage"
)

// deltas are those that a shard's readers wait for. They are made beside the
// shard's own goroutine, since making one may take long.
type deltas struct {
	wake chan struct{}

	mu   sync.Mutex // guards todo
	todo []wanted   // each topic and seq once
}

// wanted is a delta that somebody waits for.
type wanted struct {
	part  *part
	since coverage.Seq
}

// want has a delta made for the reader; whoever is at the same seq shares it.
func (s *shard) want(r *parked) {
	if r.waits {
		return
	}
	r.waits = true
	p := r.part
	if p.wanted == nil {
		p.wanted = map[coverage.Seq][]*parked{}
	}
	others, asked := p.wanted[r.at]
	p.wanted[r.at] = append(others, r)
	if asked {
		return
	}
	s.deltas.mu.Lock()
	s.deltas.todo = append(s.deltas.todo, wanted{p, r.at})
	s.deltas.mu.Unlock()
	select {
	case s.deltas.wake <- struct{}{}:
	default:
	}
}

// makeDeltas makes what is wanted, until the hub is closed.
func (s *shard) makeDeltas() {
	for {
		select {
		case <-s.deltas.wake:
		case <-s.hub.ctx.Done():
			return
		}
		s.deltas.mu.Lock()
		todo := s.deltas.todo
		s.deltas.todo = nil
		s.deltas.mu.Unlock()
		for _, w := range todo {
			frame, err := w.part.topic.Delta(s.hub.ctx, w.since)
			for err != nil { // whoever made Delta says why
				select {
				case <-time.After(patience):
				case <-s.hub.ctx.Done():
					return
				}
				frame, err = w.part.topic.Delta(s.hub.ctx, w.since)
			}
			s.ask(func(in *inbox) { in.jobs = append(in.jobs, &delivery{wanted: w, frame: frame}) })
		}
	}
}

// delivery is a delta on its way to those who waited for it.
type delivery struct {
	wanted
	frame   Frame
	readers []*parked
	began   bool
}

func (d *delivery) advance(s *shard) bool {
	if !d.began {
		d.began = true
		d.readers = d.part.wanted[d.since]
		delete(d.part.wanted, d.since)
	}
	n := min(slice, len(d.readers))
	for _, r := range d.readers[:n] {
		r.waits = false
		switch {
		case r.gone || r.out != nil:
		case r.at == d.frame.From && r.at < d.frame.To:
			s.send(r, d.frame)
		}
	}
	d.readers = slices.Delete(d.readers, 0, n)
	return len(d.readers) == 0
}
