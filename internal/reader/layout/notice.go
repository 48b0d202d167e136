package layout

import (
	"cmp"

	"github.com/stoppress/stoppress/internal/coverage"
	"github.com/stoppress/stoppress/internal/reader/words"
)

// Notice is what a reader gets in the place of a page.
type Notice struct {
	Kind coverage.Kind
	// Detail says what exactly is wrong, where the reader can mend it ("The number
	// of a page is a whole number from 1."). It is never words of a post.
	Detail string
	// Blog is the coverage that the address belongs to, where there is one.
	Blog *coverage.Blog
}

type noticePage struct {
	Head          head
	Key           string // of its words
	Detail        string
	Path, Heading string // of the blog
}

// Notice gives a whole page that says what is the matter and what to do now.
func (l *Layout) Notice(n Notice) ([]byte, error) {
	tag := l.site.Language
	if n.Blog != nil {
		tag = n.Blog.Language
	}
	book := l.library.Book(tag)
	page := noticePage{
		Head:   head{Site: l.site, Language: tag, Direction: words.Direction(tag), Look: l.look(n.Blog)},
		Key:    noticeKey(n.Kind),
		Detail: n.Detail,
	}
	var err error
	if page.Head.Title, err = book.Say(page.Key); err != nil {
		return nil, err
	}
	if page.Head.Description, err = book.Say(page.Key + ".text"); err != nil {
		return nil, err
	}
	if n.Blog != nil {
		page.Path, page.Heading = blogPath(n.Blog.Slug), cmp.Or(n.Blog.Title, string(n.Blog.Slug))
	}
	return l.render(book, "notice.html", page)
}

func noticeKey(k coverage.Kind) string {
	switch k {
	case coverage.NotFound:
		return "notice.not-found"
	case coverage.Gone:
		return "notice.gone"
	case coverage.Malformed, coverage.Invalid:
		return "notice.malformed"
	case coverage.Unavailable:
		return "notice.unavailable"
	case coverage.TooMany:
		return "notice.too-many"
	}
	return "notice.internal"
}
