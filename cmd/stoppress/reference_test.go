package main

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stoppress/stoppress/internal/coverage"
)

// TestATimeInATextLeadsToThePostOfThatTime follows one reference through a post's life.
func TestATimeInATextLeadsToThePostOfThatTime(t *testing.T) {
	s := start(t, t.TempDir())
	s.blog("harbour")
	editor, writer := s.token("editor"), s.token("reporter")
	at := time.Now().UTC().Add(-3 * time.Hour).Truncate(time.Minute)
	clock := at.Format("15:04")
	stamp := func(d time.Duration) string { return at.Add(d).Format(time.RFC3339) }
	first := s.ask("POST", posts, editor, published("Canary words.", "title", "Canary title", "publishedAt", stamp(5*time.Second))).want(201)
	words := "Talks go on (see " + clock + " UTC), as &lt;they&gt; did. It left at " + clock + "."
	answer := s.ask("POST", posts, writer, published(words)).want(201)
	link := `<a href="/harbour/posts/` + first.id() + `#post-` + first.id() + `">`
	linked := "<p>" + strings.Replace(words, clock+" UTC", link+clock+" UTC</a>", 1) + "</p>"
	html := func(r reply) string {
		return r.object()["elements"].([]any)[0].(map[string]any)["html"].(string)
	}
	if got := html(answer); got != linked {
		t.Fatalf("it says\n%s\nand not\n%s", got, linked)
	}

	path := posts + "/" + answer.id()
	page := func(where string) string { return string(s.ask("GET", where, "", nil).want(200).body) }
	if !strings.Contains(page("/harbour"), linked) {
		t.Error("the page has no such link")
	}
	whole := s.base + "/harbour/posts/" + first.id() + "#post-" + first.id()
	for _, where := range []string{"/harbour/feed.atom", "/harbour/feed.rss", "/harbour/feed.json", "/harbour.json"} {
		if got := page(where); !strings.Contains(got, whole) || strings.Contains(got, `\"/harbour/posts`) || strings.Contains(got, `&#34;/harbour/posts`) {
			t.Errorf("%s has an address that means nothing elsewhere:\n%s", where, got)
		}
	}

	// The other post gets another time, and is named again in the same words: it is still meant.
	s.ask("PATCH", posts+"/"+first.id(), editor, map[string]any{"publishedAt": stamp(-time.Hour)}, "If-Match", first.tag()).want(200)
	answer = s.ask("PATCH", path, writer, text(words+" More."), "If-Match", answer.tag()).want(200)
	if got := html(answer); !strings.Contains(got, link) {
		t.Errorf("after the other post got another time: %s", got)
	}
	if same := s.ask("PATCH", path, writer, text(words+" More."), "If-Match", answer.tag()).want(200); same.tag() != answer.tag() {
		t.Error("the same words are a change")
	}
	seq := answer.object()["seq"].(float64)

	// It is withdrawn: the words stay, nothing leads there, and whoever has the page open hears of it.
	newest := s.ask("GET", posts+"/"+first.id(), editor, nil).want(200)
	s.ask("DELETE", posts+"/"+first.id(), editor, nil, "If-Match", newest.tag()).want(200)
	for _, where := range []string{"/harbour", "/harbour/posts/" + answer.id(), "/harbour/feed.atom", "/harbour/feed.json", "/harbour.json", "/harbour/embed", "/harbour/changes?since=0"} {
		got := page(where)
		if strings.Contains(strings.ToLower(got), "canary") || strings.Contains(got, "/posts/"+first.id()) {
			t.Errorf("%s shows something of a withdrawn post", where)
		}
		if !strings.Contains(got, "(see "+clock+" UTC)") {
			t.Errorf("%s has lost words", where)
		}
	}
	changes := page(fmt.Sprintf("/harbour/changes?since=%.0f", seq))
	if !strings.Contains(changes, `"type":"gone"`) || !strings.Contains(changes, `"type":"post"`) {
		t.Errorf("an open page hears: %s", changes)
	}
	if got := html(s.ask("GET", path, writer, nil).want(200)); !strings.Contains(got, link) {
		t.Errorf("the desk no longer knows where it led: %s", got)
	}
	s.ask("GET", "/harbour/posts/"+first.id(), "", nil).want(410)

	// Someone says that it is no reference.
	second := s.ask("POST", posts, editor, published("Second.", "publishedAt", stamp(0))).want(201)
	plain := s.ask("POST", posts, writer, published("See "+clock+".", "silenced", []any{"time:" + clock})).want(201)
	if got := html(plain); strings.Contains(got, "<a") {
		t.Errorf("silenced: %s", got)
	}
	s.ask("POST", posts, writer, published("See "+clock+".", "publishedAt", nil, "silenced", []any{strings.Repeat("x", 601)})).wantField(422, "body.silenced[0]")
	if got := page("/harbour.json"); strings.Contains(got, "silenced") {
		t.Error("readers see what the desk has silenced")
	}
	_ = second
	if _, _, ok := coverage.ParsePostLink("/harbour/posts/" + first.id()); !ok {
		t.Error("that is no address of a post")
	}
}

// TestATimeInAListLeadsToThePostOfThatTime does so where the words are plain.
func TestATimeInAListLeadsToThePostOfThatTime(t *testing.T) {
	s := start(t, t.TempDir())
	s.blog("harbour")
	editor := s.token("editor")
	at := time.Now().UTC().Add(-3 * time.Hour).Truncate(time.Minute)
	clock := at.Format("15:04")
	first := s.ask("POST", posts, editor, published("Canary words.", "publishedAt", at.Format(time.RFC3339))).want(201)
	summary := func(words string) map[string]any {
		return map[string]any{"status": "published", "elements": []any{
			map[string]any{"type": "list", "items": []any{"Nobody signs.", words}},
			map[string]any{"type": "quote", "paragraphs": []any{"“No,” Holm said. (See " + clock + ".)"}, "speaker": map[string]any{"name": "Holm"}},
		}}
	}
	second := s.ask("POST", posts, editor, summary("Talks go on (see "+clock+").")).want(201)
	path := posts + "/" + second.id()
	// What a program sends of it counts for nothing: the words do.
	sent := second.object()["elements"].([]any)
	sent[0].(map[string]any)["references"] = []any{map[string]any{"line": 0, "offset": 0, "words": "Nobody", "post": first.id()}}
	if same := s.ask("PATCH", path, editor, map[string]any{"elements": sent}, "If-Match", second.tag()).want(200); same.tag() != second.tag() {
		t.Errorf("the same words are a change: %s", same.body)
	}
	s.ask("PATCH", posts+"/"+first.id(), editor, map[string]any{"publishedAt": at.Add(-time.Hour).Format(time.RFC3339)}, "If-Match", first.tag()).want(200)
	second = s.ask("PATCH", path, editor, map[string]any{"elements": summary("Talks still go on (see " + clock + ").")["elements"]}, "If-Match", second.tag()).want(200)
	link := `<a href="/harbour/posts/` + first.id() + `#post-` + first.id() + `">` + clock + `</a>`
	page := string(s.ask("GET", "/harbour", "", nil).want(200).body)
	if !strings.Contains(page, "<li>Talks still go on (see "+link+").</li>") || !strings.Contains(page, "Holm said. (See "+link+".)") {
		t.Errorf("the page does not lead there:\n%s", page)
	}
	if feed := string(s.ask("GET", "/harbour/feed.atom", "", nil).want(200).body); !strings.Contains(feed, "see &lt;a href=&#34;"+s.base+"/harbour/posts/"+first.id()) {
		t.Errorf("the feed does not lead there:\n%s", feed)
	}
	seq := second.object()["seq"].(float64)
	newest := s.ask("GET", posts+"/"+first.id(), editor, nil).want(200)
	s.ask("DELETE", posts+"/"+first.id(), editor, nil, "If-Match", newest.tag()).want(200)
	for _, where := range []string{"/harbour", "/harbour/feed.atom", "/harbour/feed.json", "/harbour.json", "/harbour/quotes", fmt.Sprintf("/harbour/changes?since=%.0f", seq)} {
		got := string(s.ask("GET", where, "", nil).want(200).body)
		if strings.Contains(got, "Canary") || strings.Contains(got, "/posts/"+first.id()) || strings.Contains(got, `"references"`) {
			t.Errorf("%s shows something of a withdrawn post:\n%s", where, got)
		}
		if strings.Contains(where, "changes") && !strings.Contains(got, "Talks still go on") {
			t.Errorf("an open page does not hear of it: %s", got)
		}
	}
}

// TestADraftIsReadBeforeItGoesOut asks for what the desk shows under its box.
func TestADraftIsReadBeforeItGoesOut(t *testing.T) {
	s := start(t, t.TempDir())
	s.blog("harbour")
	editor, writer := s.token("editor"), s.token("reporter")
	said := map[string]any{"status": "published", "title": "The master speaks", "elements": []any{
		map[string]any{"type": "quote", "paragraphs": []any{"The crane stays where it is until Monday."}, "speaker": map[string]any{"name": "Ida Holmgren", "role": "harbour master"}}}}
	first := s.ask("POST", posts, editor, said).want(201)
	head := s.ask("GET", "/api/v1/blogs/harbour", editor, nil).want(200)
	s.ask("PATCH", "/api/v1/blogs/harbour", editor, map[string]any{"style": []any{map[string]any{"write": "adviser", "not": "advisor"}}}, "If-Match", head.tag()).want(200)
	s.ask("PATCH", "/api/v1/blogs/harbour", editor, map[string]any{"style": []any{map[string]any{"write": "", "not": "x"}}}, "If-Match", s.ask("GET", "/api/v1/blogs/harbour", editor, nil).tag()).wantField(422, "body.style[0].write")

	const checks = "/api/v1/blogs/harbour/checks"
	draft := map[string]any{"title": "", "elements": []any{
		map[string]any{"type": "text", "html": "<p>Holmgen said “no. An advisor agreed (see 00:01).</p>"},
		map[string]any{"type": "quote", "paragraphs": []any{"The crane stays where it is until Monday."}, "speaker": map[string]any{"name": "Ida Holmgren", "role": "mayor"}},
		map[string]any{"type": "quote", "paragraphs": []any{"Not me."}, "speaker": map[string]any{"name": ""}},
	}}
	kinds := func(r reply) (out []string) {
		for _, w := range r.object()["warnings"].([]any) {
			w := w.(map[string]any)
			out = append(out, fmt.Sprintf("%v:%v", w["element"], w["kind"]))
		}
		return out
	}
	read := s.ask("POST", checks, writer, draft).want(200)
	if got, want := strings.Join(kinds(read), " "), "0:name 0:marks 0:style 0:time 1:role 1:repeated 2:speaker"; got != want {
		t.Errorf("warnings %s, want %s\n%s", got, want, read.body)
	}
	named := read.object()["posts"].([]any)
	if len(named) != 1 || named[0].(map[string]any)["id"] != first.id() || named[0].(map[string]any)["title"] != "The master speaks" {
		t.Errorf("posts %v", named)
	}
	draft["silenced"] = []any{"name:holmgen", "role:ida holmgren:mayor"}
	if got, want := strings.Join(kinds(s.ask("POST", checks, writer, draft).want(200)), " "), "0:marks 0:style 0:time 1:repeated 2:speaker"; got != want {
		t.Errorf("silenced: warnings %s, want %s", got, want)
	}
	draft["post"], draft["silenced"] = first.id(), nil
	if got := strings.Join(kinds(s.ask("POST", checks, writer, draft).want(200)), " "); strings.Contains(got, "repeated") || strings.Contains(got, "role") {
		t.Errorf("the post itself says: %s", got)
	}
	s.ask("POST", checks, "", draft).want(401)
	s.ask("POST", "/api/v1/blogs/nowhere/checks", writer, map[string]any{}).want(404)
	s.ask("POST", checks, writer, map[string]any{"elements": "none"}).wantField(422, "body.elements")
	if got := strings.Join(kinds(s.ask("POST", checks, writer, map[string]any{}).want(200)), " "); got != "" {
		t.Errorf("of nothing: %s", got)
	}
	if page := string(s.ask("GET", "/harbour.json", "", nil).want(200).body) + string(s.ask("GET", "/harbour", "", nil).want(200).body); strings.Contains(page, "adviser") {
		t.Error("readers see the style list")
	}
}
