package main

import (
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
