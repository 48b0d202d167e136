package fanout_test

import (
	"context"
	"fmt"
	"sync"
	"testing"

	"github.com/stoppress/stoppress/internal/coverage"
	"github.com/stoppress/stoppress/internal/fanout"
)

// BenchmarkPublish is one frame to so many readers, until the last has it.
func BenchmarkPublish(b *testing.B) {
	for _, readers := range []int{100, 10_000} {
		b.Run(fmt.Sprintf("%d", readers), func(b *testing.B) {
			hub := fanout.New()
			ctx, cancel := context.WithCancel(b.Context())
			var all, got sync.WaitGroup
			delta := func(_ context.Context, since coverage.Seq) (fanout.Frame, error) {
				return fanout.Frame{From: since, To: since}, nil
			}
			for range readers {
				all.Go(func() {
					_ = hub.Subscribe(ctx, "harbour", 0, delta, func(fanout.Frame) error { got.Done(); return nil })
				})
			}
			for hub.Stats().Readers < readers {
			}
			var head coverage.Seq
			bytes := make([]byte, 2048)
			for b.Loop() {
				head++
				got.Add(readers)
				hub.Publish("harbour", fanout.NewFrame(head-1, head, bytes))
				got.Wait()
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(readers), "ns/delivery")
			cancel()
			all.Wait()
		})
	}
}
