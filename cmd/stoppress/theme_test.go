package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

func TestABlogsSettingsAreMergedAndCleared(t *testing.T) {
	t.Parallel()
	s := start(t, t.TempDir())
	editor := s.token("editor")
	const path = "/api/v1/blogs/harbour"
	made := s.ask("POST", "/api/v1/blogs", editor, map[string]any{
		"slug": "harbour", "title": "Harbour talks", "orderOnceEnded": "newest",
		"contributors": []any{map[string]any{"name": "Ida Brandt", "role": "reporter", "photo": "/media/ida.jpg", "url": "https://example.org/ida"}},
		"theme":        map[string]any{"accent": "#8A1538", "face": "sans"},
	}).want(201)
	if got := made.object(); got["orderOnceEnded"] != "newest" || got["theme"].(map[string]any)["accent"] != "#8a1538" || len(got["contributors"].([]any)) != 1 {
		t.Errorf("made: %s", made.body)
	}
	patch := func(tag string, change map[string]any) reply {
		return s.ask("PATCH", path, editor, change, "If-Match", tag, "Content-Type", "application/merge-patch+json")
	}
	same := patch(made.tag(), map[string]any{"theme": map[string]any{"accent": "#8a1538"}}).want(200)
	if same.tag() != made.tag() {
		t.Errorf("a patch that changes nothing made %s of %s", same.tag(), made.tag())
	}
	merged := patch(made.tag(), map[string]any{"theme": map[string]any{"width": "wide", "face": nil}}).want(200)
	if theme := merged.object()["theme"].(map[string]any); theme["accent"] != "#8a1538" || theme["width"] != "wide" || theme["face"] != nil {
		t.Errorf("merged: %v", theme)
	}
	if exported := s.command("", "export", "--blog", "harbour"); !strings.Contains(exported, `"theme":{"accent":"#8a1538","width":"wide"}`) || !strings.Contains(exported, `"orderOnceEnded":"newest"`) || !strings.Contains(exported, `"photo":"/media/ida.jpg"`) {
		t.Errorf("the export lacks settings: %s", exported)
	}
	for _, c := range []struct {
		change map[string]any
		field  string
	}{
		{map[string]any{"theme": map[string]any{"accent": "#ff6600"}}, "body.theme.accent"},
		{map[string]any{"theme": map[string]any{"colour": "#8a1538"}}, "body.theme.colour"},
		{map[string]any{"theme": map[string]any{"logoWidth": 0}}, "body.theme.logoWidth"},
		{map[string]any{"theme": "red"}, "body.theme"},
		{map[string]any{"orderOnceEnded": "random"}, "body.orderOnceEnded"},
		{map[string]any{"contributors": []any{map[string]any{"role": "reporter"}}}, "body.contributors[0].name"},
		{map[string]any{"contributors": make([]map[string]string, 21)}, "body.contributors"},
	} {
		patch(merged.tag(), c.change).wantField(422, c.field)
	}
	cleared := patch(merged.tag(), map[string]any{"theme": nil, "contributors": nil, "orderOnceEnded": nil}).want(200)
	for _, field := range []string{"theme", "contributors", "orderOnceEnded"} {
		if value, there := cleared.object()[field]; there {
			t.Errorf("%s is still %v", field, value)
		}
	}
}

var sheetLink = regexp.MustCompile(`<link rel="stylesheet" href="(/[^"]*theme-[0-9a-f]+\.css)">`)

// sheetOf gives the address of the theme that a page names; "" where it names none.
func (s *server) sheetOf(path string) string {
	s.t.Helper()
	if m := sheetLink.FindSubmatch(s.ask("GET", path, "", nil).want(200).body); m != nil {
		return string(m[1])
	}
	return ""
}

const forEver = "public, max-age=31536000, immutable"

func TestAThemeIsServedUnderAnAddressThatChangesWithIt(t *testing.T) {
	t.Parallel()
	s := start(t, t.TempDir())
	s.blog("harbour")
	editor := s.token("editor")
	post := s.ask("POST", posts, editor, published("Ferries stay at the quay.")).want(201)
	if sheet := s.sheetOf("/harbour"); sheet != "" {
		t.Errorf("a blog without a theme names %s", sheet)
	}
	set := func(theme any) reply {
		now := s.ask("GET", "/api/v1/blogs/harbour", editor, nil).want(200)
		return s.ask("PATCH", "/api/v1/blogs/harbour", editor, map[string]any{"theme": theme}, "If-Match", now.tag()).want(200)
	}
	changed := set(map[string]any{"accent": "#8a1538"})
	wine := s.sheetOf("/harbour")
	got := s.ask("GET", wine, "", nil).want(200)
	if got.header.Get("Content-Type") != "text/css; charset=utf-8" || got.header.Get("Cache-Control") != forEver || !strings.Contains(string(got.body), "--live-fill: #8a1538") {
		t.Errorf("%s: %v %s", wine, got.header, got.body)
	}
	changes := s.ask("GET", "/harbour/changes?since="+strings.Trim(post.tag(), `"`), "", nil).want(200).object()
	if changes["head"] != changed.object()["seq"] || len(changes["changes"].([]any)) != 1 {
		t.Errorf("a theme is a change of the header and of no post: %v", changes)
	}
	if s.sheetOf("/harbour/posts/"+post.id()) != wine {
		t.Error("a permalink has another theme")
	}

	set(map[string]any{"accent": "#00513b"})
	green := s.sheetOf("/harbour")
	if green == wine {
		t.Errorf("two themes share %s", green)
	}
	old := s.ask("GET", wine, "", nil).want(200)
	if strings.Contains(old.header.Get("Cache-Control"), "immutable") || !strings.Contains(string(old.body), "#00513b") {
		t.Errorf("the address of the theme before: %v %s", old.header, old.body)
	}
	set(nil)
	if sheet := s.sheetOf("/harbour"); sheet != "" {
		t.Errorf("a blog whose theme is gone names %s", sheet)
	}
	for _, path := range []string{green, "/theme-0.css", "/nothing/theme-0.css", "/harbour/other.css"} {
		s.ask("GET", path, "", nil).want(404)
	}
	s.ask("POST", green, "", "{}").want(405)
}

func TestABlogsThemeStandsOverTheSites(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "theme.json")
	if err := os.WriteFile(file, []byte(`{"accent":"#8a1538","logo":"/media/logo.svg","home":"https://www.example.org/"}`), 0o600); err != nil {
		t.Fatal(err)
	}
	s := start(t, t.TempDir(), "--theme", file, "--name", "The Northhaven Post")
	s.blog("harbour")
	site := s.sheetOf("/")
	if site == "" || s.sheetOf("/harbour") != site || s.ask("GET", site, "", nil).want(200).header.Get("Cache-Control") != forEver {
		t.Errorf("the site's theme is at %q, the blog's at %q", site, s.sheetOf("/harbour"))
	}
	notice := s.ask("GET", "/nowhere", "", nil).want(404)
	if !sheetLink.Match(notice.body) {
		t.Errorf("a notice has not the site's theme: %s", notice.body)
	}
	made := s.ask("POST", "/api/v1/blogs", s.token("editor"), map[string]any{"slug": "council", "title": "Council", "theme": map[string]any{"face": "sans"}}).want(201)
	page := string(s.ask("GET", "/council", "", nil).want(200).body)
	css := string(s.ask("GET", s.sheetOf("/council"), "", nil).want(200).body)
	if !strings.Contains(css, "--face: var(--sans)") || !strings.Contains(css, "--live-fill: #8a1538") || !strings.Contains(page, `<a class="home" href="https://www.example.org/"><picture><img src="/media/logo.svg" alt="The Northhaven Post"`) {
		t.Errorf("the blog %s:\n%s\n%s", made.body, css, page)
	}
}

func TestAnEdgeServesThemes(t *testing.T) {
	t.Parallel()
	s := start(t, t.TempDir())
	s.ask("POST", "/api/v1/blogs", s.token("editor"), map[string]any{"slug": "harbour", "title": "Harbour talks", "theme": map[string]any{"accent": "#8a1538"}}).want(201)
	e := startEdge(t, s.base).awaitReady()
	sheet := e.sheetOf("/harbour")
	first := e.ask("GET", sheet, "", nil).want(200)
	if first.header.Get("Cache-Control") != forEver || first.header.Get("Content-Type") != "text/css; charset=utf-8" || !strings.Contains(string(first.body), "#8a1538") {
		t.Errorf("%v %s", first.header, first.body)
	}
	// A theme holds no words, so it stays when a post leaves and the origin is away.
	editor := s.token("editor")
	post := s.ask("POST", posts, editor, published("Ferries stay at the quay.")).want(201)
	s.ask("DELETE", posts+"/"+post.id(), editor, nil, "If-Match", post.tag()).want(200)
	e.await("the edge to hear of it", func() bool {
		return e.ask("GET", "/harbour/posts/"+post.id(), "", nil).status == 410
	})
	s.stop()
	e.ask("GET", sheet, "", nil).want(200)
}
