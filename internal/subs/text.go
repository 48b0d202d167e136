package subs

import (
	"unicode"
	"unicode/utf8"

	"github.com/stoppress/stoppress/internal/coverage"
)

// text is a piece of a post's words, and where it stands.
type text struct {
	element int // -1: the title
	field   Field
	words   string
	at      int  // in bytes, where the piece begins in the element's plain text
	record  bool // words on record, which nobody may change
}

// Field is which words of an element, or of the post, a warning is about.
type Field string

// The fields.
const (
	TitleField   Field = "title"
	TextField    Field = "text"
	SpeakerField Field = "speaker"
	RoleField    Field = "role"
)

// textsOf gives all pieces of a copy's words, as they are read.
func textsOf(c coverage.Copy) []text {
	out := make([]text, 0, len(c.Elements)+1)
	if c.Title != "" {
		out = append(out, text{element: -1, field: TitleField, words: c.Title})
	}
	for i, e := range c.Elements {
		switch e.Type {
		case coverage.Text:
			out = append(out, text{element: i, field: TextField, words: coverage.ReadProse(e.HTML).Text})
		case coverage.Quote:
			at := 0
			for _, p := range e.Paragraphs {
				out = append(out, text{element: i, field: TextField, words: p, at: at, record: true})
				at += len(p) + 1
			}
		case coverage.Embed, coverage.Link: // another site's words
		default:
			if words := e.PlainText(); words != "" {
				out = append(out, text{element: i, field: TextField, words: words})
			}
		}
	}
	return out
}

func isLower(r rune) bool { return r != utf8.RuneError && unicode.IsLower(r) }
