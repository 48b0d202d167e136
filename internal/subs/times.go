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
// last before the post's own time, or of the day before. One that is not sure looks no
// further back than the post's own day, if it names no other.
func (t Times) Of(r Reference, where Place) []coverage.PostID {
	var out []coverage.PostID
	for _, minute := range r.Minutes {
		at, ok := lastAt(r.Zone, minute, where)
		day := where.At
		if r.Yesterday {
			day = where.At.In(where.Zone).AddDate(0, 0, -1)
			at, ok = onDay(r.Zone, minute, day, where.Zone)
		}
		if !ok || (r.Yesterday || !r.Sure) && !sameDay(at, day, where.Zone) {
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
		at, known := onDay(zone, minute, day.AddDate(0, 0, -back), where.Zone)
		if !known {
			return at, false
		}
		if minuteOf(at) <= minuteOf(where.At) {
			return at, true
		}
	}
	return time.Time{}, false
}

// onDay gives the instant at which clocks of a zone, or else of the blog's own, showed a
// minute on a day; false where the zone is not known.
func onDay(zone string, minute int, day time.Time, own *time.Location) (time.Time, bool) {
	if zone != "" {
		return copytaster.ZoneTime(zone, day, minute)
	}
	return time.Date(day.Year(), day.Month(), day.Day(), 0, minute, 0, 0, own), true
}

func sameDay(a, b time.Time, zone *time.Location) bool {
	y, m, d := a.In(zone).Date()
	y2, m2, d2 := b.In(zone).Date()
	return y == y2 && m == m2 && d == d2
}
