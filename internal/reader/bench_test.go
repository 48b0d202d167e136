package reader

import (
	"testing"

	"github.com/stoppress/stoppress/internal/reader/layout"
)

// BenchmarkAfterAChange is what a page costs after a change that does not touch it,
// beside making it anew.
func BenchmarkAfterAChange(b *testing.B) {
	h := newHistory(b, 210)
	view := layout.View{Older: 2, Article: h.paper.article}
	b.Run("looked at", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			h.paper.pageVersion(view)
		}
	})
	b.Run("made anew", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if _, err := h.paper.layout.Blog(h.paper.Edition, view); err != nil {
				b.Fatal(err)
			}
		}
	})
}
