package reader

import (
	"encoding/json"
	"net/http"
	"slices"
	"time"

	"github.com/stoppress/stoppress/internal/coverage"
	"github.com/stoppress/stoppress/internal/document"
	"github.com/stoppress/stoppress/internal/edition"
)

// The public changes, as they go over the stream and stand in changes[].
type (
	postEvent struct {
		Type        edition.ChangeType `json:"type"`
		Seq         coverage.Seq       `json:"seq"`
		ID          coverage.PostID    `json:"id"`
		HTML        string             `json:"html"` // the whole <article>, as on the page
		Title       string             `json:"title"`
		PublishedAt time.Time          `json:"publishedAt"`
		KeyEvent    bool               `json:"keyEvent"`
		Pinned      bool               `json:"pinned"`
		Summary     bool               `json:"summary"`
	}
	goneEvent struct {
		Type edition.ChangeType `json:"type"`
		Seq  coverage.Seq       `json:"seq"`
		ID   coverage.PostID    `json:"id"`
	}
	blogEvent struct {
		Type       edition.ChangeType `json:"type"`
		Seq        coverage.Seq       `json:"seq"`
		State      coverage.State     `json:"state"`
		Title      string             `json:"title"`
		Standfirst string             `json:"standfirst"`
		Pinned     []coverage.PostID  `json:"pinned"`
		KeyEvents  []keyEvent         `json:"keyEvents"`
	}
	keyEvent struct {
		ID          coverage.PostID `json:"id"`
		Title       string          `json:"title"`
		PublishedAt time.Time       `json:"publishedAt"`
	}
)

// event gives a change as it goes out.
func (p *paper) event(c edition.Change) ([]byte, error) {
	switch c.Type {
	case edition.PostChange:
		return encode(postEvent{c.Type, c.Seq, c.ID, string(p.article(c.Post)), c.Post.Title, c.Post.PublishedAt, c.Post.KeyEvent, c.Post.Pinned, c.Post.Summary})
	case edition.GoneChange:
		return encode(goneEvent{c.Type, c.Seq, c.ID})
	}
	b := p.Blog()
	e := blogEvent{Type: c.Type, Seq: c.Seq, State: b.State, Title: b.Title, Standfirst: b.Standfirst, Pinned: []coverage.PostID{}, KeyEvents: []keyEvent{}}
	for _, post := range p.Pinned() {
		e.Pinned = append(e.Pinned, post.ID)
	}
	for _, post := range p.KeyEvents() {
		e.KeyEvents = append(e.KeyEvents, keyEvent{post.ID, post.Title, post.PublishedAt})
	}
	return encode(e)
}

type changesJSON struct {
	Head    coverage.Seq      `json:"head"`
	Poll    int               `json:"poll"` // seconds to wait before asking again
	Changes []json.RawMessage `json:"changes"`
}

func (r *Reader) serveChanges(w http.ResponseWriter, req *http.Request) {
	since, _, err := coverage.ParseSince(req.URL.RawQuery, req.Header.Get("Last-Event-ID"))
	if err != nil {
		r.refuse(w, err)
		return
	}
	p, err := r.open(req, req.PathValue("blog"))
	if err != nil {
		r.refuse(w, err)
		return
	}
	since = p.changeAt(since)
	poll := r.pace.of(p, time.Now(), r.Hub)
	doc, err := p.shelf.get(place{blog: p.Blog().Slug, kind: changesKind, number: uint64(since), poll: poll}, wanted{
		head:    p.Head(),
		version: func() version { return atHead(p.Head()) },
		print: func() (*document.Document, error) {
			out := changesJSON{Head: p.Head(), Poll: poll, Changes: []json.RawMessage{}}
			for _, c := range p.Delta(since) {
				data, err := p.event(c)
				if err != nil {
					return nil, err
				}
				out.Changes = append(out.Changes, data)
			}
			return p.printJSON(out)
		},
	})
	if err != nil {
		r.refuse(w, err)
		return
	}
	p.tell(w, changesCaching)
	doc.Serve(w, req, http.StatusOK)
}

// changeAt gives the seq of the last change up to a seq: the delta since either is
// the same. So all who are up to date get one document, whatever they call the
// head, and there are no more of them than there are changes.
func (p *paper) changeAt(seq coverage.Seq) coverage.Seq {
	if seq >= p.Head() {
		return p.Head()
	}
	seqs := p.seqs()
	after, _ := slices.BinarySearch(seqs, seq+1)
	if after == 0 {
		return 0
	}
	return seqs[after-1]
}
