package copytaster

import (
	"strconv"
	"strings"
)

// date reads "Tue 9 Mar 2027", "February 19th, 2027", "19 Feb", "2027-02-19",
// "Friday".
func (p *stampParser) date() bool {
	i := 0
	_, weekday := p.lang.Weekdays[p.get(0).lower]
	if weekday {
		i++
		for p.get(i).text == "," || p.get(i).text == "." {
			i++
		}
	}
	day, month, year, n := 0, 0, 0, 0
	a, b := p.get(i), p.get(i+1)
	switch {
	case a.kind == 'd' && len(a.text) == 4 && b.text == "-" && p.get(i+3).text == "-" && p.get(i+2).kind == 'd' && p.get(i+4).kind == 'd':
		year, _ = strconv.Atoi(a.text)
		month, _ = strconv.Atoi(p.get(i + 2).text)
		day, _ = strconv.Atoi(p.get(i + 4).text)
		n = 5
		if p.get(i+5).lower == "t" {
			n++
		}
	case a.kind == 'd' && len(a.text) <= 2 && (b.text == "." || b.text == "/") && p.get(i+3).text == b.text && p.get(i+2).kind == 'd' && p.get(i+4).kind == 'd' && len(p.get(i+4).text) == 4:
		day, _ = strconv.Atoi(a.text)
		month, _ = strconv.Atoi(p.get(i + 2).text)
		year, _ = strconv.Atoi(p.get(i + 4).text)
		if n = 5; b.text == "/" && !p.lang.Stamp.DayFirst && day <= 12 {
			return false // the fifth of March, or the third of May
		}
	case a.kind == 'd' && len(a.text) <= 2:
		j := i + 1
		if p.lang.Ordinals[p.get(j).lower] {
			j++
		}
		if p.lang.Stamp.Joiners[p.get(j).lower] {
			j++
		}
		if _, ok := p.lang.Months[p.get(j+1).lower]; ok && strings.Contains("./-", p.get(j).text) { // "9.mar.2027"
			j++
		}
		if m, ok := p.lang.Months[p.get(j).lower]; ok {
			day, _ = strconv.Atoi(a.text)
			month, n = m, j-i+1
		}
	case a.kind == 'l':
		m, ok := p.lang.Months[a.lower]
		j := i + 1
		if p.get(j).text == "." {
			j++
		}
		if d := p.get(j); ok && d.kind == 'd' && len(d.text) <= 2 && p.get(j+1).text != ":" {
			day, _ = strconv.Atoi(d.text)
			month = m
			j++
			if p.lang.Ordinals[p.get(j).lower] {
				j++
			}
			n = j - i
		}
	}
	if n == 0 {
		if weekday {
			p.at += i
		}
		return weekday
	}
	if p.stamp.label == updated && p.stamp.dated() { // "Posted on 9 March 2027, updated on 10 March 2027"
		p.at += i + n
		if y := p.get(0); y.kind == 'd' && len(y.text) == 4 {
			p.at++
		}
		return true
	}
	if day < 1 || day > 31 || month < 1 || month > 12 || p.stamp.day > 0 {
		return false
	}
	if year == 0 {
		j := i + n
		if p.get(j).kind == 'p' && strings.Contains(",./-", p.get(j).text) || p.lang.Stamp.Joiners[p.get(j).lower] {
			j++
		}
		if y := p.get(j); y.kind == 'd' && len(y.text) == 4 && y.text >= "1900" && y.text < "2200" {
			year, _ = strconv.Atoi(y.text)
			n = j - i + 1
		}
	}
	p.at += i + n
	p.stamp.day, p.stamp.month, p.stamp.year = day, month, year
	return true
}

// dateIn finds a date with a year anywhere in a line, as headlines have it.
func (l *language) dateIn(s string) (stamp, bool) {
	if len(s) > 400 {
		return stamp{}, false
	}
	all := atoms(s)
	for i := range all {
		p := stampParser{lang: l, atoms: all, at: i}
		if p.date() && p.stamp.dated() {
			return p.stamp, true
		}
	}
	return stamp{}, false
}
