package fanout_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"go.uber.org/goleak"
	"pgregory.net/rapid"

	"github.com/stoppress/stoppress/internal/coverage"
	"github.com/stoppress/stoppress/internal/fanout"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// source is a blog that counts: each change is its number.
type source struct {
	hub    *fanout.Hub
	pad    int // bytes that each change has beside its number
	mu     sync.Mutex
	head   coverage.Seq
	deltas int
}

func (s *source) frame(from, to coverage.Seq) fanout.Frame {
	var b strings.Builder
	for n := from + 1; n <= to; n++ {
		fmt.Fprintf(&b, "data: %d%*s\n\n", n, s.pad, "")
	}
	return fanout.NewFrame(from, to, []byte(b.String()))
}

func (s *source) publish() {
	s.mu.Lock()
	s.head++
	f := s.frame(s.head-1, s.head)
	s.mu.Unlock()
	s.hub.Publish("harbour", f)
}

func (s *source) delta(_ context.Context, since coverage.Seq) (fanout.Frame, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.deltas++
	return s.frame(since, s.head), nil
}

// page collects what a reader was sent.
type page struct {
	mu   sync.Mutex
	text strings.Builder
	gate chan struct{} // each write takes one token, where there is a gate
}

func (p *page) write(f fanout.Frame) error {
	if p.gate != nil {
		<-p.gate
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.text.Write(f.Plain)
	return nil
}

func (p *page) changes() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return changesIn(p.text.String())
}

// changesIn gives the numbers that a stream's text holds.
func changesIn(text string) []string {
	var out []string
	for line := range strings.Lines(text) {
		if data, ok := strings.CutPrefix(line, "data: "); ok {
			out = append(out, strings.TrimSpace(data))
		}
	}
	return out
}

func numbers(from, to int) []string {
	var out []string
	for n := from; n <= to; n++ {
		out = append(out, fmt.Sprint(n))
	}
	return out
}

func TestEveryReaderGetsEveryChangeOnceAndInOrder(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &source{hub: fanout.New(0)}
		ctx, cancel := context.WithCancel(t.Context())
		var wg sync.WaitGroup
		pages := map[*page]int{}
		for at := range 5 {
			for range 3 {
				s.publish()
			}
			p := &page{}
			pages[p] = at
			wg.Go(func() {
				if err := s.hub.Subscribe(ctx, "harbour", coverage.Seq(at), s.delta, p.write); !errors.Is(err, context.Canceled) {
					t.Errorf("reader from %d ended with %v", at, err)
				}
			})
		}
		for range 50 {
			s.publish()
		}
		time.Sleep(fanout.Gather)
		synctest.Wait()
		if got := s.hub.Stats().Topics["harbour"]; got != 5 {
			t.Errorf("%d readers counted, want 5", got)
		}
		cancel()
		wg.Wait()
		s.hub.Close()
		for p, at := range pages {
			if got, want := p.changes(), numbers(at+1, 65); !slices.Equal(got, want) {
				t.Errorf("reader from %d got %v", at, got)
			}
		}
		if got := s.hub.Stats().Readers; got != 0 {
			t.Errorf("%d readers are still counted", got)
		}
	})
}

func TestASlowReaderGetsOneDeltaAndDelaysNobody(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &source{hub: fanout.New(0)}
		ctx, cancel := context.WithCancel(t.Context())
		slow, quick := &page{gate: make(chan struct{})}, &page{}
		var wg sync.WaitGroup
		for _, p := range []*page{slow, quick} {
			wg.Go(func() { _ = s.hub.Subscribe(ctx, "harbour", 0, s.delta, p.write) })
		}
		synctest.Wait()
		for range 100 {
			s.publish()
			time.Sleep(fanout.Gather)
			synctest.Wait()
		}
		if got := len(quick.changes()); got != 100 {
			t.Fatalf("the quick reader has %d of 100 changes while the slow one takes its time", got)
		}
		before := s.deltas
		for range 2 {
			slow.gate <- struct{}{}
			synctest.Wait()
		}
		if got := slow.changes(); !slices.Equal(got, numbers(1, 100)) {
			t.Errorf("after two writes the slow reader has %v", got)
		}
		if got := s.deltas - before; got != 1 {
			t.Errorf("the slow reader took %d deltas, want 1", got)
		}
		cancel()
		wg.Wait()
		s.hub.Close()
	})
}

func TestALongBurstIsFewerFrames(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &source{hub: fanout.New(0)}
		ctx, cancel := context.WithCancel(t.Context())
		var wg sync.WaitGroup
		writes := 0
		p := &page{}
		wg.Go(func() {
			_ = s.hub.Subscribe(ctx, "harbour", 0, s.delta, func(f fanout.Frame) error { writes++; return p.write(f) })
		})
		synctest.Wait()
		for range 50 { // within a second
			s.publish()
			time.Sleep(time.Second / 50)
		}
		time.Sleep(fanout.Gather)
		synctest.Wait()
		if got := p.changes(); !slices.Equal(got, numbers(1, 50)) {
			t.Errorf("after the burst the reader has %v", got)
		}
		if most := fanout.Burst + int(time.Second/fanout.Gather) + 1; writes > most {
			t.Errorf("a burst of 50 changes took %d writes, want %d at most", writes, most)
		}
		cancel()
		wg.Wait()
		s.hub.Close()
	})
}

func TestAFewChangesInAMomentAreToldOneByOne(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &source{hub: fanout.New(0)}
		ctx, cancel := context.WithCancel(t.Context())
		var wg sync.WaitGroup
		writes := 0
		wg.Go(func() {
			_ = s.hub.Subscribe(ctx, "harbour", 0, s.delta, func(fanout.Frame) error { writes++; return nil })
		})
		synctest.Wait()
		for range fanout.Burst {
			s.publish()
			synctest.Wait()
		}
		if writes != fanout.Burst {
			t.Errorf("%d changes took %d writes", fanout.Burst, writes)
		}
		cancel()
		wg.Wait()
		s.hub.Close()
	})
}

func TestAQuietReaderHearsSomethingEveryThirtySeconds(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &source{hub: fanout.New(0)}
		ctx, cancel := context.WithCancel(t.Context())
		p := &page{}
		done := make(chan struct{})
		go func() { _ = s.hub.Subscribe(ctx, "harbour", 0, s.delta, p.write); close(done) }()
		time.Sleep(30 * time.Second)
		p.mu.Lock()
		beats := strings.Count(p.text.String(), ":\n\n")
		p.mu.Unlock()
		if beats == 0 {
			t.Error("no heartbeat within 30 s")
		}
		cancel()
		<-done
		s.hub.Close()
	})
}

func TestCloseEndsEverySubscription(t *testing.T) {
	s := &source{hub: fanout.New(0)}
	done := make(chan error)
	go func() { done <- s.hub.Subscribe(t.Context(), "harbour", 0, s.delta, (&page{}).write) }()
	s.hub.Close()
	if err := <-done; !errors.Is(err, fanout.ErrClosed) {
		t.Errorf("ended with %v, want ErrClosed", err)
	}
}

// A stream that is put together of frames that were compressed apart is one gzip
// stream, and each frame can be read as soon as it is there.
func TestPackedFramesMakeOneGzipStream(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		from, to := io.Pipe()
		defer from.Close()
		frames := rapid.SliceOfN(rapid.SliceOfN(rapid.Byte(), 1, 3000), 1, 20).Draw(t, "frames")
		step := make(chan []byte, 1) // the pipe takes what is read, no more
		go func() {
			_, _ = to.Write(fanout.Gzip.Preamble())
			for plain := range step {
				_, _ = to.Write(fanout.Gzip.Of(fanout.NewFrame(0, 1, plain)))
			}
		}()
		defer close(step)
		step <- frames[0]
		reader, err := gzip.NewReader(from)
		if err != nil {
			t.Fatal(err)
		}
		for i, plain := range frames {
			if i > 0 {
				step <- plain
			}
			got := make([]byte, len(plain))
			if _, err := io.ReadFull(reader, got); err != nil || !bytes.Equal(got, plain) {
				t.Fatalf("frame %d of %d: %v", i, len(frames), err)
			}
		}
	})
}
