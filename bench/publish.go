package main

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// publish is how long after its acknowledgement a change is with readers.
func (b *bench) publish(ctx context.Context) (*table, error) {
	t := &table{
		title: "From the acknowledgement to the readers",
		head:  []string{"readers", "acknowledged after, ms, p50", "p99", "with a reader after, ms, p50", "p99", "with the last after, ms, p50", "p99"},
	}
	for _, readers := range b.Sizes {
		b.say("publish: %d readers", readers)
		err := b.session(ctx, kind{start: startStoppressPeer}, false, readers, func(p *peer, c *crowd) error {
			var answered, each, last []float64
			for n := 1; n <= b.Publishes; n++ {
				// A long burst of changes is gathered into fewer frames; these are to be apart.
				if err := c.quiet(calm); err != nil {
					return err
				}
				c.watch()
				type acknowledged struct {
					at   time.Time
					took time.Duration
					err  error
				}
				done := make(chan acknowledged, 1)
				go func() {
					began := time.Now()
					err := p.publish(ctx, n)
					done <- acknowledged{time.Now(), time.Since(began), err}
				}()
				at, err := c.arrivals(readers, hasMark(), payloadWithin)
				ack := <-done
				if err = errors.Join(err, ack.err); err != nil {
					return err
				}
				answered = append(answered, ms(ack.took))
				for _, when := range at {
					each = append(each, max(0, ms(when.Sub(ack.at))))
				}
				last = append(last, max(0, ms(at[len(at)-1].Sub(ack.at))))
			}
			t.row(fmt.Sprint(readers), number(median(answered)), number(quantile(answered, 0.99)), number(median(each)), number(quantile(each, 0.99)), number(median(last)), number(quantile(last, 0.99)))
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	t.note("Stoppress, %d edits, each waited for, and some time between them. A change may be with readers before its maker reads the acknowledgement; that counts as 0.", b.Publishes)
	return t, nil
}
