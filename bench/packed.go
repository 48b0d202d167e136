package main

import (
	"context"
	"errors"
	"fmt"
)

// packed is what compressed streams cost, beside plain ones of the same peer.
func (b *bench) packed(ctx context.Context) (*table, error) {
	t := &table{
		title: "Compressed streams",
		head:  []string{"peer", "bytes per delivery, plain", "with gzip", "of plain", "CPU per delivery, µs, plain", "with gzip"},
	}
	readers := b.largest()
	for _, k := range kinds {
		if !k.gzip {
			t.note("%s does not compress its streams.", k.name)
			continue
		}
		var plain, packed measured
		for round := range b.Rounds {
			b.say("gzip: %d readers, round %d of %d, %s", readers, round+1, b.Rounds, k.name)
			err := b.session(ctx, k, false, readers, func(p *peer, c *crowd) error {
				if _, err := deliver(ctx, p, c, 1, 2, hasMark()); err != nil {
					return err
				}
				d, err := deliver(ctx, p, c, 3, b.Frames, hasMark())
				plain.add(d)
				return err
			})
			if err == nil {
				err = b.session(ctx, k, true, readers, func(p *peer, c *crowd) error {
					if _, err := deliver(ctx, p, c, 1, 2, hasSome); err != nil {
						return err
					}
					d, err := deliver(ctx, p, c, 3, b.Frames, hasSome)
					packed.add(d)
					return err
				})
			}
			if errors.Is(err, errAbsent) {
				t.note("%s was not measured: %v.", k.name, err)
				break
			}
			if err != nil {
				return nil, fmt.Errorf("%s: %w", k.name, err)
			}
		}
		if len(packed.cpu) > 0 {
			size, small := median(plain.bytes), median(packed.bytes)
			t.row(k.name, number(size), number(small), fmt.Sprintf("%.0f %%", 100*small/size), number(median(plain.cpu)), number(median(packed.cpu)))
		}
	}
	t.note("%d readers; bytes with HTTP's framing, without TCP's. The floor writes bytes that are compressed already; net/http has a compressor for each reader, which remembers what it sent before, and takes memory for it.", readers)
	return t, nil
}

// hasSome tells whether something came that is no heartbeat. A payload that is
// compressed shows no mark, and is small enough to come at once.
func hasSome(r *conn) bool { return r.since >= 100 }
