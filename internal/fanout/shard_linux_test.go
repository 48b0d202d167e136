package fanout

import (
	"bytes"
	"testing"

	"golang.org/x/sys/unix"
	"pgregory.net/rapid"

	"github.com/stoppress/stoppress/internal/coverage"
)

// bench is a shard that is driven by hand, and the far ends of its readers' sockets.
type bench struct {
	*shard
	far map[*topic][]int
}

func newBench(t testing.TB) *bench {
	h := New(0)
	s, err := newShard(h)
	if err != nil {
		t.Fatal(err)
	}
	b := &bench{shard: s, far: map[*topic][]int{}}
	t.Cleanup(func() {
		s.end(comingBack(0))
		for _, fds := range b.far {
			for _, fd := range fds {
				unix.Close(fd)
			}
		}
		h.Close()
	})
	return b
}

// topic makes a topic with so many parked readers.
func (b *bench) topic(t testing.TB, name string, readers int) *topic {
	var about *topic
	for range readers {
		joined, err := b.hub.join(Topic{Name: name, Left: func() {}})
		if err != nil {
			t.Fatal(err)
		}
		about = joined
		pair, err := unix.Socketpair(unix.AF_UNIX, unix.SOCK_STREAM|unix.SOCK_NONBLOCK, 0)
		if err != nil {
			t.Fatal(err)
		}
		b.far[about] = append(b.far[about], pair[1])
		b.seat(&parked{socket: socket(pair[0])}, about)
	}
	return about
}

// told counts the readers of a topic that have got something, and takes it from them.
func (b *bench) told(about *topic) int {
	n := 0
	buffer := make([]byte, 64<<10)
	for _, fd := range b.far[about] {
		if got, _ := unix.Read(fd, buffer); got > 0 {
			n++
		}
	}
	return n
}

func TestAFewReadersAreNotHeldUpByMany(t *testing.T) {
	b := newBench(t)
	many, few := b.topic(t, "election", 5000), b.topic(t, "harbour", slice)
	for _, about := range []*topic{many, few} {
		about.rounds = 1
		b.begin(about, NewFrame(0, 1, []byte("data: 1\n\n")))
	}
	b.takeInbox()
	for range 3 { // a slice of many, all of the few, and the end of that
		b.advance()
	}
	if got := b.told(few); got != slice {
		t.Errorf("%d of the few have been told after three slices", got)
	}
	if got := b.told(many); got != 2*slice {
		t.Errorf("%d of the many have been told meanwhile, want %d", got, 2*slice)
	}
	for len(b.work) > 0 {
		b.advance()
	}
	if got := b.told(many); got != 5000-2*slice {
		t.Errorf("%d of the many were told afterwards", got)
	}
}

// A round goes on while readers come and go, and leaves nobody out who was there
// when it began.
func TestARoundReachesEverybodyWhoStays(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		h := New(0)
		defer h.Close()
		s, err := newShard(h)
		if err != nil {
			t.Fatal(err)
		}
		defer s.end(comingBack(0))
		var all []*parked
		var far []int
		arrive := func() {
			about, _ := h.join(Topic{Name: "harbour", Left: func() {}})
			pair, err := unix.Socketpair(unix.AF_UNIX, unix.SOCK_STREAM|unix.SOCK_NONBLOCK, 0)
			if err != nil {
				t.Fatal(err)
			}
			far = append(far, pair[1])
			r := &parked{socket: socket(pair[0])}
			s.seat(r, about)
			all = append(all, r)
		}
		defer func() {
			for _, fd := range far {
				unix.Close(fd)
			}
		}()
		for range rapid.IntRange(1, 4*slice).Draw(t, "readers") {
			arrive()
		}
		about := all[0].part.topic
		about.rounds = 1
		frame := NewFrame(0, 1, []byte("data: 1\n\n"))
		about.told.Store(&frame)
		s.begin(about, frame)
		s.takeInbox()
		for len(s.work) > 0 {
			s.advance()
			for range rapid.IntRange(0, 20).Draw(t, "changes") {
				if rapid.Bool().Draw(t, "leaves") {
					// The first stays: without readers there is no topic.
					if r := all[rapid.IntRange(0, len(all)-1).Draw(t, "who")]; !r.gone && r != all[0] {
						s.drop(r)
					}
				} else {
					arrive()
				}
			}
		}
		for i, r := range all {
			if !r.gone && r.at != 1 {
				t.Fatalf("reader %d of %d is at %d after the round", i, len(all), r.at)
			}
		}
	})
}

// However readers come, go and are written to, none is silent for longer than Quiet,
// and none has a comment line that it does not need.
func TestCommentLinesComeInTimeAndAreSpreadOut(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		h := New(0)
		defer h.Close()
		s, err := newShard(h)
		if err != nil {
			t.Fatal(err)
		}
		defer s.end(comingBack(0))
		type ends struct {
			reader *parked
			far    int
			heard  uint32
		}
		var all []*ends
		defer func() {
			for _, e := range all {
				unix.Close(e.far)
			}
		}()
		buffer := make([]byte, 1024)
		for range rapid.IntRange(1, 400).Draw(t, "ticks") {
			switch what := rapid.IntRange(0, 3).Draw(t, "what"); {
			case what == 0 && len(all) < 20:
				about, _ := h.join(Topic{Name: "harbour", Left: func() {}})
				pair, err := unix.Socketpair(unix.AF_UNIX, unix.SOCK_STREAM|unix.SOCK_NONBLOCK, 0)
				if err != nil {
					t.Fatal(err)
				}
				e := &ends{&parked{socket: socket(pair[0])}, pair[1], s.ring.now}
				s.seat(e.reader, about)
				all = append(all, e)
			case what == 1 && len(all) > 0:
				if e := rapid.SampledFrom(all).Draw(t, "who"); !e.reader.gone {
					s.send(e.reader, NewFrame(0, e.reader.at+1, []byte("data: x\n\n")))
				}
			case what == 2 && len(all) > 0:
				if rapid.IntRange(0, 3).Draw(t, "leaves") == 0 {
					if e := rapid.SampledFrom(all).Draw(t, "who"); !e.reader.gone {
						s.drop(e.reader)
					}
				}
			}
			s.beat()
			for _, e := range all {
				if e.reader.gone {
					continue
				}
				if n, _ := unix.Read(e.far, buffer); n > 0 {
					if bytes.Equal(buffer[:n], heartbeat.Plain) && s.ring.now-e.heard < uint32(recently)-1 { // heard is noted after the tick
						t.Fatalf("a comment line %d ticks after the last word", s.ring.now-e.heard)
					}
					e.heard = s.ring.now
				}
				if silent := s.ring.now - e.heard; silent > 2*uint32(buckets) {
					t.Fatalf("a reader has heard nothing for %d ticks", silent)
				}
			}
		}
	})
}

func TestASeatsNextReaderIsNotTakenForTheLast(t *testing.T) {
	b := newBench(t)
	about := b.topic(t, "harbour", 2)
	first := b.parts[about].readers[0]
	old := event{Fd: int32(first.seat.index), Pad: int32(first.seat.turn), Events: unix.EPOLLRDHUP}
	b.drop(first)
	b.topic(t, "harbour", 1)
	b.heed([]event{old})
	if got := len(b.parts[about].readers); got != 2 {
		t.Errorf("%d readers are left, want 2: what the kernel said of one was taken for another", got)
	}
}

// BenchmarkRound is one frame to so many parked readers, beside a bare loop that
// writes the same bytes to the same kind of sockets.
func BenchmarkRound(b *testing.B) {
	const readers = 1000
	frame := bytes.Repeat([]byte("x"), 2048)
	for _, who := range []string{"bare", "parked"} {
		b.Run(who, func(b *testing.B) {
			shard := newBench(b)
			about := shard.topic(b, "harbour", readers)
			var head coverage.Seq
			for b.Loop() {
				head++
				if who == "bare" {
					for _, r := range shard.parts[about].readers {
						if _, err := unix.Write(int(r.socket), frame); err != nil {
							b.Fatal(err)
						}
					}
				} else {
					about.rounds = 1
					f := NewFrame(head-1, head, frame)
					about.told.Store(&f)
					shard.begin(about, f)
					shard.takeInbox()
					for len(shard.work) > 0 {
						shard.advance()
					}
				}
				b.StopTimer()
				if got := shard.told(about); got != readers {
					b.Fatalf("%d of %d were told", got, readers)
				}
				b.StartTimer()
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/readers, "ns/delivery")
		})
	}
}
