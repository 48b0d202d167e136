package edition_test

import (
	"fmt"
	"testing"

	"pgregory.net/rapid"

	"github.com/stoppress/stoppress/internal/coverage"
	"github.com/stoppress/stoppress/internal/edition"
)

// Whatever is published and withdrawn: quotes and corrections are those of the public
// posts, each once, and the same whether the edition grew or was rebuilt.
func TestStatementsAreThoseOfPublicPosts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		states := map[coverage.PostID]coverage.Post{}
		blog := coverage.Blog{Slug: "b", Seq: 1}
		e := edition.New(blog, nil)
		for seq := coverage.Seq(2); seq < 14; seq++ {
			id := rapid.SampledFrom([]coverage.PostID{"A", "B", "C"}).Draw(t, "post")
			prev, known := states[id]
			next := coverage.Post{ID: id, Seq: seq, Status: rapid.SampledFrom([]coverage.Status{coverage.Draft, coverage.Published, coverage.Published, coverage.Withdrawn}).Draw(t, "status")}
			for i := range rapid.IntRange(0, 3).Draw(t, "quotes") {
				next.Elements = append(next.Elements, coverage.Element{
					Type: coverage.Quote, Paragraphs: []string{fmt.Sprint(seq, ".", i)},
					Speaker: &coverage.Speaker{Name: rapid.SampledFrom([]string{"Mara", "MARA", "Aud"}).Draw(t, "speaker")},
				})
				next.Corrections = append(next.Corrections, coverage.Correction{Kind: coverage.Minor, Reason: fmt.Sprint(seq, ".", i)})
			}
			if known {
				next = coverage.Succeed(&prev, next)
			} else {
				next = coverage.Succeed(nil, next)
			}
			if next.Trace.Face == coverage.OwnSeq {
				next.Trace.Face = seq
			}
			states[id] = next
			e = e.ApplyPost(next)
		}
		want := map[string]bool{}
		var all []coverage.Post
		for _, p := range states {
			all = append(all, p)
			for _, el := range p.Elements {
				want[el.Paragraphs[0]] = p.Public()
			}
		}
		public := 0
		for _, is := range want {
			if is {
				public++
			}
		}
		for name, e := range map[string]*edition.Edition{"grown": e, "rebuilt": edition.New(blog, all)} {
			quotes, corrections, heard := e.Quotes(), e.Corrections(), 0
			for _, q := range quotes {
				if !want[q.Paragraphs[0]] || q.Who != coverage.SpeakerOf(q.Speaker.Name) || q.Post.Elements[q.At].Paragraphs[0] != q.Paragraphs[0] {
					t.Fatalf("%s: %+v", name, q)
				}
			}
			for _, c := range corrections {
				if !want[c.Reason] {
					t.Fatalf("%s: %+v", name, c)
				}
			}
			for _, v := range edition.Voices(quotes) {
				heard += v.Quotes
			}
			if len(quotes) != public || len(corrections) != public || heard != public {
				t.Fatalf("%s: %d quotes, %d corrections, %d by speaker, want %d", name, len(quotes), len(corrections), heard, public)
			}
		}
	})
}
