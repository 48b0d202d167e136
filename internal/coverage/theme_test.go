package coverage

import (
	"errors"
	"slices"
	"strings"
	"testing"
)

func TestAWrongThemeIsAnErrorThatNamesTheFieldAndTheWayOut(t *testing.T) {
	for _, c := range []struct {
		name  string
		theme Theme
		field string
		says  string
	}{
		{"an accent that is no colour", Theme{Accent: "crimson"}, "theme.accent", `"crimson" is not a colour such as #8a1538`},
		{"a pale accent", Theme{Accent: "#FF6600"}, "theme.accent", "#ff6600 has a contrast of 2.66:1 on the page, and text needs 4.5:1; #bf4a00 is the nearest darker colour that has it"},
		{"an accent that misses by a hair", Theme{Accent: "#767676"}, "theme.accent", "#767676 has a contrast of 4.12:1"},
		{"a dark accent for dark pages", Theme{Accent: "#8a1538", AccentDark: "#8a1538"}, "theme.accentDark", "is the nearest lighter colour that has it"},
		{"an accent for dark pages alone", Theme{AccentDark: "#ff8fa3"}, "theme.accent", "is missing"},
		{"an unknown face", Theme{Face: "slab"}, "theme.face", `"slab" is not one of serif, sans`},
		{"an unknown width", Theme{Width: "full"}, "theme.width", `"full" is not one of narrow, regular, wide`},
		{"a logo of another scheme", Theme{Logo: "data:image/png;base64,AA=="}, "theme.logo", `must be an http or https address, or a path on this server that begins with "/"`},
		{"a logo of another server without a scheme", Theme{Logo: "//elsewhere.example/logo.svg"}, "theme.logo", "must be"},
		{"the same by a backslash", Theme{Logo: `/\elsewhere.example/logo.svg`}, "theme.logo", "must be"},
		{"a dark logo alone", Theme{LogoDark: "/logo-dark.svg"}, "theme.logo", "is missing"},
		{"a size without a logo", Theme{LogoWidth: 120, LogoHeight: 40}, "theme.logo", "is missing"},
		{"a logo's width alone", Theme{Logo: "/logo.svg", LogoWidth: 120}, "theme.logoWidth", "go together"},
		{"a logo of no size", Theme{Logo: "/logo.svg", LogoWidth: -1, LogoHeight: 5}, "theme.logoWidth", "is -1 pixels; use a number from 1 to 10000"},
		{"a home of another scheme", Theme{Home: "javascript:alert(1)"}, "theme.home", "must be"},
		{"a long address", Theme{Icon: "/" + strings.Repeat("i", maxURL)}, "theme.icon", "has 2049 bytes; up to 2048 are kept"},
	} {
		_, err := CheckHeader(Header{Title: "Quay", Theme: &c.theme})
		e, ok := errors.AsType[*Error](err)
		if !ok || e.Kind != Invalid {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if !slices.ContainsFunc(e.Fields, func(f FieldError) bool { return f.Field == c.field && strings.Contains(f.Message, c.says) }) {
			t.Errorf("%s: %v; want %s to say %q", c.name, e, c.field, c.says)
		}
	}
}

func TestAThemeThatSaysNothingIsNone(t *testing.T) {
	h, err := CheckHeader(Header{Title: "Quay", Theme: &Theme{}, Contributors: []Profile{}})
	if err != nil || h.Theme != nil || h.Contributors != nil {
		t.Errorf("%+v, %v", h, err)
	}
}

func TestABlogsThemeWinsFieldByField(t *testing.T) {
	site := &Theme{Accent: "#8a1538", AccentDark: "#ff8fa3", Face: Sans, Logo: "/site.svg", LogoDark: "/site-dark.svg", LogoWidth: 300, LogoHeight: 60, Home: "/"}
	got := (&Theme{Accent: "#00513b", Width: Wide}).Over(site)
	want := *site
	want.Accent, want.AccentDark, want.Width = "#00513b", "", Wide // the site's dark accent is no form of this accent
	if got != want {
		t.Errorf("got %+v\nwant %+v", got, want)
	}
	if got := (&Theme{Logo: "/blog.svg"}).Over(site); got.LogoDark != "" || got.LogoWidth != 0 || got.Accent != site.Accent {
		t.Errorf("a logo took what is another one's: %+v", got)
	}
	if got := (*Theme)(nil).Over(site); got != *site {
		t.Errorf("no theme over a site's: %+v", got)
	}
	if got := site.Over(nil); got != *site {
		t.Errorf("over none: %+v", got)
	}
}

func TestWrongSettingsOfABlogNameTheField(t *testing.T) {
	for _, c := range []struct {
		header Header
		field  string
	}{
		{Header{OrderOnceEnded: "random"}, "orderOnceEnded"},
		{Header{Contributors: make([]Profile, MaxProfiles+1)}, "contributors"},
		{Header{Contributors: []Profile{{Name: "Ida Brandt"}, {Name: " \x07"}}}, "contributors[1].name"},
		{Header{Contributors: []Profile{{Name: "Ida Brandt", Role: strings.Repeat("r", MaxTitle+1)}}}, "contributors[0].role"},
		{Header{Contributors: []Profile{{Name: "Ida Brandt", Photo: "ftp://x.example/p.jpg"}}}, "contributors[0].photo"},
		{Header{Contributors: []Profile{{Name: "Ida Brandt", URL: "mailto:ida@example.org"}}}, "contributors[0].url"},
	} {
		c.header.Title = "Quay"
		_, err := CheckHeader(c.header)
		e, ok := errors.AsType[*Error](err)
		if !ok || !slices.ContainsFunc(e.Fields, func(f FieldError) bool { return f.Field == c.field }) {
			t.Errorf("%v; want one about %s", err, c.field)
		}
	}
}

func TestCheckingSettingsTwiceChangesNothing(t *testing.T) {
	in := Header{
		Title: "Quay", OrderOnceEnded: Newest,
		Contributors: []Profile{{Name: " Ida\tBrandt ", Role: "reporter", Photo: " /media/ida.jpg", URL: "https://example.org/ida "}},
		Theme:        &Theme{Accent: "#8A1538", Logo: " /logo.svg "},
	}
	once, err := CheckHeader(in)
	if err != nil {
		t.Fatal(err)
	}
	if who := once.Contributors[0]; who != (Profile{"Ida Brandt", "reporter", "/media/ida.jpg", "https://example.org/ida"}) || once.Theme.Accent != "#8a1538" || once.Theme.Logo != "/logo.svg" {
		t.Errorf("tidied: %+v %+v", who, once.Theme)
	}
	twice, err := CheckHeader(once)
	if err != nil || !SameHeader(once, twice) || SameHeader(in, once) {
		t.Errorf("%+v\n%+v\n%v", once, twice, err)
	}
}
