package reader

import (
	"net/http"

	"github.com/stoppress/stoppress/internal/coverage"
	"github.com/stoppress/stoppress/internal/document"
)

// serveMissed answers /{blog}?since=SEQ: what changed since a reader left, without a
// script. All who have missed the same get one document, so there are no more of them
// than there are changes.
func (r *Reader) serveMissed(w http.ResponseWriter, req *http.Request, p *paper) {
	since, _, err := coverage.ParseSince(req.URL.RawQuery, "")
	if err != nil {
		r.notice(w, err, blogOf(p))
		return
	}
	since = p.changeAt(since)
	page, err := p.shelf.get(place{blog: p.Blog().Slug, kind: missedKind, number: uint64(since)}, wanted{
		head:    p.Head(),
		version: func() version { return atHead(p.Head()) },
		print: func() (*document.Document, error) {
			html, err := p.layout.Missed(p.Edition, since, p.article)
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
