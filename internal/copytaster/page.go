package copytaster

import "strings"

// lineKind says what a line of the page is.
type lineKind uint8

const (
	content   lineKind = iota
	stampMark          // a stamp that a post begins with
	pageDate           // a date of the page as a whole
	furniture          // belongs to the page: "Share", "Updated at 19.52 GMT"
	rule               // a drawn line between posts
)

type pageLine struct {
	line
	stamp   *stamp
	at      int // its place in the text
	kind    lineKind
	counts  bool // it says how many posts or comments there are
	listed  bool // its key is among the words of furniture
	sorts   bool // it may be of the page's choice of order
	release bool // it is one that only press releases have
	opens   bool // content that begins with its own stamp ("9.00am: …")
	cut     bool // content after a mark that parts posts
}

// page is the text with its furniture told apart.
type page struct {
	lang       *language
	lines      []pageLine
	stamped    bool // posts begin with stamps
	minuted    bool // posts begin with the minute of a match
	titleHigh  bool // titles stand above stamps with "Posted at" and not under them
	titleAbove bool // the same of stamps without
	release    bool // a line above the headline says that it is a press release
	titled     bool // most posts have a title under their stamp
	dates      []stamp
	keys       map[keyEvent]bool
	order      int // what "Sort by" says: 1 newest first, -1 oldest first, 0 nothing
	home       *zone
}

// noStamp is that of all other lines, and is never written to.
var noStamp stamp

// kept is a stamp that a line is found to have. Of most lines nothing is to be kept.
func kept(s stamp) *stamp { return &s }

func (l *language) readPage(in []line) *page {
	p := &page{lang: l, keys: map[keyEvent]bool{}, lines: make([]pageLine, len(in))}
	inParts(len(in), func(from, to int) {
		for i := from; i < to; i++ {
			p.lines[i] = l.pageLine(in[i], i)
		}
	})
	p.markStamps()
	p.markPrefixes()
	p.markRelease()
	p.markFurniture()
	p.markKeyEvents()
	p.markBeside()
	p.findTitleHigh()
	p.countMinutes()
	return p
}

// pageLine looks at a line by itself.
func (l *language) pageLine(in line, at int) pageLine {
	ln := pageLine{line: in, at: at, stamp: &noStamp}
	ln.release = len(in.text) <= 2*maxStamp && l.Release.startsWith(in.text)
	if len(in.text) > maxStamp {
		return ln
	}
	key := keyOf(in.text)
	ln.release = ln.release || l.Release[strings.Trim(key, "-–—*#:. ")]
	ln.listed = l.furnitureWords[key]
	number, what, _ := strings.Cut(key, " ")
	ln.counts = isNumber(number) && l.Furniture.Counts[what] || l.countsBehind(key)
	ln.sorts = strings.Contains(key, "/") || l.Furniture.SortBy.startsWith(key)
	if st, ok := l.stampLine(in.text); ok {
		ln.stamp = kept(st)
	} else if at > 0 && strings.ContainsAny(in.text, "0123456789") {
		if st, ok := l.placeAndDate(in.text); ok {
			ln.stamp = kept(st)
		}
	}
	return ln
}

// countsBehind reads furniture with a number behind it: "temps de lecture : 4 min".
func (l *language) countsBehind(key string) bool {
	i := strings.IndexAny(key, "0123456789")
	if i <= 0 || !l.Furniture.Anywhere[strings.TrimRight(key[:i], " :(")] {
		return false
	}
	unit := strings.Trim(key[i:], "0123456789 ()")
	return unit == "" || l.Stamp.AgoUnits[unit]
}

// placeAndDate reads a line such as "Northport, le 10 mars 2027" or "Northport - 10 MAR 2027 - 12:30".
func (l *language) placeAndDate(s string) (stamp, bool) {
	const longest = 3 // words of the place
	place, date, comma := strings.Cut(s, ", ")
	if i := strings.IndexAny(s, "0123456789"); !comma && i > 0 && strings.ContainsAny(s[:i], "–—|·-") {
		place, date = strings.TrimRight(s[:i], " -–—|·"), s[i:]
	}
	if !strings.ContainsAny(date, "0123456789") || len(strings.Fields(place)) > longest {
		return stamp{}, false
	}
	if ts := l.tokens(place); len(ts) == 0 || !ts[0].capital {
		return stamp{}, false
	}
	st, ok := l.stampLine(date)
	return st, ok && st.dated() && st.label == unlabelled && st.hasTime != comma
}

// keyOf gives the words of a short line in the form that plain gives, without a mark at
// the end.
func keyOf(s string) string {
	return strings.TrimRight(plain(strings.TrimLeft(s, "•· ")), " :.")
}

// find gives the lines that something is said of. is may change its line and no other.
func (p *page) find(is func(ln *pageLine) bool) []int {
	found := make([]bool, len(p.lines))
	inParts(len(p.lines), func(from, to int) {
		for i := from; i < to; i++ {
			found[i] = is(&p.lines[i])
		}
	})
	var out []int
	for i, ok := range found {
		if ok {
			out = append(out, i)
		}
	}
	return out
}

// markStamps tells stamps of posts from dates of the page and from "Updated at".
func (p *page) markStamps() {
	var found []int
	dated, sure := 0, false
	for i := range p.lines {
		ln := &p.lines[i]
		if ln.stamp == &noStamp {
			continue
		}
		switch st := *ln.stamp; {
		case st.label == updated && !st.dated():
			ln.kind = furniture
		case st.label == updated, st.label == firstPosted:
			ln.kind = pageDate
			p.dates = append(p.dates, st)
		case st.hasTime || st.ago:
			found = append(found, i)
			if st.dated() {
				dated++
			}
			sure = sure || st.zone != nil || st.label == posted || st.ago
		default:
			ln.kind = pageDate // kept as text by keepDates where it is not in its place
		}
	}
	// A date above the first stamp that has none like it is the page's own.
	if len(found) > 0 && p.lines[found[0]].stamp.dated() && (dated == 1 && (len(found) > 1 || found[0] > 0 && found[0] <= headLines) || len(found) > 1 && found[1] == found[0]+1) {
		p.lines[found[0]].kind = pageDate
		p.dates = append(p.dates, *p.lines[found[0]].stamp)
		found = found[1:]
	}
	if len(found) >= 2 || len(found) == 1 && sure {
		p.stamped = true
		for _, i := range found {
			p.lines[i].kind = stampMark
		}
	}
	p.keepDates()
}

// headLines is how far down the page's own date may stand.
const headLines = 12

// keepDates makes dates text again that do not stand in a date's place: among the
// first lines, or right above a stamp.
func (p *page) keepDates() {
	for i := range p.lines {
		ln := &p.lines[i]
		if ln.kind != pageDate || ln.stamp.label != unlabelled && ln.stamp.label != posted || ln.stamp.hasTime {
			continue
		}
		above := i+1 < len(p.lines) && p.lines[i+1].kind == stampMark
		switch {
		case above && i > headLines:
			p.lines[i+1].stamp.adoptDate(*ln.stamp)
		case i <= headLines && (i > 0 || p.headlineAt(1)):
			p.dates = append(p.dates, *ln.stamp)
		default:
			ln.kind = content
		}
	}
}

func (s *stamp) adoptDate(d stamp) {
	if s.day == 0 {
		s.day, s.month, s.year = d.day, d.month, d.year
	}
}

// markPrefixes finds posts that begin with their stamp in the same line.
func (p *page) markPrefixes() {
	if p.stamped {
		return
	}
	found := p.find(func(ln *pageLine) bool {
		if ln.kind != content {
			return false
		}
		st, _, ok := p.lang.stampPrefix(ln.text)
		if ok {
			ln.stamp = kept(st)
		}
		return ok
	})
	exact := 0
	for _, i := range found {
		if p.lines[i].stamp.minutes {
			exact++
		}
	}
	if p.isDiary(found) {
		return
	}
	found = p.withoutDiaries(found)
	if exact > 0 { // "9am:" among "9.05am:" is an entry of a diary
		kept := found[:0]
		for _, i := range found {
			if p.lines[i].stamp.minutes {
				kept = append(kept, i)
			}
		}
		found = kept
	}
	if len(found) == 0 || len(found) == 1 && (found[0] == 0 || found[0] > 3 || exact == 0) { // one alone is a stamp only near the top
		return
	}
	p.stamped = true
	for _, i := range found {
		p.lines[i].opens = true
	}
}

// isDiary tells whether all lines that begin with a time stand one under the other, the clock
// going on, on a page that has far more without: what is planned for a day, and no posts.
func (p *page) isDiary(found []int) bool {
	const share = 4 // of the page
	if len(found) < 2 || len(found)*share > len(p.lines) {
		return false
	}
	for k := 1; k < len(found); k++ {
		if found[k] != found[k-1]+1 || p.lines[found[k]].stamp.minute < p.lines[found[k-1]].stamp.minute {
			return false
		}
	}
	return true
}

// withoutDiaries leaves out entries of a diary within a post: times below a line that
// announces rows.
func (p *page) withoutDiaries(found []int) []int {
	var out []int
	for k := 0; k < len(found); k++ {
		end := k
		switch above := found[k] - 1; {
		case above < 0:
		case len(out) == 0 && p.lang.announcesRows(p.lines[above].text):
			end = p.rowsFrom(found, k)
		case len(out) > 0 && (ends(p.lines[above].text) == ':' || p.lang.announcesRows(p.lines[above].text)):
			end = p.diaryFrom(found, k, p.lines[out[len(out)-1]].stamp.minute)
		}
		if end > k {
			k = end - 1
			continue
		}
		out = append(out, found[k])
	}
	return out
}

// rowsFrom gives where the entries end that stand one under the other, the clock going on, on
// a page whose posts have no times so far.
func (p *page) rowsFrom(found []int, k int) int {
	end := k + 1
	for end < len(found) && found[end] == found[end-1]+1 && p.lines[found[end]].stamp.minute >= p.lines[found[end-1]].stamp.minute {
		end++
	}
	return end
}

// diaryFrom gives where the entries end that run ahead of the post they are in, which begins at
// the minute from, until the next post takes the clock back; k where none do.
func (p *page) diaryFrom(found []int, k, from int) int {
	const farthest = 40 // entries in a diary
	for j := k; j < len(found) && j < k+farthest; j++ {
		t := p.lines[found[j]].stamp.minute
		if j > k && t >= from && t < p.lines[found[j-1]].stamp.minute || t < from && j > k {
			return j
		}
		if t < from {
			break
		}
	}
	return k
}

// announcesRows tells whether the last sentence of a paragraph says that rows follow:
// "Here is what is in the diary."
func (l *language) announcesRows(s string) bool {
	all := l.sentences(l.tokens(s))
	return l.saysRows(all[len(all)-1])
}

// saysRows is announcesRows for a sentence.
func (l *language) saysRows(sentence []token) bool {
	phrase, word := false, false
	for i, t := range sentence {
		phrase = phrase || l.phraseAt(sentence, i, l.List.LeadPhrases, 3) > 0
		word = word || l.List.LeadWords[t.lower]
	}
	return phrase && word
}

// saysRelease tells whether a line says no more than that this is a press release, and when it may be
// printed: "For immediate release: 4 March".
func (p *page) saysRelease(ln pageLine) bool {
	return p.lang.Release[keyOf(ln.text)] || len(ln.text) <= maxStamp && p.lang.Release[label(ln.text)]
}

// markRelease marks the lines above a headline, or right below it, that say no more than that this
// is a press release, and a short line with its date below them.
func (p *page) markRelease() {
	const top = 5 // lines
	for i := range p.lines[:min(len(p.lines), top)] {
		ln := &p.lines[i]
		if ln.kind == content && p.saysRelease(*ln) && i+1 < len(p.lines) && (i > 0 || p.headlineAt(1) || p.headlineAt(2)) {
			ln.kind = furniture
			p.release = true
		} else if st, dated := p.lang.dateIn(ln.text); p.release && dated && ln.kind == content && len(ln.text) <= maxStamp && !endsSentence(ln.text) && p.lines[i-1].kind == furniture {
			ln.kind = pageDate
			p.dates = append(p.dates, st)
		}
	}
}

func (p *page) markFurniture() {
	f := &p.lang.Furniture
	marked := p.find(func(ln *pageLine) bool {
		if ln.kind != content || ln.opens {
			return false
		}
		switch {
		case isRule(ln.text):
			ln.kind = rule
		case ln.counts, ln.listed && f.Anywhere[keyOf(ln.text)]:
			ln.kind = furniture
		case ln.sorts:
			ln.kind = p.sortLine(keyOf(ln.text))
		}
		return ln.kind == furniture
	})
	newest, oldest := 0, 0
	for _, i := range marked {
		s := keyOf(p.lines[i].text)
		if strings.Contains(s, "/") {
			continue // a choice, not what was chosen
		}
		for phrase := range f.OldestFirst {
			if strings.HasSuffix(s, phrase) {
				oldest++
				break
			}
		}
		for phrase := range f.NewestFirst {
			if strings.HasSuffix(s, phrase) {
				newest++
				break
			}
		}
	}
	switch {
	case oldest > 0 && newest == 0:
		p.order = -1
	case newest > 0 && oldest == 0:
		p.order = 1
	}
}

// sortLine reads "Sort by: Latest first / Oldest first".
func (p *page) sortLine(s string) lineKind {
	f := &p.lang.Furniture
	for phrase := range f.SortBy {
		s = strings.TrimPrefix(s, phrase)
	}
	for _, part := range strings.FieldsFunc(s, func(r rune) bool { return r == '/' || r == '|' || r == ':' || r == ',' }) {
		if part = strings.TrimSpace(part); part != "" && !f.NewestFirst[part] && !f.OldestFirst[part] {
			return content
		}
	}
	return furniture
}

// markBeside marks lines that are furniture only beside other furniture.
func (p *page) markBeside() {
	near := func(i int) bool {
		return i < 0 || i >= len(p.lines) || p.lines[i].kind != content
	}
	mark := func(i int) {
		ln := &p.lines[i]
		if ln.listed && ln.kind == content && !ln.opens && (i > 0 || p.headlineAt(1)) &&
			p.lang.Furniture.Beside[keyOf(ln.text)] && (near(i-1) || near(i+1)) {
			ln.kind = furniture
		}
	}
	for i := range p.lines {
		mark(i)
	}
	for i := len(p.lines) - 1; i >= 0; i-- {
		mark(i)
	}
}

// headlineAt tells whether a line looks more like the headline than the one word
// above it, such as "Live".
func (p *page) headlineAt(i int) bool {
	const words = 4
	return i < len(p.lines) && p.lines[i].kind == content && len(strings.Fields(p.lines[i].text[:min(len(p.lines[i].text), maxStamp)])) >= words
}

// findTitleHigh finds out whether titles stand above their stamps, as on pages
// that print "Posted at" under them, and on those that have none under the stamps.
func (p *page) findTitleHigh() {
	const least = 4 // stamps that say no more than the time
	above, below, high, posts, all := 0, 0, 0, 0, 0
	for i, ln := range p.lines {
		if ln.kind != stampMark {
			continue
		}
		all++
		title := i > 0 && p.lines[i-1].kind == content
		if title && p.mayTitle(i-1) {
			above++
		}
		if i+2 < len(p.lines) && p.mayTitle(i+1) {
			below++
		}
		if ln.stamp.label == posted {
			posts++
			if title && p.mayTitle(i-1) {
				high++
			}
		}
	}
	p.titleHigh = posts > 0 && high*10 >= posts*6
	p.titleAbove = posts == 0 && all >= least && above*10 >= all*8 && below*10 <= all
	p.titled = all >= least && below*10 >= all*6
}

// mayTitle tells whether a line could be a title on a page where posts have one: it may be an
// exclamation, or begin with the minute of a match.
func (p *page) mayTitle(i int) bool {
	s := p.lines[i].text
	if p.lines[i].kind != content || len(s) > maxStamp {
		return false
	}
	_, minute := p.lang.minuteMark(s)
	s = strings.TrimRight(s, "!? \u00a0")
	return p.lang.couldBeTitle(s) || minute && ends(s) == 0
}

func (p *page) countMinutes() {
	if p.stamped {
		return
	}
	minutes := p.find(func(ln *pageLine) bool {
		if ln.kind != content {
			return false
		}
		_, ok := p.lang.minuteMark(ln.text)
		return ok
	})
	p.minuted = len(minutes) >= 3
}

// content gives the lines that are the story's own.
func (p *page) content() []string {
	out := make([]string, 0, len(p.lines))
	for _, ln := range p.lines {
		if ln.kind == content {
			out = append(out, ln.text)
		}
	}
	return out
}

func (p *page) furniture() []string {
	var out []string
	for _, ln := range p.lines {
		if ln.kind != content {
			out = append(out, ln.text)
		}
	}
	return out
}

func sign(n int) int {
	switch {
	case n < 0:
		return -1
	case n > 0:
		return 1
	}
	return 0
}
