package copytaster

import (
	"strings"
	"unicode"

	"github.com/stoppress/stoppress/internal/coverage"
)

// longestSocial is how many lines a single post of a social network has at most.
const longestSocial = 16

// readSocial reads a text that is one post of a social network, as copied from its
// page: who, the handle, what they wrote, and when. It tells whether it was one.
func (r *reading) readSocial(p *page) bool {
	if len(p.lines) < 2 || len(p.lines) > longestSocial {
		return false
	}
	first := p.lines[0].text
	at := 1 // the first line of what they wrote
	name, handle, found := strings.Cut(first, "@")
	switch {
	case found && handle != "":
	case isTags(p.lines[1].text) && p.lines[1].text[0] == '@':
		name, at = first, 2
	default:
		return false
	}
	name = strings.TrimFunc(name, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune("(·•,|✓", r) })
	if !strings.ContainsFunc(name, unicode.IsLetter) || len(strings.Fields(name)) > 6 || endsSentence(name) || strings.ContainsAny(name, ":;") {
		return false
	}
	d := newDraft()
	for _, ln := range p.lines[:at] {
		if ln.kind != content { // a time is nobody's name
			return false
		}
		d.write(ln.text)
	}
	var said []string
	k := at
	for ; k < len(p.lines) && p.lines[k].kind == content && !isCount(p.lines[k].text); k++ {
		said = append(said, p.lines[k].text)
	}
	if len(said) == 0 {
		return false
	}
	d.parts = append(d.parts, part{kind: coverage.Quote, paragraphs: said, speaker: coverage.Speaker{Name: name}})
	d.decide("social-post", 0.8, said[0])
	for i := k; i < len(p.lines); i++ {
		ln := p.lines[i]
		if ln.kind == content {
			d.write(ln.text)
		}
	}
	for _, ln := range p.lines[k:] {
		if s := ln.stamp; ln.kind != content && s.hasTime && s.dated() {
			z := s.zone
			if z == nil {
				z = p.home
				r.warn("The text names no time zone; its times are taken as those of %s.", z.name())
			}
			d.at = z.utc(s.year, s.date().Month(), s.day, s.minute)
			d.place = d.at
			break
		}
	}
	r.drafts = append(r.drafts, d)
	return true
}

// isCount tells whether a line counts what others did: "1,204 Reposts 311 Quotes".
func isCount(s string) bool {
	ts := strings.Fields(s)
	return len(ts) >= 2 && len(ts) <= 12 && isNumber(strings.TrimRight(ts[0], "KMkm")) && !endsSentence(s) && len(s) <= maxStamp
}
