package subs

import (
	"slices"

	"github.com/stoppress/stoppress/internal/coverage"
)

// Linker makes links of the times in texts that refer to posts.
type Linker struct {
	Times Times
	Where Place
	// Silenced are the keys of the post: a reference whose key is among them stays plain.
	Silenced []string
	// Before are the elements that the post had: a time that led to a post goes on
	// leading there, whatever that post's time is now.
	Before []coverage.Element
	// Public tells whether readers see a post.
	Public func(coverage.PostID) bool
}

// Link gives the elements with their references as links. Where kept knows an element's
// words, they lead where they led, and nowhere else.
func (l Linker) Link(elements []coverage.Element, kept func(coverage.Element) (coverage.Element, bool)) []coverage.Element {
	led := l.led()
	size := coverage.Size(elements)
	out := slices.Clone(elements)
	for i, e := range out {
		if old, ok := kept(e); ok {
			out[i].References = old.References
			continue
		}
		if e.Type != coverage.Text {
			out[i].References = l.beside(e, led)
			continue
		}
		text := coverage.ReadProse(e.HTML)
		var add []coverage.Anchor
		for _, r := range References(text.Text, l.Where.Language) {
			_, plain := text.Link(r.Start, r.End)
			if !plain || slices.Contains(l.Silenced, r.Key()) {
				continue
			}
			id, ok := l.target(r, led)
			if !ok {
				continue
			}
			anchor := coverage.Anchor{Start: r.Start, End: r.End, Href: coverage.PostLink(l.Where.Blog, id)}
			if size += len(`<a href=""></a>`) + len(anchor.Href); size > coverage.MaxCopyBytes {
				break
			}
			add = append(add, anchor)
		}
		if len(add) > 0 {
			out[i].HTML = text.Linked(add)
		}
	}
	return out
}

// maxReferences are kept of one element.
const maxReferences = 1000

// beside are the references of an element whose words are plain.
func (l Linker) beside(e coverage.Element, led map[string]coverage.PostID) []coverage.Reference {
	var out []coverage.Reference
	for i, line := range e.Lines() {
		for _, r := range References(line, l.Where.Language) {
			if slices.Contains(l.Silenced, r.Key()) {
				continue
			}
			id, ok := l.target(r, led)
			if !ok {
				continue
			}
			if len(out) == maxReferences {
				return out
			}
			out = append(out, coverage.Reference{Line: i, Offset: coverage.UTF16Len(line[:r.Start]), Words: r.Words, Post: id})
		}
	}
	return out
}

// target is the one post that a reference means.
func (l Linker) target(r Reference, led map[string]coverage.PostID) (coverage.PostID, bool) {
	if id, ok := led[r.Words]; ok && id != l.Where.Post && l.Public(id) {
		return id, true
	}
	if found := l.Times.Of(r, l.Where); len(found) == 1 {
		return found[0], true
	}
	return "", false
}

// led are the posts of the blog that times led to before, by their words.
func (l Linker) led() map[string]coverage.PostID {
	out := map[string]coverage.PostID{}
	for _, e := range l.Before {
		for _, r := range e.References {
			out[r.Words] = r.Post
		}
		if e.Type != coverage.Text {
			continue
		}
		text := coverage.ReadProse(e.HTML)
		for _, r := range References(text.Text, l.Where.Language) {
			href, _ := text.Link(r.Start, r.End)
			if slug, id, ok := coverage.ParsePostLink(href); ok && slug == l.Where.Blog {
				out[r.Words] = id
			}
		}
	}
	return out
}
