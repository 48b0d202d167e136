package layout

import (
	"fmt"

	"github.com/stoppress/stoppress/internal/coverage"
	"github.com/stoppress/stoppress/internal/edition"
	"github.com/stoppress/stoppress/internal/reader/words"
)

// LedgerPageSize is the number of corrections of one page.
const LedgerPageSize = 200

// BlogCorrection is a correction with the blog in which it was made.
type BlogCorrection struct {
	Blog coverage.Blog
	edition.Correction
}

// ledgerPage lists corrections, as its template sees it.
type ledgerPage struct {
	Head  head
	Path  string // of the blog; empty where they are of all blogs
	Title string // of the blog
	Times string // of the blog
	Feed  string

	Corrections, Minor []corrected
}

// corrected is a correction with where it was made.
type corrected struct {
	ID   string
	Made correction
	place
	Of         string // the blog, where the page is of all blogs
	Lang, Dir  string // likewise
	Rewordings []coverage.Rewording
}

func newCorrected(b coverage.Blog, c edition.Correction, clock clock) corrected {
	return corrected{
		ID:         correctionID(c),
		Made:       correction{c.Kind, clock.moment(c.At), c.Reason},
		place:      newPlace(b, c.Post, clock),
		Rewordings: c.Rewordings,
	}
}

// correctionID tells corrections of a blog apart, for ever.
func correctionID(c edition.Correction) string {
	id := fmt.Sprintf("correction-%s-%d", c.Post.ID, c.At.UnixMilli())
	if c.Nth > 0 {
		id += fmt.Sprintf("-%d", c.Nth)
	}
	return id
}

// Corrections gives a page of a blog's ledger, which begins with 1; 0 is the same.
// Where there is no such page the error's kind is coverage.NotFound.
func (l *Layout) Corrections(e *edition.Edition, n int) ([]byte, error) {
	b := e.Blog()
	book := l.library.Book(b.Language)
	clock := clock{b.Location(), book}
	all := e.Corrections()
	pages := max(1, (len(all)+LedgerPageSize-1)/LedgerPageSize)
	n = max(n, 1)
	if n > pages {
		return nil, coverage.Errorf(coverage.NotFound, "There is no page %d of these corrections.", n)
	}
	page := ledgerPage{Path: blogPath(b.Slug), Title: b.Title, Times: book.Times(clock.zone), Feed: ledgerPath(b, 1) + ".atom"}
	for _, c := range all[(n-1)*LedgerPageSize : min(n*LedgerPageSize, len(all))] {
		page.add(newCorrected(b, c, clock))
	}
	var err error
	if page.Head, err = l.besideHead(b, book, "corrections", "corrections.lead"); err != nil {
		return nil, err
	}
	page.Head.Canonical = l.site.BaseURL + ledgerPath(b, n)
	page.Head.Blog.Alternates = []alternate{{`type="application/atom+xml"`, page.Head.Title, l.site.BaseURL + page.Feed}}
	if n > 1 {
		page.Head.Prev = ledgerPath(b, n-1)
	}
	if n < pages {
		page.Head.Next = ledgerPath(b, n+1)
	}
	return l.render(book, "corrections-page.html", page)
}

// AllCorrections gives the ledger of all blogs.
func (l *Layout) AllCorrections(all []BlogCorrection) ([]byte, error) {
	tag := l.site.Language
	book := l.library.Book(tag)
	title, err := book.Say("corrections.all")
	if err != nil {
		return nil, err
	}
	lead, err := book.Say("corrections.lead.all")
	if err != nil {
		return nil, err
	}
	page := ledgerPage{Feed: "/corrections.atom", Head: head{
		Site: l.site, Language: tag, Direction: words.Direction(tag), Title: title, Description: lead,
		Canonical: l.site.BaseURL + "/corrections", Look: l.look(nil),
	}}
	for _, c := range all {
		one := newCorrected(c.Blog, c.Correction, clock{c.Blog.Location(), book})
		one.Of, one.Lang, one.Dir = c.Blog.Title, c.Blog.Language, words.Direction(c.Blog.Language)
		page.add(one)
	}
	return l.render(book, "corrections-page.html", page)
}

func (p *ledgerPage) add(c corrected) {
	if c.Made.Kind == coverage.Minor {
		p.Minor = append(p.Minor, c)
	} else {
		p.Corrections = append(p.Corrections, c)
	}
}

func ledgerPath(b coverage.Blog, n int) string {
	if n > 1 {
		return fmt.Sprintf("%s/corrections?page=%d", blogPath(b.Slug), n)
	}
	return blogPath(b.Slug) + "/corrections"
}

// CorrectionAddress is the address of a correction in its blog's ledger.
func (l *Layout) CorrectionAddress(b coverage.Blog, c edition.Correction) string {
	return l.site.BaseURL + ledgerPath(b, 1) + "#" + correctionID(c)
}

// CorrectionContent gives what a correction says as HTML for readers elsewhere, and
// its title.
func (l *Layout) CorrectionContent(b coverage.Blog, c edition.Correction) (title string, html []byte, err error) {
	book := l.library.Book(b.Language)
	kind, err := book.Say("correction." + string(c.Kind))
	if err != nil {
		return "", nil, err
	}
	one := newCorrected(b, c, clock{b.Location(), book})
	one.Href = l.site.BaseURL + one.Href
	one.Lang, one.Dir = b.Language, words.Direction(b.Language)
	html, err = l.render(book, "correction-content", one)
	return kind + ": " + Headline(b, c.Post), html, err
}

// SayCorrections is the title of a feed of corrections: a blog's, or that of the site
// where b is nil.
func (l *Layout) SayCorrections(b *coverage.Blog) (string, error) {
	if b == nil {
		said, err := l.library.Book(l.site.Language).Say("corrections.all")
		return said + " – " + l.site.Name, err
	}
	said, err := l.library.Book(b.Language).Say("corrections")
	return said + " – " + b.Title, err
}
