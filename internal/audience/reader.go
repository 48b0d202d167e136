package audience

import (
	"bufio"
	"compress/gzip"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"net"
	"net/http"
	"strconv"
	"sync/atomic"
	"time"

	"github.com/stoppress/stoppress/internal/sse"
)

const (
	// readBuffer is what a reader has for what comes in; a frame that is larger is
	// read in parts.
	readBuffer = 2 << 10
	// silence is how long nothing may come before a reader takes the line for broken:
	// the contract has a comment line at least every 30 s.
	silence = 75 * time.Second
	// connectWithin is the time for a connection and the stream's header.
	connectWithin = 30 * time.Second
	// maxHeader is the largest header of an answer, in bytes.
	maxHeader = 64 << 10
	// firstRetry is how long a reader waits before it comes back, until the server
	// says another time.
	firstRetry = 3 * time.Second
	// maxRetry is the longest time that a reader waits after failures, unless the
	// server asks for more.
	maxRetry = 15 * time.Second
	// maxRetryAfter is the longest time that a Retry-After is taken for, in seconds.
	maxRetryAfter = 120
	// maxPoll is the longest time between two polls, in seconds.
	maxPoll = 60
)

// reader is one simulated reader.
type reader struct {
	*Audience
	n      int
	page   atomic.Pointer[page] // written by its own goroutine
	lastID string               // of the stream
	retry  time.Duration
	served atomic.Bool // the server has let it listen, or answered its poll
}

// run reads until ctx ends.
func (r *reader) run(ctx context.Context) {
	failures := 0
	for first := true; ; first = false {
		if !first {
			r.reconnects.Add(1)
		}
		opened, err := r.listen(ctx)
		if ctx.Err() != nil {
			return
		}
		r.note(err)
		if opened {
			failures = 0
		} else {
			failures++
		}
		if no, ok := errors.AsType[*refused](err); ok && r.poll(ctx, max(no.retryAfter, r.retry)) == nil {
			continue
		}
		wait := r.retry
		if !opened {
			wait = min(wait<<min(failures, 4), max(maxRetry, wait))
			wait += rand.N(wait/4 + 1)
		}
		if sleep(ctx, wait) != nil {
			return
		}
	}
}

// listen opens the stream and applies what comes until it ends. opened tells
// whether it was there at all.
func (r *reader) listen(ctx context.Context) (opened bool, err error) {
	conn, err := r.open(ctx)
	if err != nil {
		return false, err
	}
	defer conn.Close()
	// What ends the reader ends its reading: there is no other way to a blocked Read.
	stop := context.AfterFunc(ctx, func() { conn.Close() })
	defer stop()
	answer, err := r.request(conn)
	if err != nil {
		return false, err
	}
	if answer.StatusCode != http.StatusOK {
		return false, refusal(r.blog+"/stream", answer)
	}
	var body io.Reader = answer.Body
	if answer.Header.Get("Content-Encoding") == "gzip" {
		if body, err = gzip.NewReader(body); err != nil {
			return false, fmt.Errorf("unpack the stream: %w", err)
		}
	}
	r.served.Store(true)
	r.listening.Add(1)
	defer r.listening.Add(-1)
	in := sse.Parser{ID: r.lastID}
	buffer := make([]byte, readBuffer)
	for {
		if err := conn.SetReadDeadline(time.Now().Add(silence)); err != nil {
			return true, err
		}
		n, err := body.Read(buffer)
		if problem := in.Feed(buffer[:n], r.take); problem != nil {
			return true, problem
		}
		if in.Retry > 0 {
			r.retry = min(in.Retry, maxRetryAfter*time.Second)
		}
		r.lastID = in.ID
		if err != nil {
			return true, err
		}
	}
}

// open connects to the server.
func (r *reader) open(ctx context.Context) (net.Conn, error) {
	select {
	case r.opening <- struct{}{}:
		defer func() { <-r.opening }()
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	ctx, cancel := context.WithTimeout(ctx, connectWithin)
	defer cancel()
	conn, err := r.dialer.dial(ctx, r.n)
	if err != nil || !r.secure {
		return conn, err
	}
	secure := tls.Client(conn, &tls.Config{ServerName: r.dialer.host, MinVersion: tls.VersionTLS12})
	if err := secure.HandshakeContext(ctx); err != nil {
		conn.Close()
		return nil, err
	}
	return secure, nil
}

// request asks for the stream on a connection of its own, and reads the answer's
// header.
func (r *reader) request(conn net.Conn) (*http.Response, error) {
	if err := conn.SetDeadline(time.Now().Add(connectWithin)); err != nil {
		return nil, err
	}
	ask, err := http.NewRequest(http.MethodGet, r.blog+"/stream?since="+strconv.FormatUint(r.page.Load().seq, 10), nil)
	if err != nil {
		return nil, err
	}
	ask.Header.Set("Accept", "text/event-stream")
	ask.Header.Set("Cache-Control", "no-store")
	ask.Header.Set("User-Agent", userAgent)
	if r.lastID != "" {
		ask.Header.Set("Last-Event-ID", r.lastID)
	}
	if r.gzip {
		ask.Header.Set("Accept-Encoding", "gzip")
	}
	if err := ask.Write(conn); err != nil {
		return nil, err
	}
	in := &io.LimitedReader{R: &counted{conn, &r.received}, N: maxHeader}
	answer, err := http.ReadResponse(bufio.NewReaderSize(in, readBuffer), ask)
	in.N = math.MaxInt64
	return answer, err
}

// counted counts the bytes that come in.
type counted struct {
	net.Conn
	n *atomic.Uint64
}

func (c *counted) Read(b []byte) (int, error) {
	n, err := c.Conn.Read(b)
	c.n.Add(uint64(n))
	return n, err
}

// take applies an event.
func (r *reader) take(e sse.Event) error {
	r.events.Add(1)
	before := r.page.Load()
	after, err := before.apply(e.Data)
	if err != nil {
		return err
	}
	r.turn(before, after)
	return nil
}

// turn puts a page in the place of the one before.
func (r *reader) turn(before, after *page) {
	r.page.Store(after)
	if after.seq > before.seq {
		r.arrivals.arrived(before.seq, after.seq, time.Now())
	}
}

// poll asks for changes until it is time to try the stream again, or until it
// fails.
func (r *reader) poll(ctx context.Context, until time.Duration) error {
	r.polling.Add(1)
	defer r.polling.Add(-1)
	for end := time.Now().Add(until); ; {
		before := r.page.Load()
		answer, err := r.changesSince(ctx, before.seq)
		if err != nil {
			return err
		}
		r.served.Store(true)
		r.polls.Add(1)
		after, err := answer.on(before)
		if err != nil {
			r.note(err)
			return err
		}
		r.turn(before, after)
		r.lastID = strconv.FormatUint(after.seq, 10)
		wait := time.Duration(min(max(answer.Poll, 1), maxPoll)) * time.Second
		if time.Now().Add(wait).After(end) {
			return sleep(ctx, max(0, time.Until(end)))
		}
		// Half of it by chance, so that readers who were sent away together do not come
		// back together.
		if err := sleep(ctx, wait+rand.N(wait/2)); err != nil {
			return err
		}
	}
}
