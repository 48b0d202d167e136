package reader

import (
	"bytes"
	"context"
	"errors"
	"net/http"
	"strconv"

	"github.com/stoppress/stoppress/internal/coverage"
	"github.com/stoppress/stoppress/internal/fanout"
	"github.com/stoppress/stoppress/internal/sse"
)

// frame gives the events of all changes since a seq, encoded once.
func (p *paper) frame(since coverage.Seq) (fanout.Frame, error) {
	return p.frames.Get(since, func() (fanout.Frame, error) {
		var b bytes.Buffer
		changes := p.Delta(since)
		for i, c := range changes {
			data, err := p.event(c)
			if err != nil {
				return fanout.Frame{}, err
			}
			// Of changes with one seq the last alone carries the id: a reader that
			// was cut off between them gets both again.
			id := ""
			if i == len(changes)-1 || changes[i+1].Seq != c.Seq {
				id = strconv.FormatUint(uint64(c.Seq), 10)
			}
			sse.Write(&b, id, string(c.Type), data)
		}
		return fanout.NewFrame(since, p.Head(), b.Bytes()), nil
	})
}

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
	switch {
	case !given:
		since = p.Head()
	case since < p.Head(): // one frame for all between two changes
		since = p.changeAt(since)
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
		r.refuse(w, fanout.Refusal(err))
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
