package copytaster

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/stoppress/stoppress/internal/coverage"
)

// citing is a place in a paragraph that cites an agency, a medium or an office.
type citing struct {
	source   coverage.Source
	from, to int  // its tokens
	spoken   bool // somebody spoke to it
}

// citations finds the agencies and media that a paragraph cites as the source of
// what it says. A medium that is merely mentioned is none.
func (l *language) citations(s string, ts []token) []citing {
	var out []citing
	if l.isCredit(s) {
		return nil
	}
	for i := 0; i < len(ts); i++ {
		if !ts[i].word {
			continue
		}
		m, to, ok := l.outletAt(ts, i)
		if !ok {
			if to = l.programmeAt(ts, i); to > 0 {
				out = append(out, citing{coverage.Source{Name: spelt(ts[i:to]), Kind: coverage.Other}, i, to, true})
				i = to - 1
			}
			continue
		}
		from, end := i, to
		if end+2 < len(ts) && ts[end].text == "(" && ts[end+2].text == ")" { // Agence X (AX)
			end += 3
		}
		cited, spoken := l.cited(ts, from, end)
		if !cited && end+1 < len(ts) && l.Joins[ts[end].lower] { // "the Times and the Post report"
			second := end + 1
			for second < len(ts) && l.Articles[ts[second].lower] {
				second++
			}
			if second < len(ts) {
				if _, stop, ok := l.outletAt(ts, second); ok {
					cited = l.phraseAt(ts, stop, l.Citation.After, 4) > 0
				}
			}
		}
		if n := len(out); !cited && n > 0 && l.joined(ts, out[n-1].to, from) { // "told the Times and the Post"
			cited, spoken = true, out[n-1].spoken
		}
		if cited || l.HeadFirst && m.agency && bracketed(ts, from, to) || l.isDateline(s, ts, from) {
			if to == end { // no abbreviation follows
				m.Name = l.asNamed(m, ts[from:to])
			}
			out = append(out, citing{coverage.Source{Name: m.Name, Kind: m.kind()}, from, end, spoken})
		}
		i = end - 1
	}
	return out
}

// bracketed tells whether the tokens from..to end a paragraph, in brackets: "… (EFE)". In English,
// captions end so.
func bracketed(ts []token, from, to int) bool {
	return from > 0 && ts[from-1].text == "(" && to < len(ts) && ts[to].text == ")" && (to+1 == len(ts) || to+2 == len(ts) && ts[to+1].text == ".")
}

// joined tells whether no more than "and the", or a slash, stands between the tokens from i and those at k.
func (l *language) joined(ts []token, i, k int) bool {
	if i >= k || !l.Joins[ts[i].lower] && ts[i].text != "/" {
		return false
	}
	for i++; i < k && l.Articles[ts[i].lower]; {
		i++
	}
	return i == k
}

func (m medium) kind() coverage.SourceKind {
	if m.agency {
		return coverage.Agency
	}
	return coverage.Other
}

// outletAt reads an agency or a medium whose name begins at token i.
func (l *language) outletAt(ts []token, i int) (medium, int, bool) {
	const longest = 6
	for n := min(l.longest[ts[i].lower], len(ts)-i); n > 0; n-- {
		if m := l.outlets[plainTokens(ts[i:i+n])]; m != nil && l.asWritten(m, spelt(ts[i:i+n])) {
			end := i + n
			if n == 1 && isAcronym(ts[i].text) && l.MediaPrefixes[ts[i].lower] && end < len(ts) && ts[end].capital && (end+1 == len(ts) || !ts[end+1].capital) { // "ICI Northport"
				return medium{Name: spelt(ts[i : end+1])}, end + 1, true
			}
			if !ts[end-1].possessive && end+1 < len(ts) && ts[end].capital && ts[end+1].capital && l.MediaPrefixes[ts[end].lower] { // "BBC Radio Fjord"
				for end < len(ts) && end < i+longest && ts[end].capital && !ts[end-1].possessive {
					end++
				}
				return medium{Name: spelt(ts[i:end]), agency: m.agency}, end, true
			}
			if k := l.phraseAt(ts, end, l.AgencyWords, 3); k > 0 {
				end += k
			}
			if end < len(ts) && l.HeadFirst && l.Affiliations[ts[end].lower] && !l.Citation.Told[ts[end].lower] { // a namesake: "El Heraldo de Northport"
				if k := l.titledMedium(ts, i); k > end {
					return medium{Name: spelt(ts[i:k])}, k, true
				}
			}
			return *m, end, true
		}
	}
	if k := l.phraseAt(ts, i, l.MediaNouns, 1); k > 0 && l.HeadFirst { // "радіо «Хвиля»"
		if n := quotedName(ts, i+k); n > 0 {
			return l.knownAs(ts[i+k+1 : i+k+n-1]), i + k + n, true
		}
	}
	if k := l.phraseAt(ts, i, l.AgencyWords, 3); k > 0 && l.HeadFirst { // "агентству «Хвиля»"
		if n := quotedName(ts, i+k); n > 0 {
			m := l.knownAs(ts[i+k+1 : i+k+n-1])
			m.agency = true
			return m, i + k + n, true
		}
	}
	if !ts[i].capital || l.personBehind(ts, i) {
		return medium{}, 0, false
	}
	if end := l.titledMedium(ts, i); end > 0 {
		return medium{Name: spelt(ts[i:end])}, end, true
	}
	if i > 0 && l.HeadFirst {
		if n := quotedName(ts, i-1); n > 3 && l.MediaWords[ts[i+n-3].lower] { // "пише «Північний вісник»"
			return medium{Name: spelt(ts[i : i+n-2])}, i + n - 2, true
		}
	}
	j := i
	for j < len(ts) && j < i+longest && (ts[j].capital || l.HeadFirst && !l.NounCapitals && j == i+1 && l.MediaPrefixes[ts[i].lower] && l.RoleLinks[ts[j].lower] && j+1 < len(ts) && ts[j+1].capital) && !ts[j].possessive { // "Gazeta do Norte"
		j++
	}
	if j == i || l.FunctionWords[ts[i].lower] {
		return medium{}, 0, false
	}
	if k := l.phraseAt(ts, j, l.AgencyWords, 3); k > 0 && !(l.HeadFirst && (ts[i].office || l.namedAt(ts, j+k))) { // "сказав Йон Вік агентству «Хвиля»"
		return medium{Name: spelt(ts[i:j]), agency: true}, j + k, true
	}
	if l.NounCapitals && j-i > 1 && (l.MediaNouns[ts[i].lower] || l.AgencyWords[ts[i].lower]) { // "der Sender Nordwelle"
		return medium{Name: spelt(ts[i+1 : j])}, j, true
	}
	if j-i > 1 && (l.MediaWords[ts[j-1].lower] || l.MediaPrefixes[ts[i].lower]) || l.mediumByEnd(ts[i]) && j-i == 1 {
		return medium{Name: spelt(ts[i:j])}, j, true
	}
	if i > 0 && j > i && !ts[i-1].capital && l.MediaNouns[ts[i-1].lower] { // "the state channel NTV"
		return medium{Name: spelt(ts[i:j])}, j, true
	}
	if k := l.phraseAt(ts, j, l.MediaNouns, 1); k > 0 && len(l.Endings.Owner) == 0 {
		n := j + k
		for n < len(ts) && n < j+k+longest && ts[n].capital && !ts[n].possessive {
			n++
		}
		switch {
		case n > j+k: // "the Norwegian newspaper Kystposten"
			return medium{Name: spelt(ts[j+k : n])}, n, true
		case i > 0 && l.Articles[ts[i-1].lower] && !l.Definite[ts[i-1].lower]: // "a Norwegian newspaper"
			return medium{}, 0, false
		}
		return medium{Name: spelt(ts[i:j])}, j + k, true
	}
	return medium{}, 0, false
}

// programmeAt gives where the name of a programme that begins at i ends, or 0: no list has it, but
// somebody is said to have been on it: "speaking on Harbour Breakfast".
func (l *language) programmeAt(ts []token, i int) int {
	const longest = 3
	if l.HeadFirst || i < 2 || !ts[i].capital || !l.Citation.Air[ts[i-1].lower] || !l.Citation.To[plainTokens(ts[i-2:i])] || l.isDay(ts[i]) || l.Months[ts[i].lower] > 0 {
		return 0
	}
	end := i
	for end < len(ts) && end < i+longest && ts[end].capital && !ts[end].possessive {
		end++
	}
	if end == i || end < len(ts) && l.Weekdays[ts[end].lower] > 0 {
		return 0
	}
	return end
}

// namedAt tells whether a name stands at i, in quotation marks or without.
func (l *language) namedAt(ts []token, i int) bool {
	return i < len(ts) && (ts[i].capital && !l.FunctionWords[ts[i].lower] || quotedName(ts, i) > 0)
}

// personBehind tells whether the capitals at i, behind a word for a medium, are rather a person
// who speaks to it, with a role behind the name: "comentó al diario Ida Holm, directora".
func (l *language) personBehind(ts []token, i int) bool {
	if !l.HeadFirst || i < 3 || !l.MediaNouns[ts[i-1].lower] || !l.Definite[ts[i-2].lower] || !l.reports(ts[i-3]) {
		return false
	}
	k := i
	for k < len(ts) && ts[k].capital {
		k++
	}
	if k == i+1 || k+1 >= len(ts) || ts[k].text != "," {
		return false
	}
	if k++; l.Articles[ts[k].lower] && k+1 < len(ts) {
		k++
	}
	return l.isRole(ts[k].lower)
}

// mediumByEnd tells whether a name of two words with a hyphen ends as those of media do:
// "Fjord-Kurier".
func (l *language) mediumByEnd(t token) bool {
	i := strings.LastIndexByte(t.lower, '-')
	return i > 0 && l.MediaWords[t.lower[i+1:]]
}

// titledMedium gives where the title of a paper that begins at i ends, or 0: one that has its
// article with it ("Le Courrier de l'Orle"), or stands behind what it is ("el diario El Faro").
func (l *language) titledMedium(ts []token, i int) int {
	const longest = 7
	article := l.Articles[ts[i].lower] && !l.Citation.Told[ts[i].lower]
	named := article && i+1 < len(ts) && ts[i+1].capital && l.MediaWords[ts[i+1].lower]
	if !l.HeadFirst || !named && (i == 0 || ts[i-1].capital || !l.MediaNouns[ts[i-1].lower]) {
		return 0
	}
	end := i
	for end < len(ts) && end < i+longest {
		k := end
		for article && end > i+1 && k < len(ts) && (l.RoleLinks[ts[k].lower] || l.Articles[ts[k].lower]) && !ts[k].capital {
			k++
		}
		switch {
		case k < len(ts) && ts[k].capital:
			end = k + 1
		case article && k == end && end == i+2 && k < len(ts) && ts[k].word && !l.FunctionWords[ts[k].lower] && !l.isVerb(ts[k]) && (l.Endings.After.endLonger(ts[k].lower) || l.MediaWords[ts[k].lower]): // "L'Est républicain"
			end++
		default:
			return end
		}
	}
	return end
}

// knownAs gives the medium of a name, which may be one that no list has.
func (l *language) knownAs(ts []token) medium {
	if m := l.outlets[plainTokens(ts)]; m != nil {
		return *m
	}
	return medium{Name: spelt(ts)}
}

// spelt gives words as they are written, one space between those that have any.
func spelt(ts []token) string {
	var b strings.Builder
	for i, t := range ts {
		if i > 0 && ts[i-1].end < t.start {
			b.WriteByte(' ')
		}
		b.WriteString(t.text)
	}
	return b.String()
}

// asWritten tells whether a name is spelt as one of the outlet's, capitals
// included: "times" and "pa" are other words.
func (l *language) asWritten(m *medium, name string) bool {
	for _, a := range m.spelt {
		if a == name {
			return true
		}
		const shortest = 4 // of those that may be printed in capitals
		if len(a) >= shortest && name == strings.ToUpper(a) {
			return true
		}
		if strings.Contains(a, " ") && strings.EqualFold(a, name) && name != strings.ToLower(name) {
			return true
		}
	}
	return false
}

// phraseAt gives how many tokens from i on are a phrase of the set, up to longest.
func (l *language) phraseAt(ts []token, i int, set words, longest int) int {
	if i >= len(ts) || !l.begin[ts[i].lower] {
		return 0
	}
	for n := min(longest, len(ts)-i); n > 0; n-- {
		if set[plainTokens(ts[i:i+n])] {
			return n
		}
	}
	return 0
}

// cited tells whether the words around an outlet cite it, and whether they say that somebody
// spoke to it.
func (l *language) cited(ts []token, from, to int) (cited, spoken bool) {
	if from > 0 && to < len(ts) && strings.Contains(closing[ts[from-1].text], ts[to].text) && !ts[to].word { // der „Tagesspiegel“
		from, to = from-1, to+1
	}
	i := from
	for k := 0; i > 0 && k < 4; k++ { // "the state-run news agency X"
		t := ts[i-1]
		if !t.word || !l.Articles[t.lower] && !l.describes(t) {
			break
		}
		i--
	}
	for end := i; end <= from; end++ { // "em entrevista ao (jornal X)"
		for n := 1; n <= 4 && n <= end; n++ {
			phrase := plainTokens(ts[end-n : end])
			spoken = spoken || l.Citation.To[phrase]
			cited = cited || spoken || l.Citation.Before[phrase]
		}
	}
	if cited {
		first := i < 2 || ts[i-2].text == "."                                                                                                 // "Sur Radio Fjord, Holm affirme"
		return true, spoken || (first || l.NounCapitals) && l.onAir(ts, i, from, to) || len(l.Endings.Owner) > 0 && l.toldTo(ts, i, from, to) // "sur France 2", but "розповіла Укрінформу"
	}
	if l.toldTo(ts, i, from, to) || l.onAir(ts, i, from, to) {
		return true, true
	}
	if to+1 < len(ts) && ts[to].text == "," && l.Citation.Before[ts[to+1].lower] && l.Endings.Participle.end(ts[to+1].lower) { // "Reuters, citing the mayor, says"
		return true, false
	}
	if from > 0 && to < len(ts) && ts[from-1].text == "(" && ts[to].text == ")" && l.outlets[plainTokens(ts[from:to])] != nil { // "… (Reuters)"
		return true, false
	}
	return l.phraseAt(ts, to, l.Citation.After, 4) > 0 || l.doesLater(ts, from, to) || l.reportsFor(ts, i, from, to) || l.reporterOf(ts, to), false
}

// doesLater tells whether a known outlet reports behind an aside, or behind small words: "AFP, which
// counts the boats, has since said".
func (l *language) doesLater(ts []token, from, to int) bool {
	const longest, small = 8, 2 // words
	k := to
	if k+1 < len(ts) && ts[k].text == "," && (l.Articles[ts[k+1].lower] || l.Pronouns.Who[ts[k+1].lower]) {
		for k++; k < len(ts) && k <= to+longest && ts[k].word; {
			k++
		}
		if k == len(ts) || ts[k].text != "," {
			return false
		}
		k++
	}
	for n := 0; n < small && k < len(ts) && l.Verbs.Auxiliary[ts[k].lower]; n++ {
		k++
	}
	return k > to && l.phraseAt(ts, k, l.Citation.After, 4) > 0 && l.outlets[plainTokens(ts[from:to])] != nil
}

// isSpokenTo tells whether somebody speaks to the outlet from..to.
func (l *language) isSpokenTo(ts []token, from, to int) bool {
	_, spoken := l.cited(ts, from, to)
	return spoken
}

// isOutlet tells whether a name is that of an agency or a medium.
func (l *language) isOutlet(ts []token, m mention) bool {
	_, to, ok := l.outletAt(ts, m.at)
	return ok && to >= m.after
}

// reporter gives the medium that what stands beside somebody's words names as the one they were
// said to, or reported by: "told Reuters", and "told the agency" of the one cited last.
func (r *reading) reporter(c *cast, s string, ts []token, v voice) string {
	l := r.lang
	for _, cite := range r.citations(s, ts) {
		if !l.within(cite.source.Name, v.Name) {
			return cite.source.Name
		}
	}
	if c.medium == "" || l.within(c.medium, v.Name) {
		return ""
	}
	for i, t := range ts {
		end := i + max(l.phraseAt(ts, i, l.AgencyWords, 3), l.phraseAt(ts, i, l.MediaNouns, 1))
		if end == i && !l.HeadFirst && l.describing[t.lower] { // "the agency", short for "the news agency"
			end++
		}
		if end == i || t.capital != l.NounCapitals || end < len(ts) && ts[end].capital && !l.NounCapitals || len(l.Articles) > 0 && (i == 0 || !l.Definite[ts[i-1].lower]) {
			continue
		}
		if _, spoken := l.cited(ts, i, end); spoken {
			return c.medium
		}
	}
	return ""
}

// sameOutlet tells whether two names are one, or of one outlet.
func (l *language) sameOutlet(a, b string) bool {
	x, y := plain(a), plain(b)
	return x == y || l.outlets[x] != nil && l.outlets[x] == l.outlets[y]
}

// onAir tells whether somebody speaks in a programme of the outlet from i to to: "asked about it on
// Radio Fjord, Holm said". One that has to be guessed at is no programme.
func (l *language) onAir(ts []token, i, from, to int) bool {
	const before, after = 14, 12 // words
	if i == 0 || !l.Citation.Air[ts[i-1].lower] || l.outlets[plainTokens(ts[from:to])] == nil {
		return false
	}
	for k := i - 2; k >= 0 && k > i-before && ts[k].text != "."; k-- {
		if l.reports(ts[k]) || l.Thus[ts[k].lower] && k > 0 && !ts[k-1].word { // "…, so Holm im Nordfunk"
			return true
		}
	}
	for k := to; k < len(ts) && k < to+after && ts[k].text != "."; k++ {
		if l.reports(ts[k]) {
			return true
		}
	}
	return false
}

// reportsFor tells whether a journalist of the outlet between from and to, whose article stands
// at i, reports: "Ida Holm of the Fjord Times says".
func (l *language) reportsFor(ts []token, i, from, to int) bool {
	return i > 1 && l.Affiliations[ts[i-1].lower] && ts[i-2].capital && l.outlets[plainTokens(ts[from:to])] != nil && to < len(ts) && l.reports(ts[to])
}

// reporterOf tells whether the outlet before i has a journalist who reports: "Reuters' Ida Holm
// says", "the Fjord Times's political editor writes".
func (l *language) reporterOf(ts []token, i int) bool {
	const longest = 7 // words
	if l.HeadFirst || i >= len(ts) {
		return false
	}
	if ts[i].text == "’" || ts[i].text == "'" {
		i++
	} else if !ts[i-1].possessive {
		return false
	}
	for k := i; k < len(ts) && k < i+longest && ts[k].word; k++ {
		if k > i && (l.reports(ts[k]) || l.phraseAt(ts, k, l.Citation.After, 4) > 0) {
			return ts[k-1].capital || l.isRole(ts[k-1].lower)
		}
		if !ts[k].capital && !l.isRole(ts[k].lower) && !l.RoleModifiers[ts[k].lower] && !l.Affiliations[ts[k].lower] {
			return false
		}
	}
	return false
}

// asNamed gives the name of an outlet as the text has it, where that is no abbreviation and in
// no other case: "Associated Press", but "PA" for "the PA news agency".
func (l *language) asNamed(m medium, ts []token) string {
	if l.NounCapitals && m.agency { // in its first form: "der Deutschen Presse-Agentur"
		for _, a := range m.Aliases {
			if words := l.tokens(a); len(words) == len(ts) && len(ts) > 1 && slices.EqualFunc(words, ts, func(a, b token) bool { return l.sameWord(a.lower, b.lower) }) {
				return a
			}
		}
	}
	if len(l.Endings.Owner) > 0 || l.NounCapitals || ts[len(ts)-1].possessive || slices.ContainsFunc(ts, func(t token) bool { return !t.capital }) {
		return m.Name
	}
	name := spelt(ts)
	if l.within(m.Name, name) {
		return m.Name
	}
	return name
}

// toldTo tells whether what stands before an outlet says that it was told: "a
// déclaré à", "sagte Holm der". i is where its article and description begin.
func (l *language) toldTo(ts []token, i, from, to int) bool {
	// Where nouns have cases, the case says it: "розповіла Гольм Укрінформу".
	told := len(l.Endings.Owner) > 0

	if told && to < len(ts) && l.reports(ts[to]) && l.phraseAt(ts, to, l.Citation.After, 1) == 0 { // "Про це Укрінформу розповіла Гольм"
		return true
	}
	for k := from - 1; k >= i; k-- {
		told = told || l.Citation.Told[ts[k].lower]
	}
	name := from
	if from+1 < len(ts) && !ts[from].word { // dem „Tagblatt“
		name++
	}
	if told && from-i == 1 && (i == 0 || !ts[i-1].word) && from+1 < len(ts) && (ts[name].capital || l.outlets[ts[from].lower] != nil) { // "Dem Deutschlandfunk sagte sie"
		near := 3
		if l.HeadFirst && !l.NounCapitals { // "À Rádio Maré, Ida Holm, porta-voz dos moradores, explicou"
			near = 13
		}
		for k := to; k < len(ts) && k < to+near && ts[k].text != "."; k++ {
			if l.reports(ts[k]) {
				return true
			}
		}
	}
	if told && (i+1 < from && l.describing[ts[from-1].lower] || l.NounCapitals && l.describing[ts[from].lower]) { // "sagte Holm am Freitag der Nachrichtenagentur …"
		const clause = 20
		for k := i - 1; k >= 0 && k >= i-clause && ts[k].text != "."; k-- {
			if l.reports(ts[k]) {
				return true
			}
		}
	}
	const furthest = 6
	for k := i - 1; k >= 0 && k >= i-furthest; k-- {
		w := ts[k].lower
		switch {
		case l.reports(ts[k]):
			return told && (len(l.Endings.Owner) == 0 || k < i-1 || l.hears(ts, from, to))
		case l.Citation.Told[w]:
			told = true
		case told && k > 0 && l.HeadFirst && !l.NounCapitals && (l.Articles[ts[k-1].lower] || l.Pronouns.Owner[ts[k-1].lower]): // "a raconté sa nuit à Radio Fjord"
			k--
		case told && l.HeadFirst && !l.NounCapitals && len(l.Articles) > 0 && ts[k].word && l.FunctionWords[w] && !l.Conjunctions[w]: // "a confié l'un d'eux à l'AFP"
		case !ts[k].word || !ts[k].capital && !l.Pronouns.Person[w] && !l.Pronouns.Owner[w] && !l.Articles[w] && !l.Verbs.Auxiliary[w] && !ts[k].office:
			return false
		}
	}
	return false
}

// hears tells whether an outlet right behind a verb is whom somebody speaks to, and not who says
// it, in a language that tells it by the case: "розповіла Укрінформу", "розповів BBC докер".
func (l *language) hears(ts []token, from, to int) bool {
	m := l.outlets[plainTokens(ts[from:to])]
	return m != nil && plain(m.Name) != plainTokens(ts[from:to]) || to < len(ts) && (ts[to].capital || ts[to].office)
}

// describes tells whether a word may stand between "the" and a medium's name:
// "news", "agency", "state", "Norwegian".
func (l *language) describes(t token) bool {
	return l.describing[t.lower] || l.RoleModifiers[t.lower] || t.capital && !l.FunctionWords[t.lower] || len(l.Articles) == 0 && l.Endings.Before.endLonger(t.lower)
}

// isDateline tells whether an outlet stands in the dateline of a wire story:
// "BODØ, Norway, 4 March (NTB) - ".
func (l *language) isDateline(s string, ts []token, i int) bool {
	return ts[i].start < maxDateline && l.datelineEnd(s) > ts[i].end
}

// maxDateline is how long a dateline may be, in bytes.
const maxDateline = 90

// datelineEnd gives where a paragraph's dateline ends: it begins with a place, names
// an agency in brackets, and ends with a dash. The place is in capitals, or the
// agency is one that is known. 0: there is none.
func (l *language) datelineEnd(s string) int {
	head := s[:min(len(s), maxDateline)]
	open := strings.IndexByte(head, '(')
	if open < 3 {
		return 0
	}
	n := strings.IndexByte(head[open:], ')')
	if n < 3 {
		return 0
	}
	end := open + n + 1
	rest := strings.TrimLeft(s[end:], ". \u00a0")
	for _, dash := range []string{"-", "–", "—"} {
		if !strings.HasPrefix(rest, dash) {
			continue
		}
		place, _, _ := strings.Cut(s, " ")
		place = strings.Trim(place, ",.")
		agency, _, _ := strings.Cut(s[open+1:end-1], "/")
		first, _ := utf8.DecodeRuneInString(place)
		shouted := len(place) > 1 && place == strings.ToUpper(place) && hasWords(place) && !isNumber(place)
		if m := l.outlets[plainTokens(l.tokens(agency))]; shouted || m != nil && m.agency && unicode.IsUpper(first) && !strings.ContainsAny(s[:open], ":;!?") {
			return len(s) - len(rest) + len(dash)
		}
	}
	return 0
}

func isNumber(s string) bool { return strings.Trim(s, "0123456789.,:-") == "" }
