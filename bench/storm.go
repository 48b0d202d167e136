package main

import (
	"context"
	"fmt"
	"net/http"
	"sync"
	"time"
)

// comeBack is the time in which all readers are back after a restart.
const comeBack = 2 * time.Second

// storm is a restart on a full evening.
func (b *bench) storm(ctx context.Context) (*table, error) {
	t := &table{title: "Everybody comes back at once", head: []string{"readers", "restart, s", "all were back and answered after, s", "desk's requests meanwhile", "p50, ms", "p99, ms", "longest, ms", "server's CPU, s", "missing afterwards"}}
	readers := b.largest()
	b.say("storm: %d readers", readers)
	s, err := startStoppress(ctx, b)
	if err != nil {
		return nil, err
	}
	defer func() { _ = s.stop() }()
	if err := s.blog(ctx, "harbour"); err != nil {
		return nil, err
	}
	var post object
	for n := range 50 {
		if post, err = s.ask(ctx, http.MethodPost, "/api/v1/blogs/harbour/posts", words(n, 1000), 0); err != nil {
			return nil, err
		}
	}
	request := get(fmt.Sprintf("/harbour/stream?since=%d", post.Seq), s.listen.String(), accepts(false)...)
	c, err := newCrowd()
	if err != nil {
		return nil, err
	}
	defer c.close()
	if err := c.gather(readers, s.listen, request); err != nil {
		return nil, err
	}
	down := time.Now()
	if err := s.stop(); err != nil {
		return nil, err
	}
	if err := c.quiet(calm); err != nil {
		return nil, err
	}
	if err := s.serve(); err != nil {
		return nil, err
	}
	restart := time.Since(down)
	// One change came while they were away: all are owed a delta.
	if post, err = s.ask(ctx, http.MethodPost, "/api/v1/blogs/harbour/posts", words(99, 1000), 0); err != nil {
		return nil, err
	}
	var desk []float64
	asking, stop := context.WithCancel(ctx)
	var asks sync.WaitGroup
	asks.Go(func() {
		pace := time.NewTicker(20 * time.Millisecond)
		defer pace.Stop()
		for n := 0; asking.Err() == nil; n++ {
			began := time.Now()
			var err error
			if n%2 == 0 {
				_, err = s.ask(asking, http.MethodGet, "/api/v1/blogs/harbour/posts?limit=20", nil, 0)
			} else {
				_, err = s.ask(asking, http.MethodPost, "/api/v1/blogs/harbour/posts", map[string]any{"title": "A draft"}, 0)
			}
			if err != nil && asking.Err() == nil {
				b.say("storm: the desk: %v", err)
			}
			if asking.Err() == nil {
				desk = append(desk, ms(time.Since(began)))
			}
			select {
			case <-pace.C:
			case <-asking.Done():
			}
		}
	})
	defer asks.Wait()
	defer stop()
	cpu, err := cpuOf(s.pids())
	if err != nil {
		return nil, err
	}
	began := time.Now()
	c.conns = c.conns[:0]
	answered := 0
	got := func(_ int, r *conn) {
		if !r.done && r.marks > 0 { // the delta
			r.done = true
			answered++
		}
	}
	for n := range readers {
		for due := began.Add(comeBack * time.Duration(n) / time.Duration(readers)); time.Now().Before(due); {
			if err := c.turn(time.Until(due), got); err != nil {
				return nil, err
			}
		}
		if err := c.join(s.listen, request, 0); err != nil {
			return nil, err
		}
	}
	for time.Since(began) < payloadWithin && answered < readers {
		if err := c.turn(50*time.Millisecond, got); err != nil {
			return nil, err
		}
	}
	back := time.Since(began)
	stop()
	asks.Wait()
	after, err := cpuOf(s.pids())
	if err != nil {
		return nil, err
	}
	asked := len(desk)
	longest := quantile(desk, 1)
	t.row(fmt.Sprint(readers), number(restart.Seconds()), number(back.Seconds()), fmt.Sprint(asked), number(median(desk)), number(quantile(desk, 0.99)), number(longest), number((after - cpu).Seconds()), fmt.Sprint(readers-answered))
	t.note("Stoppress is told to stop (SIGTERM) and started again on the same data; a post is published, and then all readers connect within %v, evenly, and each is owed that post. Every 20 ms the desk lists posts or saves a draft.", comeBack)
	return t, nil
}
