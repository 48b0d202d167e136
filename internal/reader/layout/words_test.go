package layout_test

import (
	"regexp"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"github.com/stoppress/stoppress/internal/coverage"
	"github.com/stoppress/stoppress/internal/edition"
	"github.com/stoppress/stoppress/internal/reader/layout"
	"github.com/stoppress/stoppress/internal/reader/words"
)

// everything is an edition with all that a page can show. What a newsroom wrote
// begins with a mark, so that it is told from what the page says itself.
func everything(language string) *edition.Edition {
	b := harbour()
	b.Language, b.Title, b.Standfirst = language, "§Harbour", "§Ferries stay in port."
	b.Contributors = []coverage.Profile{{Name: "§Ida Brandt", Role: "§in the port"}}
	said := noon.Add(-48 * time.Hour)
	var all []coverage.Post
	for i, claim := range []coverage.Claim{coverage.Reported, coverage.Confirmed, coverage.Official, coverage.Unverified} {
		all = append(all, post(i+1, i, titled("§Talks"), keyEvent, pin, func(p *coverage.Post) {
			p.Claim = claim
			p.Summary = i%2 == 0
			p.Byline = []coverage.Contributor{{Name: "§Ida Brandt", Role: "§in the port"}, {Name: "§Tomás Vela"}}
			p.Sources = []coverage.Source{
				{Name: "§A", Kind: coverage.Agency}, {Name: "§B", Kind: coverage.OfficialSource}, {Name: "§C", Kind: coverage.Social},
				{Name: "§D", Kind: coverage.Own}, {Name: "§E", Kind: coverage.Other},
			}
			p.Corrections = []coverage.Correction{
				{Kind: coverage.Minor, Reason: "§A", At: noon}, {Kind: coverage.Clarification, Reason: "§B", At: said},
				{Kind: coverage.CorrectionOfFact, Reason: "§C", At: noon, Rewordings: []coverage.Rewording{{Before: "§", Was: "§A", Now: "§B", After: "§"}}}, {Kind: coverage.Retraction, Reason: "§D", At: noon},
			}
			p.Elements = []coverage.Element{
				{Type: coverage.Text, HTML: "<p>§Ferries</p>"}, {Type: coverage.Heading, Text: "§Ferries"}, {Type: coverage.List, Items: []string{"§One"}},
				{Type: coverage.Quote, Paragraphs: []string{"§In part."}, Speaker: &coverage.Speaker{Name: "§Mara Lind", Role: "§union"}, Channel: "§interview", SaidAt: &said, ReportedBy: "§Agency", Language: "ar"},
				{Type: coverage.Image, Media: "https://pictures.example/a.webp", Alt: "§A ferry", Caption: "§A ferry", Credit: "§Post"},
				{Type: coverage.Embed, URL: "https://§.example/1"}, {Type: coverage.Link, URL: "https://§.example/1", Title: "§Site"},
			}
			if i > 0 {
				for _, kind := range []coverage.RelationType{coverage.Updates, coverage.Confirms, coverage.Contradicts, coverage.Corrects, coverage.Answers} {
					p.Relations = append(p.Relations, coverage.Relation{Type: kind, Post: postID(i), Note: "§Note"})
				}
			}
		}))
	}
	return edition.New(b, all)
}

func TestAllThatPagesSayIsInTheirLanguage(t *testing.T) {
	l, err := layout.New(layout.Site{BaseURL: "https://news.example", Name: "§Post", Language: words.Pseudo})
	if err != nil {
		t.Fatal(err)
	}
	pages := map[string][]byte{}
	add := func(name string, page []byte, err error) {
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		pages[name] = page
	}
	for _, state := range []coverage.State{coverage.Upcoming, coverage.Live, coverage.Paused, coverage.Ended} {
		b := everything(words.Pseudo).Blog()
		b.Seq, b.State = 100, state
		e := everything(words.Pseudo).ApplyBlog(b)
		for name, view := range map[string]layout.View{"": {}, " newest first": {Order: coverage.Newest}, " permalink": {Focus: postID(1)}} {
			page, err := l.Blog(e, view)
			add(string(state)+name, page, err)
		}
	}
	many := harbour()
	many.Language, many.Title, many.Standfirst, many.State = words.Pseudo, "§", "", coverage.Ended
	marked := posts(130)
	for i := range marked {
		marked[i].Elements = []coverage.Element{{Type: coverage.Text, HTML: "<p>§</p>"}}
	}
	for n := range 2 {
		page, err := l.Blog(edition.New(many, marked), layout.View{Older: n})
		add("many posts", page, err)
	}
	page, err := l.Blog(edition.New(many, nil), layout.View{})
	add("no posts", page, err)
	page, err = l.Home([]coverage.Blog{many})
	add("home", page, err)
	page, err = l.Home(nil)
	add("empty home", page, err)
	for name, view := range map[string]layout.QuotesView{"quotes": {}, "quotes by speaker": {Order: layout.QuotesBySpeaker}, "one's quotes": {Speaker: coverage.SpeakerOf("§Mara Lind")}} {
		page, err := l.Quotes(everything(words.Pseudo), view)
		add(name, page, err)
	}
	page, err = l.Quotes(edition.New(many, nil), layout.QuotesView{})
	add("no quotes", page, err)
	for _, e := range []*edition.Edition{everything(words.Pseudo), edition.New(many, nil)} {
		page, err = l.Corrections(e, 0)
		add("corrections", page, err)
		var all []layout.BlogCorrection
		for _, c := range e.Corrections() {
			all = append(all, layout.BlogCorrection{Blog: e.Blog(), Correction: c})
		}
		page, err = l.AllCorrections(all)
		add("all corrections", page, err)
	}
	for name, e := range map[string]*edition.Edition{"missed": everything(words.Pseudo), "nothing missed": edition.New(many, nil)} {
		page, err = l.Missed(e, 0, nil)
		add(name, page, err)
	}
	quotes := everything(words.Pseudo).Quotes()
	page, err = l.Speaker(coverage.Identity{URL: "https://§.example"}, []layout.Speech{{Blog: everything(words.Pseudo).Blog(), Quotes: quotes}}, true)
	add("speaker", page, err)
	for kind := coverage.Kind(0); kind < 20; kind++ {
		page, err := l.Notice(layout.Notice{Kind: kind, Blog: &many})
		add("notice", page, err)
	}
	for name, page := range pages {
		for d := range parse(t, page).Descendants() {
			for _, text := range says(d) {
				if foreign(text) {
					t.Errorf("%s says %q past the words of its language", name, text)
				}
			}
		}
	}
}

// says gives what a reader sees or hears of a node.
func says(n *html.Node) []string {
	switch {
	case n.Type == html.TextNode && n.Parent.Data != "script" && n.Parent.Data != "style" && (n.Parent.Data != "i" || n.Parent.Parent.Data != "time"):
		return []string{n.Data}
	case n.Type == html.ElementNode:
		return append(attrs([]*html.Node{n}, "aria-label"), attrs([]*html.Node{n}, "alt")...)
	}
	return nil
}

// foreign tells whether a text holds English words that are not a newsroom's.
func foreign(text string) bool {
	return regexp.MustCompile(`[A-Za-z]{2}`).MatchString(text) && !strings.ContainsAny(text, "§[")
}

func TestPagesSpeakTheBlogsLanguage(t *testing.T) {
	for language, want := range map[string][]string{
		"de":    {"Wichtigste Ereignisse", "Von Anfang an lesen", "4. März 2026", "Uhrzeiten: Ortszeit London"},
		"fr-CA": {"Temps forts", "Lire depuis le début"},
		"uk":    {"Ключові події", "4 бер. 2026"},
		"ar":    {"أبرز الأحداث", "4 مارس 2026"},
		"ar-EG": {"أبرز الأحداث", "٤ مارس ٢٠٢٦", "١٢:٠٠"},
		"sv":    {"Key events"},
	} {
		e := everything(language)
		doc := text(page(t, e, layout.View{}))
		for _, words := range want {
			if !strings.Contains(doc, words) {
				t.Errorf("a page in %s does not say %q", language, words)
			}
		}
	}
}

func TestQuotesInAnotherLanguageSaySo(t *testing.T) {
	doc := page(t, everything("en"), layout.View{})
	for _, quote := range where(doc, func(n *html.Node) bool { return n.Data == "blockquote" }) {
		same(t, "lang", attrs([]*html.Node{quote}, "lang"), []string{"ar"})
		same(t, "dir", attrs([]*html.Node{quote}, "dir"), []string{"rtl"})
	}
}

func TestATranslatedQuoteIsReadInBothLanguages(t *testing.T) {
	a := alone(t, func(p *coverage.Post) {
		p.Elements = []coverage.Element{{
			Type: coverage.Quote, Paragraphs: []string{"في جزء منه."}, Language: "ar", Translation: []string{"In part."}, Partial: true,
			Speaker: &coverage.Speaker{Name: "Aino Salmi"},
		}}
	})
	quotes := where(a, func(n *html.Node) bool { return n.Data == "blockquote" })
	same(t, "lang", attrs(quotes, "lang"), []string{"ar", "en"})
	same(t, "dir", attrs(quotes, "dir"), []string{"rtl", "ltr"})
	if words := text(a); !strings.Contains(words, "Translated") || !strings.Contains(words, "part of a sentence") {
		t.Errorf("%q does not say that it is translated, and a part", words)
	}
}
