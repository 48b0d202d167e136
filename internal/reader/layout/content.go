package layout

import (
	"github.com/stoppress/stoppress/internal/coverage"
	"github.com/stoppress/stoppress/internal/edition"
	"github.com/stoppress/stoppress/internal/reader/words"
)

// content is a post's HTML for readers elsewhere, as its template sees it.
type content struct {
	article
	Direction string
}

// Content gives what a post says as HTML for readers elsewhere, feed readers above
// all: its elements, how sure it is, its relations, corrections and sources, all in
// words and with absolute addresses. Title, time, byline and permalink are left to
// whoever shows it.
func (l *Layout) Content(b coverage.Blog, p *edition.Post) ([]byte, error) {
	book := l.library.Book(b.Language)
	whole := *p
	whole.Elements = coverage.WithWholeLinks(p.Elements, l.site.BaseURL)
	c := content{newArticle(b, &whole, clock{b.Location(), book}, l.site.BaseURL), words.Direction(b.Language)}
	l.abroad(c.Elements)
	for i := range c.Relations {
		c.Relations[i].Href = l.site.BaseURL + c.Relations[i].Href
	}
	return l.render(book, "content.html", c)
}

// Marks gives in words what sets a post apart: that it is a key event, or sums up.
func (l *Layout) Marks(b coverage.Blog, p *edition.Post) ([]string, error) {
	var out []string
	for _, mark := range []struct {
		has  bool
		word string
	}{{p.KeyEvent, "key-event"}, {p.Summary, "summary"}} {
		if !mark.has {
			continue
		}
		said, err := l.library.Book(b.Language).Say(mark.word)
		if err != nil {
			return nil, err
		}
		out = append(out, said)
	}
	return out, nil
}

// Address gives the absolute address of a blog's page.
func (l *Layout) Address(b coverage.Blog) string { return l.site.BaseURL + blogPath(b.Slug) }

// Permalink gives the absolute address of a post, which never changes.
func (l *Layout) Permalink(b coverage.Blog, id coverage.PostID) string {
	return l.site.BaseURL + permalink(b.Slug, id)
}

// Site gives what all pages share.
func (l *Layout) Site() Site { return l.site }
