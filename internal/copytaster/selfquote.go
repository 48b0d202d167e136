package copytaster

import (
	"slices"
	"strings"

	"github.com/stoppress/stoppress/internal/coverage"
)

// spoken is a paragraph that holds somebody's words and says whose they are: “We
// will not pay,” said Holm.
type spoken struct {
	outside []token // the words that are not quoted, from the first quotation on
	before  []token // the sentence that stands before it
	earlier int     // tokens before that one
	inside  int     // letters within the marks
	all     int
	open    bool // the last mark is still open
}

// spokenIn reads a paragraph that begins with somebody's words, has them after a colon,
// or for the most part after a sentence: Holm would not pay. “We have nothing,” she said.
func (l *language) spokenIn(s string, ts []token) (spoken, bool) {
	const longestLead = 45 // words before the colon
	if l.Dashes && beginsWithDash(s) {
		return dialogue(l, ts)
	}
	in, mark, open := marksIn(ts)
	first := slices.Index(mark, 1)
	for k := first; k > 0 && k < min(len(ts), longestLead) && !beginsQuoted(s); k++ { // “some” words, he said: “…”
		if mark[k] == 1 && ts[k-1].text == ":" {
			first = k
			break
		}
	}
	if first < 0 && l.Dashes {
		return trailed(l, ts)
	}
	sp := spoken{all: letters(ts), open: open != ""}
	var quoted []token
	for i, t := range ts {
		if in[i] {
			quoted = append(quoted, t)
		}
	}
	sp.inside = letters(quoted)
	const most = 0.5 // of the letters
	mostly := float64(sp.inside) >= most*float64(sp.all)
	from := 0
	if !beginsQuoted(s) {
		switch {
		case first <= 0:
			return spoken{}, false
		case first < longestLead && (ts[first-1].text == ":" || ts[first-1].text == "," && first > 1 && l.reports(ts[first-2])) && len(l.sentences(ts[:first-1])) == 1:
		case mostly && (ts[first-1].text == ":" || endsSentence(ts[first-1].text)):
			all := l.sentences(ts[:first])
			sp.before, from = all[len(all)-1], first
			for _, sentence := range all[:len(all)-1] {
				sp.earlier += len(sentence)
			}
		default:
			return spoken{}, false
		}
	} else if !mostly && !sentenceClosed(ts, mark) { // “Irresponsible” is what Holm called it
		return spoken{}, false
	}
	for i, t := range ts[from:] {
		if !in[from+i] {
			sp.outside = append(sp.outside, t)
		}
	}
	if l.Dashes && !hasWord(sp.outside) { // «…, – додав він. – …»
		if inner, ok := dialogue(l, ts); ok {
			return inner, true
		}
		if inner, ok := incise(l, ts); ok {
			return inner, true
		}
	}
	return sp, len(quoted) >= 2
}

// sentenceClosed tells whether the first quotation ends as one of whole sentences
// does: with a mark of punctuation before or after the mark that closes it. It may
// as well stay open.
func sentenceClosed(ts []token, mark []int) bool {
	for i := 1; i < len(ts); i++ {
		if mark[i] < 0 {
			return strings.Contains(",.!?…;", ts[i-1].text) || i+1 == len(ts) || strings.Contains(",.!?…-–—", ts[i+1].text)
		}
	}
	return true
}

// dialogue reads words between dashes: "— No pagaremos —dijo Holm—. Ni hoy."
func dialogue(l *language, ts []token) (spoken, bool) {
	const near = 4 // words before the verb
	sp := spoken{all: letters(ts)}
	for i := 1; i < len(ts); i++ {
		if !dashAt(ts, i) {
			continue
		}
		end := i + 1
		for end < len(ts) && !dashAt(ts, end) {
			end++
		}
		for k := i + 1; k < end && k < i+near; k++ {
			if l.reports(ts[k]) || k == i+1 && l.verbByPlace(ts[:end], k) {
				stop := end
				for m := k; m < end; m++ { // "— dijo Holm. Y añadió …"
					if ts[m].text == "." && !(len(ts[m-1].text) <= 2) {
						stop = m
						break
					}
				}
				sp.outside = ts[i+1 : stop]
				sp.inside = sp.all - letters(sp.outside)
				return sp, true
			}
		}
	}
	return spoken{}, false
}

// dashAt tells whether a dash stands at i: a long one, or a hyphen with room on both
// sides.
func dashAt(ts []token, i int) bool {
	switch ts[i].text {
	case "—", "–", "―":
		return true
	case "-":
		return i > 0 && i+1 < len(ts) && ts[i-1].end < ts[i].start && ts[i].end < ts[i+1].start
	}
	return false
}

// trailed reads a paragraph without marks whose end says who speaks: "Вони дали нам
// машинку, — розповідає Марія Вовк."
func trailed(l *language, ts []token) (spoken, bool) {
	const longest = 14 // words of the attribution
	for i := len(ts) - 2; i > 1 && i > len(ts)-longest; i-- {
		if !dashAt(ts, i) {
			continue
		}
		if !l.reports(ts[i+1]) || !strings.Contains(",.!?…", ts[i-1].text) {
			return spoken{}, false
		}
		sp := spoken{all: letters(ts), outside: ts[i+1:]}
		sp.inside = sp.all - letters(sp.outside)
		return sp, true
	}
	return spoken{}, false
}

// incise reads words that are broken by who says them, within the marks: "« Nous
// restons, a prévenu Mme Demir. Tous. »"
func incise(l *language, ts []token) (spoken, bool) {
	for i := 2; i+2 < len(ts); i++ {
		if ts[i].text != "," {
			continue
		}
		k := i + 1
		for k < len(ts) && k < i+4 && l.Verbs.Auxiliary[ts[k].lower] {
			k++
		}
		if k < len(ts) && k > i+1 && l.Pronouns.Person[ts[k].lower] && k+1 < len(ts) && l.reports(ts[k+1]) { // "a-t-il dit"
			k++
		}
		if k+1 >= len(ts) || !l.reports(ts[k]) {
			continue
		}
		t := ts[k+1]
		if !t.capital && !l.Pronouns.Person[t.lower] && !l.Articles[t.lower] && !l.Honorifics[t.lower] && !(!t.word && l.Pronouns.Person[ts[k-1].lower]) {
			continue
		}
		end := k + 1
		for end < len(ts) && (ts[end].text != "." || l.Honorifics[ts[end-1].lower]) && ts[end].text != "»" && closing[ts[end].text] == "" {
			end++
		}
		sp := spoken{all: letters(ts), outside: ts[i+1 : end]}
		sp.inside = sp.all - letters(sp.outside)
		return sp, true
	}
	return spoken{}, false
}

// verbByPlace tells whether the word at k stands where a verb does that says whose the
// words before it are: "— вигукнув Фабер".
func (l *language) verbByPlace(ts []token, k int) bool {
	if k+1 >= len(ts) || !ts[k].word || ts[k].capital || l.FunctionWords[ts[k].lower] || l.isRole(ts[k].lower) {
		return false
	}
	t := ts[k+1]
	return t.capital || l.Pronouns.Person[t.lower] || l.isRole(t.lower) || l.Articles[t.lower] && k+2 < len(ts) && (ts[k+2].capital || l.isRole(ts[k+2].lower))
}

// selfAttributed reads words on record that stand with their speaker in one
// paragraph, with the paragraphs over which the quotation goes on. It gives the index
// of the next paragraph, or i.
func (r *reading) selfAttributed(d *draft, lines []pageLine, i int) int {
	const most = 12
	s := lines[i].text
	if n := r.transcribed(d, lines, i); n > i {
		return n
	}
	if lines[i].opens { // “9.00am: “No,” said Holm.”
		if _, rest, ok := r.lang.stampPrefix(s); ok {
			s = strings.TrimSpace(s[rest:])
		}
	}
	if !(r.lang.Dashes && strings.ContainsAny(s, "-–—―")) && !strings.ContainsAny(s, openers) {
		return i
	}
	ts := r.tokens(s)
	if n := r.closesBelow(d, lines, i); n > i {
		return n
	}
	sp, ok := r.lang.spokenIn(s, ts)
	if !ok {
		return i
	}
	said := []string{lines[i].text}
	all := slices.Clone(ts)
	j := i + 1
	if !sp.tells() && lines[i].at < r.unspoken {
		return i
	}
	if !sp.tells() { // it goes on: who says it comes in a later paragraph
		for sp.open && j < len(lines) && j < i+most && !lines[j].cut && !lines[j].opens && beginsQuoted(lines[j].text) {
			s, ts = lines[j].text, r.tokens(lines[j].text)
			if sp, ok = r.lang.spokenIn(s, ts); !ok {
				return i
			}
			said, all = append(said, s), append(all, ts...)
			j++
			if sp.tells() {
				break
			}
		}
		if !sp.tells() {
			if n := r.goesOn(d, said, all, j); n > 0 {
				return n
			}
			r.unspoken = lines[j-1].at
			return i
		}
	}
	const least = 5 // one letter in so many is quoted
	if sp.inside*least < sp.all {
		return i
	}
	v, ok := r.attributed(d.cast, s, sp.outside, r.mentions(s, sp.outside))
	if (!ok || v.Name == "") && len(sp.before) > 0 {
		if sp.earlier > 0 {
			r.hear(d.cast, s, ts[:sp.earlier])
		}
		if v, ok = r.attributed(d.cast, s, sp.before, r.mentions(s, sp.before)); ok {
			sp.outside = slices.Concat(sp.before, sp.outside)
		} else if v, ok = r.subject(d.cast, s, sp.before, r.mentions(s, sp.before)); ok { // “The captain, Ida Holm, is at the microphone. “We did it.””
			v.confidence -= 0.1
		}
	}
	if !ok || v.Name == "" {
		v, ok = r.labelled(d.cast, s, sp.outside)
	}
	if !ok || v.Name == "" {
		v, ok = r.signed(d.cast, s, sp.outside)
	}
	const almost = 0.8                                                                                                                                            // of the letters
	if (!ok || v.Name == "") && float64(sp.inside) >= almost*float64(sp.all) && named(d.cast.focus) && (d.last == told || d.last == saidSo || d.last == quoted) { // “…”, the statement says
		v, ok = voice{Speaker: d.cast.focus, rule: "speaker-in-focus", confidence: 0.55}, true
	}
	if !ok || v.Name == "" {
		return i
	}
	for sp.open && j < len(lines) && j < i+most && !lines[j].cut && !lines[j].opens && beginsQuoted(lines[j].text) {
		next := r.tokens(lines[j].text)
		more, ok := r.lang.spokenIn(lines[j].text, next)
		if !ok {
			break
		}
		if who, other := r.attributed(d.cast, lines[j].text, more.outside, r.mentions(lines[j].text, more.outside)); other && who.Name != v.Name {
			break
		}
		said, all = append(said, lines[j].text), append(all, next...)
		sp.open = more.open
		j++
	}
	p := part{kind: coverage.Quote, paragraphs: said, speaker: v.Speaker, channel: r.lang.channelIn(sp.outside)}
	for _, cite := range r.lang.citations(s, sp.outside) {
		d.source(cite.source)
		if p.reportedBy == "" && !r.lang.within(cite.source.Name, v.Name) {
			p.reportedBy = cite.source.Name
		}
	}
	r.hear(d.cast, s, sp.outside)
	d.cast.focus = v.Speaker
	d.remember(all)
	d.parts = append(d.parts, p)
	d.last = saidSo
	d.decide("quote-with-speaker", 0.85, said[0])
	d.decide(v.rule, v.confidence, v.Name)
	if p.reportedBy != "" {
		d.decide("reported-by", 0.85, p.reportedBy)
	}
	return j
}

// labelled reads who is named before a colon and a quotation, without a verb: "Ida Holm
// (director): “…”", "The mayor, Ida Holm, on the strike: “…”", "Judge: “…”".
func (r *reading) labelled(c *cast, s string, ts []token) (voice, bool) {
	const longest = 24 // words
	l := r.lang
	end := slices.IndexFunc(ts, func(t token) bool { return t.text == ":" })
	if end <= 0 || end > longest {
		return voice{}, false
	}
	head := ts[:end]
	for _, m := range r.lang.mentions(s, head) {
		if m.from <= 2 && !ts[m.after-1].possessive && (m.full || m.shown || r.people.hasLast(m.name) || m.to >= end) {
			if m.role == "" && m.after+2 < end && ts[m.after].text == "(" { // "Ida Holm (director)"
				if k := slices.IndexFunc(head[m.after:], func(t token) bool { return t.text == ")" }); k > 1 {
					m.role = text(s, head[m.after+1:m.after+k])
				}
			}
			v, ok := r.mentioned(c, s, head, m)
			v.rule = "speaker-label"
			return v, ok
		}
	}
	if len(head) <= 6 {
		k := end
		if l.HeadFirst {
			if ps := l.phrases(head); len(ps) > 0 && ps[0].from <= 1 && ps[0].end == end && !ps[0].body {
				return r.byPhrase(c, s, head, ps[0])
			}
		} else if l.isRole(head[k-1].lower) {
			return r.byRole(c, s, head, l.rolePhrase(head, k), k)
		}
	}
	return voice{}, false
}

// signed reads who is named behind a quotation, and nothing more: “We stay.” Ida Holm,
// director of the port.
func (r *reading) signed(c *cast, s string, ts []token) (voice, bool) {
	k := 0
	for k < len(ts) && (!ts[k].word || r.lang.Honorifics[ts[k].lower]) {
		k++
	}
	for _, m := range r.mentions(s, ts) {
		if m.from > k || !m.full || ts[m.after-1].possessive {
			return voice{}, false
		}
		rest := ts[m.to:]
		if m.to < len(ts) && ts[m.to].text == "," && m.role == "" { // a role that no list has
			rest = nil
			m.role = strings.TrimSpace(s[ts[m.to].end:])
		}
		if len(m.role) > maxStamp || hasWord(rest) {
			return voice{}, false
		}
		v, ok := r.mentioned(c, s, ts, m)
		v.rule = "speaker-signed"
		return v, ok
	}
	return voice{}, false
}

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
		if f := d.cast.focus; f.Name == "" || d.last != told {
			return i
		}
		v = voice{Speaker: d.cast.focus, rule: "speaker-in-focus", confidence: 0.55}
	}
	var said []string
	for _, ln := range lines[i : at+1] {
		said = append(said, ln.text)
		d.remember(r.tokens(ln.text))
	}
	d.parts = append(d.parts, part{kind: coverage.Quote, paragraphs: said, speaker: v.Speaker, channel: r.lang.channelIn(ts)})
	d.cast.focus = v.Speaker
	d.last = saidSo
	d.decide("quote-with-speaker", 0.75, said[0])
	d.decide(v.rule, v.confidence, v.Name)
	return at + 1
}

// tells tells whether something beside the quotation may say whose it is.
func (sp spoken) tells() bool { return hasWord(sp.outside) || hasWord(sp.before) }

// goesOn takes paragraphs that are a quotation and no more as words of whom the post was
// about just now: whoever is meant was quoted above, or is who the paragraph above tells
// of. It gives j, or 0.
func (r *reading) goesOn(d *draft, said []string, all []token, j int) int {
	const least = 4 // words of a sentence
	if f := d.cast.focus; f.Name == "" || d.last != told && d.last != saidSo && d.last != quoted || len(d.parts) == 0 {
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
	d.parts = append(d.parts, part{kind: coverage.Quote, paragraphs: said, speaker: d.cast.focus})
	d.last = saidSo
	d.decide("quote-alone", 0.6, said[0])
	d.decide("speaker-in-focus", 0.6, d.cast.focus.Name)
	return j
}

func hasWord(ts []token) bool {
	for _, t := range ts {
		if t.word {
			return true
		}
	}
	return false
}

// attributed finds whose words a paragraph gives, from what stands outside the
// marks.
func (r *reading) attributed(c *cast, s string, ts []token, ms []mention) (voice, bool) {
	l := r.lang
	for k, t := range ts {
		if !l.reports(t) {
			continue
		}
		if v, ok := r.beside(c, s, ts, ms, k); ok {
			return v, true
		}
		if v, ok := r.saidBy(c, s, ts, ms, k+1); ok {
			return v, true
		}
	}
	if v, ok := r.according(c, s, ts, ms); ok {
		return v, true
	}
	if v, ok := r.afterMarks(c, s, ts, ms); ok {
		return v, true
	}
	for k := range ts {
		if n := l.phraseAt(ts, k, l.Thus, 2); n > 0 && (k == 0 || !ts[k-1].word) {
			if v, ok := r.party(c, s, ts, ms, k+n); ok {
				return v, true
			}
		}
	}
	return voice{}, false
}

// afterMarks finds who stands behind the one word that follows a quotation: it is a
// verb, whether or not the language lists it ("…", souffle Holm).
func (r *reading) afterMarks(c *cast, s string, ts []token, ms []mention) (voice, bool) {
	l := r.lang
	for k := range ts {
		if !ts[k].word {
			continue
		}
		if k == 0 && (ts[k].capital || !l.Dashes) {
			return voice{}, false
		}
		for k < len(ts) && l.Verbs.Auxiliary[ts[k].lower] {
			k++
		}
		if k+1 >= len(ts) || ts[k].capital || l.FunctionWords[ts[k].lower] || l.Articles[ts[k].lower] || l.isRole(ts[k].lower) {
			return voice{}, false
		}
		if l.DropsSubject && c.focus.Name != "" && !ts[k+1].word && k+2 >= len(ts) { // "…", argumenta.
			return voice{Speaker: c.focus, rule: "speaker-left-out", confidence: 0.5}, true
		}
		v, ok := r.party(c, s, ts, ms, k+1)
		if !ok {
			v, ok = r.saidBy(c, s, ts, ms, k+1)
		}
		v.confidence -= 0.15
		return v, ok && !v.body && v.rule != "speaker-by-pronoun"
	}
	return voice{}, false
}

// saidBy reads who stands at i, after the verb: "said the mayor, Ida Holm", "said a
// spokesman for the port".
func (r *reading) saidBy(c *cast, s string, ts []token, ms []mention, i int) (voice, bool) {
	l := r.lang
	const longest = 10
	if l.HeadFirst || i >= len(ts) {
		return voice{}, false
	}
	if w := ts[i].lower; l.Pronouns.Person[w] {
		return voice{Speaker: c.focus, rule: "speaker-by-pronoun", confidence: 0.75}, c.focus.Name != ""
	}
	at := i
	if l.Articles[ts[i].lower] {
		at++
	}
	for _, m := range ms {
		if m.from == i || m.from == at || m.at == i || m.at == at {
			return r.mentioned(c, s, ts, m)
		}
	}
	for k := at; k < len(ts) && k < i+longest && ts[k].word; k++ {
		if l.isRole(ts[k].lower) && !ts[k].possessive && (k+1 == len(ts) || !l.isRole(ts[k+1].lower)) {
			return r.byRole(c, s, ts, l.rolePhrase(ts, k+1), r.linkedTo(ts, k+1))
		}
	}
	end := at
	for end < len(ts) && end < i+longest && ts[end].word && (ts[end].capital || ts[end].possessive || l.isBody(ts[end].lower) || l.RoleModifiers[ts[end].lower] || l.RoleLinks[ts[end].lower]) {
		end++
	}
	if end > at {
		return r.body(s, ts, end)
	}
	return voice{}, false
}
