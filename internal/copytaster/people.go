package copytaster

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// mention is a name in a paragraph.
type mention struct {
	name  string // without titles: "Ida Holm"
	role  string // as given right here: "the port's chief engineer", without article
	from  int    // first token, with what stands before the name as its role
	at    int    // first token of the name
	to    int    // token after the name, and after a role that follows it
	after int    // token after the name itself
	says  bool   // it is the one who says something: its form is that of a subject
	full  bool   // two words or more
	shown bool   // something here shows that it is a person: role, honorific, verb
	acts  bool   // it begins a sentence or a clause, and a word in small letters follows
}

func (m mention) surname() string { return lastWord(m.name) }

func lastWord(s string) string {
	if i := strings.LastIndexAny(s, " \u00a0"); i >= 0 {
		_, n := utf8.DecodeRuneInString(s[i:])
		return s[i+n:]
	}
	return s
}

// mentions finds the names in a paragraph.
func (l *language) mentions(s string, ts []token) []mention {
	var out []mention
	for i := 0; i < len(ts); {
		if ts[i].office {
			i = l.phraseAround(ts, i).end
			continue
		}
		if !ts[i].capital {
			i++
			continue
		}
		if l.NounCapitals && (l.MediaNouns[ts[i].lower] || l.AgencyWords[ts[i].lower]) { // "dem Sender Nordwelle"
			if _, to, ok := l.outletAt(ts, i); ok {
				i = to
				continue
			}
		}
		if l.HeadFirst { // "à l'AFP Ida Holm"
			if _, to, ok := l.outletAt(ts, i); ok && to+1 < len(ts) && ts[to].capital && (ts[to+1].capital || l.particles(ts, to+1) > 0) {
				i = to
				continue
			} else if ok && ts[to-1].capital && l.isSpokenTo(ts, i, to) { // "Em declarações à Rádio Maré, o mestre do porto"
				i = to
				continue
			}
		}
		j := i + 1
		for j < len(ts) && !ts[j-1].possessive {
			if ts[j].capital {
				j++
				continue
			}
			if n := l.particles(ts, j); n > 0 && !(l.NounCapitals && (l.isNoun(ts[j-1]) || l.isBody(ts[j+n].lower) || l.isNoun(ts[j+n]))) { // not "Ida Holm vom Wetterdienst"
				j += n + 1
				continue
			}
			if ts[j].text == "." && j+1 < len(ts) && ts[j+1].capital && (l.Honorifics[ts[j-1].lower] || utf8.RuneCountInString(ts[j-1].text) == 1) {
				j++
				continue
			}
			break
		}
		if m, ok := l.mention(s, ts, i, j); ok {
			out = append(out, m)
			j = max(j, m.to)
		}
		i = j
	}
	return out
}

// isNoun tells whether a word with a capital is more likely a noun than a name, in
// a language that gives all nouns one.
func (l *language) isNoun(t token) bool {
	return l.Endings.Noun.endLonger(t.lower) || l.NotNames[t.lower] || l.FunctionWords[t.lower]
}

// particles gives how many particles stand at i within a name: "von der".
func (l *language) particles(ts []token, i int) int {
	n := 0
	for n < 3 && i+n < len(ts) && l.NameParticles[ts[i+n].lower] && !ts[i+n].capital {
		n++
	}
	if n == 0 || i+n == len(ts) || !ts[i+n].capital || n == 1 && l.NounCapitals && l.Articles[ts[i].lower] { // "sagte Ida Holm der Agentur"
		return 0
	}
	return n
}

// mention reads the capitalised words from i to j as a name, with the role before
// or after it.
func (l *language) mention(s string, ts []token, i, j int) (mention, bool) {
	start := i
	shown := false
	for k := i; k < j-1; k++ { // "Dr", "President", "US Army Secretary"
		if l.Honorifics[ts[k].lower] || l.isRole(ts[k].lower) {
			start, shown = k+1, true
			for start < j-1 && ts[start].text == "." {
				start++
			}
		}
	}
	if start == i {
		for l.NounCapitals && start < j-1 && l.isNoun(ts[start]) { // "Im Interview Ida Holm"
			start++
		}
		for start < j && ts[start].word && l.opening(ts, start) {
			start++
		}
	}
	for start < j && !ts[start].word {
		start++
	}
	crowned := j-start == 1 && start > i && l.Regal[ts[start-1].lower] // "Queen Ida" has no other name
	if crowned {
		start--
	}
	if l.NounCapitals && j-start == 1 && start > 0 && l.Articles[ts[start-1].lower] { // "in einer Stellungnahme"
		return mention{}, false
	}
	if n, ok := l.behindOffice(ts, start, j); ok {
		m := mention{name: text(s, ts[n:j]), at: n, to: j, after: j, full: true, shown: true}
		m.from = l.rolePhrase(ts, start-1)
		m.role = text(s, ts[m.from:n])
		m.says = l.says(ts, j)
		return m, true
	}
	for j-start > 2 && l.isDay(ts[j-1]) { // "Ida Holm Friday told"
		j--
	}
	last := j
	for j-start > 2 && l.PostNominals[ts[j-1].lower] && isAcronym(ts[j-1].text) { // "Ida Holm QC"
		j--
	}
	if j < len(ts) && start < j && l.isRole(ts[j-1].lower) && (l.RoleLinks[ts[j].lower] || l.Affiliations[ts[j].lower]) { // "Marketing Manager at"
		return mention{}, false
	}
	if !l.HeadFirst && j-start > 1 && j+1 < len(ts) && !ts[j-1].possessive && !ts[j].capital && l.isRole(ts[j].lower) && ts[j+1].capital { // "Fjord Rovers captain Ida Holm"
		return mention{}, false
	}
	for start+1 < j && l.HeadFirst && l.Verbs.Speech[ts[start].lower] && l.Verbs.From[ts[start+1].lower] { // "Mensagem de Ida Holm"
		start += 2
	}
	if start < j && l.NotNames[ts[start].lower] && l.particles(ts, start+1) > 0 { // "Gol de Northport"
		return mention{}, false
	}
	if j-start > 1 && isAcronym(ts[start].text) && l.MediaPrefixes[ts[start].lower] { // "ICI Northport"
		return mention{}, false
	}
	if start >= j || !crowned && !l.nameWords(ts[start:j]) && !l.speakingMonth(ts, start, j) {
		return mention{}, false
	}
	var unlisted string // a role that no list has
	h, n := l.unlistedRole(ts, i, start, j)
	if h >= 0 {
		unlisted = text(s, ts[h:n])
		start = max(start, n)
	}
	m := mention{name: text(s, ts[start:j]), at: start, to: last, after: last, full: l.isFull(ts[start:j]), shown: shown || last > j}
	if last > j && l.isRole(ts[j].lower) { // "Ida Holm MP"
		m.role = ts[j].text
	}
	j = last
	lettered := m.role
	if m.from, m.role = l.roleBefore(s, ts, start); m.role == "" {
		m.role = unlisted
		if h >= 0 {
			m.from = h
		}
	}
	if m.role == "" {
		m.role = lettered
	}
	if m.role != "" || l.HeadFirst && m.full && start > 0 && l.Endings.Age.end(ts[start-1].lower) { // "62-річна Іда Гольм"
		m.shown = true
	}
	if !ts[j-1].possessive {
		if l.HeadFirst && m.from > 0 && l.reports(ts[m.from-1]) { // "raconte Ida, voisine du port"
			m.shown = true
		}
		aged := l.pastAge(ts, j)
		m.shown = m.shown || aged > j && m.full
		if role, to := l.roleAfter(s, ts, aged); role != "" && (m.full || m.shown) {
			m.shown, m.to = true, to
			once := aged+1 < len(ts) && l.Articles[ts[aged+1].lower] && !l.Definite[ts[aged+1].lower] // "Schlichter Vik, ein ehemaliger Richter,": what he is stands before the name
			if !strings.ContainsAny(m.role, " \u00a0") && !(once && m.role != "" && l.HeadFirst) {    // "Professor Moe, the port's chief geologist"
				m.role = role
			}
		}
		if role, ok := l.roleIs(s, ts, j); ok && m.role == "" && m.full {
			m.role, m.shown = role, true
		}
		if m.full && j+1 < len(ts) && ts[j].text == "," && l.Pronouns.Who[ts[j+1].lower] { // "Ida Holm, who was there, …"
			m.shown = true
		}
		m.says = l.says(ts, m.to) || l.HeadFirst && m.from > 0 && l.reports(ts[m.from-1])
		if m.says || m.full && (start == 0 || ts[start-1].text == ",") && l.acts(ts, j) {
			m.shown = true
		}
		m.shown = m.shown || m.full && l.saysFor(ts, j)
		m.acts = j < len(ts) && ts[j].word && !ts[j].capital && !l.Joins[ts[j].lower] && !l.RoleLinks[ts[j].lower] && (start == 0 || !ts[start-1].word)
	}
	return m, true
}

// pastAge gives where the age behind a name that ends at i is over: ", 54 ans" in "Jon Vik, 54
// ans, pêcheur, …". It is i where there is none, or no comma after it.
func (l *language) pastAge(ts []token, i int) int {
	k := i + 1
	if k < len(ts) && l.RoleLinks[ts[k].lower] { // "de 54 años"
		k++
	}
	if k+1 >= len(ts) || ts[i].text != "," || len(ts[k].text) > 3 || strings.Trim(ts[k].text, "0123456789") != "" {
		return i
	}
	if k++; k+1 < len(ts) && ts[k].word && !ts[k].capital {
		k++
	}
	if ts[k].text != "," {
		return i
	}
	return k
}

// behindOffice tells whether the capitals from i to j are an office and then a name, behind a
// role: "manager at Fjord Cruises Ida Holm". It gives where the name begins.
func (l *language) behindOffice(ts []token, i, j int) (int, bool) {
	const least, name = 3, 2 // words
	if l.HeadFirst || j-i < least || i < 2 || !l.Affiliations[ts[i-1].lower] || !l.isRole(ts[i-2].lower) || ts[i-2].possessive {
		return 0, false
	}
	for _, t := range ts[i:j] {
		if !t.capital {
			return 0, false
		}
	}
	n := j - name
	if ts[n-1].possessive || !l.nameWords(ts[n:j]) {
		return 0, false
	}
	return n, j == len(ts) || ts[j].text == "," || l.says(ts, j) || ts[j].word && (!l.FunctionWords[ts[j].lower] || l.Verbs.Auxiliary[ts[j].lower])
}

// unlistedRole finds, in languages that put the noun first, a word that stands where a
// role does, right before a full name: "la politologue Ève Sommer", "Die Zeugin Ida
// Holm". The name begins at start within the capitals from i to j. It gives the words
// of the role, or -1.
func (l *language) unlistedRole(ts []token, i, start, j int) (from, to int) {
	capitals := 0
	for k := start; k < j; k++ {
		if ts[k].capital {
			capitals++
		}
	}
	plainly := func(t token) bool {
		return t.word && !l.FunctionWords[t.lower] && !l.isVerb(t) && !l.isBody(t.lower) && !l.RoleLinks[t.lower] && !l.NotNames[t.lower] && utf8.RuneCountInString(t.text) > 3
	}
	switch {
	case !l.HeadFirst || capitals != j-start:
	case l.NounCapitals:
		if capitals == 3 && start > 0 && l.Articles[ts[start-1].lower] && plainly(ts[start]) && !l.isNoun(ts[start]) {
			return start, start + 1
		}
	case len(l.Articles) == 0: // what begins a sentence has a capital for that alone
		if capitals == 3 && start == 0 && i == 0 && plainly(ts[0]) && !l.Endings.Patronymic.end(ts[1].lower) && !l.Endings.Patronymic.end(ts[2].lower) {
			return 0, 1
		}
	case capitals >= 2 && capitals <= 3 && start >= 2 && !ts[start-1].capital && plainly(ts[start-1]):
		h := start - 1
		if h >= 2 && l.Endings.After.endLonger(ts[h].lower) && !ts[h-1].capital && plainly(ts[h-1]) && l.Articles[ts[h-2].lower] {
			h--
		}
		if l.Articles[ts[h-1].lower] {
			return h, start
		}
	}
	return -1, -1
}

// isDay tells whether a word is the name of a day.
func (l *language) isDay(t token) bool {
	_, ok := l.Weekdays[t.lower]
	return ok && t.capital
}

// isFull tells whether a name is more than a last name: "Van der Holm" is not.
func (l *language) isFull(ts []token) bool {
	n := 0
	for _, t := range ts {
		if t.word && (n > 0 || !l.NameParticles[t.lower]) {
			n++
		}
	}
	return n >= 2
}

// opening tells whether a capitalised word is one that merely begins a sentence.
func (l *language) opening(ts []token, i int) bool {
	w := ts[i].lower
	if l.speakingMonth(ts, i, i+1) {
		return false
	}
	initial := i == 0 || !ts[i-1].word || !ts[i-1].capital && l.Conjunctions[ts[i-1].lower]
	if initial && l.HeadFirst && i+1 < len(ts) && !ts[i+1].capital && l.Endings.Adverb.endLonger(w) { // "Seguidamente lanzó …"
		return true
	}
	if l.FunctionWords[w] && (initial || l.Articles[w]) || l.RoleModifiers[w] && i+1 < len(ts) && !ts[i+1].capital {
		return true
	}
	if _, ok := l.Weekdays[w]; ok {
		return true
	}
	_, month := l.Months[w]
	return month && len(w) > 3
}

// speakingMonth tells whether the one word from i to j is a month's that is somebody's
// name as well: "May said".
func (l *language) speakingMonth(ts []token, i, j int) bool {
	_, month := l.Months[ts[i].lower]
	return month && j == i+1 && ts[i].capital && j < len(ts) && l.reports(ts[j])
}

// nameWords tells whether words can be a person's name.
func (l *language) nameWords(ts []token) bool {
	n := 0
	for _, t := range ts {
		if !t.word {
			continue
		}
		n++
		if l.NounCapitals && l.isNoun(t) || l.isBody(t.lower) || l.Pronouns.First[t.lower] || l.FunctionWords[t.lower] && !l.NameParticles[t.lower] && (len(ts) == 1 || l.Articles[t.lower] || !t.capital) || l.isRole(t.lower) && n == 1 || strings.ContainsAny(t.text, "0123456789") {
			return false
		}
		if _, ok := l.Weekdays[t.lower]; ok {
			return false
		}
	}
	return n > 0 && n <= 5 && (l.longest[ts[0].lower] == 0 || l.outlets[plainTokens(ts)] == nil) && ts[0].capital && utf8.RuneCountInString(ts[len(ts)-1].text) > 1
}

func plainTokens(ts []token) string {
	var b strings.Builder
	for i, t := range ts {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(t.lower)
	}
	return b.String()
}

// roleIs reads what somebody is said to be: "Ida Holm is the director of the port."
func (l *language) roleIs(s string, ts []token, i int) (string, bool) {
	const longest = 12
	// Without articles, a dash may stand for the verb: "Іда Гольм – директорка порту".
	if i+2 >= len(ts) || ts[i].capital || !l.Copula[ts[i].lower] && !(len(l.Articles) == 0 && dashAt(ts, i)) {
		return "", false
	}
	if l.HeadFirst {
		rest := ts[i+1 : min(len(ts), i+longest)]
		if ps := l.phrases(rest); len(ps) > 0 && ps[0].from <= 1 && !ps[0].body {
			return text(s, rest[ps[0].from:ps[0].end]), true
		}
		return "", false
	}
	first := i + 2
	if !l.Articles[ts[i+1].lower] { // "Ida Holm is chief executive of the port"
		if !l.isRole(ts[i+1].lower) && !l.RoleModifiers[ts[i+1].lower] {
			return "", false
		}
		first = i + 1
	}
	for k := first; k < len(ts) && k < i+longest && ts[k].word; k++ {
		if l.isRole(ts[k].lower) && !ts[k].possessive && (k+1 == len(ts) || !l.isRole(ts[k+1].lower)) {
			end := k + 1
			if end < len(ts) && l.RoleLinks[ts[end].lower] {
				for end < len(ts) && end < k+longest && ts[end].word {
					end++
				}
			}
			return text(s, ts[first:end]), true
		}
	}
	return "", false
}

// acts tells whether the name that a clause begins with, of the words before i, has
// done something, and is not the name of a place such as "New …".
func (l *language) acts(ts []token, i int) bool {
	return i < len(ts) && (l.Verbs.Perfect[ts[i].lower] || !ts[i].capital && l.Endings.Past.endLonger(ts[i].lower)) && !l.NotNames[ts[0].lower]
}

// saysFor tells whether a verb of speech comes behind the words from i on that say whom
// somebody belongs to: "(Ida Holm) of the port authority says".
func (l *language) saysFor(ts []token, i int) bool {
	const longest = 7
	if l.HeadFirst && !l.NounCapitals || i >= len(ts) || !l.Affiliations[ts[i].lower] {
		return false
	}
	for k := i + 1; k < len(ts) && k < i+longest && ts[k].word; k++ {
		if l.reports(ts[k]) || l.NounCapitals && l.Verbs.Auxiliary[ts[k].lower] {
			return true
		}
	}
	return false
}

// adverb tells whether a word may stand between a speaker and the verb for its
// ending: "repeatedly".
func (l *language) adverb(t token) bool { return !t.capital && l.Endings.Adverb.end(t.lower) }

// says tells whether a reporting verb comes next, after words such as "has".
func (l *language) says(ts []token, i int) bool {
	for k := i; k < len(ts) && k < i+5; k++ {
		if l.reports(ts[k]) || l.Verbs.Open[ts[k].lower] && !l.Verbs.Auxiliary[ts[k].lower] {
			return true
		}
		if !l.Verbs.Auxiliary[ts[k].lower] && !l.adverb(ts[k]) {
			return false
		}
	}
	return false
}

// people are those whom a text names in full, by their last names.
type people struct {
	full map[string]bool
	last map[string][]string // last name → full names, in the order of the text
	role map[string][]string // full name → roles, in the order of the text

	holders map[string][]string // last word of a role → full names
	part    map[string][]string // other words of a name → full names, two at most

	firstForm map[string]string // full names in another case → as a subject has them

	lang *language
}

// maxHolders is how many people with roles of one kind are kept.
const maxHolders = 24

// findPeople reads all names of a text. A name of two words is a person's where
// anything in the text shows it.
func (l *language) findPeople(paragraphs []string) *people {
	p := &people{role: map[string][]string{}, holders: map[string][]string{}, part: map[string][]string{}, lang: l}
	alone := map[string]bool{}      // last names that act by themselves
	lone := map[string]bool{}       // names of one word that do nothing
	acts := map[string]bool{}       // names of one word that sentences begin with
	subjects := map[string]string{} // last names, by their stems, as who says something has them
	var order []string              // the full names
	var seen []appearance           // how the text has them
	place := map[string]int{}       // where they are in both
	n, parts := len(paragraphs), partsOf(len(paragraphs))
	found := make([][]mention, parts)
	sideBySide(parts, func(k int) {
		var ts []token
		for _, s := range paragraphs[n*k/parts : n*(k+1)/parts] {
			if len(s) <= maxParagraph && mayHaveCapitals(s) {
				ts = l.appendTokens(ts[:0], s)
				found[k] = append(found[k], l.mentions(s, ts)...)
			}
		}
	})
	for _, ms := range found {
		for _, m := range ms {
			if !m.full {
				if m.shown {
					alone[l.stem(m.name)] = true
				} else {
					lone[l.stem(m.name)] = true
				}
				if m.says {
					subjects[l.stem(plain(m.name))] = m.name
				}
				if m.acts {
					acts[l.stem(m.name)] = true
				}
				continue
			}
			i, ok := place[m.name]
			if !ok {
				i = len(order)
				place[m.name] = i
				order, seen = append(order, m.name), append(seen, appearance{})
			}
			seen[i].says = seen[i].says || m.says
			if !m.shown {
				seen[i].loose = true
				continue
			}
			seen[i].shown = true
			if m.role != "" && !slices.Contains(p.role[m.name], m.role) && len(p.role[m.name]) < 8 {
				p.role[m.name] = append(p.role[m.name], m.role)
				if k := l.roleKey(m.role); len(p.holders[k]) < maxHolders && !slices.Contains(p.holders[k], m.name) {
					p.holders[k] = append(p.holders[k], m.name)
				}
			}
		}
	}
	first, forms := l.firstForms(order, func(name string) bool { return seen[place[name]].says })
	for form, name := range forms {
		of, is := seen[place[form]], &seen[place[name]]
		is.shown, is.loose = is.shown || of.shown, is.loose || of.loose
	}
	for _, form := range order { // a role as it was given to who speaks comes first
		if name, ok := forms[form]; ok {
			for _, role := range p.role[form] {
				if !slices.ContainsFunc(p.role[name], func(known string) bool { return l.within(role, known) && l.within(known, role) }) {
					p.role[name] = append(p.role[name], role)
				}
			}
			delete(p.role, form)
		}
	}
	first = slices.DeleteFunc(first, func(name string) bool {
		is, last := seen[place[name]], l.stem(lastWord(name))
		begin, _, _ := strings.Cut(name, " ")
		short := acts[last] && !l.NounCapitals && !l.NotNames[plain(begin)] // no other name is shortened to its last word
		return !is.shown && !(is.loose && (alone[last] || short || l.HeadFirst && !l.NounCapitals && lone[last]))
	})
	p.full, p.last = make(map[string]bool, len(first)), make(map[string][]string, len(first))
	for _, name := range first {
		p.full[name] = true
		if k := l.stem(lastWord(name)); len(p.last[k]) < 8 {
			p.last[k] = append(p.last[k], name)
		}
		p.addParts(name)
		if first := l.firstForm(name, subjects[l.stem(plain(lastWord(name)))]); first != "" {
			if p.firstForm == nil {
				p.firstForm = map[string]string{}
			}
			p.firstForm[name] = first
		}
	}
	return p
}

// appearance is how a text has a full name.
type appearance struct {
	says  bool // as the one who says something
	shown bool // where something shows that it is a person
	loose bool // where nothing does
}

// addParts notes the words of a name before the last: "Lula" is one whom the text
// calls Ana Lula da Costa.
func (p *people) addParts(name string) {
	const shortest = 3
	words := strings.Fields(name)
	for _, w := range words[:len(words)-1] {
		if k := p.lang.stem(w); utf8.RuneCountInString(w) >= shortest && !p.lang.NameParticles[plain(w)] && len(p.part[k]) < 2 {
			p.part[k] = append(p.part[k], name)
		}
	}
}
