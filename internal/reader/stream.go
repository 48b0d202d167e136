package reader

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/http"
	"strconv"

	"github.com/stoppress/stoppress/internal/coverage"
	"github.com/stoppress/stoppress/internal/fanout"
	"github.com/stoppress/stoppress/internal/problem"
)

// frame gives the events of all changes since a seq, as server-sent events
// (https://html.spec.whatwg.org/multipage/server-sent-events.html), encoded once.
func (p *paper) frame(since coverage.Seq) (fanout.Frame, error) {
	return p.frames.get(since, func() (fanout.Frame, error) {
		var b bytes.Buffer
		changes := p.Delta(since)
		for i, c := range changes {
			data, err := p.event(c)
			if err != nil {
				return fanout.Frame{}, err
			}
			// Of changes with one seq the last alone carries the id: a reader that
			// was cut off between them gets both again.
			if i == len(changes)-1 || changes[i+1].Seq != c.Seq {
				fmt.Fprintf(&b, "id: %d\n", c.Seq)
			}
			fmt.Fprintf(&b, "event: %s\ndata: %s\n\n", c.Type, data)
		}
		return fanout.NewFrame(since, p.Head(), b.Bytes()), nil
	})
}

// How many seconds a reader waits that finds no stream.
const (
	fullFor   = 30 // while there is no room
	closedFor = 2  // while the server starts anew
)

func (r *Reader) serveStream(w http.ResponseWriter, req *http.Request) {
	since, given, err := coverage.ParseSince(req.URL.RawQuery, req.Header.Get("Last-Event-ID"))
	if err != nil {
		r.refuse(w, err)
		return
	}
	slug := coverage.Slug(req.PathValue("blog"))
	if !r.Directory.Has(slug) {
		r.refuse(w, coverage.Errorf(coverage.NotFound, "there is no such coverage here"))
		return
	}
	p, err := r.papers.Hold(req.Context(), slug)
	if err != nil {
		r.refuse(w, err)
		return
	}
	if !given {
		since = p.Head()
	}
	h := w.Header()
	h.Set("Cache-Control", "no-store")
	h.Set("Surrogate-Key", "blog-"+string(p.Blog().ID))
	if req.Method == http.MethodHead {
		r.papers.Release(slug)
		h.Set("Content-Type", "text/event-stream")
		return
	}
	if err := r.Hub.Serve(w, req, r.topic(slug), since); err != nil {
		r.papers.Release(slug)
		r.refuse(w, noStream(err))
	}
}

// topic is what the readers of a blog are served.
func (r *Reader) topic(slug coverage.Slug) fanout.Topic {
	return fanout.Topic{
		Name: string(slug),
		Delta: func(ctx context.Context, since coverage.Seq) (fanout.Frame, error) {
			p, err := r.papers.Get(ctx, slug)
			if err != nil {
				if !errors.Is(err, context.Canceled) {
					r.Log.Warn("readers wait for what changed", "blog", slug, "since", since, "error", err)
				}
				return fanout.Frame{}, err
			}
			return p.frame(since)
		},
		Left: func() { r.papers.Release(slug) },
	}
}

// noStream says why there is no stream now, and when there may be one.
func noStream(err error) error {
	wait, why := fullFor, "as many readers as there is room for are listening already; poll the changes meanwhile"
	switch {
	case errors.Is(err, fanout.ErrClosed):
		wait, why = closedFor, "the server is going down; come back in a moment"
	case !errors.Is(err, fanout.ErrFull):
		return err
	}
	p := problem.New(http.StatusServiceUnavailable, why)
	p.Headers.Set("Retry-After", strconv.Itoa(wait))
	return p
}
