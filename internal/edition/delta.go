package edition

import (
	"cmp"
	"slices"

	"github.com/stoppress/stoppress/internal/coverage"
)

// ChangeType says what a Change is about.
type ChangeType string

// The types of public changes.
const (
	PostChange ChangeType = "post" // a post is there, or looks different
	GoneChange ChangeType = "gone" // a post left
	BlogChange ChangeType = "blog" // header, state, pinned posts or key events
)

// Change is one public change.
type Change struct {
	Type ChangeType
	Seq  coverage.Seq
	ID   coverage.PostID // of PostChange and GoneChange
	Post *Post           // of PostChange
}

// Delta gives what changed after since, by rising seq. Of two that share a seq
// the one about the blog comes last.
func (e *Edition) Delta(since coverage.Seq) []Change {
	if since >= e.head {
		return nil
	}
	var out []Change
	for _, p := range e.posts {
		if p.Seq > since {
			out = append(out, Change{Type: PostChange, Seq: p.Seq, ID: p.ID, Post: p})
		}
	}
	for id, seq := range e.gone {
		if seq > since {
			out = append(out, Change{Type: GoneChange, Seq: seq, ID: id})
		}
	}
	if e.headerSeq > since {
		out = append(out, Change{Type: BlogChange, Seq: e.headerSeq})
	}
	slices.SortFunc(out, func(a, b Change) int {
		return cmp.Or(cmp.Compare(a.Seq, b.Seq), cmp.Compare(order(a.Type), order(b.Type)), cmp.Compare(a.ID, b.ID))
	})
	return out
}

func order(t ChangeType) int {
	return slices.Index([]ChangeType{GoneChange, PostChange, BlogChange}, t)
}
