package edge

import (
	"container/list"
	"net/http"
	"sync"
	"time"

	"github.com/stoppress/stoppress/internal/coverage"
	"github.com/stoppress/stoppress/internal/document"
)

const (
	copiesBytes = 256 << 20 // what is kept of all copies together, as plain bytes
	copyBytes   = 1 << 10   // what a copy takes beside them, about
)

// copied is an answer of the origin that is kept. It is never changed.
type copied struct {
	status int
	header http.Header // that goes with it
	tag    string      // the origin's
	body   *document.Document
	until  time.Time    // it may be served without asking
	at     coverage.Seq // what was known of its blog when it was asked for
}

func (c *copied) size() int { return c.body.Size() + copyBytes }

// copies keeps answers by their address; those that nobody asked for the longest
// make room for others.
type copies struct {
	mu    sync.Mutex // guards all below; held for map work only
	kept  map[string]*list.Element
	order list.List // of shelved, the one that was asked for last first
	bytes int
}

type shelved struct {
	address string
	*copied
}

func newCopies() *copies { return &copies{kept: map[string]*list.Element{}} }

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
	c.kept[address] = c.order.PushFront(shelved{address, answer})
	c.bytes += answer.size()
	for c.bytes > copiesBytes {
		c.take(c.order.Back())
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
