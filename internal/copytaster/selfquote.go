package copytaster

import (
	"slices"
	"strings"

	"github.com/stoppress/stoppress/internal/coverage"
)

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
	if !(r.lang.Dashes && dash.in(s)) && !opener.in(s) {
		return i
	}
	ts := r.tokens(s)
	if n := r.closesBelow(d, lines, i); n > i {
		return n
	}
	sp, ok := r.lang.spokenIn(s, ts)
	if !ok {
		return r.dashAlone(d, lines, i)
	}
	if !sp.tells() && lines[i].at < r.unspoken {
		return i
	}
	said := []string{lines[i].text}
	all := slices.Clone(ts)
	j := i + 1
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
	var cited []coverage.Source
	if before := ts[:sp.earlier+len(sp.before)]; len(sp.before) > 0 { // whom the sentences before the words tell of, and to whom
		r.hear(d.cast, s, before)
		r.tellsTo(d, s, before)
		for _, cite := range r.citations(s, before) {
			cited = append(cited, cite.source)
		}
	}
	v, ok := r.attributed(d.cast, s, sp.outside, r.mentions(s, sp.outside))
	if (!ok || v.Name == "") && len(sp.before) > 0 {
		if v, ok = r.attributed(d.cast, s, sp.before, r.mentions(s, sp.before)); ok {
			sp.outside = slices.Concat(sp.before, sp.outside)
		} else if v, ok = r.subject(d.cast, s, sp.before, r.mentions(s, sp.before)); ok { // “The captain, Ida Holm, is at the microphone. “We did it.””
			v.confidence -= 0.1
		} else if v, ok = r.namedFirst(d.cast, s, sp.before); ok {
			v.confidence -= 0.1
		}
	}
	if !ok || v.Name == "" {
		v, ok = r.labelled(d.cast, s, sp.outside)
	}
	if n := colonBeforeMarks(sp.outside); (!ok || v.Name == "") && n > 0 { // "Ouvido pela TSF, o vereador não poupou nas palavras: “…”"
		const part = 3 // of the letters
		lead := sp.outside[:n]
		v, ok = r.subject(d.cast, s, lead, r.mentions(s, lead))
		ok = ok && !v.body && part*sp.inside >= sp.all
		v.confidence -= 0.15
	}
	if !ok || v.Name == "" {
		v, ok = r.signed(d.cast, s, sp.outside)
	}
	if n := len(sp.before); (!ok || v.Name == "") && sp.earlier > 0 && n > 0 && sp.before[n-1].text == ":" && named(d.cast.focus) { // "Ida Holm perdeu o barco. E não se cala: “…”"
		v, ok = voice{Speaker: d.cast.focus, rule: "speaker-in-focus", confidence: 0.5}, true
	}
	// “…”, the statement says: nobody is named beside what is nearly all quoted.
	const almost = 0.8
	alone := float64(sp.inside) >= almost*float64(sp.all) && named(d.cast.focus)
	if (!ok || v.Name == "") && alone && (d.tells() || d.last == saidSo || d.last == quoted) {
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
	p.reportedBy = r.reporter(d.cast, s, sp.outside, v)
	for _, cite := range r.citations(s, sp.outside) {
		cited = append(cited, cite.source)
	}
	for _, source := range cited {
		d.source(r.lang, source)
	}
	r.hear(d.cast, s, sp.outside)
	d.cast.focus = v.Speaker
	r.tellsTo(d, s, sp.outside)
	if p.reportedBy == "" {
		p.reportedBy = d.toldTo(v.Name, p.channel)
	}
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

// colonBeforeMarks gives where a colon stands that a quotation follows, or 0.
func colonBeforeMarks(outside []token) int {
	for k := 1; k+1 < len(outside); k++ {
		if outside[k].text == ":" && closing[outside[k+1].text] != "" {
			return k
		}
	}
	return 0
}

// namedFirst finds whom a sentence names at its beginning, where only that shows a person:
// “Ida Holm talks. “We did it.””
func (r *reading) namedFirst(c *cast, s string, ts []token) (voice, bool) {
	for _, m := range r.mentions(s, ts) {
		if m.full && m.from <= 1 && !ts[m.after-1].possessive {
			return r.mentioned(c, s, ts, m)
		}
	}
	return voice{}, false
}

// attributed finds whose words a paragraph gives, from what stands outside the
// marks.
func (r *reading) attributed(c *cast, s string, ts []token, ms []mention) (voice, bool) {
	l := r.lang
	for k, t := range ts {
		if !l.saysAt(ts, k) {
			continue
		}
		if v, ok := r.beside(c, s, ts, ms, k); ok {
			return v, true
		}
		if v, ok := r.saidBy(c, s, ts, ms, k+1); ok && !(v.body && l.Citation.To[t.lower]) { // "he told the BBC"
			return v, true
		}
	}
	if v, ok := r.according(c, s, ts, ms); ok {
		return v, true
	}
	if v, ok := r.ownSpeech(c, s, ts, ms); ok {
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

// ownSpeech finds whose answer, appeal … words are said to be: “…”, foi a resposta da ministra.
func (r *reading) ownSpeech(c *cast, s string, ts []token, ms []mention) (voice, bool) {
	l := r.lang
	if !l.HeadFirst {
		return voice{}, false
	}
	for k := range ts {
		n := l.phraseAt(ts, k, l.Verbs.Speech, 2)
		if n == 0 || k == 0 || k+n+1 >= len(ts) || !l.Verbs.From[ts[k+n].lower] {
			continue
		}
		if v, ok := r.party(c, s, ts, ms, k+n+1); ok && !v.body {
			v.confidence -= 0.1
			return v, true
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
		return c.meant()
	}
	at := i
	if l.Articles[ts[i].lower] || l.Pronouns.Owner[ts[i].lower] {
		at++
	}
	if at < len(ts) && l.Endings.Age.end(ts[at].lower) {
		return c.meant()
	}
	for at+1 < len(ts) && (l.Honorifics[ts[at].lower] && ts[at+1].text == "." || ts[at].text == ".") { // "said Mr. Holm"
		at++
	}
	for k := len(ms) - 1; k >= 0; k-- { // of "Fjordby resident Ida Holm" the second
		if m := ms[k]; (m.from == i || m.from == at || m.at == i || m.at == at) && !ts[m.after-1].possessive {
			return r.mentioned(c, s, ts, m)
		}
	}
	for k := at; k < len(ts) && k < i+longest && ts[k].word; k++ {
		if l.isRole(ts[k].lower) && !ts[k].possessive && (k+1 == len(ts) || !l.isRole(ts[k+1].lower)) {
			end := r.linkedTo(ts, k+1)
			for _, m := range ms { // "said the mayor, Ida Holm."
				if m.full && m.at == end+1 && ts[end].text == "," {
					m.role = text(s, ts[l.rolePhrase(ts, k+1):end])
					return r.mentioned(c, s, ts, m)
				}
			}
			return r.byRole(c, s, ts, l.rolePhrase(ts, k+1), end)
		}
	}
	end := at
	for end < len(ts) && end < i+longest && ts[end].word && (ts[end].capital || ts[end].possessive || l.isBody(ts[end].lower) || l.RoleModifiers[ts[end].lower] || l.RoleLinks[ts[end].lower]) {
		end++
	}
	if end > at {
		return r.bodyMeant(c, s, ts, end)
	}
	return voice{}, false
}
