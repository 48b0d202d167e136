package copytaster

import (
	"slices"
	"time"

	"github.com/stoppress/stoppress/internal/coverage"
)

// latest is what the newest part of a draft is.
type latest int

const (
	nothing latest = iota
	told
	quoted
	saidSo // quoted, with the speaker in the same paragraph
	listed
	linked // copied from elsewhere: a tweet
	led    // a colon, and nothing that it announces
	asking
)

// part is one element to be.
type part struct {
	kind       coverage.ElementType // text, list or quote
	paragraphs []string
	speaker    coverage.Speaker
	reportedBy string
	channel    string
}

// draft is a post while it is being read.
type draft struct {
	at        time.Time // when it was published, as far as the text tells
	place     time.Time // the same for sorting; where the date is not known, of some day
	title     string
	byline    []coverage.Contributor
	key       bool
	parts     []part
	sources   []coverage.Source
	decisions []Decision
	around    []string // words around the names of its byline

	cast       *cast
	answering  coverage.Speaker // whom its questions are put to
	asker      string           // and the medium that puts them
	newest     bool             // it is the first on the page
	farewells  int              // paragraphs in which the writer says farewell
	words      map[string]bool  // its words of content and names so far, in the form that plain gives
	paragraphs int
	last       latest
}

func newDraft() *draft { return &draft{cast: newCast(), words: map[string]bool{}} }

// close lets go of what is kept only while a post is read.
func (d *draft) close() { d.cast, d.words = nil, nil }

func (d *draft) empty() bool { return len(d.parts) == 0 && d.title == "" && len(d.byline) == 0 }

// quote adds paragraphs that v said, with the channel they came by or "", and the rule by
// which they are a quote. Whoever spoke is who the post is about from here on.
func (d *draft) quote(said []string, v voice, channel, rule string, confidence float64) {
	d.parts = append(d.parts, part{kind: coverage.Quote, paragraphs: said, speaker: v.Speaker, reportedBy: d.toldTo(v.Name, channel), channel: channel})
	d.cast.focus = v.Speaker
	d.last = saidSo
	d.decide(rule, confidence, said[0])
	d.decide(v.rule, v.confidence, v.Name)
}

func (d *draft) decide(rule string, confidence float64, words string) {
	const longest, most = 160, 200
	if len(d.decisions) < most {
		d.decisions = append(d.decisions, Decision{rule, confidence, clip(words, longest)})
	}
}

// clip cuts a text after so many bytes, between characters.
func clip(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && s[n]&0xC0 == 0x80 {
		n--
	}
	return s[:n] + "…"
}

// tells tells whether the newest part is narration.
func (d *draft) tells() bool { return d.last == told || d.last == led }

// write adds a paragraph of text.
func (d *draft) write(s string) {
	if n := len(d.parts); n > 0 && d.parts[n-1].kind == coverage.Text {
		d.parts[n-1].paragraphs = append(d.parts[n-1].paragraphs, s)
		return
	}
	const usual = 4
	d.parts = append(d.parts, part{kind: coverage.Text, paragraphs: append(make([]string, 0, usual), s)})
}

// remember takes in the words of a paragraph, for shared.
func (d *draft) remember(ts []token) {
	d.paragraphs++
	if d.words == nil { // stamps part the posts, and no words need
		return
	}
	for _, t := range ts {
		if t.word && (len(t.lower) >= leastContent || t.capital) {
			d.words[t.lower] = true
		}
	}
}

// leastContent is from how many bytes on a word may be one of content.
const leastContent = 4

// shared gives the part of a paragraph's words of content that the draft has too.
func (d *draft) shared(l *language, ts []token) float64 {
	all, both := 0, 0
	for _, t := range ts {
		if !t.word || len(t.lower) < leastContent || l.FunctionWords[t.lower] || l.describing[t.lower] || l.reports(t) {
			continue
		}
		all++
		if d.words[t.lower] {
			both++
		}
	}
	if all == 0 {
		return 0
	}
	return float64(both) / float64(all)
}

// source notes a source once, whatever it is called.
func (d *draft) source(l *language, s coverage.Source) {
	if s.Kind != coverage.OfficialSource {
		d.cast.medium = s.Name
	}
	if len(d.sources) < coverage.MaxSources && !slices.ContainsFunc(d.sources, func(x coverage.Source) bool { return l.sameOutlet(x.Name, s.Name) }) {
		d.sources = append(d.sources, s)
		d.decide("source-cited", 0.85, s.Name)
	}
}

// maxParagraph is the longest paragraph that rules look into, in bytes: what is longer has
// lost its line ends, and is kept as it is.
const maxParagraph = 64 << 10

// take reads the paragraph at i into the draft, with the list or the quotation
// that it leads to, and gives the index of the next.
func (r *reading) take(d *draft, lines []pageLine, i int) int {
	if len(lines[i].text) > maxParagraph {
		d.write(lines[i].text)
		d.paragraphs++
		d.last = told
		return i + 1
	}
	if r.puts(d, lines, i) {
		r.ask(d, lines[i].text)
		return i + 1
	}
	if n := r.selfAttributed(d, lines, i); n > i {
		return n
	}
	if n := r.answer(d, lines, i); n > i {
		return n
	}
	if r.signature(d, lines[i].text) || r.signedAtItsEnd(d, lines[i].text) {
		return i + 1
	}
	if n := r.bullets(d, lines, i); n > i {
		return n
	}
	if n := r.goesOnUnmarked(d, lines, i); n > i {
		return n
	}
	s := lines[i].text
	ts := r.tokens(s)
	if r.quoting != nil {
		above := ""
		if n := len(d.parts); n > 0 && d.parts[n-1].kind == coverage.Text {
			above = d.parts[n-1].paragraphs[len(d.parts[n-1].paragraphs)-1]
		}
		if v, ok := r.quotedIn(d, s, ts, above); ok {
			d.parts = append(d.parts, part{kind: coverage.Quote, paragraphs: []string{s}, speaker: v.Speaker})
			d.remember(ts)
			d.last = saidSo
			d.decide("quote-with-speaker", 0.7, s)
			d.decide(v.rule, v.confidence, v.Name)
			return i + 1
		}
	}
	d.write(s)
	d.remember(ts)
	if d.farewells == d.paragraphs-1 && r.lang.saysFarewell(s, ts) {
		d.farewells++
	}
	r.cite(d, s, ts)
	if !beginsQuoted(s) {
		r.hear(d.cast, s, ts)
	} else if outside := unquoted(ts); !r.lang.HeadFirst && 2*len(outside) > len(ts) { // “Nonsense” is what Holm calls it
		r.hear(d.cast, s, outside)
	}
	r.tellsTo(d, s, ts)
	lead, leads := r.leads(d.cast, s, ts)
	if !leads && ends(s) == ':' && i+1 < len(lines) && (beginsQuoted(lines[i+1].text) || r.lang.dashes(lines[i+1].text)) {
		lead, leads = r.leadsToMarks(d.cast, s, ts)
	}
	if !leads && i+1 < len(lines) && endsSentence(lines[i+1].text) && !beginsQuoted(lines[i+1].text) && !r.minute(lines[i+1].text) && (ends(s) == ':' || r.lang.pointsBelow(ts) || r.maySpeak(lines, i+1)) {
		lead, leads = r.leadsToSpeech(d.cast, s, ts)
	}
	switch {
	case hasAddress(s), isTags(s):
		d.last = linked
	case ends(s) == ':':
		d.last = led
	case r.lang.questionLabel(s) == question:
		r.asked(d)
		d.last = asking
	default:
		d.last = told
	}
	i++
	if !leads || i >= len(lines) || lines[i].cut {
		return i
	}
	if lead.list {
		if n := r.bullets(d, lines, i); n > i {
			return n
		}
		return r.points(d, lines, i, s)
	}
	if lead.doubt == sure {
		d.cast.focus = lead.voice.Speaker
	}
	return r.quotation(d, lines, i, lead)
}

// cite notes the sources that a paragraph names.
func (r *reading) cite(d *draft, s string, ts []token) {
	for _, c := range r.citations(s, ts) {
		d.source(r.lang, c.source)
	}
	for _, sentence := range r.sentences(ts) {
		if name, ok := r.office(s, sentence); ok {
			d.source(r.lang, coverage.Source{Name: name, Kind: coverage.OfficialSource})
		}
	}
}

// office finds the office that a sentence gives as its source: "the Port Authority
// said", "said the port's press office".
func (r *reading) office(s string, ts []token) (string, bool) {
	l := r.lang
	for k, t := range ts {
		if !l.reports(t) {
			continue
		}
		e := k
		for e > 0 && l.Verbs.Auxiliary[ts[e-1].lower] {
			e--
		}
		if v, ok := r.body(s, ts, e); ok && r.isOffice(v.Name) {
			return v.Name, true
		}
		end := k + 1
		for end < len(ts) && end < k+8 && ts[end].word && (ts[end].capital || ts[end].possessive || l.Articles[ts[end].lower] || l.isBody(ts[end].lower) || l.RoleModifiers[ts[end].lower]) {
			end++
		}
		if end > k+1 {
			if v, ok := r.body(s, ts, end); ok && r.isOffice(v.Name) {
				return v.Name, true
			}
		}
	}
	return "", false
}

// isOffice tells whether a name is that of an office: one of its words says so,
// one has a capital, and it is no medium.
func (r *reading) isOffice(name string) bool {
	l := r.lang
	capital, office := false, false
	ts := l.tokens(name)
	for i, t := range ts {
		if _, _, ok := l.outletAt(ts, i); ok {
			return false
		}
		if l.isRole(t.lower) { // a person of that office
			return false
		}
		capital = capital || t.capital
		office = office || l.isBody(t.lower) && !l.AgencyWords[t.lower]
	}
	return capital && office
}

// bullets reads lines that begin with list marks.
func (r *reading) bullets(d *draft, lines []pageLine, i int) int {
	var items []string
	j := i
	doubt := false
	for j < len(lines) && (j == i || !lines[j].cut) {
		item, sure, ok := bullet(lines[j].text)
		if !ok {
			break
		}
		doubt = doubt || !sure
		items = append(items, item)
		j++
	}
	if len(items) == 0 || doubt && len(items) < 2 {
		return i
	}
	last := lines[j-1].text
	r.list(d, items, "list-marks", 0.98)
	if ends(last) != ':' || j >= len(lines) || lines[j].cut {
		return j
	}
	r.hear(d.cast, last, r.tokens(last)) // "• … In a letter to the mayor she wrote:"
	if lead, leads := r.leads(d.cast, last, r.tokens(last)); leads && !lead.list {
		d.cast.focus = lead.voice.Speaker
		return r.quotation(d, lines, j, lead)
	}
	return j
}

func (r *reading) list(d *draft, items []string, rule string, sure float64) {
	for _, s := range items {
		ts := r.tokens(s)
		d.remember(ts)
		r.cite(d, s, ts)
	}
	d.parts = append(d.parts, part{kind: coverage.List, paragraphs: items})
	d.last = listed
	d.decide(rule, sure, items[0])
}

// points reads the lines after "To recap:" that have no list marks, for as long
// as they are alike.
func (r *reading) points(d *draft, lines []pageLine, i int, lead string) int {
	const longestLead, longestItem = 120, 420
	if len(lead) > longestLead {
		return i
	}
	l := r.lang
	sentences := endsSentence(lines[i].text)
	var items []string
	j := i
	for j < len(lines) && (j == i || !lines[j].cut) {
		s := lines[j].text
		_, named := l.byline(s)
		if len(s) > longestItem || ends(s) == ':' || l.questionLabel(s) != notAsked || isTags(s) || hasAddress(s) || l.isCredit(s) ||
			l.isSummary(s) || l.Opens.Strong.startsWith(s) || j > i && named {
			break
		}
		if opener.in(s) && r.speaks(s) {
			break
		}
		if j > i && endsSentence(s) != sentences && !beginsQuoted(s) && !beginsQuoted(lines[j-1].text) {
			break
		}
		items = append(items, s)
		j++
	}
	if len(items) < 2 {
		return i
	}
	r.list(d, items, "list-after-colon", 0.75)
	return j
}

// spokenBelow tells whether the paragraph at i, below a lead-in that leaves doubt, is words on
// record: it must sound like speech, or be followed by one that does.
func (r *reading) spokenBelow(c *cast, lead leadIn, lines []pageLine, i int) bool {
	s := lines[i].text
	if r.lang.Opens.Strong.startsWith(s) || lead.doubt > announced && ends(s) == '?' || lead.doubt > likely && !r.maySpeak(lines, i) {
		return false
	}
	weight := r.narrates(c, lead.voice, s, r.tokens(s))
	if weight <= lead.doubt.most() && (lead.doubt < possible || r.speaksUs(lines, i)) {
		return true
	}
	if weight > 0 || !r.speaksUs(lines, i+1) || r.lang.Opens.Strong.startsWith(lines[i+1].text) {
		return false
	}
	next := lines[i+1].text
	return r.narrates(c, lead.voice, next, r.tokens(next)) <= possible.most()
}

// quotation reads the paragraphs after "X said:" until narration resumes.
func (r *reading) quotation(d *draft, lines []pageLine, i int, lead leadIn) int {
	l := r.lang
	var said []string
	marks := beginsQuoted(lines[i].text)
	open := untilClosed(lines, i)
	j := i
	for j < len(lines) && (j == i || !lines[j].cut) {
		s := lines[j].text
		if _, _, list := bullet(s); list && !(j == i && lead.doubt == sure && r.oneDash(lines, j)) || isTags(s) || lines[j].opens || lines[j].release || r.putsAt(lines, j) {
			break
		}
		ts := r.tokens(s)
		if j == i {
			if lead.doubt > sure && !marks && !r.spokenBelow(d.cast, lead, lines, i) {
				break
			}
			if _, again := r.leads(d.cast, s, ts); again && !marks && r.narrates(d.cast, lead.voice, s, ts) > 2 || l.questionLabel(s) != notAsked || l.isCredit(s) {
				break
			}
		} else {
			if _, named := l.byline(s); named || r.bare && r.titleAt(lines, j) {
				break
			}
			if !marks && open == 0 && beginsQuoted(s) && r.speaks(s) { // somebody else's
				break
			}
			if marks && !beginsQuoted(s) && closed(said[len(said)-1]) {
				break
			}
			if open > 0 { // the mark that closes it is still to come
				said = append(said, s)
				d.remember(ts)
				open--
				j++
				continue
			}
			if r.narrates(d.cast, lead.voice, s, ts) > 0 {
				break
			}
		}
		said = append(said, s)
		d.remember(ts)
		j++
	}
	if len(said) == 0 {
		return i
	}
	if lead.reportedBy == "" {
		lead.reportedBy = d.toldTo(lead.voice.Name, lead.channel)
	} else if _, told := d.cast.told[lead.voice.Name]; told {
		d.cast.told[lead.voice.Name] = hearing{lead.reportedBy, d.paragraphs} // "… She added:"
	}
	d.parts = append(d.parts, part{kind: coverage.Quote, paragraphs: said, speaker: lead.voice.Speaker, reportedBy: lead.reportedBy, channel: lead.channel})
	d.last = quoted
	rule, confidence := lead.doubt.rule()
	d.decide(rule, confidence, said[0])
	d.decide(lead.voice.rule, lead.voice.confidence, lead.voice.Name)
	if lead.reportedBy != "" {
		d.decide("reported-by", 0.85, lead.reportedBy)
	}
	return j
}
