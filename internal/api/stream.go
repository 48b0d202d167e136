package api

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"
	"strconv"
	"sync"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"github.com/stoppress/stoppress/internal/coverage"
	"github.com/stoppress/stoppress/internal/fanout"
	"github.com/stoppress/stoppress/internal/sse"
)

// streamRoutes serves the desk's own stream: every change of the blog and of its
// posts, whatever their status. It is not what readers get.
func (a *API) streamRoutes() {
	huma.Register(a.huma, huma.Operation{
		OperationID: "follow-blog", Method: http.MethodGet, Path: "/api/v1/blogs/{blog}/stream",
		Summary:     "Server-sent events: post (a Post of any status) and blog (a Blog), id: is the seq",
		Description: "Starts after since, or after Last-Event-ID, which wins; without both it starts now. Beside them, without an id: here (who is at the desk, at the start and when it changes), comments (the thread of a post that has grown), and audience (how many read, every few seconds where it has changed, while somebody is at the desk).",
		Responses: map[string]*huma.Response{"200": {
			Description: "A stream of events",
			Content:     map[string]*huma.MediaType{"text/event-stream": {Schema: &huma.Schema{Type: huma.TypeString}}},
		}},
		Errors: problemAnswers(http.StatusBadRequest),
	}, func(ctx context.Context, in *struct {
		connection
		Blog        string `path:"blog"`
		Since       string `query:"since" doc:"A whole number from 0 to 2^63-1"`
		LastEventID string `header:"Last-Event-ID"`
		Tab         string `query:"tab" doc:"The tab that listens, by the name that it has in presence: where the stream ends, it is gone"`
	}) (*huma.StreamResponse, error) {
		slug := coverage.Slug(in.Blog)
		since, given, err := coverage.ParseSince(in.request.URL.RawQuery, in.LastEventID)
		if err != nil {
			return answer[huma.StreamResponse](a, nil, err)
		}
		book, err := a.Newsroom.HoldBook(ctx, slug)
		if err != nil {
			return answer[huma.StreamResponse](a, nil, err)
		}
		if !given {
			since = book.Head()
		}
		return &huma.StreamResponse{Body: func(hctx huma.Context) {
			defer a.Newsroom.ReleaseBook(slug)
			r, w := humago.Unwrap(hctx)
			w.Header().Set("Content-Type", "text/event-stream")
			w.Header().Set("X-Accel-Buffering", "no")
			control := http.NewResponseController(w)
			var writing sync.Mutex // changes and asides are written from two goroutines
			write := func(b []byte) error {
				writing.Lock()
				defer writing.Unlock()
				if _, err := w.Write(b); err != nil {
					return err
				}
				return control.Flush()
			}
			if write([]byte("retry: 2000\n\n")) != nil {
				return
			}
			ctx, cancel := context.WithCancel(r.Context())
			var aside sync.WaitGroup
			defer aside.Wait()
			defer a.cut(actorOf(r.Context()).Author, slug, in.Tab)
			defer cancel()
			aside.Go(func() {
				defer cancel()
				if err := a.asides(ctx, r, slug, write); err != nil && ctx.Err() == nil {
					a.Log.Debug("a desk is let go, and comes back", "blog", slug, "error", err)
				}
			})
			// However it ends, the desk comes back by itself with its last seq.
			_ = a.Hub.Subscribe(ctx, in.Blog, since, func(ctx context.Context, since coverage.Seq) (fanout.Frame, error) {
				// Whoever was let in may have been disabled or revoked since.
				if _, err := a.authenticate(r); err != nil {
					return fanout.Frame{}, err
				}
				return a.deskFrame(ctx, slug, since)
			}, func(f fanout.Frame) error { return write(f.Plain) })
		}}, nil
	})
}

// BlogChanged tells the desks of a blog that it, or a post of it, changed.
func (a *API) BlogChanged(slug coverage.Slug) {
	// Frames that cover nothing make each desk ask for its own delta.
	a.Hub.Publish(string(slug), fanout.Frame{From: ^coverage.Seq(0), To: ^coverage.Seq(0)})
}

func (a *API) deskFrame(ctx context.Context, slug coverage.Slug, since coverage.Seq) (fanout.Frame, error) {
	book, err := a.Newsroom.Book(ctx, slug)
	if err != nil {
		return fanout.Frame{}, err
	}
	var b bytes.Buffer
	blog, sent := book.Blog(), book.Blog().Seq <= since
	sendBlog := func() error { sent = true; return writeEvent(&b, "blog", blog.Seq, blog) }
	for _, post := range book.Since(since) {
		if !sent && blog.Seq < post.Seq {
			if err := sendBlog(); err != nil {
				return fanout.Frame{}, err
			}
		}
		if err := writeEvent(&b, "post", post.Seq, post); err != nil {
			return fanout.Frame{}, err
		}
	}
	if !sent {
		if err := sendBlog(); err != nil {
			return fanout.Frame{}, err
		}
	}
	return fanout.NewFrame(since, book.Head(), b.Bytes()), nil
}

func writeEvent(b *bytes.Buffer, event string, seq coverage.Seq, data any) error {
	encoded, err := json.Marshal(data)
	if err != nil {
		return err
	}
	sse.Write(b, strconv.FormatUint(uint64(seq), 10), event, encoded)
	return nil
}
