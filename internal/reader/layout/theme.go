package layout

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"

	"golang.org/x/text/language"

	"github.com/stoppress/stoppress/internal/coverage"
)

// look is what a theme changes in a page's head and bar.
type look struct {
	Sheet string   // address of the theme's style sheet; empty where there is none
	Fonts []string // addresses of those to be loaded early
	Logo  *logo
	Icon  string // address; empty: the site's own
	Home  string // where the logo leads; empty: to the list of blogs
}

// logo stands in the bar in the place of the publication's name.
type logo struct {
	Light, Dark   string // addresses; Dark may be empty
	Width, Height int    // of the file; 0 where nobody said
}

// look gives the look of a blog's pages; nil for pages that are no blog's.
func (l *Layout) look(b *coverage.Blog) look {
	theme, tag := l.theme(b), l.site.Language
	if b != nil {
		tag = b.Language
	}
	path, _ := l.Sheet(b)
	out := look{Sheet: path, Fonts: l.fonts(tag, theme.Face), Icon: theme.Icon, Home: theme.Home}
	if theme.Logo != "" {
		out.Logo = &logo{theme.Logo, theme.LogoDark, theme.LogoWidth, theme.LogoHeight}
	}
	return out
}

// theme gives what counts for a blog's pages, or, for nil, for all others.
func (l *Layout) theme(b *coverage.Blog) coverage.Theme {
	var own *coverage.Theme
	if b != nil {
		own = b.Theme
	}
	return own.Over(l.site.Theme)
}

// Sheet gives the style sheet that sets the design tokens anew for a blog's pages,
// and its path, which changes with what is in it; for nil, that of the site's other
// pages. Both are empty where the theme changes no token. A blog without a theme of
// its own has the site's.
func (l *Layout) Sheet(b *coverage.Blog) (path string, css []byte) {
	css = sheet(l.theme(b))
	if css == nil {
		return "", nil
	}
	sum := sha256.Sum256(css)
	path = "/" + sheetStart + hex.EncodeToString(sum[:8]) + sheetEnd
	if b != nil && b.Theme != nil {
		path = blogPath(b.Slug) + path
	}
	return path, css
}

const sheetStart, sheetEnd = "theme-", ".css"

// IsSheet tells whether a name is one of those that Sheet gives.
func IsSheet(name string) bool {
	return strings.HasPrefix(name, sheetStart) && strings.HasSuffix(name, sheetEnd)
}

// sheet writes the tokens of web/tokens/tokens.css that a theme sets. They stand in
// the same layer, and after it.
func sheet(t coverage.Theme) []byte {
	var b strings.Builder
	if light, dark := t.Accents(); light != "" {
		fmt.Fprintf(&b, "\t\t--live: light-dark(%s, %s);\n\t\t--live-fill: %s;\n", light, dark, light)
	}
	if t.Face == coverage.Sans {
		b.WriteString("\t\t--face: var(--sans);\n\t\t--hang: 0.4em;\n\t\t--hang-wide: 0.45em;\n")
	}
	switch t.Width {
	case coverage.Narrow:
		b.WriteString("\t\t--page: 64rem;\n\t\t--measure: 37rem;\n")
	case coverage.Wide:
		b.WriteString("\t\t--page: 96rem;\n\t\t--measure: 45rem;\n")
	}
	if b.Len() == 0 {
		return nil
	}
	return []byte("@layer tokens {\n\t:root {\n" + b.String() + "\t}\n}\n")
}

// fonts gives those that a page in a language is set with: both families of its
// script, or, where all is set in the sans, that one. Where the script has none here,
// the Latin ones have its digits and signs.
func (l *Layout) fonts(tag string, face coverage.Face) []string {
	families := []map[string]string{l.site.SerifFonts, l.site.SansFonts}
	if face == coverage.Sans {
		families = families[1:]
	}
	script, _ := language.Make(tag).Script()
	var out []string
	for _, family := range families {
		if font := cmp.Or(family[script.String()], family["Latn"]); font != "" {
			out = append(out, font)
		}
	}
	return out
}
