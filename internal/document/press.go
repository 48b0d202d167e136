package document

import (
	"context"
	"time"
)

const (
	// pressed is how many forms may wait for the press. One that finds no room is
	// offered again with the next request for it.
	pressed = 64
	// pressable is the largest size in bytes that is pressed: the best level takes
	// about two seconds for each megabyte.
	pressable = 1 << 20
)

// Press packs documents anew at the best levels once they rest, one at a time, in
// the goroutine that runs it.
type Press struct{ jobs chan job }

type job struct {
	document *Document
	packing  int
}

// NewPress makes a press. Until it runs, documents stay as they were packed first.
func NewPress() *Press { return &Press{jobs: make(chan job, pressed)} }

// New makes a document whose forms are packed anew when they are asked for once
// rest has passed: who still asks for it then shows that it is still what is
// served.
func (p *Press) New(mediaType string, plain []byte, rest time.Duration) *Document {
	d := New(mediaType, plain)
	if len(plain) <= pressable {
		d.press, d.rests = p, time.Now().Add(rest)
	}
	return d
}

// offer puts a form that rests in the queue, unless it is full.
func (p *Press) offer(d *Document, packing int) {
	if time.Now().Before(d.rests) || !d.packed[packing].handed.CompareAndSwap(false, true) {
		return
	}
	select {
	case p.jobs <- job{d, packing}:
	default:
		d.packed[packing].handed.Store(false)
	}
}

// Run packs what rests until ctx ends; then it returns as soon as the form that it
// is at is done.
func (p *Press) Run(ctx context.Context) {
	for {
		select {
		case j := <-p.jobs:
			better := pack(packings[j.packing].best, j.document.plain.bytes)
			now := &j.document.packed[j.packing].newest
			if len(better.bytes) < len(now.Load().bytes) {
				now.Store(better)
			}
		case <-ctx.Done():
			return
		}
	}
}
