package edge

import (
	"container/list"
	"net/http"
	"sync"
	"time"

	"github.com/stoppress/stoppress/internal/coverage"
	"github.com/stoppress/stoppress/internal/document"
)

// What is kept of all copies, and of all answers to those who poll, as plain bytes.
const (
	copiesBytes  = 256 << 20
	answersBytes = 64 << 20
)

// copyBytes is what a copy takes beside its words, about.
const copyBytes = 1 << 10

// copied is an answer that is kept. It is never changed.
type copied struct {
	status int
	header http.Header // that goes with it
	tag    string      // the origin's
	body   *document.Document
	// changed is the Last-Modified of the origin; zero where it says none.
	changed time.Time
	slug    coverage.Slug // of the blog that it may be of; "": none

	asked time.Time // when the origin was asked: what was known by then is in it
	until time.Time // it may be served without asking
	stale time.Time // and until then while the origin is asked
	tried time.Time // the origin gave no answer: it is not waited for until then
}

func (c *copied) size() int {
	n := c.body.Size() + copyBytes
	for _, values := range c.header {
		for _, v := range values {
			n += len(v)
		}
	}
	return n
}

// copies keeps answers by their address; those that nobody asked for the longest
// make room for others.
type copies struct {
	room int // in bytes

	mu    sync.Mutex // guards all below; held for map work only
	kept  map[string]*list.Element
	order list.List // of shelved, the one that was asked for last first
	bytes int
}

type shelved struct {
	address string
	*copied
}

func (s shelved) size() int { return len(s.address) + s.copied.size() }

func newCopies(room int) *copies { return &copies{room: room, kept: map[string]*list.Element{}} }

// get gives what is kept of an address; nil where nothing is.
func (c *copies) get(address string) *copied {
	c.mu.Lock()
	defer c.mu.Unlock()
	e := c.kept[address]
	if e == nil {
		return nil
	}
	c.order.MoveToFront(e)
	return e.Value.(shelved).copied
}

// put keeps an answer.
func (c *copies) put(address string, answer *copied) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.take(c.kept[address])
	s := shelved{address, answer}
	c.kept[address] = c.order.PushFront(s)
	c.bytes += s.size()
	for c.bytes > c.room {
		c.take(c.order.Back())
	}
}

// tried notes until when an origin that gave no answer is not waited for, unless
// another copy has come since.
func (c *copies) tried(address string, old *copied, until time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if e := c.kept[address]; e != nil && e.Value.(shelved).copied == old {
		later := *old
		later.tried = until
		e.Value = shelved{address, &later}
	}
}

// drop takes off what the origin was asked for of a blog up to a time.
func (c *copies) drop(slug coverage.Slug, upTo time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, e := range c.kept {
		if s := e.Value.(shelved); s.slug == slug && !s.asked.After(upTo) {
			c.take(e)
		}
	}
}

// take takes one off, where there is one. The mutex is held.
func (c *copies) take(e *list.Element) {
	if e == nil {
		return
	}
	old := c.order.Remove(e).(shelved)
	delete(c.kept, old.address)
	c.bytes -= old.size()
}
