package copytaster

import (
	"slices"
	"time"
)

// wrap is how far a clock has to jump, in minutes, before it is another day and
// not a post out of its place.
const wrap = 6 * 60

// oldestFirst finds out which way round the page is, from the stamps of its posts
// in the order of the page.
func (p *page) oldestFirst(stamps []stamp) bool {
	up, down := 0, 0
	last := -1
	var lastDate time.Time
	for _, s := range stamps {
		if !s.hasTime || s.pinned {
			continue
		}
		d := 0
		if last >= 0 {
			d = s.minute - last
		}
		if s.dated() {
			date := s.date()
			if !lastDate.IsZero() && !date.Equal(lastDate) {
				d = date.Compare(lastDate)
			}
			lastDate = date
		} else if d >= 12*60 || d <= -12*60 { // midnight is more likely than so long a break
			d = -d
		}
		switch {
		case d > 0:
			up++
		case d < 0:
			down++
		}
		last = s.minute
	}
	if up == down {
		return p.order < 0
	}
	return up > down
}

func (s stamp) date() time.Time {
	return time.Date(s.year, time.Month(s.month), s.day, 0, 0, 0, 0, time.UTC)
}

// times gives the instants of stamps that stand newest first, zero for those
// without a time of day. Where the text gives no date, known is false, and only
// their order means something.
func (p *page) times(stamps []stamp) (out []time.Time, known bool) {
	out = make([]time.Time, len(stamps))
	days := relativeDays(stamps)
	base, known := p.newestDay(stamps, days)
	if !known {
		base = time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC) // any day
	}
	fallback := p.commonZone()
	for i, s := range stamps {
		if !s.hasTime {
			continue
		}
		z := p.zoneMeant(s.zone, s.zoneName)
		if z == nil {
			z = fallback
		}
		if z == nil {
			z = p.home
		}
		switch {
		case s.dated():
			out[i] = z.utc(s.year, time.Month(s.month), s.day, s.minute)
		default:
			d := base.AddDate(0, 0, days[i])
			out[i] = z.utc(d.Year(), d.Month(), d.Day(), s.minute)
		}
	}
	return out, known
}

// relativeDays numbers the days of stamps that stand newest first: 0 the newest
// one's, then downwards. A clock that jumps up has passed midnight.
func relativeDays(stamps []stamp) []int {
	days := make([]int, len(stamps))
	day, last := 0, -1
	for i, s := range stamps {
		if s.pinned { // it is of some time of the newest day, as far as one can tell
			continue
		}
		if s.hasTime {
			if last >= 0 && s.minute-last >= wrap {
				day--
			} else if last >= 0 && last-s.minute >= 24*60-wrap && day < 0 {
				day++ // a post out of its place, over midnight
			}
			last = s.minute
		}
		days[i] = day
	}
	return days
}

// newestDay finds the day that relative day 0 is.
func (p *page) newestDay(stamps []stamp, days []int) (time.Time, bool) {
	first, last := -1, -1
	for i, s := range stamps {
		if s.dated() {
			return s.date().AddDate(0, 0, -days[i]), true
		}
		if s.hasTime && !s.pinned {
			if first < 0 {
				first = i
			}
			last = i
		}
	}
	if first < 0 {
		return time.Time{}, false
	}
	newest, oldest := stamps[first].minute, stamps[last].minute
	for _, d := range p.dates {
		if d.label == firstPosted || !d.dated() {
			continue
		}
		day := d.date()
		if !d.hasTime {
			return day, true
		}
		// The page's date is that of its last change, near the newest post, or of
		// its first publication, near the oldest.
		if d.label == unlabelled && apart(oldest, d.minute) < apart(d.minute, newest) {
			return day.AddDate(0, 0, past(oldest, d.minute)-days[last]), true
		}
		return day.AddDate(0, 0, -past(d.minute, newest)), true
	}
	for _, d := range p.dates {
		if d.label == firstPosted && d.dated() {
			return d.date().AddDate(0, 0, past(oldest, d.minute)-days[last]), true
		}
	}
	for _, ln := range p.lines[:min(len(p.lines), headLines)] {
		if ln.kind == content && !ln.opens {
			if d, ok := p.lang.dateIn(ln.text); ok {
				return d.date().AddDate(0, 0, -days[last]), true
			}
		}
	}
	return time.Time{}, false
}

// apart is how long it is from one time of day to the next such time, in minutes.
func apart(later, earlier int) int { return (later - earlier + 24*60) % (24 * 60) }

// past tells whether midnight lies between: 1 where later is the smaller number,
// by more than posts are out of their places.
func past(later, earlier int) int {
	if earlier-later >= wrap {
		return 1
	}
	return 0
}

// commonZone is the zone that most stamps name.
func (p *page) commonZone() *zone {
	z, _ := p.zoneNamed()
	return z
}

func (p *page) zoneNamed() (*zone, string) {
	count := map[string]int{}
	best := ""
	var found *zone
	for _, ln := range p.lines {
		if name := ln.stamp.zoneName; name != "" && (ln.kind != content || ln.opens) {
			count[name]++
			if count[name] > count[best] {
				best, found = name, ln.stamp.zone
			}
		}
	}
	return p.zoneMeant(found, best), best
}

// zoneMeant gives the blog's own zone for an abbreviation that it goes by, whatever else that may be
// short for: "IST" is India's time, and that of Dublin and of Jerusalem at home.
func (p *page) zoneMeant(z *zone, name string) *zone {
	if z != nil && p.home.goesBy(name) {
		return p.home
	}
	return z
}

// timezone is the IANA name of the page's zone, where its stamps tell.
func (p *page) timezone() string {
	switch z, _ := p.zoneNamed(); {
	case z == nil:
		return ""
	case z.location != nil:
		return z.location.String()
	default:
		return z.Timezone
	}
}

// newestFirst sorts drafts that stand newest first but for single ones out of
// their place (pinned on top, say). One without a time stays with the one above.
func newestFirst(drafts []*draft) {
	type keyed struct {
		at time.Time
		d  *draft
	}
	keys := make([]keyed, len(drafts))
	var above time.Time
	for i, d := range drafts {
		if !d.place.IsZero() {
			above = d.place
		}
		keys[i] = keyed{above, d}
	}
	for i := len(keys) - 2; i >= 0; i-- { // those at the top stay with the one below
		if keys[i].at.IsZero() {
			keys[i].at = keys[i+1].at
		}
	}
	slices.SortStableFunc(keys, func(a, b keyed) int { return b.at.Compare(a.at) })
	for i, k := range keys {
		drafts[i] = k.d
	}
}
