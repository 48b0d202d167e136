package copytaster

import (
	"strings"
	"unicode/utf8"

	"github.com/stoppress/stoppress/internal/coverage"
)

// phrase is who or what words name by what they are: "der Chef der
// Hafenbehörde", "la ministre espagnole des Transports", "міністерство оборони". It
// is how languages write them that put the noun first.
type phrase struct {
	from, end int  // without an article
	head      int  // its noun
	body      bool // an office, and no person
}

// longestTail is how many words may follow the noun of a phrase.
const longestTail = 9

// phraseAround reads the phrase whose noun stands at h.
func (l *language) phraseAround(ts []token, h int) phrase {
	p := phrase{from: h, end: h + 1, head: h, body: !l.isRole(ts[h].lower)}
	for p.from > 0 && h-p.from < 4 && ts[p.from-1].word && l.modifies(ts, p.from-1) {
		p.from--
	}
	for p.end < len(ts) && p.end <= h+longestTail {
		t := ts[p.end]
		if n := quotedName(ts, p.end); n > 0 { // "der Gruppe „Leere Netze“"
			p.end += n
			continue
		}
		if p.end > h+1 && t.capital && p.end+2 < len(ts) && ts[p.end+1].text == "," && ts[p.end+2].capital { // "des Netzbetreibers Küstennetz, Karin Matthes"
			p.end++
			break
		}
		if (t.text == "-" || t.text == "/") && p.end+1 < len(ts) && ts[p.end+1].word && ts[p.end+1].start == t.end {
			p.end += 2
			continue
		}
		if !t.word {
			break
		}
		if l.RoleLinks[t.lower] {
			k := p.end
			if l.phraseAt(ts, k, l.Between, 4) > 0 { // "a Marinha em comunicado"
				break
			}
			for k < len(ts) && (l.RoleLinks[ts[k].lower] || l.Articles[ts[k].lower]) {
				k++
			}
			for k+1 < len(ts) && !ts[k].capital && ts[k+1].word && l.Endings.Before.end(ts[k].lower) && ts[k+1].capital { // "der norwegischen Post"
				k++
			}
			if k == len(ts) || !ts[k].word || l.isVerb(ts[k]) {
				break
			}
			if _, _, ok := l.outletAt(ts, k); ok {
				break
			}
			p.end = k + 1
			if n := l.ofWhom(ts, h, k); n > k {
				p.end = n
			}
			continue
		}
		if l.Conjunctions[t.lower] && p.end > h+2 && p.end+2 < len(ts) && l.RoleLinks[ts[p.end+1].lower] && (l.RoleLinks[ts[p.end-2].lower] || l.Articles[ts[p.end-2].lower]) && ts[p.end+2].word && !l.isRole(ts[p.end+2].lower) { // "de l'Économie et des Finances"
			p.end++
			continue
		}
		if l.Conjunctions[t.lower] && !p.body && !l.NounCapitals && p.end+1 < len(ts) && l.isRole(ts[p.end+1].lower) && !ts[p.end+1].capital { // "o hidrólogo e professor Jon Vik"
			p.end += 2
			continue
		}
		if (p.end > h+1 || !t.office && l.fullNameAt(ts, p.end+1)) && !t.capital && p.end+1 < len(ts) && (ts[p.end+1].text == "," || ts[p.end+1].capital) && !l.isVerb(t) && !l.FunctionWords[t.lower] && !l.NameParticles[t.lower] && !l.NounCapitals { // "la protection civile, Goran Velić"
			p.end++
			continue
		}
		if n := l.restOfOffice(ts, p.end); n > 0 && p.end > h+1 {
			p.end += n
			break
		}
		if n := l.ownedBy(ts, h, p.end); n > 0 {
			p.end += n
			continue
		}
		if p.body && ts[h].capital && t.capital && !l.NounCapitals && p.end == h+1 && len(l.Articles) > 0 && l.Articles[tokenBefore(ts, p.from).lower] { // "a Fundação Maré", "la Compañía Norte"
			p.end++
			continue
		}
		if p.end > h+1 && t.capital && !l.NounCapitals && ts[p.end-1].capital && l.isBody(ts[p.end-1].lower) && l.RoleModifiers[t.lower] { // "da Defesa Civil, major Ida Holm"
			p.end++
			continue
		}
		if isAcronym(t.text) && p.end+1 < len(ts) && (ts[p.end+1].capital && !isAcronym(ts[p.end+1].text) || len(l.Endings.Owner) > 0) && !l.NounCapitals { // "голова ОВА Іда Гольм"
			p.end++
			if n := quotedName(ts, min(p.end, len(ts)-1)); n > 0 { // "прес-офіцерка ОК «Південь»"
				p.end += n
				continue
			}
			if n := l.ownedBy(ts, h, p.end); n > 0 { // "очільниця МЗС Фьордії Іда Гольм"
				p.end += n
			}
			break
		}
		if l.inCase(t) { // "заступник директора"
			p.end++
			continue
		}
		if t.capital && !(l.NounCapitals && ts[p.end-1].capital && l.isBody(t.lower)) || l.isVerb(t) || l.FunctionWords[t.lower] || l.NameParticles[t.lower] || !l.RoleModifiers[t.lower] && !l.Endings.After.endLonger(t.lower) {
			break
		}
		p.end++
	}
	return p
}

// ofWhom gives where the full name at k ends, if the noun at h is somebody who is that person's, and
// the name is over there: "a advogada de Jon Vik disse".
func (l *language) ofWhom(ts []token, h, k int) int {
	n := k
	for n < len(ts) && (ts[n].capital || n > k && l.particles(ts, n) > 0) {
		n++
	}
	if !l.Proxies[ts[h].lower] || n < k+2 || l.isBody(ts[k].lower) || n < len(ts) && ts[n].word && !l.isVerb(ts[n]) && !l.Verbs.Open[ts[n].lower] {
		return 0
	}
	return n
}

// fullNameAt tells whether a name of two words or more begins at i, or behind a comma there.
func (l *language) fullNameAt(ts []token, i int) bool {
	if i < len(ts) && ts[i].text == "," {
		i++
	}
	return i+1 < len(ts) && ts[i].capital && (ts[i+1].capital || l.particles(ts, i+1) > 0)
}

// restOfOffice gives how many words from i on still name an office, where a comma and a
// person's name end it, or its initials: "do Regimento de Sapadores Bombeiros de Lisboa,
// Ida Holm", "do Tribunal Superior Eleitoral (TSE)".
func (l *language) restOfOffice(ts []token, i int) int {
	const longest = 6
	k := i
	for k < len(ts) && k < i+longest && ts[k].word && (ts[k].capital || l.RoleLinks[ts[k].lower] || l.NameParticles[ts[k].lower] || l.Articles[ts[k].lower]) {
		k++
	}
	if k > i && ts[i].capital && ts[i-1].capital && k+2 < len(ts) && ts[k].text == "(" && isAcronym(ts[k+1].text) && ts[k+2].text == ")" {
		return k + 3 - i
	}
	if k > i && ts[i].capital && k+2 < len(ts) && ts[k].text == "," && ts[k+1].capital && ts[k+2].word && (ts[k+2].capital || l.NameParticles[ts[k+2].lower]) {
		return k - i
	}
	return 0
}

// tokenBefore gives the token before i, or none.
func tokenBefore(ts []token, i int) token {
	if i == 0 {
		return token{}
	}
	return ts[i-1]
}

// inCase tells whether a word is a role, and in a case that a subject does not have: "директора".
func (l *language) inCase(t token) bool {
	return len(l.Endings.Owner) > 0 && t.office && l.isRole(t.lower) && !l.Roles[t.lower] && !l.Endings.Role.endLonger(t.lower)
}

// ownedBy gives how many words with a capital at i still say what the noun at h belongs to, in
// a language that tells it by the case: a person's name comes last, and has two words or three.
// "прем'єрка Фьордії Ада Квіль", "голова Верховної Ради Іда Гольм", "керівник Державної служби".
func (l *language) ownedBy(ts []token, h, i int) int {
	const name = 2 // words
	if len(l.Endings.Owner) == 0 || isAcronym(ts[i].text) {
		return 0
	}
	n := i
	for n < len(ts) && ts[n].capital && !isAcronym(ts[n].text) {
		n++
	}
	first := l.Endings.Owner.endLonger(ts[i].lower)
	// In its first form, so that the name behind it stands in no other case either.
	base := l.Roles[ts[h].lower] || l.BodyWords[ts[h].lower]

	if first && n > i && n < len(ts) && ts[n].word && !l.isVerb(ts[n]) && !l.FunctionWords[ts[n].lower] && (l.isBody(ts[n].lower) || l.Endings.Owner.endLonger(ts[n].lower)) { // "Державної служби"
		return n - i
	}
	if t := ts[i]; l.isBody(t.lower) && !l.BodyWords[t.lower] && n == i+1 { // "заступник голови Офісу президента"
		return 1
	}
	switch n -= i; {
	case n > name && (l.Endings.Patronymic.end(ts[i+n-1].lower) || l.Endings.Patronymic.end(ts[i+n-2].lower)):
		return max(0, n-name-1)
	case n > name && l.stem(ts[i].lower) != ts[i].lower:
		return n - name
	case n == name && first && l.isBody(ts[i+1].lower): // "голова Верховної Ради каже"
		return n
	case n > 0 && n <= name && first && base:
		return 1
	}
	return 0
}

// quotedName gives how many tokens from i on are a short name in quotation marks.
func quotedName(ts []token, i int) int {
	const longest = 6
	if i+1 >= len(ts) || closing[ts[i].text] == "" || !ts[i+1].capital {
		return 0
	}
	for k := i + 2; k < len(ts) && k <= i+longest; k++ {
		if strings.Contains(closing[ts[i].text], ts[k].text) {
			return k - i + 1
		}
		if !ts[k].word {
			return 0
		}
	}
	return 0
}

// modifies tells whether the word at i goes with a noun after it.
func (l *language) modifies(ts []token, i int) bool {
	w := ts[i].lower
	if l.RoleModifiers[w] {
		return true
	}
	if ts[i].capital && i > 0 || w[0] >= '0' && w[0] <= '9' || l.FunctionWords[w] || l.isVerb(ts[i]) || !l.Endings.Before.endLonger(w) {
		return false
	}
	return len(l.Articles) == 0 || i > 0 && (l.Articles[ts[i-1].lower] || l.modifies(ts, i-1))
}

// isVerb tells whether a word is one of the verbs that the language lists.
func (l *language) isVerb(t token) bool {
	return l.reports(t) || l.Verbs.Auxiliary[t.lower] || l.Verbs.Perfect[t.lower] || !t.capital && l.Verbs.Open[t.lower]
}

// phrases finds all phrases of some words.
func (l *language) phrases(ts []token) []phrase {
	var out []phrase
	for i := 0; i < len(ts); i++ {
		if ts[i].office {
			p := l.phraseAround(ts, i)
			out = append(out, p)
			i = max(i, p.end-1)
		}
	}
	return out
}

// party reads who speaks where words that begin at i name somebody: "Holm", "die
// Ministerin", "le maire de Northport, Per Aas".
func (r *reading) party(c *cast, s string, ts []token, ms []mention, i int) (voice, bool) {
	l := r.lang
	const furthest = 5
	for k := 0; k < furthest && i < len(ts); k++ { // "sagte am Dienstag Holm"
		if n := l.phraseAt(ts, i, l.Between, 3); n > 0 {
			i += n
			continue
		}
		if _, day := l.Weekdays[ts[i].lower]; !day && !isNumber(ts[i].text) {
			break
		}
		i++
	}
	if n := max(l.phraseAt(ts, i, l.Citation.Before, 4), l.phraseAt(ts, i, l.Citation.To, 4)); n > 0 { // "en declaraciones a EFE Ida Holm"
		k := i + n
		for k < len(ts) && k < i+n+2 && l.Articles[ts[k].lower] {
			k++
		}
		if k < len(ts) {
			if _, to, ok := l.outletAt(ts, k); ok {
				i = to
			}
		}
	}
	if i < len(ts) && l.Citation.Told[ts[i].lower] { // "a déclaré à l'AFP Luc Morel"
		k := i + 1
		for k < len(ts) && (l.Articles[ts[k].lower] || l.describes(ts[k])) && k < i+4 {
			if _, _, ok := l.outletAt(ts, k); ok {
				break
			}
			k++
		}
		if k < len(ts) {
			if _, to, ok := l.outletAt(ts, k); ok {
				i = to
			}
		}
	}
	if i >= len(ts) || !ts[i].word {
		return voice{}, false
	}
	if w := ts[i].lower; l.Pronouns.Person[w] || l.Pronouns.Group[w] && !(l.Definite[w] && i+1 < len(ts) && ts[i+1].word) { // not "(récuse) ce reproche"
		if v, ok := r.heldAt(s, ts, i); ok {
			return v, true
		}
		if c.focus.Name == "" {
			return voice{}, false
		}
		return voice{Speaker: c.focus, rule: "speaker-by-pronoun", confidence: 0.75}, true
	}
	if l.standsFor(ts, i) {
		if v, ok := c.meant(); ok {
			return v, true
		}
	}
	at := i
	for at < len(ts) && at < i+2 && (l.Articles[ts[at].lower] || l.Definite[ts[at].lower] || l.Honorifics[ts[at].lower] || l.Endings.Age.end(ts[at].lower)) {
		at++
	}
	if at == len(ts) {
		return voice{}, false
	}
	if _, _, ok := l.outletAt(ts, at); ok {
		return voice{}, false
	}
	for _, m := range ms {
		if m.from >= i && m.from <= at || m.at >= i && m.at <= at {
			return r.mentioned(c, s, ts, m)
		}
	}
	if !l.HeadFirst {
		return voice{}, false
	}
	const window = 16
	if ps := l.phrases(ts[i:min(len(ts), i+window)]); len(ps) > 0 && ps[0].from+i <= at {
		p := ps[0]
		p.from, p.end, p.head = p.from+i, p.end+i, p.head+i
		if m, ok := l.titledBehind(ts, ms, p); ok {
			return r.mentioned(c, s, ts, m)
		}
		return r.byPhrase(c, s, ts, p)
	}
	return voice{}, false
}

// titledBehind finds the person whose name stands behind a role and a comma, with another role: "o
// relator, ministro Jon Vik".
func (l *language) titledBehind(ts []token, ms []mention, p phrase) (mention, bool) {
	if p.body || p.end >= len(ts) || ts[p.end].text != "," {
		return mention{}, false
	}
	for _, m := range ms {
		if n := m.from - p.end; m.full && m.role != "" && m.from < m.at && (n == 1 || n == 2 && l.Definite[ts[m.from-1].lower]) {
			return m, true
		}
	}
	return mention{}, false
}

// heldAt reads an office that speaks without a name: "explique-t-on au ministère de la Mer",
// "dit-on à Matignon". The pronoun stands at i.
func (r *reading) heldAt(s string, ts []token, i int) (voice, bool) {
	l := r.lang
	k := i + 1
	if k+1 >= len(ts) || !l.Pronouns.Group[ts[i].lower] || !l.Opens.Places[ts[k].lower] {
		return voice{}, false
	}
	for k++; k < len(ts) && l.Articles[ts[k].lower]; {
		k++
	}
	v := voice{rule: "speaker-office", confidence: 0.6, body: true}
	switch {
	case k == len(ts):
		return voice{}, false
	case ts[k].office && !l.isRole(ts[k].lower):
		p := l.phraseAround(ts, k)
		v.Name = text(s, ts[p.from:p.end])
	case ts[k].capital && !l.isDay(ts[k]):
		v.Name = ts[k].text
	}
	return v, v.Name != ""
}

// standsFor tells whether the words at i are a noun that stands for whoever was just named:
// "le Norvégien", "el sexagenario".
func (l *language) standsFor(ts []token, i int) bool {
	if len(l.Articles) == 0 { // "каже жінка"
		return i < len(ts) && l.Generic[ts[i].lower] && (i+1 == len(ts) || !ts[i+1].word)
	}
	return i+1 < len(ts) && l.Definite[ts[i].lower] && l.Generic[ts[i+1].lower] && (i+2 == len(ts) || !ts[i+2].capital)
}

// byPhrase makes a speaker of a phrase.
func (r *reading) byPhrase(c *cast, s string, ts []token, p phrase) (voice, bool) {
	l := r.lang
	if !p.body {
		if len(l.Articles) == 0 && p.end == p.from+1 || p.from > 0 && l.Definite[ts[p.from-1].lower] {
			if (l.Generic[ts[p.head].lower] || l.Generic[plainTokens(ts[p.from:p.end])]) && c.focus.Name != "" {
				return voice{Speaker: c.focus, rule: "speaker-by-role", confidence: 0.7}, true
			}
		}
		v, ok := r.byRole(c, s, ts, p.from, p.end)
		if v.rule == "speaker-unnamed" && p.end > p.head+1 && l.ofWhom(ts, p.head, p.head+2) == 0 { // "le ministre à la sortie du Conseil"
			if short, found := r.byRole(c, s, ts, p.from, p.head+1); found && short.rule != v.rule && (!l.RoleLinks[ts[p.head+1].lower] || c.has(short.Name) || short.Name == c.focus.Name) { // not one of another post
				return short, true
			}
		}
		return v, ok
	}
	if c.office != "" && p.end == p.from+1 && l.Generic[ts[p.head].lower] { // "informou a empresa"
		return voice{Speaker: coverage.Speaker{Name: c.office}, rule: "speaker-office", confidence: 0.6, body: true}, true
	}
	return voice{Speaker: coverage.Speaker{Name: text(s, ts[p.from:p.end])}, rule: "speaker-office", confidence: 0.7, body: true}, true
}

// endsWithPhrase finds the phrase that ends before e.
func (l *language) endsWithPhrase(ts []token, e int) (phrase, bool) {
	if !l.HeadFirst {
		return phrase{}, false
	}
	const before, after = 16, 3
	lo := max(0, e-before)
	for _, p := range l.phrases(ts[lo:min(len(ts), e+after)]) {
		if p.end+lo == e {
			return phrase{p.from + lo, p.end + lo, p.head + lo, p.body}, true
		}
	}
	return phrase{}, false
}

// phraseBefore reads the role that stands before a name which begins at `at`: "la
// ministre des Transports Ida Holm", "die Sprecherin des Hafens, Ida Holm,".
func (l *language) phraseBefore(s string, ts []token, at int) (int, string) {
	end := at
	for end > 0 && (l.Honorifics[ts[end-1].lower] || ts[end-1].text == "." && end > 1 && l.Honorifics[ts[end-2].lower]) {
		end--
	}
	if end > 0 && ts[end-1].text == "," {
		end--
		if p, ok := l.endsWithPhrase(ts, end); !l.closes(ts, at) && !(ok && p.from == 0 && l.fullNameAt(ts, at)) { // "Glaciologue, Ida Holm a mesuré …"
			return at, ""
		}
	}
	for _, end := range []int{end, withoutBrackets(ts, end)} { // "do Supremo Tribunal Federal (STF) Ida Holm"
		if p, ok := l.endsWithPhrase(ts, end); ok && !p.body {
			if l.inCase(ts[p.head]) && l.isSubject(ts[at]) { // "Журналістам Йон Вік сказав"
				return at, ""
			}
			if fuller, ok := l.fullerRole(ts, p); ok {
				return fuller.from, text(s, ts[fuller.from:fuller.end])
			}
			return p.from, text(s, ts[p.from:p.end])
		}
	}
	return at, ""
}

// isSubject tells whether a first name has the form of a subject, in a language with cases: those of
// men end with a consonant in no other, but for "-ом".
func (l *language) isSubject(t token) bool {
	last, _ := utf8.DecodeLastRuneInString(t.lower)
	return len(l.Endings.Owner) > 0 && strings.ContainsRune("бвгґджзйклнпрстфхцчшщ", last)
}

// fullerRole gives the role that stands before another of one word, with a comma between: "a
// presidente do tribunal (TN), ministra Ida Holm".
func (l *language) fullerRole(ts []token, p phrase) (phrase, bool) {
	comma := p.from - 1
	if p.end != p.from+1 || comma < 2 || ts[comma].text != "," {
		return phrase{}, false
	}
	fuller, ok := l.endsWithPhrase(ts, withoutBrackets(ts, comma))
	if !ok { // the brackets are of its name
		fuller, ok = l.endsWithPhrase(ts, comma)
	}
	return fuller, ok && !fuller.body && fuller.end > fuller.from+1
}

// according finds who is given as the one who says so without a verb: "selon X",
// "X zufolge".
func (r *reading) according(c *cast, s string, ts []token, ms []mention) (voice, bool) {
	l := r.lang
	const longest = 4
	for i := range ts {
		if n := l.phraseAt(ts, i, l.According.Before, longest); n > 0 {
			if v, ok := r.party(c, s, ts, ms, l.pastHearers(ts, i+n)); ok {
				return v, true
			}
		}
		if n := l.phraseAt(ts, i, l.According.After, longest); n > 0 {
			for _, m := range ms {
				if m.to == i || m.after == i {
					return r.mentioned(c, s, ts, m)
				}
			}
			if p, ok := l.endsWithPhrase(ts, i); ok {
				return r.byPhrase(c, s, ts, p)
			}
		}
	}
	return voice{}, false
}
