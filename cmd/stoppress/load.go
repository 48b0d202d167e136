package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"
	"time"

	"github.com/stoppress/stoppress/internal/audience"
)

type loadCommand struct {
	URL     string        `help:"The page of the blog to read, such as https://live.example.org/rehearsal; use a blog of its own." required:"" name:"url"`
	Readers int           `help:"How many readers listen." default:"100"`
	Publish int           `help:"How many changes to make meanwhile: posts, edits and withdrawals, all marked as a test, and withdrawn at the end. 0 only listens." default:"20"`
	Rate    float64       `help:"Changes a second." default:"5"`
	For     time.Duration `help:"Listen for so long at least." default:"0s"`
	Gzip    bool          `help:"Ask for compressed streams; each reader then takes some 50 KB here." name:"gzip"`
	JSON    bool          `help:"Print JSON." name:"json"`
}

const (
	// maxReaders is more than one machine can be.
	maxReaders = 1_000_000
	// gatherWithin is the time for the first readers to be let in; each thousand has
	// perThousand more.
	gatherWithin = 30 * time.Second
	perThousand  = 5 * time.Second
	// settleWithin is the time that readers have to get the last changes: one that
	// polls may wait a minute.
	settleWithin = 75 * time.Second
)

// loadReport is what came of it. Times are in milliseconds.
type loadReport struct {
	URL        string    `json:"url"`
	Readers    int       `json:"readers"`
	Published  int       `json:"published"` // changes that were acknowledged, with the withdrawals at the end
	Lost       int       `json:"lost"`      // what readers lack or have wrong, beside a fresh load, each counted for each reader
	Incomplete int       `json:"incomplete"`
	Unserved   int       `json:"unserved"` // readers that were never let in
	Reconnects int       `json:"reconnects"`
	Polls      int       `json:"polls"`
	Events     uint64    `json:"events"`
	Bytes      uint64    `json:"bytes"`
	Reached    quantiles `json:"reachedMs"`      // from the acknowledgement to a reader
	Answered   quantiles `json:"acknowledgedMs"` // from asking to the acknowledgement
	Seconds    float64   `json:"seconds"`
}

// quantiles are the quantiles that are told.
type quantiles struct {
	Count uint64  `json:"count"`
	P50   float64 `json:"p50"`
	P90   float64 `json:"p90"`
	P99   float64 `json:"p99"`
	Max   float64 `json:"max"`
}

func quantilesOf(l audience.Latencies) quantiles {
	ms := func(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }
	return quantiles{l.Count(), ms(l.Quantile(0.5)), ms(l.Quantile(0.9)), ms(l.Quantile(0.99)), ms(l.Max())}
}

// errLost says that readers do not have what they should; the report tells more.
var errLost = errors.New("readers do not have what a fresh load has")

func (c loadCommand) Run(ctx context.Context, where place, std stdio) error {
	site, slug, err := audience.ParseURL(c.URL)
	switch {
	case err != nil:
		return usageError{fmt.Sprintf("--url: %v", err)}
	case c.Readers < 1 || c.Readers > maxReaders:
		return usageError{fmt.Sprintf("--readers: from 1 to %d", maxReaders)}
	case c.Publish < 0:
		return usageError{"--publish: 0 or more"}
	case c.Rate <= 0:
		return usageError{"--rate: more than 0"}
	}
	var press *rehearsal
	if c.Publish > 0 {
		if press, err = c.press(ctx, where, site, slug); err != nil {
			return err
		}
	}
	began := time.Now()
	readers, err := audience.Open(ctx, audience.Options{URL: c.URL, Readers: c.Readers, Gzip: c.Gzip})
	if err != nil {
		return err
	}
	defer readers.Close()
	show := newProgress(std.err, readers, press)
	defer show.stop()

	show.phase("Letting readers in")
	if err := readers.Gather(ctx, gatherWithin+time.Duration(c.Readers/1000)*perThousand); err != nil {
		return err
	}
	lost, err := c.rehearse(ctx, readers, press, show)
	if err != nil {
		return err
	}
	show.stop()
	return c.report(std, readers, press, lost, time.Since(began))
}

// press finds a way to publish in the blog that is read.
func (c loadCommand) press(ctx context.Context, where place, site, slug string) (*rehearsal, error) {
	if where.Server == "" && os.Getenv("STOPPRESS_TOKEN") != "" {
		where.Server = site
	}
	server, err := where.connect()
	if err != nil {
		return nil, err
	}
	var there, read struct {
		ID   string `json:"id"`
		Blog struct {
			ID string `json:"id"`
		} `json:"blog"`
	}
	if err := server.call(ctx, http.MethodGet, "/api/v1/blogs/"+segment(slug), nil, &there); err != nil {
		return nil, fmt.Errorf("to publish in %q, set STOPPRESS_TOKEN to an API token of its server, or name that server's data directory with --data; --publish 0 only listens: %w", slug, err)
	}
	public := &client{http: &http.Client{Timeout: answerWithin}, base: site, token: "none"}
	if err := public.call(ctx, http.MethodGet, "/"+segment(slug)+".json", nil, &read); err != nil {
		return nil, fmt.Errorf("read %s: %w", c.URL, err)
	}
	if there.ID != read.Blog.ID {
		return nil, fmt.Errorf("%s is another blog than the one called %q on the server to publish at; name that server with --server or --data", c.URL, slug)
	}
	return &rehearsal{client: server, blog: slug}, nil
}

// rehearse publishes while the readers read, and withdraws all of it at the end,
// also where it was stopped in between.
func (c loadCommand) rehearse(ctx context.Context, readers *audience.Audience, press *rehearsal, show *progress) (lost audience.Lost, err error) {
	until := time.Now().Add(c.For)
	if press != nil {
		show.phase("Publishing")
		err = press.publish(ctx, c.Publish, c.Rate, readers)
	}
	if wait := time.Until(until); err == nil && wait > 0 {
		show.phase("Listening")
		select {
		case <-time.After(wait):
		case <-ctx.Done():
			err = ctx.Err()
		}
	}
	if err == nil {
		show.phase("Comparing with a fresh load")
		lost, err = readers.Settle(ctx, settleWithin)
	}
	if press == nil {
		return lost, err
	}
	show.phase("Withdrawing the test's posts")
	if left := press.withdrawAll(context.WithoutCancel(ctx), readers); left != nil {
		return lost, errors.Join(err, left)
	}
	if err != nil {
		return lost, err
	}
	show.phase("Comparing with a fresh load")
	after, err := readers.Settle(ctx, settleWithin)
	return audience.Lost{
		Changes: lost.Changes + after.Changes, Readers: max(lost.Readers, after.Readers), Example: cmp.Or(lost.Example, after.Example),
	}, err
}

func (c loadCommand) report(std stdio, readers *audience.Audience, press *rehearsal, lost audience.Lost, took time.Duration) error {
	s := readers.State()
	r := loadReport{
		URL: c.URL, Readers: c.Readers, Lost: lost.Changes, Incomplete: lost.Readers, Unserved: s.Unserved,
		Reconnects: s.Reconnects, Polls: s.Polls, Events: s.Events, Bytes: s.Bytes,
		Reached: quantilesOf(readers.Latencies()), Seconds: float64(took.Milliseconds()) / 1000,
	}
	if press != nil {
		r.Published, r.Answered = press.acknowledged(), quantilesOf(press.answered)
	}
	var err error
	if c.JSON {
		err = std.printJSON(r)
	} else {
		err = r.print(std)
	}
	if lost.Changes > 0 {
		why := errLost
		if lost.Example != "" {
			why = fmt.Errorf("%w: %s", why, lost.Example)
		}
		if first := readers.Why(); first != nil {
			why = fmt.Errorf("%w; the first trouble a reader had: %v", why, first)
		}
		return errors.Join(err, why)
	}
	return err
}

func (r loadReport) print(std stdio) error {
	line := func(q quantiles) string {
		return fmt.Sprintf("%.1f ms at the median, %.1f at the 90th percentile, %.1f at the 99th, %.1f at most (%d times)", q.P50, q.P90, q.P99, q.Max, q.Count)
	}
	if err := std.say("%d readers of %s, %d changes, %.1f s", r.Readers, r.URL, r.Published, r.Seconds); err != nil {
		return err
	}
	if r.Published > 0 {
		if err := std.say("Acknowledged after    %s\nWith a reader after   %s", line(r.Answered), line(r.Reached)); err != nil {
			return err
		}
	}
	return std.say("Reconnects            %d\nPolls                 %d\nReceived              %d events, %d bytes\nNever let in          %d readers\nLost                  %d",
		r.Reconnects, r.Polls, r.Events, r.Bytes, r.Unserved, r.Lost)
}
