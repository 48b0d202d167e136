package copytaster

import (
	"slices"
	"strings"

	"github.com/stoppress/stoppress/internal/coverage"
)

// cast is who a post has spoken of so far.
type cast struct {
	named      []string           // full names, in the order of the post
	introduced map[string]bool    // those that the post has named in full
	roles      map[string]string  // full name → the role given in this post
	focus      coverage.Speaker   // whom the last paragraph was about
	group      coverage.Speaker   // who "they" are: several that the last paragraph was about
	told       map[string]hearing // speaker → whom they speak to in this post
	medium     string             // that the post has cited last
	office     string             // that has spoken last in it
	actor      coverage.Speaker   // who is likely a person, where only "he" or "she" below shows it
}

func newCast() *cast { return &cast{introduced: map[string]bool{}, roles: map[string]string{}} }

// meant is who "he" or "she" is.
func (c *cast) meant() (voice, bool) {
	if c.focus.Name == "" {
		return voice{Speaker: c.actor, rule: "speaker-by-pronoun", confidence: 0.55}, c.actor.Name != ""
	}
	return voice{Speaker: c.focus, rule: "speaker-by-pronoun", confidence: 0.75}, true
}

func (c *cast) has(name string) bool {
	for _, n := range c.named {
		if n == name {
			return true
		}
	}
	return false
}

// add notes a person. The list is short: the newest stay.
func (c *cast) add(name, role string) {
	const most = 40
	if !c.has(name) {
		if len(c.named) == most {
			c.named = c.named[1:]
		}
		c.named = append(c.named, name)
	}
	if role != "" && c.roles[name] == "" {
		c.roles[name] = role
	}
}

// hearing is whom somebody speaks to, and in which paragraph of a post.
type hearing struct {
	medium    string
	paragraph int
}

// tellsTo notes the medium that whoever a paragraph is about speaks to.
func (r *reading) tellsTo(d *draft, s string, ts []token) {
	c := d.cast
	for _, cite := range r.citations(s, ts) {
		if cite.spoken && c.focus.Name != "" && !r.lang.within(cite.source.Name, c.focus.Name) {
			if c.told == nil {
				c.told = map[string]hearing{}
			}
			c.told[c.focus.Name] = hearing{cite.source.Name, d.paragraphs}
		}
	}
}

// toldTo gives the medium that somebody was speaking to a few paragraphs above, for words that
// came by no other way.
func (d *draft) toldTo(name, channel string) string {
	const furthest = 3 // paragraphs
	heard, ok := d.cast.told[name]
	if !ok || channel != "" || d.paragraphs-heard.paragraph > furthest {
		return ""
	}
	d.cast.told[name] = hearing{heard.medium, d.paragraphs} // it goes on
	return heard.medium
}

// hear takes a paragraph of narration into the cast and turns the focus to whom
// it is about.
func (r *reading) hear(c *cast, s string, ts []token) {
	ms := r.mentions(s, ts)
	for _, m := range ms {
		if full, ok := r.people.named(m.name, c.named); ok && (m.full && r.people.full[m.name] || !m.full) {
			c.add(full, m.role)
			if m.full {
				c.introduced[full] = true
			}
		}
	}
	found := false
	role := "" // of whom the sentence before is about, and does not name
	sentences := r.sentences(ts)
	for i, sentence := range sentences {
		own := r.mentions(s, sentence)
		if name, ok := r.office(s, sentence); ok && !r.lang.HeadFirst {
			c.office = name
		}
		if v, ok := r.whoIsAsked(c, s, sentence, own); ok && i == len(sentences)-1 {
			c.focus = v.Speaker
			continue
		}
		v, ok := r.subject(c, s, sentence, own)
		if !ok && !found && i > 0 && r.lang.HeadFirst && r.lang.Pronouns.Person[firstWordOf(sentence)] { // "Її представляє Йон Вік. Він каже …"
			v, ok = r.onlyOne(c, s, ts, ms)
		}
		if ok {
			if role != "" && v.Role == "" && r.people.full[v.Name] { // "Le directeur s'explique. Ida Holm affirme …"
				v.Role = role
				c.add(v.Name, role)
			}
			c.focus, found = v.Speaker, true
			if m, one := onlyHolder(own); one && (v.rule == "speaker-unnamed" || v.rule == "speaker-by-other-role") && r.lang.HeadFirst && m.from > 0 && r.lang.Pronouns.Owner[sentence[m.from-1].lower] { // "Le propriétaire a dépêché sa directrice, Ida Holm. Elle …"
				c.focus = r.person(c, m.name, m.role, "", 0).Speaker
			}
		} else if m, ok := onlyHolder(own); ok && !r.lang.Pronouns.Owner[firstWordOf(sentence)] { // "“Nonsense” is the gist of a note from Ida Holm, the mayor. She points …"
			c.focus = r.person(c, m.name, m.role, "", 0).Speaker
		}
		if role = ""; ok && v.rule == "speaker-unnamed" && (r.lang.Definite[firstWordOf(sentence)] || r.lang.NounCapitals && r.lang.Definite[firstWord(v.Name)]) { // "Am Abend hat sich der Werksleiter geäußert. Ida Holm sprach …"
			role = v.Role
		}
	}
	if c.focus.Name == "" {
		c.focus = r.protagonist(c, ts, ms)
	}
	c.group = r.several(s, ts)
	i := slices.IndexFunc(ms, func(m mention) bool { return m.full && r.mayAct(ts, m) })
	if i < 0 && r.lang.DropsSubject { // "Por la tarde Ida Holm cerró el acto"
		i = slices.IndexFunc(ms, func(m mention) bool { return m.full && r.lang.acts(ts, m.after) })
	}
	if i >= 0 {
		c.actor = coverage.Speaker{Name: ms[i].name, Role: ms[i].role}
	}
}

// onlyHolder gives the one person that a sentence names, in full and with a role.
func onlyHolder(ms []mention) (m mention, ok bool) {
	for _, x := range ms {
		if !x.full {
			continue
		}
		if ok || x.role == "" {
			return m, false
		}
		m, ok = x, true
	}
	return m, ok
}

// onlyOne gives the person whom a paragraph names in full, where it names one.
func (r *reading) onlyOne(c *cast, s string, ts []token, ms []mention) (voice, bool) {
	one := -1
	for i, m := range ms {
		if !m.full || !r.people.full[m.name] && !r.lang.hasFirstName(m.name) {
			continue
		}
		if one >= 0 {
			return voice{}, false
		}
		one = i
	}
	if one < 0 {
		return voice{}, false
	}
	return r.mentioned(c, s, ts, ms[one])
}

// several gives those who do something in a paragraph, named by what they are: "officials at the
// Northport Health Trust issued".
func (r *reading) several(s string, ts []token) coverage.Speaker {
	const longest = 9
	l := r.lang
	if l.HeadFirst {
		return coverage.Speaker{}
	}
	for k, t := range ts {
		if !l.isRole(t.lower) || !l.Endings.Plural.end(t.lower) || t.possessive || k > 0 && ts[k-1].word && !l.RoleModifiers[ts[k-1].lower] && !ts[k-1].capital {
			continue
		}
		end := k + 1
		if end < len(ts) && l.Affiliations[ts[end].lower] {
			for end < len(ts) && end < k+longest && ts[end].word && !l.reports(ts[end]) && !l.Verbs.Open[ts[end].lower] {
				end++
			}
		}
		if end < len(ts) && (l.reports(ts[end]) || l.Verbs.Open[ts[end].lower]) {
			name := text(s, ts[l.rolePhrase(ts, k+1):end])
			return coverage.Speaker{Name: name, Role: name}
		}
	}
	return coverage.Speaker{}
}

// mayAct tells whether a name stands where whoever does something is named: at the
// beginning of a sentence, behind a comma, or with a role.
func (r *reading) mayAct(ts []token, m mention) bool {
	if ts[m.after-1].possessive {
		return false
	}
	return m.role != "" || m.from == 0 || strings.Contains(".!?,", ts[m.from-1].text) && !ts[m.from-1].word
}

// protagonist is whom a paragraph is likely about where no verb of speech tells: the
// first whom it names in full, and not after a preposition ("a visit by Ida Holm").
func (r *reading) protagonist(c *cast, ts []token, ms []mention) coverage.Speaker {
	l := r.lang
	for _, m := range ms {
		if !m.full || !r.people.full[m.name] || ts[m.after-1].possessive {
			continue
		}
		if from := m.from; from > 0 && ts[from-1].word {
			if l.Articles[ts[from-1].lower] {
				from--
			}
			if from > 0 && ts[from-1].word && (l.FunctionWords[ts[from-1].lower] || l.RoleLinks[ts[from-1].lower] || l.NameParticles[ts[from-1].lower]) {
				continue
			}
		}
		return r.person(c, m.name, m.role, "", 0).Speaker
	}
	return coverage.Speaker{}
}

// subject gives who or what a sentence is about: whoever stands before its first
// verb of speech, or at its beginning.
func (r *reading) subject(c *cast, s string, ts []token, ms []mention) (voice, bool) {
	if len(ts) > 3 && ts[1].text == ":" { // "UPDATE: A spokesman …"
		ts = ts[2:]
		ms = r.mentions(s, ts)
	}
	if !r.lang.HeadFirst && r.lang.Pronouns.Person[firstWordOf(ts)] { // "She quotes what the mayor said"
		return voice{Speaker: c.focus, rule: "speaker-by-pronoun", confidence: 0.75}, c.focus.Name != ""
	}
	for i := range ts {
		if r.lang.reports(ts[i]) {
			v, ok := r.beside(c, s, ts, ms, i)
			if ok && v.body && v.Name != strings.ToLower(v.Name) {
				c.office = v.Name
			}
			if ok && !v.body {
				if v.rule == "speaker-by-pronoun" && len(ms) > 0 && ms[0].from == 0 && !ts[ms[0].after-1].possessive { // "Holm has been on the radio, where she said"
					if full, ok := r.people.named(ms[0].name, c.named); ok {
						return r.person(c, full, ms[0].role, "subject", 0.7), true
					}
				}
				if len(ms) > 0 && ms[0].from <= 1 && ms[0].role != "" && ms[0].to < i && !r.lang.sameWord(lastWord(v.Name), ms[0].surname()) && r.lang.insideClause(ts[ms[0].to:i]) {
					return r.mentioned(c, s, ts, ms[0])
				}
				return v, true
			}
		}
	}
	if r.lang.HeadFirst && r.lang.accordingAt(ts, len(ts)) {
		if v, ok := r.according(c, s, ts, ms); ok && !v.body {
			return v, true
		}
	}
	if len(ts) > 1 && r.lang.Pronouns.Owner[ts[0].lower] && r.lang.Proxies[ts[1].lower] { // "Her mother, Ida Holm, was born there": it is still about her
		return voice{}, false
	}
	for _, m := range ms {
		if m.from <= 4 && !ts[m.after-1].possessive && !(r.lang.HeadFirst && r.lang.isOutlet(ts, m)) {
			if full, ok := r.people.named(m.name, c.named); ok {
				return r.person(c, full, m.role, "subject", 0.7), true
			}
			if m.role != "" && m.from <= 1 { // "Fjord Rovers captain Ida was …": one who goes by one name
				return r.mentioned(c, s, ts, m)
			}
		}
	}
	for _, m := range ms {
		if !r.clauseBegins(ts, m) {
			continue
		}
		if full, ok := r.people.named(m.name, c.named); ok && r.people.full[full] {
			return r.person(c, full, m.role, "subject", 0.6), true
		}
	}
	// "The harbour's new director led the talks": the role, and no name.
	if r.lang.HeadFirst {
		ps := r.lang.phrases(ts)
		if len(ps) > 0 && ps[0].from <= 2 && !ps[0].body && ps[0].end < len(ts) && ts[ps[0].end].text == "," { // "O candidato derrotado, o vereador Jon Vik, telefonou"
			for _, m := range ms {
				if from := m.from - ps[0].end; from > 0 && from <= 2 && m.full && m.role != "" {
					return r.mentioned(c, s, ts, m)
				}
			}
		}
		for i, p := range ps {
			if !p.body && (i == 0 && p.from <= 2 && !r.lang.inCase(ts[p.head]) || r.lang.actsBehindComma(ts, p)) {
				return r.byPhrase(c, s, ts, p)
			}
		}
		return voice{}, false
	}
	for k := 1; k < len(ts) && k < 8 && r.lang.Articles[ts[0].lower]; k++ {
		if r.lang.isRole(ts[k].lower) && !ts[k].possessive && (k+1 == len(ts) || !r.lang.isRole(ts[k+1].lower) && !ts[k+1].capital) {
			return r.byRole(c, s, ts, r.lang.rolePhrase(ts, k+1), r.linkedTo(ts, k+1))
		}
	}
	return voice{}, false
}

// clauseBegins tells whether a clause within a sentence begins with a name that does something: "When
// the vote was over, Holm read the note", "it is dark and Holm has left".
func (r *reading) clauseBegins(ts []token, m mention) bool {
	l := r.lang
	k := m.from
	if l.HeadFirst && k > 2 && m.role != "" && l.Articles[ts[k-1].lower] && ts[k-2].text == "," { // "Ouvido pela TSF, o vereador Jon Vik não poupou"
		k--
	}
	n := pastBrackets(ts, m.after)
	if k < m.from && n+1 < len(ts) && ts[m.at-1].text == "," && ts[n].text == "," { // "o capitão, Jon Vik, não poupou"
		n++
	}
	if k < 2 || n >= len(ts) || ts[m.after-1].possessive {
		return false
	}
	next := ts[n]
	if ts[k-1].text == "," {
		return next.word && !next.capital && (!l.FunctionWords[next.lower] || l.isVerb(next))
	}
	return l.Conjunctions[ts[k-1].lower] && !ts[k-2].capital && l.Verbs.Perfect[next.lower]
}

// actsBehindComma tells whether a phrase is the subject of a sentence that begins with something
// else: "À l'issue du vote, la maire a refusé".
func (l *language) actsBehindComma(ts []token, p phrase) bool {
	if p.from < 2 || !l.Definite[ts[p.from-1].lower] || ts[p.from-2].text != "," || p.end >= len(ts) {
		return false
	}
	t := ts[p.end]
	return l.isVerb(t) || t.word && !t.capital && !l.FunctionWords[t.lower]
}

// insideClause tells whether words lead into a clause that depends on another: "…, where the
// host asked".
func (l *language) insideClause(ts []token) bool {
	for k := 1; k < len(ts); k++ {
		if w := ts[k].lower; ts[k-1].text == "," && l.FunctionWords[w] && !l.Articles[w] && !l.Conjunctions[w] && !l.Pronouns.Person[w] && !l.Pronouns.Group[w] {
			return true
		}
	}
	return false
}

// linkedTo gives the end of a role whose noun ends at i, with what it is bound to:
// "a spokesman for the council".
func (r *reading) linkedTo(ts []token, i int) int {
	l := r.lang
	const longest = 7
	if i >= len(ts) || !l.RoleLinks[ts[i].lower] {
		return i
	}
	for k := i + 1; k < len(ts) && k < i+longest; k++ {
		if !ts[k].word || l.reports(ts[k]) || l.Verbs.Auxiliary[ts[k].lower] || l.Verbs.Perfect[ts[k].lower] {
			return k
		}
	}
	return i
}
