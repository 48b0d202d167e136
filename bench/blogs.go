package main

import (
	"context"
	"fmt"
	"net/http"
	"sync"
	"sync/atomic"
	"time"
)

// eveningPosts is how many posts each blog comes to have.
const eveningPosts = 20

// many is an ordinary evening: so many blogs, each with a change a second.
func (b *bench) many(ctx context.Context) (*table, error) {
	t := &table{title: "Many blogs at once", head: []string{"after", "changes", "deliveries", "missing", "doubled", "RSS, MB", "CPU, of one core"}}
	s, err := startStoppress(ctx, b)
	if err != nil {
		return nil, err
	}
	defer func() { _ = s.stop() }()
	c, err := newCrowd()
	if err != nil {
		return nil, err
	}
	defer c.close()
	size := 0
	for i := range b.Blogs {
		slug := fmt.Sprintf("blog-%d", i)
		if err := s.blog(ctx, slug); err != nil {
			return nil, err
		}
		if size == 0 {
			if size, err = s.fitting(ctx, slug); err != nil {
				return nil, err
			}
		}
		request := get("/"+slug+"/stream", s.listen.String(), accepts(false)...)
		if err := c.gather(len(c.conns)+b.Each, s.listen, request); err != nil {
			return nil, err
		}
	}
	b.say("blogs: %d blogs with %d readers each, %v", b.Blogs, b.Each, b.Evening)
	published := make([]atomic.Int64, b.Blogs)
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	var desks sync.WaitGroup
	failed := make(chan error, b.Blogs)
	for i := range b.Blogs {
		desks.Go(func() {
			// Spread over the second, as desks are.
			if b.listenNowhere(ctx, time.Duration(i)*time.Second/time.Duration(b.Blogs)) != nil {
				return
			}
			pace := time.NewTicker(time.Second)
			defer pace.Stop()
			var posts [eveningPosts]object
			for n := 1; ; n++ {
				// New posts at first, then edits of them: what is kept in memory grows with
				// posts, and is to be told from what would grow with deliveries.
				post := &posts[n%eveningPosts]
				method, path := http.MethodPost, fmt.Sprintf("/api/v1/blogs/blog-%d/posts", i)
				if post.ID != "" {
					method, path = http.MethodPatch, path+"/"+post.ID
				}
				// A request that was begun is finished: what is acknowledged counts.
				changed, err := s.ask(context.WithoutCancel(ctx), method, path, words(n, size), post.Seq)
				if err != nil {
					failed <- err
					return
				}
				*post = changed
				published[i].Add(1)
				select {
				case <-pace.C:
				case <-ctx.Done():
					return
				}
			}
		})
	}
	began := time.Now()
	cpu, err := cpuOf(s.pids())
	if err != nil {
		return nil, err
	}
	count := func(at string, took time.Duration) error {
		var changes, deliveries, missing, doubled int64
		for i := range published {
			changes += published[i].Load()
		}
		for n := range c.conns {
			got, want := int64(c.conns[n].marks), published[n/b.Each].Load()
			deliveries += got
			missing += max(0, want-got)
			doubled += max(0, got-want)
		}
		rss, err := rssOf(s.pids())
		if err != nil {
			return err
		}
		now, err := cpuOf(s.pids())
		if err != nil {
			return err
		}
		under, over := fmt.Sprint(missing), fmt.Sprint(doubled)
		if at != "the end" { // some are on their way
			under, over = "", ""
		}
		t.row(at, fmt.Sprint(changes), fmt.Sprint(deliveries), under, over, number(mb(rss)), fmt.Sprintf("%.0f %%", 100*(now-cpu).Seconds()/took.Seconds()))
		return nil
	}
	const looks = 5
	for look := 1; look <= looks; look++ {
		for next := began.Add(b.Evening * time.Duration(look) / looks); time.Now().Before(next); {
			if err := c.turn(50*time.Millisecond, nil); err != nil {
				return nil, err
			}
			select {
			case err := <-failed:
				return nil, err
			default:
			}
		}
		took := time.Since(began)
		if err := count(took.Round(time.Second).String(), took); err != nil {
			return nil, err
		}
	}
	took := time.Since(began)
	stop()
	desks.Wait()
	if err := c.quiet(2 * time.Second); err != nil {
		return nil, err
	}
	if c.ended > 0 {
		return nil, fmt.Errorf("%d readers were cut off", c.ended)
	}
	err = count("the end", took)
	t.note("Stoppress with %d blogs, %d readers each, a change a second in each blog: %d new posts, then edits of them. Deliveries are counted at the readers; missing and doubled are compared with what was acknowledged.", b.Blogs, b.Each, eveningPosts)
	return t, err
}
