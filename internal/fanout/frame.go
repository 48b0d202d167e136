package fanout

import (
	"bytes"
	"sync"

	"github.com/klauspost/compress/flate"

	"github.com/stoppress/stoppress/internal/coverage"
)

// Frame brings a reader that is at From to To. The zero Frame holds nothing. A frame is never changed.
type Frame struct {
	From, To coverage.Seq
	Plain    []byte
	packed   func() []byte
}

// heartbeat is a comment line: it says nothing, and keeps the line open.
var heartbeat = NewFrame(0, 0, []byte(":\n\n"))

// NewFrame makes a frame of bytes that nobody changes any more.
func NewFrame(from, to coverage.Seq, plain []byte) Frame {
	return Frame{From: from, To: to, Plain: plain, packed: sync.OnceValue(func() []byte { return pack(plain) })}
}

// Encoding is a form that a stream's bytes are sent in.
type Encoding uint8

// The encodings.
const (
	Plain Encoding = iota
	Gzip
)

// gzipHeader begins each gzip stream: no name, no time, system unknown (RFC 1952).
var gzipHeader = []byte{0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff}

// Preamble is what a stream of the encoding begins with.
func (e Encoding) Preamble() []byte {
	if e == Gzip {
		return gzipHeader
	}
	return nil
}

// Of gives the frame's bytes in the encoding. Compressed bytes are made once, for
// everybody.
func (e Encoding) Of(f Frame) []byte {
	if e == Gzip && f.packed != nil {
		return f.packed()
	}
	return f.Plain
}

// packLevel is where more effort no longer pays for frames of a few kilobytes.
const packLevel = 6

// pack compresses bytes into deflate blocks that stand alone: they refer to nothing
// before them and end on a byte, so they can be appended to any connection's gzip
// stream after its header (RFC 1951, 3.2.4; a sync flush).
func pack(plain []byte) []byte {
	if len(plain) == 0 {
		return nil
	}
	var b bytes.Buffer
	w, _ := flate.NewWriter(&b, packLevel) // the level is a valid one
	_, _ = w.Write(plain)                  // a bytes.Buffer takes all
	_ = w.Flush()
	return b.Bytes()
}
