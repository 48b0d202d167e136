package reader

import (
	"crypto/sha256"
	"net/http"
	"net/url"
	"strconv"

	"github.com/stoppress/stoppress/internal/coverage"
	"github.com/stoppress/stoppress/internal/document"
	"github.com/stoppress/stoppress/internal/edition"
	"github.com/stoppress/stoppress/internal/reader/layout"
)

// serveQuotes answers /{blog}/quotes: who said what, of everybody or of one speaker.
func (r *Reader) serveQuotes(w http.ResponseWriter, req *http.Request) {
	p, err := r.open(req, req.PathValue("blog"))
	if err != nil {
		r.notice(w, err, nil)
		return
	}
	view, err := quotesViewOf(req.URL.Query())
	if err != nil {
		r.notice(w, err, blogOf(p))
		return
	}
	merges := r.Identities.Changes() // before what they count
	if view.Speaker != "" {
		_, view.Names = r.Identities.Of(view.Speaker)
	}
	at := place{
		blog: p.Blog().Slug, kind: quotesKind, number: uint64(view.Page), speaker: view.Speaker,
		oldest: view.Order == layout.QuotesOldest, bySpeaker: view.Order == layout.QuotesBySpeaker,
	}
	quotes := func(post *edition.Post) bool { return has(post, coverage.Quote) }
	p.serveBeside(w, req, r, at, beside{quotes, merges, view.Names, func() ([]byte, error) { return p.layout.Quotes(p.Edition, view) }})
}

// beside is what a page beside a blog's own is made of, beside the blog's header.
type beside struct {
	of     func(*edition.Post) bool // which posts
	merges uint64                   // counts what became known of the names
	names  []coverage.SpeakerID     // of the speaker that it is about
	print  func() ([]byte, error)
}

// serveBeside answers with a page beside the blog's own.
func (p *paper) serveBeside(w http.ResponseWriter, req *http.Request, r *Reader, at place, of beside) {
	page, err := p.shelf.get(at, wanted{
		head: p.Head() + coverage.Seq(of.merges),
		version: func() version {
			d := digest{sha256.New()}
			d.number(uint64(p.Blog().Seq))
			for _, name := range of.names {
				d.text(string(name))
			}
			for _, post := range p.Posts() {
				if of.of(post) {
					d.text(string(post.ID))
					d.number(uint64(post.Seq))
				}
			}
			return version(d.Sum(nil))
		},
		print: func() (*document.Document, error) {
			html, err := of.print()
			if err != nil {
				return nil, err
			}
			return p.press.New(htmlType, html, p.restsAfter()), nil
		},
	})
	if err != nil {
		r.notice(w, err, blogOf(p))
		return
	}
	p.tell(w, pageCaching)
	page.Serve(w, req, http.StatusOK)
}

func has(post *edition.Post, kind coverage.ElementType) bool {
	for _, e := range post.Elements {
		if e.Type == kind {
			return true
		}
	}
	return false
}

// quotesViewOf reads which quotes an address asks for. A name is looked for as names
// are compared.
func quotesViewOf(query url.Values) (layout.QuotesView, error) {
	view := layout.QuotesView{Order: layout.QuotesNewest, Page: 1}
	if name := query.Get("speaker"); coverage.Fold(name) != "" {
		view.Speaker = coverage.SpeakerOf(name)
	}
	switch order := layout.QuoteOrder(query.Get("order")); order {
	case layout.QuotesOldest, layout.QuotesBySpeaker:
		view.Order = order
	}
	var err error
	view.Page, err = pageNumber(query)
	return view, err
}

// pageNumber reads which page of a list is asked for; the first is 1.
func pageNumber(query url.Values) (int, error) {
	text := query.Get("page")
	if text == "" {
		return 1, nil
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 1 {
		return 0, coverage.Errorf(coverage.NotFound, "there is no such page")
	}
	return n, nil
}
