package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"
)

// delivery is what one payload to all readers took.
type delivery struct {
	cpu             time.Duration // of the server, by reader
	half, p99, last time.Duration // since the first reader had it
	bytes           float64       // by reader
}

// deliver publishes payloads one after another to the readers of a peer, and waits
// each time until all have it, as has tells.
func deliver(ctx context.Context, p *peer, c *crowd, first, count int, has func(*conn) bool) ([]delivery, error) {
	readers := len(c.conns)
	var out []delivery
	for n := first; n < first+count; n++ {
		if err := c.served(payloadWithin); err != nil {
			return nil, err
		}
		c.watch()
		before, err := cpuOf(p.pids)
		if err != nil {
			return nil, err
		}
		published := make(chan error, 1)
		go func() { published <- p.publish(ctx, n) }()
		at, err := c.arrivals(readers, has, time.Minute)
		if err = errors.Join(err, <-published); err != nil {
			return nil, err
		}
		if err := c.quiet(50 * time.Millisecond); err != nil {
			return nil, err
		}
		after, err := cpuOf(p.pids)
		if err != nil {
			return nil, err
		}
		var bytes int64
		for i := range c.conns {
			bytes += c.conns[i].since
		}
		since := func(q float64) time.Duration { return at[min(int(q*float64(len(at))), len(at)-1)].Sub(at[0]) }
		out = append(out, delivery{
			cpu: (after - before) / time.Duration(readers), half: since(0.5), p99: since(0.99), last: since(1),
			bytes: float64(bytes) / float64(readers),
		})
	}
	return out, nil
}

// hasMark tells whether a reader has a payload that it did not have before.
func hasMark() (has func(*conn) bool) {
	return func(r *conn) bool {
		if r.marks == 0 {
			return false
		}
		r.marks = 0
		return true
	}
}

// measured is what all rounds of one peer came to.
type measured struct {
	cpu, half, p99, last, bytes []float64
}

func (m *measured) add(deliveries []delivery) {
	for _, d := range deliveries {
		m.cpu = append(m.cpu, us(d.cpu))
		m.half = append(m.half, ms(d.half))
		m.p99 = append(m.p99, ms(d.p99))
		m.last = append(m.last, ms(d.last))
		m.bytes = append(m.bytes, d.bytes)
	}
}

// session starts a peer, gathers readers, and hands both over.
func (b *bench) session(ctx context.Context, k kind, gzip bool, readers int, then func(*peer, *crowd) error) (err error) {
	p, err := k.start(ctx, b, gzip)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, p.stop()) }()
	c, err := newCrowd()
	if err != nil {
		return err
	}
	defer c.close()
	if err := b.gather(ctx, p, c, readers); err != nil {
		return err
	}
	return then(p, c)
}

// gather lets readers come, and waits until the peer has them all.
func (b *bench) gather(ctx context.Context, p *peer, c *crowd, readers int) error {
	if err := c.gather(readers, p.address, p.request); err != nil {
		return err
	}
	for end := time.Now().Add(time.Minute); p.counts != nil; {
		known, err := p.counts(ctx)
		if err != nil {
			return err
		}
		if known >= readers {
			break
		}
		if time.Now().After(end) {
			return fmt.Errorf("it knows %d of %d readers", known, readers)
		}
		if err := c.quiet(calm); err != nil {
			return err
		}
	}
	return nil
}

// fanout is how much a payload to all costs, and when it is with them.
func (b *bench) fanout(ctx context.Context) (*table, error) {
	t := &table{
		title: "One change to many readers",
		head:  []string{"readers", "peer", "CPU per delivery, µs", "beside the floor", "half have it, ms", "p99, ms", "last, ms"},
	}
	for _, readers := range b.Sizes {
		results := map[string]*measured{}
		var alone []float64 // CPU of Stoppress for publishing to one reader, µs
		for round := range b.Rounds {
			if err := b.publishingAlone(ctx, &alone); err != nil {
				return nil, err
			}
			for _, k := range kinds {
				b.say("fan-out: %d readers, round %d of %d, %s", readers, round+1, b.Rounds, k.name)
				err := b.session(ctx, k, false, readers, func(p *peer, c *crowd) error {
					if _, err := deliver(ctx, p, c, 1, 2, hasMark()); err != nil { // to warm up
						return err
					}
					d, err := deliver(ctx, p, c, 3, b.Frames, hasMark())
					if results[k.name] == nil {
						results[k.name] = &measured{}
					}
					results[k.name].add(d)
					if c.ended > 0 {
						t.note("%s cut off %d of %d readers, who came back.", k.name, c.ended, readers)
					}
					return err
				})
				if errors.Is(err, errAbsent) {
					if round == 0 && readers == b.Sizes[0] {
						t.note("%s was not measured: %v.", k.name, err)
					}
					continue
				}
				if err != nil {
					return nil, fmt.Errorf("%s, %d readers: %w", k.name, readers, err)
				}
			}
		}
		var floor float64
		for _, k := range kinds {
			m := results[k.name]
			if m == nil {
				continue
			}
			cpu := median(m.cpu)
			if floor == 0 {
				floor = cpu
			}
			t.row(fmt.Sprint(readers), k.name, number(cpu), number(cpu/floor)+"×", number(median(m.half)), number(median(m.p99)), number(median(m.last)))
			if k.name == stoppressName {
				delivering := cpu - median(alone)/float64(readers)
				t.row("", "– publishing taken off", number(delivering), number(delivering/floor)+"×", "", "", "")
			}
		}
	}
	t.note("Payloads of %d bytes; medians of %d payloads in each of %d interleaved rounds. Times count from the first reader that has it. The CPU of Stoppress includes what publishing takes: the request, the disk, the page; the line under it has that taken off, measured in the same rounds with one reader.", payloadSize, b.Frames, b.Rounds)
	return t, nil
}

// publishingAlone measures what publishing takes where there is hardly anybody to
// deliver to.
func (b *bench) publishingAlone(ctx context.Context, out *[]float64) error {
	i := slices.IndexFunc(kinds, func(k kind) bool { return k.name == stoppressName })
	return b.session(ctx, kinds[i], false, 1, func(p *peer, c *crowd) error {
		if _, err := deliver(ctx, p, c, 1, 2, hasMark()); err != nil { // to warm up
			return err
		}
		deliveries, err := deliver(ctx, p, c, 3, b.Frames, hasMark())
		for _, d := range deliveries {
			*out = append(*out, us(d.cpu))
		}
		return err
	})
}
