package edge

import (
	"context"
	"fmt"
	"net/http"

	"github.com/stoppress/stoppress/internal/coverage"
	"github.com/stoppress/stoppress/internal/document"
	"github.com/stoppress/stoppress/internal/fanout"
)

func (e *Edge) serveStream(w http.ResponseWriter, r *http.Request) {
	since, given, err := coverage.ParseSince(r.URL.RawQuery, r.Header.Get("Last-Event-ID"))
	if err != nil {
		e.refuse(w, err)
		return
	}
	f, err := e.follow(r.Context(), coverage.Slug(r.PathValue("blog")), 1)
	if err != nil {
		e.refuse(w, err)
		return
	}
	m := f.now()
	if !given {
		since = m.head
	}
	h := w.Header()
	h.Set("Cache-Control", "no-store")
	m.tell(h)
	if r.Method == http.MethodHead {
		f.leave(1)
		h.Set("Content-Type", "text/event-stream")
		return
	}
	err = e.hub.Serve(w, r, fanout.Topic{
		Name:  string(f.slug),
		Delta: func(_ context.Context, since coverage.Seq) (fanout.Frame, error) { return f.now().frame(since), nil },
		Left:  func() { f.leave(1) },
	}, since)
	if err != nil {
		f.leave(1)
		e.refuse(w, fanout.Refusal(err))
	}
}

func (e *Edge) serveChanges(w http.ResponseWriter, r *http.Request) {
	since, _, err := coverage.ParseSince(r.URL.RawQuery, r.Header.Get("Last-Event-ID"))
	if err != nil {
		e.refuse(w, err)
		return
	}
	f, err := e.follow(r.Context(), coverage.Slug(r.PathValue("blog")), 0)
	if err != nil {
		e.refuse(w, err)
		return
	}
	m, lately := f.pace()
	poll := fanout.PollSeconds(m.state, lately, e.hub.Readers(string(f.slug)))
	h := w.Header()
	m.tell(h)
	h.Set("Cache-Control", changesCaching)
	e.changes(f.slug, m, since, poll).Serve(w, r, http.StatusOK)
}

// changesCaching is what an origin says of its changes.
const changesCaching = "public, max-age=1, s-maxage=1, stale-while-revalidate=3, stale-if-error=60"

// tell marks an answer as one that holds words of the blog.
func (m *mirror) tell(h http.Header) {
	if m.key != "" {
		h.Set("Surrogate-Key", m.key)
	}
}

// changes gives the changes since a seq as whoever polls gets them. Those who are
// up to date share one document, and so do those who ask right after each other.
func (e *Edge) changes(slug coverage.Slug, m *mirror, since coverage.Seq, poll int) *document.Document {
	since = m.changeAt(since)
	name := fmt.Sprintf("%s %d %d %d", slug, m.changed.UnixNano(), since, poll)
	m.making.Lock()
	defer m.making.Unlock()
	if kept := e.answers.get(name); kept != nil {
		return kept.body
	}
	doc := document.New("application/json", m.answer(since, poll))
	e.answers.put(name, &copied{body: doc})
	return doc
}
