package copytaster

import (
	"slices"
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
	const longestBy, shortestName = 5, 2 // words
	var b byline
	if len(s) > 160 || !strings.ContainsFunc(s, unicode.IsSpace) {
		return byline{}, false
	}
	led := false
	if inNoName.in(s) {
		label, rest, labelled := strings.Cut(s, ":")
		if led = labelled && l.Furniture.By[plain(label)]; led { // "Interview: Ida Holm"
			b.around, s = append(b.around, label+":"), strings.TrimSpace(rest)
		}
		var shifts []string
		if s, shifts = l.withoutShifts(s); inNoName.in(s) {
			return byline{}, false
		}
		b.around = append(b.around, shifts...)
	}
	fields := strings.Fields(s)
	for n := min(longestBy, len(fields)-shortestName); n > 0 && !led; n-- { // "By", "Analysis by"
		if led = l.Furniture.By[plain(strings.Join(fields[:n], " "))]; led {
			b.around, fields = append(b.around, fields[:n]...), fields[n:]
		}
	}
	if len(fields) < shortestName {
		return byline{}, false
	}
	role := ""
	if led {
		fields, role = l.roleBehind(fields)
	} else {
		var where []string
		fields, role, where = l.writerBehind(fields)
		b.around = append(b.around, where...)
	}
	b.around = append(b.around, strings.Fields(role)...)
	from := l.Verbs.From[plain(fields[0])]
	placed := !led && from && !l.HeadFirst // "From Ida Holm in Fjord City", but "De Ida Holm à Jon Vik" is no place
	if from && len(fields) > shortestName {
		if n := l.mediumOwns(fields[1:]); n > 0 { // "From the Fjord Times' Ida Holm"
			b.around, fields = append(b.around, fields[:1+n]...), fields[1+n:]
		} else if placed && slices.ContainsFunc(fields, func(f string) bool { return l.Opens.Places[plain(f)] && !l.Verbs.From[plain(f)] }) {
			b.around, fields = append(b.around, fields[0]), fields[1:]
		}
	}
	placed = placed || led
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
		if place := l.placeAfter(name); place > 0 && placed { // "Ida Holm in Fjord City"
			b.around, name = append(b.around, name[place:]...), name[:place]
		}
		switch last := i+1 == len(fields); {
		case last && len(b.by) > 0 && (l.outlets[plain(name[0])] != nil || l.outlets[plain(strings.Join(name, " "))] != nil):
			if m := l.outlets[plain(strings.Join(name, " "))]; m != nil && m.agency { // "Ida Holm and Reuters"
				b.by = append(b.by, coverage.Contributor{Name: strings.Join(name, " ")})
			} else { // "Ida Holm, BBC Verify"
				b.around = append(b.around, name...)
			}
		case last && placed && len(b.by) > 0 && len(name) < shortestName && strings.HasSuffix(fields[i-1], ","): // "By Ida Holm, Northport"
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

// withoutShifts takes from a line of names when each has written, or where: "Ida Holm (now) and Jon
// Vik (in Northport)".
func (l *language) withoutShifts(s string) (rest string, shifts []string) {
	const longest = 24 // bytes
	for {
		open := strings.IndexByte(s, '(')
		if open < 1 {
			return s, shifts
		}
		n := strings.IndexByte(s[open:], ')')
		if n < 2 || n > longest || !l.Furniture.Shifts[plain(s[open+1:open+n])] && !l.Opens.Places[firstWord(s[open+1:])] {
			return s, shifts
		}
		shifts = append(shifts, s[open:open+n+1])
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

// writerBehind parts a name from what somebody does for a paper, and from where: "Ida Holm Harbour
// correspondent", "Ida Holm, harbour correspondent, in Northport".
func (l *language) writerBehind(fields []string) (names []string, role string, where []string) {
	const shortest = 2 // words of a name
	for i := len(fields) - 1; i > shortest; i-- {
		if l.Opens.Places[plain(fields[i])] && strings.HasSuffix(fields[i-1], ",") {
			fields, where = append(append([]string{}, fields[:i-1]...), strings.TrimSuffix(fields[i-1], ",")), fields[i:]
			break
		}
	}
	last := len(fields) - 1
	if last > shortest && l.Furniture.Writers[plain(fields[shortest]+" "+fields[shortest+1])] { // "Ida Holm Reporting from Northport"
		return fields[:shortest], strings.Join(fields[shortest:], " "), where
	}
	if last < shortest || !l.Furniture.Writers[plain(fields[last])] || fields[last] != strings.ToLower(fields[last]) {
		return fields, "", where
	}
	for i := last - 1; i > 0; i-- {
		if strings.HasSuffix(fields[i], ",") {
			names = append([]string{}, fields[:i+1]...)
			names[i] = strings.TrimSuffix(names[i], ",")
			return names, strings.Join(fields[i+1:], " "), where
		}
	}
	return fields[:shortest], strings.Join(fields[shortest:], " "), where
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
		if ok && (l.outlets[plain(medium)] != nil || k == from && isAcronym(medium)) {
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
