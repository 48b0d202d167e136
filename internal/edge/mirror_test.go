package edge

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/stoppress/stoppress/internal/coverage"
	"github.com/stoppress/stoppress/internal/sse"
)

// drawHistory gives changes as an origin makes them: by rising seq, some of which two
// share.
func drawHistory(t *rapid.T) []change {
	var history []change
	seq := coverage.Seq(rapid.Uint64Range(1, 5).Draw(t, "first"))
	add := func(data string) {
		c, err := readChange([]byte(data))
		if err != nil {
			t.Fatal(err)
		}
		history = append(history, c)
	}
	header := func() {
		state := rapid.SampledFrom([]string{"live", "paused", "ended"}).Draw(t, "state")
		add(fmt.Sprintf(`{"type":"blog","seq":%d,"state":%q}`, seq, state))
	}
	header()
	for range rapid.IntRange(0, 40).Draw(t, "changes") {
		seq += coverage.Seq(rapid.Uint64Range(1, 3).Draw(t, "step"))
		id := rapid.SampledFrom([]string{"a", "b", "c", "d", "e"}).Draw(t, "id")
		switch rapid.IntRange(0, 3).Draw(t, "kind") {
		case 0:
			add(fmt.Sprintf(`{"type":"gone","seq":%d,"id":%q}`, seq, id))
		case 1:
			header()
			continue
		default:
			add(fmt.Sprintf(`{"type":"post","seq":%d,"id":%q,"html":"<p>%d</p>"}`, seq, id, seq))
		}
		if rapid.Bool().Draw(t, "with the header") {
			header()
		}
	}
	return history
}

func said(changes []change) string {
	var b strings.Builder
	for _, c := range changes {
		fmt.Fprintf(&b, "%s\n", c.data)
	}
	return b.String()
}

// newestOf is what an origin tells of a history: the newest change of each post and
// of the header, and the seq of the last.
func newestOf(history []change) news {
	last := map[string]int{}
	for i, c := range history {
		last[c.id] = i
	}
	got := news{key: "blog-1"}
	for i, c := range history {
		if last[c.id] == i {
			got.changes = append(got.changes, c)
		}
		got.head = c.seq
	}
	return got
}

func TestAMirrorThatGrewEqualsOneThatWasLoaded(t *testing.T) {
	at := time.Unix(1, 0)
	rapid.Check(t, func(t *rapid.T) {
		history := drawHistory(t)
		from := rapid.IntRange(1, len(history)).Draw(t, "loaded up to")
		for from < len(history) && history[from].seq == history[from-1].seq {
			from++ // an origin answers no half of a change
		}
		grown := (&mirror{}).with(newestOf(history[:from]), at)
		for i := from; i < len(history); {
			end := min(len(history), i+rapid.IntRange(1, 4).Draw(t, "together"))
			back := rapid.IntRange(0, i).Draw(t, "told again from")
			grown = grown.with(news{changes: history[back:end]}, at)
			i = end
		}
		loaded := (&mirror{}).with(newestOf(history), at)
		if grown.head != loaded.head || grown.state != loaded.state || grown.key != loaded.key {
			t.Fatalf("grown: head %d, state %s, key %q\nloaded: head %d, state %s, key %q", grown.head, grown.state, grown.key, loaded.head, loaded.state, loaded.key)
		}
		for since := range loaded.head + 3 {
			if got, want := said(grown.delta(since)), said(loaded.delta(since)); got != want {
				t.Fatalf("since %d: grown\n%sloaded\n%s", since, got, want)
			}
			if got, want := grown.answer(since, 5), loaded.answer(since, 5); !bytes.Equal(got, want) {
				t.Fatalf("since %d: grown answers\n%s\nloaded\n%s", since, got, want)
			}
			if a, b := said(loaded.delta(since)), said(loaded.delta(loaded.changeAt(since))); a != b {
				t.Fatalf("since %d:\n%s\nsince the change before, %d:\n%s", since, a, loaded.changeAt(since), b)
			}
		}
	})
}

func TestOfChangesThatShareASeqTheLastAloneCarriesTheID(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		history := drawHistory(t)
		m := (&mirror{}).with(newestOf(history), time.Unix(1, 0))
		since := coverage.Seq(rapid.Uint64Range(0, uint64(m.head)+2).Draw(t, "since"))
		frame := m.frame(since)
		if frame.From != since || frame.To != max(since, m.head) {
			t.Fatalf("since %d: the frame leads from %d to %d; the head is %d", since, frame.From, frame.To, m.head)
		}
		want := m.delta(since)
		events := strings.Split(strings.TrimSuffix(string(frame.Plain), "\n\n"), "\n\n")
		if len(want) == 0 {
			if len(frame.Plain) != 0 {
				t.Fatalf("since %d: %q", since, frame.Plain)
			}
			return
		}
		if len(events) != len(want) {
			t.Fatalf("%d events, want %d:\n%s", len(events), len(want), frame.Plain)
		}
		for i, c := range want {
			id := ""
			if i+1 == len(want) || want[i+1].seq != c.seq {
				id = fmt.Sprintf("id: %d\n", c.seq)
			}
			if e := fmt.Sprintf("%sevent: %s\ndata: %s", id, c.kind, c.data); events[i] != e {
				t.Fatalf("event %d is\n%s\nwant\n%s", i, events[i], e)
			}
		}
	})
}

// What a mirror says is taken in by another one, as an edge of an edge does.
func TestAFrameIsTakenInWhole(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		history := drawHistory(t)
		first := (&mirror{}).with(newestOf(history), time.Unix(1, 0))
		second := &mirror{}
		var parser sse.Parser
		together := gathered{room: maxAnswer}
		err := parser.Feed(first.frame(0).Plain, func(e sse.Event) error {
			return together.add(e, func(c []change) {
				for _, one := range c {
					if one.seq != c[0].seq {
						t.Fatalf("changes of %d and of %d were taken for one", c[0].seq, one.seq)
					}
				}
				second = second.with(news{changes: c}, time.Unix(1, 0))
			})
		})
		if err != nil || len(together.changes) > 0 {
			t.Fatalf("%d changes were left: %v", len(together.changes), err)
		}
		if got, want := said(second.delta(0)), said(first.delta(0)); got != want {
			t.Fatalf("got\n%swant\n%s", got, want)
		}
	})
}

func TestWhatLeftIsNotFollowedByItsWords(t *testing.T) {
	words := change{"post", 7, "a", []byte(`{"type":"post","seq":7,"id":"a","html":"words"}`)}
	gone := change{"gone", 7, "a", []byte(`{"type":"gone","seq":7,"id":"a"}`)}
	later := change{"gone", 9, "a", []byte(`{"type":"gone","seq":9,"id":"a"}`)}
	for _, order := range [][]change{{words, gone}, {gone, words}, {later, words}, {words, later, gone, words}} {
		m := &mirror{}
		for _, c := range order {
			m = m.with(news{changes: []change{c}}, time.Unix(int64(c.seq), 0))
		}
		if got := said(m.delta(0)); strings.Contains(got, "words") {
			t.Errorf("after %s: %s", said(order), got)
		}
	}
}

func TestEventsWithoutAnIDAreNotGatheredForEver(t *testing.T) {
	words := fmt.Appendf(nil, `{"type":"post","seq":7,"id":"a","html":%q}`, strings.Repeat("x", 1<<10))
	together := gathered{room: 64 << 10}
	for range 70 {
		if err := together.add(sse.Event{Data: words}, func([]change) { t.Error("it was taken for complete") }); err != nil {
			return
		}
	}
	t.Errorf("%d bytes are kept", together.bytes)
}

func FuzzReadChange(f *testing.F) {
	for _, seed := range []string{
		`{"type":"post","seq":7,"id":"a","html":"<p>words</p>"}`, `{"type":"gone","seq":7,"id":"a"}`, `{"type":"blog","seq":8,"state":"live"}`,
		"{\n\"type\": \"post\",\r\n\"seq\": 7, \"id\": \"a\"}", `{"type":"post","seq":-1,"id":"a"}`, `null`, `[]`, `{"type":"post","seq":18446744073709551615,"id":" "}`,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		given := bytes.Clone(data)
		c, err := readChange(data)
		if !bytes.Equal(given, data) {
			t.Fatal("what was lent has been changed")
		}
		if err != nil {
			return
		}
		if c.seq == 0 || rank(c.kind) < 0 || c.kind != "blog" && c.id == "" || !json.Valid(c.data) {
			t.Fatalf("taken for a change: %+v", c)
		}
		// It goes over the stream whole, as one event.
		var b bytes.Buffer
		sse.Write(&b, "1", c.kind, c.data)
		events := 0
		var parser sse.Parser
		err = parser.Feed(b.Bytes(), func(e sse.Event) error {
			events++
			if again, err := readChange(e.Data); err != nil || again.seq != c.seq || again.kind != c.kind || again.id != c.id || !bytes.Equal(again.data, c.data) {
				t.Fatalf("%s became %s (%v)", c.data, e.Data, err)
			}
			return nil
		})
		if err != nil && !errors.Is(err, sse.ErrTooLarge) || err == nil && events != 1 {
			t.Fatalf("%q is %d events (%v)", b.Bytes(), events, err)
		}
	})
}
