package coverage

import (
	"regexp"
	"slices"
)

// Slug is a blog's name in its address. It never changes, so that no link to a
// blog ever breaks.
type Slug string

var slugForm = regexp.MustCompile(`^[a-z0-9]([a-z0-9-]{0,78}[a-z0-9])?$`)

// reservedSlugs are the first parts of the server's own addresses.
var reservedSlugs = []Slug{
	"accessibility", "api", "assets", "corrections", "desk", "embed", "favicon", "feed", "healthz", "media", "metrics",
	"oembed", "player", "quotes", "readyz", "robots", "search", "sitemap", "speakers", "static",
}

// WellFormed tells whether the slug could be a blog's. What is not is never put
// into a subject of the journal, where "*" and ">" stand for every blog.
func (s Slug) WellFormed() bool { return slugForm.MatchString(string(s)) }

// ParseSlug reads a slug: [a-z0-9-]{1,80}, not beginning or ending with "-",
// and none that the server's own addresses need.
func ParseSlug(s string) (Slug, error) {
	slug := Slug(s)
	switch {
	case s == "":
		return "", InvalidField("slug", "is missing; use a short name such as \"harbour-talks\"")
	case !slug.WellFormed():
		return "", InvalidField("slug", "must be 1 to 80 of a-z, 0-9 and \"-\", and neither begin nor end with \"-\"")
	case slices.Contains(reservedSlugs, slug):
		return "", InvalidField("slug", "%q is used by the server's own addresses; choose another", s)
	}
	return slug, nil
}
