package audience

import (
	"math/bits"
	"time"
)

// Latencies counts times in buckets that are never wider than 1/64 of the time
// itself, so that quantiles of millions cost a few kilobytes. The zero Latencies
// is empty. It is not for use by several goroutines at once.
type Latencies struct {
	buckets []uint64
	count   uint64
	longest time.Duration
}

// Times up to exact µs have a bucket each; from there on each doubling has half as
// many.
const exact = 128

// Record counts a time; one below zero counts as zero.
func (l *Latencies) Record(d time.Duration) {
	d = max(d, 0)
	i := bucket(uint64(d.Microseconds()))
	for len(l.buckets) <= i {
		l.buckets = append(l.buckets, 0)
	}
	l.buckets[i]++
	l.count++
	l.longest = max(l.longest, d)
}

func bucket(us uint64) int {
	if us < exact {
		return int(us)
	}
	shift := bits.Len64(us) - bits.Len64(exact-1)
	return exact + (shift-1)*exact/2 + int(us>>shift) - exact/2
}

// upper is the largest number of microseconds in a bucket.
func upper(bucket int) uint64 {
	if bucket < exact {
		return uint64(bucket)
	}
	shift := (bucket-exact)/(exact/2) + 1
	within := uint64((bucket-exact)%(exact/2) + exact/2)
	return (within+1)<<shift - 1
}

// Count is the number of times recorded.
func (l *Latencies) Count() uint64 { return l.count }

// Max is the longest time recorded.
func (l *Latencies) Max() time.Duration { return l.longest }

// Quantile is the time that the fraction q of all is not longer than; 0 where there
// are none.
func (l *Latencies) Quantile(q float64) time.Duration {
	rank := uint64(q*float64(l.count) + 0.5)
	rank = max(rank, 1)
	for i, n := range l.buckets {
		if n >= rank {
			return min(time.Duration(upper(i))*time.Microsecond, l.longest)
		}
		rank -= n
	}
	return l.longest
}
