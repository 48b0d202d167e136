package copytaster

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// line is one line of the input that holds more than white space: a paragraph.
type line struct {
	text string
	gap  int // empty lines before it
}

// splitLines gives the lines of a text, without control characters and white
// space at their ends. Bytes that are no UTF-8 become U+FFFD, so that one can see
// that something was there.
func splitLines(text string) []line {
	if !utf8.ValidString(text) {
		text = strings.ToValidUTF8(text, "\uFFFD")
	}
	text = strings.TrimPrefix(text, "\uFEFF")
	text = strings.ReplaceAll(text, "\r\n", "\n")
	out := make([]line, 0, strings.Count(text, "\n")-strings.Count(text, "\n\n")+1)
	gap := 0
	for len(text) > 0 {
		if n := ended(text); n > 0 { // two ends of lines in a row leave an empty line between
			run := len(text) - len(strings.TrimLeft(text, "\n"))
			gap += run / 2
			text = text[max(n, run):]
			continue
		}
		n := 1
		for n < len(text) && ended(text[n:]) == 0 {
			n++
		}
		if s := tidy(text[:n]); s == "" {
			gap++
		} else {
			out = append(out, line{text: s, gap: gap})
			gap = 0
		}
		text = text[n:]
	}
	return out
}

// ended gives how many bytes at the beginning of a text end a line.
func ended(s string) int {
	switch c := s[0]; {
	case c >= '\n' && c <= '\r':
		return 1
	case c == 0xC2 && strings.HasPrefix(s, "\u0085"):
		return 2
	case c == 0xE2 && (strings.HasPrefix(s, "\u2028") || strings.HasPrefix(s, "\u2029")):
		return 3
	}
	return 0
}

// tidy leaves out control characters, and white space at the ends.
func tidy(s string) string {
	for i := range len(s) {
		if c := s[i]; c < ' ' || c == 0x7F || c == 0xC2 { // with which those of two bytes begin
			s = strings.Map(func(r rune) rune {
				switch {
				case r == '\t':
					return ' '
				case unicode.IsControl(r):
					return -1
				}
				return r
			}, s)
			break
		}
	}
	return strings.TrimSpace(s)
}

// plain folds what differs between pages without meaning anything: case, kinds of
// apostrophes, kinds and numbers of spaces.
func plain(s string) string {
	if isPlain(s) {
		return s
	}
	upper, spaced, apostrophe, marked := false, false, false, false
	last := ' '
	for _, r := range s {
		switch {
		case r == ' ':
			spaced = spaced || last == ' '
		case r < utf8.RuneSelf:
			upper = upper || r >= 'A' && r <= 'Z'
			spaced = spaced || r < ' '
		case r == '’':
			apostrophe = true
		case r == '\u00a0', r == '\u0085', r >= 0x1680 && unicode.IsSpace(r):
			spaced = true
		default:
			upper = upper || !small(r) // or may be
			marked = marked || r >= 0x300 && !whole(r)
		}
		last = r
	}
	if upper {
		s = strings.ToLower(s)
	}
	if marked { // there may be letters whose marks stand apart
		s = norm.NFC.String(s)
	}
	if apostrophe {
		s = strings.ReplaceAll(s, "’", "'")
	}
	if spaced || last == ' ' {
		s = strings.Join(strings.Fields(s), " ")
	}
	return s
}

// small tells of most letters that they have no other form in lower case: small ones of
// Latin and Cyrillic, and those of scripts that have but one case.
func small(r rune) bool {
	return r >= 0xdf && r < 0x0100 || r >= 0x0430 && r < 0x0460 || r >= 0x0590 && r < 0x10a0 || r >= 0x3000 && r < 0xa640
}

// whole tells of most letters beyond Latin that their marks are in them, and of marks of
// punctuation: normalisation leaves them as they are.
func whole(r rune) bool {
	switch {
	case r < 0x0500:
		return r >= 0x0370
	case r >= 0x05d0 && r < 0x05eb, r >= 0x0620 && r < 0x064b, r >= 0x0671 && r < 0x06d5: // Hebrew, Arabic
		return true
	case r >= 0x2010 && r < 0x2040:
		return true
	case r >= 0x3041 && r < 0x3097, r >= 0x30a1 && r < 0x30fb, r >= 0x4e00 && r < 0xa000: // Japanese, Chinese
		return true
	}
	return false
}

// firstWord gives the first word of a text, in the form that plain gives.
func firstWord(s string) string {
	end := len(s)
	for i, r := range s {
		if !unicode.IsLetter(r) && !unicode.IsMark(r) && r != '\'' && r != '’' && r != '-' {
			end = i
			break
		}
	}
	return plain(s[:end])
}

// isPlain tells of most words, at little cost, that plain would not change them.
func isPlain(s string) bool {
	for i := range len(s) {
		if c := s[i]; (c < 'a' || c > 'z') && c != '\'' && c != '-' && (c < '0' || c > '9') {
			return false
		}
	}
	return true
}

// mayHaveCapitals tells at little cost of some texts that there is no capital in them.
func mayHaveCapitals(s string) bool {
	for i := range len(s) {
		if c := s[i]; c >= 'A' && c <= 'Z' || c >= utf8.RuneSelf {
			return true
		}
	}
	return false
}

// hasWords tells whether there is a letter or a digit in s.
func hasWords(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) }) >= 0
}

// closers may stand after the mark that ends a sentence.
const closers = "”’\"'»)]}“›＂"

// ends gives the mark that a text ends with, seen through closing quotation
// marks and brackets; 0 where it ends with a word.
func ends(s string) rune {
	s = strings.TrimRight(s, closers+" \u00a0")
	r, _ := utf8.DecodeLastRuneInString(s)
	switch r {
	case '.', '!', '?', '…', ':', ';', ',', '。', '！', '？', '؟', '।':
		return r
	}
	return 0
}

// endsSentence tells whether a text ends like a sentence.
func endsSentence(s string) bool {
	switch ends(s) {
	case '.', '!', '?', '…', '。', '！', '？', '؟', '।':
		return true
	}
	return false
}

// hasAddress tells whether a text holds a web address, as copied tweets do.
func hasAddress(s string) bool {
	return strings.Contains(s, "http://") || strings.Contains(s, "https://") || strings.Contains(s, "pic.twitter.com") || strings.Contains(s, "www.")
}

// isTags tells whether a text is hashtags or handles and nothing else.
func isTags(s string) bool {
	if s != "" && s[0] != '#' && s[0] != '@' {
		return false
	}
	for _, f := range strings.Fields(s) {
		if len(f) < 2 || f[0] != '#' && f[0] != '@' {
			return false
		}
	}
	return s != ""
}

// isRule tells whether a line is drawn and not written: ---, * * *, ___ .
func isRule(s string) bool {
	if c := s[0]; c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' {
		return false
	}
	return utf8.RuneCountInString(s) >= 3 && strings.Trim(s, "-–—_*=~·•.#+ \u00a0") == "" && strings.Trim(s, ".") != ""
}

// bullet gives what follows a list mark at the beginning of a line.
func bullet(s string) (item string, sure, ok bool) {
	r, n := utf8.DecodeRuneInString(s)
	rest := s[n:]
	switch r {
	case '•', '·', '◦', '‣', '▪', '●', '○', '■', '∙', '➤', '►':
		return strings.TrimSpace(rest), true, hasWords(rest)
	case '-', '*', '–', '—', '+':
		if strings.HasPrefix(rest, " ") || strings.HasPrefix(rest, "\u00a0") {
			return strings.TrimSpace(rest), false, hasWords(rest)
		}
	}
	return "", false, false
}

func reverse[T any](s []T) {
	for i, j := 0, len(s)-1; i < j; i, j = i+1, j-1 {
		s[i], s[j] = s[j], s[i]
	}
}
