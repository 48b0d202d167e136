package copytaster

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/stoppress/stoppress/internal/coverage"
)

const maxTitleRunes = coverage.MaxTitle

// header is what stands above the posts.
type header struct {
	title      string
	standfirst string
	leftovers  []pageLine // captions, bylines: words that the header has no place for
}

// lines gives the headline and the lines of the standfirst.
func (h header) lines() []string {
	return append([]string{h.title}, strings.Split(h.standfirst, "\n")...)
}

// setTitle takes the first line as the headline, where it can be one.
func (r *reading) setTitle(lines []pageLine) []pageLine {
	for len(lines) > 1 && isSlug(lines[0].text) && r.wireStory(lines) > 1 {
		r.header.leftovers = append(r.header.leftovers, lines[0])
		lines = lines[1:]
	}
	if len(lines) == 0 || utf8.RuneCountInString(lines[0].text) > maxTitleRunes || !hasWords(lines[0].text) || r.lang.isSummary(lines[0].text) {
		return lines
	}
	r.header.title = lines[0].text
	return lines[1:]
}

// isSlug tells whether a line is a wire's name for a story: "HARBOUR-STRIKE/TALKS
// (UPDATE 2)".
func isSlug(s string) bool {
	first, _, _ := strings.Cut(s, " ")
	return len(s) <= 80 && strings.ContainsAny(strings.Trim(first, "-/"), "-/") && hasWords(first) && first == strings.ToUpper(first) &&
		strings.ToLower(first) != first && ends(s) == 0 && !hasAddress(s)
}

// addStandfirst adds a line to the standfirst while there is room.
func (r *reading) addStandfirst(ln pageLine) bool {
	n := utf8.RuneCountInString(r.header.standfirst) + utf8.RuneCountInString(ln.text) + 1
	if n > coverage.MaxStandfirst {
		return false
	}
	if r.header.standfirst != "" {
		r.header.standfirst += "\n"
	}
	r.header.standfirst += ln.text
	return true
}

// stampedHeader reads the lines above the first stamp.
func (r *reading) stampedHeader(p *page, head []pageLine) {
	rest := r.setTitle(head)
	for i, ln := range rest {
		_, named := r.lang.byline(ln.text)
		if named || r.lang.isPicture(rest, i) || !r.addStandfirst(ln) {
			r.header.leftovers = append(r.header.leftovers, ln)
		}
	}
}

// bareHeader reads the headline and the standfirst of a text without stamps, and
// gives the lines of its posts.
func (r *reading) bareHeader(p *page) []pageLine {
	markCuts(p.lines)
	lines := p.lines
	end := -1 // where furniture such as "Key events" ends the header
	if slices.ContainsFunc(lines, func(ln pageLine) bool { return ln.kind != content }) {
		lines = make([]pageLine, 0, len(p.lines))
		for i, ln := range p.lines {
			if ln.kind == content {
				lines = append(lines, ln)
			} else if end < 0 && len(lines) > 1 && i <= headLines && (ln.kind == furniture || ln.kind == pageDate) {
				end = len(lines)
			}
		}
	}
	if len(lines) > 1 && r.isParagraph(lines[0].text) {
		return lines // the copy has no headline
	}
	pictures := 1 // below the headline
	for pictures < min(len(lines), headLines) && r.lang.isPicture(lines, pictures) {
		pictures++
	}
	if pictures > 1 {
		r.header.leftovers = append(r.header.leftovers, lines[1:pictures]...)
		lines = append([]pageLine{lines[0]}, lines[pictures:]...)
		end -= pictures - 1
	}
	all := lines
	lines = r.setTitle(lines)
	if r.header.title == "" {
		return lines
	}
	if i := r.wireStory(lines); i >= 0 {
		r.wire = true
		for _, ln := range lines[:i] {
			_, named := r.lang.byline(ln.text)
			if named || isSlug(ln.text) || r.lang.isCredit(ln.text) || !r.addStandfirst(ln) {
				r.header.leftovers = append(r.header.leftovers, ln)
			}
		}
		return lines[i:]
	}
	if end > 0 && !r.isHead(all[1:end]) {
		end = 0
	}
	if end > 0 {
		end -= len(all) - len(lines)
		for i := 0; i < end; i++ {
			_, named := r.lang.byline(lines[i].text)
			if named || r.lang.isPicture(lines, i) || !r.addStandfirst(lines[i]) {
				r.header.leftovers = append(r.header.leftovers, lines[i])
			}
		}
		lines = lines[max(end, 0):]
		r.report = r.isReport(p, lines)
		return lines
	}
	if len(lines) > 2 && (p.release || r.released(lines)) && r.lang.couldBeTitle(lines[0].text) && endsSentence(lines[1].text) && !lines[0].cut && r.addStandfirst(lines[0]) {
		return lines[1:]
	}
	// The first paragraph of a story is its lead. A standfirst has no full stop there.
	r.report = r.isReport(p, lines)
	if len(lines) > 0 && r.isStandfirst(p, lines) && (!r.report || ends(lines[0].text) != '.') && r.addStandfirst(lines[0]) {
		return lines[1:]
	}
	return lines
}

// longTitle is of how many words titles of posts are at least, in a text that may be a story:
// shorter ones may as well stand between its paragraphs.
const longTitle = 7

// isReport tells whether the lines under a headline are one story as newspapers print
// them: not long, with no title or byline within, and nothing that only live blogs have.
func (r *reading) isReport(p *page, lines []pageLine) bool {
	const longest, short = 45, 10
	l := r.lang
	if len(lines) > longest {
		return false
	}
	words := 1
	if !l.HeadFirst || len(l.Articles) > 0 { // as short as others are in languages that say more in a word, as those without articles do
		words = longTitle
	}
	titles := r.titles(lines, words)
	if r.quoting != nil || titles > 1 || titles == 1 && len(lines) <= short || p.minuted || len(p.keys) > 0 || l.announcesLive(r.header.title) || len(lines) > 0 && l.announcesLive(lines[0].text) {
		return false
	}
	for _, ln := range p.lines {
		if ln.kind == furniture && l.announcesLive(ln.text) {
			return false
		}
	}
	for i, ln := range lines {
		_, named := l.byline(ln.text)
		if named && i > 2 || l.isSummary(ln.text) || l.Opens.Strong.startsWith(ln.text) || isTags(ln.text) || putsAside(ln.text) && l.questionLabel(ln.text) == question {
			return false
		}
	}
	return true
}

// announcesLive tells whether a headline says that a blog is live.
func (l *language) announcesLive(s string) bool {
	const longest = 3 // words of a phrase
	ts := l.tokens(s[:min(len(s), maxTitleRunes)])
	for i := range ts {
		for n := min(longest, len(ts)-i); n > 0; n-- {
			if l.Live[plainTokens(ts[i:i+n])] {
				return true
			}
		}
	}
	return false
}

// isParagraph tells whether a line that might be a headline is a paragraph of the story:
// it ends as a sentence does and is long or two of them, or is a quotation with its speaker.
func (r *reading) isParagraph(s string) bool {
	const longest = 110 // a headline that ends with a full stop
	return ends(s) == '.' && (utf8.RuneCountInString(s) > longest || len(r.sentences(r.tokens(s))) > 1 || r.quotes(s))
}

// quotes tells whether a paragraph is a quotation with its speaker.
func (r *reading) quotes(s string) bool {
	if !opener.in(s) {
		return false
	}
	ts := r.tokens(s)
	sp, ok := r.lang.spokenIn(s, ts)
	if !ok || !hasWord(sp.outside) {
		return false
	}
	_, ok = r.attributed(newCast(), s, sp.outside, r.mentions(s, sp.outside))
	return ok
}

// speaks tells whether a paragraph is a quotation with a verb that says so.
func (r *reading) speaks(s string) bool {
	sp, ok := r.lang.spokenIn(s, r.tokens(s))
	return ok && slices.ContainsFunc(sp.outside, r.lang.reports)
}

// isHead tells whether lines between the headline and furniture are no posts yet.
func (r *reading) isHead(lines []pageLine) bool {
	const most = 4 // standfirst, byline, caption and credit
	return len(lines) <= most && !slices.ContainsFunc(lines, func(ln pageLine) bool {
		return r.quotes(ln.text) || r.lang.Opens.Strong.startsWith(ln.text) || r.lang.isSummary(ln.text)
	})
}

// wireStory gives the line with the dateline, where one is near the top.
func (r *reading) wireStory(lines []pageLine) int {
	for i, ln := range lines[:min(len(lines), headLines)] {
		if r.lang.datelineEnd(ln.text) > 0 {
			return i
		}
		if endsSentence(ln.text) && len(ln.text) > 200 {
			break
		}
	}
	return -1
}

// isStandfirst tells whether the line under the headline says what the whole is
// about, and is not the first post.
func (r *reading) isStandfirst(p *page, lines []pageLine) bool {
	const longest = 600
	l := r.lang
	s := lines[0].text
	_, named := l.byline(s)
	_, _, item := bullet(s)
	if len(lines) < 3 || lines[0].cut || l.isPicture(lines, 0) || len(s) > longest || named || item || ends(s) == ':' || l.questionLabel(s) != notAsked || isTags(s) ||
		r.quotes(s) || len(r.lang.sentences(r.tokens(s))) > 3 || l.isSummary(s) || p.minuted && r.minute(s) || l.Opens.Strong.startsWith(s) || l.Opens.Closing.startsWith(s) || len(strings.Fields(s)) < 5 {
		return false
	}
	if ends(s) == '.' && !l.HeadFirst && r.tellsNews(s) {
		return false
	}
	if ends(s) == 0 && r.titleAt(lines, 0) { // the title of a post, or a standfirst without a full stop
		b, named := l.byline(lines[1].text)
		if named && len(b.around) > 0 && !l.Furniture.By[plain(b.around[0])] && !l.joinsNames(b.around[0]) { // "From the Fjord Times' Ida Holm", as under the title of a post
			return false
		}
		return named || r.titleAt(lines, 1) || !r.sameStory(s, lines[1].text)
	}
	return true
}

// tellsNews tells whether a sentence is told as posts are, and not as what stands under a
// headline: somebody has said or done something, on a day.
func (r *reading) tellsNews(s string) bool {
	l := r.lang
	ts := r.tokens(s)
	for _, sentence := range r.sentences(ts) {
		if l.perfect(sentence) || l.weekday(sentence) || slices.ContainsFunc(sentence, l.reports) {
			return true
		}
	}
	return len(r.citations(s, ts)) > 0
}

// sameStory tells whether a paragraph takes up the words of a title above it.
func (r *reading) sameStory(title, below string) bool {
	d := newDraft()
	d.remember(r.tokens(below))
	return d.shared(r.lang, r.tokens(title)) >= 0.25
}

// placeLeftovers puts what the header has no place for where the story begins, at the end of the
// oldest post. Names are its byline where there is one post; where there are more, nothing
// tells who wrote which, and they are the page's.
func (r *reading) placeLeftovers() {
	if len(r.header.leftovers) == 0 {
		return
	}
	if len(r.drafts) == 0 {
		r.drafts = append(r.drafts, newDraft())
	}
	d := r.drafts[len(r.drafts)-1]
	for _, ln := range r.header.leftovers {
		b, ok := r.lang.byline(ln.text)
		if ok && len(r.drafts) > 1 {
			r.around = append(r.around, ln.text)
			r.warn("The page says who wrote it, not who wrote which post: %s.", ln.text)
			continue
		}
		if ok && len(b.by)+len(d.byline) <= coverage.MaxBylines && !slices.ContainsFunc(b.by, func(c coverage.Contributor) bool { return slices.Contains(d.byline, c) }) {
			d.byline = append(d.byline, b.by...)
			r.around = append(r.around, b.around...)
			d.decide("byline-of-page", 0.6, ln.text)
			continue
		}
		d.write(ln.text)
		d.decide("kept-from-header", 0.5, ln.text)
	}
}
