package layout

import (
	"cmp"
	"encoding/json"
	"fmt"
	"html/template"
	"net/url"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/stoppress/stoppress/internal/coverage"
	"github.com/stoppress/stoppress/internal/edition"
)

// The page's structured data: https://schema.org/LiveBlogPosting with the posts
// that stand on the page.

type liveBlogPosting struct {
	Context           string        `json:"@context"`
	Type              string        `json:"@type"`
	ID                string        `json:"@id"`
	URL               string        `json:"url"`
	Headline          string        `json:"headline"`
	Description       string        `json:"description,omitempty"`
	InLanguage        string        `json:"inLanguage"`
	DatePublished     string        `json:"datePublished"`
	DateModified      string        `json:"dateModified"`
	CoverageStartTime string        `json:"coverageStartTime"`
	CoverageEndTime   string        `json:"coverageEndTime,omitempty"`
	Author            []namedThing  `json:"author"`
	Publisher         namedThing    `json:"publisher"`
	Image             []string      `json:"image,omitempty"`
	DiscussionURL     string        `json:"discussionUrl,omitempty"`
	LiveBlogUpdate    []blogPosting `json:"liveBlogUpdate"`
}

type blogPosting struct {
	Type          string              `json:"@type"`
	ID            string              `json:"@id"`
	URL           string              `json:"url"`
	Headline      string              `json:"headline"`
	ArticleBody   string              `json:"articleBody"`
	DatePublished string              `json:"datePublished"`
	DateModified  string              `json:"dateModified"`
	Author        []namedThing        `json:"author"`
	Image         []string            `json:"image,omitempty"`
	Correction    []correctionComment `json:"correction,omitempty"`
	HasPart       []quotation         `json:"hasPart,omitempty"`
	Mentions      []claim             `json:"mentions,omitempty"`
	Citation      []citedWork         `json:"citation,omitempty"`
}

// quotation is https://schema.org/Quotation. Whether a speaker is a person or a body
// nobody writes down; most are persons.
type quotation struct {
	Type              string      `json:"@type"`
	ID                string      `json:"@id,omitempty"`
	Text              string      `json:"text"`
	SpokenByCharacter *namedThing `json:"spokenByCharacter,omitempty"`
	DateCreated       string      `json:"dateCreated,omitempty"`
	InLanguage        string      `json:"inLanguage,omitempty"`
	URL               string      `json:"url,omitempty"`
	Translation       *quotation  `json:"workTranslation,omitempty"`
	Citation          []citedWork `json:"citation,omitempty"` // who reported it
}

// claim is https://schema.org/Claim: what a post says, with how sure the newsroom is of
// it as description. It is no review of the claim, which would be a ClaimReview.
type claim struct {
	Type        string    `json:"@type"`
	ID          string    `json:"@id"`
	Text        string    `json:"text"`
	Description string    `json:"description"`
	Appearance  reference `json:"appearance"`
}

// reference names something that is described elsewhere in the graph.
type reference struct {
	ID string `json:"@id"`
}

// citedWork is a source: https://schema.org/citation.
type citedWork struct {
	Type string `json:"@type"`
	Name string `json:"name"`
	URL  string `json:"url,omitempty"`
}

type correctionComment struct {
	Type          string `json:"@type"`
	Name          string `json:"name"`
	Text          string `json:"text"`
	DatePublished string `json:"datePublished"`
}

type namedThing struct {
	Type     string `json:"@type"`
	Name     string `json:"name"`
	JobTitle string `json:"jobTitle,omitempty"`
	URL      string `json:"url,omitempty"`
}

func (l *Layout) linkedData(e *edition.Edition, posts []*edition.Post) template.JS {
	b := e.Blog()
	address := l.Address(b)
	publisher := namedThing{Type: "Organization", Name: l.site.Name, URL: l.site.BaseURL + "/"}
	start := b.CreatedAt
	if all := e.Posts(); len(all) > 0 {
		start = all[len(all)-1].PublishedAt
	}
	data := liveBlogPosting{
		Context:           "https://schema.org",
		Type:              "LiveBlogPosting",
		ID:                address,
		URL:               address,
		Headline:          b.Title,
		Description:       b.Standfirst,
		InLanguage:        b.Language,
		DatePublished:     Timestamp(b.CreatedAt),
		DateModified:      Timestamp(e.Changed()),
		CoverageStartTime: Timestamp(start),
		Author:            []namedThing{publisher},
		Publisher:         publisher,
		DiscussionURL:     b.Comments,
		LiveBlogUpdate:    make([]blogPosting, 0, len(posts)),
	}
	if picture, ok := FirstPicture(e); ok {
		data.Image = []string{l.Media(picture.Media)}
	}
	if strings.HasPrefix(b.Comments, "/") {
		data.DiscussionURL = l.site.BaseURL + b.Comments
	}
	if b.State == coverage.Ended {
		data.CoverageEndTime = Timestamp(latest(start, b.UpdatedAt))
	}
	for _, p := range posts {
		data.LiveBlogUpdate = append(data.LiveBlogUpdate, l.blogPosting(b, p, publisher))
	}
	// Marshal writes <, > and & as escapes, so that nothing in it can end the block.
	out, err := json.Marshal(data)
	if err != nil {
		panic(err) // strings only
	}
	return template.JS(out)
}

func (l *Layout) blogPosting(b coverage.Blog, p *edition.Post, publisher namedThing) blogPosting {
	address := l.Permalink(b, p.ID)
	out := blogPosting{
		Type:          "BlogPosting",
		ID:            address,
		URL:           address,
		Headline:      Cut(Headline(b, p), maxHeadline),
		ArticleBody:   p.PlainText(),
		DatePublished: Timestamp(p.PublishedAt),
		DateModified:  Timestamp(latest(p.PublishedAt, p.UpdatedAt)),
	}
	for _, who := range p.Byline {
		out.Author = append(out.Author, namedThing{Type: "Person", Name: who.Name, JobTitle: who.Role})
	}
	if out.Author == nil {
		out.Author = []namedThing{publisher}
	}
	for i, el := range p.Elements {
		switch el.Type {
		case coverage.Image:
			out.Image = append(out.Image, l.Media(el.Media))
		case coverage.Quote:
			out.HasPart = append(out.HasPart, newQuotation(b, address, i, el))
		}
	}
	for _, c := range p.Corrections {
		out.Correction = append(out.Correction, correctionComment{"CorrectionComment", l.named(b, "correction."+string(c.Kind)), c.Reason, Timestamp(c.At)})
	}
	if p.Claim != "" {
		out.Mentions = []claim{{"Claim", address + "#claim", out.Headline, l.named(b, "claim."+string(p.Claim)), reference{address}}}
	}
	for _, s := range p.Sources {
		out.Citation = append(out.Citation, citedWork{"CreativeWork", s.Name, s.URL})
	}
	return out
}

func newQuotation(b coverage.Blog, post string, at int, el coverage.Element) quotation {
	out := quotation{
		Type: "Quotation", ID: fmt.Sprintf("%s#quote-%d", post, at), Text: strings.Join(el.Paragraphs, "\n"),
		SpokenByCharacter: &namedThing{Type: "Person", Name: el.Speaker.Name, JobTitle: roleBeside(*el.Speaker)},
		InLanguage:        el.Language, URL: el.URL,
	}
	if el.Translation != nil {
		out.Translation = &quotation{Type: "Quotation", Text: strings.Join(el.Translation, "\n"), InLanguage: b.Language}
	}
	if el.SaidAt != nil {
		out.DateCreated = Timestamp(*el.SaidAt)
	}
	if el.ReportedBy != "" {
		out.Citation = []citedWork{{Type: "CreativeWork", Name: el.ReportedBy}}
	}
	return out
}

// named gives the word for a kind of something, in the language of a blog.
func (l *Layout) named(b coverage.Blog, key string) string {
	name, err := l.library.Book(b.Language).Say(key)
	if err != nil {
		panic(err) // each kind has its word in each language
	}
	return name
}

// FirstPicture gives the newest picture of a blog.
func FirstPicture(e *edition.Edition) (picture coverage.Element, ok bool) {
	for _, p := range e.Posts() {
		if picture, ok := Picture(p); ok {
			return picture, true
		}
	}
	return coverage.Element{}, false
}

// Picture gives a post's first picture.
func Picture(p *edition.Post) (picture coverage.Element, ok bool) {
	i := slices.IndexFunc(p.Elements, func(e coverage.Element) bool { return e.Type == coverage.Image })
	if i < 0 {
		return coverage.Element{}, false
	}
	return p.Elements[i], true
}

func latest(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}

// Headline is a post's title; where it has none its first words, and where it has
// no words (a picture says it all) the blog's title.
func Headline(b coverage.Blog, p *edition.Post) string {
	words, _, _ := strings.Cut(p.PlainText(), "\n")
	return cmp.Or(p.Title, Cut(words, maxHeadline), b.Title)
}

// maxHeadline is how long a headline may be for those who list it, in characters.
const maxHeadline = 110

// Cut shortens a text to a number of characters, at a word.
func Cut(s string, characters int) string {
	s = strings.Join(strings.Fields(s), " ")
	if utf8.RuneCountInString(s) <= characters {
		return s
	}
	short := string([]rune(s)[:characters-1])
	if i := strings.LastIndexByte(short, ' '); i > 0 {
		short = short[:i]
	}
	return strings.TrimRight(short, " ,;:–—") + "…"
}

// alternates are the other forms of a blog that are served.
func (l *Layout) alternates(b coverage.Blog, canonical string) []alternate {
	at := l.Address(b)
	return []alternate{
		{`type="application/json"`, b.Title, at + ".json"},
		{`type="application/atom+xml"`, b.Title, at + "/feed.atom"},
		{`type="application/rss+xml"`, b.Title, at + "/feed.rss"},
		{`type="application/feed+json"`, b.Title, at + "/feed.json"},
		{`type="application/json+oembed"`, b.Title, l.site.BaseURL + "/oembed?url=" + url.QueryEscape(canonical)},
	}
}
