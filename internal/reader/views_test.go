package reader

import (
	"sync"
	"testing"
	"time"
)

func TestViewsAreThoseOfTheLastMinute(t *testing.T) {
	at := time.Date(2026, 3, 4, 12, 0, 0, 0, time.UTC)
	var v views
	for range 3 {
		v.add(at)
	}
	v.add(at.Add(30 * time.Second))
	for _, c := range []struct {
		after time.Duration
		want  int
	}{{30 * time.Second, 4}, {59 * time.Second, 4}, {60 * time.Second, 1}, {90 * time.Second, 0}, {time.Hour, 0}} {
		if got := v.lastMinute(at.Add(c.after)); got != c.want {
			t.Errorf("after %v there are %d views, want %d", c.after, got, c.want)
		}
	}
	v.add(at.Add(65 * time.Second)) // in the place of the first three
	if got := v.lastMinute(at.Add(65 * time.Second)); got != 2 {
		t.Errorf("%d views, want 2", got)
	}
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			for range 250 {
				v.add(at.Add(time.Hour))
			}
		})
	}
	all.Wait()
	if got := v.lastMinute(at.Add(time.Hour)); got < 990 || got > 1000 {
		t.Errorf("of 1000 views at a time %d were counted", got)
	}
}
