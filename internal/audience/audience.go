package audience

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

const userAgent = "stoppress-load"

// atOnce is how many readers connect at the same time, at the start and after.
const atOnce = 256

// Options say who reads what.
type Options struct {
	URL     string // of the blog's page
	Readers int
	Gzip    bool // ask for compressed streams; a reader then costs some 50 KB
}

// ErrURL says that an address is not that of a blog.
var ErrURL = errors.New("name the page of a blog, such as https://live.example.org/harbour")

// ParseURL checks the address of a blog's page, and divides it into the site and
// the blog's slug.
func ParseURL(address string) (site, slug string, err error) {
	u, err := url.Parse(address)
	if err != nil || (u.Scheme != "http" && u.Scheme != "https") || u.Host == "" || u.RawQuery != "" || u.Fragment != "" || u.User != nil {
		return "", "", ErrURL
	}
	slug = strings.Trim(u.Path, "/")
	if slug == "" || strings.Contains(slug, "/") {
		return "", "", ErrURL
	}
	return u.Scheme + "://" + u.Host, slug, nil
}

// Audience is readers at work.
type Audience struct {
	blog    string // the address of its page, without a slash at the end
	secure  bool
	gzip    bool
	dialer  dialer
	http    *http.Client // for all but streams
	opening chan struct{}
	readers []*reader
	stop    context.CancelFunc
	running sync.WaitGroup

	arrivals   arrivals
	listening  atomic.Int64
	polling    atomic.Int64
	reconnects atomic.Int64
	polls      atomic.Int64
	events     atomic.Uint64
	received   atomic.Uint64

	mu       sync.Mutex // guards firstWhy
	firstWhy error      // the first thing that went wrong for a reader
}

// Open loads the blog once and lets so many readers start from there. They read
// until Close. An error says why nobody could read.
func Open(ctx context.Context, o Options) (*Audience, error) {
	site, slug, err := ParseURL(o.URL)
	if err != nil {
		return nil, err
	}
	u, err := url.Parse(site)
	if err != nil {
		return nil, err
	}
	if err := ReserveFiles(o.Readers); err != nil {
		return nil, err
	}
	d, err := newDialer(ctx, u, o.Readers)
	if err != nil {
		return nil, err
	}
	a := &Audience{
		blog: site + "/" + slug, secure: u.Scheme == "https", gzip: o.Gzip, dialer: d,
		http:    &http.Client{Timeout: connectWithin, Transport: &http.Transport{MaxConnsPerHost: atOnce, MaxIdleConnsPerHost: atOnce}},
		opening: make(chan struct{}, atOnce),
	}
	start, err := a.fresh(ctx)
	if err != nil {
		a.http.CloseIdleConnections()
		return nil, fmt.Errorf("load %s: %w", a.blog, err)
	}
	reading, stop := context.WithCancel(ctx)
	a.stop = stop
	for n := range o.Readers {
		r := &reader{Audience: a, n: n, retry: firstRetry}
		r.page.Store(start)
		a.readers = append(a.readers, r)
		a.running.Go(func() { r.run(reading) })
	}
	return a, nil
}

// Close ends all readers.
func (a *Audience) Close() {
	a.stop()
	a.running.Wait()
	a.http.CloseIdleConnections()
}

// Gather waits until every reader was let in once, to the stream or to the changes,
// or for so long. An error says why nobody was, though all have tried.
func (a *Audience) Gather(ctx context.Context, within time.Duration) error {
	all := len(a.readers)
	for end := time.Now().Add(within); ; {
		out := a.unserved()
		late := time.Now().After(end)
		switch {
		case out == all && (late || a.reconnects.Load() >= int64(all)):
			return fmt.Errorf("no reader was let in: %w", cmp.Or(a.Why(), errors.New("the server does not answer")))
		case out == 0 || late:
			return nil
		}
		if err := sleep(ctx, look); err != nil {
			return err
		}
	}
}

// look is how often the readers are looked at while something is awaited of them.
const look = 50 * time.Millisecond

func (a *Audience) unserved() (n int) {
	for _, r := range a.readers {
		if !r.served.Load() {
			n++
		}
	}
	return n
}

// Sending tells that a change is about to be asked for, and gives what is to be
// called with its seq when it is acknowledged, or with 0 when it is not.
func (a *Audience) Sending() (acknowledged func(seq uint64)) {
	a.arrivals.sending()
	return func(seq uint64) { a.arrivals.acknowledged(seq, time.Now()) }
}

// Lost is what readers do not have as they should.
type Lost struct {
	Changes int    // posts and headers that they lack, have otherwise, or have too much, each counted for each reader
	Readers int    // how many of them there are
	Example string // the first of them, for a person; "" where nothing is lost
}

// halfWay is how long a reader may be between two events of one seq. Once it has
// the newest seq, and does not have what belongs to it, nothing more will come.
const halfWay = 5 * time.Second

// Settle waits until each reader has what a fresh load has, or for so long, and
// counts what they lack then. Others may change the blog meanwhile, as long as it
// rests between their changes.
func (a *Audience) Settle(ctx context.Context, within time.Duration) (Lost, error) {
	end := time.Now().Add(within)
	fresh, err := a.fresh(ctx)
	if err != nil {
		return a.contradicted(err)
	}
	waiting := a.readers
	catchUp := time.Now() // when a reader was last seen that is still behind
	for {
		var still []*reader
		moved := false
		differences := map[*page]int{} // of those that have the same it is the same
		for _, r := range waiting {
			p := r.page.Load()
			n, known := differences[p]
			if !known {
				n = p.differences(fresh)
				differences[p] = n
			}
			if n > 0 || !r.served.Load() {
				still = append(still, r)
				moved = moved || p.seq > fresh.seq
				if p.seq < fresh.seq || !r.served.Load() {
					catchUp = time.Now()
				}
			}
		}
		if waiting = still; len(waiting) == 0 {
			return Lost{}, nil
		}
		late := time.Now().After(end) || time.Since(catchUp) > halfWay
		if moved || late {
			if fresh, err = a.fresh(ctx); err != nil {
				return a.contradicted(err)
			}
		}
		if late {
			return a.count(waiting, fresh), nil
		}
		if err := sleep(ctx, look); err != nil {
			return Lost{}, err
		}
	}
}

// contradicted makes a loss of a server that says two things at once: nobody can
// have what it says.
func (a *Audience) contradicted(err error) (Lost, error) {
	if c, ok := errors.AsType[*contradiction](err); ok {
		return Lost{Changes: 1, Readers: len(a.readers), Example: c.message}, nil
	}
	return Lost{}, err
}

func (a *Audience) count(waiting []*reader, fresh *page) (l Lost) {
	for _, r := range waiting {
		p := r.page.Load()
		n := p.differences(fresh)
		switch {
		case n > 0:
			l.Changes += n
			l.Example = fmt.Sprintf("reader %d is at seq %d and has %d things otherwise than a fresh load at seq %d", r.n, p.seq, n, fresh.seq)
		case !r.served.Load():
			l.Changes++
			l.Example = fmt.Sprintf("reader %d was never let in", r.n)
		default:
			continue
		}
		l.Readers++
	}
	return l
}

// note keeps the first thing that went wrong.
func (a *Audience) note(err error) {
	if err == nil || errors.Is(err, io.EOF) {
		return // the server ended the stream: it does when it goes down
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.firstWhy == nil {
		a.firstWhy = err
	}
}

// Why is the first thing that went wrong for a reader, nil where nothing did.
func (a *Audience) Why() error {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.firstWhy
}

// State is where the readers are now, and what they have been through.
type State struct {
	Listening  int    // to the stream
	Polling    int    // because the stream was refused
	Unserved   int    // never let in
	Reconnects int    // tries to listen after the first
	Polls      int    // answers of changes
	Events     uint64 // read from streams, by all together
	Bytes      uint64 // read from streams, with headers, as they came over the wire (within TLS)
}

// State looks at the readers.
func (a *Audience) State() State {
	return State{
		Listening: int(a.listening.Load()), Polling: int(a.polling.Load()), Unserved: a.unserved(),
		Reconnects: int(a.reconnects.Load()), Polls: int(a.polls.Load()), Events: a.events.Load(), Bytes: a.received.Load(),
	}
}

// Latencies are the times from each acknowledgement to each reader.
func (a *Audience) Latencies() Latencies {
	a.arrivals.mu.Lock()
	defer a.arrivals.mu.Unlock()
	l := a.arrivals.latencies
	l.buckets = append([]uint64(nil), l.buckets...)
	return l
}
