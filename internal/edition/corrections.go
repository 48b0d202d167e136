package edition

import (
	"cmp"
	"slices"

	"github.com/stoppress/stoppress/internal/coverage"
)

// Correction is a correction, and the post whose words it changed.
type Correction struct {
	coverage.Correction
	Post *Post
	// Nth tells it from those that the post got at the same time: 0 is the first.
	Nth int
}

// Corrections are all corrections of the public posts, newest first.
func (e *Edition) Corrections() []Correction {
	var out []Correction
	for _, p := range e.posts {
		for i, c := range p.Corrections {
			nth := 0
			for _, other := range p.Corrections[:i] {
				if other.At.Equal(c.At) {
					nth++
				}
			}
			out = append(out, Correction{c, p, nth})
		}
	}
	slices.SortStableFunc(out, func(a, b Correction) int {
		return cmp.Or(b.At.Compare(a.At), cmp.Compare(b.Post.ID, a.Post.ID))
	})
	return out
}
