package subs

import (
	"cmp"
	"slices"

	"github.com/stoppress/stoppress/internal/coverage"
)

// Kind is what a warning is about.
type Kind string

// The kinds of warnings.
const (
	Name     Kind = "name"     // like one that the blog uses, and a letter or two off
	Speaker  Kind = "speaker"  // a quote, and nobody who says it
	Marks    Kind = "marks"    // quotation marks that don't pair
	Repeated Kind = "repeated" // a quote that another post has
	Role     Kind = "role"     // another one than the speaker had last
	Style    Kind = "style"    // what the blog's style list writes otherwise
	Time     Kind = "time"     // refers to a post, and there is none, or are several
)

// Warning is something that its writer should look at before a post goes out.
type Warning struct {
	Kind    Kind   `json:"kind" enum:"name,speaker,marks,repeated,role,style,time"`
	Message string `json:"message" doc:"What may be wrong, for people"`
	Element int    `json:"element" doc:"Its place among the elements, from 0; -1 is the title"`
	Field   Field  `json:"field" enum:"title,text,speaker,role" doc:"Which words of the element"`
	Offset  int    `json:"offset" doc:"Where the words begin in them, in UTF-16 units"`
	Words   string `json:"words" doc:"What it is about, as written"`
	// Suggestion is what to write in the place of the words.
	Suggestion string            `json:"suggestion,omitempty" doc:"What to write instead"`
	Posts      []coverage.PostID `json:"posts,omitempty" doc:"Others that it is about: those of a minute, those with the same quote"`
	Key        string            `json:"key" doc:"Put it among silenced of the post, and the warning does not come again"`
}

// TimeLink is a time that leads to another post, or will once the post is saved.
type TimeLink struct {
	Element int             `json:"element" doc:"Its place among the elements, from 0"`
	Offset  int             `json:"offset" doc:"Where the words begin in its text, in UTF-16 units"`
	Words   string          `json:"words"`
	Post    coverage.PostID `json:"post" doc:"Where it leads"`
	Key     string          `json:"key" doc:"Put it among silenced of the post, and it stays plain words"`
}

// Reading is what a post was found to have.
type Reading struct {
	Warnings []Warning  `json:"warnings" doc:"In the order of the post; they stop nothing"`
	Links    []TimeLink `json:"links" doc:"Times that lead to other posts"`
}

// MaxWarnings are given of one post; who has so many begins with these.
const MaxWarnings = 50

// Read looks at a post before it goes out. linker is for the post as it stands.
func (l *Library) Read(c coverage.Copy, linker Linker) Reading {
	r := reader{Library: l, copy: c, linker: linker, texts: textsOf(c)}
	r.names()
	r.marks()
	r.speakers()
	r.roles()
	r.repeated()
	r.styled()
	r.times()
	kept := r.warnings[:0]
	seen := map[string]bool{}
	for _, w := range r.warnings {
		if !seen[w.Key] && !slices.Contains(linker.Silenced, w.Key) {
			seen[w.Key] = true
			kept = append(kept, w)
		}
	}
	slices.SortStableFunc(kept, func(a, b Warning) int {
		return cmp.Or(cmp.Compare(a.Element, b.Element), cmp.Compare(a.Offset, b.Offset))
	})
	return Reading{Warnings: append([]Warning{}, kept[:min(len(kept), MaxWarnings)]...), Links: append([]TimeLink{}, r.links...)}
}

// reader is one reading of one post.
type reader struct {
	*Library
	copy     coverage.Copy
	linker   Linker
	texts    []text
	warnings []Warning
	links    []TimeLink
}

// warn warns of some words of a text.
func (r *reader) warn(t text, start, end int, w Warning) {
	w.Element, w.Field = t.element, t.field
	w.Offset = r.offset(t, start)
	w.Words = t.words[start:end]
	r.warnings = append(r.warnings, w)
}

// offset counts to a byte of a text from the beginning of its element.
func (r *reader) offset(t text, start int) int {
	n := coverage.UTF16Len(t.words[:start])
	if t.at > 0 {
		n += coverage.UTF16Len(r.copy.Elements[t.element].PlainText()[:t.at])
	}
	return n
}
