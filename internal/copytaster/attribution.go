package copytaster

import (
	"slices"
	"strings"

	"github.com/stoppress/stoppress/internal/coverage"
)

// voice is a speaker as found in a paragraph, and how.
type voice struct {
	coverage.Speaker
	rule       string
	confidence float64
	body       bool // an office and not a person
}

// before gives the speaker that stands before the verb at v.
func (r *reading) before(c *cast, s string, ts []token, ms []mention, v int) (voice, bool) {
	l := r.lang
	e := v
	for e > 0 && (l.Verbs.Auxiliary[ts[e-1].lower] || l.adverb(ts[e-1])) {
		e--
	}
	e = withoutBrackets(ts, e)
	if e > 1 && ts[e-1].text == "]" { // “…,” [Holm] told the paper
		e--
	}
	if e == 0 {
		return voice{}, false
	}
	if m, ok := r.affiliated(ts, ms, e); ok {
		return r.mentioned(c, s, ts, m)
	}
	if e > 1 && l.standsFor(ts, e-2) {
		if v, ok := c.meant(); ok {
			return v, true
		}
	}
	for i := len(ms) - 1; i >= 0; i-- {
		m := ms[i]
		if m.to == e || m.after == e {
			if m.after > 0 && ts[m.after-1].possessive || len(l.Endings.Owner) > 0 && m.from > 0 && l.Affiliations[ts[m.from-1].lower] { // "візит до Нордгавена завершив"
				break
			}
			if from, ok := l.linkedRole(ts, e); ok && !l.HeadFirst && m.from == m.at {
				if link := l.withoutHonorifics(ts, m.at) - 1; link > 0 && l.RoleLinks[ts[link].lower] && (!m.full || l.Proxies[ts[link-1].lower]) { // "the MP for Northport", "a spokesman for Ms Holm"
					return r.byRole(c, s, ts, from, e)
				}
			}
			return r.mentioned(c, s, ts, m)
		}
	}
	last := ts[e-1]
	if last.text == "," { // "Holm, who took office in May, said"
		for i := len(ms) - 1; i >= 0; i-- {
			if r.asides(ts, ms[i]) {
				continue
			}
			if i > 0 && r.boundTo(ts, ms[i-1], ms[i]) { // "Ida Holm, head of the shipping line, Fjord Ferries, said"
				ms[i-1].role = ms[i].role
				return r.mentioned(c, s, ts, ms[i-1])
			}
			if k := pastBrackets(ts, ms[i].after); k < e && ts[k].text == "," && !ts[ms[i].after-1].possessive && (ms[i].full || ms[i].shown || ms[i].at == 0 || r.people.hasLast(ms[i].name)) {
				m := ms[i]
				m.shown = true
				return r.mentioned(c, s, ts, m)
			}
		}
		return r.setApart(c, s, ts, e)
	}
	switch {
	case l.Pronouns.Person[last.lower], l.Endings.Age.end(last.lower):
		return c.meant()
	case l.Pronouns.Group[last.lower] && c.group.Name != "":
		return voice{Speaker: c.group, rule: "speaker-by-pronoun", confidence: 0.6}, true
	case l.Pronouns.Group[last.lower]:
		return voice{Speaker: c.focus, rule: "speaker-by-pronoun", confidence: 0.75}, c.focus.Name != ""
	case l.HeadFirst:
		if p, ok := l.endsWithPhrase(ts, e); ok && !l.inCase(ts[p.head]) {
			return r.byPhrase(c, s, ts, p)
		}
		if _, _, outlet := l.outletAt(ts, e-1); !outlet && last.word && last.capital && !l.isNoun(last) && !l.Endings.Adverb.endLonger(last.lower) && (e == 1 || e == 2 && l.Articles[ts[0].lower]) { // "Oslo a annoncé"
			return voice{Speaker: coverage.Speaker{Name: text(s, ts[e-1:e])}, rule: "speaker-office", confidence: 0.5, body: true}, true
		}
		return voice{}, false
	case l.isRole(last.lower) && !last.possessive:
		return r.byRole(c, s, ts, l.rolePhrase(ts, e), e)
	}
	if from, ok := l.linkedRole(ts, e); ok && last.word && !l.FunctionWords[last.lower] {
		return r.byRole(c, s, ts, from, e)
	}
	return r.bodyMeant(c, s, ts, e)
}

// bodyMeant is body for words that may stand for the office that the post has named: "the company".
func (r *reading) bodyMeant(c *cast, s string, ts []token, e int) (voice, bool) {
	l := r.lang
	if e > 1 && c.office != "" && !ts[e-1].capital && l.isBody(ts[e-1].lower) && l.Definite[ts[e-2].lower] {
		return voice{Speaker: coverage.Speaker{Name: c.office}, rule: "speaker-office", confidence: 0.6, body: true}, true
	}
	return r.body(s, ts, e)
}

// boundTo tells whether the second name is what the first one's role is bound to, between commas.
func (r *reading) boundTo(ts []token, first, second mention) bool {
	l := r.lang
	if l.HeadFirst || !first.full || second.role == "" || first.after >= len(ts) || ts[first.after].text != "," {
		return false
	}
	from := second.from - 1
	if from > first.after && l.Articles[ts[from].lower] {
		from--
	}
	return from == first.after && second.at > 0 && ts[second.at-1].text == "," && slices.ContainsFunc(ts[second.from:second.at], func(t token) bool { return l.RoleLinks[t.lower] || l.Affiliations[t.lower] })
}

// setApart reads a role that begins a sentence, with a clause of its own between commas:
// "The resident, who asked for no name, said".
func (r *reading) setApart(c *cast, s string, ts []token, e int) (voice, bool) {
	l := r.lang
	if l.HeadFirst || !l.Articles[ts[0].lower] {
		return voice{}, false
	}
	for k := 1; k+1 < e && ts[k].word; k++ {
		if ts[k+1].text == "," && l.isRole(ts[k].lower) && !ts[k].possessive {
			return r.byRole(c, s, ts, l.rolePhrase(ts, k+1), k+1)
		}
	}
	return voice{}, false
}

// pastBrackets gives where the words go on after brackets that begin at i.
func pastBrackets(ts []token, i int) int {
	const longest = 10
	if i >= len(ts) || ts[i].text != "(" {
		return i
	}
	for k := i + 1; k < len(ts) && k < i+longest; k++ {
		if ts[k].text == ")" {
			return k + 1
		}
	}
	return i
}

// asides tells whether a name is no subject where a comma follows it: it is a medium's, or
// stands after a preposition, "in an interview with Ida Holm, …".
func (r *reading) asides(ts []token, m mention) bool {
	if _, _, ok := r.lang.outletAt(ts, m.at); ok {
		return true
	}
	k := m.from - 1
	for k > 0 && k > m.from-3 && ts[k].word && (r.lang.Articles[ts[k].lower] || !ts[k].capital && !r.lang.FunctionWords[ts[k].lower]) { // "for nearby Fjordby"
		k--
	}
	return k >= 0 && ts[k].word && (r.lang.Affiliations[ts[k].lower] || r.lang.RoleLinks[ts[k].lower])
}

// withoutBrackets gives where the words before e end that stand in no brackets: "Ida Holm
// (Labour) said".
func withoutBrackets(ts []token, e int) int {
	const longest = 10
	if e == 0 || ts[e-1].text != ")" {
		return e
	}
	for k := e - 2; k >= 0 && k > e-longest; k-- {
		if ts[k].text == "(" {
			return k
		}
	}
	return e
}

// after gives the speaker that stands after the verb at v, in languages that put it
// there as easily as before.
func (r *reading) after(c *cast, s string, ts []token, ms []mention, v int) (voice, bool) {
	if !r.lang.HeadFirst {
		return voice{}, false
	}
	e := v + 1
	for e < len(ts) && (r.lang.Verbs.Auxiliary[ts[e].lower] && !r.lang.Articles[ts[e].lower] || r.lang.adverb(ts[e])) {
		e++
	}
	e = r.lang.pastAside(ts, e)
	who, ok := r.party(c, s, ts, ms, r.lang.pastHearers(ts, e))
	if m, found := r.farther(ts, ms, e); found && (!ok || who.body) {
		return r.mentioned(c, s, ts, m)
	}
	return who, ok
}

// farther finds the person whose name and role have the form of a subject, a few words behind a verb
// that ends at i, in a language with cases: "(сказала) в коментарі Суспільному директорка порту Іда
// Гольм".
func (r *reading) farther(ts []token, ms []mention, i int) (mention, bool) {
	const longest = 8 // words between
	l := r.lang
	if len(l.Endings.Owner) == 0 {
		return mention{}, false
	}
	for _, m := range ms {
		if m.from <= i || m.from > i+longest || !m.full {
			continue
		}
		if plainly := !slices.ContainsFunc(ts[i:m.from], func(t token) bool {
			return !t.word && closing[t.text] == "" || l.reports(t) || l.Pronouns.Who[t.lower]
		}); !plainly {
			return mention{}, false
		}
		head := slices.IndexFunc(ts[m.from:m.at], func(t token) bool { return l.isRole(t.lower) })
		if l.hasFirstName(m.name) && head < 0 || head >= 0 && !l.inCase(ts[m.from+head]) {
			return m, true
		}
	}
	return mention{}, false
}

// pastAside gives where the words go on after those between two commas that say how or where
// somebody speaks: "(apelou), em comunicado, (a ministra)", "(atirou), citado pela Lusa, (o líder)".
func (l *language) pastAside(ts []token, i int) int {
	const longest = 8
	if i+1 >= len(ts) || ts[i].text != "," || ts[i+1].capital || !l.FunctionWords[ts[i+1].lower] && l.phraseAt(ts, i+1, l.Between, 4) == 0 && l.phraseAt(ts, i+1, l.Citation.Before, 4) == 0 {
		return i
	}
	for k := i + 1; k < len(ts) && k <= i+longest && !l.reports(ts[k]); k++ {
		if ts[k].text == "," {
			if k+1 < len(ts) && !l.Articles[ts[k+1].lower] { // another
				return max(k+1, l.pastAside(ts, k))
			}
			return k + 1
		}
		if !ts[k].word {
			break
		}
	}
	return i
}

// pastHearers gives where the words go on after those from i on that say by their case whom
// somebody speaks to: "(сказала) Радіо Хвиля", "(відповів) депутатам".
func (l *language) pastHearers(ts []token, i int) int {
	if len(l.Endings.Owner) == 0 || i+1 >= len(ts) {
		return i
	}
	if _, to, ok := l.outletAt(ts, i); ok && to < len(ts) && ts[to].word && !l.FunctionWords[ts[to].lower] {
		return to
	}
	if l.inCase(ts[i]) && l.Endings.Hearer.endLonger(ts[i].lower) { // "кореспонденту УНІАН"
		if _, to, ok := l.outletAt(ts, i+1); ok {
			return to
		}
	}
	if l.inCase(ts[i]) && l.Endings.Hearer.endLonger(ts[i].lower) && !ts[i+1].capital { // "(подякував) механікові, який …"
		return i + 1
	}
	if l.inCase(ts[i]) && ts[i+1].word && (ts[i+1].office || l.Pronouns.Person[ts[i+1].lower]) {
		return i + 1
	}
	return i
}

// beside gives the speaker that stands next to the verb at v, a person sooner than an
// office.
func (r *reading) beside(c *cast, s string, ts []token, ms []mention, v int) (voice, bool) {
	first, begins := r.beginner(ts, ms, v)
	if begins && len(ms) > 1 && v+1 < len(ts) && ts[v+1].capital { // "Мер Йон Вік у Telegram привітав Гольм"
		return r.mentioned(c, s, ts, first)
	}
	after, ok := r.after(c, s, ts, ms, v)
	if ok && r.lang.DropsSubject { // "O deputado Jon Vik desafiou a ministra"
		if before, found := r.rightBefore(c, s, ts, ms, v); found {
			return before, true
		}
	}
	if ok && !after.body {
		return after, true
	}
	if before, found := r.before(c, s, ts, ms, v); found && (!ok || !before.body) {
		return before, true
	}
	if !ok && begins {
		return r.mentioned(c, s, ts, first)
	}
	if who, found := r.sharedSubject(ts, ms, v); !ok && found {
		return r.mentioned(c, s, ts, who)
	}
	if !ok && r.lang.DropsSubject && r.alone(ts, v) {
		if who, found := c.meant(); found {
			who.rule, who.confidence = "speaker-left-out", who.confidence-0.1
			return who, true
		}
	}
	return after, ok
}

// rightBefore is before for a person, by name or role, with no comma between them and the verb:
// whoever stands there is the subject, whatever comes behind the verb.
func (r *reading) rightBefore(c *cast, s string, ts []token, ms []mention, v int) (voice, bool) {
	e := v
	for e > 0 && (r.lang.Verbs.Auxiliary[ts[e-1].lower] || r.lang.adverb(ts[e-1])) {
		e--
	}
	if e == 0 || !ts[e-1].word || r.lang.Pronouns.Person[ts[e-1].lower] {
		return voice{}, false
	}
	who, ok := r.before(c, s, ts, ms, v)
	return who, ok && !who.body
}

// sharedSubject finds the person whose second or third verb stands at v: "Ida Holm abre a pasta, tira
// uma folha e lê".
func (r *reading) sharedSubject(ts []token, ms []mention, v int) (mention, bool) {
	l := r.lang
	if v < 2 || !l.HeadFirst || !l.Conjunctions[ts[v-1].lower] {
		return mention{}, false
	}
	for i := len(ms) - 1; i >= 0; i-- {
		m := ms[i]
		if begins := m.from == 0 || m.from == 1 && l.Articles[ts[0].lower]; m.to >= v || !begins && !r.clauseBegins(ts, m) || l.inCase(ts[m.from]) {
			continue
		}
		if _, known := r.people.named(m.name, nil); known || m.shown {
			return m, true
		}
	}
	return mention{}, false
}

// beginner finds the person whom a clause begins with, where nothing but a few words stand before
// the verb at v: "Мер Йон Вік у Telegram каже". In languages that leave the subject out, what
// stands behind a verb is as often whom it is about.
func (r *reading) beginner(ts []token, ms []mention, v int) (mention, bool) {
	const longest = 6 // words between
	l := r.lang
	if !l.DropsSubject || len(ms) == 0 {
		return mention{}, false
	}
	m := ms[0]
	if m.from > 1 || !m.full || m.role == "" || m.to >= v || v-m.to > longest || m.from == 1 && !l.Articles[ts[0].lower] || l.inCase(ts[m.from]) {
		return mention{}, false
	}
	for _, t := range ts[m.to:v] {
		if !t.word && closing[t.text] == "" || l.reports(t) || l.Conjunctions[t.lower] { // a medium's name may stand in marks
			return mention{}, false
		}
	}
	return m, true
}

// alone tells whether the verb at v has nobody near it who could be its subject:
// what stands before it is no name, and it ends its clause.
func (r *reading) alone(ts []token, v int) bool {
	l := r.lang
	for k := v - 1; k >= 0 && ts[k].word; k-- {
		if ts[k].capital && k > 0 && l.outlets[ts[k].lower] == nil && !l.MediaPrefixes[ts[k].lower] && (k < 2 || l.outlets[plainTokens(ts[k-1:k+1])] == nil) || l.isRole(ts[k].lower) {
			return false
		}
	}
	k := v + 1
	for k < len(ts) && ts[k].word && (l.Verbs.Auxiliary[ts[k].lower] || l.phraseAt(ts, k, l.Between, 3) > 0 || l.adverb(ts[k])) {
		k += max(1, l.phraseAt(ts, k, l.Between, 3))
	}
	return k >= len(ts) || !ts[k].word || l.FunctionWords[ts[k].lower]
}

// affiliated finds a person whose office stands between the name and the verb
// before e: "Ida Holm of the port authority said", "Holm is quoted by X as saying".
func (r *reading) affiliated(ts []token, ms []mention, e int) (mention, bool) {
	l := r.lang
	const longest = 10
	for _, m := range ms {
		if m.after >= e || e-m.after > longest || !m.full && !m.shown && !r.people.hasLast(m.name) || ts[m.after-1].possessive {
			continue
		}
		if !l.Affiliations[ts[m.after].lower] && !l.Verbs.Auxiliary[ts[m.after].lower] {
			continue
		}
		outlet, plainly := false, true
		for k := m.after; k < e; k++ {
			if _, _, ok := l.outletAt(ts, k); ok {
				outlet = true
			}
			plainly = plainly && ts[k].word && !l.reports(ts[k]) && !l.Pronouns.Person[ts[k].lower]
		}
		if plainly && (outlet || l.Affiliations[ts[m.after].lower]) {
			return m, true
		}
	}
	return mention{}, false
}

// mentioned makes a speaker of a name.
func (r *reading) mentioned(c *cast, s string, ts []token, m mention) (voice, bool) {
	if !m.full && r.lang.isRole(plain(m.name)) { // "The PM said"
		return r.byRole(c, s, ts, m.at, m.after)
	}
	if full, ok := r.people.named(m.name, c.named); ok {
		rule, sure := "speaker-by-name", 0.95
		if !m.full {
			rule, sure = "speaker-by-surname", 0.9
			if lastWord(full) != m.name {
				rule, sure = "speaker-by-misspelt-surname", 0.7
			}
			// The text has the full name in another case alone: the last name as it
			// stands here is the person's.
			if m.says && r.people.firstForm[full] == "" && len(r.lang.Endings.Case) > 0 && lastWord(full) != m.name && r.lang.sameWord(lastWord(full), m.name) {
				v := r.person(c, full, m.role, "speaker-by-surname", 0.8)
				v.Name = m.name
				return v, true
			}
		}
		return r.person(c, full, m.role, rule, sure), true
	}
	if r.lang.HeadFirst && !m.full && m.role != "" { // "мер Нордгавена", and no name
		if v, ok := r.byRole(c, s, ts, m.from, m.after); ok && v.rule != "speaker-unnamed" {
			return v, true
		}
	}
	v := voice{Speaker: coverage.Speaker{Name: m.name, Role: m.role}, rule: "speaker-as-written", confidence: 0.6}
	v.body = !m.full && !m.shown
	return v, true
}

// person makes a speaker of a full name, with the role that this post gives, else
// the one that the text gives first.
func (r *reading) person(c *cast, full, role, rule string, sure float64) voice {
	if known := c.roles[full]; role == "" || known != "" && r.lang.within(role, known) { // the fuller one of this post
		role = known
	}
	if role == "" {
		if known := r.people.role[full]; len(known) > 0 {
			role = known[0]
		}
	}
	return voice{Speaker: coverage.Speaker{Name: full, Role: role}, rule: rule, confidence: sure}
}

// byRole finds who a role stands for: the phrase from..end, "the Fjordish
// president". One whom the text does not name is named by the role.
func (r *reading) byRole(c *cast, s string, ts []token, from, end int) (voice, bool) {
	l := r.lang
	role := text(s, ts[from:end])
	start := from
	definite := len(l.Articles) == 0
	if from > 0 && (l.Articles[ts[from-1].lower] || l.Definite[ts[from-1].lower]) {
		start, definite = from-1, l.Definite[ts[from-1].lower]
	}
	owned := false
	for _, t := range ts[from:end] {
		owned = owned || t.possessive || l.RoleLinks[t.lower]
	}
	if f := c.focus; definite && f.Role != "" && l.roleWithin(role, f.Role) {
		return voice{Speaker: f, rule: "speaker-by-role", confidence: 0.85}, true
	}
	if definite || owned {
		for i := len(c.named) - 1; i >= 0; i-- {
			name := c.named[i]
			for _, known := range append([]string{c.roles[name]}, r.people.role[name]...) {
				if known != "" && l.roleWithin(role, known) {
					return r.person(c, name, "", "speaker-by-role", 0.85), true
				}
			}
		}
	}
	if f := c.focus; definite && !owned && f.Name != "" && c.has(f.Name) && c.roles[f.Name] == "" && len(r.people.role[f.Name]) == 0 {
		c.roles[f.Name] = role
		return r.person(c, f.Name, role, "speaker-by-role", 0.8), true
	}
	if definite && !owned {
		if name, ok := r.people.withRole(role); ok {
			return r.person(c, name, "", "speaker-by-role", 0.65), true
		}
	}
	if f := c.focus; definite && named(f) && r.sameNoun(ts[from:end], f.Role) { // of one who is a Fjord Party MP: "the MP for Fjordby"
		return voice{Speaker: f, rule: "speaker-by-role", confidence: 0.7}, true
	}
	// Who has been named is called by what else they are: "the councillor".
	if f := c.focus; definite && named(f) && !l.inCase(ts[from]) && !l.othersProxy(ts[from:end], f.Role) && (!owned && end-from <= 2 || f.Role == "" && l.leads(ts[from:end])) {
		if f.Role == "" {
			f.Role = role
		}
		return voice{Speaker: f, rule: "speaker-by-other-role", confidence: 0.55}, true
	}
	return voice{Speaker: coverage.Speaker{Name: text(s, ts[start:end]), Role: role}, rule: "speaker-unnamed", confidence: 0.8}, true
}

// sameNoun tells whether a role that is bound to something and another that is not are of one kind.
func (r *reading) sameNoun(ts []token, role string) bool {
	l := r.lang
	k := slices.IndexFunc(ts, func(t token) bool { return l.RoleLinks[t.lower] })
	if l.HeadFirst || k < 1 || role == "" || l.Proxies[ts[k-1].lower] {
		return false
	}
	known := l.tokens(role)
	return known[len(known)-1].lower == ts[k-1].lower
}

// othersProxy tells whether words are the role of one who speaks for somebody, where the person
// in focus has another role: "the spokesman" is not the mayor.
func (l *language) othersProxy(ts []token, role string) bool {
	head := ts[len(ts)-1]
	if l.HeadFirst {
		head = ts[0]
	}
	return role != "" && l.Proxies[head.lower] && !slices.ContainsFunc(strings.Fields(plain(role)), func(w string) bool { return l.Proxies[w] })
}

// leads tells whether a role that is bound to something may be that of the person in
// focus: "the leader of the union", but neither a spokesman's nor one with a possessive.
func (l *language) leads(ts []token) bool {
	linked := false
	for _, t := range ts {
		if t.possessive || l.Proxies[t.lower] || len(l.Endings.Case) > 0 && l.Proxies[l.stem(t.lower)] {
			return false
		}
		linked = linked || l.RoleLinks[t.lower]
	}
	return linked || len(l.Articles) == 0
}

// named tells whether a speaker has a name, and is not called by the role alone.
func named(s coverage.Speaker) bool {
	return s.Name != "" && (s.Role == "" || !strings.Contains(plain(s.Name), plain(s.Role)))
}

// body reads an office that speaks: the words before e that name it.
func (r *reading) body(s string, ts []token, e int) (voice, bool) {
	l := r.lang
	const longest = 8
	from := e
	named, office := false, false
	for from > 0 && e-from < longest {
		t := ts[from-1]
		if !t.word || l.reports(t) || l.Pronouns.First[t.lower] {
			break
		}
		if l.Articles[t.lower] {
			break
		}
		switch {
		case l.isBody(t.lower):
			office = true
			named = named || t.capital
		case t.capital && (!l.FunctionWords[t.lower] || isAcronym(t.text)), t.possessive:
			named = true
		case isNumber(t.text) && from > 1 && ts[from-2].capital: // "No 10"
		case l.RoleLinks[t.lower] && from > 1 && ts[from-2].word && from < e, l.RoleModifiers[t.lower]:
		default:
			return voice{}, false
		}
		from--
	}
	if from == e || !office && !named {
		return voice{}, false
	}
	name := text(s, ts[from:e])
	return voice{Speaker: coverage.Speaker{Name: name}, rule: "speaker-office", confidence: 0.7, body: true}, true
}

// withRole gives the one person of the text who has a role, if there is one: just this, else one
// that holds it, as "the minister" may be the transport minister.
func (p *people) withRole(role string) (string, bool) {
	l := p.lang
	var just, holding []string
	if l.Regal[plain(role)] { // "the queen"
		for name := range p.full {
			if firstWord(plain(name)) == plain(role) {
				just = append(just, name)
			}
		}
	}
	for _, name := range p.holders[l.roleKey(role)] {
		if !slices.ContainsFunc(p.role[name], func(known string) bool { return l.roleWithin(role, known) }) {
			continue
		}
		holding = append(holding, name)
		if slices.ContainsFunc(p.role[name], func(known string) bool { return l.within(role, known) && l.within(known, role) }) {
			just = append(just, name)
		}
	}
	switch {
	case len(just) == 1:
		return just[0], true
	case len(holding) == 1:
		return holding[0], true
	}
	return "", false
}
