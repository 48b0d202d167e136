package layout_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"github.com/stoppress/stoppress/internal/coverage"
	"github.com/stoppress/stoppress/internal/edition"
	"github.com/stoppress/stoppress/internal/reader/layout"
)

// article renders one post of an edition.
func article(t *testing.T, e *edition.Edition, id coverage.PostID) *html.Node {
	t.Helper()
	p, ok := e.Post(id)
	if !ok {
		t.Fatalf("%s is not public", id)
	}
	return one(t, parse(t, newLayout(t).Article(e.Blog(), p)), "article", tag("article"))
}

// alone renders a post that is the only one of its blog.
func alone(t *testing.T, how ...func(*coverage.Post)) *html.Node {
	t.Helper()
	return article(t, edition.New(harbour(), []coverage.Post{post(1, 94, how...)}), postID(1))
}

func TestArticleCarriesItsMarks(t *testing.T) {
	a := alone(t, titled("Talks"), keyEvent, pin, func(p *coverage.Post) { p.Summary, p.Claim = true, coverage.Unverified })
	for key, want := range map[string]string{
		"id": "post-" + string(postID(1)), "data-seq": "2", "data-zone": "Europe/London",
		"data-key-event": "", "data-pinned": "", "data-summary": "",
	} {
		if got, ok := attr(a, key); !ok || got != want {
			t.Errorf("%s=%q (there: %t), want %q", key, got, ok, want)
		}
	}
	words := text(a)
	for _, want := range []string{"Key event", "Summary", "Unverified", "nobody has been able to check"} {
		if !strings.Contains(words, want) {
			t.Errorf("%q is not said in %q", want, words)
		}
	}
	plain := alone(t)
	for _, key := range []string{"data-key-event", "data-pinned", "data-summary"} {
		if _, ok := attr(plain, key); ok {
			t.Errorf("an ordinary post has %s", key)
		}
	}
}

func TestFirstTimeIsPublishedAtInTheBlogsZone(t *testing.T) {
	at := time.Date(2026, 7, 4, 13, 34, 0, 250_000_000, time.UTC)
	said := at.Add(-time.Hour)
	for zone, want := range map[string][2]string{
		"Europe/London":   {"14:34", "Saturday 4 July 2026, 14:34 BST"},
		"Asia/Kathmandu":  {"19:19", "Saturday 4 July 2026, 19:19 UTC+05:45"},
		"Pacific/Chatham": {"02:19", "Sunday 5 July 2026, 02:19 UTC+12:45"},
		"UTC":             {"13:34", "Saturday 4 July 2026, 13:34 UTC"},
	} {
		b := harbour()
		b.Timezone = zone
		words := quote("Mara Lind", "", "No.")
		words.SaidAt = &said
		e := edition.New(b, []coverage.Post{post(1, 0, titled("Talks"), holding(words), func(p *coverage.Post) { p.PublishedAt = at })})
		first := where(article(t, e, postID(1)), tag("time"))[0]
		same(t, zone+" datetime", attrs([]*html.Node{first}, "datetime"), []string{"2026-07-04T13:34:00.25Z"})
		same(t, zone+" title", attrs([]*html.Node{first}, "title"), []string{want[1]})
		if !strings.Contains(text(first), want[0]) {
			t.Errorf("%s: text %q does not hold %s", zone, text(first), want[0])
		}
	}
}

func TestTitleIsTheFirstHeading(t *testing.T) {
	heading := coverage.Element{Type: coverage.Heading, Text: "What is open"}
	isHeading := func(n *html.Node) bool { return len(n.Data) == 2 && n.Data[0] == 'h' && n.Data != "hr" }
	headings := where(alone(t, titled("Talks"), holding(heading)), isHeading)
	same(t, "with a title", []string{headings[0].Data, text(headings[0]), headings[1].Data, text(headings[1])}, []string{"h3", "Talks", "h4", "What is open"})
	headings = where(alone(t, holding(heading)), isHeading)
	same(t, "without", []string{headings[0].Data, text(headings[0])}, []string{"h3", "What is open"})
}

func TestPermalinkIsTheBookmark(t *testing.T) {
	same(t, "bookmark", attrs(where(alone(t), with("rel", "bookmark")), "href"), []string{"/harbour-talks/posts/" + string(postID(1))})
}

func TestElementsKeepTheirWordsAndLoadNothingElse(t *testing.T) {
	said := noon.Add(90 * time.Minute)
	a := alone(t, holding(
		coverage.Element{Type: coverage.Text, HTML: `<p>A <em>tug</em> &amp; <a href="https://a.example/?x=1&amp;y=2">a log</a>.</p><p>More.</p>`},
		coverage.Element{Type: coverage.List, Ordered: true, Items: []string{"One", "<Two>"}},
		coverage.Element{Type: coverage.List, Items: []string{"Three"}},
		coverage.Element{Type: coverage.Quote, Paragraphs: []string{"First.", "Second."}, Speaker: &coverage.Speaker{Name: "Mara Lind", Role: "spokesperson"},
			Channel: "interview", SaidAt: &said, ReportedBy: "the agency", URL: "https://agency.example/lind"},
		coverage.Element{Type: coverage.Image, Media: "https://pictures.example/quay.jpg", Alt: "A quay", Caption: "The quay.", Credit: "Ida Brandt"},
		coverage.Element{Type: coverage.Embed, URL: "https://video.example/4"},
		coverage.Element{Type: coverage.Link, URL: "https://www.guide.example/harbour", Title: "The dispute"},
	))
	same(t, "paragraphs", len(where(a, func(n *html.Node) bool { return n.Data == "p" && len(n.Attr) == 0 && n.Parent == a })), 2)
	same(t, "link in the text", attrs(where(a, with("href", "https://a.example/?x=1&y=2")), "href"), []string{"https://a.example/?x=1&y=2"})
	same(t, "ordered list", text(one(t, a, "ol", tag("ol"))), "One<Two>")
	same(t, "list", text(one(t, a, "ul", tag("ul"))), "Three")
	blockquote := one(t, a, "blockquote", tag("blockquote"))
	same(t, "quote", text(blockquote), "First.Second.")
	same(t, "cite", attrs([]*html.Node{blockquote}, "cite"), []string{"https://agency.example/lind"})
	same(t, "under the quote", text(where(a, tag("figcaption"))[0]),
		"Mara Lind, spokesperson\u00a0· interview\u00a0· said at 13:30\u00a0· reported by the agency\u00a0· agency.example")
	picture := one(t, a, "img", tag("img"))
	same(t, "picture", attrs([]*html.Node{picture, picture}, "alt"), []string{"A quay", "A quay"})
	same(t, "under the picture", text(where(a, tag("figcaption"))[1]), "The quay. Ida Brandt")
	cards := where(a, with("class", "card"))
	same(t, "embed", text(cards[0]), "See it on video.example https://video.example/4")
	same(t, "link", text(cards[1]), "The dispute guide.example")
	for _, loads := range []string{"iframe", "script", "video", "audio", "object", "embed", "link"} {
		if n := len(where(a, tag(loads))); n > 0 {
			t.Errorf("the article has %d <%s>", n, loads)
		}
	}
	same(t, "what loads", attrs(where(a, with("src")), "src"), []string{"https://pictures.example/quay.jpg"})
}

func TestQuoteHasQuotationMarksOnce(t *testing.T) {
	for words, want := range map[string]string{"“No.”": "quote marked", "\"No.\"": "quote marked", "No.": "quote", "So “no” it is.": "quote"} {
		a := alone(t, holding(quote("Mara Lind", "", words)))
		same(t, words, attrs(where(a, func(n *html.Node) bool { return n.Data == "figure" }), "class"), []string{want})
	}
}

func TestRelationsAreSaidAtBothEnds(t *testing.T) {
	e := edition.New(harbour(), []coverage.Post{
		post(1, 94, titled("Owners: “moving”")),
		post(2, 100),
		post(3, 141, titled("Union denies it"), func(p *coverage.Post) {
			p.Relations = []coverage.Relation{{Type: coverage.Contradicts, Post: postID(1), Note: "In part."}, {Type: coverage.Answers, Post: postID(2)}}
		}),
		post(4, -800, func(p *coverage.Post) {
			p.Relations = []coverage.Relation{{Type: coverage.Confirms, Post: postID(2)}}
		}),
	})
	notes := func(n int) []string {
		var out []string
		for _, li := range where(article(t, e, postID(n)), with("data-relation")) {
			out = append(out, text(li))
		}
		return out
	}
	same(t, "who has them", notes(3), []string{"Contradicts 13:34: Owners: “moving” In part.", "Answers 13:40"})
	same(t, "who is contradicted", notes(1), []string{"Contradicted by 14:21: Union denies it In part."})
	same(t, "over midnight", notes(2), []string{"Confirmed by 3 March, 22:40", "Answered by 14:21: Union denies it"})
	links := where(article(t, e, postID(1)), func(n *html.Node) bool { return n.Data == "a" && n.Parent.Data == "li" })
	same(t, "address", attrs(links, "href"), []string{"/harbour-talks/posts/" + string(postID(3)) + "#post-" + string(postID(3))})
}

func TestCorrectionsSayWhatAndWhen(t *testing.T) {
	a := alone(t, func(p *coverage.Post) {
		p.Corrections = []coverage.Correction{
			{Kind: coverage.CorrectionOfFact, Reason: "The offer is 6.2 %.", At: noon.Add(110 * time.Minute)},
			{Kind: coverage.Minor, Reason: "A name.", At: noon.Add(26 * time.Hour)},
			{Kind: coverage.Retraction, Reason: "It was another ferry.", At: noon.Add(111 * time.Minute)},
			{Kind: coverage.Clarification, Reason: "Which line.", At: noon.Add(112 * time.Minute)},
		}
	})
	var got []string
	for _, p := range where(a, with("data-kind")) {
		got = append(got, text(p))
	}
	same(t, "corrections", got, []string{
		"Correction, 13:50. The offer is 6.2 %.", "Minor change, 5 March, 14:00. A name.",
		"Retraction, 13:51. It was another ferry.", "Clarification, 13:52. Which line.",
	})
}

func TestBylineAndSources(t *testing.T) {
	a := alone(t, func(p *coverage.Post) {
		p.Byline = []coverage.Contributor{{Name: "Ida Brandt", Role: "transport editor"}, {Name: "Tomás Vela"}}
		p.Sources = []coverage.Source{{Name: "Northern Press Agency", Kind: coverage.Agency, URL: "https://agency.example"}, {Name: "A passer-by", Kind: coverage.Other}}
	})
	same(t, "byline", text(one(t, a, "byline", with("class", "byline"))), "By Ida Brandt transport editor, Tomás Vela")
	same(t, "sources", text(one(t, a, "sources", with("class", "sources"))), "Sources: Northern Press Agency (agency), A passer-by")
	same(t, "address", attrs(where(a, with("href", "https://agency.example")), "href"), []string{"https://agency.example"})
}

// A name may be written from right to left, or hold characters that turn a line
// around (U+202E): what stands beside it in its line must stay as it is.
func TestNoNameTurnsItsNeighboursAround(t *testing.T) {
	const turned = "\u202edeppilf"
	a := alone(t, func(p *coverage.Post) {
		p.Byline = []coverage.Contributor{{Name: turned, Role: turned}}
		p.Sources = []coverage.Source{{Name: turned}, {Name: turned, URL: "https://agency.example"}}
		p.Corrections = []coverage.Correction{{Kind: coverage.Minor, Reason: turned, At: noon}}
		p.Elements = []coverage.Element{
			{Type: coverage.Quote, Paragraphs: []string{"Not today."}, Speaker: &coverage.Speaker{Name: turned, Role: turned + "."}, Channel: turned, ReportedBy: turned},
			{Type: coverage.Image, Media: "https://pictures.example/quay.jpg", Caption: turned, Credit: turned},
			{Type: coverage.Link, URL: "https://port.example/", Title: turned},
		}
	})
	names := where(a, func(n *html.Node) bool {
		for child := range n.ChildNodes() {
			if child.Type == html.TextNode && strings.Contains(child.Data, turned) {
				return true
			}
		}
		return false
	})
	var in []string
	for _, n := range names {
		in = append(in, n.Data)
	}
	same(t, "what the names stand in", in, slices.Repeat([]string{"bdi"}, 12))
}

func TestASpeakerWhoIsNamedByTheRoleHasItOnce(t *testing.T) {
	for role, want := range map[string]int{"mayor’s spokesperson": 1, "spokesperson of the port": 2} {
		a := alone(t, func(p *coverage.Post) {
			p.Elements = []coverage.Element{{Type: coverage.Quote, Paragraphs: []string{"Not today."}, Speaker: &coverage.Speaker{Name: "The mayor’s spokesperson", Role: role}}}
		})
		if got := strings.Count(text(a), "spokesperson"); got != want {
			t.Errorf("role %q: the role stands %d times, want %d: %s", role, got, want, text(a))
		}
	}
}

func TestAQuoteThatSaysWhoSaidItReadsAsAParagraph(t *testing.T) {
	for words, told := range map[string]bool{
		"“We go on,” said Mara Lind.":          true,
		"Lind said: “We go on.”":               true,
		"We go on.":                            false,
		"They asked: “Do you?” We go on.":      false,
		"I am Mara Lind, and I say: go on.":    false,
		"“We go on,” said the union leader.":   false,
		"We, the Lind party, said “no” often.": false,
		"“Go on, Lind,” they shout at me.":     false,
	} {
		a := alone(t, func(p *coverage.Post) {
			p.Elements = []coverage.Element{{Type: coverage.Quote, Paragraphs: []string{words}, Speaker: &coverage.Speaker{Name: "Mara Lind"}}}
		})
		class, _ := attr(one(t, a, "figure", tag("figure")), "class")
		if got := strings.Contains(class, "told"); got != told {
			t.Errorf("%q: told is %t", words, got)
		}
	}
}

func TestAQuotesFirstMarkHangsByItsWidth(t *testing.T) {
	for words, class := range map[string]string{
		"Ask me at six.": "quote", "“Ask me at six.”": "quote marked", "„Fragt um sechs.“": "quote marked",
		"«Запитайте о шостій».": "quote marked wide", "‹Fragt um sechs.›": "quote marked narrow", "‘Ask me at six.’": "quote marked narrow",
	} {
		e := edition.New(harbour(), []coverage.Post{post(1, 0, holding(quote("Ida Brandt", "", words)))})
		same(t, words, len(where(page(t, e, layout.View{}), with("class", class))), 1)
	}
}
