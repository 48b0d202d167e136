package copytaster

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// token is a word or a mark of punctuation in a paragraph.
type token struct {
	text       string // as written, without a possessive ending
	lower      string // in the form that plain gives
	start, end int    // with the possessive ending
	word       bool
	capital    bool // begins with an upper-case letter
	possessive bool // ended in 's
	office     bool // where the language puts nouns first: it is one of a role or an office
}

// tokens splits a paragraph. Words keep inner hyphens, apostrophes and the dots of
// initials ("vice-president", "O’Neil", "U.S"), but for what the language hangs on
// to others: "l’agence", "dit-il".
func (l *language) tokens(s string) []token {
	return l.appendTokens(make([]token, 0, len(s)/5+1), s)
}

// appendTokens is tokens for whoever has room for them.
func (l *language) appendTokens(out []token, s string) []token {
	open := 0 // single quotation marks that are open
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		if unicode.IsSpace(r) {
			i += n
			continue
		}
		j := i + n
		if r == '#' && len(out) == 0 { // a tag before the first sentence is no word of it
			j += max(0, strings.IndexByte(s[j:], ' '))
		}
		if !inWord(r) {
			switch r {
			case '‘':
				open++
			case '’':
				open = max(0, open-1)
			case '\'':
				open = 1 - min(open, 1)
			}
			out = append(out, token{text: s[i:j], lower: s[i:j], start: i, end: j})
			i = j
			continue
		}
		for j < len(s) {
			r, n := utf8.DecodeRuneInString(s[j:])
			if inWord(r) {
				j += n
				continue
			}
			next, m := utf8.DecodeRuneInString(s[j+n:])
			if (r == '-' || r == '’' || r == '\'' || r == '.' || r == '&') && inWord(next) && (r != '.' || initials(s[i:j], next)) {
				j += n + m
				continue
			}
			break
		}
		for n := l.elided(s[i:j]); n > 0; n = l.elided(s[i:j]) {
			out = append(out, l.known(word(s, i, i+n)))
			i += n
		}
		hung := l.clitic(s[i:j])
		t := word(s, i, j-hung)
		if base, ok := l.withoutPossessive(t.text); ok {
			t.text, t.possessive = base, true
			t.lower = plain(base)
		}
		if n := l.pluralPossessive(s, j); n > 0 && open == 0 {
			t.possessive, t.end = true, j+n
			j += n
		}
		t = l.known(t)
		t.office = t.office && !(len(out) > 0 && l.participleAfter(out[len(out)-1])) // "il a accusé"
		out = append(out, t)
		if hung > 0 {
			out = append(out, l.known(word(s, j-hung+strings.LastIndexByte(s[j-hung:j], '-')+1, j)))
		}
		i = j
	}
	return out
}

// known notes what the language knows of a word.
func (l *language) known(t token) token {
	t.office = l.HeadFirst && (t.capital || !l.NounCapitals) && (l.isRole(t.lower) || l.isBody(t.lower))
	return t
}

// participleAfter tells whether a word before a participle is the verb "has".
func (l *language) participleAfter(t token) bool {
	return l.Verbs.Perfect[t.lower] && !l.Articles[t.lower]
}

// word makes a token of the word from i to j.
func word(s string, i, j int) token {
	r, _ := utf8.DecodeRuneInString(s[i:])
	return token{text: s[i:j], lower: plain(s[i:j]), start: i, end: j, word: true, capital: unicode.IsUpper(r) || unicode.IsTitle(r) || hyphened(s[i:j])}
}

// hyphened tells a name that begins with a particle: "al-Masri".
func hyphened(s string) bool {
	const longest = 4
	i := strings.IndexByte(s[:min(len(s), longest+1)], '-')
	if i < 1 || i+1 == len(s) {
		return false
	}
	r, _ := utf8.DecodeRuneInString(s[i+1:])
	return unicode.IsUpper(r)
}

// elided gives how many bytes at the beginning of a word belong to another one:
// the article of "l’agence".
func (l *language) elided(s string) int {
	if len(l.Elisions) == 0 {
		return 0
	}
	const longest = 8
	head := s[:min(len(s), longest)]
	i := 0
	for i < len(head) && head[i] != '\'' && !strings.HasPrefix(head[i:], "’") {
		i++
	}
	if i == len(head) {
		return 0
	}
	_, n := utf8.DecodeRuneInString(s[i:])
	if i+n < len(s) && l.Elisions[plain(s[:i+n])] {
		return i + n
	}
	return 0
}

// clitic gives how many bytes at the end of a word are a pronoun: "-il" of "dit-il".
func (l *language) clitic(s string) int {
	if len(l.Clitics) == 0 || strings.IndexByte(s, '-') < 0 {
		return 0
	}
	best := 0
	for _, c := range l.Clitics {
		if len(c) > best && len(c) < len(s) && strings.EqualFold(s[len(s)-len(c):], c) {
			best = len(c)
		}
	}
	return best
}

// initials tells whether a dot within a word parts initials or a number.
func initials(before string, next rune) bool {
	last, _ := utf8.DecodeLastRuneInString(before)
	if unicode.IsDigit(last) && unicode.IsDigit(next) {
		return true
	}
	i := strings.LastIndexByte(before, '.') + 1
	return utf8.RuneCountInString(before[i:]) == 1 && unicode.IsLetter(last) && unicode.IsLetter(next)
}

// pluralPossessive gives the length of the apostrophe in "dockers’ union", where a
// word ends at j.
func (l *language) pluralPossessive(s string, j int) int {
	if len(l.Endings.Possessive) == 0 || j == 0 || s[j-1] != 's' && s[j-1] != 'S' && s[j-1] != 'z' {
		return 0
	}
	for _, a := range []string{"’", "'"} {
		if rest, ok := strings.CutPrefix(s[j:], a); ok && strings.HasPrefix(rest, " ") {
			return len(a)
		}
	}
	return 0
}

func inWord(r rune) bool {
	switch {
	case r < utf8.RuneSelf:
		return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9'
	case r >= 0x0410 && r < 0x0450, r >= 0x05d0 && r < 0x05eb, r >= 0x0620 && r < 0x064b: // Cyrillic, Hebrew, Arabic
		return true
	}
	return unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsMark(r)
}

func (l *language) hasPossessive(s string) bool {
	_, ok := l.withoutPossessive(s)
	return ok
}

func (l *language) withoutPossessive(s string) (string, bool) {
	for _, e := range l.Endings.Possessive {
		if n := len(s) - len(e); n > 0 && s[n] == e[0] && strings.EqualFold(s[n:], e) {
			return s[:n], true
		}
	}
	return s, false
}

// sentences splits the tokens of a paragraph at the ends of sentences.
func (l *language) sentences(ts []token) [][]token {
	var out [][]token
	from := 0
	for i, t := range ts {
		if t.word || !strings.Contains(".!?…", t.text) {
			continue
		}
		j := i + 1
		for j < len(ts) && !ts[j].word && strings.Contains(closers, ts[j].text) && ts[j].text != "“" {
			j++
		}
		if j >= len(ts) {
			break
		}
		next := ts[j]
		starts := next.capital || !next.word && strings.Contains("“‘\"«»„(¿¡「‹＂", next.text)
		if !starts || i > 0 && t.text == "." && l.Ordinals["."] && len(ts[i-1].text) <= 2 && isNumber(ts[i-1].text) || i > 0 && t.text == "." && ts[i-1].word && (l.Abbreviations[ts[i-1].lower] || utf8.RuneCountInString(ts[i-1].text) == 1) {
			continue
		}
		out = append(out, ts[from:j])
		from = j
	}
	return append(out, ts[from:])
}

// text gives the words that tokens stand for in their paragraph.
func text(s string, ts []token) string {
	if len(ts) == 0 {
		return ""
	}
	last := ts[len(ts)-1]
	end := last.end
	if last.possessive {
		end = last.start + len(last.text)
	}
	return s[ts[0].start:end]
}

func countWords(ts []token) int {
	n := 0
	for _, t := range ts {
		if t.word {
			n++
		}
	}
	return n
}
