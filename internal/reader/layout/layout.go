package layout

import (
	"bytes"
	"embed"
	"fmt"
	"html/template"
	"strings"

	"github.com/stoppress/stoppress/internal/coverage"
	"github.com/stoppress/stoppress/internal/player"
	"github.com/stoppress/stoppress/internal/reader/words"
)

//go:embed templates/*.html
var templates embed.FS

// Site is what all pages share.
type Site struct {
	BaseURL string // absolute addresses are made of it; without "/" at its end
	Name    string // the publication's; "Stoppress" where it is empty
	// Language is that of pages that belong to no blog, a BCP 47 tag; English where it
	// is empty.
	Language string

	// Addresses of the page's assets.
	Script, Style, Icon string
	// Sheet is what is in Style. Where it is given it stands in each page, so that
	// nobody waits for a second answer before the first words are there.
	Sheet template.CSS
	// Player is the script that Script loads for what other sites' cards become.
	Player string
	// Fonts by script (an ISO 15924 code such as "Latn"), to be loaded early by pages
	// in a language of that script.
	SerifFonts, SansFonts map[string]string

	// Theme is what is different in the look of all pages; a blog's wins over it.
	Theme *coverage.Theme
}

// Layout renders pages.
type Layout struct {
	site    Site
	library *words.Library
	players player.Providers
	parts   map[*words.Book]*template.Template // the templates, which say their words by the book
}

// New makes the layout of a site.
func New(site Site) (*Layout, error) {
	site.BaseURL = strings.TrimSuffix(site.BaseURL, "/")
	if site.Name == "" {
		site.Name = "Stoppress"
	}
	if site.Language == "" {
		site.Language = "en"
	}
	library, err := words.Open()
	if err != nil {
		return nil, err
	}
	say := func(book *words.Book) template.FuncMap { return template.FuncMap{"say": book.Say} }
	parsed, err := template.New("").Funcs(say(library.Book("en"))).ParseFS(templates, "templates/*.html")
	if err != nil {
		return nil, fmt.Errorf("parse the page templates: %w", err)
	}
	players, err := player.Open()
	if err != nil {
		return nil, err
	}
	l := &Layout{site: site, library: library, players: players, parts: map[*words.Book]*template.Template{}}
	for _, book := range library.Books() {
		own, err := parsed.Clone()
		if err != nil {
			return nil, fmt.Errorf("copy the page templates: %w", err)
		}
		l.parts[book] = own.Funcs(say(book))
	}
	return l, nil
}

// render executes one part in the words of a book. White space between tags is the
// templates' own affair: what must hold none is written without.
func (l *Layout) render(book *words.Book, part string, data any) ([]byte, error) {
	var b bytes.Buffer
	if err := l.parts[book].ExecuteTemplate(&b, part, data); err != nil {
		return nil, fmt.Errorf("render %s: %w", part, err)
	}
	return b.Bytes(), nil
}

// head is what stands in a document's <head> and around its <main>.
type head struct {
	Site        Site
	Language    string
	Direction   string // "rtl" or "ltr"
	Title       string
	Description string
	Canonical   string // absolute; empty where no address stands for the page
	NoIndex     bool   // the page should not be found
	Prev, Next  string // neighbouring pages
	Blog        *blogHead
	Embed       bool    // the page stands in a frame of another one
	Shared      *shared // what is shown where the page is passed on
	Early       *picture
	Look        look
}

// blogHead is what the head has of pages that belong to a blog.
type blogHead struct {
	Title      string
	Path       string
	Top        string // where the title in the bar leads; empty where the page is the blog's own
	Alternates []alternate
	LinkedData template.JS
	State      coverage.State
}

type alternate struct {
	// Type is the attribute as a whole: in a value of its own the template would write
	// "+" as a character reference, which simple readers of pages do not understand.
	Type        template.HTMLAttr
	Title, Href string
}

// Hints gives the value of a Link header that names what a blog's pages need, so
// that browsers can ask for it before they have the page (RFC 8297); empty where
// they need nothing.
func (l *Layout) Hints(b coverage.Blog) string {
	look := l.look(&b)
	var links []string
	style := func(address string) {
		if address != "" {
			links = append(links, "<"+address+">; rel=preload; as=style")
		}
	}
	if l.site.Sheet == "" {
		style(l.site.Style)
	}
	style(look.Sheet)
	for _, font := range look.Fonts {
		links = append(links, "<"+font+`>; rel=preload; as=font; type="font/woff2"; crossorigin; fetchpriority=low`)
	}
	return strings.Join(links, ", ")
}
