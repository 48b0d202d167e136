package layout

import (
	"cmp"

	"github.com/stoppress/stoppress/internal/coverage"
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
	Title, Text   string
	Detail        string
	Path, Heading string // of the blog
}

// Notice gives a whole page that says what is the matter and what to do now.
func (l *Layout) Notice(n Notice) ([]byte, error) {
	title, text := noticeWords(n.Kind)
	page := noticePage{
		Head:   head{Site: l.site, Language: "en", Direction: "ltr", Title: title, Description: text},
		Title:  title,
		Text:   text,
		Detail: n.Detail,
	}
	if n.Blog != nil {
		page.Path, page.Heading = blogPath(n.Blog.Slug), cmp.Or(n.Blog.Title, string(n.Blog.Slug))
	}
	return l.render("notice.html", page)
}

func noticeWords(k coverage.Kind) (title, text string) {
	switch k {
	case coverage.NotFound:
		return "There is no such page", "The address may have been mistyped, or the link that led here is wrong."
	case coverage.Gone:
		return "This update has been withdrawn", "It was published here and is shown no longer."
	case coverage.Malformed, coverage.Invalid:
		return "This address cannot be read", "Something in it is not what it should be. The coverage itself is unharmed."
	case coverage.Unavailable:
		return "This page cannot be shown just now", "The server is starting or very busy. Please try again in a moment."
	case coverage.TooMany:
		return "Too many requests", "Please wait a minute, then try again."
	}
	return "Something went wrong", "It is not your doing, and it has been noted. Please try again in a moment."
}
