package edge

import (
	"context"
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
	h.Set("Surrogate-Key", m.key)
	if r.Method == http.MethodHead {
		f.leave(1)
		h.Set("Content-Type", "text/event-stream")
		return
	}
	err = e.hub.Serve(w, r, fanout.Topic{
		Name:  string(f.slug),
		Delta: func(_ context.Context, since coverage.Seq) (fanout.Frame, error) { return f.now().frame(since) },
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
	h.Set("Surrogate-Key", m.key)
	h.Set("Cache-Control", "public, max-age=1, s-maxage=1, stale-while-revalidate=3, stale-if-error=60")
	m.changes(since, poll).Serve(w, r, http.StatusOK)
}

// changes gives the changes since a seq as whoever polls gets them. Those who are
// up to date share one document, and so do those who ask right after each other.
func (m *mirror) changes(since coverage.Seq, poll int) *document.Document {
	at := asked{min(since, m.head), poll}
	m.answers.Lock()
	defer m.answers.Unlock()
	doc := m.answers.kept[at]
	if doc == nil {
		if m.answers.kept == nil || len(m.answers.kept) >= answersKept {
			m.answers.kept = map[asked]*document.Document{}
		}
		doc = document.New("application/json", m.answer(at.since, poll))
		m.answers.kept[at] = doc
	}
	return doc
}
