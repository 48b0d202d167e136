package journal

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/stoppress/stoppress/internal/coverage"
)

// runPart runs something that says when it is ready until the test ends.
func runPart(t *testing.T, run func(context.Context, func()) error) {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	ready := make(chan struct{})
	var ended sync.WaitGroup
	ended.Go(func() {
		if err := run(ctx, func() { close(ready) }); err != nil && ctx.Err() == nil {
			t.Error(err)
		}
	})
	<-ready
	t.Cleanup(func() { cancel(); ended.Wait() })
}

func quotingPost(slug coverage.Slug, id coverage.PostID, corrected time.Time, names ...string) coverage.Post {
	p := coverage.Post{ID: id, Blog: slug, Status: coverage.Published}
	for _, name := range names {
		p.Elements = append(p.Elements, coverage.Element{Type: coverage.Quote, Paragraphs: []string{"No."}, Speaker: &coverage.Speaker{Name: name}})
	}
	if !corrected.IsZero() {
		p.Corrections = []coverage.Correction{{Kind: coverage.Minor, Reason: "A comma.", At: corrected}}
	}
	return p
}

func TestTheIndexKnowsPlacesOnEveryNodeAndAfterARestart(t *testing.T) {
	j := open(t, t.TempDir())
	index := func() *Index {
		x, err := NewIndex(t.Context(), j)
		if err != nil {
			t.Fatal(err)
		}
		runPart(t, x.Run)
		return x
	}
	first := index()
	for _, p := range []coverage.Post{
		quotingPost("harbour", "P1", noon, "Mara Lind", "Aud Holm"), quotingPost("marina", "P2", noon.Add(time.Hour), "MARA LIND"), quotingPost("harbour", "P3", time.Time{}, "Mara Lind"),
	} {
		if err := first.Note(t.Context(), p); err != nil {
			t.Fatal(err)
		}
		first.See(Entry{Slug: p.Blog, Post: &p})
	}
	draft := quotingPost("marina", "P4", noon, "Nobody Yet")
	draft.Status = coverage.Draft
	first.See(Entry{Slug: "marina", Post: &draft})

	full := index()
	full.mu.Lock()
	full.blogs, full.full = map[coverage.SpeakerID][]coverage.Slug{}, true // more than it holds in memory
	full.mu.Unlock()
	for name, x := range map[string]*Index{"the one that was told": first, "after a restart": index(), "a full one": full} {
		for who, want := range map[string][]coverage.Slug{"mara lind": {"harbour", "marina"}, "Aud Holm": {"harbour"}, "Nobody Yet": nil} {
			got, err := x.Quoting(t.Context(), coverage.SpeakerOf(who))
			if err != nil || !slices.Equal(got, want) {
				t.Errorf("%s: %s is quoted by %v (%v), want %v", name, who, got, err, want)
			}
		}
		if got := x.Corrected(); !slices.Equal(got, []PostPlace{{"marina", "P2"}, {"harbour", "P1"}}) {
			t.Errorf("%s: corrected are %v", name, got)
		}
	}
}

func TestTheIndexHoldsTheNewestCorrections(t *testing.T) {
	x := &Index{posts: map[PostPlace]time.Time{}}
	for i := range 3 * indexCorrected {
		x.learnPost(PostPlace{"harbour", coverage.PostID(fmt.Sprint(i))}, noon.Add(time.Duration(i)*time.Minute))
	}
	got := x.Corrected()
	if len(got) < indexCorrected || len(got) > indexCorrected+indexCorrected/10 || got[0].Post != coverage.PostID(fmt.Sprint(3*indexCorrected-1)) {
		t.Errorf("%d are held, the newest is %v", len(got), got[0])
	}
}

func TestNamesThatAreMergedLeadToOneIdentity(t *testing.T) {
	j := open(t, t.TempDir())
	s, err := NewIdentities(t.Context(), j)
	if err != nil {
		t.Fatal(err)
	}
	runPart(t, s.Run)
	a, b, c := coverage.SpeakerOf("A"), coverage.SpeakerOf("B"), coverage.SpeakerOf("C")
	lead := func(id, into coverage.SpeakerID) {
		t.Helper()
		if _, err := s.Change(t.Context(), id, func(now coverage.Identity) (coverage.Identity, error) {
			now.Into = into
			return now, nil
		}); err != nil {
			t.Fatal(err)
		}
	}
	want := func(id, root coverage.SpeakerID, names int) {
		t.Helper()
		if one, all := s.Of(id); one.ID != root || len(all) != names || all[0] != root {
			t.Errorf("%s belongs to %s, with %v", id, one.ID, all)
		}
	}
	want(a, a, 1)
	lead(a, b)
	lead(b, c)
	want(a, c, 3)
	lead(a, "")
	want(a, a, 1)
	want(b, c, 2)
	lead(c, b) // a ring, which two editors could make at the same time
	want(b, b, 1)
	want(c, c, 1)
}
