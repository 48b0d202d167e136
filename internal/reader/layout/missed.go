package layout

import (
	"html/template"

	"github.com/stoppress/stoppress/internal/coverage"
	"github.com/stoppress/stoppress/internal/edition"
)

// MissedPosts is how many posts the page of what changed since has at most.
const MissedPosts = 100

type missedPage struct {
	Head   head
	Path   string
	Title  string
	Times  string
	Groups []missedGroup
	Gone   int
	Cut    bool // there is more than fits
}

// missedGroup are posts that matter alike.
type missedGroup struct {
	Key      string // of its heading
	Articles []template.HTML
}

// Missed gives the page of what changed in a blog after a seq. article gives a post's
// article where the caller keeps it; nil renders it.
func (l *Layout) Missed(e *edition.Edition, since coverage.Seq, article func(*edition.Post) []byte) ([]byte, error) {
	b := e.Blog()
	book := l.library.Book(b.Language)
	if article == nil {
		article = func(p *edition.Post) []byte { return l.Article(b, p) }
	}
	m := e.Missed(since)
	page := missedPage{Path: blogPath(b.Slug), Title: b.Title, Times: book.Times(b.Location()), Gone: m.Gone}
	left := MissedPosts
	for _, g := range []struct {
		key   string
		posts []*edition.Post
	}{{"key-events", m.KeyEvents}, {"missed.corrected", m.Answered}, {"missed.rest", m.Rest}} {
		group := missedGroup{Key: g.key}
		for _, p := range g.posts[:min(left, len(g.posts))] {
			group.Articles = append(group.Articles, template.HTML(article(p)))
		}
		page.Cut = page.Cut || len(g.posts) > left
		left -= len(group.Articles)
		if group.Articles != nil {
			page.Groups = append(page.Groups, group)
		}
	}
	var err error
	if page.Head, err = l.besideHead(b, book, "missed", "missed.lead"); err != nil {
		return nil, err
	}
	page.Head.Canonical, page.Head.NoIndex = l.Address(b), true
	return l.render(book, "missed.html", page)
}
