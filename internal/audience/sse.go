package audience

import (
	"bytes"
	"errors"
	"slices"
	"strconv"
	"time"
)

// maxEvent is the largest event, and the longest line, that is taken, in bytes: a
// post's 256 KiB of elements, rendered and written as JSON, with room to spare.
const maxEvent = 4 << 20

// errEvent says that an event is larger than maxEvent.
var errEvent = errors.New("the stream sent an event of more than 4 MiB")

// event is a server-sent event. Its Data is only lent: it changes after the call
// that hands it over.
type event struct {
	Type string // "message" where the stream names none
	ID   string // the last id that the stream has given, with this event or before
	Data []byte
}

// parser reads server-sent events
// (https://html.spec.whatwg.org/multipage/server-sent-events.html#parsing-an-event-stream).
// Bytes are fed to it as they come; between two events it holds none. The zero
// parser is at the beginning of a stream.
type parser struct {
	retry   time.Duration // the last time to wait that the stream has asked for; 0: none
	id      string        // the last id
	name    string        // of the event so far
	data    []byte        // of the event so far, each line with its line feed; may be lent by feed's caller
	hasData bool
	line    []byte // a line that has not ended
	begun   bool   // past a byte order mark
	afterCR bool   // a line feed that comes next belongs to the line end before
}

var byteOrderMark = []byte("\xef\xbb\xbf")

// feed takes the next bytes of a stream, and hands each event that they complete
// to emit. After an error, its own or one of emit, the stream cannot go on.
func (p *parser) feed(b []byte, emit func(event) error) error {
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
	if len(p.line)+len(b) > maxEvent {
		return errEvent
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
func (p *parser) take(line []byte, emit func(event) error) error {
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
		if len(p.data)+len(value) > maxEvent {
			return errEvent
		}
		if !p.hasData {
			// The capacity ends with the line: what is appended goes elsewhere.
			p.data, p.hasData = value[:len(value):len(value)], true
		} else {
			p.data = append(append(p.data, '\n'), value...)
		}
	case "id":
		if bytes.IndexByte(value, 0) < 0 {
			p.id = string(value)
		}
	case "retry":
		if ms, err := strconv.ParseUint(string(value), 10, 31); err == nil {
			p.retry = time.Duration(ms) * time.Millisecond
		}
	}
	return nil // comments, whose field is empty, and fields that nobody knows are passed over
}

// dispatch ends an event.
func (p *parser) dispatch(emit func(event) error) error {
	e := event{Type: p.name, ID: p.id, Data: p.data}
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
