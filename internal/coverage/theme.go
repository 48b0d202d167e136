package coverage

import (
	"cmp"
	"net/url"
	"strings"
)

// Theme is what a newspaper makes its own of the look of its pages. Each field may
// be left out: then the site's theme counts, and then the look that Stoppress has.
type Theme struct {
	Accent     Colour `json:"accent,omitempty" doc:"Colour of what is live, as #rrggbb: of text on white, and under white text" example:"#8a1538"`
	AccentDark Colour `json:"accentDark,omitempty" doc:"The accent on a dark page; made from accent where it is left out" example:"#ff8fa3"`
	Face       Face   `json:"face,omitempty" enum:"serif,sans" doc:"Family of headlines and text"`
	Width      Width  `json:"width,omitempty" enum:"narrow,regular,wide" doc:"How wide the page grows on a wide screen"`
	Logo       string `json:"logo,omitempty" doc:"Address of the logo: http, https, or a path on this server" example:"/media/logo.svg"`
	LogoDark   string `json:"logoDark,omitempty" doc:"Address of the logo for a dark page"`
	LogoWidth  int    `json:"logoWidth,omitempty" minimum:"1" maximum:"10000" doc:"Of the logo's file, in pixels: with the height it says how much room to keep"`
	LogoHeight int    `json:"logoHeight,omitempty" minimum:"1" maximum:"10000"`
	Icon       string `json:"icon,omitempty" doc:"Address of the icon in a browser's tab"`
	Home       string `json:"home,omitempty" doc:"Where logo and name lead; the list of blogs where it is left out" example:"https://www.example.org/"`
}

// Face is the family that headlines and text are set in.
type Face string

// The faces.
const (
	Serif Face = "serif"
	Sans  Face = "sans"
)

// Width is how wide a page grows.
type Width string

// The widths.
const (
	Narrow  Width = "narrow"
	Regular Width = "regular"
	Wide    Width = "wide"
)

// The grounds that an accent stands on: --paper and --wash of the design tokens, by
// light and dark, and --on-live, which is set on a ground of the accent.
const (
	paperLight, washLight Colour = "#ffffff", "#f5f4f1"
	paperDark, washDark   Colour = "#121316", "#1b1d21"
	onAccent              Colour = "#ffffff"
)

const (
	// TextContrast is the least contrast of text (WCAG 2.2, 1.4.3).
	TextContrast = 4.5
	// derivedContrast is that of an accent which is made for dark pages: more than the
	// least, since it is set small.
	derivedContrast = 6.0
)

// CheckTheme gives the theme tidied, nil where it says nothing, or an Invalid error.
// Fields are named as they are in a theme ("accent").
func CheckTheme(t Theme) (*Theme, error) {
	var p problems
	out := p.checkTheme("", &t)
	return out, p.err()
}

func (p *problems) checkTheme(at string, in *Theme) *Theme {
	if in == nil || *in == (Theme{}) {
		return nil
	}
	t := *in
	t.Accent = p.checkAccent(at+"accent", t.Accent, lightGround)
	t.AccentDark = p.checkAccent(at+"accentDark", t.AccentDark, darkGround)
	if t.AccentDark != "" && t.Accent == "" {
		p.add(at+"accent", "is missing; accentDark is its form on dark pages")
	}
	switch t.Face {
	case "", Serif, Sans:
	default:
		p.add(at+"face", "%q is not one of serif, sans", t.Face)
	}
	switch t.Width {
	case "", Narrow, Regular, Wide:
	default:
		p.add(at+"width", "%q is not one of narrow, regular, wide", t.Width)
	}
	for _, a := range []struct {
		name    string
		address *string
	}{{"logo", &t.Logo}, {"logoDark", &t.LogoDark}, {"icon", &t.Icon}, {"home", &t.Home}} {
		*a.address = strings.TrimSpace(*a.address)
		p.addressHere(at+a.name, *a.address)
	}
	if t.Logo == "" {
		if t.LogoDark != "" {
			p.add(at+"logo", "is missing; logoDark is its form on dark pages")
		}
		if t.LogoWidth != 0 || t.LogoHeight != 0 {
			p.add(at+"logo", "is missing; logoWidth and logoHeight are its own")
		}
	}
	if (t.LogoWidth == 0) != (t.LogoHeight == 0) {
		p.add(at+"logoWidth", "and logoHeight go together; give both, or neither")
	}
	for _, n := range []struct {
		name   string
		pixels int
	}{{"logoWidth", t.LogoWidth}, {"logoHeight", t.LogoHeight}} {
		if n.pixels < 0 || n.pixels > maxPixels {
			p.add(at+n.name, "is %d pixels; use a number from 1 to %d", n.pixels, maxPixels)
		}
	}
	return &t
}

// maxPixels is the largest side of a logo.
const maxPixels = 10_000

// checkAccent holds a colour to the contrast of text on what it stands on.
func (p *problems) checkAccent(field string, in Colour, on ground) Colour {
	if in == "" {
		return ""
	}
	c, ok := ParseColour(strings.TrimSpace(string(in)))
	if !ok {
		p.add(field, "%q is not a colour such as #8a1538", string(in))
		return in
	}
	if l := on.judge(c); l.Nearest != "" {
		p.add(field, "%s has a contrast of %.2f:1 on %s, and text needs %g:1; %s is the nearest %s colour that has it",
			c, l.Ratio, on.page, l.Needs, l.Nearest, on.way)
	}
	return c
}

// addressHere checks a field that holds an http or https address, or a path on this
// server.
func (p *problems) addressHere(field, s string) {
	switch {
	case s == "":
	case len(s) > maxURL:
		p.add(field, "has %d bytes; up to %d are kept", len(s), maxURL)
	case !isWebAddress(s) && !isPathHere(s):
		p.add(field, "must be an http or https address, or a path on this server that begins with \"/\"")
	}
}

// isPathHere keeps out what browsers take for another server's address: "//host"
// and "/\host".
func isPathHere(s string) bool {
	if !strings.HasPrefix(s, "/") || strings.HasPrefix(s, "//") || strings.ContainsAny(s, "\\\t\r\n") {
		return false
	}
	u, err := url.Parse(s)
	return err == nil && u.Host == "" && u.Scheme == ""
}

// Over gives the theme with what it leaves out taken from another one. What belongs
// together is taken together: an accent with its form for dark pages, a logo with
// its form and its size. Either theme may be nil.
func (t *Theme) Over(base *Theme) Theme {
	var out Theme
	if t != nil {
		out = *t
	}
	if base == nil {
		return out
	}
	if out.Accent == "" {
		out.Accent, out.AccentDark = base.Accent, base.AccentDark
	}
	if out.Logo == "" {
		out.Logo, out.LogoDark, out.LogoWidth, out.LogoHeight = base.Logo, base.LogoDark, base.LogoWidth, base.LogoHeight
	}
	out.Face = cmp.Or(out.Face, base.Face)
	out.Width = cmp.Or(out.Width, base.Width)
	out.Icon = cmp.Or(out.Icon, base.Icon)
	out.Home = cmp.Or(out.Home, base.Home)
	return out
}

// Accents gives the accent on light and on dark pages; "" where the theme has none.
func (t Theme) Accents() (light, dark Colour) {
	if t.Accent == "" {
		return "", ""
	}
	return t.Accent, cmp.Or(t.AccentDark, t.Accent.Lighter(washDark, derivedContrast))
}
