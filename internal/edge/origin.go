package edge

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"time"

	"github.com/stoppress/stoppress/internal/coverage"
	"github.com/stoppress/stoppress/internal/sse"
)

const (
	dialWithin   = 3 * time.Second
	answerWithin = 10 * time.Second
	// silentFor is how long a stream may bring nothing: an origin sends a comment line
	// every thirty seconds at least.
	silentFor = 45 * time.Second
	// maxAnswer is the largest answer that is taken, in bytes.
	maxAnswer = 64 << 20
)

// errAway says that the origin gave no answer that tells anything.
var errAway = errors.New("the origin does not answer now")

// origin is the server that an edge follows.
type origin struct {
	base string
	http *http.Client
}

func newOrigin(base string) *origin {
	return &origin{base: base, http: &http.Client{
		Transport: &http.Transport{
			DialContext:           (&net.Dialer{Timeout: dialWithin}).DialContext,
			ResponseHeaderTimeout: answerWithin,
			MaxIdleConnsPerHost:   16,
			IdleConnTimeout:       time.Minute,
		},
		// A redirect is an answer like others; readers follow it themselves.
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}}
}

// answer is what the origin said.
type answer struct {
	status int
	header http.Header
	body   []byte
}

// get asks for an address. With tag, the answer may be 304. Caches on the way are
// told to ask as well. An answer of 5xx or none is errAway.
func (o *origin) get(ctx context.Context, address, tag string) (answer, error) {
	ctx, cancel := context.WithTimeout(ctx, answerWithin)
	defer cancel()
	response, err := o.ask(ctx, address, func(h http.Header) {
		h.Set("Cache-Control", "no-cache")
		if tag != "" {
			h.Set("If-None-Match", tag)
		}
	})
	if err != nil {
		return answer{}, err
	}
	defer response.Body.Close()
	body, err := io.ReadAll(io.LimitReader(response.Body, maxAnswer+1))
	switch {
	case err != nil:
		return answer{}, fmt.Errorf("%w: read %s: %w", errAway, address, err)
	case len(body) > maxAnswer:
		return answer{}, fmt.Errorf("%w: %s is larger than %d bytes", errAway, address, maxAnswer)
	}
	return answer{response.StatusCode, response.Header, body}, nil
}

func (o *origin) ask(ctx context.Context, address string, set func(http.Header)) (*http.Response, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, o.base+address, nil)
	if err != nil {
		return nil, fmt.Errorf("ask for %q: %w", address, err)
	}
	set(request.Header)
	response, err := o.http.Do(request)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", errAway, err)
	}
	if response.StatusCode >= http.StatusInternalServerError {
		response.Body.Close()
		return nil, fmt.Errorf("%w: %s answers %s", errAway, address, response.Status)
	}
	return response, nil
}

// news is what the origin says has changed.
type news struct {
	key     string // Surrogate-Key of the blog
	head    coverage.Seq
	changes []change
}

// changes asks for what changed since a seq; an error of the kind NotFound where
// the origin has no such blog.
func (o *origin) changes(ctx context.Context, slug coverage.Slug, since coverage.Seq) (news, error) {
	got, err := o.get(ctx, fmt.Sprintf("/%s/changes?since=%d", slug, since), "")
	switch {
	case err != nil:
		return news{}, err
	case got.status == http.StatusNotFound:
		return news{}, coverage.Errorf(coverage.NotFound, "there is no such coverage here")
	case got.status != http.StatusOK:
		return news{}, fmt.Errorf("%w: changes of %q: status %d", errAway, slug, got.status)
	}
	var in struct {
		Head    coverage.Seq      `json:"head"`
		Changes []json.RawMessage `json:"changes"`
	}
	if err := json.Unmarshal(got.body, &in); err != nil {
		return news{}, fmt.Errorf("understand the changes of %q: %w", slug, err)
	}
	out := news{key: got.header.Get("Surrogate-Key"), head: in.Head}
	for _, raw := range in.Changes {
		c, err := readChange(raw)
		if err != nil {
			return news{}, err
		}
		out.changes = append(out.changes, c)
	}
	return out, nil
}

// listen hands on what a blog's stream brings after a seq, changes that belong
// together in one call, until the stream ends. It gives the time after which the
// origin wishes to be asked again; 0: it said nothing.
func (o *origin) listen(ctx context.Context, slug coverage.Slug, since coverage.Seq, take func([]change)) (again time.Duration, err error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	silence := time.AfterFunc(silentFor, cancel)
	defer silence.Stop()
	response, err := o.ask(ctx, fmt.Sprintf("/%s/stream?since=%d", slug, since), func(h http.Header) {
		h.Set("Accept", "text/event-stream")
	})
	if err != nil {
		return 0, err
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		return 0, fmt.Errorf("%w: the stream of %q answers %s", errAway, slug, response.Status)
	}
	var parser sse.Parser
	var waiting []change
	buffer := make([]byte, 16<<10)
	for {
		n, err := response.Body.Read(buffer)
		silence.Reset(silentFor)
		if failed := parser.Feed(buffer[:n], func(e sse.Event) error {
			c, err := readChange(e.Data)
			if err != nil {
				return err
			}
			waiting = append(waiting, c)
			// Of changes that share a seq the last alone carries it as its id.
			if e.ID == fmt.Sprint(uint64(c.seq)) {
				take(waiting)
				waiting = nil
			}
			return nil
		}); failed != nil {
			return parser.Retry, failed
		}
		if err != nil {
			return parser.Retry, fmt.Errorf("%w: the stream of %q: %w", errAway, slug, err)
		}
	}
}

// isReady asks whether the origin serves requests.
func (o *origin) isReady(ctx context.Context) error {
	got, err := o.get(ctx, "/readyz", "")
	if err == nil && got.status != http.StatusOK {
		err = fmt.Errorf("%w: %s", errAway, bytes.TrimSpace(got.body))
	}
	return err
}
