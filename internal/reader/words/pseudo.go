package words

import (
	"regexp"
	"strings"
)

// accents takes English letters to such as a page must be able to show as well.
var accents = strings.NewReplacer(
	"a", "á", "c", "ç", "e", "é", "g", "ğ", "i", "í", "l", "ļ", "n", "ñ", "o", "ô", "r", "ř", "s", "š", "t", "ţ", "u", "ü", "y", "ý", "z", "ž",
	"A", "Á", "C", "Ç", "E", "É", "G", "Ğ", "I", "Î", "L", "Ļ", "N", "Ñ", "O", "Ô", "R", "Ř", "S", "Š", "T", "Ţ", "U", "Û", "Y", "Ý", "Z", "Ž",
)

// verb is what something is filled in for.
var verb = regexp.MustCompile(`%(\[\d+\])?[sd]`)

// pseudo makes the pseudo language out of English.
func pseudo(english file) file {
	out := file{
		Locale: english.Locale,
		Months: bracketAll(english.Months), ShortMonths: bracketAll(english.ShortMonths), Weekdays: bracketAll(english.Weekdays),
		Messages: make(map[string]wording, len(english.Messages)),
	}
	for key, w := range english.Messages {
		if w.forms == nil {
			out.Messages[key] = wording{text: bracket(w.text)}
			continue
		}
		forms := make(map[string]string, len(w.forms))
		for form, text := range w.forms {
			forms[form] = bracket(text)
		}
		out.Messages[key] = wording{forms: forms}
	}
	return out
}

func bracketAll(texts []string) []string {
	out := make([]string, len(texts))
	for i, text := range texts {
		out[i] = bracket(text)
	}
	return out
}

// bracket makes a text of the pseudo language; what has no letters stays as it is.
func bracket(text string) string {
	var b strings.Builder
	rest := text
	for rest != "" {
		at := verb.FindStringIndex(rest)
		if at == nil {
			at = []int{len(rest), len(rest)}
		}
		b.WriteString(accents.Replace(rest[:at[0]]))
		b.WriteString(rest[at[0]:at[1]])
		rest = rest[at[1]:]
	}
	out := b.String()
	if out == text {
		return text
	}
	return "[" + out + strings.Repeat("·", len(text)/3) + "]"
}
