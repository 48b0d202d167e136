package edge

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strconv"
	"sync/atomic"
	"time"

	"github.com/stoppress/stoppress/internal/coverage"
	"github.com/stoppress/stoppress/internal/sse"
)

const (
	// maxAnswer is the largest answer that is taken, and the most that changes of one
	// seq may be together, in bytes.
	maxAnswer = 64 << 20
	// maxQuestions is how many questions the origin is asked at a time; others wait.
	// Streams are not counted.
	maxQuestions = 32
	// deafFor is how long an origin that takes no connection is not asked for another.
	deafFor = 500 * time.Millisecond
)

var (
	// errAway says that the origin gave no answer that tells anything.
	errAway   = errors.New("the origin does not answer now")
	errSilent = errors.New("it brought nothing for too long")
)

// origin is the server that an edge follows.
type origin struct {
	base      string
	times     times
	questions *http.Client
	streams   *http.Client
	largest   int          // maxAnswer, but in tests
	deaf      atomic.Int64 // until when, in nanoseconds since 1970
}

func newOrigin(base string, t times) *origin {
	client := func(most int) *http.Client {
		return &http.Client{
			Transport: &http.Transport{
				DialContext:           (&net.Dialer{Timeout: t.dial}).DialContext,
				TLSHandshakeTimeout:   t.dial,
				ResponseHeaderTimeout: t.answer,
				MaxConnsPerHost:       most,
				MaxIdleConnsPerHost:   most,
				IdleConnTimeout:       time.Minute,
			},
			// A redirect is an answer like others; readers follow it themselves.
			CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		}
	}
	return &origin{base: base, times: t, largest: maxAnswer, questions: client(maxQuestions), streams: client(0)}
}

func (o *origin) close() {
	o.questions.CloseIdleConnections()
	o.streams.CloseIdleConnections()
}

// answer is what the origin said.
type answer struct {
	status int
	header http.Header
	body   []byte
}

// get asks for an address. With tag, the answer may be 304. Caches on the way are
// told to ask as well. No answer, one of 5xx (but 501, which says no), or one that says to ask less often is
// errAway.
func (o *origin) get(ctx context.Context, address, tag string) (answer, error) {
	ctx, cancel := context.WithTimeout(ctx, o.times.answer)
	defer cancel()
	response, err := o.ask(ctx, o.questions, address, func(h http.Header) {
		h.Set("Cache-Control", "no-cache")
		if tag != "" {
			h.Set("If-None-Match", tag)
		}
	})
	if err != nil {
		return answer{}, err
	}
	defer response.Body.Close()
	body, err := io.ReadAll(io.LimitReader(response.Body, int64(o.largest)+1))
	switch {
	case err != nil:
		return answer{}, fmt.Errorf("%w: read %s: %w", errAway, address, err)
	case len(body) > o.largest:
		return answer{}, fmt.Errorf("%w: %s is larger than %d bytes", errAway, address, o.largest)
	case response.StatusCode == http.StatusNotModified && tag == "":
		return answer{}, fmt.Errorf("%w: %s is said not to have changed, and nobody asked that", errAway, address)
	}
	return answer{response.StatusCode, response.Header, body}, nil
}

func (o *origin) ask(ctx context.Context, client *http.Client, address string, set func(http.Header)) (*http.Response, error) {
	if time.Now().UnixNano() < o.deaf.Load() {
		return nil, fmt.Errorf("%w: it took no connection a moment ago", errAway)
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, o.base+address, nil)
	if err != nil {
		return nil, fmt.Errorf("ask for %q: %w", address, err)
	}
	set(request.Header)
	response, err := client.Do(request)
	if err != nil {
		if failed, ok := errors.AsType[*net.OpError](err); ok && failed.Op == "dial" && ctx.Err() == nil {
			o.deaf.Store(time.Now().Add(deafFor).UnixNano())
		}
		return nil, fmt.Errorf("%w: %w", errAway, err)
	}
	isAway := response.StatusCode >= http.StatusInternalServerError && response.StatusCode != http.StatusNotImplemented
	if isAway || response.StatusCode == http.StatusTooManyRequests {
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

// listen hands on what a blog's stream brings after a seq, changes that share one in
// one call, until the stream ends. It gives the time after which the origin wishes
// to be asked again; 0: it said nothing.
func (o *origin) listen(ctx context.Context, slug coverage.Slug, since coverage.Seq, take func([]change)) (again time.Duration, err error) {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	silence := time.AfterFunc(o.times.silence, func() { cancel(errSilent) })
	defer silence.Stop()
	response, err := o.ask(ctx, o.streams, fmt.Sprintf("/%s/stream?since=%d", slug, since), func(h http.Header) {
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
	together := gathered{room: o.largest}
	buffer := make([]byte, 16<<10)
	for {
		n, err := response.Body.Read(buffer)
		silence.Reset(o.times.silence)
		if failed := parser.Feed(buffer[:n], func(e sse.Event) error { return together.add(e, take) }); failed != nil {
			return parser.Retry, fmt.Errorf("the stream of %q: %w", slug, failed)
		}
		if err != nil {
			return parser.Retry, fmt.Errorf("%w: the stream of %q: %w", errAway, slug, cmp.Or(context.Cause(ctx), err))
		}
	}
}

// gathered are changes that share a seq and have not all come yet.
type gathered struct {
	room    int // for their bytes
	changes []change
	bytes   int
}

// add takes an event in, and hands the changes of its seq on once they are complete:
// the last alone carries the seq as its id.
func (g *gathered) add(e sse.Event, take func([]change)) error {
	c, err := readChange(e.Data)
	if err != nil {
		return err
	}
	g.changes = append(g.changes, c)
	g.bytes += len(c.data)
	switch {
	case e.ID == strconv.FormatUint(uint64(c.seq), 10):
		take(g.changes)
		*g = gathered{room: g.room}
	case g.bytes > g.room:
		return fmt.Errorf("more than %d bytes came without an id", g.room)
	}
	return nil
}

// isReady asks whether the origin serves requests.
func (o *origin) isReady(ctx context.Context) error {
	got, err := o.get(ctx, "/readyz", "")
	if err == nil && got.status != http.StatusOK {
		err = fmt.Errorf("%w: %s", errAway, bytes.TrimSpace(got.body))
	}
	return err
}
