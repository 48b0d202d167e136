package copytaster

import (
	"maps"
	"strings"
	"sync"
)

// readBare reads a text without stamps: where posts begin is told by titles,
// bylines, drawn lines, and by who and what is named anew.
func (r *reading) readBare(p *page) {
	r.bare = true
	body := r.bareHeader(p)
	titles := r.shareOfTitles(body)
	r.exclaims = titles >= manyTitles
	r.exact = cutBody(body) || r.report || p.release || (r.wire || r.released(body)) && !r.hasTitles(body)
	r.wideGap = wideGap(body)
	r.threshold = thresholdFor(titles)
	r.names = namesIn(r.lang, body)
	r.drafts = r.readPosts(p, body)
	for _, d := range r.drafts {
		r.around = append(r.around, d.around...)
	}
	if p.minuted {
		r.oldest = r.minutesRise()
	} else if p.order < 0 {
		r.oldest = true
	}
}

func (r *reading) minute(s string) bool {
	_, ok := r.lang.minuteMark(s)
	return ok
}

// titleAt tells whether a line of bare text is a headline: it has the form, what
// is above it has ended, and what is below it is a paragraph or a byline.
func (r *reading) titleAt(lines []pageLine, i int) bool {
	l := r.lang
	s := lines[i].text
	if l.isSummary(s) {
		return i+1 < len(lines)
	}
	if _, named := l.byline(s); named || i+1 >= len(lines) || lines[i+1].cut {
		return false
	}
	exclaims := r.exclaims && len(s) <= maxStamp && l.couldBeTitle(strings.TrimRight(s, "! \u00a0"))
	if !exclaims && !l.couldBeTitle(s) {
		return (l.couldBeLabelled(s) || ends(s) == '?' && label(s) != "") && l.standsAboveByline(lines, i) // what ends may be the end of the post above
	}
	if name, _, labelled := transcriptLabel(s); labelled && r.labels[name] > 1 {
		return false
	}
	if i > 0 && !lines[i].cut {
		above := lines[i-1].text
		if ends(above) == ':' || ends(above) == 0 && !l.isCredit(above) && !isTags(above) && !hasAddress(above) && !beginsQuoted(above) {
			_, _, item := bullet(above)
			if by, named := l.byline(above); !item && !(l.HeadFirst && named && len(by.around) > 0) { // in English, names stand above titles
				return false
			}
		}
	}
	below := lines[i+1].text
	if _, named := l.byline(below); named {
		return true
	}
	if r.lang.isCredit(below) && i+2 < len(lines) { // the picture stands between
		below = lines[i+2].text
	}
	return endsSentence(below) || ends(below) == ':' || r.lang.datelineEnd(below) > 0
}

// released tells whether a text is a press release, by the lines that only such have:
// one post, whoever is quoted in it.
func (r *reading) released(lines []pageLine) bool {
	for i := range lines {
		if lines[i].release {
			return true
		}
	}
	return r.lang.Release.startsWith(r.header.title) || r.lang.Release.startsWith(r.header.standfirst)
}

// hasTitles tells whether there are titles as in a live blog, where a wire story
// has none.
func (r *reading) hasTitles(lines []pageLine) bool { return r.titles(lines, 1) >= 2 }

// manyTitles is from which share of the lines on most posts have a title.
const manyTitles = 0.25

// shareOfTitles gives which part of the lines, as far as they tell, look like titles of posts.
func (r *reading) shareOfTitles(lines []pageLine) float64 {
	const telling = 2000
	if lines = lines[:min(len(lines), telling)]; len(lines) == 0 {
		return 0
	}
	return float64(r.titles(lines, 1)) / float64(len(lines))
}

// titles counts the lines that look like titles of posts, of so many words or more.
func (r *reading) titles(lines []pageLine, words int) int {
	n := 0
	for i := 1; i+1 < len(lines); i++ {
		if r.lang.datelineEnd(lines[i+1].text) == 0 && r.titleAt(lines, i) && len(strings.Fields(lines[i].text)) >= words {
			n++
		}
	}
	return n
}

// cutBody tells whether drawn lines, or furniture that comes again and again such
// as "Share", part the posts. Then nothing else does.
func cutBody(body []pageLine) bool {
	n := 0
	for _, ln := range body {
		if ln.cut {
			n++
		}
	}
	return n >= 2
}

// markCuts marks lines that come after a drawn line, or after furniture that the
// page has three times or more.
func markCuts(lines []pageLine) {
	count := map[string]int{}
	for _, ln := range lines {
		if ln.kind == furniture {
			count[plain(ln.text)]++
		}
	}
	cut := false
	for i := range lines {
		switch ln := &lines[i]; ln.kind {
		case rule:
			cut = true
		case furniture:
			cut = cut || count[plain(ln.text)] >= 3
		case content:
			ln.cut, cut = cut, false
		}
	}
}

// wideGap gives from how many empty lines on a gap parts posts: where most
// paragraphs stand closer. 0: gaps tell nothing.
func wideGap(lines []pageLine) int {
	if len(lines) < 4 {
		return 0
	}
	count := map[int]int{}
	usual := 0
	for _, ln := range lines[1:] {
		count[ln.gap]++
		if count[ln.gap] > count[usual] {
			usual = ln.gap
		}
	}
	wide := 0
	for gap, n := range count {
		if gap > usual {
			wide += n
		}
	}
	if wide >= 1 && wide*2 < len(lines) {
		return usual + 1
	}
	return 0
}

// namesIn gives the words that stand with a capital within sentences.
func namesIn(l *language, lines []pageLine) map[string]bool {
	var names map[string]bool
	var writing sync.Mutex // names
	inParts(len(lines), func(from, to int) {
		part := map[string]bool{}
		var ts []token
		for _, ln := range lines[from:to] {
			if len(ln.text) > maxParagraph || !mayHaveCapitals(ln.text[1:]) {
				continue
			}
			ts = l.appendTokens(ts[:0], ln.text)
			for _, sentence := range l.sentences(ts) {
				for k := 1; k < len(sentence); k++ {
					if sentence[k].capital {
						part[sentence[k].text] = true
					}
				}
			}
		}
		writing.Lock()
		defer writing.Unlock()
		if names == nil {
			names = part
		}
		maps.Copy(names, part)
	})
	return names
}

// minutesRise tells whether the minutes of a match rise down the page.
func (r *reading) minutesRise() bool {
	up, down, last := 0, 0, -1
	for _, d := range r.drafts {
		if len(d.parts) == 0 {
			continue
		}
		m := 0
		s := d.parts[0].paragraphs[0]
		for i := 0; i < len(s) && i < 3 && s[i] >= '0' && s[i] <= '9'; i++ {
			m = 10*m + int(s[i]-'0')
		}
		if m == 0 {
			continue
		}
		if last >= 0 {
			up += max(0, sign(m-last))
			down += max(0, sign(last-m))
		}
		last = m
	}
	return up > down
}
