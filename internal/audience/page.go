package audience

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"time"
)

// change is an event of the stream, or an item of changes[].
type change struct {
	Type        string          `json:"type"` // post, gone or blog
	Seq         uint64          `json:"seq"`
	ID          string          `json:"id"`
	HTML        string          `json:"html"`
	Title       string          `json:"title"`
	PublishedAt time.Time       `json:"publishedAt"`
	KeyEvent    bool            `json:"keyEvent"`
	Pinned      json.RawMessage `json:"pinned"` // of a post whether it is, of a blog which are
	Summary     bool            `json:"summary"`
	State       string          `json:"state"`
	Standfirst  string          `json:"standfirst"`
	KeyEvents   json.RawMessage `json:"keyEvents"`
}

// post is what a page has of a post.
type post struct {
	seq         uint64
	html, title string
	publishedAt int64 // in milliseconds since 1970
	keyEvent    bool
	pinned      string
	summary     bool
}

// header is what a page has of the blog itself.
type header struct {
	seq                                         uint64
	state, title, standfirst, pinned, keyEvents string
}

// page is what a reader has. It never changes; an event makes another one of it.
// Readers that have the same share it: what comes next is looked up by the event's
// own bytes, and is understood once. It knows those that come after it and none
// before, so that a page which no reader has any more is given back.
type page struct {
	seq    uint64 // of the last change
	posts  map[string]post
	header header

	mu   sync.Mutex // guards next; held for map work, and while one event is understood
	next map[string]*page
}

// apply gives the page after a change, as it came.
func (p *page) apply(data []byte) (*page, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if next, known := p.next[string(data)]; known {
		return next, nil
	}
	next, err := p.after(data)
	if err != nil {
		return nil, err
	}
	if p.next == nil {
		p.next = map[string]*page{}
	}
	p.next[string(data)] = next
	return next, nil
}

// after understands a change. A change that is older than what is there changes
// nothing of it.
func (p *page) after(data []byte) (*page, error) {
	var c change
	if err := json.Unmarshal(data, &c); err != nil {
		return nil, fmt.Errorf("a change is not what the contract says: %w: %.120q", err, data)
	}
	next := &page{seq: max(p.seq, c.Seq), posts: p.posts, header: p.header}
	switch c.Type {
	case "post":
		if p.posts[c.ID].seq <= c.Seq {
			next.posts = maps.Clone(p.posts)
			next.posts[c.ID] = post{c.Seq, c.HTML, c.Title, c.PublishedAt.UnixMilli(), c.KeyEvent, string(c.Pinned), c.Summary}
		}
	case "gone":
		if known, there := p.posts[c.ID]; there && known.seq <= c.Seq {
			next.posts = maps.Clone(p.posts)
			delete(next.posts, c.ID)
		}
	case "blog":
		if p.header.seq <= c.Seq {
			next.header = header{c.Seq, c.State, c.Title, c.Standfirst, string(c.Pinned), string(c.KeyEvents)}
		}
	default:
		return nil, fmt.Errorf("a change has a type that the contract does not know: %.120q", data)
	}
	return next, nil
}

// order gives the ids of the posts, newest first: by publishedAt, then by id, both
// descending.
func (p *page) order() []string {
	return slices.SortedFunc(maps.Keys(p.posts), func(a, b string) int {
		if d := p.posts[b].publishedAt - p.posts[a].publishedAt; d != 0 {
			return int(min(max(d, -1), 1))
		}
		return strings.Compare(b, a)
	})
}

// differences counts what of a fresh page this one lacks, has otherwise, or has
// too much: posts, and the header. Order follows from the posts' own times.
func (p *page) differences(fresh *page) int {
	n := 0
	for id, want := range fresh.posts {
		if got, there := p.posts[id]; !there || got != want {
			n++
		}
	}
	for id := range p.posts {
		if _, there := fresh.posts[id]; !there {
			n++
		}
	}
	if p.header != fresh.header {
		n++
	}
	return n
}
