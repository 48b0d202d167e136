package layout

import (
	"strings"
	"time"
)

// Timestamp writes a time as pages, events and JSON have it: RFC 3339 in UTC, as
// encoding/json writes it. The script puts the publishedAt of an event into the
// page as it stands, so the two must be the same to the letter.
func Timestamp(t time.Time) string { return t.UTC().Format(time.RFC3339Nano) }

// moment is a time as a reader sees it.
type moment struct {
	At    string // for datetime
	Clock string // 13:34
	Day   string // 4 Mar 2026
	Full  string // Wednesday 4 March 2026, 13:34 GMT
}

func newMoment(t time.Time, zone *time.Location) moment {
	local := t.In(zone)
	clock := local.Format("15:04")
	return moment{
		At:    Timestamp(t),
		Clock: clock,
		Day:   local.Format("2 Jan 2006"),
		Full:  local.Format("Monday 2 January 2006, 15:04 ") + abbreviation(local),
	}
}

// near is a time that is mentioned beside another one: its day is said only where
// it is another day.
func near(t, beside time.Time, zone *time.Location) moment {
	m := newMoment(t, zone)
	if m.Day == newMoment(beside, zone).Day {
		m.Day = ""
	}
	return m
}

// abbreviation names the zone at that time: "GMT", or "UTC+05:45" where the zone
// has no name of its own.
func abbreviation(local time.Time) string {
	name, _ := local.Zone()
	if strings.HasPrefix(name, "+") || strings.HasPrefix(name, "-") {
		return "UTC" + local.Format("-07:00")
	}
	return name
}

// zoneName names a zone in a way that stays right over summer and winter:
// "London time".
func zoneName(zone *time.Location) string {
	name := zone.String()
	area, place, found := strings.Cut(name, "/")
	if !found || area == "Etc" {
		return strings.TrimPrefix(name, "Etc/")
	}
	place = place[strings.LastIndex(place, "/")+1:]
	return strings.ReplaceAll(place, "_", " ") + " time"
}
