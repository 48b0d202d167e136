package main

import (
	"log/slog"
	"net/http"
	"net/url"
	"strconv"
	"sync"

	"github.com/stoppress/stoppress/internal/coverage"
	"github.com/stoppress/stoppress/internal/document"
	"github.com/stoppress/stoppress/internal/problem"
	"github.com/stoppress/stoppress/internal/reader/layout"
	"github.com/stoppress/stoppress/internal/reader/styleguide"
)

// guidePages serve the style guide beside the desk. Each page is made when it is
// first asked for and kept: there are some twenty, and they never change.
type guidePages struct {
	guide   *styleguide.Guide
	press   *document.Press
	log     *slog.Logger
	picture *document.Document

	mu   sync.Mutex // guards kept; held while a page is made
	kept map[guidePage]*document.Document
}

// guidePage names a page; the one without a sample is the index.
type guidePage struct {
	sample string
	view   guideView
}

type guideView struct {
	older int
	order coverage.Order
}

func newGuidePages(site layout.Site, style string, press *document.Press, log *slog.Logger) (*guidePages, error) {
	guide, err := styleguide.New(site, style)
	if err != nil {
		return nil, err
	}
	picture, err := styleguide.Picture()
	if err != nil {
		return nil, err
	}
	return &guidePages{
		guide: guide, press: press, log: log, picture: press.New("image/svg+xml", picture, 0), kept: map[guidePage]*document.Document{},
	}, nil
}

func (g *guidePages) hang(mux *http.ServeMux) {
	mux.HandleFunc("GET "+styleguide.Root, func(w http.ResponseWriter, r *http.Request) { g.serve(w, r, guidePage{}) })
	mux.Handle("GET "+styleguide.Root+"/{$}", http.RedirectHandler(styleguide.Root, http.StatusPermanentRedirect))
	mux.HandleFunc("GET "+styleguide.Root+"/quay.svg", func(w http.ResponseWriter, r *http.Request) { g.answer(w, r, g.picture) })
	mux.HandleFunc("GET "+styleguide.Root+"/{sample}", func(w http.ResponseWriter, r *http.Request) {
		query := r.URL.Query()
		older, _ := strconv.Atoi(query.Get("page")) // what is no number is the first page
		g.serve(w, r, guidePage{r.PathValue("sample"), guideView{older, orderOf(query)}})
	})
	// Relations lead to permalinks with the post's anchor, which goes on with the reader.
	mux.HandleFunc("GET "+styleguide.Root+"/{sample}/posts/{id}", func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, styleguide.Root+"/"+url.PathEscape(r.PathValue("sample")), http.StatusFound)
	})
}

// orderOf gives the order that an address asks for; the usual one where it asks for
// none that there is.
func orderOf(query url.Values) coverage.Order {
	switch order := coverage.Order(query.Get("order")); order {
	case coverage.Newest, coverage.Oldest:
		return order
	}
	return ""
}

func (g *guidePages) serve(w http.ResponseWriter, r *http.Request, at guidePage) {
	page, err := g.page(at)
	if err != nil {
		problem.Of(err, g.log).Write(w)
		return
	}
	g.answer(w, r, page)
}

func (g *guidePages) answer(w http.ResponseWriter, r *http.Request, page *document.Document) {
	h := w.Header()
	h.Set("Cache-Control", "no-cache")
	h.Set("X-Robots-Tag", "noindex")
	page.Serve(w, r, http.StatusOK)
}

// page gives a page. What is not there is not kept, so that there are never more
// than the guide has.
func (g *guidePages) page(at guidePage) (*document.Document, error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if page := g.kept[at]; page != nil {
		return page, nil
	}
	var html []byte
	var err error
	if at.sample == "" {
		html, err = g.guide.Index()
	} else {
		html, err = g.guide.Sample(at.sample, layout.View{Older: at.view.older, Order: at.view.order})
	}
	if err != nil {
		return nil, err
	}
	page := g.press.New("text/html; charset=utf-8", html, 0)
	g.kept[at] = page
	return page, nil
}
