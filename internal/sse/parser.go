package sse

import (
	"bytes"
	"errors"
	"slices"
	"strconv"
	"time"
)

// MaxEvent is the largest event, and the longest line, that is taken, in bytes: a
// post's 256 KiB of elements, rendered and written as JSON, with room to spare.
const MaxEvent = 4 << 20

// ErrTooLarge says that an event is larger than MaxEvent.
var ErrTooLarge = errors.New("the stream sent an event of more than 4 MiB")

// Event is a server-sent event. Its Data is only lent: it changes after the call
// that hands it over.
type Event struct {
	Type string // "message" where the stream names none
	ID   string // the last id that the stream has given, with this event or before
	Data []byte
}

// Parser reads server-sent events
// (https://html.spec.whatwg.org/multipage/server-sent-events.html#parsing-an-event-stream).
// Bytes are fed to it as they come; between two events it holds none. The zero
// parser is at the beginning of a stream.
type Parser struct {
	ID    string        // the last id that the stream has given
	Retry time.Duration // the last time to wait that it has asked for; 0: none

	name    string // of the event so far
	data    []byte // of the event so far, each line with its line feed; may be lent by Feed's caller
	hasData bool
	line    []byte // a line that has not ended
	begun   bool   // past a byte order mark
	afterCR bool   // a line feed that comes next belongs to the line end before
}

var byteOrderMark = []byte("\xef\xbb\xbf")

// Feed takes the next bytes of a stream, and hands each event that they complete
// to emit. After an error, its own or one of emit, the stream cannot go on.
func (p *Parser) Feed(b []byte, emit func(Event) error) error {
	for len(b) > 0 {
		if p.afterCR {
			p.afterCR = false
			if b[0] == '\n' {
				b = b[1:]
				continue
			}
		}
		end := lineEnd(b)
		if end < 0 {
			break
		}
		line := b[:end]
		if len(p.line) > 0 {
			line = append(p.line, line...)
			p.line = nil
		}
		p.afterCR = b[end] == '\r'
		b = b[end+1:]
		if err := p.take(line, emit); err != nil {
			return err
		}
	}
	if len(p.line)+len(b) > MaxEvent {
		return ErrTooLarge
	}
	if len(b) > 0 {
		p.line = append(p.line, b...)
	}
	p.data = slices.Clone(p.data) // it may lie in what was lent
	return nil
}

// lineEnd finds the first CR or LF.
func lineEnd(b []byte) int {
	lf := bytes.IndexByte(b, '\n')
	if lf >= 0 {
		b = b[:lf]
	}
	if cr := bytes.IndexByte(b, '\r'); cr >= 0 {
		return cr
	}
	return lf
}

// take understands one line.
func (p *Parser) take(line []byte, emit func(Event) error) error {
	if !p.begun {
		p.begun = true
		line = bytes.TrimPrefix(line, byteOrderMark)
	}
	if len(line) == 0 {
		return p.dispatch(emit)
	}
	field, value, _ := bytes.Cut(line, []byte(":"))
	value = bytes.TrimPrefix(value, []byte(" "))
	switch string(field) {
	case "event":
		p.name = string(value)
	case "data":
		if len(p.data)+len(value) > MaxEvent {
			return ErrTooLarge
		}
		if !p.hasData {
			// The capacity ends with the line: what is appended goes elsewhere.
			p.data, p.hasData = value[:len(value):len(value)], true
		} else {
			p.data = append(append(p.data, '\n'), value...)
		}
	case "id":
		if bytes.IndexByte(value, 0) < 0 {
			p.ID = string(value)
		}
	case "retry":
		if ms, err := strconv.ParseUint(string(value), 10, 31); err == nil {
			p.Retry = time.Duration(ms) * time.Millisecond
		}
	}
	return nil // comments, whose field is empty, and fields that nobody knows are passed over
}

// dispatch ends an event.
func (p *Parser) dispatch(emit func(Event) error) error {
	e := Event{Type: p.name, ID: p.ID, Data: p.data}
	has := p.hasData
	p.name, p.data, p.hasData = "", nil, false
	if !has {
		return nil
	}
	if e.Type == "" {
		e.Type = "message"
	}
	return emit(e)
}
