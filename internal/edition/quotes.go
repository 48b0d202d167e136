package edition

import (
	"cmp"
	"slices"

	"github.com/stoppress/stoppress/internal/coverage"
)

// Quote is words on record, and where they stand.
type Quote struct {
	coverage.Element // of the type quote
	// Who is its speaker, by the name that it gives.
	Who coverage.SpeakerID
	// Folded is the speaker's name as names are compared.
	Folded string
	Post   *Post
	// At is its place among the elements of its post.
	At int
}

// Quotes are all quotes of the public posts, those of the newest post first, and
// in a post as they stand there.
func (e *Edition) Quotes() []Quote {
	var out []Quote
	known := map[string]Quote{} // who is meant by a name is worked out once
	for _, p := range e.posts {
		for i, el := range p.Elements {
			if el.Type != coverage.Quote {
				continue
			}
			name := el.Speaker.Name
			one, ok := known[name]
			if !ok {
				one = Quote{Who: coverage.SpeakerOf(name), Folded: coverage.Fold(name)}
				known[name] = one
			}
			one.Element, one.Post, one.At = el, p, i
			out = append(out, one)
		}
	}
	return out
}

// Voice is one of those whom a blog quotes.
type Voice struct {
	ID coverage.SpeakerID
	// Speaker is name and role as they were given last.
	coverage.Speaker
	Quotes int
	folded string
}

// Voices are those who are quoted, by name.
func Voices(quotes []Quote) []Voice {
	found := map[coverage.SpeakerID]int{}
	var out []Voice
	for _, q := range quotes {
		i, known := found[q.Who]
		if !known {
			i = len(out)
			found[q.Who] = i
			out = append(out, Voice{ID: q.Who, Speaker: *q.Speaker, folded: q.Folded})
		}
		out[i].Quotes++
		out[i].Role = cmp.Or(out[i].Role, q.Speaker.Role)
	}
	slices.SortStableFunc(out, func(a, b Voice) int { return cmp.Or(cmp.Compare(a.folded, b.folded), cmp.Compare(a.ID, b.ID)) })
	return out
}
