package reader

import (
	"encoding/xml"
	"fmt"
	"log/slog"
	"strings"
	"testing"
	"time"

	"github.com/stoppress/stoppress/internal/coverage"
	"github.com/stoppress/stoppress/internal/document"
	"github.com/stoppress/stoppress/internal/journal"
	"github.com/stoppress/stoppress/internal/reader/layout"
)

// lister is a reader that lists blogs and does nothing else.
func lister(t *testing.T) *Reader {
	t.Helper()
	l, err := layout.New(layout.Site{BaseURL: "https://live.example.org", Name: "Northhaven Post"})
	if err != nil {
		t.Fatal(err)
	}
	return &Reader{Options: Options{Layout: l, Press: document.NewPress(), BaseURL: "https://live.example.org", Log: slog.New(slog.DiscardHandler)}, recent: newRecent()}
}

func blogs(n int) []coverage.Blog {
	out := make([]coverage.Blog, n)
	for i := range out {
		out[i] = coverage.Blog{
			ID: coverage.BlogID(fmt.Sprintf("B%06d", i)), Slug: coverage.Slug(fmt.Sprintf("blog-%06d", i)),
			Header:    coverage.Header{Title: "Blog", Language: "en", State: coverage.Live},
			CreatedAt: opening, UpdatedAt: opening.Add(time.Duration(i) * time.Second),
		}
	}
	return out
}

func TestMoreBlogsThanOneSitemapHoldsMakeAnIndex(t *testing.T) {
	out, err := xml.Marshal(lister(t).indexOf(2))
	want := `<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><sitemap><loc>https://live.example.org/sitemap.xml?page=1</loc></sitemap>` +
		`<sitemap><loc>https://live.example.org/sitemap.xml?page=2</loc></sitemap></sitemapindex>`
	if err != nil || string(out) != want {
		t.Errorf("%v\n got %s\nwant %s", err, out, want)
	}
	seen := map[string]bool{}
	all := blogs(sitemapURLs + 3)
	for page, want := range map[int]int{1: sitemapURLs, 2: 3} {
		urls := lister(t).sitemapOf(sitemapPage(all, page)).URLs
		if len(urls) != want {
			t.Errorf("page %d has %d addresses, want %d", page, len(urls), want)
		}
		for _, u := range urls {
			seen[u.Location] = true
		}
	}
	if len(seen) != len(all) {
		t.Errorf("%d addresses in all, want %d", len(seen), len(all))
	}
	if got := len(sitemapPage(all[:3], 0)); got != 3 {
		t.Errorf("one sitemap has %d addresses, want 3", got)
	}
}

func TestTheLargestSitemapIsBelowWhatTheProtocolAllows(t *testing.T) {
	r := lister(t)
	all := blogs(sitemapURLs)
	for i := range all {
		all[i].Slug = coverage.Slug(fmt.Sprintf("%080d", i))
		r.recent.learn(all[i].Slug, lastChange{1, opening})
	}
	doc, err := r.printXML(r.sitemapOf(all))
	if err != nil || doc.Size() > 50<<20 {
		t.Errorf("%v, %d bytes", err, doc.Size())
	}
}

func TestTheNewsSitemapHasWhatChangedLatelyNewestFirst(t *testing.T) {
	r := lister(t)
	all := blogs(newsURLs + 50) // a second apart
	now := opening.Add(newsWithin + 10*time.Second)
	got := r.newsOf(all, now)
	if len(got.URLs) != newsURLs || got.URLs[0].Location != fmt.Sprintf("https://live.example.org/blog-%06d", newsURLs+49) {
		t.Errorf("%d addresses, the first %s", len(got.URLs), got.URLs[0].Location)
	}
	if got := r.newsOf(all[:20], now); len(got.URLs) != 10 {
		t.Errorf("%d changed in the last 48 hours, want 10", len(got.URLs))
	}
	// A post counts as much as a change of the header.
	r.recent.see(journal.Entry{Seq: 9, Slug: all[0].Slug, Post: &coverage.Post{Status: coverage.Published, UpdatedAt: now}})
	if got := r.newsOf(all[:20], now); len(got.URLs) != 11 || !strings.HasSuffix(got.URLs[0].Location, string(all[0].Slug)) {
		t.Errorf("%d changed in the last 48 hours, the first is %s", len(got.URLs), got.URLs[0].Location)
	}
}

func TestLanguagesAreNamedAsNewsSitemapsDo(t *testing.T) {
	for tag, want := range map[string]string{"en-GB": "en", "pt-BR": "pt", "ar": "ar", "zh": "zh-cn", "zh-Hant": "zh-tw", "zh-TW": "zh-tw", "fil": "fil"} {
		if got := newsLanguage(tag); got != want {
			t.Errorf("%s: %s, want %s", tag, got, want)
		}
	}
}

func TestOnlyPublicChangesCountAsRecent(t *testing.T) {
	r := newRecent()
	b := coverage.Blog{Slug: "harbour", UpdatedAt: opening}
	at := func(hours int) time.Time { return opening.Add(time.Duration(hours) * time.Hour) }
	see := func(seq coverage.Seq, status coverage.Status, face coverage.Seq) {
		r.see(journal.Entry{Seq: seq, Slug: "harbour", Post: &coverage.Post{Status: status, UpdatedAt: at(int(seq)), Trace: coverage.Trace{Face: face}}})
	}
	if got := r.of(b); !got.IsZero() {
		t.Errorf("it knows %v of nothing", got)
	}
	for _, c := range []struct {
		seq    coverage.Seq
		status coverage.Status
		face   coverage.Seq
		want   int
	}{
		{2, coverage.Published, 2, 2},
		{3, coverage.Draft, 0, 2},
		{4, coverage.Withdrawn, 4, 4},
		{5, coverage.Withdrawn, 4, 4}, // an edit of what is withdrawn
		{1, coverage.Published, 1, 4}, // heard late
	} {
		see(c.seq, c.status, c.face)
		if got := r.of(b); !got.Equal(at(c.want)) {
			t.Errorf("after %d: changed %v, want %v", c.seq, got, at(c.want))
		}
	}
	b.UpdatedAt = at(9)
	if got := r.of(b); !got.Equal(at(9)) {
		t.Errorf("after a change of the header: %v", got)
	}
}

func TestWhatIsNotKnownIsLookedUpAFewAtATime(t *testing.T) {
	r := newRecent()
	all := blogs(lookups + 5)
	first := r.unknown(all, lookups)
	if len(first) != lookups || first[0].Slug != all[len(all)-1].Slug {
		t.Fatalf("%d, the first is %s", len(first), first[0].Slug)
	}
	for _, b := range first {
		r.learn(b.Slug, lastChange{1, opening})
	}
	if got := r.unknown(all, lookups); len(got) != 5 {
		t.Errorf("then %d", len(got))
	}
}
