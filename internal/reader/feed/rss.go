package feed

import (
	"encoding/xml"
	"html"
	"time"

	"github.com/stoppress/stoppress/internal/reader/layout"
)

// The elements of RSS 2.0 (https://www.rssboard.org/rss-specification), and those of
// its modules for what it has no words for itself: who wrote it, where the feed is,
// the whole content, and when that changed last.
type (
	rssDocument struct {
		XMLName xml.Name   `xml:"rss"`
		Version string     `xml:"version,attr"`
		Atom    string     `xml:"xmlns:atom,attr"`
		Content string     `xml:"xmlns:content,attr"`
		Creator string     `xml:"xmlns:dc,attr"`
		Channel rssChannel `xml:"channel"`
	}
	rssChannel struct {
		Title       string    `xml:"title"`
		Link        string    `xml:"link"`
		Description string    `xml:"description"`
		Language    string    `xml:"language"`
		Built       string    `xml:"lastBuildDate"`
		Generator   string    `xml:"generator"`
		Self        atomLink  `xml:"atom:link"`
		Items       []rssItem `xml:"item"`
	}
	rssItem struct {
		Title       string   `xml:"title"`
		Link        string   `xml:"link"`
		GUID        rssGUID  `xml:"guid"`
		Published   string   `xml:"pubDate"`
		Updated     string   `xml:"atom:updated"`
		Creators    []string `xml:"dc:creator"`
		Categories  []string `xml:"category"`
		Description string   `xml:"description,omitempty"`
		Content     string   `xml:"content:encoded"`
	}
	rssGUID struct {
		IsPermaLink bool   `xml:"isPermaLink,attr"`
		Text        string `xml:",chardata"`
	}
)

func (f feed) rss() ([]byte, error) {
	channel := rssChannel{
		Title:       clean(f.Title),
		Link:        f.Page,
		Description: clean(html.EscapeString(f.Subtitle)),
		Language:    f.Language,
		Built:       rfc822(f.Changed),
		Generator:   generator,
		Self:        atomLink{"self", "application/rss+xml", f.Self},
	}
	if f.Subtitle == "" {
		channel.Description = clean(html.EscapeString(f.Title)) // there must be one
	}
	for _, e := range f.Entries {
		one := rssItem{
			Title:     clean(e.Title),
			Link:      e.Permalink,
			GUID:      rssGUID{true, e.Permalink},
			Published: rfc822(e.Published),
			Updated:   layout.Timestamp(e.Updated),
			// Readers take it for HTML.
			Description: clean(html.EscapeString(e.Summary)),
			Content:     clean(e.HTML),
			Categories:  e.Tags,
		}
		for _, name := range e.Authors {
			one.Creators = append(one.Creators, clean(name))
		}
		channel.Items = append(channel.Items, one)
	}
	return marshal(rssDocument{
		Version: "2.0",
		Atom:    "http://www.w3.org/2005/Atom",
		Content: "http://purl.org/rss/1.0/modules/content/",
		Creator: "http://purl.org/dc/elements/1.1/",
		Channel: channel,
	})
}

// rfc822 writes a time as RFC 822 has it, with all digits of the year.
func rfc822(t time.Time) string { return t.UTC().Format("Mon, 02 Jan 2006 15:04:05 GMT") }
