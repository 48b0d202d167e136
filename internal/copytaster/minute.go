package copytaster

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// minuteMark reads the minute of a match that a paragraph begins with ("23 min:",
// "45+2 min", "90'"), or a word such as "Half-time". alone tells that the line
// holds no more than that.
func (l *language) minuteMark(s string) (alone, ok bool) {
	if s == "" || s[0] < '0' || s[0] > '9' {
		ok = l.Minute.Marks.startsWith(s)
		return ok && l.Minute.Marks[plain(strings.TrimRight(s[:min(len(s), 40)], ":!. "))], ok
	}
	p := stampParser{lang: l, atoms: atoms(s[:min(len(s), 40)])}
	if a := p.get(0); a.kind == 'd' && len(a.text) <= 3 {
		i := 1
		plus := func() {
			if p.get(i).text == "+" && p.get(i+1).kind == 'd' {
				i += 2
			}
		}
		plus()
		switch u := p.get(i); {
		case l.Minute.Units[u.lower], u.text == "'", u.text == "’", u.text == "′":
			i++
		default:
			return false, false
		}
		if p.get(i).text == "." && p.get(i+1).text == ":" {
			i++
		}
		plus()
		next := p.get(i)
		if next.text == "" {
			return len(s) <= 40, true
		}
		first, _ := utf8.DecodeRuneInString(next.text)
		switch {
		case next.text == ":" || next.text == "–" || next.text == "-" || next.text == "." || next.text == "!":
			return p.get(i+1).text == "" && len(s) <= 40, true
		case unicode.IsUpper(first), next.kind == 'p':
			return false, true
		}
		return false, false
	}
	return false, false
}
