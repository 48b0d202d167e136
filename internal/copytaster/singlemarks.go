package copytaster

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Papers that print speech between single marks (‘We stay,’ she said) use signs that are
// apostrophes as well. Where a text does so, the marks that open and close are read as signs
// that are nothing else, and are put back in what was read.
const (
	curlyOpen, curlyClose = '‹', '›'
	straightMark          = '＂'
)

var (
	toSingle  = strings.NewReplacer(string(curlyOpen), "‘", string(curlyClose), "’", string(straightMark), "'")
	otherSign = charsetOf(string([]rune{curlyOpen, curlyClose, straightMark}))
)

// markSingles changes the single quotation marks of lines into signs of their own, where the
// text has speech between them, more often than between others. It tells whether it did.
func markSingles(lines []line) bool {
	const looked, least = 2000, 5 // lines; words that are speech
	single, other := 0, 0
	for _, ln := range lines[:min(len(lines), looked)] {
		switch s := ln.text; {
		case otherSign.in(s):
			return false
		case len(s) > maxParagraph:
		case opener.in(s):
			other++
		case mayHaveSingles(s):
			for _, p := range singles(s) {
				if len(strings.Fields(s[p.open:p.close])) >= least {
					single++
					break
				}
			}
		}
	}
	if single <= other {
		return false
	}
	for i := range lines {
		if s := lines[i].text; len(s) <= maxParagraph && mayHaveSingles(s) {
			lines[i].text = withSigns(s, singles(s))
		}
	}
	return true
}

// mayHaveSingles tells at little cost of most lines that no quotation in single marks is there.
func mayHaveSingles(s string) bool {
	return strings.Contains(s, "‘") || strings.HasPrefix(s, "'") || strings.Contains(s, " '")
}

// pair is where the marks around a quotation stand; close is the end of the text where it stays
// open.
type pair struct{ open, close int }

// singles finds the quotations in single marks of a line.
func singles(s string) []pair {
	var out []pair
	open, before := -1, ' '
	maybe := -1 // what may close it, and may as well be the apostrophe of "the dockers’ union"
	shut := func(at int) {
		out = append(out, pair{open, at})
		open, maybe = -1, -1
	}
	for i, r := range s {
		if r != '‘' && r != '’' && r != '\'' {
			before = r
			continue
		}
		after, n := utf8.DecodeRuneInString(s[i+utf8.RuneLen(r):])
		opens := r != '’' && n > 0 && !unicode.IsLetter(before) && !unicode.IsNumber(before) && !unicode.IsSpace(after) && (unicode.IsLetter(after) || unicode.IsNumber(after) || strings.ContainsRune("…[.", after))
		closes := r != '‘' && !unicode.IsSpace(before) && !unicode.IsLetter(after) && !unicode.IsNumber(after)
		switch {
		case opens && open < 0:
			open = i
		case opens:
			if maybe > 0 {
				shut(maybe)
				open = i
			}
		case closes && open >= 0 && (strings.ContainsRune(".,!?…;", before) || before != 's' || !lowerFollows(s[i+utf8.RuneLen(r):])):
			shut(i)
		case closes && open >= 0:
			maybe = i
		}
		before = r
	}
	switch {
	case open >= 0 && maybe > 0:
		shut(maybe)
	case open == 0: // it goes on in the next line
		shut(len(s))
	}
	return out
}

// lowerFollows tells whether a text goes on with a word in small letters.
func lowerFollows(s string) bool {
	r, _ := utf8.DecodeRuneInString(strings.TrimLeft(s, " "))
	return unicode.IsLower(r)
}

// withSigns gives a line with its quotations between the signs.
func withSigns(s string, pairs []pair) string {
	var b strings.Builder
	last := 0
	put := func(at int, curly rune) {
		if at >= len(s) {
			return
		}
		sign, n := curly, len("’")
		if s[at] == '\'' {
			sign, n = straightMark, 1
		}
		b.WriteString(s[last:at])
		b.WriteRune(sign)
		last = at + n
	}
	for _, p := range pairs {
		put(p.open, curlyOpen)
		put(p.close, curlyClose)
	}
	b.WriteString(s[last:])
	return b.String()
}

// putBack gives a story the single marks of its text again.
func (s *Story) putBack() {
	back := func(of ...*string) {
		for _, x := range of {
			*x = toSingle.Replace(*x)
		}
	}
	each := func(list []string) {
		for i := range list {
			back(&list[i])
		}
	}
	back(&s.Header.Title, &s.Header.Standfirst)
	each(s.Furniture)
	each(s.Warnings)
	for i := range s.Posts {
		c := &s.Posts[i].Copy
		back(&c.Title)
		for k := range c.Byline {
			back(&c.Byline[k].Name)
		}
		for k := range c.Sources {
			back(&c.Sources[k].Name)
		}
		for k := range c.Elements {
			e := &c.Elements[k]
			back(&e.HTML, &e.ReportedBy)
			each(e.Items)
			each(e.Paragraphs)
			if e.Speaker != nil {
				back(&e.Speaker.Name, &e.Speaker.Role)
			}
		}
		for k := range s.Posts[i].Decisions {
			back(&s.Posts[i].Decisions[k].Words)
		}
	}
}
