package feed

import (
	"bytes"
	"encoding/json"

	"github.com/stoppress/stoppress/internal/reader/layout"
)

// The objects of JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/).
type (
	jsonFeed struct {
		Version     string       `json:"version"`
		Title       string       `json:"title"`
		HomePageURL string       `json:"home_page_url"`
		FeedURL     string       `json:"feed_url"`
		Description string       `json:"description,omitempty"`
		Language    string       `json:"language"`
		Authors     []jsonAuthor `json:"authors"`
		Items       []jsonItem   `json:"items"`
	}
	jsonItem struct {
		ID            string       `json:"id"`
		URL           string       `json:"url"`
		Title         string       `json:"title"`
		ContentHTML   string       `json:"content_html"`
		Summary       string       `json:"summary,omitempty"`
		Image         string       `json:"image,omitempty"`
		DatePublished string       `json:"date_published"`
		DateModified  string       `json:"date_modified"`
		Authors       []jsonAuthor `json:"authors,omitempty"` // none: the feed's
		Tags          []string     `json:"tags,omitempty"`
	}
	jsonAuthor struct {
		Name string `json:"name"`
		URL  string `json:"url,omitempty"`
	}
)

func (f feed) json() ([]byte, error) {
	out := jsonFeed{
		Version:     "https://jsonfeed.org/version/1.1",
		Title:       f.Title,
		HomePageURL: f.Page,
		FeedURL:     f.Self,
		Description: f.Subtitle,
		Language:    f.Language,
		Authors:     []jsonAuthor{{f.Name, f.Site}},
		Items:       make([]jsonItem, 0, len(f.Entries)), // never null
	}
	for _, e := range f.Entries {
		one := jsonItem{
			ID:            e.Permalink,
			URL:           e.Permalink,
			Title:         e.Title,
			ContentHTML:   e.HTML,
			Summary:       e.Summary,
			Image:         e.Image,
			DatePublished: layout.Timestamp(e.Published),
			DateModified:  layout.Timestamp(e.Updated),
			Tags:          e.Tags,
		}
		for _, name := range e.Authors {
			one.Authors = append(one.Authors, jsonAuthor{Name: name})
		}
		out.Items = append(out.Items, one)
	}
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false) // it is put into no page
	err := encoder.Encode(out)
	return b.Bytes(), err
}
