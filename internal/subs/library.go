package subs

import (
	"hash/maphash"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/stoppress/stoppress/internal/copytaster"
	"github.com/stoppress/stoppress/internal/coverage"
)

// Library is what a blog knows: the names in its public posts and how often each is
// used, who was quoted with which role and words, and which posts are of which minute.
type Library struct {
	language string
	vocab    copytaster.Vocabulary
	rules    nameRules
	style    []styleRule
	kept     []coverage.StyleRule

	posts    map[coverage.PostID]cutting
	words    map[string]*usage            // words of names, folded
	names    map[string]int               // names of several words, folded: in how many posts
	gaps     map[string]map[string]int    // such names with one word left out ("keir *"): which words stand there
	plain    map[string]int               // words that are written small, folded
	speakers map[string][]spoken          // by folded name
	quotes   map[uint64][]coverage.PostID // by a digest of some words of a quote
	times    Times
	settled  map[string]int // names that somebody said are right
}

// usage is how often a word is part of a name.
type usage struct {
	spelt     map[string]int // in how many posts it is written how
	runes     []rune
	signature uint64
	posts     int // that use it
	speakers  int // quotes whose speaker's name ends with it
	sure      int // posts that use it where only a name is capital
	known     int // bylines, sources and speakers with it
}

// spelling is a word, and how a post writes it.
type spelling struct{ folded, spelt string }

// spelling is how most posts write the word.
func (u *usage) spelling() string {
	best := ""
	for spelt, n := range u.spelt {
		if best == "" || n > u.spelt[best] || n == u.spelt[best] && spelt < best {
			best = spelt
		}
	}
	return best
}

// spoken is a quote's speaker.
type spoken struct {
	post coverage.PostID
	at   time.Time
	role string
}

// cutting is what one post adds to the library, so that it can be taken out again.
type cutting struct {
	seq      coverage.Seq
	words    []spelling // of names
	sure     []string
	known    []string
	names    [][]string
	plain    []string
	speakers []string // folded
	lasts    []string // last words of speakers
	quotes   []uint64
	minute   int64
	public   bool
	settled  []string
}

// seed makes digests differ between programs, and never within one.
var seed = maphash.MakeSeed()

// NewLibrary makes an empty library.
func NewLibrary() *Library { return new(Library).emptied("") }

func (l *Library) emptied(language string) *Library {
	*l = Library{
		language: language, vocab: copytaster.VocabularyOf(language), rules: nameRulesOf(language), style: l.style, kept: l.kept,
		posts: map[coverage.PostID]cutting{}, words: map[string]*usage{}, names: map[string]int{}, gaps: map[string]map[string]int{},
		plain: map[string]int{}, speakers: map[string][]spoken{}, quotes: map[uint64][]coverage.PostID{}, times: Times{}, settled: map[string]int{},
	}
	return l
}

// SetBlog tells the library of its blog. A blog that changes its language is read anew.
func (l *Library) SetBlog(h coverage.Header) {
	if h.Language != l.language {
		l.emptied(h.Language)
	}
	if !slices.Equal(h.Style, l.kept) {
		l.kept, l.style = h.Style, compile(h.Style)
	}
}

// Times are the public posts by their minutes.
func (l *Library) Times() Times { return l.times }

// Take tells the library of a post's newest state. One that it has is passed over.
func (l *Library) Take(p coverage.Post) {
	if known, ok := l.posts[p.ID]; ok {
		if known.seq == p.Seq {
			return
		}
		l.drop(p.ID, known)
	}
	c := cutting{seq: p.Seq}
	if p.Status != coverage.Withdrawn {
		for _, key := range p.Silenced {
			if w, ok := strings.CutPrefix(key, "name:"); ok {
				c.settled = append(c.settled, w)
				l.settled[w]++
			}
		}
	}
	if p.Public() {
		l.read(p, &c)
	}
	l.posts[p.ID] = c
}

// Forget takes a post out, as one does with a post that is itself to be read.
func (l *Library) Forget(id coverage.PostID) {
	if known, ok := l.posts[id]; ok {
		l.drop(id, known)
	}
}

// read takes in what a public post says.
func (l *Library) read(p coverage.Post, c *cutting) {
	c.public, c.minute = true, minuteOf(p.PublishedAt)
	if !p.PublishedAt.IsZero() {
		l.times.Add(p.PublishedAt, p.ID)
	}

	seen := map[string]bool{}
	once := func(kind, w string) bool {
		if seen[kind+w] {
			return false
		}
		seen[kind+w] = true
		return true
	}
	use := func(w word) *usage {
		u := l.words[w.folded]
		if u == nil {
			runes := []rune(w.folded)
			u = &usage{spelt: map[string]int{}, runes: runes, signature: signature(runes)}
			l.words[w.folded] = u
		}
		if once("word ", w.folded) {
			u.posts++
			u.spelt[w.text]++
			c.words = append(c.words, spelling{w.folded, w.text})
		}
		return u
	}
	several := func(n name) {
		if len(n.words) < 2 || !once("name ", n.folded()) {
			return
		}
		parts := make([]string, len(n.words))
		for i, w := range n.words {
			parts[i] = w.folded
		}
		c.names = append(c.names, parts)
		l.count(parts, 1)
	}
	for _, text := range textsOf(p.Copy) {
		ws := wordsOf(text.words, l.vocab)
		for _, n := range namesIn(ws, l.vocab) {
			for i, w := range n.words {
				u := use(w)
				if (i > 0 || !n.opens || n.said) && once("sure ", w.folded) {
					u.sure++
					c.sure = append(c.sure, w.folded)
				}
			}
			several(n)
		}
		for _, w := range ws {
			if first, _ := utf8.DecodeRuneInString(w.text); !w.capital && isLower(first) && once("plain ", w.folded) {
				l.plain[w.folded]++
				c.plain = append(c.plain, w.folded)
			}
		}
	}
	know := func(said string) []name {
		found := namesIn(wordsOf(said, l.vocab), l.vocab)
		for _, n := range found {
			for _, w := range n.words {
				use(w).known++
				c.known = append(c.known, w.folded)
			}
			several(n)
		}
		return found
	}
	for _, b := range p.Byline {
		know(b.Name)
	}
	for _, s := range p.Sources {
		know(s.Name)
	}
	for _, e := range p.Elements {
		if e.Type != coverage.Quote || e.Speaker == nil || e.Speaker.Name == "" {
			continue
		}
		if found := know(e.Speaker.Name); len(found) > 0 {
			last := found[len(found)-1].last()
			l.words[last.folded].speakers++
			c.lasts = append(c.lasts, last.folded)
		}
		who := coverage.Fold(e.Speaker.Name)
		l.speakers[who] = append(l.speakers[who], spoken{p.ID, p.PublishedAt, e.Speaker.Role})
		c.speakers = append(c.speakers, who)
		for _, digest := range digests(e.Paragraphs, l.vocab) {
			if list := l.quotes[digest]; len(list) == 0 || list[len(list)-1] != p.ID {
				l.quotes[digest] = append(list, p.ID)
				c.quotes = append(c.quotes, digest)
			}
		}
	}
}

// count counts a name of several words, in all the forms in which it is looked up.
func (l *Library) count(parts []string, by int) {
	whole := strings.Join(parts, " ")
	add(l.names, whole, by)
	for i, part := range parts {
		gap := gapIn(parts, i)
		if l.gaps[gap] == nil {
			l.gaps[gap] = map[string]int{}
		}
		add(l.gaps[gap], part, by)
		if len(l.gaps[gap]) == 0 {
			delete(l.gaps, gap)
		}
	}
}

// gapIn gives a name without its i-th word.
func gapIn(parts []string, i int) string {
	out := slices.Clone(parts)
	out[i] = "*"
	return strings.Join(out, " ")
}

func add(counts map[string]int, key string, by int) {
	if counts[key] += by; counts[key] <= 0 {
		delete(counts, key)
	}
}

// drop takes out what a post added.
func (l *Library) drop(id coverage.PostID, c cutting) {
	delete(l.posts, id)
	for _, w := range c.settled {
		add(l.settled, w, -1)
	}
	if !c.public {
		return
	}
	for _, w := range c.sure {
		l.words[w].sure--
	}
	for _, w := range c.known {
		l.words[w].known--
	}
	for _, w := range c.lasts {
		l.words[w].speakers--
	}
	for _, w := range c.words {
		if u := l.words[w.folded]; u.posts == 1 {
			delete(l.words, w.folded)
		} else {
			u.posts--
			add(u.spelt, w.spelt, -1)
		}
	}
	for _, parts := range c.names {
		l.count(parts, -1)
	}
	for _, w := range c.plain {
		add(l.plain, w, -1)
	}
	other := func(s spoken) bool { return s.post == id }
	for _, who := range c.speakers {
		if l.speakers[who] = slices.DeleteFunc(l.speakers[who], other); len(l.speakers[who]) == 0 {
			delete(l.speakers, who)
		}
	}
	for _, digest := range c.quotes {
		without(l.quotes, digest, id)
	}
	without(l.times, c.minute, id)
}

func without[K comparable](lists map[K][]coverage.PostID, key K, id coverage.PostID) {
	list := slices.DeleteFunc(lists[key], func(other coverage.PostID) bool { return other == id })
	if len(list) == 0 {
		delete(lists, key)
	} else {
		lists[key] = list
	}
}

// shingle is how many words of a quote are looked up at a time.
const shingle = 5

// digests gives what a quote is found again by: each of its runs of five words, or all
// of them where there are fewer. One of fewer than four words is anybody's.
func digests(paragraphs []string, v copytaster.Vocabulary) []uint64 {
	var all []string
	for _, p := range paragraphs {
		for _, w := range wordsOf(p, v) {
			all = append(all, w.folded)
		}
	}
	if len(all) < shingle-1 {
		return nil
	}
	var out []uint64
	for i := 0; i == 0 || i+shingle <= len(all); i++ {
		out = append(out, maphash.String(seed, strings.Join(all[i:min(len(all), i+shingle)], " ")))
	}
	return out
}
