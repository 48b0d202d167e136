package layout

import (
	"html/template"
	"net/url"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/stoppress/stoppress/internal/coverage"
	"github.com/stoppress/stoppress/internal/edition"
	"github.com/stoppress/stoppress/internal/player"
	"github.com/stoppress/stoppress/internal/reader/words"
)

// article is a post as its template sees it.
type article struct {
	ID        coverage.PostID
	Seq       coverage.Seq
	Language  string // as Zone, so that the script learns from the posts where it is another one
	Zone      string
	Permalink string
	Title     string
	Published moment

	KeyEvent, Pinned, Summary bool
	Claim                     coverage.Claim
	Byline                    []coverage.Contributor
	Sources                   []source
	Elements                  []element
	Relations                 []relation
	Corrections               []correction
}

type source struct {
	Name, URL string
	Kind      coverage.SourceKind // where it tells a reader more than the name does
}

type relation struct {
	Type  coverage.RelationType
	Back  bool
	Href  string
	Time  moment
	Title string
	Note  string
}

type correction struct {
	Kind   coverage.CorrectionKind
	Time   moment
	Reason string
}

// element is an element with what its template needs beside its fields.
type element struct {
	coverage.Element
	Safe   template.HTML   // of a text: coverage has sanitised it
	Lines  []template.HTML // of a list or a quote: its items or paragraphs
	Deeper bool            // of a heading: the post has a title above it
	Marked bool            // of a quote: its words bring their own quotation marks
	Told   bool            // of a quote: its words say who said them, as in “…,” said X
	Mark   string          // and how wide the first one is, where it is not as “ is: "wide" or "narrow"
	Role   string          // of a quote's speaker, where it says more than the name
	Said   *moment         // of a quote
	Dir    string          // of a quote in a language of its own
	Own    string          // of a translated quote: the blog's language
	OwnDir string          // and its direction
	Host   string          // of what leads to another site
	// Picture has the forms of what was uploaded here; nil of other pictures.
	Picture *picture
	// Player is how an embed is shown; nil of a site that is not known.
	Player *player.Player
	Script string // that shows it in the card's place
}

// Bare tells whether nothing is said of the post beside its time.
func (a article) Bare() bool {
	return !a.KeyEvent && !a.Summary && a.Claim == "" && len(a.Byline) == 0
}

// Article gives the whole <article> of a post, to the byte as it stands in pages
// and events.
func (l *Layout) Article(b coverage.Blog, p *edition.Post) []byte {
	book := l.library.Book(b.Language)
	a := newArticle(b, p, clock{b.Location(), book}, "")
	l.illustrate(a.Elements)
	out, err := l.render(book, "post.html", a)
	if err != nil {
		// The template is fixed and its data are plain values: what could fail here
		// fails in every test.
		panic(err)
	}
	return out
}

// newArticle prepares a post. home goes before the addresses of other posts.
func newArticle(b coverage.Blog, p *edition.Post, clock clock, home string) article {
	a := article{
		ID:        p.ID,
		Seq:       p.Seq,
		Language:  b.Language,
		Zone:      clock.zone.String(),
		Permalink: permalink(b.Slug, p.ID),
		Title:     p.Title,
		Published: clock.moment(p.PublishedAt),
		KeyEvent:  p.KeyEvent,
		Pinned:    p.Pinned,
		Summary:   p.Summary,
		Claim:     p.Claim,
		Byline:    p.Byline,
	}
	for _, s := range p.Sources {
		a.Sources = append(a.Sources, source{s.Name, s.URL, tellingKind(s.Kind)})
	}
	for _, e := range p.Elements {
		a.Elements = append(a.Elements, newElement(b, e, p, clock, home))
	}
	for _, k := range p.Links {
		a.Relations = append(a.Relations, relation{
			Type:  k.Type,
			Back:  k.Back,
			Href:  permalink(b.Slug, k.Post) + "#post-" + string(k.Post),
			Time:  clock.near(k.PublishedAt, p.PublishedAt),
			Title: k.Title,
			Note:  k.Note,
		})
	}
	for _, c := range p.Corrections {
		a.Corrections = append(a.Corrections, correction{c.Kind, clock.near(c.At, p.PublishedAt), c.Reason})
	}
	return a
}

func newElement(b coverage.Blog, e coverage.Element, p *edition.Post, clock clock, home string) element {
	out := element{Element: e}
	for _, line := range e.LinkedLines(b.Slug, home) {
		out.Lines = append(out.Lines, template.HTML(line))
	}
	switch e.Type {
	case coverage.Text:
		out.Safe = template.HTML(e.HTML)
	case coverage.Heading:
		out.Deeper = p.Title != ""
	case coverage.Quote:
		out.Marked, out.Mark = bringsMarks(e.Paragraphs), widthOfMark(e.Paragraphs)
		out.Told = tellsWho(e)
		out.Host = host(e.URL)
		out.Role = roleBeside(*e.Speaker)
		if e.Language != "" {
			out.Dir = words.Direction(e.Language)
		}
		if e.Translation != nil {
			out.Own, out.OwnDir = b.Language, words.Direction(b.Language)
		}
		if e.SaidAt != nil {
			said := clock.near(*e.SaidAt, p.PublishedAt)
			out.Said = &said
		}
	case coverage.Embed, coverage.Link:
		out.Host = host(e.URL)
	}
	return out
}

// tellingKind gives a source's kind where it tells a reader more than the name does.
func tellingKind(k coverage.SourceKind) coverage.SourceKind {
	if k == coverage.Other {
		return ""
	}
	return k
}

// roleBeside gives the role that stands beside a speaker's name: none where the
// speaker is named by the role ("The mayor's spokesperson").
func roleBeside(s coverage.Speaker) string {
	if strings.Contains(strings.ToLower(s.Name), strings.ToLower(s.Role)) {
		return ""
	}
	return s.Role
}

// bringsMarks tells whether a quote's words begin with a quotation mark.
func bringsMarks(paragraphs []string) bool {
	return len(paragraphs) > 0 && strings.IndexAny(paragraphs[0], "“”„«»‘‚‹›\"'") == 0
}

// betweenMarks are words between quotation marks.
var betweenMarks = regexp.MustCompile(`[“„«「"][^”“»」"]*[”“»」"]`)

// tellsWho tells whether a quote's words say all that is known of it: its speaker's name
// stands beside what stands between marks, with which they begin or end. Such words tell
// the channel as well ("in a statement"). Words that a
// speaker says of themselves don't count, so a name begins with a capital here.
func tellsWho(e coverage.Element) bool {
	if e.SaidAt != nil || e.URL != "" || e.Translation != nil || e.Partial {
		return false
	}
	words := strings.Join(e.Paragraphs, " ")
	spans := betweenMarks.FindAllStringIndex(words, -1)
	names := strings.Fields(e.Speaker.Name)
	if spans == nil || len(names) == 0 {
		return false
	}
	last := names[len(names)-1]
	if first, _ := utf8.DecodeRuneInString(last); unicode.IsLower(first) {
		return false
	}
	atEdge := spans[0][0] == 0 || strings.Trim(words[spans[len(spans)-1][1]:], ".,!? ") == ""
	return atEdge && strings.Contains(betweenMarks.ReplaceAllString(words, " "), last)
}

// widthOfMark names the width of the mark that a quote's words begin with.
func widthOfMark(paragraphs []string) string {
	if len(paragraphs) == 0 {
		return ""
	}
	switch first, _ := utf8.DecodeRuneInString(paragraphs[0]); first {
	case '«', '»':
		return "wide"
	case '‘', '’', '‚', '‹', '›', '\'':
		return "narrow"
	}
	return ""
}

// host names the site that an address leads to.
func host(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return strings.TrimPrefix(u.Hostname(), "www.")
}

func blogPath(slug coverage.Slug) string { return "/" + string(slug) }

func permalink(slug coverage.Slug, id coverage.PostID) string {
	return blogPath(slug) + "/posts/" + string(id)
}
