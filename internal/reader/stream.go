package reader

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"

	"github.com/stoppress/stoppress/internal/coverage"
	"github.com/stoppress/stoppress/internal/document"
	"github.com/stoppress/stoppress/internal/fanout"
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

// Readers who were cut off come back after a time between these, in milliseconds,
// so that they do not come all at once.
const (
	retryFrom = 1000
	retryTo   = 4000
)

// retryLine tells a reader when to come back, should it be cut off.
func retryLine() fanout.Frame {
	return fanout.NewFrame(0, 0, fmt.Appendf(nil, "retry: %d\n\n", retryFrom+rand.IntN(retryTo-retryFrom)))
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
	p, release, err := r.papers.Hold(req.Context(), slug)
	if err != nil {
		r.refuse(w, err)
		return
	}
	defer release()
	if !given {
		since = p.Head()
	}
	h := w.Header()
	h.Set("Content-Type", "text/event-stream")
	h.Set("Cache-Control", "no-store")
	h.Set("X-Accel-Buffering", "no")
	h.Set("Surrogate-Key", "blog-"+string(p.Blog().ID))
	if req.Method == http.MethodHead {
		return
	}
	encoding := fanout.Plain
	h.Set("Vary", "Accept-Encoding")
	if document.Takes(req.Header.Get("Accept-Encoding"), "gzip") {
		encoding = fanout.Gzip
		h.Set("Content-Encoding", "gzip")
	}
	control := http.NewResponseController(w)
	write := func(f fanout.Frame) error {
		if _, err := w.Write(encoding.Of(f)); err != nil {
			return err
		}
		return control.Flush()
	}
	if _, err := w.Write(encoding.Preamble()); err != nil {
		return
	}
	if write(retryLine()) != nil {
		return
	}
	err = r.Hub.Subscribe(req.Context(), string(slug), since, func(ctx context.Context, since coverage.Seq) (fanout.Frame, error) {
		p, err := r.papers.Get(ctx, slug)
		if err != nil {
			return fanout.Frame{}, err
		}
		return p.frame(since)
	}, write)
	if coverage.KindOf(err) == coverage.Unavailable && !errors.Is(err, context.Canceled) {
		r.Log.Warn("a stream ended early; the reader comes back by itself", "blog", slug, "error", err)
	}
}
