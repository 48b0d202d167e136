package journal

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync/atomic"
	"time"
)

// witness keeps the highest seq that was acknowledged outside the journal's own
// files, so that a start can tell when their end is missing. It may be a moment
// behind: it is written each second, and at the end.
type witness struct {
	name string
	seen atomic.Uint64
	stop context.CancelFunc
	done chan struct{}
}

const witnessEvery = time.Second

// openWitness reads what was acknowledged when the journal was last open; 0 where
// nobody knows.
func openWitness(dir string) *witness {
	w := &witness{name: filepath.Join(dir, "journal", "acknowledged"), done: make(chan struct{})}
	if text, err := os.ReadFile(w.name); err == nil {
		seq, _ := strconv.ParseUint(strings.TrimSpace(string(text)), 10, 64)
		w.seen.Store(seq)
	}
	return w
}

// run writes what has been seen until close.
func (w *witness) run() {
	ctx, stop := context.WithCancel(context.Background())
	w.stop = stop
	go func() {
		defer close(w.done)
		tick := time.NewTicker(witnessEvery)
		defer tick.Stop()
		var written uint64
		for {
			if seen := w.seen.Load(); seen != written && w.write(seen) == nil { // a full disk: later
				written = seen
			}
			select {
			case <-tick.C:
			case <-ctx.Done():
				_ = w.write(w.seen.Load())
				return
			}
		}
	}()
}

func (w *witness) close() {
	if w != nil && w.stop != nil {
		w.stop()
		<-w.done
	}
}

// note is called with each seq that was acknowledged.
func (w *witness) note(seq uint64) {
	for w != nil {
		seen := w.seen.Load()
		if seq <= seen || w.seen.CompareAndSwap(seen, seq) {
			return
		}
	}
}

// write puts the number in the place of the one before, whole or not at all. It
// need not be synced: an older number is only a weaker witness.
func (w *witness) write(seq uint64) error {
	if err := os.WriteFile(w.name+".new", []byte(strconv.FormatUint(seq, 10)+"\n"), 0o600); err != nil {
		return err
	}
	return os.Rename(w.name+".new", w.name)
}

// inspect says in the log what is missing of the stream: messages in the middle of
// it, of which none is ever deleted, and its end, which the witness remembers.
func (j *Journal) inspect(ctx context.Context) error {
	info, err := j.stream.Info(ctx)
	if err != nil {
		return fmt.Errorf("look at the stream %s: %w", streamName, err)
	}
	state := info.State
	if lost := state.LastSeq - state.Msgs; state.LastSeq > state.Msgs {
		j.opts.Log.Error("the journal is damaged: messages are lost; the rest is served", "lost", lost, "of", state.LastSeq)
	}
	if j.witness == nil {
		return nil
	}
	if seen := j.witness.seen.Load(); seen > state.LastSeq {
		j.opts.Log.Error("the journal is truncated: messages at its end are lost; the rest is served", "acknowledged", seen, "found", state.LastSeq)
		j.witness.seen.Store(state.LastSeq)
	}
	j.witness.note(state.LastSeq)
	return nil
}
