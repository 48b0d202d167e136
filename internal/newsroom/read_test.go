package newsroom

import (
	"testing"
	"time"

	"github.com/stoppress/stoppress/internal/coverage"
)

func FuzzParseCursor(f *testing.F) {
	at := time.Date(2026, 3, 4, 12, 0, 0, int(123*time.Millisecond), time.UTC)
	for _, seed := range []string{"", "x", "MTIgMDFK", "IA", cursor(coverage.Post{ID: "01JZZZZZZZZZZZZZZZZZZZZZZZ", CreatedAt: at})} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		mark, err := parseCursor(text)
		if err != nil {
			if coverage.KindOf(err) != coverage.Invalid {
				t.Errorf("%q: %v", text, err)
			}
			return
		}
		again, err := parseCursor(cursor(mark))
		if err != nil || coverage.NewestFirst(mark, again) != 0 {
			t.Errorf("%q names %v, and written again %v (%v)", text, mark, again, err)
		}
	})
}
