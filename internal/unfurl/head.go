package unfurl

import (
	"errors"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/stoppress/stoppress/internal/coverage"
)

// head is what a page says of itself before its body.
type head struct {
	title    string // <title>
	ogTitle  string
	image    string
	site     string
	oEmbed   string // address of its oEmbed in JSON
	baseHref string
}

// longestToken is the most that one tag or text of a head may take, in bytes.
const longestToken = 128 << 10

// readHead reads a page as far as its head goes. What is malformed ends it early;
// what was read until then counts.
func readHead(r io.Reader) (head, error) {
	z := html.NewTokenizer(r)
	z.SetMaxBuf(longestToken)
	var h head
	var inTitle bool
	for {
		switch z.Next() {
		case html.ErrorToken:
			err := z.Err()
			if errors.Is(err, io.EOF) || errors.Is(err, html.ErrBufferExceeded) {
				err = nil
			}
			return h, err
		case html.TextToken:
			if inTitle && h.title == "" {
				h.title = tidy(string(z.Text()))
			}
		case html.EndTagToken:
			name, _ := z.TagName()
			inTitle = false
			if atom.Lookup(name) == atom.Head {
				return h, nil
			}
		case html.StartTagToken, html.SelfClosingTagToken:
			name, more := z.TagName()
			tag := atom.Lookup(name)
			inTitle = tag == atom.Title
			switch tag {
			case atom.Body:
				return h, nil
			case atom.Meta, atom.Link, atom.Base:
				h.note(tag, attributes(z, more))
			}
		}
	}
}

func attributes(z *html.Tokenizer, more bool) map[string]string {
	out := map[string]string{}
	for more {
		var key, value []byte
		key, value, more = z.TagAttr()
		if _, twice := out[string(key)]; !twice { // the first counts
			out[string(key)] = string(value)
		}
	}
	return out
}

func (h *head) note(tag atom.Atom, has map[string]string) {
	first := func(field *string, value string) {
		if *field == "" {
			*field = value
		}
	}
	switch tag {
	case atom.Base:
		first(&h.baseHref, strings.TrimSpace(has["href"]))
	case atom.Link:
		if hasWord(has["rel"], "alternate") && strings.EqualFold(strings.TrimSpace(has["type"]), "application/json+oembed") {
			first(&h.oEmbed, strings.TrimSpace(has["href"]))
		}
	case atom.Meta:
		property := has["property"]
		if property == "" {
			property = has["name"]
		}
		switch strings.ToLower(strings.TrimSpace(property)) {
		case "og:title":
			first(&h.ogTitle, tidy(has["content"]))
		case "twitter:title":
			first(&h.ogTitle, tidy(has["content"]))
		case "og:image", "og:image:url", "twitter:image":
			first(&h.image, strings.TrimSpace(has["content"]))
		case "og:site_name":
			first(&h.site, tidy(has["content"]))
		}
	}
}

func hasWord(list, word string) bool {
	for w := range strings.FieldsSeq(list) {
		if strings.EqualFold(w, word) {
			return true
		}
	}
	return false
}

// tidy makes one line of plain text that a title has room for.
func tidy(s string) string {
	s = strings.ToValidUTF8(s, "\uFFFD")
	s = strings.Join(strings.FieldsFunc(s, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }), " ")
	if utf8.RuneCountInString(s) <= coverage.MaxTitle {
		return s
	}
	return string([]rune(s)[:coverage.MaxTitle-1]) + "…"
}
