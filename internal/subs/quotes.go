package subs

import (
	"fmt"
	"hash/crc32"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/stoppress/stoppress/internal/coverage"
)

// digest stands for words in a key that is kept: the same on every machine.
func digest(s string) string { return fmt.Sprintf("%08x", crc32.ChecksumIEEE([]byte(s))) }

// marks warns of quotation marks that do not pair. Where a quotation goes on over
// paragraphs, each begins with a mark and only the last ends with one.
func (r *reader) marks() {
	for ti, t := range r.texts {
		at := 0
		lines := strings.Split(t.words, "\n")
		for i, line := range lines {
			next := ""
			if i+1 < len(lines) {
				next = lines[i+1]
			} else if ti+1 < len(r.texts) && r.texts[ti+1].element == t.element {
				next = r.texts[ti+1].words
			}
			if place, odd := unpaired(line, next); odd {
				_, n := utf8.DecodeRuneInString(line[place:])
				r.warn(t, at+place, at+place+n, Warning{
					Kind: Marks, Key: "marks:" + digest(line),
					Message: fmt.Sprintf("This quotation mark has no other: %s", around(line, place)),
				})
			}
			at += len(line) + 1
		}
	}
}

// around gives the words beside a place.
func around(line string, at int) string {
	from, to := clipped(line, at-15), clipped(line, at+25)
	out := strings.TrimSpace(line[from:to])
	if from > 0 {
		out = "…" + out
	}
	if to < len(line) {
		out += "…"
	}
	return out
}

// unpaired finds a quotation mark that has no other in a paragraph.
func unpaired(line, next string) (place int, odd bool) {
	low := strings.Contains(line, "„") || strings.Contains(line, "‚") // German: “ closes
	nordic := !low && !strings.Contains(line, "“")                    // ”…”: both are alike
	type open struct {
		at   int
		mark rune
	}
	var opens []open
	alike := map[rune]rune{'"': '"'}
	if nordic {
		alike['”'] = '”'
	}
	var before rune
	for i, c := range line {
		was := before
		before = c
		top := open{}
		if len(opens) > 0 {
			top = opens[len(opens)-1]
		}
		switch {
		case alike[c] != 0:
			if c == '"' && unicode.IsDigit(was) && top.mark != '"' {
				continue // inches
			}
			if top.mark == c {
				opens = opens[:len(opens)-1]
			} else {
				opens = append(opens, open{i, c})
			}
		case c == '„' || c == '“' && !low || c == '「' || c == '『':
			opens = append(opens, open{i, c})
		case c == '“' || c == '”' || c == '」' || c == '』':
			if top.mark == 0 || top.mark == '"' {
				return i, true
			}
			opens = opens[:len(opens)-1]
		case c == '«' || c == '»': // in French «…», in German »…«
			if top.mark == '«' && c == '»' || top.mark == '»' && c == '«' {
				opens = opens[:len(opens)-1]
			} else {
				opens = append(opens, open{i, c})
			}
		}
	}
	if len(opens) == 0 {
		return 0, false
	}
	left := opens[0]
	if len(opens) == 1 && strings.HasPrefix(strings.TrimSpace(next), string(left.mark)) {
		return 0, false // it goes on in the next paragraph
	}
	return left.at, true
}

// speakers warns of quotes whose speaker nobody names: elements without one, and
// paragraphs that are a quotation from end to end, with no one who says it beside them.
func (r *reader) speakers() {
	for i, e := range r.copy.Elements {
		switch {
		case e.Type == coverage.Quote && (e.Speaker == nil || strings.TrimSpace(e.Speaker.Name) == ""):
			t := text{element: i, field: SpeakerField}
			r.warn(t, 0, 0, Warning{
				Kind: Speaker, Key: "speaker:" + digest(e.PlainText()), Message: "Who says this? The quote has no speaker.",
			})
		case e.Type == coverage.Text:
			r.bareQuotations(i, coverage.ReadProse(e.HTML).Text)
		}
	}
}

// fewWords is the length of a quotation that may be a title or a slogan.
const fewWords = 6

func (r *reader) bareQuotations(element int, words string) {
	at := 0
	lines := strings.Split(words, "\n")
	attributed := func(i int) bool {
		if i < 0 {
			return element > 0
		}
		if i >= len(lines) {
			return false
		}
		if strings.HasSuffix(strings.TrimSpace(lines[i]), ":") {
			return true
		}
		return slices.ContainsFunc(wordsOf(lines[i], r.vocab), func(w word) bool { return r.vocab.Reports(w.text) })
	}
	for i, line := range lines {
		if wholeQuotation(line) && len(wordsOf(line, r.vocab)) >= fewWords && !attributed(i-1) && !attributed(i+1) &&
			!(i > 0 && strings.IndexAny(lines[i-1], "“\"„«") == 0) { // it goes on from there
			r.warn(text{element: element, field: TextField, words: words}, at, at+len(line), Warning{
				Kind: Speaker, Key: "speaker:" + digest(line), Message: fmt.Sprintf("Who says this? %s", around(line, 0)),
			})
		}
		at += len(line) + 1
	}
}

// wholeQuotation tells whether a paragraph is one quotation and nothing else.
func wholeQuotation(line string) bool {
	line = strings.TrimSpace(line)
	for _, pair := range [...][2]string{{"“", "”"}, {`"`, `"`}, {"„", "“"}, {"«", "»"}, {"»", "«"}} {
		inner, ok := strings.CutPrefix(line, pair[0])
		if !ok {
			continue
		}
		inner, ok = strings.CutSuffix(strings.TrimRight(inner, ".,!?…"), pair[1])
		if ok && !strings.Contains(inner, pair[0]) && !strings.Contains(inner, pair[1]) {
			return true
		}
	}
	return false
}

// sameShare is how much of a quote another one has to have, in percent of its runs of
// words, to be the same.
const sameShare = 70

// manyQuotes with the same words make a phrase of them, which tells no quote from another.
const manyQuotes = 50

// repeated warns of quotes that other posts have already.
func (r *reader) repeated() {
	for i, e := range r.copy.Elements {
		if e.Type != coverage.Quote {
			continue
		}
		found := digests(e.Paragraphs, r.vocab)
		hits := map[coverage.PostID]int{}
		for _, d := range found {
			if list := r.quotes[d]; len(list) <= manyQuotes {
				for _, id := range list {
					hits[id]++
				}
			}
		}
		var same []coverage.PostID
		for id, n := range hits {
			if n*100 >= len(found)*sameShare && id != r.linker.Where.Post && !r.knows(id) {
				same = append(same, id)
			}
		}
		if len(same) == 0 {
			continue
		}
		slices.Sort(same)
		same = same[:min(len(same), 5)]
		words := e.Paragraphs[0]
		r.warn(text{element: i, field: TextField, words: words}, 0, len(words), Warning{
			Kind: Repeated, Posts: same, Key: "repeated:" + string(same[0]), Message: fmt.Sprintf("Another post has this quote: %s", around(words, 0)),
		})
	}
}

// knows tells whether the post has a relation to another one, or leads there: then it
// repeats it on purpose.
func (r *reader) knows(id coverage.PostID) bool {
	return slices.ContainsFunc(r.copy.Relations, func(rel coverage.Relation) bool { return rel.Post == id }) ||
		slices.Contains(r.copy.LinkedPosts(r.linker.Where.Blog), id)
}

// times warns of times that refer to a post where there is none, or are several, and
// tells which lead to one.
func (r *reader) times() {
	led := r.linker.led()
	for i, e := range r.copy.Elements {
		if e.Type != coverage.Text {
			r.timesBeside(i, e, led)
			continue
		}
		prose := coverage.ReadProse(e.HTML)
		t := text{element: i, field: TextField, words: prose.Text}
		for _, ref := range References(prose.Text, r.linker.Where.Language) {
			href, plain := prose.Link(ref.Start, ref.End)
			blog, to, ok := coverage.ParsePostLink(href)
			switch {
			case ok && blog == r.linker.Where.Blog && !r.linker.Public(to):
				r.warn(t, ref.Start, ref.End, Warning{
					Kind: Time, Key: "gone:" + string(to), Message: fmt.Sprintf("%s leads to a post that readers cannot see; they get plain words.", ref.Words),
				})
			case ok:
				r.leads(t, ref, to)
			case plain:
				r.time(t, ref, led)
			}
		}
	}
}

// timesBeside does the same for plain words.
func (r *reader) timesBeside(i int, e coverage.Element, led map[string]coverage.PostID) {
	at := 0
	for _, line := range e.Lines() {
		t := text{element: i, field: TextField, words: line, at: at}
		for _, ref := range References(line, r.linker.Where.Language) {
			r.time(t, ref, led)
		}
		at += len(line) + 1
	}
}

// time looks for the post that a time in plain words means.
func (r *reader) time(t text, ref Reference, led map[string]coverage.PostID) {
	if slices.Contains(r.linker.Silenced, ref.Key()) {
		return
	}
	if to, ok := r.linker.target(ref, led); ok {
		r.leads(t, ref, to)
	} else if ref.Sure {
		r.unclear(t, ref)
	}
}

func (r *reader) leads(t text, ref Reference, to coverage.PostID) {
	r.links = append(r.links, TimeLink{Element: t.element, Offset: r.offset(t, ref.Start), Words: ref.Words, Post: to, Key: ref.Key()})
}

func (r *reader) unclear(t text, ref Reference) {
	found := r.linker.Times.Of(ref, r.linker.Where)
	w := Warning{Kind: Time, Key: ref.Key(), Message: fmt.Sprintf("No post is of %s.", ref.Words)}
	if len(found) > 0 {
		w.Message = fmt.Sprintf("%d posts are of %s. Which one?", len(found), ref.Words)
		w.Posts = found[:min(len(found), 10)]
	}
	r.warn(t, ref.Start, ref.End, w)
}
