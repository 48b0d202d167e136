package copytaster

import (
	"fmt"
	"slices"
	"time"

	"github.com/stoppress/stoppress/internal/coverage"
)

// Story is what a text was read as.
type Story struct {
	// Header has the headline and the standfirst. Language and Timezone are set
	// only where the text shows them; the headline is empty where there is none.
	Header coverage.Header
	// Posts are the proposals, newest first.
	Posts []Proposal
	// Furniture are the lines that belong to the page and not to the story, in
	// the order of the text. They are in no post.
	Furniture []string
	// Warnings say in words for people what a desk should look at.
	Warnings []string
}

// Proposal is a post as the text suggests it.
type Proposal struct {
	Copy      coverage.Copy
	Decisions []Decision
}

// Decision says which rule found something, how sure it is, and in which words.
type Decision struct {
	Rule       string  // such as "title-line" or "speaker-by-surname"
	Confidence float64 // from 0 to 1
	Words      string  // the words it is about
}

// Home is what is known of the blog that a text is for. It decides where the text does
// not.
type Home struct {
	Language string         // a BCP 47 tag, or empty
	Zone     *time.Location // of times that name none; nil for UTC
}

// Read reads a whole live blog, or another copy, as text.
func Read(text string, home Home) Story {
	lines := splitLines(text)
	r := &reading{lang: languageOf(text, home.Language), quoting: quotingOf(text)}
	singles := markSingles(lines)
	page := r.lang.readPage(lines)
	page.home = zones["UTC"]
	if home.Zone != nil {
		page.home = &zone{location: home.Zone}
	}
	paragraphs := page.content()
	r.people = r.lang.findPeople(paragraphs)
	r.findLabels(paragraphs)
	r.findQuestions(paragraphs)
	switch {
	case r.readSocial(page):
	case page.stamped:
		r.readStamped(page)
	default:
		r.readBare(page)
	}
	story := r.story(page)
	if singles {
		story.putBack()
	}
	return story
}

// reading is one text while it is being read.
type reading struct {
	lang    *language
	people  *people
	quoting *quoting // where the script has no capitals
	header  header
	drafts  []*draft // in the order of the page
	oldest  bool     // the page shows the oldest first
	around  []string // words around names in bylines: "By", "and"
	warning []string

	split [4]struct { // paragraphs that were split last
		text   string
		tokens []token
	}
	next  int         // the oldest of them
	room  []token     // empty, for the tokens of the next ones
	found [8]struct { // names that were found last
		tokens   []token
		mentions []mention
	}
	nextFound int
	parted    struct { // the paragraph that was parted last
		tokens    []token
		sentences [][]token
	}

	above map[string]bool // room for the words of the paragraphs above one

	sounds    [4]sound // that were heard last
	nextSound int

	cited struct { // the tokens that citations were found among last
		tokens    []token
		citations []citing
	}

	labels     map[string]int    // names and roles that several paragraphs begin with
	labelOf    map[string]string // short forms of such labels → the full ones
	transcript bool              // most of the text is such paragraphs

	dashed bool // and they and the answers begin with dashes

	unspoken int // up to this line, what is quoted has no speaker beside it

	bare      bool            // there are no stamps
	exact     bool            // marks on the page part the posts, and nothing else does
	wire      bool            // it is a wire story: a post for each dateline
	report    bool            // it is the story of a newspaper: one post
	exclaims  bool            // posts have titles, which may be exclamations
	interview bool            // questions without labels come again and again
	threshold float64         // from which weight on a paragraph begins a post
	wideGap   int             // from so many empty lines on, a gap parts posts
	names     map[string]bool // words that stand with a capital within sentences
}

// roomForTokens is for how many tokens room is made at a time.
const roomForTokens = 1024

// tokens splits a paragraph. What was split last is kept: one paragraph is looked at
// by many rules in turn.
func (r *reading) tokens(s string) []token {
	k := r.next
	for i := range r.split {
		if c := &r.split[i]; len(c.text) == len(s) && c.text == s {
			return c.tokens
		}
	}
	if cap(r.room) < len(s) { // each token has a letter or more
		r.room = make([]token, 0, max(len(s), roomForTokens))
	}
	ts := r.lang.appendTokens(r.room, s)
	r.room = ts[len(ts):]
	r.split[k].text, r.split[k].tokens = s, ts[:len(ts):len(ts)]
	r.next = (k + 1) % len(r.split)
	return r.split[k].tokens
}

// sentences parts the tokens of a paragraph, and keeps what was parted last.
func (r *reading) sentences(ts []token) [][]token {
	if len(ts) == 0 {
		return r.lang.sentences(ts)
	}
	if c := &r.parted; len(c.tokens) != len(ts) || &c.tokens[0] != &ts[0] {
		c.tokens, c.sentences = ts, r.lang.sentences(ts)
	}
	return r.parted.sentences
}

// mentions finds the names among tokens of a paragraph. What was found last is kept,
// as with tokens.
func (r *reading) mentions(s string, ts []token) []mention {
	if len(ts) == 0 {
		return nil
	}
	for i := range r.found {
		if c := &r.found[i]; len(c.tokens) == len(ts) && &c.tokens[0] == &ts[0] {
			return c.mentions
		}
	}
	c := &r.found[r.nextFound]
	r.nextFound = (r.nextFound + 1) % len(r.found)
	c.tokens, c.mentions = ts, r.lang.mentions(s, ts)
	return c.mentions
}

// citations finds what a paragraph cites, and keeps what was found last.
func (r *reading) citations(s string, ts []token) []citing {
	if len(ts) == 0 {
		return nil
	}
	if c := &r.cited; len(c.tokens) != len(ts) || &c.tokens[0] != &ts[0] {
		c.tokens, c.citations = ts, r.lang.citations(s, ts)
	}
	return r.cited.citations
}

func (r *reading) warn(format string, args ...any) {
	r.warning = append(r.warning, fmt.Sprintf(format, args...))
}

func (r *reading) story(p *page) Story {
	if r.oldest {
		reverse(r.drafts)
	}
	newestFirst(r.drafts)
	r.placeLeftovers()
	s := Story{Furniture: append(p.furniture(), r.around...)}
	s.Header = coverage.Header{Title: r.header.title, Standfirst: r.header.standfirst, Timezone: p.timezone()}
	if len(p.lines) > 0 && r.lang.isSureOf(p.lines) {
		s.Header.Language = r.lang.Language
	}
	s.Posts = r.propose()
	if r.header.title == "" {
		r.warn("No headline was found: the text does not begin with a line that could be one.")
	}
	if len(s.Posts) == 0 {
		r.warn("No posts were found.")
	}
	s.Warnings = r.warning
	return s
}

// propose makes posts of all drafts.
func (r *reading) propose() []Proposal {
	if len(r.drafts) == 0 {
		return nil
	}
	posts, more := make([]Proposal, len(r.drafts)), make([][]Proposal, len(r.drafts))
	inParts(len(r.drafts), func(from, to int) {
		for i := from; i < to; i++ {
			posts[i], more[i] = r.proposals(r.drafts[i])
		}
	})
	if !slices.ContainsFunc(more, func(ps []Proposal) bool { return len(ps) > 0 }) {
		return posts
	}
	var all []Proposal
	for i, ps := range more {
		all = append(append(all, posts[i]), ps...)
		if len(ps) > 0 {
			r.warn("A post was longer than a post can be, and was split.")
		}
	}
	return all
}
