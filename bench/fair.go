package main

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"path/filepath"
	"runtime"
	"strconv"
	"sync"
	"time"

	"golang.org/x/sys/unix"
)

// fewReaders is how many read the small blog.
const fewReaders = 100

// fair is what a change to a blog that very many read does to the readers of
// another one: a change of the small blog is sent off when the first of the large
// blog's readers has theirs, and all the others still wait.
func (b *bench) fair(ctx context.Context) (*table, error) {
	t := &table{
		title: "A small blog beside a large one",
		head:  []string{"the large blog", "acknowledged after, ms, p50", "p99", "with the last of the small blog after that, ms, p50", "p99", "since the request, ms, p50", "p99"},
	}
	s, err := startStoppress(ctx, b)
	if err != nil {
		return nil, err
	}
	defer func() { _ = s.stop() }()
	many := b.largest() - fewReaders // together they are as many as there is room for
	large, err := b.readersOf(ctx, s, "large", many, false)
	if err != nil {
		return nil, err
	}
	defer large.close()
	small, err := b.readersOf(ctx, s, "small", fewReaders, true)
	if err != nil {
		return nil, err
	}
	defer small.close()

	// Whoever edits the small blog must find a processor of Go's runtime free, though
	// the kernel has taken the core from the threads that hold some.
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(8))
	// The crowd would be on other machines, and is not to take the server's turns.
	if err := promote(s.pids()[0], -10); err != nil {
		t.note("The server had no turn before its crowd: %v.", err)
	}
	b.say("fair: %d and %d readers", many, fewReaders)
	if _, _, err := b.beside(ctx, large, small, true); err != nil { // the first is not measured
		return nil, err
	}
	for _, busy := range []bool{false, true} {
		var answered, last, whole []float64
		for range b.Publishes {
			if err := errors.Join(large.quiet(calm), small.quiet(calm)); err != nil {
				return nil, err
			}
			took, after, err := b.beside(ctx, large, small, busy)
			if err != nil {
				return nil, err
			}
			answered, last = append(answered, ms(took)), append(last, ms(max(0, after)))
			whole = append(whole, ms(took+after))
		}
		what := "is at rest"
		if busy {
			what = "is being told"
		}
		t.row(what, number(median(answered)), number(quantile(answered, 0.99)), number(median(last)), number(quantile(last, 0.99)), number(median(whole)), number(quantile(whole, 0.99)))
	}
	t.note("Stoppress, %d edits of the small blog, which %d read; the large one has %d readers. The large blog's crowd, which would be on other machines, is the last to have a turn at a core; when the small one's readers have it is what the kernel stamps on the last bytes that come to each. A change that comes before its acknowledgement counts as 0 in the middle columns.", b.Publishes, fewReaders, many)
	return t, nil
}

// blogOf is a blog with its readers and a post that is edited again and again.
type blogOf struct {
	*crowd
	edit func(context.Context) error
}

func (b *bench) readersOf(ctx context.Context, s *stoppress, slug string, readers int, stamped bool) (*blogOf, error) {
	if err := s.blog(ctx, slug); err != nil {
		return nil, err
	}
	size, err := s.fitting(ctx, slug)
	if err != nil {
		return nil, err
	}
	posts := "/api/v1/blogs/" + slug + "/posts"
	post, err := s.ask(ctx, http.MethodPost, posts, words(0, size), 0)
	if err != nil {
		return nil, err
	}
	c, err := newCrowd()
	if err != nil {
		return nil, err
	}
	c.stamped = stamped
	if err := c.gather(readers, s.listen, get("/"+slug+"/stream", s.listen.String(), accepts(false)...)); err != nil {
		c.close()
		return nil, err
	}
	n := 0
	return &blogOf{crowd: c, edit: func(ctx context.Context) (err error) {
		n++
		post, err = s.ask(ctx, http.MethodPatch, posts+"/"+post.ID, words(n, size), post.Seq)
		return err
	}}, nil
}

// beside edits the small blog, where busy while a change of the large one is on
// its way to its readers. It gives how long the acknowledgement took, and how long
// after it the last reader of the small blog had the change, below zero where that
// was before.
func (b *bench) beside(ctx context.Context, large, small *blogOf, busy bool) (took, after time.Duration, err error) {
	large.watch()
	small.watch()
	var work sync.WaitGroup
	failed := make([]error, 4)
	begun := make(chan struct{})
	if busy {
		work.Go(func() { failed[0] = large.edit(ctx) })
		work.Go(func() {
			first := sync.OnceFunc(func() { close(begun) })
			defer first() // where nobody has it, nobody is to be waited for
			has := hasMark()
			_, failed[1] = large.arrivals(len(large.conns), func(r *conn) bool {
				got := has(r)
				if got {
					first()
				}
				return got
			}, payloadWithin)
		})
	} else {
		close(begun)
	}
	var acknowledged, had time.Time
	work.Go(func() {
		<-begun
		sent := time.Now()
		failed[2] = small.edit(ctx)
		acknowledged = time.Now()
		took = acknowledged.Sub(sent)
	})
	work.Go(func() {
		at, err := small.arrivals(len(small.conns), hasMark(), payloadWithin)
		if failed[3] = err; err == nil {
			had = at[len(at)-1]
		}
	})
	work.Wait()
	if err := errors.Join(failed...); err != nil {
		return 0, 0, fmt.Errorf("beside: %w", err)
	}
	return took, had.Round(0).Sub(acknowledged.Round(0)), nil // by the wall clock, which the kernel's stamps are of
}

// promote puts all threads of a process before those of an ordinary rank.
func promote(pid, rank int) error {
	threads, err := filepath.Glob(fmt.Sprintf("/proc/%d/task/*", pid))
	if err != nil {
		return err
	}
	for _, name := range threads {
		thread, err := strconv.Atoi(filepath.Base(name))
		if err != nil {
			return err
		}
		if err := unix.Setpriority(unix.PRIO_PROCESS, thread, rank); err != nil {
			return fmt.Errorf("set the priority of thread %d: %w", thread, err)
		}
	}
	return nil
}
