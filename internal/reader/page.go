package reader

import (
	"net/http"
	"strconv"
	"strings"

	"github.com/stoppress/stoppress/internal/coverage"
	"github.com/stoppress/stoppress/internal/document"
	"github.com/stoppress/stoppress/internal/reader/layout"
)

const htmlType = "text/html; charset=utf-8"

func (r *Reader) serveHome(w http.ResponseWriter, req *http.Request) {
	blogs, newest := r.Directory.Blogs()
	page, err := r.home.get(newest, func() (*document.Document, error) {
		html, err := r.Layout.Home(blogs)
		return document.New(htmlType, html), err
	})
	if err != nil {
		r.notice(w, err, nil)
		return
	}
	w.Header().Set("Cache-Control", "public, max-age=0, s-maxage=1")
	w.Header().Set("Surrogate-Key", "home")
	page.Serve(w, req, http.StatusOK)
}

// serveBlog answers /{blog} and /{blog}.json, which are one pattern to the mux.
func (r *Reader) serveBlog(w http.ResponseWriter, req *http.Request) {
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
	view := layout.View{OldestFirst: req.FormValue("order") == "oldest"}
	if text := req.FormValue("page"); text != "" {
		n, err := strconv.Atoi(text)
		if err != nil || n < 1 {
			r.notice(w, coverage.Errorf(coverage.NotFound, "there is no such page"), blogOf(p))
			return
		}
		view.Older = n
	}
	r.servePage(w, req, p, view)
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
	tell(w, p.Blog())
	page, err := p.page(view)
	if err != nil {
		r.notice(w, err, blogOf(p))
		return
	}
	page.Serve(w, req, http.StatusOK)
}

// page gives a page of the blog, rendered once.
func (p *paper) page(view layout.View) (*document.Document, error) {
	key := "page " + strconv.Itoa(view.Older) + " " + string(view.Focus)
	if view.OldestFirst {
		key += " oldest"
	}
	return p.documents.get(key, func() (*document.Document, error) {
		view.Article = p.article
		html, err := p.layout.Blog(p.Edition, view)
		if err != nil {
			return nil, err
		}
		return document.New(htmlType, html), nil
	})
}

func blogOf(p *paper) *coverage.Blog {
	b := p.Blog()
	return &b
}
