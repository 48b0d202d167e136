package coverage

import (
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/sergi/go-diff/diffmatchpatch"
)

// Limits on the words of a correction that are kept with it.
const (
	MaxRewordings = 20  // places
	maxReworded   = 400 // characters of either side of one
	wordsBeside   = 4   // unchanged ones that are kept on each side, so that a place can be known
	wordsBetween  = 2   // up to so many unchanged ones do not part two places
)

// Rewording is a place where words were changed.
type Rewording struct {
	// Before and After are the words beside it, which stayed.
	Before string `json:"before,omitempty"`
	Was    string `json:"was,omitempty"`
	Now    string `json:"now,omitempty"`
	After  string `json:"after,omitempty"`
}

// Reworded tells which words of a copy that readers see were changed, in the order in
// which they are read; at most MaxRewordings places of them.
func Reworded(from, to Copy) []Rewording {
	old, now := from.wording(), to.wording()
	codes := map[string]rune{}
	var words []string
	encode := func(text []string) []rune {
		out := make([]rune, len(text))
		for i, word := range text {
			code, known := codes[word]
			if !known {
				code = codeOf(len(words))
				codes[word] = code
				words = append(words, word)
			}
			out[i] = code
		}
		return out
	}
	a, b := encode(old), encode(now)
	d := diffmatchpatch.New()
	d.DiffTimeout = 200 * time.Millisecond // for the shortest answer; then any one will do
	decode := func(text string) (out []string) {
		for _, code := range text {
			out = append(out, words[indexOf(code)])
		}
		return out
	}
	var out []Rewording
	var kept []string // the unchanged words since the last change
	var was, is []string
	end := func(after []string) {
		if was == nil && is == nil {
			return
		}
		out[len(out)-1].Was, out[len(out)-1].Now = excerpt(was), excerpt(is)
		out[len(out)-1].After = joined(after[:min(wordsBeside, len(after))])
		was, is = nil, nil
	}
	for _, part := range d.DiffMainRunes(a, b, false) {
		text := decode(part.Text)
		if part.Type == diffmatchpatch.DiffEqual {
			kept = text
			if len(text) > wordsBetween {
				end(text)
			}
			continue
		}
		if was == nil && is == nil {
			if len(out) == MaxRewordings {
				return out
			}
			out = append(out, Rewording{Before: joined(kept[max(0, len(kept)-wordsBeside):])})
		} else { // few words stayed between two changes
			was, is = append(was, kept...), append(is, kept...)
		}
		kept = nil
		if part.Type == diffmatchpatch.DiffDelete {
			was = append(was, text...)
		} else {
			is = append(is, text...)
		}
	}
	end(kept)
	return out
}

// codeOf gives the rune that stands for the n-th word: none of those that UTF-8 has
// no place for.
func codeOf(n int) rune {
	if n >= 0xD800-1 {
		n += 0xE000 - 0xD800
	}
	return rune(n + 1)
}

func indexOf(code rune) int {
	if code >= 0xE000 {
		code -= 0xE000 - 0xD800
	}
	return int(code) - 1
}

// wording is what readers see of a copy, word by word. What is written without spaces
// is divided at its signs.
func (c Copy) wording() []string {
	said := c.words()
	for _, s := range c.Sources {
		said = append(said, strings.Fields(s.Name)...)
	}
	var out []string
	for _, word := range said {
		out = append(out, unspaced(word)...)
	}
	return out
}

func unspaced(word string) []string {
	if !strings.ContainsFunc(word, writtenWithoutSpaces) {
		return []string{word}
	}
	return strings.Split(word, "")
}

func writtenWithoutSpaces(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai)
}

// joined puts words together as they are written.
func joined(words []string) string {
	var b strings.Builder
	for i, word := range words {
		first, _ := utf8.DecodeRuneInString(word)
		if i > 0 && !writtenWithoutSpaces(first) {
			b.WriteByte(' ')
		}
		b.WriteString(word)
	}
	return b.String()
}

// excerpt joins words, and says where it leaves some out.
func excerpt(words []string) string {
	text := joined(words)
	if utf8.RuneCountInString(text) <= maxReworded {
		return text
	}
	return string([]rune(text)[:maxReworded-1]) + "…"
}

// SucceedCorrections gives the corrections of a copy with the words that each of them
// changed. Those that a post had before, which their times tell, keep what they have,
// unless they are given with none, explicitly; what is new gets what is different now.
// A retraction keeps no words: it takes them back, and would repeat them. What was
// not public has nothing to be put right.
func SucceedCorrections(prev *Post, next Copy) []Correction {
	out := slices.Clone(next.Corrections)
	var changed []Rewording
	if prev != nil && prev.Public() {
		changed = Reworded(prev.Copy, next)
	}
	for i := range out {
		taken := out[i].Rewordings != nil && len(out[i].Rewordings) == 0
		at := -1
		if prev != nil {
			at = slices.IndexFunc(prev.Corrections, func(c Correction) bool { return c.At.Equal(out[i].At) })
		}
		switch {
		case taken || out[i].Kind == Retraction:
			out[i].Rewordings = nil
		case at >= 0:
			out[i].Rewordings = prev.Corrections[at].Rewordings
		default:
			out[i].Rewordings = changed
		}
	}
	return out
}
