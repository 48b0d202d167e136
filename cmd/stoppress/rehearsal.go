package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"sync/atomic"
	"time"

	"github.com/stoppress/stoppress/internal/audience"
	"github.com/stoppress/stoppress/internal/coverage"
)

// rehearsal is a newsroom at work for a load test: it publishes fiction that says
// what it is, changes it, and withdraws it.
type rehearsal struct {
	*client
	blog     string
	made     int             // posts, for their titles
	shown    []coverage.Post // that are published now, the oldest first
	count    atomic.Int64    // changes that were acknowledged
	answered audience.Latencies
}

func (r *rehearsal) acknowledged() int { return int(r.count.Load()) }

// publish makes so many changes, at a rate a second; where the server does not
// keep up, as fast as it does.
func (r *rehearsal) publish(ctx context.Context, changes int, rate float64, readers *audience.Audience) error {
	pace := time.NewTicker(time.Duration(float64(time.Second) / rate))
	defer pace.Stop()
	for n := range changes {
		if err := r.change(ctx, n, readers); err != nil {
			return fmt.Errorf("change %d of %d: %w", n+1, changes, err)
		}
		if n+1 == changes {
			break
		}
		select {
		case <-pace.C:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return nil
}

// change makes the nth change. Of ten, six are new posts, two are edits, one pins
// a post or unpins it, and one is a withdrawal.
func (r *rehearsal) change(ctx context.Context, n int, readers *audience.Audience) error {
	if len(r.shown) > 0 {
		some := &r.shown[n*7%len(r.shown)]
		switch n % 10 {
		case 3, 6:
			return r.ask(ctx, readers, http.MethodPatch, some, map[string]any{"title": strings.TrimSuffix(some.Title, edited) + edited, "elements": words(n + 1)})
		case 5:
			return r.ask(ctx, readers, http.MethodPatch, some, map[string]any{"pinned": !some.Pinned})
		case 8:
			if err := r.ask(ctx, readers, http.MethodDelete, &r.shown[0], nil); err != nil {
				return err
			}
			r.shown = r.shown[1:]
			return nil
		}
	}
	r.made++
	var post coverage.Post
	err := r.ask(ctx, readers, http.MethodPost, &post, map[string]any{"status": coverage.Published, "title": title(r.made), "elements": words(n)})
	if post.ID != "" {
		r.shown = append(r.shown, post)
	}
	return err
}

// withdrawWithin is the time for leaving a blog as it was found.
const withdrawWithin = 2 * time.Minute

// withdrawAll takes back what is still shown.
func (r *rehearsal) withdrawAll(ctx context.Context, readers *audience.Audience) error {
	ctx, cancel := context.WithTimeout(ctx, withdrawWithin)
	defer cancel()
	for len(r.shown) > 0 {
		if err := r.ask(ctx, readers, http.MethodDelete, &r.shown[0], nil); err != nil {
			return fmt.Errorf("%d posts of the load test are still in /%s, titled \"Load test\"; withdraw them at the desk: %w", len(r.shown), r.blog, err)
		}
		r.shown = r.shown[1:]
	}
	return nil
}

const (
	// patience is how long a server that does not answer, or cannot write, is asked
	// again: as long as a restart may take.
	patience     = time.Minute
	betweenTries = time.Second
)

// ask makes one change of the post, and leaves there what it became.
func (r *rehearsal) ask(ctx context.Context, readers *audience.Audience, method string, post *coverage.Post, body any) error {
	path := "/api/v1/blogs/" + segment(r.blog) + "/posts"
	headers := []string{"Idempotency-Key", rand.Text()}
	if method != http.MethodPost {
		path += "/" + segment(string(post.ID))
		headers = []string{"If-Match", fmt.Sprintf(`"%d"`, post.Seq)}
	}
	acknowledged := readers.Sending()
	began := time.Now()
	var now coverage.Post
	for {
		err := r.call(ctx, method, path, body, &now, headers...)
		if err == nil {
			break
		}
		var no *refused
		switch refusal := errors.As(err, &no); {
		case ctx.Err() != nil, time.Since(began) > patience:
		case refusal && no.status == http.StatusPreconditionFailed:
			// Somebody else changed it, or a try was heard and its answer was not: asking
			// for the same again changes nothing then.
			if err = r.call(ctx, http.MethodGet, path, nil, &now); err == nil {
				headers[1] = fmt.Sprintf(`"%d"`, now.Seq)
				continue
			}
		case !refusal, no.status == http.StatusServiceUnavailable:
			select {
			case <-time.After(betweenTries):
				continue
			case <-ctx.Done():
			}
		}
		acknowledged(0)
		return err
	}
	acknowledged(uint64(now.Seq))
	r.answered.Record(time.Since(began))
	r.count.Add(1)
	*post = now
	return nil
}

// edited ends the title of a post that was edited.
const edited = ", edited"

func title(n int) string { return fmt.Sprintf("Load test: update %d", n) }

// words are the elements of a post of the test, some 500 to 2,000 bytes.
func words(n int) []coverage.Element {
	said := []string{"This is a test of how many readers can be served. Nothing has happened, and this update will be withdrawn when the test ends."}
	for i := range 1 + n%4 {
		said = append(said, fiction[(n+i)%len(fiction)])
	}
	return []coverage.Element{{Type: coverage.Text, HTML: coverage.ParagraphHTML(said...)}}
}

// fiction is of no place and nobody.
var fiction = []string{
	"The harbour master of the test has lowered the test's barrier, and the two imaginary ferries that lay behind it have left for the imaginary island. Passengers who do not exist were seen waving from the deck, and those on the quay, who do not exist either, waved back until the boats were out of sight.",
	"At the third hour of talks that nobody holds, both sides of the table were said to be closer than before, which is easily done where there are no sides. A spokesperson who was made up for this purpose spoke of progress, of patience, and of a supper that had been sent for and had not come.",
	"The tide that this test has thought of turns a little after noon. Until then the lower quay stays closed, the upper quay stays open, and the middle one stays what it always was, a row of words in a paragraph that is here to be as long as paragraphs of live coverage are on an ordinary day.",
	"Some forty lanterns, none of them real, have been hung along the sea wall for the evening that the test foresees. Should it rain, the lanterns will go out; should it not, they will be counted, and the number will be forty again, since nothing in this update has changed but its place in the list.",
	"A choir of invented dockers has sung for the invented mayor, who thanked them in an invented speech. It was short, as speeches should be, and it was followed by a silence of the length that the authors of this test thought right, and by an update to say that the silence had ended.",
}
