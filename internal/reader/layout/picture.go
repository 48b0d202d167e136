package layout

import (
	"fmt"
	"html/template"
	"strings"

	"github.com/stoppress/stoppress/internal/coverage"
	"github.com/stoppress/stoppress/internal/edition"
)

// columnWidth is how wide a post's pictures are at most, in CSS pixels, and sizes
// how wide they are in which window.
const (
	columnWidth = 672
	sizes       = "(max-width: 44rem) 100vw, 42rem"
)

// picture is an uploaded picture as its template sees it: forms to choose from.
type picture struct {
	Forms  []form // the best first; the last one is what every browser reads
	Src    string
	Sizes  string
	Width  int
	Height int
	Small  bool         // narrower than the column, and not to be enlarged
	Soft   template.URL // a few pixels, until it comes; empty where there is none
}

// Better are the forms that some browsers do not read.
func (p *picture) Better() []form { return p.Forms[:len(p.Forms)-1] }

// Last is the form that every browser reads.
func (p *picture) Last() form { return p.Forms[len(p.Forms)-1] }

// Choice are the widths of the best form, as the attribute of a link that asks for it
// early. The template would take its value for one address.
func (p *picture) Choice() template.HTMLAttr {
	return template.HTMLAttr(`imagesrcset="` + string(p.Forms[0].Srcset) + `"`)
}

// form is one encoding of a picture, in all its widths.
type form struct {
	Type   string
	Srcset template.Srcset
}

// forms are what pictures are kept as; internal/media makes them.
var forms = []struct{ mediaType, extension string }{{"image/avif", "avif"}, {"image/webp", "webp"}, {"image/jpeg", "jpg"}}

// newPicture gives the forms of an element's picture; nil where it was not uploaded
// here, so that there are none to choose from.
func newPicture(e coverage.Element) *picture {
	id, own := coverage.ParseMedia(e.Shown())
	if !own || e.Width <= 0 || e.Height <= 0 {
		return nil
	}
	out := &picture{Src: e.Shown(), Sizes: sizes, Width: e.Width, Height: e.Height, Small: e.Width < columnWidth, Soft: template.URL(e.Placeholder)}
	if out.Small {
		out.Sizes = fmt.Sprintf("%dpx", e.Width)
	}
	for _, f := range forms {
		var set []string
		for _, width := range coverage.PictureWidths(e.Width) {
			set = append(set, fmt.Sprintf("%s %dw", coverage.PicturePath(id, width, f.extension), width))
		}
		// Ids, numbers and extensions: nothing in it needs escaping.
		out.Forms = append(out.Forms, form{f.mediaType, template.Srcset(strings.Join(set, ", "))})
	}
	return out
}

// Media gives the address of a picture as others have to call it: whole, also where
// it was uploaded here.
func (l *Layout) Media(media string) string {
	if strings.HasPrefix(media, "/") {
		return l.site.BaseURL + media
	}
	return media
}

// illustrate adds to each element what there is to see of it.
func (l *Layout) illustrate(elements []element) {
	for i := range elements {
		e := &elements[i]
		switch e.Type {
		case coverage.Image:
			e.Picture = newPicture(e.Element)
		case coverage.Embed:
			e.Picture = newPicture(e.Element)
			if found, known := l.players.Find(e.URL); known {
				e.Player, e.Script = &found, l.site.Player
			}
		}
	}
}

// abroad makes the elements such as readers elsewhere can use them: each picture by
// one whole address, and what is embedded by a link.
func (l *Layout) abroad(elements []element) {
	for i := range elements {
		elements[i].Media = l.Media(elements[i].Media)
		elements[i].Picture, elements[i].Player = nil, nil
	}
}

// early gives the picture that a page shows first, for browsers to ask for it before
// they have laid the page out. Its own element loads lazily, for no post knows where
// it stands.
func early(posts ...*edition.Post) *picture {
	for _, p := range posts {
		for _, e := range p.Elements {
			if e.Type == coverage.Image {
				return newPicture(e)
			}
		}
		if len(p.Elements) > 0 {
			return nil // further down it can wait
		}
	}
	return nil
}

// onTop gives the post that stands first on a page.
func onTop(e *edition.Edition, v View, posts []*edition.Post) []*edition.Post {
	switch pinned := e.Pinned(); {
	case len(pinned) > 0:
		return pinned[:1]
	case len(posts) == 0 || v.Focus != "":
		return nil
	case v.Order == coverage.Oldest:
		return posts[len(posts)-1:]
	}
	return posts[:1]
}
