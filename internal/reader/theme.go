package reader

import (
	"net/http"

	"github.com/stoppress/stoppress/internal/coverage"
	"github.com/stoppress/stoppress/internal/document"
	"github.com/stoppress/stoppress/internal/reader/layout"
)

const cssType = "text/css; charset=utf-8"

// forEver is for what has another address once it is another thing.
var forEver = []string{"public, max-age=31536000, immutable"}

// serveSheet answers with a blog's theme, and /speakers/{id}, which is the same pattern
// to the mux.
func (r *Reader) serveSheet(w http.ResponseWriter, req *http.Request) {
	if req.PathValue("blog") == speakersPath {
		r.serveSpeaker(w, req, coverage.SpeakerID(req.PathValue("sheet")))
		return
	}
	if !layout.IsSheet(req.PathValue("sheet")) {
		r.serveNothing(w, req)
		return
	}
	p, err := r.open(req, req.PathValue("blog"))
	if err != nil {
		r.notice(w, err, nil)
		return
	}
	r.tellSheet(w, req, blogOf(p))
}

// serveSiteSheet answers with the site's theme.
func (r *Reader) serveSiteSheet(w http.ResponseWriter, req *http.Request) { r.tellSheet(w, req, nil) }

// tellSheet answers with the theme that there is now. A page that was kept somewhere
// may ask for an older one: it gets this one, which must not be kept under that
// address.
func (r *Reader) tellSheet(w http.ResponseWriter, req *http.Request, blog *coverage.Blog) {
	path, css := r.Layout.Sheet(blog)
	if css == nil {
		r.notice(w, coverage.Errorf(coverage.NotFound, "there is no such style sheet"), blog)
		return
	}
	w.Header()["Cache-Control"] = pageCaching
	if req.URL.Path == path {
		w.Header()["Cache-Control"] = forEver
	}
	document.New(cssType, css).Serve(w, req, http.StatusOK)
}
