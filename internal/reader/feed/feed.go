package feed

import (
	"fmt"
	"time"

	"github.com/stoppress/stoppress/internal/coverage"
	"github.com/stoppress/stoppress/internal/edition"
	"github.com/stoppress/stoppress/internal/reader/layout"
)

// MaxEntries is how many posts a feed has at most.
const MaxEntries = 50

// Form is one of the forms that feeds are written in. Its text is what their
// addresses end with.
type Form string

// The forms of feeds.
const (
	Atom Form = "atom"
	RSS  Form = "rss"
	JSON Form = "json"
)

// MediaType is the form's media type.
func (f Form) MediaType() string {
	switch f {
	case Atom:
		return "application/atom+xml; charset=utf-8"
	case RSS:
		return "application/rss+xml; charset=utf-8"
	}
	return "application/feed+json"
}

// Selection says which posts a feed has. Its text is the name of the feed in its
// address.
type Selection string

// What feeds there are.
const (
	AllPosts  Selection = "feed"
	KeyEvents Selection = "key-events"
)

// Path is the address of a feed, from the site's own on.
func Path(slug coverage.Slug, s Selection, f Form) string {
	return fmt.Sprintf("/%s/%s.%s", slug, s, f)
}

// Write gives a feed of a blog.
func Write(l *layout.Layout, e *edition.Edition, s Selection, f Form) ([]byte, error) {
	out, err := gather(l, e, s, f)
	if err != nil {
		return nil, err
	}
	switch f {
	case Atom:
		return out.atom()
	case RSS:
		return out.rss()
	}
	return out.json()
}

// feed is what all forms say.
type feed struct {
	Self     string // the feed's own address
	Page     string // the blog's
	Site     string // the publication's
	Name     string // likewise
	Title    string
	Subtitle string
	Language string
	Changed  time.Time
	Entries  []entry
}

// entry is one post.
type entry struct {
	Permalink string
	Title     string
	Summary   string // its first words, plain
	HTML      string
	Published time.Time
	Updated   time.Time
	Authors   []string
	Image     string
	Tags      []string
}

// summaryLength is how much of a post its summary has, in characters.
const summaryLength = 300

func gather(l *layout.Layout, e *edition.Edition, s Selection, f Form) (feed, error) {
	b, site := e.Blog(), l.Site()
	out := feed{
		Self:     site.BaseURL + Path(b.Slug, s, f),
		Page:     l.Address(b),
		Site:     site.BaseURL + "/",
		Name:     site.Name,
		Title:    b.Title,
		Subtitle: b.Standfirst,
		Language: b.Language,
		Changed:  e.Changed(),
	}
	posts := e.Posts()
	if s == KeyEvents {
		posts = e.KeyEvents()
	}
	for _, p := range posts[:min(len(posts), MaxEntries)] {
		html, err := l.Content(b, p)
		if err != nil {
			return out, err
		}
		one := entry{
			Permalink: l.Permalink(b, p.ID),
			Title:     layout.Headline(b, p),
			Summary:   layout.Cut(p.PlainText(), summaryLength),
			HTML:      string(html),
			Published: p.PublishedAt,
			Updated:   p.UpdatedAt,
		}
		for _, who := range p.Byline {
			one.Authors = append(one.Authors, who.Name)
		}
		if picture, ok := layout.Picture(p); ok {
			one.Image = l.Media(picture.Media)
		}
		if one.Tags, err = l.Marks(b, p); err != nil {
			return out, err
		}
		out.Entries = append(out.Entries, one)
	}
	return out, nil
}
