package reader

import (
	"net/http"

	"github.com/stoppress/stoppress/internal/coverage"
)

// serveEmbed answers /{blog}/embed: the blog's page for a frame in somebody else's.
// With post it is the page around that post.
func (r *Reader) serveEmbed(w http.ResponseWriter, req *http.Request) {
	p, err := r.open(req, req.PathValue("blog"))
	if err != nil {
		r.notice(w, err, nil)
		return
	}
	view, err := viewOf(req)
	if err != nil {
		r.notice(w, err, blogOf(p))
		return
	}
	view.Embed = true
	if id := req.URL.Query().Get("post"); id != "" {
		view.Focus, view.Older, view.Order = coverage.PostID(id), 0, ""
	}
	r.servePage(w, req, p, view)
}

// serveEmbedScript answers /embed.js. Its name stands in other sites' pages, so it
// cannot be kept for ever.
func (r *Reader) serveEmbedScript(w http.ResponseWriter, req *http.Request) {
	w.Header()["Cache-Control"] = steadyCaching
	r.script.Serve(w, req, http.StatusOK)
}
