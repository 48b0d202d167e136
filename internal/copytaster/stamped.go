package copytaster

import (
	"slices"
	"strings"
	"time"

	"github.com/stoppress/stoppress/internal/coverage"
)

// block is a stamp and the lines under it, up to the next.
type block struct {
	stamp  stamp
	lines  []pageLine
	titled bool // the first line stands above the stamp, as its title
}

// mostOfInterview is how many stamps an interview may have: when it was printed, and changed.
const mostOfInterview = 2

// readStamped reads a text whose posts begin with stamps.
func (r *reading) readStamped(p *page) {
	head, blocks := p.blocks()
	r.stampedHeader(p, head)
	var stamps []stamp
	drafts := make([]*draft, len(blocks))
	inParts(len(blocks), func(from, to int) { // a post is read by itself
		own := reading{lang: r.lang, people: r.people, quoting: r.quoting, labels: r.labels, labelOf: r.labelOf, transcript: r.transcript}
		if len(blocks) <= mostOfInterview {
			own.interview, own.dashed, own.header = r.interview, r.dashed, r.header
		}
		for i := from; i < to; i++ {
			own.around = nil
			drafts[i] = own.readBlock(p, blocks[i])
			drafts[i].close()
			drafts[i].around = own.around
		}
	})
	for i, d := range drafts {
		r.around = append(r.around, d.around...)
		if d.empty() {
			continue
		}
		r.drafts = append(r.drafts, d)
		stamps = append(stamps, blocks[i].stamp)
	}
	if r.oldest = p.oldestFirst(stamps); r.oldest {
		reverse(stamps)
	}
	times, known := p.times(stamps)
	for i := range times {
		k := i
		if r.oldest {
			k = len(times) - 1 - i
		}
		r.drafts[k].place = times[i]
		if known {
			r.drafts[k].at = times[i]
		}
	}
	if !known {
		clear(times)
	}
	r.warnOfTimes(p, stamps, times)
}

func (r *reading) warnOfTimes(p *page, stamps []stamp, times []time.Time) {
	none, timed, zoned := 0, 0, 0
	common := p.commonZone()
	for i, s := range stamps {
		if !s.hasTime {
			none++
			continue
		}
		timed++
		if s.zone != nil || common != nil {
			zoned++
		}
		if times[i].IsZero() {
			none++
		}
	}
	switch {
	case timed > 0 && none == len(stamps):
		r.warn("The posts have times of day, but the text gives no date; they are left without a time.")
	case none > 0:
		r.warn("%d posts have no time that could be read.", none)
	}
	if timed > 0 && zoned == 0 && none < len(stamps) {
		r.warn("The text names no time zone; its times are taken as those of %s.", p.home.name())
	}
}

// blocks cuts a stamped page at its stamps.
func (p *page) blocks() (head []pageLine, blocks []block) {
	lines := p.lines
	open := false // the last block has no lines yet
	for i := range lines {
		ln := lines[i]
		switch {
		case ln.kind == stampMark:
			if open { // two stamps above one post: an age and a time, or the time twice
				blocks[len(blocks)-1].stamp.merge(*ln.stamp)
				continue
			}
			ln.stamp.pinned = i > 0 && lines[i-1].kind == furniture && p.lang.Furniture.Pinned[plain(lines[i-1].text)]
			blocks = append(blocks, block{stamp: *ln.stamp})
			open = true
		case ln.opens:
			blocks = append(blocks, block{stamp: *ln.stamp, lines: []pageLine{ln}})
			open = false
		case ln.kind != content:
		case p.titles(i):
			blocks = append(blocks, block{stamp: *lines[i+1].stamp, lines: []pageLine{ln}, titled: true})
			open = true
		case len(blocks) == 0:
			head = append(head, ln)
		default:
			blocks[len(blocks)-1].lines = append(blocks[len(blocks)-1].lines, ln)
			open = false
		}
	}
	return head, blocks
}

// titles tells whether line i is a title above the stamp of its post. There it may be a call such
// as "Full-time" or "Goal!" as well.
func (p *page) titles(i int) bool {
	if i == 0 || i+1 >= len(p.lines) || p.lines[i+1].kind != stampMark {
		return false
	}
	return (p.titleAbove || p.titleHigh && p.lines[i+1].stamp.label == posted) && p.mayTitle(i)
}

func (s *stamp) merge(next stamp) {
	if !s.hasTime && next.hasTime {
		s.hasTime, s.minute, s.minutes = true, next.minute, next.minutes
	}
	if s.zone == nil {
		s.zone, s.zoneName = next.zone, next.zoneName
	}
	s.adoptDate(next)
}

// readBlock reads the lines under one stamp: a title, a byline, and the post.
func (r *reading) readBlock(p *page, b block) *draft {
	d := newDraft()
	d.words = nil
	lines := b.lines
	i := 0
	if b.titled && len(lines) > 1 {
		d.title = lines[0].text
		d.key = p.isKey(b.stamp, d.title)
		d.decide("title-line", 0.9, d.title)
		i = 1
	}
	if len(lines) > 1 && lines[0].opens && !lines[1].opens && len([]rune(lines[0].text)) <= maxTitleRunes && r.prefixedTitle(lines) { // "13.34 Uhr | Hafen wieder offen"
		d.title = lines[0].text
		d.decide("title-line", 0.85, d.title)
		i = 1
	}
	if b.titled && len(lines) > 1 && len([]rune(lines[0].text)) <= maxTitleRunes {
		d.title, d.key = lines[0].text, p.isKey(b.stamp, lines[0].text)
		d.decide("title-line", 0.9, d.title)
		i = 1
	}
	for i < len(lines) && !lines[i].opens {
		s := lines[i].text
		if by, ok := r.lang.byline(s); ok && len(d.byline) == 0 && i+1 < len(lines) && !p.isKey(b.stamp, s) && !r.lang.isPicture(lines, i) {
			d.byline = by.by
			r.around = append(r.around, by.around...)
			d.decide("byline-line", 0.95, s)
			i++
			continue
		}
		if len(d.byline) > 0 && d.title == "" && r.lang.tellsWhoWrites(s) {
			break
		}
		if d.title == "" && i+1 < len(lines) && len([]rune(s)) <= maxTitleRunes && (p.isKey(b.stamp, s) || r.lang.isSummary(s) || r.isTitleIn(p, lines, i)) {
			d.title = s
			d.key = p.isKey(b.stamp, s)
			d.decide("title-line", 0.95, s)
			i++
			continue
		}
		break
	}
	if by, ok := r.closingByline(d, lines[i:]); ok {
		d.byline = by.by
		r.around = append(r.around, by.around...)
		d.decide("byline-line", 0.8, lines[len(lines)-1].text)
		lines = lines[:len(lines)-1]
	}
	for i < len(lines) {
		i = r.take(d, lines, i)
	}
	return d
}

// isTitleIn tells whether a line at the head of a block is its title.
func (r *reading) isTitleIn(p *page, lines []pageLine, i int) bool {
	s := lines[i].text
	if i == 0 && r.lang.standsAboveByline(lines, i) {
		return true
	}
	return (r.lang.couldBeTitle(s) || r.lang.couldBeLabelled(s) || p.titled && i == 0 && ends(s) != '?' && p.mayTitle(lines[i].at)) && r.isTitleOf(lines, i)
}

// standsAboveByline tells whether a line is a title whatever it ends with: it is short, and the line
// below it says who wrote what follows.
func (l *language) standsAboveByline(lines []pageLine, i int) bool {
	const longest = 150 // bytes
	if i+2 >= len(lines) || len(lines[i].text) > longest || ends(lines[i].text) == ':' {
		return false
	}
	_, named := l.byline(lines[i+1].text)
	return named
}

// closingByline reads the names of who has written that stand below a post: with a word that says
// so, or of somebody whom the text tells nothing about.
func (r *reading) closingByline(d *draft, lines []pageLine) (byline, bool) {
	n := len(lines)
	if n < 2 || len(d.byline) > 0 || lines[n-1].opens || !endsSentence(lines[n-2].text) {
		return byline{}, false
	}
	by, ok := r.lang.byline(lines[n-1].text)
	return by, ok && (len(by.around) > 0 || !beginsQuoted(lines[n-2].text) && !slices.ContainsFunc(by.by, func(c coverage.Contributor) bool { return r.people.full[c.Name] }))
}

// prefixedTitle tells whether the words after the stamp that a block begins with are a
// title.
func (r *reading) prefixedTitle(lines []pageLine) bool {
	_, rest, ok := r.lang.stampPrefix(lines[0].text)
	if !ok {
		return false
	}
	title := strings.TrimSpace(lines[0].text[rest:])
	return r.lang.couldBeTitle(title) && r.isTitleOf(lines, 0)
}

// tellsWhoWrites tells whether the line under a byline says who they are: "Fjord Times
// reporter in Northport".
func (l *language) tellsWhoWrites(s string) bool {
	if len(s) > maxStamp || ends(s) != 0 {
		return false
	}
	role, outlet := false, false
	ts := l.tokens(s)
	for i, t := range ts {
		if _, _, ok := l.outletAt(ts, i); ok {
			outlet = true
		}
		role = role || l.isRole(t.lower)
	}
	return role && outlet
}

// isTitleOf tells whether the first line of a block is the title of the rest: the
// rest begins like a paragraph, and not like the second item of a list.
func (r *reading) isTitleOf(lines []pageLine, i int) bool {
	below := lines[i+1].text
	if _, _, item := bullet(below); item {
		return true
	}
	if _, named := r.lang.byline(below); named {
		return true
	}
	return ends(below) != 0 || r.lang.isCredit(below) || hasAddress(below) || len(below) > 2*len(lines[i].text)
}
