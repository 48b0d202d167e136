package subs

import (
	"fmt"
	"math/bits"
	"slices"
	"strings"

	"github.com/stoppress/stoppress/internal/coverage"
)

// names warns of names that are a letter or two off one that the blog uses.
func (r *reader) names() {
	own := r.ownWords()
	for _, t := range r.texts {
		if r.foreign(t) {
			continue
		}
		ws := wordsOf(t.words, r.vocab)
		for _, n := range namesIn(ws, r.vocab) {
			if t.field == TitleField && headline(ws) {
				n.opens = true // each word is capital there
			}
			r.name(t, n, own)
		}
	}
	for i, e := range r.copy.Elements {
		if e.Speaker == nil {
			continue
		}
		t := text{element: i, field: SpeakerField, words: e.Speaker.Name}
		for _, n := range namesIn(wordsOf(t.words, r.vocab), r.vocab) {
			n.opens = false
			r.name(t, n, own)
		}
	}
}

// foreign tells whether words are on record in another language than the blog's, of whose
// words it knows nothing.
func (r *reader) foreign(t text) bool {
	if !t.record {
		return false
	}
	own, _, _ := strings.Cut(r.language, "-")
	theirs, _, _ := strings.Cut(r.copy.Elements[t.element].Language, "-")
	return theirs != "" && !strings.EqualFold(own, theirs)
}

// ownWords are the words that the post itself writes small.
func (r *reader) ownWords() map[string]bool {
	out := map[string]bool{}
	for _, t := range r.texts {
		for _, w := range wordsOf(t.words, r.vocab) {
			if !w.capital {
				out[w.folded] = true
			}
		}
	}
	return out
}

// headline tells whether a title is one that begins most of its words with a capital.
func headline(ws []word) bool {
	n := 0
	for _, w := range ws {
		if w.capital {
			n++
		}
	}
	return len(ws) > 2 && n*5 >= len(ws)*3
}

func (r *reader) name(t text, n name, own map[string]bool) {
	plain := func(w word) bool { return own[w.folded] || r.plain[w.folded] > 0 }
	if n.opens && len(n.words) > 1 && r.words[n.words[0].folded] == nil && plain(n.words[0]) {
		n.words, n.opens = n.words[1:], false // "Meanwhile Holm"
	}
	if len(n.words) > 1 {
		r.severalWords(t, n)
		return
	}
	w := n.words[0]
	if n.opens && plain(w) {
		return
	}
	most := 2
	if n.opens && !n.said {
		most = 1
	}
	if best, ok := r.near(w, most); ok {
		r.misspelt(t, w, best)
	}
}

// severalWords compares a name of several words with those that differ in one.
func (r *reader) severalWords(t text, n name) {
	parts := make([]string, len(n.words))
	for i, w := range n.words {
		parts[i] = w.folded
	}
	used := r.Library.names[n.folded()] // in other posts
	if used > 1 {
		return
	}
	for i, w := range n.words {
		if r.right(w.folded) {
			continue
		}
		best, count := "", 0
		for other, posts := range r.gaps[gapIn(parts, i)] {
			if other != w.folded && (used == 0 || posts > 2) && !r.rules.derived(other, w.folded) && alike(other, w.folded) &&
				(posts > count || posts == count && other < best) {
				best, count = other, posts
			}
		}
		if u := r.words[best]; u != nil {
			r.misspelt(t, w, u.spelling())
			return
		}
	}
}

// right tells whether somebody has said that a name is right.
func (l *Library) right(folded string) bool { return l.settled[folded] > 0 }

// alike tells whether one of two words may be a misspelling of the other.
func alike(a, b string) bool {
	x, y := []rune(a), []rune(b)
	most := allowed(x, y)
	return most > 0 && distance(x, y, most) <= most
}

// near finds the name that a single word may be a misspelling of: the last name of a
// speaker, or what stands for a name elsewhere in the blog.
func (r *reader) near(w word, most int) (spelt string, ok bool) {
	known := r.words[w.folded]
	if r.right(w.folded) || known != nil && (known.posts > 1 || known.known > 0) {
		return "", false
	}
	runes := []rune(w.folded)
	sign := signature(runes)
	var best *usage
	bestDistance := 0
	for folded, u := range r.words {
		limit := min(most, allowed(runes, u.runes))
		switch {
		case limit == 0 || folded == w.folded || bits.OnesCount64(sign^u.signature) > 2*limit:
			continue
		case len(u.runes)-len(runes) > limit || len(runes)-len(u.runes) > limit:
			continue
		case u.speakers == 0 && (u.sure == 0 || len(runes) < 5 || r.rules.Nouns):
			continue // short words are often two names, and nouns none
		case known != nil && u.posts < 3 && u.speakers == 0:
			continue // both are used
		}
		d := distance(runes, u.runes, limit)
		if d > limit || d > 1 && runes[0] != u.runes[0] || r.rules.derived(folded, w.folded) {
			continue
		}
		if best == nil || d < bestDistance || d == bestDistance && (u.speakers > best.speakers || u.speakers == best.speakers &&
			(u.posts > best.posts || u.posts == best.posts && string(u.runes) < string(best.runes))) {
			best, bestDistance = u, d
		}
	}
	if best == nil {
		return "", false
	}
	return best.spelling(), true
}

func (r *reader) misspelt(t text, w word, known string) {
	r.warn(t, w.start, w.end, Warning{
		Kind: Name, Suggestion: known, Key: "name:" + w.folded,
		Message: fmt.Sprintf("Is “%s” meant to be “%s”, as this blog has it?", w.text, known),
	})
}

// styled warns of what the blog's style list writes otherwise.
func (r *reader) styled() {
	for _, t := range r.texts {
		if t.record {
			continue // what was said is not ours to change
		}
		for _, rule := range r.style {
			for _, m := range rule.form.FindAllStringSubmatchIndex(t.words, -1) {
				found := t.words[m[2]:m[3]]
				if found == rule.Write {
					continue
				}
				r.warn(t, m[2], m[3], Warning{
					Kind: Style, Suggestion: asWritten(rule.Write, found), Key: "style:" + rule.Not,
					Message: fmt.Sprintf("This blog writes “%s”, not “%s”.", rule.Write, rule.Not),
				})
			}
		}
	}
}

// roles warns of a speaker whose role is not the one of the last time.
func (r *reader) roles() {
	for i, e := range r.copy.Elements {
		if e.Speaker == nil || e.Speaker.Name == "" || e.Speaker.Role == "" {
			continue
		}
		var last spoken
		for _, s := range r.Library.speakers[coverage.Fold(e.Speaker.Name)] {
			if s.post != r.linker.Where.Post && s.role != "" && (last.post == "" || s.at.After(last.at) || s.at.Equal(last.at) && s.post > last.post) {
				last = s
			}
		}
		if last.post == "" || sameRole(last.role, e.Speaker.Role) {
			continue
		}
		r.warn(text{element: i, field: RoleField, words: e.Speaker.Role}, 0, len(e.Speaker.Role), Warning{
			Kind: Role, Suggestion: last.role, Posts: []coverage.PostID{last.post}, Key: "role:" + coverage.Fold(e.Speaker.Name) + ":" + coverage.Fold(e.Speaker.Role),
			Message: fmt.Sprintf("%s was “%s” when quoted last.", e.Speaker.Name, last.role),
		})
	}
}

// sameRole tells whether one of two roles says no more than the other with some words
// left out: "prime minister" and "the UK prime minister".
func sameRole(a, b string) bool {
	x, y := strings.Fields(coverage.Fold(a)), strings.Fields(coverage.Fold(b))
	if len(x) > len(y) {
		x, y = y, x
	}
	for _, w := range x {
		if !slices.Contains(y, w) {
			return false
		}
	}
	return true
}
