package edge

import (
	"context"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"golang.org/x/sync/singleflight"

	"github.com/stoppress/stoppress/internal/coverage"
	"github.com/stoppress/stoppress/internal/document"
)

// passedOn are the headers of an answer that go on to readers, beside those that
// are made anew (RFC 9110, 7.6.1 says which never do).
var passedOn = []string{"Cache-Control", "Surrogate-Key", "Location", "Retry-After", "Link", "X-Robots-Tag", "Content-Security-Policy"}

// asksFor are the parts of a query that an answer may depend on; others are left
// out, so that nobody can have the same page kept a thousand times.
var asksFor = []string{"before", "format", "maxheight", "maxwidth", "order", "page", "post", "url"}

// keptAtLeast is how long an answer is kept that says nothing of it, 404 above all.
const keptAtLeast = time.Second

func (e *Edge) serveCopy(w http.ResponseWriter, r *http.Request) {
	c, err := e.newest(r.Context(), addressOf(r.URL), slugOf(r.URL))
	if err != nil {
		e.refuse(w, err)
		return
	}
	for name, values := range c.header {
		w.Header()[name] = values
	}
	if c.status == http.StatusOK {
		document.EarlyHints(w, r)
	}
	c.body.Serve(w, r, c.status)
}

// newest gives the copy of an address that may be served now.
func (e *Edge) newest(ctx context.Context, address string, slug coverage.Slug) (*copied, error) {
	known, away := e.known(slug)
	now := time.Now()
	c := e.copies.get(address)
	if c == nil {
		return e.ask(ctx, address, slug, known.changedAt())
	}
	overtaken, withdrawn := known.overtakes(c), known.withdraws(c)
	switch {
	case !overtaken && now.Before(c.until):
		return c, nil
	case now.Before(c.tried) && !known.changedAt().After(c.tried.Add(-e.times.away)): // of what was heard since, the origin can tell
	case !withdrawn && (away || !overtaken && now.Before(c.stale)): // it will do meanwhile
		e.question(address, slug)
		return c, nil
	default:
		within, cancel := context.WithTimeout(ctx, e.times.newer)
		defer cancel()
		newer, err := e.ask(within, address, slug, known.changedAt())
		if err == nil {
			return newer, nil
		}
		if ctx.Err() == nil { // others do not wait for the same
			e.copies.tried(address, c, time.Now().Add(e.times.away))
		}
		known, _ = e.known(slug)
		withdrawn = known.withdraws(c)
	}
	if withdrawn {
		return nil, errAway
	}
	return c, nil
}

// ask gives an answer that the origin was asked for after a time, and after it was
// heard that a post left. An answer that others wait for already may be older: then
// it is asked for once more.
func (e *Edge) ask(ctx context.Context, address string, slug coverage.Slug, after time.Time) (*copied, error) {
	ctx, cancel := context.WithTimeout(ctx, 2*e.times.answer)
	defer cancel()
	for {
		select {
		case result := <-e.question(address, slug):
			if result.Err != nil {
				return nil, result.Err
			}
			c := result.Val.(*copied)
			if known, _ := e.known(slug); c.asked.After(after) && !known.withdraws(c) {
				return c, nil
			}
		case <-ctx.Done():
			return nil, ctx.Err()
		}
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
	old := e.copies.get(address)
	if known, _ := e.known(slug); old != nil && !known.overtakes(old) && time.Now().Before(old.until) {
		return old, nil // it has come since whoever asks has looked
	}
	c, err := e.fetch(address, slug, old)
	if err == nil && c.isOfBlog() && !e.follows(slug) {
		// A blog that is followed from now on: whoever reads a page will listen next,
		// perhaps when the origin is away. What has been there all along is heard only
		// now, so the page is asked for again; it is seldom another one.
		if f := e.begin(slug, 0); f != nil {
			<-f.loaded
			if again, err := e.fetch(address, slug, c); err == nil {
				c = again
			}
		}
	}
	if err != nil {
		e.complaints.say("the origin could not be asked; what is known is served meanwhile", "address", address, "error", err)
		if old != nil {
			e.copies.tried(address, old, time.Now().Add(e.times.away))
		}
		return nil, err
	}
	e.copies.put(address, c)
	return c, nil
}

// isOfBlog tells whether a copy holds words of the blog that its address names.
func (c *copied) isOfBlog() bool {
	return c.slug != "" && c.status == http.StatusOK && c.header.Get("Surrogate-Key") != ""
}

// fetch asks the origin for an address. old is what is kept of it, or nil.
func (e *Edge) fetch(address string, slug coverage.Slug, old *copied) (*copied, error) {
	// Before the question: what is heard meanwhile may or may not be in the answer.
	c := copied{slug: slug, asked: time.Now()}
	tag := ""
	if old != nil {
		tag = old.tag
	}
	got, err := e.origin.get(e.ctx, address, tag)
	if err != nil {
		return nil, err
	}
	if got.status == http.StatusNotModified {
		c.status, c.header, c.body, c.tag, c.changed = old.status, old.header, old.body, old.tag, old.changed
	} else {
		c.status, c.tag, c.header = got.status, got.header.Get("ETag"), http.Header{}
		for _, name := range passedOn {
			if values := got.header.Values(name); len(values) > 0 {
				c.header[name] = values
			}
		}
		c.body = e.press.New(got.header.Get("Content-Type"), got.body, restsAfter)
		if changed, err := http.ParseTime(got.header.Get("Last-Modified")); err == nil {
			c.changed = changed
			// Another answer with the same date has other words in the same second.
			c.body.Modified(changed, old == nil || !old.changed.Equal(changed))
		}
	}
	kept, stale := keptFor(got.header.Get("Cache-Control"))
	if strings.HasPrefix(address, "/media/") {
		kept = min(kept, pictureKept)
	}
	c.until = time.Now().Add(kept)
	c.stale = c.until.Add(stale)
	return &c, nil
}

// pictureKept is how long a picture is kept before the origin is asked for it again.
// It never changes, but it may be taken down, of which no stream tells.
const pictureKept = time.Minute

// restsAfter is how long a copy must have been there to be worth packing well.
const restsAfter = 30 * time.Second

// addressOf gives the origin's address of what is asked for.
func addressOf(u *url.URL) string {
	kept := url.Values{}
	query := u.Query()
	for _, name := range asksFor {
		if query.Has(name) {
			kept.Set(name, query.Get(name))
		}
	}
	address := u.EscapedPath()
	if len(kept) > 0 {
		address += "?" + kept.Encode()
	}
	return address
}

// slugOf gives the blog that an address may tell of: its own, or of oEmbed the one
// that is asked about. "" where it can be none.
func slugOf(u *url.URL) coverage.Slug {
	if u.Path != "/oembed" {
		return slugIn(u.Path)
	}
	about, err := url.Parse(u.Query().Get("url"))
	if err != nil {
		return ""
	}
	return slugIn(about.Path)
}

// slugIn gives the blog whose words an address may hold; "" where it can be none's.
// A theme holds no words: it is another one at another address.
func slugIn(path string) coverage.Slug {
	name, below, _ := strings.Cut(strings.TrimPrefix(path, "/"), "/")
	if strings.HasSuffix(below, ".css") {
		return ""
	}
	slug, err := coverage.ParseSlug(strings.TrimSuffix(name, ".json"))
	if err != nil {
		return ""
	}
	return slug
}

// keptFor is how long a shared cache may keep an answer without asking (RFC 9111,
// 5.2.2), and how much longer while it asks (RFC 5861).
func keptFor(control string) (kept, stale time.Duration) {
	shared := time.Duration(-1)
	for part := range strings.SplitSeq(control, ",") {
		name, value, _ := strings.Cut(strings.TrimSpace(part), "=")
		n, err := strconv.ParseUint(value, 10, 31)
		if err != nil {
			continue
		}
		switch seconds := time.Duration(n) * time.Second; strings.ToLower(name) {
		case "s-maxage":
			shared = seconds
		case "max-age":
			kept = seconds
		case "stale-while-revalidate":
			stale = seconds
		}
	}
	if shared >= 0 {
		kept = shared
	}
	return max(kept, keptAtLeast), stale
}
