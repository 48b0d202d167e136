package api

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"
	"time"

	"github.com/stoppress/stoppress/internal/attendance"
	"github.com/stoppress/stoppress/internal/coverage"
	"github.com/stoppress/stoppress/internal/sse"
)

// audienceEvery is how often an open desk is told of its readers, where their number
// has changed.
const audienceEvery = 5 * time.Second

// asides writes to a desk what is no change of the blog, and therefore has no seq:
// who is here, what the desk said about a post, how many readers there are. It ends
// with ctx, with a write that fails, and where whoever listens is let in no more. What
// comes while a write waits is told once, as it is then.
func (a *API) asides(ctx context.Context, r *http.Request, slug coverage.Slug, write func([]byte) error) error {
	watch := a.Attendance.Watch(slug)
	defer watch.Close()
	tick := time.NewTicker(audienceEvery)
	defer tick.Stop()
	var told audienceBody
	for {
		var b bytes.Buffer
		select {
		case <-watch.C:
			if err := a.writeNews(ctx, &b, slug, watch.Take()); err != nil {
				return err
			}
		case <-tick.C:
			if len(a.Attendance.Here(slug)) == 0 {
				continue // a tool listens, and nobody looks
			}
			now, err := a.audience(ctx, slug)
			if err != nil || now == told {
				continue // the next tick tells
			}
			told = now
			if err := writeAside(&b, "audience", now); err != nil {
				return err
			}
		case <-ctx.Done():
			return nil
		}
		if _, err := a.authenticate(r); err != nil {
			return err
		}
		if err := write(b.Bytes()); err != nil {
			return err
		}
	}
}

func (a *API) writeNews(ctx context.Context, b *bytes.Buffer, slug coverage.Slug, news attendance.News) error {
	if news.Here {
		if err := writeAside(b, "here", a.here(slug)); err != nil {
			return err
		}
	}
	for post := range news.Comments {
		comments, err := a.Newsroom.Comments(ctx, slug, post)
		if err != nil {
			return err // the desk comes back by itself and asks for all threads
		}
		if err := writeAside(b, "comments", thread{post, comments}); err != nil {
			return err
		}
	}
	return nil
}

func writeAside(b *bytes.Buffer, event string, data any) error {
	encoded, err := json.Marshal(data)
	if err != nil {
		return err
	}
	sse.Write(b, "", event, encoded)
	return nil
}
