package coverage

import (
	"strings"

	"github.com/microcosm-cc/bluemonday"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// inline is the set that a post's HTML may hold inside its paragraphs. The older
// names of two of them are kept until canonical renames them.
var inline = func() *bluemonday.Policy {
	p := bluemonday.NewPolicy()
	p.AllowElements("p", "em", "strong", "s", "code", "br", "sup", "sub", "b", "i", "strike", "del")
	p.AllowElements("div", "li", "ul", "ol", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "section", "article", "tr", "td", "th", "pre")
	p.AllowAttrs("href").OnElements("a")
	p.AllowURLSchemes("http", "https", "mailto")
	p.AllowRelativeURLs(true) // of which canonical keeps those of posts
	p.RequireParseableURLs(true)
	return p
}()

// SanitiseHTML gives the canonical form of a text's HTML: paragraphs that hold
// a, em, strong, s, code, br, sup and sub, and nothing else; links lead to web and mail
// addresses and to posts of this server. Words are never lost
// but for those of elements that show none (script, style); what stood in other
// blocks becomes paragraphs of its own. SanitiseHTML(SanitiseHTML(x)) ==
// SanitiseHTML(x).
func SanitiseHTML(in string) string {
	safe := inline.Sanitize(withoutControls(in))
	nodes, err := html.ParseFragment(strings.NewReader(safe), &html.Node{
		Type: html.ElementNode, Data: "body", DataAtom: atom.Body,
	})
	if err != nil {
		// Elements nested beyond what the parser follows (512): the words stay.
		return ParagraphHTML(plainText(safe))
	}
	c := canonical{}
	for _, n := range nodes {
		c.walk(n)
	}
	c.endParagraph()
	return c.out.String()
}

// maxNested is how many inline elements are kept inside each other. Each paragraph
// opens all of them anew, so that without a bound a small text could become a huge
// one.
const maxNested = 8

// canonical writes a tree of nodes as paragraphs of inline markup. Each
// paragraph closes the inline elements that are open and the next opens them
// anew, so that markup across blocks stays well formed.
type canonical struct {
	out  strings.Builder
	para strings.Builder
	open []*html.Node // inline elements around the place, outermost first
	text bool         // the paragraph holds more than white space
}

func (c *canonical) walk(n *html.Node) {
	switch n.Type {
	case html.TextNode:
		words := withoutControls(n.Data) // they may have come as character references
		if strings.TrimSpace(words) != "" {
			c.text = true
		}
		c.para.WriteString(escapeText(words))
	case html.ElementNode:
		switch tag := inlineName(n.Data); {
		case tag == "br":
			c.para.WriteString("<br>")
		case tag == "a" && webLink(n) == "", tag != "" && len(c.open) == maxNested:
			c.children(n)
		case tag != "":
			c.para.WriteString(startTag(n))
			c.open = append(c.open, n)
			c.children(n)
			c.open = c.open[:len(c.open)-1]
			c.para.WriteString("</" + tag + ">")
		default:
			c.endParagraph()
			c.children(n)
			c.endParagraph()
		}
	}
}

func (c *canonical) children(n *html.Node) {
	for child := n.FirstChild; child != nil; child = child.NextSibling {
		c.walk(child)
	}
}

func (c *canonical) endParagraph() {
	if c.text {
		for i := len(c.open) - 1; i >= 0; i-- {
			c.para.WriteString("</" + inlineName(c.open[i].Data) + ">")
		}
		c.out.WriteString("<p>" + trimMarkup(c.para.String()) + "</p>")
	}
	c.para.Reset()
	c.text = false
	for _, n := range c.open {
		c.para.WriteString(startTag(n))
	}
}

// trimMarkup takes white space and line breaks off the ends of a paragraph.
func trimMarkup(s string) string {
	for {
		t := strings.TrimSpace(s)
		t = strings.TrimSuffix(strings.TrimPrefix(t, "<br>"), "<br>")
		if t == s {
			return s
		}
		s = t
	}
}

// inlineName gives the name that an inline element is kept under, "" for others.
func inlineName(tag string) string {
	switch tag {
	case "a", "em", "strong", "s", "code", "br", "sup", "sub":
		return tag
	case "b":
		return "strong"
	case "i":
		return "em"
	case "strike", "del":
		return "s"
	}
	return ""
}

func startTag(n *html.Node) string {
	tag := inlineName(n.Data)
	if tag == "a" {
		return `<a href="` + escapeAttribute(webLink(n)) + `">`
	}
	return "<" + tag + ">"
}

// webLink gives the address of a link that may be kept, else "".
func webLink(n *html.Node) string {
	for _, a := range n.Attr {
		if a.Key != "href" {
			continue
		}
		if slug, id, ok := ParsePostLink(a.Val); ok {
			return PostLink(slug, id)
		}
		if isWebAddress(a.Val) || strings.HasPrefix(a.Val, "mailto:") {
			return a.Val
		}
	}
	return ""
}

var (
	escapeText      = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;").Replace
	escapeAttribute = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;").Replace
)

// ParagraphHTML gives plain paragraphs as a text element's HTML; line ends
// inside one become line breaks.
func ParagraphHTML(paragraphs ...string) string {
	var b strings.Builder
	for _, p := range paragraphs {
		if p = prose(p); p != "" {
			b.WriteString("<p>" + strings.ReplaceAll(escapeText(p), "\n", "<br>") + "</p>")
		}
	}
	return b.String()
}

// plainText gives the words of sanitised HTML, paragraphs parted by a line end.
func plainText(s string) string {
	var b strings.Builder
	z := html.NewTokenizer(strings.NewReader(s))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return strings.TrimSpace(b.String())
		case html.TextToken:
			b.WriteString(html.UnescapeString(string(z.Raw())))
		case html.StartTagToken, html.SelfClosingTagToken:
			if name, _ := z.TagName(); string(name) == "br" {
				b.WriteByte('\n')
			}
		case html.EndTagToken:
			if name, _ := z.TagName(); string(name) == "p" {
				b.WriteByte('\n')
			}
		}
	}
}
