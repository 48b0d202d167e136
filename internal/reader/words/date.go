package words

import (
	"strconv"
	"strings"
	"time"
)

// Clock writes a time of day on 24 hours: 13:34.
func (b *Book) Clock(t time.Time) string { return b.number(t.Format("15:04")) }

// Date writes a day in a short form: 4 Mar 2026.
func (b *Book) Date(t time.Time) string {
	return b.must("date", b.day(t), b.shortMonths[t.Month()-1], b.number(strconv.Itoa(t.Year())))
}

// Day writes a day of this year: 4 March.
func (b *Book) Day(t time.Time) string { return b.must("date.day", b.day(t), b.months[t.Month()-1]) }

// FullDate writes a day with all there is: Wednesday 4 March 2026.
func (b *Book) FullDate(t time.Time) string {
	return b.must("date.full", b.weekdays[t.Weekday()], b.day(t), b.months[t.Month()-1], b.number(strconv.Itoa(t.Year())))
}

// At joins a day and a time of day: 4 March, 13:34.
func (b *Book) At(day, clock string) string { return b.must("date.at", day, clock) }

// Zone names the zone at that time: GMT, or UTC+05:45 where the zone has no name of
// its own.
func (b *Book) Zone(t time.Time) string {
	name, _ := t.Zone()
	if strings.HasPrefix(name, "+") || strings.HasPrefix(name, "-") {
		return "UTC" + b.number(t.Format("-07:00"))
	}
	return name
}

// Times says in which zone times are given, in a way that stays right over summer
// and winter: "Times are London time".
func (b *Book) Times(zone *time.Location) string {
	area, place, found := strings.Cut(zone.String(), "/")
	if !found || area == "Etc" {
		return b.must("times.zone", strings.TrimPrefix(zone.String(), "Etc/"))
	}
	place = place[strings.LastIndex(place, "/")+1:]
	return b.must("times.place", strings.ReplaceAll(place, "_", " "))
}

func (b *Book) day(t time.Time) string {
	if t.Day() == 1 {
		return b.number(b.must("first-day"))
	}
	return b.number(strconv.Itoa(t.Day()))
}

// number writes the digits of a text as the language does.
func (b *Book) number(s string) string {
	if b.digits == nil {
		return s
	}
	return b.digits.Replace(s)
}
