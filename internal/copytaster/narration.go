package copytaster

import "strings"

// narrates weighs whether a paragraph after a quotation is the writer's again
// (above zero) or still the speaker's.
func (r *reading) narrates(c *cast, v voice, s string, ts []token) float64 {
	l := r.lang
	score := 0.0
	add := func(ok bool, weight float64) {
		if ok {
			score += weight
		}
	}
	if l.questionLabel(s) != notAsked || l.Continues.Labels[label(s)] || l.isCredit(s) || hasAddress(s) {
		return 5
	}
	if _, minute := l.minuteMark(s); minute && s[0] <= '9' { // "90+4 min Holm goes down."
		return 5
	}
	first, second, demands := 0, 0, false
	outside := unquoted(ts)
	for _, t := range outside {
		add(l.contracted(t.lower), -1)
		if l.saysWe(t) {
			first++
		}
		if l.Pronouns.Second[t.lower] {
			second++
		}
		demands = demands || l.Demands[t.lower]
	}
	add(l.speaksOfPage(outside), 7) // and such phrases say "we" and "you"
	add(demands, -1)
	add(first > 0, -3)
	add(second > 0, -1)
	whole := beginsQuoted(s)
	add(whole, -2)
	add(!whole && r.lang.Dashes && beginsWithDash(s), -2)
	add(!whole && len(outside) < len(ts), 2)
	add(l.Pronouns.Person[firstWordOf(ts)] && first == 0 && !whole, 1)
	add(len(r.citations(s, ts)) > 0, 3)
	add(l.Believed.startsWith(s), 3)
	add(l.Resumes.startsWith(s), 2)
	add(l.Opens.Strong.startsWith(s) && first == 0, 2.5)
	if len(outside) > 0 {
		w := plain(outside[0].text)
		add(l.Continues.First[w] && l.Endings.Participle.end(w), 2)
		add(l.Conjunctions[w], -1)
		add(l.Pronouns.Group[w], -1)
	}
	add(v.Role != "" && r.beginsWithRole(v.Role, s, ts), 3)
	add(l.setsApart(outside), 3)
	sentences := r.sentences(ts)
	for i, sentence := range sentences {
		if len(sentence) == 0 {
			continue
		}
		ms := r.mentions(s, sentence)
		for k, t := range sentence {
			if !l.reports(t) || inQuotes(outside, t) {
				continue
			}
			if who, ok := r.before(c, s, sentence, ms, k); ok && !l.Pronouns.First[plain(who.Name)] {
				if i == 0 || i == len(sentences)-1 {
					add(true, 3)
				} else {
					add(true, 1)
				}
				break
			}
		}
		for _, m := range ms {
			add(v.Name != "" && !v.body && l.sameWord(lastWord(v.Name), m.surname()), 3)
			add(m.full && m.shown, 1)
		}
		for k := 1; k < len(sentence); k++ {
			_, day := l.Weekdays[sentence[k].lower]
			add(day && sentence[k].capital && i == 0, 1)
		}
	}
	add(l.refers(s), 2)
	add(ends(s) == ':', 2)
	add(ends(s) == '?' || ends(s) == '!', -1)
	capitals := false
	for _, sentence := range sentences {
		for k := 1; k < len(sentence); k++ {
			capitals = capitals || sentence[k].capital && !l.Pronouns.First[sentence[k].lower]
		}
	}
	add(!capitals, -1)
	return score
}

// setsApart tells whether a verb of speech stands alone between commas: "A resposta, diz, chegou em
// março." A writer says so of somebody.
func (l *language) setsApart(ts []token) bool {
	for k := 1; l.DropsSubject && k+1 < len(ts); k++ {
		if l.reports(ts[k]) && ts[k-1].text == "," && ts[k+1].text == "," {
			return true
		}
	}
	return false
}

// beginsWithRole tells whether a paragraph is about who has a role: "The
// spokesperson declined …".
func (r *reading) beginsWithRole(role, s string, ts []token) bool {
	l := r.lang
	if len(ts) == 0 || !l.Definite[ts[0].lower] {
		return false
	}
	for k := 1; k < len(ts) && k < 8 && ts[k].word; k++ {
		if l.isRole(ts[k].lower) && !ts[k].possessive && (k+1 == len(ts) || !l.isRole(ts[k+1].lower)) {
			return l.within(text(s, ts[l.rolePhrase(ts, k+1):k+1]), role)
		}
	}
	return false
}

// saysWe tells whether a word says "I" or "we".
func (l *language) saysWe(t token) bool {
	return l.Pronouns.First[t.lower] && !isAcronym(t.text) || l.Endings.First.end(t.lower) && !t.capital && !l.FunctionWords[t.lower]
}

// contracted tells whether a word is of spoken language: "don't", "we're".
func (l *language) contracted(w string) bool {
	i := strings.IndexByte(w, '\'')
	return i > 0 && i < len(w)-1 && l.Endings.Contraction.end(w)
}

// isAcronym tells "US" from "us".
func isAcronym(s string) bool { return len(s) > 1 && s == strings.ToUpper(s) }

// inQuotes tells whether a token is not among those outside quotation marks.
func inQuotes(outside []token, t token) bool {
	lo, hi := 0, len(outside)
	for lo < hi {
		mid := (lo + hi) / 2
		if outside[mid].start < t.start {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo == len(outside) || outside[lo].start != t.start
}
