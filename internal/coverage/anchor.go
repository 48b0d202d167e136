package coverage

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// PostLink gives the address by which a text leads to a post of this server: a path,
// so that it holds under any base URL, with the place on the page.
func PostLink(slug Slug, id PostID) string {
	return "/" + string(slug) + "/posts/" + string(id) + "#post-" + string(id)
}

var postLink = regexp.MustCompile(`^/([a-z0-9-]{1,80})/posts/([0-9A-Z]{26})(?:#post-([0-9A-Z]{26}))?$`)

// ParsePostLink reads what PostLink gives, also without the place on the page.
func ParsePostLink(s string) (Slug, PostID, bool) {
	m := postLink.FindStringSubmatch(s)
	if m == nil || m[3] != "" && m[3] != m[2] {
		return "", "", false
	}
	id, ok := ParsePostID(m[2])
	slug := Slug(m[1])
	return slug, id, ok && slug.WellFormed()
}

// anchors finds the links to posts in sanitised HTML. Links never stand in each other,
// and what is not markup is escaped there.
var anchors = regexp.MustCompile(`<a href="(/[^"]*)">(.*?)</a>`)

// LinkedPosts are the posts of a blog that the copy's words link to, each once.
func (c Copy) LinkedPosts(blog Slug) []PostID {
	var out []PostID
	for _, e := range c.Elements {
		for _, r := range e.References {
			if !slices.Contains(out, r.Post) {
				out = append(out, r.Post)
			}
		}
		if e.Type != Text || !strings.Contains(e.HTML, `<a href="/`) {
			continue
		}
		for _, m := range anchors.FindAllStringSubmatch(e.HTML, -1) {
			if slug, id, ok := ParsePostLink(m[1]); ok && slug == blog && !slices.Contains(out, id) {
				out = append(out, id)
			}
		}
	}
	return out
}

// WithoutLinks gives a blog's elements whose words lead to none of its posts that dead
// says; the words stay. It gives the same slice where there is nothing to take off.
func WithoutLinks(elements []Element, blog Slug, dead func(PostID) bool) []Element {
	out := relinked(elements, func(address, words, all string) string {
		if slug, id, ok := ParsePostLink(address); ok && slug == blog && dead(id) {
			return words
		}
		return all
	})
	own := len(out) > 0 && len(elements) > 0 && &out[0] != &elements[0]
	for i, e := range elements {
		kept := e.withoutReferences(dead)
		if len(kept) == len(e.References) {
			continue
		}
		if !own {
			out, own = slices.Clone(out), true
		}
		out[i].References = kept
	}
	return out
}

// WithWholeLinks gives elements whose texts lead to posts by whole addresses, for
// readers elsewhere. It gives the same slice where there is nothing to change.
func WithWholeLinks(elements []Element, baseURL string) []Element {
	return relinked(elements, func(address, words, _ string) string {
		return `<a href="` + escapeAttribute(baseURL) + address + `">` + words + `</a>`
	})
}

func relinked(elements []Element, link func(address, words, all string) string) []Element {
	var out []Element
	for i, e := range elements {
		if e.Type != Text || !strings.Contains(e.HTML, `<a href="/`) {
			continue
		}
		next := anchors.ReplaceAllStringFunc(e.HTML, func(all string) string {
			m := anchors.FindStringSubmatch(all)
			return link(m[1], m[2], all)
		})
		if next == e.HTML {
			continue
		}
		if out == nil {
			out = slices.Clone(elements)
		}
		out[i].HTML = next
	}
	if out == nil {
		return elements
	}
	return out
}

// Prose is the words of sanitised HTML, and where each of them stands in it.
type Prose struct {
	// Text is what PlainText gives of it, but for white space at its ends.
	Text string
	html string
	runs []run
}

// run is a piece of text without markup in it.
type run struct {
	start, end int   // in Text
	at         []int // in the HTML: of each byte of the run, and of its end
	href       string
	code       bool
}

// ReadProse reads sanitised HTML.
func ReadProse(sanitised string) Prose {
	p := Prose{html: sanitised}
	var text strings.Builder
	href, code, at := "", 0, 0
	z := html.NewTokenizer(strings.NewReader(sanitised))
	for kind := z.Next(); kind != html.ErrorToken; kind = z.Next() {
		raw := z.Raw()
		switch kind {
		case html.TextToken:
			p.runs = append(p.runs, readRun(&text, string(raw), at, href, code > 0))
		case html.StartTagToken, html.SelfClosingTagToken:
			name, has := z.TagName()
			switch string(name) {
			case "br":
				text.WriteByte('\n')
			case "code":
				code++
			case "a":
				href = "#" // whatever it is, it is a link
				if has {
					_, value, _ := z.TagAttr()
					href = string(value)
				}
			}
		case html.EndTagToken:
			switch name, _ := z.TagName(); string(name) {
			case "p":
				text.WriteByte('\n')
			case "code":
				code--
			case "a":
				href = ""
			}
		}
		at += len(raw)
	}
	p.Text = strings.TrimRight(text.String(), "\n")
	return p
}

// readRun writes a run's words and remembers where they stand.
func readRun(text *strings.Builder, raw string, at int, href string, code bool) run {
	r := run{start: text.Len(), href: href, code: code}
	for i := 0; i < len(raw); {
		said, n := raw[i:i+1], 1
		for _, escaped := range [...][2]string{{"&amp;", "&"}, {"&lt;", "<"}, {"&gt;", ">"}} {
			if strings.HasPrefix(raw[i:], escaped[0]) {
				said, n = escaped[1], len(escaped[0])
			}
		}
		text.WriteString(said)
		r.at = append(r.at, at+i)
		i += n
	}
	r.at = append(r.at, at+len(raw))
	r.end = text.Len()
	return r
}

// Link gives the address of the link that the words from start to end stand in, ""
// where they stand in none. plain is false where they cannot become one: they stand in
// one, in code, or partly in other markup.
func (p Prose) Link(start, end int) (href string, plain bool) {
	i, found := slices.BinarySearchFunc(p.runs, start, func(r run, at int) int {
		switch {
		case r.end <= at:
			return -1
		case r.start > at:
			return 1
		}
		return 0
	})
	if !found {
		return "", false
	}
	r := p.runs[i]
	return r.href, r.href == "" && !r.code && end <= r.end
}

// Anchor is a piece of a text that is to lead somewhere.
type Anchor struct {
	Start, End int // in Prose.Text
	Href       string
}

// Linked gives the HTML with further links; not one word of it changes. Each piece must be
// plain, as Link tells, and none may overlap.
func (p Prose) Linked(add []Anchor) string {
	slices.SortFunc(add, func(a, b Anchor) int { return cmp.Compare(a.Start, b.Start) })
	var b strings.Builder
	done := 0
	for _, a := range add {
		i := slices.IndexFunc(p.runs, func(r run) bool { return r.start <= a.Start && a.End <= r.end })
		if i < 0 {
			continue
		}
		r := p.runs[i]
		from, to := r.at[a.Start-r.start], r.at[a.End-r.start]
		b.WriteString(p.html[done:from] + `<a href="` + escapeAttribute(a.Href) + `">` + p.html[from:to] + `</a>`)
		done = to
	}
	b.WriteString(p.html[done:])
	return b.String()
}
