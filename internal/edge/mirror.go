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
	"time"

	"github.com/stoppress/stoppress/internal/coverage"
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
	var line bytes.Buffer // an event's data holds no line end
	if err := json.Compact(&line, data); err != nil {
		return change{}, fmt.Errorf("understand a change: %w", err)
	}
	if rank(c.Type) < 0 || c.Seq == 0 || (c.Type != "blog" && c.ID == "") {
		return change{}, fmt.Errorf("understand a change: it is of type %q with seq %d and id %q", c.Type, c.Seq, c.ID)
	}
	return change{c.Type, c.Seq, c.ID, line.Bytes()}, nil
}

// rank orders changes that share a seq.
func rank(kind string) int { return slices.Index([]string{"gone", "post", "blog"}, kind) }

// mirror is what the public sees of one blog. It is never changed, but for what has
// been made of it; with makes another one. The zero mirror knows nothing.
type mirror struct {
	key     string // Surrogate-Key of the blog
	head    coverage.Seq
	state   coverage.State
	newest  map[string]change // by the post's id; the header's by ""
	changed time.Time         // when the edge heard of its last change
	left    time.Time         // and of the last post that left; zero: of none

	seqs   func() []coverage.Seq // of all changes, rising
	frames fanout.Frames
	making sync.Mutex // held while an answer to those who poll is made, which is copying
}

// changedAt is when the edge heard of the blog's last change. A nil mirror knows
// nothing, as does the zero mirror.
func (m *mirror) changedAt() time.Time {
	if m == nil {
		return time.Time{}
	}
	return m.changed
}

// overtakes tells whether the blog may have changed since the origin was asked for
// the copy.
func (m *mirror) overtakes(c *copied) bool { return m != nil && !c.asked.After(m.changed) }

// withdraws tells whether the copy may hold words of a post that has left.
func (m *mirror) withdraws(c *copied) bool { return m != nil && !c.asked.After(m.left) }

// with gives the mirror after news that were heard at a time. What is not newer
// than what is known changes nothing; of one post and seq, that it left counts.
func (m *mirror) with(got news, at time.Time) *mirror {
	next := &mirror{key: cmp.Or(got.key, m.key), head: max(m.head, got.head), state: m.state, newest: maps.Clone(m.newest), changed: m.changed, left: m.left}
	if next.newest == nil {
		next.newest = map[string]change{}
	}
	for _, c := range got.changes {
		id := c.id
		if c.kind == "blog" {
			id = ""
		}
		if known := next.newest[id]; known.seq > c.seq || known.seq == c.seq && known.kind == "gone" {
			continue
		}
		next.newest[id] = c
		next.head = max(next.head, c.seq)
		switch c.kind {
		case "gone":
			next.left = at
		case "blog":
			next.state = stateIn(c.data)
		}
	}
	if next.head > m.head {
		next.changed = at
	}
	next.seqs = sync.OnceValue(func() []coverage.Seq {
		seqs := make([]coverage.Seq, 0, len(next.newest))
		for _, c := range next.newest {
			seqs = append(seqs, c.seq)
		}
		slices.Sort(seqs)
		return seqs
	})
	return next
}

// changeAt gives the seq of the last change up to a seq: the delta since either is
// the same. So there are no more deltas than there are changes, whatever is asked
// for.
func (m *mirror) changeAt(seq coverage.Seq) coverage.Seq {
	if seq >= m.head || m.seqs == nil {
		return m.head
	}
	seqs := m.seqs()
	after, _ := slices.BinarySearch(seqs, seq+1)
	if after == 0 {
		return 0
	}
	return seqs[after-1]
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
func (m *mirror) frame(since coverage.Seq) fanout.Frame {
	at := m.changeAt(since)
	frame, _ := m.frames.Get(at, func() (fanout.Frame, error) { // what is only copied does not fail
		var b bytes.Buffer
		changes := m.delta(at)
		for i, c := range changes {
			id := ""
			if i == len(changes)-1 || changes[i+1].seq != c.seq {
				id = strconv.FormatUint(uint64(c.seq), 10)
			}
			sse.Write(&b, id, c.kind, c.data)
		}
		return fanout.NewFrame(at, m.head, b.Bytes()), nil
	})
	frame.From, frame.To = since, max(since, m.head)
	return frame
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
