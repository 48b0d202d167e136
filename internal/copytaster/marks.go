package copytaster

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// closing gives for each mark that opens a quotation those that may close it. The
// same mark opens in one language and closes in another, so what closes is told by
// what has opened.
var closing = map[string]string{
	"“": "”“", "\"": "\"", "„": "“”\"", "«": "»", "»": "«»", "”": "”", "‹": "›", "「": "」", "『": "』", "״": "״", "＂": "＂", "《": "》",
}

// directions are marks of the direction of writing, which pages put around lines.
const directions = "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"

// dash are the marks that speech may stand between.
var dash = charsetOf("-–—―")

var direction = charsetOf(directions)

// openers are the marks of closing, for the beginning of a paragraph.
const openers = "“\"«„»‹「『״＂《"

var opener = charsetOf(openers)

// marksIn gives for each token whether it is within quotation marks, and for the
// marks themselves whether they open (1) or close (-1). open is the mark that is
// still open at the end.
func marksIn(ts []token) (in []bool, mark []int, open string) {
	in, mark = make([]bool, len(ts)), make([]int, len(ts))
	within, even := 0, balanced(ts) // names in the same marks: «У «Маяку» темно»
	for i, t := range ts {
		switch {
		case open == "«" && t.text == "«" && even:
			within++
			in[i] = true
		case within > 0 && t.text == "»":
			within--
			in[i] = true
		case t.word || t.text == "״" && i > 0 && i+1 < len(ts) && ts[i-1].end == t.start && ts[i+1].start == t.end: // within a word of Hebrew
			in[i] = open != ""
		case open != "" && strings.Contains(closing[open], t.text) && !(open == "“" && t.text == "“" && i+1 < len(ts) && ts[i+1].start == t.end):
			open, mark[i] = "", -1
		case open == "" && closing[t.text] != "" && i+1 < len(ts):
			open, mark[i] = t.text, 1
		default:
			in[i] = open != ""
		}
	}
	return in, mark, open
}

// balanced tells whether as many of the marks « and » open as close.
func balanced(ts []token) bool {
	n := 0
	for _, t := range ts {
		switch t.text {
		case "«":
			n++
		case "»":
			n--
		}
	}
	return n == 0
}

// unquoted leaves out the tokens within double quotation marks, and the marks.
func unquoted(ts []token) []token {
	in, mark, _ := marksIn(ts)
	out := make([]token, 0, len(ts))
	for i, t := range ts {
		if !in[i] && mark[i] == 0 {
			out = append(out, t)
		}
	}
	return out
}

// beginsQuoted tells whether a text begins with an opening quotation mark.
func beginsQuoted(s string) bool {
	if s == "" || s[0] < utf8.RuneSelf {
		return s != "" && s[0] == '"'
	}
	s = strings.TrimLeft(s, directions)
	r, _ := utf8.DecodeRuneInString(s)
	return strings.ContainsRune(openers, r)
}

// beginsWithDash tells whether a text begins with the dash of somebody's words.
func beginsWithDash(s string) bool {
	r, n := utf8.DecodeRuneInString(s)
	return (r == '—' || r == '–' || r == '―') && hasWords(s[n:])
}

// closed tells whether a paragraph ends with a closing quotation mark.
func closed(s string) bool {
	t := strings.TrimRight(s, ".,;!?…"+directions)
	r, n := utf8.DecodeLastRuneInString(t)
	return len(t) > n && strings.ContainsRune("”\"»“«」』›״＂", r)
}

// untilClosed gives how many paragraphs after the i-th the mark that it begins with
// stays open, where they do not open it again: a quotation of many paragraphs with
// one mark at each end. 0 where it is not so.
func untilClosed(lines []pageLine, i int) int {
	const longest = 12
	if i >= len(lines) || !beginsQuoted(lines[i].text) {
		return 0
	}
	first, _ := utf8.DecodeRuneInString(lines[i].text)
	if first == '"' {
		return 0
	}
	ends := closing[string(first)]
	if strings.ContainsAny(lines[i].text[utf8.RuneLen(first):], ends) {
		return 0
	}
	for j := i + 1; j < len(lines) && j <= i+longest && !lines[j].cut && !lines[j].opens; j++ {
		s := lines[j].text
		if beginsQuoted(s) {
			return 0
		}
		if strings.ContainsAny(s, ends) {
			if closed(s) {
				return j - i
			}
			return 0
		}
	}
	return 0
}

// closedBelow gives in which paragraph after the i-th the mark closes that it begins with
// and leaves open, and where the words after it begin there, where no paragraph between
// opens it again; 0 where there is none.
func closedBelow(lines []pageLine, i int) (at, rest int) {
	const longest = 8
	first, n := utf8.DecodeRuneInString(lines[i].text)
	ends := closing[string(first)]
	if first == '"' || ends == "" || strings.ContainsAny(lines[i].text[n:], ends) {
		return 0, 0
	}
	for j := i + 1; j < len(lines) && j <= i+longest && !lines[j].cut && !lines[j].opens; j++ {
		s := lines[j].text
		if beginsQuoted(s) {
			return 0, 0
		}
		if k := strings.IndexAny(s, ends); k >= 0 {
			_, n := utf8.DecodeRuneInString(s[k:])
			return j, k + n
		}
	}
	return 0, 0
}

// letters counts the letters and digits of tokens.
func letters(ts []token) int {
	n := 0
	for _, t := range ts {
		for _, r := range t.text {
			if unicode.IsLetter(r) || unicode.IsNumber(r) {
				n++
			}
		}
	}
	return n
}
