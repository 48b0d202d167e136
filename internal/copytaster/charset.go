package copytaster

import (
	"strings"
	"unicode/utf8"
)

// charset is some characters that many lines are looked through for. It does what
// strings.ContainsAny does, without looking each letter up among them.
type charset struct {
	ascii [utf8.RuneSelf]bool
	other string // those beyond ASCII
}

func charsetOf(chars string) *charset {
	c := &charset{}
	for _, r := range chars {
		if r < utf8.RuneSelf {
			c.ascii[r] = true
		} else {
			c.other += string(r)
		}
	}
	return c
}

// in tells whether one of the characters is in a text.
func (c *charset) in(s string) bool {
	for i := 0; i < len(s); {
		if b := s[i]; b < utf8.RuneSelf {
			if c.ascii[b] {
				return true
			}
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		if strings.ContainsRune(c.other, r) {
			return true
		}
		i += n
	}
	return false
}
