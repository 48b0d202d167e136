package feed

import (
	"encoding/xml"

	"github.com/stoppress/stoppress/internal/reader/layout"
)

// The elements of Atom, in the words of RFC 4287.
type (
	atomFeed struct {
		XMLName   xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
		Language  string      `xml:"xml:lang,attr"`
		ID        string      `xml:"id"`
		Title     atomText    `xml:"title"`
		Subtitle  *atomText   `xml:"subtitle"`
		Updated   string      `xml:"updated"`
		Author    atomPerson  `xml:"author"`
		Links     []atomLink  `xml:"link"`
		Generator string      `xml:"generator"`
		Entries   []atomEntry `xml:"entry"`
	}
	atomEntry struct {
		ID         string         `xml:"id"`
		Title      atomText       `xml:"title"`
		Link       atomLink       `xml:"link"`
		Published  string         `xml:"published"`
		Updated    string         `xml:"updated"`
		Authors    []atomPerson   `xml:"author"` // none: the feed's
		Categories []atomCategory `xml:"category"`
		Content    atomText       `xml:"content"`
	}
	atomText struct {
		Type string `xml:"type,attr"`
		Text string `xml:",chardata"`
	}
	atomPerson struct {
		Name string `xml:"name"`
		URI  string `xml:"uri,omitempty"`
	}
	atomLink struct {
		Rel  string `xml:"rel,attr"`
		Type string `xml:"type,attr"`
		Href string `xml:"href,attr"`
	}
	atomCategory struct {
		Term string `xml:"term,attr"`
	}
)

func (f feed) atom() ([]byte, error) {
	out := atomFeed{
		Language: f.Language,
		ID:       f.Self,
		Title:    atomText{"text", clean(f.Title)},
		Updated:  layout.Timestamp(f.Changed),
		Author:   atomPerson{clean(f.Name), f.Site},
		Links: []atomLink{
			{"self", "application/atom+xml", f.Self},
			{"alternate", "text/html", f.Page},
		},
		Generator: generator,
	}
	if f.Subtitle != "" {
		out.Subtitle = &atomText{"text", clean(f.Subtitle)}
	}
	for _, e := range f.Entries {
		one := atomEntry{
			ID:        e.Permalink,
			Title:     atomText{"text", clean(e.Title)},
			Link:      atomLink{"alternate", "text/html", e.Permalink},
			Published: layout.Timestamp(e.Published),
			Updated:   layout.Timestamp(e.Updated),
			Content:   atomText{"html", clean(e.HTML)},
		}
		for _, name := range e.Authors {
			one.Authors = append(one.Authors, atomPerson{Name: clean(name)})
		}
		for _, tag := range e.Tags {
			one.Categories = append(one.Categories, atomCategory{tag})
		}
		out.Entries = append(out.Entries, one)
	}
	return marshal(out)
}

// generator is what made the feed. It says no version: a feed is the same on every
// server.
const generator = "Stoppress"
