package edition_test

import (
	"testing"
	"time"

	"github.com/stoppress/stoppress/internal/coverage"
	"github.com/stoppress/stoppress/internal/edition"
)

func TestWhatWasMissedComesByItsWeight(t *testing.T) {
	noon := time.Date(2026, 3, 4, 12, 0, 0, 0, time.UTC)
	make := func(id coverage.PostID, seq coverage.Seq, change func(*coverage.Post)) coverage.Post {
		p := coverage.Post{ID: id, Seq: seq, Status: coverage.Published, UpdatedAt: noon.Add(time.Duration(seq) * time.Minute)}
		p.PublishedAt = p.UpdatedAt
		if change != nil {
			change(&p)
		}
		p = coverage.Succeed(nil, p)
		p.Trace.Face = seq
		return p
	}
	withdrawn := make("E", 9, nil)
	next := withdrawn
	next.Status = coverage.Withdrawn
	next = coverage.Succeed(&withdrawn, next)
	next.Seq, next.Trace.Face = 10, 10
	e := edition.New(coverage.Blog{Slug: "b", Seq: 1}, []coverage.Post{
		make("A", 2, nil), // contradicted since
		make("B", 3, nil), // as it was
		make("C", 4, func(p *coverage.Post) { p.Relations = []coverage.Relation{{Type: coverage.Updates, Post: "B"}} }),
		make("D", 6, func(p *coverage.Post) { p.Relations = []coverage.Relation{{Type: coverage.Contradicts, Post: "A"}} }),
		make("F", 7, func(p *coverage.Post) { p.KeyEvent, p.Title = true, "Deal" }),
		make("G", 8, func(p *coverage.Post) {
			p.Corrections = []coverage.Correction{{Kind: coverage.Clarification, At: p.UpdatedAt}}
		}),
		next,
	})
	ids := func(posts []*edition.Post) (out string) {
		for _, p := range posts {
			out += string(p.ID)
		}
		return out
	}
	for since, want := range map[coverage.Seq][3]string{0: {"F", "GA", "DCB"}, 5: {"F", "GA", "D"}, 7: {"", "G", ""}, 10: {"", "", ""}} {
		m := e.Missed(since)
		if got := [3]string{ids(m.KeyEvents), ids(m.Answered), ids(m.Rest)}; got != want {
			t.Errorf("since %d: %q, want %q", since, got, want)
		}
		if gone := since < 10; gone != (m.Gone == 1) {
			t.Errorf("since %d: %d are gone", since, m.Gone)
		}
	}
}
