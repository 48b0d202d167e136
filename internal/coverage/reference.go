package coverage

import (
	"html"
	"slices"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// Reference is a time in plain words, a list's item or a quote's paragraph, that leads
// to another post of the blog. In a text such a time is a link; here it stands beside
// the words, which stay plain.
type Reference struct {
	Line   int    `json:"line" doc:"Which item or paragraph it stands in, from 0"`
	Offset int    `json:"offset" doc:"Where its words begin there, in UTF-16 units"`
	Words  string `json:"words"`
	Post   PostID `json:"post" doc:"Where it leads"`
}

// Lines are the plain words of a list or a quote; nil of other elements.
func (e Element) Lines() []string {
	switch e.Type {
	case List:
		return e.Items
	case Quote:
		return e.Paragraphs
	}
	return nil
}

// LinkedLines gives the lines of a list or a quote as HTML, with links where references
// stand; home goes before each address. A reference whose words are not at its place
// leads nowhere.
func (e Element) LinkedLines(blog Slug, home string) []string {
	lines := e.Lines()
	out := make([]string, len(lines))
	for i, line := range lines {
		var b strings.Builder
		done := 0
		for _, r := range e.References {
			at := byteOf(line, r.Offset)
			if r.Line != i || at < done || !strings.HasPrefix(line[at:], r.Words) {
				continue
			}
			b.WriteString(html.EscapeString(line[done:at]) + `<a href="` + escapeAttribute(home+PostLink(blog, r.Post)) + `">` + html.EscapeString(r.Words) + `</a>`)
			done = at + len(r.Words)
		}
		out[i] = b.String() + html.EscapeString(line[done:])
	}
	return out
}

// byteOf gives where a place counted in UTF-16 units is in a string; its end for one beyond.
func byteOf(s string, units int) int {
	for at, r := range s {
		if units <= 0 {
			return at
		}
		units -= max(1, utf16.RuneLen(r))
	}
	return len(s)
}

// UTF16Len counts a text in UTF-16 units, as editors in browsers do.
func UTF16Len(s string) int {
	n := utf8.RuneCountInString(s)
	for _, r := range s {
		if r > 0xffff {
			n++
		}
	}
	return n
}

// withoutReferences gives the element's references but for those that dead says.
func (e Element) withoutReferences(dead func(PostID) bool) []Reference {
	if !slices.ContainsFunc(e.References, func(r Reference) bool { return dead(r.Post) }) {
		return e.References
	}
	var out []Reference
	for _, r := range e.References {
		if !dead(r.Post) {
			out = append(out, r)
		}
	}
	return out
}
