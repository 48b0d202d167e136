package copytaster

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// firstForms leaves of names that are forms of one the one that speaks, else the
// shortest, and gives for each of the other forms the one it is of.
func (l *language) firstForms(names []string, speaks func(name string) bool) (first []string, forms map[string]string) {
	forms = map[string]string{}
	if len(l.Endings.Case) == 0 {
		return names, forms
	}
	place := map[string]int{} // stems → place in first
	keys := make([]string, len(names))
	for k, name := range names {
		var key strings.Builder
		for _, w := range strings.Fields(plain(name)) {
			key.WriteString(l.stem(w) + " ")
		}
		keys[k] = key.String()
		i, ok := place[keys[k]]
		switch {
		case !ok:
			place[keys[k]] = len(first)
			first = append(first, name)
		case speaks(name) && !speaks(first[i]), speaks(name) == speaks(first[i]) && len(name) < len(first[i]):
			first[i] = name
		}
	}
	for k, name := range names {
		if f := first[place[keys[k]]]; f != name {
			forms[name] = f
		}
	}
	return first, forms
}

// firstForm gives a name that the text has in another case alone in the form of a subject, or
// "": "Василини Гольм" is Василина Гольм. subject is its last name as the text has it where it is
// who says something, or "".
func (l *language) firstForm(name, subject string) string {
	words := strings.Fields(name)
	if len(words) != 2 {
		return ""
	}
	given := plain(words[0])
	if l.FirstNames.Men[given] || l.FirstNames.Women[given] {
		return ""
	}
	last := []rune(plain(words[1]))
	undeclined := !strings.ContainsRune("аеєиіїйоуюяь", last[len(last)-1]) || strings.HasSuffix(words[1], "ко")
	man, woman := l.men[l.stem(given)], l.women[l.stem(given)]
	switch {
	case woman != "" && (strings.HasSuffix(given, "а") || strings.HasSuffix(given, "я")) && (man == "" || undeclined): // another such name
		return ""
	case woman != "" && (man == "" || undeclined || subject == words[1]):
		given = woman
	case man != "" && (woman == "" || !undeclined):
		given = man
	default:
		return ""
	}
	if subject == "" && !(given == woman && undeclined) {
		return ""
	}
	if subject == "" {
		subject = words[1]
	}
	if strings.Contains(words[0], "’") {
		given = strings.ReplaceAll(given, "'", "’")
	}
	r, n := utf8.DecodeRuneInString(given)
	return string(unicode.ToUpper(r)) + given[n:] + " " + subject
}

// hasFirstName tells whether a name begins with one of the first names that the language lists.
func (l *language) hasFirstName(name string) bool {
	given, _, _ := strings.Cut(plain(name), " ")
	return l.FirstNames.Men[given] || l.FirstNames.Women[given]
}

// shown gives a name as readers see it.
func (p *people) shown(name string) string {
	if first := p.firstForm[name]; first != "" {
		return first
	}
	return name
}

// named gives the full name for a name, from those in near first.
func (p *people) named(name string, near []string) (string, bool) {
	if p.full[name] {
		return name, true
	}
	last := lastWord(name)
	if full, ok := p.inflected(name, last); ok {
		return full, true
	}
	if last != name && p.isFullName(name) { // another person of that last name, or a slip
		for i := len(near) - 1; i >= 0; i-- {
			if oneEdit(near[i], name) {
				return near[i], true
			}
		}
		return "", false
	}
	for i := len(near) - 1; i >= 0; i-- {
		if p.lang.sameWord(lastWord(near[i]), last) {
			return near[i], true
		}
	}
	if full := p.last[p.lang.stem(last)]; len(full) > 0 {
		return full[0], true
	}
	for i := len(near) - 1; i >= 0; i-- {
		if oneEdit(lastWord(near[i]), last) {
			return near[i], true
		}
	}
	if full := p.part[p.lang.stem(name)]; len(full) == 1 {
		return full[0], true
	}
	return "", false
}

// inflected gives the person of whose full name another is a form: "Іди Гольм" is
// Іда Гольм.
func (p *people) inflected(name, last string) (string, bool) {
	if len(p.lang.Endings.Case) == 0 || last == name {
		return "", false
	}
	for _, full := range p.last[p.lang.stem(last)] {
		if p.lang.within(name, full) {
			return full, true
		}
	}
	return "", false
}

// hasLast tells whether the text names somebody of that last name in full.
func (p *people) hasLast(name string) bool { return len(p.last[p.lang.stem(name)]) > 0 }

// isFullName tells whether a name has a first name: it does not begin with a
// particle, as "Van der Holm" does.
func (p *people) isFullName(name string) bool {
	first, _, _ := strings.Cut(name, " ")
	return !p.lang.NameParticles[plain(first)]
}

// oneEdit tells whether two names differ by one letter, as misspelled names do.
// Short names are other names.
func oneEdit(a, b string) bool {
	x, y := []rune(a), []rune(b)
	if len(x) > len(y) {
		x, y = y, x
	}
	if len(x) < 5 || len(y) > 40 || len(y)-len(x) > 1 {
		return false
	}
	i := 0
	for i < len(x) && x[i] == y[i] {
		i++
	}
	if i == 0 {
		return false
	}
	if len(x) == len(y) {
		return i == len(x) || string(x[i+1:]) == string(y[i+1:])
	}
	return string(x[i:]) == string(y[i+1:])
}
