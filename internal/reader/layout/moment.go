package layout

import (
	"time"

	"github.com/stoppress/stoppress/internal/reader/words"
)

// Timestamp writes a time as pages, events and JSON have it: RFC 3339 in UTC, as
// encoding/json writes it. The script puts the publishedAt of an event into the
// page as it stands, so the two must be the same to the letter.
func Timestamp(t time.Time) string { return t.UTC().Format(time.RFC3339Nano) }

// moment is a time as a reader sees it.
type moment struct {
	At    string // for datetime
	Clock string // 13:34
	Zone  string // GMT
	Day   string // 4 Mar 2026
	Full  string // Wednesday 4 March 2026, 13:34 GMT
}

// clock tells the times of a blog: in its zone, in its language.
type clock struct {
	zone *time.Location
	book *words.Book
}

func (c clock) moment(t time.Time) moment {
	local := t.In(c.zone)
	hour, zone := c.book.Clock(local), c.book.Zone(local)
	return moment{
		At:    Timestamp(t),
		Clock: hour,
		Zone:  zone,
		Day:   c.book.Date(local),
		Full:  c.book.At(c.book.FullDate(local), hour) + " " + zone,
	}
}

// near is a time that is mentioned beside another one: its day is said only where
// it is another day.
func (c clock) near(t, beside time.Time) moment {
	m := c.moment(t)
	here, there := t.In(c.zone), beside.In(c.zone)
	switch {
	case here.Year() != there.Year():
	case here.YearDay() == there.YearDay():
		m.Day = ""
	default:
		m.Day = c.book.Day(here)
	}
	return m
}
