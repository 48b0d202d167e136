package coverage

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"
)

// ElementType says what an Element is.
type ElementType string

// The types of elements.
const (
	Text    ElementType = "text"
	Heading ElementType = "heading"
	List    ElementType = "list"
	Quote   ElementType = "quote"
	Image   ElementType = "image"
	Embed   ElementType = "embed"
	Link    ElementType = "link"
)

// ElementTypes are all types of elements.
var ElementTypes = []ElementType{Text, Heading, List, Quote, Image, Embed, Link}

// Limits on elements.
const (
	MaxElements        = 500
	MaxCopyBytes       = 256 << 10 // all words of one post
	MaxQuoteParagraphs = 50
	MaxListItems       = 500
)

// Speaker is the person or body that a quote comes from. One whom the text does
// not name is named by the role ("the mayor's spokesperson").
type Speaker struct {
	Name string `json:"name" maxLength:"300"`
	Role string `json:"role,omitempty" maxLength:"300" doc:"What the speaker was when saying it"`
}

// Element is one part of a post's body. Type says which of the fields it has; a
// field of another type is an error.
type Element struct {
	Type ElementType `json:"type" enum:"text,heading,list,quote,image,embed,link"`

	// text
	HTML string `json:"html,omitempty" doc:"text: paragraphs with inline markup (a, em, strong, s, code, br, sup, sub inside p)"`

	// heading
	Text string `json:"text,omitempty" maxLength:"300" doc:"heading: its words"`

	// list
	Ordered bool     `json:"ordered,omitempty" doc:"list: numbered"`
	Items   []string `json:"items,omitempty" doc:"list: its items, plain text" maxItems:"500"`

	// quote
	Paragraphs []string   `json:"paragraphs,omitempty" doc:"quote: the words on record, plain text" maxItems:"50"`
	Speaker    *Speaker   `json:"speaker,omitempty" doc:"quote: who said it"`
	Channel    string     `json:"channel,omitempty" maxLength:"300" doc:"quote: where it was said (interview, statement, speech …)"`
	SaidAt     *time.Time `json:"saidAt,omitempty" doc:"quote: when it was said"`
	Language   string     `json:"language,omitempty" maxLength:"35" doc:"quote: BCP 47 tag of the words, where it is not the blog's language"`
	// Translation are the words in the blog's language, where Language is another.
	Translation []string `json:"translation,omitempty" doc:"quote: the words in the blog's language, where they were said in another; plain text" maxItems:"50"`
	Partial     bool     `json:"partial,omitempty" doc:"quote: a part of a sentence, taken out of it"`
	ReportedBy  string   `json:"reportedBy,omitempty" maxLength:"300" doc:"quote: who reported it, where that is not the author"`

	// list, quote
	References []Reference `json:"references,omitempty" maxItems:"1000" doc:"list, quote: times in the words that lead to posts; found by the server at each writing"`

	// image
	Media       string `json:"media,omitempty" doc:"image: its address, or the media of a picture that was uploaded here"`
	Alt         string `json:"alt,omitempty" maxLength:"2000" doc:"image: its words for those who cannot see it; a published one has them or is decorative"`
	Decorative  bool   `json:"decorative,omitempty" doc:"image: says nothing that the words beside it do not"`
	Caption     string `json:"caption,omitempty" maxLength:"2000"`
	Credit      string `json:"credit,omitempty" maxLength:"300"`
	Width       int    `json:"width,omitempty" doc:"image: in pixels; of an uploaded one the server says it, as height and placeholder"`
	Height      int    `json:"height,omitempty" doc:"image: in pixels"`
	Placeholder string `json:"placeholder,omitempty" doc:"image: stands there until the picture comes; made by the server"`

	// quote, embed, link
	URL string `json:"url,omitempty" doc:"quote, embed, link: an http or https address"`

	// embed, link
	Title string `json:"title,omitempty" maxLength:"300" doc:"embed, link: its words"`

	// embed
	Still string `json:"still,omitempty" doc:"embed: the media of a picture that was uploaded here, to be shown until a reader asks for more"`
}

// MarshalJSON writes the fields of the element's type, and no others. Markup is not
// escaped here; a JSON encoder around it that escapes still does.
func (e Element) MarshalJSON() ([]byte, error) {
	type plain Element
	var value any = plain(e)
	if e.Type == List { // says whether it is ordered also where it is not
		value = struct {
			Type       ElementType `json:"type"`
			Ordered    bool        `json:"ordered"`
			Items      []string    `json:"items"`
			References []Reference `json:"references,omitempty"`
		}{e.Type, e.Ordered, e.Items, e.References}
	}
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	err := encoder.Encode(value)
	return b.Bytes(), err
}

// fields of each type, beside "type". The order is that of checkElement.
var elementFields = map[ElementType][]string{
	Text:    {"html"},
	Heading: {"text"},
	List:    {"ordered", "items", "references"},
	Quote:   {"paragraphs", "speaker", "channel", "saidAt", "language", "translation", "partial", "reportedBy", "references", "url"},
	Image:   {"media", "alt", "decorative", "caption", "credit", "width", "height", "placeholder"},
	Embed:   {"url", "title", "still", "width", "height", "placeholder"},
	Link:    {"url", "title"},
}

// ElementFields gives the fields that elements of a type may have, beside "type", and
// those that they always have.
func ElementFields(t ElementType) (fields, always []string) {
	switch t {
	case List:
		always = []string{"ordered", "items"}
	case Quote:
		always = []string{"paragraphs", "speaker"}
	default: // what it is about comes first
		always = elementFields[t][:1]
	}
	return elementFields[t], always
}

// present lists the fields that the element has, whatever its type.
func (e Element) present() []string {
	var have []string
	for _, f := range []struct {
		name string
		set  bool
	}{
		{"html", e.HTML != ""}, {"text", e.Text != ""}, {"ordered", e.Ordered}, {"items", e.Items != nil},
		{"paragraphs", e.Paragraphs != nil}, {"speaker", e.Speaker != nil}, {"channel", e.Channel != ""},
		{"saidAt", e.SaidAt != nil}, {"language", e.Language != ""}, {"translation", e.Translation != nil}, {"partial", e.Partial},
		{"reportedBy", e.ReportedBy != ""}, {"references", e.References != nil}, {"media", e.Media != ""},
		{"alt", e.Alt != ""}, {"decorative", e.Decorative}, {"caption", e.Caption != ""}, {"credit", e.Credit != ""},
		{"width", e.Width != 0}, {"height", e.Height != 0}, {"placeholder", e.Placeholder != ""}, {"url", e.URL != ""},
		{"title", e.Title != ""}, {"still", e.Still != ""},
	} {
		if f.set {
			have = append(have, f.name)
		}
	}
	return have
}

// checkElement tidies one element. keep is false for a text that holds nothing
// once it is sanitised: it says nothing, so it is left out.
func (p *problems) checkElement(at string, e Element) (out Element, keep bool) {
	allowed, known := elementFields[e.Type]
	if !known {
		if e.Type == "" {
			p.add(at+".type", "is missing; use one of text, heading, list, quote, image, embed, link")
		} else {
			p.add(at+".type", "%q is not one of text, heading, list, quote, image, embed, link", e.Type)
		}
		return e, true
	}
	for _, f := range e.present() {
		if !slices.Contains(allowed, f) {
			p.add(at+"."+f, "is not a field of an element of type %s", e.Type)
		}
	}
	switch e.Type {
	case Text:
		e.HTML = SanitiseHTML(e.HTML)
		return e, e.HTML != ""
	case Heading:
		e.Text = line(e.Text)
		if e.Text == "" {
			p.add(at+".text", "is missing")
		}
		p.limit(at+".text", e.Text, MaxTitle)
	case List:
		e.Items = tidyParagraphs(e.Items)
		if len(e.Items) == 0 {
			p.add(at+".items", "is missing; a list has at least one item")
		}
		if len(e.Items) > MaxListItems {
			p.add(at+".items", "has %d items; up to %d are kept", len(e.Items), MaxListItems)
		}
	case Quote:
		p.checkQuote(at, &e)
	case Image:
		p.checkImage(at, &e)
	case Embed:
		e.Title = line(e.Title)
		p.webAddress(at+".url", e.URL, true)
		p.limit(at+".title", e.Title, MaxTitle)
		if _, own := ParseMedia(e.Still); e.Still != "" && !own {
			p.add(at+".still", "is not the media of a picture that was uploaded here")
		}
		p.checkFrame(at, e)
	case Link:
		e.Title = line(e.Title)
		p.webAddress(at+".url", e.URL, true)
		p.limit(at+".title", e.Title, MaxTitle)
	}
	return e, true
}

func (p *problems) checkQuote(at string, e *Element) {
	e.Paragraphs = tidyParagraphs(e.Paragraphs)
	if len(e.Paragraphs) == 0 {
		p.add(at+".paragraphs", "is missing; a quote holds the words that were said")
	}
	if len(e.Paragraphs) > MaxQuoteParagraphs {
		p.add(at+".paragraphs", "has %d paragraphs; up to %d are kept", len(e.Paragraphs), MaxQuoteParagraphs)
	}
	if e.Translation = tidyParagraphs(e.Translation); len(e.Translation) == 0 {
		e.Translation = nil
	} else {
		if len(e.Translation) > MaxQuoteParagraphs {
			p.add(at+".translation", "has %d paragraphs; up to %d are kept", len(e.Translation), MaxQuoteParagraphs)
		}
		if e.Language == "" {
			p.add(at+".language", "is missing; a quote that is translated says what language it was said in")
		}
	}
	var s Speaker
	if e.Speaker != nil {
		s = Speaker{Name: line(e.Speaker.Name), Role: line(e.Speaker.Role)}
	}
	if s.Name == "" {
		p.add(at+".speaker.name", "is missing; a quote names who said it, by the role if not by name")
	}
	p.limit(at+".speaker.name", s.Name, MaxTitle)
	p.limit(at+".speaker.role", s.Role, MaxTitle)
	e.Speaker = &s
	e.Channel, e.ReportedBy = line(e.Channel), line(e.ReportedBy)
	p.limit(at+".channel", e.Channel, MaxTitle)
	p.limit(at+".reportedBy", e.ReportedBy, MaxTitle)
	if e.Language != "" && !IsLanguage(e.Language) {
		p.add(at+".language", "%q is not a BCP 47 tag such as \"en\" or \"pt-BR\"", e.Language)
	}
	p.webAddress(at+".url", e.URL, false)
	if e.SaidAt != nil {
		t := Millisecond(*e.SaidAt)
		e.SaidAt = &t
	}
}

// tidyParagraphs tidies each text and leaves out those that hold nothing.
func tidyParagraphs(in []string) []string {
	out := make([]string, 0, len(in))
	for _, s := range in {
		if s = prose(s); s != "" {
			out = append(out, s)
		}
	}
	return out
}

// Size counts the words of elements in bytes, as MaxCopyBytes does.
func Size(elements []Element) int {
	n := 0
	for _, e := range elements {
		n += e.bytes()
	}
	return n
}

// bytes counts the words of an element.
func (e Element) bytes() int {
	n := len(e.HTML) + len(e.Text) + len(e.Channel) + len(e.ReportedBy) + len(e.Media) +
		len(e.Alt) + len(e.Caption) + len(e.Credit) + len(e.URL) + len(e.Title) + len(e.Placeholder) + len(e.Still)
	for _, s := range e.Items {
		n += len(s)
	}
	for _, s := range e.Paragraphs {
		n += len(s)
	}
	for _, s := range e.Translation {
		n += len(s)
	}
	if e.Speaker != nil {
		n += len(e.Speaker.Name) + len(e.Speaker.Role)
	}
	return n
}

// PlainText gives the element's words without markup, paragraphs parted by a
// line end.
func (e Element) PlainText() string {
	switch e.Type {
	case Text:
		return plainText(e.HTML)
	case Heading:
		return e.Text
	case List:
		return strings.Join(e.Items, "\n")
	case Quote:
		return strings.Join(slices.Concat(e.Paragraphs, e.Translation), "\n")
	case Image:
		return e.Caption
	case Embed, Link:
		return e.Title
	}
	return ""
}

func at(list string, i int) string { return fmt.Sprintf("%s[%d]", list, i) }
