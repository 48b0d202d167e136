package layout_test

import (
	"strings"
	"testing"

	"golang.org/x/net/html"

	"github.com/stoppress/stoppress/internal/coverage"
	"github.com/stoppress/stoppress/internal/edition"
	"github.com/stoppress/stoppress/internal/reader/layout"
)

// meta gives the content of a page's <meta>, by its name or property.
func meta(doc *html.Node, name string) string {
	return strings.Join(attrs(where(doc, func(n *html.Node) bool {
		return n.Data == "meta" && (with("name", name)(n) || with("property", name)(n))
	}), "content"), " | ")
}

func TestAPageIsPassedOnWithThePictureNearestToIt(t *testing.T) {
	picture := func(name string) coverage.Element {
		return coverage.Element{Type: coverage.Image, Media: "https://pictures.example/" + name, Alt: "Picture " + name}
	}
	words := coverage.Element{Type: coverage.Text, HTML: "<p>Words.</p>"}
	e := edition.New(harbour(), []coverage.Post{
		post(1, 0, holding(picture("1"))), post(2, 5, holding(words, picture("2"), picture("3"))), post(3, 9),
	})
	for name, c := range map[string]struct {
		view layout.View
		want string
	}{
		"the blog's page has the newest":          {layout.View{}, "2"},
		"a post's page has its own":               {layout.View{Focus: postID(1)}, "1"},
		"that of a post without has the newest's": {layout.View{Focus: postID(3)}, "2"},
	} {
		doc := page(t, e, c.view)
		same(t, name, meta(doc, "og:image"), "https://pictures.example/"+c.want)
		same(t, name, meta(doc, "og:image:alt"), "Picture "+c.want)
		same(t, name, meta(doc, "twitter:card"), "summary_large_image")
	}
	doc := page(t, edition.New(harbour(), posts(2)), layout.View{})
	same(t, "none", meta(doc, "og:image"), "")
	same(t, "none", meta(doc, "twitter:card"), "summary")
}

func TestTimesAndLocaleArePassedOn(t *testing.T) {
	e := edition.New(harbour(), posts(3))
	for name, c := range map[string]struct {
		view                layout.View
		published, modified string
	}{
		"blog": {layout.View{}, "2026-03-04T08:00:00Z", "2026-03-04T12:02:00Z"},
		"post": {layout.View{Focus: postID(2)}, "2026-03-04T12:01:00Z", "2026-03-04T12:01:00Z"},
	} {
		doc := page(t, e, c.view)
		same(t, name, meta(doc, "article:published_time"), c.published)
		same(t, name, meta(doc, "article:modified_time"), c.modified)
	}
	for tag, want := range map[string]string{"en": "en_US", "en-GB": "en_GB", "pt-BR": "pt_BR", "ar": "ar_EG", "zh-Hant": "zh_TW", "es-419": "es", "x-own": ""} {
		b := harbour()
		b.Language = tag
		same(t, tag, meta(page(t, edition.New(b, nil), layout.View{}), "og:locale"), want)
	}
}

func TestWhichPagesAreToBeFound(t *testing.T) {
	upcoming := harbour()
	upcoming.State = coverage.Upcoming
	const found, not = "max-image-preview:large", "noindex"
	for name, c := range map[string]struct {
		e    *edition.Edition
		view layout.View
		want string
	}{
		"the first page":             {edition.New(harbour(), posts(120)), layout.View{}, found},
		"an older one":               {edition.New(harbour(), posts(120)), layout.View{Older: 1}, found},
		"a post's":                   {edition.New(harbour(), posts(120)), layout.View{Focus: postID(7)}, found},
		"in the other order":         {edition.New(harbour(), posts(120)), layout.View{Order: coverage.Oldest}, not},
		"an older one in that order": {edition.New(harbour(), posts(120)), layout.View{Older: 1, Order: coverage.Oldest}, not},
		"in a frame":                 {edition.New(harbour(), posts(3)), layout.View{Embed: true}, not},
		"a live blog without posts":  {edition.New(harbour(), nil), layout.View{}, found},
		"one that has not begun":     {edition.New(upcoming, nil), layout.View{}, not},
		"one with posts before":      {edition.New(upcoming, posts(1)), layout.View{}, found},
	} {
		same(t, name, meta(page(t, c.e, c.view), "robots"), c.want)
	}
}

func TestAnEmbedSaysNothingThatBelongsToThePage(t *testing.T) {
	doc := page(t, edition.New(harbour(), posts(3)), layout.View{Embed: true})
	for name, holds := range map[string]func(*html.Node) bool{
		"linked data": with("type", "application/ld+json"), "alternates": with("rel", "alternate"), "the bar": with("class", "bar"), "og:url": with("property", "og:url"),
	} {
		same(t, name, len(where(doc, holds)), 0)
	}
	same(t, "canonical", attrs(where(doc, with("rel", "canonical")), "href"), []string{"https://news.example/harbour-talks"})
	same(t, "links", attrs(where(doc, tag("base")), "target"), []string{"_top"})
}

func TestFramesAreWrittenSafely(t *testing.T) {
	b := harbour()
	b.Title = `"><script>alert(1)</script>`
	out, err := newLayout(t).Frame(b, postID(1), 300, 200)
	if err != nil {
		t.Fatal(err)
	}
	doc := parse(t, []byte(out))
	frame := one(t, doc, "iframe", tag("iframe"))
	same(t, "scripts", len(where(doc, tag("script"))), 0)
	for key, want := range map[string]string{"src": "https://news.example/harbour-talks/embed?post=" + string(postID(1)), "title": b.Title, "width": "300", "height": "200"} {
		got, _ := attr(frame, key)
		same(t, key, got, want)
	}
}
