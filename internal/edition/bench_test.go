package edition_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/stoppress/stoppress/internal/coverage"
	"github.com/stoppress/stoppress/internal/edition"
)

// BenchmarkApply is one edit of a post in a blog of so many, and the delta that
// tells readers of it.
func BenchmarkApply(b *testing.B) {
	for _, n := range []int{100, 1000} {
		b.Run(fmt.Sprintf("%d", n), func(b *testing.B) {
			posts := make([]coverage.Post, n)
			for i := range posts {
				posts[i] = coverage.Post{ID: coverage.PostID(fmt.Sprintf("P%04d", i)), Seq: coverage.Seq(i + 2), Status: coverage.Published,
					Copy: coverage.Copy{PublishedAt: start.Add(time.Duration(i) * time.Minute)}}
			}
			e := edition.New(coverage.Blog{Seq: 1}, posts)
			seq := e.Head()
			for b.Loop() {
				seq++
				p := posts[int(seq)%n]
				p.Seq = seq
				e = e.ApplyPost(p)
				if len(e.Delta(seq-1)) != 1 {
					b.Fatal("an edit must be one change")
				}
			}
		})
	}
}
