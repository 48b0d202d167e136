package fanout

import (
	"sync"

	"github.com/stoppress/stoppress/internal/coverage"
)

// framesKept bounds how many frames are kept: readers come from far more seqs than
// there are only where they are being invented.
const framesKept = 256

// Frames keeps the frames that lead to one head, by the seq that they start at. Each
// is made once, however many ask for it at the same time; what could not be made is
// not kept. The zero Frames is empty.
type Frames struct {
	mu   sync.Mutex // guards kept; not held while a frame is made
	kept map[coverage.Seq]func() (Frame, error)
}

// Get gives the frame that starts at since.
func (f *Frames) Get(since coverage.Seq, make func() (Frame, error)) (Frame, error) {
	f.mu.Lock()
	once, ok := f.kept[since]
	if !ok {
		if f.kept == nil {
			f.kept = map[coverage.Seq]func() (Frame, error){}
		}
		if len(f.kept) >= framesKept {
			f.dropOne()
		}
		once = sync.OnceValues(make)
		f.kept[since] = once
	}
	f.mu.Unlock()
	frame, err := once()
	if err != nil {
		f.mu.Lock()
		defer f.mu.Unlock()
		delete(f.kept, since)
	}
	return frame, err
}

// dropOne makes room; which one goes is left to chance. The mutex is held.
func (f *Frames) dropOne() {
	for since := range f.kept {
		delete(f.kept, since)
		return
	}
}
