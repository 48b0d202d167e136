package copytaster

import (
	"slices"
	"strings"
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
	quoted := 0
	for i := range ts {
		if in[i] {
			quoted++
			sp.inside += letters(ts[i : i+1])
		}
	}
	const most, nearly = 0.5, 0.65 // of the letters
	mostly := float64(sp.inside) >= most*float64(sp.all)
	from := 0
	if !beginsQuoted(s) {
		switch {
		case first <= 0:
			return spoken{}, false
		case first < longestLead && (ts[first-1].text == ":" || ts[first-1].text == "," && first > 1 && l.reports(ts[first-2])) && len(l.sentences(ts[:first-1])) == 1:
		case mostly && ts[first-1].text == "," && l.HeadFirst && l.accordingAt(ts, first) && len(l.sentences(ts[:first])) == 1: // Segundo Ida Holm, “…
		case mostly && l.reports(ts[first-1]) && len(l.sentences(ts[:first])) == 1: // Holm replies “…
		case mostly && ts[first-1].text == "," && l.phraseAt(ts, 0, l.According.Before, 4) > 0 && len(l.sentences(ts[:first])) == 1: // Selon Holm, “…
		case mostly && (ts[first-1].text == ":" || endsSentence(ts[first-1].text)):
			all := l.sentences(ts[:first])
			sp.before, from = all[len(all)-1], first
			for _, sentence := range all[:len(all)-1] {
				sp.earlier += len(sentence)
			}
		case float64(sp.inside) >= nearly*float64(sp.all) && breaks(ts, mark): // It is “a scandal, and we will not pay for it,” Holm said.
		default:
			return spoken{}, false
		}
	} else if !mostly && !sentenceClosed(ts, mark) { // “Irresponsible” is what Holm called it
		return spoken{}, false
	}
	named := l.namesInMarks(ts, mark, first)
	for i, t := range ts[from:] {
		if !in[from+i] || named[from+i] {
			if sp.outside == nil {
				sp.outside = make([]token, 0, len(ts)-quoted)
			}
			sp.outside = append(sp.outside, t)
		}
	}
	if l.Dashes && !slices.ContainsFunc(sp.outside, l.reports) { // «…, – додав він. – …»
		if inner, ok := dialogue(l, ts); ok {
			return inner, true
		}
	}
	if l.Dashes && !hasWord(sp.outside) {
		if inner, ok := incise(l, ts); ok {
			return inner, true
		}
	}
	return sp, quoted >= 2
}

// accordingAt tells whether the words before i begin with those that tell who says so: "segundo".
func (l *language) accordingAt(ts []token, i int) bool {
	const longest = 4
	return l.phraseAt(ts[:i], 0, l.According.Before, longest) > 0
}

// namesInMarks finds the words within marks that are a name beside a quotation, right behind
// what is so named: “…,” said the director of the company “Fjord”.
func (l *language) namesInMarks(ts []token, mark []int, first int) map[int]bool {
	var out map[int]bool
	for i := first + 1; i+1 < len(ts); i++ {
		if mark[i] != 1 || !ts[i-1].word || l.reports(ts[i-1]) {
			continue
		}
		n := quotedName(ts, i)
		medium := n > 0 && l.mediumIn(ts, i+1, i+n-1) // “…,” sagte sie der „Rundschau“
		if n == 0 || l.FunctionWords[ts[i-1].lower] && !medium || !medium && !ts[i-1].office && !isAcronym(ts[i-1].text) && !l.describing[ts[i-1].lower] {
			continue
		}
		for k := i; k < i+n; k++ {
			if out == nil {
				out = map[int]bool{}
			}
			out[k] = true
		}
	}
	return out
}

// mediumIn tells whether the tokens from i to end are the name of a medium.
func (l *language) mediumIn(ts []token, i, end int) bool {
	_, to, ok := l.outletAt(ts[:end], i)
	return ok && to == end
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

// breaks tells whether a quotation within is closed as one of whole sentences is, or another
// sentence of it follows: “…,” she said, and “…”. “…”
func breaks(ts []token, mark []int) bool {
	for i := 1; i < len(ts); i++ {
		if mark[i] < 0 && (strings.Contains(",.!?…", ts[i-1].text) || i+2 < len(ts) && ts[i+1].text == "." && mark[i+2] > 0) {
			return true
		}
	}
	return false
}

// dashes tells whether a paragraph begins with the dash of somebody's words, and not of an item:
// no room follows it.
func (l *language) dashes(s string) bool {
	_, _, item := bullet(s)
	return l.Dashes && !item && beginsWithDash(s)
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

// dashAt tells whether a dash stands at i: a long one, or a hyphen with room on a side: "-ha
// dicho-".
func dashAt(ts []token, i int) bool {
	switch ts[i].text {
	case "—", "–", "―":
		return true
	case "-":
		return i > 0 && i+1 < len(ts) && (ts[i-1].end < ts[i].start || ts[i].end < ts[i+1].start)
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
		for end < len(ts) && !l.resumesWords(ts, k, end) && (ts[end].text != "." || l.Honorifics[ts[end-1].lower]) && ts[end].text != "»" && closing[ts[end].text] == "" {
			end++
		}
		sp := spoken{all: letters(ts), outside: ts[i+1 : end]}
		sp.inside = sp.all - letters(sp.outside)
		return sp, true
	}
	return spoken{}, false
}

// resumesWords tells whether the comma at i, behind a verb at v and a name, ends what says who
// speaks: no role follows it.
func (l *language) resumesWords(ts []token, v, i int) bool {
	if ts[i].text != "," || i < v+2 || i+2 >= len(ts) {
		return false
	}
	next := i + 1
	for l.Articles[ts[next].lower] && next+1 < len(ts) {
		next++
	}
	return !l.isRole(ts[next].lower) && !l.RoleModifiers[ts[next].lower] && !isNumber(ts[next].text)
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

// tells tells whether something beside the quotation may say whose it is.
func (sp spoken) tells() bool { return hasWord(sp.outside) || hasWord(sp.before) }

func hasWord(ts []token) bool {
	for _, t := range ts {
		if t.word {
			return true
		}
	}
	return false
}
