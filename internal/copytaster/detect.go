package copytaster

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// sample is how much of a text tells its language, in bytes.
const sample = 8 << 10

// languageOf gives the language that most of a text's function words speak for. A
// word that n languages have counts an n-th for each. hint, a BCP 47 tag, decides
// where the text does not.
func languageOf(text, hint string) *language {
	shares := map[string]int{}
	for _, l := range languages {
		for w := range l.FunctionWords {
			shares[w]++
		}
	}
	points := make([]float64, len(languages))
	for _, w := range wordsOf(text) {
		for i, l := range languages {
			if l.FunctionWords[w] {
				points[i] += 1 / float64(shares[w])
			}
		}
	}
	const advantage = 1.5 // of the language that is expected
	best, most := languages[0], 0.0
	base, _, _ := strings.Cut(strings.ToLower(hint), "-")
	for i, l := range languages {
		p := points[i]
		if l.Language == base {
			p = advantage*p + 1
		}
		if p > most {
			best, most = l, p
		}
	}
	return best
}

// wordsOf gives the words of the beginning of a text, in lower case.
func wordsOf(text string) []string {
	text = strings.ReplaceAll(strings.ToLower(text[:min(len(text), sample)]), "’", "'")
	return strings.FieldsFunc(norm.NFC.String(text), func(r rune) bool { return !unicode.IsLetter(r) })
}

func (l *language) functionWords(text string) (hits, all int) {
	for _, w := range wordsOf(text) {
		all++
		if l.FunctionWords[w] {
			hits++
		}
	}
	return hits, all
}

// isSureOf tells whether the lines are in this language: in running text, about
// one word in three is a function word.
func (l *language) isSureOf(lines []pageLine) bool {
	var b strings.Builder
	for _, ln := range lines {
		if b.Len() > sample {
			break
		}
		b.WriteString(ln.text)
		b.WriteByte('\n')
	}
	hits, all := l.functionWords(b.String())
	return all >= 20 && hits*5 >= all
}
