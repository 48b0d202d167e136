package layout

import (
	"cmp"
	"encoding/json"
	"html/template"
	"slices"

	"github.com/stoppress/stoppress/internal/coverage"
	"github.com/stoppress/stoppress/internal/edition"
	"github.com/stoppress/stoppress/internal/reader/words"
)

// SpeakerQuotes is how many quotes the page of a speaker has: the newest.
const SpeakerQuotes = 200

// Speech is all that a speaker said in one blog.
type Speech struct {
	Blog   coverage.Blog
	Quotes []edition.Quote
}

// speakerPage is the page of a speaker as its template sees it.
type speakerPage struct {
	Head   head
	Name   string
	URL    string
	Host   string
	Also   []string // other names by which they are quoted
	Roles  []heldRole
	Count  int
	Cut    bool // not all are here
	Quotes []spoken
	Data   template.JS
}

// heldRole is what a speaker was, from the first to the last time that somebody said so.
type heldRole struct {
	Role        string
	First, Last moment
	Same        bool // it was but one day
}

// spoken is a quote with the blog that it stands in.
type spoken struct {
	quoted
	Of   string // the blog's headline; empty below a quote of the same blog
	Path string
	Lang string // of the blog
}

// speakerThing is https://schema.org/Person or https://schema.org/Organization.
type speakerThing struct {
	Context string   `json:"@context"`
	Type    string   `json:"@type"`
	ID      string   `json:"@id"`
	Name    string   `json:"name"`
	Also    []string `json:"alternateName,omitempty"`
	URL     string   `json:"url"`
	SameAs  []string `json:"sameAs,omitempty"`
}

// Speaker gives the page of what a speaker said in several blogs; more tells that there
// are others. What it says of the speaker beside what an editor wrote is in the quotes.
// Where there are none the error's kind is coverage.NotFound.
func (l *Layout) Speaker(who coverage.Identity, speeches []Speech, more bool) ([]byte, error) {
	tag := l.site.Language
	book := l.library.Book(tag)
	type said struct {
		blog  coverage.Blog
		quote edition.Quote
	}
	var all []said
	for _, s := range speeches {
		for _, q := range s.Quotes {
			all = append(all, said{s.Blog, q})
		}
	}
	if len(all) == 0 {
		return nil, coverage.Errorf(coverage.NotFound, "Nobody of this name is quoted here.")
	}
	slices.SortStableFunc(all, func(a, b said) int {
		return cmp.Or(b.quote.Post.PublishedAt.Compare(a.quote.Post.PublishedAt), cmp.Compare(b.quote.Post.ID, a.quote.Post.ID))
	})
	page := speakerPage{Name: cmp.Or(who.Name, all[0].quote.Speaker.Name), URL: who.URL, Host: host(who.URL), Count: len(all), Cut: more || len(all) > SpeakerQuotes}
	roles := map[string]int{}
	for i, s := range all {
		clock := clock{s.blog.Location(), book}
		if name := s.quote.Speaker.Name; name != page.Name && !slices.Contains(page.Also, name) {
			page.Also = append(page.Also, name)
		}
		if role := roleBeside(*s.quote.Speaker); role != "" {
			at := clock.moment(s.quote.Post.PublishedAt)
			n, known := roles[coverage.Fold(role)]
			if !known {
				n = len(page.Roles)
				roles[coverage.Fold(role)] = n
				page.Roles = append(page.Roles, heldRole{Role: role, Last: at})
			}
			page.Roles[n].First, page.Roles[n].Same = at, at.Day == page.Roles[n].Last.Day
		}
		if i < SpeakerQuotes {
			one := spoken{newQuoted(s.blog, s.quote, clock), s.blog.Title, blogPath(s.blog.Slug), s.blog.Language}
			// The words are in the blog's language, what stands around them is in the page's.
			one.Element.Language = cmp.Or(one.Element.Language, s.blog.Language)
			one.Element.Dir = words.Direction(one.Element.Language)
			if i > 0 && all[i-1].blog.ID == s.blog.ID {
				one.Of = ""
			}
			page.Quotes = append(page.Quotes, one)
		}
	}
	lead, err := book.Say("speaker.lead", page.Name)
	if err != nil {
		return nil, err
	}
	address := l.site.BaseURL + SpeakerPath(who.ID)
	page.Head = head{
		Site: l.site, Language: tag, Direction: words.Direction(tag), Title: page.Name, Description: lead, Canonical: address, Look: l.look(nil),
	}
	kind := "Person"
	if who.Kind == coverage.Organization {
		kind = "Organization"
	}
	thing := speakerThing{Context: "https://schema.org", Type: kind, ID: address, Name: page.Name, Also: page.Also, URL: cmp.Or(who.URL, address)}
	if who.Wikidata != "" {
		thing.SameAs = []string{"https://www.wikidata.org/entity/" + who.Wikidata}
	}
	data, err := json.Marshal(thing) // <, > and & as escapes, so that nothing in it can end the block
	if err != nil {
		return nil, err
	}
	page.Data = template.JS(data)
	return l.render(book, "speaker.html", page)
}
