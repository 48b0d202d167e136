package edge

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"golang.org/x/sync/singleflight"

	"github.com/stoppress/stoppress/internal/coverage"
)

// passedOn are the headers of an answer that go on to readers, beside those that
// are made anew (RFC 9110, 7.6.1 says which never do).
var passedOn = []string{"Cache-Control", "Surrogate-Key", "Location", "Retry-After", "Link", "Last-Modified", "X-Robots-Tag"}

// asksFor are the parts of a query that an answer may depend on; others are left
// out, so that nobody can have the same page kept a thousand times.
var asksFor = []string{"before", "order", "page", "url"}

const (
	// keptAtLeast is how long an answer is kept that says nothing of it, 404 above all.
	keptAtLeast = time.Second
	// awayFor is how long a copy will do whose origin could not be asked.
	awayFor = 2 * time.Second
	// newerWithin is how long a reader waits for a newer copy before the old one will
	// do.
	newerWithin = 2 * time.Second
)

func (e *Edge) serveCopy(w http.ResponseWriter, r *http.Request) {
	address := addressOf(r.URL)
	slug := slugIn(r.URL.Path)
	c, err := e.newest(r.Context(), address, slug)
	if err != nil {
		w.Header().Set("Retry-After", "5")
		e.refuse(w, err)
		return
	}
	for name, values := range c.header {
		w.Header()[name] = values
	}
	c.body.Serve(w, r, c.status)
	if c.status == http.StatusOK && c.header.Get("Surrogate-Key") != "" && slug != "" {
		// Whoever reads a page will listen next, perhaps when the origin is away.
		e.begin(slug, 0)
	}
}

// newest gives the copy of an address that may be served now.
func (e *Edge) newest(ctx context.Context, address string, slug coverage.Slug) (*copied, error) {
	known := e.known(slug)
	c := e.copies.get(address)
	if c == nil {
		return e.ask(ctx, address, slug)
	}
	overtaken := known != nil && known.head > c.at
	if !overtaken && time.Now().Before(c.until) {
		return c, nil
	}
	if !overtaken { // it is asked for again, and will do meanwhile
		e.question(address, slug)
		return c, nil
	}
	within, cancel := context.WithTimeout(ctx, newerWithin)
	defer cancel()
	newer, err := e.ask(within, address, slug)
	if err == nil {
		return newer, nil
	}
	if known.lastGone > c.at {
		return nil, away(err) // the copy may hold words that were withdrawn
	}
	return c, nil
}

// ask asks the origin for an address and gives the answer.
func (e *Edge) ask(ctx context.Context, address string, slug coverage.Slug) (*copied, error) {
	select {
	case result := <-e.question(address, slug):
		if result.Err != nil {
			return nil, away(result.Err)
		}
		return result.Val.(*copied), nil
	case <-ctx.Done():
		return nil, away(ctx.Err())
	}
}

// question asks the origin for an address and keeps the answer. All who want it at
// the same time share one question, which goes on where nobody waits for it.
func (e *Edge) question(address string, slug coverage.Slug) <-chan singleflight.Result {
	return e.asking.DoChan(address, func() (any, error) {
		e.mu.Lock()
		if e.ctx.Err() != nil {
			e.mu.Unlock()
			return nil, e.ctx.Err()
		}
		e.running.Add(1)
		e.mu.Unlock()
		defer e.running.Done()
		return e.renew(address, slug)
	})
}

// renew has an answer of the origin take the place of the copy.
func (e *Edge) renew(address string, slug coverage.Slug) (*copied, error) {
	// Before the question: what changes meanwhile may or may not be in the answer.
	var c copied
	if known := e.known(slug); known != nil {
		c.at = known.head
	}
	old := e.copies.get(address)
	tag := ""
	if old != nil {
		tag = old.tag
	}
	got, err := e.origin.get(e.ctx, address, tag)
	switch {
	case err != nil:
		e.log.Warn("the origin could not be asked; what is known is served meanwhile", "address", address, "error", err)
		if old != nil {
			later := *old
			later.until = time.Now().Add(awayFor)
			e.copies.put(address, &later)
		}
		return nil, err
	case got.status == http.StatusNotModified && old != nil:
		c.status, c.header, c.body, c.tag = old.status, old.header, old.body, old.tag
	default:
		c.status, c.tag, c.header = got.status, got.header.Get("ETag"), http.Header{}
		for _, name := range passedOn {
			if values := got.header.Values(name); len(values) > 0 {
				c.header[name] = values
			}
		}
		c.body = e.press.New(got.header.Get("Content-Type"), got.body, restsAfter)
	}
	c.until = time.Now().Add(keptFor(got.header.Get("Cache-Control")))
	e.copies.put(address, &c)
	return &c, nil
}

// restsAfter is how long a copy must have been there to be worth packing well.
const restsAfter = 30 * time.Second

func away(err error) error {
	if errors.Is(err, context.Canceled) {
		return err
	}
	return &coverage.Error{Kind: coverage.Unavailable, Message: "this cannot be reached now; try again in a moment", Cause: err}
}

// addressOf gives the origin's address of what is asked for.
func addressOf(u *url.URL) string {
	kept := url.Values{}
	for name, values := range u.Query() {
		for _, known := range asksFor {
			if name == known {
				kept[name] = values[:1]
			}
		}
	}
	address := u.EscapedPath()
	if len(kept) > 0 {
		address += "?" + kept.Encode()
	}
	return address
}

// slugIn gives the blog that an address may belong to; "" where it can be none's.
func slugIn(path string) coverage.Slug {
	name, _, _ := strings.Cut(strings.TrimPrefix(path, "/"), "/")
	slug, err := coverage.ParseSlug(strings.TrimSuffix(name, ".json"))
	if err != nil {
		return ""
	}
	return slug
}

// keptFor is how long a shared cache may keep an answer without asking (RFC 9111,
// 5.2.2).
func keptFor(control string) time.Duration {
	kept := keptAtLeast
	for part := range strings.SplitSeq(control, ",") {
		name, value, _ := strings.Cut(strings.TrimSpace(part), "=")
		seconds, err := strconv.Atoi(value)
		switch {
		case err != nil || seconds < 0:
		case name == "s-maxage":
			return max(keptAtLeast, time.Duration(seconds)*time.Second)
		case name == "max-age":
			kept = max(keptAtLeast, time.Duration(seconds)*time.Second)
		}
	}
	return kept
}
