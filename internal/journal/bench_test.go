package journal

import (
	"fmt"
	"log/slog"
	"testing"

	"github.com/stoppress/stoppress/internal/coverage"
)

func benchJournal(b *testing.B) *Journal {
	b.Helper()
	j, err := Open(b.Context(), Options{Dir: b.TempDir(), Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(j.Close)
	return j
}

// BenchmarkAppend is one post, synced to disk and acknowledged.
func BenchmarkAppend(b *testing.B) {
	j := benchJournal(b)
	n := 0
	for b.Loop() {
		n++
		if _, err := j.Append(b.Context(), postRecord("harbour", coverage.PostID(fmt.Sprintf("P%06d", n)), "The ferries stay in port.", 0)); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkLoad is one blog of so many posts, among twenty others of that size.
func BenchmarkLoad(b *testing.B) {
	for _, posts := range []int{100, 1000} {
		b.Run(fmt.Sprintf("%d", posts), func(b *testing.B) {
			j := benchJournal(b)
			for blog := range 20 {
				slug := coverage.Slug(fmt.Sprintf("blog-%d", blog))
				records := []Record{blogRecord(slug, "Harbour", 0)}
				for i := range posts {
					records = append(records, postRecord(slug, coverage.PostID(fmt.Sprintf("P%06d", i)), "The ferries stay in port.", 0))
				}
				for len(records) > 0 {
					size := min(MaxBatch, len(records))
					if _, err := j.Append(b.Context(), records[:size]...); err != nil {
						b.Fatal(err)
					}
					records = records[size:]
				}
			}
			for b.Loop() {
				got := 0
				if _, err := j.load(b.Context(), "blog-7", func(Entry) { got++ }); err != nil || got != posts+1 {
					b.Fatalf("%d entries, %v", got, err)
				}
			}
		})
	}
}
