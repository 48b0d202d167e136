package copytaster

import (
	"strings"
	"unicode/utf8"

	"github.com/stoppress/stoppress/internal/coverage"
)

// Room in one post, below the limits of coverage: markup and escapes count there.
const (
	maxPostBytes = 200 << 10
	maxPiece     = 48 << 10 // of one paragraph; longer ones are cut between words
	maxElements  = coverage.MaxElements - 10
	maxWorth     = 6 // bytes that one character of HTML may become: &quot;
)

// proposals makes posts of a draft: one, or several where it is beyond a limit.
func (r *reading) proposals(d *draft) (first Proposal, more []Proposal) {
	for i := range d.parts {
		d.parts[i].speaker.Name = r.people.shown(d.parts[i].speaker.Name)
	}
	title := d.title
	elements := make([]coverage.Element, 0, len(d.parts))
	if utf8.RuneCountInString(title) > coverage.MaxTitle {
		elements, title = appendText(elements, title), ""
	}
	for i := range d.parts {
		elements = d.parts[i].appendElements(elements)
	}
	if len(elements) == 0 { // a post needs content: what looked like a title is the post
		elements, title = appendText(elements, title), ""
	}
	byline := d.byline
	if len(byline) > coverage.MaxBylines {
		elements = appendText(elements, namesOf(byline[coverage.MaxBylines:]))
		byline = byline[:coverage.MaxBylines]
	}
	if len(elements) == 0 {
		elements = appendText(elements, namesOf(byline))
		byline = nil
	}
	for part, es := range inPosts(elements) {
		c := coverage.Copy{PublishedAt: d.at, Sources: d.sources, Elements: es}
		if part == 0 {
			c.Title = title
			c.KeyEvent = d.key && title != ""
			c.Summary = r.lang.isSummary(title)
			c.Byline = byline
		}
		if post := (Proposal{Copy: c, Decisions: d.decisions}); part == 0 {
			first = post
		} else {
			more = append(more, post)
		}
	}
	return first, more
}

// namesOf gives the names of contributors in a line.
func namesOf(by []coverage.Contributor) string {
	var names []string
	for _, c := range by {
		names = append(names, c.Name)
	}
	return strings.Join(names, ", ")
}

// appendElements makes elements of a part, within the limits of each.
func (p *part) appendElements(out []coverage.Element) []coverage.Element {
	switch p.kind {
	case coverage.Quote:
		speaker := p.speaker
		speaker.Name, speaker.Role = clipRunes(speaker.Name), clipRunes(speaker.Role)
		for group := range groups(p.paragraphs, coverage.MaxQuoteParagraphs) {
			out = append(out, coverage.Element{Type: coverage.Quote, Paragraphs: group, Speaker: &speaker, ReportedBy: clipRunes(p.reportedBy), Channel: p.channel})
		}
	case coverage.List:
		for group := range groups(p.paragraphs, coverage.MaxListItems) {
			out = append(out, coverage.Element{Type: coverage.List, Items: group})
		}
	default:
		out = appendText(out, p.paragraphs...)
	}
	return out
}

// clipRunes keeps a name that is taken from the text within its limit. The text
// itself keeps it whole.
func clipRunes(s string) string {
	if utf8.RuneCountInString(s) <= coverage.MaxTitle {
		return s
	}
	return strings.TrimSpace(string([]rune(s)[:coverage.MaxTitle]))
}

// appendText makes text elements of paragraphs.
func appendText(out []coverage.Element, paragraphs ...string) []coverage.Element {
	for group := range groups(paragraphs, 1000) {
		if h := coverage.ParagraphHTML(group...); h != "" {
			out = append(out, coverage.Element{Type: coverage.Text, HTML: h})
		}
	}
	return out
}

// groups parts paragraphs into groups of so many, none with more bytes than half
// a post. Paragraphs that are longer are cut between words.
func groups(paragraphs []string, most int) func(yield func([]string) bool) {
	return func(yield func([]string) bool) {
		if n := len(paragraphs); n > 0 && n <= most && fits(paragraphs) {
			yield(paragraphs)
			return
		}
		var group []string
		size := 0
		for _, whole := range paragraphs {
			for _, p := range pieces(whole) {
				if n := worth(p); len(group) == most || len(group) > 0 && size+n > maxPostBytes/2 {
					if !yield(group) {
						return
					}
					group, size = nil, 0
				}
				group = append(group, p)
				size += worth(p)
			}
		}
		if len(group) > 0 {
			yield(group)
		}
	}
}

// fits tells at little cost of most paragraphs that none of them has to be cut, and that
// they have room in one group.
func fits(paragraphs []string) bool {
	n := 0
	for _, p := range paragraphs {
		n += maxWorth*len(p) + 8
	}
	return n <= maxPiece
}

// worth is how many bytes a paragraph takes as HTML, or a little more.
func worth(s string) int {
	return len(s) + 8 + (maxWorth-1)*(strings.Count(s, "&")+strings.Count(s, "<")+strings.Count(s, ">")+strings.Count(s, "\"")+strings.Count(s, "'"))
}

// pieces cuts a paragraph that is too long for one post at spaces, or where there
// is none, between characters.
func pieces(s string) []string {
	var out []string
	for len(s) > maxPiece || worth(s) > maxPiece { // what is far too long is not counted again for each piece
		n := cutAt(s)
		out = append(out, strings.TrimSpace(s[:n]))
		s = strings.TrimSpace(s[n:])
	}
	return append(out, s)
}

// cutAt gives how much of a text is one piece.
func cutAt(s string) int {
	n := min(len(s), maxPiece/maxWorth)
	if n == len(s) {
		return n
	}
	if i := strings.LastIndexAny(s[:n], " \u00a0"); i > 0 {
		return i
	}
	for n > 1 && !utf8.RuneStart(s[n]) {
		n--
	}
	return n
}

// inPosts parts elements into posts.
func inPosts(elements []coverage.Element) [][]coverage.Element {
	out := make([][]coverage.Element, 0, 1)
	size, from := 0, 0
	for i := range elements {
		e := &elements[i]
		n := len(e.HTML)
		for _, list := range [][]string{e.Items, e.Paragraphs} {
			for _, s := range list {
				n += len(s)
			}
		}
		if e.Speaker != nil {
			n += len(e.Speaker.Name) + len(e.Speaker.Role) + len(e.ReportedBy)
		}
		if i > from && (size+n > maxPostBytes || i-from >= maxElements) {
			out = append(out, elements[from:i])
			from, size = i, 0
		}
		size += n
	}
	return append(out, elements[from:])
}
