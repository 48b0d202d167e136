package layout

import (
	"cmp"
	"fmt"
	"html/template"
	"slices"
	"strings"

	"github.com/stoppress/stoppress/internal/coverage"
	"github.com/stoppress/stoppress/internal/edition"
	"github.com/stoppress/stoppress/internal/reader/words"
)

// View says which of a blog's pages is asked for.
type View struct {
	// Older is the number of an older page; 0 is the first page.
	Older int
	// Focus is the post of a permalink: the page is the one that it stands on, and
	// Older is not looked at.
	Focus coverage.PostID
	// Order is that of the posts; where it is empty, the one that is usual for the
	// blog.
	Order coverage.Order
	// Embed: the page stands in a frame of somebody else's. Its <main> is the same;
	// its links lead out of the frame.
	Embed bool
	// Article gives a post's article where the caller keeps it; nil renders it.
	Article func(*edition.Post) []byte
}

// UsualOrder is the order of a blog's pages where nobody asks for another one: what
// happens is read from its newest end, what has happened from its beginning.
// A blog may have it otherwise.
func UsualOrder(b coverage.Blog) coverage.Order {
	if b.State == coverage.Ended && b.OrderOnceEnded != coverage.Newest {
		return coverage.Oldest
	}
	return coverage.Newest
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
	State             coverage.State
	Zone, Times       string
	Comments          string // where readers discuss the story; empty where nobody said

	Contributors []contributor

	KeyEvents []keyEvent
	Pinned    []template.HTML
	Posts     []listed
	Sayings   []saying

	Path         string // of the first page
	Start        string // where the coverage can be read from its beginning; empty where this is there
	Newest       string // the first page with the newest posts on top
	Older, Newer string // neighbouring pages

	Words template.JS // that the script says
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
	if v.Order == "" {
		v.Order = UsualOrder(b)
	}
	book := l.library.Book(b.Language)
	clock := clock{b.Location(), book}
	said, err := book.ForScript()
	if err != nil {
		return nil, err
	}
	if v.Article == nil {
		v.Article = func(p *edition.Post) []byte { return l.Article(b, p) }
	}
	page := blogPage{
		Slug:         b.Slug,
		Seq:          e.Head(),
		Page:         v.Older,
		Focus:        v.Focus,
		Oldest:       v.Order == coverage.Oldest,
		Title:        b.Title,
		Standfirst:   b.Standfirst,
		State:        b.State,
		Zone:         clock.zone.String(),
		Times:        book.Times(clock.zone),
		Comments:     b.Comments,
		Contributors: newContributors(b.Contributors),
		KeyEvents:    newKeyEvents(e.KeyEvents(), clock),
		Sayings:      newSayings(posts, clock),
		Path:         blogPath(b.Slug),
		Start:        startOf(e, v),
		Newest:       pagePath(b, 0, coverage.Newest),
		Words:        template.JS(said),
	}
	for _, p := range e.Pinned() {
		page.Pinned = append(page.Pinned, pinned(p.ID, v.Article(p)))
	}
	for _, p := range posts {
		page.Posts = append(page.Posts, listed{p.ID == v.Focus, template.HTML(v.Article(p))})
	}
	if page.Oldest {
		slices.Reverse(page.Posts)
	}
	page.Older, page.Newer = neighbours(e, v)
	page.Head = l.blogHead(e, v, posts)
	page.Head.Next, page.Head.Prev = page.Older, page.Newer
	return l.render(book, "blog.html", page)
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

// startOf gives the address where the coverage is read from its beginning, oldest
// post first; it is empty where the page is that one, and where there is no post.
func startOf(e *edition.Edition, v View) string {
	first := min(e.OlderPages(), 1)
	if len(e.Posts()) == 0 || v.Order == coverage.Oldest && v.Older == first && v.Focus == "" {
		return ""
	}
	return pagePath(e.Blog(), first, coverage.Oldest)
}

// neighbours gives the addresses of the next older and the next newer page,
// empty where there is none.
func neighbours(e *edition.Edition, v View) (older, newer string) {
	b, pages := e.Blog(), e.OlderPages()
	switch {
	case v.Older == 0 && pages > 0:
		older = pagePath(b, pages, v.Order)
	case v.Older > 1:
		older = pagePath(b, v.Older-1, v.Order)
	}
	switch {
	case v.Older == 0:
	case v.Older == pages:
		newer = pagePath(b, 0, v.Order)
	default:
		newer = pagePath(b, v.Older+1, v.Order)
	}
	return older, newer
}

// pagePath is the address of an older page, or of the first one, which is 0.
func pagePath(b coverage.Blog, n int, order coverage.Order) string {
	var query []string
	if n > 0 {
		query = append(query, fmt.Sprintf("page=%d", n))
	}
	if order != UsualOrder(b) {
		query = append(query, "order="+string(order))
	}
	if query == nil {
		return blogPath(b.Slug)
	}
	return blogPath(b.Slug) + "?" + strings.Join(query, "&")
}

func (l *Layout) blogHead(e *edition.Edition, v View, posts []*edition.Post) head {
	b := e.Blog()
	h := head{
		Site:        l.site,
		Language:    b.Language,
		Direction:   words.Direction(b.Language),
		Title:       b.Title,
		Description: b.Standfirst,
		Canonical:   l.site.BaseURL + pagePath(b, v.Older, UsualOrder(b)),
		NoIndex:     b.NoIndex || v.Embed || v.Order != UsualOrder(b) || b.State == coverage.Upcoming && len(e.Posts()) == 0,
		Embed:       v.Embed,
		Blog: &blogHead{
			Title: b.Title,
			Path:  blogPath(b.Slug),
			State: b.State,
		},
		Look: l.look(&b),
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
		h.Shared = l.newShared(e, focus)
	}
	h.Early = early(onTop(e, v, posts)...)
	return h
}
