package reader

import (
	"net/http"

	"github.com/stoppress/stoppress/internal/document"
	"github.com/stoppress/stoppress/internal/reader/feed"
)

// feedName says which feed of a blog it is.
type feedName struct {
	selection feed.Selection
	form      feed.Form
}

// feedRoutes hangs the addresses of all feeds in.
func (r *Reader) feedRoutes() {
	for _, s := range []feed.Selection{feed.AllPosts, feed.KeyEvents} {
		for _, f := range []feed.Form{feed.Atom, feed.RSS, feed.JSON} {
			r.mux.HandleFunc("GET "+feed.Path("{blog}", s, f), func(w http.ResponseWriter, req *http.Request) {
				r.serveFeed(w, req, feedName{s, f})
			})
		}
	}
}

func (r *Reader) serveFeed(w http.ResponseWriter, req *http.Request, name feedName) {
	p, err := r.open(req, req.PathValue("blog"))
	if err != nil {
		r.refuse(w, err)
		return
	}
	doc, err := p.feed(name)
	if err != nil {
		r.refuse(w, err)
		return
	}
	p.tell(w, pageCaching)
	doc.Serve(w, req, http.StatusOK)
}

func (p *paper) feed(name feedName) (*document.Document, error) {
	return p.shelf.get(place{blog: p.Blog().Slug, kind: feedKind, feed: name}, wanted{
		head:    p.Head(),
		version: func() version { return atHead(p.Head()) },
		print: func() (*document.Document, error) {
			out, err := feed.Write(p.layout, p.Edition, name.selection, name.form)
			if err != nil {
				return nil, err
			}
			return p.press.New(name.form.MediaType(), out, p.restsAfter()).Modified(p.Changed(), !p.blurred), nil
		},
	})
}
