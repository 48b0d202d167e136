package layout

import (
	"cmp"
	"fmt"
	"html/template"
	"slices"

	"golang.org/x/text/language"

	"github.com/stoppress/stoppress/internal/coverage"
	"github.com/stoppress/stoppress/internal/edition"
)

// View says which of a blog's pages is asked for.
type View struct {
	// Older is the number of an older page; 0 is the first page.
	Older int
	// Focus is the post of a permalink: the page is the one that it stands on, and
	// Older is not looked at.
	Focus coverage.PostID
	// OldestFirst turns the order of the posts on the page.
	OldestFirst bool
	// Embed: the page stands in a frame of somebody else's. Its <main> is the same;
	// its links lead out of the frame.
	Embed bool
	// Article gives a post's article where the caller keeps it; nil renders it.
	Article func(*edition.Post) []byte
}

// blogPage is a blog's page as its template sees it.
type blogPage struct {
	Head   head
	Slug   coverage.Slug
	Seq    coverage.Seq
	Page   int
	Focus  coverage.PostID
	Oldest bool

	Title, Standfirst string
	State             state
	Zone, ZoneName    string

	KeyEvents []keyEvent
	Pinned    []template.HTML
	Posts     []listed
	Sayings   []saying

	Path         string // of the live page
	Turn         string // the same coverage in the other order
	Older, Newer string // neighbouring pages
}

// listed is one entry of #posts.
type listed struct {
	Focus   bool
	Article template.HTML
}

// Blog gives a page of a blog. Where there is no such page the error's kind is
// coverage.NotFound, and coverage.Gone for the permalink of a withdrawn post.
func (l *Layout) Blog(e *edition.Edition, v View) ([]byte, error) {
	posts, v, err := find(e, v)
	if err != nil {
		return nil, err
	}
	b := e.Blog()
	zone := b.Location()
	if v.Article == nil {
		v.Article = func(p *edition.Post) []byte { return l.Article(b, p) }
	}
	page := blogPage{
		Slug:       b.Slug,
		Seq:        e.Head(),
		Page:       v.Older,
		Focus:      v.Focus,
		Oldest:     v.OldestFirst,
		Title:      b.Title,
		Standfirst: b.Standfirst,
		State:      stateOf(b.State),
		Zone:       zone.String(),
		ZoneName:   zoneName(zone),
		KeyEvents:  newKeyEvents(e.KeyEvents(), zone),
		Sayings:    newSayings(posts, zone),
		Path:       blogPath(b.Slug),
		Turn:       blogPath(b.Slug),
	}
	for _, p := range e.Pinned() {
		page.Pinned = append(page.Pinned, pinned(p.ID, v.Article(p)))
	}
	for _, p := range posts {
		page.Posts = append(page.Posts, listed{p.ID == v.Focus, template.HTML(v.Article(p))})
	}
	if v.OldestFirst {
		slices.Reverse(page.Posts)
	} else if e.OlderPages() > 0 {
		page.Turn = pagePath(b.Slug, 1, true)
	} else {
		page.Turn = pagePath(b.Slug, 0, true)
	}
	page.Older, page.Newer = neighbours(e, v)
	page.Head = l.blogHead(e, v, posts)
	page.Head.Next, page.Head.Prev = page.Older, page.Newer
	return l.render("blog.html", page)
}

// find gives the posts of the page, newest first, and the view with the number
// of the page that they stand on.
func find(e *edition.Edition, v View) ([]*edition.Post, View, error) {
	if v.Focus != "" {
		p, ok := e.Post(v.Focus)
		switch {
		case e.Gone(v.Focus):
			return nil, v, coverage.Errorf(coverage.Gone, "This update has been withdrawn.")
		case !ok:
			return nil, v, coverage.Errorf(coverage.NotFound, "This coverage has no such update.")
		}
		v.Older = e.PageOf(p)
	}
	if v.Older == 0 {
		return e.FirstPage(), v, nil
	}
	posts, ok := e.OlderPage(v.Older)
	if !ok {
		return nil, v, coverage.Errorf(coverage.NotFound, "This coverage has no page %d.", v.Older)
	}
	return posts, v, nil
}

// neighbours gives the addresses of the next older and the next newer page,
// empty where there is none.
func neighbours(e *edition.Edition, v View) (older, newer string) {
	slug, pages := e.Blog().Slug, e.OlderPages()
	switch {
	case v.Older == 0 && pages > 0:
		older = pagePath(slug, pages, v.OldestFirst)
	case v.Older > 1:
		older = pagePath(slug, v.Older-1, v.OldestFirst)
	}
	switch {
	case v.Older == 0:
	case v.Older == pages:
		newer = pagePath(slug, 0, v.OldestFirst)
	default:
		newer = pagePath(slug, v.Older+1, v.OldestFirst)
	}
	return older, newer
}

// pagePath is the address of an older page, or of the first one, which is 0.
func pagePath(slug coverage.Slug, n int, oldestFirst bool) string {
	path := blogPath(slug)
	switch {
	case n > 0 && oldestFirst:
		return fmt.Sprintf("%s?page=%d&order=oldest", path, n)
	case n > 0:
		return fmt.Sprintf("%s?page=%d", path, n)
	case oldestFirst:
		return path + "?order=oldest"
	}
	return path
}

func (l *Layout) blogHead(e *edition.Edition, v View, posts []*edition.Post) head {
	b := e.Blog()
	h := head{
		Site:        l.site,
		Language:    b.Language,
		Direction:   direction(b.Language),
		Title:       b.Title,
		Description: b.Standfirst,
		Canonical:   l.site.BaseURL + pagePath(b.Slug, v.Older, false),
		NoIndex:     v.Embed || v.OldestFirst || b.State == coverage.Upcoming && len(e.Posts()) == 0,
		Embed:       v.Embed,
		Blog: &blogHead{
			Title: b.Title,
			Path:  blogPath(b.Slug),
			State: stateOf(b.State),
		},
	}
	focus, ok := e.Post(v.Focus)
	if ok {
		h.Title = Headline(b, focus)
		h.Canonical = l.Permalink(b, v.Focus)
		h.Description = Cut(focus.PlainText(), 300)
	}
	h.Description = cmp.Or(h.Description, b.Title)
	if !v.Embed {
		h.Blog.Alternates = l.alternates(b, h.Canonical)
		h.Blog.LinkedData = l.linkedData(e, posts)
		h.Shared = newShared(e, focus)
	}
	return h
}

// direction tells which way a language is written.
func direction(tag string) string {
	script, _ := language.Make(tag).Script()
	switch script.String() {
	case "Adlm", "Arab", "Hebr", "Mand", "Mend", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa":
		return "rtl"
	}
	return "ltr"
}
