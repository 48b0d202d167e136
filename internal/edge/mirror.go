package edge

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"sync"

	"github.com/stoppress/stoppress/internal/coverage"
	"github.com/stoppress/stoppress/internal/document"
	"github.com/stoppress/stoppress/internal/fanout"
	"github.com/stoppress/stoppress/internal/sse"
)

// change is one public change, as the origin wrote it.
type change struct {
	kind string // post, gone or blog
	seq  coverage.Seq
	id   string // of the post
	data []byte // JSON
}

// readChange understands an item of changes[], or an event's data.
func readChange(data []byte) (change, error) {
	var c struct {
		Type string       `json:"type"`
		Seq  coverage.Seq `json:"seq"`
		ID   string       `json:"id"`
	}
	if err := json.Unmarshal(data, &c); err != nil {
		return change{}, fmt.Errorf("understand a change: %w", err)
	}
	if rank(c.Type) < 0 || c.Seq == 0 || (c.Type != "blog" && c.ID == "") {
		return change{}, fmt.Errorf("understand a change: it is of type %q with seq %d and id %q", c.Type, c.Seq, c.ID)
	}
	return change{c.Type, c.Seq, c.ID, bytes.Clone(data)}, nil
}

// rank orders changes that share a seq.
func rank(kind string) int { return slices.Index([]string{"gone", "post", "blog"}, kind) }

// mirror is what the public sees of one blog. It is never changed, but for what has
// been made of it; with makes another one. The zero mirror knows nothing.
type mirror struct {
	key      string // Surrogate-Key of the blog
	head     coverage.Seq
	lastGone coverage.Seq // when a post left last
	state    coverage.State
	newest   map[string]change // by the post's id; the header's by ""

	frames  fanout.Frames
	answers answers
}

// answersKept bounds how many answers to those who poll are kept.
const answersKept = 256

// answers are those to whoever polls.
type answers struct {
	sync.Mutex // guards kept; held while an answer is made, which is copying
	kept       map[asked]*document.Document
}

type asked struct {
	since coverage.Seq
	poll  int
}

// with gives the mirror after news. What is not newer than what is known changes
// nothing.
func (m *mirror) with(got news) *mirror {
	next := &mirror{key: cmp.Or(got.key, m.key), head: max(m.head, got.head), lastGone: m.lastGone, state: m.state, newest: maps.Clone(m.newest)}
	if next.newest == nil {
		next.newest = map[string]change{}
	}
	for _, c := range got.changes {
		id := c.id
		if c.kind == "blog" {
			id = ""
		}
		if next.newest[id].seq > c.seq {
			continue
		}
		next.newest[id] = c
		next.head = max(next.head, c.seq)
		switch c.kind {
		case "gone":
			next.lastGone = max(next.lastGone, c.seq)
		case "blog":
			next.state = stateIn(c.data)
		}
	}
	return next
}

func stateIn(data []byte) coverage.State {
	var header struct {
		State coverage.State `json:"state"`
	}
	if json.Unmarshal(data, &header) != nil {
		return coverage.Live // of a newer server: whoever polls asks often
	}
	return header.State
}

// delta gives what changed after since, by rising seq; of those that share one, the
// header comes last.
func (m *mirror) delta(since coverage.Seq) []change {
	var out []change
	for _, c := range m.newest {
		if c.seq > since {
			out = append(out, c)
		}
	}
	slices.SortFunc(out, func(a, b change) int {
		return cmp.Or(cmp.Compare(a.seq, b.seq), cmp.Compare(rank(a.kind), rank(b.kind)), cmp.Compare(a.id, b.id))
	})
	return out
}

// frame gives the events of all changes since a seq, encoded once.
func (m *mirror) frame(since coverage.Seq) (fanout.Frame, error) {
	return m.frames.Get(since, func() (fanout.Frame, error) {
		var b bytes.Buffer
		changes := m.delta(since)
		for i, c := range changes {
			id := ""
			if i == len(changes)-1 || changes[i+1].seq != c.seq {
				id = strconv.FormatUint(uint64(c.seq), 10)
			}
			sse.Write(&b, id, c.kind, c.data)
		}
		return fanout.NewFrame(since, max(since, m.head), b.Bytes()), nil
	})
}

// answer gives the changes since a seq, as whoever polls gets them.
func (m *mirror) answer(since coverage.Seq, poll int) []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, `{"head":%d,"poll":%d,"changes":[`, m.head, poll)
	for i, c := range m.delta(since) {
		if i > 0 {
			b.WriteByte(',')
		}
		b.Write(c.data)
	}
	b.WriteString("]}")
	return b.Bytes()
}
