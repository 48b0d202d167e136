package layout_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/stoppress/stoppress/internal/coverage"
	"github.com/stoppress/stoppress/internal/edition"
	"github.com/stoppress/stoppress/internal/reader/layout"
)

// themed gives the layout of a site with a theme and fonts of two scripts.
func themed(t *testing.T, theme *coverage.Theme) *layout.Layout {
	t.Helper()
	l, err := layout.New(layout.Site{
		BaseURL: "https://live.example.org", Name: "The Northhaven Post", Style: "/assets/style.css", Icon: "/assets/icon.svg", Theme: theme,
		SerifFonts: map[string]string{"Latn": "/assets/serif-latin.woff2", "Hebr": "/assets/serif-hebrew.woff2"},
		SansFonts:  map[string]string{"Latn": "/assets/sans-latin.woff2", "Hebr": "/assets/sans-hebrew.woff2"},
	})
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func links(t *testing.T, html []byte, rel string) []string {
	t.Helper()
	return attrs(where(parse(t, html), with("rel", rel)), "href")
}

func blogHTML(t *testing.T, l *layout.Layout, b coverage.Blog) []byte {
	t.Helper()
	html, err := l.Blog(edition.New(b, nil), layout.View{})
	if err != nil {
		t.Fatal(err)
	}
	return html
}

func TestOnlyPagesWithAThemeHaveItsStyleSheet(t *testing.T) {
	site := &coverage.Theme{Accent: "#8a1538"}
	own := harbour()
	own.Theme = &coverage.Theme{Face: coverage.Sans}
	logoOnly := harbour()
	logoOnly.Theme = &coverage.Theme{Logo: "/media/logo.svg"}

	same(t, "no theme at all", links(t, blogHTML(t, themed(t, nil), harbour()), "stylesheet"), []string{"/assets/style.css"})
	same(t, "a theme that sets no token", links(t, blogHTML(t, themed(t, nil), logoOnly), "stylesheet"), []string{"/assets/style.css"})

	l := themed(t, site)
	sitePath, siteCSS := l.Sheet(nil)
	blogPath, blogCSS := l.Sheet(&own)
	same(t, "the site's theme", links(t, blogHTML(t, l, harbour()), "stylesheet"), []string{"/assets/style.css", sitePath})
	same(t, "a blog's own", links(t, blogHTML(t, l, own), "stylesheet"), []string{"/assets/style.css", blogPath})
	home, err := l.Home(nil)
	if err != nil {
		t.Fatal(err)
	}
	same(t, "the list of blogs", links(t, home, "stylesheet"), []string{"/assets/style.css", sitePath})
	if !strings.HasPrefix(blogPath, "/harbour-talks/theme-") || strings.Count(sitePath, "/") != 1 {
		t.Errorf("paths %s and %s", blogPath, sitePath)
	}
	if !strings.Contains(string(siteCSS), "--live-fill: #8a1538;") || strings.Contains(string(siteCSS), "--face") {
		t.Errorf("the site's theme: %s", siteCSS)
	}
	if !strings.Contains(string(blogCSS), "--live-fill: #8a1538;") || !strings.Contains(string(blogCSS), "--face: var(--sans);") {
		t.Errorf("the blog's theme is not over the site's: %s", blogCSS)
	}
}

func TestTheAddressOfAThemeChangesWithIt(t *testing.T) {
	l, b, seen := themed(t, nil), harbour(), map[string]string{}
	for name, theme := range map[string]coverage.Theme{
		"wine": {Accent: "#8a1538"}, "wine and pink": {Accent: "#8a1538", AccentDark: "#ff8fa3"}, "green": {Accent: "#00513b"},
		"sans": {Face: coverage.Sans}, "narrow": {Width: coverage.Narrow}, "wide": {Width: coverage.Wide},
	} {
		b.Theme = &theme
		path, _ := l.Sheet(&b)
		if other, there := seen[path]; there {
			t.Errorf("%s and %s share %s", name, other, path)
		}
		seen[path] = name
		if again, _ := l.Sheet(&b); again != path || !layout.IsSheet(path[strings.LastIndex(path, "/")+1:]) {
			t.Errorf("%s: %s, then %s", name, path, again)
		}
	}
}

func TestALogoStandsInThePlaceOfTheNameAndKeepsItsRoom(t *testing.T) {
	b := harbour()
	b.Theme = &coverage.Theme{Logo: "/media/logo.svg", LogoDark: "https://cdn.example.org/logo,dark.svg", LogoWidth: 300, LogoHeight: 60, Home: "https://www.example.org/", Icon: "/media/icon.png"}
	html := blogHTML(t, themed(t, nil), b)
	home := one(t, parse(t, html), "a.home", with("class", "home"))
	img := one(t, home, "the logo", tag("img"))
	for key, want := range map[string]string{"src": "/media/logo.svg", "alt": "The Northhaven Post", "width": "300", "height": "60"} {
		if got, _ := attr(img, key); got != want {
			t.Errorf("the logo's %s is %q, want %q", key, got, want)
		}
	}
	dark := one(t, home, "its dark form", tag("source"))
	same(t, "dark", attrs(where(home, tag("source")), "srcset"), []string{"https://cdn.example.org/logo,dark.svg"})
	if media, _ := attr(dark, "media"); media != "(prefers-color-scheme: dark)" {
		t.Errorf("it is shown where %q", media)
	}
	if href, _ := attr(home, "href"); href != "https://www.example.org/" {
		t.Errorf("it leads to %q", href)
	}
	same(t, "icon", links(t, html, "icon"), []string{"/media/icon.png"})

	b.Theme = nil
	home = one(t, parse(t, blogHTML(t, themed(t, nil), b)), "a.home", with("class", "home"))
	if href, _ := attr(home, "href"); href != "/" || text(home) != "The Northhaven Post" {
		t.Errorf("without a theme: %q to %q", text(home), href)
	}
}

func TestAPageLoadsTheFontsOfItsScriptEarly(t *testing.T) {
	for _, c := range []struct {
		language string
		face     coverage.Face
		want     []string
	}{
		{"en", "", []string{"/assets/serif-latin.woff2", "/assets/sans-latin.woff2"}},
		{"he", "", []string{"/assets/serif-hebrew.woff2", "/assets/sans-hebrew.woff2"}},
		{"he", coverage.Sans, []string{"/assets/sans-hebrew.woff2"}},
		{"ja", coverage.Serif, []string{"/assets/serif-latin.woff2", "/assets/sans-latin.woff2"}},
	} {
		b := harbour()
		b.Language, b.Theme = c.language, &coverage.Theme{Face: c.face}
		same(t, c.language+" "+string(c.face), links(t, blogHTML(t, themed(t, nil), b), "preload"), c.want)
		hinted := regexp.MustCompile(`<([^>]*\.woff2)>`).FindAllStringSubmatch(themed(t, nil).Hints(b), -1)
		same(t, "hints, "+c.language, len(hinted), len(c.want))
		for i, font := range hinted {
			same(t, "hints, "+c.language, font[1], c.want[i])
		}
	}
}

func TestContributorsAreNamedWithTheirPhotos(t *testing.T) {
	b := harbour()
	none := one(t, parse(t, blogHTML(t, themed(t, nil), b)), "contributors", with("class", "contributors"))
	if _, hidden := attr(none, "hidden"); !hidden {
		t.Error("nobody is named, and it is shown")
	}
	b.Contributors = []coverage.Profile{
		{Name: "Ida Brandt", Role: "Harbour reporter", Photo: "/media/ida.jpg", URL: "https://example.org/ida"},
		{Name: "Tomás de la Vela"}, {Name: "יעל ברק"},
	}
	list := one(t, parse(t, blogHTML(t, themed(t, nil), b)), "contributors", with("class", "contributors"))
	same(t, "names", len(where(list, tag("li"))), 3)
	same(t, "initials", attrs(where(list, with("class", "portrait")), "data-initials"), []string{"IB", "TV", "י"})
	same(t, "links", attrs(where(list, tag("a")), "href"), []string{"https://example.org/ida"})
	photo := one(t, list, "the photo", tag("img"))
	for key, want := range map[string]string{"src": "/media/ida.jpg", "alt": "", "width": "40", "height": "40", "loading": "lazy"} {
		if got, there := attr(photo, key); got != want || !there {
			t.Errorf("the photo's %s is %q, want %q", key, got, want)
		}
	}
	b.Contributors[0].Photo = ""
	list = one(t, parse(t, blogHTML(t, themed(t, nil), b)), "contributors", with("class", "contributors"))
	same(t, "portraits where nobody has a photo", len(where(list, with("class", "portrait"))), 0)
}
