package copytaster

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/stoppress/stoppress/internal/coverage"
)

// byline is who a line of names says has written.
type byline struct {
	by     []coverage.Contributor
	around []string // the page's words around the names
}

// inNoName are characters that no line of names has.
var inNoName = charsetOf(".:;!?“”\"()0123456789#@")

// byline reads a line that is names and no more, or that says what they are or where:
// "Ida Holm", "By Ida Holm and Jon Vik", "By Ida Holm, harbour correspondent", "Ida Holm (now)".
func (l *language) byline(s string) (byline, bool) {
	const longestBy, shortestName = 3, 2 // words
	var b byline
	if len(s) > 160 || !strings.ContainsFunc(s, unicode.IsSpace) {
		return byline{}, false
	}
	led := false
	if before, names, ok := strings.Cut(s, ":"); ok && l.Furniture.By[plain(before)] { // "Text: Ida Holm"
		b.around, s, led = append(b.around, before+":"), strings.TrimSpace(names), true
	}
	if inNoName.in(s) {
		var notes []string
		s, notes = withoutNotes(s)
		b.around = append(b.around, notes...)
		if inNoName.in(s) {
			return byline{}, false
		}
	}
	fields := strings.Fields(s)
	for n := min(longestBy, len(fields)-shortestName); n > 0 && !led; n-- { // "By", "Analysis by"
		if led = l.Furniture.By[plain(strings.Join(fields[:n], " "))]; led {
			b.around, fields = append(b.around, fields[:n]...), fields[n:]
		}
	}
	role := ""
	if led {
		fields, role = l.roleBehind(fields)
		b.around = append(b.around, strings.Fields(role)...)
	}
	place := l.placeAfter(fields)
	if place > 0 {
		if !led && (l.HeadFirst || !l.Verbs.From[plain(fields[0])]) { // "De Ida Holm à Jon Vik" is no place
			return byline{}, false
		}
		b.around, fields = append(b.around, fields[place:]...), fields[:place]
	}
	if len(fields) > 2 && l.Verbs.From[plain(fields[0])] {
		if n := l.mediumOwns(fields[1:]); n > 0 { // "From the Fjord Times' Ida Holm"
			b.around, fields = append(b.around, fields[:1+n]...), fields[1+n:]
		} else if place > 0 { // "From Ida Holm in Fjord City"
			b.around, fields = append(b.around, fields[0]), fields[1:]
		}
	}
	var name []string
	for i, f := range fields {
		if l.joinsNames(f) {
			b.around = append(b.around, f)
			continue
		}
		word, comma := strings.CutSuffix(f, ",")
		if name = append(name, word); !comma && i+1 < len(fields) && !l.joinsNames(fields[i+1]) {
			continue
		}
		switch last := i+1 == len(fields); {
		case last && len(b.by) > 0 && l.outlets[plain(strings.Join(name, " "))] != nil:
			if l.outlets[plain(strings.Join(name, " "))].agency { // "Ida Holm and Reuters"
				b.by = append(b.by, coverage.Contributor{Name: strings.Join(name, " ")})
			} else { // "Ida Holm, CNN"
				b.around = append(b.around, name...)
			}
		case last && led && len(b.by) > 0 && len(name) < shortestName && strings.HasSuffix(fields[i-1], ","): // "By Ida Holm, Northport"
			b.around = append(b.around, word)
		case len(name) < shortestName || len(name) > 5 || !l.personName(name):
			return byline{}, false
		default:
			b.by = append(b.by, coverage.Contributor{Name: strings.Join(name, " "), Role: role})
		}
		name = nil
	}
	if len(b.by) == 0 || len(name) > 0 {
		return byline{}, false
	}
	return b, true
}

// joinsNames tells whether a word or a mark stands between two names.
func (l *language) joinsNames(f string) bool {
	return len(f) == 1 && strings.Contains("/|&", f) || f == "•" || f == "·" || l.Joins[plain(f)]
}

// withoutNotes takes what stands in brackets behind a name, in small letters, from a line:
// "Ida Holm (now) and Jon Vik (earlier)".
func withoutNotes(s string) (rest string, notes []string) {
	const longest = 24 // bytes
	for {
		open := strings.IndexByte(s, '(')
		if open < 1 {
			return s, notes
		}
		n := strings.IndexByte(s[open:], ')')
		if n < 2 || n > longest || s[open:open+n] != strings.ToLower(s[open:open+n]) || !hasWords(s[open:open+n]) {
			return s, notes
		}
		notes = append(notes, s[open:open+n+1])
		s = strings.TrimSpace(s[:open]) + s[open+n+1:]
	}
}

// roleBehind parts names from what they are: "Ida Holm, harbour correspondent".
func (l *language) roleBehind(fields []string) (names []string, role string) {
	for i := len(fields) - 2; i > 0; i-- {
		if !strings.HasSuffix(fields[i], ",") {
			continue
		}
		behind := fields[i+1:]
		if !l.isRole(plain(behind[0])) && !l.isRole(plain(behind[len(behind)-1])) {
			return fields, ""
		}
		names = append([]string{}, fields[:i+1]...)
		names[i] = strings.TrimSuffix(names[i], ",")
		return names, strings.Join(behind, " ")
	}
	return fields, ""
}

// mediumOwns gives how many words at the beginning are a medium that somebody writes for: "the
// Fjord Times'".
func (l *language) mediumOwns(fields []string) int {
	from := 0
	if l.Articles[plain(fields[0])] {
		from++
	}
	for k := from; k < from+3 && k < len(fields)-1; k++ {
		medium, ok := l.withoutPossessive(strings.Join(fields[from:k+1], " "))
		if !ok {
			medium, ok = strings.CutSuffix(strings.TrimRight(medium, "’'"), "s")
			medium += "s"
		}
		if ok && l.outlets[plain(medium)] != nil {
			return k + 1
		}
	}
	return 0
}

// placeAfter gives where a line of names says where they are: "(Ida Holm) in Fjord City", or 0.
func (l *language) placeAfter(fields []string) int {
	const names, longest = 2, 5 // words
	if len(fields) <= names+1 {
		return 0
	}
	if r, _ := utf8.DecodeRuneInString(fields[len(fields)-1]); !unicode.IsUpper(r) {
		return 0
	}
	for i := len(fields) - 2; i >= names && i >= len(fields)-longest; i-- {
		if l.Opens.Places[plain(fields[i])] {
			return i
		}
	}
	return 0
}

// personName tells whether words have the form of a person's name.
func (l *language) personName(name []string) bool {
	for i, w := range name {
		p := plain(w)
		r, _ := utf8.DecodeRuneInString(w)
		if l.NameParticles[p] && i > 0 && i < len(name)-1 {
			continue
		}
		if strings.ToUpper(string(r)) != string(r) || strings.ToLower(string(r)) == string(r) {
			return false
		}
		if strings.ContainsAny(w, "/|") || l.NotNames[p] || l.FunctionWords[p] || l.isBody(p) || l.isRole(p) || l.Furniture.By[p] || l.hasPossessive(w) {
			return false
		}
		if w == strings.ToUpper(w) && utf8.RuneCountInString(w) > 3 {
			return false
		}
	}
	return l.outlets[plain(strings.Join(name, " "))] == nil
}
