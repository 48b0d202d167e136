package sse

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// read feeds a stream in parts, and gives the events that came out.
func read(p *Parser, parts ...[]byte) (events []string, err error) {
	for _, part := range parts {
		lent := bytes.Clone(part)
		err = p.Feed(lent, func(e Event) error {
			events = append(events, fmt.Sprintf("%s %s %q", e.Type, e.ID, e.Data))
			return nil
		})
		clear(lent) // what was lent is used for something else
		if err != nil {
			return events, err
		}
	}
	return events, nil
}

func TestEventsAreReadAsTheStandardSays(t *testing.T) {
	for _, c := range []struct {
		name, stream string
		want         []string
	}{
		{"an event", "id: 7\nevent: post\ndata: {}\n\n", []string{`post 7 "{}"`}},
		{"a message without a name", "data: a\n\n", []string{`message  "a"`}},
		{"several lines", "data: a\ndata\ndata:b\n\n", []string{`message  "a\n\nb"`}},
		{"an empty line of data", "data\n\n", []string{`message  ""`}},
		{"no data, no event", "event: post\nid: 3\n\ndata: a\n\n", []string{`message 3 "a"`}},
		{"an id stays", "id: 7\ndata: a\n\ndata: b\n\nid\ndata: c\n\n", []string{`message 7 "a"`, `message 7 "b"`, `message  "c"`}},
		{"an id with a zero is none", "id: 7\ndata: a\n\nid: \x00\ndata: b\n\n", []string{`message 7 "a"`, `message 7 "b"`}},
		{"comments", ": hello\n:\n\ndata: a\n:x\n\n", []string{`message  "a"`}},
		{"one space goes", "data:  a\n\n", []string{`message  " a"`}},
		{"CR, LF and both", "data: a\r\rdata: b\r\n\r\ndata: c\n\r\n", []string{`message  "a"`, `message  "b"`, `message  "c"`}},
		{"a byte order mark", "\xef\xbb\xbfdata: a\n\n", []string{`message  "a"`}},
		{"an event that has not ended", "data: a\n", nil},
		{"a field that nobody knows", "colour: red\ndata: a\n\n", []string{`message  "a"`}},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := read(&Parser{}, []byte(c.stream))
			if err != nil || !slices.Equal(got, c.want) {
				t.Errorf("read %v (%v), want %v", got, err, c.want)
			}
		})
	}
}

func TestTheTimeToComeBackIsKept(t *testing.T) {
	p := &Parser{}
	for _, c := range []struct {
		line string
		want time.Duration
	}{{"retry: 1500", 1500 * time.Millisecond}, {"retry: soon", 1500 * time.Millisecond}, {"retry: -1", 1500 * time.Millisecond}, {"retry: 20", 20 * time.Millisecond}} {
		if _, err := read(p, []byte(c.line+"\n")); err != nil || p.Retry != c.want {
			t.Errorf("after %q: %v (%v), want %v", c.line, p.Retry, err, c.want)
		}
	}
}

func TestWhatNeverEndsIsNotKept(t *testing.T) {
	part := []byte(strings.Repeat("x", 1<<20))
	if _, err := read(&Parser{}, part, part, part, part, part); !errors.Is(err, ErrTooLarge) {
		t.Errorf("a line of 5 MiB: %v, want %v", err, ErrTooLarge)
	}
	part = append(append([]byte("data:"), part...), '\n')
	if _, err := read(&Parser{}, part, part, part, part, part); !errors.Is(err, ErrTooLarge) {
		t.Errorf("an event of 5 MiB: %v, want %v", err, ErrTooLarge)
	}
}

// Between two events a reader holds nothing of them.
func TestAnIdleParserHoldsNoBytes(t *testing.T) {
	p := &Parser{}
	if _, err := read(p, []byte("id: 7\nevent: po"), []byte("st\ndata: a\nda"), []byte("ta: b\n\n")); err != nil {
		t.Fatal(err)
	}
	if p.line != nil || p.data != nil {
		t.Errorf("%d bytes of a line and %d of data are kept", cap(p.line), cap(p.data))
	}
}

// cut divides bytes at the places.
func cut(stream []byte, places []int) (parts [][]byte) {
	slices.Sort(places)
	from := 0
	for _, at := range places {
		at = min(at, len(stream))
		parts = append(parts, stream[from:at])
		from = at
	}
	return append(parts, stream[from:])
}

func TestHowAStreamIsCutChangesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		pieces := rapid.SliceOf(rapid.SampledFrom([]string{"data", "id", "event", "retry", ":", " ", "\n", "\r", "\r\n", "\n\n", "a", "12", "\xef\xbb\xbf", "\x00"})).Draw(t, "pieces")
		stream := []byte(strings.Join(pieces, ""))
		places := rapid.SliceOf(rapid.IntRange(0, len(stream))).Draw(t, "places")
		whole, wholeErr := read(&Parser{}, stream)
		parts, partsErr := read(&Parser{}, cut(stream, places)...)
		if !slices.Equal(whole, parts) || (wholeErr == nil) != (partsErr == nil) {
			t.Fatalf("whole: %v (%v)\nin parts: %v (%v)", whole, wholeErr, parts, partsErr)
		}
	})
}

// FuzzParser holds the parser against one that reads the standard's words one by
// one, however the stream is cut.
func FuzzParser(f *testing.F) {
	f.Add([]byte("retry: 1000\n\nid: 7\nevent: post\ndata: {\"a\":1}\n\n:\n\n"), uint16(9))
	f.Add([]byte("\xef\xbb\xbfdata: a\r\rdata: b\r\n\r\n"), uint16(11))
	f.Fuzz(func(t *testing.T, stream []byte, at uint16) {
		got, err := read(&Parser{}, cut(stream, []int{int(at)})...)
		if err != nil {
			t.Fatal(err)
		}
		if want := simply(string(stream)); !slices.Equal(got, want) {
			t.Errorf("read %v, want %v", got, want)
		}
	})
}

// simply reads a whole stream.
func simply(stream string) (events []string) {
	stream = strings.TrimPrefix(stream, "\xef\xbb\xbf")
	stream = strings.ReplaceAll(strings.ReplaceAll(stream, "\r\n", "\n"), "\r", "\n")
	lines := strings.Split(stream, "\n")
	var id, name string
	var data []string
	for _, line := range lines[:len(lines)-1] { // what has no end is no line
		if line == "" {
			if data != nil {
				if name == "" {
					name = "message"
				}
				events = append(events, fmt.Sprintf("%s %s %q", name, id, strings.Join(data, "\n")))
			}
			name, data = "", nil
			continue
		}
		field, value, _ := strings.Cut(line, ":")
		value = strings.TrimPrefix(value, " ")
		switch {
		case field == "event":
			name = value
		case field == "data":
			data = append(data, value)
		case field == "id" && !strings.Contains(value, "\x00"):
			id = value
		}
	}
	return events
}
