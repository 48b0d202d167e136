package layout

import (
	"golang.org/x/text/language"

	"github.com/stoppress/stoppress/internal/coverage"
	"github.com/stoppress/stoppress/internal/edition"
)

// shared is what Open Graph (https://ogp.me) and its like are told of a page beside
// its title and description.
type shared struct {
	Published, Modified string
	Locale              string // as "en_GB"
	Picture             *coverage.Element
}

// newShared tells of a blog's page, or of that of one post.
func (l *Layout) newShared(e *edition.Edition, focus *edition.Post) *shared {
	b := e.Blog()
	out := &shared{Published: Timestamp(b.CreatedAt), Modified: Timestamp(e.Changed()), Locale: locale(b.Language)}
	picture, ok := FirstPicture(e)
	if focus != nil {
		out.Published, out.Modified = Timestamp(focus.PublishedAt), Timestamp(latest(focus.PublishedAt, focus.UpdatedAt))
		if own, has := Picture(focus); has {
			picture, ok = own, true
		}
	}
	if ok {
		picture.Media = l.Media(picture.Media)
		out.Picture = &picture
	}
	return out
}

// locale is a language as Open Graph names it: with a country, which is the one
// where it is spoken most where the tag names none. "" where it has no name there.
func locale(tag string) string {
	parsed := language.Make(tag)
	base, _ := parsed.Base()
	region, _ := parsed.Region()
	switch {
	case base.String() == "und":
		return ""
	case !region.IsCountry():
		return base.String()
	}
	return base.String() + "_" + region.String()
}
