package subs

import (
	"slices"
	"time"

	"github.com/stoppress/stoppress/internal/copytaster"
	"github.com/stoppress/stoppress/internal/coverage"
)

// Times are the public posts of a blog by the minute that orders them.
type Times map[int64][]coverage.PostID

// Add puts a post at its minute.
func (t Times) Add(at time.Time, id coverage.PostID) {
	t[minuteOf(at)] = append(t[minuteOf(at)], id)
}

func minuteOf(t time.Time) int64 { return t.Unix() / 60 }

// Place is where a text stands: in which blog and post, and when.
type Place struct {
	Blog     coverage.Slug
	Language string
	Zone     *time.Location
	Post     coverage.PostID // "" for one that has no id yet
	At       time.Time       // of the post
}

// Of are the posts that a reference may mean, each once: those of the minute that was
// last before the post's own time. One that is not sure looks no further back than the
// post's own day.
func (t Times) Of(r Reference, where Place) []coverage.PostID {
	var out []coverage.PostID
	for _, minute := range r.Minutes {
		at, ok := lastAt(r.Zone, minute, where)
		if !ok || !r.Sure && !sameDay(at, where.At, where.Zone) {
			continue
		}
		for _, id := range t[minuteOf(at)] {
			if id != where.Post && !slices.Contains(out, id) {
				out = append(out, id)
			}
		}
	}
	slices.Sort(out)
	return out
}

// lastAt gives the newest instant up to the post's time at which clocks showed a minute
// of the day.
func lastAt(zone string, minute int, where Place) (time.Time, bool) {
	day := where.At.In(where.Zone)
	for back := -1; back <= 2; back++ { // a zone that is named may be a day ahead, or behind
		d := day.AddDate(0, 0, -back)
		at := time.Date(d.Year(), d.Month(), d.Day(), 0, minute, 0, 0, where.Zone)
		if zone != "" {
			var known bool
			if at, known = copytaster.ZoneTime(zone, d, minute); !known {
				return at, false
			}
		}
		if minuteOf(at) <= minuteOf(where.At) {
			return at, true
		}
	}
	return time.Time{}, false
}

func sameDay(a, b time.Time, zone *time.Location) bool {
	y, m, d := a.In(zone).Date()
	y2, m2, d2 := b.In(zone).Date()
	return y == y2 && m == m2 && d == d2
}
