package copytaster

import (
	"strings"
	"unicode/utf8"
)

// asked is what the label of a paragraph says it is.
type asked int

const (
	notAsked asked = iota
	question
	answer
)

// questionLabel reads the label of a question or an answer: "Q:", "Next question:".
func (l *language) questionLabel(s string) asked {
	if i := strings.IndexAny(s[:min(len(s), longestLabel)], ":."); i <= 0 || i > l.longestQuestion {
		return notAsked
	}
	switch w := l.questionWord(s); {
	case w == "":
		return notAsked
	case l.Questions.Labels[w]:
		return question
	case l.Questions.Answers[w]:
		return answer
	}
	return notAsked
}

// questionWord gives the words before the colon of such a label, or the letter before a full stop:
// "P. ¿Y la carta?", "R.- La dejé". Behind the letter of a question, no name may stand.
func (l *language) questionWord(s string) string {
	if w := label(s); w != "" {
		return w
	}
	letter, rest, ok := strings.Cut(s[:min(len(s), longestLabel)], ".")
	rest = strings.TrimLeft(rest, "-–— \u00a0")
	if !ok || utf8.RuneCountInString(letter) != 1 {
		return ""
	}
	w := plain(letter)
	if l.Questions.Labels[w] && !strings.HasPrefix(rest, "¿") && ends(s) != '?' && !l.FunctionWords[firstWord(rest)] {
		return ""
	}
	return w
}

// longestLabel is how far from the beginning the colon of a label may stand, in bytes.
const longestLabel = 40

// label gives the words before a colon near the beginning of a paragraph.
func label(s string) string {
	i := strings.IndexAny(s[:min(len(s), longestLabel)], ":.")
	if i <= 0 || s[i] == '.' {
		return ""
	}
	return plain(s[:i])
}
