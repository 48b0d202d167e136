package reader

import (
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/stoppress/stoppress/internal/coverage"
	"github.com/stoppress/stoppress/internal/document"
	"github.com/stoppress/stoppress/internal/reader/layout"
)

const htmlType = "text/html; charset=utf-8"

func (r *Reader) serveHome(w http.ResponseWriter, req *http.Request) {
	blogs, newest := r.Directory.Blogs()
	page, err := r.shelf.get(place{kind: homeKind}, wanted{
		head:    newest,
		version: func() version { return atHead(newest) },
		print: func() (*document.Document, error) {
			html, err := r.Layout.Home(blogs)
			if err != nil {
				return nil, err
			}
			return r.Press.New(htmlType, html, restsAfter), nil
		},
	})
	if err != nil {
		r.notice(w, err, nil)
		return
	}
	h := w.Header()
	h["Cache-Control"] = pageCaching
	h["Surrogate-Key"] = homeKey
	page.Serve(w, req, http.StatusOK)
}

var homeKey = []string{"home"}

// serveAccessibility answers with a page that never changes while the server runs.
func (r *Reader) serveAccessibility(w http.ResponseWriter, req *http.Request) {
	page, err := r.shelf.get(place{kind: accessibilityKind}, wanted{
		version: func() version { return version{} },
		print: func() (*document.Document, error) {
			html, err := r.Layout.Accessibility()
			if err != nil {
				return nil, err
			}
			return r.Press.New(htmlType, html, restsAfter), nil
		},
	})
	if err != nil {
		r.notice(w, err, nil)
		return
	}
	w.Header()["Cache-Control"] = pageCaching
	page.Serve(w, req, http.StatusOK)
}

// serveBlog answers /{blog}, /{blog}.json and the site's theme, which are one pattern
// to the mux.
func (r *Reader) serveBlog(w http.ResponseWriter, req *http.Request) {
	if layout.IsSheet(req.PathValue("blog")) {
		r.serveSiteSheet(w, req)
		return
	}
	name, isJSON := strings.CutSuffix(req.PathValue("blog"), ".json")
	p, err := r.open(req, name)
	if err != nil && isJSON {
		r.refuse(w, err)
		return
	}
	if err != nil {
		r.notice(w, err, nil)
		return
	}
	if isJSON {
		r.serveJSON(w, req, p)
		return
	}
	if req.URL.RawQuery != "" && req.URL.Query().Has("since") {
		r.serveMissed(w, req, p)
		return
	}
	view, err := viewOf(req)
	if err != nil {
		r.notice(w, err, blogOf(p))
		return
	}
	r.servePage(w, req, p, view)
}

// viewOf reads which of a blog's pages an address asks for.
func viewOf(req *http.Request) (layout.View, error) {
	if req.URL.RawQuery == "" {
		return layout.View{}, nil
	}
	query := req.URL.Query()
	view := layout.View{}
	switch order := coverage.Order(query.Get("order")); order {
	case coverage.Newest, coverage.Oldest:
		view.Order = order
	}
	if text := query.Get("page"); text != "" {
		n, err := strconv.Atoi(text)
		if err != nil || n < 1 {
			return layout.View{}, coverage.Errorf(coverage.NotFound, "there is no such page")
		}
		view.Older = n
	}
	return view, nil
}

func (r *Reader) servePost(w http.ResponseWriter, req *http.Request) {
	p, err := r.open(req, req.PathValue("blog"))
	if err != nil {
		r.notice(w, err, nil)
		return
	}
	view := layout.View{Focus: coverage.PostID(req.PathValue("id"))}
	r.servePage(w, req, p, view)
}

func (r *Reader) servePage(w http.ResponseWriter, req *http.Request, p *paper, view layout.View) {
	page, err := p.page(view)
	if err != nil {
		r.notice(w, err, blogOf(p))
		return
	}
	if p.hints != nil {
		w.Header()["Link"] = p.hints
		document.EarlyHints(w, req)
	}
	p.views.add(time.Now())
	p.tell(w, pageCaching)
	page.Serve(w, req, http.StatusOK)
}

// page gives a page of the blog. It says the seq of the edition that it was made
// of, which may be an earlier one: with the changes since then, none of which
// changes it, it is still the page of today.
func (p *paper) page(view layout.View) (*document.Document, error) {
	if view.Order == "" {
		view.Order = layout.UsualOrder(p.Blog())
	}
	at := place{blog: p.Blog().Slug, kind: pageKind, post: view.Focus, number: uint64(view.Older), oldest: view.Order == coverage.Oldest, embed: view.Embed}
	return p.shelf.get(at, wanted{
		head:    p.Head(),
		version: func() version { return p.pageVersion(view) },
		keeps:   func(from coverage.Seq) bool { return p.changesSince(from) <= maxBehind },
		print: func() (*document.Document, error) {
			view.Article = p.article
			html, err := p.layout.Blog(p.Edition, view)
			if err != nil {
				return nil, err
			}
			return p.press.New(htmlType, html, p.restsAfter()), nil
		},
	})
}

func blogOf(p *paper) *coverage.Blog {
	b := p.Blog()
	return &b
}
