package subs

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/stoppress/stoppress/internal/coverage"
)

// styleRule finds what a rule of the style list says not to write.
type styleRule struct {
	coverage.StyleRule
	form *regexp.Regexp
}

func compile(rules []coverage.StyleRule) []styleRule {
	out := make([]styleRule, 0, len(rules))
	for _, rule := range rules {
		any := "(?i)"
		if strings.EqualFold(rule.Write, rule.Not) {
			any = "" // it is about capitals
		}
		form, err := regexp.Compile(any + `(?:^|[^\p{L}\p{M}\p{N}])(` + regexp.QuoteMeta(rule.Not) + `)(?:$|[^\p{L}\p{M}\p{N}])`)
		if err == nil { // not one of a text that is quoted
			out = append(out, styleRule{rule, form})
		}
	}
	return out
}

// asWritten gives the right form as it stands in its place: capital where a word begins
// a sentence.
func asWritten(right, found string) string {
	first, _ := utf8.DecodeRuneInString(found)
	small, n := utf8.DecodeRuneInString(right)
	if unicode.IsUpper(first) && unicode.IsLower(small) && !strings.EqualFold(right, found) {
		return string(unicode.ToUpper(small)) + right[n:]
	}
	return right
}
