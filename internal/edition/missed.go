package edition

import (
	"time"

	"github.com/stoppress/stoppress/internal/coverage"
)

// Missed is what a reader who has everything up to a seq has missed, the weightiest
// first. Each post is in one of the lists, which are newest first.
type Missed struct {
	KeyEvents []*Post
	// Answered are posts that others have contradicted, corrected or confirmed since,
	// or that were corrected themselves.
	Answered []*Post
	Rest     []*Post
	Gone     int // how many left
}

// Missed gives what changed after since.
func (e *Edition) Missed(since coverage.Seq) Missed {
	var out Missed
	left := e.lastUpTo(since)
	for _, p := range e.posts {
		switch {
		case p.Seq <= since:
		case p.KeyEvent:
			out.KeyEvents = append(out.KeyEvents, p)
		case e.answered(p, since, left):
			out.Answered = append(out.Answered, p)
		default:
			out.Rest = append(out.Rest, p)
		}
	}
	for _, seq := range e.gone {
		if seq > since {
			out.Gone++
		}
	}
	return out
}

// lastUpTo is when the newest change up to a seq was made, as far as it can be told
// from what is there still: a seq has no time of its own.
func (e *Edition) lastUpTo(since coverage.Seq) time.Time {
	var at time.Time
	for _, p := range e.states {
		if p.Seq <= since {
			at = later(at, p.UpdatedAt)
		}
	}
	return at
}

func (e *Edition) answered(p *Post, since coverage.Seq, left time.Time) bool {
	for _, c := range p.Corrections {
		if c.At.After(left) {
			return true
		}
	}
	for _, r := range p.RelatedBy {
		if other, ok := e.byID[r.Post]; ok && other.Seq > since && r.Type != coverage.Updates && r.Type != coverage.Answers {
			return true
		}
	}
	return false
}
