package copytaster

import (
	"slices"
	"strings"
)

// stated gives whose statement a text is that begins with words on record: whom its
// headline names.
func (r *reading) stated(d *draft) (voice, bool) {
	if len(d.parts) > 0 {
		return voice{}, false
	}
	title := r.header.title
	ts := r.lang.tokens(title)
	ms := r.lang.mentions(title, ts)
	speech := slices.IndexFunc(ts, func(t token) bool { return r.lang.Verbs.Speech[t.lower] })
	i := slices.IndexFunc(ms, func(m mention) bool { return speech >= 0 && m.after == speech }) // "Holm statement on …"
	if i < 0 {
		i = slices.IndexFunc(ms, func(m mention) bool { return m.full || speech >= 0 && m.at > speech })
	}
	if i < 0 {
		return voice{}, false
	}
	return r.mentioned(d.cast, title, ts, ms[i])
}

// closesBelow reads a quotation of several paragraphs with one mark at each end, after
// which who said it may stand. It gives the index of the next paragraph, or i.
func (r *reading) closesBelow(d *draft, lines []pageLine, i int) int {
	if !beginsQuoted(lines[i].text) {
		return i
	}
	at, rest := closedBelow(lines, i)
	if at == 0 {
		return i
	}
	s := strings.TrimLeft(lines[at].text[rest:], " ,-–—.\u00a0")
	ts := r.tokens(s)
	v, ok := r.attributed(d.cast, s, ts, r.mentions(s, ts))
	if !ok || v.Name == "" {
		if f := d.cast.focus; f.Name == "" || !d.tells() {
			return i
		}
		v = voice{Speaker: d.cast.focus, rule: "speaker-in-focus", confidence: 0.55}
	}
	var said []string
	for _, ln := range lines[i : at+1] {
		said = append(said, ln.text)
		d.remember(r.tokens(ln.text))
	}
	d.quote(said, v, r.lang.channelIn(ts), "quote-with-speaker", 0.75)
	return at + 1
}

// goesOn takes paragraphs that are a quotation and no more as words of whom the post was
// about just now: whoever is meant was quoted above, or is who the paragraph above tells
// of. It gives j, or 0.
func (r *reading) goesOn(d *draft, said []string, all []token, j int) int {
	const least = 4 // words of a sentence
	if d.cast.focus.Name == "" && d.tells() {
		d.cast.focus = d.cast.actor
	}
	if f := d.cast.focus; f.Name == "" || !d.tells() && d.last != saidSo && d.last != quoted || len(d.parts) == 0 {
		v, ok := r.stated(d)
		if !ok {
			return 0
		}
		d.cast.focus = v.Speaker
	}
	if countWords(all) < least {
		return 0
	}
	if last := strings.TrimRight(said[len(said)-1], "”\"»“ \u00a0"+directions); !endsSentence(last) && !endsSentence(said[len(said)-1]) {
		return 0
	}
	d.remember(all)
	d.quote(said, voice{Speaker: d.cast.focus, rule: "speaker-in-focus", confidence: 0.6}, "", "quote-alone", 0.6)
	return j
}

// oneDash tells whether the paragraph at i begins with the dash of speech, and no others around it do,
// as in a list.
func (r *reading) oneDash(lines []pageLine, i int) bool {
	return r.lang.Dashes && beginsWithDash(lines[i].text) && endsSentence(lines[i].text) && (i+1 >= len(lines) || !beginsWithDash(lines[i+1].text))
}

// dashAlone takes one paragraph that begins with the dash of speech, and does not say whose it is,
// as words of whom the paragraph above tells of. It gives the index of the next, or i.
func (r *reading) dashAlone(d *draft, lines []pageLine, i int) int {
	const least = 4 // words of a sentence
	s := lines[i].text
	if !r.lang.Dashes || !beginsWithDash(s) || !endsSentence(s) || d.last != told || !named(d.cast.focus) ||
		i > 0 && beginsWithDash(lines[i-1].text) || i+1 < len(lines) && beginsWithDash(lines[i+1].text) { // a list, or what several say
		return i
	}
	v := voice{Speaker: d.cast.focus, rule: "speaker-in-focus", confidence: 0.55}
	ts := r.tokens(s)
	if countWords(ts) < least || r.narrates(d.cast, v, s, ts) > hinted.most() {
		return i
	}
	d.remember(ts)
	d.quote([]string{s}, v, "", "quote-alone", 0.55)
	return i + 1
}

// goesOnUnmarked takes paragraphs without marks below a quotation that sound like its speaker
// as words of theirs: pages lose the marks of what they set apart. It gives the index of the
// next paragraph, or i.
func (r *reading) goesOnUnmarked(d *draft, lines []pageLine, i int) int {
	if d.last != saidSo || !named(d.cast.focus) {
		return i
	}
	lead := leadIn{voice: voice{Speaker: d.cast.focus, rule: "speaker-in-focus", confidence: 0.5}, doubt: possible}
	if s := lines[i].text; !endsSentence(s) || opener.in(s) || lines[i].opens || !r.spokenBelow(d.cast, lead, lines, i) {
		return i
	}
	return r.quotation(d, lines, i, lead)
}
