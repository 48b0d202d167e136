package coverage

import (
	"net/url"
	"strings"
	"unicode"
	"unicode/utf8"
)

// line tidies a text of one line: control characters go (line ends and tabs
// become spaces), and so does white space at its ends.
func line(s string) string {
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return ' '
		case unicode.IsControl(r):
			return -1
		}
		return r
	}, s))
}

// Name tidies the name of a person or a thing, as every text of one line is.
func Name(s string) string { return line(s) }

// prose tidies a text of several lines: like line, but line ends and tabs stay.
func prose(s string) string {
	return strings.TrimSpace(withoutControls(s))
}

func withoutControls(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != '\n' && r != '\t' {
			return -1
		}
		return r
	}, s)
}

func (p *problems) limit(field, s string, characters int) {
	if n := utf8.RuneCountInString(s); n > characters {
		p.add(field, "has %d characters; up to %d are kept", n, characters)
	}
}

// maxURL is the longest address that is kept, in bytes.
const maxURL = 2048

// webAddress checks a field that holds an http or https address; an empty one is
// an error only where it is required.
func (p *problems) webAddress(field, s string, required bool) {
	if s == "" {
		if required {
			p.add(field, "is missing; give an http or https address")
		}
		return
	}
	if len(s) > maxURL {
		p.add(field, "has %d bytes; up to %d are kept", len(s), maxURL)
		return
	}
	if !isWebAddress(s) {
		p.add(field, "must be an http or https address")
	}
}

func isWebAddress(s string) bool {
	u, err := url.Parse(s)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != ""
}
