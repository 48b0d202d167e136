package main

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// slowest is how many readers read one byte a second.
const slowest = 1000

// smallBuffer is the receive buffer of a slow reader, in bytes, so that the server
// soon has to wait for it; the kernel doubles it and has a least size of its own.
const smallBuffer = 1024

// slow is what readers who hardly read do to the others.
func (b *bench) slow(ctx context.Context) (*table, error) {
	t := &table{title: "Slow readers among others", head: []string{"of them slow", "CPU per delivery to the others, µs", "p99 of the others, ms", "last of the others, ms", "RSS before, MB", "RSS after, MB"}}
	readers := b.largest()
	crawling := min(slowest, readers/2)
	for _, lazy := range []int{0, crawling} {
		b.say("slow: %d readers, %d of them slow", readers, lazy)
		var m measured
		var before, after int64
		for range b.Rounds {
			err := b.session(ctx, kind{start: startStoppressPeer}, false, readers-lazy, func(p *peer, c *crowd) (err error) {
				others, err := newCrowd()
				if err != nil {
					return err
				}
				defer others.close()
				for range lazy {
					if err := others.join(p.address, p.request, smallBuffer); err != nil {
						return err
					}
				}
				if _, err := deliver(ctx, p, c, 1, 2, hasMark()); err != nil {
					return err
				}
				if before, err = rssOf(p.pids); err != nil {
					return err
				}
				crumb := make([]byte, 1)
				next := time.Now()
				for n := 3; n < 3+b.Frames*4; n++ {
					d, err := deliver(ctx, p, c, n, 1, hasMark())
					if err != nil {
						return err
					}
					m.add(d)
					if time.Now().After(next) {
						next = next.Add(time.Second)
						for i := range others.conns {
							others.read(i, crumb)
						}
					}
				}
				if others.ended > 0 {
					return errors.New("a slow reader was dropped")
				}
				after, err = rssOf(p.pids)
				return err
			})
			if err != nil {
				return nil, err
			}
		}
		t.row(fmt.Sprint(lazy), number(median(m.cpu)), number(median(m.p99)), number(median(m.last)), number(mb(before)), number(mb(after)))
	}
	t.note("Stoppress with %d readers in all; the slow ones read 1 byte a second and have the smallest receive buffers there are. Medians of %d payloads in each of %d rounds.", readers, b.Frames*4, b.Rounds)
	return t, nil
}
