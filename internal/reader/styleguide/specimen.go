package styleguide

import (
	"bytes"
	"fmt"
	"html/template"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// specimen says what to cut from which page, and what a script or a browser would
// have done to it.
type specimen struct {
	Caption string
	page    string   // its name in Guide.pages; the live sample where it is empty
	post    string   // a post of the page by its name in the fiction, or
	pieces  []string // "#id", ".class" or an element's name, in the order of the page
	live    string   // the connection as in data-live
	held    int      // updates that wait
	list    bool     // the post as it stands in the list: with its time beside it where there is room
	made    string   // what the page's script makes, in the place of what is cut
}

// shown is a specimen ready to stand in a shadow tree.
type shown struct {
	Caption string
	HTML    template.HTML
}

// cutter cuts specimens from the pages of a guide.
type cutter struct {
	guide  *Guide
	pages  map[string]*html.Node
	labels map[string]int // how many parts have had a label
}

func (g *Guide) cutter() (*cutter, error) {
	pages, err := g.pages()
	if err != nil {
		return nil, err
	}
	c := &cutter{guide: g, pages: map[string]*html.Node{}, labels: map[string]int{}}
	for name, page := range pages {
		if c.pages[name], err = html.Parse(bytes.NewReader(page)); err != nil {
			return nil, fmt.Errorf("parse the page %q: %w", name, err)
		}
	}
	return c, nil
}

// cut gives the specimen: its pieces, inside what they need of the page around
// them to look as they do there.
func (c *cutter) cut(s specimen) (shown, error) {
	if s.made != "" {
		return shown{s.Caption, template.HTML(`<div class="cut">` + s.made + `</div>`)}, nil
	}
	name := s.page
	if name == "" {
		name = "live"
	}
	page := c.pages[name]
	if page == nil {
		return shown{}, fmt.Errorf("there is no page %q", name)
	}
	frame := newElement("div")
	copyAttributes(find(page, "main"), frame, "class", "data-blog", "data-state", "data-live")
	if s.live != "" {
		set(frame, "data-live", s.live)
	}
	var bar *html.Node
	for _, piece := range c.pieces(s) {
		n := find(page, piece)
		if n == nil {
			return shown{}, fmt.Errorf("the page %q has no %s", name, piece)
		}
		n = clone(n)
		switch {
		case piece == ".bar":
			bar = n
		case piece == "main":
			for n.FirstChild != nil {
				move(n.FirstChild, frame)
			}
		default:
			frame.AppendChild(n)
		}
	}
	if s.list {
		row, list := newElement("li"), newElement("ol")
		set(list, "id", "posts")
		for frame.FirstChild != nil {
			move(frame.FirstChild, row)
		}
		list.AppendChild(row)
		frame.AppendChild(list)
	}
	if s.held > 0 {
		button := find(frame, "#new-posts")
		unset(button, "hidden")
		said, err := c.guide.words.Book("en").Say("new-updates", s.held)
		if err != nil {
			return shown{}, err
		}
		for button.FirstChild != nil {
			button.RemoveChild(button.FirstChild)
		}
		button.AppendChild(&html.Node{Type: html.TextNode, Data: said})
	}
	around := newElement("div")
	copyAttributes(find(page, "html"), around, "lang", "dir")
	set(around, "class", "cut")
	if bar != nil {
		around.AppendChild(bar)
	}
	around.AppendChild(frame)
	level(around)
	c.tellApart(around)
	var b strings.Builder
	if err := html.Render(&b, around); err != nil {
		return shown{}, err
	}
	return shown{Caption: s.Caption, HTML: template.HTML(b.String())}, nil
}

func (c *cutter) pieces(s specimen) []string {
	if s.post == "" {
		return s.pieces
	}
	at, _ := c.guide.sample("live")
	return []string{"#post-" + string(postNamed(at.edition, s.post))}
}

// tellApart numbers the labels of landmarks that stand in the index more than once,
// so that a screen reader's list of them has no two alike.
func (c *cutter) tellApart(root *html.Node) {
	for n := range root.Descendants() {
		label := attribute(n, "aria-label")
		if label == "" {
			continue
		}
		if c.labels[label]++; c.labels[label] > 1 {
			set(n, "aria-label", label+" "+strconv.Itoa(c.labels[label]))
		}
	}
}

// level puts a specimen's headings below the heading of its part, which is of
// level 3, without a gap.
func level(root *html.Node) {
	var levels []string
	for n := range root.Descendants() {
		if isHeading(n) && !slices.Contains(levels, n.Data) {
			levels = append(levels, n.Data)
		}
	}
	slices.Sort(levels)
	for n := range root.Descendants() {
		if isHeading(n) {
			set(n, "aria-level", strconv.Itoa(4+slices.Index(levels, n.Data)))
		}
	}
}

func isHeading(n *html.Node) bool {
	switch n.DataAtom {
	case atom.H1, atom.H2, atom.H3, atom.H4:
		return true
	}
	return false
}

// find gives the first element below n that a key names: "#id", ".class" or an
// element's name.
func find(n *html.Node, key string) *html.Node {
	for d := range n.Descendants() {
		if d.Type != html.ElementNode {
			continue
		}
		switch key[0] {
		case '#':
			if attribute(d, "id") == key[1:] {
				return d
			}
		case '.':
			if slices.Contains(strings.Fields(attribute(d, "class")), key[1:]) {
				return d
			}
		default:
			if d.Data == key {
				return d
			}
		}
	}
	return nil
}

func newElement(name string) *html.Node {
	return &html.Node{Type: html.ElementNode, Data: name, DataAtom: atom.Lookup([]byte(name))}
}

func clone(n *html.Node) *html.Node {
	out := &html.Node{Type: n.Type, Data: n.Data, DataAtom: n.DataAtom, Attr: slices.Clone(n.Attr)}
	for child := range n.ChildNodes() {
		out.AppendChild(clone(child))
	}
	return out
}

func move(n, to *html.Node) {
	n.Parent.RemoveChild(n)
	to.AppendChild(n)
}

func attribute(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func copyAttributes(from, to *html.Node, keys ...string) {
	for _, a := range from.Attr {
		if slices.Contains(keys, a.Key) {
			set(to, a.Key, a.Val)
		}
	}
}

func set(n *html.Node, key, value string) {
	unset(n, key)
	n.Attr = append(n.Attr, html.Attribute{Key: key, Val: value})
}

func unset(n *html.Node, key string) {
	n.Attr = slices.DeleteFunc(n.Attr, func(a html.Attribute) bool { return a.Key == key })
}
