package copytaster

import (
	"encoding/json"
	"strconv"
	"strings"
	"time"
)

// zone is what an abbreviation such as "GMT" stands for. Zones are read from a
// table and not from the system, since reading must be pure.
type zone struct {
	Minutes  int    `json:"minutes"`  // east of UTC, in winter
	Summer   string `json:"summer"`   // the rule of its summer time, where the abbreviation covers both ("ET")
	Timezone string `json:"timezone"` // the IANA name, where there is only one to think of

	location *time.Location // of a blog's zone, which no table is asked for
}

var zones = loadZones()

func loadZones() map[string]*zone {
	b, err := data.ReadFile("data/zones.json")
	if err != nil {
		panic(err) // the file is part of the binary
	}
	var z map[string]*zone
	if err := json.Unmarshal(b, &z); err != nil {
		panic(err)
	}
	return z
}

// zoneOf reads "BST", "GMT+1" or "UTC-03:30".
func zoneOf(s string) *zone {
	if z := zones[s]; z != nil {
		return z
	}
	if len(s) < 5 || (s[:3] != "GMT" && s[:3] != "UTC") || (s[3] != '+' && s[3] != '-') {
		return nil
	}
	h, m, _ := strings.Cut(s[4:], ":")
	hours, err := strconv.Atoi(h)
	if err != nil || hours > 14 {
		return nil
	}
	minutes := 0
	if m != "" {
		if minutes, err = strconv.Atoi(m); err != nil || minutes > 59 {
			return nil
		}
	}
	if minutes += 60 * hours; s[3] == '-' {
		minutes = -minutes
	}
	return &zone{Minutes: minutes}
}

// utc gives the instant of a wall-clock time in the zone.
func (z *zone) utc(year int, month time.Month, day, minute int) time.Time {
	if z.location != nil {
		return time.Date(year, month, day, 0, minute, 0, 0, z.location).UTC()
	}
	wall := time.Date(year, month, day, 0, minute, 0, 0, time.UTC)
	offset := z.Minutes
	if z.summertime(wall) {
		offset += 60
	}
	return wall.Add(-time.Duration(offset) * time.Minute)
}

// summertime tells whether the clocks are put forward on a day. The hours of the
// night in which they change are not told apart.
func (z *zone) summertime(t time.Time) bool {
	y := t.Year()
	switch z.Summer {
	case "america": // second Sunday of March to first of November
		return !t.Before(sunday(y, time.March, 8)) && t.Before(sunday(y, time.November, 1))
	case "europe": // last Sunday of March to last of October
		return !t.Before(sunday(y, time.March, 25)) && t.Before(sunday(y, time.October, 25))
	case "australia": // first Sunday of October to first of April
		return !t.Before(sunday(y, time.October, 1)) || t.Before(sunday(y, time.April, 1))
	}
	return false
}

// name is what readers of a warning know the zone by.
func (z *zone) name() string {
	if z.location != nil {
		return z.location.String()
	}
	return "UTC"
}

// goesBy tells whether a blog's zone has an abbreviation, in winter or in summer.
func (z *zone) goesBy(abbreviation string) bool {
	if z.location == nil {
		return false
	}
	for _, month := range []time.Month{time.January, time.July} {
		if name, _ := time.Date(2024, month, 1, 0, 0, 0, 0, z.location).Zone(); name == abbreviation {
			return true
		}
	}
	return false
}

// sunday gives 02:00 on the first Sunday from that day on.
func sunday(year int, month time.Month, day int) time.Time {
	t := time.Date(year, month, day, 2, 0, 0, 0, time.UTC)
	return t.AddDate(0, 0, (7-int(t.Weekday()))%7)
}
