package layout_test

import (
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"github.com/stoppress/stoppress/internal/coverage"
	"github.com/stoppress/stoppress/internal/edition"
	"github.com/stoppress/stoppress/internal/reader/layout"
)

func quoting(name, role, words string) func(*coverage.Post) {
	return func(p *coverage.Post) {
		p.Elements = append(p.Elements, coverage.Element{Type: coverage.Quote, Paragraphs: []string{words}, Speaker: &coverage.Speaker{Name: name, Role: role}})
	}
}

func correctedBy(kind coverage.CorrectionKind, reason string, minutes int, changes ...coverage.Rewording) func(*coverage.Post) {
	return func(p *coverage.Post) {
		p.Corrections = append(p.Corrections, coverage.Correction{Kind: kind, Reason: reason, At: noon.Add(time.Duration(minutes) * time.Minute), Rewordings: changes})
	}
}

func site(t *testing.T) *layout.Layout {
	t.Helper()
	l, err := layout.New(layout.Site{BaseURL: "https://news.example", Name: "Northhaven Post"})
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func talks() *edition.Edition {
	return edition.New(harbour(), []coverage.Post{
		post(1, 0, quoting("Mara Lind", "union leader", "No.")),
		post(2, 5, titled("The mayor speaks"), quoting("Aud Holm", "mayor", "Perhaps."), quoting("Mara Lind", "", "Still no.")),
		post(3, 9, quoting("MARA LIND", "", "Yes.")),
	})
}

func quotedIn(t *testing.T, page []byte, err error) (out []string) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	for _, quote := range where(parse(t, page), func(n *html.Node) bool { return n.Data == "blockquote" }) {
		out = append(out, text(quote))
	}
	return out
}

func TestASpeakersPageNamesABlogAboveWhatWasSaidInIt(t *testing.T) {
	quotes := talks().Quotes()
	marina := harbour()
	marina.ID, marina.Title = "another", "The marina"
	earlier := edition.New(marina, []coverage.Post{post(4, -9, quoting("Mara Lind", "", "Well.")), post(5, -5, quoting("Mara Lind", "", "Good."))}).Quotes()
	page, err := site(t).Speaker(coverage.Identity{Name: "Mara Lind"}, []layout.Speech{{Blog: harbour(), Quotes: quotes}, {Blog: marina, Quotes: earlier}}, false)
	quotedIn(t, page, err)
	var got []string
	for _, n := range where(parse(t, page), func(n *html.Node) bool { return n.Data == "blockquote" || n.Data == "h2" }) {
		got = append(got, text(n))
	}
	want := []string{harbour().Title, "Yes.", "Perhaps.", "Still no.", "No.", "The marina", "Good.", "Well."}
	if strings.Join(got, "|") != strings.Join(want, "|") {
		t.Errorf("the page has %q, want %q", got, want)
	}
}

func TestQuotesAreListedByTimeAndBySpeaker(t *testing.T) {
	l, e := site(t), talks()
	for name, c := range map[string]struct {
		view layout.QuotesView
		want []string
	}{
		"newest":     {layout.QuotesView{}, []string{"Yes.", "Perhaps.", "Still no.", "No."}},
		"oldest":     {layout.QuotesView{Order: layout.QuotesOldest}, []string{"No.", "Perhaps.", "Still no.", "Yes."}},
		"by speaker": {layout.QuotesView{Order: layout.QuotesBySpeaker}, []string{"Perhaps.", "Yes.", "Still no.", "No."}},
		"one's":      {layout.QuotesView{Speaker: coverage.SpeakerOf("mara lind")}, []string{"Yes.", "Still no.", "No."}},
	} {
		page, err := l.Quotes(e, c.view)
		same(t, name, quotedIn(t, page, err), c.want)
	}
	for name, view := range map[string]layout.QuotesView{"nobody": {Speaker: coverage.SpeakerOf("Nobody")}, "no page": {Page: 2}} {
		if _, err := l.Quotes(e, view); coverage.KindOf(err) != coverage.NotFound {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestAQuoteIsCopiedWithWhoSaidItAndLeadsToItsPost(t *testing.T) {
	said := noon.Add(-26 * time.Hour)
	e := edition.New(harbour(), []coverage.Post{post(1, 0, titled("Talks"), holding(coverage.Element{
		Type: coverage.Quote, Paragraphs: []string{"No."}, Speaker: &coverage.Speaker{Name: "Mara Lind", Role: "union leader"},
		Channel: "interview", SaidAt: &said, ReportedBy: "Harbour Wire", URL: "https://wire.example/1",
	}), func(p *coverage.Post) {
		p.Sources = []coverage.Source{{Name: "The union", Kind: coverage.OfficialSource}}
	})})
	page, err := site(t).Quotes(e, layout.QuotesView{})
	if err != nil {
		t.Fatal(err)
	}
	doc := parse(t, page)
	figure := one(t, doc, "figure", func(n *html.Node) bool { return n.Data == "figure" })
	for _, part := range []string{"No.", "Mara Lind", "union leader", "interview", "3 March", "09:00", "Harbour Wire", "wire.example"} {
		if part == "09:00" {
			part = "10:00" // London in March, 26 hours before noon
		}
		if !strings.Contains(text(figure), part) {
			t.Errorf("the figure does not hold %q: %q", part, text(figure))
		}
	}
	same(t, "cite", attrs(where(figure, func(n *html.Node) bool { return n.Data == "blockquote" }), "cite"), []string{"https://wire.example/1"})
	if !strings.Contains(string(page), `href="/harbour-talks/posts/`+string(postID(1))+`#post-`+string(postID(1))) || !strings.Contains(text(doc), "The union") {
		t.Errorf("no way to the post, or no source: %s", page)
	}
}

func TestAnOpenQuoteListIsPaged(t *testing.T) {
	var all []coverage.Post
	for i := range layout.QuotesPageSize + 1 {
		all = append(all, post(i+1, i, quoting("Mara Lind", "", "No.")))
	}
	e := edition.New(harbour(), all)
	for n, want := range []int{0: layout.QuotesPageSize, 1: layout.QuotesPageSize, 2: 1} {
		page, err := site(t).Quotes(e, layout.QuotesView{Page: n})
		same(t, "quotes", len(quotedIn(t, page, err)), want)
	}
}

func TestTheLedgerSaysWhatWasCorrectedWhenAndWhy(t *testing.T) {
	e := edition.New(harbour(), []coverage.Post{
		post(1, 0, titled("Three hundred"), correctedBy(coverage.CorrectionOfFact, "It was 210.", 30, coverage.Rewording{Before: "carried", Was: "300", Now: "210", After: "people"})),
		post(2, 5, correctedBy(coverage.Minor, "A comma.", 40), correctedBy(coverage.Clarification, "On Monday.", 20)),
	})
	page, err := site(t).Corrections(e, 0)
	if err != nil {
		t.Fatal(err)
	}
	doc := parse(t, page)
	kinds := attrs(where(doc, func(n *html.Node) bool { return n.Data == "li" && attrs([]*html.Node{n}, "data-kind") != nil }), "data-kind")
	same(t, "order, with minor ones apart", kinds, []string{"correction", "clarification", "minor"})
	all := text(doc)
	for _, part := range []string{"It was 210.", "12:30", "Three hundred", "Before: carried 300 people", "Now: carried 210 people", "Minor changes", "A comma."} {
		if !strings.Contains(all, part) {
			t.Errorf("the ledger does not say %q: %q", part, all)
		}
	}
	gone := post(1, 0)
	gone.Seq, gone.Status = 10, coverage.Withdrawn
	page, err = site(t).Corrections(e.ApplyPost(settle(coverage.Succeed(&gone, gone))), 1)
	if err != nil || strings.Contains(string(page), "210") || strings.Contains(string(page), "Three hundred") {
		t.Errorf("a withdrawn post's correction is there (%v): %s", err, page)
	}
}
