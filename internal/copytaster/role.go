package copytaster

import (
	"slices"
	"strings"
)

// roleBefore reads the role that stands before a name: from the noun of the role
// leftwards over what modifies it. at is where the name
// begins.
func (l *language) roleBefore(s string, ts []token, at int) (int, string) {
	if l.HeadFirst {
		return l.phraseBefore(s, ts, at)
	}
	end := l.withoutHonorifics(ts, at)
	comma := end > 0 && ts[end-1].text == ","
	if comma { // "the mayor, Ida Holm, said"
		end = withoutBrackets(ts, end-1) // "the head of the Health Board (HB), Ida Holm, said"
		if !l.closes(ts, at) {
			return at, ""
		}
	}
	if end = l.withoutHonorifics(ts, end); end == 0 || ts[end-1].possessive || !ts[end-1].word {
		return at, ""
	}
	if l.isRole(ts[end-1].lower) {
		from := l.rolePhrase(ts, end)
		return from, text(s, ts[from:end])
	}
	if from, ok := l.affiliatedRole(ts, end); comma && ok && (at > end+1 || at+1 < len(ts) && ts[at+1].capital) { // "the union's leader in the north, Ida Holm,"
		return from, text(s, ts[from:end])
	}
	if from, ok := l.linkedRole(ts, end); ok && (comma || !ts[end-1].capital) && !l.FunctionWords[ts[end-1].lower] {
		return from, text(s, ts[from:end])
	}
	return at, ""
}

// withoutHonorifics gives where the words before end end that are no honorifics.
func (l *language) withoutHonorifics(ts []token, end int) int {
	for end > 0 && (l.Honorifics[ts[end-1].lower] && !l.isRole(ts[end-1].lower) || ts[end-1].text == "." && end > 1 && l.Honorifics[ts[end-2].lower]) {
		end--
	}
	return end
}

// closes tells whether a name that began at i is closed by a comma or a verb.
func (l *language) closes(ts []token, i int) bool {
	for i < len(ts) && (ts[i].capital || l.NameParticles[ts[i].lower]) {
		i++
	}
	i = pastBrackets(ts, i)
	if i == len(ts) {
		return l.HeadFirst
	}
	return (ts[i].text == "," || l.says(ts, i) || l.HeadFirst && !ts[i].word)
}

// rolePhrase gives where the phrase begins whose last word is the role before end.
func (l *language) rolePhrase(ts []token, end int) int {
	const longest = 12
	from := end - 1
	owned := false // by an office: "the Chamber of Trade and Industry's director"
	for from > 0 && end-from < longest {
		t := ts[from-1]
		owned = owned || t.possessive && t.capital
		switch {
		case owned && from > 1 && ts[from].capital && ts[from-2].capital && (l.RoleLinks[t.lower] || l.Conjunctions[t.lower] && from > 3 && l.RoleLinks[ts[from-3].lower] && ts[from-4].capital):
		case !t.word, l.Articles[t.lower]:
			return from
		case l.RoleModifiers[t.lower] || l.isRole(t.lower) || t.possessive:
		case from == end-1 && from > 1 && t.word && !t.capital && !isNumber(t.text) && ts[from-2].capital && !l.FunctionWords[t.lower] && !l.reports(t) && !l.adverb(t) && !l.Verbs.Perfect[t.lower] && !l.opening(ts, from-2): // "Fjord Wealth division director"
		case t.capital && !l.FunctionWords[t.lower] && !l.opening(ts, from-1):
		case isNumber(t.text) && from > 1 && ts[from-2].capital: // "No 10 spokesperson"
			from--
		case l.RoleLinks[t.lower] && from > 1 && l.isRole(ts[from-2].lower) && !ts[from-2].possessive:
		case l.Conjunctions[t.lower] && from > 1 && from < end-1 && l.RoleModifiers[ts[from-2].lower] && l.RoleModifiers[ts[from].lower]: // "defence and security editor"
		default:
			return from
		}
		from--
	}
	return from
}

// linkedRole finds a role with what it is bound to ("secretary of state", "head of
// the dockers' union") that ends before end. It gives where the phrase begins.
func (l *language) linkedRole(ts []token, end int) (int, bool) {
	const longest = 8
	for k := end - 2; k > 0 && k > end-longest; k-- {
		t := ts[k]
		if !t.word || l.reports(t) && !l.isRole(t.lower) {
			return 0, false
		}
		if l.RoleLinks[t.lower] && l.isRole(ts[k-1].lower) && !ts[k-1].possessive {
			return l.rolePhrase(ts, k), true
		}
	}
	return 0, false
}

// affiliatedRole is linkedRole for a role with where it is held: "leader in the upper house".
func (l *language) affiliatedRole(ts []token, end int) (int, bool) {
	const longest = 6
	for k := end - 2; k > 0 && k > end-longest; k-- {
		t := ts[k]
		if !t.word || l.reports(t) || l.Verbs.Auxiliary[t.lower] {
			return 0, false
		}
		if l.Affiliations[t.lower] && l.isRole(ts[k-1].lower) && !ts[k-1].possessive {
			return l.rolePhrase(ts, k), true
		}
	}
	return 0, false
}

// roleAfter reads a role in apposition: ", the mayor," or ", chief of the port,".
func (l *language) roleAfter(s string, ts []token, i int) (string, int) {
	if i >= len(ts) || ts[i].text != "," {
		return "", i
	}
	from := i + 1
	if from < len(ts) && l.Pronouns.Who[ts[from].lower] { // "who stars as his wife"
		return "", i
	}
	owned := from < len(ts) && l.Pronouns.Owner[ts[from].lower]
	if from < len(ts) && (l.Articles[ts[from].lower] || l.FunctionWords[ts[from].lower]) { // "the", "its"
		from++
	}
	if l.HeadFirst && !l.NounCapitals && from > i+1 && from < len(ts) && ts[from].capital && l.isBody(ts[from].lower) && !l.isRole(ts[from].lower) { // "Ida Holm, da Associação dos Moradores": an office
		return "", i
	}
	if from < len(ts) && l.HeadFirst && l.Endings.Age.end(ts[from].lower) { // "Йон Вік, 54-річний докер"
		from++
	}
	const longest, said = 14, 18 // words of the role, and of what else is said
	hasRole := false
	end := 0 // of the role, where more is said of it: "the analyst who", "the analyst we quoted"
	for k := from; k < len(ts) && (k < from+longest || end > 0 && k < end+said); k++ {
		t := ts[k]
		if n := quotedName(ts, k); n > 0 && hasRole && l.HeadFirst { // "керівниця фонду «Маяк»"
			k += n - 1
			continue
		}
		if hasRole && end == 0 && (l.Pronouns.Who[t.lower] || l.Pronouns.First[t.lower]) && !isAcronym(t.text) {
			end = k
		}
		if hasRole && t.capital && l.isRole(ts[k-1].lower) && l.namesWhoSays(ts, k) { // "Ida Holm, the mayor Jon Vik said"
			return "", i
		}
		if t.text == "," || !t.word && endsSentence(t.text) || t.text == ":" || hasRole && l.says(ts, k) && !l.isRole(t.lower) {
			if !hasRole || k == from || owned && t.word { // "Jon Vik, his spokesman said"
				return "", i
			}
			to := k
			if t.text == "," {
				to++
			}
			if end == 0 {
				end = l.roleEnds(ts, from, k)
			}
			return text(s, ts[from:end]), to
		}
		if !t.word && t.text != "(" && t.text != ")" && t.text != "&" || l.reports(t) && !hasRole || l.Verbs.Auxiliary[t.lower] && k == from {
			return "", i
		}
		if l.isRole(t.lower) && !t.possessive {
			hasRole = true
		}
	}
	return "", i
}

// namesWhoSays tells whether a full name that begins at i is followed by a verb of speech.
func (l *language) namesWhoSays(ts []token, i int) bool {
	n := i
	for n < len(ts) && (ts[n].capital || l.NameParticles[ts[n].lower]) {
		n++
	}
	return n > i+1 && l.says(ts, n)
}

// roleEnds gives where a role that stands from..to leaves off what it is, in languages that put the
// noun first: "boulanger dans le quartier", "médecin depuis trente ans".
func (l *language) roleEnds(ts []token, from, to int) int {
	if !l.HeadFirst {
		return to
	}
	for k := from + 1; k < to; k++ {
		w := ts[k].lower
		if l.FunctionWords[w] && !l.RoleLinks[w] && !l.Articles[w] && !l.Conjunctions[w] && !ts[k].capital {
			return k
		}
	}
	return to
}

// reports tells whether a word is a reporting verb. "States" within a sentence is a
// name.
func (l *language) reports(t token) bool { return !t.capital && l.Verbs.Report[t.lower] }

// saysAt is reports for the word at i, which may begin a sentence where a verb alone says who:
// "Pediu ainda à população …:". A word for something said is no verb there: "Nota da empresa:".
func (l *language) saysAt(ts []token, i int) bool {
	return l.reports(ts[i]) || i == 0 && l.DropsSubject && l.Verbs.Report[ts[0].lower] && !l.Verbs.Speech[ts[0].lower] && !l.isRole(ts[0].lower)
}

// roleWithin is within for roles: "Minister" is in "Verkehrsminister".
func (l *language) roleWithin(a, b string) bool {
	if l.within(a, b) {
		return true
	}
	if !l.NounCapitals {
		first, second, two := strings.Cut(plain(b), "-") // "професорка-фольклористка"
		return two && l.HeadFirst && !strings.Contains(first, " ") && l.isRole(first) && l.isRole(firstWord(second)) && l.within(a, first)
	}
	known := strings.Fields(plain(b))
	for _, w := range strings.Fields(plain(a)) {
		const shortest = 4
		stem := l.stem(w)
		if len(stem) < shortest || !slices.ContainsFunc(known, func(k string) bool { return strings.HasSuffix(l.stem(k), stem) }) {
			return false
		}
	}
	return true
}

// within tells whether each word of a is in b, in any of its forms.
func (l *language) within(a, b string) bool {
	have := map[string]bool{}
	for _, w := range strings.Fields(plain(b)) {
		have[l.stem(w)] = true
	}
	for _, w := range strings.Fields(plain(a)) {
		if !have[l.stem(w)] {
			return false
		}
	}
	return true
}

// roleKey is what two ways to write a role share: its noun, which is the last word
// or, where the language puts that first, the first that is one.
func (l *language) roleKey(role string) string {
	if l.HeadFirst {
		for _, w := range strings.Fields(plain(role)) {
			if l.isRole(w) {
				return l.stem(w)
			}
		}
	}
	words := strings.Fields(plain(role))
	for k := 1; k < len(words); k++ {
		if l.RoleLinks[words[k]] && l.isRole(words[k-1]) { // "minister for finance"
			return l.stem(words[k-1])
		}
	}
	return l.stem(plain(lastWord(strings.TrimSpace(role))))
}
