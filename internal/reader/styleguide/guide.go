package styleguide

import (
	"bytes"
	"embed"
	"fmt"
	"html/template"
	"slices"

	"github.com/stoppress/stoppress/internal/coverage"
	"github.com/stoppress/stoppress/internal/edition"
	"github.com/stoppress/stoppress/internal/reader/layout"
	"github.com/stoppress/stoppress/internal/reader/words"
)

//go:embed fiction templates
var files embed.FS

// Root is the address of the index; those of the sample pages begin with it.
const Root = "/desk/styleguide"

// Guide writes the pages of the style guide.
type Guide struct {
	site    layout.Site
	style   string
	layout  *layout.Layout
	words   *words.Library
	index   *template.Template
	samples []sample
}

// New makes the guide of a site. style is the address of the guide's own
// stylesheet, which comes beside the site's.
func New(site layout.Site, style string) (*Guide, error) {
	site.Script = ""
	l, err := layout.New(site)
	if err != nil {
		return nil, err
	}
	index, err := template.ParseFS(files, "templates/index.html")
	if err != nil {
		return nil, fmt.Errorf("parse the style guide's template: %w", err)
	}
	library, err := words.Open()
	if err != nil {
		return nil, err
	}
	g := &Guide{site: site, style: style, layout: l, words: library, index: index}
	if g.samples, err = readSamples(site.BaseURL); err != nil {
		return nil, err
	}
	return g, nil
}

// Picture is the drawing that the guide's images show, an SVG.
func Picture() ([]byte, error) { return files.ReadFile("fiction/quay.svg") }

// Sample gives a page of a sample state. Where there is none of that name, or no
// such page of it, the error's kind is coverage.NotFound.
func (g *Guide) Sample(name string, v layout.View) ([]byte, error) {
	s, ok := g.sample(name)
	if !ok {
		return nil, coverage.Errorf(coverage.NotFound, "the style guide has no sample state %q", name)
	}
	return g.layout.Blog(s.edition, v)
}

func (g *Guide) sample(name string) (sample, bool) {
	for _, s := range g.samples {
		if s.Name == name {
			return s, true
		}
	}
	return sample{}, false
}

// indexPage is the index as its template sees it.
type indexPage struct {
	Site    layout.Site
	Styles  []string // addresses: the pages' own, the guide's, the site's theme
	Fonts   []string
	Root    string
	Colours []colour
	Sizes   []size
	Samples []sample
	Groups  []shownGroup
}

type shownGroup struct {
	group
	Parts []shownPart
}

type shownPart struct {
	part
	Specimens []shown
}

// Index gives the index of all parts.
func (g *Guide) Index() ([]byte, error) {
	styles := []string{g.site.Style, g.style}
	if theme, _ := g.layout.Sheet(nil); theme != "" {
		styles = append(styles, theme)
	}
	page := indexPage{Site: g.site, Styles: styles, Fonts: []string{g.site.SerifFonts["Latn"], g.site.SansFonts["Latn"]}, Root: Root, Colours: colours, Sizes: sizes, Samples: g.samples}
	table, err := g.cutter()
	if err != nil {
		return nil, err
	}
	for _, of := range groups {
		group := shownGroup{group: of}
		for _, p := range of.parts {
			part := shownPart{part: p}
			for _, s := range p.specimens {
				cut, err := table.cut(s)
				if err != nil {
					return nil, fmt.Errorf("show %s: %w", p.ID, err)
				}
				part.Specimens = append(part.Specimens, cut)
			}
			group.Parts = append(group.Parts, part)
		}
		page.Groups = append(page.Groups, group)
	}
	var b bytes.Buffer
	if err := g.index.Execute(&b, page); err != nil {
		return nil, fmt.Errorf("render the style guide: %w", err)
	}
	return b.Bytes(), nil
}

// pages are all that a specimen can be cut from, by name: the sample states, the
// home page and the notices.
func (g *Guide) pages() (map[string][]byte, error) {
	pages := map[string][]byte{}
	var failed error
	put := func(name string, page []byte, err error) {
		pages[name] = page
		if err != nil && failed == nil {
			failed = fmt.Errorf("write the page %q: %w", name, err)
		}
	}
	blogs := []coverage.Blog{}
	for _, s := range g.samples {
		page, err := g.layout.Blog(s.edition, layout.View{})
		put(s.Name, page, err)
		blogs = append(blogs, s.edition.Blog())
	}
	live, busy := g.samples[0].edition, g.samples[len(g.samples)-1].edition
	page, err := g.layout.Blog(live, layout.View{Focus: postNamed(live, "offer")})
	put("permalink", page, err)
	page, err = g.layout.Blog(busy, layout.View{Older: 1})
	put("older", page, err)
	page, err = g.layout.Quotes(live, layout.QuotesView{})
	put("quotes", page, err)
	quotes := live.Quotes()
	one := slices.IndexFunc(quotes, func(q edition.Quote) bool { return q.Post.ID == postNamed(live, "offer") })
	page, err = g.layout.Quotes(live, layout.QuotesView{Speaker: quotes[one].Who})
	put("quotes of one", page, err)
	page, err = g.layout.Speaker(coverage.Identity{ID: quotes[one].Who}, []layout.Speech{{Blog: live.Blog(), Quotes: quotes[one : one+1]}}, false)
	put("speaker", page, err)
	page, err = g.layout.Corrections(live, 1)
	put("corrections", page, err)
	page, err = g.layout.Home(blogs)
	put("home", page, err)
	page, err = g.layout.Home(nil)
	put("no-blogs", page, err)
	page, err = g.layout.Accessibility()
	put("accessibility", page, err)
	for _, language := range g.words.Languages() {
		speaking := live.Blog()
		speaking.Seq, speaking.Language = live.Head()+1, language
		page, err := g.layout.Blog(live.ApplyBlog(speaking), layout.View{})
		put("in "+language, page, err)
	}
	blog := live.Blog()
	for name, n := range map[string]layout.Notice{
		"404": {Kind: coverage.NotFound}, "410": {Kind: coverage.Gone, Blog: &blog},
		"400": {Kind: coverage.Malformed}, "503": {Kind: coverage.Unavailable},
	} {
		page, err := g.layout.Notice(n)
		put(name, page, err)
	}
	return pages, failed
}

// postNamed gives the id of a post by its name in the fiction.
func postNamed(e *edition.Edition, name string) coverage.PostID { return nameID(e.Blog().Slug, name) }
