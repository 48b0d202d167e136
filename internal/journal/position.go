package journal

import (
	"context"
	"sync"

	"github.com/stoppress/stoppress/internal/coverage"
)

// position is how far a follower has come. The zero position is at the beginning.
type position struct {
	mu    sync.Mutex // guards both
	at    coverage.Seq
	moved chan struct{} // closed when at moves; nil while nobody waits
}

// reach says that everything up to seq has been applied.
func (p *position) reach(seq coverage.Seq) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if seq <= p.at {
		return
	}
	p.at = seq
	if p.moved != nil {
		close(p.moved)
		p.moved = nil
	}
}

// wait returns when everything up to seq has been applied, or ctx ends.
func (p *position) wait(ctx context.Context, seq coverage.Seq) error {
	for {
		p.mu.Lock()
		if p.at >= seq {
			p.mu.Unlock()
			return nil
		}
		if p.moved == nil {
			p.moved = make(chan struct{})
		}
		moved := p.moved
		p.mu.Unlock()
		select {
		case <-moved:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

func (p *position) now() coverage.Seq {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.at
}
