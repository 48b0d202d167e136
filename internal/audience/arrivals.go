package audience

import (
	"slices"
	"sync"
	"time"
)

// arrivals measures how long after its acknowledgement a change is with each
// reader. A reader may have it before whoever made it reads the acknowledgement:
// while one is under way, arrivals are noted, and counted when it is there.
type arrivals struct {
	mu        sync.Mutex // guards all below; held for a few instructions
	acked     []acked    // by rising seq
	underWay  int
	early     []arrival // of readers while something is under way
	latencies Latencies
}

type acked struct {
	seq uint64
	at  time.Time
}

// arrival is that a reader's page went from a seq to another.
type arrival struct {
	from, to uint64
	at       time.Time
}

func (a *arrivals) sending() {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.underWay++
}

// acknowledged ends what sending began; a seq of 0 says that nothing was changed.
func (a *arrivals) acknowledged(seq uint64, at time.Time) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if seq != 0 {
		for _, e := range a.early {
			if e.from < seq && seq <= e.to {
				a.latencies.Record(e.at.Sub(at))
			}
		}
		i, _ := slices.BinarySearchFunc(a.acked, seq, compareSeq)
		a.acked = slices.Insert(a.acked, i, acked{seq, at})
	}
	if a.underWay--; a.underWay == 0 {
		a.early = nil
	}
}

func (a *arrivals) arrived(from, to uint64, at time.Time) {
	a.mu.Lock()
	defer a.mu.Unlock()
	i, _ := slices.BinarySearchFunc(a.acked, from+1, compareSeq)
	for ; i < len(a.acked) && a.acked[i].seq <= to; i++ {
		a.latencies.Record(at.Sub(a.acked[i].at))
	}
	if a.underWay > 0 {
		a.early = append(a.early, arrival{from, to, at})
	}
}

func compareSeq(a acked, seq uint64) int {
	switch {
	case a.seq < seq:
		return -1
	case a.seq > seq:
		return 1
	}
	return 0
}
