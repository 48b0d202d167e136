package main

import (
	"context"
	"errors"
	"math/rand/v2"
	"time"
)

// payloadWithin is the time that a payload has to reach everybody.
const payloadWithin = time.Minute

// calm is how long nothing must come for the line to be quiet.
const calm = 200 * time.Millisecond

// memory is what an idle reader takes.
func (b *bench) memory(ctx context.Context) (*table, error) {
	t := &table{title: "Memory of an idle reader", head: []string{"peer", "RSS without readers, MB", "with them, MB", "per reader, KB"}}
	readers := b.largest()
	for _, k := range kinds {
		b.say("memory: %d readers, %s, settling for %v", readers, k.name, b.Settle)
		var without, with int64
		p, err := k.start(ctx, b, false)
		if errors.Is(err, errAbsent) {
			t.note("%s was not measured: %v.", k.name, err)
			continue
		}
		if err != nil {
			return nil, err
		}
		err = func() (err error) {
			c, err := newCrowd()
			if err != nil {
				return err
			}
			defer c.close()
			if err := p.publish(ctx, 1); err != nil { // so that all that is made once is there
				return err
			}
			if err := b.listen(c, b.Settle); err != nil {
				return err
			}
			if without, err = rssOf(p.pids); err != nil {
				return err
			}
			if err := b.gather(ctx, p, c, readers); err != nil {
				return err
			}
			if _, err := deliver(ctx, p, c, 2, 3, hasMark()); err != nil {
				return err
			}
			if err := b.listen(c, b.Settle); err != nil {
				return err
			}
			with, err = rssOf(p.pids)
			return err
		}()
		if err = errors.Join(err, p.stop()); err != nil {
			// The others' figures took minutes, and are none the worse for it.
			t.note("%s was not measured to the end: %v.", k.name, err)
			continue
		}
		t.row(k.name, number(mb(without)), number(mb(with)), number(float64(with-without)/1024/float64(readers)))
	}
	t.note("%d readers that were sent three payloads. Resident memory of the whole process (VmRSS), each time after %v without anything to do, for all alike: Go's runtime collects by itself after two minutes at most, and gives back then what it does not need. The kernel's sockets are in none of the figures.", readers, b.Settle)
	return t, nil
}

// listen reads for so long what comes, heartbeats say.
func (b *bench) listen(c *crowd, d time.Duration) error {
	for end := time.Now().Add(d); time.Now().Before(end); {
		if err := c.turn(100*time.Millisecond, nil); err != nil {
			return err
		}
	}
	return nil
}

func mb(bytes int64) float64 { return float64(bytes) / (1 << 20) }

// soak is what a long time of heartbeats and of readers who come and go does to the
// server's memory.
func (b *bench) soak(ctx context.Context) (*table, error) {
	t := &table{title: "Heartbeats and churn", head: []string{"after", "RSS, MB", "CPU since, s"}}
	readers := b.largest()
	p, err := startStoppressPeer(ctx, b, false)
	if err != nil {
		return nil, err
	}
	defer func() { _ = p.stop() }()
	c, err := newCrowd()
	if err != nil {
		return nil, err
	}
	defer c.close()
	if err := c.gather(readers, p.address, p.request); err != nil {
		return nil, err
	}
	began := time.Now()
	start, err := cpuOf(p.pids)
	if err != nil {
		return nil, err
	}
	churned := 0
	for n := 0; ; n++ {
		rss, err := rssOf(p.pids)
		if err != nil {
			return nil, err
		}
		cpu, err := cpuOf(p.pids)
		if err != nil {
			return nil, err
		}
		t.row(time.Since(began).Round(time.Second).String(), number(mb(rss)), number((cpu - start).Seconds()))
		if time.Since(began) >= b.Soak {
			break
		}
		for next := began.Add(time.Duration(n+1) * b.Soak / 12); time.Now().Before(next); {
			// Each second one reader of a hundred goes, and another one comes.
			for range readers/100 + 1 {
				i := rand.IntN(readers)
				c.drop(i)
				if err := c.connect(i, p.address, p.request, 0); err != nil {
					return nil, err
				}
				churned++
			}
			if err := b.listen(c, time.Second); err != nil {
				return nil, err
			}
		}
	}
	t.note("Stoppress with %d readers, of whom one in a hundred leaves each second and is replaced (%d in all).", readers, churned)
	return t, nil
}
