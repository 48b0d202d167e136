package layout_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"github.com/stoppress/stoppress/internal/coverage"
	"github.com/stoppress/stoppress/internal/edition"
	"github.com/stoppress/stoppress/internal/reader/layout"
)

// The fiction that the tests of this package tell: talks in Northhaven's harbour.

var noon = time.Date(2026, 3, 4, 12, 0, 0, 0, time.UTC)

// postID gives the n-th id: later ones sort after earlier ones.
func postID(n int) coverage.PostID {
	return coverage.PostID(fmt.Sprintf("01KJX0000000000000000%05d", n))
}

func harbour() coverage.Blog {
	return coverage.Blog{
		ID: "01KJW00000000000000000000B", Seq: 1, Slug: "harbour-talks",
		Header: coverage.Header{
			Title:      "Port owners & harbour workers meet as ferries stay in port",
			Standfirst: "Owners call an offer “in large part” accepted; the union does not.",
			Language:   "en", Timezone: "Europe/London", State: coverage.Live,
		},
		CreatedAt: noon.Add(-4 * time.Hour), UpdatedAt: noon.Add(-4 * time.Hour),
	}
}

// post makes a published post that was filed minutes after noon.
func post(n, minutes int, change ...func(*coverage.Post)) coverage.Post {
	at := noon.Add(time.Duration(minutes) * time.Minute)
	p := coverage.Post{
		ID: postID(n), Seq: coverage.Seq(n + 1), Blog: "harbour-talks", Status: coverage.Published,
		Copy: coverage.Copy{
			PublishedAt: at,
			Elements:    []coverage.Element{{Type: coverage.Text, HTML: fmt.Sprintf("<p>Ferry %d is still at the quay.</p>", n)}},
		},
		CreatedAt: at, UpdatedAt: at, FirstPublishedAt: at,
	}
	for _, c := range change {
		c(&p)
	}
	return settle(coverage.Succeed(nil, p))
}

// settle does what the journal does on reading.
func settle(p coverage.Post) coverage.Post {
	if p.Trace.Face == coverage.OwnSeq {
		p.Trace.Face = p.Seq
	}
	return p
}

func posts(n int) []coverage.Post {
	out := make([]coverage.Post, n)
	for i := range out {
		out[i] = post(i+1, i)
	}
	return out
}

func titled(title string) func(*coverage.Post) {
	return func(p *coverage.Post) { p.Title = title }
}

func keyEvent(p *coverage.Post) { p.KeyEvent = true }
func pin(p *coverage.Post)      { p.Pinned = true }

func holding(elements ...coverage.Element) func(*coverage.Post) {
	return func(p *coverage.Post) { p.Elements = elements }
}

func quote(speaker, role string, words ...string) coverage.Element {
	return coverage.Element{Type: coverage.Quote, Paragraphs: words, Speaker: &coverage.Speaker{Name: speaker, Role: role}}
}

func newLayout(tb testing.TB) *layout.Layout {
	tb.Helper()
	l, err := layout.New(layout.Site{BaseURL: "https://news.example", Name: "Northhaven Post", Script: "/assets/reader.js", Style: "/assets/reader.css"})
	if err != nil {
		tb.Fatal(err)
	}
	return l
}

// page renders a blog's page and parses it.
func page(tb testing.TB, e *edition.Edition, v layout.View) *html.Node {
	tb.Helper()
	out, err := newLayout(tb).Blog(e, v)
	if err != nil {
		tb.Fatal(err)
	}
	return parse(tb, out)
}

func parse(tb testing.TB, page []byte) *html.Node {
	tb.Helper()
	doc, err := html.Parse(strings.NewReader(string(page)))
	if err != nil {
		tb.Fatal(err)
	}
	return doc
}

// where gives the elements below n that a test holds for, in document order.
func where(n *html.Node, holds func(*html.Node) bool) []*html.Node {
	var out []*html.Node
	for d := range n.Descendants() {
		if d.Type == html.ElementNode && holds(d) {
			out = append(out, d)
		}
	}
	return out
}

func tag(name string) func(*html.Node) bool {
	return func(n *html.Node) bool { return n.Data == name }
}

// with holds for elements that have the attribute, and the value where one is given.
func with(key string, value ...string) func(*html.Node) bool {
	return func(n *html.Node) bool {
		have, ok := attr(n, key)
		return ok && (len(value) == 0 || slices.Contains(value, have))
	}
}

func one(tb testing.TB, n *html.Node, what string, holds func(*html.Node) bool) *html.Node {
	tb.Helper()
	found := where(n, holds)
	if len(found) != 1 {
		tb.Fatalf("%d elements are %s, want one", len(found), what)
	}
	return found[0]
}

func byID(tb testing.TB, n *html.Node, id string) *html.Node {
	tb.Helper()
	return one(tb, n, "#"+id, with("id", id))
}

func attr(n *html.Node, key string) (string, bool) {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val, true
		}
	}
	return "", false
}

func attrs(nodes []*html.Node, key string) []string {
	out := make([]string, 0, len(nodes))
	for _, n := range nodes {
		v, _ := attr(n, key)
		out = append(out, v)
	}
	return out
}

func text(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return b.String()
}

func ids(n *html.Node) []string {
	return attrs(where(n, tag("article")), "id")
}

func same(tb testing.TB, what string, got, want any) {
	tb.Helper()
	if g, w := fmt.Sprintf("%q", got), fmt.Sprintf("%q", want); g != w {
		tb.Errorf("%s:\n got %s\nwant %s", what, g, w)
	}
}
